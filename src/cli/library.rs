//! The decks that a command works on, found and read.

use super::args::DeckFolder;
use super::context::Context;
use super::error::CommandError;
use crate::deck::{Deck, DeckFile, DeckFileError, Known, find_decks};
use crate::progress::LeftBehind;
use crate::workers::{all_threads, share_out};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// Where decks are looked for when nobody says.
const DEFAULT: &str = "decks";

/// Returns the deck files that were named, or those of the deck folder.
///
/// # Errors
/// When nothing was named and the folder is not there or holds no deck.
pub fn deck_paths(named: &[PathBuf], folder: &DeckFolder) -> Result<Vec<PathBuf>, CommandError> {
    deck_paths_knowing(named, folder, &mut |_, _| false)
}

/// Returns the deck files as [`deck_paths`] does, without looking into those that are known.
///
/// # Errors
/// When nothing was named and the folder is not there or holds no deck.
pub fn deck_paths_knowing(
    named: &[PathBuf],
    folder: &DeckFolder,
    known: Known<'_>,
) -> Result<Vec<PathBuf>, CommandError> {
    let mut paths = Vec::new();
    for path in named {
        if path.is_dir() && !is_stdin(path) {
            paths.extend(decks_of(path, known)?);
        } else if let Some(error) = named_otherwise(path, folder) {
            return Err(error);
        } else {
            paths.push(path.clone());
        }
    }
    if !named.is_empty() {
        return Ok(paths);
    }
    let folder = folder_of(folder);
    if !folder.is_dir() {
        return Err(CommandError::new(format!("there is no deck folder `{}`", folder.display()))
            .hint("name a deck, or say where decks are with `--decks DIR` or DOCENT_DECKS"));
    }
    decks_of(&folder, known)
}

/// Returns the folder where decks are looked for.
fn folder_of(folder: &DeckFolder) -> PathBuf {
    folder.folder.clone().unwrap_or_else(|| PathBuf::from(DEFAULT))
}

/// Returns the error of a name that is no path but the id or the title of a deck of the folder: its
/// hint says which file that is.
fn named_otherwise(path: &Path, folder: &DeckFolder) -> Option<CommandError> {
    if path.exists() || is_stdin(path) {
        return None;
    }
    let name = path.to_str()?.to_lowercase();
    let is_named = |path: &PathBuf| {
        let deck = DeckFile::read(path).ok().and_then(|file| file.reading.deck);
        deck.is_some_and(|deck| [deck.id, deck.title].iter().any(|own| own.to_lowercase() == name))
    };
    let decks = find_decks(&folder_of(folder), &mut |_, _| false).ok()?;
    let found = decks.into_iter().find(is_named)?;
    let error = CommandError::from(DeckFileError::Missing(path.to_owned()));
    Some(error.hint(format!("the deck of that name is the file `{}`", found.display())))
}

fn decks_of(folder: &Path, known: Known<'_>) -> Result<Vec<PathBuf>, CommandError> {
    let paths = find_decks(folder, known)?;
    if paths.is_empty() {
        let message = format!("there is no deck in the folder `{}`", folder.display());
        return Err(CommandError::new(message).hint("make one with `docent build`"));
    }
    Ok(paths)
}

/// Returns whether a name stands for stdin.
pub fn is_stdin(name: &Path) -> bool {
    name == Path::new("-")
}

/// Reads a deck from its file or, by the name `-`, from stdin, as `git show HEAD:deck.toml` gives it.
///
/// # Errors
/// When it cannot be read as text.
pub fn read_named(path: &Path) -> Result<DeckFile, DeckFileError> {
    if is_stdin(path) {
        return DeckFile::read_from(std::io::stdin().lock(), path);
    }
    DeckFile::read(path)
}

/// What of the decks was left out, for stderr.
#[derive(Debug)]
pub struct Notes {
    lines: Vec<String>,
    /// The decks that were named, each of which must be readable.
    named: Vec<PathBuf>,
    unreadable: Option<CommandError>,
}

impl Notes {
    /// Returns no notes yet, on what was named and what is found: a folder that was named is one in
    /// which decks are found.
    pub fn new(named: &[PathBuf]) -> Self {
        Self { lines: Vec::new(), named: named.to_vec(), unreadable: None }
    }

    /// Notes a deck that cannot be read.
    ///
    /// # Errors
    /// When it was named.
    pub fn unreadable(&mut self, path: &Path, error: DeckFileError) -> Result<(), CommandError> {
        if self.named.iter().any(|named| named == path) {
            return Err(error.into());
        }
        self.lines.push(format!("left out: {error}"));
        if self.unreadable.is_none() {
            self.unreadable = Some(error.into());
        }
        Ok(())
    }

    /// Notes a deck of which nothing can be used.
    pub fn faulty(&mut self, path: &Path, errors: usize) {
        self.lines.push(format!("left out `{}`: {}", path.display(), count(errors, "error")));
    }

