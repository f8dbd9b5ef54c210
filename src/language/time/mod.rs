//! When: finds the times that a text states and reads each into a date with its precision.
//!
//! A span of text is returned only with a value. "Thursday" has one only against the document's
//! date, "six years later" only after a date in the same text, "6 November" only with a year from
//! either. What can't be told from a word or two of context is left out rather than guessed, but
//! two things are known to fool it: a title that is a number ("in 1984, Winston…") and a count that
//! looks like a year and counts nothing near ("a crowd of 1950").
//!
//! Conventions: "late 2023" has the value 2023 and the part [`Part::Late`], so that the value always
//! holds the true date; "the first quarter of 2024" is exactly January to March; "the 1800s" is the
//! century and "the 2000s" the decade; "the eighties" are those of the twentieth century; the fifth
//! century BC is the span -0499/-0400; "today" is not read, because it mostly means "nowadays".

mod absolute;
mod partial;
mod qualifier;
mod relative;

mod spans;
mod year;

use super::scan::{self, Words};
use crate::value::{Edtf, Point, Precision};
use absolute::{Reading, month_at};
use chrono::NaiveDate;
use partial::Partial;
use qualifier::Qualifier;
use std::ops::Range;

/// A time that a text states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Its bytes in the text, without preposition and article, with "late", "about", "BC".
    pub range: Range<usize>,
    /// The date or span that it means.
    pub value: Edtf,
    /// The part of the value that is meant: late 2023.
    pub part: Option<Part>,
    /// The preposition right before it.
    pub connective: Option<Connective>,
    /// What its value rests on.
    pub basis: Basis,
}

/// A vague third of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// "early", "the beginning of".
    Early,
    /// "mid-", "the middle of".
    Mid,
    /// "late", "the end of".
    Late,
}

/// The preposition that ties a time to its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Connective {
    /// "in 1992".
    In,
    /// "on 6 November".
    On,
    /// "since 2001".
    Since,
    /// "until 2005", "till 2005".
    Until,
    /// "before 1914".
    Before,
    /// "after 1945".
    After,
    /// "by 2030".
    By,
    /// "from 2001", "from 2001 to 2005".
    From,
    /// "between 1950 and 1953".
    Between,
    /// "during the 1990s", "throughout 1968".
    During,
    /// "of 1992".
    Of,
}

/// What the value of a time rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Its own words.
    Stated,
    /// A date that the text states before: "six years later".
    Anchor,
    /// The date of the document: "Thursday".
    Document,
}

/// Returns the times that a text states, in its order, without overlap.
///
/// `document` is the day on which the text appeared; without one, what counts from it is left out.
#[must_use]
pub fn find_times(text: &str, document: Option<NaiveDate>) -> Vec<TimeExpression> {
    if document.is_none() && !may_state_a_time(text) {
        return Vec::new();
    }
    let words = Words::new(text);
    let mut story = Story { document, ..Story::default() };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        story.pass(&words, at);
        let Some((time, next)) = time_at(&words, at, &story) else {
            at += 1;
            continue;
        };
        story.remember(time.value, time.basis);
        found.push(time);
        at = next;
    }
    found
}

/// Returns whether a text may state a time by its words alone, which takes a figure, a century or a
/// decade like "the sixties".
fn may_state_a_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has = |part: &[u8]| bytes.windows(part.len()).any(|w| w.eq_ignore_ascii_case(part));
    bytes.iter().any(u8::is_ascii_digit) || has(b"centur") || has(b"ties")
}

/// What the text has told so far that later times count from.
#[derive(Default)]
struct Story {
    document: Option<NaiveDate>,
    anchor: Option<Anchor>,
    sentence: usize,
    paragraph: usize,
}

/// The latest date that was read, and where.
#[derive(Clone, Copy)]
struct Anchor {
    value: Edtf,
    basis: Basis,
    sentence: usize,
    paragraph: usize,
}

impl Story {
    /// Counts sentences and paragraphs.
    fn pass(&mut self, words: &Words, at: usize) {
        self.sentence += usize::from(words.starts_sentence(at));
        self.paragraph += usize::from(words.get(at).is_some_and(|w| w.line_start));
    }

    fn remember(&mut self, value: Edtf, basis: Basis) {
        if value.precision() >= Precision::Year {
            self.anchor =
                Some(Anchor { value, basis, sentence: self.sentence, paragraph: self.paragraph });
        }
    }

