//! From the text of a page back to its file.

use std::ops::Range;

/// Where the characters of a page's text stand in its file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::document) struct Places {
    runs: Vec<Run>,
    /// Where the lines of the file begin.
    line_starts: Vec<u32>,
}

/// A stretch of text that stands in the file as it is, or as one character reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    text: u32,
    file: u32,
    /// How many bytes of the file it takes.
    width: u32,
    reference: bool,
}

impl Places {
    /// Returns the places of a page of which no text is read yet.
    pub(super) fn of(html: &str) -> Self {
        let ends = html.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(ends.map(|(at, _)| number(at + 1))).collect();
        Self { runs: Vec::new(), line_starts }
    }

    /// Returns where a range of the text stands in the file.
    pub(in crate::document) fn range(&self, text: Range<usize>) -> Range<usize> {
        let start = self.place(text.start).0;
        let end = text.end.checked_sub(1).map_or(start, |last| self.place(last).1);
        start..end.max(start)
    }

    /// Returns the line of a byte of the file, from 1.
    pub(in crate::document) fn line(&self, file: usize) -> u32 {
        let line = self.line_starts.partition_point(|start| *start as usize <= file);
        u32::try_from(line).unwrap_or(u32::MAX).max(1)
    }

    /// Returns where a byte of the text begins and ends in the file.
    fn place(&self, text: usize) -> (usize, usize) {
        let after = self.runs.partition_point(|run| run.text as usize <= text);
        let Some(run) = after.checked_sub(1).and_then(|at| self.runs.get(at)) else {
            return (0, 0);
        };
        let (file, width) = (run.file as usize, run.width as usize);
        if run.reference {
            return (file, file + width);
        }
        let within = (text - run.text as usize).min(width);
        (file + within, file + (within + 1).min(width))
    }

    /// Says that text from here on stands in this range of the file.
    pub(super) fn add(&mut self, text: usize, file: Range<usize>, reference: bool) {
        let run = Run {
            text: number(text),
            file: number(file.start),
            width: number(file.len()),
            reference,
        };
        match self.runs.last_mut() {
            Some(last)
                if !reference
                    && !last.reference
                    && last.text + last.width == run.text
                    && last.file + last.width == run.file =>
            {
                last.width += run.width;
            }
            _ => self.runs.push(run),
        }
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