    /// Notes a deck that is left out because an earlier one has its id; nothing where it is that one,
    /// named again.
    pub fn same_id(&mut self, id: &str, first: &Path, second: &Path) {
        let real = |path: &Path| std::fs::canonicalize(path).ok();
        if real(first).is_some_and(|first| real(second) == Some(first)) {
            return;
        }
        let (first, second) = (first.display(), second.display());
        self.lines.push(format!(
            "left out `{second}`: it has the id `{id}`, as `{first}` has; give one of them another \
             `deck.id`, progress hangs on it"
        ));
    }

    /// Notes the cards of a deck that were left out, if any was.
    pub fn left_out(&mut self, path: &Path, cards: usize, errors: usize) {
        if errors > 0 {
            self.lines.push(format!(
                "`{}`: {} left out for {}; `docent check` says which",
                path.display(),
                count(cards, "card"),
                count(errors, "error")
            ));
        }
    }

    /// Notes cards that count as new and ask what was learnt under other names.
    pub fn left_behind(&mut self, left: &LeftBehind) {
        let (path, cards, name) = (left.path.display(), left.cards, &left.name);
        let told = match cards {
            1 => format!("1 card asks what you learnt as `{name}` and counts as new"),
            _ => format!("{cards} cards ask what you learnt as `{name}` … and count as new"),
        };
        self.lines.push(format!(
            "`{path}`: {told}. If its ids were changed, the old ones bring the progress back; `docent \
             diff OLD NEW` shows whose it is"
        ));
    }

    /// Refuses to go on when nothing is left.
    ///
    /// # Errors
    /// When `nothing`; why the first deck could not be read, when one could not.
    pub fn refuse_nothing(&mut self, nothing: bool) -> Result<(), CommandError> {
        if !nothing {
            return Ok(());
        }
        Err(self.unreadable.take().unwrap_or_else(|| {
            CommandError::new("no deck can be studied").hint("`docent check` says what is wrong")
        }))
    }

    /// Tells the person.
    pub fn say(&self) {
        for line in &self.lines {
            Context::note(line);
        }
    }
}

/// Returns the refusal of a tag that no card has.
pub fn no_tag(tag: &str) -> CommandError {
    CommandError::new(format!("no card has the tag `{tag}`"))
        .hint("`docent cards --json` shows the tags of each card")
}

/// Decks that were read, sound as far as they can be studied.
#[derive(Debug)]
pub struct Library {
    /// The decks, in the order they were found, with their files.
    pub decks: Vec<(PathBuf, Deck)>,
    notes: Notes,
}

impl Library {
    /// Reads decks for study: what is sound is kept, and what is not is noted.
    ///
    /// # Errors
    /// When a deck that was named cannot be read at all, or nothing is left.
    pub fn open(named: &[PathBuf], folder: &DeckFolder) -> Result<Self, CommandError> {
        let mut library = Self::read(deck_paths(named, folder)?, named)?;
        library.notes.refuse_nothing(library.decks.is_empty())?;
        Ok(library)
    }

    /// Reads decks as [`open`](Self::open) does, or none where none was named and there is none in the
    /// folder where decks are looked for when nobody says.
    ///
    /// # Errors
    /// As for [`open`](Self::open), where a deck or a folder was named or there is a deck.
    pub fn open_any(named: &[PathBuf], folder: &DeckFolder) -> Result<Self, CommandError> {
        let nobody_says = named.is_empty() && folder.folder.is_none();
        let default = Path::new(DEFAULT);
        let none = || -> Result<bool, CommandError> {
            Ok(!default.is_dir() || find_decks(default, &mut |_, _| false)?.is_empty())
        };
        if nobody_says && none()? {
            return Ok(Self { decks: Vec::new(), notes: Notes::new(&[]) });
        }
        Self::open(named, folder)
    }

    /// Reads these decks, of which none may be missing.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn of(paths: Vec<PathBuf>) -> Result<Self, CommandError> {
        let named = paths.clone();
        Self::read(paths, &named)
    }

    fn read(paths: Vec<PathBuf>, named: &[PathBuf]) -> Result<Self, CommandError> {
        let mut library = Self { decks: Vec::new(), notes: Notes::new(named) };
        let mut known: HashMap<String, usize> = HashMap::new();
        let read = share_out(&paths, all_threads(), |path| {
            vec![DeckFile::read(path).map(|file| file.reading)]
        });
        for (path, reading) in paths.into_iter().zip(read) {
            let reading = match reading {
                Ok(reading) => reading,
                Err(error) => {
                    library.notes.unreadable(&path, error)?;
                    continue;
                }
            };
            let errors = reading.errors();
            let Some(deck) = reading.deck else {
                library.notes.faulty(&path, errors);
                continue;
            };
            if let Some(earlier) = known.get(&deck.id) {
                library.notes.same_id(&deck.id, &library.decks[*earlier].0, &path);
                continue;
            }
            known.insert(deck.id.clone(), library.decks.len());
            library.notes.left_out(&path, reading.left_out, errors);
            library.decks.push((path, deck));
        }
        Ok(library)
    }

    /// Tells the person what was left out.
    pub fn say_notes(&self) {
        self.notes.say();
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
