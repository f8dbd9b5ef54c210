//! A deck on its way in: what was read of another format, laid out as a deck file line by line,
//! each line with its place in the file that was read.
//!
//! So the deck's own reader judges every format, and its faults are shown where they stand.

use super::cell::quoted;
use crate::deck::{Diagnostic, Reading, read_deck};
use std::ops::Range;

/// What a deck is called that comes from a file that does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The deck's id.
    pub id: String,
    /// The deck's title.
    pub title: String,
}

/// What reading another format gave.
#[derive(Debug)]
pub struct Imported {
    /// The deck and its faults, whose places are those of the file that was read.
    pub reading: Reading,
    /// What was left out or changed, a line each.
    pub notes: Vec<String>,
}

/// A deck file being laid out.
#[derive(Debug, Default)]
pub(super) struct Draft {
    toml: String,
    /// Where each line comes from, as a range of bytes of the file that was read.
    places: Vec<Range<usize>>,
    faults: Vec<Diagnostic>,
    notes: Vec<String>,
}

impl Draft {
    /// Returns a draft that begins with the format and nothing else.
    pub fn new() -> Self {
        let mut draft = Self::default();
        draft.line("format = 1", 0..0);
        draft
    }

    /// Returns a draft of a deck that is called like this.
    pub fn of(head: &Head) -> Self {
        let mut draft = Self::new();
        draft.line("[deck]", 0..0);
        draft.key("id", &quoted(&head.id), 0..0);
        draft.key("title", &quoted(&head.title), 0..0);
        draft
    }

    /// Begins a table, such as `[deck]` or `[[card]]`.
    pub fn table(&mut self, header: &str, place: Range<usize>) {
        self.line(header, place);
    }

    /// Adds a key with its value as TOML spells it, on one line.
    pub fn key(&mut self, name: &str, literal: &str, place: Range<usize>) {
        let bare = !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        let name = if bare { name.to_owned() } else { quoted(name) };
        self.line(&format!("{name} = {literal}"), place);
    }

    /// Adds a fault that the format itself has.
    pub fn fault(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    /// Adds a line on what was left out or changed.
    pub fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    fn line(&mut self, line: &str, place: Range<usize>) {
        self.toml.push_str(line);
        self.toml.push('\n');
        self.places.push(place);
    }

    /// Judges what was laid out.
    pub fn finish(self) -> Imported {
        let mut reading = read_deck(&self.toml);
        let starts: Vec<usize> = std::iter::once(0)
            .chain(self.toml.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1))
            .collect();
        for fault in &mut reading.diagnostics {
            let line = starts.partition_point(|start| *start <= fault.span.start).max(1) - 1;
            fault.span = self.places.get(line).cloned().unwrap_or(0..0);
        }
        reading.diagnostics.extend(self.faults);
        reading.diagnostics.sort_by_key(|fault| (fault.span.start, fault.span.end));
        Imported { reading, notes: self.notes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_shown_where_they_stand_in_the_file_that_was_read() {
        let mut draft = Draft::of(&Head { id: "d".into(), title: "D".into() });
        draft.table("[[card]]", 10..20);
        draft.key("kind", "\"year\"", 10..14);
        draft.key("question", "\"When?\"", 15..20);
        draft.key("answer", "\"long ago\"", 21..29);
        draft.key("odd key", "1", 30..31);
        let reading = draft.finish().reading;
        let places: Vec<_> = reading.diagnostics.iter().map(|f| (f.rule, f.span.clone())).collect();
        assert_eq!(places, [("bad-date", 21..29), ("unknown-key", 30..31)]);
    }
}
