//! Who belongs to what: "Unlike the other signatories — Peru, Chile and Bolivia — Spain …",
//! "Spain will join Peru, Chile and Bolivia within the Pact", "expanded to include Peru and Chile".

use super::participle::states_in;
use super::{Found, Seen, past};
use crate::facts::fact::{NameKind, Statement, Value, Verb};
use crate::facts::referent::ReferentKind;
use crate::facts::verb::by_base;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    [other_members(seen), joined(seen), expanded(seen), saw(seen), several_did(seen)]
        .into_iter()
        .flatten()
        .collect()
}

/// Asks who was in a group before a newcomer. Both patterns below word it alike, so that they meet.
fn before(newcomer: &str, group: &str, members: Vec<String>) -> Option<Found> {
    const FEWEST: usize = 2;
    let asks = "Which countries";
    let verb = Verb { operator: "were".into(), implicit: false, base: "be".into(), ..Verb::none() };
    let tail = format!("in {group} before {newcomer}");
    let statement = Statement::of_subject(asks, verb, &tail);
    let others: Vec<String> = members.into_iter().filter(|m| m != newcomer).collect();
    (others.len() >= FEWEST)
        .then(|| Found::asserted(statement, Value::List(NameKind::State, others)))
}

/// "Unlike the other members — A, B and C — D is …"
fn other_members(seen: Seen<'_>) -> Option<Found> {
    static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\bthe other (?:signatories|members|member states|participants|parties) ?[—–,(] ?(?P<list>[^—–()]+?) ?[—–,)] ?(?P<who>(?:the )?\p{Lu}[\p{L} ]*?) (?:is|was|has|had|does|did)\b").expect("the pattern is fixed")
    });
    let found = OTHERS.captures(&seen.known().plain)?;
    let who = crate::facts::referent::state_of(&found["who"])?.name_with_article();
    let undertaking = seen.corpus.undertaking.as_ref()?;
    let joins = matches!(undertaking.verb.as_str(), "join" | "sign" | "ratify");
    (joins && undertaking.who == who)
        .then(|| before(&who, &undertaking.what, states_in(&found["list"])))?
}

/// "D will join A, B and C within the framework of the Pact."
fn joined(seen: Seen<'_>) -> Option<Found> {
    static JOINS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<who>(?:the )?\p{Lu}[\p{L} ]*?) (?:will join|would join|joined|has joined|joins) (?P<list>(?:the )?\p{Lu}[^.;]*? and (?:the )?\p{Lu}[\p{L} ]*?) (?:within|in|as members of|as part of|under) (?:the framework of )?(?P<group>the \p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)").expect("the pattern is fixed")
    });
    let found = JOINS.captures(&seen.known().plain)?;
    let who = crate::facts::referent::state_of(found["who"].trim())?.name_with_article();
    before(&who, &found["group"], states_in(&found["list"]))
}

/// "The Accords were later expanded to include A and B."
fn expanded(seen: Seen<'_>) -> Option<Found> {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[^;]*\b(?:signed|founded|established|concluded|formed|launched) in (?P<date>(?:\p{Lu}\p{Ll}+ )?\d{4})\b[^;]*, the [^,;]* later ")
            .expect("the pattern is fixed")
    });
    let known = seen.known();
    let (clause, subject) = (known.clause.as_ref()?, known.subject.as_ref()?);
    let rest = clause.text_of(clause.rest.clone());
    let list = rest.strip_prefix("to include ")?;
    let members = states_in(list);
    let grows = clause.verb.verb.is_some_and(|v| matches!(v.base.as_str(), "expand" | "extend"));
    let verb = super::verb_of(&clause.verb);
    // "Signed in 1990, …, the Accords were later expanded": after 1990.
    let date = BEFORE.captures(&known.plain).map(|found| format!("after {} ", &found["date"]));
    let tail = format!("{}to include", date.unwrap_or_default());
    let statement = Statement::of_complement("Which countries", &subject.name, verb, &tail);
    (grows && members.len() >= 2)
        .then(|| Found::asserted(statement, Value::List(NameKind::State, members)))
}

