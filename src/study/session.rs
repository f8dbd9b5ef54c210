//! A session: a machine that says what to do next, and takes what the learner did.

mod next;

use super::cards::Cards;
use super::event::{Event, EventId, EventKind, Given, IdSource, Review};
use super::item::{Availability, Item, ItemId, Standing};
use super::judge::{Judgement, Verdict};
use super::load::Load;
use super::question::{Question, WrongForm};
use super::queue::{Due, Left, Plan};
use super::summary::{Summary, mean};
use crate::memory::{Chance, ItemState, Moment, Phase, Rating, Schedule};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// What the face does next.
#[derive(Debug)]
pub enum Step<'s> {
    /// Ask this.
    Ask(&'s Question),
    /// Nothing is left to ask.
    Finished(Summary),
}

/// An answer that was judged: what to show, and what to store before the next question.
#[derive(Debug, Clone)]
pub struct Answered {
    /// For the journal.
    pub event: Event,
    /// What was judged.
    pub judgement: Judgement,
    /// The rating that follows.
    pub rating: Rating,
    /// The item's state now.
    pub state: ItemState,
}

/// Why the session did not take what the learner did.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing is being asked.
    #[error("nothing is being asked")]
    NothingAsked,
    /// The answer is of another form than the question.
    #[error(transparent)]
    WrongForm(#[from] WrongForm),
    /// There is nothing to undo or to overrule.
    #[error("there is nothing to take back yet")]
    NothingDone,
    /// A quiz stores nothing, so nothing of it is changed.
    #[error("a quiz stores nothing, so there is nothing to change")]
    InQuiz,
}

/// What was done in this session, so that it can be taken back.
#[derive(Debug, Clone)]
struct Done<'d> {
    /// The item as it was before.
    due: Due<'d>,
    item: Item<'d>,
    event: EventId,
    /// When it was done.
    at: Moment,
    judged: Option<(Judgement, Rating)>,
    /// The item's state since.
    after: ItemState,
}

/// What is being asked, and since when.
#[derive(Debug)]
struct Asked<'d> {
    due: Due<'d>,
    item: Item<'d>,
    question: Question,
    since: Moment,
}

/// A session over a plan.
#[derive(Debug)]
pub struct Session<'d> {
    plan: Plan<'d>,
    cards: &'d dyn Cards,
    asked: Option<Asked<'d>>,
    /// What was asked last, for what is easily taken for it to be kept apart from it.
    last: Option<Item<'d>>,
    done: Vec<Done<'d>>,
    ids: IdSource,
    seed: u64,
    load: Load,
}

impl<'d> Session<'d> {
    /// Returns a session over this plan, whose cards are found in `cards`. `load` is what is due on
    /// other days; `seed` draws options; `ids` names events.
    #[must_use]
    pub fn new(plan: Plan<'d>, cards: &'d dyn Cards, load: Load, seed: u64, ids: IdSource) -> Self {
        Self { plan, cards, asked: None, last: None, done: Vec::new(), ids, seed, load }
    }

