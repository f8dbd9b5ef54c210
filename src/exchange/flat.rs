//! A card as a flat row of keys and cells, the way tables and question lists hold it.
//!
//! The keys are the deck file's own, but for three: a cloze's `text` goes by `question`, the
//! `answers` of a set, an order or a text by `answer`, and `cites` are `source`, `quote` and
//! `line`, three lists side by side.

use super::cell::{join_list, literal, number, quoted, shape_of, split_list};
use super::draft::Draft;
use crate::deck::{CARD, Card, Deck, Kind, is_name, kind_keys, to_toml};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::{Table, Value};

/// A cell: what stands in it, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub text: String,
    pub place: Range<usize>,
}

/// The keys of a row, in the order in which they are written.
pub(super) const KEYS: [&str; 19] = [
    "id",
    "kind",
    "question",
    "answer",
    "accept",
    "distractors",
    "unit",
    "tolerance",
    "explanation",
    "tags",
    "source",
    "quote",
    "line",
    "reversed",
    "status",
    "ask",
    "note",
    "fact",
    "built",
];

/// Returns each card of a deck as a row of the cells that it fills, with its id.
pub(super) fn rows(deck: &Deck) -> Vec<(String, BTreeMap<&'static str, String>)> {
    let file: Table = to_toml(deck).parse().expect("docent writes sound TOML");
    let tables = file.get("card").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let row = |(card, table): (&Card, &Value)| {
        let table = table.as_table().expect("a card is a table");
        (card.id.to_string(), row(card.body.kind(), table))
    };
    deck.cards.iter().zip(tables).map(row).collect()
}

fn row(kind: Kind, table: &Table) -> BTreeMap<&'static str, String> {
    let mut row = BTreeMap::new();
    for key in CARD.iter().chain(kind_keys(kind).0) {
        let Some(value) = table.get(key.name) else { continue };
        match key.name {
            "cites" => row.extend(cites(value)),
            "text" => drop(row.insert("question", cell(value))),
            // An answer of a text card is a list of those that are right.
            "answer" if kind == Kind::Text => drop(row.insert("answer", join_list(&[cell(value)]))),
            "answers" => drop(row.insert("answer", cell(value))),
            name => drop(row.insert(name, cell(value))),
        }
    }
    row
}

fn cites(value: &Value) -> Vec<(&'static str, String)> {
    let all = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let column = |name: &'static str| {
        let cells: Vec<String> =
            all.iter().map(|cite| cite.get(name).map(cell).unwrap_or_default()).collect();
        let filled = cells.iter().any(|cell| !cell.is_empty());
        filled.then(|| (name, join_list(&cells)))
    };
    ["source", "quote", "line"].into_iter().filter_map(column).collect()
}

fn cell(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Float(value) => format!("{value:?}"),
        Value::Array(members) => join_list(&members.iter().map(cell).collect::<Vec<_>>()),
        other => other.to_string(),
    }
}

/// The sources that rows cite, so that the deck can list them.
#[derive(Debug, Default)]
pub(super) struct Sources(BTreeMap<String, String>);

impl Sources {
    /// Returns the id of the source that goes by this name, which may be a title.
    fn id_of(&mut self, name: &str) -> String {
        let id = if is_name(name) { name.to_owned() } else { slug(name) };
        self.0.entry(id.clone()).or_insert_with(|| name.to_owned());
        id
    }

    /// Writes the sources into the deck.
    pub fn write(self, draft: &mut Draft) {
        for (id, name) in self.0 {
            draft.table("[[source]]", 0..0);
            draft.key("id", &quoted(&id), 0..0);
            if name != id {
                draft.key("title", &quoted(&name), 0..0);
            }
        }
    }
}

/// Returns a name without spaces for a title.
#[must_use]
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in deunicode::deunicode(title).to_lowercase().chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= 60 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "imported".to_owned() } else { slug.to_owned() }
}

