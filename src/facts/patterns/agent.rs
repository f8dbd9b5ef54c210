//! Who did it: "was founded by Henry Dunant", "In 1863, Henry Dunant founded the Red Cross."

use super::when::{Dated, dated_clause};
use super::{Found, Seen, asks_for, has_name, passive, past, verb_of};
use crate::facts::fact::{NameKind, Statement, Value};
use crate::facts::moment::Moment;
use crate::facts::referent::{ReferentKind, named};
use crate::facts::spelled_people::{NOT_IN_A_PERSON, PERSON};
use crate::facts::verb_group::Form;
use crate::language::gazetteer::mentions;
use crate::language::time::Connective;
use crate::value::{Precision, spell_date};
use regex::Regex;
use std::sync::LazyLock;

/// Deeds that have one doer.
const DEEDS: [&str; 38] = [
    "found",
    "co-found",
    "establish",
    "invent",
    "discover",
    "design",
    "write",
    "compose",
    "direct",
    "build",
    "conquer",
    "defeat",
    "develop",
    "create",
    "propose",
    "introduce",
    "launch",
    "paint",
    "translate",
    "assassinate",
    "overthrow",
    "capture",
    "annex",
    "depose",
    "unveil",
    "inaugurate",
    "patent",
    "buy",
    "acquire",
    "purchase",
    "portray",
    "circumnavigate",
    "synthesise",
    "abolish",
    "succeed",
    "invade",
    "produce",
    "construct",
];

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    by_agent(seen)
        .or_else(|| doer(seen))
        .or_else(|| chosen(seen))
        .or_else(|| maker(seen))
        .into_iter()
        .collect()
}

/// "X was founded by NAME": asked in the active voice.
fn by_agent(seen: Seen<'_>) -> Option<Found> {
    static BY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"(?:^|^(?:in|on) [^,]*?\d{{4}} )by (?:the )?(?:[a-z]+ ){{0,4}}(?P<name>{PERSON})(?:,|\.|$| in \d| to | and later| as )"))
            .expect("the pattern is fixed")
    });
    let known = seen.known();
    let (clause, subject) = (known.clause.as_ref()?, known.subject.as_ref()?);
    let verb = clause.verb.verb?;
    let deed = DEEDS.contains(&verb.base.as_str()) && clause.verb.form == Form::Passive;
    if !deed || subject.kind == ReferentKind::Person {
        return None;
    }
    let rest = clause.text_of(clause.rest.clone());
    let found = BY.captures(rest)?;
    let name = &found["name"];
    let listed = rest[found.get(0)?.end()..].trim_start().starts_with("and ");
    let thing = name.split(' ').any(|w| NOT_IN_A_PERSON.contains(&w)) || !mentions(name).is_empty();
    if listed || thing {
        return None;
    }
    let person = seen.person(name).unwrap_or_else(|| name.to_owned());
    let statement = Statement::of_subject("Who", past(verb), &subject.name);
    Some(Found::asserted(statement, Value::Name(NameKind::Person, person)))
}

/// A person or a state that did something once, at a time that the sentence tells.
fn doer(seen: Seen<'_>) -> Option<Found> {
    let known = seen.known();
    let subject = known.subject.as_ref()?;
    let dated = dated_clause(known).filter(is_at_its_time)?;
    let verb = dated.clause.verb.verb?;
    let base = verb.base.as_str();
    let conquest = matches!(
        base,
        "conquer" | "invade" | "annex" | "capture" | "buy" | "purchase" | "acquire" | "occupy"
    );
    let tail = seen.resolved(dated.tail_text());
    if dated.clause.verb.form != Form::Past || !has_name(&tail) || !DEEDS.contains(&base) {
        return None;
    }
    let state = mentions(&subject.name).into_iter().next_back();
    let (asks, kind) = match subject.kind {
        ReferentKind::Person => ("Who", NameKind::Person),
        ReferentKind::State if conquest => ("Which country", NameKind::State),
        ReferentKind::Named
            if conquest && state.is_some_and(|m| m.range.end == subject.name.len()) =>
        {
            ("Which state", NameKind::State)
        }
        _ => return None,
    };
    let time = spelled(&dated.moment);
    let object = named(&tail, &seen.corpus.names).map_or_else(|| tail.clone(), |r| r.name);
    let statement =
        Statement::of_subject(asks, verb_of(&dated.clause.verb), &format!("{object} {time}"));
    Some(Found::asserted(statement, Value::Name(kind, subject.name.clone())))
}

