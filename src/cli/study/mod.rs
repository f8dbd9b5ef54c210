//! `docent study`: the day's session, with one of three faces.

mod changes;
mod dialogue;
pub mod guard;
mod keys;
mod left_over;
mod list_window;
mod menu;
pub mod painter;
mod plain;
pub mod prompts;
mod score;
mod shelf;
mod sitting;
mod terminal;
mod typed_line;
pub mod words;

use super::args::{DeckFolder, Face, Quiz, Study};
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::library::{Library, no_tag};
use super::output::Output;
use super::screen::printable;
use crate::cli::words::moment;
use crate::deck::Status;
use crate::memory::ItemState;
use crate::progress::Journal;
use crate::study::{
    Cap, Due, Item, ItemId, OpenDecks, Plan, Share, StudySettings, Summary, items_of,
};
pub use changes::{recognise, standings};
use rand::SeedableRng as _;
use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom as _;
use score::Scoring;
pub use shelf::Shelf;
use sitting::Sitting;
pub use sitting::{DeckPlan, Wanted, deck_plans};
use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use terminal::Ended;
pub use words::{comes_back, due_since};

/// Studies what is due today.
pub fn run(
    args: &Study,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    sit_down(args, folder, context, Begun::default(), output)
}

/// Studies what is due today, begun by a key behind which many type an Enter.
pub fn run_behind_key(
    args: &Study,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let begun = Begun { behind_key: true, ..Begun::default() };
    sit_down(args, folder, context, begun, output)
}

fn sit_down(
    args: &Study,
    folder: &DeckFolder,
    context: &Context,
    mut begun: Begun,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    args.face.need_terminal(context)?;
    guard::exit_on_interrupt();
    loop {
        match study_once(args, folder, context, begun, output)? {
            Stretch::Ended(outcome) => return Ok(outcome),
            Stretch::Edited(so_far) => begun = so_far,
        }
    }
}

/// What a session came to before its deck was edited, and the item to go on with.
#[derive(Debug, Default)]
struct Begun {
    summary: Summary,
    item: Option<ItemId>,
    /// Whether a key began it just now.
    behind_key: bool,
}

/// How a stretch of a session ended.
enum Stretch {
    Ended(Outcome),
    Edited(Begun),
}

/// Studies until the session ends, or until a deck was edited and must be read again.
fn study_once(
    args: &Study,
    folder: &DeckFolder,
    context: &Context,
    begun: Begun,
    output: &mut Output,
) -> Result<Stretch, CommandError> {
    if !context.has_journal()? {
        // Where nothing can be studied nothing is begun.
        Shelf::open(&args.decks, folder, None, context)?;
    }
    let mut journal = context.open_journal()?;
    let mut shelf = Shelf::open(&args.decks, folder, Some(&journal), context)?;
    shelf.say_notes();
    note_clock_set_back(&journal, context)?;
    let news = shelf.news()?;
    if !news.decks.is_empty() {
        changes::take_note(&news, &mut journal, args.face, context, output)?;
        shelf = Shelf::open(&args.decks, folder, Some(&journal), context)?;
    }
    let tag = args.tag.as_deref();
    let wanted = Wanted { new: args.new, tag, ahead: args.ahead.unwrap_or(0) };
    if let Some(tag) = tag.filter(|tag| !shelf.has_tag(tag)) {
        return Err(no_tag(tag));
    }
    let plans = deck_plans(&shelf, Some(&journal), context, &wanted)?;
    let cap = Cap { items: args.limit, new: args.new };
    let mut plan = plan_of(&plans, cap, context);
    if let Some(item) = &begun.item {
        plan.begin_with(item);
    }
    let decks = plans.iter().map(|plan| plan.deck.id.clone()).collect();
    let sitting = Sitting::new(plan, &shelf, decks, journal, context)?.going_on(begun.summary);
    let (ended, summary) = face(sitting, args.face, shelf.paths(), begun.behind_key, output)?;
    Ok(match ended {
        Ended::With(outcome) => Stretch::Ended(outcome),
        Ended::Edited(item) => Stretch::Edited(Begun { summary, item, behind_key: false }),
    })
}

/// How far the clock may lag behind the last answer, in milliseconds: machines differ by minutes.
const LAG: i64 = 60 * 60 * 1000;

