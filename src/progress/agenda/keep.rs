//! Writing what is otherwise than in the agenda's file, while the session is planned.

use super::planned::{Changed, PlannedDeck};
use super::record::write_deck;
use super::store::{Mark, Store};
use super::{Agenda, absolute};
use crate::workers::{aside, drop_aside};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};

/// Tells once it is written, if all of it was.
pub type Keeping = Receiver<()>;

/// What is to be written.
struct Wanted {
    decks: Arc<[PlannedDeck]>,
    /// The records of decks that are not planned; none where there is none of it any longer.
    others: Vec<(PathBuf, Option<Vec<u8>>)>,
    before: Option<Mark>,
    after: Mark,
    anew: bool,
    /// The decks of which something is to be found again.
    untold: Vec<PathBuf>,
}

impl Agenda {
    /// Begins to write what is otherwise than in the file, and lets go of what is left over once that
    /// is done. What cannot be kept is made anew next time.
    pub(super) fn keep<T: Send + 'static>(&mut self, left_over: T) {
        self.settle();
        let changed = self.decks.iter().any(|deck| deck.changed > Changed::Nothing);
        let otherwise = changed || !self.touched.is_empty() || self.before.get() != self.after;
        let store = self.store.as_ref().filter(|_| otherwise).and_then(Store::another);
        let (Some(mut store), Some(after)) = (store, self.after) else {
            return drop_aside(left_over);
        };
        let record = |path: &PathBuf| self.known.get(path).map(|deck| write_deck(deck));
        let others = self.touched.iter().map(|path| (path.clone(), record(path))).collect();
        let (before, anew) = (self.before.get(), self.anew);
        let left_behind = self.left_behind.iter().filter(|_| self.unheard);
        let untold = left_behind.map(|left| left.path.clone()).collect();
        let decks = Arc::clone(&self.decks);
        let wanted = Wanted { decks, others, before, after, anew, untold };
        let (tell, keeping) = sync_channel(1);
        self.keeping.replace(Some(keeping));
        // Where no thread can be had, nothing is kept.
        aside(move || {
            if wanted.write(&mut store).is_some() {
                store.shrink_log();
                // Who did not wait has gone.
                let _ = tell.send(());
            }
            drop(tell);
            drop(left_over);
        });
    }

    /// Waits until what was to be kept is: before the first question, so that a session that is cut
    /// off leaves it to the next.
    pub fn settle(&self) {
        let keeping = self.keeping.take();
        if keeping.is_some_and(|keeping| keeping.recv().is_ok()) {
            self.before.set(self.after);
        }
    }
}

impl Drop for Agenda {
    /// The program is not to end before what was made is kept.
    fn drop(&mut self) {
        self.settle();
    }
}

impl Wanted {
    /// Writes all of it, or nothing.
    fn write(&self, store: &mut Store) -> Option<()> {
        let writing = store.write(self.before, self.after, self.anew)?;
        for deck in self.decks.iter().filter(|deck| deck.changed > Changed::Nothing) {
            let Some(path) = absolute(&deck.path) else { continue };
            let cards = deck.cards.get().filter(|_| deck.changed == Changed::Cards);
            // What the learner was not told yet is looked at again.
            if deck.has_news() || self.untold.contains(&deck.path) {
                writing.remove(&path)?;
            } else {
                writing.deck(&path, &write_deck(&deck.agenda), cards)?;
            }
            if deck.changed > Changed::Aside {
                writing.forget_log(&path)?;
            }
        }
        for (path, record) in &self.others {
            match record {
                Some(record) => writing.deck(path, record, None)?,
                None => writing.remove(path)?,
            }
            writing.forget_log(path)?;
        }
        writing.finish()
    }
}
