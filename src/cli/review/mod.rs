//! `docent review`: a teacher goes through drafts and changes, with one of three faces.

mod dialogue;
mod plain;
mod terminal;
mod walk;
mod words;

use super::args::Review;
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::output::Output;
use walk::Walk;

/// Walks through what waits in a deck.
pub fn run(args: &Review, context: &Context, output: &mut Output) -> Result<Outcome, CommandError> {
    args.face.need_terminal(context)?;
    let mut walk = Walk::begin(&args.deck)?;
    if args.face.json {
        dialogue::run(&mut walk, output)
    } else if args.face.plain {
        plain::run(&mut walk, output)
    } else {
        terminal::run(&mut walk, context.screen)
    }
}
