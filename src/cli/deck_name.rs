//! What the file of a deck may be called.

use super::error::CommandError;
use std::path::Path;

/// Refuses to write a deck into a file whose name promises something else.
///
/// # Errors
/// When the name ends otherwise than in `.toml`; one without an ending, as of a pipe, may be.
pub fn refuse_other_kinds(path: &Path) -> Result<(), CommandError> {
    let Some(ending) = path.extension() else { return Ok(()) };
    if ending.eq_ignore_ascii_case("toml") {
        return Ok(());
    }
    let message = format!("a deck is a .toml file, and `{}` is none", path.display());
    let hint = "end the name in .toml; `docent export` writes decks as CSV, for Anki and otherwise";
    Err(CommandError::new(message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deck_is_a_toml_file_or_has_no_ending() {
        for name in ["a.toml", "A.TOML", "d.csv/a", "-", "/dev/stdout", ".toml"] {
            assert!(refuse_other_kinds(Path::new(name)).is_ok(), "{name}");
        }
        for name in ["x.csv", "a.toml.txt", "notes.md"] {
            assert!(refuse_other_kinds(Path::new(name)).is_err(), "{name}");
        }
    }
}
