//! Judging typed words: case, accents, articles, punctuation and number words do not matter, a
//! slip of one letter in five is close, and digits, their signs and points, and Roman numerals are
//! never forgiven. A date is right however it is written, and so is a number with or without its
//! commas.

use super::date::judge_written_date;
use super::slips::slips;
use super::{Judgement, Verdict};
use crate::value::{
    currency_sign, fold, has_the_same_marks, is_roman, number_words_in_figures, read_number,
    roman_value, says_how_many, strip_article, whole_scale,
};

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
    if given.trim().is_empty() {
        return Judgement::wrong().because("nothing was answered");
    }
    let typed = comparable(given);
    let names = key.family_names.iter().map(String::as_str);
    if key.right.iter().any(|text| is_same(given, text)) || names.clone().any(|n| n == typed) {
        return Judgement::correct();
    }
    let (mut dated, mut worded) = (Vec::new(), Vec::new());
    for text in &key.right {
        match judge_written_date(given, text) {
            Some(judged) => dated.push(judged),
            None => worded.push(*text),
        }
    }
    let dated = dated.into_iter().max_by_key(|judged| judged.verdict);
    if let Some(judged) = dated.filter(|judged| judged.verdict > Verdict::Wrong) {
        return judged;
    }
    let slips = worded.into_iter().chain(names).filter_map(|text| slips_of(given, text)).min();
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
    let figures = number_words_in_figures(strip_article(&folded));
    let mut words: Vec<&str> = figures.split(' ').flat_map(figure_and_unit).collect();
    for at in (1..words.len()).rev() {
        if !says_how_many(words[at - 1]) {
            continue;
        }
        match words[at..] {
            ["percent", ..] => words[at] = "%",
            ["per", "cent", ..] => _ = words.splice(at..at + 2, ["%"]),
            // Which currency it is, the marks say.
            [word, ..] if currency_sign(word).is_some() => _ = words.remove(at),
            [word, ..] => words[at] = whole_scale(word).unwrap_or(word),
            [] => {}
        }
    }
    words.join(" ")
}

/// Parts "14km" and "5%" into figure and unit; ordinals are no such figures.
fn figure_and_unit(word: &str) -> impl Iterator<Item = &str> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let (figure, unit) = if word.ends_with("th") { (word, "") } else { word.split_at(end) };
    [figure, unit].into_iter().filter(|part| !part.is_empty())
}

fn is_same(given: &str, right: &str) -> bool {
    let typed = comparable(given);
    if typed.is_empty() || fold(right).is_empty() {
        return given.trim() == right.trim();
    }
    has_the_same_marks(given, right)
        && (typed == comparable(right)
            || in_figures(given) == in_figures(right)
            || romans_in_figures(right).is_some_and(|right| typed == comparable(&right)))
}

/// Returns a text with its Roman numerals in figures: "World War 2"; none where it has none.
fn romans_in_figures(text: &str) -> Option<String> {
    let figure = |word: &str| {
        let bare = word.trim_end_matches([',', ';', ')']);
        Some(format!("{}{}", roman_value(bare)?, &word[bare.len()..]))
    };
    let (first, rest) = text.split_once(' ')?;
    let words: Vec<Option<String>> = rest.split(' ').map(figure).collect();
    let has_any = words.iter().any(Option::is_some);
    let words = words.into_iter().zip(rest.split(' '));
    let words = words.map(|(figure, word)| figure.unwrap_or_else(|| word.to_owned()));
    has_any.then(|| std::iter::once(first.to_owned()).chain(words).collect::<Vec<_>>().join(" "))
}

/// Returns the text as it is compared, "6,400 tonnes" as "6400 tonnes".
fn in_figures(text: &str) -> String {
    let figure =
        |part: &str| read_number(part.trim_end_matches(|c: char| !c.is_ascii_digit())).is_some();
    let parts = text.split_inclusive(|c: char| !c.is_ascii_digit() && c != ',');
    let plain: String = parts
        .map(|part| if figure(part) { part.replace(',', "") } else { part.to_owned() })
        .collect();
    comparable(&plain)
}

/// Returns how many letters differ, when they are few enough to be slips and no digit, mark or numeral
/// is among them.
fn slips_of(given: &str, right: &str) -> Option<usize> {
    let alike = same_numerals(given, right) && has_the_same_marks(given, right);
    let (given, right) = (in_figures(given), in_figures(right));
    let alike = alike && scales(&given).zip(scales(&right)).all(|(given, right)| given == right);
    alike.then(|| slips(&given, &right)).flatten().filter(|count| *count > 0)
}

