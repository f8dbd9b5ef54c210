//! What the documents say that a name is: "the physicist Lise Meitner", "Turku, a port in Finland".

mod nouns;

use self::nouns::{FIRMS, MORE_NOUNS, NOUNS};
use super::scene::Scene;
use crate::language::model::EntityKind;
use std::collections::HashMap;

/// What is known of names: for each, a noun and that noun with what describes it.
#[derive(Debug, Clone, Default)]
pub(in crate::facts) struct Kinds {
    by_name: HashMap<String, Kind>,
}

/// What a name is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::facts) struct Kind {
    /// "company".
    pub(in crate::facts) noun: String,
    /// "software company".
    pub(in crate::facts) phrase: String,
}

impl Kinds {
    /// Learns from all sentences; what is said first of a name holds.
    pub(in crate::facts) fn learn<'s>(scenes: impl Iterator<Item = &'s Scene>) -> Self {
        let mut kinds = Self::default();
        for scene in scenes {
            for mention in 0..scene.mentions.len() {
                if let Some(kind) = kind_of(scene, mention) {
                    let name = scene.mentions[mention].full.clone();
                    kinds.by_name.entry(name).or_insert(kind);
                }
            }
        }
        kinds
    }

    /// Returns what a name is said to be.
    pub(in crate::facts) fn of(&self, name: &str) -> Option<&Kind> {
        self.by_name.get(name)
    }
}

impl Kind {
    /// Returns whether people ask by such a noun: "which ship", but not "which achievement".
    pub(in crate::facts) fn asks_well(&self) -> bool {
        const MORE: [&str; 39] = [
            "ship",
            "vessel",
            "film",
            "novel",
            "book",
            "play",
            "song",
            "band",
            "team",
            "symphony",
            "poem",
            "painting",
            "magazine",
            "series",
            "spacecraft",
            "rover",
            "satellite",
            "telescope",
            "brewery",
            "volcano",
            "village",
            "town",
            "suburb",
            "district",
            "peninsula",
            "language",
            "religion",
            "instrument",
            "drug",
            "element",
            "disease",
            "species",
            "capital",
            "treaty",
            "university",
            "war",
            "valley",
            "firm",
            "peak",
        ];
        let noun = self.noun.as_str();
        NOUNS.contains(&noun) || MORE.contains(&noun)
    }
}

impl Kinds {
    /// Returns what the model should have seen in a name: the Danube, a river, is nobody.
    pub(in crate::facts) fn corrected(&self, name: &str, kind: EntityKind) -> EntityKind {
        const PLACES: [&str; 24] = [
            "river",
            "lake",
            "city",
            "town",
            "village",
            "island",
            "mountain",
            "sea",
            "ocean",
            "bay",
            "desert",
            "valley",
            "port",
            "region",
            "province",
            "county",
            "strait",
            "canal",
            "street",
            "bridge",
            "castle",
            "peninsula",
            "capital",
            "district",
        ];
        let Some(known) = self.of(name) else { return kind };
        let noun = known.noun.as_str();
        let is_thing = known.asks_well()
            || matches!(
                noun,
                "ship"
                    | "vessel"
                    | "spacecraft"
                    | "probe"
                    | "rover"
                    | "lander"
                    | "machine"
                    | "rocket"
            );
        match kind {
            EntityKind::Person if FIRMS.contains(&noun) => EntityKind::Org,
            _ if PLACES.contains(&noun) && kind != EntityKind::Gpe => EntityKind::Loc,
            EntityKind::Person | EntityKind::Norp if is_thing => EntityKind::Product,
            kind => kind,
        }
    }
}

/// Returns whether a word of a name is a common noun, however it is spelled: "House".
pub(in crate::facts) fn is_common_in_names(word: &str) -> bool {
    let lower = word.to_lowercase();
    NOUNS.contains(&lower.as_str()) || MORE_NOUNS.contains(&lower.as_str())
}

/// Returns the common noun that a name ends in or is built on: "Harvard University" a university,
/// "Bank of Ghana" a bank, "Lake Ladoga" a lake.
#[must_use]
pub fn noun_in_name(name: &str) -> Option<String> {
    let words: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
    let is_noun = |w: &String| is_common_in_names(w);
    // "Friends of the Moss Library" are no library.
    if words.len() < 2 || words[0] == "friends" {
        return None;
    }
    // "the Moss Project at Lund University" is no university.
    if let Some(at) = words.iter().position(|w| w == "at").filter(|at| *at > 1) {
        return words.get(at - 1).filter(|w| is_noun(w)).cloned();
    }
    // "Rector of the university" is no university.
    let plain_end = name.ends_with(|c: char| c.is_lowercase())
        && name.rsplit(' ').next().is_some_and(|w| w.starts_with(char::is_lowercase));
    if words.last().is_some_and(is_noun) && !(plain_end && name.contains(" of ")) {
        return words.last().cloned();
    }
    let of = words
        .iter()
        .position(|w| matches!(w.as_str(), "of" | "for" | "in" | "at" | "on" | "against"));
    let head = words.get(of.unwrap_or(words.len()).checked_sub(1)?)?;
    if is_noun(head) {
        return Some(head.clone());
    }
    let first =
        words.first().filter(|w| matches!(w.as_str(), "lake" | "mount" | "fort" | "port"))?;
    Some(if first == "mount" { "mountain".into() } else { first.clone() })
}

