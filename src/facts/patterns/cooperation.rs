//! In which fields somebody works together or talks: "has kept close cooperation with Peru in
//! mining, fishing, and energy", "their talks focused on trade and energy cooperation".

use super::{Found, Seen, past, verb_of};
use crate::facts::fact::{NameKind, Statement, Value};
use crate::facts::referent::people_in;
use crate::facts::verb::EventVerb;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    fields(seen).or_else(|| talks(seen)).into_iter().collect()
}

fn fields(seen: Seen<'_>) -> Option<Found> {
    static FIELDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?P<what>(?:[a-z]+ ){0,2}(?:cooperation|collaboration|partnership|ties|trade) with (?:the )?\p{Lu}[\p{L} ]*?) in (?P<list>[\p{Ll}, -]+? and [\p{Ll}-]+(?: [\p{Ll}-]+)?)(?: [—–]|,|\.|;|$)").expect("the pattern is fixed")
    });
    let known = seen.known();
    let (clause, subject) = (known.clause.as_ref()?, known.subject.as_ref()?);
    let rest = clause.text_of(clause.rest.clone());
    let found = FIELDS.captures(rest)?;
    clause.verb.verb?;
    let lead = clause.text_of(clause.lead.clone()).trim_end_matches(',');
    let since =
        lead.strip_prefix("Since ").map(|rest| format!(" since {rest}")).unwrap_or_default();
    let tail = format!("{}{since}", &found["what"]);
    // Whoever else lists the fields lists others.
    let publisher = seen.text.document.publisher.as_ref();
    let statement = Statement {
        lead: publisher.map(|name| format!("According to {name},")),
        ..Statement::of_complement("In which fields", &subject.name, verb_of(&clause.verb), &tail)
    };
    let members = members(&found["list"]);
    (members.len() >= 2).then(|| Found::asserted(statement, Value::List(NameKind::Field, members)))
}

/// "Their talks focused on trade, energy, and transport cooperation", after who met whom.
fn talks(seen: Seen<'_>) -> Option<Found> {
    static TALKS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:(?P<lead>According to [^,]+), )?[Tt]heir (?P<what>talks|discussions|conversations) (?P<verb>focused|centred|centered|touched) on (?:[a-z]+ing )?(?P<list>[\p{Ll}, -]+? and [\p{Ll}-]+) (?P<noun>cooperation|ties|relations|projects)\b").expect("the pattern is fixed")
    });
    let found = TALKS.captures(&seen.known().plain)?;
    let people = people_in(&seen.before()?.plain, &seen.corpus.names);
    let [one, other] = people.as_slice() else { return None };
    let verb = EventVerb {
        base: "focus".into(),
        past: "focused".into(),
        participle: "focused".into(),
        intransitive: true,
    };
    let asks = format!("On which areas of {}", &found["noun"]);
    let subject = format!("the {} between {one} and {other}", &found["what"]);
    let tail = super::number::as_of(seen).map(|when| format!("in {when}")).unwrap_or_default();
    let statement = Statement::of_complement(&asks, &subject, past(&verb), &tail);
    let members = members(&found["list"]);
    let fact = Found::asserted(statement, Value::List(NameKind::Field, members))
        .resting_on_the_one_before();
    Some(match found.name("lead").and_then(|l| l.as_str().strip_prefix("According to ")) {
        Some(source) => fact.attributed(source.to_owned()),
        None => fact,
    })
}

fn members(list: &str) -> Vec<String> {
    let parts = list.split(',').flat_map(|part| part.split(" and "));
    parts
        .map(|part| part.trim().trim_start_matches("and ").to_owned())
        .filter(|part| !part.is_empty() && part.split(' ').count() <= 3)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn fields_of_cooperation_are_a_list() {
        assert_eq!(
            found_by(
                "cooperation",
                "Since signing the pact in 1971, Peru has maintained close cooperation with Chile in mining, fishing, and energy."
            ),
            [
                "In which fields | Peru | maintain | close cooperation with Chile since signing the pact in 1971 => mining, fishing and energy"
            ]
        );
    }
}
