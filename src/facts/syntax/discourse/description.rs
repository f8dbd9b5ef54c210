//! What "the treaty" means, and what a sentence speaks of without a name.

use super::gender::is_somebody;
use super::spelling::marked;
use super::{Class, Entity, Story, is_subject};
use crate::facts::referent::possessive_of;
use crate::facts::syntax::kinds::noun_in_name;
use crate::facts::syntax::scene::{Scene, StandIn};
use crate::language::gazetteer;
use crate::language::model::EntityKind;

impl Story<'_> {
    /// "the treaty", and that it is spoken of again.
    pub(super) fn described_again(
        &mut self,
        number: usize,
        scene: &Scene,
        at: usize,
    ) -> Option<StandIn> {
        let (entity, stand_in) = self.description(number, scene, at)?;
        let is_subject = is_subject(scene, at + 1) && stand_in.words.len() == 2;
        self.spoken_of.push(Entity { sentence: number, is_subject, ..entity });
        Some(stand_in)
    }

    /// Returns what "the treaty" means, when one thing spoken of lately is called so.
    fn description(&self, number: usize, scene: &Scene, at: usize) -> Option<(Entity, StandIn)> {
        const REACH: usize = 8;
        let tree = &scene.tree;
        let noun = at + 1;
        let plain = noun < tree.len()
            && matches!(tree.tag(noun), "NN" | "NNS")
            && tree.head(at) == noun
            && tree.children(noun).iter().all(|c| {
                *c == at
                    || tree.label(*c) == "case"
                    || *c > noun
                        && matches!(tree.label(*c), "punct" | "relcl" | "appos" | "cc" | "conj")
            });
        if !plain || scene.mention_at(noun).is_some() {
            return None;
        }
        let word = tree.lower(noun);
        // "The Japan Athletic Association chose the country's team": Japan's, and no other's.
        if matches!(word, "country" | "nation") && names_a_state_within(scene, at) {
            return None;
        }
        if is_a_see(word) && names_an_office_of_a_place(scene, at) {
            return None;
        }
        let has_noun = |e: &Entity| e.nouns.iter().any(|noun| noun == word);
        let called = |e: &&Entity| e.sentence + REACH >= number && has_noun(e);
        let mut named: Vec<&Entity> = self.spoken_of.iter().filter(called).collect();
        if named.is_empty() {
            named.extend(self.topic.as_ref().filter(|t| has_noun(t)));
        }
        // "the mountain" of a text about one that names others, too: where another was named just now,
        // nobody can tell which of the two is meant.
        let topic = self.topic.as_ref().filter(|t| has_noun(t));
        if let Some(topic) = topic
            && named.iter().any(|e| e.name != topic.name)
        {
            let near = |e: &&&Entity| e.sentence + 1 >= number && e.name != topic.name;
            if named.iter().any(|e| near(&e)) {
                return None;
            }
            named = vec![topic];
        }
        let last = *named.last()?;
        let name = &last.name;
        // "the party", where the text has told of two: the one named just now, if any.
        let other = |e: &Entity| has_noun(e) && e.name != *name;
        // "toured Peru in 1954. … the first in the country": their own, which no sentence names.
        if matches!(word, "country" | "nation" | "state")
            && !last.is_subject
            && !self.is_topic(last)
        {
            return None;
        }
        // "administered with the Leeward Islands", named by the way before a new paragraph whose islands are
        // others; so of "the president".
        let by_the_way = tree.tag(noun) == "NNS" || is_office(word);
        if by_the_way && last.sentence < self.begin && !last.is_subject && !self.is_topic(last) {
            return None;
        }
        let known = last.sentence + 1 >= number || self.is_topic(last);
        if !known && self.spoken_of.iter().any(other) {
            return None;
        }
        named.iter().all(|e| e.name == *name).then(|| {
            let owns = noun + 1 < tree.len() && tree.tag(noun + 1) == "POS";
            let short = format!("the {word}");
            let stand_in = if owns {
                let text = marked(&possessive_of(name), &format!("{short}'s"));
                StandIn { words: at..noun + 2, text }
            } else {
                StandIn { words: at..noun + 1, text: marked(name, &short) }
            };
            (last.clone(), stand_in)
        })
    }
}

fn is_office(noun: &str) -> bool {
    matches!(
        noun,
        "ambassador"
            | "chairman"
            | "chancellor"
            | "governor"
            | "leader"
            | "mayor"
            | "minister"
            | "president"
    )
}

/// Returns whether a noun is of what has a dean, a bishop or a mayor.
fn is_a_see(noun: &str) -> bool {
    matches!(noun, "abbey" | "cathedral" | "church" | "city" | "diocese" | "minster" | "town")
}

/// "The Dean of York had the minster's glass removed": York's minster, whatever was named before.
fn names_an_office_of_a_place(scene: &Scene, before: usize) -> bool {
    const OFFICES: [&str; 8] =
        ["abbot", "archbishop", "bishop", "canon", "chapter", "council", "dean", "mayor"];
    let tree = &scene.tree;
    (0..before.saturating_sub(2)).any(|word| {
        let place = tree.word(word + 2).text.starts_with(char::is_uppercase);
        OFFICES.contains(&tree.lower(word)) && tree.lower(word + 1) == "of" && place
    })
}

/// Returns whether a name of more than one word before this word has a state's name in it.
fn names_a_state_within(scene: &Scene, at: usize) -> bool {
    let before = scene.mentions.iter().filter(|m| m.words.end <= at && m.words.len() > 1);
    let of_a_body = before.filter(|m| m.state.is_none() && m.kind != EntityKind::Person);
    of_a_body.flat_map(|m| m.words.clone()).any(|word| {
        let word = scene.tree.word(word).text.as_str();
        gazetteer::find(word).is_some() || gazetteer::by_demonym(word).is_some()
    })
}

/// A subject that has no name: "the museum's collection".
pub(super) fn described(number: usize, scene: &Scene, at: usize) -> Option<Entity> {
    const LONGEST: usize = 7;
    let tree = &scene.tree;
    if !is_subject(scene, at) || !tree.is_noun(at) {
        return None;
    }
    let words = tree.noun_phrase(at);
    let class = match tree.is_plural(at) {
        true => Class::Several,
        false if is_somebody(tree.lemma(at)) => Class::Person,
        false => Class::Thing,
    };
    let name = scene.text(&words);
    let pronoun = words.iter().any(|w| {
        tree.tag(*w).starts_with("PRP") || tree.tag(*w) == "DT" && tree.lower(*w) != "the"
    });
    let known = words.len() <= LONGEST && !pronoun && name.contains(char::is_uppercase);
    // "The Treaty of Rome", of which the model takes but Rome for a name.
    let noun = noun_in_name(&name).filter(|_| tree.tag(at) == "NNP" && class == Class::Thing);
    // What has no name and can't be said again still takes "it" for itself.
    let name = match class {
        // "Her father": the next "he" may be he, and has no name.
        Class::Person => tree.lemma(at).to_owned(),
        _ if known => lower_first(&name, scene, words[0]),
        _ => String::new(),
    };
    Some(Entity {
        name,
        class,
        sentence: number,
        is_subject: true,
        has_name: known && noun.is_some(),
        nouns: noun.into_iter().collect(),
    })
}

fn lower_first(text: &str, scene: &Scene, first: usize) -> String {
    match text.strip_prefix("The ") {
        Some(rest) if scene.mention_at(first).is_none() => format!("the {rest}"),
        _ => text.to_owned(),
    }
}