/// Says when the clock is behind the last answer. Nothing is lost by it, but what is due is told
/// from the clock.
fn note_clock_set_back(journal: &Journal, context: &Context) -> Result<(), CommandError> {
    let now = context.now();
    if let Some(latest) = journal.latest()?.filter(|latest| latest.millis() - now.millis() > LAG) {
        Context::note(&format!(
            "the clock says {}, and your last answer is of {}: is the clock right?",
            moment(now),
            moment(latest)
        ));
    }
    Ok(())
}

/// A scored quiz that changes no schedule.
pub fn quiz(
    args: &Quiz,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    args.face.need_terminal(context)?;
    let library = Library::open(&args.decks, folder)?;
    library.say_notes();
    let settings = StudySettings::without_steps();
    let plan = quiz_plan(&library, args, &settings, context.seed)?;
    guard::exit_on_interrupt();
    let cards = OpenDecks::new(&library.decks());
    let scoring = Scoring { drawn: plan.main.len(), pass: args.pass };
    let sitting = Sitting::quiz(plan, &cards, scoring, context);
    let (ended, summary) = face(sitting, args.face, library.paths(), false, output)?;
    let outcome = match ended {
        Ended::With(outcome) => outcome,
        // A quiz is not begun anew, or its score would be another's.
        Ended::Edited(_) => Outcome::Done,
    };
    let passed = scoring.passed(&summary);
    Ok(if outcome == Outcome::Done && !passed { Outcome::No } else { outcome })
}

/// Draws the items of a quiz, in a drawn order.
fn quiz_plan<'d>(
    library: &'d Library,
    args: &Quiz,
    settings: &'d StudySettings,
    seed: u64,
) -> Result<Plan<'d>, CommandError> {
    let tagged = |tags: &[String]| args.tag.as_ref().is_none_or(|tag| tags.contains(tag));
    let mut items: Vec<Item<'d>> = library
        .decks()
        .into_iter()
        .flat_map(items_of)
        .filter(|item| tagged(&item.card.tags) || tagged(&item.deck.tags))
        .collect();
    if let Some(tag) = args.tag.as_ref().filter(|_| items.is_empty()) {
        return Err(no_tag(tag));
    }
    items.retain(|item| item.card.status == Status::Active);
    items.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    // Of one card only one item, or the one gives the other away.
    let mut cards = HashSet::new();
    items.retain(|item| cards.insert((item.deck.id.as_str(), item.card.id.as_str())));
    items.truncate(args.number as usize);
    let due = |item: Item<'d>| Due { item: item.listed(), state: ItemState::New, settings };
    Ok(Plan { learning: Vec::new(), main: items.into_iter().map(due).collect() })
}

fn face(
    sitting: Sitting<'_>,
    face: Face,
    paths: BTreeMap<String, PathBuf>,
    behind_key: bool,
    output: &mut Output,
) -> Result<(Ended, Summary), CommandError> {
    let (outcome, summary) = if face.json {
        dialogue::run(sitting, output)?
    } else if face.plain {
        plain::run(sitting, output)?
    } else {
        return terminal::run(sitting, paths, behind_key);
    };
    Ok((Ended::With(outcome), summary))
}

impl Face {
    /// Refuses to draw where nothing can be drawn.
    pub fn need_terminal(self, context: &Context) -> Result<(), CommandError> {
        if self.plain || self.json || context.interactive {
            return Ok(());
        }
        Err(CommandError::new("this is not a terminal, so nothing can be drawn or asked")
            .hint("`--plain` asks line by line, `--json` in JSON lines"))
    }
}

fn plan_of<'d>(plans: &'d [DeckPlan<'d>], cap: Cap, context: &Context) -> Plan<'d> {
    let now = context.now();
    let mut new = cap.new;
    let share = |plan: &'d DeckPlan<'d>| {
        let share = plan.share(new, now);
        new = new.map(|new| new.saturating_sub(share.new_items()));
        share
    };
    let shares: Vec<Share<'d>> = plans.iter().map(share).collect();
    for (plan, share) in plans.iter().zip(&shares) {
        if let Some(backlog) = share.backlog {
            Context::note(&printable(&words::backlog(&plan.deck.title, backlog)));
        }
    }
    crate::study::plan(shares, cap, now)
}
