//! Whom "she", "its" and "the treaty" mean, as far as the sentences before tell.
//!
//! A stand-in holds both the name and the words of the text: which of them a question needs, is
//! known only when the question is whole ([`spell_out`]). What cannot be told stays as it is.

use super::kinds::{Kinds, noun_in_name};
use super::scene::{Mention, Scene, StandIn};
use crate::language::model::EntityKind;
use std::collections::HashMap;

/// Marks around a stand-in: the name, a mark, the words of the text.
const OPEN: char = '\u{E000}';
const BETWEEN: char = '\u{E001}';
const CLOSE: char = '\u{E002}';

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

/// Finds what the pronouns and descriptions of a document mean, and notes it in its scenes.
pub(in crate::facts) fn resolve(scenes: &mut [Scene], kinds: &Kinds, about: About<'_>) {
    let mut genders = genders(scenes, about.protagonist.is_some());
    if let Some((name, gender)) = about.protagonist.zip(commonest(scenes)) {
        genders.insert(name.to_owned(), gender);
    }
    let mut story = Story {
        kinds,
        genders,
        protagonist: about.protagonist,
        topic: None,
        begin: 0,
        spoken_of: Vec::new(),
    };
    story.topic = topic(&story, scenes, about);
    for (number, scene) in scenes.iter_mut().enumerate() {
        if number > 0 && about.paragraphs.get(number) != about.paragraphs.get(number - 1) {
            story.begin = number;
        }
        let stand_ins = story.read(number, scene);
        scene.stand_ins = stand_ins;
    }
}

/// Returns the thing that the document is about: it stands in the title, and the first sentence
/// begins with it.
fn topic(story: &Story<'_>, scenes: &[Scene], about: About<'_>) -> Option<Entity> {
    let title = about.title?;
    let first = scenes.iter().enumerate().find(|(_, s)| !s.mentions.is_empty())?;
    let (number, scene) = first;
    let mention = scene.mentions.first()?;
    let entity = story.named(number, scene, mention);
    let own = scene.plain(mention.words.clone());
    (entity.class == Class::Thing && entity.is_subject && title.contains(&own)).then_some(entity)
}

/// Decides for the parts of a question, in their order, where the name stands and where the words
/// of the text are enough: a name is said once, and never when it is the answer.
pub(in crate::facts) fn spell_out(parts: &mut [&mut String], answer: &str) {
    let mut said: Vec<String> = vec![answer.to_owned()];
    for part in parts {
        let mut rest = std::mem::take(*part);
        while let Some(open) = rest.find(OPEN) {
            let (before, marked) = rest.split_at(open);
            let marked = marked.trim_start_matches(OPEN);
            let (inside, after) = marked.split_once(CLOSE).unwrap_or((marked, ""));
            let (name, short) = inside.split_once(BETWEEN).unwrap_or((inside, inside));
            part.push_str(before);
            let bare = name.trim_end_matches("'s").trim_end_matches('\'').to_owned();
            let known = said.contains(&bare) || part.contains(&bare);
            part.push_str(if known { short } else { name });
            said.push(bare);
            rest = after.to_owned();
        }
        part.push_str(&rest);
        said.push(part.clone());
    }
}

/// Returns whether a text holds a stand-in.
pub(in crate::facts) fn rests_on_others(text: &str) -> bool {
    text.contains(OPEN)
}

fn marked(name: &str, short: &str) -> String {
    format!("{OPEN}{name}{BETWEEN}{short}{CLOSE}")
}

/// What an expression may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Person,
    Thing,
    Several,
}

/// Somebody or something spoken of.
#[derive(Debug, Clone)]
struct Entity {
    name: String,
    class: Class,
    sentence: usize,
    is_subject: bool,
    /// What it may be called: "treaty".
    nouns: Vec<String>,
    /// Whether it goes by a name, not by a description in which other names stand.
    has_name: bool,
}

