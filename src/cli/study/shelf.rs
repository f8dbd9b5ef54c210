//! The decks of a session: planned by the agenda, and opened when one of their cards is asked.

use crate::cli::args::DeckFolder;
use crate::cli::context::Context;
use crate::cli::error::CommandError;
use crate::cli::library::{Library, Notes, deck_paths_knowing};
use crate::deck::{Deck, DeckFile};
use crate::progress::{Agenda, Journal, NoPlan, PlannedDeck};
use crate::study::{Cards, Item, Listed, find_in};
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// The decks of a session.
#[derive(Debug)]
pub struct Shelf {
    /// What of them is asked when.
    pub agenda: Agenda,
    /// Each deck, once it was opened; none when it can no longer be.
    open: Vec<OnceCell<Option<Box<Deck>>>>,
    /// Cards of large decks that were asked, each alone.
    alone: Alone,
    /// The place of each deck, by its id.
    places: HashMap<String, usize>,
    notes: Notes,
}

impl Shelf {
    /// Plans the decks that were named, or those of the deck folder: what is sound is kept, and
    /// what is not is noted.
    ///
    /// # Errors
    /// When a deck that was named cannot be read at all, nothing is left, or the journal cannot be read.
    pub fn open(
        named: &[PathBuf],
        folder: &DeckFolder,
        journal: Option<&Journal>,
        context: &Context,
    ) -> Result<Self, CommandError> {
        let agenda = Agenda::open(&context.journal(), journal, context.instant())?;
        Self::of(agenda, named, folder, journal, context)
    }

    /// Plans decks as [`open`](Self::open) does for a program, which shows nobody what is noted: what is
    /// said once to a person is still to be said.
    ///
    /// # Errors
    /// As for [`open`](Self::open).
    pub fn open_for_program(
        named: &[PathBuf],
        folder: &DeckFolder,
        journal: Option<&Journal>,
        context: &Context,
    ) -> Result<Self, CommandError> {
        let mut agenda = Agenda::open(&context.journal(), journal, context.instant())?;
        agenda.nobody_hears();
        Self::of(agenda, named, folder, journal, context)
    }

    fn of(
        mut agenda: Agenda,
        named: &[PathBuf],
        folder: &DeckFolder,
        journal: Option<&Journal>,
        context: &Context,
    ) -> Result<Self, CommandError> {
        let mut knows = |path: &Path, about: &Metadata| agenda.knows(path, about);
        let paths = deck_paths_knowing(named, folder, &mut knows)?;
        let unplanned =
            context.spinner("reading decks", || agenda.plan(paths, journal, context.now()))?;
        let mut notes = Notes::new(named);
        for (path, why) in unplanned {
            match why {
                NoPlan::Unreadable(error) => notes.unreadable(&path, error)?,
                NoPlan::Faulty(errors) => notes.faulty(&path, errors),
                NoPlan::SameId(id, first) => notes.same_id(&id, &first, &path),
            }
        }
        let mut places: HashMap<String, usize> = HashMap::new();
        for (at, PlannedDeck { path, agenda: deck, .. }) in agenda.decks().iter().enumerate() {
            notes.left_out(path, deck.left_out as usize, deck.errors as usize);
            places.insert(deck.id.clone(), at);
        }
        agenda.left_behind().iter().for_each(|left| notes.left_behind(left));
        notes.refuse_nothing(places.is_empty())?;
        let open = places.iter().map(|_| OnceCell::new()).collect();
        Ok(Self { agenda, open, alone: Alone::default(), places, notes })
    }

    /// Returns whether a deck, or a card of one, has a tag.
    pub fn has_tag(&self, tag: &str) -> bool {
        self.agenda.decks().iter().any(|deck| {
            deck.agenda.tags.iter().any(|own| own == tag)
                || self.agenda.cards(deck).cards().any(|card| card.has_tag(tag))
        })
    }

    /// Tells the person what was left out.
    pub fn say_notes(&self) {
        self.notes.say();
    }

    /// Reads the decks that have changes which the learner was not told yet.
    ///
    /// # Errors
    /// When one of them can no longer be read.
    pub fn news(&self) -> Result<Library, CommandError> {
        let decks = self.agenda.decks().iter().filter(|deck| deck.has_news());
        Library::of(decks.map(|deck| deck.path.clone()).collect())
    }

    /// Returns the file of each deck, by the deck's id.
    pub fn paths(&self) -> BTreeMap<String, PathBuf> {
        let decks = self.agenda.decks().iter();
        decks.map(|deck| (deck.agenda.id.clone(), deck.path.clone())).collect()
    }
}

impl Cards for Shelf {
    fn find(&self, item: &Listed<'_>) -> Option<Item<'_>> {
        let place = *self.places.get(item.deck)?;
        let planned = self.agenda.decks().get(place)?;
        let opened = self.open.get(place)?;
        if opened.get().is_none() {
            let read = || self.agenda.card_alone(planned, item.card);
            if let Some(deck) = self.alone.find(item.deck, item.card, read) {
                return find_in(deck, 0, item).filter(|found| found.card.status == item.status);
            }
        }
        let read = || DeckFile::read(&planned.path).ok()?.reading.deck.map(Box::new);
        let deck = opened.get_or_init(read).as_ref()?;
        let card = deck.cards.iter().position(|card| card.id.as_str() == item.card)?;
        find_in(deck, card, item).filter(|found| found.card.status == item.status)
    }
}

/// Cards that were read alone, each a deck of one: a chain that only grows, so that what was found
/// stays where it is.
#[derive(Debug, Default)]
struct Alone {
    first: OnceCell<(Deck, Box<Alone>)>,
}

impl Alone {
    /// Returns the deck with just this card, reading it when it was not asked before; none where it
    /// cannot be read alone.
    fn find(&self, deck: &str, card: &str, read: impl Fn() -> Option<Deck>) -> Option<&Deck> {
        let mut here = self;
        while let Some((found, rest)) = here.first.get() {
            if found.id == deck && found.cards.iter().any(|own| own.id.as_str() == card) {
                return Some(found);
            }
            here = rest;
        }
        let fresh = (read()?, Box::default());
        Some(&here.first.get_or_init(|| fresh).0)
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        // Link by link: a long session's chain would be taken apart too deep.
        let mut next = self.first.take();
        while let Some((_, mut rest)) = next {
            next = rest.first.take();
        }
    }
}
