//! What weakens a card, one rule a file. To add one, copy `skeleton.rs` and list it in [`RULES`].
//!
//! A rule finds; it never changes anything and never keeps a card from being studied. Drafts are
//! passed over: they wait for `docent review`. A teacher who knows better silences a rule by name,
//! see [`silence`].

mod ageing_claim;
mod answer_by_article;
mod answer_by_length;
mod answer_in_question;
mod distractor_also_right;
mod distractor_right_elsewhere;
mod faults;
mod long_question;
mod near_duplicate;
mod only_plural;
mod pronoun_without_referent;
mod quote_gone;
mod quote_moved;
mod same_question;
mod set_of_one;
mod silence;
mod skeleton;
mod source_changed;
mod source_gone;
mod source_never_cited;
mod source_outside;
mod survey;
mod words;
mod year_without_subject;

pub use faults::{FAULTS, FaultRule};
pub use survey::{SourceFile, SourceText};

use super::diagnostic::{Diagnostic, LineIndex};
use super::edit::{TableText, readable_texts};
use super::model::{Deck, Source};
use super::read::Reading;
use silence::Silence;
use std::ops::Range;
use survey::Survey;

/// A rule of `docent check`.
#[derive(Debug)]
pub struct Rule {
    /// What it is called, and silenced by.
    pub name: &'static str,
    /// What it finds, in a few words.
    pub about: &'static str,
    /// Why that matters and what to do, in a few sentences.
    pub why: &'static str,
    /// A card or source with the weakness, as TOML.
    pub weak: &'static str,
    /// The same, mended.
    pub sound: &'static str,
    find: fn(&Survey<'_>) -> Vec<Weakness>,
}

/// Every rule on what weakens a deck, in the order of the documentation.
pub const RULES: [&Rule; 19] = [
    &answer_in_question::RULE,
    &answer_by_length::RULE,
    &answer_by_article::RULE,
    &only_plural::RULE,
    &distractor_also_right::RULE,
    &distractor_right_elsewhere::RULE,
    &same_question::RULE,
    &near_duplicate::RULE,
    &set_of_one::RULE,
    &year_without_subject::RULE,
    &long_question::RULE,
    &pronoun_without_referent::RULE,
    &ageing_claim::RULE,
    &source_never_cited::RULE,
    &quote_moved::RULE,
    &quote_gone::RULE,
    &source_changed::RULE,
    &source_gone::RULE,
    &source_outside::RULE,
];

/// Something that weakens a deck, as a rule finds it.
#[derive(Debug)]
struct Weakness {
    at: At,
    message: String,
    hint: String,
}

/// Which key of what a weakness stands at; when that is absent, at the head of it.
#[derive(Debug, Clone, Copy)]
enum At {
    /// A card of the deck, by its index.
    Card(usize, &'static str),
    /// A source of the deck, by its index.
    Source(usize, &'static str),
}

/// Returns what weakens the sound cards of a deck file, in the order of the file. `files` opens the
/// file of a source.
#[must_use]
pub fn weaknesses(
    text: &str,
    reading: &Reading,
    files: &dyn Fn(&Source) -> SourceFile,
) -> Vec<Diagnostic> {
    let Some(deck) = &reading.deck else { return Vec::new() };
    let survey = Survey::new(deck, files);
    let found: Vec<(&Rule, Weakness)> = RULES
        .into_iter()
        .flat_map(|rule| (rule.find)(&survey).into_iter().map(move |weakness| (rule, weakness)))
        .collect();
    if found.is_empty() {
        return Vec::new();
    }
    let places = Places::new(text, deck);
    let sound = reading.errors() == 0;
    let mut faults: Vec<Diagnostic> = found
        .into_iter()
        .filter_map(|(rule, weakness)| {
            // Where a fault hides the place, that fault is mended first.
            let hidden = sound.then_some(0..0);
            let span = places.span(weakness.at).or(hidden)?;
            Some(Diagnostic::warning(rule.name, span, weakness.message).hint(weakness.hint))
        })
        .collect();
    faults.sort_by_key(|fault| (fault.span.start, fault.span.end));
    faults
}

/// Returns the faults of a deck file that its `#:ignore` lines leave to be told, and a warning for
/// each name in them that is no rule. An error is never silenced.
#[must_use]
pub fn without_silenced(text: &str, mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let silence = Silence::read(text);
    faults.retain(|fault| fault.is_error() || !silence.covers(fault.rule, &fault.span));
    faults.extend(silence.unknown());
    faults.sort_by_key(|fault| (fault.span.start, fault.span.end));
    faults
}

/// Returns the names of all rules, also of those that find faults.
pub fn rule_names() -> impl Iterator<Item = &'static str> {
    let faults = FAULTS.iter().map(|fault| fault.name);
    RULES.into_iter().map(|rule| rule.name).chain(faults)
}

/// Where the cards and sources of a deck stand in its text.
struct Places {
    cards: Vec<Option<TableText>>,
    /// Where the lines of the cards' headers begin, for those whose keys cannot be found.
    heads: Vec<Range<usize>>,
    sources: Vec<Option<TableText>>,
}

impl Places {
    fn new(text: &str, deck: &Deck) -> Self {
        let lines = LineIndex::new(text);
        let mut cards = readable_texts(text, "card").into_iter().peekable();
        // The deck holds only the sound cards, in the order of the file.
        let card = |line: u32| {
            while cards.next_if(|c| lines.place(c.header.start).line < line).is_some() {}
            cards.next_if(|c| lines.place(c.header.start).line == line)
        };
        let cards = deck.cards.iter().map(|card| card.line).map(card).collect();
        let heads = deck.cards.iter().map(|card| {
            let start = lines.start(card.line).unwrap_or_default();
            start..start + text[start..].lines().next().unwrap_or_default().len()
        });
        let heads = heads.collect();
        let mut sources = readable_texts(text, "source").into_iter();
        let named = |source: &Source, text_of: &TableText| {
            text_of.value("id", text).is_some_and(|id| id.trim_matches(['"', '\'']) == source.id)
        };
        let sources = deck
            .sources
            .iter()
            .map(|source| sources.by_ref().find(|text_of| named(source, text_of)))
            .collect();
        Self { cards, heads, sources }
    }

    fn span(&self, at: At) -> Option<Range<usize>> {
        let key = |table: Option<&Option<TableText>>, key| {
            let table = table.and_then(Option::as_ref);
            table.map(|table| table.value_span(key).unwrap_or_else(|| table.header.clone()))
        };
        match at {
            At::Card(index, name) => {
                key(self.cards.get(index), name).or_else(|| self.heads.get(index).cloned())
            }
            At::Source(index, name) => key(self.sources.get(index), name),
        }
    }
}

#[cfg(test)]
mod tests;
