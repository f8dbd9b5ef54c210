//! The table: a row for each work, a column for each program.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    FirstQuestion,
    FirstQuestionDialogue,
    FirstTime,
    CheckUnchanged,
    CheckAll,
    CheckOneChanged,
    Answer1k,
    AnswerMany,
    Stats,
    Fit,
    PackageOut,
    PackageIn,
    Rebuild,
    Merge,
    MergeMemory,
    Build,
    Memory,
    Waiting,
}

impl Work {
    pub fn title(self) -> &'static str {
        match self {
            Self::FirstQuestion => "start to first question, on a terminal",
            Self::FirstQuestionDialogue => "the same, through pipes",
            Self::FirstTime => "the first time, or everything changed",
            Self::CheckUnchanged => "check, nothing changed",
            Self::CheckAll => "check, everything read",
            Self::CheckOneChanged => "check, one file changed",
            Self::Answer1k => "one answer stored, median / 99 %, 1,000 reviews before",
            Self::AnswerMany => "the same, behind the large journal",
            Self::Stats => "statistics",
            Self::Fit => "fit of the memory model",
            Self::PackageOut => "Anki package out",
            Self::PackageIn => "Anki package in",
            Self::Rebuild => "rebuild of all states from the journal",
            Self::Merge => "merge of two large journals",
            Self::MergeMemory => "peak memory of that",
            Self::Build => "build of a deck from 100 documents (0.45 MB)",
            Self::Memory => "peak memory at the first question",
            Self::Waiting => "processor used in 5 s of waiting for a key",
        }
    }
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Docent,
    Anki,
    Carddown,
    Hashcards,
    /// What no program can be faster than on this machine, or hardly.
    Floor,
}

impl Who {
    pub const ALL: [Self; 5] =
        [Self::Docent, Self::Anki, Self::Carddown, Self::Hashcards, Self::Floor];

    pub fn title(self) -> &'static str {
        match self {
            Self::Docent => "docent",
            Self::Anki => "Anki's library",
            Self::Carddown => "carddown",
            Self::Hashcards => "hashcards",
            Self::Floor => "floor",
        }
    }
}

/// What came out.
#[derive(Debug, Clone)]
pub enum Figure {
    Time(Duration),
    /// Median and 99 %.
    Spread(Duration, Duration),
    /// KiB.
    Memory(u64),
    /// With a word to it.
    Said(Duration, &'static str),
}

impl Figure {
    /// Returns how long it took; of many runs, the median.
    pub fn time(&self) -> Option<Duration> {
        match self {
            Self::Time(time) | Self::Spread(time, _) | Self::Said(time, _) => Some(*time),
            Self::Memory(_) => None,
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(time) => f.write_str(&shown(*time)),
            Self::Spread(median, most) => write!(f, "{} / {}", shown(*median), shown(*most)),
            #[expect(clippy::cast_precision_loss, reason = "shown with one digit")]
            Self::Memory(kib) => write!(f, "{:.1} MB", *kib as f64 * 1024.0 / 1e6),
            Self::Said(time, word) => write!(f, "{} ({word})", shown(*time)),
        }
    }
}

/// Returns a time in the unit that suits it.
pub fn shown(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    match seconds {
        s if s < 1e-3 => format!("{:.0} µs", s * 1e6),
        s if s < 0.01 => format!("{:.1} ms", s * 1e3),
        s if s < 1.0 => format!("{:.0} ms", s * 1e3),
        s => format!("{s:.2} s"),
    }
}

/// What was measured so far.
#[derive(Debug, Default)]
pub struct Table {
    cells: BTreeMap<(Work, Who), Figure>,
    /// What could not be measured, and why.
    pub notes: Vec<String>,
}

impl Table {
    pub fn put(&mut self, work: Work, who: Who, figure: Figure) {
        eprintln!("  {}: {}: {figure}", who.title(), work.title());
        self.cells.insert((work, who), figure);
    }

    /// Returns what came out of a work.
    pub fn figure(&self, work: Work, who: Who) -> Option<&Figure> {
        self.cells.get(&(work, who))
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let there = |who: &Who| self.cells.keys().any(|(_, other)| other == who);
        let columns: Vec<Who> = Who::ALL.into_iter().filter(there).collect();
        let titles: Vec<&str> = columns.iter().map(|who| who.title()).collect();
        writeln!(f, "| work | {} |", titles.join(" | "))?;
        writeln!(f, "|---|{}", "---|".repeat(columns.len()))?;
        let mut works: Vec<Work> = self.cells.keys().map(|(work, _)| *work).collect();
        works.dedup();
        for work in works {
            let cell = |who: &Who| match self.cells.get(&(work, *who)) {
                Some(figure) => figure.to_string(),
                None => "–".into(),
            };
            let cells: Vec<String> = columns.iter().map(cell).collect();
            writeln!(f, "| {} | {} |", work.title(), cells.join(" | "))?;
        }
        for note in &self.notes {
            writeln!(f, "\n{note}")?;
        }
        Ok(())
    }
}
