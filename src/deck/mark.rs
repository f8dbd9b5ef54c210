//! Notes that docent leaves on cards for the teacher, and how they are known again.

use super::built::fingerprint;
use super::model::Card;
use crate::value::fold;

/// What the note of a card of a new fact begins with.
const NEW: &str = "New since this deck was first built";
/// What the note of a card begins with whose fact now reads otherwise.
const CHANGED: &str = "The documents now say otherwise";
/// What the note of a card begins with whose fact the documents state no longer.
const UNSTATED: &str = "No longer stated";

/// What a note of ours says of its card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Its fact is new to the deck.
    New,
    /// Its fact reads otherwise than an older card has it.
    Changed,
    /// The documents state its fact no longer.
    Unstated,
}

/// Returns what the note of a card says, when docent wrote it.
pub(super) fn mark(card: &Card) -> Option<Mark> {
    let note = card.note.as_deref()?;
    [(NEW, Mark::New), (CHANGED, Mark::Changed), (UNSTATED, Mark::Unstated)]
        .into_iter()
        .find_map(|(beginning, mark)| note.starts_with(beginning).then_some(mark))
}

/// Returns the note of a card of a new fact.
pub(super) fn note_of_new() -> String {
    format!("{NEW}: make it active, mend it, or delete it.")
}

/// Returns the note of a card whose fact is stated no longer.
pub(super) fn note_of_unstated() -> String {
    format!(
        "{UNSTATED}: its sources were read again, and do not say this any more. Keep it, mend it, \
         or delete it."
    )
}

/// Returns the note that says what a card changes of the one that stands.
pub(super) fn note_of_change(standing: &Card, card: &Card) -> String {
    let (old, new) = (&standing.body, &card.body);
    let what = if fold(&old.prompt()) == fold(&new.prompt()) {
        format!("{} instead of {}", new.key(), old.key())
    } else if fold(&old.key()) == fold(&new.key()) {
        format!("the question was “{}”", old.prompt())
    } else {
        format!("the question was “{}” and the answer {}", old.prompt(), old.key())
    };
    format!("{CHANGED} than `{}` has it: {what}. `docent review` shows both.", standing.id)
}

/// Returns whether a card still says what docent built, as far as question and answer go.
pub(super) fn is_as_built(card: &Card) -> bool {
    card.built.as_deref() == Some(fingerprint(&card.body).as_str())
}
