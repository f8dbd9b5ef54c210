//! `docent completions` and `docent man`: what the shell and `man` know of docent, made of the
//! definitions of the command line.

use super::args::{Args, Completions, Man};
use super::error::{CommandError, Outcome};
use super::kept::Kept;
use super::output::Output;
use super::whole_file::{Over, write_whole};
use crate::deck::rule_names;
use crate::exchange::Format;
use clap::builder::PossibleValuesParser;
use clap::{Command, CommandFactory as _};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::LazyLock;

/// The definitions, whose names last as long as the program.
static DOCENT: LazyLock<Command> = LazyLock::new(Args::command);

/// Prints a script that completes commands, flags and names of files.
pub fn completions(args: &Completions, output: &mut Output) -> Result<Outcome, CommandError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut with_known_values(), "docent", &mut script);
    raw(&script, output)
}

/// Returns the definitions with the values that a shell can offer. Where docent reads the arguments
/// these are any text, since it says itself what is wrong with one.
fn with_known_values() -> Command {
    let formats = Format::ALL.into_iter();
    let read = formats.clone().filter(|format| *format != Format::Html).map(Format::name);
    DOCENT
        .clone()
        .mut_subcommand("export", |export| offering(export, "format", formats.map(Format::name)))
        .mut_subcommand("import", |import| offering(import, "format", read))
        .mut_subcommand("check", |check| offering(check, "explain", rule_names()))
        .mut_subcommand("man", |man| {
            offering(man, "command", DOCENT.get_subcommands().map(Command::get_name))
        })
}

fn offering(
    command: Command,
    argument: &str,
    values: impl IntoIterator<Item = &'static str>,
) -> Command {
    let known = PossibleValuesParser::new(values);
    // What stands for no value at all is none of them.
    command
        .mut_arg(argument, |arg| arg.value_parser(known).default_missing_values(Vec::<&str>::new()))
}

/// Prints the page of docent or of one of its commands, or writes all pages into a folder.
pub fn man(args: &Man, output: &mut Output) -> Result<Outcome, CommandError> {
    let docent = whole();
    if let Some(folder) = &args.output {
        return write_all(&docent, folder, output);
    }
    let named = args.command.iter().try_fold(&docent, |command, name| {
        command.find_subcommand(name).ok_or_else(|| {
            CommandError::new(format!("there is no command `{}`", args.command.join(" ")))
                .hint("`docent --help` lists them")
        })
    })?;
    raw(&page(named)?, output)
}

/// Returns the definitions with every command under its whole name, as pages are called.
fn whole() -> Command {
    let mut docent = with_all_options(DOCENT.clone().disable_help_subcommand(true));
    docent.build();
    docent
}

/// Returns the definitions with what `-h` has no room for: a page says all that `--help` does.
fn with_all_options(command: Command) -> Command {
    command.mut_args(|arg| arg.hide_short_help(false)).mut_subcommands(with_all_options)
}

fn page(command: &Command) -> Result<Vec<u8>, CommandError> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone())
        .title(name_of(command))
        .source(concat!("docent ", env!("CARGO_PKG_VERSION")))
        .manual("docent")
        .render(&mut page)?;
    Ok(page)
}

/// Returns the name of a command's page: `docent-progress-sync`.
fn name_of(command: &Command) -> String {
    command.get_bin_name().unwrap_or("docent").replace(' ', "-")
}

fn write_all(
    docent: &Command,
    folder: &Path,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let mut commands = vec![docent];
    let mut pages = 0;
    while let Some(command) = commands.pop() {
        let file = folder.join(format!("{}.1", name_of(command)));
        write_whole(&file, &page(command)?, Over::Any, &Kept::default())?;
        pages += 1;
        commands.extend(command.get_subcommands());
    }
    output.line(format!("{}: {}.", folder.display(), super::library::count(pages, "page")))?;
    Ok(Outcome::Done)
}

/// Writes bytes as they are: a page of `man` has no escape codes, and a script must not be altered.
fn raw(bytes: &[u8], output: &mut Output) -> Result<Outcome, CommandError> {
    output.finish()?;
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()?;
    Ok(Outcome::Done)
}
