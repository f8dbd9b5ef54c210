//! `docent study`: the day's session, with one of three faces.

mod dialogue;
mod guard;
mod painter;
mod plain;
mod prompts;
mod sitting;
mod terminal;
mod words;

use super::args::{DeckFolder, Study};
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::library::Library;
use super::output::Output;
use crate::progress::Journal;
use crate::study::{Cap, Plan};
use sitting::Sitting;
pub use sitting::{DeckPlan, deck_plans};

/// Studies what is due today.
pub fn run(
    args: &Study,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    if !args.plain && !args.json && !context.interactive {
        return Err(CommandError::new("this is not a terminal, so nothing can be drawn or asked")
            .hint("`docent study --plain` asks line by line, `--json` in JSON lines"));
    }
    let library = Library::open(&args.decks, folder)?;
    for note in &library.notes {
        Context::note(note);
    }
    let journal = Journal::open(&context.journal())?;
    let plans = deck_plans(&library, Some(&journal), args.new, args.tag.as_deref(), context.now())?;
    let cap = Cap { items: args.limit, new: args.new };
    let plan = plan_of(&plans, cap, context);
    let sitting = Sitting::new(plan, journal, context)?;
    guard::exit_on_interrupt();
    if args.json {
        dialogue::run(sitting, output)
    } else if args.plain {
        plain::run(sitting, output)
    } else {
        terminal::run(sitting)
    }
}

fn plan_of<'d>(plans: &'d [DeckPlan<'d>], cap: Cap, context: &Context) -> Plan<'d> {
    let now = context.now();
    crate::study::plan(plans.iter().map(|plan| plan.share(now)).collect(), cap, now)
}
