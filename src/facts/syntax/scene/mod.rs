//! A sentence with its names, times and numbers at their words, and whom its pronouns mean.

mod naming;

use super::discourse::spell_out;
use super::tree::Tree;
use crate::language::annotation::Word;
use crate::language::gazetteer::State;
use crate::language::model::EntityKind;
use crate::language::numbers::{Bound, NumberExpression, NumberKind};
use crate::language::reading::Reading;
use crate::language::time::{Basis, Connective, Part, TimeExpression};
use crate::value::{Edtf, Number, Precision, spell_date};
use std::ops::Range;

/// A sentence ready to be asked about.
#[derive(Debug, Clone, Default)]
pub(in crate::facts) struct Scene {
    pub(in crate::facts) tree: Tree,
    pub(in crate::facts) mentions: Vec<Mention>,
    pub(in crate::facts) times: Vec<Time>,
    pub(in crate::facts) counts: Vec<Count>,
    /// Amounts with their units, as the model sees them: "five to ten years", "$5 million".
    pub(in crate::facts) amounts: Vec<Range<usize>>,
    /// Words between quotation marks.
    pub(in crate::facts) quoted: Vec<Range<usize>>,
    /// What stands for some words: "Marie Curie's" for "her". Nothing, where nobody can tell.
    pub(in crate::facts) stand_ins: Vec<StandIn>,
}

/// A name at its words.
#[derive(Debug, Clone)]
pub(in crate::facts) struct Mention {
    pub(in crate::facts) words: Range<usize>,
    pub(in crate::facts) kind: EntityKind,
    /// The fullest form that the document has.
    pub(in crate::facts) full: String,
    pub(in crate::facts) state: Option<&'static State>,
    /// The state whose government is meant.
    pub(in crate::facts) metonym: Option<&'static State>,
}

/// A time at its words.
#[derive(Debug, Clone)]
pub(in crate::facts) struct Time {
    pub(in crate::facts) words: Range<usize>,
    pub(in crate::facts) value: Edtf,
    pub(in crate::facts) part: Option<Part>,
    pub(in crate::facts) tie: Option<Connective>,
    pub(in crate::facts) stated: bool,
    /// Whether only the day of the document tells its year: "on Thursday".
    pub(in crate::facts) by_document: bool,
}

/// A number at its words.
#[derive(Debug, Clone)]
pub(in crate::facts) struct Count {
    pub(in crate::facts) words: Range<usize>,
    pub(in crate::facts) value: Number,
    pub(in crate::facts) kind: NumberKind,
    pub(in crate::facts) bound: Option<Bound>,
}

/// Words and what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::facts) struct StandIn {
    pub(in crate::facts) words: Range<usize>,
    pub(in crate::facts) text: String,
}

impl Scene {
    /// Returns the scenes of a reading's sentences, in their order.
    pub(in crate::facts) fn all(reading: Reading) -> Vec<Self> {
        let mut scenes = Vec::with_capacity(reading.sentences.len());
        for sentence in reading.sentences {
            let start = sentence.range.start;
            let words = &sentence.annotated.words;
            let place = |range: &Range<usize>| words_at(words, start, range);
            let within = |range: &Range<usize>| {
                range.start >= sentence.range.start && range.end <= sentence.range.end
            };
            let names = between(&reading.names, &sentence.range, |n| &n.range);
            let mentions = names.iter().filter(|n| within(&n.range)).filter_map(|n| {
                Some(Mention {
                    words: one_branch(words, without_tail(words, place(&n.range)?)),
                    kind: n.kind,
                    full: n.full.clone(),
                    state: n.state,
                    metonym: n.metonym,
                })
            });
            let mentions: Vec<Mention> = mentions.collect();
            let times = between(&reading.times, &sentence.range, |t| &t.range);
            let times = times.iter().filter(|t| within(&t.range));
            let times: Vec<Time> = times.filter_map(|t| Some(time(t, place(&t.range)?))).collect();
            let counts = between(&reading.numbers, &sentence.range, |n| &n.range);
            let counts = counts.iter().filter(|n| within(&n.range));
            let counts: Vec<Count> =
                counts.filter_map(|n| Some(count(n, place(&n.range)?))).collect();
            let quotes = between(&reading.quotations, &sentence.range, |q| &q.range);
            let clipped =
                |q: &Range<usize>| q.start.max(sentence.range.start)..q.end.min(sentence.range.end);
            let quoted: Vec<Range<usize>> =
                quotes.iter().filter_map(|q| place(&clipped(&q.range))).collect();
            let is_amount = |kind: EntityKind| {
                matches!(
                    kind,
                    EntityKind::Date
                        | EntityKind::Time
                        | EntityKind::Percent
                        | EntityKind::Money
                        | EntityKind::Quantity
                )
            };
            let entities = sentence.annotated.entities.iter();
            let amounts =
                entities.filter(|e| is_amount(e.kind)).map(|e| e.tokens.clone()).collect();
            scenes.push(Self {
                amounts,
                mentions,
                times,
                counts,
                quoted,
                stand_ins: Vec::new(),
                tree: Tree::new(sentence.annotated),
            });
        }
        scenes
    }

