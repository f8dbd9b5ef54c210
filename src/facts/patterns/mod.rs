//! The patterns that find facts, one a file. To add one, copy `skeleton.rs`.

mod agent;
mod based;
mod bracket;
mod cause;
mod clause;
mod condition;
mod cooperation;
mod count;
pub(super) mod gap;
mod life;
mod member;
mod named;
mod nominal;
mod number;
mod participle;
mod people_count;
mod place;
mod place_held;
mod quotation;
mod role;
mod school;
mod share;
mod shared;
mod skeleton;
mod superlative;
mod view;
mod when;

use self::named::Named;
use super::context::Seen;
use super::fact::{
    Agreement, Evidence, Fact, FactStatus, NameKind, Open, Polarity, Statement, Value, Verb,
};
use super::referent::{Referent, ReferentKind};
use super::verb::{EventVerb, third_person};
use super::verb_group::{Form, VerbGroup};
use crate::document::Role;
use crate::value::fold;

/// A pattern: its name and what it finds in a sentence.
type Pattern = (&'static str, fn(Seen<'_>) -> Vec<Found>);

const PATTERNS: [Pattern; 25] = [
    ("when", when::find),
    ("participle", participle::find),
    ("nominal", nominal::find),
    ("life", life::find),
    ("bracket", bracket::find),
    ("agent", agent::find),
    ("place", place::find),
    ("place_held", place_held::find),
    ("people_count", people_count::find),
    ("based", based::find),
    ("role", role::find),
    ("member", member::find),
    ("cooperation", cooperation::find),
    ("number", number::find),
    ("count", count::find),
    ("school", school::find),
    ("share", share::find),
    ("superlative", superlative::find),
    ("quotation", quotation::find),
    ("view", view::find),
    ("cause", cause::find),
    ("condition", condition::find),
    ("skeleton", skeleton::find),
    ("clause", clause::find),
    ("gap", gap::find),
];

/// What a pattern found: a statement and the value that fills it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    statement: Statement,
    value: Value,
    status: FactStatus,
    /// Whether the sentence before is needed to know what is meant.
    rests_on_the_one_before: bool,
    /// How sure the reading is and how telling the question, of 100.
    confidence: u8,
}

impl Found {
    fn asserted(statement: Statement, value: Value) -> Self {
        Self {
            statement,
            value,
            status: FactStatus::Asserted,
            rests_on_the_one_before: false,
            confidence: 100,
        }
    }

    fn with_confidence(self, confidence: u8) -> Self {
        Self { confidence, ..self }
    }

    fn resting_on_the_one_before(mut self) -> Self {
        self.rests_on_the_one_before = true;
        self
    }

    fn attributed(mut self, to: String) -> Self {
        self.statement.lead = Some(format!("According to {to},"));
        self.status = FactStatus::Attributed { to };
        self
    }
}

/// Returns what all patterns find in a sentence. A machine's summary states no facts of its own.
pub(super) fn all(seen: Seen<'_>) -> Vec<Fact> {
    if seen.known().sentence.role == Role::MachineSummary {
        return Vec::new();
    }
    let found = PATTERNS
        .iter()
        .flat_map(|(name, find)| find(seen).into_iter().map(move |found| (*name, found)));
    // A ship that has somebody's name is nobody.
    let named_after = |found: &Found| seen.known().scene.calls_a_vehicle(&found.statement.subject);
    let mut found = found.filter(|(_, found)| !named_after(found)).peekable();
    if found.peek().is_none() {
        return Vec::new();
    }
    let named = Named::of(seen);
    found.map(|(pattern, found)| fact(seen, &named, pattern, found)).collect()
}

fn fact(seen: Seen<'_>, named: &Named, pattern: &'static str, found: Found) -> Fact {
    let before = seen.index.checked_sub(1).filter(|_| found.rests_on_the_one_before);
    let indexes = before.into_iter().chain([seen.index]);
    Fact {
        name: name(&found.statement),
        pattern,
        statement: found.statement,
        value: found.value,
        refinement: None,
        polarity: Polarity::Positive,
        status: found.status,
        confidence: found.confidence,
        evidence: indexes.map(|index| evidence(seen, index)).collect(),
        about: seen.text.about.clone(),
        beings: named.beings.clone(),
        half_names: named.half_names.clone(),
        agreement: Agreement::Single,
    }
}

fn evidence(seen: Seen<'_>, index: usize) -> Evidence {
    let sentence = &seen.text.sentences[index].sentence;
    Evidence {
        document: seen.text.number,
        sentence: index,
        quote: sentence.place.quote.clone(),
        line: sentence.place.line,
        range: sentence.place.range.clone(),
        witness: sentence.role != Role::MachineSummary,
    }
}

/// Makes a fact's name of its subject, its verb, what follows, and what is open.
fn name(statement: &Statement) -> String {
    const WORDS: usize = 7;
    const SMALL: [&str; 12] =
        ["the", "a", "an", "of", "in", "on", "at", "to", "with", "by", "for", "and"];
    let open = match statement.open {
        Open::Time => "when".to_owned(),
        Open::Subject | Open::Complement => fold(&statement.asks),
        Open::Gap => "gap".to_owned(),
    };
    let about = format!("{} {} {}", statement.subject, statement.verb.base, statement.tail);
    let about = fold(&about);
    let telling = |w: &&str| !w.is_empty() && !SMALL.contains(w);
    let words: Vec<&str> = about
        .split(' ')
        .filter(telling)
        .take(WORDS)
        .chain(open.split(' ').filter(telling).take(3))
        .collect();
    deunicode::deunicode(&words.join("-"))
        .to_lowercase()
        .replace(|c: char| !c.is_ascii_alphanumeric() && c != '-', "")
}

