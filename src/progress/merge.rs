//! Bringing journals together: the union of their entries, the same in any order and however often.

use super::ahead::Ahead;
use super::all_entries::{Read, read_in_order};
use super::error::JournalError;
use super::event_table::{damaged, prove};
use super::journal::Journal;
use super::line::{Entry, Lines};
use super::writing::Writing;
use crate::memory::Moment;

/// What a merge brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Merged {
    /// Entries that were new.
    pub added: u64,
    /// Entries that were there already.
    pub known: u64,
}

/// A journal that entries are brought into.
pub struct Merging<'m, 'j> {
    writing: &'m mut Writing<'j>,
    merged: Merged,
}

impl Merging<'_, '_> {
    /// Brings an entry in, unless it is there.
    ///
    /// # Errors
    /// When it could not be stored; then nothing of the merge is.
    pub fn add(&mut self, entry: &Entry) -> Result<(), JournalError> {
        if self.writing.add(entry)? {
            self.merged.added += 1;
        } else {
            self.merged.known += 1;
        }
        Ok(())
    }

    /// Brings an entry in as [`add`](Self::add) does, and notes it where it is new and dated ahead.
    ///
    /// # Errors
    /// As for [`add`](Self::add).
    pub fn add_noting(
        &mut self,
        entry: &Entry,
        ahead: &mut Ahead,
        now: Moment,
    ) -> Result<(), JournalError> {
        let before = self.merged.added;
        self.add(entry)?;
        if self.merged.added > before {
            ahead.see(entry, now);
        }
        Ok(())
    }
}

