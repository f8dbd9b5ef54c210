//! Two versions of a deck, card by card: what is wording only, what changes the answer.

use super::meaning::{right_answers, same_meaning};
use super::model::{Body, Card, CardId, Deck, Segment};
use crate::value::fold;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What became of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CardChange {
    /// It holds something else right.
    Answer,
    /// It is there no more.
    Gone,
    /// It is there no more, and another id asks the same: its progress does not follow.
    Renamed,
    /// It is new.
    New,
    /// It is studied now and was not, or the other way round.
    Status,
    /// It says the same otherwise.
    Wording,
    /// It reads as it did, and only what its teacher noted on it differs.
    Note,
}

impl CardChange {
    /// Returns the change as the outputs spell it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Gone => "gone",
            Self::Renamed => "renamed",
            Self::New => "new",
            Self::Status => "status",
            Self::Wording => "wording",
            Self::Note => "note",
        }
    }
}

/// A card that is not what it was.
#[derive(Debug, Clone)]
pub struct Difference<'d> {
    /// What became of it.
    pub change: CardChange,
    /// As it was; none when it is new.
    pub old: Option<&'d Card>,
    /// As it is; none when it is gone.
    pub new: Option<&'d Card>,
    /// What of it differs, by the words of the file.
    pub parts: Vec<&'static str>,
}

/// Returns the cards that differ, in the order of the new deck, those that are gone at the end.
/// `names` gives the old id of a card that was recognised under another.
#[must_use]
pub fn compare<'d>(
    old: &'d Deck,
    new: &'d Deck,
    names: &BTreeMap<String, String>,
) -> Vec<Difference<'d>> {
    let by_id: HashMap<&str, &Card> = old.cards.iter().map(|c| (c.id.as_str(), c)).collect();
    let mut kept = HashSet::new();
    let mut found = Vec::new();
    for card in &new.cards {
        let id = names.get(card.id.as_str()).map_or(card.id.as_str(), String::as_str);
        match by_id.get(id) {
            Some(was) => {
                kept.insert(id);
                found.extend(difference(was, card));
            }
            None => found.push(Difference {
                change: CardChange::New,
                old: None,
                new: Some(card),
                parts: Vec::new(),
            }),
        }
    }
    let gone: Vec<&Card> = old.cards.iter().filter(|c| !kept.contains(c.id.as_str())).collect();
    pair_renamed(&gone, &mut found);
    found
}

/// Adds the cards that are gone: to a new one that asks the same, or by themselves.
fn pair_renamed<'d>(gone: &[&'d Card], found: &mut Vec<Difference<'d>>) {
    let asks = |card: &Card| (fold(&card.body.prompt()), fold(&card.body.key()));
    let mut new: HashMap<(String, String), usize> = HashMap::new();
    for (at, one) in found.iter().enumerate() {
        if let (CardChange::New, Some(card)) = (one.change, one.new) {
            new.insert(asks(card), at);
        }
    }
    for card in gone {
        match new.remove(&asks(card)) {
            Some(at) => {
                found[at].change = CardChange::Renamed;
                found[at].old = Some(card);
                found[at].parts = vec!["id"];
            }
            None => found.push(Difference {
                change: CardChange::Gone,
                old: Some(card),
                new: None,
                parts: Vec::new(),
            }),
        }
    }
}

fn difference<'d>(old: &'d Card, new: &'d Card) -> Option<Difference<'d>> {
    let parts = differing_parts(old, new);
    let change = if !same_answers(&old.body, &new.body) {
        CardChange::Answer
    } else if old.status != new.status {
        CardChange::Status
    } else if parts.is_empty() {
        return None;
    } else if parts == ["note"] {
        CardChange::Note
    } else {
        CardChange::Wording
    };
    Some(Difference { change, old: Some(old), new: Some(new), parts })
}

/// Returns whether each item of two versions of a card holds the same right.
fn same_answers(old: &Body, new: &Body) -> bool {
    let (old_groups, new_groups) = (groups(old), groups(new));
    old_groups == new_groups
        && old_groups
            .into_iter()
            .all(|group| same_meaning(&right_answers(old, group), &right_answers(new, group)))
}

