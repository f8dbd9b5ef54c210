//! An entry of the journal as one line of JSON, for files that leave the journal: exports, backups,
//! the files of devices in a shared folder, hand-ins.
//!
//! A line ends in a sum of all that stands before it, so that a line that is whole can be told from
//! one that is torn or damaged, by itself and whatever came before or after. Fields may be added:
//! a reader passes over what it does not know, and the sum still holds.

use super::row::{BadEntry, Row, RowRef};
use crate::study::Event;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt;
use uuid::Uuid;

/// What stands between a line's own fields and its sum.
const BEFORE_SUM: &str = ",\"sum\":\"";
/// What a line ends in.
const AFTER_SUM: &str = "\"}";
/// The length of a sum: 16 bytes as hexadecimal digits.
const SUM_DIGITS: usize = 32;

/// An entry, as its line says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    row: Row,
    checksum: [u8; 16],
}

#[derive(Serialize, Deserialize)]
struct EntryLine<'l> {
    id: Uuid,
    #[serde(borrow)]
    device: Cow<'l, str>,
    #[serde(borrow)]
    learner: Cow<'l, str>,
    /// UTC milliseconds since 1970.
    at: i64,
    /// Seconds east of Greenwich.
    zone: i32,
    #[serde(borrow)]
    item: Cow<'l, str>,
    #[serde(borrow)]
    kind: Cow<'l, str>,
    #[serde(borrow)]
    payload: &'l RawValue,
}

/// Why a line is no entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// Its sum is missing or does not fit: it was torn or changed.
    #[error("it is torn or was changed: its sum does not fit")]
    Sum,
    /// Its sum fits, and it is not written as lines of this kind are.
    #[error("it is not written as docent writes it: {0}")]
    Form(String),
    /// A newer docent may know what it says.
    #[error("this docent does not know what it says: {0}")]
    Unknown(BadEntry),
}

impl Entry {
    /// Returns the entry of an event, as this device and learner would write it.
    #[must_use]
    pub fn of(event: &Event, device: &str, learner: &str) -> Self {
        Self::of_row(Row::of(event, device, learner))
    }

    /// Returns the entry that the journal holds in this row.
    pub(super) fn of_row(row: Row) -> Self {
        let checksum = row.checksum();
        Self { row, checksum }
    }

    /// Returns the entry of a row whose checksum this was proven to be.
    pub(super) fn proven(row: Row, checksum: [u8; 16]) -> Self {
        Self { row, checksum }
    }

    /// Returns the checksum of its row.
    pub(super) fn checksum(&self) -> &[u8; 16] {
        &self.checksum
    }

    /// Returns the row that the journal holds of it.
    pub(super) fn row(&self) -> RowRef<'_> {
        self.row.in_place()
    }

    /// Returns what happened.
    ///
    /// # Errors
    /// When this program does not know it.
    pub fn event(&self) -> Result<Event, BadEntry> {
        self.row.event()
    }

    /// Returns what tells it from all others: its name and its checksum.
    pub(super) fn key(&self) -> ([u8; 16], [u8; 16]) {
        (self.row().id, self.checksum)
    }

    /// Returns the name of the device that wrote it.
    #[must_use]
    pub fn device(&self) -> &str {
        self.row().device
    }

    /// Returns the entry as a line, without the end of the line.
    ///
    /// # Errors
    /// When its payload is no JSON, which an entry of a sound journal is.
    pub fn line(&self) -> Result<String, LineError> {
        in_text(|text| add_line(text, &self.row()))
    }

    /// Reads a line. What it says is known to this program when it is an entry.
    ///
    /// # Errors
    /// When it is torn, changed, or not known.
    pub fn read(line: &str) -> Result<Self, LineError> {
        let body = sound_body(line)?;
        let read: EntryLine<'_> = serde_json::from_str(&body).map_err(form)?;
        let row = RowRef {
            id: read.id.into_bytes(),
            device: &read.device,
            learner: &read.learner,
            at: read.at,
            zone: read.zone,
            item: &read.item,
            kind: &read.kind,
            payload: read.payload.get(),
        };
        row.event().map_err(LineError::Unknown)?;
        Ok(Self::of_row(row.owned()))
    }
}

/// The lines of several entries, each with the end of its line.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The lines.
    pub text: Vec<u8>,
    /// How many there are.
    pub entries: u64,
}

impl Lines {
    /// Adds the line of the entry in this row.
    ///
    /// # Errors
    /// When its payload is no JSON.
    pub fn add(&mut self, row: &RowRef<'_>) -> Result<(), LineError> {
        add_line(&mut self.text, row)?;
        self.text.push(b'\n');
        self.entries += 1;
        Ok(())
    }
}

