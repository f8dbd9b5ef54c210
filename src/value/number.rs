//! Numbers as people write them: figures, words, percentages, millions.

use std::fmt;

/// A number that a card asks for.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Number(f64);

impl Number {
    /// Returns the number, or none when it is not finite.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self(value))
    }

    /// Returns the number as a float, always finite.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }

    /// Returns whether the two are the same but for what a float cannot hold.
    #[must_use]
    pub fn is(self, other: Self) -> bool {
        self.within(other, 0.0)
    }

    /// Returns whether the two differ by `tolerance` or less.
    #[must_use]
    pub fn within(self, other: Self, tolerance: f64) -> bool {
        let rounding = f64::EPSILON * 4.0 * self.0.abs().max(other.0.abs()).max(1.0);
        (self.0 - other.0).abs() <= tolerance + rounding
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self(value.into())
    }
}

impl fmt::Display for Number {
    /// Writes whole numbers without a point and thousands with commas from 10,000 on.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = format!("{}", self.0);
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |d| ("-", d));
        let (whole, fraction) =
            digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
        f.write_str(sign)?;
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && whole.len() > 4 && (whole.len() - i).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        fraction.map_or(Ok(()), |part| write!(f, ".{part}"))
    }
}

/// Reads the one number that a text states: "70", "about 70 %", "twenty-one", "1.5 million",
/// "20,000 people".
///
/// Returns none when there is no number, or more than one.
#[must_use]
pub fn read_number(text: &str) -> Option<Number> {
    let mut found = None;
    let mut words = Words::new(text);
    while !words.is_empty() {
        let Some(value) = words.take_number() else {
            words.skip();
            continue;
        };
        if found.replace(value).is_some() {
            return None;
        }
    }
    found.and_then(Number::new)
}

/// The words of a text, hyphens and signs taken as spaces, read from the front.
struct Words {
    words: Vec<String>,
    at: usize,
}

impl Words {
    fn new(text: &str) -> Self {
        let lower = decimal_fractions(&text.to_lowercase().replace('\u{2212}', "-"));
        let lower = without_apostrophes(&lower);
        let mut words = Vec::new();
        for chunk in lower.split(|c: char| c.is_whitespace() || matches!(c, '%' | '$' | '€' | '£'))
        {
            let chunk =
                chunk.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.'));
            let chunk = &with_zero(chunk.trim_end_matches('.'));
            if chunk == "-" {
                words.push(chunk.clone());
            } else if chunk
                .strip_prefix('-')
                .unwrap_or(chunk)
                .starts_with(|c: char| c.is_ascii_digit())
            {
                words.extend(split_figure(chunk));
            } else {
                words.extend(chunk.split('-').filter(|w| !w.is_empty()).map(str::to_owned));
            }
        }
        Self { words: grouped(words), at: 0 }
    }

    fn is_empty(&self) -> bool {
        self.at >= self.words.len()
    }

    fn skip(&mut self) {
        self.at += 1;
    }

    fn peek(&self, ahead: usize) -> Option<&str> {
        self.words.get(self.at + ahead).map(String::as_str)
    }

    /// Takes these words, if they come next; returns whether they did.
    fn takes(&mut self, words: &[&str]) -> bool {
        let come = words.iter().enumerate().all(|(ahead, word)| self.peek(ahead) == Some(word));
        self.at += if come { words.len() } else { 0 };
        come
    }

    fn take_number(&mut self) -> Option<f64> {
        let is_number = |word: &str| read_figure(word).is_some() || small_number(word).is_some();
        let signed = matches!(self.peek(0), Some("minus" | "negative" | "-"));
        if signed && self.peek(1).is_some_and(is_number) {
            self.skip();
            return self.take_positive().map(|value| -value);
        }
        self.take_positive()
    }

