//! Text made fit for analysis, with every character's place in the original.

use regex::Regex;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A stretch of a document with odd spaces, quotes and markup folded away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Clean {
    /// The folded text.
    pub(super) text: String,
    /// For every byte of `text` the offset in the original of the character it came from.
    origin: Vec<u32>,
}

impl Clean {
    /// Folds the ranges of `original` into one line of text, leaving out the `dropped` ones.
    ///
    /// Both lists are in order; the pieces are joined by a space.
    pub(super) fn new(original: &str, pieces: &[Range<usize>], dropped: &[Range<usize>]) -> Self {
        let mut clean = Self::default();
        let mut dropped = dropped.iter().peekable();
        for piece in pieces {
            clean.push(' ', piece.start);
            for (offset, c) in original[piece.clone()].char_indices() {
                let at = piece.start + offset;
                while dropped.next_if(|range| range.end <= at).is_some() {}
                if !dropped.peek().is_some_and(|range| range.contains(&at)) {
                    clean.push(c, at);
                }
            }
        }
        clean.trim_end();
        clean
    }

    /// Returns the range of the original that a range of the folded text came from.
    pub(super) fn origin(&self, original: &str, range: Range<usize>) -> Range<usize> {
        let place = |byte: usize| self.origin.get(byte).map_or(0, |o| *o as usize);
        let last =
            self.text[..range.end].char_indices().next_back().map_or(0, |(byte, _)| place(byte));
        let width = original[last..].chars().next().map_or(0, char::len_utf8);
        place(range.start)..last + width
    }

    /// Parts names that lost the space between them, where both halves are known names.
    pub(super) fn unglue(&mut self, names: &HashSet<String>) {
        let glued: Vec<(usize, usize)> = GLUED
            .captures_iter(&self.text)
            .filter_map(|found| Some((found.get(1)?, found.get(2)?)))
            .filter(|(a, b)| names.contains(a.as_str()) && names.contains(b.as_str()))
            .map(|(_, b)| (b.start(), self.origin[b.start()] as usize))
            .collect();
        for (byte, origin) in glued.into_iter().rev() {
            let origin = u32::try_from(origin).unwrap_or(u32::MAX);
            self.text.insert_str(byte, ", ");
            self.origin.splice(byte..byte, [origin, origin]);
        }
    }

    fn push(&mut self, c: char, at: usize) {
        let before = self.text.chars().next_back();
        let folded = match c {
            c if c.is_whitespace() || c.is_control() => ' ',
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' => return,
            '’' | '‘' | 'ʼ' | '´' => '\'',
            '„' | '«' => '“',
            '"' if before.is_none_or(|b| matches!(b, ' ' | '(' | '[' | '—' | '–')) => '“',
            '"' | '»' => '”',
            '\u{2010}' | '\u{2011}' => '-',
            other => other,
        };
        if folded == ' ' && before.is_none_or(|b| b == ' ') {
            return;
        }
        self.text.push(folded);
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.origin.resize(self.text.len(), at);
    }

    fn trim_end(&mut self) {
        let length = self.text.trim_end().len();
        self.text.truncate(length);
        self.origin.truncate(length);
    }
}

static GLUED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(\p{Lu}\p{Ll}{2,})(\p{Lu}\p{Ll}{2,})\b").expect("the pattern is fixed")
});

/// Returns where an encyclopedia's reference marks stand: `[12]`, `[citation needed]`.
pub(super) fn reference_marks(text: &str) -> Vec<Range<usize>> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\s?\[(?:\d{1,3}|[a-z]|citation needed|note \d+|clarification needed)\]")
            .expect("the pattern is fixed")
    });
    MARK.find_iter(text).map(|found| found.range()).collect()
}

/// Returns the asterisks around words that a plain text stresses: "the *Fram* and her crew".
pub(super) fn stress_marks(text: &str) -> Vec<Range<usize>> {
    static STRESSED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[\s(“\x22'‘—–-])(?P<open>\*)(?:\p{L}|\p{L}[^*\n]*[\p{L}\d.!?])(?P<close>\*)(?:$|[^\p{L}\d*])")
            .expect("the pattern is fixed")
    });
    let marks = STRESSED.captures_iter(text);
    marks.flat_map(|m| [m.name("open"), m.name("close")]).flatten().map(|m| m.range()).collect()
}

/// Returns the words with a capital in the middle of a text: names that glued words may hold.
pub(super) fn names_apart(text: &str) -> HashSet<String> {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[\p{Ll},;] (\p{Lu}\p{Ll}{2,})\b").expect("the pattern is fixed")
    });
    NAME.captures_iter(text).filter_map(|found| Some(found.get(1)?.as_str().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::single_range_in_vec_init, reason = "one piece is a list of one range")]
    fn clean(text: &str) -> Clean {
        Clean::new(text, &[0..text.len()], &reference_marks(text))
    }

    #[test]
    fn odd_spaces_quotes_and_reference_marks_are_folded() {
        let text = "Curie\u{a0} won  “two”\tprizes[3] in \"France\".";
        assert_eq!(clean(text).text, "Curie won “two” prizes in “France”.");
    }

    #[test]
    fn what_a_plain_text_stresses_has_no_marks() {
        for (text, plain) in [
            ("The loss of the *Holm* and her crew.", "The loss of the Holm and her crew."),
            ("Paul Moss's *Graceland*.", "Paul Moss's Graceland."),
            ("A rate of 3 * 4 * 5 is set.*", "A rate of 3 * 4 * 5 is set.*"),
        ] {
            let whole = 0..text.len();
            assert_eq!(Clean::new(text, &[whole], &stress_marks(text)).text, plain);
        }
    }

    #[test]
    fn every_range_leads_back_to_the_original() {
        let text = "A\u{a0}b’s [1]word.";
        let folded = clean(text);
        let at = folded.text.find("b's").unwrap();
        assert_eq!(&text[folded.origin(text, at..at + 3)], "b’s");
        assert_eq!(&text[folded.origin(text, 0..folded.text.len())], text);
    }

    #[test]
    fn glued_names_are_parted_only_when_both_are_names() {
        let names = names_apart("They saw Norway and Sweden.");
        let mut folded = clean("See NorwaySweden and MacBook.");
        folded.unglue(&names);
        assert_eq!(folded.text, "See Norway, Sweden and MacBook.");
        let text = "See NorwaySweden and MacBook.";
        let at = folded.text.find("Sweden").unwrap();
        assert_eq!(&text[folded.origin(text, at..at + 6)], "Sweden");
    }
}
