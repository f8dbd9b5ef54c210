//! Lines put together to paragraphs: words for analysis that know their place in the document.

use super::Role;
use super::clean::{Clean, names_apart, reference_marks, stress_marks};
use super::furniture::caption_without_credit;
use super::html::Places;
use super::lines::{LineKind, RawLine, ends_a_sentence};
use super::markdown::{inline_markup, struck_out};
use regex::Regex;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

/// A stretch of prose, folded for analysis, that knows where each of its characters stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The words for analysis: spaces, quotes and markup folded, reference marks left out.
    pub text: String,
    /// What the paragraph is to its document.
    pub role: Role,
    /// How many bytes of `text` a dateline ("OSLO — ") takes at the front.
    pub dateline: usize,
    /// How many bytes of `text` the name of what it tells of takes at the front ("Malta – "), as in
    /// gazetteers and glossaries.
    pub entry: usize,
    clean: Clean,
    /// The paragraph as the document has it, and where it begins there.
    original: String,
    start: usize,
    line: u32,
    /// Where a web page's words stand in its file; `start` and `line` are those of its text.
    places: Option<Arc<Places>>,
}

/// Where a stretch of a paragraph stands in its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The exact words of the document.
    pub quote: String,
    /// The line on which they begin, from 1.
    pub line: u32,
    /// Their bytes in the document.
    pub range: Range<usize>,
}

impl Paragraph {
    /// Returns the paragraph as the document has it.
    pub(super) fn original(&self) -> &str {
        &self.original
    }

    /// Returns the paragraph of a web page's text, which knows where that stands in the file.
    pub(super) fn placed_by(self, places: &Arc<Places>) -> Self {
        Self { places: Some(Arc::clone(places)), ..self }
    }

    /// Returns where a range of bytes of `text` stands in the document.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Place {
        self.placed(self.clean.origin(&self.original, range))
    }

    /// Returns where these words stand first.
    pub(super) fn find(&self, words: &str) -> Option<Place> {
        if let Some(start) = self.original.find(words) {
            return Some(self.placed(start..start + words.len()));
        }
        let folded = Clean::new(words, std::slice::from_ref(&(0..words.len())), &[]).text;
        let start = self.text.find(&folded).filter(|_| !folded.is_empty())?;
        Some(self.place(start..start + folded.len()))
    }

    /// Returns the line on which the paragraph begins.
    pub(super) fn first_line(&self) -> u32 {
        self.place(0..0).line
    }

    /// Returns where these words stand on a line.
    pub(super) fn find_on(&self, words: &str, line: u32) -> Option<Place> {
        let places = self.original.match_indices(words);
        let mut places = places.map(|(start, found)| self.placed(start..start + found.len()));
        let folded = || self.find(words).filter(|place| place.line == line);
        places.find(|place| place.line == line).or_else(folded)
    }

    fn placed(&self, inner: Range<usize>) -> Place {
        let ends = self.original[..inner.start].matches('\n').count();
        let quote = self.original[inner.clone()].to_owned();
        if let Some(places) = &self.places {
            let range = places.range(self.start + inner.start..self.start + inner.end);
            return Place { quote, line: places.line(range.start), range };
        }
        Place {
            quote,
            line: self.line + u32::try_from(ends).unwrap_or(u32::MAX - self.line),
            range: self.start + inner.start..self.start + inner.end,
        }
    }
}

