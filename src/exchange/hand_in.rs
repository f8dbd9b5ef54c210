//! Hand-ins: what a learner did with some decks, under a name of their choice, in a file for a
//! teacher.
//!
//! A hand-in is a file of entries like every other that leaves the journal, so each line and the
//! whole have sums; this module says what goes into one and what of one is believed. It knows
//! neither disk nor clock.

use crate::memory::Moment;
use crate::progress::{
    Entry, EntryFile, EntryFileError, EntryWriter, Heading, LineFault, Purpose, read_entries,
};
use crate::study::{Event, EventId, EventKind, Given, undone};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{self, BufRead};

/// The longest name of a learner, in characters.
pub const LONGEST_NAME: usize = 80;

/// What of a journal a hand-in takes along.
#[derive(Debug, Default)]
pub struct Chosen {
    /// The entries, in the order of the journal.
    pub entries: Vec<Entry>,
    /// How many answers there are of each deck, by id, without those that were taken back.
    pub decks: BTreeMap<String, u32>,
    /// How many of the answers were typed or picked, so that their words go along.
    pub worded: u32,
    /// When the first answer was given.
    pub first: Option<Moment>,
    /// When the last answer was given.
    pub last: Option<Moment>,
}

impl Chosen {
    /// Chooses what was done with the items of these decks, and what takes it back. What is about
    /// all decks stays: the fit of the memory model, and judgings again of other decks too.
    #[must_use]
    pub fn of(entries: Vec<Entry>, decks: &BTreeSet<String>) -> Self {
        let mut chosen =
            Self { decks: decks.iter().map(|deck| (deck.clone(), 0)).collect(), ..Self::default() };
        let mut taken: HashSet<EventId> = HashSet::new();
        let mut of_all: Vec<(Entry, Event)> = Vec::new();
        let (mut answers, mut undos) = (Vec::new(), Vec::new());
        for entry in entries {
            // What this program does not know it cannot tell the deck of.
            let Ok(event) = entry.event() else { continue };
            match &event.item {
                Some(item) if decks.contains(&item.deck) && stays_within(&event, decks) => {
                    taken.insert(event.id);
                    chosen.entries.push(entry);
                    match &event.kind {
                        EventKind::Reviewed(_) => answers.push(event),
                        EventKind::Undone { .. } => undos.push(event),
                        _ => {}
                    }
                }
                Some(_) => {}
                None => of_all.push((entry, event)),
            }
        }
        for (entry, event) in of_all {
            let fits = match &event.kind {
                EventKind::Regraded { changes } => {
                    changes.iter().all(|change| taken.contains(&change.of))
                }
                EventKind::Undone { of } => taken.contains(of),
                _ => false,
            };
            if fits {
                taken.insert(event.id);
                chosen.entries.push(entry);
                undos.push(event);
            }
        }
        let undone = undone(&undos);
        answers.iter().filter(|answer| !undone.contains(&answer.id)).for_each(|a| chosen.count(a));
        chosen
    }

    /// Returns how many answers there are.
    #[must_use]
    pub fn answers(&self) -> u32 {
        self.decks.values().sum()
    }

    fn count(&mut self, event: &Event) {
        let (EventKind::Reviewed(review), Some(item)) = (&event.kind, &event.item) else { return };
        *self.decks.entry(item.deck.clone()).or_default() += 1;
        self.worded += u32::from(matches!(review.answer, Given::Text(_) | Given::Many(_)));
        self.first = Some(self.first.map_or(event.at, |first| first.min(event.at)));
        self.last = Some(self.last.map_or(event.at, |last| last.max(event.at)));
    }
}

/// Returns whether an event names items of these decks alone.
fn stays_within(event: &Event, decks: &BTreeSet<String>) -> bool {
    match &event.kind {
        EventKind::Renamed { from } => decks.contains(&from.deck),
        _ => true,
    }
}

/// Returns the hand-in of a learner of this name, made at a moment by a device.
///
/// # Errors
/// When an entry cannot be written as a line, which those of a sound journal can.
pub fn write_hand_in(
    chosen: &Chosen,
    name: &str,
    device: &str,
    now: Moment,
) -> io::Result<Vec<u8>> {
    let heading = Heading {
        name: Some(name.to_owned()),
        decks: chosen.decks.keys().cloned().collect(),
        ..Heading::new(Purpose::HandIn, device, now.millis())
    };
    let mut writer = EntryWriter::begin(Vec::new(), &heading)?;
    for entry in &chosen.entries {
        writer.write(entry)?;
    }
    Ok(writer.end()?.1)
}

