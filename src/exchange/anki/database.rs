//! A collection's database, made in memory: the tables that every schema has, and those of
//! schema 18 and 11 that hold note types and decks.

use super::message::{
    DeckCommon, DeckKind, DeckOptions, FieldConfig, NormalDeck, NotetypeConfig, TemplateConfig,
};
use super::notetype::{ALL, CHANGED, CSS, Notetype};
use prost::Message as _;
use rusqlite::{Connection, params};
use serde_json::{Map, Value, json};
use std::cmp::Ordering;

/// What a collection says of itself and of its one deck.
#[derive(Debug)]
pub struct About<'d> {
    /// When the collection's first day began, in seconds since 1970.
    pub created: i64,
    /// Now, in milliseconds since 1970.
    pub now: i64,
    /// Minutes west of Greenwich.
    pub minutes_west: i64,
    pub deck_id: i64,
    pub deck_name: String,
    pub description: &'d str,
}

/// Tables of every schema.
const COMMON: &str = "
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL,
  scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL,
  ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL,
  dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL,
  sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL,
  ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL,
  queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL,
  reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL,
  odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL,
  ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL,
  time integer NOT NULL, type integer NOT NULL);
";

/// The order of what these tables hold, which is made once when all of it is there.
const COMMON_ORDER: &str = "
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
";

/// What schema 18 has beside them.
const CURRENT: &str = "
CREATE TABLE deck_config (id integer PRIMARY KEY NOT NULL, name text NOT NULL COLLATE unicase,
  mtime_secs integer NOT NULL, usn integer NOT NULL, config blob NOT NULL);
CREATE TABLE config (KEY text NOT NULL PRIMARY KEY, usn integer NOT NULL,
  mtime_secs integer NOT NULL, val blob NOT NULL) without rowid;
CREATE TABLE fields (ntid integer NOT NULL, ord integer NOT NULL,
  name text NOT NULL COLLATE unicase, config blob NOT NULL, PRIMARY KEY (ntid, ord)) without rowid;
CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid);
CREATE TABLE templates (ntid integer NOT NULL, ord integer NOT NULL,
  name text NOT NULL COLLATE unicase, mtime_secs integer NOT NULL, usn integer NOT NULL,
  config blob NOT NULL, PRIMARY KEY (ntid, ord)) without rowid;
CREATE UNIQUE INDEX idx_templates_name_ntid ON templates (name, ntid);
CREATE INDEX idx_templates_usn ON templates (usn);
CREATE TABLE notetypes (id integer NOT NULL PRIMARY KEY, name text NOT NULL COLLATE unicase,
  mtime_secs integer NOT NULL, usn integer NOT NULL, config blob NOT NULL);
CREATE UNIQUE INDEX idx_notetypes_name ON notetypes (name);
CREATE INDEX idx_notetypes_usn ON notetypes (usn);
CREATE TABLE decks (id integer PRIMARY KEY NOT NULL, name text NOT NULL COLLATE unicase,
  mtime_secs integer NOT NULL, usn integer NOT NULL, common blob NOT NULL, kind blob NOT NULL);
CREATE UNIQUE INDEX idx_decks_name ON decks (name);
CREATE TABLE tags (tag text NOT NULL PRIMARY KEY COLLATE unicase, usn integer NOT NULL,
  collapsed boolean NOT NULL, config blob NULL) without rowid;
CREATE TABLE graves (oid integer NOT NULL, type integer NOT NULL, usn integer NOT NULL,
  PRIMARY KEY (oid, type)) WITHOUT ROWID;
CREATE INDEX idx_graves_pending ON graves (usn);
";

/// The order of what schema 18 has beside it.
const CURRENT_ORDER: &str = "
CREATE INDEX idx_notes_mid ON notes (mid);
CREATE INDEX idx_cards_odid ON cards (odid) WHERE odid != 0;
";

const LEGACY: &str =
    "CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);";

