//! Clocks that are ahead: what another device says was answered tomorrow does not come back before.

use super::line::Entry;
use crate::memory::Moment;
use std::collections::BTreeMap;

/// How far ahead an entry may be dated, in milliseconds: a day, for zones and clocks that differ.
const MUCH: i64 = 24 * 60 * 60 * 1000;

/// The devices whose entries came in dated more than a day ahead of this clock, each with the latest
/// moment of theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ahead(pub BTreeMap<String, Moment>);

impl Ahead {
    /// Takes note of an entry that came in.
    pub fn see(&mut self, entry: &Entry, now: Moment) {
        let row = entry.row();
        if row.at.saturating_sub(now.millis()) <= MUCH {
            return;
        }
        if let Some(at) = Moment::from_millis(row.at, row.zone) {
            let latest = self.0.entry(row.device.to_owned()).or_insert(at);
            *latest = at.max(*latest);
        }
    }
}
