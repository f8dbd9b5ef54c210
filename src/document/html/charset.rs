//! From the bytes of a page to its text, by the character set that it declares.

use encoding_rs::{Encoding, UTF_8};
use regex::bytes::Regex;
use std::sync::LazyLock;

/// Within so many bytes a page declares its character set; the standard says 1024.
const HEAD: usize = 4096;

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::document) enum Undecodable {
    /// This byte fits no UTF-8, which the page says it is.
    NotUtf8(usize),
    /// This byte fits no UTF-8, and the page says nothing.
    Undeclared(usize),
    /// The page declares a character set that is none or is not known.
    Unknown(String),
    /// The page declares this character set and has bytes that do not fit it.
    Misfit(&'static str),
}

/// Decodes a page: by its byte order mark, or else the set it declares, or else as UTF-8.
pub(in crate::document) fn decode(bytes: &[u8]) -> Result<String, Undecodable> {
    let utf8 = |misfit: fn(usize) -> Undecodable| match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(fault) => Err(misfit(fault.valid_up_to())),
    };
    let encoding = match (Encoding::for_bom(bytes), declared(bytes)) {
        (Some((encoding, _)), _) => encoding,
        (None, Some(label)) => {
            Encoding::for_label(label.as_bytes()).ok_or(Undecodable::Unknown(label))?
        }
        (None, None) => return utf8(Undecodable::Undeclared),
    };
    if encoding == UTF_8 {
        return utf8(Undecodable::NotUtf8);
    }
    let (text, _, misfit) = encoding.decode(bytes);
    if misfit { Err(Undecodable::Misfit(encoding.name())) } else { Ok(text.into_owned()) }
}

/// Returns the character set that a page declares in its head.
fn declared(bytes: &[u8]) -> Option<String> {
    static CHARSET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r#"(?i-u)<meta\s[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})|<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})"#,
        )
        .expect("the pattern is fixed")
    });
    let found = CHARSET.captures(&bytes[..bytes.len().min(HEAD)])?;
    let label = found.get(1).or_else(|| found.get(2))?;
    Some(String::from_utf8_lossy(label.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_the_character_set_it_declares() {
        let page = |head: &str, body: &[u8]| [head.as_bytes(), body].concat();
        let latin = page("<meta charset=\"windows-1252\">", b"caf\xe9 \x93x\x94");
        assert!(decode(&latin).is_ok_and(|text| text.ends_with("café “x”")));
        let typed = "<META http-equiv=Content-Type content='text/html; charset=iso-8859-2'>";
        assert!(decode(&page(typed, b"\xa3\xf3d\xbc")).is_ok_and(|text| text.ends_with("Łódź")));
        assert_eq!(decode(b"\xff\xfea\0b\0").as_deref(), Ok("ab"));
        assert_eq!(decode("\u{feff}é".as_bytes()).as_deref(), Ok("\u{feff}é"));
        assert_eq!(decode(b"caf\xe9"), Err(Undecodable::Undeclared(3)));
        let wrong = page("<meta charset=utf-8>", b"caf\xe9");
        assert_eq!(decode(&wrong), Err(Undecodable::NotUtf8(23)));
        let unknown = page("<meta charset=klingon>", b"x");
        assert_eq!(decode(&unknown), Err(Undecodable::Unknown("klingon".into())));
        let misfit = page("<meta charset=shift_jis>", b"\x81\xff\xff");
        assert_eq!(decode(&misfit), Err(Undecodable::Misfit("Shift_JIS")));
    }
}