    fn take_positive(&mut self) -> Option<f64> {
        let figure = self.peek(0).and_then(read_figure);
        let mut value = if let Some(value) = figure {
            self.at += 1;
            value
        } else if self.peek(2).and_then(large_scale).is_some() && self.takes(&["half", "a"]) {
            0.5
        } else {
            self.take_words()?
        };
        if self.takes(&["and", "a", "half"]) {
            value += 0.5;
        }
        while let Some(scale) = self.peek(0).and_then(scale) {
            value *= scale;
            self.at += 1;
        }
        Some(value)
    }

    /// Reads "two hundred and six thousand and one", greedily.
    fn take_words(&mut self) -> Option<f64> {
        let (mut total, mut group, mut seen) = (0.0, 0.0, false);
        while let Some(word) = self.peek(0) {
            if let Some(small) = small_number(word).filter(|small| follows(group, *small)) {
                group += small;
            } else if word == "hundred" && seen {
                group *= 100.0;
            } else if let Some(scale) = large_scale(word).filter(|_| seen) {
                total += group * scale;
                group = 0.0;
            } else if word == "a" && !seen && self.peek(1).is_some_and(is_scale) {
                group = 1.0;
            } else if word == "and"
                && seen
                && self.peek(1).is_some_and(|w| small_number(w).is_some())
            {
                // "and" joins only within a number that has hundreds: "five and six" are two.
                if total + group < 100.0 {
                    break;
                }
            } else {
                break;
            }
            seen = true;
            self.at += 1;
        }
        seen.then_some(total + group)
    }
}

/// Returns whether a number word can follow what was read of a group: "twenty" goes on with "one", and
/// "one" with nothing, so that "one two" are two numbers.
fn follows(group: f64, small: f64) -> bool {
    let last = group % 100.0;
    let tens = last >= 20.0 && last % 10.0 == 0.0;
    last == 0.0 || (tens && small > 0.0 && small < 10.0)
}

/// Returns folded text with its number words in figures, and its ordinals as "3th" whichever way they
/// were written.
#[must_use]
pub fn number_words_in_figures(folded: &str) -> String {
    let mut words = Words { words: folded.split(' ').map(str::to_owned).collect(), at: 0 };
    let mut written: Vec<String> = Vec::new();
    while let Some(word) = words.peek(0).map(str::to_owned) {
        let number = words.take_words();
        let ordinal = words.peek(0).and_then(ordinal_number);
        let tens = number.is_some_and(|number| number >= 20.0 && number % 10.0 == 0.0);
        written.push(match (number, ordinal) {
            (Some(number), Some(small)) if tens && small < 10 => {
                words.skip();
                format!("{}th", number + f64::from(small))
            }
            (Some(number), _) => number.to_string(),
            (None, Some(ordinal)) => {
                words.skip();
                format!("{ordinal}th")
            }
            (None, None) => {
                words.skip();
                word
            }
        });
    }
    written.join(" ")
}

/// Returns the number of an ordinal in letters or figures: "third", "3rd".
fn ordinal_number(word: &str) -> Option<u32> {
    let figures = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
    let figures = figures.and_then(|figures| figures.parse().ok());
    figures.or_else(|| ordinal_word(word).map(u32::from))
}

/// Writes "12½" and "12 ½" as "12.5".
fn decimal_fractions(text: &str) -> String {
    const FRACTIONS: [(char, &str); 7] = [
        ('¼', "25"),
        ('½', "5"),
        ('¾', "75"),
        ('⅛', "125"),
        ('⅜', "375"),
        ('⅝', "625"),
        ('⅞', "875"),
    ];
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        let Some((_, decimals)) = FRACTIONS.iter().find(|(fraction, _)| *fraction == c) else {
            written.push(c);
            continue;
        };
        let whole = written.trim_end_matches(' ').len();
        if written[..whole].ends_with(|c: char| c.is_ascii_digit()) {
            written.truncate(whole);
            written.push('.');
            written.push_str(decimals);
        } else {
            // By itself it may be of a formula.
            written.push(c);
        }
    }
    written
}