    /// Fills in the year of "6 November": from the same sentence, else from the document's date,
    /// else from the same paragraph.
    fn complete(&self, partial: Partial, ahead: bool) -> Option<(Edtf, Basis)> {
        if partial.is_complete() {
            return Some((partial.value()?, Basis::Stated));
        }
        let month = partial.month?;
        let by_anchor = |near: fn(&Self, &Anchor) -> bool| {
            let anchor = self.anchor.as_ref().filter(|a| near(self, a))?;
            let last: Point = anchor.value.to.unwrap_or(anchor.value.from);
            Some((last.year(), Basis::Anchor))
        };
        let (year, basis) =
            by_anchor(|story, a| a.sentence == story.sentence && a.basis != Basis::Document)
                .or_else(|| {
                    let document = self.document?;
                    let year = relative::year_by_document(month, partial.day, document, ahead)?;
                    Some((year, Basis::Document))
                })
                .or_else(|| by_anchor(|story, a| a.paragraph == story.paragraph))?;
        let with_year = Partial { year: Some(year), ..partial };
        Some((with_year.value()?, basis))
    }
}

/// Reads the time that begins at this place, and the place after it.
fn time_at(words: &Words, at: usize, story: &Story) -> Option<(TimeExpression, usize)> {
    let qualifier = Qualifier::read(words, at);
    let bent = qualifier.next > at;
    let (value, basis, next) = stated(words, &qualifier, story)
        .or_else(|| counted(words, &qualifier, story))
        .filter(|(_, _, next)| *next > qualifier.next)?;
    let value = qualifier.apply(value)?;
    let first = words.get(at)?;
    let last = words.get(next - 1)?;
    let joined_word = !bent && words.is_glued(at) && words.before(at, 1).is_some_and(|w| w.is("_"));
    let time = TimeExpression {
        range: first.start..last.end(),
        value,
        part: qualifier.part,
        connective: connective(words, at),
        basis,
    };
    (!joined_word).then_some((time, next))
}

/// Reads a date that its own words state, but for a year that the story may lend.
fn stated(words: &Words, qualifier: &Qualifier, story: &Story) -> Option<(Edtf, Basis, usize)> {
    let at = qualifier.next;
    let reading = spans::span_at(words, at, qualifier.asks_for_year)
        .or_else(|| month_alone(words, at, qualifier))?;
    let ahead = relative::speaks_of_future(words, at);
    let (from, basis) = story.complete(reading.from, ahead)?;
    let value = match reading.to {
        Some(to) => partial::span(from, story.complete(to, ahead)?.0)?,
        None => from,
    };
    Some((value, basis, reading.next))
}

/// Reads a month without day or year, where a preposition tells it from a name and a verb.
fn month_alone(words: &Words, at: usize, qualifier: &Qualifier) -> Option<Reading> {
    const BEFORE: &str = "in since until till during before after from of by";
    let (month, next) = month_at(words, at)?;
    let before = words.before(at, 1);
    let by_may = words.is(at, "May") && before.is_some_and(|w| w.is("by"));
    let framed = qualifier.part.is_some() || before.is_some_and(|w| w.is_in(BEFORE) && !by_may);
    let in_a_name =
        words.get(next).is_some_and(|w| w.is_upper() || w.is_any(&["'", "’"]) && !w.spaced);
    let from = Partial { month: Some(month), ..Partial::default() };
    (framed && !in_a_name).then_some(Reading { from, to: None, next })
}

/// Reads a date that counts from the document's or from one read before.
fn counted(words: &Words, qualifier: &Qualifier, story: &Story) -> Option<(Edtf, Basis, usize)> {
    let at = qualifier.next;
    let by_document = story
        .document
        .and_then(|day| relative::from_document(words, at, day))
        .map(|(value, next)| (value, Basis::Document, next));
    by_document.or_else(|| {
        let anchor = story.anchor?;
        relative::from_anchor(words, at, anchor.value)
            .map(|(value, next)| (value, Basis::Anchor, next))
    })
}

