//! The value of a proposal, and whether its quotation gives it.

use super::Proposal;
use crate::facts::{NameKind, Value};
use crate::language::numbers::find_numbers;
use crate::language::time::find_times;
use crate::value::{Edtf, Number, fold, strip_article};

/// Returns the value of a proposal, as the type that it names or else looks like.
pub(super) fn value(proposal: &Proposal) -> Result<Value, String> {
    let text = || match &proposal.value {
        serde_json::Value::String(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let no = |wanted: &str| format!("its value is no {wanted}: {}", proposal.value);
    let kind = proposal.value_type.as_deref();
    let guessed = match &proposal.value {
        serde_json::Value::Number(_) => "number",
        serde_json::Value::Array(_) => "list",
        _ => "text",
    };
    Ok(match kind.unwrap_or(guessed) {
        "date" => {
            let date = text().and_then(|text| text.parse::<Edtf>().ok());
            Value::Date(date.ok_or_else(|| no("date in ISO 8601"))?)
        }
        "number" => {
            let number = text().and_then(|text| text.parse().ok()).and_then(Number::new);
            Value::Number {
                number: number.ok_or_else(|| no("number"))?,
                unit: proposal.unit.clone(),
            }
        }
        "list" => Value::List(NameKind::Other, list(&proposal.value).ok_or_else(|| no("list"))?),
        "text" => Value::Text(text().ok_or_else(|| no("text"))?),
        other => {
            const KINDS: [NameKind; 6] = [
                NameKind::Person,
                NameKind::State,
                NameKind::Organisation,
                NameKind::Place,
                NameKind::Field,
                NameKind::Other,
            ];
            let kind = KINDS.into_iter().find(|kind| kind.name() == other);
            let kind = kind.ok_or_else(|| format!("`{other}` is no type of value"))?;
            Value::Name(kind, text().ok_or_else(|| no("name"))?)
        }
    })
}

fn list(value: &serde_json::Value) -> Option<Vec<String>> {
    const FEWEST: usize = 2;
    let members = value.as_array()?.iter();
    let names: Option<Vec<String>> =
        members.map(|member| Some(member.as_str()?.trim().to_owned())).collect();
    names.filter(|names| names.len() >= FEWEST && names.iter().all(|name| !name.is_empty()))
}

/// Returns whether a quotation has the words of a value.
pub(super) fn gives(quote: &str, value: &Value) -> bool {
    let folded = format!(" {} ", fold(quote));
    let has = |words: &str| {
        let words = fold(words);
        folded.contains(&format!(" {} ", strip_article(&words)))
    };
    match value {
        Value::Date(date) => find_times(quote, None)
            .iter()
            .any(|time| time.value == *date || date.contains(time.value)),
        Value::Number { number, .. } => {
            find_numbers(quote).iter().any(|found| found.value.is(*number))
        }
        Value::Name(_, name) | Value::Text(name) => has(name),
        Value::List(_, names) => names.iter().all(|name| has(name)),
    }
}