/// Lays a row out as a card.
pub(super) fn write_row(
    draft: &mut Draft,
    row: &[(String, Cell)],
    place: Range<usize>,
    sources: &mut Sources,
) {
    let find = |key: &str| row.iter().find(|(name, _)| name == key).map(|(_, cell)| cell);
    let given = find("kind").map(|cell| cell.text.to_lowercase());
    let known = given.as_ref().map(|name| Kind::ALL.into_iter().find(|kind| kind.name() == name));
    let text = |key: &str| find(key).map_or("", |cell| cell.text.as_str());
    let kind =
        known.unwrap_or_else(|| Some(guess(text("question"), text("answer"), text("distractors"))));
    draft.table("[[card]]", place.clone());
    match (kind, find("kind")) {
        (Some(kind), cell) => {
            let at = cell.map_or(place, |cell| cell.place.clone());
            draft.key("kind", &quoted(kind.name()), at);
        }
        // The reader says which kinds there are.
        (None, Some(cell)) => draft.key("kind", &quoted(&cell.text), cell.place.clone()),
        (None, None) => {}
    }
    let kind = kind.unwrap_or(Kind::Basic);
    for (name, cell) in row {
        let key = match (name.as_str(), kind) {
            ("kind" | "source" | "quote" | "line", _) => continue,
            ("question", Kind::Cloze) => "text",
            ("answer", Kind::Set | Kind::Order) => "answers",
            ("answer", Kind::Text) => {
                write_answers(draft, cell);
                continue;
            }
            (name, _) => name,
        };
        let value = shape_of(kind, key)
            .map_or_else(|| quoted(&cell.text), |shape| literal(shape, &cell.text));
        draft.key(key, &value, cell.place.clone());
    }
    if let Some(source) = find("source") {
        write_cites(draft, source, find("quote"), find("line"), sources);
    }
}

fn write_answers(draft: &mut Draft, cell: &Cell) {
    let answers = split_list(&cell.text);
    match answers.as_slice() {
        [only] => draft.key("answer", &quoted(only), cell.place.clone()),
        several => draft.key("answers", &super::cell::quoted_list(several), cell.place.clone()),
    }
}

fn write_cites(
    draft: &mut Draft,
    source: &Cell,
    quote: Option<&Cell>,
    line: Option<&Cell>,
    sources: &mut Sources,
) {
    let members = |cell: Option<&Cell>| cell.map(|c| split_list(&c.text)).unwrap_or_default();
    let (quotes, lines) = (members(quote), members(line));
    let cite = |(i, name): (usize, &String)| {
        let mut keys = vec![format!("source = {}", quoted(&sources.id_of(name)))];
        let filled = |list: &[String]| list.get(i).filter(|text| !text.is_empty()).cloned();
        keys.extend(filled(&quotes).map(|quote| format!("quote = {}", quoted(&quote))));
        keys.extend(filled(&lines).map(|line| format!("line = {}", number(&line))));
        format!("{{ {} }}", keys.join(", "))
    };
    let cites: Vec<String> = split_list(&source.text).iter().enumerate().map(cite).collect();
    draft.key("cites", &format!("[{}]", cites.join(", ")), source.place.clone());
}

/// The longest answer that a learner is asked to type when nobody says what kind a card is.
const TYPED: usize = 60;

/// Returns the kind of a card that does not say: what its question and answers look like.
pub(super) fn guess(question: &str, answer: &str, distractors: &str) -> Kind {
    let answers = split_list(answer).len();
    match () {
        () if question.contains("{{") && answer.is_empty() => Kind::Cloze,
        () if !distractors.is_empty() && answers > 1 => Kind::Set,
        () if !distractors.is_empty() => Kind::Choice,
        () if ["true", "false"].contains(&answer.to_lowercase().as_str()) => Kind::Truth,
        () if answer.chars().count() <= TYPED && !answer.contains('\n') => Kind::Text,
        () => Kind::Basic,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_that_says_no_kind_is_what_it_looks_like() {
        assert_eq!(guess("The {{Nile}}.", "", ""), Kind::Cloze);
        assert_eq!(guess("Q?", "a", "b | c"), Kind::Choice);
        assert_eq!(guess("Q?", "a | b", "c"), Kind::Set);
        assert_eq!(guess("Venus is hot.", "TRUE", ""), Kind::Truth);
        assert_eq!(guess("Q?", "a | b", ""), Kind::Text);
        assert_eq!(
            guess("Why?", "For a reason that takes far more than sixty letters to be told", ""),
            Kind::Basic
        );
    }

    #[test]
    fn every_key_of_a_card_has_a_column() {
        for kind in Kind::ALL {
            for key in CARD.iter().chain(kind_keys(kind).0) {
                let column = match key.name {
                    "text" => "question",
                    "answers" => "answer",
                    "cites" => "source",
                    name => name,
                };
                assert!(KEYS.contains(&column), "`{}` would be lost in tables and lists", key.name);
            }
        }
    }

    #[test]
    fn slugs_are_names() {
        assert_eq!(slug("Ça va? — The Times"), "ca-va-the-times");
        assert_eq!(slug("???"), "imported");
        assert!(is_name(&slug("日本 / 東京")));
    }
}