/// Returns the preposition before this place, looking through "the", "the year", "the summer of".
fn connective(words: &Words, at: usize) -> Option<Connective> {
    let mut place = at;
    while words.before(place, 1).is_some_and(|w| w.is_in("the year years")) {
        place -= 1;
    }
    let word = words.before(place, 1)?;
    [
        ("in", Connective::In),
        ("on", Connective::On),
        ("since", Connective::Since),
        ("until till", Connective::Until),
        ("before", Connective::Before),
        ("after", Connective::After),
        ("by", Connective::By),
        ("from", Connective::From),
        ("between", Connective::Between),
        ("during throughout", Connective::During),
        ("of", Connective::Of),
    ]
    .into_iter()
    .find_map(|(names, connective)| word.is_in(names).then_some(connective))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    fn found(text: &str, document: Option<NaiveDate>) -> Vec<(String, String)> {
        find_times(text, document)
            .into_iter()
            .map(|t| (text[t.range].to_owned(), t.value.to_string()))
            .collect()
    }

    fn one(text: &str) -> (String, String) {
        let all = found(text, None);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        all.into_iter().next().unwrap_or_default()
    }

    #[test]
    fn days_months_years_decades_and_centuries_have_their_precision() {
        for (text, span, value) in [
            ("It began on 6 November 2025.", "6 November 2025", "2025-11-06"),
            ("On Nov. 6th, 2025, it began.", "Nov. 6th, 2025", "2025-11-06"),
            ("In April 1992 they met.", "April 1992", "1992-04"),
            ("They met in 1992.", "1992", "1992"),
            ("Prices fell in the 1990s.", "1990s", "199X"),
            ("A 19th-century novel", "19th-century", "18XX"),
            ("He died in 44 BC.", "44 BC", "-0043"),
            ("In AD 79 it erupted.", "AD 79", "0079"),
            ("in the winter of 1941-42", "winter of 1941-42", "1941-24"),
        ] {
            assert_eq!(one(text), (span.to_owned(), value.to_owned()), "{text}");
        }
    }

    #[test]
    fn spans_lend_each_other_what_they_lack() {
        for (text, span, value) in [
            ("the war of 1939–1945", "1939–1945", "1939/1945"),
            ("the war of 1914-18", "1914-18", "1914/1918"),
            ("from 2001 to 2005", "2001 to 2005", "2001/2005"),
            ("between 264 and 146 BC", "264 and 146 BC", "-0263/-0145"),
            ("from March to May 1992", "March to May 1992", "1992-03/1992-05"),
            ("6–8 November 2025", "6–8 November 2025", "2025-11-06/2025-11-08"),
        ] {
            assert_eq!(one(text), (span.to_owned(), value.to_owned()), "{text}");
        }
    }

    #[test]
    fn vague_parts_keep_the_whole_as_their_value() {
        let times = find_times("in late 2023", None);
        let summary: Vec<_> =
            times.iter().map(|t| (t.value.to_string(), t.part, t.connective)).collect();
        assert_eq!(summary, [("2023".to_owned(), Some(Part::Late), Some(Connective::In))]);
        assert_eq!(one("in the first quarter of 2024").1, "2024-01/2024-03");
        assert_eq!(one("born c. 1450").1, "1450~");
    }

    #[test]
    fn a_weekday_needs_the_documents_date() {
        let text = "Ministers met on Thursday and will meet again on Monday.";
        assert_eq!(found(text, None), []);
        let values: Vec<_> = found(text, day("2026-11-20")).into_iter().map(|f| f.1).collect();
        assert_eq!(values, ["2026-11-19", "2026-11-23"]);
    }

    #[test]
    fn a_weekday_on_which_something_was_said_is_past() {
        let days = |text: &str| -> Vec<String> {
            found(text, day("2024-05-14")).into_iter().map(|f| f.1).collect()
        };
        let told =
            "Harrow Homes will build 400 houses in Brenn, the firm told investors on Monday.";
        assert_eq!(days(told), ["2024-05-13"]);
        assert_eq!(days("The result will be announced on Monday."), ["2024-05-20"]);
        assert_eq!(days("The work is to be finished by April."), ["2025-04"]);
    }

    #[test]
    fn later_counts_from_the_date_before_and_needs_one() {
        assert_eq!(found("Six years later, she left.", None), []);
        let text =
            "It opened in 1990. Six years later, it closed, and the following year it burned.";
        let values: Vec<_> = found(text, None).into_iter().map(|f| f.1).collect();
        assert_eq!(values, ["1990", "1996", "1997"]);
    }

    #[test]
    fn numbers_that_are_no_years_are_left_alone() {
        for text in [
            "2,000 people",
            "1500 soldiers",
            "a Boeing 747",
            "page 1984",
            "it cost $1999",
            "they won 3-2",
            "at 18:30",
            "version 2.10.1",
            "in 2000 villages",
            "Resolution 1973",
            "may march in august company",
            "call 555 2019-2020-1",
            "the novel 1984",
            "1990 %",
        ] {
            assert_eq!(found(text, day("2026-11-20")), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_times_in_order_on_whole_characters(
            text in "(1992|in |May |6|-|, |BC|the |late |Thursday|years later|\\. |century|19th |\\PC){0,40}"
        ) {
            let mut end = 0;
            for time in find_times(&text, day("2026-11-20")) {
                prop_assert!(time.range.start >= end);
                prop_assert!(text.get(time.range.clone()).is_some());
                end = time.range.end;
            }
        }
    }
}
