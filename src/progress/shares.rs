//! Journals that are too large to be replayed in one go are replayed in shares: some of the items at
//! a time.

use super::entry::RowRef;
use super::error::JournalError;
use super::event_table::read_events;
use crate::study::all_names;
use rusqlite::Connection;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

/// Which items are replayed together.
pub struct Shares {
    count: u64,
    /// Of items that were renamed, the first of the names they went by: what they are goes from name
    /// to name.
    first_names: HashMap<String, String>,
}

impl Shares {
    /// Parts the items of a journal into so many shares.
    pub fn of(connection: &Connection, count: u64, path: &Path) -> Result<Self, JournalError> {
        let renames = read_events(connection, "kind = 'renamed' AND at >= ?1", &i64::MIN, path)?;
        let mut first_names = HashMap::new();
        for item in renames.iter().filter_map(|event| event.item.as_ref()) {
            if first_names.contains_key(&item.to_string()) {
                continue;
            }
            let names = all_names(&renames, item);
            let first = names.first().map(ToString::to_string).unwrap_or_default();
            first_names.extend(names.iter().map(|name| (name.to_string(), first.clone())));
        }
        Ok(Self { count, first_names })
    }

    /// Returns the item that an entry is about when a share is replayed: none where it does not
    /// matter to the share, and no item's name where it is only a word about other entries, which
    /// could be in any share.
    pub fn item_within<'r>(&self, share: u64, row: &RowRef<'r>) -> Option<&'r str> {
        if row.item.is_empty() || self.share_of(row.item) == share {
            return Some(row.item);
        }
        matches!(row.kind, "undone" | "overruled" | "regraded").then_some("")
    }

    fn share_of(&self, item: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.first_names.get(item).map_or(item, String::as_str).hash(&mut hasher);
        hasher.finish() % self.count
    }
}
