//! Facts become question cards: a question, a key, fair distractors, and a reason for each.
//!
//! Everything here is a pure function of the documents: the same documents give the same deck,
//! byte for byte. What a fact is, `facts` says; how it is asked, and whether it is worth asking,
//! is said here.

mod card;
mod check;
mod distractors;
mod explain;
mod focus;
mod gaps;
mod genre;
mod index;
mod nouns;
mod order;
mod plain;
mod proposal;
mod question;
mod ranker;
mod score;
mod selection;
mod setting;
mod sources;
mod store;
mod uniqueness;
mod words;

pub use proposal::{PROPOSED, Proposal, told};
pub use question::question;

use crate::deck::{Card, Citation, Deck, Status, StudyWishes};
use crate::document::{Document, Language};
use crate::facts::{self, Fact, Open, Statement};
use crate::workers::{all_threads, drop_aside, share_out_telling};
use check::Faults;
use serde::Serialize;
use std::collections::HashSet;
use std::fmt;
use store::Store;

/// How a deck is to be built.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BuildOptions {
    /// The deck's title; found in the documents when absent.
    pub title: Option<String>,
    /// The most active cards to keep; those that are worth least become drafts.
    pub max: Option<usize>,
    /// Whether drafts become active too.
    pub all: bool,
    /// What chance draws distractors from.
    pub seed: u64,
}

/// A deck and how it came to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Built {
    /// The deck, ready to be written.
    pub deck: Deck,
    /// Every card that was considered, with what became of it and why.
    pub candidates: Vec<Candidate>,
    /// What the user should know of the documents.
    pub notes: Vec<String>,
}

/// A card that was considered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The fact behind it.
    pub fact: String,
    /// The pattern that found the fact.
    pub pattern: String,
    /// What it asks.
    pub question: String,
    /// Its key, as people read it.
    pub answer: String,
    /// The name of the document that it cites.
    pub source: String,
    /// The line that it cites.
    pub line: u32,
    /// How much it is worth, 0 to 100.
    pub score: u8,
    /// What became of it.
    pub outcome: Outcome,
    /// Why.
    pub reason: String,
    /// What is to be seen of its question, whatever it is about.
    pub signs: Vec<&'static str>,
    /// The sentences behind it, where it became no card, which would cite them.
    #[serde(skip)]
    pub cites: Vec<Citation>,
}

/// What became of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It is an active card.
    Kept,
    /// It waits for the teacher.
    Draft,
    /// It is no card.
    Dropped,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kept => "kept",
            Self::Draft => "draft",
            Self::Dropped => "dropped",
        })
    }
}

/// Facts that a thread takes at once.
const BATCH: usize = 64;

/// How far a build is: what it does, and how much of how much is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What is done, in a word or two.
    pub what: &'static str,
    /// How many parts of it are done.
    pub done: usize,
    /// How many there are.
    pub of: usize,
}

/// Builds a deck from documents.
#[must_use]
pub fn build(documents: &[Document], options: &BuildOptions) -> Built {
    build_with(documents, options, &[], &|_| {})
}

/// Builds a deck from documents and what was proposed, telling how far it is.
#[must_use]
pub fn build_with(
    documents: &[Document],
    options: &BuildOptions,
    proposals: &[Proposal],
    progress: &dyn Fn(Step),
) -> Built {
    let tell = |what, done, of| progress(Step { what, done, of });
    tell("reading sentences", 0, 0);
    let facts = facts::find_with(documents, &|done, of| tell("reading sentences", done, of));
    let (proposed, refused) = proposal::weigh(proposals, &facts, documents);
    let store = Store::new(documents, &facts, options.seed);
    let batches: Vec<&[Fact]> = facts.chunks(BATCH).collect();
    let of_batch = |batch: &&[Fact]| batch.iter().map(|fact| draft(fact, &store)).collect();
    let writing = |begun| tell("writing questions", begun * BATCH, facts.len());
    let mut drafted = share_out_telling(&batches, all_threads(), of_batch, &writing);
    drafted.extend(order::draft(&store));
    drafted.extend(draft_proposed(&proposed, &facts, documents, options.seed));
    let refused = refused.into_iter();
    drafted.extend(refused.map(|candidate| Drafted {
        candidate,
        card: None,
        place: None,
        cited: Vec::new(),
        asked: 0,
    }));
    selection::settle(&mut drafted, documents, options);
    tell_each_event_once(&mut drafted, &store);
    let title = sources::title(documents, options.title.as_deref());
    let deck = Deck {
        id: sources::kebab(&title),
        title,
        description: None,
        language: Some("en".into()),
        authors: Vec::new(),
        license: None,
        as_of: store.as_of(),
        tags: Vec::new(),
        study: StudyWishes::default(),
        sources: store.sources().to_vec(),
        cards: drafted.iter_mut().filter_map(Drafted::take_card).collect(),
    };
    let candidates = drafted.into_iter().map(|d| d.candidate).collect();
    drop(store);
    drop_aside(facts);
    Built { deck, candidates, notes: notes(documents) }
}

