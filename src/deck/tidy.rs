//! Mends of a deck's text that are safe: slips of the pen, ids written down, keys in their usual order,
//! spacing.
//!
//! Slips aside, nothing that the deck says changes, and no comment is lost; [`tidy`] proves it by reading
//! the deck again, and mends nothing when that differs.

use super::edit::{Change, changed, line_ends, readable_texts};
use super::model::{Card, CardId, Deck};
use super::read::read_deck;
use super::slips::mend_slips;
use super::write::string;
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A deck's text, mended, and what that took.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tidied {
    /// The whole text.
    pub text: String,
    /// The ids that were written down.
    pub ids: Vec<String>,
    /// How many cards had their keys put in order.
    pub reordered: usize,
    /// Whether spaces or blank lines were mended.
    pub respaced: bool,
    /// In how many lines texts got straight quotes.
    pub quotes: usize,
    /// In how many lines numbers got a point for their comma.
    pub points: usize,
    /// How many headers got their second brackets.
    pub brackets: usize,
}

/// The usual order of a card's keys, that in which decks are written.
const ORDER: [&str; 19] = [
    "id",
    "kind",
    "question",
    "text",
    "answer",
    "answers",
    "unit",
    "tolerance",
    "accept",
    "distractors",
    "explanation",
    "tags",
    "reversed",
    "status",
    "ask",
    "note",
    "cites",
    "fact",
    "built",
];

/// Mends what is safe in the text of a deck: slips of which it is certain what was meant, and then, where
/// the text is TOML, the rest. `id_of` says which id a card without one goes by.
#[must_use]
pub fn tidy(text: &str, id_of: &dyn Fn(&Card) -> String) -> Tidied {
    let slips = mend_slips(text);
    let (quotes, points, brackets) = (slips.quotes, slips.points, slips.brackets);
    Tidied { quotes, points, brackets, ..tidy_as_it_is(&slips.text, id_of) }
}

/// Returns how many of the errors of a deck's text [`tidy`] mends.
#[must_use]
pub fn errors_that_tidy_mends(text: &str) -> usize {
    let errors = |text: &str| read_deck(text).errors();
    match mend_slips(text).text {
        Cow::Borrowed(_) => 0,
        Cow::Owned(mended) => errors(text).saturating_sub(errors(&mended)),
    }
}

fn tidy_as_it_is(text: &str, id_of: &dyn Fn(&Card) -> String) -> Tidied {
    let untouched = || Tidied { text: text.to_owned(), ..Tidied::default() };
    let reading = read_deck(text);
    let Some(deck) = reading.deck.filter(|_| DeTable::parse(text).is_ok()) else {
        return untouched();
    };
    let (with_ids, ids) = write_ids(text, &deck, id_of);
    let (ordered, reordered) = put_in_order(&with_ids);
    let spaced = respace(&ordered);
    let respaced = spaced != ordered;
    if !says_the_same(&deck, &spaced) {
        return untouched();
    }
    Tidied { text: spaced, ids, reordered, respaced, ..Tidied::default() }
}

/// Returns whether a text holds the same deck, line numbers and written ids aside.
fn says_the_same(deck: &Deck, text: &str) -> bool {
    let plain = |mut deck: Deck| {
        for card in &mut deck.cards {
            card.line = 0;
            card.id = CardId::Derived(String::new());
        }
        deck
    };
    let written = |deck: &Deck| -> HashSet<String> {
        let ids = deck.cards.iter().map(|card| &card.id);
        ids.filter(|id| matches!(id, CardId::Written(_))).map(ToString::to_string).collect()
    };
    read_deck(text).deck.is_some_and(|new| {
        let kept = written(&new);
        written(deck).is_subset(&kept) && plain(new) == plain(deck.clone())
    })
}

