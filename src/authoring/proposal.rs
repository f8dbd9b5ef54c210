//! What an outside program proposes: facts in JSON lines, each with the words of a document behind
//! it. It may help and never rules: a proposal becomes a fact only when its quotation really stands
//! in a document and gives the value, its card passes every check, and then it is a draft.

mod value;

use super::{Candidate, Outcome};
use crate::document::{Document, Place};
use crate::facts::{
    self, Agreement, Evidence, Fact, FactStatus, Open, Polarity, Statement, Value, Verb, view,
};
use crate::language::sentence::sentences;
use crate::value::fold;
use serde::Deserialize;
use serde_json::json;
use value::{gives, value};

/// The pattern of facts that were proposed.
pub const PROPOSED: &str = "proposed";

/// A line that a program wrote: a fact as `docent facts --json` has it, with the question that asks
/// for it if the program has one.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Proposal {
    /// The name of a fact that docent found itself, in a line that it wrote.
    #[serde(default)]
    fact: Option<String>,
    /// What asks for the value.
    #[serde(default)]
    question: Option<String>,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    relation: String,
    value: serde_json::Value,
    #[serde(default)]
    value_type: Option<String>,
    #[serde(default)]
    unit: Option<String>,
    evidence: Vec<Quotation>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Quotation {
    source: String,
    quote: String,
}

impl Proposal {
    /// Reads a line that a program wrote.
    ///
    /// # Errors
    /// When it is no such fact; says why in words.
    pub fn read(line: &str) -> Result<Self, String> {
        let proposal: Self =
            serde_json::from_str(line).map_err(|fault| format!("no fact in JSON: {fault}"))?;
        if proposal.evidence.is_empty() {
            return Err("a fact without `evidence`".into());
        }
        Ok(proposal)
    }
}

/// Returns what a program is told of the documents: JSON lines of each document, its sentences and
/// the facts that docent found, and a last one that says so.
#[must_use]
pub fn told(documents: &[Document], facts: &[Fact]) -> Vec<String> {
    let mut lines = Vec::new();
    for document in documents {
        lines.push(json!({
            "type": "document",
            "source": document.name,
            "title": document.title,
            "publisher": document.publisher,
            "date": document.published.map(|date| date.to_string()),
        }));
        lines.extend(sentences(document).into_iter().map(|sentence| {
            json!({
                "type": "sentence",
                "source": document.name,
                "line": sentence.place.line,
                "text": sentence.place.quote,
            })
        }));
    }
    for fact in facts {
        let mut line = json!({ "type": "fact" });
        if let (Some(line), Ok(serde_json::Value::Object(view))) =
            (line.as_object_mut(), serde_json::to_value(view(fact, documents)))
        {
            line.extend(view);
        }
        lines.push(line);
    }
    lines.push(json!({ "type": "end" }));
    lines.iter().map(ToString::to_string).collect()
}

/// Weighs proposals: returns the facts of those that stand, and of the others why they do not.
pub(super) fn weigh(
    proposals: &[Proposal],
    found: &[Fact],
    documents: &[Document],
) -> (Vec<Fact>, Vec<Candidate>) {
    let (mut sound, mut refused): (Vec<Fact>, Vec<Candidate>) = (Vec::new(), Vec::new());
    for proposal in proposals {
        match fact(proposal, found, documents) {
            Ok(fact) if sound.iter().any(|known| known.name == fact.name) => {
                refused.push(refusal(proposal, "proposed already".into()));
            }
            Ok(fact) => sound.push(fact),
            Err(reason) => refused.push(refusal(proposal, reason)),
        }
    }
    (sound, refused)
}

fn refusal(proposal: &Proposal, reason: String) -> Candidate {
    let about = format!("{} {}", proposal.subject, proposal.relation);
    let question = proposal.question.clone().unwrap_or_else(|| about.trim().to_owned());
    Candidate {
        signs: Vec::new(),
        cites: Vec::new(),
        fact: proposal.fact.clone().unwrap_or_default(),
        pattern: PROPOSED.into(),
        question,
        answer: proposal.value.as_str().map_or_else(|| proposal.value.to_string(), str::to_owned),
        source: proposal.evidence.first().map(|e| e.source.clone()).unwrap_or_default(),
        line: 0,
        score: 0,
        outcome: Outcome::Dropped,
        reason,
    }
}

