//! What somebody or something with a name is called when it is spoken of again: "the collider" for the
//! Large Hadron Collider, "the book" for a novel, "the president" for President Moss.

use super::entity::Entity;
use super::head_of;
use super::topic::is_kind_of_ship;
use crate::facts::syntax::kinds::{Kinds, noun_in_name};
use crate::facts::syntax::scene::{Mention, Scene};
use crate::language::model::EntityKind;

/// Returns the nouns that may call a mention again, whose text goes by this name.
pub(super) fn nouns_of(scene: &Scene, mention: &Mention, name: &str, kinds: &Kinds) -> Vec<String> {
    let mut nouns: Vec<String> = noun_in_name(name).into_iter().collect();
    nouns.extend(kinds.of(&mention.full).map(|kind| kind.noun.clone()));
    nouns.extend(last_word(mention, name));
    nouns.extend(title(scene, mention));
    let more: Vec<&str> = nouns.iter().flat_map(|noun| also_called(noun)).copied().collect();
    nouns.extend(more.into_iter().map(str::to_owned));
    // "A Nigerian poet" names a country, but not by its name.
    if mention.state.is_some() && mention.kind != EntityKind::Norp {
        nouns.extend(["country", "nation", "state"].map(str::to_owned));
    }
    nouns
}

/// "the Large Hadron Collider": a collider, as its name ends.
fn last_word(mention: &Mention, name: &str) -> Option<String> {
    use EntityKind::{Event, Fac, Law, Loc, Org, Product};
    const TIES: [&str; 8] = ["of", "for", "in", "at", "on", "to", "and", "de"];
    let thing = matches!(mention.kind, Org | Fac | Event | Product | Loc | Law);
    let plain = mention.state.or(mention.metonym).is_none()
        && !name.split(' ').any(|word| TIES.contains(&word))
        && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '.'));
    let (_, last) = name.rsplit_once(' ').filter(|_| thing && plain)?;
    let word = last.chars().skip(1).all(char::is_lowercase) && last.len() > 3;
    word.then(|| last.to_lowercase())
}

/// "President Moss", "King Jan": what people of such a title are called.
fn title(scene: &Scene, mention: &Mention) -> Option<String> {
    const TITLES: [&str; 22] = [
        "Admiral",
        "Archbishop",
        "Bishop",
        "Captain",
        "Cardinal",
        "Chancellor",
        "Colonel",
        "Emperor",
        "Empress",
        "General",
        "Governor",
        "King",
        "Mayor",
        "Minister",
        "Pope",
        "President",
        "Prince",
        "Princess",
        "Queen",
        "Senator",
        "Sultan",
        "Tsar",
    ];
    if mention.kind != EntityKind::Person {
        return None;
    }
    let tree = &scene.tree;
    let first = tree.word(mention.words.start).text.as_str();
    let before = compound_before(scene, mention).map(|word| tree.word(word).text.as_str());
    let said = [Some(first).filter(|_| mention.words.len() > 1), before];
    let title = said.into_iter().flatten().find(|word| TITLES.contains(word))?;
    Some(title.to_lowercase())
}

/// "the lander Moss", "President Moss": the word before a name that belongs to it.
fn compound_before(scene: &Scene, mention: &Mention) -> Option<usize> {
    let tree = &scene.tree;
    mention.words.start.checked_sub(1).filter(|before| {
        tree.label(*before) == "compound" && tree.head(*before) == head_of(scene, mention)
    })
}

/// Returns whether the text says of something no more than its name does: "Lund Salt".
pub(super) fn is_of_no_kind(entity: &Entity) -> bool {
    let last = entity.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    entity.nouns.iter().all(|noun| *noun == last && noun_in_name(&entity.name).is_none())
}

/// "the lander Moss": the article is the lander's. "The ship Moss" is called "the Moss" all the same.
pub(super) fn is_behind_its_kind(scene: &Scene, mention: &Mention) -> bool {
    let tree = &scene.tree;
    let kind = compound_before(scene, mention).filter(|kind| tree.tag(*kind) == "NN");
    kind.is_some_and(|kind| !is_kind_of_ship(tree.lower(kind)))
}

