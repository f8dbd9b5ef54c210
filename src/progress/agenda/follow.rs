//! Following what came into the journal, item by item, without reading decks.

use super::Agenda;
use super::card_list::CardList;
use super::deck_agenda::{DeckAgenda, NewCards};
use super::next::Next;
use super::store::Store;
use crate::deck::Status;
use crate::progress::error::JournalError;
use crate::progress::journal::Journal;
use crate::study::{Event, EventKind, ItemId};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// What an event means for the agenda.
enum Meaning<'e> {
    /// Its item may stand otherwise.
    Moved(&'e ItemId),
    /// Its item was met in words with this fingerprint.
    Met(&'e ItemId, u64),
    /// Its item goes by another name now.
    Renamed(&'e ItemId),
    /// No item stands otherwise.
    Nothing,
    /// Any item may.
    Anything,
}

fn meaning(event: &Event) -> Meaning<'_> {
    match (&event.item, &event.kind) {
        // A fit changes what is remembered, not when it is asked.
        (None, EventKind::Fitted { .. }) => Meaning::Nothing,
        (None, _) => Meaning::Anything,
        (Some(item), EventKind::Met(wording)) => Meaning::Met(item, wording.fingerprint()),
        (Some(item), EventKind::Renamed { .. }) => Meaning::Renamed(item),
        (Some(item), _) => Meaning::Moved(item),
    }
}

impl Agenda {
    /// Brings the known decks up to date with what came. A deck of which that cannot be told is
    /// forgotten, so that its file is read again.
    pub(super) fn follow(
        &mut self,
        events: &[Event],
        journal: &Journal,
    ) -> Result<(), JournalError> {
        let mut by_deck: BTreeMap<&str, Vec<Meaning<'_>>> = BTreeMap::new();
        for event in events {
            let meaning = meaning(event);
            let item = match &meaning {
                Meaning::Moved(item) | Meaning::Met(item, _) | Meaning::Renamed(item) => *item,
                Meaning::Nothing => continue,
                Meaning::Anything => {
                    self.anew = true;
                    self.known.clear();
                    return Ok(());
                }
            };
            by_deck.entry(&item.deck).or_default().push(meaning);
        }
        let paths: Vec<PathBuf> = self
            .known
            .iter()
            .filter(|(_, deck)| by_deck.contains_key(deck.id.as_str()))
            .map(|(path, _)| path.clone())
            .collect();
        for path in paths {
            let Some(mut deck) = self.known.remove(&path) else { continue };
            let meanings = by_deck.get(deck.id.as_str()).map(Vec::as_slice).unwrap_or_default();
            if follow(&mut deck, meanings, self.store.as_ref(), &path, journal)? {
                self.known.insert(path.clone(), deck);
            }
            self.touched.insert(path);
        }
        Ok(())
    }
}

/// Brings a deck up to date; returns whether that can be told without reading it.
fn follow(
    deck: &mut DeckAgenda,
    meanings: &[Meaning<'_>],
    store: Option<&Store>,
    path: &Path,
    journal: &Journal,
) -> Result<bool, JournalError> {
    let Some(cards) = store.and_then(|store| store.cards(path)) else { return Ok(false) };
    let places = places(&cards);
    for meaning in meanings {
        let item = match meaning {
            Meaning::Moved(item) | Meaning::Met(item, _) => *item,
            _ => return Ok(false),
        };
        let Some((place, status, wording)) = places.get(&(item.card.as_str(), item.part)) else {
            continue;
        };
        match meaning {
            Meaning::Met(_, met) if met != wording => return Ok(false),
            Meaning::Moved(_) => {
                let standing = journal.standing(item)?;
                let Some(next) = deck.next.get_mut(*place) else { return Ok(false) };
                *next = Next::of(&standing, *status);
            }
            _ => {}
        }
    }
    deck.new = NewCards::of(&cards, &deck.next);
    Ok(true)
}

/// Returns each item's place in the deck, with the status of its card and the fingerprint of its
/// words.
fn places(cards: &CardList) -> HashMap<(&str, u32), (usize, Status, u64)> {
    let items = cards.cards().flat_map(|card| {
        card.items().map(move |(part, words)| ((card.id, part), card.status, words))
    });
    items.enumerate().map(|(at, (name, status, words))| (name, (at, status, words))).collect()
}