fn add_line(text: &mut Vec<u8>, row: &RowRef<'_>) -> Result<(), LineError> {
    let payload: &RawValue = serde_json::from_str(row.payload).map_err(form)?;
    let line = EntryLine {
        id: Uuid::from_bytes(row.id),
        device: row.device.into(),
        learner: row.learner.into(),
        at: row.at,
        zone: row.zone,
        item: row.item.into(),
        kind: row.kind.into(),
        payload,
    };
    add_summed(text, &line)
}

/// Returns a value with at least one field as a line that ends in its sum.
///
/// # Errors
/// When it cannot be written as JSON.
pub(super) fn summed(value: &impl Serialize) -> Result<String, LineError> {
    in_text(|text| add_summed(text, value))
}

fn add_summed(text: &mut Vec<u8>, value: &impl Serialize) -> Result<(), LineError> {
    let start = text.len();
    serde_json::to_writer(&mut *text, value).map_err(form)?;
    text.pop();
    let sum = sum_of(&text[start..]);
    for part in [BEFORE_SUM, &sum, AFTER_SUM] {
        text.extend_from_slice(part.as_bytes());
    }
    Ok(())
}

fn in_text(add: impl FnOnce(&mut Vec<u8>) -> Result<(), LineError>) -> Result<String, LineError> {
    let mut text = Vec::new();
    add(&mut text)?;
    String::from_utf8(text).map_err(form)
}

fn form(fault: impl fmt::Display) -> LineError {
    LineError::Form(fault.to_string())
}

/// Reads a line that [`summed`] wrote.
///
/// # Errors
/// When it is torn, changed, or not written so.
pub(super) fn read_summed<T: DeserializeOwned>(line: &str) -> Result<T, LineError> {
    let body = sound_body(line)?;
    serde_json::from_str(&body).map_err(form)
}

/// Returns a line without its sum, which fits.
fn sound_body(line: &str) -> Result<String, LineError> {
    let parted = || {
        let rest = line.strip_suffix(AFTER_SUM)?;
        let at = rest.len().checked_sub(SUM_DIGITS).filter(|at| rest.is_char_boundary(*at))?;
        let (before, sum) = rest.split_at(at);
        Some((before.strip_suffix(BEFORE_SUM)?, sum))
    };
    match parted() {
        Some((body, sum)) if sum == sum_of(body.as_bytes()) => Ok(format!("{body}}}")),
        _ => Err(LineError::Sum),
    }
}

/// Returns the first 16 bytes of the SHA-256 of a text, as hexadecimal digits.
fn sum_of(text: &[u8]) -> String {
    hex(&Sha256::digest(text)[..SUM_DIGITS / 2])
}

/// Returns bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digits = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        digits.extend([byte >> 4, byte & 15].map(|half| char::from(DIGITS[usize::from(half)])));
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Moment;
    use crate::study::{EventKind, IdSource, ItemId, Wording};

    fn entry() -> Entry {
        let at = Moment::from_millis(1_767_268_800_123, 5 * 3600).expect("in range");
        let item = ItemId { deck: "d".into(), card: "c".into(), part: 2 };
        let question = "Wer? \"é\" \u{1b}[2J\nend".to_owned();
        let kind = EventKind::Met(Wording { question, answers: vec!["A".into()] });
        let event = Event { id: IdSource::new([3; 32], None).next(at), at, item: Some(item), kind };
        Entry::of(&event, "a device", "me")
    }

    #[test]
    fn a_line_says_all_of_an_entry_on_one_line() {
        let line = entry().line().expect("a line");
        assert!(!line.contains('\n') && !line.contains('\u{1b}'), "{line}");
        assert_eq!(Entry::read(&line), Ok(entry()));
    }

    #[test]
    fn every_changed_byte_and_every_torn_end_is_noticed() {
        let line = entry().line().expect("a line");
        for at in 0..line.len() {
            for bit in 0..8 {
                let mut bytes = line.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                let read = String::from_utf8(bytes).map(|line| Entry::read(&line));
                assert!(!matches!(read, Ok(Ok(_))), "byte {at}, bit {bit}");
            }
            let torn = line.get(..at).map(Entry::read);
            assert!(!matches!(torn, Some(Ok(_))), "torn at {at}");
        }
    }

    #[test]
    fn what_a_newer_docent_adds_is_passed_over_and_what_it_does_not_know_is_said() {
        let line = entry().line().expect("a line");
        let body = line.split(BEFORE_SUM).next().expect("a body");
        let with =
            |body: String| format!("{body}{BEFORE_SUM}{}{AFTER_SUM}", sum_of(body.as_bytes()));
        assert_eq!(Entry::read(&with(format!("{body},\"mood\":\"glad\""))), Ok(entry()));
        let kind = with(body.replace("\"met\"", "\"dreamt\""));
        assert!(matches!(Entry::read(&kind), Err(LineError::Unknown(_))));
        assert!(matches!(Entry::read(&with("{\"id\":1".into())), Err(LineError::Form(_))));
    }
}
