//! The JSON dialogue: one object a line each way, so that a program can be the face.

use super::sitting::{Command, Sitting};
use crate::cli::error::{CommandError, Outcome};
use crate::cli::output::Output;
use crate::cli::screen::harmless;
use crate::deck::{Card, Form};
use crate::memory::{ItemState, Moment, Phase, Rating};
use crate::study::{Answered, Given, Key, Left, Question, Summary};
use serde::Serialize;
use serde_json::Value;
use std::io::{self, BufRead};
use std::str::FromStr as _;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Said<'s> {
    Ask {
        item: String,
        form: &'static str,
        question: &'s str,
        options: Option<Vec<&'s str>>,
        unit: Option<&'s str>,
        left: LeftView,
    },
    Judged {
        item: String,
        verdict: &'static str,
        score: f64,
        rating: &'static str,
        key: Value,
        why: Option<&'s str>,
        explanation: Option<&'s str>,
        cites: Vec<CiteView>,
        /// None in a quiz, which changes no state.
        state: Option<StateView>,
    },
    Error {
        message: String,
        hint: &'static str,
    },
    Finished {
        answered: u32,
        correct: u32,
        /// None when nothing was answered.
        score: Option<f64>,
        next_due: Option<String>,
    },
}

#[derive(Serialize)]
struct LeftView {
    new: usize,
    learning: usize,
    review: usize,
}

#[derive(Serialize)]
struct CiteView {
    source: String,
    quote: Option<String>,
    line: Option<u32>,
}

#[derive(Serialize)]
struct StateView {
    state: &'static str,
    stability: Option<f32>,
    difficulty: Option<f32>,
    due: Option<String>,
    interval_days: u32,
}

/// What a line asks for.
enum Request {
    Answer(Given),
    Accept,
    Rate(Rating),
    Command(Command),
    Quit,
}

/// Speaks until nothing is left, the other side quits, or its input ends.
pub fn run(
    mut sitting: Sitting<'_>,
    output: &mut Output,
) -> Result<(Outcome, Summary), CommandError> {
    let mut input = Input { lines: io::stdin().lock().lines(), held: None };
    'asking: while let Some(question) = sitting.question()? {
        let Some(card) = sitting.item().map(|item| item.card.clone()) else { break };
        loop {
            say(output, &ask(&question, sitting.left()))?;
            let answered = match input.next()? {
                None | Some(Ok(Request::Quit)) => break 'asking,
                Some(Err(why)) => {
                    say(output, &error(why))?;
                    continue;
                }
                Some(Ok(Request::Command(command))) => match sitting.command(command)? {
                    Ok(()) => continue 'asking,
                    Err(refusal) => Err(refusal),
                },
                Some(Ok(Request::Rate(rating))) => sitting.answer(Given::Rating(rating))?,
                Some(Ok(Request::Answer(given))) => sitting.answer(given)?,
                Some(Ok(Request::Accept)) => {
                    say(output, &error("nothing was judged that could be accepted".into()))?;
                    continue;
                }
            };
            match answered {
                Ok(answered) => {
                    say(output, &judged(&answered, &question, &card, stored_at(&sitting)))?;
                    break;
                }
                Err(refusal) => say(output, &error(refusal.to_string()))?,
            }
        }
        if after_judged(&mut input, &mut sitting, output, &question, &card)?.is_none() {
            break;
        }
    }
    let summary = sitting.summary()?;
    let next_due = summary.next_due.filter(|_| !sitting.is_quiz()).map(|due| due.to_string());
    let (answered, correct, score) = (summary.answered, summary.correct, summary.score);
    say(output, &Said::Finished { answered, correct, score, next_due })?;
    Ok((Outcome::Done, summary))
}

/// Takes what follows a judgement: it is accepted or overruled. Anything else belongs to the next
/// question and counts as accepting. Returns none when the dialogue ends.
fn after_judged(
    input: &mut Input<impl Iterator<Item = io::Result<String>>>,
    sitting: &mut Sitting<'_>,
    output: &mut Output,
    question: &Question,
    card: &Card,
) -> Result<Option<()>, CommandError> {
    loop {
        match input.next()? {
            None | Some(Ok(Request::Quit)) => return Ok(None),
            Some(Ok(Request::Accept)) => return Ok(Some(())),
            Some(Ok(Request::Rate(rating))) => match sitting.overrule(rating)? {
                Ok(overruled) => {
                    say(output, &judged(&overruled, question, card, stored_at(sitting)))?;
                }
                Err(refusal) => say(output, &error(refusal.to_string()))?,
            },
            Some(Ok(Request::Command(Command::Undo))) => match sitting.command(Command::Undo)? {
                Ok(()) => return Ok(Some(())),
                Err(refusal) => say(output, &error(refusal.to_string()))?,
            },
            Some(Ok(other)) => {
                input.held = Some(other);
                return Ok(Some(()));
            }
            Some(Err(why)) => say(output, &error(why))?,
        }
    }
}

struct Input<L> {
    lines: L,
    held: Option<Request>,
}

