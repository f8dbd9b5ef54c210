//! Whose hand-ins are whose: several of one learner are one, and two learners of one name are two.

use super::files::Arrived;
use crate::cli::error::CommandError;
use crate::cli::library::count;
use crate::deck::Deck;
use crate::study::{Event, EventId, EventKind};
use crate::value::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What a learner has handed in, all together.
pub struct Handed {
    /// What they call themselves, with a number where two call themselves so.
    pub name: String,
    /// The files, the newest hand-in last.
    pub files: Vec<PathBuf>,
    /// The union of what they did.
    pub events: Vec<Event>,
}

/// One learner's hand-ins while they are brought together.
struct Pile {
    name: String,
    devices: BTreeSet<String>,
    decks: BTreeSet<String>,
    files: Vec<PathBuf>,
    events: BTreeMap<EventId, Event>,
}

/// Brings the hand-ins of each learner together. Two are of one learner when they have one name and
/// a device in common; two of one name that share none are of two learners.
///
/// # Errors
/// When no hand-in is about a deck of the teacher's.
pub fn bring_together(
    mut arrived: Vec<Arrived>,
    decks: &[&Deck],
    notes: &mut Vec<String>,
) -> Result<Vec<Handed>, CommandError> {
    arrived.sort_by_key(|arrived| arrived.hand_in.made);
    let mut piles: Vec<Pile> = Vec::new();
    for Arrived { path, hand_in } in arrived {
        let own = Pile {
            name: hand_in.name,
            devices: hand_in.devices,
            decks: hand_in.decks,
            files: vec![path],
            events: hand_in.events,
        };
        add(own, &mut piles, notes);
    }
    say_shared(&piles, notes);
    unknown_decks(&piles, decks, notes)?;
    Ok(named(piles, notes))
}

/// Puts a hand-in on the pile of its learner; piles that it shows to be one's become one.
fn add(mut own: Pile, piles: &mut Vec<Pile>, notes: &mut Vec<String>) {
    let is_same = |pile: &Pile| {
        fold(&pile.name) == fold(&own.name) && !pile.devices.is_disjoint(&own.devices)
    };
    let at = piles.iter().position(is_same);
    let same: Vec<Pile> = piles.extract_if(.., |pile| is_same(pile)).collect();
    for earlier in same.into_iter().rev() {
        if own.events.keys().all(|id| earlier.events.contains_key(id)) {
            let files: Vec<String> = earlier.files.iter().map(|file| shown(file)).collect();
            notes.push(format!(
                "{} adds nothing to {}: the same answers count once",
                own.files.iter().map(|file| shown(file)).collect::<Vec<_>>().join(", "),
                files.join(", ")
            ));
        }
        own.devices.extend(earlier.devices);
        own.decks.extend(earlier.decks);
        own.files.splice(0..0, earlier.files);
        own.events.extend(earlier.events);
    }
    piles.insert(at.unwrap_or(piles.len()).min(piles.len()), own);
}

fn shown(path: &std::path::Path) -> String {
    format!("`{}`", path.display())
}

/// Says where two names come from one journal: one learner with two names, or two who share it.
fn say_shared(piles: &[Pile], notes: &mut Vec<String>) {
    for (at, one) in piles.iter().enumerate() {
        for other in &piles[at + 1..] {
            let answered = |event: &Event| matches!(event.kind, EventKind::Reviewed(_));
            let shared = one
                .events
                .iter()
                .filter(|(id, event)| answered(event) && other.events.contains_key(id))
                .count();
            if shared > 0 && !one.devices.is_disjoint(&other.devices) {
                notes.push(format!(
                    "{} and {} hand in from one journal: {} in both, counted for both",
                    one.name,
                    other.name,
                    count(shared, "answer")
                ));
            }
        }
    }
}

/// Says which decks of the hand-ins the teacher does not have.
fn unknown_decks(
    piles: &[Pile],
    decks: &[&Deck],
    notes: &mut Vec<String>,
) -> Result<(), CommandError> {
    let handed: BTreeSet<&String> = piles.iter().flat_map(|pile| &pile.decks).collect();
    let own: BTreeSet<&String> = decks.iter().map(|deck| &deck.id).collect();
    let unknown: Vec<String> = handed.difference(&own).map(|deck| format!("`{deck}`")).collect();
    if !handed.is_empty() && handed.is_disjoint(&own) {
        return Err(CommandError::new(format!(
            "the hand-ins are about {}, which you do not have",
            unknown.join(", ")
        ))
        .hint("name the deck they learnt from: `--deck DECK.toml`"));
    }
    if !unknown.is_empty() {
        notes.push(format!(
            "left out are the answers to {}, which you do not have; `--deck DECK.toml` takes one in",
            unknown.join(", ")
        ));
    }
    Ok(())
}

/// Leaves out the decks that nobody has answered a card of, and says which: a class learns some of the
/// decks in a folder. Where nobody has answered anything all stay.
pub fn leave_out_unanswered(decks: &mut Vec<&Deck>, handed: &[Handed], notes: &mut Vec<String>) {
    let answers = handed.iter().flat_map(|learner| &learner.events);
    let answered: BTreeSet<&str> = answers
        .filter(|event| matches!(event.kind, EventKind::Reviewed(_)))
        .filter_map(|event| event.item.as_ref().map(|item| item.deck.as_str()))
        .collect();
    let is_answered = |deck: &&Deck| answered.contains(deck.id.as_str());
    let unanswered: Vec<String> =
        decks.iter().filter(|d| !is_answered(d)).map(|d| format!("`{}`", d.id)).collect();
    if unanswered.is_empty() || unanswered.len() == decks.len() {
        return;
    }
    decks.retain(is_answered);
    notes.push(format!(
        "not counted, because no hand-in has an answer to it: {}; `--deck DECK.toml` counts one all \
         the same",
        unanswered.join(", ")
    ));
}

/// Numbers the learners who have one name, and puts all in order of their names.
fn named(piles: Vec<Pile>, notes: &mut Vec<String>) -> Vec<Handed> {
    let mut by_name: BTreeMap<String, Vec<Pile>> = BTreeMap::new();
    for pile in piles {
        by_name.entry(fold(&pile.name)).or_default().push(pile);
    }
    let mut learners = Vec::new();
    for mut same in by_name.into_values() {
        // By files, so that a learner keeps the number while hand-ins come and go elsewhere.
        same.sort_by(|a, b| a.files.cmp(&b.files));
        let several = same.len() > 1;
        if several {
            notes.push(format!(
                "{} learners call themselves {}; from different devices, so they are told apart: {}",
                same.len(),
                same[0].name,
                same.iter()
                    .enumerate()
                    .map(|(at, pile)| format!("({}) {}", at + 1, shown(&pile.files[0])))
                    .collect::<Vec<_>>()
                    .join(", ")
            ));
        }
        for (at, pile) in same.into_iter().enumerate() {
            let number = if several { format!(" ({})", at + 1) } else { String::new() };
            let name = format!("{}{number}", pile.name);
            let events = pile.events.into_values().collect();
            learners.push(Handed { name, files: pile.files, events });
        }
    }
    learners
}
