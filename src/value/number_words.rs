//! The words that numbers are made of.

/// Returns the value of a number word below a hundred.
pub(super) fn small_number(word: &str) -> Option<f64> {
    Some(match word {
        "zero" | "nought" => 0.0,
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

pub(super) fn large_scale(word: &str) -> Option<f64> {
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

pub(super) fn scale(word: &str) -> Option<f64> {
    if word == "hundred" { Some(100.0) } else { large_scale(word) }
}

pub(super) fn is_scale(word: &str) -> bool {
    scale(word).is_some()
}

/// What comes before the decimals of a number in words.
pub(super) const POINT: &str = "point";

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

/// Returns the number of an ordinal in letters or figures: "third", "3rd".
pub(super) fn ordinal_number(word: &str) -> Option<u32> {
    let figures = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
    let figures = figures.and_then(|figures| figures.parse().ok());
    figures.or_else(|| ordinal_word(word).map(u32::from))
}