fn write_ids(text: &str, deck: &Deck, id_of: &dyn Fn(&Card) -> String) -> (String, Vec<String>) {
    let lines = super::diagnostic::LineIndex::new(text);
    let ends = line_ends(text);
    let mut unnamed =
        deck.cards.iter().filter(|card| matches!(card.id, CardId::Derived(_))).peekable();
    let (mut ids, mut changes) = (Vec::new(), Vec::new());
    for place in readable_texts(text, "card") {
        let line = lines.place(place.header.start).line;
        while unnamed.next_if(|card| card.line < line).is_some() {}
        let Some(card) = unnamed.next_if(|card| card.line == line && !place.has("id")) else {
            continue;
        };
        let id = id_of(card);
        if let Some(change) = place.put_first("id", &string(&id), text, ends) {
            changes.push(change);
            ids.push(id);
        }
    }
    (changed(text, changes), ids)
}

/// Puts the keys of each card in their usual order, each with the comments above it.
fn put_in_order(text: &str) -> (String, usize) {
    let ends = line_ends(text);
    let cards = readable_texts(text, "card");
    let changes: Vec<Change> =
        cards.iter().filter_map(|card| card.sorted(&ORDER, text, ends)).collect();
    let count = changes.len();
    (changed(text, changes), count)
}

/// Mends spaces around `=`, at the ends of lines, and blank lines, all outside of values.
fn respace(text: &str) -> String {
    let text = spaced_equals(text);
    let values = many_lined_values(&text);
    let ends = line_ends(&text);
    let mut spaced = Spaced { out: String::with_capacity(text.len()), blank: true, comments: 0 };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        // A value goes on over the start or the end of the line.
        let next = values.partition_point(|value| value.end <= start);
        let within = values.get(next).is_some_and(|value| value.start < end);
        if within { spaced.keep(line) } else { spaced.take(line.trim_end(), ends) }
    }
    spaced.out.truncate(spaced.out.trim_end().len());
    spaced.out + ends
}

/// Lines as they are put together anew.
struct Spaced {
    out: String,
    /// Whether the last line is blank, or there is none.
    blank: bool,
    /// How many bytes the comments take that end the text so far.
    comments: usize,
}

impl Spaced {
    /// Takes a line as it is.
    fn keep(&mut self, line: &str) {
        self.out.push_str(line);
        (self.blank, self.comments) = (false, 0);
    }

    /// Takes a line without the spaces at its end: blank lines once, and one before each header and
    /// the comments right above it.
    fn take(&mut self, line: &str, ends: &str) {
        let words = line.trim_start();
        if words.is_empty() {
            if !self.blank {
                self.out.push_str(ends);
            }
            (self.blank, self.comments) = (true, 0);
            return;
        }
        if words.starts_with('[') {
            let head = self.out.len() - self.comments;
            let before = &self.out[..head];
            if !before.is_empty() && !before.ends_with(&format!("\n{ends}")) {
                self.out.insert_str(head, ends);
            }
        }
        self.out.push_str(line);
        self.out.push_str(ends);
        let comment = words.starts_with('#');
        self.comments = if comment { self.comments + line.len() + ends.len() } else { 0 };
        self.blank = false;
    }
}

/// Returns where the values stand that go over several lines, in order.
fn many_lined_values(text: &str) -> Vec<Range<usize>> {
    let Ok(root) = DeTable::parse(text) else { return Vec::new() };
    let mut values = Vec::new();
    walk(root.get_ref(), &mut |_, value| {
        let span = value.span();
        let words = text.get(span.clone()).unwrap_or_default();
        // Tables and lists of them under headers of their own are no value on lines.
        let headed = words.starts_with('[') && holds_tables(value.get_ref(), words);
        let leaf = !matches!(value.get_ref(), DeValue::Table(_));
        if leaf && !headed && words.contains('\n') {
            values.push(span);
        }
    });
    values.sort_by_key(|value| value.start);
    values
}

fn holds_tables(value: &DeValue<'_>, words: &str) -> bool {
    let DeValue::Array(members) = value else { return false };
    words.starts_with("[[") && members.iter().any(|m| matches!(m.get_ref(), DeValue::Table(_)))
}

/// Puts one space on each side of every `=` between a key and its value.
fn spaced_equals(text: &str) -> String {
    let Ok(root) = DeTable::parse(text) else { return text.to_owned() };
    let mut changes = Vec::new();
    walk(root.get_ref(), &mut |key, value| {
        let between = key.end..value.span().start;
        let words = text.get(between.clone()).unwrap_or_default();
        if words.trim_matches([' ', '\t']) == "=" && words != " = " {
            changes.push(Change::new(between, " = "));
        }
    });
    changed(text, changes)
}