/// Returns the fact of a proposal, or why it is none.
fn fact(proposal: &Proposal, found: &[Fact], documents: &[Document]) -> Result<Fact, String> {
    if let Some(name) = &proposal.fact
        && found.iter().any(|fact| fact.name == *name)
    {
        return Err("docent has found this fact itself".into());
    }
    let evidence = evidence(proposal, documents)?;
    let value = value(proposal)?;
    if !evidence.iter().any(|e| gives(&e.quote, &value)) {
        return Err("its quotation does not give the value".into());
    }
    let said = proposal.question.as_deref().unwrap_or(&proposal.subject);
    if let Some(name) = unknown_name(said, documents) {
        return Err(format!("names {name}, which no document does"));
    }
    let fact = match &proposal.question {
        Some(question) => asked(question, value)?,
        None => restated(proposal, &value)?,
    };
    if let Some(known) = found.iter().find(|known| known.name == fact.name) {
        let same = fold(&known.value.spelled()) == fold(&fact.value.spelled());
        let own = known.value.spelled();
        return Err(if same {
            "docent has found this fact itself".into()
        } else {
            format!("docent reads the documents otherwise: {own}")
        });
    }
    Ok(Fact { evidence, pattern: PROPOSED, agreement: Agreement::Single, ..fact })
}

/// Finds the quotations in the documents.
fn evidence(proposal: &Proposal, documents: &[Document]) -> Result<Vec<Evidence>, String> {
    const FEWEST_WORDS: usize = 3;
    let mut evidence = Vec::new();
    for Quotation { source, quote } in &proposal.evidence {
        let number = documents.iter().position(|document| document.name == *source);
        let Some((number, document)) = number.and_then(|n| Some((n, documents.get(n)?))) else {
            return Err(format!("there is no document `{source}`"));
        };
        if quote.split_whitespace().count() < FEWEST_WORDS {
            return Err("its quotation is too short to prove anything".into());
        }
        let place = document.find(quote);
        let Some(place) = place else {
            return Err(format!("its quotation does not stand in `{source}`"));
        };
        let sentence = sentences(document)
            .iter()
            .take_while(|sentence| sentence.place.range.start <= place.range.start)
            .count();
        let Place { quote, line, range } = place;
        let sentence = sentence.saturating_sub(1);
        evidence.push(Evidence { document: number, sentence, quote, line, range, witness: true });
    }
    Ok(evidence)
}

/// Returns a name that none of the documents has, if there is one. The first word has a capital in
/// any case.
fn unknown_name(said: &str, documents: &[Document]) -> Option<String> {
    let words = said.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut names =
        words.skip(1).filter(|w| w.chars().count() > 1 && w.contains(char::is_uppercase));
    let known = |name: &str| {
        let mut paragraphs = documents.iter().flat_map(|document| &document.paragraphs);
        let titles = || documents.iter().filter_map(|document| document.title.as_deref());
        paragraphs.any(|p| p.text.contains(name)) || titles().any(|title| title.contains(name))
    };
    names.find(|name| !known(name)).map(str::to_owned)
}

/// Returns the fact of a question that the program wrote.
fn asked(question: &str, value: Value) -> Result<Fact, String> {
    let asks = question.trim();
    let asks = asks.strip_suffix('?').ok_or("its question does not end in a question mark")?.trim();
    let verb = Verb {
        operator: String::new(),
        implicit: true,
        inner: String::new(),
        finite: String::new(),
        base: String::new(),
        adverb: None,
    };
    Ok(Fact {
        name: format!("{PROPOSED}-{}", super::sources::kebab(asks)),
        pattern: PROPOSED,
        statement: Statement {
            lead: None,
            asks: asks.to_owned(),
            open: Open::Subject,
            subject: String::new(),
            verb,
            tail: String::new(),
        },
        value,
        refinement: None,
        polarity: Polarity::Positive,
        status: FactStatus::Asserted,
        confidence: 100,
        evidence: Vec::new(),
        about: None,
        beings: Vec::new(),
        half_names: Vec::new(),
        agreement: Agreement::Single,
    })
}

