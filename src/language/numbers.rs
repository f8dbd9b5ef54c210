//! How many: numbers in words and figures, with what they count in and how exact they are.
//!
//! Years are numbers too as far as this goes; who needs both asks [`super::time`] first and leaves
//! out what it found.

use super::scan::{Kind, Word, Words};
use crate::value::{Number, ordinal_word, read_number};
use std::ops::Range;

/// A number that a text states.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberExpression {
    /// Its bytes in the text, with its unit's sign or word, without "about".
    pub range: Range<usize>,
    /// Its value: 2,300,000,000 for "$2.3 billion", 0.5 for "half".
    pub value: Number,
    /// What kind of number it is.
    pub kind: NumberKind,
    /// How the text bounds or blurs it.
    pub bound: Option<Bound>,
}

/// What a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// How many or how much.
    Cardinal,
    /// Which one in a row.
    Ordinal,
    /// So many of a hundred.
    Percent,
    /// A sum of money, in the currency of this ISO 4217 code, or none known ("crowns").
    Money(Option<&'static str>),
    /// A part of one: "two thirds".
    Fraction,
}

/// How a text bounds or blurs a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// "about", "roughly", "some".
    About,
    /// "nearly", "almost".
    Nearly,
    /// "more than", "over".
    MoreThan,
    /// "less than", "under", "fewer than".
    LessThan,
    /// "at least".
    AtLeast,
    /// "at most", "up to", "as many as".
    AtMost,
}

/// Returns the numbers that a text states, in its order, without overlap.
#[must_use]
pub fn find_numbers(text: &str) -> Vec<NumberExpression> {
    let words = Words::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some((number, next)) = number_at(text, &words, at) {
            found.push(number);
            at = next;
        } else {
            at += 1;
        }
    }
    found
}

/// A value read from a row of words, and the place after it.
struct Reading {
    value: f64,
    kind: NumberKind,
    next: usize,
}

fn number_at(text: &str, words: &Words, at: usize) -> Option<(NumberExpression, usize)> {
    if is_inside_a_code(words, at) {
        return None;
    }
    let sign = currency_before(words, at);
    let first = at + sign.as_ref().map_or(0, |(_, length)| *length);
    let reading = fraction(words, first)
        .or_else(|| ordinal(words, first))
        .or_else(|| cardinal(text, words, first))?;
    let (kind, next) = with_unit(words, &reading, sign.map(|(code, _)| code));
    let number = NumberExpression {
        range: words.get(at)?.start..words.get(next - 1)?.end(),
        value: Number::new(reading.value)?,
        kind,
        bound: bound(words, at),
    };
    Some((number, next))
}

/// Whether letters or a mark of a code touch the word: "B12", "#5", `x_3`.
fn is_inside_a_code(words: &Words, at: usize) -> bool {
    words.is_glued(at)
        && words.before(at, 1).is_some_and(|w| {
            let digits = words.get(at).is_some_and(|w| w.kind == Kind::Digits);
            let inner = w.is(".")
                && words.number(at).is_some()
                && words.before(at, 2).is_some_and(|w| w.kind == Kind::Digits);
            inner
                || (digits && w.kind == Kind::Letters)
                || w.is_any(&["_", "#", "@", "/", ":", "'", "’"])
        })
}

/// Returns the currency whose sign stands at this place, and how many words the sign is.
fn currency_before(words: &Words, at: usize) -> Option<(&'static str, usize)> {
    let word = words.get(at)?;
    let code = |sign: &str| {
        Some(match sign {
            "$" => "USD",
            "€" => "EUR",
            "£" => "GBP",
            "¥" => "JPY",
            "₹" => "INR",
            "₽" => "RUB",
            "₩" => "KRW",
            "₪" => "ILS",
            "₺" => "TRY",
            "₴" => "UAH",
            "₦" => "NGN",
            "₸" => "KZT",
            _ => return None,
        })
    };
    if word.is("US") && words.is(at + 1, "$") && words.is_glued(at + 1) {
        return Some(("USD", 2));
    }
    code(word.text).map(|code| (code, 1))
}

