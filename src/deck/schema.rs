//! The JSON Schema of format 1, written from the same definitions that the reader checks against.

use super::format::{CARD, FILE, FORMAT, Key, Shape, kind_keys};
use super::model::Kind;
use serde_json::{Map, Value, json};

/// The pattern of [`Shape::Name`].
const NAME: &str = r"^[^\s/#]+$";
/// The pattern of EDTF texts that the reader takes.
const EDTF: &str =
    r"^-?\d{2}(XX|\dX|\d\d(-\d\d(-\d\d)?)?)[~?%]?(/-?\d{2}(XX|\dX|\d\d(-\d\d(-\d\d)?)?)[~?%]?)?$";

/// Returns the schema that editors complete and check deck files with.
#[must_use]
pub fn json_schema() -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
    schema.insert("title".into(), format!("docent deck, format {FORMAT}").into());
    schema.extend(table(FILE));
    Value::Object(schema)
}

fn table(keys: &[Key]) -> Map<String, Value> {
    object(keys.iter().collect::<Vec<_>>().as_slice())
}

fn object(keys: &[&Key]) -> Map<String, Value> {
    let properties: Map<String, Value> =
        keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let required: Vec<&str> = keys.iter().filter(|k| k.required).map(|k| k.name).collect();
    let mut map = Map::new();
    map.insert("type".into(), "object".into());
    map.insert("properties".into(), properties.into());
    map.insert("required".into(), required.into());
    map.insert("additionalProperties".into(), false.into());
    map
}

fn property(key: &Key) -> Value {
    let mut schema = shape(&key.shape);
    if let Value::Object(map) = &mut schema {
        map.insert("description".into(), key.about.into());
    }
    schema
}

fn shape(shape: &Shape) -> Value {
    let list = |items: Value, at_least: usize| json!({ "type": "array", "items": items, "minItems": at_least });
    let text = || json!({ "type": "string", "pattern": r"\S" });
    let date =
        || json!({ "anyOf": [{ "type": "integer" }, { "type": "string", "pattern": EDTF }] });
    match shape {
        Shape::Text => text(),
        Shape::Name => json!({ "type": "string", "pattern": NAME }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Whole(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Shape::Fraction(low, high) if *high >= f64::MAX => {
            json!({ "type": "number", "minimum": low })
        }
        Shape::Fraction(low, high) => json!({ "type": "number", "minimum": low, "maximum": high }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Numbers => list(json!({ "type": "number" }), 0),
        Shape::Texts(at_least) => list(text(), *at_least),
        Shape::Day => json!({ "type": "string", "pattern": r"^\d{4}-\d\d-\d\d$" }),
        Shape::Date => date(),
        Shape::Dates => list(date(), 0),
        Shape::Pauses => list(json!({ "type": "string", "pattern": r"^\d+[smhd]$" }), 0),
        Shape::Word(words) => json!({ "enum": words() }),
        Shape::Words(words) => list(json!({ "enum": words() }), 0),
        Shape::Table(keys) => Value::Object(table(keys)),
        Shape::Tables(keys) => list(Value::Object(table(keys)), 0),
        Shape::Cards => list(any_card(), 0),
    }
}

/// Returns the schema of a card: every key of any kind, so that editors complete them, and for each
/// kind what its cards must hold. Conditions rather than `oneOf`, which would have an editor call
/// the whole card wrong for one wrong key.
fn any_card() -> Value {
    let own = Kind::ALL.iter().flat_map(|kind| kind_keys(*kind).0);
    let keys: Map<String, Value> = CARD
        .iter()
        .chain(own)
        .map(|key| (key.name.to_owned(), json!({ "description": key.about })))
        .collect();
    let mut schema = Map::new();
    schema.insert("type".into(), "object".into());
    schema.insert("properties".into(), keys.into());
    schema.insert("required".into(), json!(["kind"]));
    schema.insert("allOf".into(), Kind::ALL.map(if_kind).to_vec().into());
    let mut schema = Value::Object(schema);
    for key in CARD.iter().filter(|key| key.name == "kind") {
        schema["properties"]["kind"] = property(key);
    }
    schema
}

fn if_kind(kind: Kind) -> Value {
    let is = json!({ "properties": { "kind": { "const": kind.name() } }, "required": ["kind"] });
    json!({ "if": is, "then": card(kind) })
}

fn card(kind: Kind) -> Value {
    let (own, about) = kind_keys(kind);
    let mut schema = object(&CARD.iter().chain(own).collect::<Vec<_>>());
    schema.insert("title".into(), kind.name().into());
    schema.insert("description".into(), about.into());
    schema["properties"]["kind"] = json!({ "const": kind.name() });
    if kind == Kind::Text {
        schema.insert(
            "anyOf".into(),
            json!([{ "required": ["answer"] }, { "required": ["answers"] }]),
        );
    }
    Value::Object(schema)
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::Regex;

    #[test]
    fn every_kind_and_key_is_in_the_schema() {
        let schema = json_schema();
        let cards = schema["properties"]["card"]["items"]["allOf"].as_array().expect("a list");
        assert_eq!(cards.len(), Kind::ALL.len());
        for (kind, card) in Kind::ALL.iter().zip(cards) {
            let card = &card["then"];
            assert_eq!(card["properties"]["kind"]["const"], kind.name());
            for key in CARD.iter().chain(kind_keys(*kind).0) {
                assert!(!card["properties"][key.name].is_null(), "{kind} {}", key.name);
            }
        }
    }

    #[test]
    fn the_pattern_of_dates_takes_what_the_reader_takes() {
        let pattern = Regex::new(EDTF).expect("a pattern");
        for date in ["1992", "1992-04", "2025-11-06", "199X", "18XX", "-0043", "1850~", "1939/1945"]
        {
            assert!(pattern.is_match(date), "{date}");
            date.parse::<crate::value::Edtf>().expect(date);
        }
        for no_date in ["92", "April 1992", "1992-4", "19X2", ""] {
            assert!(!pattern.is_match(no_date), "{no_date}");
            no_date.parse::<crate::value::Edtf>().expect_err(no_date);
        }
    }
}
