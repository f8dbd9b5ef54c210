//! What would bring back what a repair could not: another backup, or another device.

use super::entries_of;
use crate::cli::pasted::pasted;
use crate::progress::{Entry, Journal, JournalError, Places, Repaired, backups, bring};
use crate::study::EventId;
use std::collections::HashSet;
use std::path::Path;

/// Returns a sentence on what would bring back what a repair lost, where something is known that may.
pub fn way_back(places: &Places, repaired: &Repaired) -> Option<String> {
    let journal = Journal::open_to_read(&places.journal).ok().flatten()?;
    let (mut known, mut others) = (HashSet::new(), false);
    let take = |entry: Entry| {
        others |= entry.device() != journal.device();
        known.extend(name_of(&entry));
        Ok::<(), JournalError>(())
    };
    journal.entries(take).ok()?;
    let all = backups(&places.backups).unwrap_or_default();
    let unused = all.iter().rev().map(|backup| backup.path.as_path());
    let unused = unused.filter(|path| Some(*path) != repaired.backup.as_deref());
    for path in unused {
        let more = missing(path, &known);
        if more > 0 {
            let more = entries_of(more);
            return Some(format!(
                "`docent progress merge {}` brings back {more} of another backup.",
                pasted(path)
            ));
        }
    }
    others.then(|| {
        "`docent progress merge FILE` brings in what another of your devices still has: its \
         journal.db, or an export of it."
            .to_owned()
    })
}

/// Returns how many whole entries a backup has that are not known.
fn missing(backup: &Path, known: &HashSet<EventId>) -> u64 {
    let mut more = 0;
    let count = |entry: &Entry| {
        more += u64::from(name_of(entry).is_some_and(|name| !known.contains(&name)));
        Ok(())
    };
    // What nothing can be had of brings nothing back.
    let _ = bring(backup, count);
    more
}

fn name_of(entry: &Entry) -> Option<EventId> {
    entry.event().ok().map(|event| event.id)
}
