//! Plain JSON: the tables and keys of a deck file, or a bare list of cards.

use super::cell::{number, quoted};
use super::draft::{Draft, Head, Imported};
use super::flat::guess;
use crate::deck::{CARD, Deck, Diagnostic, FILE, Kind, Shape, kind_keys, to_toml};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

/// Returns the deck as JSON, which holds all of it.
///
/// # Panics
/// Never: what docent writes is sound TOML.
#[must_use]
pub fn write_json(deck: &Deck) -> String {
    let file: toml::Table = to_toml(deck).parse().expect("docent writes sound TOML");
    let kinds: Vec<Kind> = deck.cards.iter().map(|card| card.body.kind()).collect();
    let mut top = Map::new();
    for key in FILE {
        let Some(value) = file.get(key.name) else { continue };
        let value = match (key.shape, value) {
            (Shape::Cards, toml::Value::Array(cards)) => {
                cards.iter().zip(&kinds).map(|(card, kind)| of_card(*kind, card)).collect()
            }
            (_, value) => of_value(&key.shape, value),
        };
        top.insert(key.name.to_owned(), value);
    }
    let text = serde_json::to_string_pretty(&top).expect("keys are texts");
    text + "\n"
}

fn of_card(kind: Kind, card: &toml::Value) -> Value {
    // Id and kind first, then what the kind asks, then the rest: as a deck file has them.
    let (head, rest) = CARD.split_at(2);
    let keys = head.iter().chain(kind_keys(kind).0).chain(rest);
    let pairs = keys.filter_map(|key| {
        card.get(key.name).map(|value| (key.name.to_owned(), of_value(&key.shape, value)))
    });
    Value::Object(pairs.collect())
}

fn of_value(shape: &Shape, value: &toml::Value) -> Value {
    match (shape, value) {
        (Shape::Table(keys), toml::Value::Table(table)) => {
            let pairs = keys.iter().filter_map(|key| {
                table.get(key.name).map(|value| (key.name.to_owned(), of_value(&key.shape, value)))
            });
            Value::Object(pairs.collect())
        }
        (Shape::Tables(keys), toml::Value::Array(tables)) => {
            tables.iter().map(|table| of_value(&Shape::Table(keys), table)).collect()
        }
        (_, toml::Value::Array(members)) => {
            members.iter().map(|member| of_value(&Shape::Text, member)).collect()
        }
        (_, toml::Value::Integer(whole)) => (*whole).into(),
        (_, toml::Value::Float(value)) => (*value).into(),
        (_, toml::Value::Boolean(flag)) => (*flag).into(),
        (_, toml::Value::String(text)) => text.as_str().into(),
        (_, other) => other.to_string().into(),
    }
}

/// Reads JSON: an object like a deck file, or a list of cards.
#[must_use]
pub fn read_json(text: &str, head: &Head) -> Imported {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let reader = Reader { text };
    match serde_json::from_str::<&RawValue>(body) {
        Ok(root) if root.get().starts_with('[') => reader.list(root, head),
        Ok(root) if root.get().starts_with('{') => reader.file(root, head),
        Ok(root) => {
            let message = "the file is neither an object nor a list";
            let fault = Diagnostic::error("syntax", reader.place(root), message);
            refused(fault.expected("a deck, {…}, or a list of cards, […]"), head)
        }
        Err(error) => refused(reader.syntax(&error, body), head),
    }
}

fn refused(fault: Diagnostic, head: &Head) -> Imported {
    let mut draft = Draft::of(head);
    draft.fault(fault);
    draft.finish()
}

/// The pairs of an object in the order of the file, those that stand twice too.
struct Pairs<'t>(Fields<'t>);

/// Keys, each with its value.
type Fields<'t> = Vec<(Cow<'t, str>, &'t RawValue)>;

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<'de>, A::Error> {
                let mut pairs = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, &'de RawValue>()? {
                    pairs.push((Cow::Owned(key), value));
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

struct Reader<'t> {
    text: &'t str,
}

/// The longest value that a message repeats, in bytes.
const LONGEST_SHOWN: usize = 40;

impl<'t> Reader<'t> {
    /// Returns where a value stands; it is a part of the text, so its address says.
    fn place(&self, raw: &RawValue) -> Range<usize> {
        let start = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        start..start + raw.get().len()
    }

    fn syntax(&self, error: &serde_json::Error, body: &str) -> Diagnostic {
        let skipped = self.text.len() - body.len();
        let start: usize =
            body.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let at = (skipped + start + error.column().saturating_sub(1)).min(self.text.len());
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        let message = format!("this is no JSON: {message}");
        Diagnostic::error("syntax", at..at, message).hint("mend the place, or write the file anew")
    }

    fn list(&self, root: &'t RawValue, head: &Head) -> Imported {
        let mut draft = Draft::of(head);
        self.cards(root, &mut draft);
        draft.finish()
    }

