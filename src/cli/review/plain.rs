//! The plain face: one line at a time, nothing drawn, for pipes and screen readers.

use super::walk::Walk;
use super::words::{self, Line};
use crate::cli::error::{CommandError, Outcome};
use crate::cli::output::Output;
use crate::cli::screen::printable;
use crate::deck::Decision;
use std::io::{self, BufRead as _};

/// What can be written.
const HELP: &str = "Write accept, edit, reject, skip, back or quit, or its first letter.";

/// What can be written besides once an edit went wrong.
const SPOILT: &str = "Write edit to mend it, or restore to bring back what was there.";

/// What is said where what a person wrote is rejected. It is not asked, so that each line of a script
/// is a decision on one card.
const DELETED: &str = "Deleted; a person had written it.";

/// Shows card after card until nothing waits or the input ends.
pub fn run(walk: &mut Walk, output: &mut Output) -> Result<Outcome, CommandError> {
    if walk.shown().is_none() {
        output.line(printable(&words::nothing(walk.title())))?;
        return Ok(Outcome::Done);
    }
    let mut lines = io::stdin().lock().lines();
    while let Some(shown) = walk.shown() {
        show(&words::lines(&shown), output)?;
        output.line(HELP)?;
        output.line(">")?;
        output.finish()?;
        let Some(line) = lines.next() else { break };
        let line = line.map_err(|error| {
            CommandError::new(format!("cannot read the decisions: {error}"))
                .hint("decisions are lines of UTF-8 text; all that was decided is saved")
        })?;
        if matches!(line.trim(), "q" | "quit") {
            break;
        }
        match take(line.trim(), walk) {
            Ok(said) => output.line(said)?,
            Err(error) => {
                output.line(printable(&format!("Not done: {}.", error.message())))?;
                if walk.is_spoilt() {
                    output.line(SPOILT)?;
                }
                // A deck that has errors now is kept as it was read.
                let _ = walk.read_again();
            }
        }
    }
    output.line("")?;
    output.line(words::closing(walk.tally()))?;
    Ok(Outcome::Done)
}

fn take(word: &str, walk: &mut Walk) -> Result<&'static str, CommandError> {
    Ok(match word {
        "a" | "accept" => {
            walk.decide(Decision::Accept)?;
            "Accepted."
        }
        "r" | "reject" => {
            let by_hand = is_by_hand(walk);
            walk.decide(Decision::Reject)?;
            if by_hand { DELETED } else { words::REJECTED }
        }
        "restore" if walk.is_spoilt() => {
            walk.bring_back()?;
            "Brought back what was there."
        }
        "e" | "edit" => {
            walk.edit()?;
            "Read again."
        }
        "s" | "skip" => {
            walk.skip();
            "Left for another time."
        }
        "b" | "back" if walk.back()? => "Taken back.",
        "b" | "back" => "This is the first one.",
        _ => HELP,
    })
}

fn is_by_hand(walk: &mut Walk) -> bool {
    walk.shown().is_some_and(|shown| shown.waiting.is_by_hand())
}

fn show(lines: &[Line], output: &mut Output) -> Result<(), CommandError> {
    output.line("")?;
    for line in lines {
        output.line(printable(&match line {
            Line::Head(head) => format!("[{head}]"),
            Line::Question(words) => words.clone(),
            Line::Part(label, words) => format!("{label}: {words}"),
            Line::Cited(place) => format!("From {place}"),
        }))?;
    }
    Ok(())
}
