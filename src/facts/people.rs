//! Whom the texts name in full, and who goes by a part of such a name.

use super::context::Text;
use super::names::Names;
use super::syntax::kinds::Kinds;
use super::syntax::scene::Scene;
use crate::language::model::EntityKind;
use std::collections::{HashMap, HashSet};

/// Returns the first words of the names of bodies: "Lund" of "Lund Instruments".
pub(super) fn firms(scenes: &[Scene]) -> HashSet<String> {
    let bodies = scenes.iter().flat_map(|s| &s.mentions).filter(|m| m.kind == EntityKind::Org);
    let first = bodies.filter_map(|m| m.full.split_once(' ').map(|(first, _)| first.to_owned()));
    first.filter(|first| first != "The").collect()
}

/// Returns the full name of a person from a part of it: in the life of Marie Curie, "Curie" is her.
/// What the model takes for a place needs more than a last name to be somebody.
pub(super) fn person_of(
    name: &str,
    kind: EntityKind,
    protagonist: Option<&str>,
    names: &Names,
) -> Option<String> {
    let own = protagonist.filter(|full| full.split(' ').any(|part| part == name));
    let is_place = matches!(kind, EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac);
    let known = names.person(name).filter(|_| !is_place || name.contains(' '));
    let first = || names.by_first_name(name).filter(|_| !is_place);
    own.or(known).or_else(first).map(str::to_owned)
}

/// Returns the full names of people, as often as they stand: none that a title or a body has a word
/// of, for "Lund" may be Anna Lund or Lund Instruments.
pub(super) fn people<'t>(texts: &'t [Text<'_>], kinds: &Kinds) -> Vec<&'t str> {
    let mentions = || texts.iter().flat_map(|t| &t.sentences).flat_map(|k| &k.scene.mentions);
    let titles = texts.iter().filter_map(|text| text.document.title.as_deref());
    let others = mentions().filter(|m| m.kind != EntityKind::Person).map(|m| m.full.as_str());
    let long = others.filter(|name| name.contains(' '));
    let mut taken: HashSet<&str> = titles.chain(long).flat_map(|name| name.split(' ')).collect();
    // One mention of Florey may pass for a town's, most of Monsanto are the firm's.
    let mut alone: HashMap<&str, i32> = HashMap::new();
    for mention in mentions().filter(|m| !m.full.contains(' ')) {
        let person = mention.kind == EntityKind::Person;
        *alone.entry(&mention.full).or_default() += if person { -1 } else { 1 };
    }
    taken.extend(alone.into_iter().filter(|(_, others)| *others > 0).map(|(name, _)| name));
    mentions()
        .filter(|m| m.words.len() > 1 && kinds.corrected(&m.full, m.kind) == EntityKind::Person)
        .map(|m| m.full.as_str())
        .filter(|full| !full.split(' ').any(|word| taken.contains(word)))
        .collect()
}
