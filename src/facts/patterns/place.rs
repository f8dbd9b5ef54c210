//! Where: "was born in Riga, Latvia", "took place at the Opera House", "is located in Bern".

use super::when::is_reference;
use super::{Found, Seen, verb_of};
use crate::document::Role;
use crate::facts::fact::{NameKind, Statement, Value};
use crate::facts::moment::moments;
use crate::facts::referent::ReferentKind;
use crate::facts::verb_group::Form;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    [born_or_died(seen), attended(seen), hosted(seen), posted(seen)].into_iter().flatten().collect()
}

const PLACE: &str = r"\p{Lu}[\p{L}'.-]+(?: \p{Lu}[\p{L}'.-]+){0,2}(?:,(?: in)? (?:the )?\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+){0,2}){0,2}";

fn born_or_died(seen: Seen<'_>) -> Option<Found> {
    static WHERE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?:^| )in (?P<place>{PLACE})(?:$|,|;| to | into | on | in \d| and |\.)"
        ))
        .expect("the pattern is fixed")
    });
    let known = seen.known();
    let (clause, subject) = (known.clause.as_ref()?, known.subject.as_ref()?);
    let verb = clause.verb.verb.filter(|v| matches!(v.base.as_str(), "bear" | "die"))?;
    if subject.kind != ReferentKind::Person
        || !matches!(clause.verb.form, Form::Past | Form::Passive)
    {
        return None;
    }
    let rest = clause.text_of(clause.rest.clone());
    let found = WHERE.captures(rest)?;
    let at_once = found.get(0)?.start() == 0 || moments(&rest[..found.get(0)?.start()]).len() == 1;
    let place = found["place"].replace(", in ", ", ");
    let month = crate::value::month_number(place.split(' ').next()?).is_some();
    let statement = Statement::of_complement("Where", &subject.name, verb_of(&clause.verb), "");
    let found = Found::asserted(statement, Value::Name(NameKind::Place, place));
    let reference = is_reference(clause.text_of(clause.subject.clone())) && seen.before().is_some();
    (at_once && !month && !verb.base.is_empty())
        .then(|| if reference { found.resting_on_the_one_before() } else { found })
}

/// A caption: "… attends a session of the Baltic Summit in Riga, Latvia, on 3 May 2011".
fn attended(seen: Seen<'_>) -> Option<Found> {
    static AT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"^(?P<what>.*\b(?:Summit|Conference|Congress|Games|Festival|Congress|Forum|Assembly)\b.*?) (?P<tie>in|at) (?P<place>{PLACE}),? on ")).expect("the pattern is fixed")
    });
    let known = seen.known();
    let (clause, subject) = (known.clause.as_ref()?, known.subject.as_ref()?);
    let attends = clause.verb.verb.is_some_and(|v| matches!(v.base.as_str(), "attend" | "host"));
    if known.sentence.role != Role::Caption && !attends {
        return None;
    }
    let rest = clause.text_of(clause.rest.clone());
    let found = AT.captures(rest)?;
    let moment = moments(rest).into_iter().next()?;
    let tail = format!("{} {}", &found["what"], &rest[moment.range]);
    let statement = Statement::of_complement("Where", &subject.name, verb_of(&clause.verb), &tail);
    Some(Found::asserted(statement, Value::Name(NameKind::Place, found["place"].to_owned())))
}

/// "… held a dinner at Windsor Castle where the Queen received the ambassadors of …".
fn hosted(seen: Seen<'_>) -> Option<Found> {
    static WHERE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\ba (?P<what>summit|meeting|conference|ceremony|dinner|gala) (?P<place>(?:at|in) (?:the )?\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+){0,3}) where (?P<who>[\p{L} '-]+?) (?P<did>hosted|received|met|addressed) (?P<whom>[^,;.]+)").expect("the pattern is fixed")
    });
    let found = WHERE.captures(&seen.known().plain)?;
    let who = seen.person(&found["who"])?;
    let verb = crate::facts::verb::by_past(&found["did"])?;
    let when = super::number::as_of(seen)?;
    let tail = format!("{} for a {} in {when}", &found["whom"], &found["what"]);
    let place = found["place"].split_once(' ')?.1.to_owned();
    // The city would be as right an answer to "where".
    let asks = if is_building(&place) { "Where (in which building)" } else { "Where" };
    let statement = Statement::of_complement(asks, &who, super::past(verb), &tail);
    Some(Found::asserted(statement, Value::Name(NameKind::Place, place)))
}

fn is_building(place: &str) -> bool {
    const BUILDINGS: [&str; 12] = [
        "House",
        "Palace",
        "Hall",
        "Castle",
        "Building",
        "Hotel",
        "Centre",
        "Center",
        "Tower",
        "Church",
        "Cathedral",
        "Museum",
    ];
    place.rsplit(' ').next().is_some_and(|last| BUILDINGS.contains(&last))
}

/// "The move was confirmed by President NAME in a post on Agora": on which platform.
fn posted(seen: Seen<'_>) -> Option<Found> {
    static POST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^The (?:move|decision|plan|news|accession) was (?P<did>confirmed|announced|endorsed) by (?P<who>[\p{L} .'-]+?) in a post on (?P<platform>\p{Lu}[\p{L}]+(?: \p{Lu}[\p{L}]+)?)[,.]").expect("the pattern is fixed")
    });
    let found = POST.captures(&seen.known().plain)?;
    let undertaking = seen.corpus.undertaking.as_ref()?;
    let who = seen.person(&found["who"])?;
    let verb = crate::facts::verb::by_past(&found["did"])?;
    let tail = format!("{} in a post", undertaking.as_noun());
    let statement = Statement::of_complement("On which platform", &who, super::past(verb), &tail);
    let platform = Value::Name(NameKind::Other, found["platform"].to_owned());
    Some(Found::asserted(statement, platform).resting_on_the_one_before())
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn birthplaces_are_found() {
        let text = "Physicist Lise Meitner was born in Vienna, Austria, to a lawyer.";
        assert_eq!(found_by("place", text), ["Where | Lise Meitner | bear |  => Vienna, Austria"]);
    }

    #[test]
    fn a_metaphor_is_no_place() {
        assert!(found_by("place", "Physicist Lise Meitner was born in poverty.").is_empty());
    }
}
