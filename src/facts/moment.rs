//! Times that a sentence hangs an event on: "in 1992", "on 6 November 2025", "since April 1992".

use crate::language::time::{Basis, Connective, find_times};
use crate::value::{Edtf, Point};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A time with the preposition that ties it to its clause.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Moment {
    /// The bytes of preposition and date.
    pub(super) range: Range<usize>,
    pub(super) tie: Connective,
    pub(super) date: Edtf,
}

/// Returns the times of a sentence that hang on a preposition, in order.
///
/// Spans, lists of years, parts of a century and what counts from an unknown day are left out:
/// no single date answers them.
pub(super) fn moments(text: &str) -> Vec<Moment> {
    find_times(text, None)
        .into_iter()
        .filter(|t| t.basis == Basis::Stated && t.value.to.is_none())
        .filter(|t| {
            t.part.is_none() || !matches!(t.value.from, Point::Century(_) | Point::Decade(_))
        })
        .filter(|t| !goes_on(&text[t.range.end..]))
        .filter_map(|t| {
            Some(Moment {
                range: with_preposition(text, t.range.start)..t.range.end,
                tie: t.connective?,
                date: t.value,
            })
        })
        .collect()
}

/// Returns how many times a text states, of whatever kind.
pub(super) fn times_in(text: &str) -> usize {
    find_times(text, None).len()
}

/// Returns where the preposition before a date begins, with the article between them.
fn with_preposition(text: &str, date: usize) -> usize {
    static TIE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:in|on|since|until|till|before|after|by|from|between|during|throughout|of)\s+(?:the\s+)?(?:year\s+)?(?:[a-z]+day,?\s+)?(?:about\s+|around\s+)?$",
        )
    });
    TIE.find(&text[..date]).map_or(date, |found| found.start())
}

/// Returns whether the time goes on, as in "in 2003 and 2007", "in 1992's", "in 1851 people".
fn goes_on(rest: &str) -> bool {
    static ON: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[-–/%]\s?\w|,? (?:and|or|to|through|until) (?:again )?(?:in )?(?:\d|the \d|[A-Z][a-z]+ \d)|,\d| (?:[a-z]+ )?(?:million|percent|people|miles|feet|points)\b|'s)",
        )
    });
    ON.is_match(rest)
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is fixed")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        let moments = moments(text).into_iter();
        moments.map(|m| (text[m.range].to_owned(), m.date.to_string())).collect()
    }

    #[test]
    fn times_are_read_with_their_preposition() {
        for (text, words, date) in [
            ("It opened in 1851.", "in 1851", "1851"),
            ("On May 1, 1851, it opened.", "On May 1, 1851", "1851-05-01"),
            ("open since 1 May 1851 in London", "since 1 May 1851", "1851-05-01"),
            ("It opened in late 1851", "in late 1851", "1851"),
            ("It opened in the 19th century", "in the 19th century", "18XX"),
            ("In July 1851 it opened", "In July 1851", "1851-07"),
        ] {
            assert_eq!(found(text), [(words.into(), date.into())], "{text}");
        }
    }

    #[test]
    fn spans_lists_and_counts_are_no_moment() {
        for text in [
            "It ran in 1851-52.",
            "It came in 1851 and 1862.",
            "It had 1,851 cases.",
            "It began in the early 19th century.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
