//! `docent why`: how an item came to be due when it is.

use super::act::describe;
use super::args::{DeckFolder, Why};
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::item_names::ItemNames;
use super::library::{Library, count};
use super::output::Output;
use super::screen::style;
use super::study::{comes_back, due_since};
use crate::deck::Deck;
use crate::memory::{ItemState, LEAST_RECALL, Model, Phase, StudyDay};
use crate::progress::Journal;
use crate::study::{Event, EventId, EventKind, all_names, effective, items_of};
use crate::value::{Edtf, Point, spell_date};
use std::collections::HashSet;

/// Tells an item's history and what follows from it.
pub fn run(
    args: &Why,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let library = Library::open(&[], folder)?;
    let id = ItemNames::of(&library).need(&args.item)?;
    let item = library.decks().into_iter().flat_map(items_of).find(|item| item.id() == id);
    if let Some(item) = item {
        for line in context.screen.wrap_lines(&item.prompt(), "") {
            output.line(style::strong().apply_to(line).to_string())?;
        }
    }
    let journal = Journal::open_to_read(&context.journal())?;
    let model = Journal::model_of(journal.as_ref());
    let events = journal.as_ref().map(Journal::events).transpose()?.unwrap_or_default();
    let names = all_names(&events, &id);
    let is_own = |event: &Event| event.item.as_ref().is_some_and(|item| names.contains(item));
    let reviews: HashSet<EventId> = events.iter().filter(|e| is_own(e)).map(|e| e.id).collect();
    let judged_again = |event: &Event| match &event.kind {
        EventKind::Regraded { changes } => changes.iter().any(|c| reviews.contains(&c.of)),
        _ => false,
    };
    let own: Vec<&Event> =
        events.iter().filter(|event| is_own(event) || judged_again(event)).collect();
    if own.is_empty() {
        output.line(format!("{id} is new: it was never answered."))?;
        return Ok(Outcome::Done);
    }
    let told = own.iter().filter(|event| !matches!(event.kind, EventKind::Met(_)));
    for event in told {
        output.line(format!("  {}", describe(event).replace(&format!("{id} "), "")))?;
    }
    let standing = effective(&events, &model).standings.remove(&id).unwrap_or_default();
    for line in reasons(&standing.state, &model, context) {
        output.line(line)?;
    }
    let deck = library.decks().into_iter().find(|deck| deck.id == id.deck);
    if let Some(line) = deck.and_then(|deck| exam_ahead(deck, context)) {
        output.line(line)?;
    }
    if standing.suspended {
        output.line("You suspended it: it is not asked until `docent unsuspend`.")?;
    }
    Ok(Outcome::Done)
}

/// Returns what an exam that is still to come changes.
fn exam_ahead(deck: &Deck, context: &Context) -> Option<String> {
    let exam = deck.study.exam.filter(|exam| StudyDay::new(*exam) >= context.now().study_day())?;
    Some(format!(
        "The deck plans for its exam on {}: what one review carries over that day may wait for it, \
         down to a chance of {:.0} %.",
        spell_date(Edtf::exact(Point::Day(exam))),
        LEAST_RECALL * 100.0
    ))
}

fn reasons(state: &ItemState, model: &Model, context: &Context) -> Vec<String> {
    let now = context.now();
    let Some(seen) = state.seen() else {
        return vec!["It counts as new.".into()];
    };
    let recall = state.retrievability(model, now).unwrap_or_default() * 100.0;
    let mut lines = vec![
        format!(
            "Stability {:.1} days: after so long the chance of recall has fallen to 90 %.",
            seen.memory.stability
        ),
        format!(
            "Difficulty {:.1} of 10. The chance of recall now: {recall:.0} %.",
            seen.memory.difficulty
        ),
    ];
    let answers = count(seen.reps as usize, "answer");
    let lapses = count(seen.lapses as usize, "lapse");
    lines.push(format!("{answers}, {lapses}."));
    let when = due_since(state, now).map_or_else(
        || format!("comes back {}", comes_back(state, now)),
        |due| format!("is {due}"),
    );
    lines.push(match seen.phase {
        Phase::Learning { .. } => format!("It is in its first steps and {when}."),
        Phase::Relearning { .. } => {
            format!("It was forgotten, is in steps, and {when}.")
        }
        Phase::Review { interval, .. } => {
            let days = count(interval as usize, "day");
            format!("It was put {days} after its last answer and {when}.")
        }
    });
    if state.is_leech() {
        lines.push(
            "It is a leech: reword it, split it in two, or look at the sentence it cites.".into(),
        );
    }
    lines
}
