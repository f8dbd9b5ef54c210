//! A large deck read on all cores, in parts: each is some of the cards behind the head of the file.
//!
//! What comes out is what reading the file as a whole gives. Where parts might come to something
//! else (a text of several lines could hold what looks like a card, or two cards have one id), the
//! file is left to be read as a whole.

use super::read::{Read, Reading, read_whole};
use super::syntax::is_of_syntax;
use crate::workers::{all_threads, share_out};
use std::collections::HashSet;

/// From how many bytes on a deck is read in parts.
const LARGE: usize = if cfg!(test) { 100 } else { 1 << 20 };
/// How many bytes of cards a part has at least.
const PART: usize = if cfg!(test) { 20 } else { 1 << 18 };
/// How many times longer than the head, which is read again with each of them, a part is at least.
const TIMES_HEAD: usize = if cfg!(test) { 0 } else { 8 };

/// What each card begins with.
const CARD: &str = "[[card]]";

/// Returns what a large deck reads as; none where it is small, or has to be read as a whole.
pub fn read_in_parts(text: &str) -> Option<Reading> {
    if text.len() < LARGE || all_threads().get() == 1 {
        return None;
    }
    let Parts { head, parts } = Parts::of(text)?;
    let parts_read =
        share_out(&parts, all_threads(), |part| vec![read_whole(&[head, part.cards].concat())]);
    if !is_as_the_whole(&parts, &parts_read) {
        return None;
    }
    let mut readings =
        parts.iter().zip(parts_read).map(|(part, read)| part.in_place(read.reading, head));
    let first = readings.next()?;
    Some(readings.fold(first, |mut whole, part| {
        if let (Some(deck), Some(of_part)) = (&mut whole.deck, part.deck) {
            deck.cards.extend(of_part.cards);
        }
        // Each part tells the faults of the head again.
        let own = part.diagnostics.into_iter().filter(|fault| fault.span.start >= head.len());
        whole.diagnostics.extend(own);
        whole.left_out += part.left_out;
        whole
    }))
}

/// Returns whether parts come to what the whole file comes to: they are TOML, hold the cards that
/// they seemed to hold and no others, and no two cards claim one id.
fn is_as_the_whole(parts: &[Part<'_>], read: &[Read]) -> bool {
    let mut ids = HashSet::new();
    parts.iter().zip(read).all(|(part, Read { reading, claimed })| {
        let cards = reading.deck.as_ref().map(|deck| deck.cards.len() + reading.left_out);
        cards == Some(part.count)
            && !reading.diagnostics.iter().any(|fault| is_of_syntax(fault.rule))
            && claimed.keys().all(|id| ids.insert(id))
    })
}

/// A deck file, parted before cards.
struct Parts<'t> {
    /// What stands before the first card.
    head: &'t str,
    parts: Vec<Part<'t>>,
}

/// Some cards of a deck file.
struct Part<'t> {
    cards: &'t str,
    /// How many there seem to be.
    count: usize,
    /// Where in the file they begin.
    start: Start,
}

/// Where a card begins: how many bytes and how many lines stand before it.
#[derive(Clone, Copy)]
struct Start {
    byte: usize,
    line: u32,
}

impl<'t> Parts<'t> {
    /// Parts a file; none where a line could be another thing than it looks like, or where what
    /// belongs to the head stands behind a card.
    fn of(text: &'t str) -> Option<Self> {
        let starts = card_starts(text)?;
        let head = &text[..starts.first()?.byte];
        let least = PART.max(head.len() * TIMES_HEAD);
        let mut parts: Vec<Part<'t>> = Vec::new();
        let ends = starts.iter().skip(1).map(|next| next.byte).chain([text.len()]);
        for (start, end) in starts.iter().zip(ends) {
            match parts.last_mut() {
                Some(part) if part.cards.len() < least => {
                    part.cards = &text[part.start.byte..end];
                    part.count += 1;
                }
                _ => parts.push(Part { cards: &text[start.byte..end], count: 1, start: *start }),
            }
        }
        Some(Self { head, parts })
    }
}

fn card_starts(text: &str) -> Option<Vec<Start>> {
    if text.contains("\"\"\"") || text.contains("'''") {
        return None;
    }
    let mut starts = Vec::new();
    let mut here = Start { byte: 0, line: 0 };
    for line in text.split_inclusive('\n') {
        if line.trim() == CARD {
            starts.push(here);
        } else if !starts.is_empty() && leaves_cards(line) {
            return None;
        }
        here = Start { byte: here.byte + line.len(), line: here.line.checked_add(1)? };
    }
    Some(starts)
}

