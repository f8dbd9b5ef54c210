//! Cards and sources whose header has one bracket where it takes two.
//!
//! To TOML `[card]` beside `[[card]]` contradicts all that stands behind it. Such a deck is read as if
//! the brackets were there, so that one slip hides no other card, and the slip itself is told.

use super::diagnostic::{Diagnostic, LineIndex};
use super::edit::readable_texts;
use super::format::FILE;
use super::read::{Read, Reading, read_as_it_is};
use super::syntax::is_of_syntax;
use std::collections::HashSet;
use std::ops::Range;

/// Returns what a deck with errors reads as once each such header has its brackets, with a fault at each;
/// none where there is no such header, or where more than that is wrong with the file.
pub(super) fn read_with_two(text: &str, read: &Read, again: impl Fn(&str) -> Read) -> Option<Read> {
    let alone = |rule| matches!(rule, "newer-format" | "merge-conflict");
    if read.reading.diagnostics.iter().any(|fault| alone(fault.rule)) {
        return None;
    }
    let mended = Mended::of(text)?;
    let Read { mut reading, claimed } = again(&mended.text);
    if broken(&reading) > broken(&read.reading) {
        return None;
    }
    for fault in &mut reading.diagnostics {
        fault.span = mended.back(fault.span.start)..mended.back(fault.span.end);
    }
    leave_out(&mut reading, &mended, text);
    reading.diagnostics.extend(mended.headers.iter().filter_map(|header| fault(header, text)));
    reading.diagnostics.sort_by_key(|fault| (fault.span.start, fault.span.end));
    Some(Read { reading, claimed })
}

/// Returns a text whose headers have the brackets that they take, and how many had not; none where all
/// had, or where more than that is wrong with the file.
pub(super) fn with_two(text: &str) -> Option<(String, usize)> {
    let read = read_as_it_is(text);
    read_with_two(text, &read, read_as_it_is)?;
    Mended::of(text).map(|mended| (mended.text, mended.headers.len()))
}

fn broken(reading: &Reading) -> usize {
    reading.diagnostics.iter().filter(|fault| is_of_syntax(fault.rule)).count()
}

/// Leaves out the cards whose headers were mended: each has a fault.
fn leave_out(reading: &mut Reading, mended: &Mended, text: &str) {
    let lines = LineIndex::new(text);
    let slips: HashSet<u32> =
        mended.headers.iter().map(|header| lines.place(header.start).line).collect();
    let Some(deck) = &mut reading.deck else { return };
    let before = deck.cards.len();
    deck.cards.retain(|card| !slips.contains(&card.line));
    reading.left_out += before - deck.cards.len();
}

fn fault(header: &Range<usize>, text: &str) -> Option<Diagnostic> {
    let name = text[header.clone()].trim_matches(['[', ']', ' ', '\t']);
    let key = FILE.iter().find(|key| key.name == name)?;
    let message = format!("`[{name}]` has one bracket on each side, and a {name} takes two");
    let fault = Diagnostic::error("wrong-value", header.clone(), message)
        .expected(format!("`[[{name}]]`"))
        .hint(format!("write {}", key.how_to_write()));
    Some(fault)
}

/// A text that has two brackets where it had one.
struct Mended {
    text: String,
    /// The headers as they stand in the file, in its order.
    headers: Vec<Range<usize>>,
    /// Where in the mended text the brackets stand that were added.
    added: Vec<usize>,
}

impl Mended {
    /// Mends the headers of a text that open a table once they are mended: within a text of several
    /// lines one only looks like it.
    fn of(text: &str) -> Option<Self> {
        let like = Self::with(text, headers(text));
        let opened: HashSet<usize> = ["card", "source"]
            .into_iter()
            .flat_map(|list| readable_texts(&like.text, list))
            .map(|table| like.back(table.header.start))
            .collect();
        let own = like.headers.iter().filter(|header| opened.contains(&header.start)).cloned();
        let own: Vec<Range<usize>> = own.collect();
        (!own.is_empty()).then(|| Self::with(text, own))
    }

