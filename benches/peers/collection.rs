//! A synthetic collection on the disk, as docent holds it.

use super::content::Card;
use super::learner::{Learner, events};
use super::program::Program;
use ::docent::memory::Moment;
use ::docent::progress::Journal;
use std::env::current_exe;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A collection of so many cards, in a folder of its own.
#[derive(Debug, Clone)]
pub struct Collection {
    pub cards: usize,
    pub folder: PathBuf,
    pub now: Moment,
    /// How many files the cards are spread over.
    pub files: usize,
    /// What the learner's answers are drawn from.
    pub seed: u64,
}

impl Collection {
    /// Returns a collection of a hundred cards a file, or more where these were more than 1,000.
    pub fn new(cards: usize, folder: PathBuf, now: Moment) -> Self {
        Self { cards, folder, now, files: (cards / 100).clamp(1, 1000), seed: 1 }
    }

    /// Returns the cards of a file, by number.
    pub fn cards_of(&self, file: usize) -> Range<usize> {
        let start = |file: usize| file * self.cards / self.files;
        start(file)..start(file + 1)
    }

    /// Returns the name of each file with its cards.
    pub fn parts(&self) -> impl Iterator<Item = (String, impl Iterator<Item = Card>)> + '_ {
        (0..self.files).map(|file| (deck_name(file), self.cards_of(file).map(Card::of)))
    }

    pub fn learner(&self) -> Learner {
        Learner::new(self.cards, self.now, self.seed)
    }

    pub fn decks(&self) -> PathBuf {
        self.folder.join("decks")
    }

    pub fn home(&self) -> PathBuf {
        self.folder.join("home")
    }

    pub fn journal(&self) -> PathBuf {
        self.home().join("journal.db")
    }

    /// Returns what docent is told by its environment.
    pub fn environment(&self) -> [(&'static str, String); 5] {
        [
            ("DOCENT_HOME", self.home().display().to_string()),
            ("DOCENT_DECKS", self.decks().display().to_string()),
            ("DOCENT_NOW", self.now.time().to_rfc3339()),
            ("DOCENT_SEED", "7".into()),
            ("COLUMNS", "100".into()),
        ]
    }

    /// Writes decks, journal, and `env`, which a shell can source.
    pub fn write(&self) -> Result<(), Box<dyn std::error::Error>> {
        clear(&self.folder)?;
        self.write_decks()?;
        self.write_journal()?;
        let line = |(name, value): (&str, String)| format!("export {name}='{value}'\n");
        fs::write(self.folder.join("env"), self.environment().map(line).concat())?;
        Ok(())
    }

    /// Writes them from a process of its own. Giving a program a terminal copies the process that
    /// starts it, which takes the longer the more memory that has used: ten milliseconds after a
    /// collection of 100,000 cards was written.
    pub fn write_apart(&self) -> Result<(), Box<dyn std::error::Error>> {
        let [cards, files] = [self.cards, self.files].map(|number| number.to_string());
        let (folder, now) = (self.folder.display().to_string(), self.now.time().to_rfc3339());
        let all =
            ["generate", "--cards", &cards, "--files", &files, "--to", &folder, "--now", &now];
        Program::new(&current_exe()?, Path::new(env!("CARGO_MANIFEST_DIR")), &all).output()?;
        Ok(())
    }

    /// Writes the decks alone.
    pub fn write_decks(&self) -> io::Result<()> {
        fs::create_dir_all(self.decks())?;
        for (name, cards) in self.parts() {
            fs::write(self.decks().join(format!("{name}.toml")), deck_text(&name, cards))?;
        }
        Ok(())
    }

    /// Writes the journal alone.
    pub fn write_journal(&self) -> Result<(), Box<dyn std::error::Error>> {
        let mut file_of = Vec::with_capacity(self.cards);
        for file in 0..self.files {
            file_of.extend(self.cards_of(file).map(|_| file));
        }
        let events = events(|card| deck_name(file_of[card]), self.cards, &self.learner());
        Journal::open(&self.journal())?.append_missing(&events)?;
        Ok(())
    }
}

fn deck_name(file: usize) -> String {
    format!("deck-{:04}", file + 1)
}

/// Returns the text of a deck.
pub fn deck_text(name: &str, cards: impl Iterator<Item = Card>) -> String {
    let mut text = format!("format = 1\n\n[deck]\nid = \"{name}\"\ntitle = \"Deck {name}\"\n");
    for card in cards {
        card.write_toml(&mut text);
    }
    text
}

/// Removes a folder, if it is there.
pub fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
