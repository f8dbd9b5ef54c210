//! What a format could not hold, so that nothing is dropped in silence.

/// One thing that a format could not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// What became of it, such as "left out: drafts are for the teacher".
    pub what: String,
    /// The cards it happened to, by id and in order; none when it is about the deck as a whole.
    pub cards: Vec<String>,
}

/// Everything that a format could not hold, in the order it was met.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Losses(Vec<Loss>);

/// How what happened to a card begins when the card is not there at all.
pub const LEFT_OUT: &str = "left out";

/// How many cards are named before the rest are only counted.
const NAMED: usize = 5;

impl Losses {
    /// Notes what happened to a card.
    pub fn card(&mut self, what: &str, card: &str) {
        let known = self.0.iter_mut().find(|loss| loss.what == what && !loss.cards.is_empty());
        match known {
            // A card may lose the same thing twice, as two gaps of a cloze.
            Some(loss) if loss.cards.last().is_some_and(|last| last == card) => {}
            Some(loss) => loss.cards.push(card.to_owned()),
            None => self.0.push(Loss { what: what.to_owned(), cards: vec![card.to_owned()] }),
        }
    }

    /// Notes what happened to the deck as a whole.
    pub fn deck(&mut self, what: impl Into<String>) {
        self.0.push(Loss { what: what.into(), cards: Vec::new() });
    }

    /// Notes what was noted of what comes after.
    pub fn join(&mut self, later: Self) {
        for Loss { what, cards } in later.0 {
            for card in &cards {
                self.card(&what, card);
            }
            if cards.is_empty() {
                self.deck(what);
            }
        }
    }

    /// Returns each thing that was lost.
    #[must_use]
    pub fn all(&self) -> &[Loss] {
        &self.0
    }

    /// Returns how many cards were left out altogether.
    #[must_use]
    pub fn left_out(&self) -> usize {
        let out = self.0.iter().filter(|loss| loss.what.starts_with(LEFT_OUT));
        out.map(|loss| loss.cards.len()).sum()
    }

    /// Returns a line for each thing that was lost, with how many cards and which.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        self.0.iter().map(line).collect()
    }
}

fn line(loss: &Loss) -> String {
    let named = loss.cards.iter().take(NAMED).map(|id| format!("`{id}`")).collect::<Vec<_>>();
    let more = loss.cards.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    match loss.cards.len() {
        0 => loss.what.clone(),
        1 => format!("1 card ({}): {}", named.join(", "), loss.what),
        n => format!("{n} cards ({}{more}): {}", named.join(", "), loss.what),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_counted_and_named_until_there_are_too_many() {
        let mut losses = Losses::default();
        for card in ["a", "b", "b", "c", "d", "e", "f", "g"] {
            losses.card("left out", card);
        }
        losses.card("without `note`", "a");
        losses.deck("no `license`");
        assert_eq!(
            losses.lines(),
            [
                "7 cards (`a`, `b`, `c`, `d`, `e` and 2 more): left out",
                "1 card (`a`): without `note`",
                "no `license`",
            ]
        );
        assert_eq!(losses.left_out(), 7);
    }
}
