//! Names inside a phrase: "the president of **Peru**", "**Darwin**'s theory".

use super::{Asked, Clause, upper_first};
use crate::facts::fact::Value;
use crate::facts::syntax::predicate::{Complement, ComplementRole};
use crate::facts::syntax::scene::Mention;
use crate::language::model::EntityKind;

pub(super) fn asked(clause: &Clause<'_>) -> Vec<Asked> {
    let predicate = clause.predicate;
    let mut all = Vec::new();
    for mention in &clause.scene.mentions {
        let Some(head) = head(clause, mention).filter(|_| mention.kind != EntityKind::Norp) else {
            continue;
        };
        if predicate.subject_words.contains(&head) && head != predicate.subject {
            all.extend(in_subject(clause, mention, head));
            continue;
        }
        for (place, complement) in predicate.complements.iter().enumerate() {
            if complement.words.contains(&head) && head != complement.head {
                all.extend(owner(clause, mention, head, place, complement));
                all.extend(stranded(clause, mention, head, place, complement));
            }
        }
    }
    all
}

/// Returns the word of a name that hangs on a word outside of it.
fn head(clause: &Clause<'_>, mention: &Mention) -> Option<usize> {
    let tree = &clause.scene.tree;
    mention.words.clone().find(|w| !mention.words.contains(&tree.head(*w)))
}

fn value(clause: &Clause<'_>, mention: &Mention) -> (String, Value) {
    let wh = clause.wh_of_name(mention);
    let text = clause.name_text(mention, wh.kind);
    (wh.asks, Value::Name(wh.kind, text))
}

/// "The president of which country signed …?", "Whose theory was published …?"
fn in_subject(clause: &Clause<'_>, mention: &Mention, head: usize) -> Option<Asked> {
    let tree = &clause.scene.tree;
    let predicate = clause.predicate;
    let (wh, value) = value(clause, mention);
    // "Which country's Richie McCaw" tells it.
    let is_owner = tree.label(head) == "poss"
        && tree.head(head) == predicate.subject
        && clause.scene.mention_at(predicate.subject).is_none();
    let last = predicate.subject_words.last().copied() == Some(head);
    let of = tree.label(head) == "pobj"
        && last
        && tree.children(head).iter().all(|c| mention.words.contains(c) || *c < head);
    if is_owner {
        let rest: Vec<usize> =
            predicate.subject_words.iter().copied().filter(|w| !tree.is_under(*w, head)).collect();
        let asks = format!("{} {}", whose(&wh), clause.scene.text(&rest));
        return Some(Asked::subject(upper_first(&asks), value).doubted(14));
    }
    if of {
        let before: Vec<usize> =
            predicate.subject_words.iter().copied().filter(|w| !tree.is_under(*w, head)).collect();
        let wh = if wh == "who" { "whom" } else { &wh };
        let asks = format!("{} {wh}", clause.phrase(&before));
        return Some(Asked::subject(upper_first(&asks), value).doubted(22));
    }
    None
}

/// "Whose theory did Huxley defend?"
fn owner(
    clause: &Clause<'_>,
    mention: &Mention,
    head: usize,
    place: usize,
    complement: &Complement,
) -> Option<Asked> {
    let tree = &clause.scene.tree;
    let owns = tree.label(head) == "poss" && tree.head(head) == complement.head;
    let (wh, value) = value(clause, mention);
    let rest: Vec<usize> =
        complement.words.iter().copied().filter(|w| !tree.is_under(*w, head)).collect();
    let asks = match complement.role {
        ComplementRole::Object => format!("{} {}", whose(&wh), clause.scene.text(&rest)),
        ComplementRole::Prepositional(p) => {
            let behind: Vec<usize> = rest.iter().copied().filter(|w| *w > p).collect();
            format!("{} {} {}", tree.lower(p), whose(&wh), clause.scene.text(&behind))
        }
        _ => return None,
    };
    owns.then(|| Asked::complement(upper_first(&asks), place, value).doubted(16))
}

/// "Which country was Bolívar president of?"
fn stranded(
    clause: &Clause<'_>,
    mention: &Mention,
    head: usize,
    place: usize,
    complement: &Complement,
) -> Option<Asked> {
    let tree = &clause.scene.tree;
    let preposition = tree.head(head);
    let last = complement.words.last().copied()?;
    let ends = tree.label(head) == "pobj"
        && tree.label(preposition) == "prep"
        && tree.is_under(last, head)
        && tree.conjuncts(head).len() == 1;
    if !ends || complement.role == ComplementRole::Clause {
        return None;
    }
    let before: Vec<usize> =
        complement.words.iter().copied().filter(|w| *w < preposition).collect();
    let (wh, value) = value(clause, mention);
    // "What was the train on its way to the works at?": who knows the answer would not ask so.
    if wh == "what" {
        return None;
    }
    let left = format!("{} {}", clause.phrase(&before), tree.lower(preposition));
    // "Which city was he born in on a farm near?"
    let followed = clause.predicate.complements.iter().skip(place + 1).any(|c| !c.fronted);
    (!followed).then(|| Asked::complement(upper_first(&wh), place, value).leaving(left).doubted(18))
}

fn whose(wh: &str) -> String {
    match wh {
        "who" | "what" => "whose".into(),
        other => format!("{other}'s"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn what_something_lies_at_is_not_asked_backwards() {
        let found = found("The granite came from a quarry at Dunmore.");
        assert!(
            !found.iter().any(|fact| fact.starts_with("What") && fact.contains(" at =>")),
            "{found:?}"
        );
    }

    #[test]
    fn names_inside_a_phrase_are_asked_for() {
        for (text, asks) in [
            (
                "The president of Peru signed the treaty in Lima.",
                "The president of which country |  | sign | the treaty in Lima => Peru",
            ),
            (
                "Charles Darwin's theory changed biology.",
                "Whose theory |  | change | biology => Charles Darwin",
            ),
            (
                "Henry Dunant led the army of Peru.",
                "Which country | Henry Dunant | lead | the army of => Peru",
            ),
        ] {
            let found = found(text);
            assert!(found.contains(&asks.to_owned()), "{text}: {found:?}");
        }
    }
}
