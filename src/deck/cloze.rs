//! The text of a cloze card: `{{hidden}}`, `{{hidden::hint}}`, `{{c1::hidden::hint}}`.

use super::model::{Gap, Segment};

/// Why a text is no cloze.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClozeError {
    /// No gap at all.
    #[error("the text has no gap")]
    NoGap,
    /// A gap that is never closed.
    #[error("a gap opens with `{{{{` and is never closed")]
    Open,
    /// A gap that hides nothing.
    #[error("a gap hides nothing")]
    Empty,
}

/// Splits a text into what is shown and what is hidden.
///
/// Gaps without a group get one each, after the highest group that is named.
///
/// # Errors
/// When there is no gap, or one that is empty or never closed.
pub fn read_cloze(text: &str) -> Result<Vec<Segment>, ClozeError> {
    let mut segments = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find("{{") {
        let inside = &rest[open + 2..];
        let close = inside.find("}}").ok_or(ClozeError::Open)?;
        if open > 0 {
            segments.push(Segment::Words(rest[..open].to_owned()));
        }
        segments.push(Segment::Gap(read_gap(&inside[..close])?));
        rest = &inside[close + 2..];
    }
    if !rest.is_empty() {
        segments.push(Segment::Words(rest.to_owned()));
    }
    number_gaps(&mut segments);
    let gaps = segments.iter().any(|segment| matches!(segment, Segment::Gap(_)));
    if gaps { Ok(segments) } else { Err(ClozeError::NoGap) }
}

/// The group of a gap that names none, until all are read.
const UNNUMBERED: u32 = 0;

fn read_gap(inside: &str) -> Result<Gap, ClozeError> {
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
        return Err(ClozeError::Empty);
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
    fn what_is_no_cloze_says_why() {
        assert_eq!(read_cloze("no gap"), Err(ClozeError::NoGap));
        assert_eq!(read_cloze("an {{open gap"), Err(ClozeError::Open));
        assert_eq!(read_cloze("an {{ }} gap"), Err(ClozeError::Empty));
        assert_eq!(read_cloze("an {{c1::}} gap"), Err(ClozeError::Empty));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[{}:c1 a]{0,24}") {
            let _ = read_cloze(&text);
        }
    }
}
