//! Changes to a deck's text that leave every other character of it alone: comments, order,
//! spacing, and line ends stay as the teacher has them.

use super::write::string;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// Where a card stands in a deck's text.
#[derive(Debug)]
pub(super) struct CardText {
    /// Its header, `[[card]]`; for a card within brackets, all of it.
    pub(super) header: Range<usize>,
    /// The byte after its last value.
    end: usize,
    keys: Vec<KeyText>,
}

/// Where a key of a card stands.
#[derive(Debug)]
struct KeyText {
    name: String,
    key: Range<usize>,
    value: Range<usize>,
}

/// A change: this range becomes this text.
#[derive(Debug)]
pub(super) struct Change(Range<usize>, String);

/// Returns where the cards of a sound deck stand, in the order of the file.
pub(super) fn card_texts(text: &str) -> Vec<CardText> {
    let Ok(root) = DeTable::parse(text) else { return Vec::new() };
    let cards = root.get_ref().get("card").and_then(|cards| cards.get_ref().as_array());
    let Some(cards) = cards else { return Vec::new() };
    let tables = cards.iter().filter_map(|card| Some((card.span(), card.get_ref().as_table()?)));
    tables.map(|(header, table)| CardText::new(header, table)).collect()
}

impl CardText {
    fn new(header: Range<usize>, table: &DeTable<'_>) -> Self {
        let mut keys: Vec<KeyText> = table
            .iter()
            .map(|(key, value)| KeyText {
                name: key.get_ref().to_string(),
                key: key.span(),
                value: value.span().start..deepest_end(value.get_ref(), value.span().end),
            })
            .collect();
        keys.sort_by_key(|key| key.key.start);
        let end = keys.iter().map(|key| key.value.end).fold(header.end, usize::max);
        Self { header, end, keys }
    }

    fn key(&self, name: &str) -> Option<&KeyText> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// Returns whether the card has this key.
    pub(super) fn has(&self, name: &str) -> bool {
        self.key(name).is_some()
    }

    /// Returns the words of a value as the file has them.
    pub(super) fn value<'t>(&self, name: &str, text: &'t str) -> Option<&'t str> {
        self.key(name).map(|key| &text[key.value.clone()])
    }

    /// Returns whether the card has lines of its own and is not written within brackets.
    fn has_lines(&self, text: &str) -> bool {
        text[self.header.clone()].starts_with("[[")
    }

    /// Returns the change that takes the whole card away, with the blank lines behind it. What
    /// stands above it stays: a comment there may speak of more than this card.
    pub(super) fn removal(&self, text: &str) -> Option<Change> {
        self.has_lines(text).then(|| {
            let mut end = line_end(text, self.end);
            while let Some(line) = text[end..].split_inclusive('\n').next() {
                if !line.trim().is_empty() {
                    break;
                }
                end += line.len();
            }
            Change(line_start(text, self.header.start)..end, String::new())
        })
    }

    /// Returns the change that gives a key this value, written as TOML. A key that the card has
    /// not comes before its `fact`, or else after its last one.
    pub(super) fn set(&self, name: &str, value: &str, text: &str) -> Option<Change> {
        if let Some(key) = self.key(name) {
            return Some(Change(key.value.clone(), value.to_owned()));
        }
        if !self.has_lines(text) {
            return None;
        }
        let fact = self.key("fact").map(|key| line_start(text, key.key.start));
        let place = fact.unwrap_or_else(|| line_end(text, self.end));
        let ends = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let open = place > 0 && !text[..place].ends_with('\n');
        let before = if open { ends } else { "" };
        Some(Change(place..place, format!("{before}{name} = {value}{ends}")))
    }

    /// Returns the change that gives a key a text.
    pub(super) fn set_text(&self, name: &str, value: &str, text: &str) -> Option<Change> {
        self.set(name, &string(value), text)
    }

    /// Returns the change that takes a key's line away. A comment on the same line stays.
    pub(super) fn unset(&self, name: &str, text: &str) -> Option<Change> {
        let key = self.key(name).filter(|_| self.has_lines(text))?;
        let (start, end) = (line_start(text, key.key.start), line_end(text, key.value.end));
        let alone = text[start..key.key.start].trim().is_empty();
        let rest = text[key.value.end..end].trim();
        match (alone, rest.is_empty()) {
            (true, true) => Some(Change(start..end, String::new())),
            (true, false) if rest.starts_with('#') => {
                let spaces = text[key.value.end..].len() - text[key.value.end..].trim_start().len();
                Some(Change(key.key.start..key.value.end + spaces, String::new()))
            }
            _ => None,
        }
    }
}

/// Returns the text with these changes, none of which overlap.
pub(super) fn changed(text: &str, changes: impl IntoIterator<Item = Change>) -> String {
    let mut changes: Vec<Change> = changes.into_iter().collect();
    changes.sort_by_key(|Change(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for Change(range, new) in changes {
        out.push_str(&text[at..range.start]);
        out.push_str(&new);
        at = range.end;
    }
    out + &text[at..]
}

/// Tables such as `[[card.cites]]` end further down than their own header.
fn deepest_end(value: &DeValue<'_>, own: usize) -> usize {
    let inner = |value: &toml::Spanned<DeValue<'_>>| deepest_end(value.get_ref(), value.span().end);
    let deepest = match value {
        DeValue::Array(members) => members.iter().map(inner).max(),
        DeValue::Table(table) => table.values().map(inner).max(),
        _ => None,
    };
    deepest.unwrap_or(own).max(own)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Returns where the next line begins.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DECK: &str = "format = 1\n\n# first\n[[card]] # a\nkind = \"truth\"\nstatus = \"draft\" # why\n\
                        fact = \"f\"\n\n\n# second\n[[card]]\nkind = 'x'\n[[card.cites]]\nsource = \"s\"\nline = 3";

    fn edited(change: impl Fn(&[CardText]) -> Option<Change>) -> String {
        changed(DECK, change(&card_texts(DECK)))
    }

    #[test]
    fn a_card_goes_and_nothing_else() {
        assert_eq!(
            edited(|cards| cards[0].removal(DECK)),
            DECK.replace(
                "[[card]] # a\nkind = \"truth\"\nstatus = \"draft\" # why\nfact = \"f\"\n\n\n",
                ""
            )
        );
        let end = DECK.find("[[card]]\nkind = 'x'").expect("the second card");
        assert_eq!(edited(|cards| cards[1].removal(DECK)), DECK[..end]);
    }

    #[test]
    fn a_key_is_set_added_and_taken_away_in_its_place() {
        assert_eq!(
            edited(|cards| cards[0].set_text("status", "active", DECK)),
            DECK.replace("\"draft\"", "\"active\"")
        );
        assert_eq!(
            edited(|cards| cards[0].set_text("note", "n", DECK)),
            DECK.replace("fact =", "note = \"n\"\nfact =")
        );
        assert_eq!(
            edited(|cards| cards[0].unset("status", DECK)),
            DECK.replace("status = \"draft\" # why", "# why")
        );
        assert_eq!(
            edited(|cards| cards[0].unset("fact", DECK)),
            DECK.replace("fact = \"f\"\n", "")
        );
    }

    #[test]
    fn cards_within_brackets_lose_no_lines() {
        let text = "card = [{ kind = \"truth\", status = \"draft\" }]\n";
        let cards = card_texts(text);
        assert!(cards[0].removal(text).is_none() && cards[0].unset("status", text).is_none());
        let change = cards[0].set_text("status", "active", text);
        assert_eq!(changed(text, change), text.replace("draft", "active"));
    }
}
