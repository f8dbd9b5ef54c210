//! What was stored is there, unchanged, and is what states follow from.

use super::*;
use crate::deck::Form;
use crate::memory::{Moment, Rating, Schedule};
use crate::study::{EventId, EventKind, Given, IdSource, Review, Verdict};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn noon(day: i64) -> Moment {
    Moment::from_millis(1_767_268_800_000 + day * 86_400_000, 5 * 3600).expect("in range")
}

fn item(n: u8) -> ItemId {
    ItemId { deck: "d".into(), card: format!("c{n}"), part: 1 }
}

fn review(rating: Rating, days: u32) -> EventKind {
    EventKind::Reviewed(Review {
        form: Form::Typed,
        options: vec!["a".into()],
        answer: Given::Text("ä \"quoted\"".into()),
        verdict: Verdict::of(rating),
        score: 0.75,
        rating,
        millis: 1234,
        next: Schedule::Review { days },
        before: "new",
    })
}

/// Turns drawn numbers into events that refer to earlier ones, with names of this seed.
pub fn events(drawn: &[(u8, u8, u8, u8)], seed: u8) -> Vec<Event> {
    let mut ids = IdSource::new([seed; 32], None);
    let mut past: Vec<EventId> = Vec::new();
    let mut events = Vec::new();
    for (day, (on, what, rating, of)) in (0..).zip(drawn) {
        let rating = Rating::ALL[usize::from(rating % 4)];
        let earlier = past.get(usize::from(*of) % past.len().max(1)).copied();
        let kind = match (what % 9, earlier) {
            (0, Some(of)) => EventKind::Undone { of },
            (1, Some(of)) => {
                EventKind::Overruled { of, rating, next: Schedule::Review { days: 4 } }
            }
            (2, _) => EventKind::Suspended,
            (3, _) => EventKind::Unsuspended,
            (4, _) => EventKind::Buried { until: noon(day).study_day().plus(1) },
            (5, _) => EventKind::Reset,
            _ => review(rating, u32::from(*of % 30) + 1),
        };
        let at = noon(day);
        let earlier_item =
            |of: EventId| events.iter().find(|e: &&Event| e.id == of).and_then(|e| e.item.clone());
        let item = match kind {
            EventKind::Undone { of } | EventKind::Overruled { of, .. } => earlier_item(of),
            _ => None,
        }
        .or_else(|| Some(item(on % 3)));
        let event = Event { id: ids.next(at), at, item, kind };
        past.push(event.id);
        events.push(event);
    }
    events
}

#[test]
fn what_is_stored_is_there_after_reopening() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("new/folder/journal.db");
    let written = events(&[(0, 8, 2, 5), (0, 8, 0, 3), (1, 4, 0, 0), (0, 0, 0, 0)], 7);
    let mut journal = Journal::open(&path).expect("a journal");
    for event in &written {
        journal.append(event).expect("stored");
    }
    drop(journal);
    let journal = Journal::open(&path).expect("the journal again");
    assert_eq!(journal.events().expect("events"), written);
}

#[test]
fn events_are_never_changed_or_removed() {
    let home = tempfile::tempdir().expect("a folder");
    let mut journal = Journal::open(&home.path().join("journal.db")).expect("a journal");
    journal.append(&events(&[(0, 8, 2, 5)], 7)[0]).expect("stored");
    journal.connection.execute("UPDATE event SET at = 0", []).expect_err("a trigger");
    journal.connection.execute("DELETE FROM event", []).expect_err("a trigger");
}

#[test]
fn a_journal_that_was_tampered_with_is_noticed() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("journal.db");
    let mut journal = Journal::open(&path).expect("a journal");
    journal.append(&events(&[(0, 8, 2, 5)], 7)[0]).expect("stored");
    journal
        .connection
        .execute_batch("DROP TRIGGER event_is_never_changed; UPDATE event SET at = at + 1")
        .expect("tampering");
    assert!(matches!(journal.events(), Err(JournalError::Damaged { .. })));
}