    /// Returns what to do next. The same question is given until it is answered or put away.
    pub fn step(&mut self, now: Moment) -> Step<'_> {
        if self.asked.is_none() {
            self.asked = self.next_due(now).map(|(due, item)| self.ask(due, item, now));
        }
        match &self.asked {
            Some(asked) => Step::Ask(&asked.question),
            None => Step::Finished(self.summary(now)),
        }
    }

    /// Returns the item that is being asked.
    #[must_use]
    pub fn current(&self) -> Option<&Item<'d>> {
        self.asked.as_ref().map(|asked| &asked.item)
    }

    /// Returns how many items are left, the one being asked included.
    #[must_use]
    pub fn left(&self) -> Left {
        let mut left = self.plan.left();
        match self.asked.as_ref().map(|asked| asked.due.state.seen().map(|seen| seen.phase)) {
            None => {}
            Some(None) => left.new += 1,
            Some(Some(Phase::Review { .. })) => left.review += 1,
            Some(Some(_)) => left.learning += 1,
        }
        left
    }

    /// Returns whether there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Takes in where the item being asked and those of the same card stand by now, because
    /// another session may have answered them since this one was planned. Returns whether the
    /// question still stands; when it does not, the next step asks what does.
    pub fn catch_up(
        &mut self,
        own: &Standing,
        siblings: &[(ItemId, Standing)],
        now: Moment,
    ) -> bool {
        for (item, standing) in siblings {
            self.load.know(item, &standing.state);
        }
        let Some(asked) = self.asked.take_if(|asked| {
            let away =
                own.availability(asked.due.item.status, now.study_day()) != Availability::Active;
            let sibling = !asked.due.is_in_steps()
                && siblings.iter().any(|(_, sibling)| answered_today(&sibling.state, now));
            away || sibling || own.state != asked.due.state
        }) else {
            return true;
        };
        let due = Due { state: own.state, ..asked.due };
        self.load.put(&due.item.id(), &due.state);
        if own.availability(due.item.status, now.study_day()) != Availability::Active {
            return false;
        }
        match due.state.seen().map(|seen| seen.phase) {
            Some(Phase::Learning { .. } | Phase::Relearning { .. }) => self.plan.learning.push(due),
            _ if siblings.iter().any(|(_, sibling)| answered_today(&sibling.state, now)) => {}
            Some(Phase::Review { .. }) if answered_today(&due.state, now) => {}
            Some(Phase::Review { .. }) | None => self.plan.main.push_front(due),
        }
        false
    }

    /// Names the events to come behind this one, the last of the journal.
    pub fn follow(&mut self, last: Option<EventId>) {
        self.ids.follow(last);
    }

    /// Takes in where the item being asked stands now, so that its answer is scheduled from there.
    pub fn restate(&mut self, state: ItemState) {
        if let Some(asked) = &mut self.asked {
            asked.due.state = state;
        }
    }

    /// Judges an answer to the question being asked. Store the event before the next step.
    ///
    /// # Errors
    /// When nothing is being asked, or the answer does not fit the form of the question.
    pub fn answer(&mut self, given: Given, now: Moment) -> Result<Answered, Refusal> {
        let asked = self.asked.as_ref().ok_or(Refusal::NothingAsked)?;
        let judgement = asked.question.judge(&given)?;
        let rating = match given {
            Given::Rating(own) => own,
            _ => judgement.verdict.rating(),
        };
        let before = &asked.due;
        let scheduler = &before.settings.scheduler;
        let next = self.schedule(before, rating, now);
        let millis = now.millis().saturating_sub(asked.since.millis());
        let review = Review {
            form: asked.question.form,
            options: asked.question.options.iter().map(|option| option.name.clone()).collect(),
            answer: given,
            verdict: judgement.verdict,
            score: judgement.score,
            rating,
            millis: u32::try_from(millis.max(0)).unwrap_or(u32::MAX),
            next,
            before: before.state.name(),
        };
        let state = before.state.after(&scheduler.model, now, rating, next);
        let item = Some(asked.question.item.clone());
        let event =
            Event { id: self.ids.next(now), at: now, item, kind: EventKind::Reviewed(review) };
        self.finish(&event, Some((judgement.clone(), rating)), state);
        Ok(Answered { event, judgement, rating, state })
    }

    /// Overrules the rating of the last answer. Store the event before the next step.
    ///
    /// # Errors
    /// When nothing was answered yet.
    pub fn overrule(&mut self, rating: Rating, now: Moment) -> Result<Answered, Refusal> {
        let done = self.done.last().ok_or(Refusal::NothingDone)?;
        let (judgement, _) = done.judged.clone().ok_or(Refusal::NothingDone)?;
        let item = done.due.item.id();
        // The review took place when it was answered, not when the learner thought better of it.
        let next = self.schedule(&done.due, rating, done.at);
        let model = &done.due.settings.scheduler.model;
        let state = done.due.state.after(model, done.at, rating, next);
        let done = self.done.last_mut().ok_or(Refusal::NothingDone)?;
        done.judged = Some((judgement.clone(), rating));
        done.after = state;
        let (of, due) = (done.event, Due { state, ..done.due.clone() });
        self.put_away(&item);
        self.put_back(due);
        let kind = EventKind::Overruled { of, rating, next };
        let event = Event { id: self.ids.next(now), at: now, item: Some(item), kind };
        Ok(Answered { event, judgement, rating, state })
    }

    /// Puts the question at the end of the queue, unanswered.
    ///
    /// # Errors
    /// When nothing is being asked.
    pub fn skip(&mut self) -> Result<(), Refusal> {
        let asked = self.asked.take().ok_or(Refusal::NothingAsked)?;
        self.plan.main.push_back(asked.due);
        Ok(())
    }

    /// Sets the item aside until tomorrow. Store the event before the next step.
    ///
    /// # Errors
    /// When nothing is being asked.
    pub fn bury(&mut self, now: Moment) -> Result<Event, Refusal> {
        self.set_aside(EventKind::Buried { until: now.study_day().plus(1) }, now)
    }

    /// Sets the item aside until it is taken up again. Store the event before the next step.
    ///
    /// # Errors
    /// When nothing is being asked.
    pub fn suspend(&mut self, now: Moment) -> Result<Event, Refusal> {
        self.set_aside(EventKind::Suspended, now)
    }

    /// Takes back the last answer, burying or suspending, and asks that item again. Store the
    /// event before the next step.
    ///
    /// # Errors
    /// When nothing was done yet.
    pub fn undo(&mut self, now: Moment) -> Result<Event, Refusal> {
        let done = self.done.pop().ok_or(Refusal::NothingDone)?;
        let item = done.due.item.id();
        self.put_away(&item);
        if let Some(asked) = self.asked.take() {
            if asked.due.is_in_steps() {
                self.plan.learning.push(asked.due);
            } else {
                self.plan.main.push_front(asked.due);
            }
        }
        self.load.put(&item, &done.due.state);
        self.asked = Some(self.ask(done.due, done.item, now));
        let kind = EventKind::Undone { of: done.event };
        Ok(Event { id: self.ids.next(now), at: now, item: Some(item), kind })
    }

    /// Returns what the session came to so far.
    #[must_use]
    pub fn summary(&self, now: Moment) -> Summary {
        let judged: Vec<&Done<'_>> =
            self.done.iter().filter(|done| done.judged.is_some()).collect();
        let count = |wanted: Verdict| {
            let is =
                |done: &&&Done<'_>| done.judged.as_ref().is_some_and(|(j, _)| j.verdict == wanted);
            let are = judged.iter().filter(is).count();
            u32::try_from(are).unwrap_or(u32::MAX)
        };
        let introduced = judged.iter().filter(|done| done.due.state == ItemState::New).count();
        Summary {
            answered: u32::try_from(judged.len()).unwrap_or(u32::MAX),
            correct: count(Verdict::Correct),
            close: count(Verdict::Close),
            introduced: u32::try_from(introduced).unwrap_or(u32::MAX),
            score: mean(judged.iter().filter_map(|done| Some(done.judged.as_ref()?.0.score))),
            next_due: self.next_return(now),
        }
    }

    /// Returns when the first of the answered items comes back, by its latest state.
    fn next_return(&self, now: Moment) -> Option<Moment> {
        let mut latest = HashMap::new();
        for done in self.done.iter().filter(|done| done.judged.is_some()) {
            latest.insert(done.due.item.id(), done.after);
        }
        latest.values().filter_map(|state| state.due(now.offset())).min()
    }

    fn set_aside(&mut self, kind: EventKind, now: Moment) -> Result<Event, Refusal> {
        let asked = self.asked.take().ok_or(Refusal::NothingAsked)?;
        let event =
            Event { id: self.ids.next(now), at: now, item: Some(asked.due.item.id()), kind };
        let after = asked.due.state;
        let Asked { due, item, .. } = asked;
        self.done.push(Done { due, item, event: event.id, at: now, judged: None, after });
        Ok(event)
    }

    /// Returns what follows a rating of an item as it stands here.
    fn schedule(&self, due: &Due<'_>, rating: Rating, now: Moment) -> Schedule {
        let item = due.item.id();
        let today = now.study_day();
        let load = |ahead| self.load.on(today.plus(ahead), &item);
        let chance = Chance { seed: fuzz_seed(&item, &due.state), load: &load };
        due.settings.scheduler.schedule(&due.state, now, rating, &chance)
    }

    fn finish(&mut self, event: &Event, judged: Option<(Judgement, Rating)>, state: ItemState) {
        if let Some(asked) = self.asked.take() {
            self.put_back(Due { state, ..asked.due.clone() });
            let (event, at) = (event.id, event.at);
            let Asked { due, item, .. } = asked;
            self.done.push(Done { due, item, event, at, judged, after: state });
        }
    }

    /// Puts an item that is still in its steps back among those by the clock.
    fn put_back(&mut self, due: Due<'d>) {
        self.load.put(&due.item.id(), &due.state);
        if due.is_in_steps() {
            self.plan.learning.push(due);
        }
    }

    fn put_away(&mut self, item: &ItemId) {
        self.plan.learning.retain(|due| due.item.id() != *item);
        self.plan.main.retain(|due| due.item.id() != *item);
        if self.asked.as_ref().is_some_and(|asked| asked.question.item == *item) {
            self.asked = None;
        }
    }
}

fn answered_today(state: &ItemState, now: Moment) -> bool {
    state.seen().is_some_and(|seen| seen.last.study_day() == now.study_day())
}

/// The seed of an item's fuzz: the same for the same repetition, whatever the session.
pub(super) fn fuzz_seed(item: &ItemId, state: &ItemState) -> u64 {
    let reps = state.seen().map_or(0, |seen| seen.reps);
    named_seed(&format!("{item}\n{reps}"))
}

fn named_seed(name: &str) -> u64 {
    let hash = Sha256::digest(name.as_bytes());
    hash[..8].iter().fold(0, |seed, byte| (seed << 8) | u64::from(*byte))
}

#[cfg(test)]
mod laws;
