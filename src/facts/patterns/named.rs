//! Who and where a sentence names, and whom by half a name.

use super::Seen;
use crate::facts::fact::Being;
use crate::facts::syntax::discourse::pronoun_by_first_name;
use crate::facts::syntax::scene::{Mention, Scene};
use crate::language::model::EntityKind;
use crate::language::names::is_title;

/// What all facts of a sentence know of its names.
pub(super) struct Named {
    pub(super) beings: Vec<Being>,
    /// People whom the sentence calls by one word, none of whom the title names.
    pub(super) half_names: Vec<String>,
}

impl Named {
    pub(super) fn of(seen: Seen<'_>) -> Self {
        let scene = &seen.known().scene;
        Self { beings: beings(scene), half_names: half_names(seen, scene) }
    }
}

fn beings(scene: &Scene) -> Vec<Being> {
    let is_place = |kind| matches!(kind, EntityKind::Gpe | EntityKind::Loc);
    let known = scene.mentions.iter().filter(|m| m.kind == EntityKind::Person || is_place(m.kind));
    known.map(|m| Being { name: m.full.clone(), is_place: is_place(m.kind) }).collect()
}

/// Months that people are called by, too.
const MONTHS: [&str; 4] = ["April", "August", "June", "May"];

fn half_names(seen: Seen<'_>, scene: &Scene) -> Vec<String> {
    let title = seen.text.document.title.as_deref().unwrap_or_default();
    let titled = |name: &str| title.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
    let people = scene.mentions.iter().filter(|m| {
        !m.full.contains(' ')
            && m.state.is_none()
            && (m.kind == EntityKind::Person || is_first_name(&m.full))
            && acts_as_a_person(scene, m)
    });
    let names = &seen.corpus.names;
    // "Moe married", where the documents have a Greta Moe and a Peder Moe.
    let shared = |word: usize| {
        let tree = &scene.tree;
        let somebody = |mention: &Mention| {
            mention.words.len() == 1
                && matches!(mention.kind, EntityKind::Person | EntityKind::Org)
                && !mention.full.contains(' ')
        };
        let alone = scene.mention_at(word).is_none_or(somebody)
            && word.checked_sub(1).is_none_or(|before| !tree.tag(before).starts_with("NNP"));
        let name = tree.is_noun(word) && tree.word(word).text.starts_with(char::is_uppercase);
        alone && name && names.is_of_a_family(&tree.word(word).text)
    };
    let missed = (0..scene.tree.len()).filter(|word| is_missed(scene, *word) || shared(*word));
    let missed = missed.map(|word| &scene.tree.word(word).text);
    people.map(|m| &m.full).chain(missed).filter(|name| !titled(name)).cloned().collect()
}

/// "the Queen", "in August" are nobody by half a name.
fn is_first_name(name: &str) -> bool {
    pronoun_by_first_name(name).is_some() && !is_title(name) && !MONTHS.contains(&name)
}

/// Returns whether a word is somebody whom the model takes for no name, or for no person: by the first
/// name, or because nobody else dies and marries.
fn is_missed(scene: &Scene, word: usize) -> bool {
    let tree = &scene.tree;
    let mention = scene.mention_at(word);
    let dies =
        || tree.label(word) == "nsubj" && matches!(tree.lemma(tree.head(word)), "die" | "marry");
    let named = mention.is_none() && is_first_name(&tree.word(word).text);
    tree.tag(word) == "NNP" && (named || mention.is_none_or(|m| m.words.len() == 1) && dies())
}

/// Returns whether somebody is meant, and no village that the model takes for one: by the first name, or
/// because only people do what is done.
fn acts_as_a_person(scene: &Scene, mention: &Mention) -> bool {
    const DONE_BY_PEOPLE: [&str; 26] = [
        "become", "begin", "compose", "design", "die", "emigrate", "found", "graduate", "invent",
        "joke", "live", "make", "marry", "paint", "publish", "receive", "refuse", "retire", "say",
        "serve", "settle", "study", "teach", "tell", "travel", "write",
    ];
    let tree = &scene.tree;
    let word = mention.words.end - 1;
    let verb = match tree.label(word) {
        "nsubj" => Some(tree.head(word)),
        "pobj" if tree.lower(tree.head(word)) == "by" => Some(tree.head(tree.head(word))),
        _ => None,
    };
    let does = verb.is_some_and(|verb| DONE_BY_PEOPLE.contains(&tree.lemma(verb)));
    let known = pronoun_by_first_name(&mention.full).is_some();
    (does || known) && !MONTHS.contains(&mention.full.as_str())
}
