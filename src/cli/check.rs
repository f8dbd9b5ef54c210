//! `docent check`: every fault of a deck.

use super::args::{Check, DeckFolder};
use super::checked::{Checked, Sound, Stamps};
use super::context::Context;
use super::diagnostics::{render, view};
use super::error::{CommandError, Outcome};
use super::fix;
use super::library::{count, deck_paths_knowing, is_stdin, read_named};
use super::output::Output;
use super::pasted::pasted;
use super::rules;
use super::screen::{Screen, style};
use super::source_files;
use crate::deck::{
    DeckFile, DeckFileError, LineIndex, Source, errors_that_tidy_mends, json_schema, weaknesses,
    without_silenced,
};
use crate::workers::{all_threads, share_out};
use std::collections::HashMap;
use std::fs::Metadata;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Checks the decks and says what is wrong.
pub fn run(
    args: &Check,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    if args.schema {
        output.json(&json_schema())?;
        return Ok(Outcome::Done);
    }
    if let Some(rule) = &args.explain {
        return rules::explain(rule, args.json, context, output);
    }
    fitting_stdin(args)?;
    let mut known = Checked::open(context.home(), context.instant());
    let mut knows = |path: &Path, about: &Metadata| known.knows(path, about);
    let paths = deck_paths_knowing(&args.decks, folder, &mut knows)?;
    let check = || look_at_all(&paths, args.fix, &known, context.instant());
    let found = context.spinner("checking decks", check);
    let (decks, unreadable) = taken(&paths, found, &args.decks, &mut known);
    known.keep();
    let clashes = same_ids(&decks);
    if args.json {
        print_json(&decks, output)?;
    } else {
        for deck in &decks {
            match deck {
                Checkup::Faulty(file) => print_faults(file, context, output)?,
                Checkup::Sound(path, sound) => output.line(no_faults(path, sound.cards))?,
            }
        }
        for clash in &clashes {
            output.line(clash)?;
        }
    }
    if let Some(error) = unreadable {
        output.finish()?;
        return Err(error);
    }
    let errors: usize = decks.iter().map(Checkup::errors).sum();
    Ok(if errors + clashes.len() > 0 { Outcome::No } else { Outcome::Done })
}

/// Refuses what cannot be done with a deck that comes from stdin.
fn fitting_stdin(args: &Check) -> Result<(), CommandError> {
    match args.decks.iter().filter(|deck| is_stdin(deck)).count() {
        0 => Ok(()),
        1 if !args.fix => Ok(()),
        1 => Err(CommandError::new("`--fix` mends a file, and `-` is stdin")
            .hint("name the file of the deck")),
        _ => Err(CommandError::new("only one of the decks can come from stdin")),
    }
}

/// Takes in what was found of each deck, remembering what is sound; returns the decks that could be
/// read, and why the last could not that could not. Why others could not is said here; a link to
/// nothing that was not `named` is no more than noted, where there are decks beside it.
fn taken(
    paths: &[PathBuf],
    found: Vec<Result<Found, CommandError>>,
    named: &[PathBuf],
    known: &mut Checked,
) -> (Vec<Checkup>, Option<CommandError>) {
    let (mut decks, mut unreadable, mut dangling) = (Vec::new(), None, Vec::new());
    let mut fail = |error: CommandError| {
        if let Some(earlier) = unreadable.replace(error) {
            earlier.say();
        }
    };
    for (path, found) in paths.iter().zip(found) {
        match found {
            Ok(Found::Sound(sound, stamps)) => {
                if let Some(stamps) = stamps {
                    known.remember(&sound, stamps);
                }
                decks.push(Checkup::Sound(path.clone(), sound));
            }
            Ok(Found::Faulty(file)) => decks.push(Checkup::Faulty(file)),
            Ok(Found::Dangling(error)) if !named.contains(path) => dangling.push(error),
            Ok(Found::Dangling(error)) => fail(error.into()),
            Err(error) => fail(error),
        }
    }
    if decks.is_empty() {
        dangling.drain(..).for_each(|error| fail(error.into()));
    }
    for error in dangling {
        Context::note(&format!("left out: {error}"));
    }
    (decks, unreadable)
}

/// What looking at a deck gave.
enum Found {
    /// It is sound, as was found when its files were like this; or was found before.
    Sound(Sound, Option<Stamps>),
    /// It has faults.
    Faulty(Box<DeckFile>),
    /// It is a link to nothing.
    Dangling(DeckFileError),
}

/// Looks at every deck, on all cores; decks that are mended one after the other.
fn look_at_all(
    paths: &[PathBuf],
    fix: bool,
    known: &Checked,
    instant: SystemTime,
) -> Vec<Result<Found, CommandError>> {
    let threads = if fix { NonZeroUsize::MIN } else { all_threads() };
    share_out(paths, threads, |path| vec![look_at(path, fix, known, instant)])
}

