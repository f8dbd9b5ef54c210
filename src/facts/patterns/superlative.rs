//! Firsts and onlies: "Meitner became the first woman to …", "As the first Baltic state to join …".

use super::{Found, Seen, copula};
use crate::facts::fact::{NameKind, Statement, Value};
use crate::facts::referent::{ReferentKind, named};
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
    // Things of which a place or a body has one.
    static ONE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?P<what>the (?:capital(?: city)?|county seat|seat|birthplace|headquarters|founder|co-founder|author|creator|inventor|successor|predecessor|official language|currency|national anthem|patron saint|flagship|architect|composer|designer|discoverer|brother|sister|nephew|son|daughter|father|mother) of .+)$").expect("the pattern is fixed")
    });
    let known = seen.known();
    let (clause, subject) = (known.clause.as_ref()?, known.subject.as_ref()?);
    if clause.verb.form == crate::facts::verb_group::Form::Stative {
        return None;
    }
    let becomes = clause.verb.verb.is_some_and(|v| v.base == "become");
    if !becomes && clause.verb.verb.is_some()
        || subject.kind == ReferentKind::Described
        || subject.kind == ReferentKind::Several
    {
        return None;
    }
    let end = clause.complement_end(clause.rest.start, clause.rest.end);
    let rest = clause.text_of(clause.rest.start..end);
    let what = FIRST.captures(rest).or_else(|| ONE.captures(rest))?["what"].to_owned();
    let what = what.as_str();
    let telling = super::has_name(what)
        && what.split(' ').count() >= 4
        && !what.starts_with("the first of")
        && !what.starts_with("the first to");
    let (asks, kind) = match subject.kind {
        ReferentKind::Named if is_about_a_person(what) => ("Who", NameKind::Person),
        ReferentKind::Person => ("Who", NameKind::Person),
        ReferentKind::State => ("Which country", NameKind::State),
        _ => ("What", NameKind::Other),
    };
    let now = clause.verb.auxiliary == "is" || clause.verb.auxiliary == "are";
    let statement = Statement::of_subject(asks, copula(if now { "is" } else { "was" }), what);
    telling.then(|| Found::asserted(statement, Value::Name(kind, subject.name.clone())))
}

/// "the first woman to", "the first quarterback ever to".
fn is_about_a_person(what: &str) -> bool {
    const PEOPLE: [&str; 40] = [
        "woman",
        "man",
        "person",
        "president",
        "minister",
        "king",
        "queen",
        "emperor",
        "player",
        "quarterback",
        "pilot",
        "astronaut",
        "scientist",
        "author",
        "writer",
        "actor",
        "actress",
        "director",
        "architect",
        "doctor",
        "chancellor",
        "pope",
        "bishop",
        "athlete",
        "singer",
        "composer",
        "artist",
        "painter",
        "poet",
        "explorer",
        "european",
        "american",
        "lawyer",
        "senator",
        "governor",
        "mayor",
        "child",
        "human",
        "coach",
        "swimmer",
    ];
    let mut words = what.split(' ').skip(1).map(str::to_lowercase);
    words.any(|w| PEOPLE.contains(&w.as_str()))
}

/// "As the first Baltic state to join, Latvia …": what it joined is what the documents are about.
fn as_first(seen: Seen<'_>) -> Option<Found> {
    static AS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^As the (?P<rank>first|only|latest) (?P<what>\p{Lu}[\p{L} -]+? (?P<noun>nation|state|country|republic|woman|man|city)) to (?P<verb>[a-z]+)(?P<object> the [^,]+)?, (?P<who>(?:the )?\p{Lu}[\p{L}]+(?: \p{Lu}\p{L}+)*) ").expect("the pattern is fixed")
    });
    let found = AS.captures(&seen.known().plain)?;
    let who = named(&found["who"], &seen.corpus.names)?;
    let object = if let Some(object) = found.name("object") {
        object.as_str().trim().to_owned()
    } else {
        let undertaking = seen.corpus.undertaking.as_ref()?;
        (undertaking.verb == found["verb"]).then(|| undertaking.what.clone())?
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
            (
                "Marie Curie became the first woman to win a Nobel Prize.",
                "Who |  | be | the first woman to win a Nobel Prize => Marie Curie",
            ),
            (
                "As the first Baltic state to join the Hanse Pact, Latvia is proud.",
                "Which country |  | be | the first Baltic state to join the Hanse Pact => Latvia",
            ),
            ("Riga is the largest city.", ""),
        ] {
            let found = found_by("superlative", text);
            assert_eq!(found.first().map_or("", String::as_str), fact, "{text}");
        }
    }
}
