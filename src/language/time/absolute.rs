//! Dates that say themselves when they are: "6 November 2025", "the 1990s", "44 BC", and those
//! that only lack a year: "6 November".

use super::partial::{Era, Partial};
use super::scan::{Kind, Words};
use super::year::year_at;
use crate::value::{month_number, ordinal_word};

/// A date read from a place: one, or the two ends of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) from: Partial,
    pub(super) to: Option<Partial>,
    /// The place after its last word.
    pub(super) next: usize,
}

impl Reading {
    fn one(from: Partial, next: usize) -> Self {
        Self { from, to: None, next }
    }
}

/// Reads the date that begins at this place. With `expected`, words before it ask for a date, so
/// that a bare number is a year.
pub(super) fn date_at(words: &Words, at: usize, expected: bool) -> Option<Reading> {
    let word = words.get(at)?;
    match word.kind {
        Kind::Digits => figures(words, at)
            .or_else(|| day_month(words, at))
            .or_else(|| decade(words, at))
            .or_else(|| centuries(words, at))
            .or_else(|| year_with_era(words, at))
            .or_else(|| bare_year(words, at, expected)),
        Kind::Letters => weekday_date(words, at)
            .or_else(|| month_day(words, at))
            .or_else(|| month_year(words, at))
            .or_else(|| ordinal_day(words, at))
            .or_else(|| season(words, at))
            .or_else(|| decade_word(words, at))
            .or_else(|| centuries(words, at))
            .or_else(|| year_with_era(words, at)),
        Kind::Mark => short_decade(words, at),
    }
}

/// Returns the weekday at this place, Monday as 0, spelled whole or short before a date.
pub(super) fn weekday_at(words: &Words, at: usize) -> Option<u8> {
    const DAYS: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let word = words.get(at).filter(|w| w.is_upper())?;
    let place = DAYS.iter().position(|d| word.is(d))?;
    u8::try_from(place).ok()
}

/// Returns the month at this place and the place after it; only capitalised words are months.
pub(super) fn month_at(words: &Words, at: usize) -> Option<(u8, usize)> {
    let word = words.get(at).filter(|w| w.is_upper())?;
    let month = month_number(word.text)?;
    let abbreviated = word.text.len() <= 4 && !word.is_in("May June July");
    let stop = abbreviated && words.is(at + 1, ".") && words.is_glued(at + 1);
    Some((month, at + 1 + usize::from(stop)))
}

/// "2025-11-06", "06.11.2025", and with slashes where only one reading is a day.
fn figures(words: &Words, at: usize) -> Option<Reading> {
    let part = |i: usize| words.number(at + i).filter(|_| i == 0 || words.is_glued(at + i));
    let mark = words.get(at + 1).filter(|w| !w.spaced)?;
    if !(words.is_glued(at + 3) && words.is(at + 3, mark.text)) {
        return None;
    }
    let ((a, a_len), (b, b_len), (c, c_len)) = (part(0)?, part(2)?, part(4)?);
    let continues = words.is_glued(at + 5)
        && words.get(at + 5).is_some_and(|w| w.is(mark.text) || w.kind == Kind::Digits)
        && words.is_glued(at + 6);
    let (year, month, day) = match (mark.text, a_len, c_len) {
        ("-", 4, 2) if b_len == 2 => (a, b, c),
        ("." | "/", 4, 1..=2) => (a, b, c),
        (".", 1..=2, 4) => (c, b, a),
        ("/", 1..=2, 4) if a > 12 || a == b => (c, b, a),
        ("/", 1..=2, 4) if b > 12 => (c, a, b),
        _ => return None,
    };
    let date = Partial {
        month: u8::try_from(month).ok(),
        day: u8::try_from(day).ok(),
        ..Partial::of_year(year)
    };
    (!continues && date.value().is_some()).then(|| Reading::one(date, at + 5))
}

/// "Thursday, November 6, 2025": the weekday adds nothing to the date.
fn weekday_date(words: &Words, at: usize) -> Option<Reading> {
    weekday_at(words, at)?;
    let mut next = words.skip(at + 1, ",");
    next = words.skip(next, "the");
    day_month(words, next).or_else(|| month_day(words, next)).or_else(|| ordinal_day(words, next))
}

