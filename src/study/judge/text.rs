//! Judging typed words: case, accents, articles, punctuation and number words do not matter, a
//! slip of one letter in five is close, and digits are never forgiven.

use super::Judgement;
use crate::value::{fold, read_number, strip_article};

/// What a typed text is held against.
#[derive(Debug, Clone, Default)]
pub struct TextKey<'k> {
    /// Any one of these is right.
    pub right: Vec<&'k str>,
    /// Family names that stand for one right answer alone, folded.
    pub family_names: Vec<String>,
}

/// Judges a typed text.
#[must_use]
pub fn judge_text(given: &str, key: &TextKey<'_>) -> Judgement {
    let given = comparable(given);
    if given.is_empty() {
        return Judgement::wrong().because("nothing was answered");
    }
    let right: Vec<String> = key.right.iter().map(|text| comparable(text)).collect();
    if right.contains(&given) || key.family_names.contains(&given) {
        return Judgement::correct();
    }
    let slips = right.iter().chain(&key.family_names).filter_map(|text| slips(&given, text)).min();
    match slips {
        Some(1) => Judgement::close("right but for one letter"),
        Some(n) => Judgement::close(format!("right but for {n} letters")),
        None => Judgement::wrong(),
    }
}

/// Returns the text as it is compared: folded, without its article, number words as figures.
#[must_use]
pub fn comparable(text: &str) -> String {
    let folded = fold(text);
    let bare = strip_article(&folded);
    let words: Vec<String> = bare
        .split(' ')
        .map(|word| match read_number(word) {
            Some(number) if word.chars().all(char::is_alphabetic) => number.to_string(),
            _ => word.to_owned(),
        })
        .collect();
    words.join(" ")
}

/// Returns how many letters differ, when they are few enough to be slips and no digit is among
/// them.
fn slips(given: &str, right: &str) -> Option<usize> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(given) != digits(right) {
        return None;
    }
    let allowed = right.chars().filter(|c| c.is_alphabetic()).count() / 5;
    let length = |text: &str| text.chars().count();
    if length(given).abs_diff(length(right)) > allowed {
        return None;
    }
    let distance = strsim::damerau_levenshtein(given, right);
    (distance <= allowed).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::judge::Verdict::{self, Close, Correct, Wrong};

    fn verdict(given: &str, right: &str) -> Verdict {
        judge_text(given, &TextKey { right: vec![right], family_names: vec![] }).verdict
    }

    #[test]
    fn what_does_not_matter_does_not_count() {
        for (given, right) in [
            ("the united arab emirates", "United Arab Emirates"),
            ("Jackson-Vanik amendment", "Jackson–Vanik Amendment"),
            ("  SAO TOME ", "São Tomé"),
            ("twenty points", "20 points"),
            ("An Apple", "apple"),
            ("Эйнштейн", "эйнштейн"),
            ("ἀρχή", "αρχη"),
            ("東京", "東京"),
            ("US", "U.S."),
        ] {
            assert_eq!(verdict(given, right), Correct, "{given}");
        }
    }

    #[test]
    fn one_letter_in_five_is_close_and_two_are_wrong() {
        for (given, right, expected) in [
            ("Tokyp", "Tokyo", Close),
            ("Tokoy", "Tokyo", Close),
            ("Tikyp", "Tokyo", Wrong),
            ("Iran", "Iraq", Wrong),
            ("Mongolai", "Mongolia", Close),
            ("Kyrgistan", "Kyrgyzstan", Close),
            ("", "Tokyo", Wrong),
            ("...", "Tokyo", Wrong),
        ] {
            assert_eq!(verdict(given, right), expected, "{given}");
        }
    }

    #[test]
    fn digits_are_never_forgiven() {
        assert_eq!(verdict("Apollo 12 mission", "Apollo 11 mission"), Wrong);
        assert_eq!(verdict("1993", "1992"), Wrong);
        assert_eq!(verdict("Appollo 11 mission", "Apollo 11 mission"), Close);
    }

    #[test]
    fn the_reason_counts_the_letters() {
        let key = TextKey { right: vec!["Tokyo"], family_names: vec![] };
        assert_eq!(judge_text("Tokio", &key).why.as_deref(), Some("right but for one letter"));
    }

    #[test]
    fn a_family_name_is_enough_when_it_is_given_as_unique() {
        let key = TextKey { right: vec!["Marie Curie"], family_names: vec!["curie".into()] };
        assert_eq!(judge_text("Curie", &key).verdict, Correct);
        assert_eq!(judge_text("Marie", &key).verdict, Wrong);
    }
}