    fn file(&self, root: &'t RawValue, head: &Head) -> Imported {
        let pairs = Self::pairs(root);
        let named = pairs.iter().any(|(key, _)| key == "deck");
        let mut draft = if named { Draft::new() } else { Draft::of(head) };
        // The keys of the top stand before the first table.
        for (key, value) in &pairs {
            if !matches!(key.as_ref(), "format" | "deck" | "source" | "card") {
                let message = format!("unknown key `{key}` in the file");
                let fault = Diagnostic::warning("unknown-key", self.place(value), message);
                draft.fault(fault.hint("the keys here are `format`, `deck`, `source`, `card`"));
            }
            if key == "format" && !matches!(value.get(), "1") {
                let message = format!("format {} is not one that this docent reads", value.get());
                let fault = Diagnostic::error("newer-format", self.place(value), message);
                draft.fault(fault.expected("1"));
            }
        }
        for (key, value) in &pairs {
            match key.as_ref() {
                "deck" => self.table("[deck]", value, &mut draft),
                "source" => self.tables("[[source]]", value, &mut draft),
                "card" => self.cards(value, &mut draft),
                _ => {}
            }
        }
        draft.finish()
    }

    fn pairs(raw: &'t RawValue) -> Fields<'t> {
        serde_json::from_str::<Pairs<'t>>(raw.get()).map(|pairs| pairs.0).unwrap_or_default()
    }

    fn members(&self, raw: &'t RawValue, what: &str, draft: &mut Draft) -> Vec<&'t RawValue> {
        serde_json::from_str(raw.get()).unwrap_or_else(|_| {
            let message = format!("`{what}` is no list");
            draft.fault(Diagnostic::error("wrong-value", self.place(raw), message).expected("[…]"));
            Vec::new()
        })
    }

    fn tables(&self, header: &str, raw: &'t RawValue, draft: &mut Draft) {
        for member in self.members(raw, header.trim_matches(['[', ']']), draft) {
            self.table(header, member, draft);
        }
    }

    fn cards(&self, raw: &'t RawValue, draft: &mut Draft) {
        for member in self.members(raw, "card", draft) {
            self.table("[[card]]", member, draft);
        }
    }

    fn table(&self, header: &str, raw: &'t RawValue, draft: &mut Draft) {
        if !raw.get().starts_with('{') {
            let what = header.trim_matches(['[', ']']);
            let message = format!("a {what} that is no object");
            draft.fault(Diagnostic::error("wrong-value", self.place(raw), message).expected("{…}"));
            return;
        }
        let pairs = self.once_each(Self::pairs(raw), draft);
        let mut values = Vec::new();
        for (key, value) in &pairs {
            // Programs write `null` for what is absent.
            match serde_json::from_str(value.get()) {
                Ok(Value::Null) => {}
                Ok(parsed) => values.push((key, literal(&parsed), self.place(value))),
                Err(error) => draft.fault(self.no_value(value, &error)),
            }
        }
        let all_read = values.len() == pairs.iter().filter(|(_, v)| v.get() != "null").count();
        if header == "[[card]]" && !all_read {
            // That the card now lacks a key would only be told beside the fault.
            return;
        }
        draft.table(header, self.place(raw));
        if header == "[[card]]" && !pairs.iter().any(|(key, _)| key == "kind") {
            draft.key("kind", &quoted(guess_kind(&pairs).name()), self.place(raw));
        }
        for (key, literal, place) in values {
            draft.key(key, &literal, place);
        }
    }

    /// Returns the pairs of an object without those whose key stood before.
    fn once_each(&self, mut pairs: Fields<'t>, draft: &mut Draft) -> Fields<'t> {
        let mut seen: HashSet<Cow<'t, str>> = HashSet::new();
        pairs.retain(|(key, value)| {
            let first = seen.insert(key.clone());
            if !first {
                let message = format!("`{key}` stands twice in one object");
                let fault = Diagnostic::error("duplicate-key", self.place(value), message);
                draft.fault(fault.hint("remove one of the two"));
            }
            first
        });
        pairs
    }

    /// Returns the fault of what is written as JSON and yet is no value: a number beyond all bounds,
    /// half a character, lists in lists without end.
    fn no_value(&self, raw: &RawValue, error: &serde_json::Error) -> Diagnostic {
        let message = error.to_string();
        let message = match message.split(" at line ").next().unwrap_or_default() {
            "number out of range" if raw.get().len() < LONGEST_SHOWN => {
                format!("the number `{}` is out of range", raw.get())
            }
            "number out of range" => "a number here is out of range".to_owned(),
            other => format!("this cannot be read: {other}"),
        };
        Diagnostic::error("wrong-value", self.place(raw), message)
    }
}

fn guess_kind(pairs: &[(Cow<'_, str>, &RawValue)]) -> Kind {
    let text = |name: &str| {
        let raw = pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.get());
        match raw.and_then(|raw| serde_json::from_str(raw).ok()) {
            Some(Value::String(text)) => text,
            Some(Value::Array(members)) => vec!["x"; members.len()].join(" | "),
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        }
    };
    let (question, answers) = (text("question") + &text("text"), text("answer") + &text("answers"));
    guess(&question, &answers, &text("distractors"))
}

/// Returns a value as TOML spells it on one line.
fn literal(value: &Value) -> String {
    match value {
        Value::Null => quoted("null"),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(value) => number(&value.to_string()),
        Value::String(text) => quoted(text),
        Value::Array(members) => {
            let members: Vec<String> = members.iter().map(literal).collect();
            format!("[{}]", members.join(", "))
        }
        Value::Object(pairs) => {
            let pairs: Vec<String> = pairs
                .iter()
                .map(|(key, value)| format!("{} = {}", quoted(key), literal(value)))
                .collect();
            format!("{{ {} }}", pairs.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use proptest::prelude::*;

    fn head() -> Head {
        Head { id: "file".into(), title: "File".into() }
    }

    fn faults(text: &str) -> Vec<(&'static str, &str)> {
        let faults = read_json(text, &head()).reading.diagnostics;
        faults.into_iter().map(|fault| (fault.rule, &text[fault.span])).collect()
    }

    #[test]
    fn a_bare_list_of_cards_is_a_deck() {
        let text = r#"[{"question": "Capital of Mongolia?", "answer": "Ulaanbaatar", "note": null},
            {"question": "Which are metals?", "answers": ["iron", "tin"], "distractors": ["coal"]},
            {"text": "The {{Nile}} flows north."}]"#;
        let imported = read_json(text, &head());
        assert_eq!(imported.reading.diagnostics, []);
        let deck = imported.reading.deck.expect("a deck");
        assert_eq!((deck.id.as_str(), deck.title.as_str()), ("file", "File"));
        let kinds: Vec<Kind> = deck.cards.iter().map(|card| card.body.kind()).collect();
        assert_eq!(kinds, [Kind::Text, Kind::Set, Kind::Cloze]);
    }

    #[test]
    fn each_fault_is_shown_at_its_value() {
        let text = r#"{"deck": {"id": "d", "title": "D"}, "card": [
            {"kind": "year", "question": "When?", "answer": "long ago"},
            {"kind": "text", "question": "Who?", "anwser": "she"}, 7], "extra": 1}"#;
        assert_eq!(
            faults(text),
            [
                ("bad-date", "\"long ago\""),
                ("missing-key", r#"{"kind": "text", "question": "Who?", "anwser": "she"}"#),
                ("unknown-key", "\"she\""),
                ("wrong-value", "7"),
                ("unknown-key", "1"),
            ]
        );
    }

    #[test]
    fn what_no_value_can_hold_is_a_fault_at_its_place_and_its_card_is_left_out() {
        let text = r#"[{"question": "How big?", "answer": 1e400},
            {"question": "How small?", "answer": -1e999},
            {"question": "Which?", "answers": ["a", 1e400]},
            {"question": "Half?", "answer": "\ud800"},
            {"question": "Sound?", "answer": "1e300"}]"#;
        let imported = read_json(text, &head());
        let told: Vec<_> =
            imported.reading.diagnostics.iter().map(|f| &text[f.span.clone()]).collect();
        assert_eq!(told, ["1e400", "-1e999", "[\"a\", 1e400]", "\"\\ud800\""]);
        assert_eq!(imported.reading.diagnostics[0].message, "the number `1e400` is out of range");
        assert_eq!(imported.reading.deck.expect("a deck").cards.len(), 1);
    }

    #[test]
    fn what_is_no_json_is_refused_where_it_ends_to_be() {
        let text = "{\"card\": [\n  {\"question\" \"x\"}]}";
        let fault = &read_json(text, &head()).reading.diagnostics[0];
        assert_eq!((fault.rule, &text[fault.span.start..][..3]), ("syntax", "\"x\""));
        assert_eq!(faults("7"), [("syntax", "7")]);
        let deep = "[".repeat(200_000);
        assert_eq!(read_json(&deep, &head()).reading.diagnostics[0].rule, "syntax");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn a_deck_comes_back_whole(deck in sample::decks()) {
            let imported = read_json(&write_json(&deck), &head());
            prop_assert_eq!(imported.reading.diagnostics, []);
            let read = imported.reading.deck.map(sample::without_lines);
            prop_assert_eq!(read, Some(deck));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[\\[\\]{}\":,a1\\-.e ]{0,40}") {
            let _ = read_json(&text, &head());
        }
    }
}
