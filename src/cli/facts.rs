//! `docent facts`: what was found in documents, with the sentences behind it.

use super::args::Facts;
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::output::Output;
use super::screen::printable;
use crate::authoring::Step;
use crate::document::read_all;
use crate::facts::{find_with, listing, view};

/// Shows the facts of documents.
pub fn run(args: &Facts, context: &Context, output: &mut Output) -> Result<Outcome, CommandError> {
    let reading =
        context.spinner("reading", || read_all(&args.documents, &mut std::io::stdin().lock()));
    if let Some(fault) = reading.faults.first() {
        return Err(CommandError::from_document(fault));
    }
    Context::note_how_read(&reading);
    let facts = context.watch(|tell| {
        let reading_sentences = |done, of| tell(Step { what: "reading sentences", done, of });
        reading_sentences(0, 0);
        find_with(&reading.documents, &reading_sentences)
    });
    if args.json {
        for fact in &facts {
            output.json_line(&view(fact, &reading.documents))?;
        }
        return Ok(Outcome::Done);
    }
    for line in listing(&facts, &reading.documents).lines() {
        output.line(printable(line))?;
    }
    Ok(Outcome::Done)
}
