//! What Anki packages cost with `SQLite` and zstd alone.

use super::fresh;
use crate::program::{Result, median};
use crate::table::{Figure, Table, Who, Work};
use rusqlite::{Connection, params};
use std::fs::{self, File};
use std::hint::black_box;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};
use zip::ZipArchive;

/// The tables with many rows.
const TABLES: [&str; 3] = ["notes", "cards", "revlog"];

/// Copies the rows of a package into a new database with the same indexes, and packs it; and reads
/// them, with a row of a journal for each review.
pub fn packages(package: &Path, folder: &Path, table: &mut Table) -> Result<()> {
    let (unpacked, copy) = (folder.join("floor-in.db"), folder.join("floor-out.db"));
    unpack(package, &unpacked)?;
    let out = median(|| copied(&unpacked, &copy))?;
    table.put(Work::PackageOut, Who::Floor, Figure::Time(out));
    let journal = folder.join("floor-journal.db");
    let into = median(|| taken_in(package, &unpacked, &journal))?;
    table.put(Work::PackageIn, Who::Floor, Figure::Time(into));
    Ok(())
}

fn unpack(package: &Path, to: &Path) -> Result<()> {
    let mut zip = ZipArchive::new(File::open(package)?)?;
    let packed = zip.by_name("collection.anki21b")?;
    io::copy(&mut zstd::Decoder::new(packed)?, &mut File::create(to)?)?;
    Ok(())
}

fn copied(from: &Path, to: &Path) -> Result<Duration> {
    if to.exists() {
        fs::remove_file(to)?;
    }
    let start = Instant::now();
    let database = Connection::open(to)?;
    database.pragma_update(None, "journal_mode", "OFF")?;
    database.pragma_update(None, "synchronous", "OFF")?;
    database.execute("ATTACH ?1 AS old", [from.display().to_string()])?;
    let made = |kind: &str| -> Result<Vec<(String, String)>> {
        let sql = "SELECT tbl_name, sql FROM old.sqlite_schema WHERE type = ?1 AND sql IS NOT NULL";
        let mut query = database.prepare(sql)?;
        let rows = query.query_map([kind], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let all: rusqlite::Result<Vec<(String, String)>> = rows.collect();
        Ok(all?.into_iter().filter(|(name, _)| TABLES.contains(&name.as_str())).collect())
    };
    for (name, sql) in made("table")? {
        database.execute_batch(&sql)?;
        database.execute(&format!("INSERT INTO main.{name} SELECT * FROM old.{name}"), [])?;
    }
    for (_, sql) in made("index")? {
        database.execute_batch(&sql)?;
    }
    database.execute("DETACH old", [])?;
    drop(database);
    let packed = zstd::bulk::compress(&fs::read(to)?, 0)?;
    fs::write(to.with_extension("zst"), packed)?;
    Ok(start.elapsed())
}

fn taken_in(package: &Path, unpacked: &Path, to: &Path) -> Result<Duration> {
    let mut journal = fresh(to)?;
    let start = Instant::now();
    unpack(package, unpacked)?;
    let from = Connection::open(unpacked)?;
    let mut notes = from.prepare("SELECT guid, flds, tags FROM notes")?;
    let mut rows = notes.query([])?;
    while let Some(row) = rows.next()? {
        black_box(row.get_ref(1)?.as_bytes()?);
    }
    journal.pragma_update(None, "synchronous", "FULL")?;
    let transaction = journal.transaction()?;
    transaction.execute_batch(
        "CREATE TABLE event (id BLOB PRIMARY KEY, item TEXT, at INTEGER, kind TEXT, payload TEXT, \
         checksum BLOB) STRICT, WITHOUT ROWID",
    )?;
    let mut insert =
        transaction.prepare("INSERT INTO event VALUES (?1, ?2, ?3, 'reviewed', ?4, ?5)")?;
    let mut reviews = from.prepare(
        "SELECT revlog.id, nid, ease, revlog.ivl, time FROM revlog JOIN cards ON cards.id = cid \
         ORDER BY revlog.id",
    )?;
    let (mut rows, padding) = (reviews.query([])?, "x".repeat(150));
    while let Some(row) = rows.next()? {
        let (at, note): (i64, i64) = (row.get(0)?, row.get(1)?);
        let (ease, ivl, time): (i64, i64, i64) = (row.get(2)?, row.get(3)?, row.get(4)?);
        let payload = format!("{{\"rating\":{ease},\"days\":{ivl},\"ms\":{time},\"{padding}\":1}}");
        let name = (i128::from(at) << 64 | i128::from(note)).to_be_bytes();
        insert.execute(params![name, format!("deck/{note}"), at, payload, name])?;
    }
    drop(insert);
    transaction.execute_batch(
        "CREATE INDEX by_item ON event (item); CREATE INDEX by_time ON event (at)",
    )?;
    transaction.commit()?;
    Ok(start.elapsed())
}
