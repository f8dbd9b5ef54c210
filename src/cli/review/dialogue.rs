//! The face for programs: one JSON object a line each way.

use super::walk::{Shown, Walk};
use crate::cli::error::{CommandError, Outcome};
use crate::cli::output::Output;
use crate::deck::{Card, Decision};
use serde::Serialize;
use serde_json::Value;
use std::io::{self, BufRead as _};

/// What docent writes.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Said {
    Card {
        card: String,
        matter: &'static str,
        #[serde(flatten)]
        words: CardView,
        explanation: Option<String>,
        note: Option<String>,
        cites: Vec<CiteView>,
        /// Whether a person wrote it, so that it is gone for good when it is rejected.
        by_hand: bool,
        /// The card that a change takes the place of.
        standing: Option<Box<StandingView>>,
        place: usize,
        of: usize,
    },
    Done {
        card: String,
        command: &'static str,
    },
    Finished {
        accepted: usize,
        rejected: usize,
        left: usize,
    },
    Error {
        message: String,
        hint: &'static str,
    },
}

/// What a card asks and what is right.
#[derive(Debug, Serialize)]
struct CardView {
    kind: &'static str,
    question: String,
    answer: String,
    distractors: Vec<String>,
}

#[derive(Debug, Serialize)]
struct StandingView {
    card: String,
    #[serde(flatten)]
    words: CardView,
    /// Whether its question or answer was changed since it was built.
    edited: bool,
}

#[derive(Debug, Serialize)]
struct CiteView {
    source: String,
    file: Option<String>,
    line: Option<u32>,
    quote: Option<String>,
}

/// A command that a program may give.
#[derive(Debug, Clone, Copy)]
enum Wish {
    Decide(Decision, &'static str),
    Skip,
    Back,
    Quit,
}

/// Shows card after card until nothing waits or the input ends.
pub fn run(walk: &mut Walk, output: &mut Output) -> Result<Outcome, CommandError> {
    let mut lines = io::stdin().lock().split(b'\n');
    while let Some(shown) = walk.shown() {
        let card = shown.card().id.to_string();
        output.json_line(&view(&shown))?;
        let wish = loop {
            let Some(line) = lines.next() else { break Wish::Quit };
            let line = line
                .map_err(|error| CommandError::new(format!("cannot read the commands: {error}")))?;
            match wish(&line) {
                Ok(wish) => break wish,
                Err(why) => output.json_line(&error(why))?,
            }
        };
        if matches!(wish, Wish::Quit) {
            break;
        }
        match grant(wish, walk) {
            Ok(command) => output.json_line(&Said::Done { card, command })?,
            Err(fault) => {
                output.json_line(&error(fault.message().to_owned()))?;
                // A deck that has errors now is kept as it was read.
                let _ = walk.read_again();
            }
        }
    }
    let tally = walk.tally();
    output.json_line(&Said::Finished {
        accepted: tally.accepted,
        rejected: tally.rejected,
        left: tally.left,
    })?;
    Ok(Outcome::Done)
}

fn wish(line: &[u8]) -> Result<Wish, String> {
    let line = std::str::from_utf8(line).map_err(|_| "the line is not UTF-8".to_owned())?;
    let value: Value = serde_json::from_str(line).map_err(|fault| format!("not JSON: {fault}"))?;
    match value.get("command").and_then(Value::as_str) {
        Some("accept") => Ok(Wish::Decide(Decision::Accept, "accept")),
        Some("reject") => Ok(Wish::Decide(Decision::Reject, "reject")),
        Some("skip") => Ok(Wish::Skip),
        Some("back") => Ok(Wish::Back),
        Some("quit") => Ok(Wish::Quit),
        Some(other) => Err(format!("`{other}` is no command")),
        None => Err("no `command`".into()),
    }
}

fn grant(wish: Wish, walk: &mut Walk) -> Result<&'static str, CommandError> {
    match wish {
        Wish::Decide(decision, name) => walk.decide(decision).map(|()| name),
        Wish::Skip => {
            walk.skip();
            Ok("skip")
        }
        Wish::Back if walk.back()? => Ok("back"),
        Wish::Back => Err(CommandError::new("this is the first one")),
        Wish::Quit => Ok("quit"),
    }
}

fn view(shown: &Shown<'_>) -> Said {
    let card = shown.card();
    let cites = card.cites.iter().map(|cite| {
        let source = shown.deck.sources.iter().find(|source| source.id == cite.source);
        CiteView {
            source: cite.source.clone(),
            file: source.and_then(|source| source.file.clone()),
            line: cite.line,
            quote: cite.quote.clone(),
        }
    });
    Said::Card {
        card: card.id.to_string(),
        matter: shown.waiting.matter.name(),
        words: words(card),
        explanation: card.explanation.clone(),
        note: card.note.clone(),
        cites: cites.collect(),
        by_hand: shown.waiting.is_by_hand(),
        standing: shown.standing().map(|(standing, edited)| {
            let card = standing.id.to_string();
            Box::new(StandingView { card, words: words(standing), edited })
        }),
        place: shown.place,
        of: shown.of,
    }
}

fn words(card: &Card) -> CardView {
    CardView {
        kind: card.body.kind().name(),
        question: card.body.prompt(),
        answer: card.body.key(),
        distractors: card.body.wrong_options(),
    }
}

fn error(message: String) -> Said {
    let hint = "write {\"command\":\"accept\"|\"reject\"|\"skip\"|\"back\"|\"quit\"}";
    Said::Error { message, hint }
}