/// Writes "8'000" as "8000".
fn without_apostrophes(text: &str) -> String {
    let is_digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    let text: Vec<char> = text.chars().collect();
    let parts = |at: usize| {
        matches!(text[at], '\'' | '’')
            && is_digit(at.checked_sub(1).and_then(|before| text.get(before)))
            && is_digit(text.get(at + 1))
    };
    (0..text.len()).filter(|at| !parts(*at)).map(|at| text[at]).collect()
}

/// Writes ".5" as "0.5".
fn with_zero(figure: &str) -> String {
    let (sign, rest) = figure.strip_prefix('-').map_or(("", figure), |rest| ("-", rest));
    let bare = rest.strip_prefix('.').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    bare.map_or_else(|| figure.to_owned(), |digits| format!("{sign}0.{digits}"))
}

/// Joins figures that are grouped by spaces: "1 200 000".
fn grouped(words: Vec<String>) -> Vec<String> {
    let figures = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let mut joined: Vec<String> = Vec::new();
    let mut open = false;
    for word in words {
        let goes_on = open && word.len() == 3 && figures(&word);
        if let Some(last) = joined.last_mut().filter(|_| goes_on) {
            last.push_str(&word);
        } else {
            open = figures(&word) && word.len() <= 3;
            joined.push(word);
        }
    }
    joined
}

/// Splits "20-point" into the figure and the word, leaving "-5" and "1,000" whole.
fn split_figure(chunk: &str) -> Vec<String> {
    // "5e3" is one number.
    if chunk.parse::<f64>().is_ok() {
        return vec![chunk.to_owned()];
    }
    let end = chunk
        .char_indices()
        .skip(1)
        .find(|(_, c)| !c.is_ascii_digit() && !matches!(c, ',' | '.'))
        .map_or(chunk.len(), |(i, _)| i);
    let (figure, rest) = chunk.split_at(end);
    let rest = rest.trim_matches('-');
    let mut parts = vec![figure.trim_end_matches([',', '.']).to_owned()];
    parts.extend(rest.split('-').filter(|w| !w.is_empty()).map(str::to_owned));
    parts
}

fn read_figure(word: &str) -> Option<f64> {
    let digits = word.strip_prefix('-').unwrap_or(word);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if digits.contains(['e', 'E']) {
        return word.parse().ok();
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() == 1 || groups[1..].iter().all(|g| g.len() == 3);
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !grouped || !groups.iter().all(|g| figures(g)) || !figures(fraction) {
        return None;
    }
    word.replace(',', "").parse().ok()
}

/// Returns the value of a number word below a hundred.
fn small_number(word: &str) -> Option<f64> {
    Some(match word {
        "zero" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}

fn large_scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "thousand" | "k" => 1e3,
        "million" | "m" | "mn" => 1e6,
        "billion" | "bn" | "milliard" => 1e9,
        "lakh" => 1e5,
        "crore" => 1e7,
        "trillion" | "tn" => 1e12,
        _ => return None,
    })
}

fn is_scale(word: &str) -> bool {
    scale(word).is_some()
}

fn scale(word: &str) -> Option<f64> {
    if word == "hundred" { Some(100.0) } else { large_scale(word) }
}

