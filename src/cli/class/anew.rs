//! Answers judged by the teacher's decks as they are now: a key that was mended, or a spelling that
//! was accepted since, counts for everybody.

use super::learners::Handed;
use crate::cli::library::count;
use crate::deck::Deck;
use crate::memory::{Model, Moment};
use crate::study::{Event, EventKind, IdSource, Regrade, StudySettings, effective, regrades};

/// Judges the answers of all learners again, as `docent regrade` does in a journal, and says how
/// many are judged otherwise.
pub fn judge_anew(handed: &mut [Handed], decks: &[&Deck], now: Moment, notes: &mut Vec<String>) {
    let mut otherwise = 0;
    for learner in handed {
        let (changes, changed) = changes(&learner.events, decks);
        otherwise += changed;
        if !changes.is_empty() {
            let last = learner.events.iter().map(|event| event.id).max();
            let id = IdSource::new([0; 32], last).next(now);
            let kind = EventKind::Regraded { changes };
            learner.events.push(Event { id, at: now, item: None, kind });
        }
    }
    if otherwise > 0 {
        let answers = count(otherwise, "answer");
        notes.push(format!(
            "{answers} judged otherwise than at the time, by your deck as it is now"
        ));
    }
}

/// Returns what the reviews of a learner come to by these decks, and how many verdicts change.
fn changes(events: &[Event], decks: &[&Deck]) -> (Vec<Regrade>, usize) {
    let history = effective(events, &Model::default());
    let mut otherwise = 0;
    let mut changes = Vec::new();
    for deck in decks {
        let settings = StudySettings::of(&deck.study);
        for (change, review) in regrades(deck, &history, events, &settings) {
            otherwise += usize::from(change.verdict != review.verdict);
            changes.push(change);
        }
    }
    (changes, otherwise)
}
