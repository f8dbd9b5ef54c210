//! `docent import`: a deck from another program's file.

use super::args::{DeckFolder, Import};
use super::context::Context;
use super::diagnostics::render_in;
use super::error::{CommandError, Outcome};
use super::export::endings;
use super::library::{count, is_stdin};
use super::output::Output;
use super::pasted::pasted;
use super::screen::{Screen, printable};
use super::{import_anki, import_reviews};
use crate::deck::{Deck, LineIndex, is_name, to_toml, write_deck_file};
use crate::exchange::{
    Format, Head, Imported, read_delimited, read_gift, read_json, read_markdown, slug,
};
use std::fmt::Display;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The largest text that is read, in bytes, as for decks.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Imports a deck, or reviews.
pub fn run(
    args: &Import,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let path = match (&args.file, &args.reviews) {
        (None, Some(reviews)) => return import_reviews::run(reviews, folder, context, output),
        (Some(path), _) => path,
        (None, None) => return Err(CommandError::new("there is no file to import")),
    };
    free(args)?;
    let head = head(args, path)?;
    let format = format_of(args, path)?;
    let package = format == Format::Anki;
    if let Some(flag) =
        [("--scheduling", args.scheduling && !package), ("--skip-bad", args.skip_bad && package)]
            .into_iter()
            .find_map(|(flag, odd)| odd.then_some(flag))
    {
        let message = format!("`{flag}` does nothing with {}", format.title());
        return Err(CommandError::new(message).hint("leave it out"));
    }
    match format {
        Format::Anki => import_anki::run(args, path, &head, context, output),
        format => {
            let text = read_text(path)?;
            let imported = read(format, &text, &head);
            let deck = sound(path, &text, imported, args.skip_bad, context)?;
            write(args, path, &titled(deck, args), output)
        }
    }
}

fn read(format: Format, text: &str, head: &Head) -> Imported {
    match format {
        Format::Gift => read_gift(text, head),
        Format::Json => read_json(text, head),
        Format::Markdown => read_markdown(text, head),
        Format::Tsv => read_delimited(text, Some(b'\t'), head),
        Format::Csv | Format::Anki | Format::Html => read_delimited(text, None, head),
    }
}

fn format_of(args: &Import, path: &Path) -> Result<Format, CommandError> {
    match args.format.or_else(|| Format::of_path(path)) {
        None if is_stdin(path) => {
            Err(CommandError::new("stdin has no name that says a format").hint("say `--format`"))
        }
        None => Err(CommandError::new(format!("the name `{}` says no format", path.display()))
            .hint(format!("it ends in none of {}: say `--format`", endings()))),
        Some(Format::Html) => Err(CommandError::new("worksheets are written, not read")
            .hint("`docent build` makes a deck of a web page; `--format` says what else it is")),
        Some(format) => Ok(format),
    }
}

/// Returns the file to write; none where the deck goes to stdout.
fn file_of(args: &Import) -> Option<&Path> {
    args.output.as_deref().filter(|path| *path != Path::new("-"))
}

/// Refuses to replace a deck, on whose ids progress may hang.
fn free(args: &Import) -> Result<(), CommandError> {
    match file_of(args) {
        Some(path) if path.exists() => {
            let error = CommandError::new(format!("`{}` is there already", path.display()));
            Err(error.hint("name another file; nothing was written"))
        }
        _ => Ok(()),
    }
}

