//! Values as a spreadsheet cell or a line of text spells them, and as TOML does.

use crate::deck::{CARD, Kind, Shape, kind_keys};
use crate::value::with_decimal_points;
use std::fmt::Write as _;

/// Returns a text as a TOML string on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Returns texts as a TOML list on one line.
pub(super) fn quoted_list<T: AsRef<str>>(texts: &[T]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// Returns what a key of a card of this kind may hold.
pub(super) fn shape_of(kind: Kind, key: &str) -> Option<&'static Shape> {
    let keys = CARD.iter().chain(kind_keys(kind).0);
    keys.into_iter().find(|known| known.name == key).map(|known| &known.shape)
}

/// Returns the TOML of a cell for a key of this shape. What does not fit is handed on as text, so
/// that the deck's reader can say what was expected.
pub(super) fn literal(shape: &Shape, cell: &str) -> String {
    match shape {
        Shape::Flag => match cell.to_lowercase().as_str() {
            "true" | "t" | "yes" | "1" => "true".into(),
            "false" | "f" | "no" | "0" => "false".into(),
            _ => quoted(cell),
        },
        Shape::Whole(..) | Shape::Fraction(..) | Shape::Number => number(cell),
        Shape::Date => date(cell),
        Shape::Numbers => list(cell, number),
        Shape::Dates => list(cell, date),
        Shape::Texts(_) | Shape::Words(_) | Shape::Pauses => list(cell, quoted),
        _ => quoted(cell),
    }
}

fn list(cell: &str, one: impl Fn(&str) -> String) -> String {
    let members: Vec<String> = split_list(cell).iter().map(|member| one(member)).collect();
    format!("[{}]", members.join(", "))
}

/// Returns a number as TOML spells it, or the text in quotes when it is none.
pub(super) fn number(cell: &str) -> String {
    let plain = with_decimal_points(cell.trim());
    let value = plain.parse::<f64>().ok().filter(|value| value.is_finite());
    match (plain.parse::<i64>(), value) {
        (Ok(whole), _) => whole.to_string(),
        (_, Some(value)) => format!("{value:?}"),
        _ => quoted(cell),
    }
}

/// A year of up to four digits is a number in a deck; any other date stands in quotes.
fn date(cell: &str) -> String {
    let year = cell.strip_prefix('-').unwrap_or(cell);
    let plain = (1..=4).contains(&year.len()) && year.bytes().all(|b| b.is_ascii_digit());
    match cell.parse::<i64>() {
        Ok(year) if plain => year.to_string(),
        _ => quoted(cell),
    }
}

/// The mark between the members of a list.
const BAR: char = '|';

/// Returns the members of a list in one cell: parted by `|`, in which `\|` is a bar and `\\` a
/// backslash.
pub(super) fn split_list(cell: &str) -> Vec<String> {
    let mut members = vec![String::new()];
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        let last = members.last_mut().expect("there is one from the start");
        match c {
            '\\' if matches!(chars.peek(), Some('\\' | '|')) => last.extend(chars.next()),
            BAR => members.push(String::new()),
            c => last.push(c),
        }
    }
    members.into_iter().map(|member| member.trim().to_owned()).collect()
}

/// Returns a list as one cell, which [`split_list`] reads.
pub(super) fn join_list<T: AsRef<str>>(members: &[T]) -> String {
    let escaped = |member: &T| member.as_ref().replace('\\', "\\\\").replace(BAR, "\\|");
    members.iter().map(escaped).collect::<Vec<_>>().join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells_become_values_of_the_shape_that_their_key_has() {
        assert_eq!(literal(&Shape::Flag, "Yes"), "true");
        assert_eq!(literal(&Shape::Flag, "perhaps"), "\"perhaps\"");
        assert_eq!(literal(&Shape::Number, " 70 "), "70");
        assert_eq!(literal(&Shape::Number, "-0.5"), "-0.5");
        assert_eq!(literal(&Shape::Number, "1e400"), "\"1e400\"");
        assert_eq!(literal(&Shape::Number, "3,5"), "3.5");
        assert_eq!(literal(&Shape::Numbers, "3,5 | 0,25"), "[3.5, 0.25]");
        assert_eq!(literal(&Shape::Number, "3,500"), "\"3,500\"", "which of the two is not clear");
        assert_eq!(literal(&Shape::Date, "1992"), "1992");
        assert_eq!(literal(&Shape::Date, "199X"), "\"199X\"");
        assert_eq!(literal(&Shape::Dates, "1991 | 1992-04"), "[1991, \"1992-04\"]");
        assert_eq!(literal(&Shape::Texts(0), "a | b\\|c"), "[\"a\", \"b|c\"]");
    }

    proptest! {
        #[test]
        fn a_list_in_a_cell_comes_back_whole(
            members in prop::collection::vec("[a-c|\\\\]{0,4}", 1..5)
        ) {
            prop_assert_eq!(split_list(&join_list(&members)), members);
        }

        #[test]
        fn any_text_in_quotes_is_sound_toml(text in "\\PC*|[\\x00-\\x7f]*") {
            let table: toml::Table = format!("a = {}", quoted(&text)).parse().expect("TOML");
            prop_assert_eq!(table["a"].as_str(), Some(text.as_str()));
        }
    }
}
