//! Who was spoken of before: what "she", "it" and "the treaty" mean in the next sentence.

use super::clause::Clause;
use super::names::Names;
use super::referent::{Referent, ReferentKind, named, people_in, person_ref};
use super::syntax::discourse;
use crate::document::Document;
use crate::language::gazetteer;
use crate::language::sentence::Sentence;
use regex::Regex;
use std::sync::LazyLock;

/// Who was spoken of before.
pub(super) struct History {
    /// The person that the whole document is about.
    pub(super) protagonist: Option<String>,
    /// "he" or "she" for the protagonist.
    pronoun: &'static str,
    person: Option<String>,
    thing: Option<Referent>,
    pub(super) state: Option<Referent>,
    /// Named things of the last sentences, latest last: "the Treaty of Rome".
    named: Vec<String>,
    paragraph: usize,
}

impl History {
    pub(super) fn new(document: &Document, sentences: &[Sentence], names: &Names) -> Self {
        static PRONOUN: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\b(?i:(he|his|him)|(she|her|hers))\b").expect("the pattern is fixed")
        });
        let (mut he, mut she) = (0, 0);
        for found in sentences.iter().flat_map(|s| PRONOUN.captures_iter(&s.text)) {
            he += usize::from(found.get(1).is_some());
            she += usize::from(found.get(2).is_some());
        }
        Self {
            protagonist: protagonist(document, sentences, names, he + she),
            pronoun: if he >= she { "he" } else { "she" },
            person: None,
            thing: None,
            state: None,
            named: Vec::new(),
            paragraph: usize::MAX,
        }
    }

    pub(super) fn enter(&mut self, paragraph: usize) {
        if paragraph != self.paragraph {
            self.paragraph = paragraph;
            self.person.clone_from(&self.protagonist);
            self.thing = None;
        }
    }

    pub(super) fn referent(&self, clause: &Clause, names: &Names) -> Option<Referent> {
        let words = &clause.words[clause.subject.clone()];
        let phrase = clause.text_of(clause.subject.clone());
        if let [only] = words {
            match only.lower.as_str() {
                "he" | "she" => return self.pronoun_referent(&only.lower),
                "it" => return self.thing.clone(),
                _ => {}
            }
        }
        self.protagonist_by_part(phrase)
            .or_else(|| self.described(phrase))
            .or_else(|| named(phrase, names))
    }

    fn pronoun_referent(&self, pronoun: &str) -> Option<Referent> {
        let person = self.person.clone()?;
        let own = discourse::pronoun_by_first_name(&person);
        let name = match &self.protagonist {
            Some(name) if *name == person => (pronoun == self.pronoun).then_some(person),
            // In a life, "she" is whom it is about, unless another may be a she.
            Some(name) if pronoun == self.pronoun => {
                own.is_some_and(|own| own != pronoun).then(|| name.clone())
            }
            _ => own.is_none_or(|own| own == pronoun).then_some(person),
        };
        name.map(|name| Referent { name, kind: ReferentKind::Person })
    }

    /// In the life of Marie Curie, "Marie" and "Curie" alone mean her.
    fn protagonist_by_part(&self, phrase: &str) -> Option<Referent> {
        let name = self.protagonist.as_ref()?;
        let is_part = !phrase.contains(' ') && name.split(' ').any(|part| part == phrase);
        is_part.then(|| Referent { name: name.clone(), kind: ReferentKind::Person })
    }

    /// Resolves "the amendment", "the former Soviet state".
    fn described(&self, phrase: &str) -> Option<Referent> {
        if describes_state(phrase) {
            return self.state.clone();
        }
        let head = phrase.strip_prefix("the ").or_else(|| phrase.strip_prefix("The "))?;
        if head.contains(' ') || head.contains(char::is_uppercase) {
            return None;
        }
        let mut fitting: Vec<&String> = self
            .named
            .iter()
            .filter(|name| name.split(' ').any(|w| w.to_lowercase() == head))
            .collect();
        fitting.dedup();
        let [only] = fitting.as_slice() else { return None };
        Some(Referent { name: (*only).clone(), kind: ReferentKind::Named })
    }

    pub(super) fn remember(
        &mut self,
        plain: &str,
        clause: Option<&Clause>,
        subject: Option<&Referent>,
        names: &Names,
    ) {
        self.remember_named(plain);
        match subject {
            Some(r) if r.kind == ReferentKind::Person => {
                self.person = Some(r.name.clone());
                self.thing = None;
            }
            Some(r) => {
                let one = matches!(r.kind, ReferentKind::Named | ReferentKind::State)
                    && !is_a_people(&r.name);
                self.thing = one.then(|| r.clone());
                if r.kind == ReferentKind::State {
                    self.state = Some(r.clone());
                }
                self.doubt(plain, names);
            }
            None => {
                self.thing = None;
                let other = clause.is_some_and(|c| is_somebody_else(c.text_of(c.subject.clone())));
                if other {
                    self.person = None;
                } else {
                    self.doubt(plain, names);
                }
            }
        }
    }

    /// Forgets the person when the sentence names another one, who "he" may be next.
    fn doubt(&mut self, plain: &str, names: &Names) {
        let Some(person) = self.person.clone() else { return };
        let others = people_in(plain, names);
        if others.iter().any(|other| *other != person) && !others.contains(&person) {
            self.person = None;
        }
    }

    fn remember_named(&mut self, plain: &str) {
        static NAMED: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\b(?:\p{Lu}[\p{L}–'-]+ (?:of (?:the )?)?){1,5}(?:Amendment|Act|Treaty|Agreement|Accords?|Convention|Constitution|Union|University|College|School|Institute|Museum|Church|Company|Bridge|Party|War|Plan|League|Festival|Award|Prize|Competition|Council|Commission|Parliament|Bank)\b(?: of (?:the )?\p{Lu}[\p{L}-]+)?").expect("the pattern is fixed")
        });
        const REMEMBERED: usize = 6;
        for found in NAMED.find_iter(plain) {
            let name = found.as_str();
            let bare = name.strip_prefix("The ").unwrap_or(name);
            self.named.push(format!("the {bare}"));
        }
        let extra = self.named.len().saturating_sub(REMEMBERED);
        self.named.drain(..extra);
    }
}

