//! Cuts a text into what time expressions are made of: runs of digits, runs of letters, marks.
//!
//! "19th-century" is four words here (19, th, -, century) and "1990s" two, so that every pattern
//! is a row of words.

/// What a word is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Digits,
    Letters,
    Mark,
}

/// A run of digits or letters, or one mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) kind: Kind,
    /// Whether white space, or the text's beginning, stands before it.
    pub(super) spaced: bool,
    /// Whether a line begins with it.
    pub(super) line_start: bool,
}

impl Word<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.is(w))
    }

    /// Returns whether the word is one of a list that has spaces between its words.
    pub(super) fn is_in(&self, list: &str) -> bool {
        let word = self.text.as_bytes();
        list.as_bytes().split(|byte| *byte == b' ').any(|one| one.eq_ignore_ascii_case(word))
    }

    pub(super) fn is_upper(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// The words of a text, with questions about what stands at a place. Places beyond the end are
/// asked for freely and hold nothing.
pub(super) struct Words<'t> {
    words: Vec<Word<'t>>,
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut words = Vec::new();
        let mut chars = text.char_indices().peekable();
        let (mut spaced, mut line_start) = (true, true);
        while let Some((start, c)) = chars.next() {
            if c.is_whitespace() {
                spaced = true;
                line_start |= c == '\n';
                continue;
            }
            let kind = kind_of(c);
            let mut end = start + c.len_utf8();
            let continues = |n: &(usize, char)| kind != Kind::Mark && kind_of(n.1) == kind;
            while let Some((at, next)) = chars.next_if(continues) {
                end = at + next.len_utf8();
            }
            words.push(Word { text: &text[start..end], start, kind, spaced, line_start });
            (spaced, line_start) = (false, false);
        }
        Self { words }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Word<'t>> {
        self.words.get(at)
    }

    /// Returns the word `back` places before `at`.
    pub(super) fn before(&self, at: usize, back: usize) -> Option<&Word<'t>> {
        self.words.get(at.checked_sub(back)?)
    }

    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.get(at).is_some_and(|w| w.is(word))
    }

    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        self.get(at).is_some_and(|w| w.is_any(words))
    }

    /// Returns whether the word is glued to the one before it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|w| !w.spaced)
    }

    /// Returns the number at this place and how many digits write it, at most nine.
    pub(super) fn number(&self, at: usize) -> Option<(i32, usize)> {
        let word = self.get(at).filter(|w| w.kind == Kind::Digits)?;
        let digits = word.text.len();
        (digits <= 9).then(|| word.text.parse().ok())?.map(|n| (n, digits))
    }

    /// Returns the place after the word, or the same place where it stands not.
    pub(super) fn skip(&self, at: usize, word: &str) -> usize {
        at + usize::from(self.is(at, word))
    }

    /// Returns whether a dash joins what stands before and after this place.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.is_any(at, &["-", "–", "—", "‑", "‒", "−"])
    }

    /// Returns whether a sentence begins at this place.
    pub(super) fn starts_sentence(&self, at: usize) -> bool {
        let Some(word) = self.get(at) else { return true };
        let after_stop = self.before(at, 1).is_none_or(|w| w.is_any(&[".", "!", "?"]));
        let after_initial = self.before(at, 2).is_some_and(|w| w.text.len() == 1);
        word.line_start || (after_stop && !after_initial && word.spaced && word.is_upper())
    }
}

/// Only ASCII digits are digits here: years in other scripts are not read.
fn kind_of(c: char) -> Kind {
    if c.is_ascii_digit() {
        Kind::Digits
    } else if c.is_alphanumeric() {
        Kind::Letters
    } else {
        Kind::Mark
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        Words::new(text).words.iter().map(|w| w.text).collect()
    }

    #[test]
    fn digits_letters_and_marks_part() {
        assert_eq!(cut("19th-century"), ["19", "th", "-", "century"]);
        assert_eq!(cut("the 1990s."), ["the", "1990", "s", "."]);
        assert_eq!(cut(" é9\u{a0}١ "), ["é", "9", "١"]);
        assert_eq!(cut(""), [""; 0]);
    }

    #[test]
    fn sentences_begin_after_stops_but_not_after_initials() {
        let words = Words::new("He left. She, J. R. Smith, came.\nit rained");
        let starts: Vec<&str> = (0..words.len())
            .filter(|i| words.starts_sentence(*i))
            .filter_map(|i| words.get(i).map(|w| w.text))
            .collect();
        assert_eq!(starts, ["He", "She", "it"]);
    }
}
