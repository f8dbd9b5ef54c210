//! Items that are forgotten often.

use super::log::Log;
use super::period::Period;
use super::retention::Retentions;
use super::scope::Scope;
use crate::study::{ItemId, Standing};

/// How many of the hardest items are named.
const HARDEST: usize = 5;

/// An item that was often forgotten in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hardest {
    /// The item.
    pub item: ItemId,
    /// What is asked; none when its card is no longer in the deck.
    pub question: Option<String>,
    /// How often it was forgotten once it was learnt: its lapses.
    pub forgotten: u32,
    /// How often it was answered.
    pub reviews: u32,
}

/// An item that was forgotten so often that it is better reworded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leech {
    /// The item.
    pub item: ItemId,
    /// What is asked.
    pub question: String,
    /// How often it was forgotten once it was learnt, over all time.
    pub lapses: u32,
}

/// Returns the items forgotten most often in a period, the hardest first: of two alike, the one
/// forgotten in the larger share of its answers.
#[must_use]
pub fn hardest(log: &Log<'_, '_>, period: Period, retentions: &[Retentions]) -> Vec<Hardest> {
    let mut answers = vec![0_u32; log.items().len()];
    for answer in log.within(period) {
        answers[answer.item] += 1;
    }
    let mut hardest: Vec<Hardest> = log
        .items()
        .iter()
        .zip(retentions)
        .zip(answers)
        .map(|((item, retention), reviews)| (item, retention.all(), reviews))
        .filter(|(_, retention, _)| retention.remembered < retention.reviews)
        .map(|(item, retention, reviews)| {
            let forgotten = retention.reviews - retention.remembered;
            Hardest { item: item.name(), question: item.question(), forgotten, reviews }
        })
        .collect();
    hardest.sort_by(|a, b| {
        b.forgotten.cmp(&a.forgotten).then(a.reviews.cmp(&b.reviews)).then(a.item.cmp(&b.item))
    });
    hardest.truncate(HARDEST);
    hardest
}

/// Returns the leeches as of now, whatever the period, the worst first. Suspended ones are among
/// them: that is how many were dealt with.
#[must_use]
pub fn leeches(scope: &Scope<'_>, standings: &[Standing]) -> Vec<Leech> {
    let mut leeches: Vec<Leech> = scope
        .items()
        .iter()
        .zip(standings)
        .filter_map(|(item, Standing { state, .. })| {
            let lapses = state.seen()?.lapses;
            let question = || item.card.body.prompt();
            state.is_leech().then(|| Leech { item: item.id(), question: question(), lapses })
        })
        .collect();
    leeches.sort_by(|a, b| b.lapses.cmp(&a.lapses).then_with(|| a.item.cmp(&b.item)));
    leeches
}
