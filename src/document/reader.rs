//! The only part of the document stage that touches the disk.

use super::bytes::{Guess, Text, text_of};
use super::{Document, hex_digest};
use crate::workers::{all_threads, share_out};
use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The largest document that is read, in bytes: more is no text that a person wrote.
pub const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

/// How many folders deep a folder is searched.
const DEEPEST: usize = 8;

/// Why a document could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("there is no document `{}`", .0.display())]
    Missing(PathBuf),
    /// A folder without a document in it.
    #[error("the folder `{}` holds no .txt, .md or .html document", .0.display())]
    EmptyFolder(PathBuf),
    /// A folder where a file is wanted.
    #[error("`{}` is a folder, not a document", .0.display())]
    Folder(PathBuf),
    /// Nothing in it but space.
    #[error("the document `{}` is empty", .0.display())]
    Empty(PathBuf),
    /// Bytes that are no UTF-8 text.
    #[error("the document `{}` is not UTF-8 text: byte {} cannot be read", .path.display(), .byte)]
    NotText {
        /// The file.
        path: PathBuf,
        /// The first byte that is no text, from 0.
        byte: usize,
    },
    /// A web page in a character set that is not known.
    #[error("the page `{}` declares the character set `{charset}`, which docent does not know", .path.display())]
    UnknownCharset {
        /// The file.
        path: PathBuf,
        /// What it declares.
        charset: String,
    },
    /// A web page whose bytes do not fit the character set that it declares.
    #[error("the page `{}` declares the character set {charset}, but its bytes do not fit it", .path.display())]
    Misfit {
        /// The file.
        path: PathBuf,
        /// What it declares.
        charset: &'static str,
    },
    /// More than [`SIZE_LIMIT`].
    #[error("the document `{}` has more than {} MB", .path.display(), SIZE_LIMIT / (1024 * 1024))]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// A kind of file that is not read.
    #[error("docent does not read .{extension} files: `{}`", .path.display())]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// Its extension, in lower case.
        extension: String,
    },
    /// The system refused.
    #[error("cannot read the document `{}`", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl ReadError {
    /// Returns the file or folder; `-` for the standard input.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Missing(path)
            | Self::EmptyFolder(path)
            | Self::Folder(path)
            | Self::Empty(path)
            | Self::NotText { path, .. }
            | Self::UnknownCharset { path, .. }
            | Self::Misfit { path, .. }
            | Self::TooLarge { path }
            | Self::Unsupported { path, .. }
            | Self::Unreadable { path, .. } => path,
        }
    }

    /// Returns what the user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Missing(_) => "check the spelling, or list the folder".into(),
            Self::EmptyFolder(_) => "put .txt, .md or .html files into it".into(),
            Self::Folder(_) => "name a file in it".into(),
            Self::Empty(_) => "put some text into it".into(),
            Self::NotText { .. } => "save it as plain text in UTF-8".into(),
            Self::UnknownCharset { .. } | Self::Misfit { .. } => {
                "open it in a browser and save it again, or save its text in UTF-8".into()
            }
            Self::TooLarge { .. } => "part it into smaller files".into(),
            Self::Unsupported { extension, .. } => unsupported_hint(extension),
            Self::Unreadable { .. } => return None,
        })
    }
}

fn unsupported_hint(extension: &str) -> String {
    match extension {
        "mht" | "mhtml" | "webarchive" => {
            "save the page as “Web Page, HTML only” and build from that".into()
        }
        "pdf" => "turn it into text first, for example with `pdftotext`".into(),
        "doc" | "docx" | "odt" | "rtf" | "pages" => {
            "save it as plain text (.txt) or Markdown (.md) from your word processor".into()
        }
        _ => "save it as plain text (.txt) or Markdown (.md)".into(),
    }
}

/// What came of reading several places: one bad document never hides the good ones.
#[derive(Debug, Default)]
pub struct Reading {
    /// The documents, in the order asked; a folder's in the order of their names.
    pub documents: Vec<Document>,
    /// Where each of them lies; none for the standard input.
    pub paths: Vec<Option<PathBuf>>,
    /// What was left out, for it would agree with itself.
    pub doubles: Vec<Double>,
    /// Whose character set was guessed.
    pub guesses: Vec<Guess>,
    /// Why the others could not be read.
    pub faults: Vec<ReadError>,
}

