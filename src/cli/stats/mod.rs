//! `docent stats`: what is known, what is slipping, what is coming.

pub mod args;
mod gather;
mod json;
mod page;
mod terminal;
mod year;

use super::args::DeckFolder;
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::output::Output;
use super::page::write_page;
use crate::stats::figures;
use crate::workers::drop_aside;
use args::Stats;
use gather::{Gathered, gather};

pub use json::BinView;

/// Shows the figures of the decks: on the terminal, as JSON, or as a page.
pub fn run(
    args: &Stats,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let Gathered { logs, model, period, decks } = gather(args, folder, context)?;
    let figures = figures(&logs, &model, period, context.now());
    if let Some(path) = &args.html {
        let page = page::page(&figures, args.tag.as_deref());
        write_page(path, &page, args.force, &context.kept(&decks), output)?;
    } else if args.json {
        output.json(&json::View::of(&figures))?;
    } else {
        terminal::show(&figures, context.screen, args.plain, output)?;
    }
    drop_aside(logs);
    Ok(Outcome::Done)
}