    /// Puts dates in full for what only the day of the document dates: "on 6 November 2025" for "on
    /// Thursday".
    pub(in crate::facts) fn date_in_full(&mut self) {
        let near = self.times.iter().filter(|time| time.by_document);
        let dated = near.filter_map(|time| {
            let text = self.in_full(time)?;
            Some(StandIn { words: time.words.clone(), text })
        });
        let dated: Vec<StandIn> = dated.collect();
        self.stand_ins.extend(dated);
        self.stand_ins.sort_by_key(|stand_in| stand_in.words.start);
    }

    fn in_full(&self, time: &Time) -> Option<String> {
        let month = time.value.precision() == Precision::Month;
        let day = time.value.precision() == Precision::Day;
        let names_a_day = |w: usize| {
            let word = &self.tree.word(w).text;
            word.starts_with(char::is_uppercase) || word.starts_with(|c: char| c.is_ascii_digit())
        };
        let plain = time.words.clone().all(names_a_day) && time.value.to.is_none();
        // "Thursday evening" has no such form.
        let next =
            if time.words.end < self.tree.len() { self.tree.tag(time.words.end) } else { "" };
        let alone = !next.starts_with('N') && next != "POS";
        if !(plain && alone && time.part.is_none() && (month || day)) {
            return None;
        }
        let date = spell_date(time.value);
        let tied = time.words.start > 0 && self.tree.tag(time.words.start - 1) == "IN";
        Some(match (tied, month) {
            (true, _) => date,
            (false, true) => return None,
            (false, false) => format!("on {date}"),
        })
    }

    /// Returns whether some words without those around them would tear a written word apart: "co" of
    /// "co-founder".
    pub(in crate::facts) fn is_torn(&self, words: &[usize]) -> bool {
        let ends = |text: &str| {
            !text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '–'))
        };
        let glued = |word: usize| word + 1 < self.tree.len() && !self.tree.word(word).space_after;
        words.iter().any(|w| {
            let after =
                glued(*w) && !words.contains(&(w + 1)) && !ends(&self.tree.word(w + 1).text);
            let before = *w > 0
                && glued(w - 1)
                && !words.contains(&(w - 1))
                && !self
                    .tree
                    .word(w - 1)
                    .text
                    .ends_with(['(', '“', '"', '\'', '[', '$', '£', '€', ','])
                && !self
                    .tree
                    .word(*w)
                    .text
                    .starts_with([',', '.', ';', ':', '”', '"', '\'', ')', '%', '?', '!']);
            after || before
        })
    }

    /// Returns the name that a word is part of.
    pub(in crate::facts) fn mention_at(&self, word: usize) -> Option<&Mention> {
        self.mentions.iter().find(|m| m.words.contains(&word))
    }

    /// Returns the time that a word is part of.
    pub(in crate::facts) fn time_at(&self, word: usize) -> Option<&Time> {
        self.times.iter().find(|t| t.words.contains(&word))
    }

    /// Returns the number that a word is part of.
    pub(in crate::facts) fn count_at(&self, word: usize) -> Option<&Count> {
        self.counts.iter().find(|c| c.words.contains(&word))
    }

    /// Returns whether a word stands in a quotation.
    pub(in crate::facts) fn is_quoted(&self, word: usize) -> bool {
        self.quoted.iter().any(|q| q.contains(&word))
    }

    /// Returns the name of what the sentence's subject, or else another of its phrases, stands for.
    pub(in crate::facts) fn meant(&self, phrase: &str) -> Option<String> {
        let says = |s: &&StandIn| self.plain(s.words.clone()).eq_ignore_ascii_case(phrase);
        let subject =
            |s: &&StandIn| matches!(self.tree.label(s.words.end - 1), "nsubj" | "nsubjpass");
        let said = || self.stand_ins.iter().filter(says);
        let stand_in = said().find(subject).or_else(|| said().next())?;
        let mut name = stand_in.text.clone();
        spell_out(&mut [&mut name], "");
        Some(name)
    }

    /// Returns words as text, with what stands for them; words apart in the sentence get a space.
    pub(in crate::facts) fn text(&self, words: &[usize]) -> String {
        self.text_with(words, &self.stand_ins)
    }

    /// Returns words as text, with these stand-ins instead of the scene's own.
    pub(in crate::facts) fn text_with(&self, words: &[usize], stand_ins: &[StandIn]) -> String {
        let mut text = String::new();
        let mut at = 0;
        let mut glued = true;
        while at < words.len() {
            let word = words[at];
            let stand_in = stand_ins
                .iter()
                .find(|s| s.words.start == word && words[at..].starts_with(&range(&s.words)));
            let count = stand_in.map_or(1, |s| s.words.len());
            let last = words[at + count - 1];
            if !glued && !text.is_empty() {
                text.push(' ');
            }
            let said = stand_in.map_or(self.tree.word(word).text.as_str(), |s| &s.text);
            // "With Lewis Holm he founded it": two names want a comma.
            let first = said.chars().find(|c| c.is_alphanumeric());
            let named = stand_in.is_some() && first.is_some_and(char::is_uppercase);
            let beside = at > 0 && self.mention_at(words[at - 1]).is_some();
            let subject = matches!(self.tree.label(word), "nsubj" | "nsubjpass");
            if named && subject && beside && text.ends_with(' ') && !text.ends_with(", ") {
                text.truncate(text.trim_end().len());
                text.push_str(", ");
            }
            text.push_str(said);
            let next = words.get(at + count);
            glued = next.is_some_and(|n| *n == last + 1 && !self.tree.word(last).space_after);
            at += count;
        }
        tidy(&text)
    }

    /// Returns the words of a range as they stand in the sentence.
    pub(in crate::facts) fn plain(&self, words: Range<usize>) -> String {
        let mut text = String::new();
        for word in words.clone() {
            text.push_str(&self.tree.word(word).text);
            if self.tree.word(word).space_after && word + 1 < words.end {
                text.push(' ');
            }
        }
        text
    }
}

