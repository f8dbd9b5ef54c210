//! The files of a deck's sources, for the rules that look quotes up.

use crate::deck::{Source, SourceFile, SourceText};
use crate::document::{Document, read};
use crate::value::fold;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::path::{Component, Path};

/// Opens the file of a source of the deck at this path, if it lies in the folder of the deck.
pub fn open(deck: &Path, source: &Source) -> SourceFile {
    let Some(file) = &source.file else { return SourceFile::Unnamed };
    let folder = deck.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let path = folder.join(file);
    // A pipe or a device may never end.
    if std::fs::metadata(&path).is_ok_and(|about| !about.is_file()) {
        return SourceFile::Gone(format!("`{}` is no regular file", path.display()));
    }
    // A deck may come from anybody, so it names no file of the reader's own, by whatever links.
    if !lies_within(&path, folder) {
        return SourceFile::Outside;
    }
    match read(&path) {
        Ok(document) => SourceFile::Read(Box::new(Opened { document, sentences: OnceCell::new() })),
        Err(error) => SourceFile::Gone(error.to_string()),
    }
}

/// Returns whether a path stays in a folder: as it is written, and where it leads if it is there.
fn lies_within(path: &Path, folder: &Path) -> bool {
    let written = path.strip_prefix(folder).is_ok_and(|rest| {
        rest.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
    });
    let led = match (path.canonicalize(), folder.canonicalize()) {
        (Ok(path), Ok(folder)) => path.starts_with(folder),
        _ => true,
    };
    written && led
}

/// A document whose sentences are parted only once a quote is missed.
struct Opened {
    document: Document,
    sentences: OnceCell<Sentences>,
}

/// The sentences of a document, by their words.
struct Sentences {
    all: Vec<(u32, String)>,
    by_word: HashMap<String, Vec<usize>>,
}

/// How much of its words a sentence shares with a quote that it once was.
const MUCH: f64 = 0.5;
/// A word that stands in more sentences than this tells none of them from the others.
const COMMON: usize = 64;

impl SourceText for Opened {
    fn sha256(&self) -> &str {
        &self.document.sha256
    }

    fn find(&self, quote: &str, line: Option<u32>) -> Option<u32> {
        let found = match line {
            Some(line) => self.document.find_near(quote, line),
            None => self.document.find(quote),
        };
        found.map(|place| place.line)
    }

    fn likest(&self, quote: &str) -> Option<(u32, String)> {
        let sentences = self.sentences.get_or_init(|| Sentences::of(&self.document));
        let words = words(quote);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for word in &words {
            let standing = sentences.by_word.get(word).filter(|at| at.len() <= COMMON);
            for at in standing.into_iter().flatten() {
                *shared.entry(*at).or_default() += 1;
            }
        }
        let (at, count) =
            shared.into_iter().max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at)))?;
        #[expect(clippy::cast_precision_loss, reason = "sentences have few words")]
        let share = count as f64 / words.len().max(1) as f64;
        (share >= MUCH).then(|| sentences.all[at].clone())
    }
}

impl Sentences {
    fn of(document: &Document) -> Self {
        let mut sentences = Self { all: Vec::new(), by_word: HashMap::new() };
        for paragraph in &document.paragraphs {
            let mut at = 0;
            for sentence in paragraph.text.split_inclusive(['.', '!', '?']) {
                let place = paragraph.place(at..at + sentence.len());
                at += sentence.len();
                for word in words(sentence) {
                    sentences.by_word.entry(word).or_default().push(sentences.all.len());
                }
                sentences.all.push((place.line, sentence.trim().to_owned()));
            }
        }
        sentences
    }
}

/// Returns the words of a text, folded, once each.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = fold(text).split(' ').map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}
