//! The words that stand behind a card: the explanation after its answer, and why it was kept.

use super::store::Store;
use super::{Built, Candidate, Outcome};
use crate::facts::{Agreement, Fact, FactStatus, Open, Value, join};
use crate::value::{Edtf, Precision, spell_date};
use std::fmt::Write as _;

/// Returns why a card is good enough.
pub(super) fn strength(fact: &Fact) -> String {
    match fact.agreement {
        Agreement::Agree => "several documents agree".into(),
        Agreement::Refined => "several documents agree, one more precisely".into(),
        Agreement::Conflict => "asks only what the documents agree on".into(),
        Agreement::Single => match &fact.status {
            FactStatus::Attributed { to } => format!("stated on the word of {to}, and says so"),
            _ => "plainly stated".into(),
        },
    }
}

/// Returns what is shown after the answer, when there is more to say than the answer.
pub(super) fn explanation(fact: &Fact, store: &Store<'_>) -> Option<String> {
    let parts =
        [finer(fact, store), contested(fact), witnesses(fact, store), near_in_time(fact, store)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The finer date behind a year.
fn finer(fact: &Fact, store: &Store<'_>) -> Option<String> {
    match (&fact.value, &fact.refinement) {
        (Value::Date(_), Some(Value::Date(finer))) => {
            let last = fact.evidence.last()?.document;
            let who = store.told_by(last).unwrap_or_else(|| "Another document".into());
            Some(format!("{who} gives {}.", spell_date(*finer)))
        }
        (Value::Date(date), None) if asks_for_year(fact) && date.precision() > Precision::Year => {
            Some(format!("More exactly: {}.", spell_date(*date)))
        }
        _ => None,
    }
}

/// Returns whether the question asks for a year, whatever the document tells beyond it.
pub(super) fn asks_for_year(fact: &Fact) -> bool {
    fact.statement.asks.ends_with("which year")
}

fn contested(fact: &Fact) -> Option<String> {
    match (&fact.value, &fact.refinement) {
        (Value::List(..), Some(Value::List(_, names))) => {
            let them = if names.len() == 1 { "it" } else { "them" };
            Some(format!(
                "Not all documents name {}, so the question leaves {them} out.",
                join(names)
            ))
        }
        _ => None,
    }
}

fn witnesses(fact: &Fact, store: &Store<'_>) -> Option<String> {
    let mut documents: Vec<usize> = fact.evidence.iter().map(|e| e.document).collect();
    documents.dedup();
    documents.sort_unstable();
    documents.dedup();
    match documents.as_slice() {
        [_, _, ..] if fact.agreement != Agreement::Conflict => {
            Some(format!("{} of the documents say so.", capital(&count(documents.len()))))
        }
        [only] => Some(format!("Source: {}.", store.told_by(*only)?)),
        _ => None,
    }
}

/// Another event with a date that shares a name with this one.
fn near_in_time(fact: &Fact, store: &Store<'_>) -> Option<String> {
    let Value::Date(date) = fact.value else { return None };
    let other = store
        .facts
        .iter()
        .filter(|f| f.name != fact.name && f.statement.open == Open::Time)
        .filter(|f| f.agreement != Agreement::Conflict && f.statement.lead.is_none())
        .filter(|f| f.statement.subject == fact.statement.subject && f.statement.verb.implicit)
        .filter(|f| f.statement.subject.starts_with(char::is_uppercase))
        .find_map(|f| match f.value {
            Value::Date(d) if d.from.year() != date.from.year() => Some((f, d)),
            _ => None,
        })?;
    let (fact, date) = other;
    let statement = &fact.statement;
    let safe = !statement.tail.contains(['“', '”']) && !statement.tail.starts_with("that ");
    safe.then(|| {
        let said = format!("{} {} {}", statement.subject, statement.verb.finite, statement.tail);
        format!("{} {}.", said.trim_end(), in_year(date))
    })
}

fn in_year(date: Edtf) -> String {
    match date.precision() {
        Precision::Day => format!("on {}", spell_date(date)),
        _ => format!("in {}", spell_date(date)),
    }
}

fn count(n: usize) -> String {
    const WORDS: [&str; 7] = ["none", "one", "two", "three", "four", "five", "six"];
    WORDS.get(n).map_or_else(|| n.to_string(), |w| (*w).to_owned())
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

impl Built {
    /// Returns every candidate with what became of it and why, for people.
    #[must_use]
    pub fn explanation(&self) -> String {
        let mut out = String::new();
        for outcome in [Outcome::Kept, Outcome::Draft, Outcome::Dropped] {
            let those: Vec<&Candidate> =
                self.candidates.iter().filter(|c| c.outcome == outcome).collect();
            let _ = writeln!(out, "{outcome}: {}", those.len());
            for one in those {
                let _ = writeln!(out, "  {} — {}", one.question, one.answer);
                let _ = writeln!(
                    out,
                    "    {} ({}, {}:{}, worth {})",
                    one.reason, one.pattern, one.source, one.line, one.score
                );
            }
        }
        out
    }
}
