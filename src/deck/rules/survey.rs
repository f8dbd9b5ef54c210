//! What rules look at: the cards that are studied, each prepared once, however many rules ask.

use super::words::is_english;
use super::{At, Weakness};
use crate::deck::model::{Body, Card, Deck, Source, Status};
use crate::value::{content_words, fold};
use std::collections::HashMap;

/// A source's file, as `check` found it.
pub enum SourceFile {
    /// The deck names none.
    Unnamed,
    /// Its path leads out of the folder of the deck, so it is not looked at.
    Outside,
    /// There is nothing at its path, or nothing that can be read; why.
    Gone(String),
    /// Its text.
    Read(Box<dyn SourceText>),
}

/// The text of a source's file.
pub trait SourceText {
    /// Returns the SHA-256 of its bytes, in hexadecimal.
    fn sha256(&self) -> &str;
    /// Returns the line on which a quote begins: `line`, when one stands there, or else another.
    fn find(&self, quote: &str, line: Option<u32>) -> Option<u32>;
    /// Returns the sentence that is most like a quote, with its line, when one is much like it.
    fn likest(&self, quote: &str) -> Option<(u32, String)>;
}

/// A deck as rules look at it.
pub(super) struct Survey<'d> {
    pub(super) deck: &'d Deck,
    /// The cards that are studied or only suspended; no drafts.
    pub(super) cards: Vec<Asked<'d>>,
    /// The sources with their files.
    pub(super) sources: Vec<(&'d Source, SourceFile)>,
    /// The place of each source among them, by its id.
    by_id: HashMap<&'d str, usize>,
    /// Whether rules on English words apply.
    pub(super) english: bool,
}

/// A card as rules look at it.
pub(super) struct Asked<'d> {
    /// Its index in the deck.
    pub(super) index: usize,
    pub(super) card: &'d Card,
    /// The question, or the text of a cloze with its gaps.
    pub(super) question: String,
    pub(super) folded: String,
    /// What is right, folded: every answer that counts by itself.
    pub(super) answers: Vec<String>,
    /// The words of the question that carry its meaning, folded, sorted, once each.
    pub(super) content: Vec<String>,
}

impl<'d> Survey<'d> {
    pub(super) fn new(deck: &'d Deck, files: &dyn Fn(&Source) -> SourceFile) -> Self {
        let cards = deck.cards.iter().enumerate();
        let asked = cards.filter(|(_, card)| card.status != Status::Draft);
        Self {
            deck,
            cards: asked.map(|(index, card)| Asked::new(index, card)).collect(),
            sources: deck.sources.iter().map(|source| (source, files(source))).collect(),
            by_id: deck.sources.iter().enumerate().map(|(at, s)| (s.id.as_str(), at)).collect(),
            english: is_english(deck.language.as_deref()),
        }
    }

    /// Returns what a rule on single cards finds.
    pub(super) fn each(&self, find: impl Fn(&Asked<'d>) -> Option<Weakness>) -> Vec<Weakness> {
        self.cards.iter().filter_map(find).collect()
    }

    /// Returns what a rule on single cards finds in a deck whose words are English.
    pub(super) fn each_english(
        &self,
        find: impl Fn(&Asked<'d>) -> Option<Weakness>,
    ) -> Vec<Weakness> {
        if self.english { self.each(find) } else { Vec::new() }
    }

    /// Returns the cards that share what `by` gives, in the order of the file; only where several
    /// do.
    pub(super) fn groups<'s, K: std::hash::Hash + Eq>(
        &'s self,
        by: impl Fn(&'s Asked<'d>) -> Option<K>,
    ) -> Vec<Vec<&'s Asked<'d>>> {
        let mut groups: HashMap<K, Vec<&Asked<'d>>> = HashMap::new();
        for card in &self.cards {
            if let Some(key) = by(card) {
                groups.entry(key).or_default().push(card);
            }
        }
        let mut several: Vec<_> = groups.into_values().filter(|group| group.len() > 1).collect();
        several.sort_by_key(|group| group[0].index);
        several
    }
}

impl<'d> Asked<'d> {
    fn new(index: usize, card: &'d Card) -> Self {
        let question = card.body.prompt();
        let folded = fold(&question);
        let mut content: Vec<String> = content_words(&folded).map(str::to_owned).collect();
        content.sort_unstable();
        content.dedup();
        Self { index, card, folded, answers: answers(&card.body), content, question }
    }

    /// Returns a weakness of this card, at this key of it.
    pub(super) fn weak(
        &self,
        key: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Weakness {
        Weakness { at: At::Card(self.index, key), message: message.into(), hint: hint.into() }
    }

    /// Returns the key that the question stands in.
    pub(super) fn question_key(&self) -> &'static str {
        if matches!(self.card.body, Body::Cloze { .. }) { "text" } else { "question" }
    }

    /// Returns what people call the card: its id and line.
    pub(super) fn name(&self) -> String {
        format!("`{}` on line {}", self.card.id, self.card.line)
    }

    /// Returns whether another card holds the same for right.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let whole = |asked: &Self| fold(&asked.card.body.key());
        whole(self) == whole(other) || self.answers.iter().any(|a| other.answers.contains(a))
    }
}

/// Returns each answer that is right by itself, folded.
fn answers(body: &Body) -> Vec<String> {
    match body {
        Body::Text { answers, accept, .. } => {
            answers.iter().chain(accept).map(|answer| fold(answer)).collect()
        }
        other => vec![fold(&other.key())],
    }
}

/// A quote of a card, beside the text that it should stand in.
pub(super) struct Quote<'s> {
    pub(super) words: &'s str,
    pub(super) line: Option<u32>,
    /// The name of its source's file.
    pub(super) file: &'s str,
    pub(super) text: &'s dyn SourceText,
}

impl<'d> Survey<'d> {
    /// Returns the quotes of a card whose source's file was read.
    pub(super) fn quotes<'s>(&'s self, card: &'s Asked<'d>) -> impl Iterator<Item = Quote<'s>> {
        card.card.cites.iter().filter_map(|cite| {
            let at = *self.by_id.get(cite.source.as_str())?;
            let (source, SourceFile::Read(text)) = &self.sources[at] else { return None };
            Some(Quote {
                words: cite.quote.as_deref()?,
                line: cite.line,
                file: source.file.as_deref().unwrap_or_default(),
                text: text.as_ref(),
            })
        })
    }
}
