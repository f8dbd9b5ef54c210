//! `docent check`: every fault of a deck.

use super::args::{Check, DeckFolder};
use super::context::Context;
use super::diagnostics::{render, view};
use super::error::{CommandError, Outcome};
use super::fix;
use super::library::{count, deck_paths};
use super::output::Output;
use super::rules;
use super::screen::style;
use super::source_files;
use crate::deck::{DeckFile, LineIndex, Source, json_schema, weaknesses, without_silenced};
use std::path::PathBuf;

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
    let paths = deck_paths(&args.decks, folder)?;
    let mut files: Vec<DeckFile> = Vec::new();
    let mut unreadable: Option<CommandError> = None;
    for path in &paths {
        match DeckFile::read(path) {
            Ok(file) => files.push(checked(if args.fix { fix::run(file)? } else { file })),
            Err(error) => {
                if let Some(earlier) = unreadable.replace(error.into()) {
                    earlier.say();
                }
            }
        }
    }
    let clashes = same_ids(&files);
    if args.json {
        print_json(&files, output)?;
    } else {
        for file in &files {
            print_faults(file, context, output)?;
        }
        for clash in &clashes {
            output.line(clash)?;
        }
    }
    if let Some(error) = unreadable {
        output.finish()?;
        return Err(error);
    }
    let errors: usize = files.iter().map(|file| file.reading.errors()).sum();
    Ok(if errors + clashes.len() > 0 { Outcome::No } else { Outcome::Done })
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
    for fault in &file.reading.diagnostics {
        output.line(render(file, &lines, fault, context.screen))?;
        output.line("")?;
    }
    output.line(verdict(file))
}

/// Returns the last line on a deck: how many cards are sound, and what is not.
fn verdict(file: &DeckFile) -> String {
    let faults = &file.reading.diagnostics;
    let errors = file.reading.errors();
    let warnings = faults.len() - errors;
    let cards = file.reading.deck.as_ref().map_or(0, |deck| deck.cards.len());
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
    if faults.is_empty() {
        parts.push(style::right().apply_to("no faults").to_string());
    }
    format!("{}: {}", file.path.display(), parts.join(", "))
}

fn print_json(files: &[DeckFile], output: &mut Output) -> Result<(), CommandError> {
    let mut faults = Vec::new();
    for file in files {
        let lines = LineIndex::new(&file.text);
        faults.extend(file.reading.diagnostics.iter().map(|fault| view(&file.path, &lines, fault)));
    }
    output.json(&faults)
}

/// Returns a line for each deck whose id an earlier one has.
fn same_ids(files: &[DeckFile]) -> Vec<String> {
    let mut seen: Vec<(&str, &PathBuf)> = Vec::new();
    let mut clashes = Vec::new();
    for file in files {
        let Some(deck) = &file.reading.deck else { continue };
        if let Some((id, first)) = seen.iter().find(|(id, _)| *id == deck.id) {
            let (first, second) = (first.display(), file.path.display());
            clashes.push(format!(
                "error[same-deck-id]: `{first}` and `{second}` both have the id `{id}`"
            ));
        } else {
            seen.push((&deck.id, &file.path));
        }
    }
    clashes
}
