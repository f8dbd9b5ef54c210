//! `docent why`: how an item came to be due when it is.

mod json;

use super::act::describe;
use super::args::{DeckFolder, Why};
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::item_names::ItemNames;
use super::library::{Library, count};
use super::output::Output;
use super::screen::style;
use super::study::{comes_back, due_since};
use crate::deck::{Deck, Kind};
use crate::memory::{ItemState, LEAST_RECALL, Model, Moment, Phase, StudyDay};
use crate::progress::Journal;
use crate::study::{
    Event, EventId, EventKind, Item, ItemId, SetAside, Standing, all_names, effective, items_of,
};
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
    let journal = Journal::open_to_read(&context.journal())?;
    let model = Journal::model_of(journal.as_ref());
    let events = journal.as_ref().map(Journal::events).transpose()?.unwrap_or_default();
    let standings = effective(&events, &model).standings;
    let now = context.now();
    let told = Told {
        own: own_events(&events, &id),
        standing: standings.get(&id).copied().unwrap_or_default(),
        set_aside: item.and_then(|item| item.set_aside(&standings, &model, now)),
        exam: item.and_then(|item| exam_ahead(item.deck, now)),
        id,
        item,
        model,
        now,
    };
    if args.json {
        output.json(&json::View::of(&told))?;
    } else {
        told.show(context, output)?;
    }
    Ok(Outcome::Done)
}

/// Returns the events that are about an item, under any name that it went by.
fn own_events<'e>(events: &'e [Event], id: &ItemId) -> Vec<&'e Event> {
    let names = all_names(events, id);
    let is_own = |event: &Event| event.item.as_ref().is_some_and(|item| names.contains(item));
    let reviews: HashSet<EventId> = events.iter().filter(|e| is_own(e)).map(|e| e.id).collect();
    let judged_again = |event: &Event| match &event.kind {
        EventKind::Regraded { changes } => changes.iter().any(|c| reviews.contains(&c.of)),
        _ => false,
    };
    events.iter().filter(|event| is_own(event) || judged_again(event)).collect()
}

/// Returns the day of an exam of the deck that is still to come.
fn exam_ahead(deck: &Deck, now: Moment) -> Option<StudyDay> {
    deck.study.exam.map(StudyDay::new).filter(|exam| *exam >= now.study_day())
}

/// What there is to tell of an item.
struct Told<'t> {
    id: ItemId,
    item: Option<Item<'t>>,
    own: Vec<&'t Event>,
    standing: Standing,
    set_aside: Option<SetAside>,
    exam: Option<StudyDay>,
    model: Model,
    now: Moment,
}

impl<'t> Told<'t> {
    /// Returns what was done with the item.
    fn events(&self) -> impl Iterator<Item = &'t Event> {
        self.own.iter().copied().filter(|event| !matches!(event.kind, EventKind::Met(_)))
    }

    fn show(&self, context: &Context, output: &mut Output) -> Result<(), CommandError> {
        if let Some(item) = self.item {
            for line in context.screen.wrap_lines(&item.prompt(), "") {
                output.line(style::strong().apply_to(line).to_string())?;
            }
        }
        let id = &self.id;
        if self.own.is_empty() {
            return output.line(format!("{id} is new: it was never answered."));
        }
        for event in self.events() {
            output.line(format!("  {}", describe(event).replace(&format!("{id} "), "")))?;
        }
        for line in reasons(&self.standing.state, &self.when(), &self.model, self.now) {
            output.line(line)?;
        }
        if let Some(exam) = self.exam {
            output.line(planned_for(exam))?;
        }
        if self.standing.suspended {
            output.line("You suspended it: it is not asked until `docent unsuspend`.")?;
        }
        Ok(())
    }

    /// Returns when the item is asked: "is due now", "comes back tomorrow".
    fn when(&self) -> String {
        let (state, now) = (&self.standing.state, self.now);
        let Some(due) = due_since(state, now) else {
            return format!("comes back {}", comes_back(state, now));
        };
        let gaps = self.item.is_some_and(|item| item.card.body.kind() == Kind::Cloze);
        let other = if gaps { "another gap" } else { "the other side" };
        match self.set_aside {
            None => format!("is {due}"),
            Some(SetAside::OtherAsked) => {
                format!("is set aside until tomorrow: {other} of the card was asked today")
            }
            Some(SetAside::OtherFirst) => {
                format!("is set aside until tomorrow: {other} of the card comes first today")
            }
        }
    }
}

/// Returns what an exam that is still to come changes.
fn planned_for(exam: StudyDay) -> String {
    format!(
        "The deck plans for its exam on {}: what one review carries over that day may wait for it, \
         down to a chance of {:.0} %.",
        spell_date(Edtf::exact(Point::Day(exam.date()))),
        LEAST_RECALL * 100.0
    )
}

fn reasons(state: &ItemState, when: &str, model: &Model, now: Moment) -> Vec<String> {
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
