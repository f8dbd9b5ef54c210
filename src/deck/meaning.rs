//! When another answer means another thing: 1992 for 1993 does, a mended letter does not.

use super::model::{Body, Segment};
use crate::value::{fold, strip_article};
use std::collections::HashSet;

/// Returns every answer that a card holds right by itself, the key first; of a cloze those of one
/// group of gaps.
#[must_use]
pub fn right_answers(body: &Body, group: u32) -> Vec<String> {
    match body {
        Body::Text { answers, accept, .. } => answers.iter().chain(accept).cloned().collect(),
        Body::Date { answer, .. } => vec![answer.to_string()],
        Body::Number { answer, .. } => vec![answer.to_string()],
        Body::Set { answers, .. } => {
            let mut members = answers.clone();
            members.sort();
            vec![members.join("; ")]
        }
        Body::Order { .. } | Body::Basic { .. } | Body::Choice { .. } | Body::Truth { .. } => {
            vec![body.key()]
        }
        Body::Cloze { segments } => {
            let gaps = segments.iter().filter_map(|segment| match segment {
                Segment::Gap(gap) if gap.group == group => Some(gap.answer.as_str()),
                _ => None,
            });
            vec![gaps.collect::<Vec<_>>().join("; ")]
        }
    }
}

/// Returns whether two lists of right answers mean the same: the key of one is right in the other,
/// is it but for a slip, or says it in nearly the same words.
#[must_use]
pub fn same_meaning(old: &[String], new: &[String]) -> bool {
    let (Some(old_key), Some(new_key)) = (old.first(), new.first()) else {
        return old.is_empty() == new.is_empty();
    };
    let same = |a: &str, b: &str| plain(a) == plain(b);
    new.iter().any(|other| same(old_key, other))
        || old.iter().any(|other| same(new_key, other))
        || is_slip(&plain(old_key), &plain(new_key))
        || nearly_same_words(&plain(old_key), &plain(new_key))
}

fn plain(answer: &str) -> String {
    // A sign is no punctuation: -5 is not 5.
    let sign = if answer.trim_start().starts_with(['-', '−']) { "minus " } else { "" };
    let folded = fold(answer);
    format!("{sign}{}", strip_article(&folded))
}

fn figures(text: &str) -> String {
    text.chars().filter(|c| c.is_numeric()).collect()
}

/// Words of this many letters may differ by one letter, and by two when they are twice as long.
const LONG_ENOUGH: usize = 6;

/// Returns whether one is the other but for a letter or two; figures are never slips.
fn is_slip(old: &str, new: &str) -> bool {
    let together = |text: &str| text.replace(' ', "");
    let (old, new) = (together(old), together(new));
    let shorter = old.chars().count().min(new.chars().count());
    let allowed = (shorter / LONG_ENOUGH).min(2);
    figures(&old) == figures(&new) && strsim::damerau_levenshtein(&old, &new) <= allowed
}

/// Answers of this many words are sentences, which can be said in other words.
const SENTENCE: usize = 6;

fn nearly_same_words(old: &str, new: &str) -> bool {
    let words = |text: &'_ str| text.split(' ').map(str::to_owned).collect::<HashSet<_>>();
    let (old_words, new_words) = (words(old), words(new));
    let negated =
        |words: &HashSet<String>| ["not", "no", "never"].iter().any(|w| words.contains(*w));
    let shared = old_words.intersection(&new_words).count();
    let all = old_words.union(&new_words).count();
    old_words.len().min(new_words.len()) >= SENTENCE
        && figures(old) == figures(new)
        && negated(&old_words) == negated(&new_words)
        && shared * 3 >= all * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(old: &[&str], new: &[&str]) -> bool {
        let owned = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        same_meaning(&owned(old), &owned(new))
    }

    #[test]
    fn spelling_is_no_meaning_and_figures_are() {
        for (old, new) in [
            ("Ulanbaatar", "Ulaanbaatar"),
            ("the Nile", "Nile"),
            ("Ulan Bator", "Ulanbator"),
            ("São Tomé", "sao tome"),
            ("Red and white cells carry the air", "Red and white cells carry air along"),
        ] {
            assert!(same(&[old], &[new]), "{old} and {new}");
        }
        for (old, new) in [
            ("1992", "1993"),
            ("1992", "1992-04"),
            ("true", "false"),
            ("Iran", "Iraq"),
            ("-5", "5"),
            ("Henry Dunant", "Gustave Moynier"),
            ("It may be sold to all of them", "It may not be sold to all of them"),
        ] {
            assert!(!same(&[old], &[new]), "{old} and {new}");
        }
    }

    #[test]
    fn a_key_that_stays_right_beside_another_is_the_same() {
        assert!(same(&["Holland"], &["Netherlands", "Holland"]));
        assert!(same(&["Netherlands", "Holland"], &["Holland"]));
        assert!(!same(&["Netherlands", "Holland"], &["Belgium", "Holland"][..1]));
    }
}
