//! Anki's own library, from Python, as its add-ons use it.

use super::collection::{Collection, clear};
use super::docent::{QUESTIONS, watch};
use super::program::{Program, Result, median, median_and_99};
use super::table::{Figure, Table, Who, Work};
use ::docent::memory::Schedule;
use serde_json::json;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub struct Anki {
    python: PathBuf,
    folder: PathBuf,
}

impl Anki {
    /// Fills a collection in its way, a deck for each file.
    pub fn prepare(python: PathBuf, collection: &Collection) -> Result<Self> {
        let folder = collection.folder.join("anki");
        fs::create_dir_all(&folder)?;
        let cards = folder.join("cards.jsonl");
        let mut to = std::io::BufWriter::new(fs::File::create(&cards)?);
        let learner = collection.learner();
        let today = collection.now.study_day();
        for (name, part) in collection.parts() {
            for card in part {
                let mut line = json!({
                    "deck": name, "question": card.question, "answer": card.answer,
                    "tag": format!("region-{}", card.number % 40), "answers": [],
                });
                if let Some(course) = learner.course(card.number) {
                    let memory = course.answers[course.answers.len() - 1].memory;
                    line["due"] = course.due.days_since(today).into();
                    line["interval"] = course.interval.into();
                    line["stability"] = memory.stability.into();
                    line["difficulty"] = memory.difficulty.into();
                    let mut before = None;
                    let row = |answer: &super::learner::Answer| {
                        let last = before.replace(answer.next);
                        let kind = match last {
                            None | Some(Schedule::Learning { .. }) => 0,
                            Some(Schedule::Review { .. }) => 1,
                            Some(Schedule::Relearning { .. }) => 2,
                        };
                        let (next, last) = (interval(answer.next), last.map_or(0, interval));
                        json!([answer.at.millis(), answer.rating.number(), next, last, kind])
                    };
                    line["answers"] = course.answers.iter().map(row).collect();
                }
                writeln!(to, "{line}")?;
            }
        }
        to.flush()?;
        let anki = Self { python, folder };
        anki.program("make", &[&cards.display().to_string(), &anki.path("full")]).output()?;
        Ok(anki)
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(format!("{name}.anki2")).display().to_string()
    }

    fn program(&self, work: &str, arguments: &[&str]) -> Program {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/in_anki.py");
        let script = script.display().to_string();
        let all = [&[script.as_str(), work], arguments].concat();
        Program::new(&self.python, &self.folder, &all)
    }

    /// Does a work on the collection and returns how long it says that it took.
    fn seconds(&self, work: &str, arguments: &[&str]) -> Result<Duration> {
        let said = self.program(work, arguments).output()?;
        Ok(Duration::from_secs_f64(said.trim().parse()?))
    }

    pub fn measure(&self, table: &mut Table) -> Result<()> {
        let (who, full) = (Who::Anki, self.path("full"));
        let first = self.program("first", &[&full]);
        let time = median(|| Ok(first.until_seen(&QUESTIONS, |_| ())?.0))?;
        table.put(Work::FirstQuestion, who, Figure::Time(time));
        let inner = median(|| self.first_without_start(&full))?;
        table.put(Work::FirstQuestionDialogue, who, Figure::Said(inner, "without Python's start"));
        watch(&first, who, table)?;
        for (name, work) in [("check", Work::CheckAll), ("stats", Work::Stats), ("fit", Work::Fit)]
        {
            table.put(work, who, Figure::Time(median(|| self.seconds(name, &[&full]))?));
        }
        Ok(())
    }

    fn first_without_start(&self, full: &str) -> Result<Duration> {
        let said = self.program("first", &[full]).output()?;
        let seconds = said.lines().find_map(|line| line.strip_prefix("seconds "));
        Ok(Duration::from_secs_f64(seconds.ok_or("no seconds")?.parse()?))
    }

    pub fn answers(&self, work: Work, table: &mut Table) -> Result<()> {
        let said = self.program("answers", &[&self.path("full")]).output()?;
        let times: Vec<f64> = serde_json::from_str(&said)?;
        let times: Vec<Duration> = times.into_iter().map(Duration::from_secs_f64).collect();
        let (median, most) = median_and_99(times);
        table.put(work, Who::Anki, Figure::Spread(median, most));
        Ok(())
    }

    /// Writes the collection as a package and reads it into a new one; returns the package.
    pub fn package(&self, table: &mut Table) -> Result<PathBuf> {
        let package = self.folder.join("anki.apkg");
        let name = package.display().to_string();
        let out = median(|| self.seconds("package_out", &[&self.path("full"), &name]))?;
        table.put(Work::PackageOut, Who::Anki, Figure::Time(out));
        let new = self.folder.join("new");
        let into = median(|| {
            clear(&new)?;
            fs::create_dir_all(&new)?;
            self.seconds("package_in", &[&self.path("new/collection"), &name])
        })?;
        table.put(Work::PackageIn, Who::Anki, Figure::Time(into));
        Ok(package)
    }
}

fn interval(schedule: Schedule) -> i64 {
    match schedule {
        Schedule::Learning { pause, .. } | Schedule::Relearning { pause, .. } => -i64::from(pause),
        Schedule::Review { days } => days.into(),
    }
}
