//! Opens a file in the person's own editor, at a line.
#![expect(clippy::disallowed_methods, reason = "reads VISUAL and EDITOR")]

use super::error::CommandError;
use std::env;
use std::path::Path;
use std::process::Command;

/// Editors that go to a line when `+LINE` stands before the file.
const TAKES_PLUS_LINE: [&str; 10] =
    ["vi", "vim", "nvim", "view", "nano", "pico", "emacs", "micro", "kak", "joe"];

/// Opens a file and waits until the editor is closed.
///
/// # Errors
/// When no editor is named or it cannot be run.
pub fn edit(path: &Path, line: u32) -> Result<(), CommandError> {
    let named = ["VISUAL", "EDITOR"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|command| !command.trim().is_empty());
    let Some(command) = named else {
        return Err(
            CommandError::new("no editor is named").hint("set VISUAL or EDITOR, as in EDITOR=nano")
        );
    };
    let mut words = command.split_whitespace();
    let program = words.next().unwrap_or_default();
    let mut run = Command::new(program);
    run.args(words);
    let name = Path::new(program).file_name().map(|name| name.to_string_lossy().into_owned());
    if name.is_some_and(|name| TAKES_PLUS_LINE.contains(&name.as_str())) {
        run.arg(format!("+{line}"));
    }
    let status = run.arg(path).status().map_err(|error| {
        CommandError::new(format!("cannot run the editor `{command}`: {error}"))
            .hint("mend VISUAL or EDITOR")
    })?;
    if status.success() {
        return Ok(());
    }
    Err(CommandError::new(format!("the editor `{command}` ended with {status}")))
}
