//! The face on a terminal: a card drawn, a key for each decision.

use super::walk::{Shown, Walk};
use super::words::{self, Line};
use crate::cli::error::{CommandError, Outcome};
use crate::cli::screen::{Screen, printable, style};
use crate::cli::study::guard::{TerminalGuard, exit_on_interrupt};
use crate::cli::study::painter::Painter;
use crate::cli::study::prompts::{Reply, press_or};
use crate::deck::Decision;

/// Shows card after card until nothing waits or the teacher ends.
pub fn run(walk: &mut Walk, screen: Screen) -> Result<Outcome, CommandError> {
    exit_on_interrupt();
    let _guard = TerminalGuard::new();
    let mut painter = Painter::new(screen);
    if walk.shown().is_none() {
        painter.keep(&screen.wrap(&words::nothing(walk.title()), ""))?;
        return Ok(Outcome::Done);
    }
    painter.term().hide_cursor()?;
    let outcome = look_through(walk, screen, &mut painter);
    painter.term().show_cursor()?;
    let outcome = outcome?;
    painter.keep(&[String::new(), words::closing(walk.tally())])?;
    Ok(outcome)
}

/// What a key asks for.
#[derive(Debug, Clone, Copy)]
enum Wish {
    Decide(Decision),
    /// Rejects what a person wrote.
    Delete,
    Edit,
    Skip,
    Back,
    Quit,
}

fn look_through(
    walk: &mut Walk,
    screen: Screen,
    painter: &mut Painter,
) -> Result<Outcome, CommandError> {
    loop {
        // The terminal may have been resized since the last card.
        let screen = screen.measured_again();
        painter.ask_anew();
        let wish = if let Some(shown) = walk.shown() {
            painter.keep(&drawn(&words::lines(&shown), screen))?;
            ask(&shown, painter)?
        } else if walk.has_decided() {
            ask_at_the_end(painter)?
        } else {
            Reply::Given(Wish::Quit)
        };
        match wish {
            Reply::Interrupted => return Ok(Outcome::Interrupted),
            Reply::Menu | Reply::Given(Wish::Quit) => return Ok(Outcome::Done),
            Reply::Given(wish) => {
                if !granted(wish, walk, screen, painter)? {
                    return Ok(Outcome::Interrupted);
                }
            }
        }
    }
}

/// Asks what to do with a card; whether it is to be deleted, where a person wrote it.
fn ask(shown: &Shown<'_>, painter: &mut Painter) -> Result<Reply<Wish>, CommandError> {
    let keys = [
        ('a', words::accepts(shown.waiting)),
        ('e', "edit"),
        ('r', "reject"),
        ('s', "skip"),
        ('b', "back"),
        ('q', "quit"),
    ];
    let wishes = [
        Wish::Decide(Decision::Accept),
        Wish::Edit,
        Wish::Decide(Decision::Reject),
        Wish::Skip,
        Wish::Back,
        Wish::Quit,
    ];
    loop {
        let wish = match press_or(painter, &keys, None, "Esc quits too")? {
            Reply::Given(key) => wishes[key],
            Reply::Menu => return Ok(Reply::Menu),
            Reply::Interrupted => return Ok(Reply::Interrupted),
        };
        if !matches!(wish, Wish::Decide(Decision::Reject)) || !shown.waiting.is_by_hand() {
            return Ok(Reply::Given(wish));
        }
        painter.keep(&["  You wrote this card. Delete it?".to_owned()])?;
        match press_or(painter, &[('y', "delete it"), ('n', "keep it")], None, "Esc keeps it")? {
            Reply::Given(0) => return Ok(Reply::Given(Wish::Delete)),
            Reply::Given(_) | Reply::Menu => {}
            Reply::Interrupted => return Ok(Reply::Interrupted),
        }
    }
}

/// Asks whether the last decision is to stand, too.
fn ask_at_the_end(painter: &mut Painter) -> Result<Reply<Wish>, CommandError> {
    painter.keep(&[String::new(), "  That was the last one.".to_owned()])?;
    let keys = [('b', "back"), ('q', "quit")];
    Ok(match press_or(painter, &keys, Some(1), "Enter quits too")? {
        Reply::Given(0) => Reply::Given(Wish::Back),
        Reply::Given(_) | Reply::Menu => Reply::Given(Wish::Quit),
        Reply::Interrupted => Reply::Interrupted,
    })
}

/// Does what is wished and says so, or why it cannot be done; tells whether to go on.
fn granted(
    wish: Wish,
    walk: &mut Walk,
    screen: Screen,
    painter: &mut Painter,
) -> Result<bool, CommandError> {
    let done = grant(wish, walk);
    let failed = done.is_err();
    say(done, screen, painter)?;
    while failed && walk.is_spoilt() {
        let keys = [('e', "edit again"), ('b', "bring back what was there"), ('l', "leave it so")];
        match press_or(painter, &keys, None, "Esc leaves it so")? {
            Reply::Given(0) => say(grant(Wish::Edit, walk), screen, painter)?,
            Reply::Given(1) => {
                let brought = walk.bring_back().map(|()| "Brought back what was there.");
                say(brought, screen, painter)?;
            }
            Reply::Given(_) | Reply::Menu => break,
            Reply::Interrupted => return Ok(false),
        }
    }
    // What somebody else wrote meanwhile is looked at next; a deck that has errors now is kept as
    // it was read.
    let _ = walk.read_again();
    Ok(true)
}

fn say(
    done: Result<&str, CommandError>,
    screen: Screen,
    painter: &mut Painter,
) -> Result<(), CommandError> {
    match done {
        Ok(said) => painter.keep(&[format!("  {said}")]),
        Err(error) => painter.keep(&screen.wrap(&format!("Not done: {}.", error.message()), "  ")),
    }
}

/// Does what is wished, and returns what to say of it.
fn grant(wish: Wish, walk: &mut Walk) -> Result<&'static str, CommandError> {
    Ok(match wish {
        Wish::Decide(Decision::Accept) => {
            walk.decide(Decision::Accept)?;
            "Accepted."
        }
        Wish::Decide(Decision::Reject) => {
            walk.decide(Decision::Reject)?;
            words::REJECTED
        }
        Wish::Delete => {
            walk.decide(Decision::Reject)?;
            "Deleted."
        }
        Wish::Edit => {
            TerminalGuard::lend(|| walk.edit())?;
            "Read again."
        }
        Wish::Skip => {
            walk.skip();
            "Left for another time."
        }
        Wish::Back if walk.back()? => "Taken back.",
        Wish::Back => "This is the first one.",
        Wish::Quit => "",
    })
}

fn drawn(lines: &[Line], screen: Screen) -> Vec<String> {
    let (quiet, strong) = (style::quiet().for_stderr(), style::strong().for_stderr());
    let mut drawn = vec![String::new()];
    for line in lines {
        match line {
            Line::Head(head) => {
                let head = printable(head);
                let fits = console::truncate_str(&head, screen.columns - 1, "…");
                drawn.push(quiet.apply_to(fits).to_string());
            }
            Line::Question(question) => {
                let wrapped = screen.wrap_lines(question, "  ");
                drawn.extend(wrapped.iter().map(|line| strong.apply_to(line).to_string()));
            }
            Line::Part(label, words) => {
                drawn.extend(screen.wrap_lines(&format!("{label}: {words}"), "  "));
            }
            Line::Cited(place) => {
                let wrapped = screen.wrap(place, "    ");
                drawn.extend(wrapped.iter().map(|line| quiet.apply_to(line).to_string()));
            }
        }
    }
    drawn
}