/// Leaves each related event to the first card that tells it: told beside every card it would
/// bore, and give away the card that asks for it.
fn tell_each_event_once(drafted: &mut [Drafted], store: &Store<'_>) {
    let told: HashSet<String> = store.events.all.iter().map(explain::ToldEvent::told).collect();
    let mut known = HashSet::new();
    let kept = drafted.iter_mut().filter(|drafted| drafted.candidate.outcome != Outcome::Dropped);
    for card in kept.filter_map(|drafted| drafted.card.as_mut()) {
        let Some(explanation) = &card.explanation else { continue };
        let behind_stops = explanation.match_indices(". ").map(|(at, stop)| at + stop.len());
        let mut begins = std::iter::once(0).chain(behind_stops);
        let Some(begin) = begins.find(|at| told.contains(&explanation[*at..])) else { continue };
        if !known.insert(explanation[begin..].to_owned()) {
            let rest = explanation[..begin].trim_end();
            card.explanation = (!rest.is_empty()).then(|| rest.to_owned());
        }
    }
}

/// A candidate with its card, as long as it has one.
struct Drafted {
    candidate: Candidate,
    card: Option<Card>,
    /// The document and the sentence that it rests on.
    place: Option<(usize, usize)>,
    /// The documents and sentences that it cites.
    cited: Vec<(usize, usize)>,
    /// How likely a person asks for the same, of 100.
    asked: u8,
}

impl Drafted {
    fn take_card(&mut self) -> Option<Card> {
        let status = match self.candidate.outcome {
            Outcome::Kept => Status::Active,
            Outcome::Draft => Status::Draft,
            Outcome::Dropped => return None,
        };
        Some(Card { status, ..self.card.take()? })
    }
}

/// Drafts cards of proposals. What documents state stands beside them in their store, but not they
/// in the store of what documents state: no explanation may tell them.
fn draft_proposed(
    proposed: &[Fact],
    facts: &[Fact],
    documents: &[Document],
    seed: u64,
) -> Vec<Drafted> {
    if proposed.is_empty() {
        return Vec::new();
    }
    let all: Vec<Fact> = facts.iter().chain(proposed).cloned().collect();
    let store = Store::new(documents, &all, seed);
    let mut drafted: Vec<Drafted> = proposed.iter().map(|fact| draft(fact, &store)).collect();
    for candidate in drafted.iter_mut().map(|drafted| &mut drafted.candidate) {
        if candidate.outcome == Outcome::Kept {
            candidate.outcome = Outcome::Draft;
            candidate.reason = "proposed by another program; a teacher should read it".into();
        }
    }
    drafted
}

fn draft(fact: &Fact, store: &Store<'_>) -> Drafted {
    let (asked, faults) = worded(fact, store);
    let text = question(&asked);
    let Judged { outcome, reason, score, chance_of_asked, signs } =
        judge(fact, &asked, &text, &faults, store);
    let places = fact.evidence.iter().map(|e| (e.document, e.sentence));
    let only_stated = outcome == Outcome::Dropped && asked.open != Open::Gap;
    Drafted {
        asked: chance_of_asked,
        card: (outcome != Outcome::Dropped).then(|| card::card(fact, &text, store)),
        place: places.clone().next_back(),
        cited: places.collect(),
        candidate: Candidate {
            fact: fact.name.clone(),
            pattern: fact.pattern.to_owned(),
            answer: fact.value.spelled(),
            source: store.document_name(fact),
            line: fact.evidence.last().map_or(0, |e| e.line),
            question: text,
            score,
            outcome,
            reason,
            signs,
            cites: if only_stated { store.citations(fact) } else { Vec::new() },
        },
    }
}

/// What becomes of a question, and why.
struct Judged {
    outcome: Outcome,
    reason: String,
    score: u8,
    /// How likely a person asks for the same, of 100; nothing of what is dropped.
    chance_of_asked: u8,
    signs: Vec<&'static str>,
}

