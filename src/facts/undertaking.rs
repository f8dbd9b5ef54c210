//! What the documents are about, when somebody in them sets out to do one thing.

use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What somebody set out to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Undertaking {
    /// "Spain"
    pub(super) who: String,
    /// "join"
    pub(super) verb: String,
    /// "the European Union"
    pub(super) what: String,
}

impl Undertaking {
    /// Returns it as a noun: "Spain's decision to join the European Union".
    pub(super) fn as_noun(&self) -> String {
        format!("{}'s decision to {} {}", self.who, self.verb, self.what)
    }
}

/// Finds the one thing that somebody in the documents sets out to do.
pub(super) fn undertaking<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Undertaking> {
    static SETS_OUT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?P<who>\p{Lu}\p{L}+)['’]s (?:decision|plan|bid|intention|move|agreement|vote) to (?P<verb>join|leave|ratify|sign|build|buy|sell|host|ban|recogni[sz]e) (?P<what>the \p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)").expect("the pattern is fixed")
    });
    const OFTEN_ENOUGH: usize = 2;
    let mut counts: HashMap<(String, String, String), usize> = HashMap::new();
    for text in texts {
        for found in SETS_OUT.captures_iter(text) {
            let part =
                |name: &str| found.name(name).map(|m| m.as_str().to_owned()).unwrap_or_default();
            *counts.entry((part("who"), part("verb"), part("what"))).or_default() += 1;
        }
    }
    let ((who, verb, what), count) =
        counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)))?;
    (count >= OFTEN_ENOUGH).then_some(Undertaking { who, verb, what })
}
