//! Judging typed words: case, accents, articles, punctuation and number words do not matter, a
//! slip of one letter in five is close, and digits and Roman numerals are never forgiven.

use super::Judgement;
use crate::value::{fold, is_roman, read_number, strip_article};

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
    let typed = comparable(given);
    if typed.is_empty() {
        return Judgement::wrong().because("nothing was answered");
    }
    let names = key.family_names.iter().map(String::as_str);
    if key.right.iter().any(|text| comparable(text) == typed) || names.clone().any(|n| n == typed) {
        return Judgement::correct();
    }
    let slips = key.right.iter().copied().chain(names).filter_map(|text| slips(given, text)).min();
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

/// Returns how many letters differ, when they are few enough to be slips and no digit or numeral is
/// among them.
fn slips(given: &str, right: &str) -> Option<usize> {
    if !same_numerals(given, right) {
        return None;
    }
    let (given, right) = (comparable(given), comparable(right));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(&given) != digits(&right) {
        return None;
    }
    let allowed = right.chars().filter(|c| c.is_alphabetic()).count() / 5;
    let length = |text: &str| text.chars().count();
    if length(&given).abs_diff(length(&right)) > allowed {
        return None;
    }
    let distance = strsim::damerau_levenshtein(&given, &right);
    (distance <= allowed).then_some(distance)
}

/// Returns whether two texts have the same Roman numerals in the same order. What one of them
/// writes in capitals counts in the other in any case.
fn same_numerals(given: &str, right: &str) -> bool {
    let named = [numerals(given), numerals(right)].concat();
    let in_order = |text: &str| -> Vec<String> {
        let folded = fold(text);
        let words = folded.split(' ').filter(|word| named.iter().any(|named| named == word));
        words.map(str::to_owned).collect()
    };
    named.is_empty() || in_order(given) == in_order(right)
}

/// Returns the Roman numerals in capitals of a text, folded.
fn numerals(text: &str) -> Vec<String> {
    // A letter with its full stop is an initial: "V. S. Naipaul".
    text.split(|c: char| !c.is_alphanumeric() && c != '.')
        .map(|word| word.strip_suffix('.').filter(|bare| bare.len() > 1).unwrap_or(word))
        .filter(|word| is_roman(word))
        .map(fold)
        .collect()
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
    fn roman_numerals_are_digits() {
        for (given, right, expected) in [
            ("Louis XVI", "Louis XIV", Wrong),
            ("louis xvi", "Louis XIV", Wrong),
            ("John XXII", "John XXIII", Wrong),
            ("John XXIIII", "John XXIII", Wrong),
            ("Elizabeth", "Elizabeth I", Wrong),
            ("Elizabeth II", "Elizabeth", Wrong),
            ("World War I", "World War II", Wrong),
            ("Henry II and Henry I", "Henry I and Henry II", Wrong),
            ("louis xiv", "Louis XIV", Correct),
            ("LOUIS XIV", "Louis XIV", Correct),
            ("Elisabeth I", "Elizabeth I", Close),
            ("Luis XIV of France", "Louis XIV of France", Close),
            // Initials and names that look like numerals are words.
            ("VS Naipaul", "V. S. Naipaul", Close),
            ("CS Lewis", "C. S. Lewis", Close),
            ("Lu Bai", "Li Bai", Close),
        ] {
            assert_eq!(verdict(given, right), expected, "{given} for {right}");
        }
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
