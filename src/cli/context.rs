//! What the program was started with: the clock, chance, places, and the screen. Read here, once.
#![expect(clippy::disallowed_methods, reason = "the one place that reads clock and environment")]

use super::error::CommandError;
use super::kept::Kept;
use super::screen::{Screen, broken, tamed};
use super::waiting::watch;
use crate::authoring::Step;
use crate::document::Reading;
use crate::memory::Moment;
use crate::progress::{Journal, Places};
use chrono::{DateTime, FixedOffset, Local};
use etcetera::BaseStrategy as _;
use rand::Rng as _;
use std::cell::Cell;
use std::env;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

/// What the program was started with.
#[derive(Debug)]
pub struct Context {
    clock: Clock,
    /// When the program began.
    started: SystemTime,
    /// What every draw of a session starts from.
    pub seed: u64,
    /// The seed that was asked for.
    chosen_seed: Option<u64>,
    home: PathBuf,
    /// How wide and how colourful the screen is.
    pub screen: Screen,
    /// Whether a person can be asked.
    pub interactive: bool,
    /// Whether a person watches a terminal on which lines can be painted over.
    watched: bool,
    /// Whether the journal was opened to be written.
    wrote: Cell<bool>,
}

/// Where the time comes from.
#[derive(Debug, Clone, Copy)]
enum Clock {
    System,
    Fixed(DateTime<FixedOffset>),
}

impl Context {
    /// Reads the environment.
    ///
    /// # Errors
    /// When a variable holds what cannot be used.
    pub fn from_environment() -> Result<Self, CommandError> {
        let chosen_seed = chosen_seed()?;
        Ok(Self {
            clock: clock()?,
            started: SystemTime::now(),
            seed: chosen_seed.unwrap_or_else(|| rand::rng().next_u64()),
            chosen_seed,
            home: home()?,
            screen: Screen::from_environment(),
            interactive: std::io::stdin().is_terminal() && std::io::stderr().is_terminal(),
            watched: std::io::stderr().is_terminal()
                && env::var_os("TERM").is_none_or(|term| term != "dumb"),
            wrote: Cell::new(false),
        })
    }

    /// Returns this moment, in the learner's zone.
    pub fn now(&self) -> Moment {
        Moment::new(match self.clock {
            Clock::System => Local::now().fixed_offset(),
            Clock::Fixed(moment) => moment,
        })
    }

    /// Returns this moment by the clock that stamps files, whatever `DOCENT_NOW` says.
    pub fn instant(&self) -> SystemTime {
        self.started
    }

    /// Returns this moment by the clock that measures how long a person takes, whatever `DOCENT_NOW`
    /// says.
    pub fn stopwatch() -> Instant {
        Instant::now()
    }

    /// Does what may take a while, with a spinner where somebody watches.
    pub fn spinner<T>(&self, what: &'static str, work: impl FnOnce() -> T) -> T {
        self.watch(|tell| {
            tell(Step { what, done: 0, of: 0 });
            work()
        })
    }

    /// Does what may take a while and tells its steps, which are shown where somebody watches.
    pub fn watch<T>(&self, work: impl FnOnce(&dyn Fn(Step)) -> T) -> T {
        watch(self.watched, work)
    }

    /// Tells the person something about the run, on stderr.
    pub fn note(note: &str) {
        Self::message(&format!("note: {note}"));
    }

    /// Tells which documents were left out as doubles, and which were taken for windows-1252.
    pub fn note_how_read(reading: &Reading) {
        for double in &reading.doubles {
            Self::note(&format!("left out: {double}"));
        }
        for guess in &reading.guesses {
            Self::note(&guess.to_string());
        }
    }

    /// Writes a line to stderr, for what is no data.
    pub fn message(message: &str) {
        use std::io::Write as _;
        // Where messages cannot be written there is nobody to tell.
        let _ =
            writeln!(std::io::stderr(), "{}", broken(&tamed(message), Screen::stderr_columns()));
    }

    /// Returns the seed of a build: the one that was asked for, and otherwise always the same, so
    /// that the same documents give the same deck.
    pub fn build_seed(&self) -> u64 {
        self.chosen_seed.unwrap_or(0)
    }

    /// Returns the folder of the learner's own things; it need not be there.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Returns the path of the journal.
    pub fn journal(&self) -> PathBuf {
        self.home.join("journal.db")
    }

    /// Returns whether there is a journal.
    ///
    /// # Errors
    /// When the home folder does not let it be known.
    pub fn has_journal(&self) -> Result<bool, CommandError> {
        Ok(Journal::is_there(&self.journal())?)
    }

    /// Opens the journal to be written, and remembers that it was.
    pub fn open_journal(&self) -> Result<Journal, CommandError> {
        let journal = Journal::open(&self.journal())?;
        self.wrote.set(true);
        Ok(journal)
    }

    /// Returns whether the journal was opened to be written.
    pub fn has_written(&self) -> bool {
        self.wrote.get()
    }

    /// Returns where the parts of the learner's progress are.
    pub fn places(&self) -> Places {
        Places { journal: self.journal(), backups: self.home.join("backups") }
    }

    /// Returns the path of the learner's settings.
    pub fn settings_file(&self) -> PathBuf {
        self.home.join("settings.toml")
    }

    /// Returns what no output of a command that reads these files takes the place of.
    pub fn kept<P: AsRef<Path>>(&self, read: impl IntoIterator<Item = P>) -> Kept {
        let own = [self.settings_file(), self.home.join("journal.seal")];
        Kept::new(&self.journal(), &own, read)
    }

    /// Returns fresh bytes to name events with, which must differ on every machine, so they do
    /// not follow `DOCENT_SEED`.
    pub fn entropy() -> [u8; 32] {
        let mut bytes = [0; 32];
        rand::rng().fill_bytes(&mut bytes);
        bytes
    }
}

/// Returns the variable, unless it is unset or empty.
fn variable(name: &str) -> Result<Option<String>, CommandError> {
    match env::var_os(name).filter(|value| !value.is_empty()) {
        None => Ok(None),
        Some(value) => value
            .into_string()
            .map(Some)
            .map_err(|_| CommandError::new(format!("`{name}` is not UTF-8 text"))),
    }
}

fn clock() -> Result<Clock, CommandError> {
    let Some(text) = variable("DOCENT_NOW")? else { return Ok(Clock::System) };
    DateTime::parse_from_rfc3339(&text).map(Clock::Fixed).map_err(|_| {
        CommandError::new(format!("`DOCENT_NOW` is `{text}`, which is no moment"))
            .hint("write it as in RFC 3339: 2026-11-22T09:30:00+01:00")
    })
}

fn chosen_seed() -> Result<Option<u64>, CommandError> {
    let Some(text) = variable("DOCENT_SEED")? else { return Ok(None) };
    text.parse().map(Some).map_err(|_| {
        CommandError::new(format!("`DOCENT_SEED` is `{text}`, which is no seed"))
            .hint("write a whole number, such as 7")
    })
}

fn home() -> Result<PathBuf, CommandError> {
    if let Some(home) = env::var_os("DOCENT_HOME").filter(|home| !home.is_empty()) {
        return Ok(home.into());
    }
    let strategy = etcetera::choose_base_strategy().map_err(|_| {
        CommandError::new("no folder to keep progress in was found")
            .hint("set DOCENT_HOME to a folder of your own")
    })?;
    Ok(strategy.data_dir().join("docent"))
}
