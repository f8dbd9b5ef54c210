//! Deck files on the disk: finding them, reading their bytes, and saying why that failed.

use super::read::{Reading, read_deck};
use std::fs;
use std::io::{self, Read as _, Seek as _, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The largest deck file that is read, in bytes: a hundred thousand cards take about 40 MB.
const LARGEST: u64 = 64 * 1024 * 1024;
/// How deep folders are searched for decks.
const DEEPEST: usize = 8;
/// How many links are followed one behind the other, as many as Linux does (`path_resolution(7)`).
const MOST_LINKS: usize = 40;

/// A deck file as it was read.
#[derive(Debug)]
pub struct DeckFile {
    /// Where it is.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
    /// What that means.
    pub reading: Reading,
}

impl DeckFile {
    /// Reads the deck file at this path.
    ///
    /// # Errors
    /// When the file cannot be read as text; faults within the text are in the reading.
    pub fn read(path: &Path) -> Result<Self, DeckFileError> {
        Ok(Self::of(path, deck_text(path)?))
    }

    /// Reads a deck that does not come from a file of its own, and which goes by this name.
    ///
    /// # Errors
    /// When what comes cannot be read as text; faults within the text are in the reading.
    pub fn read_from(input: impl io::Read, name: &Path) -> Result<Self, DeckFileError> {
        Ok(Self::of(name, text_of(input, name)?))
    }

    fn of(path: &Path, text: String) -> Self {
        let reading = read_deck(&text);
        Self { path: path.to_owned(), text, reading }
    }
}

/// Why a deck file could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum DeckFileError {
    /// There is nothing at the path.
    #[error("there is no deck at `{0}`")]
    Missing(PathBuf),
    /// The path is a link to a file that is not there.
    #[error("`{0}` is a link to nothing")]
    Dangling(PathBuf),
    /// The path is a folder where one file is needed.
    #[error("`{0}` is a folder, and a deck is one file")]
    Folder(PathBuf),
    /// A pipe or a device, which may never end.
    #[error("`{0}` is no regular file")]
    NotAFile(PathBuf),
    /// The file is empty.
    #[error("the deck `{0}` is empty")]
    Empty(PathBuf),
    /// The file is larger than any deck.
    #[error("`{path}` is {} MB long, and a deck is at most {} MB", bytes / 1_000_000, LARGEST / 1_000_000)]
    Huge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        bytes: u64,
    },
    /// The file is not UTF-8.
    #[error("`{path}` is not UTF-8 text: line {line} has a byte that fits no character")]
    NotText {
        /// The file.
        path: PathBuf,
        /// The line of the first bad byte, from 1.
        line: usize,
    },
    /// The file is not what it was when it was read.
    #[error("`{0}` was changed by somebody else meanwhile, so it is not overwritten")]
    Changed(PathBuf),
    /// The system refused.
    #[error("cannot read `{path}`")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The system refused to have it written; the file is as it was.
    #[error("cannot write `{path}`")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl DeckFileError {
    /// Returns what to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Missing(_) => "check the path, or make a deck with `docent build`",
            Self::Dangling(_) => "mend the link, or take it away",
            Self::Folder(_) => "name the deck file within it, or leave it to `--decks FOLDER`",
            Self::NotAFile(_) => "write it to a file first",
            Self::Empty(_) => "a deck begins with `format = 1` and a `[deck]` table",
            Self::Huge { .. } => "split it into several decks",
            Self::NotText { .. } => "save the file as UTF-8",
            Self::Changed(_) => "try again",
            Self::Write { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull => "make room on the disk; nothing was changed",
                _ => "see that you may write in its folder, or name another; nothing was changed",
            },
            Self::Io { .. } => return None,
        })
    }
}

/// Returns the text of a deck file.
///
/// # Errors
/// When the file cannot be read as text.
pub fn deck_text(path: &Path) -> Result<String, DeckFileError> {
    let io_error = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound if path.is_symlink() => DeckFileError::Dangling(path.to_owned()),
        io::ErrorKind::NotFound => DeckFileError::Missing(path.to_owned()),
        io::ErrorKind::IsADirectory => DeckFileError::Folder(path.to_owned()),
        _ => DeckFileError::Io { path: path.to_owned(), source },
    };
    let about = fs::metadata(path).map_err(io_error)?;
    if about.is_dir() {
        return Err(DeckFileError::Folder(path.to_owned()));
    }
    if !about.is_file() {
        return Err(DeckFileError::NotAFile(path.to_owned()));
    }
    if about.len() > LARGEST {
        return Err(DeckFileError::Huge { path: path.to_owned(), bytes: about.len() });
    }
    text_of(fs::File::open(path).map_err(io_error)?, path)
}

