//! How many items are in each state.

use crate::deck::Status;
use crate::memory::{Model, Moment, Phase, StudyDay};
use crate::study::{Availability, DeckLog, LoggedCard, LoggedItem, Standing, set_aside};
use std::collections::BTreeSet;

/// How many items are in each state. New, learning, review and suspended add up to the items;
/// drafts are apart, because nobody studies them yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Cards that are not drafts.
    pub cards: u32,
    /// Items of those cards.
    pub items: u32,
    /// Never answered.
    pub new: u32,
    /// In their first steps, or forgotten and back in steps.
    pub learning: u32,
    /// Learnt.
    pub review: u32,
    /// Set aside by the learner or the teacher, whatever their state.
    pub suspended: u32,
    /// Cards that wait for the teacher.
    pub drafts: u32,
    /// Seen items due today or earlier, of the items of one card only the one that is asked.
    pub due_today: u32,
}

/// Returns how many items of a deck are in each state at a moment.
#[must_use]
pub fn count(log: &DeckLog, model: &Model, now: Moment) -> Counts {
    let today = now.study_day();
    let mut counts = Counts::default();
    for card in &log.cards {
        if card.status == Status::Draft {
            counts.drafts += 1;
        } else {
            counts.cards += 1;
        }
    }
    for (item, card, day) in items_back(log, model, now) {
        let standing = &item.standing;
        let availability = standing.availability(card.status, today);
        if availability == Availability::Draft {
            continue;
        }
        counts.items += 1;
        if availability == Availability::Suspended {
            counts.suspended += 1;
            continue;
        }
        match standing.state.seen().map(|seen| seen.phase) {
            None => counts.new += 1,
            Some(Phase::Review { .. }) => counts.review += 1,
            Some(Phase::Learning { .. } | Phase::Relearning { .. }) => counts.learning += 1,
        }
        counts.due_today += u32::from(day.is_some_and(|day| day <= today));
    }
    counts
}

/// Returns the items whose card is in the deck, each with its card and the study day on which it
/// comes back; none of what is new, suspended or a draft. What is buried comes back with the end of
/// that, and of the items of one card that would come back on a day only one does.
pub(super) fn items_back<'l>(
    log: &'l DeckLog,
    model: &Model,
    now: Moment,
) -> impl Iterator<Item = (&'l LoggedItem, &'l LoggedCard, Option<StudyDay>)> {
    let cards = log.items.chunk_by(|one, next| one.card.is_some() && one.card == next.card);
    cards.flat_map(move |items| {
        let card = items.first().and_then(|item| log.cards.get(item.card?));
        let days = card.map_or_else(Vec::new, |card| days_back(items, card, model, now));
        items.iter().zip(days).filter_map(move |(item, day)| Some((item, card?, day)))
    })
}

/// Returns when each item of a card comes back: a day later than it could where another comes back then
/// that has been due for longer.
fn days_back(
    items: &[LoggedItem],
    card: &LoggedCard,
    model: &Model,
    now: Moment,
) -> Vec<Option<StudyDay>> {
    let today = now.study_day();
    let own = |item: &LoggedItem| back(&item.standing, card.status, today);
    let mut days: Vec<Option<StudyDay>> = items.iter().map(own).collect();
    if items.len() < 2 {
        return days;
    }
    let parts: Vec<(u32, Standing)> = items.iter().map(|item| (item.part, item.standing)).collect();
    let waits = |at: usize| set_aside(parts[at].0, &parts, card.status, model, now).is_some();
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|at| parts[*at].1.state.due_day());
    let mut taken = BTreeSet::new();
    for at in order {
        let first = days[at].map(|day| if waits(at) { day.max(today.plus(1)) } else { day });
        // What is asked today is asked, whichever of its siblings are.
        let free = |day: StudyDay| day <= today || !taken.contains(&day);
        days[at] = first.map(|first| {
            // So many siblings take so many days at most.
            let days = (0..=taken.len()).filter_map(|later| u32::try_from(later).ok());
            days.map(|later| first.plus(later)).find(|day| free(*day)).unwrap_or(first)
        });
        taken.extend(days[at]);
    }
    days
}

fn back(standing: &Standing, status: Status, today: StudyDay) -> Option<StudyDay> {
    let due = standing.state.due_day()?;
    match standing.availability(status, today) {
        Availability::Active => Some(due),
        Availability::Buried => Some(due).max(standing.buried_until),
        Availability::Suspended | Availability::Draft => None,
    }
}

impl Counts {
    /// Returns the counts of two decks together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            cards: self.cards + other.cards,
            items: self.items + other.items,
            new: self.new + other.new,
            learning: self.learning + other.learning,
            review: self.review + other.review,
            suspended: self.suspended + other.suspended,
            drafts: self.drafts + other.drafts,
            due_today: self.due_today + other.due_today,
        }
    }
}
