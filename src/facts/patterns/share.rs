//! Shares: "with about 70 percent of the population speaking Finnish", "60 % of voters backed …".

use super::{Found, Seen};
use crate::facts::fact::{Statement, Value, Verb};
use crate::facts::referent::{ReferentKind, possessive_of};
use crate::facts::verb::third_person;
use crate::value::read_number;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    [of_population(seen), accepted(seen)].into_iter().flatten().collect()
}

const PERCENT: &str = r"(?P<about>about |around |roughly |approximately |nearly |some )?(?P<count>\d+(?:\.\d+)?) ?(?:percent|per cent|%)";

/// "X is a country with about 70 percent of the population identifying as Y".
fn of_population(seen: Seen<'_>) -> Option<Found> {
    static SHARE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"\bwith {PERCENT} of (?:the|its) (?P<whole>population|inhabitants|residents|people|electorate) (?P<verb>[a-z]+ing) (?P<what>[^,;.]+)")).expect("the pattern is fixed")
    });
    let known = seen.known();
    let subject = known.subject.as_ref().filter(|r| r.kind != ReferentKind::Person)?;
    let found = SHARE.captures(&known.plain)?;
    let number = read_number(&found["count"])?;
    let about = if found.name("about").is_some() { "About what" } else { "What" };
    let asks =
        format!("{about} percentage of {} {}", possessive_of(&subject.name), &found["whole"]);
    let base = base_of_gerund(&found["verb"])?;
    let verb = Verb { finite: third_person(&base), base, ..Verb::none() };
    let statement = Statement::of_subject(&asks, verb, &found["what"]);
    Some(Found::asserted(statement, Value::Number { number, unit: Some("%".into()) }))
}

/// "Oakfield College accepted 5.3% of applicants for the class of 2019".
fn accepted(seen: Seen<'_>) -> Option<Found> {
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"^{PERCENT} of (?P<whole>[^,;.]+)")).expect("the pattern is fixed")
    });
    let known = seen.known();
    let (clause, subject) = (known.clause.as_ref()?, known.subject.as_ref()?);
    clause.verb.verb?;
    let end = clause.complement_end(clause.rest.start, clause.rest.end);
    let rest = clause.text_of(clause.rest.start..end);
    let found = PART.captures(rest)?;
    let number = read_number(&found["count"])?;
    let about = if found.name("about").is_some() { "About what" } else { "What" };
    let asks = format!("{about} percentage of {}", &found["whole"]);
    let statement =
        Statement::of_complement(&asks, &subject.name, super::verb_of(&clause.verb), "");
    Some(Found::asserted(statement, Value::Number { number, unit: Some("%".into()) }))
}

/// "speaking" comes of "speak", "living" of "live", "identifying" of "identify".
fn base_of_gerund(gerund: &str) -> Option<String> {
    const WITH_E: [&str; 8] = ["liv", "practis", "practic", "us", "hav", "resid", "com", "declar"];
    let stem = gerund.strip_suffix("ing").filter(|s| s.len() >= 2)?;
    let doubled = stem.len() > 3
        && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2]
        && !stem.ends_with(['l', 's']);
    if doubled {
        return None;
    }
    Some(if WITH_E.contains(&stem) { format!("{stem}e") } else { stem.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn shares_are_asked_of_their_whole() {
        assert_eq!(
            found_by(
                "share",
                "Finland is a republic with about 87 percent of the population speaking Finnish."
            ),
            ["About what percentage of Finland's population |  | speak | Finnish => 87 %"]
        );
    }

    #[test]
    fn a_share_of_nobody_known_is_left() {
        assert!(
            found_by("share", "It grew, with 5 percent of the population leaving town.").is_empty()
        );
    }
}