/// Returns the value of an ordinal written as a word ("twelfth", "first") up to thirty-first.
#[must_use]
pub fn ordinal_word(word: &str) -> Option<u8> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    const ENDS: [&[u8; 2]; 4] = [b"st", b"nd", b"rd", b"th"];
    let end = word.as_bytes().last_chunk::<2>()?;
    if !ENDS.iter().any(|known| known.eq_ignore_ascii_case(end)) {
        return None;
    }
    let is = |word: &str, known: &str| word.eq_ignore_ascii_case(known);
    let place = |word: &str| {
        let place = WORDS.iter().position(|known| is(word, known));
        place.and_then(|place| u8::try_from(place + 1).ok())
    };
    place(word).or_else(|| match word.split_once('-') {
        Some((tens, unit)) if is(tens, "twenty") => place(unit).filter(|n| *n < 10).map(|n| 20 + n),
        Some((tens, unit)) if is(tens, "thirty") && is(unit, "first") => Some(31),
        _ => is(word, "thirtieth").then_some(30),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<f64> {
        read_number(text).map(Number::value)
    }

    #[test]
    fn figures_and_words_are_read_alike() {
        for (text, value) in [
            ("70", 70.0),
            ("about 70 %", 70.0),
            ("70%", 70.0),
            ("seventy percent", 70.0),
            ("twenty-one", 21.0),
            ("1,000", 1000.0),
            ("1.5 million", 1.5e6),
            ("$3bn", 3e9),
            ("a hundred and six", 106.0),
            ("two hundred thousand and one", 200_001.0),
            ("a dozen", 12.0),
            ("-5", -5.0),
            ("20-point", 20.0),
            ("20,000 people.", 20_000.0),
            ("five", 5.0),
            ("1.2e6", 1.2e6),
            ("5e3", 5000.0),
            ("1 200 000", 1.2e6),
            ("5 000 metres", 5000.0),
            ("12½", 12.5),
            ("12 ½ miles", 12.5),
            ("-2¼", -2.25),
            ("twelve and a half", 12.5),
            ("2 and a half million", 2.5e6),
            ("half a million", 5e5),
            ("minus 8", -8.0),
            ("− 8", -8.0),
            ("negative eight", -8.0),
            ("12 hundred", 1200.0),
            ("8'000", 8000.0),
            ("1’200’000 people", 1.2e6),
            (".5", 0.5),
            ("-.5", -0.5),
            ("10 lakh", 1e6),
            ("8 milliard", 8e9),
        ] {
            assert_eq!(read(text), Some(value), "{text}");
        }
    }

    #[test]
    fn no_number_or_two_are_not_read() {
        for text in [
            "",
            "many",
            "between 3 and 5",
            "five and six",
            "1,00",
            "and",
            "hundred",
            "half",
            "one two",
            "nineteen eighty-four",
            "ten - five",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn number_words_are_written_in_figures_wherever_they_stand() {
        for (text, figures) in [
            ("twenty one", "21"),
            ("the one hundred and six guns", "the 106 guns"),
            ("ten thousand", "10000"),
            ("five and six", "5 and 6"),
            ("one two three", "1 2 3"),
            ("nineteen eighty four", "19 84"),
            ("third", "3th"),
            ("the 3rd man", "the 3th man"),
            ("twenty first century", "21th century"),
            ("21st century", "21th century"),
            ("12 men", "12 men"),
            ("", ""),
        ] {
            assert_eq!(number_words_in_figures(text), figures, "{text}");
        }
    }

    #[test]
    fn numbers_are_written_for_people() {
        let written = |value| Number::new(value).map(|n| n.to_string());
        assert_eq!(written(1992.0).as_deref(), Some("1992"));
        assert_eq!(written(20_000.0).as_deref(), Some("20,000"));
        assert_eq!(written(-1_234_567.5).as_deref(), Some("-1,234,567.5"));
        assert_eq!(written(f64::NAN), None);
    }

    #[test]
    fn ordinals_have_their_place() {
        assert_eq!(ordinal_word("Twelfth"), Some(12));
        assert_eq!(ordinal_word("twenty-first"), Some(21));
        assert_eq!(ordinal_word("twenty-tenth"), None);
        assert_eq!(ordinal_word("one"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_not(text in "\\PC*") {
            let _ = read_number(&text);
        }

        #[test]
        fn what_is_written_is_read_back(value in -1_000_000_000i32..1_000_000_000) {
            let number = Number::from(value);
            prop_assert_eq!(read_number(&number.to_string()), Some(number));
        }
    }
}
