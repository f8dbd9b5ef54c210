//! Where people learn and teach, and what they were awarded: "studied law at the University of
//! Oslo", "received the Copley Medal", "moved to Paris in 1891".

use super::when::dated_clause;
use super::{Found, Seen, past, verb_of};
use crate::facts::fact::{NameKind, Statement, Value};
use crate::facts::referent::ReferentKind;
use crate::facts::verb_group::Form;
use crate::value::spell_date;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    [learned(seen), awarded(seen), moved(seen)].into_iter().flatten().collect()
}

fn learned(seen: Seen<'_>) -> Option<Found> {
    static AT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?P<what>(?:\p{Ll}+(?: and \p{Ll}+)? )?)(?P<tie>at|from) (?P<place>(?:the )?(?:\p{Lu}[\p{L}'.-]*|of|de|the|and|for|at)(?: (?:\p{Lu}[\p{L}'.-]*|of|de|the|and|for|at))*)").expect("the pattern is fixed")
    });
    let known = seen.known();
    let subject = known.subject.as_ref().filter(|r| r.kind == ReferentKind::Person)?;
    let clause = known.clause.as_ref()?;
    let verb = clause
        .verb
        .verb
        .filter(|v| matches!(v.base.as_str(), "study" | "teach" | "graduate" | "lecture"))?;
    let found = AT.captures(clause.text_of(clause.rest.clone()))?;
    let place = found["place"]
        .trim_end_matches(" and")
        .trim_end_matches(" at")
        .trim_end_matches(" for")
        .to_owned();
    let kind = ["University", "College", "Academy", "School", "Institute", "Conservatoire"]
        .iter()
        .find(|k| place.contains(*k))?;
    let which = match *kind {
        "University" => "university",
        "College" => "college",
        "School" => "school",
        "Academy" => "academy",
        _ => "institute",
    };
    let tie = if &found["tie"] == "at" { "At" } else { "From" };
    let past_form = clause.verb.form == Form::Past;
    let statement = Statement::of_complement(
        &format!("{tie} which {which}"),
        &subject.name,
        past(verb),
        found["what"].trim(),
    );
    past_form.then(|| Found::asserted(statement, Value::Name(NameKind::Organisation, place)))
}

/// A prize with a name, won once in a year that the sentence tells.
fn awarded(seen: Seen<'_>) -> Option<Found> {
    static PRIZE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^the (?:\d{4} )?\p{Lu}.*\b(?:Award|Prize|Medal|Trophy)\b")
            .expect("the pattern is fixed")
    });
    let known = seen.known();
    let subject = known.subject.as_ref().filter(|r| r.kind == ReferentKind::Person)?;
    let clause = known.clause.as_ref()?;
    let verb =
        clause.verb.verb.filter(|v| matches!(v.base.as_str(), "win" | "receive" | "award"))?;
    let end = clause.complement_end(clause.rest.start, clause.rest.end);
    let rest = clause.text_of(clause.rest.start..end);
    let (prize, when) = match dated_clause(known) {
        Some(dated) => {
            (dated.tail_text().to_owned(), format!(" in {}", dated.moment.date.from.year()))
        }
        None => (rest.to_owned(), String::new()),
    };
    let yearly = !when.is_empty()
        || prize
            .split(' ')
            .nth(1)
            .is_some_and(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()));
    let found = PRIZE.is_match(&prize) && yearly;
    let statement = Statement::of_subject("Who", verb_of(&clause.verb), &format!("{prize}{when}"));
    (found && verb.base != "give")
        .then(|| Found::asserted(statement, Value::Name(NameKind::Person, subject.name.clone())))
}

/// "moved to Paris in 1891": where to.
fn moved(seen: Seen<'_>) -> Option<Found> {
    static TO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:back )?to (?P<place>(?:the )?\p{Lu}[\p{L}'.-]+(?: \p{Lu}[\p{L}'-]+){0,2}(?:, \p{Lu}[\p{L}]+)?)$").expect("the pattern is fixed")
    });
    let known = seen.known();
    let subject = known.subject.as_ref().filter(|r| r.kind == ReferentKind::Person)?;
    let dated = dated_clause(known)?;
    let verb =
        dated.clause.verb.verb.filter(|v| {
            matches!(v.base.as_str(), "move" | "emigrate" | "go" | "flee" | "relocate")
        })?;
    let found = TO.captures(dated.tail_text())?;
    let when = format!("in {}", spell_date(dated.moment.date));
    let when = if dated.moment.date.precision() == crate::value::Precision::Day {
        when.replacen("in", "on", 1)
    } else {
        when
    };
    let statement = Statement::of_complement("Where", &subject.name, past(verb), &when);
    Some(Found::asserted(statement, Value::Name(NameKind::Place, found["place"].to_owned())))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn learning_awards_and_moves_are_found() {
        for (text, fact) in [
            (
                "Physicist Lise Meitner studied physics at the University of Vienna before she left.",
                "At which university | Lise Meitner | study | physics => the University of Vienna",
            ),
            (
                "In 1949, Physicist Lise Meitner received the Max Planck Medal.",
                "Who |  | receive | the Max Planck Medal in 1949 => Lise Meitner",
            ),
            (
                "Physicist Lise Meitner moved to Berlin in 1907.",
                "Where | Lise Meitner | move | in 1907 => Berlin",
            ),
        ] {
            assert_eq!(found_by("school", text), [fact], "{text}");
        }
        assert!(found_by("school", "Physicist Lise Meitner studied at night.").is_empty());
    }
}
