//! Every byte that has changed is noticed, and damage costs no more than it hits.

use super::*;
use crate::progress::journal::tests::events;
use std::fs;

const SOME: [(u8, u8, u8, u8); 6] =
    [(0, 8, 2, 5), (0, 8, 0, 3), (1, 8, 3, 9), (1, 4, 0, 0), (2, 2, 0, 0), (0, 0, 0, 1)];

fn with_journal(act: impl FnOnce(&Path)) {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("journal.db");
    // Small pages make a small file, every byte of which can be tried.
    let connection = Connection::open(&path).expect("a database");
    connection.execute_batch("PRAGMA page_size = 512; VACUUM").expect("small pages");
    drop(connection);
    let mut journal = Journal::open(&path).expect("a journal");
    for event in events(&SOME, 7) {
        journal.append(&event).expect("stored");
    }
    drop(journal);
    act(&path);
}

fn is_sound(path: &Path) -> bool {
    verify(path).is_ok_and(|found| found.is_some_and(|found| found.is_sound()))
}

#[test]
fn a_journal_that_was_closed_is_sound_to_the_byte() {
    with_journal(|path| {
        let found = verify(path).expect("readable").expect("there");
        assert!(found.is_sound(), "{found:?}");
        assert_eq!((found.entries, found.items, found.seal), (6, 3, Seal::Whole));
    });
}

#[test]
fn every_flipped_byte_is_noticed() {
    with_journal(|path| {
        let whole = fs::read(path).expect("bytes");
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 1 << (at % 8);
            fs::write(path, &flipped).expect("written");
            assert!(!is_sound(path), "byte {at} of {}", whole.len());
        }
        fs::write(path, &whole).expect("written");
        assert!(is_sound(path));
    });
}

/// Returns where the texts of an entry lie in a journal's file: its device and learner, and its
/// item, its kind and the beginning of its payload.
fn texts_of_an_entry(path: &Path, bytes: &[u8]) -> Vec<usize> {
    let connection = Connection::open(path).expect("a database");
    let sql = "SELECT device || learner, item || kind || substr(payload, 1, 40) FROM event";
    let texts: [String; 2] =
        connection.query_row(sql, [], |row| Ok([row.get(0)?, row.get(1)?])).expect("an entry");
    drop(connection);
    let place = |text: String| {
        let mut seen = bytes.windows(text.len());
        let begin = seen.position(|seen| seen == text.as_bytes()).expect("its place");
        begin..begin + text.len()
    };
    texts.into_iter().flat_map(place).collect()
}

#[test]
fn a_text_that_is_no_utf_8_damages_its_entry_and_no_other() {
    with_journal(|path| {
        let whole = fs::read(path).expect("bytes");
        for at in texts_of_an_entry(path, &whole) {
            let mut damaged = whole.clone();
            damaged[at] = 0xff;
            fs::write(path, &damaged).expect("written");
            let found = verify(path).expect("readable").expect("there");
            assert_eq!((found.entries, found.broken_entries), (5, 1), "byte {at}: {found:?}");
            assert!(!found.is_sound(), "byte {at}: {found:?}");
            let journal = Journal::open_to_read(path).expect("readable").expect("there");
            let read = journal.entries(|_| Ok(()));
            assert!(matches!(read, Err(JournalError::Damaged { .. })), "byte {at}: {read:?}");
            let read = journal.events();
            assert!(matches!(read, Err(JournalError::Damaged { .. })), "byte {at}: {read:?}");
        }
    });
}

#[test]
fn a_version_with_a_changed_byte_is_damage_and_a_newer_one_is_not() {
    with_journal(|path| {
        let mut bytes = fs::read(path).expect("bytes");
        bytes[60] ^= 1;
        fs::write(path, &bytes).expect("written");
        assert!(matches!(verify(path), Err(JournalError::Damaged { .. })));
        fs::remove_file(path.with_extension("seal")).expect("no seal");
        assert!(matches!(verify(path), Err(JournalError::Newer { .. })));
    });
}

#[test]
fn an_entry_that_is_gone_and_a_state_that_is_wrong_are_noticed_without_a_seal() {
    with_journal(|path| {
        let tamper = |sql: &str| {
            let connection = Connection::open(path).expect("a database");
            connection.execute_batch(sql).expect("tampering");
        };
        tamper("UPDATE standing SET stability = stability + 1 WHERE item = 'd/c1'");
        let found = verify(path).expect("readable").expect("there");
        assert_eq!((found.states.len(), found.is_sound()), (1, false), "{found:?}");
        Journal::open(path).expect("a journal").rebuild().expect("rebuilt");
        assert!(is_sound(path));
        tamper(
            "DROP TRIGGER event_is_never_removed;
             DELETE FROM event WHERE item = 'd/c2';
             DELETE FROM standing WHERE item = 'd/c2';",
        );
        let found = verify(path).expect("readable").expect("there");
        assert_eq!(found.gone, Some(1), "{found:?}");
        assert_eq!(found.file.len(), 1, "the trigger is missed: {found:?}");
    });
}

#[test]
fn an_older_copy_is_noticed_and_a_newer_one_is_not_measured_by_an_old_seal() {
    with_journal(|path| {
        let seal = path.with_extension("seal");
        let (old, old_seal) = (fs::read(path).expect("bytes"), fs::read(&seal).expect("a seal"));
        let mut journal = Journal::open(path).expect("a journal");
        journal.append(&events(&SOME[..1], 9)[0]).expect("stored");
        drop(journal);
        let new = fs::read(path).expect("bytes");
        fs::write(path, &old).expect("the old one again");
        let found = verify(path).expect("readable").expect("there");
        assert_eq!((found.is_sound(), found.seal), (false, Seal::Older), "{found:?}");
        fs::write(path, &new).expect("the new one");
        fs::write(&seal, &old_seal).expect("the old seal");
        let found = verify(path).expect("readable").expect("there");
        assert_eq!((found.is_sound(), found.seal), (true, Seal::Absent), "{found:?}");
    });
}
