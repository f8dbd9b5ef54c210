//! The plain face: one line at a time, nothing drawn, for pipes and screen readers.

use super::sitting::{CardWords, Command, Sitting};
use super::words;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::output::Output;
use crate::cli::screen::{printable, printable_lines};
use crate::deck::Form;
use crate::memory::Rating;
use crate::study::{Answered, Given, Question, Summary};
use std::io::{self, BufRead, Lines};
use std::str::FromStr as _;

/// What can be written instead of an answer.
const HELP: &str = "Write the letter or the words of your answer; several with commas between \
                    them.\nOr: :undo, :skip, :bury, :suspend, :quit; after an answer also :again, \
                    :hard, :good or :easy to overrule it.";

/// Asks until nothing is left or the input ends.
pub fn run(
    mut sitting: Sitting<'_>,
    output: &mut Output,
) -> Result<(Outcome, Summary), CommandError> {
    let mut lines = io::stdin().lock().lines();
    while let Some(question) = sitting.question()? {
        let Some(words) = sitting.item().map(CardWords::of) else { break };
        show(&question, &sitting, output)?;
        match take_answer(&question, &mut lines, &mut sitting, output)? {
            Taken::Answer(answered) => {
                show_verdict(&answered, &question, &words, &sitting, output)?;
            }
            Taken::Quit => break,
            _ => {}
        }
    }
    let summary = sitting.summary()?;
    for line in sitting.closing(&summary) {
        output.line(line)?;
    }
    Ok((Outcome::Done, summary))
}

/// Reads lines until the question is answered or put away, or the session ends.
fn take_answer(
    question: &Question,
    lines: &mut Lines<impl BufRead>,
    sitting: &mut Sitting<'_>,
    output: &mut Output,
) -> Result<Taken, CommandError> {
    let mut hidden = question.form == Form::Rated;
    // What counts should no more of it come.
    let mut partly = None;
    loop {
        output.line(">")?;
        output.finish()?;
        let Some(line) = lines.next() else {
            return partly.map_or(Ok(Taken::Quit), |given| answer(given, sitting, output));
        };
        let line = line.map_err(|error| unreadable(&error))?;
        if hidden && !line.trim().starts_with([':', '?']) {
            output.line(headed("It is:", &printable_lines(&question.key.shown())))?;
            hidden = false;
            // Who rates without looking need not be asked.
            if line.trim().is_empty() {
                output.line("How well did you know it? again, hard, good or easy.")?;
                continue;
            }
        }
        match take_line(&line, question, sitting, output)? {
            Taken::Again => {}
            Taken::Partly(given) => partly = Some(given),
            taken => return Ok(taken),
        }
    }
}

/// Returns a text behind its heading, or below it where it has lines.
fn headed(heading: &str, text: &str) -> String {
    format!("{heading}{}{text}", if text.contains('\n') { '\n' } else { ' ' })
}

fn unreadable(error: &io::Error) -> CommandError {
    CommandError::new(format!("cannot read the answers: {error}"))
        .hint("answers are lines of UTF-8 text; all that was judged is saved")
}

/// What became of a line.
enum Taken {
    Answer(Box<Answered>),
    PutAway,
    Quit,
    Again,
    /// An answer that is not whole: more is asked for.
    Partly(Given),
}

fn take_line(
    line: &str,
    question: &Question,
    sitting: &mut Sitting<'_>,
    output: &mut Output,
) -> Result<Taken, CommandError> {
    let command = match line.trim() {
        "?" | ":help" => {
            output.line(HELP)?;
            return Ok(Taken::Again);
        }
        ":quit" => return Ok(Taken::Quit),
        ":undo" => Some(Command::Undo),
        ":skip" => Some(Command::Skip),
        ":bury" => Some(Command::Bury),
        ":suspend" => Some(Command::Suspend),
        other => match other.strip_prefix(':').map(Rating::from_str) {
            Some(Ok(rating)) => return overrule(rating, sitting, output),
            Some(Err(_)) => {
                output.line(format!("`{}` is no command.", printable(other)))?;
                output.line(HELP)?;
                return Ok(Taken::Again);
            }
            None => None,
        },
    };
    if let Some(command) = command {
        return Ok(match sitting.command(command)? {
            Ok(()) => {
                output.line(words::done(command))?;
                Taken::PutAway
            }
            Err(refusal) => {
                output.line(format!("{refusal}."))?;
                Taken::Again
            }
        });
    }
    let given = given(line, question);
    if let Some(unplaced) = question.unplaced(&given) {
        let are = if unplaced == 1 { "1 is".to_owned() } else { format!("{unplaced} are") };
        output.line(format!("{are} missing. Write all of them, first to last."))?;
        return Ok(Taken::Partly(given));
    }
    answer(given, sitting, output)
}

