//! `docent regrade`: old answers judged again, as one act that can be undone.

use super::args::{DeckFolder, RegradeArgs};
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::library::{Library, count};
use super::output::Output;
use super::screen::{printable, style};
use super::settings;
use super::study::recognise;
use crate::progress::Journal;
use crate::study::{
    CountedReview, Event, EventKind, Given, IdSource, LayeredSettings, Regrade, StudySettings,
    effective, regrades,
};
use serde::Serialize;

/// Judges the stored answers of a deck again.
pub fn run(
    args: &RegradeArgs,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let library = Library::open(std::slice::from_ref(&args.deck), folder)?;
    library.say_notes();
    if !context.has_journal()? {
        output.line("Nothing was answered yet.")?;
        return Ok(Outcome::Done);
    }
    let mut journal = context.open_journal()?;
    if !args.dry_run {
        recognise(&library, &mut journal, context)?;
    }
    let own = settings::read(&context.settings_file())?;
    let events = journal.events()?;
    let history = effective(&events, journal.model());
    let mut changes = Vec::new();
    for deck in library.decks() {
        let layered = LayeredSettings::of(&deck.study, &own);
        let settings = StudySettings::new(layered, journal.model().clone());
        changes.extend(regrades(deck, &history, &events, &settings));
    }
    if args.json {
        output.json(&changes.iter().map(View::of).collect::<Vec<_>>())?;
    } else {
        show(&changes, output)?;
    }
    if !args.dry_run && !changes.is_empty() {
        store(&changes, &mut journal, context)?;
        if !args.json {
            output.line("`docent undo` takes all of it back.")?;
        }
    }
    Ok(Outcome::Done)
}

type Change<'h, 'e> = (Regrade, &'h CountedReview<'e>);

fn store(
    changes: &[Change<'_, '_>],
    journal: &mut Journal,
    context: &Context,
) -> Result<(), CommandError> {
    let now = context.now();
    let id = IdSource::new(Context::entropy(), journal.last_id()?).next(now);
    let changes = changes.iter().map(|(regrade, _)| regrade.clone()).collect();
    let kind = EventKind::Regraded { changes };
    Ok(journal.append(&Event { id, at: now, item: None, kind })?)
}

fn is_judged_otherwise((regrade, review): &Change<'_, '_>) -> bool {
    regrade.verdict != review.verdict
}

fn show(changes: &[Change<'_, '_>], output: &mut Output) -> Result<(), CommandError> {
    let mut last = None;
    for (regrade, review) in changes.iter().filter(|change| is_judged_otherwise(change)) {
        if last != Some(review.item) {
            output
                .line(style::strong().apply_to(printable(&review.item.to_string())).to_string())?;
            last = Some(review.item);
        }
        let when = review.event.at.time().format("%-d %B %Y");
        let answer = printable(&given(&review.review.answer));
        let (was, is) = (review.verdict.name(), regrade.verdict.name());
        output.line(format!("    {answer}: {is} instead of {was}, {when}"))?;
    }
    let judged = changes.iter().filter(|change| is_judged_otherwise(change)).count();
    let mut items: Vec<_> = changes
        .iter()
        .filter(|(regrade, review)| regrade.next != review.next)
        .map(|(_, review)| review.item)
        .collect();
    items.dedup();
    if judged == 0 {
        return output.line("Every answer of yours is judged as it would be now.");
    }
    let moved = match items.len() {
        0 => String::new(),
        1 => "; 1 item comes back at another time".into(),
        items => format!("; {items} items come back at other times"),
    };
    output.line(format!("{} of yours judged otherwise{moved}.", count(judged, "answer")))
}

fn given(answer: &Given) -> String {
    match answer {
        Given::Text(text) => text.clone(),
        Given::Many(parts) => parts.join(", "),
        Given::Truth(truth) => truth.to_string(),
        Given::Rating(rating) => rating.to_string(),
    }
}

#[derive(Serialize)]
struct View {
    item: String,
    learner: &'static str,
    at: String,
    answer: String,
    was: &'static str,
    verdict: &'static str,
    score: f64,
    rating: String,
    rescheduled: bool,
}

impl View {
    fn of((regrade, review): &Change<'_, '_>) -> Self {
        Self {
            item: review.item.to_string(),
            learner: "me",
            at: review.event.at.to_string(),
            answer: given(&review.review.answer),
            was: review.verdict.name(),
            verdict: regrade.verdict.name(),
            score: regrade.score,
            rating: regrade.rating.to_string(),
            rescheduled: regrade.next != review.next,
        }
    }
}
