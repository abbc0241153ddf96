//! Writes `tests/vectors/*.vector` anew: `cargo run -p standfast-ledger --example make_vectors -- DIR`.
//!
//! The verdicts are written by hand here; the tests hold the verifiers to them. A vector, once
//! published, keeps its name and bytes for ever: this adds, and may never change what is there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod anchors;
mod fields;
mod forge;
mod good;
mod leaves;
mod lines;
mod notes;
mod vector;

fn main() {
    let folder = std::env::args()
        .nth(1)
        .expect("name the folder to write to");
    let vectors = [
        good::vectors(),
        fields::vectors(),
        leaves::vectors(),
        lines::vectors(),
        notes::vectors(),
        anchors::vectors(),
    ]
    .concat();
    for vector in &vectors {
        let path = std::path::Path::new(&folder).join(format!("{}.vector", vector.name));
        #[expect(
            clippy::disallowed_methods,
            reason = "an example that makes files; the library writes none"
        )]
        std::fs::write(path, vector.text()).expect("the folder is there and can be written to");
    }
    println!("{} vectors", vectors.len());
}