fn answer(
    given: Given,
    sitting: &mut Sitting<'_>,
    output: &mut Output,
) -> Result<Taken, CommandError> {
    match sitting.answer(given)? {
        Ok(answered) => Ok(Taken::Answer(Box::new(answered))),
        Err(refusal) => {
            output.line(format!("{refusal}."))?;
            Ok(Taken::Again)
        }
    }
}

fn overrule(
    rating: Rating,
    sitting: &mut Sitting<'_>,
    output: &mut Output,
) -> Result<Taken, CommandError> {
    match sitting.overrule(rating)? {
        Ok(overruled) => {
            let back = sitting.back(&overruled.state).unwrap_or_default();
            output.line(format!("Noted as {rating}. {back}").trim_end())?;
        }
        Err(refusal) => output.line(format!("{refusal}."))?,
    }
    Ok(Taken::Again)
}

/// Returns the answer that a line gives: letters name options, as numbers do that are none
/// themselves, and anything else is taken as typed.
fn given(line: &str, question: &Question) -> Given {
    let line = line.trim();
    match question.form {
        Form::Rated => Rating::from_str(line).map_or(Given::Text(line.to_owned()), Given::Rating),
        Form::Set | Form::Order => match lettered(line, question) {
            Some(names) => Given::Many(names),
            None => Given::Text(line.to_owned()),
        },
        Form::Choice => match lettered(line, question).as_deref() {
            Some([name]) => Given::Text(name.clone()),
            _ => Given::Text(line.to_owned()),
        },
        Form::Typed | Form::Truth => Given::Text(line.to_owned()),
    }
}

/// Returns the options that a line names by letters alone, "b", "a, c", "b a c", or by their numbers.
fn lettered(line: &str, question: &Question) -> Option<Vec<String>> {
    let words = line.split([',', ' ', ';']).filter(|word| !word.is_empty());
    let numbers = !question.options.iter().any(|option| option.shown.starts_with(char::is_numeric));
    let names: Option<Vec<String>> = words
        .map(|word| {
            let mut chars = word.trim_end_matches(')').chars();
            let (Some(c), None) = (chars.next(), chars.next()) else { return None };
            let first = if numbers && c.is_ascii_digit() { '1' } else { 'a' };
            let place = (c.to_ascii_lowercase() as usize).checked_sub(first as usize)?;
            question.options.get(place).map(|option| option.name.clone())
        })
        .collect();
    names.filter(|names| !names.is_empty())
}

fn show(
    question: &Question,
    sitting: &Sitting<'_>,
    output: &mut Output,
) -> Result<(), CommandError> {
    output.line("")?;
    output.line(format!("[{}]", sitting.head()))?;
    output.line(printable_lines(&question.prompt))?;
    for (letter, option) in ('a'..='z').zip(&question.options) {
        output.line(format!("{letter}) {}", printable(&option.shown)))?;
    }
    let how = match question.form {
        Form::Choice => "Which one?",
        Form::Typed if question.takes_several() => "Your answers, with commas between them?",
        Form::Typed => "Your answer?",
        Form::Set => "Which ones? Letters or names, with commas between them.",
        Form::Order => "In which order? Letters, first to last.",
        Form::Truth => "True or false?",
        Form::Rated => "Think of the answer; Enter shows it.",
    };
    output.line(how)
}

fn show_verdict(
    answered: &Answered,
    question: &Question,
    words: &CardWords,
    sitting: &Sitting<'_>,
    output: &mut Output,
) -> Result<(), CommandError> {
    if question.form == Form::Rated {
        output.line(format!("Noted as {}.", answered.rating))?;
    } else {
        let verdict = words::verdict(answered.judgement.verdict);
        let reason = words::reason_and_key(answered, &question.key, question.unit.as_deref());
        output.line(format!("{verdict}. {}", printable_lines(&reason)))?;
    }
    if let Some(explanation) = &words.explanation {
        output.line(printable_lines(explanation))?;
    }
    for citation in words::citations(words) {
        output.line(printable(&citation))?;
    }
    if answered.state.became_leech() {
        output.line(words::LEECH)?;
    }
    match sitting.back(&answered.state) {
        Some(back) => output.line(back),
        None => Ok(()),
    }
}
