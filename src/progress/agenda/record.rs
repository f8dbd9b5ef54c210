//! How the agenda is kept in its file: apart from what it means, so that either may change.

use super::deck_agenda::{DeckAgenda, NewCard, NewCards};
use super::next::Next;
use crate::deck::{Stamp, StudyWishes};
use crate::memory::StudyDay;
use crate::progress::summed::{proven, summed};
use chrono::{Datelike as _, NaiveDate};
use prost::Message;

/// A deck: what planning needs of it at every start.
#[derive(Clone, PartialEq, Message)]
pub struct DeckRecord {
    #[prost(bytes = "vec", tag = "1")]
    stamp: Vec<u8>,
    #[prost(bytes = "vec", tag = "2")]
    hash: Vec<u8>,
    #[prost(string, tag = "3")]
    id: String,
    #[prost(string, tag = "4")]
    title: String,
    #[prost(string, repeated, tag = "5")]
    tags: Vec<String>,
    #[prost(message, optional, tag = "6")]
    study: Option<StudyRecord>,
    #[prost(uint32, tag = "7")]
    errors: u32,
    #[prost(uint32, tag = "8")]
    left_out: u32,
    #[prost(sfixed32, repeated, tag = "9")]
    next: Vec<i32>,
    #[prost(sint32, repeated, tag = "10")]
    habit_days: Vec<i32>,
    #[prost(uint32, repeated, tag = "11")]
    habit_reviews: Vec<u32>,
    #[prost(message, repeated, tag = "12")]
    new: Vec<NewRecord>,
    #[prost(bool, tag = "13")]
    no_more_new: bool,
    #[prost(bool, tag = "14")]
    counted: bool,
}

#[derive(Clone, PartialEq, Message)]
struct NewRecord {
    #[prost(string, tag = "1")]
    id: String,
    #[prost(uint32, repeated, tag = "2")]
    parts: Vec<u32>,
    #[prost(bool, tag = "3")]
    all: bool,
}

#[derive(Clone, PartialEq, Message)]
struct StudyRecord {
    #[prost(double, optional, tag = "1")]
    desired_retention: Option<f64>,
    #[prost(uint32, optional, tag = "2")]
    new_per_day: Option<u32>,
    #[prost(uint32, optional, tag = "3")]
    reviews_per_day: Option<u32>,
    #[prost(message, optional, tag = "4")]
    learning_steps: Option<StepsRecord>,
    #[prost(sint32, optional, tag = "5")]
    exam: Option<i32>,
}

#[derive(Clone, PartialEq, Message)]
struct StepsRecord {
    #[prost(uint32, repeated, tag = "1")]
    seconds: Vec<u32>,
}

/// Returns the bytes of a deck's agenda, without its cards.
pub fn write_deck(deck: &DeckAgenda) -> Vec<u8> {
    let study = &deck.study;
    let habit = deck.habit.as_deref().unwrap_or_default();
    let record = DeckRecord {
        stamp: deck.stamp.to_bytes(),
        hash: deck.hash.to_vec(),
        id: deck.id.clone(),
        title: deck.title.clone(),
        tags: deck.tags.clone(),
        study: Some(StudyRecord {
            desired_retention: study.desired_retention,
            new_per_day: study.new_per_day,
            reviews_per_day: study.reviews_per_day,
            learning_steps: study.learning_steps.clone().map(|seconds| StepsRecord { seconds }),
            exam: study.exam.map(|day| day.num_days_from_ce()),
        }),
        errors: deck.errors,
        left_out: deck.left_out,
        next: deck.next.iter().map(|next| next.number()).collect(),
        new: deck.new.cards.iter().map(write_new).collect(),
        no_more_new: deck.new.all,
        habit_days: habit.iter().map(|(day, _)| day.number()).collect(),
        habit_reviews: habit.iter().map(|(_, reviews)| *reviews).collect(),
        counted: deck.habit.is_some(),
    };
    summed(&record.encode_to_vec())
}

/// Reads what [`write_deck`] wrote; none when the bytes are not that.
pub fn read_deck(bytes: &[u8]) -> Option<DeckAgenda> {
    let mut record = DeckRecord::decode(proven(bytes)?).ok()?;
    // They stay for as long as the session, and were given room to grow.
    record.next.shrink_to_fit();
    record.new.shrink_to_fit();
    let study = record.study.unwrap_or_default();
    let days = record.habit_days.iter().filter_map(|number| StudyDay::from_number(*number));
    Some(DeckAgenda {
        stamp: Stamp::from_bytes(&record.stamp)?,
        hash: record.hash.try_into().ok()?,
        id: record.id,
        title: record.title,
        tags: record.tags,
        study: StudyWishes {
            desired_retention: study.desired_retention,
            new_per_day: study.new_per_day,
            reviews_per_day: study.reviews_per_day,
            learning_steps: study.learning_steps.map(|steps| steps.seconds),
            exam: study.exam.and_then(NaiveDate::from_num_days_from_ce_opt),
        },
        errors: record.errors,
        left_out: record.left_out,
        next: record.next.into_iter().map(Next::from_number).collect(),
        new: NewCards {
            cards: record.new.into_iter().map(read_new).collect(),
            all: record.no_more_new,
        },
        habit: record.counted.then(|| days.zip(record.habit_reviews).collect()),
    })
}

fn write_new(card: &NewCard) -> NewRecord {
    NewRecord { id: card.id.clone(), parts: card.parts.clone(), all: card.all }
}

fn read_new(NewRecord { id, parts, all }: NewRecord) -> NewCard {
    NewCard { id, parts, all }
}
