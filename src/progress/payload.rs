//! What happened, as the journal writes it: the name of its kind, and a payload of JSON.
//!
//! These structs are the file format; the domain's [`EventKind`] may change its fields without them.

use crate::deck::Form;
use crate::memory::{Rating, Schedule, StudyDay};
use crate::study::{EventId, EventKind, Given, ItemIdError, Regrade, Review, Verdict, Wording};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::str::FromStr as _;
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
struct ReviewedPayload<'p> {
    #[serde(borrow)]
    form: Cow<'p, str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    options: Vec<String>,
    answer: AnswerPayload,
    #[serde(borrow)]
    verdict: Cow<'p, str>,
    score: f64,
    #[serde(borrow)]
    rating: Cow<'p, str>,
    millis: u32,
    next: NextPayload,
    #[serde(borrow)]
    before: Cow<'p, str>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum AnswerPayload {
    Text(String),
    Many(Vec<String>),
    Truth(bool),
    Rating(String),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NextPayload {
    Learning { step: u8, pause: u32 },
    Review { days: u32 },
    Relearning { step: u8, pause: u32 },
}

#[derive(Serialize, Deserialize)]
struct OverruledPayload {
    of: Uuid,
    rating: String,
    next: NextPayload,
}

#[derive(Serialize, Deserialize)]
struct UndonePayload {
    of: Uuid,
}

#[derive(Serialize, Deserialize)]
struct BuriedPayload {
    until: NaiveDate,
}

#[derive(Serialize, Deserialize)]
struct FittedPayload {
    weights: Vec<f32>,
}

#[derive(Serialize, Deserialize)]
struct MetPayload {
    question: String,
    answers: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct RenamedPayload {
    from: String,
}

#[derive(Serialize, Deserialize)]
struct RegradedPayload {
    changes: Vec<RegradePayload>,
}

#[derive(Serialize, Deserialize)]
struct RegradePayload {
    of: Uuid,
    verdict: String,
    score: f64,
    rating: String,
    next: NextPayload,
}

#[derive(Serialize, Deserialize)]
struct NoPayload {}

pub fn write_kind(kind: &EventKind) -> (&'static str, String) {
    match kind {
        EventKind::Reviewed(review) => ("reviewed", json(&reviewed(review))),
        EventKind::Overruled { of, rating, next } => {
            let rating = rating.name().to_owned();
            ("overruled", json(&OverruledPayload { of: of.0, rating, next: write_next(*next) }))
        }
        EventKind::Undone { of } => ("undone", json(&UndonePayload { of: of.0 })),
        EventKind::Suspended => ("suspended", json(&NoPayload {})),
        EventKind::Unsuspended => ("unsuspended", json(&NoPayload {})),
        EventKind::Buried { until } => ("buried", json(&BuriedPayload { until: until.date() })),
        EventKind::Reset => ("reset", json(&NoPayload {})),
        EventKind::Met(Wording { question, answers }) => {
            let (question, answers) = (question.clone(), answers.clone());
            ("met", json(&MetPayload { question, answers }))
        }
        EventKind::Renamed { from } => {
            ("renamed", json(&RenamedPayload { from: from.to_string() }))
        }
        EventKind::Regraded { changes } => {
            let change = |change: &Regrade| RegradePayload {
                of: change.of.0,
                verdict: change.verdict.name().to_owned(),
                score: change.score,
                rating: change.rating.name().to_owned(),
                next: write_next(change.next),
            };
            let changes = changes.iter().map(change).collect();
            ("regraded", json(&RegradedPayload { changes }))
        }
        EventKind::Fitted { weights } => {
            ("fitted", json(&FittedPayload { weights: weights.to_vec() }))
        }
    }
}

fn json<T: Serialize>(payload: &T) -> String {
    serde_json::to_string(payload).expect("payloads have text keys and finite numbers")
}

fn reviewed(review: &Review) -> ReviewedPayload<'static> {
    ReviewedPayload {
        form: review.form.name().into(),
        options: review.options.clone(),
        answer: match &review.answer {
            Given::Text(text) => AnswerPayload::Text(text.clone()),
            Given::Many(texts) => AnswerPayload::Many(texts.clone()),
            Given::Truth(truth) => AnswerPayload::Truth(*truth),
            Given::Rating(rating) => AnswerPayload::Rating(rating.name().to_owned()),
        },
        verdict: review.verdict.name().into(),
        score: review.score,
        rating: review.rating.name().into(),
        millis: review.millis,
        next: write_next(review.next),
        before: review.before.into(),
    }
}

