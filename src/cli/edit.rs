//! `docent edit`: a deck in the teacher's own editor, checked on save.

use super::args::Edit;
use super::check::{checked, print_faults};
use super::context::Context;
use super::diff::Told;
use super::editor;
use super::error::{CommandError, Outcome};
use super::output::Output;
use crate::deck::{DeckFile, LineIndex};
use dialoguer::Confirm;

/// Opens a deck until it is sound, or the teacher leaves it.
pub fn run(args: &Edit, context: &Context, output: &mut Output) -> Result<Outcome, CommandError> {
    let before = DeckFile::read(&args.deck)?;
    let mut line = 1;
    loop {
        editor::edit(&args.deck, line)?;
        let now = DeckFile::read(&args.deck)?;
        if now.text == before.text {
            output.line(format!("{}: left as it was", args.deck.display()))?;
        }
        // With errors left, a card that is left out would seem to be gone.
        let sound = now.reading.deck.as_ref().filter(|_| now.reading.errors() == 0);
        if let (Some(old), Some(new)) = (&before.reading.deck, sound) {
            let told = Told::new(old, new, context)?;
            if !told.is_empty() {
                told.show(context, output)?;
                output.line("")?;
            }
        }
        let now = checked(now);
        print_faults(&now, context, output)?;
        output.finish()?;
        let errors = now.reading.errors();
        let first = now.reading.diagnostics.iter().find(|fault| fault.is_error() || errors == 0);
        let again = match first {
            Some(first) if context.interactive => {
                line = LineIndex::new(&now.text).place(first.span.start).line;
                go_back(errors > 0)?
            }
            _ => false,
        };
        if !again {
            return Ok(if errors > 0 { Outcome::No } else { Outcome::Done });
        }
    }
}

/// Asks whether to go back into the editor.
fn go_back(wanted: bool) -> Result<bool, CommandError> {
    let answer = Confirm::new()
        .with_prompt("Go back into the editor?")
        .default(wanted)
        .interact_opt()
        .map_err(|dialoguer::Error::IO(error)| error)?;
    Ok(answer.unwrap_or(false))
}
