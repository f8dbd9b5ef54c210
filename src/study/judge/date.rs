//! Judging dates: finer than the key is right, less precise is close, and so is a day that was no
//! such day of the week.

use super::Judgement;
use crate::value::{
    Edtf, Point, Precision, read_dates, read_dates_in, read_weekday, spell_date, years_in_figures,
};
use chrono::{Datelike as _, NaiveDate, Weekday};

/// Why a text that is no date is wrong.
pub const NO_DATE: &str = "not understood as a date: write 1992, April 1992 or 6 November 2025";

/// Judges a typed date against the key. A century that is left out ("20 Jul 69") is the key's.
#[must_use]
pub fn judge_date(given: &str, key: Edtf) -> Judgement {
    if given.trim().is_empty() {
        return Judgement::wrong().because("nothing was answered");
    }
    if is_interval(given, key) {
        return Judgement::correct();
    }
    let dates = read_dates_in(&years_in_figures(given), century_of(key));
    if dates.is_empty() {
        return Judgement::wrong().because(NO_DATE);
    }
    if let Some(right) = dates.iter().find(|date| key.contains(**date)) {
        return right_but_for_weekday(given, *right);
    }
    match dates.iter().find(|date| date.contains(key)) {
        Some(coarse) => {
            let asked = key.precision();
            Judgement::close(format!("{} is right; the {asked} was asked", spell_date(*coarse)))
        }
        None => Judgement::wrong(),
    }
}

/// Returns whether an answer names both ends of the key: "between 1914 and 1918".
fn is_interval(given: &str, key: Edtf) -> bool {
    let given = given.trim().to_lowercase();
    let between = given.strip_prefix("between ").and_then(|rest| rest.split_once(" and "));
    let bare = given.strip_prefix("from ").unwrap_or(&given);
    let parted =
        [" to ", " until ", "–", "—", "/", "-"].iter().filter_map(|sign| bare.split_once(sign));
    let (first, last) = key.span();
    let read = |text: &str| read_dates_in(&years_in_figures(text), century_of(key));
    between.into_iter().chain(parted).any(|(from, to)| {
        let to = whole_year(from, to);
        read(from).iter().any(|from| from.span().0 == first)
            && read(&to).iter().any(|to| to.span().1 == last)
    })
}

/// Returns the year that "18" is in "1914–18"; what is no such pair of figures as it is.
fn whole_year(from: &str, to: &str) -> String {
    let figures =
        |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    let (from, to) = (from.trim(), to.trim());
    if figures(from, 4) && figures(to, 2) { format!("{}{to}", &from[..2]) } else { to.to_owned() }
}

/// Judges a typed date against a key that is text and wholly a month, a day, or a day of every year:
/// the same date is right however it is written, and another one is wrong. None where either is no
/// such date.
#[must_use]
pub fn judge_written_date(given: &str, key: &str) -> Option<Judgement> {
    if let (Some(given), Some(key)) = (day_of_the_year(given), day_of_the_year(key)) {
        return Some(if given == key { Judgement::correct() } else { Judgement::wrong() });
    }
    let key = written_date(key)?;
    let dates = read_dates_in(&years_in_figures(given), century_of(key));
    if dates.is_empty() {
        return None;
    }
    let same = |date: &&Edtf| (date.span(), date.precision()) == (key.span(), key.precision());
    let right = dates.iter().find(same);
    Some(right.map_or_else(Judgement::wrong, |right| right_but_for_weekday(given, *right)))
}

/// Returns the month or day that a text is and nothing else. Figures must be a whole day of EDTF:
/// "2001-12" may be two years, "19690720" a mere number.
fn written_date(text: &str) -> Option<Edtf> {
    let [date] = read_dates(text)[..] else { return None };
    let named = text.chars().any(char::is_alphabetic);
    match date.precision() {
        Precision::Day => (named || text.parse::<Edtf>().is_ok()).then_some(date),
        Precision::Month => named.then_some(date),
        _ => None,
    }
}

