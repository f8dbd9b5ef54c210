//! Where an item stands, as a row of the cache.

use crate::memory::{ItemState, Memory, Moment, Phase, Seen, StudyDay};
use crate::study::Standing;
use chrono::NaiveDate;
use rusqlite::types::Type;
use rusqlite::{Connection, Row, params};
use std::cmp::Ordering;

/// The columns after `item`, in the order of [`read`].
pub const COLUMNS: &str = "state, stability, difficulty, step, due_at, due_zone, due_day, interval, \
                           last_at, last_zone, reps, lapses, suspended, buried_until";

/// Writes where an item stands.
pub fn write(connection: &Connection, item: &str, standing: &Standing) -> rusqlite::Result<()> {
    let seen = standing.state.seen();
    let memory = seen.map(|seen| seen.memory);
    let phase = seen.map(|seen| seen.phase);
    let (step, at) = match phase {
        Some(Phase::Learning { step, due } | Phase::Relearning { step, due }) => {
            (Some(step), Some(due))
        }
        _ => (None, None),
    };
    let (day, interval) = match phase {
        Some(Phase::Review { due, interval }) => (Some(due.date()), Some(interval)),
        _ => (None, None),
    };
    connection
        .prepare_cached(&format!(
            "INSERT OR REPLACE INTO standing (item, {COLUMNS}) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
        ))?
        .execute(params![
            item,
            standing.state.name(),
            memory.map(|memory| f64::from(memory.stability)),
            memory.map(|memory| f64::from(memory.difficulty)),
            step,
            at.map(Moment::millis),
            at.map(Moment::offset),
            day.map(|day| day.to_string()),
            interval,
            seen.map(|seen| seen.last.millis()),
            seen.map(|seen| seen.last.offset()),
            seen.map_or(0, |seen| seen.reps),
            seen.map_or(0, |seen| seen.lapses),
            standing.suspended,
            standing.buried_until.map(|day| day.date().to_string()),
        ])?;
    Ok(())
}

/// Makes the table say where these items stand and no others, where it is known to say what is
/// `there`; both are in the order of the items' names.
pub fn replace(
    connection: &Connection,
    there: Option<&[(Box<str>, Standing)]>,
    standings: &[(Box<str>, Standing)],
) -> rusqlite::Result<()> {
    if there.is_none() {
        // What cannot be read is no state to keep.
        clear(connection)?;
    }
    for (item, _, wanted) in differences(there.unwrap_or_default(), standings) {
        if let Some(standing) = wanted {
            write(connection, item, standing)?;
        } else {
            let mut remove = connection.prepare_cached("DELETE FROM standing WHERE item = ?1")?;
            remove.execute([item])?;
        }
    }
    Ok(())
}

/// Makes the table say nothing.
pub fn clear(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM standing", [])?;
    Ok(())
}

/// Reads where all items stand, in the order of the texts of their names.
pub fn read_all(connection: &Connection) -> rusqlite::Result<Vec<(Box<str>, Standing)>> {
    let sql = format!("SELECT item, {COLUMNS} FROM standing ORDER BY item");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, read(row, 1)?)))?;
    rows.collect()
}

/// Where an item stands by one account and by another, where both differ.
pub type Difference<'d> = (&'d str, Option<&'d Standing>, Option<&'d Standing>);

/// Returns where two accounts differ, each in the order of the names of its items.
pub fn differences<'d>(
    one: &'d [(Box<str>, Standing)],
    other: &'d [(Box<str>, Standing)],
) -> impl Iterator<Item = Difference<'d>> {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    std::iter::from_fn(move || {
        loop {
            let order = match (one.peek(), other.peek()) {
                (None, None) => return None,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((a, _)), Some((b, _))) => a.cmp(b),
            };
            let a = if order.is_le() { one.next() } else { None };
            let b = if order.is_ge() { other.next() } else { None };
            let (item, _) = a.or(b)?;
            let (a, b) = (a.map(|(_, standing)| standing), b.map(|(_, standing)| standing));
            if a != b {
                return Some((&**item, a, b));
            }
        }
    })
}

/// Reads a row whose columns from `first` on are [`COLUMNS`].
pub fn read(row: &Row<'_>, first: usize) -> rusqlite::Result<Standing> {
    let bad = |column: usize, why: &str| bad(first + column, why);
    let day = |column: usize| day(row, first + column);
    let moment = |at: usize| -> rusqlite::Result<Moment> {
        let moment = Moment::from_millis(row.get(first + at)?, row.get(first + at + 1)?);
        moment.ok_or_else(|| bad(at, "not a moment"))
    };
    let name: String = row.get(first)?;
    let phase = match name.as_str() {
        "new" => None,
        "learning" => Some(Phase::Learning { step: row.get(first + 3)?, due: moment(4)? }),
        "relearning" => Some(Phase::Relearning { step: row.get(first + 3)?, due: moment(4)? }),
        "review" => Some(Phase::Review {
            due: day(6)?.ok_or_else(|| bad(6, "no day"))?,
            interval: row.get(first + 7)?,
        }),
        _ => return Err(bad(0, "not a state")),
    };
    let state = match phase {
        None => ItemState::New,
        Some(phase) => ItemState::Seen(Seen {
            memory: Memory {
                stability: float(row, first + 1)?,
                difficulty: float(row, first + 2)?,
            },
            phase,
            last: moment(8)?,
            reps: row.get(first + 10)?,
            lapses: row.get(first + 11)?,
        }),
    };
    Ok(Standing { state, suspended: row.get(first + 12)?, buried_until: day(13)? })
}

/// Reads a study day, if the column has one.
pub fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<StudyDay>> {
    let text: Option<String> = row.get(column)?;
    let read = |text: String| {
        let date: Result<NaiveDate, _> = text.parse();
        date.map(StudyDay::new).map_err(|_| bad(column, "not a day"))
    };
    text.map(read).transpose()
}

fn bad(column: usize, why: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, why.into())
}

fn float(row: &Row<'_>, column: usize) -> rusqlite::Result<f32> {
    let wide: f64 = row.get(column)?;
    #[expect(clippy::cast_possible_truncation, reason = "it was written from an f32")]
    Ok(wide as f32)
}