    fn with(text: &str, headers: Vec<Range<usize>>) -> Self {
        let mut mended = String::with_capacity(text.len() + 2 * headers.len());
        let (mut at, mut added) = (0, Vec::new());
        for header in &headers {
            mended.push_str(&text[at..header.start]);
            for (bracket, rest) in [("[", &text[header.clone()]), ("]", "")] {
                added.push(mended.len());
                mended.push_str(bracket);
                mended.push_str(rest);
            }
            at = header.end;
        }
        mended.push_str(&text[at..]);
        Self { text: mended, headers, added }
    }

    /// Returns where in the file a byte of the mended text stands.
    fn back(&self, at: usize) -> usize {
        at - self.added.partition_point(|bracket| *bracket < at)
    }
}

/// Returns where a line looks like the header of a card or a source with one bracket.
fn headers(text: &str) -> Vec<Range<usize>> {
    let mut headers = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let Some((name, rest)) =
            line.trim_start().strip_prefix('[').and_then(|l| l.split_once(']'))
        else {
            continue;
        };
        let rest = rest.trim_start();
        if matches!(name.trim(), "card" | "source") && (rest.is_empty() || rest.starts_with('#')) {
            headers.push(start..start + name.len() + 2);
        }
    }
    headers
}

#[cfg(test)]
mod tests {
    use crate::deck::{LineIndex, read_deck};

    const HEAD: &str = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n";

    fn card(header: &str, id: &str) -> String {
        format!("{header}\nid = \"{id}\"\nkind = \"truth\"\nquestion = \"{id}?\"\nanswer = true\n")
    }

    /// Returns the cards that were read, how many were left out, and the line and hint of each fault.
    fn read(text: &str) -> (Vec<String>, usize, Vec<(u32, String)>) {
        let reading = read_deck(text);
        let lines = LineIndex::new(text);
        let cards = reading.deck.iter().flat_map(|deck| &deck.cards);
        let told = reading.diagnostics.iter().map(|fault| {
            let hint = fault.hint.clone().unwrap_or_default();
            (
                lines.place(fault.span.start).line,
                hint.split(',').next().unwrap_or_default().to_owned(),
            )
        });
        (cards.map(|card| card.id.to_string()).collect(), reading.left_out, told.collect())
    }

    #[test]
    fn a_card_with_one_bracket_hides_no_other() {
        for (headers, kept, line) in [
            (["[[card]]", "[card]", "[[card]]"], ["a", "c"], 10),
            (["[card] # first", "[[card]]", "[[card]]"], ["b", "c"], 5),
            (["[[card]]", "[[card]]", "  [ card ]"], ["a", "b"], 15),
        ] {
            let ids = ["a", "b", "c"];
            let cards: String =
                headers.iter().zip(ids).map(|(header, id)| card(header, id)).collect();
            let (cards, left_out, told) = read(&format!("{HEAD}{cards}"));
            assert_eq!(cards, kept, "{headers:?}");
            assert_eq!(
                (left_out, told),
                (1, vec![(line, "write `[[card]]`".into())]),
                "{headers:?}"
            );
        }
    }

    #[test]
    fn other_faults_are_told_where_they_stand() {
        let wrong = card("[[card]]", "z").replace("answer = true", "answer = 3");
        let text = format!("{HEAD}{}{}{wrong}", card("[card]", "a"), card("[card]", "b"));
        let (cards, left_out, told) = read(&text);
        let hints: Vec<u32> = told.iter().map(|(line, _)| *line).collect();
        assert_eq!((cards.len(), left_out, hints), (0, 3, vec![5, 10, 19]));
        assert_eq!(&text[read_deck(&text).diagnostics[2].span.clone()], "3");
    }

    #[test]
    fn a_source_with_one_bracket_hides_no_other() {
        let cites = "cites = [{ source = \"s\" }, { source = \"t\" }]\n";
        let text = format!(
            "{HEAD}[[source]]\nid = \"s\"\n[source]\nid = \"t\"\n{}{cites}",
            card("[[card]]", "a")
        );
        let told = vec![(7, "write `[[source]]`".to_owned())];
        assert_eq!(read(&text), (vec!["a".to_owned()], 0, told));
    }

    #[test]
    fn what_only_looks_like_a_header_is_left_alone() {
        let text = format!(
            "{HEAD}description = \"\"\"\n[card]\n\"\"\"\n{}",
            card("[[card]]", "a").replace("true", "3")
        );
        let (_, left_out, told) = read(&text);
        assert_eq!((left_out, told.len(), told[0].0), (1, 1, 12));
    }
}