/// A hand-in that was read.
#[derive(Debug)]
pub struct HandIn {
    /// What the learner calls themselves.
    pub name: String,
    /// The decks it is about, by id.
    pub decks: BTreeSet<String>,
    /// When it was made, in UTC milliseconds since 1970.
    pub made: i64,
    /// The devices on which the answers were given and the hand-in was made.
    pub devices: BTreeSet<String>,
    /// What the learner did, by the names of the events.
    pub events: BTreeMap<EventId, Event>,
    /// How many lines cannot be read.
    pub faulty: u64,
    /// The first of them.
    pub fault: Option<LineFault>,
    /// Whether the file ends as it was written.
    pub whole: bool,
}

/// Why a file is no hand-in.
#[derive(Debug, thiserror::Error)]
pub enum HandInError {
    /// It is no file of entries, or cannot be read.
    #[error(transparent)]
    File(#[from] EntryFileError),
    /// It is another file of docent.
    #[error("it is no hand-in but an export or a copy of a journal ({})", .0.name())]
    Other(Purpose),
    /// It does not say whose it is.
    #[error("it does not say whose it is")]
    Nameless,
}

/// Reads a hand-in: every whole entry of the decks it says it is about. What is damaged is counted.
///
/// # Errors
/// When it is no hand-in, or cannot be read.
pub fn read_hand_in(from: impl BufRead) -> Result<HandIn, HandInError> {
    let mut events: BTreeMap<EventId, Event> = BTreeMap::new();
    let mut devices = BTreeSet::new();
    let file: EntryFile = read_entries(from, |entry| -> Result<(), EntryFileError> {
        if let Ok(event) = entry.event() {
            if !devices.contains(entry.device()) {
                devices.insert(entry.device().to_owned());
            }
            events.entry(event.id).or_insert(event);
        }
        Ok(())
    })?;
    let heading = file.heading;
    if heading.docent != Purpose::HandIn {
        return Err(HandInError::Other(heading.docent));
    }
    let name = heading.name.map(|name| name.trim().chars().take(LONGEST_NAME).collect::<String>());
    let name = name.filter(|name| !name.is_empty()).ok_or(HandInError::Nameless)?;
    devices.insert(heading.device);
    let decks: BTreeSet<String> = heading.decks.into_iter().collect();
    events.retain(|_, event| event.item.as_ref().is_none_or(|item| decks.contains(&item.deck)));
    Ok(HandIn {
        name,
        decks,
        made: heading.made,
        devices,
        events,
        faulty: file.faulty,
        fault: file.faults.into_iter().next(),
        whole: file.whole,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::Form;
    use crate::memory::{Rating, Schedule};
    use crate::study::{IdSource, ItemId, Regrade, Review, Verdict};
    use proptest::prelude::*;

    const NOW: i64 = 1_767_268_800_000;

    fn moment() -> Moment {
        Moment::from_millis(NOW, 3600).expect("in range")
    }

    fn review(typed: &str) -> EventKind {
        EventKind::Reviewed(Review {
            form: Form::Typed,
            options: vec![],
            answer: Given::Text(typed.into()),
            verdict: Verdict::Wrong,
            score: 0.0,
            rating: Rating::Again,
            millis: 900,
            next: Schedule::Learning { step: 0, pause: 60 },
            before: "new",
        })
    }

    fn regraded(of: &[EventId]) -> EventKind {
        let change = |of: &EventId| Regrade {
            of: *of,
            verdict: Verdict::Correct,
            score: 1.0,
            rating: Rating::Good,
            next: Schedule::Review { days: 3 },
        };
        EventKind::Regraded { changes: of.iter().map(change).collect() }
    }

    /// What was done in two decks, `mine` and `private`.
    fn entries() -> Vec<Entry> {
        let mut ids = IdSource::new([1; 32], None);
        let mut entries = Vec::new();
        let mut add = |deck: Option<&str>, kind: EventKind| {
            let item = deck.map(|deck| ItemId { deck: deck.into(), card: "c".into(), part: 1 });
            let event = Event { id: ids.next(moment()), at: moment(), item, kind };
            entries.push(Entry::of(&event, "device", "me"));
            event.id
        };
        let mine = add(Some("mine"), review("what I typed"));
        let private = add(Some("private"), review("a secret"));
        add(None, regraded(&[mine, private]));
        let again = add(None, regraded(&[mine]));
        add(None, EventKind::Undone { of: again });
        add(None, EventKind::Undone { of: private });
        add(None, EventKind::Fitted { weights: Box::new([0.5; 21]) });
        let from = ItemId { deck: "private".into(), card: "hidden".into(), part: 1 };
        add(Some("mine"), EventKind::Renamed { from });
        entries
    }

    fn decks() -> BTreeSet<String> {
        BTreeSet::from(["mine".to_owned()])
    }

    fn written() -> Vec<u8> {
        let chosen = Chosen::of(entries(), &decks());
        write_hand_in(&chosen, "Ann", "device", moment()).expect("written")
    }

    #[test]
    fn nothing_of_another_deck_leaves() {
        let chosen = Chosen::of(entries(), &decks());
        assert_eq!((chosen.answers(), chosen.worded, chosen.entries.len()), (1, 1, 3));
        let text = String::from_utf8(written()).expect("text");
        for word in ["private", "secret", "hidden", "fitted", "0.5"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
        assert!(text.contains("what I typed"));
    }

    #[test]
    fn answers_that_were_taken_back_go_along_and_do_not_count() {
        let mut ids = IdSource::new([1; 32], None);
        let item = ItemId { deck: "mine".into(), card: "c".into(), part: 1 };
        let mut did = |kind| {
            let (id, item) = (ids.next(moment()), Some(item.clone()));
            Event { id, at: moment(), item, kind }
        };
        let answer = did(review("a slip"));
        let undo = did(EventKind::Undone { of: answer.id });
        let redo = did(EventKind::Undone { of: undo.id });
        for (events, answers, worded) in
            [(&[&answer, &undo][..], 0, 0), (&[&answer, &undo, &redo], 1, 1)]
        {
            let entry = |event: &&Event| Entry::of(event, "device", "me");
            let chosen = Chosen::of(events.iter().map(entry).collect(), &decks());
            assert_eq!((chosen.answers(), chosen.worded), (answers, worded));
            assert_eq!(chosen.entries.len(), events.len());
            assert_eq!(chosen.first.is_some(), answers > 0);
        }
    }

    #[test]
    fn what_was_handed_in_is_read() {
        let hand_in = read_hand_in(written().as_slice()).expect("a hand-in");
        assert_eq!((hand_in.name.as_str(), hand_in.events.len(), hand_in.made), ("Ann", 3, NOW));
        assert_eq!((hand_in.faulty, hand_in.whole), (0, true));
        assert_eq!(hand_in.devices, BTreeSet::from(["device".to_owned()]));
    }

    #[test]
    fn other_files_and_nameless_ones_are_no_hand_ins() {
        let with = |heading: Heading| {
            let writer = EntryWriter::begin(Vec::new(), &heading).expect("begun");
            read_hand_in(writer.end().expect("ended").1.as_slice())
        };
        let export = with(Heading::new(Purpose::Export, "d", 0));
        assert!(matches!(export, Err(HandInError::Other(Purpose::Export))));
        for name in [None, Some(" \t".to_owned())] {
            let nameless = with(Heading { name, ..Heading::new(Purpose::HandIn, "d", 0) });
            assert!(matches!(nameless, Err(HandInError::Nameless)));
        }
    }

    #[test]
    fn an_entry_of_a_deck_that_was_not_named_is_not_believed() {
        let chosen = Chosen::of(entries(), &decks());
        let heading = Heading {
            name: Some("Ann".into()),
            decks: vec!["other".into()],
            ..Heading::new(Purpose::HandIn, "device", 0)
        };
        let mut writer = EntryWriter::begin(Vec::new(), &heading).expect("begun");
        chosen.entries.iter().for_each(|entry| writer.write(entry).expect("written"));
        let hand_in = read_hand_in(writer.end().expect("ended").1.as_slice()).expect("read");
        assert!(hand_in.events.values().all(|event| event.item.is_none()));
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(read_hand_in(bytes.as_slice()).is_err());
            let mut behind = written();
            behind.extend(&bytes);
            let read = read_hand_in(behind.as_slice()).expect("a hand-in");
            prop_assert_eq!(read.events.len(), 3);
            prop_assert!(bytes.is_empty() || read.faulty > 0 || !read.whole);
        }

        #[test]
        fn a_changed_or_torn_hand_in_is_noticed(at in any::<prop::sample::Index>(), bit in 0..8, torn: bool) {
            let mut bytes = written();
            let at = at.index(bytes.len());
            if torn { bytes.truncate(at) } else { bytes[at] ^= 1_u8 << bit }
            if let Ok(read) = read_hand_in(bytes.as_slice()) {
                prop_assert!(!read.whole || read.faulty > 0);
            }
        }
    }
}
