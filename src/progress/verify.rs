//! Whether a journal is as it should be: what `SQLite` says of its file, every entry beside its
//! checksum, all of them beside the tally, the stored states beside a replay, and every byte beside
//! the seal.

use super::all_entries::{Looks, Read, read_here};
use super::error::JournalError;
use super::journal::{Journal, refuse_damaged_log};
use super::opening::{keeps_no_tally, schema_differs};
use super::replaying::{Steps, Teller};
use super::seal::{self, Seal};
use super::standing;
use super::tally::Tally;
use crate::memory::Model;
use crate::study::{ItemId, ItemIdError, Standing, Told};
use crate::workers::both;
use rusqlite::Connection;
use std::path::Path;

/// How many of what is wrong are told one by one.
const MOST_TOLD: usize = 20;

/// What a journal was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Entries that are whole.
    pub entries: u64,
    /// Entries whose checksum does not fit or that cannot be understood, as far as they are named.
    pub broken: Vec<String>,
    /// How many entries are broken.
    pub broken_entries: u64,
    /// How many entries are gone that were stored; below zero, some are there that were not
    /// counted. None where the count itself cannot be read.
    pub gone: Option<i64>,
    /// What `SQLite` finds wrong with the file.
    pub file: Vec<String>,
    /// Items whose stored state is not what their entries come to.
    pub states: Vec<ItemId>,
    /// How many items have a state.
    pub items: u64,
    /// Whether the bytes are as they were when the journal was closed.
    pub seal: Seal,
}

impl Verification {
    /// Returns how many entries were stored, as far as the journal still tells.
    #[must_use]
    pub fn stored(&self) -> Option<u64> {
        let whole = i64::try_from(self.entries + self.broken_entries).ok()?;
        u64::try_from(whole + self.gone?).ok()
    }

    /// Returns whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.broken_entries == 0
            && self.gone.is_none_or(|gone| gone == 0)
            && self.file.is_empty()
            && self.states.is_empty()
            && !matches!(self.seal, Seal::Broken | Seal::Older)
    }
}

/// Checks the journal at this path; none when there is none.
///
/// # Errors
/// When it cannot be read at all.
pub fn verify(path: &Path) -> Result<Option<Verification>, JournalError> {
    verify_by(path, "PRAGMA integrity_check(20)")
}

/// Checks a journal of which nothing is wanted but its entries, as [`verify`] does, but for whether
/// its indexes name each of them: no entry is read by those.
///
/// # Errors
/// When it cannot be read at all.
pub fn verify_entries(path: &Path) -> Result<Option<Verification>, JournalError> {
    verify_by(path, "PRAGMA quick_check(20)")
}

fn verify_by(path: &Path, check: &str) -> Result<Option<Verification>, JournalError> {
    refuse_damaged_log(path)?;
    let journal = match Journal::open_unproven(path) {
        // A version that only looks newer for a changed byte is damage, which can be repaired.
        Err(JournalError::Newer { .. }) if seal::check(path) == Seal::Broken => {
            let why = "its version has changed since it was closed".to_owned();
            return Err(JournalError::Damaged { path: path.to_owned(), why });
        }
        journal => journal?,
    };
    let Some(journal) = journal else { return Ok(None) };
    let of = |error| JournalError::of(path, error);
    // One transaction, so that a session that answers meanwhile changes nothing of what is seen.
    let reading = journal.connection().unchecked_transaction().map_err(of)?;
    let (model, no_model) = match journal.model_now() {
        Ok(model) => (model, None),
        Err(error) => (Model::default(), Some(error)),
    };
    let looks = Looks::open(&reading, path);
    let all = || looks.and_then(|looks| check_all(looks, model.clone(), path).ok());
    let (checked, file) = both(all, || check_file(&reading, check, path));
    let mut found = file?;
    let (checked, teller) = match checked.filter(|(checked, _)| checked.is_all_of(&reading)) {
        Some(all) => all,
        // Of what is damaged most is found by reading one entry after the other.
        None => check_entries(&reading, model, path)?,
    };
    found.take(checked, &reading, path)?;
    match no_model {
        _ if found.broken_entries > 0 => {}
        Some(error) => found.file.push(error.to_string()),
        None => check_states(&reading, teller, &mut found),
    }
    drop(reading);
    drop(journal);
    found.seal = seal::check(path);
    Ok(Some(found))
}

fn check_file(
    connection: &Connection,
    check: &str,
    path: &Path,
) -> Result<Verification, JournalError> {
    let mut file = Vec::new();
    let of = |error| JournalError::of(path, error);
    let mut statement = connection.prepare(check).map_err(of)?;
    let mut rows = statement.query([]).map_err(of)?;
    while let Some(row) = rows.next().map_err(of)? {
        let says: String = row.get(0).map_err(of)?;
        if says != "ok" {
            file.push(says);
        }
    }
    file.extend(schema_differs(connection, path)?);
    Ok(Verification {
        entries: 0,
        broken: Vec::new(),
        broken_entries: 0,
        gone: None,
        file,
        states: Vec::new(),
        items: 0,
        seal: Seal::Absent,
    })
}

