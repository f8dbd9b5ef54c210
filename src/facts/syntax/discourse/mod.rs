//! Whom "she", "its" and "the treaty" mean, as far as the sentences before tell.
//!
//! What cannot be told stays as it is.

mod antecedent;
mod called;
mod clues;
mod description;
mod entity;
mod first_names;
mod gender;
mod spelling;
mod topic;

pub use first_names::pronoun_by_first_name;
pub(in crate::facts) use gender::part_from_namesakes;
pub(in crate::facts) use spelling::{rests_on_others, spell_out};
pub(in crate::facts) use topic::{is_of_a_kind, names_in_title};

use self::called::{is_behind_its_kind, is_of_no_kind, nouns_of};
use self::clues::{
    does_one_thing, head_of, is_a_relative, is_beside_the_subject, is_empty_it, is_in_a_term,
    is_misread, is_of_something_new, is_strangers, is_subject, joined_person, subject_behind,
    who_does_it,
};
use self::description::described;
use self::entity::{Class, Does, Entity};
use self::gender::{Gender, commonest, gender_of, genders};
use self::spelling::marked;
use super::kinds::{Kinds, is_common_in_names};
use super::scene::{Mention, Scene, StandIn};
use crate::facts::referent::{long_form, lower_article, possessive_of};
use crate::language::model::EntityKind;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// What a document is about, and how it is parted.
#[derive(Debug, Clone, Copy)]
pub(in crate::facts) struct About<'a> {
    /// The person that the whole document is about.
    pub(in crate::facts) protagonist: Option<&'a str>,
    /// Its title.
    pub(in crate::facts) title: Option<&'a str>,
    /// The paragraph of each sentence.
    pub(in crate::facts) paragraphs: &'a [usize],
}

/// Finds what the pronouns and descriptions of a document mean, and notes it in its scenes. Returns
/// the name of the one thing that the document is about, if there is one.
pub(in crate::facts) fn resolve(
    scenes: &mut [Scene],
    kinds: &Kinds,
    about: About<'_>,
) -> Option<String> {
    let introduced = if about.protagonist.is_none() { introduced(scenes) } else { None };
    let protagonist = about.protagonist.or(introduced.as_deref());
    let about = About { protagonist, ..about };
    let mut genders = genders(scenes, protagonist.is_some());
    if let Some((name, gender)) = protagonist.zip(commonest(scenes)) {
        genders.insert(name.to_owned(), gender);
    }
    let mut story = Story {
        kinds,
        genders,
        protagonist,
        topic: None,
        ship: None,
        ships: topic::speaks_of_ships(scenes),
        wholes: topic::wholes(scenes, about.title),
        begin: 0,
        spoken_of: Vec::new(),
    };
    story.topic = topic::topic(&story, scenes, about);
    if let Some(topic) = story.topic.as_mut().filter(|topic| is_of_no_kind(topic)) {
        topic.nouns.extend(topic::body_nouns(&topic.name, scenes));
    }
    if let Some(topic) = story.topic.as_mut() {
        topic.nouns.extend(topic::what_it_is(&topic.name, scenes));
    }
    if let Some(ship) = story.topic.as_mut().filter(|t| topic::is_ship(t)) {
        ship.nouns.extend(["ship", "vessel"].map(str::to_owned));
        story.ship = Some(ship.clone());
    }
    for (number, scene) in scenes.iter_mut().enumerate() {
        if number > 0 && about.paragraphs.get(number) != about.paragraphs.get(number - 1) {
            story.begin = number;
        }
        let stand_ins = story.read(number, scene);
        scene.stand_ins = stand_ins;
    }
    story.topic.map(|topic| lower_article(&topic.name))
}

/// Returns whether a text says "he" or "she" as often as a life does.
pub(in crate::facts) fn tells_of_somebody<'s>(scenes: impl Iterator<Item = &'s Scene>) -> bool {
    const PRONOUNS_OF_A_LIFE: usize = 5;
    const PRONOUNS: [&str; 6] = ["he", "him", "his", "she", "her", "hers"];
    let said = |scene: &Scene| {
        let words = 0..scene.tree.len();
        words.filter(|w| PRONOUNS.contains(&scene.tree.lower(*w))).count()
    };
    scenes.map(said).sum::<usize>() >= PRONOUNS_OF_A_LIFE
}

