//! Words that are cut in a way of their own ("can't" is "ca" and "n't") or not at all ("a.m."),
//! and the normal forms of words ("n't" is "not", "colour" is "color").

use crate::language::model::string_number;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A part of an exceptional word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) text: &'static str,
    pub(super) norm: Option<&'static str>,
}

static EXCEPTIONS: LazyLock<HashMap<String, Vec<Part>>> = LazyLock::new(|| {
    let part = |cell: &'static str| match cell.split_once(' ') {
        Some((text, norm)) => Part { text, norm: Some(norm) },
        None => Part { text: cell, norm: None },
    };
    let lines = include_str!("../model/data/exceptions.tsv").lines();
    let parts = lines.map(|line| line.split('\t').map(part).collect::<Vec<_>>());
    parts.map(|parts| (parts.iter().map(|p| p.text).collect(), parts)).collect()
});

static NORMS: LazyLock<HashMap<u64, &'static str>> = LazyLock::new(|| {
    let entry = |line: &'static str| {
        let (number, norm) = line.split_once('\t')?;
        Some((u64::from_str_radix(number, 16).ok()?, norm))
    };
    include_str!("../model/data/norms.tsv").lines().filter_map(entry).collect()
});

/// No exception has more bytes, so that longer words need not be looked up.
const LONGEST: usize = 48;

/// Returns the parts of an exceptional word.
pub(super) fn exception(word: &str) -> Option<&'static [Part]> {
    if word.len() > LONGEST {
        return None;
    }
    EXCEPTIONS.get(word).map(Vec::as_slice)
}

/// Returns all exceptional words.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    EXCEPTIONS.keys().map(String::as_str)
}

/// Returns the normal form of a word that is no exception: from the table, or in lower case.
pub(super) fn norm(word: &str) -> String {
    let known = NORMS.get(&string_number(word));
    known.map_or_else(|| word.to_lowercase(), |norm| (*norm).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions_have_parts_and_norms() {
        let parts = exception("can't").expect("it is in the table");
        let texts: Vec<_> = parts.iter().map(|p| (p.text, p.norm)).collect();
        assert_eq!(texts, [("ca", Some("can")), ("n't", Some("not"))]);
        assert_eq!(exception("cant'"), None);
        assert!(all().all(|word| word.len() <= LONGEST));
    }

    #[test]
    fn norms_come_from_the_table_or_are_lower_case() {
        assert_eq!(norm("“"), "\"");
        assert_eq!(norm("colour"), "color");
        assert_eq!(norm("Astana"), "astana");
    }
}