/// Returns the prose, captions and machine summaries among the lines.
pub(super) fn paragraphs(original: &str, lines: &[RawLine<'_>], markdown: bool) -> Vec<Paragraph> {
    let names = names_apart(original);
    let mut prose = 0;
    let blocks = blocks(lines, markdown).into_iter();
    let mut paragraphs: Vec<Paragraph> = blocks
        .map(|block| {
            let near_top = block.role == Role::Body && prose < DATELINE_WITHIN;
            prose += usize::from(block.role == Role::Body);
            block.read(original, &names, markdown, near_top)
        })
        .filter(|paragraph| !paragraph.text.is_empty())
        .collect();
    part_entries(&mut paragraphs);
    paragraphs
}

/// Parts the names of a gazetteer's entries from what is told of them.
fn part_entries(paragraphs: &mut [Paragraph]) {
    /// One paragraph that begins so may begin with a place or a saying.
    const SEVERAL: usize = 3;
    let lengths: Vec<usize> = paragraphs.iter().map(|p| entry_length(&p.text)).collect();
    if lengths.iter().filter(|length| **length > 0).count() < SEVERAL {
        return;
    }
    for (paragraph, length) in paragraphs.iter_mut().zip(lengths) {
        paragraph.entry = length;
        if length > 0 {
            paragraph.dateline = 0;
        }
    }
}

/// Returns how many bytes the name of an entry takes at the front: "Malta – ".
fn entry_length(text: &str) -> usize {
    static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\p{Lu}[\p{L}.'’-]*(?:(?:,| &| and| of| the)? \p{Lu}[\p{L}.'’-]*){0,4} [–—-] ")
            .expect("the pattern is fixed")
    });
    ENTRY.find(text).map_or(0, |found| found.end())
}

/// A dateline stands at the head of the first paragraphs or nowhere.
const DATELINE_WITHIN: usize = 2;

/// A run of lines of one role.
struct Block {
    lines: Vec<Range<usize>>,
    role: Role,
    /// The number of its first line.
    line: u32,
}

impl Block {
    fn read(
        &self,
        original: &str,
        names: &HashSet<String>,
        markdown: bool,
        near_top: bool,
    ) -> Paragraph {
        let start = self.lines.first().map_or(0, |line| line.start);
        let end = self.lines.last().map_or(start, |line| line.end);
        let original = &original[start..end];
        let lines: Vec<Range<usize>> =
            self.lines.iter().map(|line| line.start - start..line.end - start).collect();
        let mut dropped = within(original, &lines, reference_marks);
        let marks = if markdown { inline_markup } else { stress_marks };
        dropped.extend(within(original, &lines, marks));
        if markdown {
            dropped.extend(struck_out(original));
        }
        dropped.sort_by_key(|range| range.start);
        let mut clean = Clean::new(original, &lines, &dropped);
        clean.unglue(names);
        Paragraph {
            text: clean.text.clone(),
            role: self.role,
            dateline: if near_top { dateline_length(&clean.text) } else { 0 },
            entry: 0,
            clean,
            original: original.to_owned(),
            start,
            line: self.line,
            places: None,
        }
    }
}