/// Orders the notes, cards and reviews that were written.
pub fn put_in_order(connection: &Connection, legacy: bool) -> rusqlite::Result<()> {
    connection.execute_batch(COMMON_ORDER)?;
    if legacy { Ok(()) } else { connection.execute_batch(CURRENT_ORDER) }
}

/// Makes the order known by which Anki sorts names: without regard to case.
pub fn add_collation(connection: &Connection) -> rusqlite::Result<()> {
    let fold = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<Vec<_>>();
    connection
        .create_collation("unicase", move |a: &str, b: &str| -> Ordering { fold(a).cmp(&fold(b)) })
}

/// Returns a new database, in which nothing is ever taken back, and which puts hundreds of thousands of
/// rows in order without files.
fn in_memory() -> rusqlite::Result<Connection> {
    let connection = Connection::open_in_memory()?;
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA cache_size = -65536;")?;
    Ok(connection)
}

/// Returns a new database of schema 18, without notes.
pub fn current(about: &About<'_>) -> rusqlite::Result<Connection> {
    let connection = in_memory()?;
    add_collation(&connection)?;
    connection.execute_batch(&format!("{COMMON}{CURRENT}"))?;
    let empty = Value::String(String::new());
    write_col(&connection, about, 18, [&empty, &empty, &empty, &empty])?;
    write_config(&connection, about)?;
    let options = DeckOptions::usual().encode_to_vec();
    connection.execute("INSERT INTO deck_config VALUES (1, 'Default', 0, 0, ?1)", [options])?;
    for notetype in ALL {
        write_notetype(&connection, notetype)?;
    }
    let common = DeckCommon { study_collapsed: true, browser_collapsed: true }.encode_to_vec();
    for (id, name, description) in
        [(1, "Default", ""), (about.deck_id, about.deck_name.as_str(), about.description)]
    {
        let normal = NormalDeck { config_id: 1, description: description.to_owned() };
        let kind = DeckKind { normal: Some(normal) }.encode_to_vec();
        connection.execute(
            "INSERT INTO decks VALUES (?1, ?2, ?3, -1, ?4, ?5)",
            params![id, name, about.now / 1000, common, kind],
        )?;
    }
    Ok(connection)
}

fn write_col(
    connection: &Connection,
    about: &About<'_>,
    version: i64,
    json: [&Value; 4],
) -> rusqlite::Result<()> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let [conf, models, decks, dconf] = json.map(text);
    let tags = if version == 11 { "{}" } else { "" };
    connection.execute(
        "INSERT INTO col VALUES (1, ?1, ?2, ?2, ?3, 0, 0, 0, ?4, ?5, ?6, ?7, ?8)",
        params![about.created, about.now, version, conf, models, decks, dconf, tags],
    )?;
    Ok(())
}

fn config(about: &About<'_>) -> [(&'static str, Value); 9] {
    [
        ("activeDecks", json!([1])),
        ("collapseTime", json!(1200)),
        ("creationOffset", json!(about.minutes_west)),
        ("curDeck", json!(1)),
        ("fsrs", json!(true)),
        ("nextPos", json!(1)),
        ("sched2021", json!(true)),
        ("schedVer", json!(2)),
        ("sortType", json!("noteFld")),
    ]
}

fn write_config(connection: &Connection, about: &About<'_>) -> rusqlite::Result<()> {
    for (key, value) in config(about) {
        connection.execute(
            "INSERT INTO config VALUES (?1, 0, 0, ?2)",
            params![key, value.to_string().into_bytes()],
        )?;
    }
    Ok(())
}