fn judge(fact: &Fact, asked: &Statement, text: &str, faults: &Faults, store: &Store<'_>) -> Judged {
    let explaining = store.explaining(fact);
    let is_gap = asked.open == Open::Gap;
    let headed = asked.tail != fact.statement.tail;
    let around = ranker::Around {
        faults,
        focus: store.focus(fact),
        explains: explaining.is_some(),
        one_answer: uniqueness::has_one_answer(fact, text),
        headed: is_gap && headed,
    };
    // What stands over a sentence with a gap is no part of what is asked.
    let signs = ranker::signs(fact, if is_gap { &asked.tail } else { text }, &around);
    let plain = faults.are_none().then(|| {
        let set = setting::is_set(asked);
        plain::why_plain(fact, asked, text, set)
    });
    let worth = score::score(fact, text, &signs);
    // What is plainly good needs no more to speak for it, unless much speaks against it.
    let chance = ranker::chance_of_good(&signs);
    let doubted = worth < score::bar(fact) || is_doubtful(fact, chance);
    let plain = plain.flatten().filter(|_| doubted && chance >= ranker::DOUBTFUL);
    let worth = if plain.is_some() { worth.max(plain::WORTH) } else { worth };
    let (outcome, reason) = match (faults.fatal, faults.mendable.first()) {
        (Some(reason), _) => (Outcome::Dropped, reason.into()),
        (None, Some(fault)) if fact.pattern == "clause" => (Outcome::Draft, fault.0.into()),
        // What a pattern words by itself and still fails is beyond mending.
        (None, Some(fault)) => (Outcome::Dropped, fault.0.into()),
        (None, None) if uniqueness::is_an_undated_office(fact, text) => (
            Outcome::Draft,
            "another holds the office in another year; a teacher should date it".into(),
        ),
        (None, None) if let Some(why) = faults.left => (Outcome::Draft, why.into()),
        (None, None) if fact.pattern == "gap" => {
            match check::rests_on_more(fact, &asked.tail, explaining, headed) {
                None if chance >= ranker::GOOD => {
                    (Outcome::Kept, "a sentence that stands alone".into())
                }
                None => (Outcome::Draft, score::weakness(fact, text, &signs)),
                Some(why) => (Outcome::Draft, format!("a sentence with a gap that {why}")),
            }
        }
        (None, None) if let Some(why) = plain => (Outcome::Kept, why.into()),
        (None, None) if doubted => (Outcome::Draft, score::weakness(fact, text, &signs)),
        (None, None) => (Outcome::Kept, explain::strength(fact)),
    };
    let chance_of_asked = match outcome {
        Outcome::Dropped => 0,
        Outcome::Draft | Outcome::Kept => score::percent(ranker::chance_of_asked(&signs, worth)),
    };
    Judged { outcome, reason, score: worth, chance_of_asked, signs }
}

/// Words a fact's question, with where it belongs in front if it does not stand without.
fn worded(fact: &Fact, store: &Store<'_>) -> (Statement, Faults) {
    let explaining = store.explaining(fact);
    let asked = question::dated(fact, store);
    let text = question(&asked);
    let faults = check::check(fact, &asked, &text, explaining);
    if fact.statement.open == Open::Gap {
        let headed = setting::headed(fact, store.meeting(fact), explaining);
        let under_title = || setting::under_title(fact, store.title(fact), explaining);
        return (headed.or_else(under_title).unwrap_or(asked), faults);
    }
    let meeting = store.meeting(fact);
    let general = meeting.is_some() || matches!(fact.pattern, "clause" | "when");
    let general = general && faults.fatal.is_none();
    let wanted = general && (meeting.is_some() || !faults.are_none());
    let lead = wanted.then(|| setting::lead(fact, &asked, &text, meeting)).flatten();
    let Some(lead) = lead else { return (asked, faults) };
    let set = Statement { lead: Some(lead), ..asked.clone() };
    let mended = check::check(fact, &set, &question(&set), explaining);
    let of_form = meeting.is_some() && mended.left.is_some();
    if mended.are_none() || of_form { (set, mended) } else { (asked, faults) }
}

/// Whether a question of the patterns that were judged with the clauses looks like a bad one all the
/// same.
fn is_doubtful(fact: &Fact, chance: f64) -> bool {
    let judged = ["when", "count", "superlative", "agent", "role", "bracket", "place"];
    judged.contains(&fact.pattern) && fact.evidence.len() == 1 && chance < ranker::DOUBTFUL
}

fn notes(documents: &[Document]) -> Vec<String> {
    let note = |document: &Document| match &document.language {
        Language::Other(language) => Some(format!(
            "`{}` is written in {language}; docent makes cards from English only",
            document.name
        )),
        Language::English if document.paragraphs.is_empty() => {
            Some(format!("`{}` holds no sentences", document.name))
        }
        Language::English => None,
    };
    documents.iter().filter_map(note).collect()
}
