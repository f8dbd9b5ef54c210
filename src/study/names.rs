//! The words in which items were met and the names they went by, as the journal tells them.

use super::event::{Event, EventKind};
use super::history::in_order;
use super::identity::Wording;
use super::item::ItemId;
use std::collections::{BTreeMap, BTreeSet};

/// Returns an item with every name that it went by or that what it was became.
#[must_use]
pub fn all_names(events: &[Event], item: &ItemId) -> BTreeSet<ItemId> {
    let renames: Vec<(&ItemId, &ItemId)> = events
        .iter()
        .filter_map(|event| match (&event.item, &event.kind) {
            (Some(to), EventKind::Renamed { from }) => Some((from, to)),
            _ => None,
        })
        .collect();
    let mut names = BTreeSet::from([item.clone()]);
    loop {
        let before = names.len();
        for (from, to) in &renames {
            if names.contains(*from) || names.contains(*to) {
                names.extend([(*from).clone(), (*to).clone()]);
            }
        }
        if names.len() == before {
            return names;
        }
    }
}

/// Returns the words in which each item was last met, under the name it goes by.
#[must_use]
pub fn last_met(events: &[Event]) -> BTreeMap<ItemId, Wording> {
    let mut met = BTreeMap::new();
    for event in in_order(events) {
        match (&event.item, &event.kind) {
            (Some(item), EventKind::Met(wording)) => {
                met.insert(item.clone(), wording.clone());
            }
            (Some(item), EventKind::Renamed { from }) => {
                if let Some(wording) = met.remove(from) {
                    met.insert(item.clone(), wording);
                }
            }
            _ => {}
        }
    }
    met
}