/// Returns the day that a text names without a year, "7 March", as one of a leap year.
fn day_of_the_year(text: &str) -> Option<NaiveDate> {
    const LEAP_YEAR: i32 = 2000;
    let [date] = read_dates(&format!("{} {LEAP_YEAR}", text.trim().trim_end_matches('.')))[..]
    else {
        return None;
    };
    match date.from {
        Point::Day(day) if text.chars().any(char::is_alphabetic) => Some(day),
        _ => None,
    }
}

fn right_but_for_weekday(given: &str, right: Edtf) -> Judgement {
    match read_weekday(given).and_then(|named| not_a(named, right)) {
        Some(why) => Judgement::close(why),
        None => Judgement::correct(),
    }
}

/// Returns the century that all of the key lies in, of our era.
fn century_of(key: Edtf) -> Option<i32> {
    let (first, last) = key.span();
    let century = first.year().div_euclid(100);
    (first.year() > 0 && last.year().div_euclid(100) == century).then_some(century)
}

/// Returns what the day was instead, when it was not this day of the week.
fn not_a(named: Weekday, date: Edtf) -> Option<String> {
    let Point::Day(day) = date.from else { return None };
    let was = || format!("{} was a {}", spell_date(date), day.format("%A"));
    (day.weekday() != named).then(was)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::judge::Verdict::{self, Close, Correct, Wrong};

    fn verdict(given: &str, key: &str) -> Verdict {
        judge_date(given, key.parse().expect(key)).verdict
    }

    #[test]
    fn a_date_may_be_written_in_many_ways() {
        for given in ["2025-11-06", "6 Nov 2025", "November 6, 2025", "6/11/2025", "11/6/2025"] {
            assert_eq!(verdict(given, "2025-11-06"), Correct, "{given}");
        }
    }

    #[test]
    fn less_precise_is_close_and_more_precise_is_right() {
        for (given, key, expected) in [
            ("1992", "1992-04", Close),
            ("the 1990s", "1992", Close),
            ("April 1992", "1992", Correct),
            ("about 1992", "1992", Correct),
            ("1993", "1992", Wrong),
            ("May 1992", "1992-04", Wrong),
            ("1815", "18XX", Correct),
            ("nineteenth century", "18XX", Correct),
            ("long ago", "1992", Wrong),
            ("1914 to 1918", "1914/1918", Correct),
            ("1914-1918", "1914/1918", Correct),
            ("1914–18", "1914/1918", Correct),
            ("between 1914 and 1918", "1914/1918", Correct),
            ("from July 1914 until November 1918", "1914-07/1918-11", Correct),
            ("1914 to 1919", "1914/1918", Wrong),
            ("20 Jul 69", "1969-07-20", Correct),
            ("20 Jul 69", "2069-07-20", Correct),
            ("20 Jul 68", "1969-07-20", Wrong),
            ("Apr '92", "1992-04", Correct),
            ("the 90s", "1992", Close),
            ("nineties", "199X", Correct),
            ("69", "1969", Wrong),
            ("19690720", "1969-07-20", Correct),
            ("1969-07-20T20:17:40Z", "1969-07-20", Correct),
            ("1st century BC", "-0043", Close),
            ("2nd century BC", "-0043", Wrong),
            ("44 BC", "-0099/0000", Correct),
            ("Sunday, 20 July 1969", "1969-07-20", Correct),
            ("Monday 20 July 1969", "1969-07-20", Close),
            ("Monday 21 July 1969", "1969-07-20", Wrong),
            ("nineteen fourteen", "1914", Correct),
            ("Nineteen twenty-three", "1923", Correct),
            ("two thousand and five", "2005", Correct),
            ("twenty-eight", "1928", Wrong),
            ("nineteen fifteen", "1914", Wrong),
            ("28 June nineteen fourteen", "1914-06-28", Correct),
            ("June nineteen fourteen", "1914-06-28", Close),
        ] {
            assert_eq!(verdict(given, key), expected, "{given} for {key}");
        }
    }

    #[test]
    fn the_reason_says_what_was_asked() {
        let judged = judge_date("1992", "1992-04".parse().expect("a date"));
        assert_eq!(judged.why.as_deref(), Some("1992 is right; the month was asked"));
        let judged = judge_date("Mon 20 July 1969", "1969-07-20".parse().expect("a date"));
        assert_eq!(judged.why.as_deref(), Some("20 July 1969 was a Sunday"));
    }
}
