//! Arguments in, exit code out: the only part that prints, asks, and reads the environment.

mod act;
mod analyse;
mod args;
mod build;
mod cards;
mod check;
mod checked;
mod class;
mod context;
mod deck_name;
mod diagnostics;
mod diff;
mod edit;
mod editor;
mod error;
mod export;
mod facts;
mod fix;
mod hand_in;
mod import;
mod import_anki;
mod import_reviews;
mod item_names;
mod kept;
mod library;
mod manual;
mod new;
mod optimize;
mod output;
mod overview;
mod page;
mod pasted;
mod plot;
mod progress;
mod propose;
mod regrade;
mod review;
mod review_rows;
mod rules;
mod screen;
mod settings;
mod source_files;
mod stats;
mod study;
mod waiting;
mod whole_file;
mod why;
mod words;

use act::Act;
use args::{Args, Command, Items, WIDEST_HELP};
use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory as _, FromArgMatches as _};
use context::Context;
use error::{CommandError, Outcome};
use output::Output;
use screen::Screen;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

/// Runs the program with these arguments, the first being its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.get(1..).is_some_and(|words| words == ["-h"]) {
        return error::exit(print_overview());
    }
    let args = match parsed(arguments) {
        Ok(args) => args,
        Err(usage) => return error::report_usage(&usage),
    };
    let outcome = Context::from_environment().and_then(|context| dispatch(args, &context));
    error::exit(outcome)
}

/// Reads the arguments. Asked for, help is as wide as the screen.
fn parsed(arguments: Vec<OsString>) -> Result<Args, clap::Error> {
    let mut command = with_negative_numbers(Args::command());
    if let Some(columns) = Screen::help_columns() {
        command = command.term_width(columns.min(WIDEST_HELP));
    }
    let matches = command.try_get_matches_from_mut(arguments).map_err(without_misleading_tip)?;
    Args::from_arg_matches(&matches).map_err(|fault| fault.format(&mut command))
}

/// Takes "-1" behind an option for its value, so that the option says what it takes.
fn with_negative_numbers(command: clap::Command) -> clap::Command {
    command
        .mut_args(|arg| {
            let takes_one = arg.get_action().takes_values() && !arg.is_positional();
            if takes_one { arg.allow_negative_numbers(true) } else { arg }
        })
        .mut_subcommands(with_negative_numbers)
}

/// Leaves out the tip to write "-- --flag" for a flag that is unknown, unless there is such a file.
fn without_misleading_tip(mut usage: clap::Error) -> clap::Error {
    let is_file = matches!(
        usage.get(ContextKind::InvalidArg),
        Some(ContextValue::String(argument)) if Path::new(argument).exists()
    );
    let tells_to_escape =
        usage.get(ContextKind::Suggested).is_some_and(|tip| tip.to_string().starts_with("to pass"));
    if tells_to_escape && !is_file {
        usage.remove(ContextKind::Suggested);
    }
    usage
}

/// Prints every command on one screen.
fn print_overview() -> Result<Outcome, CommandError> {
    let mut output = Output::stdout();
    output.line(args::OVERVIEW)?;
    output.finish()?;
    Ok(Outcome::Done)
}

fn dispatch(args: Args, context: &Context) -> Result<Outcome, CommandError> {
    let mut output = Output::stdout();
    let act = |act: Act, items: &Items, output: &mut Output| {
        act::run(act, items, &args.decks, context, output)
    };
    let outcome = match args.command {
        None => overview::run(args.json, &args.decks, context, &mut output),
        Some(_) if args.json => Err(overview::json_before_a_command()),
        Some(Command::Build(build)) => build::run(&build, context, &mut output),
        Some(Command::Analyse(text)) => analyse::run(&text, context, &mut output),
        Some(Command::Facts(facts)) => facts::run(&facts, context, &mut output),
        Some(Command::Review(deck)) => review::run(&deck, context, &mut output),
        Some(Command::Check(check)) => check::run(&check, &args.decks, context, &mut output),
        Some(Command::New(deck)) => new::run(&deck, context, &mut output),
        Some(Command::Edit(deck)) => edit::run(&deck, context, &mut output),
        Some(Command::Diff(decks)) => diff::run(&decks, context, &mut output),
        Some(Command::Regrade(deck)) => regrade::run(&deck, &args.decks, context, &mut output),
        Some(Command::Study(study)) => study::run(&study, &args.decks, context, &mut output),
        Some(Command::Quiz(quiz)) => study::quiz(&quiz, &args.decks, context, &mut output),
        Some(Command::Stats(stats)) => stats::run(&stats, &args.decks, context, &mut output),
        Some(Command::Cards(cards)) => cards::run(&cards, &args.decks, context, &mut output),
        Some(Command::Optimize(optimize)) => optimize::run(&optimize, context, &mut output),
        Some(Command::Import(file)) => import::run(&file, &args.decks, context, &mut output),
        Some(Command::Export(file)) => export::run(&file, context, &mut output),
        Some(Command::HandIn(decks)) => hand_in::run(&decks, &args.decks, context, &mut output),
        Some(Command::Class(files)) => class::run(&files, &args.decks, context, &mut output),
        Some(Command::Undo) => act::take_back(false, context, &mut output),
        Some(Command::Redo) => act::take_back(true, context, &mut output),
        Some(Command::Suspend(items)) => act(Act::Suspend, &items, &mut output),
        Some(Command::Unsuspend(items)) => act(Act::Unsuspend, &items, &mut output),
        Some(Command::Bury(items)) => act(Act::Bury, &items, &mut output),
        Some(Command::Reset(items)) => act(Act::Reset, &items, &mut output),
        Some(Command::Settings(args_of)) => {
            settings::run(&args_of, &args.decks, context, &mut output)
        }
        Some(Command::Completions(shell)) => manual::completions(&shell, &mut output),
        Some(Command::Man(page)) => manual::man(&page, &mut output),
        Some(Command::Progress(act)) => progress::run(&act, context, &mut output),
        Some(Command::Why(why)) => why::run(&why, &args.decks, context, &mut output),
    };
    // Also after a fault: what was answered until then is stored.
    if context.has_written() {
        progress::back_up_daily(context);
    }
    output.finish()?;
    outcome
}