/// "the Romans", who are no "it".
fn is_a_people(name: &str) -> bool {
    let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The "));
    bare.is_some_and(|bare| !bare.contains(' ') && bare.ends_with('s'))
}

/// "the country", "the former Soviet state".
pub(super) fn describes_state(phrase: &str) -> bool {
    static STATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?i:the) (?:[\p{L}-]+ ){0,3}(?:state|country|nation|republic|kingdom)$")
            .expect("the pattern is fixed")
    });
    STATE.is_match(phrase)
}

/// "His father", "Her husband": the next "he" may be another.
pub(super) fn is_somebody_else(phrase: &str) -> bool {
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:His|Her|Their|[\p{L}-]+'s|The) .*\b(?:father|mother|brother|sister|wife|husband|son|daughter|uncle|aunt|parents|professor|teacher|friend|colleague|partner|man|woman|boy|girl|king|queen)\b").expect("the pattern is fixed")
    });
    OTHER.is_match(phrase)
}

pub(super) fn protagonist(
    document: &Document,
    sentences: &[Sentence],
    names: &Names,
    pronouns: usize,
) -> Option<String> {
    const PRONOUNS_OF_A_LIFE: usize = 5;
    if pronouns < PRONOUNS_OF_A_LIFE {
        return None;
    }
    let heading = document.title.as_deref().unwrap_or_default();
    // "Ada Moss (1820-1900)".
    let bare = heading.split(" (").next().unwrap_or_default();
    let title = names.person(bare).map(str::to_owned).or_else(|| headed(heading));
    let first = sentences
        .iter()
        .find(|s| s.text.contains(" ("))
        .map(|s| s.text.as_str())
        .unwrap_or_default();
    let opening = names.people().find(|name| first.starts_with(*name) && first.contains(" ("));
    let bracket = first.split(" (").next().unwrap_or_default();
    let opening = opening.or_else(|| person_ref(bracket, names));
    title.or_else(|| opening.map(str::to_owned))
}

/// "MOSS, ADA (1820-1900)", as encyclopedias head a life.
fn headed(title: &str) -> Option<String> {
    let (family, rest) = title.split_once(", ")?;
    let given = rest.split([',', '(']).next()?.trim();
    let name = format!("{given} {family}");
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-')
    };
    let words = name.split(' ').count();
    let place = gazetteer::find(given).is_some() || gazetteer::find(family).is_some();
    ((2..=4).contains(&words) && name.split(' ').all(is_name) && !place).then(|| spelled(&name))
}

/// "ADA MOSS" as it is spelled elsewhere: Ada Moss.
fn spelled(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first: String = letters.by_ref().take(1).collect();
        first + &letters.as_str().to_lowercase()
    };
    if name.contains(char::is_lowercase) {
        return name.to_owned();
    }
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
