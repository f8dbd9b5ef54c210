//! Who and what a text has spoken of, and how likely it is spoken of again.

use crate::facts::syntax::scene::Scene;

/// What an expression may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Person,
    Thing,
    Several,
}

/// What whom a pronoun means does in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Does {
    Acts,
    Suffers,
    Owns,
}

impl Does {
    pub(super) fn at(scene: &Scene, word: usize) -> Self {
        match scene.tree.label(word) {
            "nsubj" | "nsubjpass" => Self::Acts,
            "dobj" | "pobj" | "dative" => Self::Suffers,
            _ => Self::Owns,
        }
    }
}

/// Somebody or something spoken of.
#[derive(Debug, Clone)]
pub(super) struct Entity {
    pub(super) name: String,
    pub(super) class: Class,
    pub(super) sentence: usize,
    pub(super) is_subject: bool,
    /// What it may be called: "treaty".
    pub(super) nouns: Vec<String>,
    /// Whether it goes by a name, not by a description in which other names stand.
    pub(super) has_name: bool,
}

impl Entity {
    pub(super) fn person(name: &str, sentence: usize) -> Self {
        Self {
            name: name.to_owned(),
            class: Class::Person,
            sentence,
            is_subject: true,
            nouns: Vec::new(),
            has_name: true,
        }
    }
}

/// How likely an entity is spoken of again: of late, and as a subject.
pub(super) fn weight(entity: &Entity, number: usize) -> usize {
    match (number - entity.sentence, entity.is_subject) {
        (0, true) => 6,
        (0 | 1, false) => 3,
        (1, true) => 5,
        (_, true) => 2,
        (_, false) => 1,
    }
}
