//! What each line of a document is: prose, heading, caption, date, page furniture, repetition.

use super::furniture::{
    announces_machine_summary, begins_apparatus, caption_without_credit, is_furniture,
};
use crate::value::{Edtf, Precision, fold, read_dates};
use crate::workers::{all_threads, share_out};
use regex::Regex;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// What a line of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// Nothing but space.
    Blank,
    /// Prose.
    Body,
    /// A title, a heading, or any short line that is no sentence.
    Heading,
    /// The words under a picture.
    Caption,
    /// The day of the page: its publication or the day it was viewed. No fact about the world.
    PageDate,
    /// Navigation, newsletters, logins, footers.
    Furniture,
    /// A summary written by a machine: no witness.
    MachineSummary,
    /// A paragraph that stood in the document before.
    Repeated,
    /// Code, or a comment of the markup.
    Code,
    /// A table row or a rule.
    Table,
    /// The block of keys at the head of a Markdown file.
    FrontMatter,
}

/// A line on its way to being classified.
#[derive(Debug)]
pub(super) struct RawLine<'a> {
    /// From 1.
    pub(super) number: u32,
    /// Where `text` begins in the document.
    pub(super) start: usize,
    /// The line without its end and, once skipped, without its markers.
    pub(super) text: &'a str,
    /// What it is, once known.
    pub(super) kind: Option<LineKind>,
    /// Whether it begins a paragraph of its own, as a list item does.
    pub(super) begins_block: bool,
}

impl RawLine<'_> {
    /// Takes a marker of this many bytes off the front.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.text = &self.text[bytes..];
        self.start += bytes;
    }

    /// Returns where the line's words stand in the document.
    pub(super) fn range(&self) -> Range<usize> {
        let indent = self.text.len() - self.text.trim_start().len();
        let start = self.start + indent;
        start..start + self.text.trim().len()
    }
}

/// Returns the lines of a text, with any of the three line ends.
pub(super) fn split_lines(text: &str) -> Vec<RawLine<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (line, number) in text.split('\n').zip(1..) {
        let bare = line.strip_suffix('\r').unwrap_or(line);
        lines.push(RawLine { number, start, text: bare, kind: None, begins_block: false });
        start += line.len() + 1;
    }
    lines
}

/// The years in which pages are published; others are slips.
pub(super) const YEARS_OF_PAGES: Range<i32> = 1400..2200;

/// Lines that a thread takes at once.
const BATCH: usize = 256;

/// Classifies every line that has no kind yet.
pub(super) fn classify(lines: &mut [RawLine<'_>]) {
    let headed: Vec<bool> = lines.iter().map(|l| l.kind == Some(LineKind::Heading)).collect();
    let batches: Vec<&[RawLine<'_>]> = lines.chunks(BATCH).collect();
    let kinds = share_out(&batches, all_threads(), |batch| {
        batch.iter().map(|line| line.kind.unwrap_or_else(|| kind_of(line.text))).collect()
    });
    for (line, kind) in lines.iter_mut().zip(kinds) {
        line.kind = Some(kind);
    }
    mark_apparatus(lines, &headed);
    mark_machine_summaries(lines);
    mark_prose_without_stop(lines);
    mark_repetitions(lines);
}

/// Returns the date that a line consists of, and whether it says that it is the page's own:
/// "Published: …", "… 3 days ago".
pub(super) fn page_date(line: &str) -> Option<(Edtf, bool)> {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:first |last )?(?:published|updated|posted|modified)(?: on| at)?:?\s*")
            .expect("the pattern is fixed")
    });
    static AGE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(\d+)\s+(?:minute|hour|day|week|month|year)s?\s+ago\.?$")
            .expect("the pattern is fixed")
    });
    // "ACCRA, 9 March 2023", "The Courier, 9 March 2023".
    static FROM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:The )?\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*)?, ")
            .expect("the pattern is fixed")
    });
    let line = line.trim().trim_matches(['*', '_']).trim();
    if line.len() > 60 || !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let label = LABEL.find(line).map_or(0, |found| found.end());
    let mut date = &line[label..];
    let age = AGE.captures(date).and_then(|found| found.get(1));
    if let Some(figures) = age {
        // "January 19, 20263 days ago": the days ran into the year.
        let year = if figures.len() > 4 { 4 } else { 0 };
        date = &date[..figures.start() + year];
    }
    let own = label > 0 || age.is_some();
    let is_page = |d: &Edtf| {
        YEARS_OF_PAGES.contains(&d.from.year()) && (own || d.precision() == Precision::Day)
    };
    let read = |date: &str| read_dates(date.trim()).into_iter().find(is_page);
    let behind = || FROM.find(date).and_then(|from| read(&date[from.end()..]));
    Some((read(date).or_else(behind)?, own))
}

