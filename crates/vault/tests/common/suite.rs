//! A suite that every implementation of a trait must pass.

/// Runs each test of a suite on fresh ones.
macro_rules! suite {
    ($name:ident, $make:expr, $($test:ident),+ $(,)?) => {
        mod $name {
            use super::*;
            $(#[test] fn $test() {
                let folder = tempfile::tempdir().unwrap();
                super::$test(&mut $make(folder.path()));
            })+
        }
    };
}
