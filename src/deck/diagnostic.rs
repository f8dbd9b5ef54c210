//! What is wrong with a deck, and where.

use memchr::memchr_iter;
use std::fmt;
use std::ops::Range;

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Weakens the deck; everything is still studied.
    Warning,
    /// The card or table cannot be used.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One fault of a deck file, with its place and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The name of the rule that was broken, such as `unknown-key`.
    pub rule: &'static str,
    /// Where, as a range of bytes of the file's text.
    pub span: Range<usize>,
    /// What is wrong, in one line without a full stop.
    pub message: String,
    /// What was expected at the place, shown beside the caret.
    pub expected: Option<String>,
    /// What to do.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// Returns an error at this place.
    #[must_use]
    pub fn error(rule: &'static str, span: Range<usize>, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { severity: Severity::Error, rule, span, message, expected: None, hint: None }
    }

    /// Returns a warning at this place.
    #[must_use]
    pub fn warning(rule: &'static str, span: Range<usize>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(rule, span, message) }
    }

    /// Returns the same fault with what was expected.
    #[must_use]
    pub fn expected(self, expected: impl Into<String>) -> Self {
        Self { expected: Some(expected.into()), ..self }
    }

    /// Returns the same fault with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// Returns whether the fault keeps a card or the deck from being used.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// A line and a column, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// Where the lines of a text begin, to turn a byte into a line and a column quickly.
#[derive(Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    /// Returns the index of this text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let after_newlines = memchr_iter(b'\n', text.as_bytes()).map(|newline| newline + 1);
        Self { text, starts: std::iter::once(0).chain(after_newlines).collect() }
    }

    /// Returns the byte at which a line begins, counted from 1; none behind the last.
    #[must_use]
    pub fn start(&self, line: u32) -> Option<usize> {
        self.starts.get((line as usize).checked_sub(1)?).copied()
    }

    /// Returns the line and column of a byte; of one past the end, those of the end.
    #[must_use]
    pub fn place(&self, byte: usize) -> LineColumn {
        let byte = byte.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts[line - 1];
        let before =
            self.text.as_bytes()[start..byte].iter().filter(|b| (**b & 0xC0) != 0x80).count();
        let saturate = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        LineColumn { line: saturate(line), column: saturate(before + 1) }
    }
}

/// Returns the candidate that was most likely meant by a mistyped word, if any is near.
#[must_use]
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let lower = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&lower, candidate), candidate))
        .filter(|(distance, candidate)| {
            *distance <= 2.max(candidate.len() / 3) && *distance < candidate.len()
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let text = "ab\nÜber x\n";
        let index = LineIndex::new(text);
        let place = |byte| (index.place(byte).line, index.place(byte).column);
        assert_eq!(place(0), (1, 1));
        assert_eq!(place(3), (2, 1));
        assert_eq!(place(text.find('x').expect("x is there")), (2, 6));
        assert_eq!(place(999), (3, 1));
        assert_eq!(LineIndex::new("").place(0), LineColumn { line: 1, column: 1 });
    }

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let keys = ["question", "answer", "answers", "explanation", "id"];
        assert_eq!(nearest("qestion", keys), Some("question"));
        assert_eq!(nearest("Anwser", keys), Some("answer"));
        assert_eq!(nearest("explantion", keys), Some("explanation"));
        assert_eq!(nearest("colour", keys), None);
    }
}
