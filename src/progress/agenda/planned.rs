//! A deck of an agenda, and why there is none of a file.

use super::card_list::CardList;
use super::deck_agenda::DeckAgenda;
use crate::deck::DeckFileError;
use crate::study::{ItemId, Standing};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

/// A deck of an agenda.
#[derive(Debug)]
pub struct PlannedDeck {
    /// Its file, as it was named.
    pub path: PathBuf,
    /// When its items are asked.
    pub agenda: Box<DeckAgenda>,
    pub(super) cards: OnceLock<CardList>,
    /// Where its items stand, under the names they go by now, when the deck has changes that the
    /// learner was not told yet.
    pub(super) standings: Option<BTreeMap<ItemId, Standing>>,
    /// What of it is otherwise than in the agenda's file.
    pub(super) changed: Changed,
}

/// What of a deck is otherwise than in the agenda's file, from little to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Changed {
    Nothing,
    /// The times of its file, or how much is usually answered.
    Aside,
    /// When its items are asked, and so what was answered of them.
    Items,
    /// Its cards.
    Cards,
}

impl PlannedDeck {
    /// Returns a deck whose agenda was known.
    pub(super) fn known(path: PathBuf, agenda: Box<DeckAgenda>, changed: Changed) -> Self {
        let (cards, standings) = (OnceLock::new(), None);
        Self { path, agenda, cards, standings, changed }
    }

    /// Returns whether the deck has changes that the learner was not told yet.
    #[must_use]
    pub fn has_news(&self) -> bool {
        self.standings.is_some()
    }
}

/// A deck file of which nothing can be planned.
#[derive(Debug)]
pub enum NoPlan {
    /// It cannot be read.
    Unreadable(DeckFileError),
    /// It holds no deck that can be used, for so many errors.
    Faulty(usize),
    /// Its deck has this id, which is that of this file's, which comes before it.
    SameId(String, PathBuf),
}
