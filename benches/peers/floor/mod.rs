//! What this machine can do at best: the same bytes through the bare libraries.

mod journal;
mod model;
mod packages;

pub use journal::rebuild;
pub use model::build;
pub use packages::packages;

use super::collection::Collection;
use super::program::{Program, Result, median, median_and_99};
use super::table::{Figure, Table, Who, Work};
use fsrs::{ComputeParametersInput, FSRSItem, FSRSReview, compute_parameters};
use rusqlite::{Connection, params};
use serde::Deserialize;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// A deck as `toml` alone reads it.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "read, and not used")]
struct Deck {
    format: u32,
    #[serde(rename = "deck")]
    about: toml::Table,
    #[serde(rename = "card")]
    cards: Vec<Card>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "read, and not used")]
struct Card {
    id: String,
    kind: String,
    question: Option<String>,
    text: Option<String>,
    answer: Option<toml::Value>,
    #[serde(default)]
    distractors: Vec<String>,
    explanation: Option<String>,
    tags: Vec<String>,
}

/// Starts this very program to read the 200 items that are due.
pub fn first_question(collection: &Collection, table: &mut Table) -> Result<()> {
    let path = collection.folder.join("floor.db");
    let mut database = fresh(&path)?;
    let transaction = database.transaction()?;
    transaction.execute_batch("CREATE TABLE item (name TEXT PRIMARY KEY, due INTEGER) STRICT; CREATE INDEX by_due ON item (due)")?;
    for card in 0..collection.cards {
        let due = i64::try_from(card / 200)?;
        transaction
            .execute("INSERT INTO item VALUES (?1, ?2)", params![format!("deck/c{card}"), due])?;
    }
    transaction.commit()?;
    drop(database);
    let itself = std::env::current_exe()?;
    let program =
        Program::new(&itself, &collection.folder, &["floor", &path.display().to_string()]);
    table.put(Work::FirstQuestionDialogue, Who::Floor, Figure::Time(median(|| program.time())?));
    Ok(())
}

/// What the program that is started does.
pub fn read_due(path: &Path) -> Result<()> {
    let database = Connection::open(path)?;
    let mut query = database.prepare("SELECT name FROM item WHERE due = 0")?;
    for name in query.query_map([], |row| row.get::<_, String>(0))? {
        black_box(name?);
    }
    Ok(())
}

/// Parses the same decks with `toml` alone, and asks the system for what each file is.
pub fn decks(collection: &Collection, table: &mut Table) -> Result<()> {
    let mut paths: Vec<_> =
        fs::read_dir(collection.decks())?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    let parse = |path: &Path| -> Result<Deck> { Ok(toml::from_str(&fs::read_to_string(path)?)?) };
    let all = median(|| {
        let start = Instant::now();
        for path in &paths {
            black_box(parse(path)?);
        }
        Ok(start.elapsed())
    })?;
    table.put(Work::CheckAll, Who::Floor, Figure::Time(all));
    table.put(Work::FirstTime, Who::Floor, Figure::Time(all));
    let unchanged = median(|| {
        let start = Instant::now();
        for path in &paths {
            black_box(fs::metadata(path)?);
        }
        Ok(start.elapsed())
    })?;
    table.put(Work::CheckUnchanged, Who::Floor, Figure::Time(unchanged));
    let one = median(|| {
        let start = Instant::now();
        black_box(parse(&paths[paths.len() / 2])?);
        Ok(start.elapsed())
    })?;
    table.put(Work::CheckOneChanged, Who::Floor, Figure::Time(one));
    Ok(())
}

/// Appends rows like those of an answer to a bare database, each synced to the disk, behind as many
/// as are there before.
pub fn answers(
    collection: &Collection,
    before: usize,
    work: Work,
    table: &mut Table,
) -> Result<()> {
    let path = collection.folder.join("floor-answers.db");
    let mut database = fresh(&path)?;
    database.execute_batch(
        "CREATE TABLE review (id INTEGER PRIMARY KEY, at INTEGER, item TEXT, payload TEXT) STRICT",
    )?;
    let payload = "x".repeat(250);
    let sql = "INSERT INTO review (at, item, payload) VALUES (?1, 'deck-0001/c1234', ?2)";
    let transaction = database.transaction()?;
    for at in 0..before {
        transaction.prepare_cached(sql)?.execute(params![i64::try_from(at)?, payload])?;
    }
    transaction.commit()?;
    database.pragma_update(None, "synchronous", "FULL")?;
    let mut times = Vec::new();
    for at in 0..1000 {
        let start = Instant::now();
        database.prepare_cached(sql)?.execute(params![at, payload])?;
        times.push(start.elapsed());
    }
    let (median, most) = median_and_99(times);
    table.put(work, Who::Floor, Figure::Spread(median, most));
    Ok(())
}

/// Counts reviews by day and rating with one grouped query.
pub fn stats(collection: &Collection, table: &mut Table) -> Result<()> {
    let path = collection.folder.join("floor-stats.db");
    let mut database = fresh(&path)?;
    database
        .execute_batch("CREATE TABLE review (at INTEGER, rating INTEGER, time INTEGER) STRICT")?;
    let transaction = database.transaction()?;
    let learner = collection.learner();
    for answer in
        (0..collection.cards).filter_map(|card| learner.course(card)).flat_map(|c| c.answers)
    {
        transaction
            .prepare_cached("INSERT INTO review VALUES (?1, ?2, 4000)")?
            .execute(params![answer.at.millis(), answer.rating.number()])?;
    }
    transaction.commit()?;
    let time = median(|| {
        let start = Instant::now();
        let mut query = database.prepare(
            "SELECT at / 86400000, rating, count(*), sum(time) FROM review GROUP BY 1, 2",
        )?;
        for row in query.query_map([], |row| row.get::<_, i64>(2))? {
            black_box(row?);
        }
        Ok(start.elapsed())
    })?;
    table.put(Work::Stats, Who::Floor, Figure::Time(time));
    Ok(())
}

/// Fits the memory model with the crate alone, to every review on a later day.
pub fn fit(collection: &Collection, table: &mut Table) -> Result<()> {
    let learner = collection.learner();
    let (mut train_set, mut card_ids) = (Vec::new(), Vec::new());
    for card in 0..collection.cards {
        let Some(course) = learner.course(card) else { continue };
        let mut reviews: Vec<FSRSReview> = Vec::new();
        let mut last = course.answers[0].at.study_day();
        for answer in &course.answers {
            let delta_t = answer.at.study_day().days_since(last);
            last = answer.at.study_day();
            reviews.push(FSRSReview { rating: answer.rating.number(), delta_t });
            if delta_t > 0 {
                train_set.push(FSRSItem { reviews: reviews.clone() });
                card_ids.push(i64::try_from(card)?);
            }
        }
    }
    let start = Instant::now();
    let weights = compute_parameters(ComputeParametersInput {
        train_set,
        card_ids: Some(card_ids),
        num_relearning_steps: Some(1),
        ..ComputeParametersInput::default()
    });
    black_box(weights.map_err(|error| format!("the crate could not fit: {error:?}"))?);
    table.put(Work::Fit, Who::Floor, Figure::Time(start.elapsed()));
    Ok(())
}

fn fresh(path: &Path) -> Result<Connection> {
    for ending in ["", "-wal", "-shm"] {
        let path = format!("{}{ending}", path.display());
        if fs::exists(&path)? {
            fs::remove_file(&path)?;
        }
    }
    let database = Connection::open(path)?;
    database.pragma_update(None, "journal_mode", "WAL")?;
    Ok(database)
}
