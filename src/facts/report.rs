//! Facts as other programs and people read them.

use super::fact::{Fact, Open, Value};
use crate::document::Document;
use serde::Serialize;
use std::fmt::Write as _;

/// A fact as one JSON line has it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactView {
    /// The fact's stable name.
    pub fact: String,
    /// Who or what it is about.
    pub subject: String,
    /// What is said of the subject.
    pub relation: String,
    /// The value, as people read it; a list as a list.
    pub value: serde_json::Value,
    /// `date`, `number`, `state`, `person`, `organisation`, `place`, `field`, `name`, `list`, `text`.
    pub value_type: &'static str,
    /// `positive` or `negative`.
    pub polarity: &'static str,
    /// `asserted`, `attributed to …`, `forecast` or `denied`.
    pub status: String,
    /// `single`, `agree`, `refined` or `conflict`.
    pub agreement: &'static str,
    /// Where documents say so.
    pub evidence: Vec<EvidenceView>,
}

/// A sentence behind a fact, as JSON has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceView {
    /// The document's name.
    pub source: String,
    /// The exact sentence.
    pub quote: String,
    /// The line on which it begins, from 1.
    pub line: u32,
    /// Its first byte in the document.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// Returns the fact as other programs read it.
#[must_use]
pub fn view(fact: &Fact, documents: &[Document]) -> FactView {
    let statement = &fact.statement;
    let about_value = statement.open == Open::Subject;
    FactView {
        fact: fact.name.clone(),
        subject: if about_value { fact.value.spelled() } else { statement.subject.clone() },
        relation: statement.relation(),
        value: json_value(&fact.value),
        value_type: fact.value.type_name(),
        polarity: fact.polarity.name(),
        status: fact.status.name(),
        agreement: fact.agreement.name(),
        evidence: fact
            .evidence
            .iter()
            .map(|e| EvidenceView {
                source: documents.get(e.document).map_or_else(String::new, |d| d.name.clone()),
                quote: e.quote.clone(),
                line: e.line,
                start: e.range.start,
                end: e.range.end,
            })
            .collect(),
    }
}

fn json_value(value: &Value) -> serde_json::Value {
    match value {
        Value::Date(date) => date.to_string().into(),
        Value::Number { number, .. } => number.value().into(),
        Value::List(_, names) => names.clone().into(),
        Value::Name(_, name) | Value::Text(name) => name.clone().into(),
    }
}

/// Returns the facts as a list for people: what, how well attested, and where.
#[must_use]
pub fn listing(facts: &[Fact], documents: &[Document]) -> String {
    let mut out = String::new();
    for fact in facts {
        let seen = view(fact, documents);
        let _ = writeln!(out, "{}: {}", seen.fact, fact.value.spelled());
        let _ = writeln!(out, "  {} — {}", seen.subject, seen.relation);
        let _ = writeln!(out, "  {}, {}", seen.status, seen.agreement);
        for evidence in &seen.evidence {
            let _ = writeln!(out, "  {}:{}: {}", evidence.source, evidence.line, evidence.quote);
        }
        out.push('\n');
    }
    out
}
