//! The documents as a deck's sources, and the title and id that the deck takes from them.

use crate::deck::Source;
use crate::document::Document;
use crate::value::fold;
use std::collections::{HashMap, HashSet};

/// Returns the documents as sources, each with an id of its own.
pub(super) fn sources(documents: &[Document]) -> Vec<Source> {
    let mut taken = HashSet::new();
    documents
        .iter()
        .map(|document| {
            let base = kebab(stem(&document.name));
            let mut id = base.clone();
            for number in 2.. {
                if taken.insert(id.clone()) {
                    break;
                }
                id = format!("{base}-{number}");
            }
            Source {
                id,
                title: document.title.clone(),
                publisher: document.publisher.clone(),
                date: document.published,
                file: (document.name != "-").then(|| document.name.clone()),
                url: document.url.clone(),
                sha256: Some(document.sha256.clone()),
            }
        })
        .collect()
}

fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ if name == "-" => "input",
        _ => name,
    }
}

/// Returns words as an id: lower case, joined by hyphens; `deck` when nothing is left.
pub(super) fn kebab(text: &str) -> String {
    const LONGEST: usize = 48;
    let plain = deunicode::deunicode(&fold(text)).to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    let mut id = String::new();
    for word in words {
        if !id.is_empty() && id.len() + word.len() >= LONGEST {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(word.chars().take(LONGEST));
    }
    if id.is_empty() { "deck".into() } else { id }
}

/// Returns the deck's title: the one wanted, or the words that the documents' titles share, or the
/// first title, or the first name.
pub(super) fn title(documents: &[Document], wanted: Option<&str>) -> String {
    if let Some(wanted) = wanted.map(str::trim).filter(|t| !t.is_empty()) {
        return wanted.to_owned();
    }
    let titles: Vec<&str> = documents.iter().filter_map(|d| d.title.as_deref()).collect();
    if titles.len() > 1
        && let Some(shared) = shared_names(&titles)
    {
        return shared;
    }
    titles.first().map_or_else(
        || documents.first().map_or_else(|| "Deck".into(), |d| stem(&d.name).to_owned()),
        |title| (*title).to_owned(),
    )
}

/// Returns the names that at least two thirds of the titles have: "Norway and the Hanse Pact".
fn shared_names(titles: &[&str]) -> Option<String> {
    const SMALL: [&str; 18] = [
        "To",
        "In",
        "The",
        "A",
        "An",
        "Of",
        "And",
        "With",
        "For",
        "On",
        "Report",
        "Explained",
        "Why",
        "How",
        "What",
        "Joins",
        "Join",
        "Move",
    ];
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut order: Vec<String> = Vec::new();
    for title in titles {
        let mut seen = HashSet::new();
        for name in names_in(title).into_iter().filter(|n| !SMALL.contains(&n.as_str())) {
            if seen.insert(name.clone()) {
                *counts.entry(name.clone()).or_default() += 1;
                if !order.contains(&name) {
                    order.push(name);
                }
            }
        }
    }
    let enough = (titles.len() * 2).div_ceil(3);
    let shared: Vec<String> = order.into_iter().filter(|n| counts[n] >= enough).collect();
    match shared.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        [first, rest @ ..] => Some(format!("{first} and the {}", rest.join(" "))),
    }
}

/// Returns the words of a title that have a capital, without possessives.
fn names_in(title: &str) -> Vec<String> {
    title
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')))
        .map(|w| w.trim_end_matches("'s").trim_end_matches("’s"))
        .filter(|w| w.chars().count() > 2 && w.starts_with(char::is_uppercase))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_words() {
        assert_eq!(kebab("Łódź & the \"Pact\" of 1921!"), "lodz-the-pact-of-1921");
        assert_eq!(kebab("…"), "deck");
    }

    #[test]
    fn the_title_is_what_the_titles_share() {
        let document =
            |title: &str| Document { title: Some(title.into()), ..Document::parse("a.txt", "x") };
        let documents = [
            document("Norway to Join Hanse Pact"),
            document("Why Norway Likes the Hanse Pact"),
            document("Hanse Pact: Norway Joins in Style"),
        ];
        assert_eq!(title(&documents, None), "Norway and the Hanse Pact");
        assert_eq!(title(&documents, Some("Pacts")), "Pacts");
        let ids: Vec<String> = sources(&documents).into_iter().map(|s| s.id).collect();
        assert_eq!(ids, ["a", "a-2", "a-3"]);
    }
}
