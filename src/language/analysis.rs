//! What docent sees in a text, for people who want to look: `docent analyse`.
//!
//! The view is made of plain values that can be written as JSON, and can write itself as text.
//! Fields may be added, never renamed or dropped.

use super::model::EntityKind;
use super::numbers::{Bound, NumberExpression, NumberKind};
use super::part_of_speech::PartOfSpeech;
use super::reading::{ReadSentence, Reading, read};
use super::time::{Basis, Connective, Part, TimeExpression};
use super::{names::Name, quotations::Quotation};
use chrono::NaiveDate;
use serde::Serialize;
use std::fmt::{self, Write};
use std::num::NonZeroUsize;
use std::ops::Range;

/// What is seen in a text. All `start` and `end` are bytes of the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Analysis {
    /// Its sentences in their order.
    pub sentences: Vec<SentenceView>,
    /// The times that it states.
    pub times: Vec<TimeView>,
    /// The numbers that are no times.
    pub numbers: Vec<NumberView>,
    /// Its names.
    pub names: Vec<NameView>,
    /// Its quotations.
    pub quotations: Vec<QuotationView>,
}

/// A stretch of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The words as written.
    pub text: String,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A sentence with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SentenceView {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Its words in their order.
    pub words: Vec<WordView>,
    /// The names, numbers and times that the model found, each for itself.
    pub entities: Vec<EntityView>,
}

/// A word; heads are counted in the sentence, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordView {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Its dictionary form.
    pub lemma: String,
    /// Its Penn Treebank tag.
    pub tag: &'static str,
    /// Its universal part of speech.
    pub pos: PartOfSpeech,
    /// The place of its head; a root is its own.
    pub head: usize,
    /// The label of the arc to its head.
    pub label: &'static str,
}

/// What the model took for a name, number or time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntityView {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// What kind it is.
    pub kind: EntityKind,
}

/// A time with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeView {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Its value in EDTF.
    pub value: String,
    /// How finely it is known: "month".
    pub precision: String,
    /// "early", "mid" or "late".
    pub part: Option<&'static str>,
    /// The preposition before it.
    pub connective: Option<&'static str>,
    /// What its value rests on: "stated", "anchor" or "document".
    pub basis: &'static str,
}

/// A number with its value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NumberView {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Its value.
    pub value: f64,
    /// "cardinal", "ordinal", "percent", "money" or "fraction".
    pub kind: &'static str,
    /// The currency's ISO 4217 code.
    pub currency: Option<&'static str>,
    /// "about", "nearly", "more than", "less than", "at least" or "at most".
    pub bound: Option<&'static str>,
}

/// A name as the whole document has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameView {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// What it names.
    pub kind: EntityKind,
    /// Its fullest form.
    pub full: String,
    /// The state that it names.
    pub state: Option<&'static str>,
    /// The state whose government it stands for.
    pub metonym: Option<&'static str>,
}

/// A quotation with its speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuotationView {
    /// Where it stands, without its marks.
    #[serde(flatten)]
    pub span: Span,
    /// The words that name the speaker.
    pub speaker: Option<Span>,
    /// The verb of saying.
    pub verb: Option<Span>,
}

/// Returns what docent sees in a text. `document` is the day on which the text appeared.
#[must_use]
pub fn analyse(text: &str, document: Option<NaiveDate>, threads: NonZeroUsize) -> Analysis {
    view(text, &read(text, document, threads))
}

/// Returns the view of a text that has been read.
#[must_use]
pub fn view(text: &str, reading: &Reading) -> Analysis {
    Analysis {
        sentences: reading.sentences.iter().map(|s| sentence(text, s)).collect(),
        times: reading.times.iter().map(|t| time(text, t)).collect(),
        numbers: reading.numbers.iter().map(|n| number(text, n)).collect(),
        names: reading.names.iter().map(|n| name(text, n)).collect(),
        quotations: reading.quotations.iter().map(|q| quotation(text, q)).collect(),
    }
}

