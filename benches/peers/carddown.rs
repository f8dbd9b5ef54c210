//! carddown: cards in Markdown, states in `SQLite`, no log of reviews.

use super::collection::Collection;
use super::docent::{QUESTIONS, watch};
use super::program::{Program, Result, median};
use super::table::{Figure, Table, Who, Work};
use rusqlite::{Connection, params};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub struct Carddown {
    binary: PathBuf,
    folder: PathBuf,
}

impl Carddown {
    /// Writes the collection in carddown's way, with the state that the reviews come to.
    pub fn prepare(binary: PathBuf, collection: &Collection) -> Result<Self> {
        let folder = collection.folder.join("carddown");
        fs::create_dir_all(folder.join("notes"))?;
        fs::create_dir_all(folder.join(".carddown"))?;
        for (name, cards) in collection.parts() {
            let mut text = String::new();
            for card in cards {
                let (question, answer) = (&card.question, &card.answer);
                writeln!(text, "{question} : {answer} #flashcard #region-{}", card.number % 40)?;
            }
            fs::write(folder.join(format!("notes/{name}.md")), text)?;
        }
        let carddown = Self { binary, folder };
        carddown.program(&["scan", "notes"]).output()?;
        carddown.add_states(collection)?;
        Ok(carddown)
    }

    fn add_states(&self, collection: &Collection) -> Result<()> {
        let mut database = Connection::open(self.folder.join(".carddown/carddown.db"))?;
        let transaction = database.transaction()?;
        transaction.execute_batch(
            "CREATE TEMP TABLE seen (prompt TEXT PRIMARY KEY, last TEXT, interval INTEGER)",
        )?;
        let learner = collection.learner();
        for (_, cards) in collection.parts() {
            for card in cards {
                let Some(course) = learner.course(card.number) else { continue };
                let last = course.answers[course.answers.len() - 1].at.time().to_utc().to_rfc3339();
                transaction
                    .prepare_cached("INSERT INTO seen VALUES (?1, ?2, ?3)")?
                    .execute(params![card.question, last, course.interval])?;
            }
        }
        transaction.execute_batch(
            "UPDATE cards SET last_revised = seen.last, interval = seen.interval, revise_count = 5, \
             repetitions = 5 FROM seen WHERE seen.prompt = cards.prompt; DROP TABLE seen",
        )?;
        transaction.commit()?;
        Ok(())
    }

    fn program(&self, arguments: &[&str]) -> Program {
        Program::new(&self.binary, &self.folder, arguments)
    }

    pub fn measure(&self, table: &mut Table) -> Result<()> {
        let who = Who::Carddown;
        // It is ended while it waits, and its lock stays behind.
        let revise = self.program(&["--force", "revise"]);
        let first = median(|| Ok(revise.until_seen(&QUESTIONS, |_| ())?.0))?;
        table.put(Work::FirstQuestion, who, Figure::Time(first));
        watch(&revise, who, table)?;
        let scan = self.program(&["--force", "scan", "notes"]);
        table.put(Work::CheckUnchanged, who, Figure::Time(median(|| scan.time())?));
        let mut change = 0;
        let one = median(|| {
            change += 1;
            self.touch(Some(change))?;
            scan.time()
        })?;
        table.put(Work::CheckOneChanged, who, Figure::Time(one));
        let full = self.program(&["--force", "scan", "notes", "--full"]);
        let all = median(|| {
            self.touch(None)?;
            full.time()
        })?;
        table.put(Work::CheckAll, who, Figure::Time(all));
        Ok(())
    }

    /// Makes one file another text, or all of them newer.
    fn touch(&self, one: Option<usize>) -> Result<()> {
        // It tells changes by the second.
        std::thread::sleep(Duration::from_millis(1100));
        let mut paths: Vec<PathBuf> = fs::read_dir(self.folder.join("notes"))?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_>>()?;
        paths.sort();
        match one {
            Some(change) => change_last_line(&paths[paths.len() / 2], change)?,
            None => {
                for path in paths {
                    fs::write(&path, fs::read(&path)?)?;
                }
            }
        }
        Ok(())
    }
}

/// Puts a line of no card at the end of a file, or another in its place.
pub fn change_last_line(path: &Path, change: usize) -> Result<()> {
    const MARK: &str = "\nA remark, number ";
    let text = fs::read_to_string(path)?;
    let cards = text.split(MARK).next().unwrap_or_default();
    Ok(fs::write(path, format!("{cards}{MARK}{change}\n"))?)
}