/// Returns the verb group in the two orders that questions need.
fn verb_of(group: &VerbGroup) -> Verb {
    const IDLE: [&str; 13] = [
        "also", "then", "all", "both", "since", "already", "now", "still", "soon", "again", "once",
        "thus", "later",
    ];
    let Some(verb) = group.verb else {
        return copula(&group.auxiliary);
    };
    let adverb = group.adverb.clone().filter(|a| !IDLE.contains(&a.as_str()));
    let helper = group.auxiliary.split(' ').next().unwrap_or_default();
    match group.form {
        // A caption's present is the past of everybody else.
        Form::Past | Form::Present => Verb { adverb, ..past(verb) },
        Form::PerfectPassive => {
            let words = format!("been {}", verb.participle);
            Verb {
                operator: helper.to_owned(),
                implicit: false,
                inner: words.clone(),
                finite: words,
                base: verb.base.clone(),
                adverb,
            }
        }
        Form::Passive | Form::Perfect | Form::Copula | Form::Stative => Verb {
            operator: helper.to_owned(),
            implicit: false,
            inner: verb.participle.clone(),
            finite: verb.participle.clone(),
            base: verb.base.clone(),
            adverb,
        },
    }
}

/// Returns the verb "be" in this form.
fn copula(form: &str) -> Verb {
    Verb {
        operator: form.to_owned(),
        implicit: false,
        inner: String::new(),
        finite: String::new(),
        base: "be".into(),
        adverb: None,
    }
}

/// Returns the simple past of a verb.
fn past(verb: &EventVerb) -> Verb {
    Verb {
        operator: "did".into(),
        implicit: true,
        inner: verb.base.clone(),
        finite: verb.past.clone(),
        base: verb.base.clone(),
        adverb: None,
    }
}

/// Returns the passive of a verb: "was founded", "were founded".
fn passive(verb: &EventVerb, plural: bool) -> Verb {
    Verb {
        operator: if plural { "were" } else { "was" }.into(),
        implicit: false,
        inner: verb.participle.clone(),
        finite: verb.participle.clone(),
        base: verb.base.clone(),
        adverb: None,
    }
}

/// Returns the simple present of a verb, for one or for several.
fn present(base: &str, plural: bool) -> Verb {
    Verb {
        operator: if plural { "do" } else { "does" }.into(),
        implicit: true,
        inner: base.to_owned(),
        finite: if plural { base.to_owned() } else { third_person(base) },
        base: base.to_owned(),
        adverb: None,
    }
}

/// Returns what asks for a subject of this kind, and the kind of the value.
fn asks_for(referent: &Referent) -> (&'static str, NameKind) {
    match referent.kind {
        ReferentKind::Person => ("Who", NameKind::Person),
        ReferentKind::State => ("Which country", NameKind::State),
        _ => ("What", NameKind::Other),
    }
}

/// Returns whom a lead names as its source: "According to the ministry," the ministry.
fn source_in(lead: &str) -> Option<String> {
    let to = lead.strip_prefix("According to ")?;
    Some(to.trim_end_matches(',').to_owned())
}

/// Returns whether a text has a pronoun or pointer that only its surroundings make clear.
fn has_open_pointer(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'').any(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "he" | "she"
                | "it"
                | "they"
                | "him"
                | "them"
                | "his"
                | "her"
                | "its"
                | "their"
                | "this"
                | "these"
                | "those"
                | "such"
                | "which"
                | "who"
                | "whom"
                | "whose"
                | "we"
                | "our"
                | "i"
                | "my"
                | "you"
                | "your"
        )
    })
}

/// Returns whether a text has a name in it.
fn has_name(text: &str) -> bool {
    text.split(' ').any(|w| w.trim_start_matches(['“', '\'']).starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::super::{Fact, find};
    use crate::document::Document;

    /// Returns "asks | subject | verb | tail => value" for each fact of a pattern.
    pub(super) fn found_by(pattern: &str, text: &str) -> Vec<String> {
        found(text, |fact| fact.pattern == pattern)
    }

    /// Returns what is found of the wanted facts, as "asks | subject | verb | tail => value".
    pub(super) fn found(text: &str, wanted: impl Fn(&Fact) -> bool) -> Vec<String> {
        let documents = [Document::parse("a.txt", text)];
        let told = |fact: Fact| {
            let s = &fact.statement;
            let value = fact.value.spelled();
            format!("{} | {} | {} | {} => {value}", s.asks, s.subject, s.verb.base, s.tail)
        };
        find(&documents).into_iter().filter(wanted).map(told).collect()
    }

    #[test]
    fn names_of_facts_are_stable_and_plain() {
        let documents = [Document::parse("a.txt", "Marie Curie discovered polonium in 1898.")];
        let names: Vec<String> = find(&documents).into_iter().map(|f| f.name).collect();
        assert_eq!(names[0], "marie-curie-discover-polonium-when");
    }
}