/// Reads "half", "a third", "two-thirds", "three quarters".
fn fraction(words: &Words, at: usize) -> Option<Reading> {
    let fraction = |value, next| Some(Reading { value, kind: NumberKind::Fraction, next });
    if words.is(at, "half") {
        // "half an hour" and "half-time" are no shares.
        let is_share = words.is_any(at + 1, &["of", "the", "its", "their", "all"]);
        return is_share.then(|| fraction(0.5, at + 1))?;
    }
    let count = match words.get(at)? {
        w if w.is_any(&["a", "one"]) => 1.0,
        w if w.kind == Kind::Letters => read_number(w.text)?.value(),
        _ => return None,
    };
    let part_place = at + 1 + usize::from(words.is_dash(at + 1));
    let part = words.get(part_place)?;
    let parts = if part.is_any(&["half", "halves"]) {
        2.0
    } else if part.is_any(&["quarter", "quarters"]) {
        4.0
    } else {
        let singular = part.text.strip_suffix('s').unwrap_or(part.text);
        f64::from(ordinal_word(singular).filter(|n| (3..=20).contains(n))?)
    };
    let plural = part.text.ends_with('s') || part.is("halves");
    let is_share = words.is(part_place + 1, "of") || words.is_dash(at + 1) || plural;
    (is_share && plural == (count > 1.0)).then(|| fraction(count / parts, part_place + 1))?
}

/// Reads "21st", "twelfth", "twenty-first".
fn ordinal(words: &Words, at: usize) -> Option<Reading> {
    let of = |value: f64, next| Reading { value, kind: NumberKind::Ordinal, next };
    let word = words.get(at)?;
    if let Some((number, _)) = words.number(at) {
        let suffix = words.is_glued(at + 1) && words.is_any(at + 1, &["st", "nd", "rd", "th"]);
        return suffix.then(|| of(number.into(), at + 2));
    }
    let unit = words.get(at + 2).filter(|_| words.is_dash(at + 1) && words.is_glued(at + 1));
    if let Some(unit) = unit.filter(|_| word.is_any(&["twenty", "thirty"])) {
        let joined = format!("{}-{}", word.text, unit.text);
        if let Some(number) = ordinal_word(&joined) {
            return Some(of(number.into(), at + 3));
        }
    }
    // "a second" is time, "second" alone may be; "the second" counts.
    let is_time =
        word.is("second") && words.before(at, 1).is_some_and(|w| w.is_in("a per every one each"));
    let number = (word.kind == Kind::Letters && word.text.len() < 16 && !is_time)
        .then(|| ordinal_word(word.text))?;
    number.map(|n| of(n.into(), at + 1))
}

/// Reads the longest row of words that is one number: "1.5 million", "two hundred and six".
fn cardinal(text: &str, words: &Words, at: usize) -> Option<Reading> {
    let mut end = figure_end(words, at).or_else(|| starts_with_number_word(words, at))?;
    while let Some(next) = continued(words, end) {
        end = next;
    }
    let (first, last) = (words.get(at)?, words.get(end - 1)?);
    let value = read_number(&text[first.start..last.end()])?.value();
    Some(Reading { value, kind: NumberKind::Cardinal, next: end })
}

/// Returns the place after "1,234.5".
fn figure_end(words: &Words, at: usize) -> Option<usize> {
    words.get(at).filter(|w| w.kind == Kind::Digits)?;
    let mut end = at + 1;
    let glued_digits = |mark: usize, length: fn(usize) -> bool| {
        words.is_glued(mark)
            && words.is_glued(mark + 1)
            && words.get(mark + 1).is_some_and(|w| w.kind == Kind::Digits && length(w.text.len()))
    };
    while words.is(end, ",") && glued_digits(end, |digits| digits == 3) {
        end += 2;
    }
    if words.is(end, ".") && glued_digits(end, |_| true) {
        end += 2;
    }
    // "2.10.1" and "192.168.0.1" are no numbers.
    let goes_on = words.is_any(end, &[".", ":"]) && glued_digits(end, |_| true);
    (!goes_on).then_some(end)
}

fn starts_with_number_word(words: &Words, at: usize) -> Option<usize> {
    let word = words.get(at).filter(|w| w.kind == Kind::Letters)?;
    if word.is_any(&["a", "half"]) {
        let scale = at + 1 + usize::from(words.is(at + 1, "a"));
        return words
            .get(scale)
            .filter(|w| w.is_in(SCALES))
            .filter(|_| word.is("a"))
            .map(|_| scale + 1);
    }
    if word.is("one") && is_pronoun_one(words, at) {
        return None;
    }
    (!word.is_in(SCALES) && word.text.len() < 12 && read_number(word.text).is_some())
        .then_some(at + 1)
}

const SCALES: &str = "hundred thousand million billion trillion dozen bn tn mn";

