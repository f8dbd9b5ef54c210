//! What wrong options are drawn from, looked up once for all cards: a deck of a thousand documents
//! must not search a thousand documents for each of its cards.

use crate::facts::{Fact, NameKind, Open, Value};
use crate::value::fold;
use std::collections::{HashMap, HashSet};

/// A statement of words and what it is about, as options are told apart by.
pub(super) struct Told<'a> {
    pub(super) fact: &'a Fact,
    pub(super) text: &'a str,
    pub(super) folded_tail: String,
}

/// A birth or a death.
pub(super) struct Life<'a> {
    pub(super) whose: &'a str,
    /// "bear" or "die".
    pub(super) verb: &'a str,
    pub(super) year: i32,
    /// The document that tells it, by its place among those read.
    pub(super) document: Option<usize>,
}

/// Facts by what cards ask of them.
#[derive(Default)]
pub(super) struct Index<'a> {
    /// Births and deaths, in the order of the facts.
    pub(super) lives: Vec<Life<'a>>,
    /// Facts whose value is words, by their pattern.
    texts: HashMap<&'a str, Vec<Told<'a>>>,
    /// Names by what is asked with them: what follows the verb, and the verb.
    answers: HashMap<(&'a str, &'a str), HashSet<&'a str>>,
    /// All names of a kind, in the order of the facts.
    names: HashMap<NameKind, Vec<&'a str>>,
    /// States that some list has for members.
    pub(super) members: HashSet<&'a str>,
    /// People who hold an office of a state, and people who say or do something, each once.
    pub(super) holders: Vec<String>,
    pub(super) others: Vec<String>,
}

impl<'a> Index<'a> {
    pub(super) fn new(facts: &'a [Fact]) -> Self {
        let mut index = Self::default();
        for fact in facts {
            index.take(fact);
        }
        index.holders = once(facts.iter().filter(|f| is_of_a_state(f)).filter_map(person));
        let holders: HashSet<&String> = index.holders.iter().collect();
        let others = others(facts).filter(|name| !holders.contains(name));
        index.others = once(others);
        index
    }

    fn take(&mut self, fact: &'a Fact) {
        let statement = &fact.statement;
        match &fact.value {
            Value::Date(date) if is_of_a_life(fact) => {
                self.lives.push(Life {
                    whose: &statement.subject,
                    verb: &statement.verb.base,
                    year: date.from.year(),
                    document: fact.evidence.last().map(|evidence| evidence.document),
                });
            }
            Value::Name(kind, name) => {
                let asked = (statement.tail.as_str(), statement.verb.base.as_str());
                self.answers.entry(asked).or_default().insert(name);
                self.names.entry(*kind).or_default().push(name);
            }
            Value::List(NameKind::State, names) => {
                self.members.extend(names.iter().map(String::as_str));
                if let Some(Value::List(_, more)) = &fact.refinement {
                    self.members.extend(more.iter().map(String::as_str));
                }
            }
            Value::Text(text) if !matches!(fact.pattern, "clause" | "gap") => {
                let folded_tail = fold(&statement.tail);
                let told = Told { fact, text, folded_tail };
                self.texts.entry(fact.pattern).or_default().push(told);
            }
            _ => {}
        }
    }

    /// Returns the facts of a pattern whose value is words.
    pub(super) fn texts(&self, pattern: &str) -> &[Told<'a>] {
        self.texts.get(pattern).map_or(&[], Vec::as_slice)
    }

    /// Returns all names of a kind.
    pub(super) fn names(&self, kind: NameKind) -> impl Iterator<Item = &'a str> {
        self.names.get(&kind).into_iter().flatten().copied()
    }

    /// Returns whether a fact with the same verb and what follows it has this name for its value.
    pub(super) fn is_answer(&self, fact: &Fact, name: &str) -> bool {
        let asked = (fact.statement.tail.as_str(), fact.statement.verb.base.as_str());
        self.answers.get(&asked).is_some_and(|names| names.contains(name))
    }
}

fn is_of_a_state(fact: &Fact) -> bool {
    const OFFICES: [&str; 8] = [
        "president of",
        "minister of",
        "chancellor of",
        "king of",
        "queen of",
        "premier of",
        "emperor of",
        "Secretary of State of",
    ];
    OFFICES.iter().any(|office| fact.statement.tail.contains(office))
}

/// People who say something, work somewhere, or did something.
fn others(facts: &[Fact]) -> impl Iterator<Item = String> {
    let works =
        |f: &&Fact| f.pattern == "role" && f.statement.open == crate::facts::Open::Complement;
    let workers = facts.iter().filter(works).map(|f| f.statement.subject.clone());
    let known = |fact: &&Fact| !matches!(fact.pattern, "clause" | "gap");
    facts.iter().filter(known).filter_map(person).chain(workers)
}

fn person(fact: &Fact) -> Option<String> {
    match &fact.value {
        Value::Name(NameKind::Person, name) => Some(name.clone()),
        _ => None,
    }
}

fn once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut known = HashSet::new();
    names.filter(|name| known.insert(name.clone())).collect()
}

/// "Marie Curie was born in 1867", however it was found.
fn is_of_a_life(fact: &Fact) -> bool {
    fact.statement.open == Open::Time
        && matches!(fact.statement.verb.base.as_str(), "bear" | "die")
        && fact.statement.asks.starts_with(['I', 'O'])
}
