//! Where an item stands, as a row of the cache.

use crate::memory::{ItemState, Memory, Moment, Phase, Seen, StudyDay};
use crate::study::{Replay, Standing};
use chrono::NaiveDate;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

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

/// Reads where an item stands; none where nothing is said of it.
pub fn of(connection: &Connection, item: &str) -> rusqlite::Result<Option<Standing>> {
    let sql = format!("SELECT {COLUMNS} FROM standing WHERE item = ?1");
    connection.prepare_cached(&sql)?.query_row([item], |row| read(row, 0)).optional()
}

/// Where the table and a replay differ about items that either has something to say of.
#[derive(Debug, Default)]
pub struct Compared {
    /// How many items the table has something to say of.
    pub stored: u64,
    /// The items about which they differ, in the order of their names, with what the replay says;
    /// none where it says nothing.
    pub differing: Vec<(Box<str>, Option<Standing>)>,
}

/// Compares the table with a replay. An item of which nothing is said is one that stands as it would
/// by itself.
pub fn compare(
    connection: &Connection,
    mut replay: Replay<Standing>,
) -> rusqlite::Result<Compared> {
    let mut compared = Compared::default();
    let said = |standing: Option<Standing>| standing.filter(|said| *said != Standing::default());
    let sql = format!("SELECT item, {COLUMNS} FROM standing");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let item = row.get_ref(0)?.as_str()?;
        let (stored, replayed) = (said(Some(read(row, 1)?)), said(replay.remove(item)));
        compared.stored += u64::from(stored.is_some());
        if stored != replayed {
            compared.differing.push((item.into(), replayed));
        }
    }
    let missing =
        replay.rest().filter_map(|(item, standing)| Some((item, Some(said(Some(standing))?))));
    compared.differing.extend(missing);
    compared.differing.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    Ok(compared)
}

/// Makes the table say what a replay says where both differ.
pub fn correct(connection: &Connection, compared: &Compared) -> rusqlite::Result<()> {
    for (item, wanted) in &compared.differing {
        if let Some(standing) = wanted {
            write(connection, item, standing)?;
        } else {
            let mut remove = connection.prepare_cached("DELETE FROM standing WHERE item = ?1")?;
            remove.execute([&**item])?;
        }
    }
    Ok(())
}

/// Makes the table say nothing.
pub fn clear(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM standing", [])?;
    Ok(())
}

/// Reads a row whose columns from `first` on are [`COLUMNS`].
pub fn read(row: &Row<'_>, first: usize) -> rusqlite::Result<Standing> {
    let bad = |column: usize, why: &str| bad(first + column, why);
    let day = |column: usize| day(row, first + column);
    let moment = |at: usize| -> rusqlite::Result<Moment> {
        let moment = Moment::from_millis(row.get(first + at)?, row.get(first + at + 1)?);
        moment.ok_or_else(|| bad(at, "not a moment"))
    };
    let phase = match row.get_ref(first)?.as_str()? {
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
    let read = |text: &str| {
        let date: Result<NaiveDate, _> = text.parse();
        date.map(StudyDay::new).map_err(|_| bad(column, "not a day"))
    };
    row.get_ref(column)?.as_str_or_null()?.map(read).transpose()
}

fn bad(column: usize, why: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, why.into())
}

fn float(row: &Row<'_>, column: usize) -> rusqlite::Result<f32> {
    let wide: f64 = row.get(column)?;
    #[expect(clippy::cast_possible_truncation, reason = "it was written from an f32")]
    Ok(wide as f32)
}