/// "6 November 2025", "6th of November", "6-8 November 2025".
fn day_month(words: &Words, at: usize) -> Option<Reading> {
    let (first, after_first) = day_number(words, at)?;
    let second = words.is_dash(after_first).then(|| day_number(words, after_first + 1)).flatten();
    let after_days = second.map_or(after_first, |(_, next)| next);
    let (month, after_month) = month_at(words, words.skip(after_days, "of"))?;
    let (year, next) = following_year(words, after_month);
    let on = |day| Partial { year, month: Some(month), day: Some(day), ..Partial::default() };
    Some(match second {
        Some((last, _)) => Reading { from: on(first), to: Some(on(last)), next },
        None => Reading::one(on(first), next),
    })
}

/// "the sixth of November 2025".
fn ordinal_day(words: &Words, at: usize) -> Option<Reading> {
    let (day, next) = ordinal_at(words, at)?;
    let day = u8::try_from(day).ok().filter(|d| (1..=31).contains(d))?;
    if !words.is(next, "of") {
        return None;
    }
    let (month, after_month) = month_at(words, next + 1)?;
    let (year, next) = following_year(words, after_month);
    let date = Partial { year, month: Some(month), day: Some(day), ..Partial::default() };
    Some(Reading::one(date, next))
}

/// "November 6, 2025", "Nov. 6th", "November 6–8, 2025".
fn month_day(words: &Words, at: usize) -> Option<Reading> {
    let (month, day_place) = month_at(words, at)?;
    let (first, after_first) = day_number(words, words.skip(day_place, "the"))?;
    if words.is_any(after_first, &[":", "%"]) && words.is_glued(after_first) {
        return None;
    }
    let second = words
        .is_dash(after_first)
        .then(|| day_number(words, after_first + 1))
        .flatten()
        .filter(|(last, _)| *last > first);
    let after_days = second.map_or(after_first, |(_, next)| next);
    let (year, next) = following_year(words, after_days);
    let on = |day| Partial { year, month: Some(month), day: Some(day), ..Partial::default() };
    Some(Reading { from: on(first), to: second.map(|(last, _)| on(last)), next })
}

/// "April 1992", "April of 1992", "Sept. 1992".
fn month_year(words: &Words, at: usize) -> Option<Reading> {
    let (month, mut next) = month_at(words, at)?;
    if words.is_any(next, &["of", ","]) {
        next += 1;
    }
    let (year, era, next) = year_and_era(words, next)?;
    let date = Partial { month: Some(month), era, ..Partial::of_year(year) };
    Some(Reading::one(date, next))
}

/// "spring 1968", "the winter of 1941-42".
fn season(words: &Words, at: usize) -> Option<Reading> {
    let season = season_at(words, at)?;
    let year_place = words.skip(at + 1, "of");
    let year = year_at(words, year_place, true)?;
    let across = words.is_dash(year_place + 1)
        && words
            .number(year_place + 2)
            .is_some_and(|(n, digits)| digits == 2 && n == (year + 1) % 100);
    let date = Partial { season: Some(season), ..Partial::of_year(year) };
    Some(Reading::one(date, year_place + if across { 3 } else { 1 }))
}

/// Returns EDTF's number of the season named at this place.
pub(super) fn season_at(words: &Words, at: usize) -> Option<u8> {
    let word = words.get(at)?;
    let place = ["spring", "summer", "autumn", "winter"]
        .iter()
        .position(|s| word.is(s))
        .or_else(|| word.is("fall").then_some(2))?;
    u8::try_from(21 + place).ok()
}

/// "1990s", "1990's". "1800s" is a century, as usage has it; "2000s" is a decade.
fn decade(words: &Words, at: usize) -> Option<Reading> {
    let (year, digits) = words.number(at)?;
    let plural = plural_after(words, at + 1)?;
    if digits != 4 || year % 10 != 0 || !(1000..=2199).contains(&year) {
        return None;
    }
    let date = if year % 100 == 0 && year != 2000 {
        Partial { century: Some(year / 100 + 1), ..Partial::default() }
    } else {
        decade_of(year / 10)
    };
    Some(Reading::one(date, plural))
}