/// A document of the same bytes as another that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// Where it lies.
    pub path: PathBuf,
    /// Where the other one does.
    pub other: PathBuf,
}

impl fmt::Display for Double {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is the same as `{}`", self.path.display(), self.other.display())
    }
}

/// Reads files, folders and, for `-`, the standard input that is handed in.
pub fn read_all(paths: &[PathBuf], stdin: &mut dyn Read) -> Reading {
    let mut places = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            places.push(Place::Standard);
        } else if path.is_dir() {
            let before = places.len();
            list_folder(path, DEEPEST, &mut places);
            if before == places.len() {
                places.push(Place::Fault(ReadError::EmptyFolder(path.clone())));
            }
        } else {
            places.push(Place::File(path.clone()));
        }
    }
    let read = share_out(&places, all_threads(), |place| match place {
        Place::File(path) => vec![Some(read_file(path).and_then(|bytes| parse(path, bytes)))],
        Place::Standard | Place::Fault(_) => vec![None],
    });
    let (mut reading, mut before) = (Reading::default(), HashMap::new());
    for (place, read) in places.into_iter().zip(read) {
        match (place, read) {
            (Place::File(path), Some(outcome)) => reading.take(Some(path), outcome, &mut before),
            (Place::Fault(fault), _) => reading.faults.push(fault),
            (Place::Standard | Place::File(_), _) => {
                let dash = Path::new("-");
                let outcome = read_bytes(dash, &mut *stdin).and_then(|bytes| parse(dash, bytes));
                reading.take(None, outcome, &mut before);
            }
        }
    }
    reading
}

/// Where a document may lie.
enum Place {
    File(PathBuf),
    Standard,
    /// A folder that cannot be searched, or is empty.
    Fault(ReadError),
}

impl Reading {
    /// Takes what came of a file, or of the standard input; `read` says by their hashes which bytes
    /// were read before.
    fn take(
        &mut self,
        path: Option<PathBuf>,
        outcome: Result<(Document, bool), ReadError>,
        read: &mut HashMap<String, PathBuf>,
    ) {
        match outcome {
            Ok((document, guessed)) => {
                let named = path.clone().unwrap_or_else(|| "-".into());
                if let Some(other) = read.get(&document.sha256) {
                    let (path, other) = (named, other.clone());
                    self.doubles.push(Double { path, other });
                    return;
                }
                if guessed {
                    self.guesses.push(Guess(named.clone()));
                }
                read.insert(document.sha256.clone(), named);
                self.documents.push(document);
                self.paths.push(path);
            }
            Err(fault) => self.faults.push(fault),
        }
    }
}

/// Reads the text of one file, or of the standard input for `-`, as it stands.
///
/// # Errors
/// As for [`read`].
pub fn read_raw(path: &Path, stdin: &mut dyn Read) -> Result<Text, ReadError> {
    let standard = path.as_os_str() == "-";
    let bytes = if standard { read_bytes(path, stdin)? } else { read_file(path)? };
    text_of(path, bytes)
}

/// Reads one file.
///
/// # Errors
/// When it is missing, a folder, empty, no text, too large, of another kind, or not to be read.
pub fn read(path: &Path) -> Result<Document, ReadError> {
    Ok(parse(path, read_file(path)?)?.0)
}

/// Reads a document from the standard input that is handed in; its name is `-`.
///
/// # Errors
/// When it is empty, no text, too large, or not to be read.
pub fn read_stdin(stdin: &mut dyn Read) -> Result<Document, ReadError> {
    let path = Path::new("-");
    Ok(parse(path, read_bytes(path, stdin)?)?.0)
}

/// Returns the document of a file's bytes, and whether its character set was guessed.
fn parse(path: &Path, bytes: Vec<u8>) -> Result<(Document, bool), ReadError> {
    let sha256 = hex_digest(&bytes);
    let Text { text, guessed } = text_of(path, bytes)?;
    Ok((Document { sha256, ..Document::parse(&file_name(path), &text) }, guessed))
}

