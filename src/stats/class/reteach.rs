//! Which cards to teach again, and why; and which to doubt.

use super::card::{CardFigures, WrongAnswer};

/// A card that at most this share remembers is worth teaching again.
const LOW: f64 = 0.7;
/// How many learners must have forgotten a card, or given one wrong answer, to be more than chance.
const SEVERAL: u32 = 2;
/// How many cards are named.
const MOST: usize = 10;
/// Why a card is to be taught again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// So many of so many remembered it on a later day.
    Forgotten {
        /// How many remembered it.
        recalled: u32,
        /// How many were asked.
        tested: u32,
    },
    /// Several give one wrong answer: they hold something false, or the card misleads.
    SameMistake(WrongAnswer),
}

/// Returns the cards to teach again, the most urgent first, each with why: those that too few
/// remember, where it is least likely that more would, and those that several answer with one wrong
/// answer.
///
/// Ordered by the upper end of the facility's interval: of two cards that nobody remembered, that
/// which ten learners forgot comes before that which two did.
pub(super) fn reteach(cards: &[CardFigures]) -> Vec<(usize, Vec<Reason>)> {
    let mut found: Vec<(usize, Vec<Reason>)> = cards
        .iter()
        .enumerate()
        .map(|(number, card)| (number, reasons(card)))
        .filter(|(_, reasons)| !reasons.is_empty())
        .collect();
    let at_best = |number: usize| cards[number].interval().map_or(1.0, |(_, high)| high);
    found.sort_by(|(a, _), (b, _)| {
        at_best(*a).total_cmp(&at_best(*b)).then(cards[*b].mistaken.cmp(&cards[*a].mistaken))
    });
    found.truncate(MOST);
    found
}

fn reasons(card: &CardFigures) -> Vec<Reason> {
    let (recalled, tested) = (card.recalled, card.tested);
    let low = card.facility().is_some_and(|facility| facility <= LOW);
    let forgotten =
        (low && tested - recalled >= SEVERAL).then_some(Reason::Forgotten { recalled, tested });
    // Most of those who err, err alike.
    let alike =
        |wrong: &&WrongAnswer| wrong.learners >= SEVERAL && wrong.learners * 2 >= card.mistaken;
    let same = card.wrong.first().filter(alike).map(|wrong| Reason::SameMistake(wrong.clone()));
    forgotten.into_iter().chain(same).collect()
}

/// Returns the cards that those miss who know the others: whose discrimination lies below zero by
/// more than the standard error of a correlation of nothing, 1 / √(n - 1).
pub(super) fn doubtful(cards: &[CardFigures]) -> Vec<usize> {
    let is_doubtful = |card: &CardFigures| {
        let error = 1.0 / f64::from(card.tested.saturating_sub(1).max(1)).sqrt();
        card.discrimination.is_some_and(|found| found < -error)
    };
    let numbered = cards.iter().enumerate();
    numbered.filter(|(_, card)| is_doubtful(card)).map(|(number, _)| number).collect()
}
