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
use serde::Serialize;
use std::path::Path;

/// Says what is due and offers to study it; as JSON it offers nothing.
pub fn run(
    json: bool,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let named = folder.folder.as_deref().unwrap_or_else(|| Path::new("decks"));
    let no_deck_yet = !named.is_dir() && folder.folder.is_none();
    if json {
        let decks = if no_deck_yet { Vec::new() } else { waiting_decks(json, folder, context)? };
        output.json(&View::of(&decks, context))?;
        return Ok(Outcome::Done);
    }
    if no_deck_yet {
        output.line("There is no deck here yet.")?;
        output.line("")?;
        output.line("  docent build article.txt -o decks/first.toml   makes one from a text")?;
        output.line("  docent study decks/first.toml                  studies it")?;
        output.line("  docent --help                                  says the rest")?;
        return Ok(Outcome::Done);
    }
    let waiting = show_decks(&waiting_decks(json, folder, context)?, output)?;
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

/// What a deck has for today.
struct Waiting {
    id: String,
    title: String,
    left: Left,
}

impl Waiting {
    /// Returns how many items that is.
    fn items(&self) -> usize {
        self.left.new + self.left.learning + self.left.review
    }
}

/// Returns what each deck has for today.
fn waiting_decks(
    json: bool,
    folder: &DeckFolder,
    context: &Context,
) -> Result<Vec<Waiting>, CommandError> {
    let now = context.now();
    let journal = Journal::open_to_read(&context.journal())?;
    let open = if json { Shelf::open_for_program } else { Shelf::open };
    let shelf = open(&[], folder, journal.as_ref(), context)?;
    shelf.say_notes();
    let plans = study::deck_plans(&shelf, journal.as_ref(), context, &Wanted::default())?;
    let waiting = plans.iter().map(|plan_of| Waiting {
        id: plan_of.deck.id.clone(),
        title: plan_of.deck.title.clone(),
        left: plan(vec![plan_of.share(None, now)], Cap::default(), now).left(),
    });
    Ok(waiting.collect())
}

/// Shows what each deck has for today; returns how many items that is.
fn show_decks(decks: &[Waiting], output: &mut Output) -> Result<usize, CommandError> {
    for deck in decks {
        let title = style::strong().apply_to(printable(&deck.title));
        output.line(format!("{title}: {}", today(deck.left)))?;
    }
    let waiting = decks.iter().map(Waiting::items).sum();
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

/// What is due today, as JSON. Fields are added to, never renamed.
#[derive(Serialize)]
struct View<'w> {
    as_of: String,
    #[serde(flatten)]
    left: LeftView,
    decks: Vec<DeckView<'w>>,
}

/// So many items, as the head of a session counts them.
#[derive(Serialize)]
struct LeftView {
    items: usize,
    new: usize,
    learning: usize,
    review: usize,
}

#[derive(Serialize)]
struct DeckView<'w> {
    deck: &'w str,
    title: &'w str,
    #[serde(flatten)]
    left: LeftView,
}

impl<'w> View<'w> {
    fn of(decks: &'w [Waiting], context: &Context) -> Self {
        let view = |deck: &'w Waiting| DeckView {
            deck: &deck.id,
            title: &deck.title,
            left: LeftView::of(std::slice::from_ref(deck)),
        };
        Self {
            as_of: context.now().to_string(),
            left: LeftView::of(decks),
            decks: decks.iter().map(view).collect(),
        }
    }
}

impl LeftView {
    fn of(decks: &[Waiting]) -> Self {
        let sum = |of: fn(&Left) -> usize| decks.iter().map(|deck| of(&deck.left)).sum();
        Self {
            items: decks.iter().map(Waiting::items).sum(),
            new: sum(|left| left.new),
            learning: sum(|left| left.learning),
            review: sum(|left| left.review),
        }
    }
}

/// Returns the error of `--json` before a command, which belongs behind it.
pub fn json_before_a_command() -> CommandError {
    CommandError::new("`--json` before a command asks for what is due today, which no command does")
        .hint("write it behind the command: `docent stats --json`")
}
