//! One card that asks for the order of dated events that share a name.

use super::store::Store;
use super::{Candidate, Drafted, Outcome, score};
use crate::deck::{Body, Card, CardId, Citation, fingerprint};
use crate::facts::{Agreement, Fact, FactStatus, Open, Statement, Value, pronoun_by_first_name};

/// How many events make an order worth asking, and how many are enough.
const EVENTS: std::ops::RangeInclusive<usize> = 3..=5;

/// Returns a card on the order of events, when the documents date enough of them.
pub(super) fn draft(store: &Store<'_>) -> Option<Drafted> {
    let mut events: Vec<(i32, &Fact, String)> = Vec::new();
    for fact in store.facts {
        if let Some((year, words)) = event(fact)
            && !events.iter().any(|(y, f, _)| {
                *y == year
                    || f.statement.subject == fact.statement.subject
                        && f.statement.verb.base == fact.statement.verb.base
            })
        {
            events.push((year, fact, words));
        }
    }
    let topic = topic(&events)?;
    events.retain(|(_, fact, words)| {
        words.contains(&topic) || fact.statement.subject.contains(&topic)
    });
    events.sort_by_key(|(year, ..)| *year);
    events.truncate(*EVENTS.end());
    if !EVENTS.contains(&events.len()) {
        return None;
    }
    // A country has a history, somebody a life.
    let of = if pronoun_by_first_name(&topic).is_some() { "life" } else { "history" };
    let question = format!("Put these events in the {of} of {topic} in order, the earliest first.");
    let answers: Vec<String> = events.iter().map(|(_, _, words)| words.clone()).collect();
    let years: Vec<String> =
        events.iter().map(|(year, _, words)| format!("{year}: {words}")).collect();
    let body = Body::Order { question: question.clone(), answers: answers.clone() };
    let explanation = format!("{}.", years.join("; "));
    let cites: Vec<Citation> =
        events.iter().filter_map(|(_, fact, _)| store.citations(fact).pop()).collect();
    let id = format!("{}-order-of-events", super::sources::kebab(&topic));
    let built = fingerprint(&body);
    let (_, first, _) = events.first()?;
    let candidate = Candidate {
        signs: Vec::new(),
        cites: Vec::new(),
        fact: id.clone(),
        pattern: "order".into(),
        question,
        answer: answers.join("; "),
        source: store.document_name(first),
        line: first.evidence.last().map_or(0, |e| e.line),
        score: 70,
        outcome: Outcome::Kept,
        reason: "every event has a year of its own".into(),
    };
    let card = Card {
        explanation: Some(explanation),
        tags: vec!["order".into()],
        cites,
        fact: Some(id.clone()),
        built: Some(built),
        ..Card::new(CardId::Written(id), body)
    };
    Some(Drafted { candidate, card: Some(card), place: None, cited: Vec::new(), asked: 100 })
}

/// Returns a past event's year and its words: "France sold Louisiana".
fn event(fact: &Fact) -> Option<(i32, String)> {
    const LONGEST: usize = 14;
    let statement = &fact.statement;
    let Value::Date(date) = fact.value else { return None };
    if fact.pattern == "clause" {
        return None;
    }
    // Everybody is born before doing anything.
    let trivial = matches!(statement.verb.base.as_str(), "bear" | "die");
    let sure =
        !trivial && fact.agreement != Agreement::Conflict && fact.status == FactStatus::Asserted;
    let once = statement.open == Open::Time && !statement.asks.starts_with("Since");
    let exact = date.precision() >= crate::value::Precision::Year;
    let asked = super::question(statement);
    let faults = super::check::check(fact, statement, &asked, None);
    let passes = faults.are_none()
        && faults.left.is_none()
        && score::score(fact, &asked, &[]) >= score::bar(fact);
    let words = words(statement);
    let short = words.split(' ').count() <= LONGEST;
    let clear = ![" his ", " her ", " its ", " their ", "that "].iter().any(|w| words.contains(w))
        && !words.ends_with(" own");
    (sure && once && exact && passes && short && clear).then_some((date.from.year(), words))
}

/// Returns a statement of an event as a sentence without its time.
pub(super) fn words(statement: &Statement) -> String {
    let verb = &statement.verb;
    let operator = if verb.implicit { "" } else { &verb.operator };
    let adverb = verb.adverb.as_deref().unwrap_or_default();
    let parts = [statement.subject.as_str(), operator, adverb, &verb.finite, &statement.tail];
    let joined = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ");
    let mut chars = joined.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// Returns the name that the most events share.
fn topic(events: &[(i32, &Fact, String)]) -> Option<String> {
    let subjects = events.iter().map(|(_, fact, _)| fact.statement.subject.as_str());
    let named = subjects.filter(|s| s.starts_with(char::is_uppercase));
    let sharing = |name: &str| events.iter().filter(|(_, _, words)| words.contains(name)).count();
    named
        .map(|name| (sharing(name), name))
        .max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, name)| name.to_owned())
}
