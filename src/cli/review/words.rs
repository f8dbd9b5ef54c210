//! What a review says of a card, for people.

use super::walk::{Shown, Tally};
use crate::cli::library::count;
use crate::cli::study::words::places;
use crate::deck::{Card, Matter, Status, Waiting};

/// A line of a card, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Which card of how many, and what is to be decided.
    Head(String),
    /// The question.
    Question(String),
    /// What belongs to the card, after its label.
    Part(&'static str, String),
    /// A sentence that the card cites.
    Cited(String),
}

/// Returns the lines of the card that is looked at.
pub fn lines(shown: &Shown<'_>) -> Vec<Line> {
    let card = shown.card();
    let matter = match shown.waiting.matter {
        Matter::Draft => "draft",
        Matter::Change { .. } => "change",
        Matter::Unstated => "no longer stated",
    };
    let head = format!("{} of {}  ·  {matter}  ·  {}", shown.place, shown.of, card.id);
    let mut lines = vec![Line::Head(head), Line::Question(card.body.prompt())];
    lines.extend(parts(card));
    if let Some((standing, edited)) = shown.standing() {
        if standing.body.prompt() != card.body.prompt() {
            lines.push(Line::Part("Asked so far", standing.body.prompt()));
        }
        lines.push(Line::Part("Answer so far", standing.body.key()));
        if edited {
            let own = format!("you have edited `{}` since it was built", standing.id);
            lines.push(Line::Part("Mind", own));
        }
    }
    lines.extend(card.note.iter().map(|note| Line::Part("Note", note.clone())));
    lines.extend(places(card, shown.deck, true).into_iter().map(Line::Cited));
    lines
}

fn parts(card: &Card) -> Vec<Line> {
    let mut parts = vec![Line::Part("Answer", card.body.key())];
    let wrong = card.body.wrong_options();
    if !wrong.is_empty() {
        parts.push(Line::Part("Wrong options", wrong.join(", ")));
    }
    parts.extend(card.explanation.iter().map(|words| Line::Part("Explanation", words.clone())));
    parts
}

/// Returns what accepting the card does, in a few words.
pub fn accepts(waiting: Waiting<'_>) -> &'static str {
    match waiting.matter {
        Matter::Draft => "accept",
        Matter::Change { .. } => "accept the change",
        Matter::Unstated if waiting.card.status == Status::Draft => "accept that it stays a draft",
        Matter::Unstated => "accept that it stays",
    }
}

/// What is said once a card of the documents is rejected.
pub const REJECTED: &str = "Rejected; it will not be built again.";

/// Returns the closing line of a review.
pub fn closing(tally: Tally) -> String {
    let Tally { accepted, rejected, left } = tally;
    let rest = match left {
        0 => "nothing waits any more".to_owned(),
        1 => "1 card still waits".to_owned(),
        left => format!("{} still wait", count(left, "card")),
    };
    format!("{accepted} accepted, {rejected} rejected; {rest}.")
}

/// Returns what is said when nothing waits.
pub fn nothing(title: &str) -> String {
    format!("{title}: no drafts and no changes wait.")
}
