//! What happened to the journal since the agenda was made.

use super::store::Mark;
use crate::memory::StudyDay;
use crate::progress::error::JournalError;
use crate::progress::event_table::read_marked_rows;
use crate::progress::journal::Journal;
use crate::progress::tally::Tally;
use crate::study::{Event, EventId, EventKind};
use rusqlite::Connection;
use std::path::Path;

/// With more entries than this the agenda is made anew, which then costs hardly more.
const MOST: usize = 5000;

/// What happened to a journal since a mark.
#[derive(Debug)]
pub enum Since {
    /// These entries came, in order of their names.
    Came(Vec<Event>),
    /// What cannot be told: entries from another device, or another journal altogether.
    Anything,
}

/// Returns the state of a journal now; none where it keeps no tally yet.
pub fn mark(journal: &Journal) -> Result<Option<Mark>, JournalError> {
    let of = |error| JournalError::of(journal.path(), error);
    let Some(tally) = Tally::read(journal.connection()).map_err(of)? else { return Ok(None) };
    let last = journal.last_id()?.map_or([0; 16], |last| last.0.into_bytes());
    Ok(Some(Mark { tally, last }))
}

/// Returns what happened since a mark. Entries are named in the order in which one device writes
/// them, so those behind the last one that was known are the new ones, if the tally agrees.
pub fn since(journal: &Journal, before: &Mark, now: &Mark) -> Result<Since, JournalError> {
    if before == now {
        return Ok(Since::Came(Vec::new()));
    }
    let (events, tally) = read_behind(journal.connection(), before, journal.path())?;
    if events.len() <= MOST && tally.agrees(&now.tally) {
        Ok(Since::Came(events))
    } else {
        Ok(Since::Anything)
    }
}

fn read_behind(
    connection: &Connection,
    before: &Mark,
    path: &Path,
) -> Result<(Vec<Event>, Tally), JournalError> {
    let (mut events, mut tally) = (Vec::new(), before.tally);
    let condition = format!("id > ?1 ORDER BY id, checksum LIMIT {}", MOST + 1);
    read_marked_rows(connection, &condition, &[&before.last], path, |row, checksum| {
        tally.add(&checksum);
        let event = row
            .event()
            .map_err(|why| JournalError::Damaged { path: path.to_owned(), why: why.to_string() })?;
        events.push(event);
        Ok::<(), JournalError>(())
    })?;
    Ok((events, tally))
}

/// Returns the first study day whose reviews may count otherwise since these events.
pub fn first_day(events: &[Event]) -> Option<StudyDay> {
    let day = |event: &Event| match &event.kind {
        EventKind::Undone { of } => day_of_name(*of, event),
        _ => event.at.study_day(),
    };
    events.iter().map(day).min()
}

/// Returns the day on which an event of this name was written; its name begins with the moment.
fn day_of_name(name: EventId, event: &Event) -> StudyDay {
    let millis = i64::try_from(name.0.as_u128() >> 80).ok();
    let moment =
        millis.and_then(|millis| crate::memory::Moment::from_millis(millis, event.at.offset()));
    // A day earlier, for the learner may have been in another zone.
    moment.unwrap_or(event.at).study_day().minus(1)
}
