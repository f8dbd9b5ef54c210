//! The text of a cloze card: `{{hidden}}`, `{{hidden::hint}}`, `{{c1::hidden::hint}}`.

use super::model::{Gap, Segment};
use std::ops::Range;

/// Why a text is no cloze, and where in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct ClozeError {
    /// What is wrong.
    pub why: ClozeFault,
    /// Where, as a range of bytes of the text.
    pub place: Range<usize>,
}

/// What is wrong with a text that should be a cloze.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClozeFault {
    /// No gap at all.
    #[error("the text has no gap")]
    NoGap,
    /// A gap that is never closed.
    #[error("a gap opens with `{{{{` and is never closed")]
    Open,
    /// A gap that opens before the last one has closed.
    #[error("a gap opens with `{{{{` and is not closed before the next one opens")]
    Nested,
    /// A gap that hides nothing.
    #[error("a gap hides nothing")]
    Empty,
    /// Braces that belong to the text stand against those of the gap: `{{{b}}}`.
    #[error("the braces of a gap touch those of what it hides")]
    Touching,
    /// Braces that close what never opened.
    #[error("braces close a gap that never opened")]
    Stray,
}

impl ClozeFault {
    /// Returns what to do about it.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::NoGap => {
                "put what is to be asked between {{ and }}: \"The {{Nile}} flows north.\""
            }
            Self::Open | Self::Nested => "close it with }} behind what it hides: {{hidden}}",
            Self::Empty => "write what it hides, or take it out: {{hidden}} or {{hidden::hint}}",
            Self::Touching => {
                "leave out the third brace: {{hidden}}; or part it with a space: {{ {a, b} }}"
            }
            Self::Stray => "open the gap with {{ before what it hides, or take the braces out",
        }
    }

    fn at(self, place: Range<usize>) -> ClozeError {
        ClozeError { why: self, place }
    }
}

/// Splits a text into what is shown and what is hidden.
///
/// Gaps without a group get one each, after the highest group that is named. Braces that do not
/// make a gap are text, also `}}` where it closes two that opened one by one.
///
/// # Errors
/// When there is no gap, or one that is empty, never closed or never opened.
pub fn read_cloze(text: &str) -> Result<Vec<Segment>, ClozeError> {
    let mut segments = Vec::new();
    let (mut at, mut depth) = (0, 0);
    while let Some(words) = text[at..].find("{{") {
        let open = at + words;
        read_words(text, at..open, &mut depth, &mut segments)?;
        let inside = gap_inside(text, open)?;
        let gap = read_gap(&text[inside.clone()]);
        at = inside.end + 2;
        segments.push(Segment::Gap(gap.map_err(|why| why.at(open..at))?));
    }
    read_words(text, at..text.len(), &mut depth, &mut segments)?;
    number_gaps(&mut segments);
    let gaps = segments.iter().any(|segment| matches!(segment, Segment::Gap(_)));
    if gaps { Ok(segments) } else { Err(ClozeFault::NoGap.at(0..text.len())) }
}

/// Takes words into the segments, counting the braces that are `open` in the text so far.
fn read_words(
    text: &str,
    range: Range<usize>,
    open: &mut usize,
    segments: &mut Vec<Segment>,
) -> Result<(), ClozeError> {
    let words = &text[range.clone()];
    let mut rest = words;
    while let Some(brace) = rest.find(['{', '}']) {
        let run = &rest[brace..];
        if let Some(behind) = run.strip_prefix('{') {
            *open += 1;
            rest = behind;
            continue;
        }
        let length = run.len() - run.trim_start_matches('}').len();
        let start = range.end - run.len();
        // A single brace may be a face; behind a gap it is one too many.
        let behind_gap = start == range.start && start > 0;
        if length > *open && (length > 1 || behind_gap) {
            return Err(ClozeFault::Stray.at(start..start + length));
        }
        *open = open.saturating_sub(length);
        rest = &run[length..];
    }
    if !words.is_empty() {
        segments.push(Segment::Words(words.to_owned()));
    }
    Ok(())
}

/// Returns where the inside of the gap is that opens here.
fn gap_inside(text: &str, open: usize) -> Result<Range<usize>, ClozeError> {
    let start = open + 2;
    let end = text[start..].find("}}").map(|length| start + length);
    let end = end.ok_or_else(|| ClozeFault::Open.at(open..text.len()))?;
    let inside = &text[start..end];
    let touching = inside.starts_with('{') || text[end + 2..].starts_with('}');
    if touching && inside.matches('{').count() > inside.matches('}').count() {
        return Err(ClozeFault::Touching.at(open..end + 2));
    }
    if inside.contains("{{") {
        return Err(ClozeFault::Nested.at(open..start));
    }
    Ok(start..end)
}

