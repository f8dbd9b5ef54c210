//! The gaps of one sentence become one card: a teacher reads the sentence once, and a learner is
//! asked for each gap by itself.

use super::{Candidate, Drafted, Outcome};
use crate::deck::{Body, fingerprint, read_cloze};
use crate::facts::GAP;
use std::collections::BTreeMap;
use std::ops::Range;

/// A sentence with more gaps than this is more gap than sentence.
const MOST_GAPS: usize = 5;

/// What every further gap adds to a card.
const WORTH_OF_A_GAP: u8 = 8;

/// Returns whether a candidate is a sentence with a gap.
pub(super) fn is_gap(candidate: &Candidate) -> bool {
    candidate.pattern == "gap"
}

/// Joins the gaps of each sentence, the worthiest few, into its worthiest.
pub(super) fn join(drafted: &mut [Drafted]) {
    // A sentence with its brackets is another card than without, and what is studied as it comes
    // takes no drafts in.
    let mut sentences: BTreeMap<((usize, usize), bool, String), Vec<usize>> = BTreeMap::new();
    for (index, one) in drafted.iter().enumerate() {
        if let Some(place) = one.place
            && is_gap(&one.candidate)
            && one.candidate.outcome != Outcome::Dropped
        {
            let active = one.candidate.outcome == Outcome::Kept;
            sentences.entry((place, active, whole(&one.candidate))).or_default().push(index);
        }
    }
    for mut gaps in sentences.into_values() {
        gaps.sort_by_key(|i| std::cmp::Reverse(drafted[*i].candidate.score));
        join_one(drafted, &gaps);
    }
}

fn join_one(drafted: &mut [Drafted], gaps: &[usize]) {
    let Some((first, others)) = gaps.split_first() else { return };
    let sentence = whole(&drafted[*first].candidate);
    let mut places = vec![place(&drafted[*first].candidate)];
    let mut answers = vec![drafted[*first].candidate.answer.clone()];
    for other in others {
        let candidate = &mut drafted[*other].candidate;
        let own = place(candidate);
        let apart = places.iter().all(|p| own.end <= p.start || own.start >= p.end);
        if apart && places.len() < MOST_GAPS && whole(candidate) == sentence {
            places.push(own);
            answers.push(candidate.answer.clone());
            candidate.reason = "joined to another gap of the sentence".into();
        } else {
            candidate.reason = "the sentence has gaps enough".into();
        }
        candidate.outcome = Outcome::Dropped;
    }
    places.sort_by_key(|p| p.start);
    let text = with_gaps(&sentence, &places);
    let one = &mut drafted[*first];
    let more = u8::try_from(places.len() - 1).unwrap_or(0);
    one.candidate.score += WORTH_OF_A_GAP * more;
    if let (Ok(segments), Some(card)) = (read_cloze(&text), &mut one.card) {
        card.body = Body::Cloze { segments };
        card.built = Some(fingerprint(&card.body));
        one.candidate.question = card.body.prompt();
        one.candidate.answer = answers.join("; ");
    }
}

/// Returns the sentence without a gap.
fn whole(candidate: &Candidate) -> String {
    candidate.question.replacen(GAP, &candidate.answer, 1)
}

/// Returns where the gap's words stand in the whole sentence.
fn place(candidate: &Candidate) -> Range<usize> {
    let start = candidate.question.find(GAP).unwrap_or(0);
    start..start + candidate.answer.len()
}

fn with_gaps(sentence: &str, places: &[Range<usize>]) -> String {
    let mut text = String::new();
    let mut from = 0;
    for place in places {
        text.push_str(&sentence[from..place.start]);
        text.push_str("{{");
        text.push_str(&sentence[place.clone()]);
        text.push_str("}}");
        from = place.end;
    }
    text.push_str(&sentence[from..]);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_stand_where_their_words_stood() {
        let sentence = "In 1889 Dunant lost 40 friends.";
        assert_eq!(with_gaps(sentence, &[3..7, 20..22]), "In {{1889}} Dunant lost {{40}} friends.");
    }
}