fn write_next(next: Schedule) -> NextPayload {
    match next {
        Schedule::Learning { step, pause } => NextPayload::Learning { step, pause },
        Schedule::Relearning { step, pause } => NextPayload::Relearning { step, pause },
        Schedule::Review { days } => NextPayload::Review { days },
    }
}

pub fn read_next(next: &NextPayload) -> Schedule {
    match *next {
        NextPayload::Learning { step, pause } => Schedule::Learning { step, pause },
        NextPayload::Relearning { step, pause } => Schedule::Relearning { step, pause },
        NextPayload::Review { days } => Schedule::Review { days },
    }
}

pub fn parse<'p, T: Deserialize<'p>>(payload: &'p str) -> Result<T, String> {
    serde_json::from_str(payload).map_err(|fault| fault.to_string())
}

pub fn read_kind(kind: &str, payload: &str) -> Result<EventKind, String> {
    Ok(match kind {
        "reviewed" => EventKind::Reviewed(read_review(parse(payload)?)?),
        "overruled" => {
            let payload: OverruledPayload = parse(payload)?;
            EventKind::Overruled {
                of: EventId(payload.of),
                rating: read_rating(&payload.rating)?,
                next: read_next(&payload.next),
            }
        }
        "undone" => EventKind::Undone { of: EventId(parse::<UndonePayload>(payload)?.of) },
        "suspended" => EventKind::Suspended,
        "unsuspended" => EventKind::Unsuspended,
        "buried" => {
            let until = parse::<BuriedPayload>(payload)?.until;
            EventKind::Buried { until: StudyDay::new(until) }
        }
        "reset" => EventKind::Reset,
        "met" => {
            let MetPayload { question, answers } = parse(payload)?;
            EventKind::Met(Wording { question, answers })
        }
        "renamed" => {
            let from = parse::<RenamedPayload>(payload)?.from;
            EventKind::Renamed {
                from: from.parse().map_err(|fault: ItemIdError| fault.to_string())?,
            }
        }
        "regraded" => {
            let changes = parse::<RegradedPayload>(payload)?.changes;
            let changes = changes.iter().map(read_regrade).collect::<Result<_, _>>()?;
            EventKind::Regraded { changes }
        }
        "fitted" => {
            let weights = parse::<FittedPayload>(payload)?.weights;
            let weights: Result<[f32; 21], _> = weights.try_into();
            EventKind::Fitted { weights: Box::new(weights.map_err(|_| "its weights")?) }
        }
        other => return Err(format!("its kind `{other}`")),
    })
}

fn read_review(payload: ReviewedPayload<'_>) -> Result<Review, String> {
    let form = Form::ALL.into_iter().find(|form| form.name() == payload.form);
    let before = ["new", "learning", "review", "relearning"]
        .into_iter()
        .find(|name| *name == payload.before);
    Ok(Review {
        form: form.ok_or_else(|| format!("its form `{}`", payload.form))?,
        options: payload.options,
        answer: match payload.answer {
            AnswerPayload::Text(text) => Given::Text(text),
            AnswerPayload::Many(texts) => Given::Many(texts),
            AnswerPayload::Truth(truth) => Given::Truth(truth),
            AnswerPayload::Rating(rating) => Given::Rating(read_rating(&rating)?),
        },
        verdict: read_verdict(&payload.verdict)?,
        score: payload.score,
        rating: read_rating(&payload.rating)?,
        millis: payload.millis,
        next: read_next(&payload.next),
        before: before.ok_or_else(|| format!("its state `{}`", payload.before))?,
    })
}

fn read_regrade(payload: &RegradePayload) -> Result<Regrade, String> {
    Ok(Regrade {
        of: EventId(payload.of),
        verdict: read_verdict(&payload.verdict)?,
        score: payload.score,
        rating: read_rating(&payload.rating)?,
        next: read_next(&payload.next),
    })
}

fn read_verdict(name: &str) -> Result<Verdict, String> {
    let verdict = Verdict::ALL.into_iter().find(|verdict| verdict.name() == name);
    verdict.ok_or_else(|| format!("its verdict `{name}`"))
}

pub fn read_rating(name: &str) -> Result<Rating, String> {
    Rating::from_str(name).map_err(|fault| fault.to_string())
}