/// What was found of some of the entries.
#[derive(Default)]
struct Checked {
    /// Those that are whole.
    tally: Tally,
    /// Those of them that count and were not told yet.
    untold: Steps,
    /// Those that are not, as far as they are told.
    broken: Vec<String>,
    broken_entries: u64,
}

impl Checked {
    fn take(&mut self, read: &Read<'_>) {
        let Read { row, checksum, counts } = read;
        let understood = row.event().map(|event| (event.id, event.at, Told::from(&event.kind)));
        match understood {
            Ok((id, at, told)) if *checksum == row.checksum() => {
                self.tally.add(checksum);
                if *counts {
                    self.untold.add(id, at, row.item, told);
                }
            }
            _ => {
                let item = if row.item.is_empty() { "all items" } else { row.item };
                self.tell_broken(format!("an entry about `{item}`"));
            }
        }
    }

    /// Returns whether these are all entries that the journal should have, and whole.
    fn is_all_of(&self, journal: &Connection) -> bool {
        let kept = Tally::read(journal).ok().flatten();
        self.broken_entries == 0 && kept.is_some_and(|kept| kept.agrees(&self.tally))
    }

    fn tell_broken(&mut self, what: String) {
        self.broken_entries += 1;
        if self.broken.len() < MOST_TOLD {
            self.broken.push(what);
        }
    }

    /// Takes in what another has found, and tells what is not told yet.
    fn join(&mut self, other: Self, teller: &mut Teller<'_, Standing>) -> Result<(), JournalError> {
        self.tally.join(&other.tally);
        self.broken.extend(other.broken);
        self.broken_entries += other.broken_entries;
        teller.tell_all(&other.untold)
    }
}

/// What was found of all entries, and what those come to that are whole.
type All<'p> = (Checked, Teller<'p, Standing>);

/// Reads every entry, on all cores.
fn check_all<'p>(looks: Looks<'_>, model: Model, path: &'p Path) -> Result<All<'p>, JournalError> {
    let (mut checked, mut teller) = (Checked::default(), Teller::new(model, path));
    let gather = |some: &mut Checked, read: &Read<'_>| {
        some.take(read);
        Ok(())
    };
    looks.read_in_order(gather, |some| checked.join(some, &mut teller))?;
    Ok((checked, teller))
}

/// Reads every entry, one after the other, up to a place that is torn.
fn check_entries<'p>(
    connection: &Connection,
    model: Model,
    path: &'p Path,
) -> Result<All<'p>, JournalError> {
    let (mut checked, mut teller) = (Checked::default(), Teller::new(model, path));
    let read = read_here(connection, path, |read| {
        checked.take(read);
        let told = teller.tell_all(&checked.untold);
        checked.untold.clear();
        told
    });
    match read {
        Ok(()) => {}
        // What stood before the place is counted; the tally tells what is gone.
        Err(JournalError::Damaged { why, .. }) => checked.tell_broken(why),
        Err(other) => return Err(other),
    }
    Ok((checked, teller))
}

impl Verification {
    /// Takes in what was found of all entries.
    fn take(
        &mut self,
        checked: Checked,
        connection: &Connection,
        path: &Path,
    ) -> Result<(), JournalError> {
        self.entries = checked.tally.entries;
        self.broken_entries = checked.broken_entries;
        self.broken = checked.broken;
        match Tally::read(connection) {
            Ok(None) if keeps_no_tally(connection, path)? => {}
            Ok(None) => self.file.push("it lacks its tally of entries".to_owned()),
            Ok(Some(kept)) => self.compare(&kept, &checked.tally),
            Err(error) => self.file.push(error.to_string()),
        }
        Ok(())
    }

    fn compare(&mut self, kept: &Tally, counted: &Tally) {
        let whole = i64::try_from(counted.entries + self.broken_entries).unwrap_or(i64::MAX);
        let gone = i64::try_from(kept.entries).unwrap_or(i64::MAX) - whole;
        self.gone = Some(gone);
        if gone == 0 && self.broken_entries == 0 && !kept.agrees(counted) {
            self.file.push("the sum over all entries does not fit".to_owned());
        }
    }
}

fn check_states(journal: &Connection, teller: Teller<'_, Standing>, found: &mut Verification) {
    let replay = match teller.finish(journal) {
        Ok(replay) => replay,
        Err(error) => return found.file.push(error.to_string()),
    };
    let compared = match standing::compare(journal, replay) {
        Ok(compared) => compared,
        Err(error) => return found.file.push(error.to_string()),
    };
    found.items = compared.stored;
    for (item, _) in compared.differing {
        match item.parse() {
            Ok(item) => found.states.push(item),
            Err(fault) => found.file.push(ItemIdError::to_string(&fault)),
        }
    }
}

#[cfg(test)]
mod tests;
