//! `docent` alone: what is due today, deck by deck, and an offer to study.

use super::args::{DeckFolder, Face, Study};
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::library::count;
use super::output::Output;
use super::screen::{printable, style};
use super::study::{self, Shelf, Wanted};
use crate::progress::Journal;
use crate::study::{Cap, Left, plan};
use dialoguer::Confirm;
use std::path::Path;

/// Says what is due and offers to study it.
pub fn run(
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let named = folder.folder.as_deref().unwrap_or_else(|| Path::new("decks"));
    if !named.is_dir() && folder.folder.is_none() {
        output.line("There is no deck here yet.")?;
        output.line("")?;
        output.line("  docent build article.txt -o decks/first.toml   makes one from a text")?;
        output.line("  docent study decks/first.toml                  studies it")?;
        output.line("  docent --help                                  says the rest")?;
        return Ok(Outcome::Done);
    }
    let waiting = show_decks(folder, context, output)?;
    output.finish()?;
    if waiting == 0 || !context.interactive {
        return Ok(Outcome::Done);
    }
    let study_now = Confirm::new()
        .with_prompt("Study now?")
        .default(true)
        .report(false)
        .interact_opt()
        .map_err(|dialoguer::Error::IO(error)| error)?;
    if study_now != Some(true) {
        return Ok(Outcome::Done);
    }
    let face = Face { plain: false, json: false };
    let all = Study { decks: vec![], tag: None, limit: None, new: None, ahead: None, face };
    study::run_behind_key(&all, folder, context, output)
}

/// Shows what each deck has for today; returns how many items that is.
fn show_decks(
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<usize, CommandError> {
    let now = context.now();
    let mut waiting = 0;
    let journal = Journal::open_to_read(&context.journal())?;
    let shelf = Shelf::open(&[], folder, journal.as_ref(), context)?;
    shelf.say_notes();
    let plans = study::deck_plans(&shelf, journal.as_ref(), context, &Wanted::default())?;
    for deck in &plans {
        let left = plan(vec![deck.share(now)], Cap::default(), now).left();
        let items = left.new + left.learning + left.review;
        waiting += items;
        let title = style::strong().apply_to(printable(&deck.deck.title));
        output.line(format!("{title}: {}", today(left)))?;
    }
    output.line(match waiting {
        0 => "Nothing is due today.".to_owned(),
        items => format!("{} for today.", count(items, "item")),
    })?;
    Ok(waiting)
}

fn today(left: Left) -> String {
    // As the head of a session counts them.
    let counts = [(left.learning, "learning"), (left.review, "due"), (left.new, "new")];
    let some = counts.iter().filter(|(number, _)| *number > 0);
    let told: Vec<String> = some.map(|(number, word)| format!("{number} {word}")).collect();
    if told.is_empty() { "nothing today".into() } else { told.join(", ") }
}
