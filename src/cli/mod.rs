//! Arguments in, exit code out: the only part that prints, asks, and reads the environment.

mod args;
mod check;
mod context;
mod diagnostics;
mod error;
mod library;
mod output;
mod overview;
mod screen;
mod stats;
mod study;

use args::{Args, Command};
use clap::Parser as _;
use context::Context;
use error::{CommandError, Outcome};
use output::Output;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program with these arguments, the first being its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(usage) => return error::report_usage(&usage),
    };
    let outcome = Context::from_environment().and_then(|context| dispatch(args, &context));
    error::exit(outcome)
}

fn dispatch(args: Args, context: &Context) -> Result<Outcome, CommandError> {
    let mut output = Output::stdout();
    let outcome = match args.command {
        None => overview::run(&args.decks, context, &mut output),
        Some(Command::Check(check)) => check::run(&check, &args.decks, context, &mut output),
        Some(Command::Study(study)) => study::run(&study, &args.decks, context, &mut output),
        Some(Command::Stats(stats)) => stats::run(&stats, &args.decks, context, &mut output),
    }?;
    output.finish()?;
    Ok(outcome)
}