fn write_notetype(connection: &Connection, notetype: &Notetype) -> rusqlite::Result<()> {
    let config = NotetypeConfig { kind: notetype.is_cloze.into(), css: CSS.to_owned() };
    connection.execute(
        "INSERT INTO notetypes VALUES (?1, ?2, ?3, -1, ?4)",
        params![notetype.id, notetype.name, CHANGED, config.encode_to_vec()],
    )?;
    for (name, ord) in notetype.fields.iter().zip(0i64..) {
        let config = FieldConfig {
            font_name: "Arial".into(),
            font_size: 20,
            description: String::new(),
            id: Some(notetype.id * 100 + ord),
        };
        connection.execute(
            "INSERT INTO fields VALUES (?1, ?2, ?3, ?4)",
            params![notetype.id, ord, name, config.encode_to_vec()],
        )?;
    }
    for (template, ord) in notetype.templates.iter().zip(0i64..) {
        let config = TemplateConfig {
            question: template.question.into(),
            answer: template.answer.into(),
            id: Some(notetype.id * 100 + 50 + ord),
        };
        connection.execute(
            "INSERT INTO templates VALUES (?1, ?2, ?3, ?4, -1, ?5)",
            params![notetype.id, ord, template.name, CHANGED, config.encode_to_vec()],
        )?;
    }
    Ok(())
}

/// Returns a new database of schema 11, without notes.
pub fn legacy(about: &About<'_>) -> rusqlite::Result<Connection> {
    let connection = in_memory()?;
    connection.execute_batch(&format!("{COMMON}{LEGACY}"))?;
    let models: Map<String, Value> = ALL
        .iter()
        .map(|notetype| (notetype.id.to_string(), legacy_notetype(notetype, about)))
        .collect();
    let decks: Map<String, Value> =
        [(1, "Default", ""), (about.deck_id, about.deck_name.as_str(), about.description)]
            .into_iter()
            .map(|(id, name, description)| {
                // Schema 11 parts a deck's name from the one it lies in by two colons.
                let name = name.replace('\u{1f}', "::");
                (id.to_string(), legacy_deck(id, &name, description, about.now / 1000))
            })
            .collect();
    let mut conf: Map<String, Value> =
        config(about).into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    conf.insert("curModel".into(), ALL[0].id.into());
    let json = [conf.into(), models.into(), decks.into(), json!({ "1": legacy_options() })];
    write_col(&connection, about, 11, [&json[0], &json[1], &json[2], &json[3]])?;
    Ok(connection)
}

fn legacy_notetype(notetype: &Notetype, about: &About<'_>) -> Value {
    let fields: Vec<Value> = notetype
        .fields
        .iter()
        .zip(0..)
        .map(|(name, ord)| {
            json!({ "name": name, "ord": ord, "sticky": false, "rtl": false, "font": "Arial",
                    "size": 20, "media": [] })
        })
        .collect();
    let templates: Vec<Value> = notetype
        .templates
        .iter()
        .zip(0..)
        .map(|(template, ord)| {
            json!({ "name": template.name, "ord": ord, "qfmt": template.question,
                    "afmt": template.answer, "did": null, "bqfmt": "", "bafmt": "" })
        })
        .collect();
    let needed: Vec<Value> = (0..notetype.templates.len())
        .map(|ord| json!([ord, "any", [if ord == 0 { 0 } else { 2 }]]))
        .collect();
    json!({
        "id": notetype.id, "name": notetype.name, "type": i32::from(notetype.is_cloze),
        "mod": CHANGED, "usn": -1, "sortf": 0, "did": about.deck_id, "tmpls": templates,
        "flds": fields, "css": CSS, "latexPre": "", "latexPost": "", "req": needed, "tags": [],
        "vers": [],
    })
}

fn legacy_deck(id: i64, name: &str, description: &str, changed: i64) -> Value {
    json!({
        "id": id, "name": name, "mod": changed, "usn": -1, "desc": description, "dyn": 0,
        "conf": 1, "collapsed": false, "newToday": [0, 0], "revToday": [0, 0],
        "lrnToday": [0, 0], "timeToday": [0, 0], "extendNew": 0, "extendRev": 0,
    })
}

fn legacy_options() -> Value {
    json!({
        "id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": true,
        "timer": 0, "replayq": true, "dyn": false,
        "new": { "bury": true, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 7],
                 "order": 1, "perDay": 20, "separate": true },
        "rev": { "bury": true, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1.0, "maxIvl": 36500,
                 "minSpace": 1, "perDay": 200 },
        "lapse": { "delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0 },
    })
}
