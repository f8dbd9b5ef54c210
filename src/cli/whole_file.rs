//! Files that are written whole or not at all.

use super::error::CommandError;
use super::kept::Kept;
use crate::deck::replace_file;
use std::fs::{self, File};
use std::io::{self, Read as _};
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

/// Writes a file whole or not at all, behind whatever links lead to it.
pub fn write_whole(path: &Path, bytes: &[u8], over: Over, kept: &Kept) -> Result<(), CommandError> {
    let shown = path.display();
    let cannot = |error: io::Error| CommandError::new(format!("cannot write `{shown}`: {error}"));
    may_write(path, over, kept)?;
    replace_file(path, bytes).map_err(cannot)
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

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_what_it_leads_to_is_written() {
        use super::*;
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("far")).expect("a folder");
        fs::write(at("far/old.csv"), "old").expect("a file");
        for (link, to) in [("there.csv", "far/old.csv"), ("new.csv", "far/new.csv")] {
            symlink(to, at(link)).expect("a link");
            write_whole(&at(link), b"text", Over::Any, &Kept::default()).expect("written");
            assert!(at(link).is_symlink(), "{link}");
            assert_eq!(fs::read_to_string(at(to)).expect("a file"), "text", "{link}");
        }
        assert_eq!(fs::read_dir(at("far")).expect("a folder").count(), 2, "nothing is left behind");
        symlink("far/old.csv", at("kept.csv")).expect("a link");
        assert!(write_whole(&at("kept.csv"), b"x", Over::Nothing, &Kept::default()).is_err());
    }
}
