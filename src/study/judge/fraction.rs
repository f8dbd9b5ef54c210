//! Fractions and powers in typed numbers.

use crate::value::{Number, fold, read_number};

/// Returns the number of an answer with a fraction or a power: "3 1/2", "two thirds", "10^6".
pub(super) fn read_fraction(given: &str, unit: Option<&str>) -> Option<f64> {
    if let Some((before, after)) = given.split_once(['/', '^']) {
        let power = given[before.len()..].starts_with('^');
        return of_figures(before, after, power);
    }
    let lower = given.to_lowercase().replace('-', " ");
    let words: Vec<&str> = lower.split_whitespace().collect();
    let of_unit = unit.map(fold).unwrap_or_default();
    let is_unit = |word: &str| of_unit.split(' ').any(|own| own == word);
    let parts = |word: &str| part_of(word).filter(|_| !is_unit(word));
    let (at, parts) = words.iter().enumerate().find_map(|(at, word)| Some((at, parts(word)?)))?;
    let number = match words[..at].join(" ").as_str() {
        "" if words[at] == "half" && words.get(at + 1) != Some(&"a") => 1.0,
        "a" | "one" => 1.0,
        // "2 and a half" and "half a million" are read as they stand.
        before if !before.ends_with(" a") => read_number(before)?.value(),
        _ => return None,
    };
    Some(number / parts)
}

/// Returns the value of figures around a stroke or a power sign, which may have a whole number before
/// them; none where there are none on both sides.
fn of_figures(before: &str, after: &str, power: bool) -> Option<f64> {
    let figures = after.chars().take_while(char::is_ascii_digit).count();
    let second: f64 = after[..figures].parse().ok()?;
    let back = before.chars().rev().take_while(char::is_ascii_digit).count();
    let (rest, first) = before.split_at(before.len() - back);
    let first: f64 = first.parse().ok()?;
    let value = if power { first.powf(second) } else { first / second };
    if rest.trim_end().ends_with(['-', '−']) {
        return Some(-value);
    }
    Some(read_number(rest).map_or(0.0, Number::value) + value)
}

/// Returns into how many parts a word divides: "thirds".
fn part_of(word: &str) -> Option<f64> {
    const PARTS: [(&str, f64); 11] = [
        ("half", 2.0),
        ("third", 3.0),
        ("quarter", 4.0),
        ("fourth", 4.0),
        ("fifth", 5.0),
        ("sixth", 6.0),
        ("eighth", 8.0),
        ("ninth", 9.0),
        ("tenth", 10.0),
        ("hundredth", 100.0),
        ("thousandth", 1000.0),
    ];
    let one = if word == "halves" { "half" } else { word.strip_suffix('s').unwrap_or(word) };
    PARTS.iter().find(|(part, _)| *part == one).map(|(_, parts)| *parts)
}