impl<L: Iterator<Item = io::Result<String>>> Input<L> {
    /// Returns the next request, why a line is none, or nothing at the end.
    fn next(&mut self) -> Result<Option<Result<Request, String>>, CommandError> {
        if let Some(held) = self.held.take() {
            return Ok(Some(Ok(held)));
        }
        let line = match self.lines.next() {
            None => return Ok(None),
            Some(Ok(line)) => line,
            Some(Err(error)) if error.kind() == io::ErrorKind::InvalidData => {
                return Ok(Some(Err("the line is not UTF-8".into())));
            }
            Some(Err(error)) => {
                return Err(CommandError::new(format!("cannot read the answers: {error}")));
            }
        };
        Ok(Some(read_request(&line)))
    }
}

fn read_request(line: &str) -> Result<Request, String> {
    let value: Value = serde_json::from_str(line).map_err(|fault| format!("not JSON: {fault}"))?;
    let Value::Object(fields) = value else { return Err("not a JSON object".into()) };
    if let Some(answer) = fields.get("answer") {
        return read_answer(answer).map(Request::Answer);
    }
    if let Some(rating) = fields.get("rating") {
        let text = rating.as_str().map_or_else(|| rating.to_string(), str::to_owned);
        return Rating::from_str(&text).map(Request::Rate).map_err(|fault| fault.to_string());
    }
    if let Some(accept) = fields.get("accept") {
        let accepts = accept.as_bool() == Some(true);
        let why = "`accept` is true; a rating overrules";
        return if accepts { Ok(Request::Accept) } else { Err(why.into()) };
    }
    match fields.get("command").and_then(Value::as_str) {
        Some("undo") => Ok(Request::Command(Command::Undo)),
        Some("skip") => Ok(Request::Command(Command::Skip)),
        Some("bury") => Ok(Request::Command(Command::Bury)),
        Some("suspend") => Ok(Request::Command(Command::Suspend)),
        Some("quit") => Ok(Request::Quit),
        Some(other) => Err(format!("`{other}` is no command")),
        None => Err("no `answer`, `rating`, `accept` or `command`".into()),
    }
}

fn read_answer(answer: &Value) -> Result<Given, String> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    match answer {
        Value::Bool(truth) => Ok(Given::Truth(*truth)),
        Value::Array(members) => {
            let texts: Option<Vec<String>> = members.iter().map(text).collect();
            texts.map(Given::Many).ok_or_else(|| "a list of answers holds texts or numbers".into())
        }
        other => text(other)
            .map(Given::Text)
            .ok_or_else(|| "an answer is text, a number, true or false, or a list".into()),
    }
}

/// Writes a line without what would mislead whoever shows its texts.
fn say(output: &mut Output, said: &Said<'_>) -> Result<(), CommandError> {
    let mut value = serde_json::to_value(said).map_err(io::Error::from)?;
    clean(&mut value);
    output.json_line(&value)
}

fn clean(value: &mut Value) {
    match value {
        Value::String(text) => *text = harmless(text),
        Value::Array(members) => members.iter_mut().for_each(clean),
        Value::Object(fields) => fields.values_mut().for_each(clean),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Returns the moment of which states are told; none in a quiz, which changes none.
fn stored_at(sitting: &Sitting<'_>) -> Option<Moment> {
    (!sitting.is_quiz()).then(|| sitting.context().now())
}

fn ask(question: &Question, left: Left) -> Said<'_> {
    let options = matches!(question.form, Form::Choice | Form::Set | Form::Order)
        .then(|| question.options.iter().map(|option| option.name.as_str()).collect());
    Said::Ask {
        item: question.item.to_string(),
        form: question.form.name(),
        question: &question.prompt,
        options,
        unit: question.unit.as_deref(),
        left: LeftView { new: left.new, learning: left.learning, review: left.review },
    }
}

fn judged<'a>(
    answered: &'a Answered,
    question: &Question,
    card: &'a Card,
    now: Option<Moment>,
) -> Said<'a> {
    let cite = |cite: &crate::deck::Citation| CiteView {
        source: cite.source.clone(),
        quote: cite.quote.clone(),
        line: cite.line,
    };
    Said::Judged {
        item: question.item.to_string(),
        verdict: answered.judgement.verdict.name(),
        score: answered.judgement.score,
        rating: answered.rating.name(),
        key: match &question.key {
            Key::One(choice) => choice.name.clone().into(),
            Key::Several(members) => members.clone().into(),
            Key::Truth(truth) => (*truth).into(),
        },
        why: answered.judgement.why.as_deref(),
        explanation: card.explanation.as_deref(),
        cites: card.cites.iter().map(cite).collect(),
        state: now.map(|now| state_view(&answered.state, now)),
    }
}

fn state_view(state: &ItemState, now: Moment) -> StateView {
    let seen = state.seen();
    let interval_days = match seen.map(|seen| seen.phase) {
        Some(Phase::Review { interval, .. }) => interval,
        _ => 0,
    };
    StateView {
        state: state.name(),
        stability: seen.map(|seen| seen.memory.stability),
        difficulty: seen.map(|seen| seen.memory.difficulty),
        due: state.due(now.offset()).map(|due| due.to_string()),
        interval_days,
    }
}

fn error(message: String) -> Said<'static> {
    let hint = "write {\"answer\":…}, {\"rating\":\"good\"}, {\"accept\":true} or \
                {\"command\":\"undo\"|\"skip\"|\"bury\"|\"suspend\"|\"quit\"}";
    Said::Error { message, hint }
}
