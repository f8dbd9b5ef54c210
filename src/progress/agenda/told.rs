//! What the journal tells of decks that are read anew: a million standings may be, so they are kept
//! where they are quick to find, and nothing is copied for those that are not looked for.

use crate::progress::error::JournalError;
use crate::progress::journal::Journal;
use crate::study::{ItemId, Standing, Wording};
use std::collections::{BTreeMap, HashMap};

/// What the journal tells of decks.
#[derive(Debug, Default)]
pub struct Told {
    /// Where the items of each deck stand that were ever touched.
    standings: HashMap<Box<str>, Standings>,
    /// The words in which items were last met.
    pub met: BTreeMap<ItemId, Wording>,
}

impl Told {
    /// Returns what a journal tells of these decks.
    pub fn of(journal: &Journal, decks: &[&str]) -> Result<Self, JournalError> {
        let mut told = Self { met: journal.met_in(decks)?, ..Self::default() };
        for deck in decks {
            journal.each_standing_of(deck, |deck, card, part, standing| {
                told.put(deck, card, part, standing);
            })?;
        }
        Ok(told)
    }

    /// Returns what a journal tells of any deck.
    pub fn of_all(journal: &Journal) -> Result<Self, JournalError> {
        let mut told = Self { met: journal.met()?, ..Self::default() };
        journal.each_standing(|deck, card, part, standing| {
            told.put(deck, card, part, standing);
        })?;
        Ok(told)
    }

    /// Returns where the items of a deck stand; none when none was ever touched.
    pub fn standings_of(&self, deck: &str) -> Option<&Standings> {
        self.standings.get(deck)
    }

    /// Returns the words in which the items of a deck were met, under the names they went by last.
    pub fn met_in(&self, deck: &str) -> Vec<(&ItemId, &Wording)> {
        let first = ItemId { deck: deck.to_owned(), card: String::new(), part: 0 };
        self.met.range(first..).take_while(|(item, _)| item.deck == deck).collect()
    }

    fn put(&mut self, deck: &str, card: &str, part: u32, standing: Standing) {
        if let Some(own) = self.standings.get_mut(deck) {
            own.put(card, part, standing);
        } else {
            let mut own = Standings::default();
            own.put(card, part, standing);
            self.standings.insert(deck.into(), own);
        }
    }
}

/// Where the items of a deck stand.
#[derive(Debug, Default)]
pub struct Standings {
    /// The first part of each card: most cards have no other.
    firsts: HashMap<Box<str>, Standing>,
    others: HashMap<(Box<str>, u32), Standing>,
}

impl Standings {
    /// Returns where an item stands, if it was ever touched.
    pub fn of(&self, card: &str, part: u32) -> Option<Standing> {
        match part {
            1 => self.firsts.get(card).copied(),
            _ if self.others.is_empty() => None,
            _ => self.others.get(&(card.into(), part)).copied(),
        }
    }

    /// Returns all of them by the names of their items.
    pub fn by_item(&self, deck: &str) -> BTreeMap<ItemId, Standing> {
        let item = |card: &str, part| ItemId { deck: deck.to_owned(), card: card.to_owned(), part };
        let firsts = self.firsts.iter().map(|(card, standing)| (item(card, 1), *standing));
        let others = self.others.iter().map(|((card, part), own)| (item(card, *part), *own));
        firsts.chain(others).collect()
    }

    fn put(&mut self, card: &str, part: u32, standing: Standing) {
        match part {
            1 => self.firsts.insert(card.into(), standing),
            _ => self.others.insert((card.into(), part), standing),
        };
    }
}
