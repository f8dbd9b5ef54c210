//! Cards that count as new and ask, word for word, what was learnt under names that no card has any
//! longer: somebody changed ids. It is looked for where a deck was read anew, for ids change only
//! there, and so costs a start nothing.

use super::derive::ReadAt;
use super::told::Told;
use crate::deck::{Card, Deck};
use crate::memory::ItemState;
use crate::progress::error::JournalError;
use crate::progress::journal::Journal;
use crate::study::{Item, ItemId, Wording, edits, parts_of};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

/// Cards of a deck that were learnt under other names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftBehind {
    /// The file of the deck.
    pub path: PathBuf,
    /// How many cards.
    pub cards: usize,
    /// The first of the names.
    pub name: ItemId,
}

/// Returns what was left behind by the decks that were read; `here` tells whether there is a deck of
/// an id.
pub fn left_behind(
    read: &[ReadAt],
    told: &Told,
    here: impl Fn(&str) -> bool,
    journal: &Journal,
) -> Result<Vec<LeftBehind>, JournalError> {
    let mut found = Vec::new();
    // What decks left behind that are no longer there; read where a deck comes without any progress.
    let mut of_no_deck: Option<BTreeMap<ItemId, Wording>> = None;
    for (_, path, read) in read {
        let deck = read.deck();
        let own = told.met_in(&deck.id);
        let gone: Vec<(&ItemId, &Wording)> = if own.is_empty() {
            let read = || read_of_no_deck(&here, journal);
            let met = of_no_deck.take().map_or_else(read, Ok)?;
            of_no_deck.insert(met).iter().collect()
        } else {
            let cards: HashSet<&str> = deck.cards.iter().map(|card| card.id.as_str()).collect();
            own.into_iter().filter(|(id, _)| !cards.contains(id.card.as_str())).collect()
        };
        if let Some((cards, name)) = learnt_under(&gone, deck, told, journal)? {
            found.push(LeftBehind { path: path.clone(), cards, name });
        }
    }
    Ok(found)
}

fn read_of_no_deck(
    here: impl Fn(&str) -> bool,
    journal: &Journal,
) -> Result<BTreeMap<ItemId, Wording>, JournalError> {
    let decks = journal.studied_decks()?;
    let gone: Vec<&str> = decks.iter().map(String::as_str).filter(|deck| !here(deck)).collect();
    let mut met = if gone.is_empty() { BTreeMap::new() } else { journal.met_in(&gone)? };
    met.retain(|item, _| gone.contains(&item.deck.as_str()));
    Ok(met)
}

/// Returns how many cards of a deck were learnt under these names, and the first of the names.
fn learnt_under(
    gone: &[(&ItemId, &Wording)],
    deck: &Deck,
    told: &Told,
    journal: &Journal,
) -> Result<Option<(usize, ItemId)>, JournalError> {
    if gone.is_empty() {
        return Ok(None);
    }
    let names: HashMap<u64, &ItemId> =
        gone.iter().map(|(name, wording)| (wording.fingerprint(), *name)).collect();
    let edits = edits(deck, &told.met);
    let recognised = edits.iter().filter(|edit| edit.from.is_some());
    let recognised: HashSet<&str> = recognised.map(|edit| edit.item.card.id.as_str()).collect();
    let name = |card: &Card| {
        parts_of(card).into_iter().find_map(|part| {
            let item = Item { deck, card, part };
            let is_new = !told.met.contains_key(&item.id());
            names.get(&Wording::of(&item).fingerprint()).filter(|_| is_new).copied()
        })
    };
    let (mut cards, mut first) = (0, None);
    for card in deck.cards.iter().filter(|card| !recognised.contains(card.id.as_str())) {
        let Some(name) = name(card) else { continue };
        if journal.standing(name)?.state != ItemState::New {
            cards += 1;
            first = first.or_else(|| Some(name.clone()));
        }
    }
    Ok(first.map(|name| (cards, name)))
}