/// Returns the text of a deck that comes from here and goes by this name.
fn text_of(input: impl io::Read, path: &Path) -> Result<String, DeckFileError> {
    let io_error = |source| DeckFileError::Io { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    // The limit holds for pipes and devices too, whose length is said to be zero.
    input.take(LARGEST + 1).read_to_end(&mut bytes).map_err(io_error)?;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if length > LARGEST {
        return Err(DeckFileError::Huge { path: path.to_owned(), bytes: length });
    }
    let text = String::from_utf8(bytes).map_err(|fault| {
        let sound = fault.utf8_error().valid_up_to();
        let line = fault.as_bytes()[..sound].split(|b| *b == b'\n').count();
        DeckFileError::NotText { path: path.to_owned(), line }
    })?;
    if text.trim().is_empty() {
        return Err(DeckFileError::Empty(path.to_owned()));
    }
    Ok(text)
}

/// Returns two stretches of a file, one behind the other, and what the file was like afterwards.
pub(super) fn read_stretches(
    path: &Path,
    stretches: [Range<u64>; 2],
) -> io::Result<(String, fs::Metadata)> {
    let mut file = fs::File::open(path)?;
    let mut text = String::new();
    for Range { start, end } in stretches {
        file.seek(io::SeekFrom::Start(start))?;
        let length = end.saturating_sub(start).min(LARGEST);
        io::Read::by_ref(&mut file).take(length).read_to_string(&mut text)?;
    }
    Ok((text, fs::metadata(path)?))
}

/// Writes a deck file: to a temporary file beside it, which then takes its place, so that nobody
/// ever sees half a deck. A link stays, and what it leads to is written; who may read and write a
/// file that is there stays as it is.
///
/// `expected` is the text that the file had when it was read; a file that has changed since is not
/// overwritten. None means that there was no file.
///
/// # Errors
/// When the file changed, or cannot be written; it is as it was then.
pub fn write_deck_file(
    path: &Path,
    text: &str,
    expected: Option<&str>,
) -> Result<(), DeckFileError> {
    let refused = |source| DeckFileError::Write { path: path.to_owned(), source };
    let now = match fs::read_to_string(path) {
        Ok(now) => Some(now),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(source) => return Err(DeckFileError::Io { path: path.to_owned(), source }),
    };
    if now.as_deref() != expected {
        return Err(DeckFileError::Changed(path.to_owned()));
    }
    replace_file(path, text.as_bytes()).map_err(refused)
}

/// Writes a deck file as [`write_deck_file`] does, over whatever somebody's editor left there.
///
/// # Errors
/// When it cannot be written; it is as it was then.
pub fn bring_back(path: &Path, text: &str) -> Result<(), DeckFileError> {
    let refused = |source| DeckFileError::Write { path: path.to_owned(), source };
    replace_file(path, text.as_bytes()).map_err(refused)
}

/// Writes a file whole or not at all, and makes the folders that it lies in. A link stays, and what it
/// leads to is written; who may read and write a file that is there stays as it is.
///
/// # Errors
/// When it cannot be written; what is there is as it was then.
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put_in_its_place(&behind_links(path), bytes)
}

/// Returns where a path leads, which need not be there.
fn behind_links(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(next) = fs::read_link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(next);
    }
    path
}

fn put_in_its_place(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let there = fs::metadata(path).ok().map(|about| about.permissions());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let written = write_whole(&temporary, bytes, there).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // What could not be finished is not left behind; that it could not be is said above.
        let _ = fs::remove_file(&temporary);
    }
    written
}

