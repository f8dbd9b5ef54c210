//! Items that are forgotten often.

use super::period::Period;
use super::retention::Retentions;
use crate::study::{DeckLog, ItemId, LoggedItem};
use std::cmp::Reverse;

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
/// forgotten in the larger share of its answers. What each item comes to is given with its deck.
#[must_use]
pub fn hardest(logs: &[DeckLog], period: Period, of_items: &[Vec<Retentions>]) -> Vec<Hardest> {
    let mut forgotten: Vec<Forgotten<'_>> = Vec::new();
    for (log, of_items) in logs.iter().zip(of_items) {
        let mut answers = vec![0_u32; log.items.len()];
        for answer in log.answers.iter().filter(|answer| period.contains(answer.day)) {
            answers[answer.item] += 1;
        }
        for ((item, retention), reviews) in log.items.iter().zip(of_items).zip(answers) {
            let learnt = retention.all();
            let times = learnt.reviews - learnt.remembered;
            if times > 0 {
                forgotten.push(Forgotten { log, item, times, reviews });
            }
        }
    }
    if forgotten.len() > HARDEST {
        forgotten.select_nth_unstable_by(HARDEST, |a, b| a.rank().cmp(&b.rank()));
        forgotten.truncate(HARDEST);
    }
    hardest_of(forgotten.into_iter().map(Forgotten::told))
}

/// Returns the hardest of these.
pub fn hardest_of(all: impl IntoIterator<Item = Hardest>) -> Vec<Hardest> {
    let mut all: Vec<Hardest> = all.into_iter().collect();
    all.sort_by(|a, b| a.rank().cmp(&b.rank()));
    all.truncate(HARDEST);
    all
}

/// What the hardest have the least of: how often they were forgotten, reversed; their answers; their
/// names.
type Rank<'l> = (Reverse<u32>, u32, (&'l str, &'l str, u32));

impl Hardest {
    fn rank(&self) -> Rank<'_> {
        let ItemId { deck, card, part } = &self.item;
        (Reverse(self.forgotten), self.reviews, (deck, card, *part))
    }
}

/// An item that was forgotten.
struct Forgotten<'l> {
    log: &'l DeckLog,
    item: &'l LoggedItem,
    times: u32,
    reviews: u32,
}

impl<'l> Forgotten<'l> {
    fn rank(&self) -> Rank<'l> {
        let name = (self.log.deck.as_str(), self.log.card_id(self.item), self.item.part);
        (Reverse(self.times), self.reviews, name)
    }

    fn told(self) -> Hardest {
        Hardest {
            item: self.log.id(self.item),
            question: self.item.card.map(|_| self.log.question(self.item).to_owned()),
            forgotten: self.times,
            reviews: self.reviews,
        }
    }
}

/// Returns the leeches as of now, whatever the period. Suspended ones are among them: that is how many
/// were dealt with.
#[must_use]
pub fn leeches(logs: &[DeckLog]) -> Vec<Leech> {
    let mut leeches: Vec<Leech> = Vec::new();
    for log in logs {
        for (item, _) in log.items_here() {
            let state = &item.standing.state;
            if let Some(seen) = state.seen().filter(|_| state.is_leech()) {
                let (item, question) = (log.id(item), log.question(item).to_owned());
                leeches.push(Leech { item, question, lapses: seen.lapses });
            }
        }
    }
    leeches
}

/// Puts leeches in the order in which they are shown: the most often forgotten first.
pub fn sort_leeches(leeches: &mut [Leech]) {
    leeches.sort_by(|a, b| b.lapses.cmp(&a.lapses).then_with(|| a.item.cmp(&b.item)));
}