fn blocks(lines: &[RawLine<'_>], markdown: bool) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Role> = None;
    for line in lines {
        let (role, range) = match line.kind {
            Some(LineKind::Body) => (Role::Body, line.range()),
            Some(LineKind::MachineSummary) if ends_a_sentence(line.text) => {
                (Role::MachineSummary, line.range())
            }
            Some(LineKind::Caption) => (Role::Caption, caption_range(line)),
            _ => {
                open = None;
                continue;
            }
        };
        match blocks.last_mut() {
            Some(last) if open == Some(role) && !line.begins_block => last.lines.push(range),
            _ => blocks.push(Block { lines: vec![range], role, line: line.number }),
        }
        let goes_on = markdown || !ends_a_sentence(line.text);
        open = (goes_on && role != Role::Caption).then_some(role);
    }
    blocks
}

fn caption_range(line: &RawLine<'_>) -> Range<usize> {
    let whole = line.range();
    let caption = caption_without_credit(line.text.trim()).unwrap_or(line.text.trim());
    whole.start..whole.start + caption.len()
}

/// Looks for ranges in each line and returns them as ranges of the whole document.
fn within(
    original: &str,
    lines: &[Range<usize>],
    find: impl Fn(&str) -> Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for line in lines {
        let ranges = find(&original[line.clone()]).into_iter();
        found.extend(ranges.map(|r| r.start + line.start..r.end + line.start));
    }
    found
}

/// Returns how many bytes a dateline takes at the front: "PARIS — ", "Oslo, 4 May (NTB) – ".
fn dateline_length(text: &str) -> usize {
    static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
        let name = r"\p{Lu}[\p{L}.']*";
        let more = format!("(?:,? (?:of )?{name})");
        let day = r"(?:\p{L}+\.? \d{1,2}|\d{1,2}(?:st|nd|rd|th)? \p{L}+)(?:,? \d{4})?";
        let place = format!("{name}(?:{more}{{0,3}}|{more}{{0,6}}(?P<day>, {day}))");
        // "January 23, 2014 (ADDIS ABABA) – ".
        let first = r"(?:\p{Lu}\p{Ll}+ \d{1,2},|\d{1,2} \p{Lu}\p{Ll}+) \d{4}";
        let agency = r"(?: \(\p{Lu}[\p{L} ]*\))?";
        Regex::new(&format!("^(?:{place}|{first}){agency}(?: ?[—–] | - | ?--+ ?|\\.-+ |: )"))
            .expect("the pattern is fixed")
    });
    let Some(captures) = DATELINE.captures(text) else {
        return 0;
    };
    let (found, dated) = (captures.get_match(), captures.name("day").is_some());
    let rest = &text[found.end()..];
    let words = found.as_str().split_whitespace().count();
    let short_enough = !found.as_str().ends_with(": ") || words <= 3 || dated;
    let opens = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '('));
    if short_enough && opens { found.end() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_measured() {
        for (text, dateline) in [
            ("OSLO — The king came.", "OSLO — "),
            ("Panama City, 4 May (AP) – Work began.", "Panama City, 4 May (AP) – "),
            ("OSLO, Norway, Aug. 23, 2023 — The king came.", "OSLO, Norway, Aug. 23, 2023 — "),
            ("OSLO, 11 May 2024 — The king came.", "OSLO, 11 May 2024 — "),
            ("Oslo: The king came.", "Oslo: "),
            ("Oslo, Mar 31 (NTB).- The king came.", "Oslo, Mar 31 (NTB).- "),
            (
                "OSLO, Kingdom of Norway, Nov. 8 (NTB) -- The king came.",
                "OSLO, Kingdom of Norway, Nov. 8 (NTB) -- ",
            ),
            ("Oslo, June 23 (NTB)-- The king came.", "Oslo, June 23 (NTB)-- "),
            ("January 23, 2014 (OSLO) – The king came.", "January 23, 2014 (OSLO) – "),
            ("January 23, 2014 was a cold day.", ""),
            (
                "Nordic Council House, Oslo, Norway, 25th May, 2023: The king came.",
                "Nordic Council House, Oslo, Norway, 25th May, 2023: ",
            ),
            ("The king — who came late — sat.", ""),
            ("The king came.", ""),
        ] {
            assert_eq!(&text[..dateline_length(text)], dateline, "{text}");
        }
    }

    #[test]
    fn the_names_of_entries_are_parted_from_what_is_told_of_them() {
        let paragraphs = |text: &str| crate::document::Document::parse("a.txt", text).paragraphs;
        let told = |p: &Paragraph| p.text[p.entry..].to_owned();
        let isles = "Malta – It joined the union in 2004.\n\nGozo and Comino – They belong to Malta.\n\n\
                     Riga – It is no island.\n\nNone of these is large.";
        assert_eq!(
            paragraphs(isles).iter().map(told).collect::<Vec<_>>(),
            [
                "It joined the union in 2004.",
                "They belong to Malta.",
                "It is no island.",
                "None of these is large."
            ]
        );
        let one = paragraphs("Malta – It joined the union in 2004.\n\nNone of these is large.");
        assert!(one.iter().all(|p| p.entry == 0));
    }
}
