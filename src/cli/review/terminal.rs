//! The face on a terminal: a card drawn, a key for each decision.

use super::walk::Walk;
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
    while let Some(shown) = walk.shown() {
        // The terminal may have been resized since the last card.
        let screen = screen.measured_again();
        let lines = words::lines(&shown);
        painter.keep(&drawn(&lines, screen))?;
        let keys = [
            ('a', words::accepts(shown.waiting.matter)),
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
        let wish = match press_or(painter, &keys, None, "Esc quits too")? {
            Reply::Given(key) => wishes[key],
            Reply::Menu => Wish::Quit,
            Reply::Interrupted => return Ok(Outcome::Interrupted),
        };
        if matches!(wish, Wish::Quit) {
            break;
        }
        match grant(wish, walk) {
            Ok(said) => painter.keep(&[format!("  {said}")])?,
            Err(error) => {
                painter.keep(&screen.wrap(&format!("Not done: {}.", error.message()), "  "))?;
                // What somebody else wrote meanwhile is looked at next; a deck that has errors
                // now is kept as it was read.
                let _ = walk.read_again();
            }
        }
    }
    Ok(Outcome::Done)
}

/// Does what is wished, and returns what to say of it.
fn grant(wish: Wish, walk: &mut Walk) -> Result<&'static str, CommandError> {
    Ok(match wish {
        Wish::Decide(decision) => {
            walk.decide(decision)?;
            match decision {
                Decision::Accept => "Accepted.",
                Decision::Reject => "Rejected; it will not be built again.",
            }
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
                let wrapped = screen.wrap(question, "  ");
                drawn.extend(wrapped.iter().map(|line| strong.apply_to(line).to_string()));
            }
            Line::Part(label, words) => {
                drawn.extend(screen.wrap(&format!("{label}: {words}"), "  "));
            }
            Line::Cited(place) => {
                let wrapped = screen.wrap(place, "    ");
                drawn.extend(wrapped.iter().map(|line| quiet.apply_to(line).to_string()));
            }
        }
    }
    drawn
}
