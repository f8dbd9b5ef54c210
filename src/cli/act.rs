//! Acts on items, each an event that can be taken back: undo, redo, suspend, bury, reset.

use super::args::{DeckFolder, Items};
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::item_names::ItemNames;
use super::library::{Library, count};
use super::output::Output;
use super::study::guard::interruptible;
use super::words::moment;
use crate::memory::{ItemState, Moment};
use crate::study::{
    Event, EventId, EventKind, IdSource, ItemId, Review, Standing, last_standing, last_undo,
};
use dialoguer::Confirm;

/// What is done to items that are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Set aside until it is taken up again.
    Suspend,
    /// Taken up again.
    Unsuspend,
    /// Set aside until tomorrow.
    Bury,
    /// Made new again.
    Reset,
}

impl Act {
    fn kind(self, now: Moment) -> EventKind {
        match self {
            Self::Suspend => EventKind::Suspended,
            Self::Unsuspend => EventKind::Unsuspended,
            Self::Bury => EventKind::Buried { until: now.study_day().plus(1) },
            Self::Reset => EventKind::Reset,
        }
    }

    /// Returns why there is nothing to do: the item is that already.
    fn moot(self, standing: &Standing, now: Moment) -> Option<&'static str> {
        let until = now.study_day().plus(1);
        let (is_so, already) = match self {
            Self::Suspend => (standing.suspended, "it is suspended already"),
            Self::Unsuspend => (!standing.suspended, "you have not suspended it"),
            Self::Bury => {
                let buried = standing.buried_until.is_some_and(|day| day >= until);
                (buried, "it is set aside until tomorrow already")
            }
            Self::Reset => (standing.state == ItemState::New, "it is new already"),
        };
        is_so.then_some(already)
    }

    fn done(self) -> &'static str {
        match self {
            Self::Suspend => "suspended",
            Self::Unsuspend => "taken up again",
            Self::Bury => "set aside until tomorrow",
            Self::Reset => "new again",
        }
    }
}

/// Does something to the items that were named.
pub fn run(
    act: Act,
    args: &Items,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let library = Library::open(&[], folder)?;
    let names = ItemNames::of(&library);
    let items: Vec<ItemId> =
        args.items.iter().map(|name| names.need(name)).collect::<Result<_, _>>()?;
    let mut journal = context.open_journal()?;
    let mut ids = IdSource::new(Context::entropy(), journal.last_id()?);
    let mut acted = 0;
    for item in items {
        let now = context.now();
        if let Some(already) = act.moot(&journal.standing(&item)?, now) {
            output.line(format!("{item}: {already}"))?;
            continue;
        }
        acted += 1;
        let event =
            Event { id: ids.next(now), at: now, item: Some(item.clone()), kind: act.kind(now) };
        journal.append(&event)?;
        output.line(format!("{item}: {}", act.done()))?;
    }
    match acted {
        0 => {}
        1 => output.line("`docent undo` takes it back.")?,
        _ => output.line("`docent undo` takes the last of it back.")?,
    }
    Ok(Outcome::Done)
}

/// Takes back the last thing that was done, or, when `redo`, the last undo.
pub fn take_back(
    redo: bool,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let word = if redo { "redo" } else { "undo" };
    let nothing = || CommandError::new(format!("there is nothing to {word}"));
    if !context.has_journal()? {
        return Err(nothing());
    }
    let mut journal = context.open_journal()?;
    let events = journal.events()?;
    let now = context.now();
    let target = if redo { last_undo(&events, now) } else { last_standing(&events) };
    let target = target.ok_or_else(nothing)?;
    // Behind those of this moment: where the clock was put back, the last of all is of a later one.
    let mut ids = IdSource::new(Context::entropy(), last_name_until(&events, now));
    let done = match target.kind {
        EventKind::Undone { of } => events.iter().find(|event| event.id == of),
        _ => Some(target),
    };
    let told = describe(done.unwrap_or(target));
    let is_old = target.at.study_day() < now.study_day();
    if !redo && is_old && context.interactive {
        match wants_back(&told)? {
            Some(true) => {}
            answer => {
                output.line("Nothing was changed.")?;
                return Ok(answer.map_or(Outcome::Interrupted, |_| Outcome::No));
            }
        }
    }
    let kind = EventKind::Undone { of: target.id };
    let event = Event { id: ids.next(now), at: now, item: target.item.clone(), kind };
    journal.append(&event)?;
    output.line(format!("{}: {told}", if redo { "Done again" } else { "Taken back" }))?;
    Ok(Outcome::Done)
}

/// Returns the last of the names of events up to this moment.
fn last_name_until(events: &[Event], now: Moment) -> Option<EventId> {
    let until_now = events.iter().filter(|event| event.at.millis() <= now.millis());
    until_now.map(|event| event.id).max()
}

/// Asks whether to take back what was done on an earlier day, which may not be what was meant; none
/// when asking was interrupted.
fn wants_back(told: &str) -> Result<Option<bool>, CommandError> {
    Context::message("Nothing of today can be taken back. The last before it:");
    Context::message(&format!("  {told}"));
    let ask = || Confirm::new().with_prompt("Take that back?").default(false).interact_opt();
    Ok(interruptible(ask)?.map(|answer| answer == Some(true)))
}

/// Returns what happened in an event, and when.
pub fn describe(event: &Event) -> String {
    let when = moment(event.at);
    let what = match &event.kind {
        EventKind::Reviewed(Review { verdict, rating, .. }) => {
            format!("answered, judged {} ({rating})", verdict.name())
        }
        EventKind::Overruled { rating, .. } => format!("overruled as {rating}"),
        EventKind::Undone { .. } => "undone".into(),
        EventKind::Suspended => "suspended".into(),
        EventKind::Unsuspended => "taken up again".into(),
        EventKind::Buried { until } => format!("set aside until {until}"),
        EventKind::Reset => "made new again".into(),
        EventKind::Met(_) => "met in its present words".into(),
        EventKind::Renamed { from } => format!("recognised as {from}"),
        EventKind::Regraded { changes } => {
            format!("{} judged again", count(changes.len(), "answer"))
        }
        EventKind::Fitted { .. } => "memory model fitted".into(),
    };
    match &event.item {
        Some(item) => format!("{item} {what} on {when}"),
        None => format!("{what} on {when}"),
    }
}
