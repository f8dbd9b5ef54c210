//! Why an item is due, as JSON. Fields are added to, never renamed.

use super::Told;
use crate::memory::Phase;
use crate::study::{Event, EventKind, SetAside};
use serde::Serialize;

#[derive(Serialize)]
pub struct View {
    item: String,
    question: Option<String>,
    state: &'static str,
    availability: Option<&'static str>,
    stability: Option<f32>,
    difficulty: Option<f32>,
    retrievability: Option<f32>,
    due: Option<String>,
    interval_days: Option<u32>,
    reps: u32,
    lapses: u32,
    leech: bool,
    /// Why it is not asked today though it is due.
    set_aside: Option<&'static str>,
    exam: Option<String>,
    events: Vec<EventView>,
}

/// Something that was done with the item, be it taken back since.
#[derive(Serialize)]
struct EventView {
    at: String,
    did: &'static str,
    verdict: Option<&'static str>,
    rating: Option<&'static str>,
}

impl View {
    pub fn of(told: &Told<'_>) -> Self {
        let (state, now) = (&told.standing.state, told.now);
        let seen = state.seen();
        let availability = |status| told.standing.availability(status, now.study_day()).name();
        let interval = |phase| match phase {
            Phase::Review { interval, .. } => Some(interval),
            Phase::Learning { .. } | Phase::Relearning { .. } => None,
        };
        Self {
            item: told.id.to_string(),
            question: told.item.map(|item| item.prompt()),
            state: state.name(),
            availability: told.item.map(|item| availability(item.card.status)),
            stability: seen.map(|seen| seen.memory.stability),
            difficulty: seen.map(|seen| seen.memory.difficulty),
            retrievability: state.retrievability(&told.model, now),
            due: state.due(now.offset()).map(|due| due.to_string()),
            interval_days: seen.and_then(|seen| interval(seen.phase)),
            reps: seen.map_or(0, |seen| seen.reps),
            lapses: seen.map_or(0, |seen| seen.lapses),
            leech: state.is_leech(),
            set_aside: told.set_aside.map(|why| match why {
                SetAside::OtherAsked => "other_asked",
                SetAside::OtherFirst => "other_first",
            }),
            exam: told.exam.map(|day| day.to_string()),
            events: told.events().map(EventView::of).collect(),
        }
    }
}

impl EventView {
    fn of(event: &Event) -> Self {
        let (verdict, rating) = match &event.kind {
            EventKind::Reviewed(review) => (Some(review.verdict.name()), Some(review.rating)),
            EventKind::Overruled { rating, .. } => (None, Some(*rating)),
            _ => (None, None),
        };
        Self {
            at: event.at.to_string(),
            did: did(&event.kind),
            verdict,
            rating: rating.map(crate::memory::Rating::name),
        }
    }
}

fn did(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::Reviewed(_) => "reviewed",
        EventKind::Overruled { .. } => "overruled",
        EventKind::Undone { .. } => "undone",
        EventKind::Suspended => "suspended",
        EventKind::Unsuspended => "unsuspended",
        EventKind::Buried { .. } => "buried",
        EventKind::Reset => "reset",
        EventKind::Met(_) => "met",
        EventKind::Renamed { .. } => "renamed",
        EventKind::Regraded { .. } => "regraded",
        EventKind::Fitted { .. } => "fitted",
    }
}
