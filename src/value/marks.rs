//! The marks that folding drops though they change what a text says: the point of 3.14, the sign of
//! -5, "<" and ">", and whether it is pounds or dollars.

use super::fold::fold;

/// Returns whether a reader takes two texts for the same: alike when folded, and in the marks that
/// change what they say. Of texts that are nothing but marks, every one counts.
#[must_use]
pub fn says_the_same(one: &str, other: &str) -> bool {
    let (folded, other_folded) = (fold(one), fold(other));
    if folded.is_empty() || other_folded.is_empty() {
        return one.trim() == other.trim();
    }
    folded == other_folded && has_the_same_marks(one, other)
}

/// Returns whether two texts have the same marks, each in its place. A currency that only one of them
/// names makes no difference.
#[must_use]
pub fn has_the_same_marks(one: &str, other: &str) -> bool {
    let (one, other) = (Marks::of(one), Marks::of(other));
    let currencies = one.currencies.is_empty()
        || other.currencies.is_empty()
        || one.currencies == other.currencies;
    currencies && one.signs == other.signs
}

/// The marks of a text, in their order.
#[derive(Default)]
struct Marks {
    /// Figures with a sign or a point, and signs of comparison and of reckoning.
    signs: Vec<String>,
    currencies: Vec<char>,
}

impl Marks {
    fn of(text: &str) -> Self {
        let text = joined(text);
        let mut marks = Self { currencies: currencies_in_words(&text), ..Self::default() };
        let text: Vec<char> = text.chars().collect();
        let mut at = 0;
        while let Some(c) = text.get(at) {
            let length = figure_length(&text[at..]);
            if length > 0 {
                marks.signs.extend(figure(&text, at, at + length));
                at += length;
                continue;
            }
            match c {
                '$' | '€' | '£' | '¥' | '₽' | '₹' | '₩' => marks.currencies.push(*c),
                '<' | '>' | '=' | '^' | '±' | '×' | '÷' | '¬' | '\u{2190}'..='\u{22ff}' => {
                    marks.signs.push((*c).to_string());
                }
                '-' if is_behind_a_letter(&text, at) => marks.signs.push("-".into()),
                _ => {}
            }
            at += 1;
        }
        marks
    }
}

/// Returns the sign of a currency that a word names, in lower case: "dollars".
#[must_use]
pub fn currency_sign(word: &str) -> Option<char> {
    Some(match word {
        "dollar" | "dollars" | "usd" => '$',
        "euro" | "euros" | "eur" => '€',
        "yen" => '¥',
        "rouble" | "roubles" | "ruble" | "rubles" => '₽',
        "rupee" | "rupees" => '₹',
        "gbp" => '£',
        _ => return None,
    })
}

/// Returns whether a word says how many: a figure, or the scale behind one.
#[must_use]
pub fn says_how_many(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || whole_scale(word).is_some()
}

/// Returns the scale behind a figure as a whole word: "mn" is a million.
#[must_use]
pub fn whole_scale(word: &str) -> Option<&'static str> {
    Some(match word {
        "million" | "mn" => "million",
        "billion" | "bn" => "billion",
        "trillion" | "tn" => "trillion",
        _ => return None,
    })
}

/// Returns the signs of the currencies that stand in words behind a figure.
fn currencies_in_words(text: &str) -> Vec<char> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let behind_a_figure = words.windows(2).filter(|pair| says_how_many(pair[0]));
    behind_a_figure.filter_map(|pair| currency_sign(pair[1])).collect()
}

/// Writes signs of two characters as the one that they stand for.
fn joined(text: &str) -> String {
    let signs =
        [("->", "→"), ("<-", "←"), ("<=", "≤"), (">=", "≥"), ("!=", "≠"), ("\u{2212}", "-")];
    signs.iter().fold(text.to_owned(), |text, (long, sign)| text.replace(long, sign))
}

/// Returns how many characters the figure at the beginning has, with the points and commas in it.
fn figure_length(text: &[char]) -> usize {
    let mut length = 0;
    while let Some(c) = text.get(length) {
        let within = matches!(c, '.' | ',')
            && length > 0
            && text.get(length + 1).is_some_and(char::is_ascii_digit);
        if !c.is_ascii_digit() && !within {
            break;
        }
        length += 1;
    }
    length
}

/// Returns a figure where it has a sign before it or a point in it. A hyphen behind a word is no sign:
/// "COVID-19".
fn figure(text: &[char], start: usize, end: usize) -> Option<String> {
    let before = |back: usize| start.checked_sub(back).map(|at| text[at]);
    let stands_free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let leading_point = before(1) == Some('.') && stands_free(before(2));
    let sign = if leading_point { 2 } else { 1 };
    let is_dash = before(sign + 1) == Some('-');
    let is_negative = before(sign) == Some('-') && stands_free(before(sign + 1)) && !is_dash;
    let digits: String = text[start..end].iter().filter(|c| **c != ',').collect();
    let digits = if leading_point { format!("0.{digits}") } else { digits };
    if !is_negative && !digits.contains('.') {
        return None;
    }
    // "2.50" is 2.5; of several points, as in a version, each counts.
    let plain = digits.parse::<f64>().map_or(digits, |number| number.to_string());
    let says_something = is_negative || plain.contains('.');
    says_something.then(|| format!("{}{plain}", if is_negative { "-" } else { "" }))
}

/// Returns whether a minus stands behind a mark or a blood group, "A-" or "AB-", and not within a word.
fn is_behind_a_letter(text: &[char], at: usize) -> bool {
    let letters = text[..at].iter().rev().take_while(|c| c.is_alphabetic()).count();
    let capitals = text[at - letters..at].iter().all(|c| c.is_uppercase());
    let behind = text.get(at + 1).is_none_or(|c| !c.is_alphanumeric() && *c != '-');
    (1..=2).contains(&letters) && capitals && behind
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_change_what_is_said_tell_texts_apart() {
        for (one, other) in [
            ("3.14", "314"),
            ("3.14", "31.4"),
            ("-5", "5"),
            ("−5 °C", "5 °C"),
            ("2.5 per cent", "25 per cent"),
            ("pH 7.4", "pH 74"),
            ("v1.2", "v12"),
            ("$5", "€5"),
            ("<5", ">5"),
            ("a > b", "a < b"),
            ("x >= 0", "x > 0"),
            ("A-", "A"),
            ("O-", "O+"),
            ("==", "="),
            ("😂", "😢"),
            (".5", "5"),
        ] {
            assert!(!says_the_same(one, other), "{one} and {other}");
            assert!(says_the_same(one, one), "{one}");
        }
    }

    #[test]
    fn other_marks_make_no_difference() {
        for (one, other) in [
            ("COVID-19", "COVID 19"),
            ("U.S.", "US"),
            ("in 1992.", "in 1992"),
            ("$5", "5"),
            ("1914–1918", "1914-1918"),
            ("x->y", "x → y"),
            ("Jackson-Vanik", "Jackson–Vanik"),
            ("X-ray", "X ray"),
            ("1990--1995", "1990-1995"),
            ("∞", " ∞ "),
        ] {
            assert!(says_the_same(one, other), "{one} and {other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_text_says_the_same_as_itself(text in "\\PC{0,30}") {
            proptest::prop_assert!(says_the_same(&text, &text));
        }
    }
}