/// "'80s" and "’80s": of the twentieth century, but the first two decades of ours.
fn short_decade(words: &Words, at: usize) -> Option<Reading> {
    let (tens, digits) = words.number(at + 1).filter(|_| words.is_glued(at + 1))?;
    let next = plural_after(words, at + 2)?;
    let is_mark = words.is_any(at, &["'", "’", "‘"]);
    if !is_mark || digits != 2 || tens % 10 != 0 {
        return None;
    }
    let century = if tens < 20 { 200 } else { 190 };
    Some(Reading::one(decade_of(century + tens / 10), next))
}

/// "the eighties", "the roaring twenties": of the twentieth century. Lives have sixties too, so
/// "his sixties" is none.
fn decade_word(words: &Words, at: usize) -> Option<Reading> {
    let place = [
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ]
    .iter()
    .position(|d| words.is(at, d))?;
    let framed = words
        .before(at, 1)
        .is_some_and(|w| w.is_any(&["the", "early", "late", "mid", "-", "roaring", "swinging"]));
    let of_a_life = words.before(at, 2).is_some_and(|w| w.is_in("his her their my your its our"))
        || words.before(at, 3).is_some_and(|w| w.is_in("his her their my your its our"));
    let date = decade_of(192 + i32::try_from(place).ok()?);
    (framed && !of_a_life).then(|| Reading::one(date, at + 1))
}

fn decade_of(decade: i32) -> Partial {
    Partial { decade: Some(decade), ..Partial::default() }
}

/// Returns the place after "s" or "'s" glued to a number.
fn plural_after(words: &Words, at: usize) -> Option<usize> {
    let glued = |i: usize, mark: &str| words.is_glued(i) && words.is(i, mark);
    if glued(at, "s") {
        Some(at + 1)
    } else if (glued(at, "'") || glued(at, "’")) && glued(at + 1, "s") {
        Some(at + 2)
    } else {
        None
    }
}

/// "19th century", "nineteenth-century", "18th and 19th centuries", "5th century BC".
fn centuries(words: &Words, at: usize) -> Option<Reading> {
    let (first, mut next) = ordinal_at(words, at)?;
    let linked = words.is_any(next, &["and", "to", "or", "through"]) || words.is_dash(next);
    let second = linked.then(|| ordinal_at(words, words.skip(next + 1, "the"))).flatten();
    if let Some((_, after_second)) = second {
        next = after_second;
    }
    if words.is_dash(next) {
        next += 1;
    }
    if !words.is_any(next, &["century", "centuries"]) || first > 30 {
        return None;
    }
    let (era, next) = era_at(words, next + 1).map_or((None, next + 1), |(e, n)| (Some(e), n));
    let date = |century| Partial { century: Some(century), era, ..Partial::default() };
    Some(Reading { from: date(first), to: second.map(|(last, _)| date(last)), next })
}

/// "44 BC", "79 AD", "AD 79", "10,000 BCE".
fn year_with_era(words: &Words, at: usize) -> Option<Reading> {
    if let Some((era, next)) = era_at(words, at) {
        let (year, digits) = words.number(next)?;
        let date = Partial { era: Some(era), ..Partial::of_year(year) };
        let plausible = digits <= 4 && year > 0 && !words.is_glued(next);
        return plausible.then(|| Reading::one(date, next + 1));
    }
    let (mut year, _) = words.number(at)?;
    let mut next = at + 1;
    let thousands = words.is(next, ",") && words.is_glued(next) && words.is_glued(next + 1);
    if let Some((rest, 3)) = words.number(next + 1).filter(|_| thousands && year < 10) {
        year = year * 1000 + rest;
        next += 2;
    }
    let (era, next) = era_at(words, next)?;
    let date = Partial { era: Some(era), ..Partial::of_year(year) };
    let glued = words.is_glued(at) && words.before(at, 1).is_some_and(|w| w.is_any(&[",", "."]));
    (year > 0 && !glued).then(|| Reading::one(date, next))
}