impl Journal {
    /// Gives every entry to `take`, those that do not count among them, in order of their names,
    /// each with its checksum proven.
    ///
    /// # Errors
    /// When one cannot be read, or `take` fails.
    pub fn entries<E: From<JournalError>>(
        &self,
        mut take: impl FnMut(Entry) -> Result<(), E>,
    ) -> Result<(), E> {
        let path = self.path();
        let gather = |entries: &mut Vec<Entry>, read: &Read<'_>| {
            prove(read, path)?;
            entries.push(Entry::proven(read.row.owned(), read.checksum));
            Ok(())
        };
        read_in_order(self.connection(), path, gather, |entries| {
            entries.into_iter().try_for_each(&mut take)
        })
    }

    /// Gives the lines of all entries to `take`, many at a time, in order of the names of the
    /// entries, each with its checksum proven.
    ///
    /// # Errors
    /// When one cannot be read, or `take` fails.
    pub(super) fn lines<E: From<JournalError>>(
        &self,
        take: impl FnMut(Lines) -> Result<(), E>,
    ) -> Result<(), E> {
        let path = self.path();
        let gather = |lines: &mut Lines, read: &Read<'_>| {
            prove(read, path)?;
            lines.add(&read.row).map_err(|fault| damaged(path, fault.to_string()))
        };
        read_in_order(self.connection(), path, gather, take)
    }

    /// Brings entries of other journals in, as `feed` gives them, and everything that follows from
    /// them up to date, in one transaction.
    ///
    /// # Errors
    /// When they could not be stored or `feed` fails; then none of them is.
    pub fn merge<T, E: From<JournalError>>(
        &mut self,
        feed: impl FnOnce(&mut Merging<'_, '_>) -> Result<T, E>,
    ) -> Result<(Merged, T), E> {
        self.write(|writing| {
            let mut merging = Merging { writing, merged: Merged::default() };
            let fed = feed(&mut merging)?;
            let Merging { writing, merged } = merging;
            Ok((writing.restate_added()?, (merged, fed)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::WEIGHTS;
    use crate::progress::journal::tests::{events, in_memory};
    use crate::progress::verify;
    use crate::study::{Event, EventKind, IdSource, ItemId, Standing, effective};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn all(journal: &Journal) -> Vec<Entry> {
        let mut entries = Vec::new();
        let taken: Result<(), JournalError> = journal.entries(|entry| {
            entries.push(entry);
            Ok(())
        });
        taken.expect("entries");
        entries
    }

    fn bring(to: &mut Journal, entries: &[Entry]) -> Merged {
        let fed = to.merge(|merging| entries.iter().try_for_each(|entry| merging.add(entry)));
        fed.expect("merged").0
    }

    fn stored(journal: &Journal) -> BTreeMap<String, Standing> {
        let mut all = journal.standings().expect("standings");
        all.retain(|_, standing| *standing != Standing::default());
        all.into_iter().map(|(item, standing)| (item.to_string(), standing)).collect()
    }

    type Drawn = Vec<(u8, u8, u8, u8)>;

    fn drawn() -> impl Strategy<Value = Drawn> {
        prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>()), 0..12)
    }

    proptest! {
        // 500 of two devices and 500 of three.
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn two_journals_meet_in_the_same_one_either_way(
            a in drawn(), b in drawn(), common in drawn(),
        ) {
            let devices = devices(&[a, b], &common);
            let parts: Vec<Vec<Entry>> = devices.iter().map(all).collect();
            let [mut one, mut other] = <[Journal; 2]>::try_from(devices).expect("two");
            bring(&mut one, &parts[1]);
            bring(&mut other, &parts[0]);
            agree(&one, &other)?;
            prop_assert_eq!(bring(&mut one, &parts[1]).added, 0, "a second time brings nothing");
            agree(&one, &other)?;
        }

        #[test]
        fn three_journals_meet_in_the_same_one_in_any_order(
            a in drawn(), b in drawn(), c in drawn(), common in drawn(),
            order in Just(vec![0_usize, 1, 2, 0, 1]).prop_shuffle(),
        ) {
            let devices = devices(&[a, b, c], &common);
            let parts: Vec<Vec<Entry>> = devices.iter().map(all).collect();
            let mut straight = in_memory("straight");
            let mut shuffled = in_memory("shuffled");
            for part in &parts {
                bring(&mut straight, part);
            }
            for part in &order {
                bring(&mut shuffled, &parts[*part]);
            }
            agree(&straight, &shuffled)?;
        }
    }

    /// Returns a journal in a file, which all cores read.
    fn in_file(folder: &tempfile::TempDir, name: &str) -> Journal {
        Journal::open(&folder.path().join(name).join("journal.db")).expect("a journal")
    }

    /// Returns the event by which the item of another goes by a name that it had not.
    fn renamed(last: &Event) -> Event {
        let from = last.item.clone().expect("an item");
        let at = last.at.after_seconds(1);
        let item = ItemId { card: "new".into(), ..from.clone() };
        let id = IdSource::new([8; 32], Some(last.id)).next(at);
        Event { id, at, item: Some(item), kind: EventKind::Renamed { from } }
    }

    /// Returns the event by which another memory model holds than the one before.
    fn fitted(last: &Event) -> Event {
        let at = last.at.after_seconds(2);
        let weights = Box::new(WEIGHTS.map(|weight| weight * 0.9));
        let id = IdSource::new([9; 32], Some(last.id)).next(at);
        Event { id, at, item: None, kind: EventKind::Fitted { weights } }
    }

    fn is_sound(journal: Journal) -> bool {
        let path = journal.path().to_owned();
        drop(journal);
        verify(&path).expect("readable").expect("there").is_sound()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn entries_in_bulk_come_to_what_they_come_to_one_by_one(
            first in drawn(), second in drawn(), of_other in drawn(), twice in any::<bool>(),
            fit in any::<bool>(),
        ) {
            let folder = tempfile::tempdir().expect("a folder");
            let mut bulk = in_file(&folder, "bulk");
            let mut single = in_memory(bulk.device());
            let mut other = in_memory("other");
            let firsts = events(&first, 1);
            if twice {
                // The same import on two devices: names that stand for two entries each.
                other.append_missing(&firsts).expect("imported");
            }
            other.append_all(&events(&of_other, 3)).expect("stored");
            let mut seconds = events(&second, 2);
            seconds.extend(firsts.last().map(renamed));
            seconds.extend(firsts.last().filter(|_| fit).map(fitted));
            for part in [firsts, seconds] {
                bulk.append_missing(&part).expect("stored");
                for event in part {
                    single.append(&event).expect("stored");
                }
            }
            let others = all(&other);
            bring(&mut bulk, &others);
            for entry in others {
                bring(&mut single, &[entry]);
            }
            agree(&bulk, &single)?;
            bulk.rebuild().expect("rebuilt");
            agree(&bulk, &single)?;
            prop_assert!(is_sound(bulk), "indexes and guards too");
        }
    }

    /// Returns the journals of devices that each did something of their own after the same
    /// beginning, and each imported the same reviews.
    fn devices(own: &[Drawn], common: &Drawn) -> Vec<Journal> {
        let beginning = events(common, 9);
        let device = |(n, own): (u8, &Drawn)| {
            let mut journal = in_memory(&format!("device {n}"));
            // The same events under the name of each device, as an import of one file gives them.
            journal.append_missing(&beginning).expect("imported");
            for event in events(own, n) {
                journal.append(&event).expect("stored");
            }
            journal
        };
        (0..).zip(own).map(device).collect()
    }

    fn agree(one: &Journal, other: &Journal) -> Result<(), TestCaseError> {
        prop_assert_eq!(all(one), all(other));
        prop_assert_eq!(one.events().expect("events"), other.events().expect("events"));
        prop_assert_eq!(stored(one), stored(other));
        let events = one.events().expect("events");
        let replayed = effective(&events, one.model());
        for (item, standing) in &replayed.standings {
            prop_assert_eq!(&one.standing(item).expect("a standing"), standing);
        }
        Ok(())
    }

    #[test]
    fn of_two_entries_with_one_name_both_journals_count_the_same() {
        let event = &events(&[(0, 8, 2, 5)], 1)[0];
        let other = events(&[(0, 8, 3, 5)], 1).remove(0);
        assert_eq!(event.id, other.id, "drawn from the same seed");
        let (mut one, mut two) = (in_memory("one"), in_memory("two"));
        one.append(event).expect("stored");
        two.append(&other).expect("stored");
        let (of_one, of_two) = (all(&one), all(&two));
        bring(&mut one, &of_two);
        bring(&mut two, &of_one);
        assert_eq!(one.events().expect("events"), two.events().expect("events"));
        assert_eq!(one.events().expect("events").len(), 1);
        assert_eq!(stored(&one), stored(&two));
    }
}
