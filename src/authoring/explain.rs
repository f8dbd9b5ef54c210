//! The words that stand behind a card: the explanation after its answer, and why it was kept.

use super::store::Store;
use super::{Built, Candidate, Outcome};
use crate::facts::{Agreement, Fact, FactStatus, Open, Value, join};
use crate::value::{Edtf, Precision, spell_date};
use crate::workers::{all_threads, share_out};
use std::collections::HashMap;
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
    let other = related(fact, store).or_else(|| next(fact, store));
    let parts = [finer(fact, store), contested(fact), other];
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
            let count = if names.len() == 1 { "counts" } else { "count" };
            Some(format!("For some sources {} {count} as well.", join(names)))
        }
        _ => None,
    }
}

/// Another event with a date that shares the most names with this fact, and at least two.
fn related(fact: &Fact, store: &Store<'_>) -> Option<String> {
    const ENOUGH: usize = 2;
    let own = names_of(fact);
    // An event that brings in somebody else is another story.
    let shared = |event: &ToldEvent| {
        if event.names.iter().all(|name| own.contains(name)) { event.names.len() } else { 0 }
    };
    let quoted = |event: &ToldEvent| fact.evidence.iter().any(|e| e.quote == event.quote);
    let asked =
        |event: &ToldEvent| fact.statement.tail.contains(&event.date.from.year().to_string());
    let others = store
        .events
        .of_any(&own)
        .filter(|e| e.fact != fact.name && e.value() != fact.value && !quoted(e) && !asked(e));
    let (count, event) = others
        .map(|event| (shared(event), event))
        .max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.fact.cmp(&a.1.fact)))?;
    (count >= ENOUGH).then(|| event.told())
}

/// What happened next to whom or what a dated fact is about.
fn next(fact: &Fact, store: &Store<'_>) -> Option<String> {
    let Value::Date(date) = fact.value else { return None };
    let subject = &fact.statement.subject;
    let whole = subject.contains(' ') && subject.contains(char::is_uppercase);
    let quoted = |event: &ToldEvent| fact.evidence.iter().any(|e| e.quote == event.quote);
    let later = store.events.about(subject);
    let later = later.filter(|event| event.date.span().0 > date.span().1 && !quoted(event));
    let next =
        later.min_by_key(|event| (event.date.span(), event.fact.clone())).filter(|_| whole)?;
    Some(next.told())
}

/// The dated events that explanations may tell, by the first of the names in each.
pub(super) struct Events {
    pub(super) all: Vec<ToldEvent>,
    by_name: HashMap<String, Vec<usize>>,
    by_subject: HashMap<String, Vec<usize>>,
}

impl Events {
    /// Finds the events among facts.
    pub(super) fn new(facts: &[Fact]) -> Self {
        let each: Vec<&Fact> = facts.iter().collect();
        let all =
            share_out(&each, all_threads(), |fact| ToldEvent::new(fact).into_iter().collect());
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_subject: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, event) in all.iter().enumerate() {
            by_subject.entry(event.subject.clone()).or_default().push(place);
            if let Some(first) = event.names.first() {
                by_name.entry(first.clone()).or_default().push(place);
            }
        }
        Self { all, by_name, by_subject }
    }

    /// Returns the dates of the other events that share two names with a fact.
    pub(super) fn shared_by(&self, fact: &Fact) -> Vec<Edtf> {
        const ENOUGH: usize = 2;
        let own = names_of(fact);
        let shares = |event: &&ToldEvent| {
            event.names.iter().filter(|name| own.contains(name)).count() >= ENOUGH
        };
        let others = self.of_any(&own).filter(|event| event.fact != fact.name).filter(shares);
        others.map(|event| event.date).collect()
    }

    /// Returns the events of a subject.
    fn about(&self, subject: &str) -> impl Iterator<Item = &ToldEvent> {
        let places = self.by_subject.get(subject).into_iter().flatten();
        places.map(|place| &self.all[*place])
    }

    /// Returns the events whose first name is one of these.
    fn of_any<'e>(&'e self, names: &'e [String]) -> impl Iterator<Item = &'e ToldEvent> {
        let places = names.iter().filter_map(|name| self.by_name.get(name)).flatten();
        places.map(|place| &self.all[*place])
    }
}

/// A dated event that an explanation may tell.
pub(super) struct ToldEvent {
    fact: String,
    subject: String,
    words: String,
    date: Edtf,
    names: Vec<String>,
    quote: String,
}

impl ToldEvent {
    /// Returns the event as a sentence.
    pub(super) fn told(&self) -> String {
        format!("{} {}.", self.words, in_year(self.date))
    }

    /// Returns the event of a fact, when it is sure and can be told in a plain sentence.
    pub(super) fn new(fact: &Fact) -> Option<Self> {
        let Value::Date(date) = fact.value else { return None };
        let statement = &fact.statement;
        let sure = fact.agreement != Agreement::Conflict && fact.status == FactStatus::Asserted;
        // "chairman until 1987" is not "chairman in 1987".
        let once = statement.open == Open::Time
            && ["In ", "On "].iter().any(|tie| statement.asks.starts_with(tie));
        let words = super::order::words(statement);
        let plain = !words.contains(['“', '”']) && !words.contains(" that ");
        let asked = super::question(statement);
        let sound =
            sure && once && plain && super::check::check(fact, statement, &asked, None).are_none();
        let quote = fact.evidence.first()?.quote.clone();
        sound.then(|| Self {
            fact: fact.name.clone(),
            subject: statement.subject.clone(),
            words,
            date,
            names: names_of(fact),
            quote,
        })
    }

    fn value(&self) -> Value {
        Value::Date(self.date)
    }
}

/// Returns the names that say what a fact is about; a name of several words is one.
fn names_of(fact: &Fact) -> Vec<String> {
    let statement = &fact.statement;
    let about = format!("{}, {}, {}", statement.subject, statement.tail, fact.value.spelled());
    let mut names: Vec<String> = Vec::new();
    let mut open = false;
    for word in about.split(' ') {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_name = bare.len() > 2 && bare.starts_with(char::is_uppercase);
        match names.last_mut().filter(|_| open && is_name) {
            Some(name) => {
                name.push(' ');
                name.push_str(bare);
            }
            None if is_name => names.push(bare.to_owned()),
            None => {}
        }
        open = is_name && word.ends_with(char::is_alphanumeric);
    }
    names.sort();
    names.dedup();
    names
}

fn in_year(date: Edtf) -> String {
    match date.precision() {
        Precision::Day => format!("on {}", spell_date(date)),
        _ => format!("in {}", spell_date(date)),
    }
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

#[cfg(test)]
mod tests {
    use crate::authoring::{BuildOptions, build};
    use crate::document::Document;

    #[test]
    fn a_dated_card_tells_what_happened_next() {
        let text = "Marie Curie moved to Paris in 1891. Marie Curie discovered polonium in 1898. \
                    Marie Curie visited Rome in 1918.";
        let deck = build(&[Document::parse("a.txt", text)], &BuildOptions::default()).deck;
        let told: Vec<String> = deck.cards.into_iter().filter_map(|c| c.explanation).collect();
        let next = "Marie Curie discovered polonium in 1898.";
        assert!(told.iter().any(|explanation| explanation == next), "{told:?}");
    }
}
