//! What a fact is: a clause with one part left open, the value that fills it, and its evidence.

use crate::value::{Edtf, Number, spell_date};
use std::ops::Range;

/// Something that documents state.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Stable: made from what the fact is about, not from its value or its place.
    pub name: String,
    /// The pattern that found it.
    pub pattern: &'static str,
    /// What is stated, but for the value.
    pub statement: Statement,
    /// What fills the open part.
    pub value: Value,
    /// What documents give beside the value, such as a finer date.
    pub refinement: Option<Value>,
    /// Whether the clause is affirmed or denied.
    pub polarity: Polarity,
    /// How far its document stands behind it.
    pub status: FactStatus,
    /// How sure the reading of the sentence is and how telling what it states, of 100.
    pub confidence: u8,
    /// The name of the one thing that the document is about: what else it speaks of belongs to it.
    pub about: Option<String>,
    /// People and places that its sentence names, in full.
    pub beings: Vec<Being>,
    /// People whom its sentence calls by one word, and so do the documents throughout: "Giulio".
    pub half_names: Vec<String>,
    /// Where documents say so, in their order.
    pub evidence: Vec<Evidence>,
    /// Whether documents agree on the value.
    pub agreement: Agreement,
}

/// Somebody or somewhere that a sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Being {
    /// The name in full.
    pub name: String,
    /// Whether it is a place, and no person.
    pub is_place: bool,
}

impl Fact {
    /// Returns whether its sentence names a person so.
    #[must_use]
    pub fn is_person(&self, name: &str) -> bool {
        self.beings.iter().any(|being| !being.is_place && being.name == name)
    }

    /// Returns whether its sentence names a place so.
    #[must_use]
    pub fn is_place(&self, name: &str) -> bool {
        self.beings.iter().any(|being| being.is_place && being.name == name)
    }
}

/// A clause with one part left open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What stands before the question, with its comma: "As of May 1990,".
    pub lead: Option<String>,
    /// What asks for the open part: "In which year", "Who", "How many points".
    pub asks: String,
    /// Which part is open.
    pub open: Open,
    /// Who or what the clause is about, as running text has it: "the Treaty of Rome". When the
    /// subject itself is open, what the clause says of it is in `tail`.
    pub subject: String,
    /// The verb.
    pub verb: Verb,
    /// What follows the verb, but for the value.
    pub tail: String,
}

/// The part of a clause that a fact's value fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Open {
    /// Who or what does it, or is it.
    Subject,
    /// When it happened.
    Time,
    /// Anything after the verb.
    Complement,
    /// A word of the sentence: the tail is the sentence, with a gap.
    Gap,
}

/// A verb in the two orders that questions need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verb {
    /// "did", "was", "has": what changes place with the subject.
    pub operator: String,
    /// Whether the operator appears only in questions, as "did" does.
    pub implicit: bool,
    /// What follows the subject: "found", "been founded"; empty for "is".
    pub inner: String,
    /// The verb in a statement, without its operator: "founded".
    pub finite: String,
    /// The dictionary form, for names and comparisons.
    pub base: String,
    /// "later", "formally".
    pub adverb: Option<String>,
}

/// The value of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A date.
    Date(Edtf),
    /// A number.
    Number {
        /// How many, or how much.
        number: Number,
        /// What is counted: "%", "points".
        unit: Option<String>,
    },
    /// A name of this kind.
    Name(NameKind, String),
    /// Several names of one kind.
    List(NameKind, Vec<String>),
    /// Words.
    Text(String),
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum NameKind {
    Person,
    State,
    Organisation,
    Place,
    Field,
    Other,
}

/// Whether a clause is affirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Polarity {
    /// It is so.
    Positive,
    /// It is not so.
    Negative,
}

/// How far a document stands behind a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactStatus {
    /// The document says so itself.
    Asserted,
    /// The document says that somebody says so.
    Attributed {
        /// Who says so.
        to: String,
    },
    /// It is expected.
    Forecast,
    /// It is denied.
    Denied,
}

/// The sentence of a document that states a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The document, by its place among those read.
    pub document: usize,
    /// The sentence, by its place in the document.
    pub sentence: usize,
    /// The exact sentence.
    pub quote: String,
    /// The line on which it begins, from 1.
    pub line: u32,
    /// Where it stands in the document, in bytes.
    pub range: Range<usize>,
    /// Whether it counts as a witness: a machine's summary does not.
    pub witness: bool,
}

/// Whether documents agree on a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// One document states it.
    Single,
    /// Several documents state the same value.
    Agree,
    /// They state it more and less precisely.
    Refined,
    /// They contradict each other.
    Conflict,
}

impl Value {
    /// Returns what kind of value it is, for machines.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Date(_) => "date",
            Self::Number { .. } => "number",
            Self::Name(kind, _) => kind.name(),
            Self::List(..) => "list",
            Self::Text(_) => "text",
        }
    }

    /// Returns the value as people read it.
    #[must_use]
    pub fn spelled(&self) -> String {
        match self {
            Self::Date(date) => spell_date(*date),
            Self::Number { number, unit } => match unit.as_deref() {
                Some("%") => format!("{number} %"),
                Some(unit) => format!("{number} {unit}"),
                None => number.to_string(),
            },
            Self::Name(_, name) | Self::Text(name) => name.clone(),
            Self::List(_, names) => join(names),
        }
    }
}

impl NameKind {
    /// Returns the kind in a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::State => "state",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Field => "field",
            Self::Other => "name",
        }
    }
}

impl Verb {
    /// Returns no verb: for a question whose opening words hold it.
    #[must_use]
    pub(super) fn none() -> Self {
        Self {
            operator: String::new(),
            implicit: true,
            inner: String::new(),
            finite: String::new(),
            base: String::new(),
            adverb: None,
        }
    }
}

impl Statement {
    /// Returns a statement whose subject is open: "Who" + "founded" + "the Red Cross".
    pub(super) fn of_subject(asks: &str, verb: Verb, tail: &str) -> Self {
        Self {
            lead: None,
            asks: asks.to_owned(),
            open: Open::Subject,
            subject: String::new(),
            verb,
            tail: tail.to_owned(),
        }
    }

    /// Returns a statement open behind its verb: "In which city" + "Marie Curie" + "was born".
    pub(super) fn of_complement(asks: &str, subject: &str, verb: Verb, tail: &str) -> Self {
        Self {
            open: Open::Complement,
            subject: subject.to_owned(),
            ..Self::of_subject(asks, verb, tail)
        }
    }

    /// Returns what the fact says of its subject, in a few words: "founded the Red Cross in".
    #[must_use]
    pub fn relation(&self) -> String {
        let adverb = self.verb.adverb.clone().unwrap_or_default();
        let operator = if self.verb.implicit { "" } else { &self.verb.operator };
        let words = [operator, &adverb, &self.verb.finite, &self.tail];
        let words: Vec<&str> = words.into_iter().filter(|w| !w.is_empty()).collect();
        format!("{} [{}]", words.join(" "), self.asks.to_lowercase())
    }
}

impl Agreement {
    /// Returns the agreement in a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Agree => "agree",
            Self::Refined => "refined",
            Self::Conflict => "conflict",
        }
    }
}

impl FactStatus {
    /// Returns the status in words.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Asserted => "asserted".into(),
            Self::Attributed { to } => format!("attributed to {to}"),
            Self::Forecast => "forecast".into(),
            Self::Denied => "denied".into(),
        }
    }
}

impl Polarity {
    /// Returns the polarity in a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Negative => "negative",
        }
    }
}

/// Joins names as prose does: "A, B and C".
#[must_use]
pub fn join(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
