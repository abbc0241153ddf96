//! Broken files by the thousand, made from the corpus: no panic, no long time, no large memory.
//!
//! `fuzz [READER|all] [--minutes N | --cases N] [--seed S] [--keep FOLDER] [--from N] [--write N]`
//!
//! One case after the other, readers in turn. What fails is saved below the folder, named, and
//! the run goes on; its exit code is 1 then. A case is told by seed and number: `--write N` writes
//! it without reading it, `--from N --cases 1` reads it again. `cargo xtask fuzz` and `cargo xtask endurance mutations` run this.

#[path = "../tests/fuzzing/mod.rs"]
mod fuzzing;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use fuzzing::Seeds;
use fuzzing::watch::{answer, busy, peak, reset_peak};

/// Megabytes that no reading may go over.
const MEMORY: u64 = 256;

/// A case that is at work for so long does not end.
const ENDLESS: Duration = Duration::from_secs(60);

/// Cases below this say nothing of a pace.
const PACED_FROM: u64 = 100_000;

/// The case at work, and the processor's time when it began, in nanoseconds.
static AT: AtomicU64 = AtomicU64::new(0);
static BEGAN: AtomicU64 = AtomicU64::new(u64::MAX);

/// What was asked for.
struct Asked {
    reader: Option<String>,
    minutes: Option<u64>,
    cases: Option<u64>,
    seed: u64,
    keep: PathBuf,
    from: u64,
    write: Option<u64>,
}

impl Asked {
    fn parse(mut words: impl Iterator<Item = String>) -> Option<Self> {
        let mut asked = Asked {
            reader: None,
            minutes: None,
            cases: None,
            seed: 2026,
            keep: PathBuf::from("target/fuzz"),
            from: 0,
            write: None,
        };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--minutes" => asked.minutes = Some(words.next()?.parse().ok()?),
                "--cases" => asked.cases = Some(words.next()?.parse().ok()?),
                "--seed" => asked.seed = words.next()?.parse().ok()?,
                "--keep" => asked.keep = words.next()?.into(),
                "--from" => asked.from = words.next()?.parse().ok()?,
                "--write" => asked.write = Some(words.next()?.parse().ok()?),
                "all" => {}
                reader if !reader.starts_with('-') => asked.reader = Some(word),
                _ => return None,
            }
        }
        Some(asked)
    }
}

/// What one reader's cases came to.
#[derive(Default)]
struct Sum {
    cases: u64,
    refused: u64,
    records: u64,
    not_understood: u64,
    failed: u64,
    /// The largest part of what a case may take, and of which it was.
    nearest: (f64, u64),
    /// Seconds a megabyte, of those large enough to tell.
    pace: (f64, u64),
    peak: u64,
}

