//! Which source of a build is which source of the deck.

use super::model::{Deck, Source};
use std::collections::{HashMap, HashSet};

/// Returns the id that each built source has in the deck: that of the same file, page or text, or
/// one that no other source has.
pub(super) fn matched_sources<'b>(old: &Deck, built: &'b Deck) -> HashMap<&'b str, String> {
    let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    // What a file said may stand in another by now, and the deck's source is still that file.
    let is_read = |o: &&Source| built.sources.iter().any(|source| same(&o.file, &source.file));
    let elsewhere = || old.sources.iter().filter(|o| !is_read(o));
    let mut taken: HashSet<String> = old.sources.iter().map(|source| source.id.clone()).collect();
    let mut matched = HashMap::new();
    for source in &built.sources {
        let known = old
            .sources
            .iter()
            .find(|o| same(&o.file, &source.file))
            .or_else(|| elsewhere().find(|o| same(&o.sha256, &source.sha256)))
            .or_else(|| elsewhere().find(|o| same(&o.url, &source.url)))
            // A source written by hand may say no more than its name.
            .or_else(|| {
                let bare = |o: &&Source| o.file.is_none() && o.sha256.is_none() && o.url.is_none();
                old.sources.iter().filter(bare).find(|o| o.id == source.id)
            });
        let id = known.map_or_else(
            || {
                let numbered = (2..).map(|number| format!("{}-{number}", source.id));
                let mut ids = std::iter::once(source.id.clone()).chain(numbered);
                ids.find(|id| !taken.contains(id)).unwrap_or_default()
            },
            |known| known.id.clone(),
        );
        taken.insert(id.clone());
        matched.insert(source.id.as_str(), id);
    }
    matched
}

/// Returns the id that each source of the deck has in the build, by what [`matched_sources`] returned.
pub(super) fn built_sources<'m>(
    built: &'m Deck,
    matched: &'m HashMap<&str, String>,
) -> HashMap<&'m str, &'m str> {
    let mut back = HashMap::new();
    for source in &built.sources {
        if let Some(old) = matched.get(source.id.as_str()) {
            back.entry(old.as_str()).or_insert(source.id.as_str());
        }
    }
    back
}
