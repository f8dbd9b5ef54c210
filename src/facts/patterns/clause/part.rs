//! Who, whom, what and where: the subject and the complements of a clause as a whole.

use super::answer::Answer;
use super::wh::after_preposition;
use super::{Asked, Clause, upper_first};
use crate::facts::fact::{NameKind, Value};
use crate::facts::syntax::predicate::{Complement, ComplementRole};
use crate::language::model::EntityKind;

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
            matches!(clause.scene.tree.lower(first), "a" | "an")
                || clause.scene.tree.tag(c.head).starts_with("JJ")
        });
    let doubt = if any { 30 } else { 8 };
    Some(Asked::subject(upper_first(&answer.wh.asks), answer.value).doubted(doubt + answer.doubt))
}

fn complement(clause: &Clause<'_>, place: usize, complement: &Complement) -> Option<Asked> {
    match complement.role {
        ComplementRole::Object | ComplementRole::Indirect => object(clause, place, complement),
        ComplementRole::Attribute => attribute(clause, place, complement),
        ComplementRole::Prepositional(preposition) => {
            behind_preposition(clause, place, complement, preposition)
        }
        ComplementRole::Agent(_) if is_margin(clause, complement) => None,
        ComplementRole::Agent(preposition) => {
            let words = words_behind(complement, preposition);
            let Answer { wh, value, doubt } = clause.answer(complement.head, &words)?;
            Some(agent(clause, place, &wh.asks, value).doubted(doubt))
        }
        ComplementRole::Adverb | ComplementRole::Clause => None,
    }
}

/// "was carried by 22 votes to 7": nobody did it but by how much.
fn is_margin(clause: &Clause<'_>, complement: &Complement) -> bool {
    let head = clause.scene.tree.lemma(complement.head);
    matches!(head, "goal" | "majority" | "margin" | "percent" | "point" | "vote")
}

fn object(clause: &Clause<'_>, place: usize, complement: &Complement) -> Option<Asked> {
    let Answer { wh, value, doubt } = clause.answer(complement.head, &complement.words)?;
    let asks = match wh.asks.as_str() {
        // Who is published is a book that has a person's name.
        "who" if makes_works(clause) => "what".to_owned(),
        "who" => "whom".to_owned(),
        _ => wh.asks,
    };
    Some(Asked::complement(upper_first(&asks), place, value).doubted(doubt + 4))
}

fn attribute(clause: &Clause<'_>, place: usize, complement: &Complement) -> Option<Asked> {
    let tree = &clause.scene.tree;
    let people = clause.scene.mention_at(complement.head);
    if people.is_some_and(|m| m.kind == EntityKind::Norp) {
        return None;
    }
    let Answer { value, doubt, .. } = clause.answer(complement.head, &complement.words)?;
    if matches!(value, Value::List(..)) {
        return None;
    }
    let said_of_it = matches!(value, Value::Text(_));
    let first = complement.words.first();
    let indefinite = first.is_some_and(|w| matches!(tree.lower(*w), "a" | "an"));
    let doubt = doubt + if said_of_it && indefinite { 25 } else { 6 };
    let person = matches!(value, Value::Name(NameKind::Person, _));
    let asks = if person { "who" } else { "what" };
    Some(Asked::complement(upper_first(asks), place, value).doubted(doubt))
}