fn read_file(path: &Path) -> Result<Vec<u8>, ReadError> {
    let unreadable = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => ReadError::Missing(path.to_owned()),
        _ => ReadError::Unreadable { path: path.to_owned(), source },
    };
    let about = fs::metadata(path).map_err(unreadable)?;
    if about.is_dir() {
        return Err(ReadError::Folder(path.to_owned()));
    }
    if let Some(extension) = unsupported_extension(path) {
        return Err(ReadError::Unsupported { path: path.to_owned(), extension });
    }
    let file = fs::File::open(path).map_err(unreadable)?;
    read_bytes(path, file)
}

fn read_bytes(path: &Path, from: impl Read) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    // One byte more than allowed shows that there is more, and a growing file cannot fool it.
    from.take(SIZE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| ReadError::Unreadable { path: path.to_owned(), source })?;
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(ReadError::TooLarge { path: path.to_owned() });
    }
    Ok(bytes)
}

fn list_folder(folder: &Path, depth: usize, places: &mut Vec<Place>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(source) => {
            let fault = ReadError::Unreadable { path: folder.to_owned(), source };
            places.push(Place::Fault(fault));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let hidden = file_name(&path).starts_with('.');
        if hidden {
            continue;
        }
        let is_link = path.is_symlink();
        if path.is_dir() {
            // A link to a folder may lead back here.
            if depth > 0 && !is_link && !belongs_to_page(&path) {
                list_folder(&path, depth - 1, places);
            }
        } else if unsupported_extension(&path).is_none() {
            places.push(Place::File(path));
        }
    }
}

/// Returns whether a folder holds the pictures and frames that a browser saved beside a page:
/// `page_files` beside `page.html`.
fn belongs_to_page(folder: &Path) -> bool {
    let name = file_name(folder);
    let page = name.strip_suffix("_files");
    page.is_some_and(|page| {
        ["html", "htm"].iter().any(|e| folder.with_file_name(format!("{page}.{e}")).is_file())
    })
}

/// Returns the extension, when it is one that is not read; a file without any is taken for text.
fn unsupported_extension(path: &Path) -> Option<String> {
    const READ: [&str; 7] = ["txt", "text", "md", "markdown", "html", "htm", "xhtml"];
    let extension = path.extension()?.to_string_lossy().to_lowercase();
    (!READ.contains(&extension.as_str())).then_some(extension)
}

pub(super) fn file_name(path: &Path) -> String {
    if path.as_os_str() == "-" {
        return "-".into();
    }
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_says_what_and_where() {
        let home = tempfile::tempdir().unwrap();
        let file = |name: &str, bytes: &[u8]| {
            let path = home.path().join(name);
            fs::write(&path, bytes).unwrap();
            path
        };
        let error = |path: &Path| read(path).unwrap_err().to_string();
        assert!(error(&home.path().join("none.txt")).starts_with("there is no document"));
        assert!(error(home.path()).contains("is a folder"));
        assert!(error(&file("blank.txt", b" \n")).ends_with("is empty"));
        assert!(error(&file("binary.txt", b"caf\xe9 \x07")).contains("byte 3"));
        assert!(error(&file("zero.txt", b"ab\0c")).contains("byte 2"));
        let strange = error(&file("p.html", b"<meta charset=klingon><p>Hi."));
        assert!(strange.contains("declares the character set `klingon`"), "{strange}");
        let said = error(&file("q.html", b"<meta charset=utf-8><p>caf\xe9 "));
        assert!(said.contains("not UTF-8 text: byte 26"), "{said}");
        assert!(error(&file("r.html", b"<p>a\0b")).contains("byte 4"));
        let page = read(&file("page.mhtml", b"x")).unwrap_err();
        assert!(page.hint().unwrap().contains("HTML only"));
    }

    #[test]
    fn a_folder_is_read_in_order_and_what_is_bad_hides_nothing() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("e_files")).unwrap();
        for (name, text) in [
            ("b.txt", "Two."),
            ("a.md", "One."),
            ("c.txt", ""),
            ("d.png", "x"),
            ("e.html", "<p>Page."),
            ("e_files/ad.html", "<p>Buy."),
        ] {
            fs::write(home.path().join(name), text).unwrap();
        }
        let paths = [home.path().to_owned(), PathBuf::from("-")];
        let reading = read_all(&paths, &mut "Three.".as_bytes());
        let names: Vec<&str> = reading.documents.iter().map(|d| d.name.as_str()).collect();
        assert_eq!(names, ["a.md", "b.txt", "e.html", "-"]);
        assert_eq!(reading.faults.len(), 1);
    }
}
