//! What the model sees of a token: its norm, first letter, last three letters and shape, whether a
//! space follows, whether it is itself a space. Each is a number; what they mean was learnt.

use super::Token;
use super::hash::murmur64;
use std::collections::HashMap;

/// Features in the order of the embedding tables.
pub(super) type Features = [u64; 6];

/// The seed of the package's string numbers.
pub(super) const STRING_SEED: u64 = 1;

/// From this many characters on, a shape is no longer drawn.
const LONG: usize = 100;

/// Numbers strings as the package does.
pub(super) struct Numbering {
    symbols: HashMap<String, u64>,
}

impl Numbering {
    pub(super) fn new(symbols: HashMap<String, u64>) -> Self {
        Self { symbols }
    }

    pub(super) fn features(&self, token: &Token) -> Features {
        let text = token.text;
        let first = text.chars().next().map_or(0, char::len_utf8);
        let last = text.char_indices().rev().nth(2).map_or(0, |(i, _)| i);
        [
            self.number(token.norm),
            self.number(&text[..first]),
            self.number(&text[last..]),
            self.number(&shape(text)),
            token.space_after.into(),
            token.is_space().into(),
        ]
    }

    fn number(&self, text: &str) -> u64 {
        if text.is_empty() {
            return 0;
        }
        let by_hand = self.symbols.get(text).copied();
        by_hand.unwrap_or_else(|| murmur64(text.as_bytes(), STRING_SEED))
    }
}

/// Draws a word with X for capitals, x for other letters, d for digits, at most four in a row.
fn shape(text: &str) -> String {
    const RUN: usize = 4;
    if text.chars().nth(LONG - 1).is_some() {
        return "LONG".to_owned();
    }
    let mut drawn = String::with_capacity(text.len());
    let (mut last, mut run) = (None, 0);
    for c in text.chars() {
        let kind = match c {
            _ if c.is_alphabetic() && c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => 'd',
            _ => c,
        };
        run = if last == Some(kind) { run + 1 } else { 1 };
        last = Some(kind);
        if run <= RUN {
            drawn.push(kind);
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_show_case_digits_and_marks() {
        assert_eq!(shape("Kazakhs"), "Xxxxx");
        assert_eq!(shape("U.S."), "X.X.");
        assert_eq!(shape("1990s"), "ddddx");
        assert_eq!(shape("é٣中"), "xdx");
        assert_eq!(shape(&"a".repeat(LONG)), "LONG");
        assert_eq!(shape(""), "");
    }
}