fn look_at(
    path: &Path,
    fix: bool,
    known: &Checked,
    instant: SystemTime,
) -> Result<Found, CommandError> {
    let kept = !is_stdin(path);
    if let Some(sound) = known.sound(path).filter(|_| !fix && kept) {
        return Ok(Found::Sound(sound, None));
    }
    let stamps = Stamps::of(path, instant);
    let mut file = match read_named(path) {
        Err(error @ DeckFileError::Dangling(_)) => return Ok(Found::Dangling(error)),
        read => read?,
    };
    if fix {
        file = fix::run(file)?;
    }
    let stamps = stamps.with_sources(&file, instant);
    let file = checked(file);
    Ok(match Sound::of(&file) {
        // A file that was mended is another than the one whose stamp was taken.
        Some(sound) => Found::Sound(sound, Some(stamps).filter(|_| !fix && kept)),
        None => Found::Faulty(Box::new(file)),
    })
}

/// A deck that was checked, now or before.
enum Checkup {
    Sound(PathBuf, Sound),
    Faulty(Box<DeckFile>),
}

impl Checkup {
    fn errors(&self) -> usize {
        match self {
            Self::Sound(..) => 0,
            Self::Faulty(file) => file.reading.errors(),
        }
    }

    /// Returns where the deck is and its id, where it has one.
    fn named(&self) -> (&Path, Option<&str>) {
        match self {
            Self::Sound(path, sound) => (path, Some(&sound.id)),
            Self::Faulty(file) => (&file.path, file.reading.deck.as_ref().map(|deck| &*deck.id)),
        }
    }
}

/// Returns the file with what weakens its cards among its faults, and without what it silences.
pub fn checked(mut file: DeckFile) -> DeckFile {
    let mut faults = std::mem::take(&mut file.reading.diagnostics);
    let path = file.path.clone();
    let open = |source: &Source| source_files::open(&path, source);
    faults.extend(weaknesses(&file.text, &file.reading, &open));
    file.reading.diagnostics = without_silenced(&file.text, faults);
    file
}

/// Shows the faults of a deck, and a last line that counts them.
pub fn print_faults(
    file: &DeckFile,
    context: &Context,
    output: &mut Output,
) -> Result<(), CommandError> {
    let lines = LineIndex::new(&file.text);
    let terminal = Screen::stdout_columns();
    for fault in &file.reading.diagnostics {
        output.line(render(file, &lines, fault, context.screen, terminal))?;
        output.line("")?;
    }
    output.line(verdict(file))?;
    if file.reading.errors() == 0 || is_stdin(&file.path) {
        return Ok(());
    }
    match errors_that_tidy_mends(&file.text) {
        0 => Ok(()),
        mended => {
            let errors = count(mended, "error");
            output.line(format!("`docent check --fix {}` mends {errors}.", pasted(&file.path)))
        }
    }
}

/// Returns the last line on a deck: how many cards are sound, and what is not.
fn verdict(file: &DeckFile) -> String {
    let faults = &file.reading.diagnostics;
    let errors = file.reading.errors();
    let warnings = faults.len() - errors;
    let cards = file.reading.deck.as_ref().map_or(0, |deck| deck.cards.len());
    if faults.is_empty() {
        return no_faults(&file.path, cards);
    }
    let mut parts = vec![count(cards, "sound card")];
    if file.reading.left_out > 0 {
        parts.push(format!("{} left out", count(file.reading.left_out, "card")));
    }
    if errors > 0 {
        parts.push(style::wrong().apply_to(count(errors, "error")).to_string());
    }
    if warnings > 0 {
        parts.push(style::close().apply_to(count(warnings, "warning")).to_string());
    }
    format!("{}: {}", file.path.display(), parts.join(", "))
}

/// Returns the line on a deck without faults.
fn no_faults(path: &Path, cards: usize) -> String {
    let cards = count(cards, "sound card");
    format!("{}: {cards}, {}", path.display(), style::right().apply_to("no faults"))
}

fn print_json(decks: &[Checkup], output: &mut Output) -> Result<(), CommandError> {
    let mut faults = Vec::new();
    for deck in decks {
        let Checkup::Faulty(file) = deck else { continue };
        let lines = LineIndex::new(&file.text);
        faults.extend(file.reading.diagnostics.iter().map(|fault| view(&file.path, &lines, fault)));
    }
    output.json(&faults)
}

/// Returns a line for each deck whose id an earlier one has.
fn same_ids(decks: &[Checkup]) -> Vec<String> {
    let mut seen: HashMap<&str, &Path> = HashMap::new();
    let mut clashes = Vec::new();
    for deck in decks {
        let (path, Some(id)) = deck.named() else { continue };
        if let Some(first) = seen.get(id) {
            let (first, second) = (first.display(), path.display());
            clashes.push(format!(
                "error[same-deck-id]: `{first}` and `{second}` both have the id `{id}`"
            ));
        } else {
            seen.insert(id, path);
        }
    }
    clashes
}
