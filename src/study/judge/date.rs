//! Judging dates: finer than the key is right, less precise is close.

use super::Judgement;
use crate::value::{Edtf, read_dates};

/// Judges a typed date against the key.
#[must_use]
pub fn judge_date(given: &str, key: Edtf) -> Judgement {
    if given.trim().is_empty() {
        return Judgement::wrong().because("nothing was answered");
    }
    let dates = read_dates(given);
    if dates.is_empty() {
        let why = "not understood as a date: write 1992, April 1992 or 6 November 2025";
        return Judgement::wrong().because(why);
    }
    if dates.iter().any(|date| key.contains(*date)) {
        return Judgement::correct();
    }
    match dates.iter().find(|date| date.contains(key)) {
        Some(coarse) => {
            let asked = key.precision();
            Judgement::close(format!("{} is right; the {asked} was asked", given_back(*coarse)))
        }
        None => Judgement::wrong(),
    }
}

fn given_back(date: Edtf) -> String {
    crate::value::spell_date(date)
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
        ] {
            assert_eq!(verdict(given, key), expected, "{given} for {key}");
        }
    }

    #[test]
    fn the_reason_says_what_was_asked() {
        let judged = judge_date("1992", "1992-04".parse().expect("a date"));
        assert_eq!(judged.why.as_deref(), Some("1992 is right; the month was asked"));
    }
}
