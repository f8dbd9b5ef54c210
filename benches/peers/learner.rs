//! A learner who answered each card of the collection five times, each time when it was due, as a
//! known memory makes it likely, with the intervals that docent's scheduler gave.

use super::content::Card;
use ::docent::deck::{Form, StudyWishes};
use ::docent::memory::{
    Chance, ItemState, Memory, Mind, Model, Moment, Phase, Rating, Schedule, Scheduler,
    SimulatedLearner, StudyDay,
};
use ::docent::study::{Event, EventKind, Given, IdSource, ItemId, Review, StudySettings, Verdict};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt as _, SeedableRng as _};

/// How often each card was answered that was ever met.
pub const REVIEWS: usize = 5;
/// How many items are due on the day at which everything is looked at.
pub const DUE: usize = 200;
/// One card of so many was never met.
const NEVER_MET: usize = 100;

/// One answer.
#[derive(Debug, Clone, Copy)]
pub struct Answer {
    pub at: Moment,
    pub rating: Rating,
    pub next: Schedule,
    pub before: &'static str,
    /// What the learner's memory is taken for afterwards.
    pub memory: Memory,
}

/// What became of one card.
#[derive(Debug, Clone)]
pub struct Course {
    pub answers: [Answer; REVIEWS],
    pub due: StudyDay,
    /// Days.
    pub interval: u32,
}

/// The learner of a collection of so many cards at a moment.
#[derive(Debug)]
pub struct Learner {
    scheduler: Scheduler,
    mind: SimulatedLearner,
    cards: usize,
    now: Moment,
    seed: u64,
}

impl Learner {
    /// Returns a learner; those of another seed answer otherwise.
    pub fn new(cards: usize, now: Moment, seed: u64) -> Self {
        let scheduler = StudySettings::of(&StudyWishes::default()).scheduler;
        let mind = SimulatedLearner { truth: Model::default(), seed: 1 };
        Self { scheduler, mind, cards, now, seed }
    }

    /// Returns what became of a card; none where it was never met.
    pub fn course(&self, card: usize) -> Option<Course> {
        if card % NEVER_MET == NEVER_MET / 2 {
            return None;
        }
        let mut rng = ChaCha8Rng::seed_from_u64((self.seed << 32) + card as u64);
        // One that ends among its learning steps, or back on the next day, is lived again: it
        // could not be due on whichever day is wanted.
        loop {
            let start = self.now.after_seconds(rng.random_range(0..6 * 3600));
            let (answers, state) = self.live(card, start, &mut rng);
            if let Some(Phase::Review { due, interval: interval @ 2.. }) =
                state.seen().map(|seen| seen.phase)
            {
                return Some(self.moved(&Course { answers, due, interval }, card, &mut rng));
            }
        }
    }

    /// Returns what the names of this learner's events start from.
    fn names(&self) -> [u8; 32] {
        std::array::from_fn(|byte| self.seed.to_le_bytes()[byte % 8])
    }

    /// Answers a card five times, the first time at this moment.
    fn live(
        &self,
        card: usize,
        start: Moment,
        rng: &mut ChaCha8Rng,
    ) -> ([Answer; REVIEWS], ItemState) {
        let (mut state, mut mind, mut now) = (ItemState::New, Mind::default(), start);
        let answers = std::array::from_fn(|repetition| {
            let rating = mind.answer(&self.mind, now.millis() / 1000, rng);
            let chance = Chance::even((card * REVIEWS + repetition) as u64);
            let next = self.scheduler.schedule(&state, now, rating, &chance);
            let (at, before) = (now, state.name());
            state = state.after(&self.scheduler.model, now, rating, next);
            let memory = state.seen().expect("it was just answered").memory;
            now = match next.phase(now) {
                Phase::Learning { due, .. } | Phase::Relearning { due, .. } => due,
                Phase::Review { due, .. } => {
                    let morning = due.start(now.offset()).expect("a day of this century");
                    morning.after_seconds(rng.random_range(4 * 3600..18 * 3600))
                }
            };
            Answer { at, rating, next, before, memory }
        });
        (answers, state)
    }

    /// Moves a course by whole days, so that the card is due today or on a day that is still to
    /// come, and its last answer lies before today.
    fn moved(&self, course: &Course, card: usize, rng: &mut ChaCha8Rng) -> Course {
        const DAY: i64 = 86_400_000;
        let due_today = DUE.min(self.cards / 10);
        let nth = |card: usize| card * due_today / self.cards;
        let today = self.now.study_day();
        let due = if nth(card) == nth(card + 1) {
            today.plus(rng.random_range(1..course.interval))
        } else {
            today
        };
        let back = i64::from(course.due.days_since(due)) - i64::from(due.days_since(course.due));
        let mut course = Course { due, ..course.clone() };
        for answer in &mut course.answers {
            let at = answer.at.millis() - back * DAY;
            answer.at =
                Moment::from_millis(at, answer.at.offset()).expect("a moment of this century");
        }
        course
    }
}

/// Returns the journal's entries for these cards, in order of time.
pub fn events(deck_of: impl Fn(usize) -> String, cards: usize, learner: &Learner) -> Vec<Event> {
    let mut reviews: Vec<(Moment, ItemId, Review)> = Vec::with_capacity(cards * REVIEWS);
    for number in 0..cards {
        let Some(course) = learner.course(number) else { continue };
        let card = Card::of(number);
        let item = ItemId { deck: deck_of(number), card: card.id(), part: 1 };
        for answer in &course.answers {
            reviews.push((answer.at, item.clone(), review(&card, answer)));
        }
    }
    reviews.sort_by_key(|(at, ..)| at.millis());
    let mut ids = IdSource::new(learner.names(), None);
    let event = |(at, item, review)| Event {
        id: ids.next(at),
        at,
        item: Some(item),
        kind: EventKind::Reviewed(review),
    };
    reviews.into_iter().map(event).collect()
}

fn review(card: &Card, answer: &Answer) -> Review {
    let verdict = Verdict::of(answer.rating);
    let options = card.options();
    let given = if answer.rating == Rating::Again { String::new() } else { card.answer.clone() };
    Review {
        form: if options.is_empty() { Form::Typed } else { Form::Choice },
        options,
        answer: Given::Text(given),
        verdict,
        score: f64::from(u8::from(verdict == Verdict::Correct)),
        rating: answer.rating,
        millis: 3_000 + u32::try_from(card.number % 9_000).expect("a few seconds"),
        next: answer.next,
        before: answer.before,
    }
}
