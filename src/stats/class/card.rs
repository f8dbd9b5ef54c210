//! One card's item, as a class answers it.

use super::discrimination::discrimination;
use super::learner::{ItemRecord, Record};
use crate::stats::interval::wilson;
use crate::study::{Item, ItemId};
use crate::value::fold;
use std::collections::HashMap;

/// How many wrong answers are named.
const WRONG_ANSWERS: usize = 3;

/// What an item comes to in a class.
#[derive(Debug, Clone, PartialEq)]
pub struct CardFigures {
    /// The item.
    pub item: ItemId,
    /// What is asked.
    pub question: String,
    /// What is right.
    pub key: String,
    /// How many learners have met it.
    pub met: u32,
    /// How many learners answered it on a later day than the one on which they met it.
    pub tested: u32,
    /// How many of these remembered it at the first such answer.
    pub recalled: u32,
    /// How well it tells who knows the other cards from who does not, -1 to 1; none where too few
    /// learners say anything.
    pub discrimination: Option<f64>,
    /// The mean chance that a learner who has met it recalls it now.
    pub known: Option<f64>,
    /// How many learners answered it wrongly with a named answer.
    pub mistaken: u32,
    /// The wrong answers given by most learners, the most given first.
    pub wrong: Vec<WrongAnswer>,
}

/// A wrong answer of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongAnswer {
    /// What was given.
    pub given: String,
    /// By how many learners.
    pub learners: u32,
    /// How often.
    pub times: u32,
}

impl CardFigures {
    /// Returns the facility: the share of learners that remembered the item at their first answer on
    /// a later day than the one on which they met it. In tests the share that answers an item rightly
    /// is called so, or its difficulty index (Ebel and Frisbie, Essentials of Educational Measurement,
    /// 1991, chapter 13).
    #[must_use]
    pub fn facility(&self) -> Option<f64> {
        (self.tested > 0).then(|| f64::from(self.recalled) / f64::from(self.tested))
    }

    /// Returns between which shares the facility of learners like these lies, with 95 % confidence.
    #[must_use]
    pub fn interval(&self) -> Option<(f64, f64)> {
        wilson(self.recalled, self.tested)
    }
}

/// Returns what each item comes to that anybody has met.
pub(super) fn cards(items: &[Item<'_>], records: &[Record]) -> Vec<CardFigures> {
    let results: Vec<Vec<Option<bool>>> = records
        .iter()
        .map(|record| record.items.iter().map(|item| item.recalled).collect())
        .collect();
    let of_item = |(number, item): (usize, &Item<'_>)| {
        let of_learners: Vec<&ItemRecord> =
            records.iter().map(|record| &record.items[number]).collect();
        let known: Vec<f64> = of_learners.iter().filter_map(|record| record.known).collect();
        let met = count(known.len());
        let tested: Vec<bool> = of_learners.iter().filter_map(|record| record.recalled).collect();
        let mistaken = of_learners.iter().filter(|record| !record.mistakes.is_empty()).count();
        let answered = met > 0 || !tested.is_empty() || mistaken > 0;
        answered.then(|| CardFigures {
            item: item.id(),
            question: item.prompt(),
            key: item.key(),
            met,
            tested: count(tested.len()),
            recalled: count(tested.iter().filter(|recalled| **recalled).count()),
            discrimination: discrimination(&results, number),
            known: (met > 0).then(|| known.iter().sum::<f64>() / f64::from(met)),
            mistaken: count(mistaken),
            wrong: wrong_answers(&of_learners),
        })
    };
    items.iter().enumerate().filter_map(of_item).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn wrong_answers(of_learners: &[&ItemRecord]) -> Vec<WrongAnswer> {
    let mut answers: HashMap<String, (WrongAnswer, usize)> = HashMap::new();
    for (learner, record) in of_learners.iter().enumerate() {
        for mistake in &record.mistakes {
            let fresh = || {
                let given = mistake.given.clone();
                (WrongAnswer { given, learners: 0, times: 0 }, usize::MAX)
            };
            let (answer, last) = answers.entry(fold(&mistake.given)).or_insert_with(fresh);
            answer.learners += u32::from(*last != learner);
            answer.times += 1;
            *last = learner;
        }
    }
    let mut answers: Vec<WrongAnswer> = answers.into_values().map(|(answer, _)| answer).collect();
    answers.sort_by(|a, b| {
        (b.learners, b.times).cmp(&(a.learners, a.times)).then_with(|| a.given.cmp(&b.given))
    });
    answers.truncate(WRONG_ANSWERS);
    answers
}
