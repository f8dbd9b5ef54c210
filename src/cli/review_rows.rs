//! The rows of a file of reviews, read whole before anything is stored: every fault is told at once,
//! and each id that is none once, with the lines that have it.

use super::error::CommandError;
use super::import_reviews::Past;
use super::item_names::{ItemNames, NoItem};
use super::library::{Library, count};
use crate::memory::{Moment, Rating};
use crate::study::ItemId;
use chrono::DateTime;
use csv::{Reader, StringRecord};
use serde::Deserialize;
use std::collections::HashMap;
use std::fs::File;
use std::path::Path;
use std::str::FromStr as _;
use std::sync::Arc;

/// The largest file that is read, in bytes: some four million reviews.
const LARGEST: u64 = 256 * 1024 * 1024;
/// How many faults are shown.
const SHOWN: usize = 10;
/// How many lines are named of an id that is none.
const LINES: usize = 3;

/// A row of the file.
#[derive(Debug, Deserialize)]
struct Row<'r> {
    item: &'r str,
    time: &'r str,
    rating: &'r str,
}

/// What is wrong with the file.
#[derive(Debug)]
enum Fault {
    /// A name of no item, and where the rows that have it begin.
    Name { name: String, why: NoItem, rows: Vec<u64> },
    /// What is wrong in the row that begins here.
    Row { at: u64, why: String },
}

/// The file while it is read.
struct Reading<'r> {
    names: &'r ItemNames,
    reviews: Vec<Past>,
    faults: Vec<Fault>,
    /// What each name turned out to be: an item, or the fault at this place.
    known: HashMap<String, Result<Arc<ItemId>, usize>>,
}

/// Reads the reviews of a file.
///
/// # Errors
/// When the file cannot be read, or a row of it is not as it should be.
pub fn read(path: &Path, library: &Library) -> Result<Vec<Past>, CommandError> {
    let (mut reader, headers) = open(path)?;
    let names = ItemNames::of(library);
    let known = HashMap::new();
    let mut reading = Reading { names: &names, reviews: Vec::new(), faults: Vec::new(), known };
    let mut record = StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => reading.take(&record, &headers),
            Err(error) => {
                reading.faults.push(fault_of(&error));
                if error.is_io_error() {
                    break;
                }
            }
        }
    }
    if reading.faults.is_empty() { Ok(reading.reviews) } else { Err(reading.refusal(path)) }
}

fn open(path: &Path) -> Result<(Reader<File>, StringRecord), CommandError> {
    let shown = path.display();
    let cannot = |why: String| CommandError::new(format!("cannot read `{shown}`: {why}"));
    let size = std::fs::metadata(path).map_err(|error| cannot(error.to_string()))?.len();
    if size > LARGEST {
        return Err(cannot("it is larger than 256 MB".into()).hint("split it"));
    }
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(path)
        .map_err(|error| cannot(error.to_string()))?;
    let headers = reader.headers().map_err(|error| cannot(error.to_string()))?.clone();
    let missing: Vec<&str> = ["item", "time", "rating"]
        .into_iter()
        .filter(|h| !headers.iter().any(|x| x == *h))
        .collect();
    if !missing.is_empty() {
        let message = format!("`{shown}` has no column `{}`", missing.join("`, `"));
        return Err(CommandError::new(message).hint("the first line is `item,time,rating`"));
    }
    Ok((reader, headers))
}