/// The group of a gap that names none, until all are read.
const UNNUMBERED: u32 = 0;

fn read_gap(inside: &str) -> Result<Gap, ClozeFault> {
    let (group, inside) = match inside.split_once("::") {
        Some((head, tail)) => match group_number(head) {
            Some(group) => (group, tail),
            None => (UNNUMBERED, inside),
        },
        None => (UNNUMBERED, inside),
    };
    let (answer, hint) = match inside.split_once("::") {
        Some((answer, hint)) => (answer, Some(hint.trim()).filter(|hint| !hint.is_empty())),
        None => (inside, None),
    };
    let answer = answer.trim();
    if answer.is_empty() {
        return Err(ClozeFault::Empty);
    }
    Ok(Gap { group, answer: answer.to_owned(), hint: hint.map(str::to_owned) })
}

fn group_number(head: &str) -> Option<u32> {
    let digits = head.strip_prefix('c')?;
    digits.parse().ok().filter(|group| (1..=999).contains(group))
}

fn number_gaps(segments: &mut [Segment]) {
    let mut next = segments
        .iter()
        .filter_map(|segment| match segment {
            Segment::Gap(gap) => Some(gap.group),
            Segment::Words(_) => None,
        })
        .max()
        .unwrap_or(UNNUMBERED);
    for segment in segments {
        if let Segment::Gap(gap) = segment
            && gap.group == UNNUMBERED
        {
            next += 1;
            gap.group = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn gaps(text: &str) -> Vec<(u32, String, Option<String>)> {
        read_cloze(text)
            .expect(text)
            .into_iter()
            .filter_map(|segment| match segment {
                Segment::Gap(gap) => Some((gap.group, gap.answer, gap.hint)),
                Segment::Words(_) => None,
            })
            .collect()
    }

    #[test]
    fn each_gap_is_an_item_unless_grouped() {
        assert_eq!(
            gaps("The {{Nile}} flows into the {{Mediterranean::sea}}."),
            [(1, "Nile".into(), None), (2, "Mediterranean".into(), Some("sea".into()))]
        );
        assert_eq!(
            gaps("{{c1::Iron}} and {{c1::carbon}} make {{steel}}"),
            [(1, "Iron".into(), None), (1, "carbon".into(), None), (2, "steel".into(), None)]
        );
    }

    #[test]
    fn what_is_no_cloze_says_why_and_where() {
        for (text, why, place) in [
            ("no gap", ClozeFault::NoGap, "no gap"),
            ("an {{open gap", ClozeFault::Open, "{{open gap"),
            ("an {{ }} gap", ClozeFault::Empty, "{{ }}"),
            ("an {{c1::}} gap", ClozeFault::Empty, "{{c1::}}"),
            ("A {{b} c {{d}}", ClozeFault::Nested, "{{"),
            ("A {{{b}}} c", ClozeFault::Touching, "{{{b}}"),
            ("A {{{b}} c", ClozeFault::Touching, "{{{b}}"),
            (r"{{\frac{a}{b}}}", ClozeFault::Touching, r"{{\frac{a}{b}}"),
            ("A {{b}} c}} d", ClozeFault::Stray, "}}"),
            ("A b}} and {{c}}", ClozeFault::Stray, "}}"),
            ("A {b}} and {{c}}", ClozeFault::Stray, "}}"),
            ("A {{b}}} c", ClozeFault::Stray, "}"),
        ] {
            let fault = read_cloze(text).expect_err(text);
            assert_eq!((fault.why, &text[fault.place]), (why, place), "{text}");
        }
    }

    #[test]
    fn braces_that_make_no_gap_are_text() {
        for (text, answer) in [
            ("the set {1, 2} has {{two}} members", "two"),
            (r"$\sqrt{\frac{a}{b}}$ is {{a root}}", "a root"),
            ("{ {x}} is written {{so}}", "so"),
            ("the set { {{x}}}", "x"),
            ("a face :} is {{glad}}", "glad"),
            ("a block begins with {{ { }}", "{"),
            ("the set {{ {a, b} }}", "{a, b}"),
            ("an empty hint {{d::}} is none", "d"),
        ] {
            assert_eq!(gaps(text), [(1, answer.into(), None)], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[{}:c1 a]{0,24}") {
            let _ = read_cloze(&text);
        }
    }
}
