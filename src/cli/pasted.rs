//! Commands that docent suggests, such that they can be pasted into a shell.

use std::path::{MAIN_SEPARATOR, Path};

/// Returns a path as it stands in a command: as it is where a shell takes it for itself, and otherwise
/// within single quotes; never as what begins like an option.
pub fn pasted(path: &Path) -> String {
    let shown = path.display().to_string();
    let shown = if shown.starts_with('-') { format!(".{MAIN_SEPARATOR}{shown}") } else { shown };
    let plain = |c: char| c.is_alphanumeric() || c == MAIN_SEPARATOR || "/._-+,:=@%".contains(c);
    if !shown.is_empty() && shown.chars().all(plain) {
        return shown;
    }
    format!("'{}'", shown.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_path_is_quoted_where_a_shell_would_part_or_replace_it() {
        for (path, word) in [
            ("decks/rivers.toml", "decks/rivers.toml"),
            ("/tmp/Fl\u{fc}sse-2.toml", "/tmp/Fl\u{fc}sse-2.toml"),
            ("it is.toml", "'it is.toml'"),
            ("a&b.toml", "'a&b.toml'"),
            ("~/a.toml", "'~/a.toml'"),
            ("Moss's.toml", r"'Moss'\''s.toml'"),
            ("a\\b.toml", r"'a\b.toml'"),
            ("-x.toml", "./-x.toml"),
            ("- x.toml", "'./- x.toml'"),
            ("", "''"),
        ] {
            assert_eq!(pasted(Path::new(path)), word);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_shell_gives_back_what_was_quoted() {
        for path in
            ["it is.toml", "a&b;c|d.toml", "$HOME/`x`.toml", "Moss's \"a\".toml", "*?[a].toml"]
        {
            let script = format!("printf %s {}", pasted(Path::new(path)));
            let run = std::process::Command::new("sh").args(["-c", &script]).output();
            let said = run.expect("a shell").stdout;
            assert_eq!(String::from_utf8_lossy(&said), path);
        }
    }
}
