//! From a deck's file and the journal to its agenda.

use super::absolute;
use super::card_list::{CardEntry, CardList};
use super::deck_agenda::{DeckAgenda, Habit, NewCards};
use super::next::Next;
use super::planned::{Changed, NoPlan, PlannedDeck};
use super::store::Decks;
use super::told::Told;
use crate::deck::{CardPlace, Deck, DeckFileError, Stamp, card_places, deck_text, read_deck};
use crate::study::{ItemId, Standing, edits, follow_names};
use crate::workers::{all_threads, share_out};
use sha2::{Digest as _, Sha256};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Where the agenda of a deck comes from.
pub enum Source {
    /// It is known; of its file only the times may have changed.
    Known(Box<DeckAgenda>, Changed),
    /// It was read.
    Read(Box<Read>),
    /// It is none.
    None(NoPlan),
}

impl Source {
    /// Returns the id of the deck; none where there is none.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Known(deck, _) => Some(&deck.id),
            Self::Read(read) => Some(read.id()),
            Self::None(_) => None,
        }
    }
}

/// A deck that was read.
pub struct Read {
    stamp: Stamp,
    hash: [u8; 16],
    deck: Deck,
    /// Where its cards stand, when one can be read alone.
    places: Option<Vec<CardPlace>>,
    errors: usize,
    left_out: usize,
    /// How many learnt items were answered lately, where that is known of a deck of this id.
    habit: Option<Habit>,
}

impl Read {
    /// Returns the id of the deck.
    pub fn id(&self) -> &str {
        &self.deck.id
    }

    /// Returns the deck.
    pub fn deck(&self) -> &Deck {
        &self.deck
    }
}

/// Takes the decks that are known, and reads the others, on all cores when there are many. Of those
/// that are `unchanged` the files were looked at just now.
pub fn read(
    paths: &[PathBuf],
    known: &mut Decks,
    unchanged: &HashSet<PathBuf>,
    instant: SystemTime,
) -> Vec<Source> {
    let same = |path: &PathBuf, deck: &DeckAgenda| {
        unchanged.contains(path)
            || fs::metadata(path).is_ok_and(|now| Stamp::of(&now, instant).still(&deck.stamp))
    };
    let mut found: Vec<Result<Source, Option<Box<DeckAgenda>>>> = Vec::new();
    for path in paths {
        let deck = absolute(path).and_then(|path| Some((known.remove(&path)?, path)));
        found.push(match deck {
            Some((deck, path)) if same(&path, &deck) => Ok(Source::Known(deck, Changed::Nothing)),
            deck => Err(deck.map(|(deck, _)| deck)),
        });
    }
    let unread: Vec<(usize, Option<Box<DeckAgenda>>)> = found
        .iter_mut()
        .enumerate()
        .filter_map(|(at, found)| Some((at, found.as_mut().err()?.take())))
        .collect();
    let habits: HashMap<String, Habit> = if unread.is_empty() {
        HashMap::new()
    } else {
        let decks = known.values().map(Box::as_ref);
        decks.filter_map(|deck| Some((deck.id.clone(), deck.habit.clone()?))).collect()
    };
    let read = share_out(&unread, all_threads(), |(at, deck)| {
        vec![(*at, read_file(&paths[*at], deck.as_deref(), &habits, instant))]
    });
    for (at, source) in read {
        found[at] = Ok(source);
    }
    found.into_iter().filter_map(Result::ok).collect()
}

fn read_file(
    path: &Path,
    before: Option<&DeckAgenda>,
    habits: &HashMap<String, Habit>,
    instant: SystemTime,
) -> Source {
    // The stamp is taken first: what is written while the file is read is seen next time.
    let stamp = fs::metadata(path).map(|about| Stamp::of(&about, instant));
    let (stamp, hash, text) = match (stamp, read_text(path)) {
        (Ok(stamp), Ok((hash, text))) => (stamp, hash, text),
        (_, Err(why)) => return Source::None(NoPlan::Unreadable(why)),
        (Err(source), _) => {
            let path = path.to_owned();
            return Source::None(NoPlan::Unreadable(DeckFileError::Io { path, source }));
        }
    };
    if let Some(before) = before.filter(|before| before.hash == hash) {
        let known = DeckAgenda { stamp, ..before.clone() };
        return Source::Known(Box::new(known), Changed::Aside);
    }
    let reading = read_deck(&text);
    let errors = reading.errors();
    let Some(deck) = reading.deck else { return Source::None(NoPlan::Faulty(errors)) };
    let same = before.filter(|before| before.id == deck.id).and_then(|before| before.habit.clone());
    let habit = same.or_else(|| habits.get(&deck.id).cloned());
    let left_out = reading.left_out;
    let places = if errors == 0 { card_places(&text, &deck) } else { None };
    Source::Read(Box::new(Read { stamp, hash, deck, places, errors, left_out, habit }))
}

/// Reads the text of a deck, with its hash.
pub fn read_text(path: &Path) -> Result<([u8; 16], String), DeckFileError> {
    let text = deck_text(path)?;
    let mut hash = [0; 16];
    hash.copy_from_slice(&Sha256::digest(text.as_bytes())[..16]);
    Ok((hash, text))
}

/// A deck that was read, with its place and its path.
pub type ReadAt = (usize, PathBuf, Box<Read>);

/// Returns the agenda of each deck that was read, with its place.
pub fn all(read: &[ReadAt], told: &Told) -> Vec<(usize, PlannedDeck)> {
    share_out(read, all_threads(), |(at, path, read)| vec![(*at, derived(path, read, told))])
}

fn derived(path: &Path, read: &Read, told: &Told) -> PlannedDeck {
    let Read { stamp, hash, deck, places, errors, left_out, habit } = read;
    let standings = told.standings_of(&deck.id);
    let news = edits(deck, &told.met);
    let followed = (!news.is_empty()).then(|| {
        let mut standings = standings.map(|own| own.by_item(&deck.id)).unwrap_or_default();
        follow_names(&mut standings, &news);
        standings
    });
    let cards = CardList::of(deck, places.as_deref());
    let next = match (&followed, standings) {
        (Some(followed), _) => next_of(&cards, |card, part| {
            followed.get(&ItemId { deck: deck.id.clone(), card: card.to_owned(), part }).copied()
        }),
        (None, Some(standings)) => next_of(&cards, |card, part| standings.of(card, part)),
        (None, None) => next_of(&cards, |_, _| None),
    };
    let new = NewCards::of(&cards, &next);
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let agenda = DeckAgenda {
        stamp: *stamp,
        hash: *hash,
        id: deck.id.clone(),
        title: deck.title.clone(),
        tags: deck.tags.clone(),
        study: deck.study.clone(),
        errors: number(*errors),
        left_out: number(*left_out),
        next,
        new,
        habit: habit.clone().or_else(|| standings.is_none().then(Vec::new)),
    };
    PlannedDeck {
        path: path.to_owned(),
        agenda: Box::new(agenda),
        cards: cards.into(),
        standings: followed,
        changed: Changed::Cards,
    }
}

/// Returns when each item of the cards can be asked next, given where it stands.
fn next_of(cards: &CardList, standing: impl Fn(&str, u32) -> Option<Standing>) -> Vec<Next> {
    let items = cards.cards().flat_map(|card| card.items().map(move |(part, _)| (card, part)));
    let next = |(card, part): (CardEntry<'_>, u32)| {
        Next::of(&standing(card.id, part).unwrap_or_default(), card.status)
    };
    items.map(next).collect()
}