/// Returns what the deck is called when its file does not say: as the command line does, or as the
/// file is called.
fn head(args: &Import, path: &Path) -> Result<Head, CommandError> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let stem = stem.trim();
    let title = args.title.clone().unwrap_or_else(|| {
        let spaced = stem.replace(['_', '-'], " ");
        let mut letters = spaced.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    let title = if title.trim().is_empty() { "Imported".to_owned() } else { title };
    let id = args.id.clone().unwrap_or_else(|| match &args.title {
        Some(title) => slug(title),
        None => slug(stem),
    });
    if is_name(&id) {
        return Ok(Head { id, title });
    }
    let error = CommandError::new(format!("`{id}` cannot be the id of a deck"));
    Err(error.hint("write a name without spaces, `/` or `#`"))
}

fn titled(deck: Deck, args: &Import) -> Deck {
    Deck {
        id: args.id.clone().unwrap_or(deck.id),
        title: args.title.clone().unwrap_or(deck.title),
        ..deck
    }
}

fn read_text(path: &Path) -> Result<String, CommandError> {
    if is_stdin(path) {
        return text_of(std::io::stdin().lock(), path);
    }
    text_of(open(path)?, path)
}

/// Opens a file that is to be imported.
pub fn open(path: &Path) -> Result<File, CommandError> {
    let about = std::fs::metadata(path).map_err(|error| cannot_read(path, &error))?;
    if !about.is_file() {
        return Err(cannot_read(path, &"it is no file"));
    }
    File::open(path).map_err(|error| cannot_read(path, &error))
}

/// Returns the error that a file cannot be read.
pub fn cannot_read(path: &Path, why: &dyn Display) -> CommandError {
    CommandError::new(format!("cannot read `{}`: {why}", path.display()))
}

fn text_of(input: impl Read, path: &Path) -> Result<String, CommandError> {
    let cannot = |why: String| cannot_read(path, &why);
    let mut bytes = Vec::new();
    input.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| cannot(error.to_string()))?;
    if bytes.len() as u64 > LARGEST {
        return Err(
            cannot(format!("it is larger than {} MB", LARGEST / 1_000_000)).hint("split it")
        );
    }
    String::from_utf8(bytes).map_err(|fault| {
        let sound = &fault.as_bytes()[..fault.utf8_error().valid_up_to()];
        let line = sound.split(|byte| *byte == b'\n').count();
        cannot(format!("line {line} has a byte that fits no character")).hint("save it as UTF-8")
    })
}

/// How many faults are shown before the rest are only counted.
const SHOWN: usize = 20;

/// Shows what was found and returns the deck, unless it has faults that nobody asked to skip.
fn sound(
    path: &Path,
    text: &str,
    imported: Imported,
    skip_bad: bool,
    context: &Context,
) -> Result<Deck, CommandError> {
    let lines = LineIndex::new(text);
    let faults = &imported.reading.diagnostics;
    for fault in faults.iter().take(SHOWN) {
        let terminal = Screen::stderr_columns();
        Context::message(&render_in(path, text, &lines, fault, context.screen, terminal));
        Context::message("");
    }
    if faults.len() > SHOWN {
        Context::note(&format!("and {} more", count(faults.len() - SHOWN, "fault")));
    }
    say_notes(&imported.notes);
    let errors = imported.reading.errors();
    let shown = path.display();
    if errors > 0 && !skip_bad {
        return Err(CommandError::new(format!("`{shown}` has {}", count(errors, "error")))
            .hint("mend the file, or add `--skip-bad`; nothing was written"));
    }
    if imported.reading.left_out > 0 {
        Context::note(&format!("{} left out", count(imported.reading.left_out, "card")));
    }
    match imported.reading.deck {
        Some(deck) if !deck.cards.is_empty() => Ok(deck),
        _ => Err(CommandError::new(format!("`{shown}` holds no card that can be used"))
            .hint("`docent import --help` names the formats; nothing was written")),
    }
}

/// How many notes are shown before the rest are only counted.
const NOTES: usize = 30;

/// Tells what was left out or changed.
pub fn say_notes(notes: &[String]) {
    for note in notes.iter().take(NOTES) {
        Context::note(&printable(note));
    }
    if notes.len() > NOTES {
        Context::note(&format!("and {} more of these", notes.len() - NOTES));
    }
}

/// Writes the deck to its file, or to stdout when none is named.
pub fn write(
    args: &Import,
    from: &Path,
    deck: &Deck,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let Some(path) = file_of(args) else {
        output.line(to_toml(deck).trim_end())?;
        return Ok(Outcome::Done);
    };
    write_deck_file(path, &to_toml(deck), None)?;
    let (cards, shown) = (count(deck.cards.len(), "card"), path.display());
    let from = if is_stdin(from) { "stdin".into() } else { format!("`{}`", from.display()) };
    output.line(format!("{shown}: {cards} from {from}."))?;
    output.line(format!("`docent study {}` studies it.", pasted(path)))?;
    Ok(Outcome::Done)
}
