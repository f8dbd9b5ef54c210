//! A row of the event table: an entry of the journal, with its checksum.

use super::outcome::{read_before, read_outcome};
use super::payload::{read_kind, write_kind};
use crate::memory::Moment;
use crate::study::{Event, EventId, ItemId, Told};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::str::FromStr as _;
use uuid::Uuid;

/// A row of the event table, kept in memory. Its texts stand behind one another in one piece, for
/// rows go from core to core by the hundred thousand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    id: [u8; 16],
    at: i64,
    zone: i32,
    texts: Box<str>,
    /// Where device, learner, item and kind end; the payload is the rest.
    ends: [usize; 4],
}

/// A row as it lies in the table, or in memory: read in place.
#[derive(Debug, Clone, Copy)]
pub struct RowRef<'r> {
    /// The event's name.
    pub id: [u8; 16],
    /// Which device wrote it.
    pub device: &'r str,
    /// Whose it is.
    pub learner: &'r str,
    /// UTC milliseconds since 1970.
    pub at: i64,
    /// Seconds east of Greenwich.
    pub zone: i32,
    /// The item.
    pub item: &'r str,
    /// The kind.
    pub kind: &'r str,
    /// JSON.
    pub payload: &'r str,
}

impl RowRef<'_> {
    /// Returns the first 16 bytes of the SHA-256 over every column.
    pub fn checksum(&self) -> [u8; 16] {
        let mut hash = Sha256::new();
        hash.update(self.id);
        hash.update(self.at.to_le_bytes());
        hash.update(self.zone.to_le_bytes());
        for text in [self.device, self.learner, self.item, self.kind, self.payload] {
            // The length parts the texts, so that no two rows hash the same bytes.
            hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
            hash.update(text.as_bytes());
        }
        let mut sum = [0; 16];
        sum.copy_from_slice(&hash.finalize()[..16]);
        sum
    }

    /// Returns the state that stood before a review, as the row of a review names it.
    pub fn before(&self) -> Option<Cow<'_, str>> {
        read_before(self.payload)
    }

    /// Returns the event that the row holds.
    pub fn event(&self) -> Result<Event, BadEntry> {
        Ok(Event {
            id: EventId(Uuid::from_bytes(self.id)),
            at: self.moment()?,
            item: match self.item {
                "" => None,
                name => Some(ItemId::from_str(name).map_err(|fault| self.bad(&fault.to_string()))?),
            },
            kind: read_kind(self.kind, self.payload).map_err(|why| self.bad(&why))?,
        })
    }

    /// Returns what a replay needs to know of the event, beside the name of its item.
    pub fn told(&self) -> Result<(EventId, Moment, Told), BadEntry> {
        let told = match self.kind {
            "reviewed" => read_outcome(self.payload).map(Told::Reviewed),
            "met" => Ok(Told::Nothing),
            kind => read_kind(kind, self.payload).map(|kind| Told::from(&kind)),
        };
        let told = told.map_err(|why| self.bad(&why))?;
        Ok((EventId(Uuid::from_bytes(self.id)), self.moment()?, told))
    }

    fn moment(&self) -> Result<Moment, BadEntry> {
        Moment::from_millis(self.at, self.zone).ok_or_else(|| self.bad("its time"))
    }

    /// Returns that the entry cannot be understood, and why.
    pub fn bad(&self, why: &str) -> BadEntry {
        BadEntry { id: Uuid::from_bytes(self.id), why: why.to_owned() }
    }

    /// Returns a copy.
    pub fn owned(&self) -> Row {
        let texts = [self.device, self.learner, self.item, self.kind, self.payload];
        let mut ends = [0; 4];
        let mut end = 0;
        for (own, text) in ends.iter_mut().zip(texts) {
            end += text.len();
            *own = end;
        }
        Row { id: self.id, at: self.at, zone: self.zone, texts: texts.concat().into(), ends }
    }
}

impl Row {
    /// Returns the row, to be read in place.
    pub fn in_place(&self) -> RowRef<'_> {
        let [device, learner, item, kind] = self.ends;
        RowRef {
            id: self.id,
            device: &self.texts[..device],
            learner: &self.texts[device..learner],
            at: self.at,
            zone: self.zone,
            item: &self.texts[learner..item],
            kind: &self.texts[item..kind],
            payload: &self.texts[kind..],
        }
    }

    /// Returns the first 16 bytes of the SHA-256 over every column.
    pub fn checksum(&self) -> [u8; 16] {
        self.in_place().checksum()
    }

    /// Returns the row of an event.
    pub fn of(event: &Event, device: &str, learner: &str) -> Self {
        let (kind, payload) = write_kind(&event.kind);
        let item = event.item.as_ref().map(ItemId::to_string).unwrap_or_default();
        let row = RowRef {
            id: event.id.0.into_bytes(),
            device,
            learner,
            at: event.at.millis(),
            zone: event.at.offset(),
            item: &item,
            kind,
            payload: &payload,
        };
        row.owned()
    }

    /// Returns the event that the row holds.
    pub fn event(&self) -> Result<Event, BadEntry> {
        self.in_place().event()
    }
}

/// An entry of the journal that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("entry {id} cannot be understood: {why}")]
pub struct BadEntry {
    /// The event's name.
    pub id: Uuid,
    /// What is wrong.
    pub why: String,
}