fn span(text: &str, range: &Range<usize>) -> Span {
    Span {
        text: text.get(range.clone()).unwrap_or_default().to_owned(),
        start: range.start,
        end: range.end,
    }
}

fn sentence(text: &str, sentence: &ReadSentence) -> SentenceView {
    let offset = sentence.range.start;
    let moved = |range: &Range<usize>| range.start + offset..range.end + offset;
    let annotated = &sentence.annotated;
    let words = annotated.words.iter().map(|word| WordView {
        span: span(text, &moved(&word.range)),
        lemma: word.lemma.clone(),
        tag: word.tag,
        pos: word.pos,
        head: word.head,
        label: word.label,
    });
    let entities = annotated.entities.iter().map(|entity| EntityView {
        span: span(text, &moved(&annotated.bytes(&entity.tokens))),
        kind: entity.kind,
    });
    SentenceView {
        span: span(text, &sentence.range),
        words: words.collect(),
        entities: entities.collect(),
    }
}

fn time(text: &str, time: &TimeExpression) -> TimeView {
    TimeView {
        span: span(text, &time.range),
        value: time.value.to_string(),
        precision: time.value.precision().to_string(),
        part: time.part.map(|part| match part {
            Part::Early => "early",
            Part::Mid => "mid",
            Part::Late => "late",
        }),
        connective: time.connective.map(connective),
        basis: match time.basis {
            Basis::Stated => "stated",
            Basis::Anchor => "anchor",
            Basis::Document => "document",
        },
    }
}

fn connective(connective: Connective) -> &'static str {
    match connective {
        Connective::In => "in",
        Connective::On => "on",
        Connective::Since => "since",
        Connective::Until => "until",
        Connective::Before => "before",
        Connective::After => "after",
        Connective::By => "by",
        Connective::From => "from",
        Connective::Between => "between",
        Connective::During => "during",
        Connective::Of => "of",
    }
}

fn number(text: &str, number: &NumberExpression) -> NumberView {
    let (kind, currency) = match number.kind {
        NumberKind::Cardinal => ("cardinal", None),
        NumberKind::Ordinal => ("ordinal", None),
        NumberKind::Percent => ("percent", None),
        NumberKind::Fraction => ("fraction", None),
        NumberKind::Money(currency) => ("money", currency),
    };
    NumberView {
        span: span(text, &number.range),
        value: number.value.value(),
        kind,
        currency,
        bound: number.bound.map(|bound| match bound {
            Bound::About => "about",
            Bound::Nearly => "nearly",
            Bound::MoreThan => "more than",
            Bound::LessThan => "less than",
            Bound::AtLeast => "at least",
            Bound::AtMost => "at most",
        }),
    }
}

fn name(text: &str, name: &Name) -> NameView {
    NameView {
        span: span(text, &name.range),
        kind: name.kind,
        full: name.full.clone(),
        state: name.state.map(|s| s.name),
        metonym: name.metonym.map(|s| s.name),
    }
}

fn quotation(text: &str, quotation: &Quotation) -> QuotationView {
    QuotationView {
        span: span(text, &quotation.range),
        speaker: quotation.speaker.as_ref().map(|range| span(text, range)),
        verb: quotation.verb.as_ref().map(|range| span(text, range)),
    }
}

impl fmt::Display for Analysis {
    /// Writes each sentence with a line for each word, then what was found in the whole text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, sentence) in self.sentences.iter().enumerate() {
            writeln!(f, "{}. {}", place + 1, one_line(&sentence.span.text))?;
            write_words(f, &sentence.words)?;
        }
        write_list(f, "times", &self.times, |t| (&t.span, describe_time(t)))?;
        write_list(f, "numbers", &self.numbers, |n| (&n.span, describe_number(n)))?;
        write_list(f, "names", &self.names, |n| (&n.span, describe_name(n)))?;
        write_list(f, "quotations", &self.quotations, |q| {
            let speaker = q.speaker.as_ref().map_or("nobody named", |s| s.text.as_str());
            (&q.span, one_line(speaker))
        })
    }
}