impl Entity {
    fn person(name: &str, sentence: usize) -> Self {
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gender {
    He,
    She,
}

struct Story<'k> {
    kinds: &'k Kinds,
    genders: HashMap<String, Gender>,
    protagonist: Option<&'k str>,
    /// The thing that the whole document is about.
    topic: Option<Entity>,
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
                stand_ins.extend(in_full(scene, mention));
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
        let has_article = mention.words.start > 0 && tree.lower(mention.words.start - 1) == "the";
        let name = match mention.metonym.or(mention.state) {
            Some(state) if mention.kind != EntityKind::Norp => state.name_with_article(),
            _ if has_article => format!("the {text}"),
            _ => text.clone(),
        };
        let head = head_of(scene, mention);
        let class = match mention.kind {
            EntityKind::Person => Class::Person,
            EntityKind::Norp => Class::Several,
            _ if tree.tag(head) == "NNPS" => Class::Several,
            _ => Class::Thing,
        };
        let mut nouns: Vec<String> = noun_in_name(&text).into_iter().collect();
        nouns.extend(self.kinds.of(&mention.full).map(|k| k.noun.clone()));
        if mention.state.is_some() {
            nouns.extend(["country", "nation", "state"].map(str::to_owned));
        }
        Entity {
            name,
            class,
            sentence: number,
            is_subject: is_subject(scene, head),
            nouns,
            has_name: true,
        }
    }

    fn stand_in(&mut self, number: usize, scene: &Scene, at: usize) -> Option<StandIn> {
        let tree = &scene.tree;
        if scene.is_quoted(at) {
            return None;
        }
        let lower = tree.lower(at);
        let pronoun = matches!(tree.tag(at), "PRP" | "PRP$");
        let entity = match lower.as_str() {
            "he" | "him" | "his" if pronoun => self.person(number, Gender::He),
            "she" | "her" | "hers" if pronoun => self.person(number, Gender::She),
            "it" if pronoun && is_subject(scene, at) && !is_empty_it(scene, at) => {
                self.thing(number, Class::Thing)
            }
            "its" if pronoun => self.thing(number, Class::Thing),
            "they" | "their" if pronoun => self.thing(number, Class::Several),
            "the" => return self.description(number, scene, at),
            _ => None,
        }?;
        let next = (at + 1 < tree.len()).then(|| tree.tag(at + 1)).unwrap_or_default();
        let owns = lower == "her" && (next.starts_with('N') || next.starts_with('J'));
        let possessive = tree.tag(at) == "PRP$" || owns;
        let name = if possessive { possessive_of(&entity.name) } else { entity.name.clone() };
        let is_subject = is_subject(scene, at);
        self.spoken_of.push(Entity { sentence: number, is_subject, ..entity });
        Some(StandIn { words: at..at + 1, text: marked(&name, &lower) })
    }

    fn person(&self, number: usize, gender: Gender) -> Option<Entity> {
        let fits = |e: &&Entity| {
            e.class == Class::Person && self.genders.get(&e.name).is_none_or(|g| *g == gender)
        };
        let weight = |e: &Entity| {
            let own = self.protagonist == Some(e.name.as_str());
            weight(e, number) + if own { 3 } else { 0 }
        };
        // In a life, "she" is whom it is about unless another woman was spoken of.
        if let Some(name) = self.protagonist.filter(|p| self.genders.get(*p) == Some(&gender)) {
            // Only who does something rivals the one whom all is about.
            let rival =
                |e: &&Entity| fits(e) && e.name != name && e.is_subject && e.sentence + 1 >= number;
            let rivals = self.spoken_of.iter().any(|e| rival(&e));
            return (!rivals).then(|| Entity::person(name, number));
        }
        self.best(number, 2, fits, weight).or_else(|| {
            let name = self.protagonist?;
            let fits = self.genders.get(name).is_none_or(|g| *g == gender);
            fits.then(|| Entity::person(name, number))
        })
    }

    fn thing(&self, number: usize, class: Class) -> Option<Entity> {
        let begin = self.begin;
        let fits = |e: &&Entity| e.class == class && e.is_subject && e.sentence >= begin;
        // "its" after "Spain's decision" may be Spain's or the decision's.
        if let Some(entity) = self.best(number, 1, fits, |e| weight(e, number)) {
            return Some(entity).filter(|e| e.has_name);
        }
        // A new paragraph of an article on the Danube speaks of the Danube again.
        let silent = !self.spoken_of.iter().any(|e| fits(&e));
        self.topic.clone().filter(|t| silent && t.class == class)
    }

