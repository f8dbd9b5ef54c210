//! What was answered of each deck, for figures: kept beside its agenda until something comes that
//! may change it.

use super::derive::read_text;
use super::log_record::{read_log, write_log};
use super::store::Logs;
use super::{Agenda, PlannedDeck, absolute};
use crate::deck::read_deck;
use crate::memory::Model;
use crate::progress::error::JournalError;
use crate::progress::journal::Journal;
use crate::study::{DeckLog, Event, deck_logs};
use crate::workers::{all_threads, in_order, share_out};
use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::path::{Path, PathBuf};

/// How many decks are read as one piece of work.
const BATCH: usize = 16;
/// Where more than this part of the decks is unknown, all events are read at once.
const PART: usize = 3;

/// A deck of which the file has no log that holds.
struct Unknown<'d> {
    /// Its place among the planned decks.
    place: usize,
    path: &'d Path,
    id: &'d str,
    hash: [u8; 16],
    /// Whether its log can be kept: it has no changes that the learner was not told yet.
    settled: bool,
}

/// A deck whose log was told anew.
struct Fresh {
    /// Its place among the planned decks.
    place: usize,
    log: DeckLog,
    /// What to keep of it; nothing where its file is no longer the planned one.
    record: Option<Vec<u8>>,
}

impl Agenda {
    /// Returns what was answered of each planned deck, in their order. A deck whose file can no longer
    /// be read is left out.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn logs(&mut self, journal: Option<&Journal>) -> Result<Vec<DeckLog>, JournalError> {
        let model = Journal::model_of(journal);
        let mut logs = self.kept_logs(&model);
        let unknown: Vec<usize> = (0..logs.len()).filter(|place| logs[*place].is_none()).collect();
        let fresh = self.fresh_logs(&unknown, journal, &model)?;
        self.keep_logs(&fresh);
        for Fresh { place, log, .. } in fresh {
            logs[place] = Some(log);
        }
        Ok(logs.into_iter().flatten().collect())
    }

    /// Returns the logs that the agenda's file has and that are true to decks and journal.
    pub(super) fn kept_logs(&self, model: &Model) -> Vec<Option<DeckLog>> {
        self.settle();
        let deck = |deck: &PlannedDeck| (absolute(&deck.path), deck.agenda.hash);
        let decks: Vec<(Option<PathBuf>, [u8; 16])> = self.decks.iter().map(deck).collect();
        let batches: Vec<&[_]> = decks.chunks(BATCH).collect();
        let looks = batches.len().min(all_threads().get());
        let kept = self.store.as_ref().zip(self.after.as_ref());
        let Some(looks) = kept.and_then(|(store, mark)| store.logs(mark, looks)) else {
            return decks.iter().map(|_| None).collect();
        };
        let mut logs = Vec::with_capacity(decks.len());
        let read = |look: &mut Logs, batch: usize, to: &mut dyn FnMut(Vec<_>) -> _| {
            let read = |(path, hash): &(Option<PathBuf>, _)| {
                look.log(path.as_ref()?, |bytes| read_log(bytes, *hash, model))
            };
            let _ = to(batches[batch].iter().map(read).collect());
        };
        let taken: Result<(), Infallible> = in_order(batches.len(), looks, read, |batch| {
            logs.extend(batch);
            Ok(())
        });
        match taken {
            Ok(()) => logs,
        }
    }

    fn unknown(&self, place: usize) -> Unknown<'_> {
        let deck = &self.decks[place];
        let (path, id, hash) = (deck.path.as_path(), deck.agenda.id.as_str(), deck.agenda.hash);
        Unknown { place, path, id, hash, settled: !deck.has_news() }
    }

    /// Tells the logs of these decks from their files and the journal, on all cores.
    fn fresh_logs(
        &self,
        places: &[usize],
        journal: Option<&Journal>,
        model: &Model,
    ) -> Result<Vec<Fresh>, JournalError> {
        let unknown: Vec<Unknown<'_>> = places.iter().map(|place| self.unknown(*place)).collect();
        let ids: Vec<&str> = unknown.iter().map(|deck| deck.id).collect();
        let events = match journal {
            Some(journal) if ids.len() * PART > self.decks.len() => {
                by_deck(journal.events()?, &ids)
            }
            Some(journal) => journal.events_of(&ids)?,
            None => BTreeMap::new(),
        };
        Ok(share_out(&unknown, all_threads(), |deck| {
            let events = events.get(deck.id).map(Vec::as_slice).unwrap_or_default();
            fresh(deck, events, model).into_iter().collect()
        }))
    }

    /// Keeps what was told anew. What cannot be kept is told anew next time.
    fn keep_logs(&mut self, fresh: &[Fresh]) {
        let kept = fresh.iter().filter_map(|fresh| Some((fresh.place, fresh.record.as_ref()?)));
        let kept: Vec<(PathBuf, &Vec<u8>)> = kept
            .filter_map(|(place, record)| Some((absolute(&self.decks[place].path)?, record)))
            .collect();
        let Some((store, after)) = self.store.as_mut().zip(self.after) else { return };
        if kept.is_empty() || self.before.get() != Some(after) {
            return;
        }
        let Some(writing) = store.write(Some(after), after, false) else { return };
        if kept.iter().try_for_each(|(path, record)| writing.log(path, record)).is_some() {
            // What is not finished was never there.
            let _ = writing.finish();
        }
    }
}

/// Parts events by the deck that they are about; what is about no one item is with each of these.
fn by_deck(events: Vec<Event>, decks: &[&str]) -> BTreeMap<String, Vec<Event>> {
    let places: HashMap<&str, usize> =
        decks.iter().enumerate().map(|(place, deck)| (*deck, place)).collect();
    let mut parts: Vec<Vec<Event>> = decks.iter().map(|_| Vec::new()).collect();
    for event in events {
        match &event.item {
            Some(item) => {
                if let Some(place) = places.get(item.deck.as_str()) {
                    parts[*place].push(event);
                }
            }
            None => parts.iter_mut().for_each(|part| part.push(event.clone())),
        }
    }
    decks.iter().map(|deck| (*deck).to_owned()).zip(parts).collect()
}

fn fresh(unknown: &Unknown<'_>, events: &[Event], model: &Model) -> Option<Fresh> {
    let Unknown { place, path, id, hash: planned, settled } = *unknown;
    let (hash, text) = read_text(path).ok()?;
    let deck = read_deck(&text).deck.filter(|deck| deck.id == id)?;
    let log = deck_logs(&[&deck], events, model).pop()?;
    let record = (settled && hash == planned).then(|| write_log(&log, hash, model));
    Some(Fresh { place, log, record })
}