/// Returns the words that are part of a number, as its digits are: no million is a slip of a billion.
fn scales(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|word| whole_scale(word) == Some(*word))
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
    fn marks_of_figures_and_relations_are_never_forgiven() {
        for (given, right) in [
            ("314", "3.14"),
            ("15", "1.5"),
            ("25 per cent", "2.5 per cent"),
            ("314 million", "3.14 million"),
            ("5", "-5"),
            ("€5", "$5"),
            ("5 euros", "5 dollars"),
            ("4.3 billion euros", "$4.3bn"),
            ("4.2 billion dollars", "$4.3bn"),
            ("4.3 million dollars", "$4.3bn"),
            (">5", "<5"),
            ("a < b", "a > b"),
            ("A", "A-"),
        ] {
            assert_eq!(verdict(given, right), Wrong, "{given} for {right}");
            assert_eq!(verdict(right, right), Correct, "{right}");
        }
        for symbol in ["∞", "?", "->", "&", "😀"] {
            assert_eq!(verdict(symbol, symbol), Correct, "{symbol}");
            assert_eq!(verdict("!", symbol), Wrong, "{symbol}");
        }
    }

    #[test]
    fn number_words_ordinals_and_units_may_be_written_either_way() {
        for (given, right) in [
            ("twenty-one", "21"),
            ("one hundred", "100"),
            ("ten thousand", "10,000"),
            ("3rd", "third"),
            ("the twenty-first century", "21st century"),
            ("5 %", "5%"),
            ("5 percent", "5%"),
            ("five per cent", "5 %"),
            ("50°C", "50 °C"),
            ("14km", "14 km"),
            ("4.3 billion dollars", "$4.3bn"),
            ("$4.3 billion", "$4.3bn"),
            ("20 million euros", "€20mn"),
        ] {
            assert_eq!(verdict(given, right), Correct, "{given} for {right}");
            assert_eq!(verdict(right, given), Correct, "{right} for {given}");
        }
    }

    #[test]
    fn digits_are_never_forgiven() {
        assert_eq!(verdict("Apollo 12 mission", "Apollo 11 mission"), Wrong);
        assert_eq!(verdict("1993", "1992"), Wrong);
        assert_eq!(verdict("Appollo 11 mission", "Apollo 11 mission"), Close);
    }

    #[test]
    fn a_date_is_right_however_it_is_written_and_wrong_when_it_is_another() {
        for (given, right, expected) in [
            ("September 2, 1930", "2 September 1930", Correct),
            ("the 2nd of September 1930", "2 September 1930", Correct),
            ("1930-09-02", "2 September 1930", Correct),
            ("2/9/1930", "2 September 1930", Correct),
            ("1893-06", "June 1893", Correct),
            ("3 March 2025", "Monday, 3 March 2025", Correct),
            ("Mon 3 March 2025", "3 March 2025", Correct),
            ("Tuesday, 3 March 2025", "3 March 2025", Close),
            ("2 September 1930", "1930-09-02", Correct),
            ("20 Jul 69", "20 July 1969", Correct),
            ("June eighteen ninety-three", "June 1893", Correct),
            ("nineteen eighty-four", "Nineteen Eighty-Four", Correct),
            ("1984", "Nineteen Eighty-Four", Wrong),
            ("2 Septembre 1930", "2 September 1930", Close),
            ("3 September 1930", "2 September 1930", Wrong),
            ("June 1930", "July 1930", Wrong),
            ("15 June 1930", "15 July 1930", Wrong),
            ("September 1930", "2 September 1930", Wrong),
            ("2 June 1893", "June 1893", Wrong),
            ("July 1893", "June 1893", Wrong),
            // What is no whole date, or may be something else, stays text.
            ("5", "May", Wrong),
            ("Mai", "May", Wrong),
            ("the year 1984", "1984", Wrong),
            ("about 1984", "1984", Wrong),
            ("December 2001", "2001-12", Wrong),
            ("20 July 1969", "19690720", Wrong),
            ("September 2", "2 September", Correct),
            ("the 7th of March", "March 7", Correct),
            ("29 Feb.", "February 29", Correct),
            ("Marhc 7", "March 7", Close),
            ("8 March", "March 7", Wrong),
            ("7 May", "March 7", Wrong),
            ("7 March 1921", "March 7", Wrong),
            ("7", "March 7", Wrong),
            ("in June 1893 in Paris", "June 1893", Wrong),
        ] {
            assert_eq!(verdict(given, right), expected, "{given} for {right}");
        }
    }

    #[test]
    fn thousands_may_be_parted_or_not() {
        for (given, right, expected) in [
            ("6400 tonnes", "6,400 tonnes", Correct),
            ("6,400 tonnes", "6400 tonnes", Correct),
            ("$1200000", "$1,200,000", Correct),
            ("6400 tones", "6,400 tonnes", Close),
            ("4 milion tonnes", "4 million tonnes", Close),
            ("6,400", "6,400 tonnes", Wrong),
            ("6401 tonnes", "6,400 tonnes", Wrong),
            ("6,400, of wheat", "6400, of wheat", Correct),
            ("101, 102, 103", "101,102,103", Correct),
        ] {
            assert_eq!(verdict(given, right), expected, "{given} for {right}");
        }
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
            ("Lu Bai", "Li Bai", Wrong),
            ("World War 2", "World War II", Correct),
            ("elizabeth 2", "Elizabeth II", Correct),
            ("World War 3", "World War II", Wrong),
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
