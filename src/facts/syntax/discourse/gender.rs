//! Who is a he and who a she, by the pronouns that the text has for them.

use crate::facts::syntax::scene::{Mention, Scene};
use crate::language::model::EntityKind;
use std::collections::HashMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    He,
    She,
}

/// Returns whether a noun is somebody of a family, a court or a school.
pub(super) fn is_somebody(noun: &str) -> bool {
    let others =
        ["teacher", "friend", "colleague", "partner", "professor", "critic", "author", "child"];
    gender_of(noun).is_some() || others.contains(&noun)
}

/// Returns what a noun alone tells: a father is a he.
pub(super) fn gender_of(noun: &str) -> Option<Gender> {
    match noun {
        "he" | "father" | "brother" | "husband" | "son" | "uncle" | "grandfather" | "king"
        | "emperor" => Some(Gender::He),
        "she" | "mother" | "sister" | "wife" | "daughter" | "aunt" | "grandmother" | "queen"
        | "empress" => Some(Gender::She),
        _ => None,
    }
}

/// Returns whether a first name sounds like a he's or a she's, where the text does not tell: few men
/// are called Ada or Sophie, few women Otto or Felix.
pub(super) fn may_be(name: &str, gender: Gender) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    match gender {
        Gender::He => !first.ends_with('a'),
        Gender::She => first.ends_with(['a', 'e', 'i', 'y', 'h', 'n', 't']) || first.is_empty(),
    }
}

/// Returns whether a text says "he" or "she" more often.
pub(super) fn commonest(scenes: &[Scene]) -> Option<Gender> {
    let words = scenes.iter().flat_map(|s| (0..s.tree.len()).map(|w| vote(s.tree.lower(w))));
    match words.sum::<i32>() {
        0 => None,
        sum if sum > 0 => Some(Gender::He),
        _ => Some(Gender::She),
    }
}

fn vote(pronoun: &str) -> i32 {
    match pronoun {
        "he" | "his" | "him" => 1,
        "she" | "her" | "hers" => -1,
        _ => 0,
    }
}

/// Learns who is a he and who a she: from the first such pronoun after a sentence's only person.
///
/// In a life, a sentence that begins with "she" speaks of whom it is about, not of whom the one
/// before named.
pub(super) fn genders(scenes: &[Scene], is_life: bool) -> HashMap<String, Gender> {
    let mut votes: HashMap<String, i32> = HashMap::new();
    let mut last: Option<String> = None;
    for scene in scenes {
        let tree = &scene.tree;
        let people: Vec<&Mention> =
            scene.mentions.iter().filter(|m| m.kind == EntityKind::Person).collect();
        let only = people.first().filter(|p| people.iter().all(|q| q.full == p.full));
        let vote = |at: usize| vote(tree.lower(at));
        // Who "recommended her" is another than she.
        let object = |w: usize| matches!(tree.label(w), "dobj" | "dative" | "pobj");
        // "remained her closest friend": he is another, too.
        let of_another = |w: usize| tree.tag(w) == "PRP$" && is_somebody(tree.lemma(tree.head(w)));
        let first = (0..tree.len()).find(|w| vote(*w) != 0 && !object(*w) && !of_another(*w));
        let means = match (first, only) {
            (Some(first), Some(person)) if person.words.start < first => Some(person.full.clone()),
            (Some(first), _) if !is_life && people.iter().all(|p| p.words.start > first) => {
                last.clone()
            }
            _ => None,
        };
        if let (Some(name), Some(first)) = (means, first) {
            *votes.entry(name).or_default() += vote(first);
        }
        last = match only {
            Some(person) => Some(person.full.clone()),
            None if people.is_empty() => last,
            None => None,
        };
    }
    for (name, gender) in scenes.iter().flat_map(told) {
        votes.insert(name, if gender == Gender::He { 1 } else { -1 });
    }
    let decided = votes.into_iter().filter(|(_, sum)| *sum != 0);
    decided.map(|(name, sum)| (name, if sum > 0 { Gender::He } else { Gender::She })).collect()
}

/// "Their son, the architect Jan Holm", "Mr Holm": whom the words before a name tell to be a he or a she.
fn told(scene: &Scene) -> impl Iterator<Item = (String, Gender)> {
    let tree = &scene.tree;
    let before = |mention: &Mention| {
        const NEAR: usize = 5;
        let near = (mention.words.start.saturating_sub(NEAR)..mention.words.start).rev();
        let told = |word: usize| gender_before(tree.lower(word));
        let says_what = |word: &usize| {
            told(*word).is_some()
                || matches!(tree.lower(*word), "," | "the")
                || matches!(tree.tag(*word), "NN" | "JJ")
        };
        near.take_while(says_what).find_map(told)
    };
    let people = scene.mentions.iter().filter(|m| m.kind == EntityKind::Person);
    people.filter_map(move |mention| Some((mention.full.clone(), before(mention)?)))
}

/// In the life of Ada Lund, "Mr Lund" is not she: gives such a mention back its own name.
pub(in crate::facts) fn part_from_namesakes(scenes: &mut [Scene], protagonist: &str) {
    let Some(own) = commonest(scenes) else { return };
    for scene in scenes {
        let namesake = |mention: &Mention| {
            let title = mention.words.start.checked_sub(1).map(|word| scene.tree.lower(word));
            let gender = title.and_then(gender_before);
            mention.full == protagonist && gender.is_some_and(|gender| gender != own)
        };
        let places = (0..scene.mentions.len()).filter(|place| namesake(&scene.mentions[*place]));
        for place in places.collect::<Vec<_>>() {
            scene.mentions[place].full = scene.plain(scene.mentions[place].words.clone());
        }
    }
}

fn gender_before(word: &str) -> Option<Gender> {
    match word {
        "mr" | "mr." | "sir" | "nephew" | "widower" => Some(Gender::He),
        "mrs" | "mrs." | "ms" | "ms." | "dame" | "niece" | "widow" => Some(Gender::She),
        word => gender_of(word).filter(|_| !matches!(word, "he" | "she")),
    }
}
