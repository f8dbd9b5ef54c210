//! Firsts and onlies: "Meitner became the first woman to …", "As the first Baltic state to join …".

use super::{Found, Seen, copula};
use crate::facts::context::{ReferentKind, named};
use crate::facts::fact::{NameKind, Statement, Value};
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    as_first(seen).or_else(|| is_first(seen)).into_iter().collect()
}

const RANK: &str = r"(?:first(?: and only)?|only|last|largest|second[- ]largest|third[- ]largest|smallest|oldest|youngest|longest|highest|tallest|deepest|biggest|principal|most populous|most widely spoken|northernmost|southernmost|earliest)";

/// "Riga is the largest city in the Baltic states": who or what it is.
fn is_first(seen: Seen<'_>) -> Option<Found> {
    static FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"^(?P<what>the {RANK} .+)$")).expect("the pattern is fixed")
    });
    let known = seen.known();
    let (clause, subject) = (known.clause.as_ref()?, known.subject.as_ref()?);
    if clause.verb.form == crate::facts::clause::Form::Stative {
        return None;
    }
    let becomes = clause.verb.verb.is_some_and(|v| v.base == "become");
    if !becomes && clause.verb.verb.is_some() || subject.kind == ReferentKind::Described || subject.kind == ReferentKind::Several {
        return None;
    }
    let end = clause.complement_end(clause.rest.start, clause.rest.end);
    let what = &FIRST.captures(clause.text_of(clause.rest.start..end))?["what"];
    let telling = super::has_name(what) && what.split(' ').count() >= 5 && !what.starts_with("the first of");
    let (asks, kind) = match subject.kind {
        ReferentKind::Person => ("Who", NameKind::Person),
        ReferentKind::State => ("Which country", NameKind::State),
        _ => ("What", NameKind::Other),
    };
    let now = clause.verb.auxiliary == "is" || clause.verb.auxiliary == "are";
    let statement = Statement::of_subject(asks, copula(if now { "is" } else { "was" }), what);
    telling.then(|| Found::asserted(statement, Value::Name(kind, subject.name.clone())))
}

/// "As the first Baltic state to join, Latvia …": what it joined is what the documents are about.
fn as_first(seen: Seen<'_>) -> Option<Found> {
    static AS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^As the (?P<rank>first|only|latest) (?P<what>\p{Lu}[\p{L} -]+? (?P<noun>nation|state|country|republic|woman|man|city)) to (?P<verb>[a-z]+)(?P<object> the [^,]+)?, (?P<who>(?:the )?\p{Lu}[\p{L}]+(?: \p{Lu}\p{L}+)*) ").expect("the pattern is fixed")
    });
    let found = AS.captures(&seen.known().plain)?;
    let who = named(&found["who"], &seen.corpus.names)?;
    let object = match found.name("object") {
        Some(object) => object.as_str().trim().to_owned(),
        None => {
            let undertaking = seen.corpus.undertaking.as_ref()?;
            (undertaking.verb == found["verb"]).then(|| undertaking.what.clone())?
        }
    };
    let (asks, kind) = super::asks_for(&who);
    let tail = format!("the {} {} to {} {object}", &found["rank"], &found["what"], &found["verb"]);
    let statement = Statement::of_subject(asks, copula("is"), &tail);
    Some(Found::asserted(statement, Value::Name(kind, who.name)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn firsts_are_found() {
        for (text, fact) in [
            ("Marie Curie became the first woman to win a Nobel Prize.", "Who |  | be | the first woman to win a Nobel Prize => Marie Curie"),
            ("As the first Baltic state to join the Hanse Pact, Latvia is proud.", "Which country |  | be | the first Baltic state to join the Hanse Pact => Latvia"),
            ("Riga is the largest city.", ""),
        ] {
            let found = found_by("superlative", text);
            assert_eq!(found.first().map_or("", String::as_str), fact, "{text}");
        }
    }
}
