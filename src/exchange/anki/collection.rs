//! A collection that was read: note types, notes, cards, decks and the review log, whichever
//! schema it has.

use super::database::add_collation;
use super::message::{NotetypeConfig, TemplateConfig};
use super::package::PackageError;
use prost::Message as _;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde_json::Value;
use std::collections::BTreeMap;

/// The most notes that are read; shared decks of all Latin have fewer.
const MOST: i64 = 300_000;

/// A note type.
#[derive(Debug, Clone, Default)]
pub struct Notetype {
    pub name: String,
    pub is_cloze: bool,
    pub fields: Vec<String>,
    /// Each template's question and answer side.
    pub templates: Vec<(String, String)>,
}

/// A note.
#[derive(Debug, Clone)]
pub struct Note {
    pub id: i64,
    pub guid: String,
    pub notetype: i64,
    pub tags: Vec<String>,
    pub fields: Vec<String>,
}

/// A card of a note.
#[derive(Debug, Clone, Copy)]
pub struct CardRow {
    pub id: i64,
    pub note: i64,
    pub deck: i64,
    pub ord: i64,
    pub suspended: bool,
}

/// A row of the review log.
#[derive(Debug, Clone, Copy)]
pub struct LogEntry {
    pub millis: i64,
    pub card: i64,
    pub ease: i64,
    pub kind: i64,
}

/// Everything that is read of a collection.
#[derive(Debug, Default)]
pub struct Collection {
    pub notetypes: BTreeMap<i64, Notetype>,
    pub decks: BTreeMap<i64, String>,
    pub notes: Vec<Note>,
    pub cards: Vec<CardRow>,
    pub log: Vec<LogEntry>,
}

impl Collection {
    /// Reads the database of a collection, which lies in memory and is never written.
    pub fn read(mut database: Vec<u8>) -> Result<Self, PackageError> {
        let torn = |why: &str| PackageError::Torn { entry: "collection".into(), why: why.into() };
        if database.get(..16) != Some(b"SQLite format 3\0") || database.len() < 512 {
            return Err(torn("no SQLite database"));
        }
        // A database in memory has no write-ahead log beside it, so it must not ask for one.
        database[18..20].copy_from_slice(&[1, 1]);
        let mut connection = Connection::open_in_memory()?;
        connection.deserialize_read_exact("main", database.as_slice(), database.len(), true)?;
        add_collation(&connection)?;
        // Whoever made the file may have put code into its schema.
        connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")?;
        only_plain_tables(&connection)?;
        let version: i64 = connection.query_row("SELECT ver FROM col", [], |row| row.get(0))?;
        let (notetypes, decks) = match version {
            11..=14 => json_tables(&connection)?,
            15..=18 => message_tables(&connection)?,
            _ => return Err(PackageError::Strange(format!("schema {version} is not known"))),
        };
        let count: i64 =
            connection.query_row("SELECT count(*) FROM notes", [], |row| row.get(0))?;
        if count > MOST {
            return Err(PackageError::Strange(format!(
                "{count} notes, and {MOST} are read at most"
            )));
        }
        let notes =
            rows(&connection, "SELECT id, guid, mid, tags, flds FROM notes ORDER BY id", note)?;
        let cards = "SELECT id, nid, did, ord, queue FROM cards ORDER BY nid, ord";
        let log = "SELECT id, cid, ease, type FROM revlog ORDER BY id";
        Ok(Self {
            notetypes,
            decks,
            notes,
            cards: rows(&connection, cards, card)?,
            log: rows(&connection, log, log_entry)?,
        })
    }
}

/// Refuses views and virtual tables where tables are to be, for they run what they please.
fn only_plain_tables(connection: &Connection) -> Result<(), PackageError> {
    let sql = "SELECT count(*) FROM sqlite_schema WHERE type = 'view' OR type = 'trigger' OR \
               upper(sql) LIKE '%VIRTUAL%' OR upper(sql) LIKE '%GENERATED%'";
    let odd: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    if odd > 0 {
        return Err(PackageError::Strange("it has views or triggers, as no collection has".into()));
    }
    Ok(())
}

fn rows<T>(
    connection: &Connection,
    sql: &str,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    let mut statement = connection.prepare(sql)?;
    statement.query_map([], |row| read(row))?.collect()
}

