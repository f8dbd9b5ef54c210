//! Which item is which, when a teacher has edited the deck: wording may change freely, and progress
//! stays. An answer that changed in meaning is for the learner to judge.

use super::item::{Item, ItemId, Part, Standing, items_of};
use crate::deck::{CardId, Deck, right_answers, same_meaning};
use crate::value::{content_words, fold};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The words in which a learner met an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// What was asked.
    pub question: String,
    /// What was right, the key first.
    pub answers: Vec<String>,
}

impl Wording {
    /// Returns the words of an item as its deck has them now.
    #[must_use]
    pub fn of(item: &Item<'_>) -> Self {
        let group = match item.part {
            Part::Gaps(group) => group,
            Part::Whole | Part::Reverse => 1,
        };
        let body = &item.card.body;
        Self { question: body.prompt(), answers: right_answers(body, group) }
    }

    /// Returns a number that other words hardly share, by which a change is told without the words.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let mut hash = Sha256::new();
        for text in std::iter::once(&self.question).chain(&self.answers) {
            // The length parts the texts, so that no two wordings hash the same bytes.
            hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
            hash.update(text.as_bytes());
        }
        hash.finalize()[..8].iter().fold(0, |number, byte| (number << 8) | u64::from(*byte))
    }

    /// Returns the key.
    #[must_use]
    pub fn key(&self) -> &str {
        self.answers.first().map_or("", String::as_str)
    }
}

/// A change to an item since the learner met it.
#[derive(Debug, Clone)]
pub struct Edit<'d> {
    /// The item as it is now.
    pub item: Item<'d>,
    /// The name it went by, when that is another.
    pub from: Option<ItemId>,
    /// As the learner met it.
    pub was: Wording,
    /// As it is now.
    pub is: Wording,
}

impl Edit<'_> {
    /// Returns whether what is right changed in meaning.
    #[must_use]
    pub fn changes_answer(&self) -> bool {
        !same_meaning(&self.was.answers, &self.is.answers)
    }
}

/// Returns what changed in a deck since the learner met its items.
#[must_use]
pub fn edits<'d>(deck: &'d Deck, met: &BTreeMap<ItemId, Wording>) -> Vec<Edit<'d>> {
    if met_in(deck, met).next().is_none() {
        return Vec::new();
    }
    let names = renamed_cards(deck, met);
    let mut edits = Vec::new();
    for item in items_of(deck) {
        let id = item.id();
        let from =
            names.get(item.card.id.as_str()).map(|old| ItemId { card: old.clone(), ..id.clone() });
        let Some(was) = met.get(from.as_ref().unwrap_or(&id)) else { continue };
        let is = Wording::of(&item);
        if from.is_some() || *was != is {
            edits.push(Edit { item, from, was: was.clone(), is });
        }
    }
    edits
}

/// Gives each item the standing that it had under the name it went by.
pub fn follow_names(standings: &mut BTreeMap<ItemId, Standing>, edits: &[Edit<'_>]) {
    for edit in edits {
        if let Some(standing) = edit.from.as_ref().and_then(|from| standings.remove(from)) {
            standings.insert(edit.item.id(), standing);
        }
    }
}

/// So much of the words of a question is shared by two wordings of one card that hold the same
/// right, and so much by two that do not: "capital of Mongolia" is not "capital of Peru".
const ALIKE: f64 = 0.2;
const VERY_ALIKE: f64 = 0.75;
/// A word that stands in more cards than this tells none of them from the others.
const COMMON: usize = 100;

/// A card on one side of the match.
struct Side<'c> {
    id: &'c str,
    words: BTreeSet<String>,
    answer: String,
}

/// Returns the items of a deck that were met, and those of its cards that are gone.
fn met_in<'m>(
    deck: &Deck,
    met: &'m BTreeMap<ItemId, Wording>,
) -> impl Iterator<Item = (&'m ItemId, &'m Wording)> + Clone {
    let first = ItemId { deck: deck.id.clone(), card: String::new(), part: 0 };
    met.range(first..).take_while(|(id, _)| id.deck == deck.id)
}

/// Returns the old name of each card that went by a name derived from words it no longer has: the
/// one card that it can only have been.
fn renamed_cards(deck: &Deck, met: &BTreeMap<ItemId, Wording>) -> HashMap<String, String> {
    let here: HashSet<&str> = deck.cards.iter().map(|card| card.id.as_str()).collect();
    let own = met_in(deck, met);
    let mut gone: Vec<Side<'_>> = Vec::new();
    for (id, wording) in own.clone() {
        let first = gone.last().is_none_or(|last| last.id != id.card);
        if first && CardId::is_derived(&id.card) && !here.contains(id.card.as_str()) {
            gone.push(Side::new(&id.card, &wording.question, wording.key()));
        }
    }
    if gone.is_empty() {
        return HashMap::new();
    }
    let known: HashSet<&str> = own.map(|(id, _)| id.card.as_str()).collect();
    let strangers: Vec<Side<'_>> = deck
        .cards
        .iter()
        .filter(|card| !known.contains(card.id.as_str()))
        .filter_map(|card| {
            let item = items_of_card(deck, card)?;
            let is = Wording::of(&item);
            Some(Side::new(card.id.as_str(), &is.question, is.key()))
        })
        .collect();
    matched(&gone, &strangers)
}

fn items_of_card<'d>(deck: &'d Deck, card: &'d crate::deck::Card) -> Option<Item<'d>> {
    super::item::parts_of(card).into_iter().next().map(|part| Item { deck, card, part })
}

impl<'c> Side<'c> {
    fn new(id: &'c str, question: &str, answer: &str) -> Self {
        let folded = fold(question);
        let words: BTreeSet<String> = content_words(&folded).map(str::to_owned).collect();
        Self { id, words, answer: fold(answer) }
    }