fn kind_of(text: &str) -> LineKind {
    let text = text.trim();
    if text.is_empty() {
        LineKind::Blank
    } else if page_date(text).is_some() {
        LineKind::PageDate
    } else if is_furniture(text) {
        LineKind::Furniture
    } else if announces_machine_summary(text) {
        LineKind::MachineSummary
    } else if text.len() < 400 && caption_without_credit(text).is_some() {
        LineKind::Caption
    } else if ends_a_sentence(text) {
        LineKind::Body
    } else {
        LineKind::Heading
    }
}

/// Returns whether a line ends as a sentence does, perhaps after a reference mark.
pub(super) fn ends_a_sentence(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(|c: char| {
        matches!(c, '”' | '"' | '\'' | '’' | ')' | ']' | '[' | '*' | '_' | '~')
            || c.is_ascii_digit() && text.trim_end().ends_with(']')
    });
    let bare = bare.strip_suffix("citation needed").unwrap_or(bare);
    bare.trim_end_matches('[').ends_with(['.', '!', '?', '…', ';'])
}

/// Sets aside what stands under "References" or "External links", up to the next heading: one that the
/// markup shows (`headed`), or a short line.
fn mark_apparatus(lines: &mut [RawLine<'_>], headed: &[bool]) {
    const MOST_WORDS: usize = 5;
    let mut inside = false;
    for (line, headed) in lines.iter_mut().zip(headed) {
        if begins_apparatus(line.text) {
            inside = true;
        } else if *headed {
            inside = false;
        } else if inside && line.kind == Some(LineKind::Heading) && !line.begins_block {
            // "Lund, A. History of Riga. Oxford, 1999" is no heading.
            let words = line.text.split_whitespace().count();
            inside = words > MOST_WORDS || line.text.contains(|c: char| c.is_ascii_digit());
        }
        if inside && line.kind != Some(LineKind::Blank) {
            line.kind = Some(LineKind::Furniture);
        }
    }
}

/// Gives the block after a label such as "AI summary" the label's kind.
fn mark_machine_summaries(lines: &mut [RawLine<'_>]) {
    let mut expecting = false;
    let mut inside = false;
    for line in lines {
        match line.kind {
            Some(LineKind::MachineSummary) => expecting = true,
            Some(LineKind::Blank) => inside = false,
            Some(LineKind::Body | LineKind::Heading) if expecting || inside => {
                line.kind = Some(LineKind::MachineSummary);
                (inside, expecting) = (true, false);
            }
            _ => {}
        }
    }
}

/// Turns long "headings" into prose: lines of a hard-wrapped paragraph, and paragraphs that end
/// in a colon or in nothing.
fn mark_prose_without_stop(lines: &mut [RawLine<'_>]) {
    const HEADING_WORDS: usize = 20;
    let wrapped: Vec<bool> = (0..lines.len()).map(|i| is_wrapped_at(lines, i)).collect();
    for (line, wrapped) in lines.iter_mut().zip(wrapped) {
        let long = line.text.split_whitespace().count() > HEADING_WORDS;
        if line.kind == Some(LineKind::Heading) && (long || wrapped) && !line.begins_block {
            line.kind = Some(LineKind::Body);
        }
    }
}

/// Returns whether the line goes on in the next one, as text wrapped at a column does.
fn is_wrapped_at(lines: &[RawLine<'_>], i: usize) -> bool {
    const COLUMNS: std::ops::RangeInclusive<usize> = 45..=110;
    let (line, Some(next)) = (&lines[i], lines.get(i + 1)) else {
        return false;
    };
    let prose = |l: &RawLine<'_>| matches!(l.kind, Some(LineKind::Body | LineKind::Heading));
    let lower = next.text.trim_start().starts_with(char::is_lowercase);
    prose(line)
        && prose(next)
        && !next.begins_block
        && next.text.len() <= *COLUMNS.end()
        && (lower || (COLUMNS.contains(&line.text.trim().len()) && !is_title_case(line.text)))
}

/// Returns whether nearly all the longer words have a capital, as in a title.
pub(super) fn is_title_case(text: &str) -> bool {
    // "Ada Lund (1819-1896)": years have no capitals.
    let is_long = |word: &&str| word.chars().count() > 3 && word.contains(char::is_alphabetic);
    let long: Vec<&str> = text.split_whitespace().filter(is_long).collect();
    let capitals = long.iter().filter(|w| w.contains(char::is_uppercase)).count();
    capitals * 10 >= long.len() * 8
}

fn mark_repetitions(lines: &mut [RawLine<'_>]) {
    const SHORTEST: usize = 40;
    let mut seen = HashSet::new();
    for line in lines {
        let prose = matches!(line.kind, Some(LineKind::Body | LineKind::Caption));
        let folded = prose.then(|| fold(line.text)).filter(|folded| folded.len() >= SHORTEST);
        if folded.is_some_and(|folded| !seen.insert(folded)) {
            line.kind = Some(LineKind::Repeated);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<LineKind> {
        let mut lines = split_lines(text);
        classify(&mut lines);
        lines.into_iter().filter_map(|line| line.kind).collect()
    }

    #[test]
    fn lines_are_told_apart() {
        use LineKind::{Blank, Body, Caption, Furniture, Heading, PageDate, Repeated};
        let text = "The Fall of the Wall\n4 March 2019\n\nThe wall fell in 1989, and the city was one again.\nShare\nWhat came after\nThe wall at noon (B. Weber/dpa)\nThe wall fell in 1989, and the city was one again.";
        assert_eq!(
            kinds(text),
            [Heading, PageDate, Blank, Body, Furniture, Heading, Caption, Repeated]
        );
    }

    #[test]
    fn where_a_report_was_written_may_stand_before_its_date() {
        let read = |line| page_date(line).map(|(date, _)| date.to_string());
        assert_eq!(read("ACCRA, 9 March 2023").as_deref(), Some("2023-03-09"));
        assert_eq!(read("*Harrow Courier, 14 June 2024*").as_deref(), Some("2024-06-14"));
        assert_eq!(read("The Courier, June 14, 2024").as_deref(), Some("2024-06-14"));
        assert_eq!(read("The long night of Riga, 14 June 1621"), None);
        assert_eq!(read("Accra, March 2023"), None);
        assert_eq!(read("Jane Roe arrived, 14 June 2024"), None);
    }

    #[test]
    fn what_a_page_leans_on_is_set_aside_up_to_the_next_heading() {
        use LineKind::{Blank, Body, Furniture, Heading};
        let text = "References\n\nLund, Ada. The History of Riga in Five Parts, 1999\n\
                    A. Moss wrote of it in 1871.\n\nWhat came after\nThe wall fell in 1989.";
        assert_eq!(kinds(text), [Furniture, Blank, Furniture, Furniture, Blank, Heading, Body]);
    }

    #[test]
    fn the_block_after_a_label_is_the_machines() {
        use LineKind::{Blank, Body, MachineSummary};
        let text = "AI-generated summary\n\nThe wall fell.\n\nThe wall fell in 1989.";
        assert_eq!(kinds(text), [MachineSummary, Blank, MachineSummary, Blank, Body]);
    }

    #[test]
    fn a_page_date_glued_to_its_age_is_read() {
        let read = |line| page_date(line).map(|(date, ago)| (date.to_string(), ago));
        assert_eq!(read("March 4, 20195 days ago"), Some(("2019-03-04".into(), true)));
        assert_eq!(read("Published: 4 March 2019"), Some(("2019-03-04".into(), true)));
        assert_eq!(read("Monday, 4 March 2019"), Some(("2019-03-04".into(), false)));
        assert_eq!(read("1989"), None);
        assert_eq!(read("The wall fell on 9 November 1989"), None);
    }

    #[test]
    fn wrapped_prose_is_no_heading() {
        let text = "The canal was begun in 1859 by a company of merchants\nfrom several towns and took ten years to dig through.";
        assert_eq!(kinds(text), [LineKind::Body, LineKind::Body]);
    }
}