/// Returns the sentences that a page begins with.
fn lead(scenes: &[Scene]) -> impl Iterator<Item = &Scene> {
    /// Among so many sentences the first may be the heading.
    const LEAD: usize = 2;
    scenes.iter().take(LEAD)
}

/// "Ada Moss, née Lund, was a Danish painter": whom a life begins with.
fn introduced(scenes: &[Scene]) -> Option<String> {
    let begins = |scene: &Scene| {
        let first = scene.mentions.iter().find(|m| m.words.start == 0)?;
        let head = head_of(scene, first);
        let is = scene.tree.lemma(scene.tree.head(head)) == "be" && is_subject(scene, head);
        let whole = first.kind == EntityKind::Person && first.full.contains(' ');
        (is && whole).then(|| first.full.clone())
    };
    let name = lead(scenes).find_map(begins)?;
    tells_of_somebody(scenes.iter()).then_some(name)
}

struct Story<'k> {
    kinds: &'k Kinds,
    genders: HashMap<String, Gender>,
    protagonist: Option<&'k str>,
    /// The thing that the whole document is about.
    topic: Option<Entity>,
    /// The ship that the whole document is about: whom "she" means.
    ship: Option<Entity>,
    /// Whether ships are spoken of.
    ships: bool,
    /// Names of several words, as the title and the sentences have them.
    wholes: BTreeSet<String>,
    /// The first sentence of the paragraph.
    begin: usize,
    spoken_of: Vec<Entity>,
}

