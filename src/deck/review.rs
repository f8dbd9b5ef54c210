//! What waits for the teacher in a deck, and what each decision does to its text.

use super::built::{add_to_record, entry};
use super::edit::{Change, TableText, card_texts, changed};
use super::mark::{Mark, is_as_built, mark};
use super::model::{Card, Deck, Kind, Status};
use super::read::read_deck;

/// The keys that an accepted change brings, or takes away where it has them not.
const ASKING: [&str; 8] =
    ["kind", "question", "answer", "answers", "accept", "distractors", "unit", "text"];
/// The keys that an accepted change brings when it has them.
const TELLING: [&str; 3] = ["explanation", "cites", "built"];

/// A card that waits for the teacher.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Waiting<'d> {
    /// The card.
    pub card: &'d Card,
    /// What is to be decided.
    pub matter: Matter<'d>,
}

impl Waiting<'_> {
    /// Returns whether a person wrote the card: docent never built it, so what is rejected of it
    /// does not come back with the next build.
    #[must_use]
    pub fn is_by_hand(&self) -> bool {
        entry(self.card).is_none()
    }
}

/// What is to be decided about a card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Matter<'d> {
    /// Whether a draft is to be studied.
    Draft,
    /// Whether it is to take the place of a card whose fact now reads otherwise.
    Change {
        /// The card as it stands; it keeps its id, and with it the learners' progress.
        of: &'d Card,
        /// Whether the teacher has changed its question or answer since it was built.
        edited: bool,
    },
    /// Whether it is to stay though its sources state it no longer.
    Unstated,
}

impl Matter<'_> {
    /// Returns the matter in a word.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Change { .. } => "change",
            Self::Unstated => "unstated",
        }
    }
}

/// What the teacher decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// A draft is studied from now on; a change takes the place of what it changes; what is stated
    /// no longer stays, a draft if it was one.
    Accept,
    /// The card goes, and is not built again.
    Reject,
}

/// Why a decision cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReviewError {
    /// The deck has errors, or no such card waits in it.
    #[error("the card waits no longer, or the deck has errors")]
    NotWaiting,
    /// The card is written within brackets.
    #[error("the card is written within brackets, so docent cannot change it line by line")]
    Inline,
}

/// Returns the cards that wait for the teacher, in the order of the file.
#[must_use]
pub fn waiting(deck: &Deck) -> Vec<Waiting<'_>> {
    let one = |card| Some(Waiting { card, matter: matter(card, deck)? });
    deck.cards.iter().filter_map(one).collect()
}

fn matter<'d>(card: &'d Card, deck: &'d Deck) -> Option<Matter<'d>> {
    let changes = |of: &&Card| of.fact == card.fact && of.id != card.id;
    match (card.status, mark(card)) {
        (Status::Draft, Some(Mark::Changed)) => {
            let mut others = deck.cards.iter().filter(changes);
            let standing = others.clone().find(|of| of.status != Status::Draft);
            Some(match standing.or_else(|| others.next()) {
                Some(of) => Matter::Change { of, edited: !is_as_built(of) },
                None => Matter::Draft,
            })
        }
        (_, Some(Mark::Unstated)) => Some(Matter::Unstated),
        (Status::Draft, _) => Some(Matter::Draft),
        _ => None,
    }
}

/// Returns the deck's text after a decision on the card with this id; every other card, comment
/// and space stays as it is.
///
/// # Errors
/// When no such card waits, or it has no lines of its own.
pub fn decide(text: &str, id: &str, decision: Decision) -> Result<String, ReviewError> {
    let reading = read_deck(text);
    let sound = reading.errors() == 0;
    let deck = reading.deck.filter(|_| sound).ok_or(ReviewError::NotWaiting)?;
    let place = |id: &str| deck.cards.iter().position(|card| card.id.as_str() == id);
    let at = place(id).ok_or(ReviewError::NotWaiting)?;
    let (card, places) = (&deck.cards[at], card_texts(text));
    let matter = matter(card, &deck).ok_or(ReviewError::NotWaiting)?;
    let own = places.get(at).ok_or(ReviewError::NotWaiting)?;
    let changes = match (decision, matter) {
        (Decision::Reject, _) => own.removal(text).map(|removal| vec![removal]),
        (Decision::Accept, Matter::Draft) => accepted(card, own, text),
        (Decision::Accept, Matter::Unstated) => own.unset("note", text).map(|unset| vec![unset]),
        (Decision::Accept, Matter::Change { of, .. }) => {
            let of = place(of.id.as_str()).and_then(|place| places.get(place));
            of.and_then(|of| replaced(of, card, own, text))
        }
    };
    let mut new = changed(text, changes.ok_or(ReviewError::Inline)?);
    add_to_record(&mut new, entry(card));
    let still_sound = read_deck(&new).errors() == 0;
    if still_sound { Ok(new) } else { Err(ReviewError::Inline) }
}

/// The card is studied, and our note on it is done with.
fn accepted(card: &Card, place: &TableText, text: &str) -> Option<Vec<Change>> {
    let mut changes = Vec::new();
    if card.status == Status::Draft {
        let activate = || place.set_text("status", Status::Active.name(), text);
        changes.push(place.unset("status", text).or_else(activate)?);
    }
    if mark(card).is_some() {
        changes.push(place.unset("note", text)?);
    }
    Some(changes)
}