fn write_whole(path: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

/// Tells whether a file, of which this is said, is known to be a deck.
pub type Known<'k> = &'k mut dyn FnMut(&Path, &fs::Metadata) -> bool;

/// Returns the deck files of a folder and the folders in it, sorted by path.
///
/// A deck is a `.toml` file whose text begins, comments aside, as a deck does; other TOML files,
/// hidden folders and links to folders are passed over. A file that is `known` is not looked into.
///
/// # Errors
/// When the folder itself cannot be read.
pub fn find_decks(folder: &Path, known: Known<'_>) -> Result<Vec<PathBuf>, DeckFileError> {
    let mut decks = Vec::new();
    search(folder, 0, known, &mut decks)?;
    Ok(decks)
}

fn search(
    folder: &Path,
    depth: usize,
    known: Known<'_>,
    decks: &mut Vec<PathBuf>,
) -> Result<(), DeckFileError> {
    let io_error = |source| DeckFileError::Io { path: folder.to_owned(), source };
    let entries: io::Result<Vec<fs::DirEntry>> = fs::read_dir(folder).and_then(Iterator::collect);
    let mut entries = entries.map_err(io_error)?;
    entries.sort_by_cached_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type().map_err(io_error)?);
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !hidden && depth < DEEPEST {
            search(&path, depth + 1, known, decks)?;
        } else if path.extension().is_some_and(|e| e == "toml") && is_deck(&path, known) {
            decks.push(path);
        }
    }
    Ok(())
}

/// Returns whether a path is a file that is known as a deck or looks like one. What cannot be asked
/// about counts as a deck, so that the fault is seen.
fn is_deck(path: &Path, known: Known<'_>) -> bool {
    fs::metadata(path)
        .map_or(true, |about| about.is_file() && (known(path, &about) || looks_like_deck(path)))
}

/// Tells a deck from another TOML file by the first line that is neither blank nor a comment, or by a
/// table that only decks have; a file that cannot be read counts as a deck, so that the fault is seen.
fn looks_like_deck(path: &Path) -> bool {
    let Ok(file) = fs::File::open(path) else {
        return true;
    };
    let mut head = Vec::new();
    if file.take(4096).read_to_end(&mut head).is_err() {
        return true;
    }
    // UTF-16 is no TOML, whatever it says.
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return true;
    }
    let head = String::from_utf8_lossy(&head);
    let mut lines = head.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
    let first = lines.next();
    let begins = |line: &str| line.starts_with("format") || line.starts_with("[deck");
    first.is_some_and(begins) || lines.any(|line| line == "[deck]" || line == "[[card]]")
}

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    use super::*;
    #[cfg(unix)]
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    #[test]
    fn a_deck_with_a_slip_in_its_first_line_is_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let is = |text: &[u8]| {
            let path = folder.path().join("a.toml");
            std::fs::write(&path, text).expect("written");
            super::looks_like_deck(&path)
        };
        assert!(is(b"format = 1\n"));
        assert!(is(b"fromat = 1\n\n[deck]\nid = \"d\"\n"));
        assert!(is(b"# mine\nFormat = 1\n[[card]]\nid = \"a\"\n"));
        assert!(is(b"\xff\xfef\0o\0r\0m\0a\0t\0"));
        assert!(!is(b"[package]\nname = \"deck\"\n[[bin]]\nname = \"card\"\n"));
        assert!(!is(b""));
    }

    #[cfg(unix)]
    #[test]
    fn a_deck_is_written_behind_its_links_which_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("far")).expect("a folder");
        fs::write(at("far/real.toml"), "old").expect("a deck");
        symlink("far/real.toml", at("near.toml")).expect("a link");
        symlink(at("near.toml"), at("link.toml")).expect("a link");
        symlink("far/new.toml", at("empty.toml")).expect("a link to nothing yet");
        write_deck_file(&at("link.toml"), "new", Some("old")).expect("written");
        write_deck_file(&at("empty.toml"), "first", None).expect("written");
        let text = |name: &str| fs::read_to_string(at(name)).expect(name);
        assert_eq!((text("far/real.toml"), text("far/new.toml")), ("new".into(), "first".into()));
        for link in ["near.toml", "link.toml", "empty.toml"] {
            assert!(at(link).is_symlink(), "{link}");
        }
        assert_eq!(fs::read_dir(at("far")).expect("a folder").count(), 2, "nothing is left behind");
        symlink("loop.toml", at("loop.toml")).expect("a link to itself");
        assert!(write_deck_file(&at("loop.toml"), "x", None).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn who_may_read_a_deck_stays_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deck.toml");
        fs::write(&path, "old").expect("a deck");
        for mode in [0o640, 0o600, 0o664] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("permissions");
            write_deck_file(&path, "old", Some("old")).expect("written");
            let now = fs::metadata(&path).expect("a deck").permissions().mode();
            assert_eq!(now & 0o777, mode, "{mode:o}");
        }
    }
}