/// Returns what else a thing of this kind is called when it is spoken of again.
pub(super) fn also_called(noun: &str) -> &'static [&'static str] {
    const FIRM: [&str; 3] = ["company", "firm", "business"];
    const TOWN: [&str; 2] = ["town", "city"];
    match noun {
        "maker" | "manufacturer" | "retailer" | "producer" | "company" | "firm" | "corporation"
        | "brewery" | "publisher" | "airline" | "bank" | "builder" | "supplier" | "brewer"
        | "bakery" | "distillery" | "shipyard" | "foundry" => &FIRM,
        "capital" | "port" | "municipality" | "seat" | "resort" => &TOWN,
        "volcano" | "peak" | "summit" | "massif" => &["mountain"],
        "steamship" | "steamer" | "liner" | "vessel" | "frigate" | "barque" | "schooner"
        | "battleship" | "cruiser" | "clipper" | "yacht" => &["ship", "vessel"],
        "ship" => &["vessel"],
        "spacecraft" | "probe" | "lander" | "orbiter" => &["craft", "spacecraft", "probe"],
        "airliner" | "aeroplane" | "airplane" | "jet" | "bomber" => &["aircraft", "plane"],
        "painting" | "portrait" | "panel" | "altarpiece" => {
            &["painting", "picture", "panel", "canvas", "work"]
        }
        "novel" | "novella" | "memoir" => &["book", "novel", "work"],
        "film" | "movie" | "documentary" => &["film", "movie"],
        "lighthouse" => &["light", "tower"],
        "oven" | "engine" | "machine" | "device" => &["device", "machine"],
        "archipelago" | "chain" => &["islands", "group", "archipelago"],
        "observatory" | "academy" | "school" | "college" | "university" => {
            &["university", "institution", "college", "school"]
        }
        "protocol" | "convention" | "treaty" | "accord" => &["treaty", "agreement"],
        "war" => &["conflict"],
        "newspaper" | "daily" | "weekly" => &["newspaper", "paper"],
        "skyscraper" | "cathedral" | "palace" => &["building"],
        "championship" | "championships" | "tournament" => &["tournament", "competition"],
        "society" | "association" | "federation" | "alliance" | "bloc" | "union" => {
            &["organisation", "organization", "bloc"]
        }
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{subjects, subjects_of};

    #[test]
    fn what_a_long_name_ends_in_calls_it_again() {
        let text = "Anna Lund of Oslo works at the Large Hadron Collider. The collider was opened \
                    in September 2008. Norway paid for it.";
        let opened = subjects_of("open", text);
        assert!(opened.iter().any(|s| s == "the Large Hadron Collider"), "{opened:?}");
    }

    #[test]
    fn a_name_that_ends_in_a_place_or_of_something_is_called_otherwise() {
        let text = "Peru joined the Union of Northern States. The United States of Oslo paid. The states \
                    were divided by Anna Lund in 1903.";
        let divided = subjects_of("divide", text);
        assert!(divided.iter().all(|s| !s.contains("States")), "{divided:?}");
    }

    #[test]
    fn the_president_is_who_was_called_so() {
        let text =
            "President Jan Holm spoke in Oslo. The president resigned in May 1998 after riots.";
        let resigned = subjects_of("resign", text);
        assert!(resigned.iter().any(|s| s.ends_with("Jan Holm")), "{resigned:?}");
        let two = "President Jan Holm met President Ada Lund in Oslo. Peru grew. \
                   The president resigned in May 1998 after riots.";
        let resigned = subjects_of("resign", two);
        assert!(!resigned.iter().any(|s| s.contains("Holm") || s.contains("Lund")), "{resigned:?}");
    }

    #[test]
    fn a_thing_behind_its_kind_has_no_article_of_its_own() {
        let text = "The lander Kestrel, which Norway had built, was tested in Oslo. The craft was launched \
                    from Andøya on 14 July 2003. Peru watched.";
        let found = subjects(text);
        assert!(!found.iter().any(|s| s == "the Kestrel"), "{found:?}");
        assert!(found.iter().any(|s| s == "Kestrel"), "{found:?}");
    }
}