/// A person who made something with a name, whenever it was.
fn maker(seen: Seen<'_>) -> Option<Found> {
    const MAKING: [&str; 12] = [
        "found", "co-found", "invent", "discover", "design", "write", "compose", "direct",
        "create", "patent", "develop", "co-write",
    ];
    const LONGEST: usize = 10;
    let known = seen.known();
    let subject = known.subject.as_ref().filter(|r| r.kind == ReferentKind::Person)?;
    let clause = known.clause.as_ref()?;
    let verb = clause.verb.verb.filter(|v| MAKING.contains(&v.base.as_str()))?;
    let end = clause.complement_end(clause.rest.start, clause.rest.end);
    let tail = clause.text_of(clause.rest.start..end);
    let undated = dated_clause(known).is_none() && clause.verb.form == Form::Past;
    let telling = has_name(tail) && tail.split(' ').count() <= LONGEST;
    let tail = tail.trim_end_matches(" later").trim_end_matches(" too");
    let statement = Statement::of_subject("Who", past(verb), tail);
    (undated && telling)
        .then(|| Found::asserted(statement, Value::Name(NameKind::Person, subject.name.clone())))
}

/// "in 1860", not "by 1860" or "since 1860".
fn is_at_its_time(dated: &Dated<'_>) -> bool {
    matches!(dated.moment.tie, Connective::In | Connective::On)
}

/// Returns a time as a question has it: "in May 1750", "on 3 May 1750".
fn spelled(moment: &Moment) -> String {
    let tie = if moment.date.precision() == Precision::Day { "on" } else { "in" };
    format!("{tie} {}", spell_date(moment.date))
}

/// "In 1860, Abraham Lincoln was elected president of the United States."
fn chosen(seen: Seen<'_>) -> Option<Found> {
    let known = seen.known();
    let subject = known.subject.as_ref().filter(|r| r.kind == ReferentKind::Person)?;
    let dated = dated_clause(known).filter(is_at_its_time)?;
    let verb = dated.clause.verb.verb?;
    let tail = dated.tail_text();
    let office = matches!(verb.base.as_str(), "elect" | "appoint" | "crown" | "name" | "proclaim");
    let one_of_many = tail.starts_with("a ") || tail.starts_with("an ");
    let unique = !one_of_many
        && dated.clause.verb.form == Form::Passive
        && office
        && has_name(tail)
        && tail.contains(" of ");
    let time = spelled(&dated.moment);
    let (asks, kind) = asks_for(subject);
    let statement = Statement::of_subject(asks, passive(verb, false), &format!("{tail} {time}"));
    unique.then(|| Found::asserted(statement, Value::Name(kind, subject.name.clone())))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn the_doer_of_a_deed_is_found() {
        for (text, fact) in [
            (
                "The Red Cross was founded by Henry Dunant in 1863.",
                "Who |  | found | the Red Cross => Henry Dunant",
            ),
            ("In 1803, France sold Louisiana, and Spain annexed nothing.", ""),
            ("Henry Dunant proposed a hall in Geneva for songs by 1863.", ""),
            ("In 1912, Italy annexed Libya.", "Which country |  | annex | Libya in 1912 => Italy"),
        ] {
            let found = found_by("agent", text);
            assert_eq!(found.first().map_or("", String::as_str), fact, "{text}");
        }
    }

    #[test]
    fn a_body_is_no_person() {
        assert!(
            found_by("agent", "The Aspen Bridge was built by the Denver Bridge Company.")
                .is_empty()
        );
    }
}
