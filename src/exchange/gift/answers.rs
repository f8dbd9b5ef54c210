//! What stands between a question's braces.

use super::{find_bare, unescaped};
use crate::deck::Diagnostic;
use std::ops::Range;

/// The answers of a question, by the type of question that they make.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Answers {
    Essay,
    Truth(bool),
    Number { value: f64, tolerance: f64 },
    Typed(Vec<String>),
    Choice { right: String, wrong: Vec<String> },
    Set { right: Vec<String>, wrong: Vec<String> },
    Order(Vec<String>),
    Pairs(Vec<(String, String)>),
}

/// One answer: `=` or `~`, what it is worth, its words.
struct Answer<'t> {
    right: bool,
    /// Its share of the mark in percent, when it says one.
    weight: Option<f64>,
    raw: &'t str,
    feedback: bool,
}

/// Reads the answers at a place of a question that begins at byte `start` of the file. Also
/// returns whether single answers have a feedback.
pub(super) fn read_answers(
    whole: &str,
    range: Range<usize>,
    start: usize,
    words: &dyn Fn(&str) -> String,
) -> Result<(Answers, bool), Diagnostic> {
    let inside = &whole[range.clone()];
    let lead = inside.len() - inside.trim_start().len();
    let trimmed = inside.trim();
    let place = start + range.start + lead..start + range.start + lead + trimmed.len();
    let (word, told) = match find_bare(trimmed, "#", 0) {
        Some(at) if at > 0 => (trimmed[..at].trim(), true),
        _ => (trimmed, false),
    };
    match word.to_uppercase().as_str() {
        "" => return Ok((Answers::Essay, false)),
        "T" | "TRUE" => return Ok((Answers::Truth(true), told)),
        "F" | "FALSE" => return Ok((Answers::Truth(false), told)),
        _ => {}
    }
    if let Some(figures) = trimmed.strip_prefix('#') {
        return number(figures, place);
    }
    let answers = split(trimmed);
    if answers.is_empty() {
        let fault =
            Diagnostic::error("no-answers", place, "answers that begin with neither `=` nor `~`");
        return Err(fault.expected("=right or ~wrong"));
    }
    let feedback = answers.iter().any(|answer| answer.feedback);
    let text = |answer: &Answer<'_>| words(answer.raw).trim().to_owned();
    if let Some(pairs) = pairs(&answers, words) {
        return Ok((pairs, feedback));
    }
    let (right, wrong): (Vec<&Answer<'_>>, Vec<&Answer<'_>>) =
        answers.iter().partition(|answer| answer.right || answer.weight.is_some_and(|w| w > 0.0));
    let texts =
        |answers: &[&Answer<'_>]| answers.iter().map(|answer| text(answer)).collect::<Vec<_>>();
    let marked = right.iter().filter(|answer| answer.right).count();
    let found = match (right.as_slice(), wrong.as_slice(), marked) {
        ([], _, _) => {
            let fault = Diagnostic::error("no-key", place, "no answer is right");
            return Err(fault.expected("an answer that begins with `=`"));
        }
        (all, [], n) if n == all.len() => {
            let starless = |answer: &&Answer<'_>| text(answer).replace("\\*", "*");
            Answers::Typed(all.iter().map(starless).collect())
        }
        (_, wrong, 1..) => {
            let key = right.iter().find(|answer| answer.right).expect("one is marked");
            let others = right.iter().filter(|answer| !answer.right).chain(wrong);
            Answers::Choice { right: text(key), wrong: others.map(|answer| text(answer)).collect() }
        }
        (all, wrong, 0) => Answers::Set { right: texts(all), wrong: texts(wrong) },
    };
    Ok((found, feedback))
}

/// Splits answers at each `=` and `~` that no backslash stands before.
fn split(text: &str) -> Vec<Answer<'_>> {
    let mut marks = Vec::new();
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        if !escaped && matches!(byte, b'=' | b'~') {
            marks.push(at);
        }
        escaped = !escaped && byte == b'\\';
    }
    let ends = marks.iter().skip(1).copied().chain(std::iter::once(text.len()));
    marks
        .iter()
        .zip(ends)
        .map(|(start, end)| {
            let words = text[start + 1..end].trim();
            let (weight, words) = weight(words);
            let hash = find_bare(words, "#", 0);
            let raw = words[..hash.unwrap_or(words.len())].trim();
            Answer { right: text[*start..].starts_with('='), weight, raw, feedback: hash.is_some() }
        })
        .collect()
}

/// Takes the weight off an answer: `%50%words`.
fn weight(words: &str) -> (Option<f64>, &str) {
    let split = words.strip_prefix('%').and_then(|rest| rest.split_once('%'));
    match split.and_then(|(figure, rest)| Some((figure.trim().parse().ok()?, rest))) {
        Some((weight, rest)) => (Some(weight), rest),
        None => (None, words),
    }
}

fn pairs(answers: &[Answer<'_>], words: &dyn Fn(&str) -> String) -> Option<Answers> {
    let text = |text: &str| words(text).trim().to_owned();
    let pair = |answer: &Answer<'_>| {
        let (left, right) = answer.raw.split_once("->").filter(|_| answer.right)?;
        Some((text(left), text(right)))
    };
    let pairs: Vec<(String, String)> = answers.iter().map(pair).collect::<Option<_>>()?;
    let counted = pairs.iter().zip(1..).all(|((left, _), n)| *left == n.to_string());
    if pairs.len() < 2 {
        return None;
    }
    let members = || pairs.iter().map(|(_, right)| right.clone()).collect();
    Some(if counted { Answers::Order(members()) } else { Answers::Pairs(pairs) })
}

/// Reads `26`, `26:0.5`, `25..27`, or several of these with weights, of which the first counts.
fn number(figures: &str, place: Range<usize>) -> Result<(Answers, bool), Diagnostic> {
    let several = split(figures);
    let first = several.first().map_or(figures, |answer| answer.raw);
    let feedback = several.iter().any(|answer| answer.feedback) || several.len() > 1;
    let first = find_bare(first, "#", 0).map_or(first, |hash| &first[..hash]);
    let plain = unescaped(first);
    let figure = |text: &str| text.trim().parse::<f64>().ok().filter(|value| value.is_finite());
    let found = match (plain.split_once(':'), plain.split_once("..")) {
        (Some((value, tolerance)), _) => figure(value).zip(figure(tolerance).map(f64::abs)),
        (None, Some((low, high))) => figure(low)
            .zip(figure(high))
            .map(|(low, high)| (f64::midpoint(low, high), (high - low).abs() / 2.0)),
        (None, None) => figure(&plain).map(|value| (value, 0.0)),
    };
    let Some((value, tolerance)) = found else {
        let fault =
            Diagnostic::error("wrong-value", place, format!("`{}` is no number", plain.trim()));
        return Err(fault.expected("#26, #26:0.5 or #25..27"));
    };
    Ok((Answers::Number { value, tolerance }, feedback))
}
