//! A file of entries as JSON lines: a heading that says what the file is, a line an entry, and,
//! where the file is written in one go, a last line with a sum over the whole file.
//!
//! Reading never stops at the first fault: every whole entry comes out, and what does not is told
//! with its line. What an editor or a mail program puts around lines, ends as on Windows and a mark of
//! the byte order, is no fault and in no sum. Knows nothing of where a file is kept or how it is
//! compressed.

use super::line::{Entry, LineError, Lines, hex, read_summed, summed};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::{self, BufRead, Read as _, Write};

/// The version of the format that is written, and the newest that is read.
const FORMAT: u32 = 1;
/// The longest line that is read, in bytes. A card's answer is a few hundred; a fit is a thousand.
const LONGEST_LINE: u64 = 4 * 1024 * 1024;
/// After how many entries a file is brought to a point up to which it can be read, at the least.
const APART: u64 = 128;
/// What some editors put before a text in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// How many faulty lines are told one by one.
const MOST_FAULTS: usize = 100;

/// What a file of entries is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Everything of a journal.
    Export,
    /// Everything of a journal, kept to go back to.
    Backup,
    /// What one device adds to a shared folder; it grows, and so has no last line.
    Device,
    /// What a learner hands to a teacher.
    HandIn,
}

impl Purpose {
    /// Returns what such a file is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Export => "export",
            Self::Backup => "backup",
            Self::Device => "file of a device",
            Self::HandIn => "hand-in",
        }
    }

    /// Returns whether the file is written in one go, so that its end is known.
    #[must_use]
    pub fn has_end(self) -> bool {
        self != Self::Device
    }
}

/// The first line of a file of entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// What the file is.
    pub docent: Purpose,
    /// The version of the format.
    pub format: u32,
    /// The device that wrote it.
    pub device: String,
    /// When it was begun, in UTC milliseconds since 1970.
    pub made: i64,
    /// Whose it is, in a hand-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The decks it is about, by id; empty where it is about all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decks: Vec<String>,
}

impl Heading {
    /// Returns a heading of this format, about all decks.
    #[must_use]
    pub fn new(purpose: Purpose, device: &str, made: i64) -> Self {
        let (device, name, decks) = (device.to_owned(), None, Vec::new());
        Self { docent: purpose, format: FORMAT, device, made, name, decks }
    }

    /// Returns the heading as a line, without the end of the line.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn line(&self) -> Result<String, LineError> {
        summed(self)
    }
}

#[derive(Serialize, Deserialize)]
struct EndLine {
    /// How many entries stand before it.
    entries: u64,
    /// The SHA-256 of all bytes before this line.
    sha256: String,
}

/// Writes a file of entries in one go, line by line.
#[derive(Debug)]
pub struct EntryWriter<W: Write> {
    to: W,
    hash: Sha256,
    entries: u64,
}

impl<W: Write> EntryWriter<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(to: W, heading: &Heading) -> io::Result<Self> {
        let mut writer = Self { to, hash: Sha256::new(), entries: 0 };
        writer.line(heading.line().map_err(io::Error::other)?)?;
        Ok(writer)
    }

    /// Writes an entry.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, entry: &Entry) -> io::Result<()> {
        self.line(entry.line().map_err(io::Error::other)?)?;
        self.count(1)
    }

    /// Writes entries, given as their lines.
    pub(super) fn write_lines(&mut self, lines: &Lines) -> io::Result<()> {
        self.text(&lines.text)?;
        self.count(lines.entries)
    }

    fn count(&mut self, entries: u64) -> io::Result<()> {
        let before = self.entries / APART;
        self.entries += entries;
        if self.entries / APART > before {
            // What is compressed is whole up to here, even if the file is torn behind.
            self.to.flush()?;
        }
        Ok(())
    }

    /// Writes the last line; returns how many entries were written, and what was written to.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(mut self) -> io::Result<(u64, W)> {
        let sha256 = hex(&self.hash.clone().finalize());
        let end = EndLine { entries: self.entries, sha256 };
        self.line(summed(&end).map_err(io::Error::other)?)?;
        self.to.flush()?;
        Ok((self.entries, self.to))
    }

    fn line(&mut self, mut line: String) -> io::Result<()> {
        line.push('\n');
        self.text(line.as_bytes())
    }

    fn text(&mut self, text: &[u8]) -> io::Result<()> {
        self.hash.update(text);
        self.to.write_all(text)
    }
}

/// What was found in a file of entries beside the entries themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryFile {
    /// What the file says it is.
    pub heading: Heading,
    /// How many entries were read.
    pub entries: u64,
    /// What could not be read, the first hundred lines of it.
    pub faults: Vec<LineFault>,
    /// How many lines could not be read.
    pub faulty: u64,
    /// How many entries only a newer docent knows.
    pub unknown: u64,
    /// Whether the file ends as it should: with its last line, or whole where it has none.
    pub whole: bool,
}

impl EntryFile {
    /// Returns whether every byte is as it was written.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faulty == 0 && self.whole
    }
}