impl Story<'_> {
    fn read(&mut self, number: usize, scene: &Scene) -> Vec<StandIn> {
        const REMEMBERED: usize = 60;
        let tree = &scene.tree;
        let mut stand_ins = Vec::new();
        let mut at = 0;
        while at < tree.len() {
            if let Some(mention) = scene.mentions.iter().find(|m| m.words.start == at) {
                let whole = || self.whole(scene, mention.words.clone());
                stand_ins.extend(in_full(scene, mention).or_else(whole));
                let entity = self.named(number, scene, mention);
                self.spoken_of.push(entity);
                at = mention.words.end;
                continue;
            }
            if let Some(stand_in) = self.stand_in(number, scene, at) {
                at = stand_in.words.end;
                stand_ins.push(stand_in);
                continue;
            }
            self.spoken_of.extend(described(number, scene, at));
            at += 1;
        }
        let extra = self.spoken_of.len().saturating_sub(REMEMBERED);
        self.spoken_of.drain(..extra);
        stand_ins
    }

    fn named(&self, number: usize, scene: &Scene, mention: &Mention) -> Entity {
        let tree = &scene.tree;
        let text = if mention.kind == EntityKind::Person {
            mention.full.clone()
        } else {
            scene.plain(mention.words.clone())
        };
        let head = head_of(scene, mention);
        let article = tree.child(head, &["det"]).or(mention.words.start.checked_sub(1));
        let has_article = article.is_some_and(|word| tree.lower(word) == "the");
        // "The University of Riga": the model may take the article for a part of the name.
        let text = text.strip_prefix("The ").map_or(text.clone(), str::to_owned);
        let name = match mention.metonym.or(mention.state) {
            Some(state) if mention.kind != EntityKind::Norp => {
                long_form(&text).unwrap_or_else(|| state.name_with_article())
            }
            // "the general Moss" is called Moss, "the lander Moss" too.
            _ if has_article
                && mention.kind != EntityKind::Person
                && !is_behind_its_kind(scene, mention) =>
            {
                format!("the {text}")
            }
            _ => text.clone(),
        };
        // "The Swiss": somebody, who goes by no name here.
        let one_of_a_nation = has_article && does_one_thing(scene, head);
        // "at Carrick Mains": nobody is a place.
        let place =
            tree.label(head) == "pobj" && matches!(tree.lower(tree.head(head)), "at" | "near");
        let class = match mention.kind {
            EntityKind::Person if place => Class::Thing,
            EntityKind::Person => Class::Person,
            EntityKind::Norp if one_of_a_nation => Class::Person,
            EntityKind::Norp => Class::Several,
            _ if tree.tag(head) == "NNPS" => Class::Several,
            // "The Romans", whatever the model takes them for.
            _ if has_article && !text.contains(' ') && text.ends_with('s') => Class::Several,
            _ => Class::Thing,
        };
        let nouns = nouns_of(scene, mention, &text, self.kinds);
        Entity {
            name,
            class,
            sentence: number,
            is_subject: is_subject(scene, head)
                || class == Class::Person && is_beside_the_subject(scene, head),
            nouns,
            has_name: !(mention.kind == EntityKind::Norp && class == Class::Person),
        }
    }

    fn stand_in(&mut self, number: usize, scene: &Scene, at: usize) -> Option<StandIn> {
        let tree = &scene.tree;
        if scene.is_quoted(at) {
            return None;
        }
        let lower = tree.lower(at);
        let pronoun = matches!(tree.tag(at), "PRP" | "PRP$");
        let behind = if pronoun { subject_behind(scene, at) } else { None };
        let entity = match lower {
            "his" | "her" if joined_person(scene, at).is_some() => {
                joined_person(scene, at).map(|name| Entity::person(&name, number))
            }
            "his" | "her" if self.owner_who_does_it(number, scene, at).is_some() => {
                self.owner_who_does_it(number, scene, at)
            }
            // "Napoleon took it on his way": whoever does it, known or not, is the likeliest.
            "his" | "her" if tree.tag(at) == "PRP$" && is_strangers(scene, at) => None,
            // "After his defeat at Ribe Moss left", where the parser takes the defeat for who left.
            "his" | "her" | "their" | "its" if is_misread(scene, at) => None,
            // "After his defeat Moss left": his who follows.
            "he" | "his" | "she" | "her" if behind.is_some() => {
                let follows = behind.and_then(|subject| scene.mention_at(subject));
                let person = follows.filter(|m| m.kind == EntityKind::Person);
                let person = person.filter(|m| self.may_be_meant(&m.full, gender_of(lower)));
                // In a life of somebody else nobody can tell.
                let person = person.filter(|m| self.protagonist.is_none_or(|own| own == m.full));
                person.map(|m| Entity::person(&m.full, number))
            }
            "he" | "him" | "his" if pronoun => self.person(number, Gender::He, Does::at(scene, at)),
            "she" | "her" | "hers" if pronoun && self.ship.is_some() => self.ship.clone(),
            "she" | "her" | "hers" if pronoun => {
                self.person(number, Gender::She, Does::at(scene, at))
            }
            "it" if pronoun && is_subject(scene, at) && !is_empty_it(scene, at) => {
                self.thing(number, Class::Thing)
            }
            // "A congress met with Moss as its president": the congress's, which no name tells.
            "its" if pronoun && is_of_something_new(scene, at) => None,
            "its" if pronoun => self.owner(number),
            "they" | "their" if pronoun => self.thing(number, Class::Several),
            "the" => return self.described_again(number, scene, at),
            _ => None,
        };
        let Some(entity) = entity else {
            // Nobody can tell who does it, nor whom the next "he" means.
            if pronoun && is_subject(scene, at) && matches!(lower, "he" | "she") {
                self.spoken_of.push(Entity { has_name: false, ..Entity::person(lower, number) });
            }
            return None;
        };
        let next = if at + 1 < tree.len() { tree.tag(at + 1) } else { "" };
        let owns = lower == "her" && (next.starts_with('N') || next.starts_with('J'));
        // "appointed her head of a school": she is the head, and has none.
        let given = at > 0
            && matches!(
                tree.lemma(at - 1),
                "appoint" | "make" | "name" | "elect" | "declare" | "call"
            );
        let possessive = (tree.tag(at) == "PRP$" || owns) && !(given && lower == "her");
        // "Britain had to abandon its rate": Britain's, as the sentence calls it.
        let said = scene.mentions.iter().find(|m| {
            let state = m.state.filter(|_| m.kind != EntityKind::Norp);
            m.words.end <= at && state.is_some_and(|state| state.name_with_article() == entity.name)
        });
        let called = said.map_or(entity.name.clone(), |m| scene.plain(m.words.clone()));
        let name = if possessive { possessive_of(&called) } else { called };
        let is_subject = is_subject(scene, at);
        self.spoken_of.push(Entity { sentence: number, is_subject, ..entity });
        Some(StandIn { words: at..at + 1, text: marked(&name, lower) })
    }

    /// Returns whose "his" is in "Jan Holm, who sent his reporter", where Jan may be a he.
    fn owner_who_does_it(&self, number: usize, scene: &Scene, at: usize) -> Option<Entity> {
        let gender = if scene.tree.lower(at) == "his" { Gender::He } else { Gender::She };
        let owner = who_does_it(scene, at)?;
        let may_be = self.gender(owner).is_none_or(|own| own == gender);
        may_be.then(|| Entity::person(owner, number))
    }

    /// "The Opera House", "the Union" in a text that names one Riga Opera House, one Postal Union.
    fn whole(&self, scene: &Scene, words: Range<usize>) -> Option<StandIn> {
        let text = scene.plain(words.clone());
        let short =
            text.strip_prefix("The ").or_else(|| text.strip_prefix("the ")).unwrap_or(&text);
        let article = short.len() < text.len();
        let before = words.start.checked_sub(1).filter(|b| scene.tree.lower(*b) == "the");
        let first = if article { words.start } else { before? };
        let other = |m: &Mention| m.state.or(m.metonym).is_some() || m.kind == EntityKind::Person;
        let bare = !scene.mention_at(words.start).is_some_and(other)
            && short.split(' ').any(is_common_in_names);
        let mut wholes = self
            .wholes
            .iter()
            .filter(|whole| whole.strip_suffix(short).is_some_and(|rest| rest.ends_with(' ')));
        let only = wholes.next().filter(|_| bare && wholes.next().is_none())?;
        let name = format!("the {only}");
        Some(StandIn { words: first..words.end, text: marked(&name, &format!("the {short}")) })
    }
}

