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

/// From what share of the mark on, in percent, an answer counts as right. Moodle gives a part of the
/// mark where docent says right or wrong, and what is worth at least half is nearer to right.
const RIGHT_FROM: f64 = 50.0;
/// What the right answer is worth, in percent.
const WHOLE: f64 = 100.0;

impl Answer<'_> {
    fn worth(&self) -> f64 {
        self.weight.unwrap_or(if self.right { WHOLE } else { 0.0 })
    }
}

/// Answers, and what of them was left out or changed.
pub(super) type Found = (Answers, Vec<String>);

/// Reads the answers at a place of a question that begins at byte `start` of the file.
pub(super) fn read_answers(
    whole: &str,
    range: Range<usize>,
    start: usize,
    words: &dyn Fn(&str) -> String,
) -> Result<Found, Diagnostic> {
    let inside = &whole[range.clone()];
    let lead = inside.len() - inside.trim_start().len();
    let trimmed = inside.trim();
    let place = start + range.start + lead..start + range.start + lead + trimmed.len();
    let (word, told) = match find_bare(trimmed, "#", 0) {
        Some(at) if at > 0 => (trimmed[..at].trim(), true),
        _ => (trimmed, false),
    };
    match word.to_uppercase().as_str() {
        "" => return Ok((Answers::Essay, Vec::new())),
        "T" | "TRUE" => return Ok((Answers::Truth(true), feedback_note(told))),
        "F" | "FALSE" => return Ok((Answers::Truth(false), feedback_note(told))),
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
    let mut notes = feedback_note(answers.iter().any(|answer| answer.feedback));
    let found = pairs(&answers, words).or_else(|| weighed(&answers, words, &mut notes));
    found.map(|found| (found, notes)).ok_or_else(|| no_key(place))
}

fn feedback_note(told: bool) -> Vec<String> {
    if told { vec!["feedback to single answers is left out".to_owned()] } else { Vec::new() }
}

fn no_key(place: Range<usize>) -> Diagnostic {
    Diagnostic::error("no-key", place, "no answer is right")
        .expected("an answer that begins with `=`")
}

/// An answer in plain words.
struct Weighed {
    marked: bool,
    /// Its share of the mark in percent.
    worth: f64,
    text: String,
}

impl Weighed {
    /// Returns what is noted of it where docent takes it otherwise.
    fn named(&self) -> String {
        format!("`{}`, worth {} %", self.text, self.worth)
    }
}

/// Reads answers of which each is right or wrong to its share; none where none is right.
fn weighed(
    answers: &[Answer<'_>],
    words: &dyn Fn(&str) -> String,
    notes: &mut Vec<String>,
) -> Option<Answers> {
    let weigh = |answer: &Answer<'_>| Weighed {
        marked: answer.right,
        worth: answer.worth(),
        text: words(answer.raw).trim().to_owned(),
    };
    let answers: Vec<Weighed> = answers.iter().map(weigh).collect();
    if answers.iter().all(|answer| answer.marked) {
        typed(answers, notes)
    } else {
        picked(&answers, notes)
    }
}

/// Of typed answers those are right that are worth at least half, the best first.
fn typed(mut answers: Vec<Weighed>, notes: &mut Vec<String>) -> Option<Answers> {
    answers.sort_by(|a, b| b.worth.total_cmp(&a.worth));
    let right = answers.partition_point(|answer| answer.worth >= RIGHT_FROM);
    let (right, wrong) = answers.split_at(right);
    let partly = right.iter().filter(|answer| answer.worth < WHOLE);
    notes.extend(partly.map(|answer| format!("{}, counts as right", answer.named())));
    notes.extend(wrong.iter().map(|answer| format!("left out: {}", answer.named())));
    let starless = |answer: &Weighed| answer.text.replace("\\*", "*");
    (!right.is_empty()).then(|| Answers::Typed(right.iter().map(starless).collect()))
}

/// Of options one is the key where one has the whole mark; otherwise they share it.
fn picked(answers: &[Weighed], notes: &mut Vec<String>) -> Option<Answers> {
    let right: Vec<&Weighed> = answers.iter().filter(|answer| answer.worth > 0.0).collect();
    let least = if right.len() == 1 { RIGHT_FROM } else { WHOLE };
    let key = right.iter().find(|answer| answer.marked && answer.worth >= least);
    let texts = |of: Vec<&Weighed>| of.into_iter().map(|answer| answer.text.clone()).collect();
    match (key, right.as_slice()) {
        (Some(key), _) => Some(choice(key, answers, notes)),
        (None, []) => None,
        (None, [only]) if only.marked => None,
        (None, _) => {
            let wrong = answers.iter().filter(|answer| answer.worth <= 0.0).collect();
            Some(Answers::Set { right: texts(right), wrong: texts(wrong) })
        }
    }
}

fn choice(key: &Weighed, answers: &[Weighed], notes: &mut Vec<String>) -> Answers {
    let mut wrong = Vec::new();
    if key.worth < WHOLE {
        notes.push(format!("{}, counts as right", key.named()));
    }
    for answer in answers.iter().filter(|answer| !std::ptr::eq(*answer, key)) {
        if answer.worth >= WHOLE {
            notes.push(format!("left out: `{}`, for a choice has one right answer", answer.text));
            continue;
        }
        if answer.worth > 0.0 {
            notes.push(format!("{}, is a wrong option", answer.named()));
        }
        wrong.push(answer.text.clone());
    }
    Answers::Choice { right: key.text.clone(), wrong }
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
    match split.and_then(|(figure, rest)| Some((figure.trim().parse::<f64>().ok()?, rest))) {
        Some((weight, rest)) if weight.is_finite() => (Some(weight), rest),
        _ => (None, words),
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

/// Reads `26`, `26:0.5`, `25..27`, or several of these with weights, of which the best counts.
fn number(figures: &str, place: Range<usize>) -> Result<Found, Diagnostic> {
    let mut several = split(figures);
    several.sort_by(|a, b| b.worth().total_cmp(&a.worth()));
    let hash = find_bare(figures, "#", 0);
    let bare = Answer {
        right: true,
        weight: None,
        raw: figures[..hash.unwrap_or(figures.len())].trim(),
        feedback: hash.is_some(),
    };
    let (best, others) = several.split_first().unwrap_or((&bare, &[]));
    if best.worth() < RIGHT_FROM {
        return Err(no_key(place));
    }
    let named = |answer: &Answer<'_>| {
        format!("`{}`, worth {} %", unescaped(answer.raw).trim(), answer.worth())
    };
    let mut notes = feedback_note(best.feedback || others.iter().any(|answer| answer.feedback));
    if best.worth() < WHOLE {
        notes.push(format!("{}, counts as right", named(best)));
    }
    notes.extend(others.iter().map(|other| format!("left out: {}", named(other))));
    let plain = unescaped(best.raw);
    let Some((value, tolerance)) = figure_and_tolerance(&plain) else {
        let fault =
            Diagnostic::error("wrong-value", place, format!("`{}` is no number", plain.trim()));
        return Err(fault.expected("#26, #26:0.5 or #25..27"));
    };
    Ok((Answers::Number { value, tolerance }, notes))
}

fn figure_and_tolerance(text: &str) -> Option<(f64, f64)> {
    let figure = |text: &str| text.trim().parse::<f64>().ok().filter(|value| value.is_finite());
    match (text.split_once(':'), text.split_once("..")) {
        (Some((value, tolerance)), _) => figure(value).zip(figure(tolerance).map(f64::abs)),
        (None, Some((low, high))) => {
            // Half of a range has one digit more than its ends.
            let digits = digits_behind_point(low).max(digits_behind_point(high)) + 1;
            let (low, high) = figure(low).zip(figure(high))?;
            let (middle, half) = (f64::midpoint(low, high), (high - low).abs() / 2.0);
            Some((rounded(middle, digits), rounded(half, digits)))
        }
        (None, None) => figure(text).map(|value| (value, 0.0)),
    }
}

/// The most digits that a number of double precision surely has.
const SURE_DIGITS: usize = 15;

fn digits_behind_point(figure: &str) -> usize {
    match figure.trim().split_once('.') {
        Some((_, digits)) if digits.bytes().all(|b| b.is_ascii_digit()) => digits.len(),
        None if figure.trim().bytes().all(|b| b.is_ascii_digit() || b == b'-') => 0,
        // Powers of ten stay as they are.
        _ => SURE_DIGITS,
    }
}

fn rounded(value: f64, digits: usize) -> f64 {
    if digits > SURE_DIGITS {
        return value;
    }
    format!("{value:.digits$}").parse().unwrap_or(value)
}
