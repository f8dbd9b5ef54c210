//! Who holds which office: "Norwegian Prime Minister NAME", "NAME, the director of the Museum".

use super::{Found, Seen, copula};
use crate::facts::fact::{NameKind, Statement, Value};
use crate::facts::moment::{Moment, moments};
use crate::facts::spelled_people::PERSON;
use crate::language::gazetteer::{self, MentionKind};
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    let plain = &seen.known().plain;
    let told = seen.text.document.published.map(|day| day.from.year());
    let latest = seen.corpus.latest_event.map(|d| d.from.year()).max(told);
    let long_ago = |m: &Moment| latest.is_some_and(|year| m.date.from.year() < year);
    // Whoever held the office then need not hold it now.
    let mut found =
        if moments(plain).iter().any(long_ago) { Vec::new() } else { of_states(plain, seen) };
    found.extend(in_bodies(plain, seen));
    found
}

/// Offices that one person holds in a state at a time.
const OFFICE: &str = r"(?i:president|prime minister|premier|chancellor|king|queen|emperor|secretary of state|(?:foreign|defen[cs]e|finance|interior) minister|foreign secretary)";

/// How much is doubted that somebody's office is asked for whom a text names but once.
const BY_THE_WAY: u8 = 40;

fn of_states(plain: &str, seen: Seen<'_>) -> Vec<Found> {
    static NAMED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(OFFICE).expect("the pattern is fixed"));
    static OFFICES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"(?P<before>[\p{{L}}.]+ )?(?P<state>\p{{Lu}}[\p{{L}}.]+(?: \p{{Lu}}[\p{{L}}.]+)?)(?:'s)? (?P<office>{OFFICE}),? (?P<name>{PERSON}|\p{{Lu}}\p{{L}}+)")).expect("the pattern is fixed")
    });
    // Most sentences name no office, which is soon seen.
    if !NAMED.is_match(plain) {
        return Vec::new();
    }
    let offices = OFFICES.captures_iter(plain).filter_map(|found| {
        let former = found
            .name("before")
            .is_some_and(|b| matches!(b.as_str(), "former " | "then " | "late " | "ex "));
        let person = seen.person(&found["name"])?;
        let words = &found["state"];
        let mention =
            gazetteer::mentions(words).into_iter().find(|m| m.range.end == words.len())?;
        let named = mention.kind != MentionKind::Capital;
        // A man can be called king long after his day; heads of government are of today.
        let office =
            found["office"].to_lowercase().replace("secretary of state", "Secretary of State");
        let tail = format!("the {office} of {}", mention.state.name_with_article());
        let statement = Statement::of_subject("Who", copula("is"), &tail);
        // Whom a text names once and by the way, everybody knows.
        let doubt = if seen.commonness(&person) == 0 { BY_THE_WAY } else { 0 };
        (!former && named && mention.state.is_present()).then(|| {
            Found::asserted(statement, Value::Name(NameKind::Person, person))
                .with_confidence(100 - doubt)
        })
    });
    offices.collect()
}

/// Offices that somebody holds in a body.
const ROLES: &str = "CEO|chief executive|director|executive director|fellow|research fellow|senior fellow|adviser|advisor|professor|chairman|chairwoman|chair|president|vice president|founder|co-founder|editor|editor-in-chief|spokesman|spokeswoman|leader|creator|inventor|owner|commander|head|dean|curator|coach|chief economist|secretary general";

fn in_bodies(plain: &str, seen: Seen<'_>) -> Vec<Found> {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!("(?:{ROLES}) (?:of|at|to|for) ")).expect("the pattern is fixed")
    });
    static ROLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"(?P<name>{PERSON}), (?P<first>(?:(?:the|an?) )?(?:[a-z-]+ ){{0,3}}(?:{ROLES})) (?P<tie>of|at|to|for) (?P<body>[^,;.]+?)(?: and (?P<second>(?:an? )?(?:former )?(?:[a-z-]+ ){{0,3}}(?:{ROLES})) (?P<tie2>of|at|to|for) (?P<body2>[^,;.]+?))?[,;.]")).expect("the pattern is fixed")
    });
    if !NAMED.is_match(plain) {
        return Vec::new();
    }
    let Some(found) = ROLE.captures(plain) else { return Vec::new() };
    let now = seen.text.document.published.is_some();
    let part = |name: &str| found.name(name).map(|m| m.as_str());
    let person = seen.person(&found["name"]).unwrap_or_else(|| found["name"].to_owned());
    let first = (part("first"), part("tie"), part("body"));
    let second = (part("second"), part("tie2"), part("body2"));
    [first, second]
        .into_iter()
        .filter_map(|(role, tie, body)| Some((role?, tie?, body_name(body?)?)))
        .flat_map(|(role, tie, body)| asked(&person, role, tie, &body, now))
        .collect()
}

/// Returns the name of a body, without where it sits; none when it has no name.
fn body_name(phrase: &str) -> Option<String> {
    static SEAT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:the )?\p{Lu}[\p{L} ]*-based ").expect("the pattern is fixed")
    });
    let bare = SEAT.replace(phrase, "").into_owned();
    let name = bare.strip_prefix("the ").unwrap_or(&bare);
    let all_names = name.split(' ').all(|w| {
        w.starts_with(char::is_uppercase) || matches!(w, "of" | "for" | "and" | "the" | "on" | "in")
    });
    all_names.then_some(bare)
}

/// A document that says when it appeared speaks of its own time, any other of the past.
fn asked(person: &str, role: &str, tie: &str, body: &str, now: bool) -> Vec<Found> {
    let bare = role.trim_start_matches("the ").trim_start_matches("an ").trim_start_matches("a ");
    let former = bare.strip_prefix("former ");
    let (verb, bare) = match former {
        Some(rest) => (copula("was"), rest),
        None => (copula(if now { "is" } else { "was" }), bare),
    };
    let shared = role.starts_with('a')
        || matches!(bare.rsplit(' ').next(), Some("fellow" | "adviser" | "advisor" | "professor"));
    let article = if bare.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    let body_kind = Value::Name(NameKind::Organisation, body.to_owned());
    let which = match tie {
        "at" => "At which organisation",
        "to" => "To which body",
        "for" => "For which organisation",
        _ => "Of which organisation",
    };
    if shared || former.is_some() {
        let once = if former.is_some() { " formerly" } else { "" };
        let tail = format!(
            "{}{article} {bare}",
            once.trim_start().to_owned() + if once.is_empty() { "" } else { " " }
        );
        let statement = Statement::of_complement(which, person, verb, &tail);
        return vec![Found::asserted(statement, body_kind)];
    }
    let person = Value::Name(NameKind::Person, person.to_owned());
    let statement = Statement::of_subject("Who", verb, &format!("the {bare} {tie} {body}"));
    vec![Found::asserted(statement, person)]
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn offices_are_found() {
        assert_eq!(
            found_by(
                "role",
                "Norwegian Prime Minister Gro Harlem Brundtland met former French President Charles Gaulle."
            ),
            ["Who |  | be | the prime minister of Norway => Gro Harlem Brundtland"]
        );
        assert_eq!(
            found_by(
                "role",
                "Henry Dunant, the director of Geneva-based Relief Bureau, and Ada Byron, a former adviser to the Royal Mint, met."
            ),
            ["Who |  | be | the director of Relief Bureau => Henry Dunant"]
        );
    }

    #[test]
    fn shared_offices_ask_for_the_body() {
        assert_eq!(
            found_by("role", "Ada Byron, a former senior adviser to the Royal Mint, came."),
            ["To which body | Ada Byron | be | formerly a senior adviser => the Royal Mint"]
        );
    }
}