    /// Returns the entity of the last sentences that weighs most, unless another weighs as much.
    fn best(
        &self,
        number: usize,
        reach: usize,
        fits: impl Fn(&&Entity) -> bool,
        weight: impl Fn(&Entity) -> usize,
    ) -> Option<Entity> {
        let near = self.spoken_of.iter().filter(|e| e.sentence + reach >= number).filter(fits);
        let mut weights: Vec<(&Entity, usize)> = Vec::new();
        for entity in near {
            let weight = weight(entity);
            match weights.iter_mut().find(|(e, _)| e.name == entity.name) {
                Some((_, known)) => *known = (*known).max(weight),
                None => weights.push((entity, weight)),
            }
        }
        let (best, most) = weights.iter().copied().max_by_key(|(_, w)| *w)?;
        let rivals = weights.iter().filter(|(_, w)| *w == most).count();
        (rivals == 1).then(|| best.clone())
    }

    /// "the treaty", when one thing spoken of lately is called so.
    fn description(&self, number: usize, scene: &Scene, at: usize) -> Option<StandIn> {
        const REACH: usize = 8;
        let tree = &scene.tree;
        let noun = at + 1;
        let plain = noun < tree.len()
            && tree.tag(noun) == "NN"
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
        let called = |e: &&Entity| e.sentence + REACH >= number && e.nouns.contains(&word);
        let mut names: Vec<&str> =
            self.spoken_of.iter().filter(called).map(|e| e.name.as_str()).collect();
        if names.is_empty() {
            let topic = self.topic.as_ref().filter(|t| t.nouns.contains(&word));
            names.extend(topic.map(|t| t.name.as_str()));
        }
        names.dedup();
        let last = *names.last()?;
        names.iter().all(|n| *n == last).then(|| {
            let owns = noun + 1 < tree.len() && tree.tag(noun + 1) == "POS";
            let short = format!("the {word}");
            if owns {
                let text = marked(&possessive_of(last), &format!("{short}'s"));
                StandIn { words: at..noun + 2, text }
            } else {
                StandIn { words: at..noun + 1, text: marked(last, &short) }
            }
        })
    }
}

/// How likely an entity is spoken of again: of late, and as a subject.
fn weight(entity: &Entity, number: usize) -> usize {
    match (number - entity.sentence, entity.is_subject) {
        (0, true) => 6,
        (0 | 1, false) => 3,
        (1, true) => 5,
        (_, true) => 2,
        (_, false) => 1,
    }
}

/// "Curie" is Marie Curie.
fn in_full(scene: &Scene, mention: &Mention) -> Option<StandIn> {
    let short = scene.plain(mention.words.clone());
    let longer = mention.kind == EntityKind::Person
        && mention.full.len() > short.len()
        && mention.full.split(' ').any(|part| part == short);
    longer.then(|| StandIn { words: mention.words.clone(), text: marked(&mention.full, &short) })
}

/// A subject that has no name: "the museum's collection".
fn described(number: usize, scene: &Scene, at: usize) -> Option<Entity> {
    const LONGEST: usize = 7;
    let tree = &scene.tree;
    if !is_subject(scene, at) || !tree.is_noun(at) {
        return None;
    }
    let words = tree.noun_phrase(at);
    let class = if tree.is_plural(at) { Class::Several } else { Class::Thing };
    let name = scene.text(&words);
    let pronoun = words.iter().any(|w| {
        tree.tag(*w).starts_with("PRP") || tree.tag(*w) == "DT" && tree.lower(*w) != "the"
    });
    let known = words.len() <= LONGEST && !pronoun && name.contains(char::is_uppercase);
    // What has no name and can't be said again still takes "it" for itself.
    let name = if known { lower_first(&name, scene, words[0]) } else { String::new() };
    Some(Entity {
        name,
        class,
        sentence: number,
        is_subject: true,
        nouns: Vec::new(),
        has_name: false,
    })
}

fn lower_first(text: &str, scene: &Scene, first: usize) -> String {
    match text.strip_prefix("The ") {
        Some(rest) if scene.mention_at(first).is_none() => format!("the {rest}"),
        _ => text.to_owned(),
    }
}