/// "Curie" is Marie Curie.
fn in_full(scene: &Scene, mention: &Mention) -> Option<StandIn> {
    const CALLED: [&str; 6] = ["Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms."];
    let whole = scene.plain(mention.words.clone());
    let called = CALLED.iter().find_map(|title| whole.strip_prefix(title)?.strip_prefix(' '));
    let short = called.unwrap_or(&whole).to_owned();
    // "Mr Holm" is Jan Holm, and not "Mr Jan Holm".
    let title = mention.words.start.checked_sub(1);
    let title = title.filter(|w| CALLED.contains(&scene.tree.word(*w).text.as_str()));
    let words = title.unwrap_or(mention.words.start)..mention.words.end;
    // "Inger Holm", of which only "Holm" is taken for the name.
    let said = mention.words.start > 0 && {
        let before = scene.tree.word(mention.words.start - 1);
        mention.full.split(' ').any(|part| part == before.text)
    };
    // "Holm's law" is called so.
    let termed = is_in_a_term(scene, mention.words.end);
    // "the Holm family" is more than one.
    let several = scene.tree.label(mention.words.end - 1) == "compound";
    let longer = mention.kind == EntityKind::Person
        && !said
        && !several
        && !termed
        && !is_a_relative(scene, words.start)
        && mention.full.len() > short.len()
        && mention.full.split(' ').any(|part| part == short);
    longer.then(|| {
        let said = scene.plain(words.clone());
        StandIn { words, text: marked(&mention.full, &said) }
    })
}

#[cfg(test)]
mod tests;