    /// Returns whether few cards have this answer: not such as true, or 4.
    fn tells(&self) -> bool {
        self.answer.chars().count() > 2 && self.answer != "true" && self.answer != "false"
    }

    /// Returns how much of their words two sides share, 0 to 1.
    fn alike(&self, other: &Self) -> f64 {
        let shared = self.words.intersection(&other.words).count();
        let all = self.words.union(&other.words).count();
        #[expect(clippy::cast_precision_loss, reason = "questions have few words")]
        let share = shared as f64 / all.max(1) as f64;
        share
    }
}

/// Returns the pairs that can only be one card each, new name to old: first those with the same
/// answer, then those of the rest that ask nearly the same.
fn matched(gone: &[Side<'_>], strangers: &[Side<'_>]) -> HashMap<String, String> {
    let pairs = likely_pairs(gone, strangers);
    let mut found: Vec<(usize, usize)> = Vec::new();
    for same_answer in [true, false] {
        let taken: (HashSet<usize>, HashSet<usize>) = found.iter().copied().unzip();
        let open: Vec<(usize, usize)> = pairs
            .iter()
            .copied()
            .filter(|(old, new)| (gone[*old].answer == strangers[*new].answer) == same_answer)
            .filter(|(old, new)| !taken.0.contains(old) && !taken.1.contains(new))
            .collect();
        let (mut of_old, mut of_new) = (HashMap::new(), HashMap::new());
        for (old, new) in &open {
            *of_old.entry(*old).or_insert(0) += 1;
            *of_new.entry(*new).or_insert(0) += 1;
        }
        let only = |(old, new): &(usize, usize)| {
            of_old[old] == 1 && of_new[new] == 1 && gone[*old].alike(&strangers[*new]) >= ALIKE
        };
        found.extend(open.iter().copied().filter(only));
    }
    let names = found.into_iter();
    names.map(|(old, new)| (strangers[new].id.to_owned(), gone[old].id.to_owned())).collect()
}

/// Returns the pairs that may be one card each.
fn likely_pairs(gone: &[Side<'_>], strangers: &[Side<'_>]) -> Vec<(usize, usize)> {
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, stranger) in strangers.iter().enumerate() {
        for word in stranger.words.iter().chain(std::iter::once(&stranger.answer)) {
            by_word.entry(word).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for (old, side) in gone.iter().enumerate() {
        let words = side.words.iter().chain(std::iter::once(&side.answer));
        let near: BTreeSet<usize> = words
            .filter_map(|word| by_word.get(word.as_str()).filter(|at| at.len() <= COMMON))
            .flatten()
            .copied()
            .collect();
        let likely = |new: &usize| {
            let alike = side.alike(&strangers[*new]);
            // What holds the same right and shares a word may be the card; with a rival like
            // that it is not clear which.
            let same_answer = side.tells() && side.answer == strangers[*new].answer;
            if same_answer { alike > 0.0 } else { alike >= VERY_ALIKE }
        };
        pairs.extend(near.into_iter().filter(likely).map(|new| (old, new)));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::read_deck;

    fn deck(cards: &[(&str, &str)]) -> Deck {
        let card = |(question, answer): &(&str, &str)| {
            format!("[[card]]\nkind = \"text\"\nquestion = \"{question}\"\nanswer = \"{answer}\"\n")
        };
        let cards: String = cards.iter().map(card).collect();
        let text = format!("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n{cards}");
        read_deck(&text).deck.expect("a deck")
    }

    fn met(deck: &Deck) -> BTreeMap<ItemId, Wording> {
        items_of(deck).iter().map(|item| (item.id(), Wording::of(item))).collect()
    }

    const MONGOLIA: (&str, &str) = ("What is the capital of Mongolia?", "Ulaanbaatar");
    const PERU: (&str, &str) = ("What is the capital of Peru?", "Lima");

    #[test]
    fn a_card_without_an_id_is_recognised_in_other_words() {
        let old = deck(&[MONGOLIA, PERU]);
        let new = deck(&[PERU, ("Name the capital of Mongolia.", "Ulaanbaatar")]);
        let met = met(&old);
        let edits = edits(&new, &met);
        assert_eq!(edits.len(), 1);
        assert_eq!(edits[0].from, Some(items_of(&old)[0].id()));
        assert!(!edits[0].changes_answer());
    }

    #[test]
    fn a_card_that_could_have_been_two_is_left_alone() {
        let old = deck(&[MONGOLIA, ("What is the main city of Mongolia?", "Ulaanbaatar")]);
        let new = deck(&[("What is the first city of Mongolia?", "Ulaanbaatar")]);
        let edits = edits(&new, &met(&old));
        assert!(edits.iter().all(|edit| edit.from.is_none()), "{edits:?}");
        let replaced = deck(&[PERU]);
        assert!(super::edits(&replaced, &met(&deck(&[MONGOLIA]))).is_empty(), "another card");
        let other = deck(&[("Which gas do plants breathe in?", "Carbon dioxide")]);
        assert!(super::edits(&other, &met(&old)).is_empty());
    }

    #[test]
    fn an_answer_that_means_another_thing_is_told_from_a_slip() {
        let old = deck(&[("What is the capital of Mongolia?", "Ulanbaatar")]);
        let mended = deck(&[MONGOLIA]);
        let edits_of = |new: &Deck| -> Vec<bool> {
            edits(new, &met(&old)).iter().map(Edit::changes_answer).collect()
        };
        assert_eq!(edits_of(&mended), [false]);
        assert_eq!(edits_of(&deck(&[("What is the capital of Mongolia?", "Lima")])), [true]);
        assert!(edits_of(&old).is_empty());
    }
}
