//! Who, whom, what and where: the subject and the complements of a clause as a whole.

use super::answer::Answer;
use super::wh::after_preposition;
use super::{Asked, Clause, upper_first};
use crate::facts::fact::Value;
use crate::facts::syntax::predicate::{Complement, ComplementRole};

pub(super) fn asked(clause: &Clause<'_>) -> Vec<Asked> {
    let mut all: Vec<Asked> = subject(clause).into_iter().collect();
    let complements = clause.predicate.complements.iter().enumerate();
    all.extend(complements.filter_map(|(place, c)| complement(clause, place, c)));
    all
}

fn subject(clause: &Clause<'_>) -> Option<Asked> {
    let predicate = clause.predicate;
    let answer = clause.answer(predicate.subject, &predicate.subject_words)?;
    // "What is a port?" asks for any; "what is the largest port?" for one.
    let any = predicate.copula
        && predicate.complements.first().is_some_and(|c| {
            let first = c.words.first().copied().unwrap_or(c.head);
            matches!(clause.scene.tree.lower(first).as_str(), "a" | "an") || clause.scene.tree.tag(c.head).starts_with("JJ")
        });
    let doubt = if any { 30 } else { 8 };
    Some(Asked::subject(upper_first(&answer.wh.asks), answer.value).doubted(doubt + answer.doubt))
}

fn complement(clause: &Clause<'_>, place: usize, complement: &Complement) -> Option<Asked> {
    let tree = &clause.scene.tree;
    match complement.role {
        ComplementRole::Object | ComplementRole::Indirect => {
            let Answer { wh, value, doubt } = clause.answer(complement.head, &complement.words)?;
            let asks = if wh.asks == "who" { "whom".to_owned() } else { wh.asks };
            Some(Asked::complement(upper_first(&asks), place, value).doubted(doubt + 4))
        }
        ComplementRole::Attribute => {
            let Answer { wh, value, doubt } = clause.answer(complement.head, &complement.words)?;
            let said_of_it = matches!(value, Value::Text(_));
            let indefinite = complement.words.first().is_some_and(|w| matches!(tree.lower(*w).as_str(), "a" | "an"));
            let doubt = doubt + if said_of_it && indefinite { 25 } else { 6 };
            Some(Asked::complement(upper_first(&wh.asks), place, value).doubted(doubt))
        }
        ComplementRole::Prepositional(preposition) => {
            let words: Vec<usize> = complement.words.iter().copied().filter(|w| *w > preposition).collect();
            let Answer { wh, value, doubt } = clause.answer(complement.head, &words)?;
            let preposition = tree.lower(preposition);
            if matches!(preposition.as_str(), "like" | "than" | "despite" | "according" | "because" | "due" | "of") {
                return None;
            }
            if preposition == "as" {
                return Some(Asked::complement(upper_first(&wh.asks), place, value).leaving("as".into()).doubted(doubt + 10));
            }
            let asks = upper_first(&after_preposition(&preposition, &wh));
            Some(Asked::complement(asks, place, value).doubted(doubt + 4))
        }
        ComplementRole::Agent(preposition) => {
            let words: Vec<usize> = complement.words.iter().copied().filter(|w| *w > preposition).collect();
            let Answer { wh, value, doubt } = clause.answer(complement.head, &words)?;
            agent(clause, place, &wh.asks, value).map(|a| a.doubted(doubt))
        }
        ComplementRole::Adverb | ComplementRole::Clause => None,
    }
}

/// "was founded by Dunant" asks "Who founded …?"; in any other tense "By whom has it been …?".
fn agent(clause: &Clause<'_>, place: usize, wh: &str, value: Value) -> Option<Asked> {
    let operator = clause.predicate.spoken.operator.as_str();
    let simple = matches!(operator, "was" | "were") && !clause.predicate.spoken.inner.starts_with("being");
    if simple && clause.predicate.passive {
        let asked = Asked::subject(upper_first(wh), value);
        return Some(Asked { active: true, without: Some(place), ..asked });
    }
    let whom = if wh == "who" { "whom" } else { wh };
    Some(Asked::complement(format!("By {whom}"), place, value))
}
