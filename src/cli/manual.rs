//! `docent completions` and `docent man`: what the shell and `man` know of docent, made of the
//! definitions of the command line.

use super::args::{Args, Completions, Man};
use super::error::{CommandError, Outcome};
use super::output::Output;
use clap::{Command, CommandFactory as _};
use std::io::{self, Write as _};
use std::path::Path;

/// Prints a script that completes commands, flags and names of files.
pub fn completions(args: &Completions, output: &mut Output) -> Result<Outcome, CommandError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "docent", &mut script);
    raw(&script, output)
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
    let mut docent = Args::command().disable_help_subcommand(true);
    docent.build();
    docent
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
    let cannot = |error: io::Error| {
        CommandError::new(format!("cannot write into `{}`: {error}", folder.display()))
    };
    std::fs::create_dir_all(folder).map_err(cannot)?;
    let mut commands = vec![docent];
    let mut pages = 0;
    while let Some(command) = commands.pop() {
        let file = folder.join(format!("{}.1", name_of(command)));
        std::fs::write(file, page(command)?).map_err(cannot)?;
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