fn range(words: &Range<usize>) -> Vec<usize> {
    words.clone().collect()
}

/// Returns a name's words without what can't end one: "Rohe for".
fn without_tail(words: &[Word], mut name: Range<usize>) -> Range<usize> {
    while name.len() > 1 && matches!(words[name.end - 1].tag, "IN" | "DT" | "CC" | "TO" | ":" | ",")
    {
        name.end -= 1;
    }
    name
}

/// Returns a name's words without the phrase that stands behind it: "Bay of Whales the Moss".
fn one_branch(words: &[Word], name: Range<usize>) -> Range<usize> {
    let outside = |w: usize| !name.contains(&words[w].head) || words[w].head == w;
    let several = name.clone().filter(|w| outside(*w)).count() > 1;
    let the = |w: &usize| *w > name.start && words[*w].text == "the" && outside(words[*w].head);
    match name.clone().find(the).filter(|_| several) {
        Some(end) => name.start..end,
        None => name,
    }
}

/// Takes away what cutting leaves behind: loose marks and spaces before marks.
fn tidy(text: &str) -> String {
    let text = text.replace(" ,", ",").replace(",,", ",").replace(" 's", "'s").replace("  ", " ");
    text.trim_matches([' ', ',', ';', ':', '—', '–']).to_owned()
}

fn time(time: &TimeExpression, words: Range<usize>) -> Time {
    Time {
        words,
        value: time.value,
        part: time.part,
        tie: time.connective,
        stated: time.basis != Basis::Anchor,
        by_document: time.basis == Basis::Document,
    }
}

fn count(number: &NumberExpression, words: Range<usize>) -> Count {
    Count { words, value: number.value, kind: number.kind, bound: number.bound }
}

/// Returns those of an ordered list whose range touches the sentence.
fn between<'a, T>(
    all: &'a [T],
    sentence: &Range<usize>,
    range: fn(&T) -> &Range<usize>,
) -> &'a [T] {
    let first = all.partition_point(|one| range(one).end <= sentence.start);
    let end = all.partition_point(|one| range(one).start < sentence.end);
    all.get(first..end.max(first)).unwrap_or_default()
}

/// Returns the words that lie in a range of bytes.
fn words_at(words: &[Word], offset: usize, bytes: &Range<usize>) -> Option<Range<usize>> {
    let (start, end) = (bytes.start.checked_sub(offset)?, bytes.end.checked_sub(offset)?);
    let first = words.partition_point(|w| w.range.end <= start);
    let last = words.partition_point(|w| w.range.start < end);
    (first < last).then_some(first..last)
}
