//! docent's own rows.

use super::collection::{Collection, clear, deck_text};
use super::program::{Program, Result, median, median_and_99, peak_of, ticks_of};
use super::table::{Figure, Table, Who, Work};
use ::docent::progress::Journal;
use ::docent::study::{Event, IdSource};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The beginnings of all questions, by which a screen is known to show one.
pub const QUESTIONS: [&str; 5] = [
    "Who drew the first map",
    "In which year was",
    "How many arches has",
    "Which river runs",
    "The mill of",
];

/// How long programs are watched while nobody presses a key.
const WAITING: Duration = Duration::from_secs(5);

pub struct Docent<'c> {
    collection: &'c Collection,
}

impl<'c> Docent<'c> {
    pub fn new(collection: &'c Collection) -> Self {
        Self { collection }
    }

    fn program(&self, arguments: &[&str]) -> Program {
        let binary = Path::new(env!("CARGO_BIN_EXE_docent"));
        Program::new(binary, &self.collection.folder, arguments).with(self.collection.environment())
    }

    /// Removes everything that docent keeps beside decks and journal.
    fn forget(&self) -> Result<()> {
        for entry in fs::read_dir(self.collection.home())? {
            let entry = entry?;
            let keep = entry.file_name().to_string_lossy().starts_with("journal.db");
            match (keep, entry.file_type()?.is_dir()) {
                (true, _) => {}
                (false, true) => fs::remove_dir_all(entry.path())?,
                (false, false) => fs::remove_file(entry.path())?,
            }
        }
        Ok(clear(&self.collection.folder.join(".cache"))?)
    }

    pub fn first_question(&self, table: &mut Table) -> Result<()> {
        let study = self.program(&["study"]);
        let time = median(|| Ok(study.until_seen(&QUESTIONS, |_| ())?.0))?;
        table.put(Work::FirstQuestion, Who::Docent, Figure::Time(time));
        let dialogue = median(|| self.dialogue().map(|(time, _)| time))?;
        table.put(Work::FirstQuestionDialogue, Who::Docent, Figure::Time(dialogue));
        let first = median(|| {
            self.forget()?;
            Ok(study.until_seen(&QUESTIONS, |_| ())?.0)
        })?;
        table.put(Work::FirstTime, Who::Docent, Figure::Time(first));
        // Once more, so that what was forgotten is there again.
        study.until_seen(&QUESTIONS, |_| ())?;
        watch(&study, Who::Docent, table)
    }

    /// Starts the dialogue and waits for its first question.
    fn dialogue(&self) -> Result<(Duration, Dialogue)> {
        let start = Instant::now();
        let mut command = self.program(&["study", "--json"]).command();
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let to = child.stdin.take().ok_or("no pipe")?;
        let from = BufReader::new(child.stdout.take().ok_or("no pipe")?);
        let mut dialogue = Dialogue { child, to, from };
        dialogue.read("ask")?;
        Ok((start.elapsed(), dialogue))
    }

    pub fn check(&self, table: &mut Table) -> Result<()> {
        let check = self.program(&["check"]);
        let unchanged = median(|| check.time())?;
        table.put(Work::CheckUnchanged, Who::Docent, Figure::Time(unchanged));
        let all = median(|| {
            self.forget()?;
            check.time()
        })?;
        table.put(Work::CheckAll, Who::Docent, Figure::Time(all));
        check.time()?;
        let mut changes = 0;
        let one = median(|| {
            changes += 1;
            self.change_one(changes)?;
            check.time()
        })?;
        table.put(Work::CheckOneChanged, Who::Docent, Figure::Time(one));
        Ok(())
    }

    /// Gives the deck in the middle another title.
    fn change_one(&self, change: usize) -> Result<()> {
        let middle = self.collection.files / 2;
        let (name, cards) = self.collection.parts().nth(middle).ok_or("no deck")?;
        let text =
            deck_text(&name, cards).replace("title = \"Deck", &format!("title = \"{change}"));
        Ok(fs::write(self.collection.decks().join(format!("{name}.toml")), text)?)
    }