/// Returns what the sentence says that a name is.
fn kind_of(scene: &Scene, mention: usize) -> Option<Kind> {
    let tree = &scene.tree;
    let mention = &scene.mentions[mention];
    if mention.state.is_some() {
        return None;
    }
    let head = mention
        .words
        .clone()
        .find(|w| !mention.words.contains(&tree.head(*w)) || tree.head(*w) == *w)?;
    before_it(scene, mention.words.start, head)
        .or_else(|| beside_it(scene, head))
        .filter(|kind| fits(kind, mention.kind))
        .or_else(|| {
            copula(scene, head)
                .filter(|kind| fits(kind, mention.kind) || FIRMS.contains(&kind.noun.as_str()))
        })
}

/// "the physicist Lise Meitner".
fn before_it(scene: &Scene, start: usize, head: usize) -> Option<Kind> {
    let tree = &scene.tree;
    let noun =
        start.checked_sub(1).filter(|n| tree.tag(*n) == "NN" && tree.label(*n) == "compound")?;
    (tree.head(noun) == head).then(|| kind(scene, noun, &[noun]))
}

/// "Turku, a port in Finland".
fn beside_it(scene: &Scene, head: usize) -> Option<Kind> {
    let tree = &scene.tree;
    let noun = tree.child(head, &["appos"]).filter(|n| *n > head && tree.tag(*n) == "NN")?;
    Some(kind(scene, noun, &tree.noun_phrase(noun)))
}

/// "Turku is a port in Finland".
fn copula(scene: &Scene, head: usize) -> Option<Kind> {
    let tree = &scene.tree;
    let verb = tree.head(head);
    let is = tree.label(head) == "nsubj" && tree.lemma(verb) == "be";
    let noun = tree.child(verb, &["attr"]).filter(|n| is && tree.tag(*n) == "NN")?;
    let denied = tree.child(verb, &["neg"]).is_some();
    (!denied).then(|| kind(scene, noun, &tree.noun_phrase(noun)))
}

/// The noun with the plain words right before it.
fn kind(scene: &Scene, noun: usize, phrase: &[usize]) -> Kind {
    let tree = &scene.tree;
    let mut from = noun;
    while from > 0
        && phrase.contains(&(from - 1))
        && tree.tag(from - 1) == "NN"
        && tree.label(from - 1) == "compound"
    {
        from -= 1;
    }
    let words: Vec<usize> = (from..=noun).collect();
    Kind { noun: tree.lemma(noun).to_lowercase(), phrase: scene.text(&words).to_lowercase() }
}

/// A noun that says nothing, or that a person can't be, is no kind.
fn fits(kind: &Kind, named: EntityKind) -> bool {
    const EMPTY: [&str; 30] = [
        "one", "example", "part", "member", "result", "name", "number", "time", "way", "year",
        "case", "thing", "kind", "type", "form", "means", "term", "version", "reason", "factor",
        "source", "place", "home", "subject", "lot", "majority", "variety", "series", "player",
        "winner",
    ];
    let plain = kind.noun.len() > 2 && kind.noun.chars().all(char::is_alphabetic);
    let body = matches!(kind.noun.as_str(), "company" | "university" | "city" | "country" | "team");
    let relative =
        ["child", "daughter", "son", "wife", "husband", "mother", "father", "critic", "scholar"];
    let somebody = named != EntityKind::Person && relative.contains(&kind.noun.as_str());
    let wrong = somebody || (named == EntityKind::Person && body);
    plain && !wrong && !EMPTY.contains(&kind.noun.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_what_it_names() {
        for (name, noun) in [
            ("Harvard University", Some("university")),
            ("University of Chicago", Some("university")),
            ("Bank of Ghana", Some("bank")),
            ("Lake Ladoga", Some("lake")),
            ("Rector of the university", None),
            ("Moss Project at Lund University", Some("project")),
            ("Mount Etna", Some("mountain")),
            ("Marie Curie", None),
            ("Riga", None),
        ] {
            assert_eq!(noun_in_name(name).as_deref(), noun, "{name}");
        }
    }

    #[test]
    fn a_river_is_nobody() {
        let kind = Kind { noun: "river".into(), phrase: "river".into() };
        let kinds = Kinds { by_name: HashMap::from([("Danube".to_owned(), kind)]) };
        assert_eq!(kinds.corrected("Danube", EntityKind::Person), EntityKind::Loc);
        assert_eq!(kinds.corrected("Curie", EntityKind::Person), EntityKind::Person);
    }
}