impl Reading<'_> {
    /// Takes a row in.
    fn take(&mut self, record: &StringRecord, headers: &StringRecord) {
        let start = record.position().map_or(0, csv::Position::byte);
        let row: Row<'_> = match record.deserialize(Some(headers)) {
            Ok(row) => row,
            Err(error) => return self.faults.push(fault_of(&error)),
        };
        let Some(item) = self.item(row.item, start) else { return };
        match moment_and_rating(&row) {
            Ok((at, rating)) => self.reviews.push(Past { at, item, rating }),
            Err(why) => {
                self.faults.push(Fault::Row { at: start, why: format!("{item}: {why}") });
            }
        }
    }

    /// Returns the item that the row which begins here names; none where there is no such item, which
    /// is noted.
    fn item(&mut self, name: &str, row: u64) -> Option<Arc<ItemId>> {
        if !self.known.contains_key(name) {
            let found = self.names.find(name).map(Arc::new).map_err(|why| {
                self.faults.push(Fault::Name { name: name.to_owned(), why, rows: Vec::new() });
                self.faults.len() - 1
            });
            self.known.insert(name.to_owned(), found);
        }
        match self.known.get(name)? {
            Ok(item) => Some(item.clone()),
            Err(place) => {
                if let Some(Fault::Name { rows, .. }) = self.faults.get_mut(*place) {
                    rows.push(row);
                }
                None
            }
        }
    }

    /// Returns the error that tells the faults.
    fn refusal(&self, path: &Path) -> CommandError {
        // Read again, because only of a file with faults the lines are wanted.
        let bytes = std::fs::read(path).unwrap_or_default();
        let told = self.faults.iter().take(SHOWN).map(|fault| self.told(fault, &bytes));
        let told: String = told.collect();
        let more = self.faults.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
        let rows = count(self.faults.iter().map(Fault::rows).sum(), "bad row");
        let message = format!("`{}` has {rows}:{told}{more}", path.display());
        let of_names = |fault: &Fault| matches!(fault, Fault::Name { .. });
        let mut hints = Vec::new();
        if self.faults.iter().any(of_names) {
            hints.push(
                "an item is `deck/card`, or `deck/card#2` for a second gap, by the ids of decks and \
                 cards: `docent cards` lists them",
            );
        }
        if !self.faults.iter().all(of_names) {
            hints.push("time is RFC 3339 (2026-01-31T18:00:00+01:00), rating 1 to 4 or its word");
        }
        hints.push("nothing was imported");
        CommandError::new(message).hint(hints.join("; "))
    }

    fn told(&self, fault: &Fault, bytes: &[u8]) -> String {
        let (name, why, rows) = match fault {
            Fault::Row { at, why } => return format!("\n  line {}: {why}", line_at(bytes, *at)),
            Fault::Name { name, why, rows } => (name, why, rows),
        };
        let near = self.names.nearest(name).filter(|_| *why == NoItem::Unknown);
        let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        format!("\n  {}: {}{near}", named_lines(rows, bytes), why.message(name))
    }
}

impl Fault {
    /// Returns how many rows have it.
    fn rows(&self) -> usize {
        match self {
            Self::Name { rows, .. } => rows.len(),
            Self::Row { .. } => 1,
        }
    }
}

fn moment_and_rating(row: &Row<'_>) -> Result<(Moment, Rating), String> {
    let time = DateTime::parse_from_rfc3339(row.time)
        .map_err(|_| format!("`{}` is no moment", row.time))?;
    let rating = Rating::from_str(row.rating).map_err(|fault| fault.to_string())?;
    Ok((Moment::new(time), rating))
}

/// Returns the fault of a row that is none.
fn fault_of(error: &csv::Error) -> Fault {
    let why = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("it has {}, and the first line {expected_len}", count_of_cells(*len))
        }
        csv::ErrorKind::Utf8 { .. } => "it is not UTF-8 text".into(),
        _ => error.to_string(),
    };
    Fault::Row { at: error.position().map_or(0, csv::Position::byte), why }
}

fn count_of_cells(cells: u64) -> String {
    count(usize::try_from(cells).unwrap_or(usize::MAX), "cell")
}

/// Returns the line of the row that begins here, which may be before the end of the line above it: the
/// lines of the reader are one too few where lines end in a carriage return.
fn line_at(bytes: &[u8], row: u64) -> usize {
    let row = usize::try_from(row).unwrap_or(usize::MAX).min(bytes.len());
    let ends = bytes[row..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    bytes[..row + ends].split(|byte| *byte == b'\n').count()
}

/// Returns the lines of the first of these rows and how many more there are: "lines 2, 3, 4 and 37
/// more".
fn named_lines(rows: &[u64], bytes: &[u8]) -> String {
    let first = rows.iter().take(LINES).map(|row| line_at(bytes, *row).to_string());
    let first: Vec<String> = first.collect();
    let noun = if rows.len() == 1 { "line" } else { "lines" };
    let more = match rows.len().saturating_sub(LINES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{noun} {}{more}", first.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_lines_the_first_are_named() {
        let bytes = b"a\r\nb\n\nc\nd\ne\n";
        assert_eq!(named_lines(&[0], bytes), "line 1");
        assert_eq!(named_lines(&[2], bytes), "line 2", "from before the end of the line above");
        assert_eq!(named_lines(&[2, 5, 7], bytes), "lines 2, 4, 5");
        assert_eq!(named_lines(&[0, 2, 5, 7, 9], bytes), "lines 1, 2, 4 and 2 more");
    }
}
