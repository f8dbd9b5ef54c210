//! How fast texts are read: `cargo bench --bench language`.
//!
//! Prints the time to load the model, then words a second from raw text to words with tree, lemmas
//! and names, on one thread and on two. A word is a token as the tokeniser cuts it.
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use docent::language::annotation::annotate;
use docent::language::model::Model;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

/// The best of so many runs counts: what else the machine does can only slow a run down.
const RUNS: usize = 7;

fn main() {
    let start = Instant::now();
    black_box(Model::english());
    println!("load: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);

    let sentences: Vec<&str> = include_str!("../tests/language/sentences.txt").lines().collect();
    let texts: Vec<&str> = sentences.iter().copied().cycle().take(sentences.len() * 8).collect();
    let words: usize = annotate(&texts, NonZeroUsize::MIN).iter().map(|a| a.words.len()).sum();
    let bytes: usize = texts.iter().map(|t| t.len()).sum();
    for threads in [1, 2] {
        let threads = NonZeroUsize::new(threads).unwrap_or(NonZeroUsize::MIN);
        let best = (0..RUNS).map(|_| time(&texts, threads)).min().unwrap_or_default();
        let seconds = best.as_secs_f64();
        println!(
            "{threads} thread(s): {:.0} words/s, {:.2} MB/s ({words} words)",
            per_second(words, seconds),
            per_second(bytes, seconds) / 1e6,
        );
    }
}

fn time(texts: &[&str], threads: NonZeroUsize) -> Duration {
    let start = Instant::now();
    black_box(annotate(black_box(texts), threads));
    start.elapsed()
}

#[expect(clippy::cast_precision_loss, reason = "counts of a bench are small")]
fn per_second(count: usize, seconds: f64) -> f64 {
    count as f64 / seconds
}
