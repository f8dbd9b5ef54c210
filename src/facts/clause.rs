//! The main clause of a sentence, where words alone show it: subject, verb, what follows.
//!
//! No parser: a sentence that does not have one of a few plain shapes has no clause here, and
//! nothing is asked of it. Precision before reach.

use super::moment::{Moment, moments};
use super::subject::{is_finite, lead, participle_lead, subject, without_trailing_adverb};
use super::verb_group::{VerbGroup, adverbs, verb_group};
use super::word::{Word, text_of, words};
use std::ops::Range;

/// The main clause of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// The sentence without brackets; all ranges are of its words.
    pub(super) text: String,
    pub(super) words: Vec<Word>,
    /// What stands before the subject: "In 1992," or "According to the ministry,".
    pub(super) lead: Range<usize>,
    /// The subject without what is set off by commas.
    pub(super) subject: Range<usize>,
    pub(super) verb: VerbGroup,
    /// Everything after the verb but the final stop.
    pub(super) rest: Range<usize>,
    /// The times of the sentence.
    pub(super) moments: Vec<Moment>,
}

impl Clause {
    /// Returns the main clause of a sentence that has no brackets.
    pub(super) fn parse(text: String, caption: bool) -> Option<Self> {
        let words = words(&text);
        let end = words.iter().rposition(Word::is_word)? + 1;
        let (lead_end, (subject, verb_at)) = participle_lead(&words, end).or_else(|| {
            let lead_end = lead(&text, &words);
            Some((lead_end, subject(&words, lead_end, end, caption)?))
        })?;
        let (verb, rest) = verb_group(&words, verb_at, end, caption)?;
        let subject = without_trailing_adverb(&words, subject);
        (!subject.is_empty()).then_some(Self {
            lead: 0..lead_end,
            subject,
            verb,
            rest: rest..end,
            words,
            moments: moments(&text),
            text,
        })
    }

    pub(super) fn text_of(&self, range: Range<usize>) -> &str {
        text_of(&self.text, &self.words, range)
    }

    /// Returns the times in a range of words.
    pub(super) fn moments_in(&self, range: Range<usize>) -> Vec<(Range<usize>, Moment)> {
        let Some(bytes) = self.bytes(range) else { return Vec::new() };
        self.moments
            .iter()
            .filter(|m| bytes.start <= m.range.start && m.range.end <= bytes.end)
            .map(|m| (self.words_within(m.range.clone()), m.clone()))
            .collect()
    }

    /// Returns the clause that "and" joins to this one, with the same subject: "… and became …".
    pub(super) fn next(&self) -> Option<Self> {
        let mut at = self.complement_end(self.rest.start, self.rest.end);
        if self.words.get(at).is_some_and(|w| w.text == ",") {
            at += 1;
        }
        if !self.words.get(at).is_some_and(|w| w.is("and")) {
            return None;
        }
        let (_, verb) = adverbs(&self.words, at + 1, self.rest.end);
        if verb >= self.rest.end || !is_finite(&self.words, verb, false) {
            return None;
        }
        let (group, rest) = verb_group(&self.words, verb, self.rest.end, false)?;
        Some(Self {
            text: self.text.clone(),
            words: self.words.clone(),
            lead: 0..0,
            subject: self.subject.clone(),
            verb: group,
            rest: rest..self.rest.end,
            moments: self.moments.clone(),
        })
    }

    fn bytes(&self, range: Range<usize>) -> Option<Range<usize>> {
        let last = range.end.checked_sub(1)?;
        Some(self.words.get(range.start)?.range.start..self.words.get(last)?.range.end)
    }

    fn words_within(&self, bytes: Range<usize>) -> Range<usize> {
        let start = self.words.partition_point(|w| w.range.end <= bytes.start);
        let end = self.words.partition_point(|w| w.range.start < bytes.end);
        start..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(String, String, String)> {
        let clause = Clause::parse(text.to_owned(), false)?;
        let verb = clause.verb.verb.map_or("be", |v| v.base.as_str()).to_owned();
        let end = clause.complement_end(clause.rest.start, clause.rest.end);
        Some((
            clause.text_of(clause.subject.clone()).to_owned(),
            verb,
            clause.text_of(clause.rest.start..end).to_owned(),
        ))
    }

    #[test]
    fn plain_clauses_are_parted() {
        for (text, subject, verb, complement) in [
            (
                "In 1776, the colonies declared their independence, which led to war.",
                "the colonies",
                "declare",
                "their independence",
            ),
            (
                "Lise Meitner, a physicist, left Germany in 1938.",
                "Lise Meitner",
                "leave",
                "Germany in 1938",
            ),
            (
                "France, Spain, and Portugal signed the treaty.",
                "France, Spain, and Portugal",
                "sign",
                "the treaty",
            ),
            (
                "The bridge was later destroyed by fire and rebuilt in stone.",
                "The bridge",
                "destroy",
                "by fire",
            ),
            ("Bonn is the birthplace of Beethoven.", "Bonn", "be", "the birthplace of Beethoven"),
            ("He died in Riga, Latvia, in 1901.", "He", "die", "in Riga, Latvia"),
        ] {
            let found = parts(text).expect(text);
            assert_eq!(found, (subject.into(), verb.into(), complement.into()), "{text}");
        }
    }

    #[test]
    fn what_is_no_plain_clause_is_left_alone() {
        for text in [
            "The treaty signed in 1648 in Westphalia changed Europe.",
            "It was not signed.",
            "Who came?",
            "If the king had signed, all would be well.",
            "The colonies would declare independence.",
        ] {
            let found = parts(text);
            assert!(found.is_none_or(|(_, verb, _)| verb == "change"), "{text}");
        }
    }
}
