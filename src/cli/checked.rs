//! The decks that `docent check` found sound, remembered so that nothing is read again that has not
//! changed.
//!
//! A deck counts as sound only while its file and the files of its sources are the ones that were
//! read; a deck with faults is read each time, for its faults are shown. Deleting the file loses
//! nothing.

use super::kept::Kept;
use super::whole_file::{Over, write_whole};
use crate::deck::{DeckFile, Stamp};
use crate::progress::{proven, summed};
use prost::Message;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What the file is of: another docent has other rules.
const VERSION: &str = env!("CARGO_PKG_VERSION");

#[derive(Clone, PartialEq, Message)]
struct CheckedFile {
    #[prost(string, tag = "1")]
    version: String,
    #[prost(message, repeated, tag = "2")]
    decks: Vec<SoundDeck>,
}

/// A deck without faults.
#[derive(Clone, PartialEq, Message)]
struct SoundDeck {
    #[prost(message, required, tag = "1")]
    file: SoundFile,
    #[prost(string, tag = "2")]
    id: String,
    #[prost(uint64, tag = "3")]
    cards: u64,
    /// The files of its sources.
    #[prost(message, repeated, tag = "4")]
    sources: Vec<SoundFile>,
}

#[derive(Clone, PartialEq, Message)]
struct SoundFile {
    #[prost(string, tag = "1")]
    path: String,
    #[prost(bytes = "vec", tag = "2")]
    stamp: Vec<u8>,
}

impl SoundFile {
    fn of(path: &Path, instant: SystemTime) -> Option<Self> {
        let stamp = Stamp::of(&fs::metadata(path).ok()?, instant);
        let path = std::path::absolute(path).ok()?.to_str()?.to_owned();
        Some(Self { path, stamp: stamp.to_bytes() })
    }

    fn is_as_it_was(&self, instant: SystemTime) -> bool {
        fs::metadata(&self.path).is_ok_and(|about| self.is_same(&about, instant))
    }

    /// Returns whether it is a file that is like this now.
    fn is_same(&self, about: &fs::Metadata, instant: SystemTime) -> bool {
        let then = Stamp::from_bytes(&self.stamp);
        then.is_some_and(|then| Stamp::of(about, instant).still(&then))
    }
}

/// What is told of a sound deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    /// The deck's id.
    pub id: String,
    /// How many cards it has.
    pub cards: usize,
}

impl Sound {
    /// Returns what is told of a deck that was checked, when it is sound.
    pub fn of(file: &DeckFile) -> Option<Self> {
        let deck = file.reading.deck.as_ref().filter(|_| file.reading.diagnostics.is_empty())?;
        Some(Self { id: deck.id.clone(), cards: deck.cards.len() })
    }
}

/// The decks that were found sound.
#[derive(Debug)]
pub struct Checked {
    /// Where they are remembered; none where docent keeps nothing yet.
    file: Option<PathBuf>,
    decks: HashMap<String, SoundDeck>,
    /// Those that were looked at in this run, and whose file is as it was.
    unchanged: HashSet<String>,
    instant: SystemTime,
    changed: bool,
}

impl Checked {
    /// Returns the decks that are remembered in a home folder, looked at at a moment by the clock
    /// that stamps files.
    pub fn open(home: &Path, instant: SystemTime) -> Self {
        let file = home.is_dir().then(|| home.join("checked"));
        let bytes = file.as_ref().and_then(|file| fs::read(file).ok()).unwrap_or_default();
        let read = proven(&bytes).and_then(|bytes| CheckedFile::decode(bytes).ok());
        let read = read.unwrap_or_default();
        let decks = if read.version == VERSION { read.decks } else { Vec::new() };
        let decks = decks.into_iter().map(|deck| (deck.file.path.clone(), deck)).collect();
        Self { file, decks, unchanged: HashSet::new(), instant, changed: false }
    }

    /// Returns whether a file is a deck that was found sound and has not changed; what is said of it
    /// holds for this run.
    pub fn knows(&mut self, path: &Path, about: &fs::Metadata) -> bool {
        let Some(deck) = self.deck(path) else { return false };
        let same = deck.file.is_same(about, self.instant);
        if same {
            let path = deck.file.path.clone();
            self.unchanged.insert(path);
        }
        same
    }

    /// Returns what is told of a deck that was found sound and has not changed, nor any source.
    pub fn sound(&self, path: &Path) -> Option<Sound> {
        let deck = self.deck(path)?;
        let same = self.unchanged.contains(&deck.file.path) || deck.file.is_as_it_was(self.instant);
        let sources = || deck.sources.iter().all(|file| file.is_as_it_was(self.instant));
        (same && sources()).then(|| Sound {
            id: deck.id.clone(),
            cards: usize::try_from(deck.cards).unwrap_or(usize::MAX),
        })
    }

    fn deck(&self, path: &Path) -> Option<&SoundDeck> {
        self.decks.get(std::path::absolute(path).ok()?.to_str()?)
    }

    /// Remembers a deck that was just found sound.
    pub fn remember(&mut self, sound: &Sound, stamps: Stamps) {
        let (Some(file), Some(sources)) = (stamps.deck, stamps.sources) else { return };
        let (id, cards) = (sound.id.clone(), sound.cards as u64);
        self.decks.insert(file.path.clone(), SoundDeck { file, id, cards, sources });
        self.changed = true;
    }

    /// Writes down what is remembered. What cannot be is checked again next time.
    pub fn keep(self) {
        let Some(file) = self.file.filter(|_| self.changed) else { return };
        let mut decks: Vec<SoundDeck> = self.decks.into_values().collect();
        decks.sort_by(|a, b| a.file.path.cmp(&b.file.path));
        let bytes = CheckedFile { version: VERSION.to_owned(), decks }.encode_to_vec();
        let _ = write_whole(&file, &summed(&bytes), Over::Any, &Kept::default());
    }
}

/// What the files of a deck were like before they were read.
#[derive(Debug, Default)]
pub struct Stamps {
    deck: Option<SoundFile>,
    sources: Option<Vec<SoundFile>>,
}

impl Stamps {
    /// Takes the stamp of a deck file that is about to be read.
    pub fn of(path: &Path, instant: SystemTime) -> Self {
        Self { deck: SoundFile::of(path, instant), sources: None }
    }

    /// Takes the stamps of the files of its sources, which are about to be read.
    pub fn with_sources(self, file: &DeckFile, instant: SystemTime) -> Self {
        let folder = file.path.parent().unwrap_or(Path::new(""));
        let sources = file.reading.deck.iter().flat_map(|deck| &deck.sources);
        let stamp = |source: &String| SoundFile::of(&folder.join(source), instant);
        let sources = sources.filter_map(|source| source.file.as_ref()).map(stamp).collect();
        Self { sources, ..self }
    }
}
