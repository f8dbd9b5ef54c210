//! Numbers as people write them: figures, words, percentages, millions.

use super::number_figures::{
    decimal_fractions, grouped, read_figure, split_figure, with_zero, without_apostrophes,
};
use super::number_words::{POINT, is_scale, large_scale, ordinal_number, scale, small_number};
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
        let is_number = |word: &str| {
            read_figure(word).is_some() || small_number(word).is_some() || word == POINT
        };
        let signed = matches!(self.peek(0), Some("minus" | "negative" | "-"));
        if signed && self.peek(1).is_some_and(is_number) {
            self.skip();
            return self.take_positive().map(|value| -value);
        }
        self.take_positive()
    }

    fn take_positive(&mut self) -> Option<f64> {
        let figure = self.peek(0).and_then(read_figure);
        let whole = if figure.is_some() {
            self.at += 1;
            figure
        } else if self.peek(2).and_then(large_scale).is_some() && self.takes(&["half", "a"]) {
            Some(0.5)
        } else {
            self.take_words()
        };
        let mut value = self.with_decimals(whole)?;
        if self.takes(&["and", "a", "half"]) {
            value += 0.5;
        }
        while let Some(scale) = self.peek(0).and_then(scale) {
            value *= scale;
            self.at += 1;
        }
        Some(value)
    }

    /// Returns a number with what follows it of "eight point three", or that alone: "point five".
    fn with_decimals(&mut self, whole: Option<f64>) -> Option<f64> {
        let figure = self.peek(1).is_some_and(|word| small_number(word).is_none());
        let may_come = whole.map_or(!figure, |whole| whole.fract().total_cmp(&0.0).is_eq());
        let Some(decimals) = may_come.then(|| self.take_decimals()).flatten() else { return whole };
        format!("{}.{decimals}", whole.unwrap_or(0.0)).parse().ok()
    }

    /// Reads "point three" and "point one four", "point twenty-five" and "point 5", as their digits.
    fn take_decimals(&mut self) -> Option<String> {
        self.peek(0).filter(|word| *word == POINT)?;
        let (mut digits, mut ahead) = (String::new(), 1);
        while let Some(word) = self.peek(ahead) {
            let next = self.peek(ahead + 1).and_then(small_number);
            match small_number(word) {
                Some(tens) if tens >= 20.0 && next.is_some_and(|next| follows(tens, next)) => {
                    digits.push_str(&(tens + next.unwrap_or_default()).to_string());
                    ahead += 1;
                }
                Some(small) => digits.push_str(&small.to_string()),
                None if word.bytes().all(|byte| byte.is_ascii_digit()) => digits.push_str(word),
                None => break,
            }
            ahead += 1;
        }
        self.at += if digits.is_empty() { 0 } else { ahead };
        Some(digits).filter(|digits| !digits.is_empty())
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

#[cfg(test)]
mod tests {
    use super::super::number_words::ordinal_word;
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
            ("eight point three", 8.3),
            ("minus four point nought five", -4.05),
            ("three point two four one five", 3.2415),
            ("two point twenty-five", 2.25),
            ("8 point 3 metres", 8.3),
            ("point five", 0.5),
            ("minus point five", -0.5),
            ("one point five million", 1.5e6),
            ("point 5", 5.0),
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
            "point",
            "eight point three point two",
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
