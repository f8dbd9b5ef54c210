//! A whole text read: its sentences with their words, and the times, numbers, names and quotations
//! in it. What facts are drawn from.

use super::annotation::{Annotated, annotate};
use super::names::{Name, find_names};
use super::numbers::{NumberExpression, find_numbers};
use super::quotations::{Quotation, find_quotations};
use super::sentence;
use super::time::{TimeExpression, find_times};
use crate::workers::both;
use chrono::NaiveDate;
use std::num::NonZeroUsize;
use std::ops::Range;

/// A text with all that is seen in it. All ranges are bytes of the text, but those of words in
/// [`ReadSentence::annotated`], which count from the sentence's first byte.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// The sentences in their order.
    pub sentences: Vec<ReadSentence>,
    /// The times that the text states.
    pub times: Vec<TimeExpression>,
    /// The numbers that are no times.
    pub numbers: Vec<NumberExpression>,
    /// The names.
    pub names: Vec<Name>,
    /// The quotations.
    pub quotations: Vec<Quotation>,
}

/// A sentence of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadSentence {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its words.
    pub annotated: Annotated,
}

/// Reads a text: paragraphs are its lines, sentences never cross them. `document` is the day on
/// which the text appeared.
#[must_use]
pub fn read(text: &str, document: Option<NaiveDate>, threads: NonZeroUsize) -> Reading {
    let ranges = sentence_ranges(text);
    let pieces: Vec<&str> = ranges.iter().map(|range| &text[range.clone()]).collect();
    let annotated = annotate(&pieces, threads);
    let sentences = ranges.into_iter().zip(annotated);
    let sentences = sentences.map(|(range, annotated)| ReadSentence { range, annotated });
    read_annotated(text, sentences.collect(), document, threads)
}

/// Reads a text whose sentences are annotated already, in order and without overlap.
#[must_use]
pub fn read_annotated(
    text: &str,
    sentences: Vec<ReadSentence>,
    document: Option<NaiveDate>,
    threads: NonZeroUsize,
) -> Reading {
    let annotated: Vec<(usize, &Annotated)> =
        sentences.iter().map(|sentence| (sentence.range.start, &sentence.annotated)).collect();
    let times = || find_times(text, document);
    let others =
        || (find_numbers(text), find_names(text, &annotated), find_quotations(text, &annotated));
    let alone = threads == NonZeroUsize::MIN;
    let (times, others) = if alone { (times(), others()) } else { both(times, others) };
    let (numbers, names, quotations) = others;
    Reading { numbers: without(numbers, &times), sentences, times, names, quotations }
}

/// Returns the bytes of the sentences of all lines.
fn sentence_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let within = sentence::split(line);
        ranges.extend(within.into_iter().map(|r| r.start + start..r.end + start));
        start += line.len();
    }
    ranges
}

/// Returns the numbers that share no byte with a time. Both lie in order.
fn without(mut numbers: Vec<NumberExpression>, times: &[TimeExpression]) -> Vec<NumberExpression> {
    numbers.retain(|number| {
        let first = times.partition_point(|t| t.range.end <= number.range.start);
        times.get(first).is_none_or(|t| t.range.start >= number.range.end)
    });
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn reading(text: &str) -> Reading {
        read(text, None, NonZeroUsize::MIN)
    }

    #[test]
    fn a_text_is_read_with_all_that_is_in_it() {
        let text =
            "A heading\nIn 1990, Nelson Mandela met 40 ministers in Oslo.\n“It is time,” he said.";
        let read = reading(text);
        let sentences: Vec<&str> = read.sentences.iter().map(|s| &text[s.range.clone()]).collect();
        assert_eq!(sentences.len(), 3);
        assert_eq!(sentences[0], "A heading");
        assert_eq!(&text[read.times[0].range.clone()], "1990");
        let numbers: Vec<&str> = read.numbers.iter().map(|n| &text[n.range.clone()]).collect();
        assert_eq!(numbers, ["40"]);
        let names: Vec<&str> = read.names.iter().map(|n| n.full.as_str()).collect();
        assert_eq!(names, ["Nelson Mandela", "Oslo"]);
        let speaker = read.quotations[0].speaker.clone();
        assert_eq!(speaker.map(|s| &text[s]), Some("he"));
    }

    #[test]
    fn sentences_end_where_readers_end_them() {
        for (text, count) in [
            ("Mr. Ng met Dr. Roy at St. Anne's.", 1),
            ("The U.S. President left at 5 p.m. on Monday.", 1),
            ("J. K. Rowling wrote it. It sold well.", 2),
            ("He lives in the U.S. She does not.", 2),
            ("“Is it over?” she asked. Nobody knew.", 2),
            ("It cost $3.5 million. That is much.", 2),
            ("See No. 10 and Fig. 3. Then stop.", 2),
            ("A heading without a stop\nThen a sentence.", 2),
            ("He left... and came back.", 1),
            ("\"It's over,\" he said. \"Go home.\"", 2),
            ("Acme Inc. sold Bolt Ltd. to Mr. Day.", 1),
            ("Founded c. 1450, it fell in 476 A.D. to rebels.", 1),
        ] {
            assert_eq!(reading(text).sentences.len(), count, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn any_text_is_read_and_every_range_is_in_it(text in "([A-Z][a-z]{0,6}|“|”|\\.|,|\"|1992|said| |\n|'s|é|\u{5d0}|😀|\\PC){0,60}") {
            let read = reading(&text);
            let sentences = read.sentences.iter().map(|s| &s.range);
            let times = read.times.iter().map(|t| &t.range);
            let numbers = read.numbers.iter().map(|n| &n.range);
            let names = read.names.iter().map(|n| &n.range);
            let quotations = read.quotations.iter().map(|q| &q.range);
            let speakers = read.quotations.iter().filter_map(|q| q.speaker.as_ref());
            for range in sentences.chain(times).chain(numbers).chain(names).chain(quotations).chain(speakers) {
                prop_assert!(text.get(range.clone()).is_some(), "{:?} of {:?}", range, text);
            }
            for sentence in &read.sentences {
                for word in &sentence.annotated.words {
                    prop_assert!(text[sentence.range.clone()].get(word.range.clone()).is_some());
                    prop_assert!(word.head < sentence.annotated.words.len());
                }
            }
        }
    }
}