fn bare_year(words: &Words, at: usize, expected: bool) -> Option<Reading> {
    year_at(words, at, expected).map(|year| Reading::one(Partial::of_year(year), at + 1))
}

/// Returns "BC", "B.C.E.", "AD" … at this place; capitals only, since "ad" and "ce" are words.
pub(super) fn era_at(words: &Words, at: usize) -> Option<(Era, usize)> {
    let word = words.get(at)?;
    match word.text {
        "BC" | "BCE" => return Some((Era::Before, at + 1)),
        "AD" | "CE" => return Some((Era::After, at + 1)),
        _ => {}
    }
    let letters = |list: &[&str]| {
        let mut next = at;
        for letter in list {
            let here = words.get(next).filter(|w| w.text == *letter)?;
            if next > at && here.spaced {
                return None;
            }
            next = words.get(next + 1).filter(|w| w.is(".") && !w.spaced).map(|_| next + 2)?;
        }
        Some(next)
    };
    letters(&["B", "C", "E"])
        .or_else(|| letters(&["B", "C"]))
        .map(|next| (Era::Before, next))
        .or_else(|| letters(&["A", "D"]).or_else(|| letters(&["C", "E"])).map(|n| (Era::After, n)))
}

/// Returns "6", "6th" as a day of the month.
fn day_number(words: &Words, at: usize) -> Option<(u8, usize)> {
    let (number, digits) = words.number(at)?;
    let day = u8::try_from(number).ok().filter(|d| (1..=31).contains(d) && digits <= 2)?;
    let glued_before = words.is_glued(at)
        && words
            .before(at, 1)
            .is_some_and(|w| w.is_any(&[".", ",", ":", "/", "$", "#"]) || w.kind == Kind::Letters);
    if glued_before {
        return None;
    }
    let suffix = words.is_glued(at + 1) && words.is_any(at + 1, &["st", "nd", "rd", "th"]);
    let unit = !suffix
        && words.is_glued(at + 1)
        && words.get(at + 1).is_some_and(|w| w.kind == Kind::Letters);
    let decimal = words.is_any(at + 1, &[".", ","])
        && words.is_glued(at + 1)
        && words.is_glued(at + 2)
        && words.number(at + 2).is_some();
    (!unit && !decimal).then_some((day, at + 1 + usize::from(suffix)))
}

/// Returns "19th", "nineteenth", "twenty-first" as a number.
pub(super) fn ordinal_at(words: &Words, at: usize) -> Option<(i32, usize)> {
    if let Some((number, digits)) = words.number(at) {
        let suffix = words.is_glued(at + 1) && words.is_any(at + 1, &["st", "nd", "rd", "th"]);
        return (suffix && digits <= 2).then_some((number, at + 2));
    }
    let word = words.get(at).filter(|w| w.kind == Kind::Letters && w.text.len() < 16)?;
    if words.is_dash(at + 1) && word.is_any(&["twenty", "thirty"]) {
        let unit = words.get(at + 2)?;
        let joined = format!("{}-{}", word.text, unit.text);
        return ordinal_word(&joined).map(|n| (n.into(), at + 3));
    }
    ordinal_word(word.text).map(|n| (n.into(), at + 1))
}

/// Returns the year after a day and month, and the place behind; without one, none.
fn following_year(words: &Words, at: usize) -> (Option<i32>, usize) {
    let place = at + usize::from(words.is_any(at, &[",", "of"]));
    match year_and_era(words, place) {
        Some((year, era, next)) => {
            let year = if era == Some(Era::Before) { 1 - year } else { year };
            (Some(year), next)
        }
        None => (None, at),
    }
}

fn year_and_era(words: &Words, at: usize) -> Option<(i32, Option<Era>, usize)> {
    if words.get(at)?.kind == Kind::Digits
        && let Some((era, next)) = era_at(words, at + 1)
    {
        return words.number(at).map(|(year, _)| (year, Some(era), next));
    }
    let year = year_at(words, at, true).filter(|y| *y >= 1000)?;
    Some((year, None, at + 1))
}