/// The card that stands asks as the draft does, which goes.
fn replaced(of: &TableText, card: &Card, own: &TableText, text: &str) -> Option<Vec<Change>> {
    let mut changes = vec![own.removal(text)?];
    for key in ASKING.into_iter().chain(TELLING) {
        match own.value(key, text) {
            Some(value) => changes.push(of.set(key, value, text)?),
            None if ASKING.contains(&key) && of.has(key) => changes.push(of.unset(key, text)?),
            None => {}
        }
    }
    if card.body.kind() != Kind::Number && of.has("tolerance") {
        changes.push(of.unset("tolerance", text)?);
    }
    Some(changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DECK: &str = "# mine\nformat = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n\n\
        # the canal\n[[card]] # 1\nid = \"a\" # keep\nkind = \"year\"\nquestion = \"When?\"\n\
        answer = 1914 # checked\naccept = [\"14\"]\ntags = [\"x\"]\nfact = \"f\"\nbuilt = \"00\"\n\n\
        [[card]]\nid = \"b\"\nkind = \"truth\"\nquestion = \"q\"\nanswer = true\nstatus = \"draft\"\n\
        note = \"New since this deck was first built: x\"\nfact = \"g\"\nbuilt = \"01\"\n\n\
        # between\n[[card]]\nid = \"a-2\"\nkind = \"date\"\nquestion = \"On which day?\"\n\
        answer = 1914-08-15\nstatus = \"draft\"\nnote = \"The documents now say otherwise than\"\n\
        fact = \"f\"\nbuilt = \"02\"\n\n\
        [[card]]\nid = \"c\"\nkind = \"truth\"\nquestion = \"q2\"\nanswer = true\n\
        note = \"No longer stated: x\"\nfact = \"h\"\nbuilt = \"03\"\n";

    fn decided(id: &str, decision: Decision) -> String {
        decide(DECK, id, decision).expect("decided")
    }

    /// Returns the text without the record at its end.
    fn cards(text: &str) -> &str {
        text.split("\n# What docent built").next().expect("a first part")
    }

    #[test]
    fn what_waits_is_found_with_its_matter() {
        let deck = read_deck(DECK).deck.expect("a deck");
        let found: Vec<(&str, &str)> =
            waiting(&deck).iter().map(|w| (w.card.id.as_str(), w.matter.name())).collect();
        assert_eq!(found, [("b", "draft"), ("a-2", "change"), ("c", "unstated")]);
    }

    #[test]
    fn an_accepted_draft_loses_its_status_and_our_note_alone() {
        let note = "status = \"draft\"\nnote = \"New since this deck was first built: x\"\n";
        assert_eq!(cards(&decided("b", Decision::Accept)), DECK.replace(note, ""));
    }

    #[test]
    fn what_is_stated_no_longer_stays_what_it_was() {
        let note = "note = \"No longer stated: x\"\n";
        assert_eq!(cards(&decided("c", Decision::Accept)), DECK.replace(note, ""));
        let draft = DECK.replace(note, &format!("status = \"draft\"\n{note}"));
        let kept = decide(&draft, "c", Decision::Accept).expect("decided");
        assert_eq!(cards(&kept), draft.replace(note, ""));
    }

    #[test]
    fn a_rejected_card_goes_and_is_remembered() {
        let text = decided("b", Decision::Reject);
        assert!(!text.contains("id = \"b\"") && text.contains("# between"), "{text}");
        assert!(text.ends_with("#:built g=01\n"), "{text}");
    }

    #[test]
    fn what_a_person_wrote_leaves_no_record() {
        let by_hand = DECK.replace("fact = \"g\"\nbuilt = \"01\"\n", "");
        let deck = read_deck(&by_hand).deck.expect("a deck");
        let found: Vec<bool> = waiting(&deck).iter().map(Waiting::is_by_hand).collect();
        assert_eq!(found, [true, false, false]);
        let text = decide(&by_hand, "b", Decision::Reject).expect("decided");
        assert!(!text.contains("id = \"b\"") && !text.contains("#:built"), "{text}");
    }

    #[test]
    fn an_accepted_change_takes_the_place_and_keeps_id_and_comments() {
        let text = decided("a-2", Decision::Accept);
        let card = "# the canal\n[[card]] # 1\nid = \"a\" # keep\nkind = \"date\"\n\
            question = \"On which day?\"\nanswer = 1914-08-15 # checked\ntags = [\"x\"]\n\
            fact = \"f\"\nbuilt = \"02\"\n";
        assert!(text.contains(card), "{text}");
        assert!(
            !text.contains("a-2") && text.contains("# between\n[[card]]\nid = \"c\""),
            "{text}"
        );
    }

    #[test]
    fn what_does_not_wait_is_not_decided() {
        for id in ["a", "nobody"] {
            assert_eq!(decide(DECK, id, Decision::Reject), Err(ReviewError::NotWaiting));
        }
        let inline = "format = 1\ndeck = { id = \"d\", title = \"D\" }\n\
            card = [{ id = \"a\", kind = \"truth\", question = \"q\", answer = true, \
            status = \"draft\" }]\n";
        assert_eq!(decide(inline, "a", Decision::Reject), Err(ReviewError::Inline));
        assert!(decide(inline, "a", Decision::Accept).is_ok_and(|text| text.contains("active")));
    }
}
