//! Where items stand and how they were answered, as Anki keeps it: columns of a card and rows of
//! the review log.

use crate::memory::{ItemState, Moment, Phase, Rating, Schedule, StudyDay};
use crate::study::{Outcome, Reviews};
use serde::Serialize;

/// The scheduling columns of a card.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    pub kind: i64,
    pub queue: i64,
    /// When it comes back; none of a new card, which has a place in the deck instead.
    pub due: Option<i64>,
    pub interval: i64,
    pub factor: i64,
    pub reps: i64,
    pub lapses: i64,
    pub left: i64,
    /// JSON: FSRS' stability, difficulty and last review.
    pub data: String,
}

/// The queue of a card that is set aside.
pub const SUSPENDED: i64 = -1;

/// The ease that Anki's older scheduler begins with, which FSRS does not read.
const EASE: i64 = 2500;

/// How many learning steps docent has unless somebody says otherwise.
const STEPS: i64 = 2;

/// What FSRS knows of a card: stability, difficulty, the chance of recall that is wanted, and when it
/// was reviewed last, in seconds since 1970.
#[derive(Serialize)]
struct Data {
    s: f64,
    d: f64,
    dr: f64,
    lrt: i64,
}

/// Returns the columns of a new card.
pub fn new() -> Columns {
    let data = "{}".to_owned();
    Columns {
        kind: 0,
        queue: 0,
        due: None,
        interval: 0,
        factor: 0,
        reps: 0,
        lapses: 0,
        left: 0,
        data,
    }
}

/// Returns the columns of an item in this state. Days count from the collection's first.
pub fn columns(state: &ItemState, first: StudyDay, desired: f32) -> Columns {
    let Some(seen) = state.seen() else { return new() };
    let round = |value: f32, places: i32| {
        let scale = 10f64.powi(places);
        (f64::from(value) * scale).round() / scale
    };
    let data = Data {
        s: round(seen.memory.stability, 4),
        d: round(seen.memory.difficulty, 3),
        dr: round(desired, 2),
        lrt: seen.last.millis() / 1000,
    };
    let common = Columns {
        reps: seen.reps.into(),
        lapses: seen.lapses.into(),
        factor: EASE,
        data: serde_json::to_string(&data).unwrap_or_default(),
        ..new()
    };
    match seen.phase {
        Phase::Learning { step, due } => Columns {
            kind: 1,
            queue: 1,
            due: Some(due.millis() / 1000),
            factor: 0,
            left: (STEPS - i64::from(step)).max(1),
            ..common
        },
        Phase::Relearning { due, .. } => Columns {
            kind: 3,
            queue: 1,
            due: Some(due.millis() / 1000),
            interval: 1,
            left: 1,
            ..common
        },
        Phase::Review { due, interval } => {
            let due = Some(i64::from(due.number() - first.number()));
            Columns { kind: 2, queue: 2, due, interval: interval.into(), ..common }
        }
    }
}

/// A row of the review log, but for its card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    pub millis: i64,
    pub ease: i64,
    pub interval: i64,
    pub last_interval: i64,
    pub factor: i64,
    pub time: i64,
    pub kind: i64,
}

/// The longest answer that Anki records, in milliseconds.
const LONGEST_ANSWER: i64 = 60_000;

/// Returns the rows of the reviews of an item, in order of time.
pub fn log_rows(reviews: &Reviews) -> Vec<LogRow> {
    let mut before = None;
    let row =
        |(at, outcome): &(Moment, Outcome)| log_row(*at, *outcome, before.replace(outcome.next));
    reviews.0.iter().map(row).collect()
}

/// Returns the row of a review that followed one which was scheduled like `before`.
fn log_row(at: Moment, outcome: Outcome, before: Option<Schedule>) -> LogRow {
    let kind = match before {
        None | Some(Schedule::Learning { .. }) => 0,
        Some(Schedule::Review { .. }) => 1,
        Some(Schedule::Relearning { .. }) => 2,
    };
    LogRow {
        millis: at.millis(),
        ease: outcome.rating.number().into(),
        interval: interval(outcome.next),
        last_interval: before.map_or(0, interval),
        factor: if kind == 0 { 0 } else { EASE },
        time: i64::from(outcome.millis).min(LONGEST_ANSWER),
        kind,
    }
}

/// Anki writes days as they are and seconds with a minus.
fn interval(schedule: Schedule) -> i64 {
    match schedule {
        Schedule::Learning { pause, .. } | Schedule::Relearning { pause, .. } => -i64::from(pause),
        Schedule::Review { days } => days.into(),
    }
}

/// Returns the rating of a row of the log; none for a row that is no answer (a manual change).
pub fn rating(ease: i64, kind: i64) -> Option<Rating> {
    let rating = Rating::ALL.into_iter().find(|rating| i64::from(rating.number()) == ease);
    rating.filter(|_| (0..=3).contains(&kind))
}
