//! Single values of a deck file: what each can be read as, and how it is told to a person.

use super::format::Shape;
use crate::value::{Edtf, Point, with_decimal_points};
use toml::de::DeValue;
use toml::value::Datetime;

/// Returns whether a text can be a name: what an item is called must survive in a command line.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let fits = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '/' | '#');
    !text.is_empty() && text.chars().all(fits)
}

pub(super) fn filled_text(value: &DeValue<'_>) -> Option<String> {
    value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

pub(super) fn integer(value: &DeValue<'_>) -> Option<i64> {
    let integer = value.as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

pub(super) fn number(value: &DeValue<'_>) -> Option<f64> {
    let number = match value {
        DeValue::Integer(_) => {
            #[expect(clippy::cast_precision_loss, reason = "a card's number is a float by design")]
            let float = integer(value)? as f64;
            float
        }
        DeValue::Float(float) => float.as_str().parse().ok()?,
        _ => return None,
    };
    number.is_finite().then_some(number)
}

/// Reads a date; the error says why a text is none, or nothing when the value is of another type.
pub(super) fn date(value: &DeValue<'_>) -> Result<Edtf, Option<String>> {
    match value {
        DeValue::Integer(_) => {
            let year = integer(value).and_then(|n| i32::try_from(n).ok()).and_then(Edtf::year);
            year.ok_or_else(|| Some("a year has four digits or fewer".into()))
        }
        DeValue::String(text) => text.parse().map_err(|fault| Some(format!("{fault}"))),
        DeValue::Datetime(moment) => day_of(moment).ok_or(None),
        _ => Err(None),
    }
}

fn day_of(moment: &Datetime) -> Option<Edtf> {
    let date = moment.date?;
    Point::day(date.year.into(), date.month, date.day).map(Edtf::exact)
}

/// Reads "30s", "10m", "4h" or "1d" as seconds; none for anything else, or for nothing.
#[must_use]
pub fn pause_seconds(text: &str) -> Option<u32> {
    let text = text.trim();
    let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return None,
    };
    digits.parse::<u32>().ok().filter(|n| *n > 0)?.checked_mul(seconds)
}

pub(super) fn word<T: Copy>(
    value: &DeValue<'_>,
    known: &[T],
    spelled: fn(T) -> &'static str,
) -> Option<T> {
    let given = value.as_str()?;
    known.iter().copied().find(|word| spelled(*word) == given)
}

/// Returns a value as it is shown in a message.
pub(super) fn describe(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) if text.trim().is_empty() => "blank".into(),
        DeValue::String(text) => {
            let short: String = text.chars().take(40).collect();
            let dots = if short.len() < text.len() { "…" } else { "" };
            format!("the text \"{}{dots}\"", short.escape_debug())
        }
        DeValue::Integer(number) => format!("the number {number}"),
        DeValue::Float(number) => format!("the number {}", number.as_str()),
        DeValue::Boolean(flag) => format!("`{flag}`"),
        DeValue::Datetime(moment) => format!("the moment {moment}"),
        DeValue::Array(_) => "a list".into(),
        DeValue::Table(_) => "a table".into(),
    }
}

/// Says what to type when a value is right but for its quotes or brackets.
pub(super) fn quoting_hint(value: &DeValue<'_>, shape: &Shape) -> Option<String> {
    match (value, shape) {
        (DeValue::Integer(number), Shape::Text | Shape::Name | Shape::Texts(_)) => {
            Some(format!("put it in quotes: \"{number}\""))
        }
        (DeValue::Float(number), Shape::Text | Shape::Texts(_)) => {
            Some(format!("put it in quotes: \"{}\"", number.as_str()))
        }
        (DeValue::Boolean(flag), Shape::Text) => Some(format!("put it in quotes: \"{flag}\"")),
        (DeValue::String(text), Shape::Texts(_)) if !text.trim().is_empty() => {
            Some(format!("put it in brackets: [\"{}\"]", text.escape_debug()))
        }
        (DeValue::String(text), Shape::Number | Shape::Whole(..) | Shape::Fraction(..))
            if text.trim().parse::<f64>().is_ok() =>
        {
            Some(format!("leave out the quotes: {}", text.trim()))
        }
        (DeValue::String(text), Shape::Number | Shape::Numbers | Shape::Fraction(..)) => {
            let pointed = with_decimal_points(text.trim());
            let is_one = pointed.parse::<f64>().is_ok() && pointed != text.trim();
            is_one.then(|| format!("write it with a point and without quotes: {pointed}"))
        }
        (DeValue::String(text), Shape::Flag) if matches!(text.as_ref(), "true" | "false") => {
            Some(format!("leave out the quotes: {text}"))
        }
        (DeValue::String(text), Shape::Name) => {
            let name: String = text
                .trim()
                .chars()
                .map(|c| if c.is_whitespace() || matches!(c, '/' | '#') { '-' } else { c })
                .collect();
            is_name(&name).then(|| format!("write \"{}\"", name.to_lowercase()))
        }
        _ => None,
    }
}

pub(super) fn lower_first(sentence: &str) -> String {
    let sentence = sentence.trim_end_matches('.');
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use crate::deck::read_deck;

    #[test]
    fn a_number_in_quotes_with_a_decimal_comma_is_told_how_to_write_it() {
        for (line, told) in [
            ("answer = \"3,5\"", Some("write it with a point and without quotes: 3.5")),
            (
                "answer = 3.5\ntolerance = \"0,5\"",
                Some("write it with a point and without quotes: 0.5"),
            ),
            (
                "answer = 3.5\ndistractors = [\"4,5\"]",
                Some("write it with a point and without quotes: 4.5"),
            ),
            ("answer = \"3,500\"", None),
        ] {
            let card =
                format!("[[card]]\nid = \"a\"\nkind = \"number\"\nquestion = \"q\"\n{line}\n");
            let text = format!("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n{card}");
            let faults = read_deck(&text).diagnostics;
            let hint = faults[0].hint.as_deref().filter(|hint| hint.contains("point"));
            assert_eq!((faults.len(), hint), (1, told), "{line}");
        }
    }
}
