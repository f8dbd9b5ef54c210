//! From the bytes of a file to its text. Knows nothing of the disk.

use super::html::{Undecodable, decode, is_html};
use super::reader::{ReadError, file_name};
use encoding_rs::WINDOWS_1252;
use std::fmt;
use std::path::{Path, PathBuf};

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its words.
    pub text: String,
    /// Whether they are no UTF-8 and say nowhere what they are, so that they were taken for
    /// windows-1252, as browsers do.
    pub guessed: bool,
}

/// A document that is no UTF-8 and says nowhere what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess(pub PathBuf);

impl fmt::Display for Guess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no UTF-8 text and was taken for windows-1252", self.0.display())
    }
}

/// Returns the text of a file's bytes; a web page may declare its own character set.
pub(super) fn text_of(path: &Path, bytes: Vec<u8>) -> Result<Text, ReadError> {
    const FIRST_WORDS: usize = 256;
    let no_text = |byte| ReadError::NotText { path: path.to_owned(), byte };
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(FIRST_WORDS)]);
    let text = if is_html(&file_name(path), &start) {
        match decode(&bytes) {
            Err(Undecodable::Undeclared(byte)) => guess(&bytes).ok_or_else(|| no_text(byte))?,
            said => known(said.map_err(|fault| undecodable(path, fault))?),
        }
    } else {
        match String::from_utf8(bytes) {
            Ok(text) => known(text),
            Err(fault) => {
                guess(fault.as_bytes()).ok_or_else(|| no_text(fault.utf8_error().valid_up_to()))?
            }
        }
    };
    if let Some(byte) = text.text.find('\0') {
        return Err(no_text(byte));
    }
    if text.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(ReadError::Empty(path.to_owned()));
    }
    Ok(text)
}

fn known(text: String) -> Text {
    Text { text, guessed: false }
}

fn undecodable(path: &Path, fault: Undecodable) -> ReadError {
    let path = path.to_owned();
    match fault {
        Undecodable::NotUtf8(byte) | Undecodable::Undeclared(byte) => {
            ReadError::NotText { path, byte }
        }
        Undecodable::Unknown(charset) => ReadError::UnknownCharset { path, charset },
        Undecodable::Misfit(charset) => ReadError::Misfit { path, charset },
    }
}

/// Returns bytes that are no UTF-8 as windows-1252, which old programs write without a word. None
/// for what has control characters, as no text does, and for UTF-8 with a few broken bytes.
fn guess(bytes: &[u8]) -> Option<Text> {
    let broken = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let whole: usize = bytes
        .utf8_chunks()
        .map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count())
        .sum();
    let (text, _, _) = WINDOWS_1252.decode(bytes);
    let binary = text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0c'));
    (whole < broken && !binary).then(|| Text { text: text.into_owned(), guessed: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undeclared_bytes_are_taken_for_windows_1252_unless_they_are_no_text() {
        let read = |name: &str, bytes: &[u8]| text_of(Path::new(name), bytes.to_vec()).ok();
        let guessed = |text: &str| Some(Text { text: text.into(), guessed: true });
        assert_eq!(read("a.txt", b"caf\xe9 \x93x\x94\r\n"), guessed("café “x”\r\n"));
        assert_eq!(read("a.html", b"<p>caf\xe9"), guessed("<p>café"));
        assert_eq!(read("a.txt", "café".as_bytes()), Some(known("café".into())));
        for bytes in [&b"caf\xe9\x07"[..], b"\x89PNG\r\n\x1a\n\0", b"\x81\xe9", b"\xe9\0"] {
            assert_eq!(read("a.txt", bytes), None, "{bytes:?}");
        }
        let torn = ["é “ü” à ".as_bytes(), b"\xc3"].concat();
        assert_eq!(read("a.txt", &torn), None, "UTF-8 that was cut off");
        assert_eq!(read("a.html", b"<meta charset=utf-8>caf\xe9"), None, "it says otherwise");
    }
}