/// Whether "one" stands for a thing and counts none: "no one", "one of", "the one".
fn is_pronoun_one(words: &Words, at: usize) -> bool {
    words
        .before(at, 1)
        .is_some_and(|w| w.is_in("no the this that every any some each another which"))
        && !words.is_dash(at + 1)
        || words
            .is_any(at + 1, &["of", "another", "who", "that", "'", "’", "can", "must", "should"])
}

/// Returns the place after what continues a number: a scale, or more number words.
fn continued(words: &Words, end: usize) -> Option<usize> {
    let word = words.get(end)?;
    let glued_unit = !word.spaced && word.is_in("m k bn tn mn");
    if word.is_in(SCALES) || glued_unit {
        return Some(end + 1);
    }
    let is_small = |place: usize| {
        words.get(place).is_some_and(|w| {
            w.kind == Kind::Letters
                && w.text.len() < 12
                && !w.is_in(SCALES)
                && read_number(w.text).is_some()
        })
    };
    let after_tens = words
        .before(end, 1)
        .is_some_and(|w| w.is_in("twenty thirty forty fifty sixty seventy eighty ninety"));
    let after_scale = words.before(end, 1).is_some_and(|w| w.is_in(SCALES));
    if words.is_dash(end) && !word.spaced && after_tens && is_small(end + 1) {
        return Some(end + 2);
    }
    if word.is("and") && after_scale && is_small(end + 1) {
        return Some(end + 2);
    }
    (is_small(end) && (after_tens || after_scale)).then_some(end + 1)
}

/// Returns the kind that sign and unit make of a number, and the place after the unit.
fn with_unit(words: &Words, reading: &Reading, sign: Option<&'static str>) -> (NumberKind, usize) {
    let next = reading.next;
    if reading.kind != NumberKind::Cardinal {
        return (reading.kind, next);
    }
    if let Some(code) = sign {
        return (NumberKind::Money(Some(code)), next);
    }
    if words.is_any(next, &["%", "percent", "pc"]) {
        return (NumberKind::Percent, next + 1);
    }
    if words.is(next, "per") && words.is(next + 1, "cent") {
        return (NumberKind::Percent, next + 2);
    }
    let nation =
        usize::from(words.get(next).is_some_and(Word::is_upper) && words.get(next + 1).is_some());
    for skipped in [0, nation] {
        let word = words.get(next + skipped);
        if let Some(money) = word.and_then(|w| currency_word(w.text, skipped > 0)) {
            return (money, next + skipped + 1);
        }
    }
    (NumberKind::Cardinal, next)
}

/// Returns the kind that a currency's name makes; behind a nationality ("Australian dollars") the code is open.
fn currency_word(word: &str, of_a_nation: bool) -> Option<NumberKind> {
    let code = match word.to_lowercase().as_str() {
        "dollar" | "dollars" => Some("USD"),
        "euro" | "euros" => Some("EUR"),
        "yen" => Some("JPY"),
        "yuan" | "renminbi" => Some("CNY"),
        "rubles" | "roubles" | "ruble" | "rouble" => Some("RUB"),
        "rupees" | "rupee" => Some("INR"),
        "tenge" => Some("KZT"),
        "shekels" => Some("ILS"),
        "francs" | "dinars" | "dirhams" | "riyals" | "pesos" | "crowns" | "kronor" | "lira" => None,
        _ => return None,
    };
    Some(NumberKind::Money(code.filter(|_| !of_a_nation)))
}

fn bound(words: &Words, at: usize) -> Option<Bound> {
    let word = words.before(at, 1)?;
    let before = |list: &str| words.before(at, 2).is_some_and(|w| w.is_in(list));
    Some(match () {
        () if word.is_in("about around roughly approximately some circa") => Bound::About,
        () if word.is_in("nearly almost") => Bound::Nearly,
        () if word.is("than") && before("more greater larger higher") => Bound::MoreThan,
        () if word.is("than") && before("less fewer smaller lower") => Bound::LessThan,
        () if word.is("least") && before("at") => Bound::AtLeast,
        () if word.is("most") && before("at") => Bound::AtMost,
        () if word.is("to") && before("up") => Bound::AtMost,
        () if word.is("as") && before("many much") => Bound::AtMost,
        () if word.is("over") => Bound::MoreThan,
        () if word.is("under") => Bound::LessThan,
        () => return None,
    })
}

#[cfg(test)]
mod tests;