/// A line that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineFault {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub why: String,
}

/// Why a file is no file of entries at all.
#[derive(Debug, thiserror::Error)]
pub enum EntryFileError {
    /// Its first line is not the heading of such a file.
    #[error("line 1 is not how docent begins a file of entries")]
    NoHeading,
    /// A newer docent wrote it.
    #[error("it is written in format {0}, which only a newer docent reads")]
    Newer(u32),
    /// It cannot be read.
    #[error("it cannot be read")]
    Io(#[from] io::Error),
}

/// Reads a file of entries and gives each whole one to `take`, in order.
///
/// # Errors
/// When it is no such file, its first line cannot be read, or `take` fails; faults within it are in
/// what is returned.
pub fn read_entries<E: From<EntryFileError>>(
    mut from: impl BufRead,
    mut take: impl FnMut(Entry) -> Result<(), E>,
) -> Result<EntryFile, E> {
    let mut hash = Sha256::new();
    let (heading, first) = first_line(&mut from)?;
    let has_end = heading.docent.has_end();
    let mut read = EntryFile::of(heading);
    hash.update(&first.bytes);
    for number in 2.. {
        let line = match next_line(&mut from) {
            Ok(Some(line)) => line,
            Ok(None) => break,
            // What is compressed can break anywhere; what came before is whole.
            Err(error) => {
                read.whole = false;
                read.fault(number, &error);
                break;
            }
        };
        if read.whole && has_end {
            // What stands behind the end was not written by docent.
            read.whole = false;
            read.fault(number, &"it stands behind the end of the file");
        }
        match line.meaning() {
            Ok(Meaning::Entry(entry)) => {
                read.entries += 1;
                take(*entry)?;
            }
            Ok(Meaning::End(end)) => {
                let fits = end.entries == read.entries + read.unknown
                    && end.sha256 == hex(&hash.clone().finalize());
                read.whole = fits && has_end;
                if !fits {
                    read.fault(number, &"the sum over the whole file does not fit");
                }
            }
            Err(LineError::Unknown(_)) => read.unknown += 1,
            Err(why) => read.fault(number, &why),
        }
        hash.update(&line.bytes);
    }
    Ok(read)
}

/// Reads what a file of entries says it is, and no more of it.
///
/// # Errors
/// When it is no such file, or its first line cannot be read.
pub fn read_heading(mut from: impl BufRead) -> Result<Heading, EntryFileError> {
    first_line(&mut from).map(|(heading, _)| heading)
}

fn first_line(from: &mut impl BufRead) -> Result<(Heading, Line), EntryFileError> {
    let mut first = next_line(from)?.ok_or(EntryFileError::NoHeading)?;
    if first.bytes.starts_with(BYTE_ORDER_MARK) {
        first.bytes.drain(..BYTE_ORDER_MARK.len());
    }
    let heading = first.text().and_then(|text| read_summed::<Heading>(text).ok());
    let heading = heading.ok_or(EntryFileError::NoHeading)?;
    if heading.format > FORMAT {
        return Err(EntryFileError::Newer(heading.format));
    }
    Ok((heading, first))
}

impl EntryFile {
    /// Returns what was found where nothing was read yet.
    fn of(heading: Heading) -> Self {
        let whole = !heading.docent.has_end();
        Self { heading, entries: 0, faults: Vec::new(), faulty: 0, unknown: 0, whole }
    }

    fn fault(&mut self, line: u64, why: &dyn std::fmt::Display) {
        self.faulty += 1;
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(LineFault { line, why: why.to_string() });
        }
    }
}

/// A line as it stands in the file.
struct Line {
    /// Its bytes, with the end of the line where it has one, as docent writes it.
    bytes: Vec<u8>,
    /// Whether it was longer than any that docent writes, and cut.
    long: bool,
}

enum Meaning {
    Entry(Box<Entry>),
    End(EndLine),
}

impl Line {
    /// Returns the text of a line that is whole.
    fn text(&self) -> Option<&str> {
        let bytes = self.bytes.strip_suffix(b"\n").filter(|_| !self.long)?;
        std::str::from_utf8(bytes).ok()
    }

    fn meaning(&self) -> Result<Meaning, LineError> {
        let text = self.text().ok_or(LineError::Sum)?;
        if text.starts_with("{\"entries\":") {
            return Ok(Meaning::End(read_summed(text)?));
        }
        Ok(Meaning::Entry(Box::new(Entry::read(text)?)))
    }
}

/// Returns the next line, none at the end. Of a line that is too long only the beginning is kept.
fn next_line(from: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    if from.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    let long = bytes.last() != Some(&b'\n')
        && u64::try_from(bytes.len()).is_ok_and(|length| length == LONGEST_LINE);
    if long {
        from.skip_until(b'\n')?;
    }
    if bytes.ends_with(b"\r\n") {
        bytes.truncate(bytes.len() - 2);
        bytes.push(b'\n');
    }
    Ok(Some(Line { bytes, long }))
}

#[cfg(test)]
mod tests;
