//! The decks that a command works on, found and read.

use super::args::DeckFolder;
use super::context::Context;
use super::error::CommandError;
use crate::deck::{Deck, DeckFile, find_decks};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where decks are looked for when nobody says.
const DEFAULT: &str = "decks";

/// Returns the deck files that were named, or those of the deck folder.
///
/// # Errors
/// When nothing was named and the folder is not there or holds no deck.
pub fn deck_paths(named: &[PathBuf], folder: &DeckFolder) -> Result<Vec<PathBuf>, CommandError> {
    let mut paths = Vec::new();
    for path in named {
        if path.is_dir() {
            paths.extend(decks_of(path)?);
        } else {
            paths.push(path.clone());
        }
    }
    if !named.is_empty() {
        return Ok(paths);
    }
    let folder = folder.folder.clone().unwrap_or_else(|| PathBuf::from(DEFAULT));
    if !folder.is_dir() {
        return Err(CommandError::new(format!("there is no deck folder `{}`", folder.display()))
            .hint("name a deck, or say where decks are with `--decks DIR` or DOCENT_DECKS"));
    }
    decks_of(&folder)
}

fn decks_of(folder: &Path) -> Result<Vec<PathBuf>, CommandError> {
    let paths = find_decks(folder)?;
    if paths.is_empty() {
        let message = format!("there is no deck in the folder `{}`", folder.display());
        return Err(CommandError::new(message).hint("make one with `docent build`"));
    }
    Ok(paths)
}

/// Decks that were read, sound as far as they can be studied.
#[derive(Debug)]
pub struct Library {
    /// The decks, in the order they were found, with their files.
    pub decks: Vec<(PathBuf, Deck)>,
    /// What was left out, a line each, for stderr.
    notes: Vec<String>,
}

impl Library {
    /// Reads decks for study: what is sound is kept, and what is not is noted.
    ///
    /// # Errors
    /// When a deck that was named cannot be read at all, two decks have one id, or nothing is
    /// left.
    pub fn open(named: &[PathBuf], folder: &DeckFolder) -> Result<Self, CommandError> {
        let mut library = Self { decks: Vec::new(), notes: Vec::new() };
        let mut unreadable: Option<CommandError> = None;
        for path in deck_paths(named, folder)? {
            match DeckFile::read(&path) {
                Ok(file) => library.add(path, file)?,
                Err(error) if named.is_empty() => {
                    library.notes.push(format!("left out: {error}"));
                    unreadable = unreadable.or(Some(error.into()));
                }
                Err(error) => return Err(error.into()),
            }
        }
        match (library.decks.is_empty(), unreadable) {
            (true, Some(error)) => Err(error),
            (true, None) => Err(CommandError::new("no deck can be studied")
                .hint("`docent check` says what is wrong")),
            _ => Ok(library),
        }
    }

    fn add(&mut self, path: PathBuf, file: DeckFile) -> Result<(), CommandError> {
        let errors = file.reading.errors();
        let shown = path.display();
        let Some(deck) = file.reading.deck else {
            self.notes.push(format!("left out `{shown}`: {}", count(errors, "error")));
            return Ok(());
        };
        if errors > 0 {
            let cards = count(file.reading.left_out, "card");
            self.notes.push(format!(
                "`{shown}`: {cards} left out for {}; `docent check` says which",
                count(errors, "error")
            ));
        }
        if let Some((other, _)) = self.decks.iter().find(|(_, known)| known.id == deck.id) {
            let message =
                format!("two decks have the id `{}`: `{}` and `{shown}`", deck.id, other.display());
            return Err(
                CommandError::new(message).hint("give one another `deck.id`; progress hangs on it")
            );
        }
        self.decks.push((path, deck));
        Ok(())
    }

    /// Tells the person what was left out.
    pub fn say_notes(&self) {
        for note in &self.notes {
            Context::note(note);
        }
    }

    /// Returns the file of each deck, by the deck's id.
    pub fn paths(&self) -> BTreeMap<String, PathBuf> {
        self.decks.iter().map(|(path, deck)| (deck.id.clone(), path.clone())).collect()
    }

    /// Returns the decks without their files.
    pub fn decks(&self) -> Vec<&Deck> {
        self.decks.iter().map(|(_, deck)| deck).collect()
    }
}

/// Returns a number and its noun: "1 card", "3 cards", "3 entries".
pub fn count(number: usize, noun: &str) -> String {
    match noun.strip_suffix('y').filter(|_| !noun.ends_with("day")) {
        _ if number == 1 => format!("1 {noun}"),
        Some(stem) => format!("{number} {stem}ies"),
        None => format!("{number} {noun}s"),
    }
}