    /// Stores answers to as many items through the library, each in its own transaction.
    pub fn answers(&self, work: Work, table: &mut Table) -> Result<()> {
        let mut journal = Journal::open(&self.collection.journal())?;
        let old = journal.events()?;
        let mut ids = IdSource::new([3; 32], journal.last_id()?);
        let mut times = Vec::new();
        for event in old.iter().rev().cycle().take(1000) {
            let at = self.collection.now;
            let event = Event { id: ids.next(at), at, ..event.clone() };
            let start = Instant::now();
            journal.append(&event)?;
            times.push(start.elapsed());
        }
        let (median, most) = median_and_99(times);
        table.put(work, Who::Docent, Figure::Spread(median, most));
        Ok(())
    }

    pub fn stats(&self, table: &mut Table) -> Result<()> {
        let stats = self.program(&["stats"]);
        // Whatever makes the states anew is told apart: over millions of answers it would be all there is.
        stats.time()?;
        table.put(Work::Stats, Who::Docent, Figure::Time(median(|| stats.time())?));
        let fit = self.program(&["optimize", "--dry-run"]);
        table.put(Work::Fit, Who::Docent, Figure::Time(median(|| fit.time())?));
        Ok(())
    }

    /// Makes all states anew from the journal.
    pub fn rebuild(&self, table: &mut Table) -> Result<()> {
        let mut journal = Journal::open(&self.collection.journal())?;
        let rebuild = median(|| {
            let start = Instant::now();
            journal.rebuild()?;
            Ok(start.elapsed())
        })?;
        table.put(Work::Rebuild, Who::Docent, Figure::Time(rebuild));
        Ok(())
    }

    /// Merges the journal of another machine.
    pub fn merge(&self, other: &Collection, table: &mut Table) -> Result<()> {
        let theirs = other.journal().display().to_string();
        let (time, peak) = self.program(&["progress", "merge", &theirs]).time_and_peak()?;
        table.put(Work::Merge, Who::Docent, Figure::Time(time));
        table.put(Work::MergeMemory, Who::Docent, Figure::Memory(peak));
        Ok(())
    }

    /// Writes a deck of all cards as an Anki package, and reads the one that Anki wrote; returns the
    /// one that was written.
    pub fn package(&self, theirs: Option<&Path>, table: &mut Table) -> Result<PathBuf> {
        let written = self.collection.folder.join("docent.apkg");
        let ours = written.display().to_string();
        let deck = self.collection.decks().join("deck-0001.toml").display().to_string();
        let export = self.program(&["export", &deck, "-o", &ours, "--scheduling", "--force"]);
        table.put(Work::PackageOut, Who::Docent, Figure::Time(median(|| export.time())?));
        let package = theirs.map_or(ours, |path| path.display().to_string());
        let (home, deck) =
            (self.collection.folder.join("new"), self.collection.folder.join("in.toml"));
        let import = self
            .program(&["import", &package, "--scheduling", "-o", &deck.display().to_string()])
            .with([("DOCENT_HOME", home.display().to_string())]);
        let time = median(|| {
            clear(&home)?;
            if deck.exists() {
                fs::remove_file(&deck)?;
            }
            import.time()
        })?;
        table.put(Work::PackageIn, Who::Docent, Figure::Time(time));
        Ok(written)
    }
}

struct Dialogue {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Dialogue {
    /// Reads on until a line of this type.
    fn read(&mut self, kind: &str) -> Result<String> {
        let kind = format!("\"type\":\"{kind}\"");
        loop {
            let mut line = String::new();
            if self.from.read_line(&mut line)? == 0 {
                return Err("the dialogue ended".into());
            }
            if line.contains(&kind) {
                return Ok(line);
            }
        }
    }
}

impl Drop for Dialogue {
    fn drop(&mut self) {
        let _ = writeln!(self.to, "{{\"command\":\"quit\"}}");
        let _ = self.child.wait();
    }
}

/// Looks at a program that waits at its first question: its memory, and what it uses until a key.
pub fn watch(program: &Program, who: Who, table: &mut Table) -> Result<()> {
    let (_, (peak, ticks)) = program.until_seen(&QUESTIONS, |process| {
        let peak = peak_of(process);
        let before = ticks_of(process);
        thread::sleep(WAITING);
        (peak, before.zip(ticks_of(process)).map(|(before, after)| after - before))
    })?;
    if let (Some(peak), Some(ticks)) = (peak, ticks) {
        table.put(Work::Memory, who, Figure::Memory(peak));
        table.put(Work::Waiting, who, Figure::Time(Duration::from_millis(ticks * 10)));
    }
    Ok(())
}
