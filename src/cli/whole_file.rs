//! Files that are written whole or not at all.

use super::error::CommandError;
use super::kept::Kept;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

/// How much of a file is looked at for a mark.
const HEAD: u64 = 1024;

/// What may be replaced.
#[derive(Debug, Clone, Copy)]
pub enum Over {
    /// Nothing.
    Nothing,
    /// A file that begins with a text that has this mark.
    Marked(&'static str),
    /// Any file.
    Any,
}

/// Writes a file whole or not at all: to a temporary one beside it, which then takes its place.
pub fn write_whole(path: &Path, bytes: &[u8], over: Over, kept: &Kept) -> Result<(), CommandError> {
    let shown = path.display();
    let cannot = |error: io::Error| CommandError::new(format!("cannot write `{shown}`: {error}"));
    may_write(path, over, kept)?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let whole = || {
        let mut file = File::create(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    };
    whole().map_err(|error| {
        // What could not be finished is not left behind; that it could not be is said.
        let _ = fs::remove_file(&temporary);
        cannot(error)
    })
}

/// Refuses a folder, a file that is kept whatever is asked, and one that is there already unless it
/// may be replaced.
pub fn may_write(path: &Path, over: Over, kept: &Kept) -> Result<(), CommandError> {
    let shown = path.display();
    kept.refuse(path)?;
    if path.is_dir() {
        return Err(CommandError::new(format!("`{shown}` is a folder")).hint("name a file in it"));
    }
    if fs::metadata(path).is_ok_and(|about| !about.is_file()) {
        return Err(CommandError::new(format!("`{shown}` is no regular file"))
            .hint("name a file; `-` is stdout where a command writes there"));
    }
    if path.exists() && !over.allows(path) {
        return Err(CommandError::new(format!("`{shown}` is there already"))
            .hint("name another file, or add `--force` to replace it"));
    }
    Ok(())
}

impl Over {
    /// Returns what `--force` allows: any file, and otherwise none.
    pub fn forced(force: bool) -> Self {
        if force { Self::Any } else { Self::Nothing }
    }

    fn allows(self, path: &Path) -> bool {
        match self {
            Self::Nothing => false,
            Self::Marked(mark) => begins_with(path, mark).unwrap_or(false),
            Self::Any => true,
        }
    }
}

fn begins_with(path: &Path, mark: &str) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(String::from_utf8_lossy(&head).contains(mark))
}