#[test]
fn a_journal_whose_file_is_no_longer_at_its_path_takes_nothing_more() {
    let home = tempfile::tempdir().expect("a folder");
    let (path, away) = (home.path().join("journal.db"), home.path().join("away.db"));
    let written = events(&[(0, 8, 2, 5), (0, 8, 0, 3), (1, 4, 0, 0)], 7);
    let mut journal = Journal::open(&path).expect("a journal");
    journal.append(&written[0]).expect("stored");
    journal.still_there().expect("there");
    std::fs::rename(&path, &away).expect("moved");
    assert!(matches!(journal.still_there(), Err(JournalError::Away { .. })));
    std::fs::write(&path, "another").expect("written");
    assert!(matches!(journal.still_there(), Err(JournalError::Away { .. })));
    assert!(matches!(journal.append(&written[1]), Err(JournalError::Away { .. })));
    std::fs::rename(&away, &path).expect("moved back");
    journal.append(&written[2]).expect("stored");
}

#[test]
fn a_journal_from_the_future_is_refused_and_untouched() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("journal.db");
    let journal = Journal::open(&path).expect("a journal");
    journal.connection.pragma_update(None, "user_version", 99).expect("a newer version");
    drop(journal);
    assert!(matches!(Journal::open(&path), Err(JournalError::Newer { .. })));
    assert!(matches!(Journal::open_to_read(&path), Err(JournalError::Newer { .. })));
    let bytes = Connection::open(&path).expect("a database");
    let version: i64 =
        bytes.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version");
    assert_eq!(version, 99);
}

#[test]
fn a_file_that_is_no_journal_is_refused_and_untouched() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("journal.db");
    let text = "these are my notes and not a database at all ".repeat(50);
    std::fs::write(&path, &text).expect("written");
    assert!(matches!(Journal::open(&path), Err(JournalError::Damaged { .. })));
    assert_eq!(std::fs::read_to_string(&path).expect("text"), text);
}

#[test]
fn reading_makes_no_journal() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("journal.db");
    assert!(Journal::open_to_read(&path).expect("no fault").is_none());
    assert!(!path.exists());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn state_rebuilt_from_events_equals_the_stored_state(
        drawn in prop::collection::vec((0u8..3, any::<u8>(), any::<u8>(), any::<u8>()), 1..30)
    ) {
        let mut journal = in_memory("test");
        for event in events(&drawn, 7) {
            journal.append(&event).expect("stored");
        }
        let stored = journal.standings().expect("standings");
        journal.rebuild().expect("rebuilt");
        let rebuilt = journal.standings().expect("standings");
        let touched = |mut all: BTreeMap<ItemId, Standing>| {
            all.retain(|_, standing| *standing != Standing::default());
            all
        };
        prop_assert_eq!(touched(stored), touched(rebuilt));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_clock_that_is_put_back_changes_no_state(
        drawn in prop::collection::vec((0u8..3, any::<u8>(), any::<u8>(), any::<u8>()), 1..20),
        back in prop::collection::vec(0i64..9, 20),
    ) {
        let mut journal = in_memory("test");
        let mut ids = IdSource::new([3; 32], None);
        for ((day, event), back) in (0..).zip(events(&drawn, 7)).zip(back) {
            let at = noon(day - back);
            let id = ids.next(at);
            let kind = match event.kind {
                EventKind::Undone { .. } | EventKind::Overruled { .. } => EventKind::Reset,
                kind => kind,
            };
            journal.append(&Event { id, at, kind, ..event }).expect("stored");
        }
        let stored = journal.standings().expect("standings");
        let events = journal.events().expect("events");
        for (item, standing) in effective(&events, &Model::default()).standings {
            prop_assert_eq!(stored.get(&item).copied().unwrap_or_default(), standing);
        }
    }
}

/// Returns a journal that no file holds.
pub fn in_memory(device: &str) -> Journal {
    let mut connection = Connection::open_in_memory().expect("memory");
    migrate(&mut connection, Path::new("memory")).expect("a schema");
    let (path, device, model) = ("memory".into(), device.to_owned(), Model::default());
    Journal { connection, path, device, model, file: None, _seal: None }
}
