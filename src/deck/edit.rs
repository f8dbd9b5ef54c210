//! Changes to a deck's text that leave every other character of it alone: comments, order,
//! spacing, and line ends stay as the teacher has them.

use super::write::string;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// Where a card, or another table, stands in a deck's text.
#[derive(Debug)]
pub(super) struct TableText {
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
pub(super) fn card_texts(text: &str) -> Vec<TableText> {
    let Ok(root) = DeTable::parse(text) else { return Vec::new() };
    tables_in(root.get_ref(), "card")
}

/// Returns where the tables of this list stand, as far as a text can be read.
pub(super) fn readable_texts(text: &str, list: &str) -> Vec<TableText> {
    tables_in(DeTable::parse_recoverable(text).0.get_ref(), list)
}

/// Where a cite of a card has its words and its line.
#[derive(Debug)]
pub(super) struct CiteText {
    pub(super) quote: Option<Range<usize>>,
    pub(super) line: Option<Range<usize>>,
}

/// Returns where the cites of each card of a sound deck stand, in the order of the file.
pub(super) fn cite_texts(text: &str) -> Vec<Vec<CiteText>> {
    let Ok(root) = DeTable::parse(text) else { return Vec::new() };
    let tables = |table: &DeTable<'_>, name: &str, each: &mut dyn FnMut(&DeTable<'_>)| {
        let list = table.get(name).and_then(|list| list.get_ref().as_array());
        list.into_iter().flatten().filter_map(|one| one.get_ref().as_table()).for_each(each);
    };
    let mut cards = Vec::new();
    tables(root.get_ref(), "card", &mut |card| {
        let mut cites = Vec::new();
        tables(card, "cites", &mut |cite| {
            let value = |name: &str| cite.get(name).map(toml::Spanned::span);
            cites.push(CiteText { quote: value("quote"), line: value("line") });
        });
        cards.push(cites);
    });
    cards
}

fn tables_in(root: &DeTable<'_>, list: &str) -> Vec<TableText> {
    let members = root.get(list).and_then(|members| members.get_ref().as_array());
    let Some(members) = members else { return Vec::new() };
    let tables = members.iter().filter_map(|one| Some((one.span(), one.get_ref().as_table()?)));
    tables.map(|(header, table)| TableText::new(header, table)).collect()
}

impl Change {
    /// Returns the change of this range into this text.
    pub(super) fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self(range, text.into())
    }
}

impl TableText {
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

    /// Returns where the value of a key stands.
    pub(super) fn value_span(&self, name: &str) -> Option<Range<usize>> {
        self.key(name).map(|key| key.value.clone())
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
            let mut start = line_start(text, self.header.start);
            // What silences a rule for this card alone must not fall to the next.
            while start > 0 {
                let above = line_start(text, start - 1);
                if !text[above..start].trim_start().starts_with("#:ignore ") {
                    break;
                }
                start = above;
            }
            Change(start..end, String::new())
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
        let ends = line_ends(text);
        let open = place > 0 && !text[..place].ends_with('\n');
        let before = if open { ends } else { "" };
        Some(Change(place..place, format!("{before}{name} = {value}{ends}")))
    }

    /// Returns the change that writes a key right below the header.
    pub(super) fn put_first(
        &self,
        name: &str,
        value: &str,
        text: &str,
        ends: &str,
    ) -> Option<Change> {
        self.has_lines(text).then(|| {
            let place = line_end(text, self.header.end);
            let before = if text[..place].ends_with('\n') { "" } else { ends };
            Change(place..place, format!("{before}{name} = {value}{ends}"))
        })
    }

    /// Returns the change that puts the keys in this order, each with the comments above it; others
    /// come last. None when they are in order, or not each on lines of its own.
    pub(super) fn sorted(&self, order: &[&str], text: &str, ends: &str) -> Option<Change> {
        let rank = |key: &KeyText| order.iter().position(|name| *name == key.name);
        let ranks: Vec<usize> =
            self.keys.iter().map(|key| rank(key).unwrap_or(order.len())).collect();
        let on_lines = self.keys.iter().all(|key| {
            let between = &text[key.key.end..key.value.start.max(key.key.end)];
            text[line_start(text, key.key.start)..key.key.start].trim().is_empty()
                && between.trim_matches([' ', '\t']) == "="
        });
        if ranks.is_sorted() || !on_lines || !self.has_lines(text) {
            return None;
        }
        let start = line_end(text, self.header.end);
        let mut from = start;
        let mut blocks = Vec::new();
        for (key, rank) in self.keys.iter().zip(ranks) {
            let end = line_end(text, key.value.end);
            blocks.push((rank, &text[from..end]));
            from = end;
        }
        blocks.sort_by_key(|(rank, _)| *rank);
        let line = |block: &str| {
            if block.ends_with('\n') { block.to_owned() } else { format!("{block}{ends}") }
        };
        let sorted: String = blocks.iter().map(|(_, block)| line(block)).collect();
        Some(Change(start..from, sorted))
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

/// Returns what ends the lines of a text.
pub(super) fn line_ends(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
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

    fn edited(change: impl Fn(&[TableText]) -> Option<Change>) -> String {
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
