//! What is written is read, and what was torn or changed is noticed.

use super::*;
use crate::memory::Moment;
use crate::study::{Event, EventKind, IdSource, ItemId};
use proptest::prelude::*;

fn entries(n: u8) -> Vec<Entry> {
    let mut ids = IdSource::new([5; 32], None);
    let at = Moment::from_millis(1_767_268_800_000, 0).expect("in range");
    let item = ItemId { deck: "d".into(), card: "c".into(), part: 1 };
    (0..n)
        .map(|_| {
            let (id, kind) = (ids.next(at), EventKind::Suspended);
            Entry::of(&Event { id, at, item: Some(item.clone()), kind }, "x", "me")
        })
        .collect()
}

fn written(purpose: Purpose, n: u8) -> Vec<u8> {
    let heading = Heading::new(purpose, "x", 0);
    let mut writer = EntryWriter::begin(Vec::new(), &heading).expect("begun");
    for entry in entries(n) {
        writer.write(&entry).expect("written");
    }
    writer.end().expect("ended").1
}

fn read(bytes: &[u8]) -> Result<(EntryFile, Vec<Entry>), EntryFileError> {
    let mut found = Vec::new();
    let file = read_entries(bytes, |entry| -> Result<(), EntryFileError> {
        found.push(entry);
        Ok(())
    })?;
    Ok((file, found))
}

#[test]
fn what_was_written_is_read() {
    let (file, found) = read(&written(Purpose::Export, 3)).expect("an export");
    assert!(file.is_sound(), "{file:?}");
    assert_eq!((file.entries, found), (3, entries(3)));
}

#[test]
fn ends_of_lines_as_on_windows_and_a_byte_order_mark_are_no_fault() {
    for purpose in [Purpose::Export, Purpose::HandIn, Purpose::Device] {
        let mut bytes = written(purpose, 3);
        if !purpose.has_end() {
            let end = bytes[..bytes.len() - 1].iter().rposition(|b| *b == b'\n').expect("lines");
            bytes.truncate(end + 1);
        }
        let text = String::from_utf8(bytes).expect("text");
        for ends in ["\n", "\r\n"] {
            for begin in ["", "\u{feff}"] {
                let text = format!("{begin}{}", text.replace('\n', ends));
                let (file, found) = read(text.as_bytes()).expect("a heading");
                assert!(file.is_sound(), "{ends:?} {begin:?}: {file:?}");
                assert_eq!(found, entries(3));
                assert_eq!(read_heading(text.as_bytes()).expect("a heading"), file.heading);
            }
        }
    }
    let torn = String::from_utf8(written(Purpose::Export, 1)).expect("text").replace('\n', "\r");
    assert!(read(torn.as_bytes()).is_err(), "one line");
}

#[test]
fn every_changed_byte_is_noticed() {
    let bytes = written(Purpose::Export, 2);
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
            let sound = read(&changed).is_ok_and(|(file, _)| file.is_sound());
            assert!(!sound, "byte {at}, bit {bit}");
        }
    }
}

#[test]
fn a_torn_file_gives_every_whole_entry_and_says_that_it_is_torn() {
    let bytes = written(Purpose::Export, 3);
    let heading = bytes.iter().position(|b| *b == b'\n').expect("a heading") + 1;
    for end in heading..bytes.len() {
        let (file, found) = read(&bytes[..end]).expect("a heading");
        assert!(!file.is_sound(), "torn at {end}");
        let lines = bytes[heading..end].split(|b| *b == b'\n').count() - 1;
        assert_eq!(found, entries(3)[..lines.min(3)], "torn at {end}");
    }
}

#[test]
fn a_lost_line_and_a_line_behind_the_end_are_noticed() {
    let text = String::from_utf8(written(Purpose::Export, 3)).expect("text");
    let lines: Vec<&str> = text.lines().collect();
    for lost in 1..lines.len() {
        let mut rest = lines.clone();
        rest.remove(lost);
        let (file, _) = read((rest.join("\n") + "\n").as_bytes()).expect("a heading");
        assert!(!file.is_sound(), "line {lost} lost");
    }
    let (file, found) = read(format!("{text}{}\n", lines[1]).as_bytes()).expect("a heading");
    assert!(!file.is_sound() && found.len() == 4, "{file:?}");
}

proptest! {
    #[test]
    fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
        let mut behind = written(Purpose::Device, 1);
        behind.extend(bytes);
        prop_assert!(!read(&behind).expect("a heading").1.is_empty());
    }
}