/// "…, which saw A, B and C establish relations with D": who did it, as this document lists them.
fn saw(seen: Seen<'_>) -> Option<Found> {
    static SAW: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:The )?(?P<event>(?:\d{4} )?[\p{L} ]+?) (?:was|were) .*\bwhich saw (?P<list>(?:the )?\p{Lu}[^.;]*?\band (?:the )?\p{Lu}[\p{L}]*) (?P<verb>\p{Ll}+) (?P<what>[^,.;]+?)(?: -|,|\.|;|$)").expect("the pattern is fixed")
    });
    let found = SAW.captures(&seen.known().plain)?;
    let verb = by_base(&found["verb"])?;
    let members = states_in(&found["list"]);
    let event = &found["event"];
    let dated = event.starts_with(|c: char| c.is_ascii_digit());
    let event = named_agreement(seen, event).unwrap_or_else(|| format!("the {event}"));
    let tail = format!("{} through {event}", &found["what"]);
    let statement = Statement::of_subject("Which countries", past(verb), &tail);
    let found = Found::asserted(statement, Value::List(NameKind::State, members.clone()));
    let publisher = seen.text.document.publisher.clone();
    (dated && members.len() >= 3).then(|| match publisher {
        Some(publisher) => found.attributed(publisher),
        None => found,
    })
}

/// Returns "the Andes Accords of 1984" for "1984 agreements", when the document names one such
/// thing alone.
fn named_agreement(seen: Seen<'_>, event: &str) -> Option<String> {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b[Tt]he (?P<name>\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)* (?:Accords|Agreements?|Pact|Treaty))\b").expect("the pattern is fixed")
    });
    let (year, what) = event.split_once(' ')?;
    let general = matches!(what, "agreements" | "accords" | "deals" | "agreement" | "deal");
    let plain = seen.text.sentences.iter().map(|known| known.plain.as_str());
    let mut names =
        plain.flat_map(|text| NAMED.captures_iter(text)).map(|found| found["name"].to_owned());
    let name = names.next().filter(|_| general)?;
    names.all(|other| other == name).then(|| format!("the {name} of {year}"))
}

/// "A, B and C enjoyed covert ties with D for decades": all who did something together.
fn several_did(seen: Seen<'_>) -> Option<Found> {
    let known = seen.known();
    let (clause, subject) = (known.clause.as_ref()?, known.subject.as_ref()?);
    let members = states_in(clause.text_of(clause.subject.clone()));
    let only_states = clause.words[clause.subject.clone()].iter().all(|w| {
        w.is_capital()
            || !w.is_word()
            || matches!(w.lower.as_str(), "the" | "and" | "of" | "all" | "both")
    });
    let verb = clause.verb.verb?;
    let past_form = clause.verb.form == crate::facts::verb_group::Form::Past;
    let end = clause.complement_end(clause.rest.start, clause.rest.end);
    let tail = clause.text_of(clause.rest.start..end);
    let telling = tail.split(' ').count() >= 4 && super::has_name(tail);
    if subject.kind == ReferentKind::Person
        || members.len() < 3
        || !only_states
        || !past_form
        || !telling
    {
        return None;
    }
    let statement = Statement::of_subject("Which countries", past(verb), tail);
    let found = Found::asserted(statement, Value::List(NameKind::State, members));
    // Others may have done the same; only the document's own list has an end.
    Some(found.attributed(seen.text.document.publisher.clone()?))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn members_before_a_newcomer_meet_from_two_sentences() {
        let text = "Spain's decision to join the Andes Pact came late. Spain's decision to join the Andes Pact was bold. Spain will join Peru, Chile, and Bolivia within the framework of the Andes Pact. Unlike the other members — Peru, Chile and Bolivia — Spain is in Europe.";
        assert_eq!(
            found_by("member", text),
            ["Which countries |  | be | in the Andes Pact before Spain => Peru, Chile and Bolivia"]
        );
    }

    #[test]
    fn what_several_did_is_a_list() {
        let text = "Peru, Chile, and Bolivia all enjoyed close ties with Spain for decades.";
        assert!(
            found_by("member", text).is_empty(),
            "others may have, and nobody is named as source"
        );
        assert!(found_by("member", "Peru and Chile fought.").is_empty());
    }
}
