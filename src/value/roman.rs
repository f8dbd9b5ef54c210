//! Roman numerals, which name one king and not the next as digits do.

/// The signs of a numeral from large to small, and how often each may stand.
const SIGNS: [(&str, usize); 13] = [
    ("M", 3),
    ("CM", 1),
    ("D", 1),
    ("CD", 1),
    ("C", 3),
    ("XC", 1),
    ("L", 1),
    ("XL", 1),
    ("X", 3),
    ("IX", 1),
    ("V", 1),
    ("IV", 1),
    ("I", 3),
];

/// Returns whether a word in capitals is a Roman numeral: "XIV", "VIII". Of single letters only
/// I, V and X are; the others are initials and vitamins far more often.
#[must_use]
pub fn is_roman(word: &str) -> bool {
    if word.len() < 2 {
        return matches!(word, "I" | "V" | "X");
    }
    let rest = SIGNS.iter().fold(word, |mut rest, (sign, most)| {
        for _ in 0..*most {
            rest = rest.strip_prefix(sign).unwrap_or(rest);
        }
        rest
    });
    rest.is_empty()
}

/// Returns the number that a Roman numeral in capitals stands for; none where it is none.
#[must_use]
pub fn roman_value(word: &str) -> Option<u32> {
    let values = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
    let (mut rest, mut value) = (word, 0);
    for ((sign, most), worth) in SIGNS.iter().zip(values) {
        for _ in 0..*most {
            if let Some(behind) = rest.strip_prefix(sign) {
                (rest, value) = (behind, value + worth);
            }
        }
    }
    is_roman(word).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_have_their_value() {
        for (numeral, value) in [("II", 2), ("IV", 4), ("XIV", 14), ("XXIII", 23), ("MCMXLV", 1945)]
        {
            assert_eq!(roman_value(numeral), Some(value), "{numeral}");
        }
        assert_eq!((roman_value("Li"), roman_value("")), (None, None));
    }

    #[test]
    fn numerals_are_told_from_words_and_initials() {
        for numeral in ["I", "IV", "VIII", "XIV", "XXIII", "XLII", "XCIX", "MCMXLV"] {
            assert!(is_roman(numeral), "{numeral}");
        }
        for word in ["", "C", "D", "xiv", "Li", "XIB", "IIII", "VIVID", "CIVIL", "XIV."] {
            assert!(!is_roman(word), "{word}");
        }
    }
}