fn behind_preposition(
    clause: &Clause<'_>,
    place: usize,
    complement: &Complement,
    preposition: usize,
) -> Option<Asked> {
    const NEVER_ASKED: [&str; 9] =
        ["like", "than", "until", "till", "despite", "according", "because", "due", "of"];
    const PLAIN: [&str; 19] = [
        "in", "on", "at", "from", "to", "with", "for", "by", "under", "against", "into", "through",
        "after", "over", "across", "along", "near", "during", "about",
    ];
    const AROUND: [&str; 8] = ["in", "on", "at", "into", "through", "during", "within", "across"];
    let words = words_behind(complement, preposition);
    let Answer { wh, value, doubt } = clause.answer(complement.head, &words)?;
    let preposition = clause.scene.tree.lower(preposition);
    let around_a_person = wh.asks == "who" && AROUND.contains(&preposition);
    if NEVER_ASKED.contains(&preposition) || around_a_person {
        return None;
    }
    let rare = wh.asks == "what" && !PLAIN.contains(&preposition);
    let doubt = if rare { doubt + 20 } else { doubt };
    if preposition == "as" {
        return Some(
            Asked::complement(upper_first(&wh.asks), place, value)
                .leaving("as".into())
                .doubted(doubt + 10),
        );
    }
    let asks = upper_first(&after_preposition(preposition, &wh));
    // "Where was she born in the Netherlands?"
    let mut others = clause.predicate.complements.iter().enumerate().filter(|(i, _)| *i != place);
    let elsewhere = others.any(|(_, other)| is_place(clause, other));
    let doubt = doubt + if elsewhere && is_place(clause, complement) { 24 } else { 4 };
    let attribute = |c: &Complement| c.role == ComplementRole::Attribute;
    let beside = clause.predicate.copula && clause.predicate.complements.iter().any(attribute);
    let doubt = if beside { doubt + 26 } else { doubt };
    Some(Asked::complement(asks, place, value).doubted(doubt))
}

/// Returns the words of a complement without its preposition.
fn words_behind(complement: &Complement, preposition: usize) -> Vec<usize> {
    complement.words.iter().copied().filter(|w| *w > preposition).collect()
}

fn makes_works(clause: &Clause<'_>) -> bool {
    let verb = clause.scene.tree.lemma(clause.predicate.verb);
    matches!(
        verb,
        "publish" | "write" | "compose" | "record" | "release" | "produce" | "direct" | "paint"
    )
}

fn is_place(clause: &Clause<'_>, complement: &Complement) -> bool {
    let ComplementRole::Prepositional(preposition) = complement.role else { return false };
    let place = matches!(clause.scene.tree.lower(preposition), "in" | "at" | "near" | "to");
    let kind = clause.scene.mention_at(complement.head).map(|m| m.kind);
    place && matches!(kind, Some(EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac))
}

/// "was founded by Dunant" asks "Who founded …?"; in any other tense "By whom has it been …?".
fn agent(clause: &Clause<'_>, place: usize, wh: &str, value: Value) -> Asked {
    let operator = clause.predicate.spoken.operator.as_str();
    let chained = clause.predicate.spoken.inner.contains(" to ");
    let simple = !chained
        && matches!(operator, "was" | "were")
        && !clause.predicate.spoken.inner.starts_with("being");
    if simple && clause.predicate.passive {
        let asked = Asked::subject(upper_first(wh), value);
        return Asked { active: true, without: Some(place), ..asked };
    }
    let whom = if wh == "who" { "whom" } else { wh };
    Asked::complement(format!("By {whom}"), place, value)
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn subjects_and_complements_are_asked_for() {
        for (text, asks) in [
            ("Henry Dunant married Jane Smith.", "Whom | Henry Dunant | marry |  => Jane Smith"),
            ("Henry Dunant died in Heiden.", "Where | Henry Dunant | die |  => Heiden"),
            (
                "The castle was known as Bellevue in Geneva.",
                "What | the castle | know | as in Geneva => Bellevue",
            ),
            (
                "The bridge was designed by Jane Smith in 1901.",
                "Who |  | design | the bridge in 1901 => Jane Smith",
            ),
        ] {
            let found = found(text);
            assert!(found.contains(&asks.to_owned()), "{text}: {found:?}");
        }
    }

    #[test]
    fn what_has_no_short_answer_is_not_asked_for() {
        let found = found("Henry Dunant worked because of it.");
        assert!(!found.iter().any(|f| f.starts_with("Because")), "{found:?}");
    }
}
