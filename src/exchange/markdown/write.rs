//! A deck as a Markdown question list.

use super::super::cell::split_list;
use super::super::delimited::deck_losses;
use super::super::flat::{KEYS, rows};
use super::super::losses::Losses;
use super::escaped;
use crate::deck::{Deck, Kind};
use std::collections::BTreeMap;

/// Returns the deck as Markdown, and what it cannot hold.
#[must_use]
pub fn write_markdown(deck: &Deck) -> (String, Losses) {
    let mut out = format!("# {}\n\nDeck: {}\n", escaped(&deck.title), escaped(&deck.id));
    for ((_, row), card) in rows(deck).iter().zip(&deck.cards) {
        write_card(&mut out, card.body.kind(), row);
    }
    (out, deck_losses(deck, &[]))
}

fn write_card(out: &mut String, kind: Kind, row: &BTreeMap<&'static str, String>) {
    let cell = |key: &str| row.get(key).map_or("", String::as_str);
    out.push_str(&format!("\n## {}\n\n", escaped(cell("question"))));
    let mut in_list = Vec::new();
    if matches!(kind, Kind::Choice | Kind::Set) {
        // The answer of a choice is one text, that of a set a list in a cell.
        let right = match kind {
            Kind::Choice => vec![cell("answer").to_owned()],
            _ => split_list(cell("answer")),
        };
        let wrong = row.get("distractors").map(|cell| split_list(cell)).unwrap_or_default();
        let option = |mark: &str, text: &String| format!("- [{mark}] {}\n", escaped(text));
        out.extend(right.iter().map(|text| option("x", text)));
        out.extend(wrong.iter().map(|text| option(" ", text)));
        in_list.extend(["answer", "distractors"]);
    } else if kind == Kind::Order {
        let members = split_list(cell("answer"));
        out.extend(members.iter().zip(1..).map(|(text, n)| format!("{n}. {}\n", escaped(text))));
        in_list.push("answer");
    }
    if !in_list.is_empty() {
        out.push('\n');
    }
    // Two spaces at the end of a line make Markdown break it there.
    let lines: Vec<String> = KEYS
        .iter()
        .filter(|key| **key != "question" && !in_list.contains(key))
        .filter_map(|key| row.get(key).map(|cell| format!("{}: {}", name(key), escaped(cell))))
        .collect();
    out.push_str(&lines.join("  \n"));
    out.push('\n');
}

/// Returns a key as a line begins with it: with a capital letter.
fn name(key: &str) -> String {
    let (first, rest) = key.split_at(1);
    first.to_uppercase() + rest
}