fn is_subject(scene: &Scene, word: usize) -> bool {
    matches!(scene.tree.label(word), "nsubj" | "nsubjpass")
}

/// "It is said that …", "it took years to …": "it" means nothing.
fn is_empty_it(scene: &Scene, at: usize) -> bool {
    let tree = &scene.tree;
    let verb = tree.head(at);
    let clause = tree.child(verb, &["ccomp", "xcomp", "advcl"]);
    tree.label(at) == "expl" || (tree.lemma(verb) == "be" && clause.is_some())
}

/// Returns the word of a name that the rest of it hangs on.
fn head_of(scene: &Scene, mention: &Mention) -> usize {
    let tree = &scene.tree;
    let outside = |w: &usize| !mention.words.contains(&tree.head(*w)) || tree.head(*w) == *w;
    mention.words.clone().find(outside).unwrap_or(mention.words.start)
}

fn possessive_of(name: &str) -> String {
    if name.ends_with('s') { format!("{name}'") } else { format!("{name}'s") }
}

/// Returns whether a text says "he" or "she" more often.
fn commonest(scenes: &[Scene]) -> Option<Gender> {
    let words = scenes.iter().flat_map(|s| (0..s.tree.len()).map(|w| vote(&s.tree.lower(w))));
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
fn genders(scenes: &[Scene], is_life: bool) -> HashMap<String, Gender> {
    let mut votes: HashMap<String, i32> = HashMap::new();
    let mut last: Option<String> = None;
    for scene in scenes {
        let tree = &scene.tree;
        let people: Vec<&Mention> =
            scene.mentions.iter().filter(|m| m.kind == EntityKind::Person).collect();
        let only = people.first().filter(|p| people.iter().all(|q| q.full == p.full));
        let vote = |at: usize| vote(&tree.lower(at));
        let first = (0..tree.len()).find(|w| vote(*w) != 0);
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
    let decided = votes.into_iter().filter(|(_, sum)| *sum != 0);
    decided.map(|(name, sum)| (name, if sum > 0 { Gender::He } else { Gender::She })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(parts: &[&str], answer: &str) -> Vec<String> {
        let mut parts: Vec<String> = parts.iter().map(|p| (*p).to_owned()).collect();
        spell_out(&mut parts.iter_mut().collect::<Vec<_>>(), answer);
        parts
    }

    #[test]
    fn a_name_is_said_once_and_not_when_it_is_the_answer() {
        let (she, her) = (marked("Marie Curie", "she"), marked("Marie Curie's", "her"));
        assert_eq!(
            spelled(&["In which year", &she, &her], "1902"),
            ["In which year", "Marie Curie", "her"]
        );
        assert_eq!(spelled(&["Who", "", &her], "Marie Curie"), ["Who", "", "her"]);
        assert_eq!(
            spelled(&["What", "the state", &her], "radium"),
            ["What", "the state", "Marie Curie's"]
        );
    }

    fn subjects(text: &str) -> Vec<String> {
        let documents = [crate::document::Document::parse("a.txt", text)];
        let facts = crate::facts::find(&documents);
        let clauses = facts.iter().filter(|f| f.pattern == "clause");
        clauses.map(|f| f.statement.subject.clone()).filter(|s| !s.is_empty()).collect()
    }

    #[test]
    fn it_means_the_last_subject_that_has_a_name() {
        let text = "The Suez Canal crosses Egypt. It was opened by Empress Eugénie in Ismailia.";
        assert!(subjects(text).contains(&"the Suez Canal".to_owned()), "{:?}", subjects(text));
        let text = "The delta lies in Egypt. It was drained by Empress Eugénie in Ismailia.";
        assert!(subjects(text).iter().all(|s| s != "Egypt"), "{:?}", subjects(text));
    }

    #[test]
    fn a_description_means_the_one_thing_called_so() {
        let text = "The Treaty of Rome founded a market. The treaty was signed in Rome in 1957.";
        assert!(subjects(text).contains(&"the Treaty of Rome".to_owned()), "{:?}", subjects(text));
    }
}
