//! Files that no output takes the place of, not even by force: what holds progress, and what the same
//! command reads.

use super::error::CommandError;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What the database keeps beside a journal while it is open, and nothing.
const JOURNAL_ENDINGS: [&str; 3] = ["", "-wal", "-shm"];

/// Files that no output takes the place of.
#[derive(Debug, Default)]
pub struct Kept {
    progress: Vec<PathBuf>,
    read: Vec<PathBuf>,
}

impl Kept {
    /// Returns the learner's own files, by the path of the journal and of the others, and the files
    /// that a command reads.
    pub fn new<P: AsRef<Path>>(
        journal: &Path,
        own: &[PathBuf],
        read: impl IntoIterator<Item = P>,
    ) -> Self {
        // Where the journal is a link, the database writes beside what it leads to.
        let led = place(journal);
        let beside = |ending| [with_ending(journal, ending), with_ending(&led, ending)];
        let progress = JOURNAL_ENDINGS.into_iter().flat_map(beside);
        Self {
            progress: progress.chain(own.iter().cloned()).map(|path| place(&path)).collect(),
            read: read.into_iter().map(|path| place(path.as_ref())).collect(),
        }
    }

    /// Refuses an output that would take the place of one of these files, by whatever path.
    ///
    /// # Errors
    /// When it would.
    pub fn refuse(&self, output: &Path) -> Result<(), CommandError> {
        let (shown, output) = (output.display(), place(output));
        let why = if self.progress.contains(&output) {
            "holds your progress or settings"
        } else if self.read.contains(&output) {
            "is read by this command"
        } else {
            return Ok(());
        };
        Err(CommandError::new(format!("`{shown}` {why}, so nothing is written over it"))
            .hint("name another file"))
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut whole = OsString::from(path);
    whole.push(ending);
    whole.into()
}

/// Returns where a path leads, by whatever links, also where nothing is there yet.
fn place(path: &Path) -> PathBuf {
    let beside = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
        Some(folder.join(path.file_name()?))
    };
    path.canonicalize().ok().or_else(beside).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_is_kept_is_known_by_every_path_that_leads_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("home")).expect("a home");
        fs::create_dir(at("decks")).expect("a folder of decks");
        for file in ["home/journal.db", "decks/a.toml", "other.csv"] {
            fs::write(at(file), "x").expect(file);
        }
        let kept = Kept::new(&at("home/journal.db"), &[at("home/seal")], [at("decks/a.toml")]);
        let refused = [
            "home/journal.db",
            "home/journal.db-wal",
            "home/journal.db-shm",
            "home/seal",
            "home/../home/./journal.db",
            "decks/../decks/a.toml",
        ];
        for path in refused {
            assert!(kept.refuse(&at(path)).is_err(), "{path}");
        }
        for path in ["other.csv", "new.csv", "home/journal.csv", "decks/b.toml", "gone/a.toml"] {
            assert!(kept.refuse(&at(path)).is_ok(), "{path}");
        }
        assert!(Kept::default().refuse(&at("home/journal.db")).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn links_hide_nothing() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("far")).expect("a folder");
        fs::write(at("far/progress"), "x").expect("a journal");
        symlink(at("far/progress"), at("journal.db")).expect("a link");
        symlink(at("journal.db"), at("link.csv")).expect("a link");
        symlink(at("far"), at("near")).expect("a link");
        let kept = Kept::new(&at("journal.db"), &[], [at("near/deck.toml")]);
        for path in ["link.csv", "near/progress", "far/progress-wal", "far/deck.toml"] {
            assert!(kept.refuse(&at(path)).is_err(), "{path}");
        }
    }
}