/// Shows every key of a table with its value, also those of tables within it.
fn walk<'t>(table: &DeTable<'t>, show: &mut impl FnMut(Range<usize>, &toml::Spanned<DeValue<'t>>)) {
    for (key, value) in table {
        show(key.span(), value);
        walk_value(value.get_ref(), show);
    }
}

fn walk_value<'t>(
    value: &DeValue<'t>,
    show: &mut impl FnMut(Range<usize>, &toml::Spanned<DeValue<'t>>),
) {
    match value {
        DeValue::Table(inner) => walk(inner, show),
        DeValue::Array(members) => {
            for member in members {
                walk_value(member.get_ref(), show);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::write::to_toml;
    use super::*;
    use proptest::prelude::*;

    const UNTIDY: &str = r#"# My deck.
format=1
[deck]
id = "d"   
title ="D"



# About the first.
[[card]]  # here
# why this answer
answer = true
kind = "truth"
question = """
two  


lines"""
[[card]]
id = "x"
kind = "set"
question = "q"
answers = [
  "a", # one


  "b",
]
[[card.cites]]
source= "s"
"#;

    const TIDY: &str = r#"# My deck.
format = 1

[deck]
id = "d"
title = "D"

# About the first.
[[card]]  # here
id = "ID"
kind = "truth"
question = """
two  


lines"""
# why this answer
answer = true

[[card]]
id = "x"
kind = "set"
question = "q"
answers = [
  "a", # one


  "b",
]

[[card.cites]]
source = "s"
"#;

    fn tidied(text: &str) -> Tidied {
        tidy(text, &|card| card.id.to_string())
    }

    #[test]
    fn what_is_safe_is_mended_and_comments_stay_where_they_belong() {
        let mended = tidied(UNTIDY);
        assert_eq!(mended.text, TIDY.replace("ID", &mended.ids[0]));
        assert_eq!((mended.ids.len(), mended.reordered, mended.respaced), (1, 1, true));
        let again = tidied(&mended.text);
        assert_eq!(again, Tidied { text: mended.text, ..Tidied::default() });
    }

    #[test]
    fn line_ends_stay_and_what_is_no_toml_is_left_alone() {
        let windows = UNTIDY.replace('\n', "\r\n");
        let mended = tidied(&windows).text;
        assert_eq!(mended.matches('\n').count(), mended.matches("\r\n").count());
        let broken = "format = 1\n[deck]\nid = \"d\ntitle = \"D\"\n";
        assert_eq!(tidied(broken), Tidied { text: broken.into(), ..Tidied::default() });
    }

    #[test]
    fn decks_that_docent_writes_and_ships_are_tidy() {
        let planets = include_str!("../../decks/planets/deck.toml");
        let accords = include_str!("../../decks/abraham-accords/deck.toml");
        let written = |text: &str| to_toml(&read_deck(text).deck.expect("a deck"));
        for text in [planets, &written(planets), &written(accords)] {
            let mended = tidied(text);
            assert_eq!(mended, Tidied { text: text.to_owned(), ..Tidied::default() });
        }
    }

    proptest! {
        #[test]
        fn mending_twice_changes_nothing_and_keeps_every_comment(
            lines in prop::collection::vec(prop::sample::select(vec![
                "", "  ", "# one", "# two  ", "[[card]]", "[[source]] # s", "kind=\"truth\"",
                "question =  \"q\"", "answer = true", "tags = [\"a\",\n\n # in\n\n \"b\"]",
                "note = '''\n[[card]]\n\n\n# no comment\n'''", "id = \"s\"", "[[card.cites]]",
                "cites = [{source=\"s\"}]",
            ]), 0..24)
        ) {
            let head = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n";
            let text = format!("{head}{}", lines.join("\n"));
            let mended = tidied(&text);
            let again = tidied(&mended.text);
            prop_assert_eq!(&again.text, &mended.text);
            prop_assert!(again.ids.is_empty() && again.reordered == 0 && !again.respaced);
            prop_assert_eq!(text.matches('#').count(), mended.text.matches('#').count());
        }
    }
}
