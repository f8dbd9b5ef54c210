//! hashcards: cards in Markdown, reviews in `SQLite`, questions in a browser.

use super::carddown::change_last_line;
use super::collection::Collection;
use super::content::Card;
use super::docent::QUESTIONS;
use super::learner::Course;
use super::program::{Program, Result, median, peak_of, ticks_of};
use super::table::{Figure, Table, Who, Work};
use rusqlite::{Connection, params};
use serde::Deserialize;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

pub struct Hashcards {
    binary: PathBuf,
    folder: PathBuf,
}

#[derive(Deserialize)]
struct Export {
    cards: Vec<Exported>,
}

#[derive(Deserialize)]
struct Exported {
    hash: String,
    content: Content,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Content {
    Basic { question: String },
}

impl Hashcards {
    /// Writes the collection in hashcards' way. Its database is filled here: it would take minutes
    /// for that by itself.
    pub fn prepare(binary: PathBuf, collection: &Collection) -> Result<Self> {
        let folder = collection.folder.join("hashcards");
        fs::create_dir_all(&folder)?;
        for (name, cards) in collection.parts() {
            let mut text = String::new();
            for card in cards {
                writeln!(text, "Q: {}\nA: {}\n", question(&card), card.answer)?;
            }
            fs::write(folder.join(format!("{name}.md")), text)?;
        }
        let hashcards = Self { binary, folder };
        hashcards.add_reviews(collection)?;
        Ok(hashcards)
    }

    fn add_reviews(&self, collection: &Collection) -> Result<()> {
        let export: Export = serde_json::from_str(&self.program(&["export", "."]).output()?)?;
        let hashes: HashMap<String, String> = export
            .cards
            .into_iter()
            .map(|Exported { hash, content: Content::Basic { question } }| (question, hash))
            .collect();
        let mut database = Connection::open(self.folder.join("hashcards.db"))?;
        let transaction = database.transaction()?;
        transaction
            .execute("INSERT INTO sessions VALUES (1, ?1, ?1)", ["2026-01-01T00:00:00.000"])?;
        let learner = collection.learner();
        for (_, cards) in collection.parts() {
            for card in cards {
                let hash = hashes.get(&question(&card)).ok_or("a card that is not exported")?;
                insert(&transaction, hash, learner.course(card.number).as_ref())?;
            }
        }
        Ok(transaction.commit()?)
    }

    fn program(&self, arguments: &[&str]) -> Program {
        Program::new(&self.binary, &self.folder, arguments)
    }

    pub fn measure(&self, table: &mut Table) -> Result<()> {
        let who = Who::Hashcards;
        let time = median(|| self.until_served(|_| ()).map(|(time, ())| time))?;
        table.put(Work::FirstQuestion, who, Figure::Time(time));
        let (_, (peak, ticks)) = self.until_served(|process| {
            let (peak, before) = (peak_of(process), ticks_of(process));
            thread::sleep(Duration::from_secs(5));
            (peak, before.zip(ticks_of(process)).map(|(before, after)| after - before))
        })?;
        if let (Some(peak), Some(ticks)) = (peak, ticks) {
            table.put(Work::Memory, who, Figure::Memory(peak));
            table.put(Work::Waiting, who, Figure::Time(Duration::from_millis(ticks * 10)));
        }
        let check = self.program(&["check", "."]);
        let all = median(|| check.time())?;
        table.put(Work::CheckUnchanged, who, Figure::Time(all));
        table.put(Work::CheckAll, who, Figure::Time(all));
        let mut change = 0;
        let one = median(|| {
            change += 1;
            change_last_line(&self.folder.join("deck-0001.md"), change)?;
            check.time()
        })?;
        table.put(Work::CheckOneChanged, who, Figure::Time(one));
        let stats = self.program(&["stats", ".", "--format", "json"]);
        table.put(Work::Stats, who, Figure::Said(median(|| stats.time())?, "counts only"));
        Ok(())
    }

    /// Starts the drill and asks for its page until it shows a question.
    fn until_served<T>(&self, look: impl FnOnce(u32) -> T) -> Result<(Duration, T)> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let drill =
            self.program(&["drill", ".", "--open-browser=false", &format!("--port={port}")]);
        let start = Instant::now();
        let mut child = drill.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let time = loop {
            if page(port).is_some_and(|page| QUESTIONS.iter().any(|q| page.contains(q))) {
                break start.elapsed();
            }
            if let Some(status) = child.try_wait()? {
                return Err(format!("`hashcards drill` ended: {status}").into());
            }
            thread::sleep(Duration::from_millis(1));
        };
        let looked = look(child.id());
        child.kill()?;
        child.wait()?;
        Ok((time, looked))
    }
}

fn page(port: u16) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.write_all(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n").ok()?;
    let mut page = String::new();
    stream.read_to_string(&mut page).ok()?;
    Some(page)
}

/// A bracket would be a gap.
fn question(card: &Card) -> String {
    card.question.replace("[...]", "____")
}

fn insert(database: &Connection, hash: &str, course: Option<&Course>) -> Result<()> {
    const CARD: &str = "INSERT INTO cards VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    const REVIEW: &str = "INSERT INTO reviews (session_id, card_hash, reviewed_at, grade, stability, \
                          difficulty, interval_raw, interval_days, due_date) \
                          VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    const ADDED: &str = "2020-01-01T00:00:00.000";
    let Some(course) = course else {
        let none = None::<String>;
        database
            .prepare_cached(CARD)?
            .execute(params![hash, ADDED, none, none, none, none, none, none, 0])?;
        return Ok(());
    };
    let last = course.answers[course.answers.len() - 1];
    let at = |answer: &super::learner::Answer| {
        answer.at.time().naive_local().format("%Y-%m-%dT%H:%M:%S%.3f").to_string()
    };
    let (due, days) = (course.due.date().to_string(), course.interval);
    database.prepare_cached(CARD)?.execute(params![
        hash,
        ADDED,
        at(&last),
        last.memory.stability,
        last.memory.difficulty,
        f64::from(days),
        days,
        due,
        u32::try_from(course.answers.len())?,
    ])?;
    for answer in &course.answers {
        let grade = answer.rating.name();
        let (stability, difficulty) = (answer.memory.stability, answer.memory.difficulty);
        database.prepare_cached(REVIEW)?.execute(params![
            hash,
            at(answer),
            if grade == "again" { "forgot" } else { grade },
            stability,
            difficulty,
            f64::from(days),
            days,
            due,
        ])?;
    }
    Ok(())
}