fn main() -> ExitCode {
    let Some(asked) = Asked::parse(std::env::args().skip(1)) else {
        eprintln!(
            "fuzz [READER|all] [--minutes N | --cases N] [--seed S] [--keep FOLDER] [--from N] [--write N]"
        );
        return ExitCode::from(2);
    };
    let seeds = Seeds::read();
    let mut readers = seeds.readers();
    if let Some(wanted) = &asked.reader {
        if !readers.contains(&wanted.as_str()) {
            eprintln!(
                "there is no reader \"{wanted}\"; there are: {}",
                readers.join(", ")
            );
            return ExitCode::from(2);
        }
        readers.retain(|r| r == wanted);
    }
    if let Some(number) = asked.write {
        keep(&seeds, &readers, &asked, number);
        return ExitCode::SUCCESS;
    }
    // A thread like those that the program reads on, with no more room for its calls.
    let failed = std::thread::scope(|scope| {
        let watch = scope.spawn(|| watch(&seeds, &readers, &asked));
        let run = scope.spawn(|| run(&seeds, &readers, &asked));
        let failed = run.join();
        BEGAN.store(0, Ordering::SeqCst);
        let _ = watch.join();
        failed
    });
    match failed {
        Ok(0) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// Runs the cases; how many failed.
fn run(seeds: &Seeds, readers: &[&'static str], asked: &Asked) -> u64 {
    std::panic::set_hook(Box::new(|_| {}));
    let until = Instant::now() + Duration::from_secs(60 * asked.minutes.unwrap_or(5));
    let more = |number| match asked.cases {
        Some(cases) => number < asked.from.saturating_add(cases),
        None => Instant::now() < until,
    };
    let Ok(room) = tempfile::tempdir() else {
        eprintln!("there is no room for folders");
        return 1;
    };
    println!("seed {}, readers: {}", asked.seed, readers.join(", "));
    let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
    let (mut number, mut most) = (asked.from, 0);
    while more(number) {
        let reader = reader_of(readers, number);
        let case = seeds.case(reader, asked.seed, number);
        let place = room.path().join(number.to_string());
        reset_peak();
        AT.store(number, Ordering::SeqCst);
        BEGAN.store(busy().as_nanos() as u64, Ordering::SeqCst);
        let _ = std::fs::create_dir_all(&asked.keep)
            .and_then(|()| std::fs::write(asked.keep.join("at"), format!("{number}\n")));
        let done = catch_unwind(AssertUnwindSafe(|| answer(&case, &place)));
        BEGAN.store(u64::MAX, Ordering::SeqCst);
        let peak = peak().unwrap_or(0);
        most = most.max(peak);
        let _ = std::fs::remove_dir_all(&place);

        let sum = sums.entry(reader).or_default();
        sum.cases += 1;
        sum.peak = sum.peak.max(peak);
        let failed = match done {
            Err(panic) => Some(format!("panic: {}", said(&*panic))),
            Ok(answer) => {
                sum.refused += u64::from(answer.refused);
                sum.records += answer.records;
                sum.not_understood += answer.not_understood;
                let part = answer.busy.as_secs_f64() / answer.allowed().as_secs_f64();
                if part > sum.nearest.0 {
                    sum.nearest = (part, number);
                }
                let bytes = answer.bytes * u64::from(answer.readings);
                let pace = answer.busy.as_secs_f64() * 1e6 / bytes.max(1) as f64;
                if bytes >= PACED_FROM && pace > sum.pace.0 {
                    sum.pace = (pace, number);
                }
                answer.wrong.or_else(|| {
                    (part > 1.0).then(|| format!("{:?} for {bytes} bytes", answer.busy))
                })
            }
        };
        let failed = failed.or_else(|| (peak >= MEMORY).then(|| format!("{peak} MB of memory")));
        if let Some(why) = failed {
            sum.failed += 1;
            let place = keep(seeds, readers, asked, number);
            println!(
                "{reader}, case {number}: {why}\n  saved in {}",
                place.display()
            );
        }
        number += 1;
    }
    let _ = std::fs::remove_file(asked.keep.join("at"));
    report(&sums, most)
}

fn report(sums: &BTreeMap<&str, Sum>, most: u64) -> u64 {
    println!(
        "\n{:<14}{:>8}{:>9}{:>10}{:>16}{:>8}{:>10}{:>12}{:>8}",
        "reader", "cases", "refused", "records", "not understood", "failed", "of bar", "s/MB", "MB"
    );
    for (reader, sum) in sums {
        println!(
            "{reader:<14}{:>8}{:>9}{:>10}{:>16}{:>8}{:>9.0}%{:>12.3}{:>8}  (cases {}, {})",
            sum.cases,
            sum.refused,
            sum.records,
            sum.not_understood,
            sum.failed,
            sum.nearest.0 * 100.0,
            sum.pace.0,
            sum.peak,
            sum.nearest.1,
            sum.pace.1
        );
    }
    let cases: u64 = sums.values().map(|s| s.cases).sum();
    let failed: u64 = sums.values().map(|s| s.failed).sum();
    let slowest = sums.values().map(|s| s.pace.0).fold(0.0, f64::max);
    println!(
        "{cases} broken files, {failed} failed; slowest {slowest:.3} s a MB (files over 100 KB); {most} MB of memory at most"
    );
    failed
}

/// Saves a case.
fn keep(seeds: &Seeds, readers: &[&'static str], asked: &Asked, number: u64) -> PathBuf {
    let reader = reader_of(readers, number);
    let case = seeds.case(reader, asked.seed, number);
    let place = asked.keep.join(format!("{reader}-{}-{number}", asked.seed));
    case.write(&place);
    place.join(&case.name)
}

fn reader_of(readers: &[&'static str], number: u64) -> &'static str {
    let at = number as usize % readers.len();
    readers.get(at).copied().unwrap_or_default()
}

/// Ends the process where a case does not end by itself.
fn watch(seeds: &Seeds, readers: &[&'static str], asked: &Asked) {
    loop {
        std::thread::sleep(Duration::from_millis(200));
        let began = BEGAN.load(Ordering::SeqCst);
        if began == 0 {
            return;
        }
        let taken = busy().saturating_sub(Duration::from_nanos(began));
        if began != u64::MAX && taken > ENDLESS {
            let number = AT.load(Ordering::SeqCst);
            let place: &Path = &keep(seeds, readers, asked, number);
            println!("case {number} does not end\n  saved in {}", place.display());
            std::process::exit(1);
        }
    }
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().map(str::to_owned);
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    text.unwrap_or_default()
}