/// Returns whether a line might begin a table that is not of a card.
fn leaves_cards(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('[') && ![CARD, "[[card.", "[card."].iter().any(|of| line.starts_with(of))
}

impl Part<'_> {
    /// Returns what was read of the head and this part behind it, with every place as it is in the
    /// file.
    fn in_place(&self, mut reading: Reading, head: &str) -> Reading {
        let bytes = self.start.byte - head.len();
        for fault in reading.diagnostics.iter_mut().filter(|f| f.span.start >= head.len()) {
            fault.span = fault.span.start + bytes..fault.span.end + bytes;
        }
        let head_lines = head.bytes().map(|byte| u32::from(byte == b'\n')).sum::<u32>();
        for card in reading.deck.iter_mut().flat_map(|deck| &mut deck.cards) {
            card.line += self.start.line - head_lines;
        }
        reading
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEAD: &str = "format = 1\n# é\n[deck]\nid = \"d\"\ntitle = \"D\"\ntitel = 1\n\
                        [[source]]\nid = \"s\"\n";

    fn agree(text: &str) {
        let whole = read_whole(text).reading;
        if let Some(read) = read_in_parts(text) {
            assert_eq!(read.deck, whole.deck, "{text}");
            assert_eq!(read.diagnostics, whole.diagnostics, "{text}");
            assert_eq!(read.left_out, whole.left_out, "{text}");
        }
    }

    fn card(id: usize, rest: &str) -> String {
        format!(
            "\n[[card]]\nid = \"c{id}\"\nkind = \"text\"\nquestion = \"Who was {id}?\"\n{rest}\n"
        )
    }

    #[test]
    fn a_large_deck_is_read_in_parts_with_its_faults_where_they_stand() {
        let rests = [
            "answer = \"é\"\r",
            "answer = \"b\"\nunit = \"km\"",
            "answer = 3",
            "answer = \"c\"\n[[card.cites]]\nsource = \"s\"",
            "answer = \"d\"\ncites = [\n  { source = \"t\" }\n]",
        ];
        let cards: String = rests.iter().enumerate().map(|(id, rest)| card(id, rest)).collect();
        let text = format!("{HEAD}{cards}");
        let parts = read_in_parts(&text).expect("read in parts");
        assert_eq!(parts.deck.as_ref().map(|deck| deck.cards.len()), Some(4));
        assert_eq!((parts.left_out, parts.diagnostics.len()), (1, 4), "{parts:?}");
        agree(&text);
    }

    #[test]
    fn what_could_be_another_thing_than_a_card_is_read_as_a_whole() {
        let cards: String = (0..4).map(|id| card(id, "answer = \"a\"")).collect();
        assert!(read_in_parts(&format!("{HEAD}{cards}")).is_some());
        for odd in [
            "\n[[source]]\nid = \"late\"\n".to_owned(),
            card(9, "answer = \"\"\"\n[[card]]\n\"\"\""),
            card(9, "answer = '''\n[[card]]\n'''"),
            card(9, "answers = [\n[[card]]\n]"),
            card(9, "answer = unquoted"),
            card(2, "answer = \"twice\""),
        ] {
            assert!(read_in_parts(&format!("{HEAD}{cards}{odd}")).is_none(), "{odd}");
        }
    }

    proptest! {
        #[test]
        fn parts_come_to_what_the_whole_comes_to(
            pieces in prop::collection::vec(prop::sample::select(vec![
                "[[card]]\n", "[[card]]\r\n", " [[card]]\n", "[[card]] # one\n", "[[card.cites]]\n",
                "[[source]]\n", "[card]\n", "[source]\n",
                "kind = \"truth\"\n", "question = \"q\"\n", "answer = true\n",
                "[[card]]\nid = \"z\"\nkind = \"truth\"\nquestion = \"é\"\nanswer = false\n",
                "[[card]]\nkind = \"truth\"\nquestion = \"è\"\nanswer = false\n", "id = \"x\"\n",
                "id = \"y\"\n", "tags = [\n\"a\",\n", "]\n", "unit = 3\n", "'''", "# [[card]]\n",
                "[[card]]\nkind = \"basic\"\nquestion = \"b\"\nanswer = \"c\"\nunit = 1\n",
            ]), 0..12)
        ) {
            agree(&format!("{HEAD}{}", pieces.concat()));
        }
    }
}