/// Returns a column as text: what is no UTF-8 is shown as such and not refused.
fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Null => String::new(),
    })
}

fn note(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        id: row.get(0)?,
        guid: text(row, 1)?,
        notetype: row.get(2)?,
        tags: text(row, 3)?.split_whitespace().map(str::to_owned).collect(),
        fields: text(row, 4)?.split('\u{1f}').map(str::to_owned).collect(),
    })
}

fn card(row: &Row<'_>) -> rusqlite::Result<CardRow> {
    let queue: i64 = row.get(4)?;
    Ok(CardRow {
        id: row.get(0)?,
        note: row.get(1)?,
        deck: row.get(2)?,
        ord: row.get(3)?,
        suspended: queue == super::schedule::SUSPENDED,
    })
}

fn log_entry(row: &Row<'_>) -> rusqlite::Result<LogEntry> {
    Ok(LogEntry { millis: row.get(0)?, card: row.get(1)?, ease: row.get(2)?, kind: row.get(3)? })
}

type Tables = (BTreeMap<i64, Notetype>, BTreeMap<i64, String>);

/// Schema 15 to 18: tables of their own, with settings as messages.
fn message_tables(connection: &Connection) -> Result<Tables, PackageError> {
    let strange = |_| PackageError::Strange("a note type's settings are torn".into());
    let mut notetypes = BTreeMap::new();
    let read =
        |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, text(row, 1)?, row.get::<_, Vec<u8>>(2)?));
    for (id, name, config) in rows(connection, "SELECT id, name, config FROM notetypes", read)? {
        let config = NotetypeConfig::decode(config.as_slice()).map_err(strange)?;
        let notetype = Notetype { name, is_cloze: config.kind == 1, ..Notetype::default() };
        notetypes.insert(id, notetype);
    }
    let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, text(row, 1)?));
    for (id, name) in rows(connection, "SELECT ntid, name FROM fields ORDER BY ntid, ord", read)? {
        notetypes.entry(id).or_default().fields.push(name);
    }
    let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?));
    let sql = "SELECT ntid, config FROM templates ORDER BY ntid, ord";
    for (id, config) in rows(connection, sql, read)? {
        let config = TemplateConfig::decode(config.as_slice()).map_err(strange)?;
        notetypes.entry(id).or_default().templates.push((config.question, config.answer));
    }
    let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, text(row, 1)?.replace('\u{1f}', "::")));
    let decks = rows(connection, "SELECT id, name FROM decks", read)?.into_iter().collect();
    Ok((notetypes, decks))
}

/// Schema 11 to 14: all of it as JSON in one row.
fn json_tables(connection: &Connection) -> Result<Tables, PackageError> {
    let read = |row: &Row<'_>| Ok((text(row, 0)?, text(row, 1)?));
    let (models, decks) = connection.query_row("SELECT models, decks FROM col", [], read)?;
    let json = |text: &str, what: &str| -> Result<Value, PackageError> {
        serde_json::from_str(text)
            .map_err(|error| PackageError::Strange(format!("its {what} are no JSON: {error}")))
    };
    let (models, decks) = (json(&models, "note types")?, json(&decks, "decks")?);
    let pairs = |value: &Value| -> Vec<(i64, Value)> {
        let pairs = value.as_object().into_iter().flatten();
        pairs.filter_map(|(id, value)| Some((id.parse().ok()?, value.clone()))).collect()
    };
    let string = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let list = |value: &Value, key: &str| -> Vec<Value> {
        let mut list = value[key].as_array().cloned().unwrap_or_default();
        list.sort_by_key(|member| member["ord"].as_i64().unwrap_or_default());
        list
    };
    let notetype = |model: &Value| Notetype {
        name: string(model, "name"),
        is_cloze: model["type"].as_i64() == Some(1),
        fields: list(model, "flds").iter().map(|field| string(field, "name")).collect(),
        templates: list(model, "tmpls")
            .iter()
            .map(|template| (string(template, "qfmt"), string(template, "afmt")))
            .collect(),
    };
    let notetypes = pairs(&models).iter().map(|(id, model)| (*id, notetype(model))).collect();
    let decks = pairs(&decks).iter().map(|(id, deck)| (*id, string(deck, "name"))).collect();
    Ok((notetypes, decks))
}