/// Returns the fact that docent reads in the proposal put as a plain sentence.
fn restated(proposal: &Proposal, value: &Value) -> Result<Fact, String> {
    let (said, asks) = proposal.relation.split_once(" [").unwrap_or((&proposal.relation, ""));
    let place = asks.split(' ').next().unwrap_or_default();
    let place = if ["in", "on", "at", "since", "to"].contains(&place) { place } else { "" };
    let spelled = value.spelled();
    let end = if proposal.subject == spelled { "" } else { spelled.as_str() };
    let words = [proposal.subject.as_str(), said, place, end];
    let words: Vec<&str> = words.into_iter().map(str::trim).filter(|w| !w.is_empty()).collect();
    let sentence = format!("{}.", words.join(" "));
    let documents = [Document::parse("proposal.txt", &sentence)];
    let same = |fact: &Fact| fold(&fact.value.spelled()) == fold(&spelled);
    facts::find(&documents).into_iter().find(same).ok_or_else(|| {
        format!("docent finds no such fact in “{sentence}”; a `question` would help")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The Suez Canal was opened in 1869.\n\nIts four engineers had dug for ten \
                        years, and Ferdinand de Lesseps, who had led them, was there. The Panama one came \
                        later, and ships passed it from 1914 on.\n";

    fn weighed(line: &str) -> Result<Fact, String> {
        let documents = [Document::parse("canal.txt", TEXT)];
        let found = facts::find(&documents);
        let (mut sound, refused) = weigh(&[Proposal::read(line)?], &found, &documents);
        sound.pop().ok_or_else(|| refused.into_iter().next().map(|c| c.reason).unwrap_or_default())
    }

    fn proposal(question: &str, value: &str, kind: &str, quote: &str) -> String {
        format!(
            "{{\"question\":\"{question}\",\"value\":{value},\"value_type\":\"{kind}\",\
             \"evidence\":[{{\"source\":\"canal.txt\",\"quote\":\"{quote}\"}}]}}"
        )
    }

    #[test]
    fn a_proposal_whose_quotation_stands_is_a_fact() {
        let who = "Who led the engineers of the Suez Canal?";
        let quote = "Ferdinand de Lesseps, who had led them";
        let fact = weighed(&proposal(who, "\"Ferdinand de Lesseps\"", "person", quote));
        let fact = fact.expect("a fact");
        assert_eq!(super::super::question(&fact.statement), who);
        assert_eq!((fact.evidence[0].line, fact.evidence[0].sentence), (3, 1));
        assert_eq!(&TEXT[fact.evidence[0].range.clone()], quote);
        let number = proposal("How many engineers?", "4", "number", "Its four engineers had dug");
        assert!(weighed(&number).is_ok());
        let restated = "{\"subject\":\"The Panama Canal\",\"relation\":\"was opened in\",\
                        \"value\":\"1914\",\"value_type\":\"date\",\"evidence\":[{\"source\":\
                        \"canal.txt\",\"quote\":\"ships passed it from 1914 on\"}]}";
        let fact = weighed(restated).expect("a fact");
        let asked = super::super::question(&fact.statement);
        assert_eq!(asked, "In which year was the Panama Canal opened?");
    }

    #[test]
    fn what_proves_nothing_is_refused_with_its_reason() {
        for (question, value, kind, quote, reason) in [
            ("Who dug?", "\"Napoleon\"", "person", "Napoleon dug the canal.", "does not stand in"),
            ("Who dug?", "\"Napoleon\"", "person", "The Suez Canal was opened", "give the value"),
            ("Who dug?", "\"Suez\"", "name", "Suez", "too short"),
            ("Who dug", "\"Suez Canal\"", "name", "The Suez Canal was opened", "question mark"),
            ("When?", "\"soon\"", "date", "The Suez Canal was opened in 1869.", "no date"),
            ("When?", "\"1870\"", "date", "The Suez Canal was opened in 1869.", "give the value"),
            ("Who?", "[\"a\"]", "list", "The Suez Canal was opened in 1869.", "no list"),
            ("Did Oz dig?", "\"opened in\"", "text", "was opened in 1869.", "names Oz"),
            ("Who?", "\"a\"", "spell", "The Suez Canal was opened in 1869.", "no type of value"),
        ] {
            let refused = weighed(&proposal(question, value, kind, quote)).expect_err(reason);
            assert!(refused.contains(reason), "{refused}: {reason}");
        }
        assert!(weighed("what?").is_err_and(|why| why.starts_with("no fact in JSON")));
        assert!(weighed("{\"value\":1,\"evidence\":[]}").is_err());
    }

    #[test]
    fn what_docent_told_comes_back_as_known() {
        let documents = [Document::parse("canal.txt", TEXT)];
        let found = facts::find(&documents);
        let lines = told(&documents, &found);
        assert!(lines[1].contains("\"type\":\"sentence\"") && lines[1].contains("\"line\":1"));
        let facts = lines.iter().filter(|line| line.contains("\"type\":\"fact\""));
        let echoed: Vec<Proposal> =
            facts.map(|line| Proposal::read(line).expect("a fact")).collect();
        assert!(!echoed.is_empty());
        let (sound, refused) = weigh(&echoed, &found, &documents);
        assert!(sound.is_empty());
        assert!(refused.iter().all(|c| c.reason == "docent has found this fact itself"));
    }
}