fn groups(body: &Body) -> Vec<u32> {
    let Body::Cloze { segments } = body else { return vec![1] };
    let mut groups: Vec<u32> = segments
        .iter()
        .filter_map(|segment| match segment {
            Segment::Gap(gap) => Some(gap.group),
            Segment::Words(_) => None,
        })
        .collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

fn differing_parts(old: &Card, new: &Card) -> Vec<&'static str> {
    let question = if matches!(new.body, Body::Cloze { .. }) { "text" } else { "question" };
    let named = |card: &Card| matches!(card.id, CardId::Written(_));
    let rest = |body: &Body| (body.wrong_options(), body.bare());
    let spelled = |body: &Body| right_answers(body, 1);
    let (old_rest, new_rest) = (rest(&old.body), rest(&new.body));
    let both: [(&'static str, bool); 14] = [
        ("id", named(old) != named(new)),
        ("kind", old.body.kind() != new.body.kind()),
        (question, old.body.prompt() != new.body.prompt()),
        ("answer", old.body.key() != new.body.key()),
        ("accept", old.body.key() == new.body.key() && spelled(&old.body) != spelled(&new.body)),
        ("distractors", old_rest.0 != new_rest.0),
        ("explanation", old.explanation != new.explanation),
        ("tags", old.tags != new.tags),
        ("reversed", old.reversed != new.reversed),
        ("status", old.status != new.status),
        ("ask", old.ask != new.ask),
        ("note", old.note != new.note),
        ("cites", old.cites != new.cites),
        ("fact", (&old.fact, &old.built) != (&new.fact, &new.built)),
    ];
    let mut parts: Vec<&'static str> =
        both.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect();
    if parts.is_empty() && old.body != new.body {
        // What no part above shows: hints and groups of gaps, a tolerance.
        parts.push(if question == "text" { "text" } else { "tolerance" });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::read_deck;

    fn deck(cards: &str) -> Deck {
        let text = format!("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n{cards}");
        let reading = read_deck(&text);
        assert_eq!(reading.diagnostics, [], "{text}");
        reading.deck.expect("a deck")
    }

    fn card(id: &str, question: &str, answer: &str) -> String {
        format!(
            "[[card]]\nid = \"{id}\"\nkind = \"text\"\nquestion = \"{question}\"\nanswer = \"{answer}\"\n"
        )
    }

    fn told(old: &str, new: &str) -> Vec<String> {
        let (old, new) = (deck(old), deck(new));
        let told = compare(&old, &new, &BTreeMap::new());
        told.iter()
            .map(|one| {
                let card = one.new.or(one.old).expect("one of them");
                format!("{} {} {}", one.change.name(), card.id, one.parts.join("+"))
            })
            .collect()
    }

    #[test]
    fn each_card_is_told_by_what_became_of_it() {
        let old = [
            card("a", "qa", "Nile"),
            card("b", "qb", "1992"),
            card("c", "qc", "x"),
            card("d", "qd", "y"),
        ];
        let new = [
            card("a", "qa, in other words", "the Nile"),
            card("b", "qb", "1993"),
            card("e", "qc", "x"),
            card("f", "qf", "z"),
        ];
        assert_eq!(
            told(&old.concat(), &new.concat()),
            ["wording a question+answer", "answer b answer", "renamed e id", "new f ", "gone d "]
        );
        assert!(told(&old.concat(), &old.concat()).is_empty());
    }

    #[test]
    fn a_note_alone_is_no_wording() {
        let old = card("a", "qa", "Nile");
        let noted = format!("{old}note = \"ask the class\"\n");
        assert_eq!(told(&old, &noted), ["note a note"]);
        assert_eq!(told(&noted, &old.replace("qa", "qb")), ["wording a question+note"]);
    }

    #[test]
    fn a_gap_more_or_less_is_another_answer_and_a_hint_is_wording() {
        let cloze =
            |text: &str| format!("[[card]]\nid = \"c\"\nkind = \"cloze\"\ntext = \"{text}\"\n");
        let old = cloze("{{Iron}} rusts.");
        assert_eq!(told(&old, &cloze("{{Iron}} {{rusts}}.")), ["answer c text+answer"]);
        assert_eq!(told(&old, &cloze("{{Iron::metal}} rusts.")), ["wording c text"]);
    }
}
