//! Whatever the bytes: no panic, and time and memory that grow no faster than the text.
//!
//! In debug builds the texts are short; `cargo test --release --test language_any_bytes -- --ignored
//! --nocapture` reads ten megabytes of each and prints what they took.

use chrono::NaiveDate;
use docent::language::analysis::analyse;
use docent::language::reading::read;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::num::NonZeroUsize;

const MEGABYTE: usize = 1 << 20;

fn two() -> NonZeroUsize {
    NonZeroUsize::new(2).unwrap_or(NonZeroUsize::MIN)
}

/// Texts of odd kinds, so many bytes long or a little longer.
fn odd_texts(bytes: usize) -> Vec<(&'static str, String)> {
    let of = |unit: &str| unit.repeat(bytes.div_ceil(unit.len()));
    vec![
        (
            "one line of English",
            of("In 1990 the minister said that 40 states, led by Chile, had agreed. "),
        ),
        ("one line without a stop", of("and then the other one came ")),
        ("one word", of("a")),
        ("one word of capitals", of("US")),
        ("one number", of("1")),
        ("a row of numbers", of("1990 ")),
        ("newlines", of("\n")),
        ("spaces", of(" ")),
        ("full stops", of(".")),
        ("stops and spaces", of(". ")),
        ("quotation marks", of("\"")),
        ("open quotations", of("“a ")),
        ("brackets", of("(")),
        ("hyphens", of("a-")),
        ("apostrophes", of("'s")),
        ("right to left", of("שלום עולם, ")),
        ("one word right to left", of("ש")),
        ("emoji", of("😀")),
        ("joined emoji", of("👩‍👩‍👧 ")),
        ("combining marks", of("e\u{301}\u{301}\u{301}")),
        ("Chinese", of("世界")),
        ("a name over and over", of("Ada Bello, ")),
        ("years later", of("In 1990. Six years later, ")),
        ("nulls", of("\0")),
    ]
}

#[test]
fn odd_texts_are_read_to_their_end() {
    for (name, text) in odd_texts(6_000) {
        let read = read(&text, None, two());
        let words: usize = read.sentences.iter().map(|s| s.annotated.words.len()).sum();
        let has_words = !text.trim().is_empty() && text != "\0";
        assert!(words > 0 || !has_words, "{name}");
    }
}

#[test]
#[ignore = "ten megabytes of each take minutes; run in release"]
fn ten_megabytes_of_odd_texts_end_in_bounded_time() {
    let small = odd_texts(MEGABYTE).into_iter().map(|(_, text)| seconds(&text));
    for ((name, text), small) in odd_texts(10 * MEGABYTE).into_iter().zip(small) {
        let large = seconds(&text);
        println!("{name}: 1 MB {small:.2} s, 10 MB {large:.2} s, peak so far {}", peak());
        // Ten times the text should take ten times as long; the machine has other work, too, but time
        // that grew with the square would be a hundred times as long.
        assert!(large < 30.0 * small + 5.0, "{name}");
    }
}

#[expect(clippy::disallowed_methods, reason = "the test measures time")]
fn seconds(text: &str) -> f64 {
    let start = std::time::Instant::now();
    let _ = read(text, None, two());
    start.elapsed().as_secs_f64()
}

/// Returns the most memory that this process has had so far, as Linux tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.unwrap_or("unknown").trim().to_owned()
}

#[test]
fn any_bytes_are_analysed_with_or_without_a_date() {
    let fragments = "(In |on |said |1990|–|18|BC|the |Mr\\. |“|”|\"|'s |’|U\\.S\\. |Chad |Georgia |\\$|%|half |\
        Thursday|six years later|\u{5d0}|😀|e\u{301}|\u{200b}|\n|\\. |, |[a-zA-Z]{1,9} |\\PC|.){0,80}";
    let mut runner = TestRunner::new(Config::with_cases(120));
    let date = NaiveDate::from_ymd_opt(2026, 11, 20);
    runner
        .run(&(fragments, any::<Vec<u8>>()), |(text, bytes)| {
            let _ = analyse(&text, date, NonZeroUsize::MIN).to_string();
            let lossy = String::from_utf8_lossy(&bytes);
            let _ = analyse(&lossy, None, NonZeroUsize::MIN).to_string();
            Ok(())
        })
        .unwrap();
}
