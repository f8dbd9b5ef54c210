//! `docent analyse`: what docent sees in a text, for debugging and for the curious.

use super::args::Analyse;
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::output::Output;
use crate::document::{Document, Guess, Text, read_raw, readable};
use crate::language::analysis::analyse;
use crate::value::Point;
use chrono::NaiveDate;
use std::num::NonZeroUsize;

/// Shows the words, tree, names, times, numbers and quotations of a document.
pub fn run(
    args: &Analyse,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let Text { text, guessed } = read_raw(&args.document, &mut std::io::stdin().lock())
        .map_err(|fault| CommandError::from_document(&fault))?;
    if guessed {
        Context::note(&Guess(args.document.clone()).to_string());
    }
    let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let name = args.document.to_string_lossy();
    let words = readable(&name, &text);
    let seen = context.spinner("reading", || analyse(&words, published(args, &text), cores));
    if args.json {
        output.json(&seen)?;
    } else {
        output.line(seen.to_string().trim_end())?;
    }
    Ok(Outcome::Done)
}

/// Returns the day on which the document appeared, against which "on Thursday" is understood.
fn published(args: &Analyse, text: &str) -> Option<NaiveDate> {
    let name = args.document.to_string_lossy();
    match Document::parse(&name, text).published?.from {
        Point::Day(day) => Some(day),
        _ => None,
    }
}
