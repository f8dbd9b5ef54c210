//! A text with typographic apostrophes and spaces made plain, and the way back to its bytes.

use std::ops::Range;

/// The folded text, with the places where it became shorter.
pub(super) struct Folded {
    text: String,
    /// Byte of the folded text behind a folded character, and how many bytes were lost up to there.
    losses: Vec<(usize, usize)>,
}

impl Folded {
    pub(super) fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut losses = Vec::new();
        let mut lost = 0;
        for c in original.chars() {
            let plain = plain(c);
            text.push(plain);
            if plain.len_utf8() < c.len_utf8() {
                lost += c.len_utf8() - plain.len_utf8();
                losses.push((text.len(), lost));
            }
        }
        Self { text, losses }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the way back for ranges asked for in their order.
    pub(super) fn places(&self) -> Places<'_> {
        Places { losses: &self.losses, lost: 0 }
    }
}

/// Characters that the model never saw, each with what it stands for.
fn plain(c: char) -> char {
    match c {
        '’' | 'ʼ' => '\'',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        _ => c,
    }
}

/// Translates bytes of the folded text, never going back.
pub(super) struct Places<'f> {
    losses: &'f [(usize, usize)],
    lost: usize,
}

impl Places<'_> {
    pub(super) fn original(&mut self, folded: &Range<usize>) -> Range<usize> {
        let start = self.one(folded.start);
        start..self.one(folded.end)
    }

    fn one(&mut self, place: usize) -> usize {
        while let Some(((behind, lost), rest)) = self.losses.split_first()
            && *behind <= place
        {
            (self.lost, self.losses) = (*lost, rest);
        }
        place + self.lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_again() {
        let original = "it’s\u{a0}ours’ é";
        let folded = Folded::new(original);
        assert_eq!(folded.text(), "it's ours' é");
        let mut places = folded.places();
        for (range, text) in
            [(0..2, "it"), (2..4, "’s"), (5..9, "ours"), (9..10, "’"), (11..13, "é")]
        {
            assert_eq!(&original[places.original(&range)], text);
        }
    }
}
