//! Facts of several sentences and documents meet: they agree, refine or contradict each other.

use super::fact::{Agreement, Evidence, Fact, NameKind, Open, Value};
use crate::value::{fold, strip_article};
use crate::workers::{all_threads, share_out};
use std::collections::{HashMap, HashSet};

/// Joins facts that state the same, in the order in which they are stated first.
pub(super) fn merge(found: Vec<Fact>) -> Vec<Fact> {
    let each: Vec<&Fact> = found.iter().collect();
    let keys = share_out(&each, all_threads(), |fact| vec![Key::of(fact)]);
    let mut facts: Vec<Fact> = Vec::new();
    let mut places: HashMap<Key, usize> = HashMap::new();
    for (fact, key) in found.into_iter().zip(keys) {
        if let Some(place) = places.get(&key) {
            facts[*place].meet(fact);
        } else {
            places.insert(key, facts.len());
            facts.push(fact);
        }
    }
    name_apart(&mut facts);
    facts
}

/// What two facts must share to be about the same thing.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    open: Open,
    value_type: &'static str,
    subject: String,
    said: String,
}

impl Key {
    fn of(fact: &Fact) -> Self {
        let statement = &fact.statement;
        let said =
            if statement.verb.base.is_empty() { &statement.asks } else { &statement.verb.base };
        let words = content_words(&format!("{said} {}", statement.tail));
        let asks = match fact.statement.open {
            Open::Time => String::new(),
            // A gap is known by what it leaves out.
            Open::Gap => fold(&fact.value.spelled()),
            Open::Subject | Open::Complement => fold(&statement.asks),
        };
        Self {
            open: statement.open,
            value_type: fact.value.type_name(),
            subject: fold(&statement.subject),
            said: format!("{} {asks}", words.join(" ")),
        }
    }
}

/// Returns the words that matter, synonyms made one: "set up full diplomatic ties with Peru" and
/// "has maintained relations with Peru" say when the same thing began.
fn content_words(text: &str) -> Vec<String> {
    const SMALL: [&str; 16] = [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "with",
        "by",
        "for",
        "full",
        "formal",
        "formally",
        "official",
        "diplomatic",
    ];
    const SAME: [(&[&str], &str); 3] = [
        (&["ties", "relations", "links", "relationship"], "ties"),
        (&["establish", "maintain", "have", "enjoy"], "establish"),
        (&["found", "create", "form"], "found"),
    ];
    fold(text)
        .split(' ')
        .filter(|w| !w.is_empty() && !SMALL.contains(w))
        .map(|w| {
            let same = SAME.iter().find(|(words, _)| words.contains(&w));
            same.map_or(w, |(_, one)| one).to_owned()
        })
        .collect()
}

impl Fact {
    /// Takes in another fact about the same thing.
    fn meet(&mut self, other: Fact) {
        if let (Value::List(kind, mine), Value::List(_, theirs)) = (&self.value, &other.value) {
            let (kind, mine, theirs) = (*kind, mine.clone(), theirs.clone());
            self.meet_list(kind, &mine, &theirs, other);
            return;
        }
        let relation = compare(&self.value, &other.value);
        let (agreement, mut keep_evidence) = match relation {
            Relation::Same => (self.agreement_with(&other), true),
            Relation::Finer | Relation::Coarser => (Agreement::Refined, true),
            Relation::Different => (Agreement::Conflict, false),
        };
        if relation == Relation::Finer {
            self.refinement = Some(other.value.clone());
            keep_evidence = true;
        }
        if relation == Relation::Coarser && self.refinement.is_none() {
            // The coarser value is what all agree on; the finer one becomes the refinement.
            self.refinement = Some(std::mem::replace(&mut self.value, other.value.clone()));
            self.statement = other.statement.clone();
        }
        self.agreement = worse(self.agreement, agreement);
        if keep_evidence {
            for evidence in other.evidence {
                self.add(evidence);
            }
        }
    }

    /// Keeps as members those that all documents name; the others are the refinement.
    fn meet_list(&mut self, kind: NameKind, mine: &[String], theirs: &[String], other: Fact) {
        let has = |names: &[String], name: &String| names.iter().any(|n| fold(n) == fold(name));
        let common: Vec<String> = mine.iter().filter(|n| has(theirs, n)).cloned().collect();
        let mut contested = match self.refinement.take() {
            Some(Value::List(_, names)) => names,
            _ => Vec::new(),
        };
        for name in mine.iter().chain(theirs) {
            if !has(&common, name) && !has(&contested, name) {
                contested.push(name.clone());
            }
        }
        let agreement =
            if contested.is_empty() { self.agreement_with(&other) } else { Agreement::Conflict };
        self.agreement = worse(self.agreement, agreement);
        self.value = Value::List(kind, common);
        self.refinement = (!contested.is_empty()).then_some(Value::List(kind, contested));
        for evidence in other.evidence {
            self.add(evidence);
        }
    }

    fn agreement_with(&self, other: &Fact) -> Agreement {
        let witness = |e: &&Evidence| e.witness;
        let documents: HashSet<usize> = self
            .evidence
            .iter()
            .chain(&other.evidence)
            .filter(witness)
            .map(|e| e.document)
            .collect();
        if documents.len() > 1 { Agreement::Agree } else { Agreement::Single }
    }

    fn add(&mut self, evidence: Evidence) {
        let known = self
            .evidence
            .iter()
            .any(|e| e.document == evidence.document && e.sentence == evidence.sentence);
        if !known {
            self.evidence.push(evidence);
        }
    }
}

fn worse(a: Agreement, b: Agreement) -> Agreement {
    let rank = |agreement| match agreement {
        Agreement::Single => 0,
        Agreement::Agree => 1,
        Agreement::Refined => 2,
        Agreement::Conflict => 3,
    };
    if rank(b) > rank(a) { b } else { a }
}

/// How a second value stands to the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Same,
    /// The second is more precise.
    Finer,
    /// The second is less precise.
    Coarser,
    Different,
}

fn compare(first: &Value, second: &Value) -> Relation {
    match (first, second) {
        (Value::Date(a), Value::Date(b)) => match (a == b, a.contains(*b), b.contains(*a)) {
            (true, ..) => Relation::Same,
            (_, true, _) => Relation::Finer,
            (_, _, true) => Relation::Coarser,
            _ => Relation::Different,
        },
        (Value::Number { number: a, .. }, Value::Number { number: b, .. }) if a.is(*b) => {
            Relation::Same
        }
        (Value::Name(_, a) | Value::Text(a), Value::Name(_, b) | Value::Text(b))
            if fold(strip_article(a)) == fold(strip_article(b)) =>
        {
            Relation::Same
        }
        _ => Relation::Different,
    }
}

/// Gives every fact a name of its own: a second one of the same name gets a number.
fn name_apart(facts: &mut [Fact]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for fact in facts {
        let count = seen.entry(fact.name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            fact.name = format!("{}-{count}", fact.name);
        }
    }
}