fn write_words(f: &mut fmt::Formatter<'_>, words: &[WordView]) -> fmt::Result {
    for (place, word) in words.iter().enumerate() {
        let head = words.get(word.head).filter(|_| word.head != place);
        let head =
            head.map_or_else(String::new, |h| format!("{} {}", word.head, one_line(&h.span.text)));
        let line = format!(
            "  {place:>3} {:<16} {:<16} {:<5} {:<5} {:<10} {head}",
            one_line(&word.span.text),
            one_line(&word.lemma),
            word.pos.to_string(),
            word.tag,
            word.label,
        );
        writeln!(f, "{}", line.trim_end())?;
    }
    Ok(())
}

fn write_list<T>(
    f: &mut fmt::Formatter<'_>,
    title: &str,
    items: &[T],
    describe: impl Fn(&T) -> (&Span, String),
) -> fmt::Result {
    if !items.is_empty() {
        writeln!(f, "{title}")?;
    }
    for item in items {
        let (span, description) = describe(item);
        writeln!(f, "  {:>6} {} = {description}", span.start, one_line(&span.text))?;
    }
    Ok(())
}

fn describe_time(time: &TimeView) -> String {
    let mut words = format!("{} ({}", time.value, time.precision);
    for (name, value) in [("part", time.part), ("connective", time.connective)] {
        // Writing to a string can't fail.
        let _ = value.map(|v| write!(words, ", {name} {v}"));
    }
    format!("{words}, {})", time.basis)
}

fn describe_number(number: &NumberView) -> String {
    let bound = number.bound.map_or_else(String::new, |b| format!("{b} "));
    let currency = number.currency.map_or_else(String::new, |c| format!(" {c}"));
    format!("{bound}{}{currency} ({})", number.value, number.kind)
}

fn describe_name(name: &NameView) -> String {
    let state = name.state.filter(|s| *s != name.full).map(|s| format!(", {s}"));
    let metonym = name.metonym.map(|s| format!(", the government of {s}"));
    let notes = state.into_iter().chain(metonym).collect::<String>();
    format!("{} ({}{notes})", one_line(&name.full), name.kind)
}

/// Returns the text with its line breaks and other control characters as spaces, so that no text
/// can disturb the terminal or the layout.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "In late 1990, about 40 ministers met in Oslo.\nMoscow said \u{1b}[31m “no way”.";

    fn analysis() -> Analysis {
        analyse(TEXT, None, NonZeroUsize::MIN)
    }

    #[test]
    fn the_view_says_what_was_found_and_where() {
        let json = serde_json::to_value(analysis()).expect("plain values become JSON");
        assert_eq!(json["sentences"][0]["words"][4]["text"], "about");
        assert_eq!(json["sentences"][0]["words"][6]["lemma"], "minister");
        assert_eq!(json["times"][0]["value"], "1990");
        assert_eq!(json["times"][0]["part"], "late");
        assert_eq!(json["times"][0]["start"], 3);
        assert_eq!(json["numbers"][0]["bound"], "about");
        assert_eq!(json["names"][1]["metonym"], "Russia");
        assert_eq!(json["quotations"][0]["speaker"]["text"], "Moscow");
    }

    #[test]
    fn the_text_has_a_line_for_each_word_and_no_control_characters() {
        let text = analysis().to_string();
        assert!(text.starts_with("1. In late 1990, about 40 ministers met in Oslo.\n"));
        assert!(
            text.contains("  6 ministers        minister         NOUN  NNS   nsubj      7 met\n")
        );
        assert!(text.contains("late 1990 = 1990 (year, part late, connective in, stated)\n"));
        assert!(text.contains("Moscow = Moscow (GPE, the government of Russia)\n"));
        assert!(!text.contains('\u{1b}'));
    }
}
