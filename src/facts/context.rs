//! The documents with what each sentence speaks of: who "she" is, which amendment "the amendment".
//!
//! What cannot be resolved with confidence stays unresolved, and nothing is asked of it.

use super::clause::Clause;
use super::moment::moments;
use super::names::{NOT_IN_A_PERSON, Names, TITLES, strip_possessive};
use super::word::without_brackets;
use crate::document::{Document, Role};
use crate::language::gazetteer::{self, MentionKind};
use crate::language::sentence::{Sentence, sentences};
use crate::value::{Edtf, Precision};
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// All documents, read together.
pub(super) struct Corpus<'a> {
    pub(super) names: Names,
    pub(super) texts: Vec<Text<'a>>,
    /// The one undertaking that the documents are about: "Spain's decision to join the Union".
    pub(super) undertaking: Option<Undertaking>,
}

/// What somebody set out to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Undertaking {
    /// "Spain"
    pub(super) who: String,
    /// "join"
    pub(super) verb: String,
    /// "the European Union"
    pub(super) what: String,
}

impl Undertaking {
    /// Returns it as a noun: "Spain's decision to join the European Union".
    pub(super) fn as_noun(&self) -> String {
        format!("{}'s decision to {} {}", self.who, self.verb, self.what)
    }
}

/// A document and its sentences.
pub(super) struct Text<'a> {
    pub(super) document: &'a Document,
    pub(super) number: usize,
    pub(super) sentences: Vec<Known>,
}

/// A sentence and what is known of it.
pub(super) struct Known {
    pub(super) sentence: Sentence,
    /// The sentence without brackets.
    pub(super) plain: String,
    pub(super) clause: Option<Clause>,
    /// Who or what its clause is about.
    pub(super) subject: Option<Referent>,
    /// The state that was spoken of last.
    pub(super) state: Option<Referent>,
}

/// Who or what a phrase means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Referent {
    /// As running text has it: "the Netherlands", "Marie Curie".
    pub(super) name: String,
    pub(super) kind: ReferentKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReferentKind {
    Person,
    State,
    /// Several names: "France and Spain".
    Several,
    /// Anything else that has a name.
    Named,
    /// Something described by help of a name: "the population of Riga".
    Described,
}

/// A sentence among its neighbours.
#[derive(Clone, Copy)]
pub(super) struct Seen<'c> {
    pub(super) corpus: &'c Corpus<'c>,
    pub(super) text: &'c Text<'c>,
    pub(super) index: usize,
}

impl<'c> Seen<'c> {
    pub(super) fn known(&self) -> &'c Known {
        &self.text.sentences[self.index]
    }

    /// Returns the sentence before, in the same paragraph.
    pub(super) fn before(&self) -> Option<&'c Known> {
        let before = self.text.sentences.get(self.index.checked_sub(1)?)?;
        (before.sentence.paragraph == self.known().sentence.paragraph).then_some(before)
    }

    /// Returns what follows a verb with a description of a state made its name.
    pub(super) fn resolved(&self, tail: &str) -> String {
        match &self.known().state {
            Some(state) if describes_state(tail) => state.name.clone(),
            _ => tail.to_owned(),
        }
    }

    /// Returns the full name and title-free form of a person named in a phrase.
    pub(super) fn person(&self, phrase: &str) -> Option<String> {
        person(phrase, &self.corpus.names)
    }
}

impl<'a> Corpus<'a> {
    /// Reads the documents; those in another language than English are left out.
    pub(super) fn new(documents: &'a [Document]) -> Self {
        let english = documents
            .iter()
            .enumerate()
            .filter(|(_, d)| d.language == crate::document::Language::English);
        let parted: Vec<(usize, &Document, Vec<Sentence>)> =
            english.map(|(number, d)| (number, d, sentences(d))).collect();
        let all = parted.iter().flat_map(|(_, _, found)| found.iter().map(|s| s.text.as_str()));
        let titles = documents.iter().filter_map(|d| d.title.as_deref());
        let names = Names::learn(all.clone(), titles.clone());
        let undertaking = undertaking(all.chain(titles));
        let mut texts = Vec::new();
        for (number, document, sentences) in parted {
            let sentences = know(document, sentences, &names);
            texts.push(Text { document, number, sentences });
        }
        Self { names, texts, undertaking }
    }

    /// Returns the latest day or month that a sentence names as the time of something past.
    pub(super) fn latest_event(&self) -> Option<Edtf> {
        let published =
            self.texts.iter().filter_map(|t| t.document.published).max_by_key(|d| d.span());
        let known = self.texts.iter().flat_map(|t| &t.sentences);
        let dates = known.filter(|k| k.clause.is_some()).flat_map(|k| moments(&k.plain));
        dates
            .map(|m| m.date)
            .filter(|d| d.precision() >= Precision::Month)
            .filter(|d| published.is_none_or(|p| d.span().0 <= p.span().1))
            .max_by_key(|d| d.span().0)
    }

    /// Returns every sentence among its neighbours, in order.
    pub(super) fn seen(&'a self) -> impl Iterator<Item = Seen<'a>> {
        self.texts.iter().flat_map(move |text| {
            (0..text.sentences.len()).map(move |index| Seen { corpus: self, text, index })
        })
    }
}

fn know(document: &Document, sentences: Vec<Sentence>, names: &Names) -> Vec<Known> {
    let mut history = History::new(document, &sentences, names);
    let mut known = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let plain = without_brackets(&sentence.text);
        let caption = sentence.role == Role::Caption;
        let quotation = plain.starts_with('“');
        let clause = if quotation { None } else { Clause::parse(plain.clone(), caption) };
        history.enter(sentence.paragraph);
        let subject = clause.as_ref().and_then(|clause| history.referent(clause, names));
        let state = history.state.clone();
        history.remember(&plain, clause.as_ref(), subject.as_ref(), names);
        known.push(Known { sentence, plain, clause, subject, state });
    }
    known
}

/// Who was spoken of before.
struct History {
    /// The person that the whole document is about.
    protagonist: Option<String>,
    /// "he" or "she" for the protagonist.
    pronoun: &'static str,
    person: Option<String>,
    thing: Option<Referent>,
    state: Option<Referent>,
    /// Named things of the last sentences, latest last: "the Treaty of Rome".
    named: Vec<String>,
    paragraph: usize,
}

impl History {
    fn new(document: &Document, sentences: &[Sentence], names: &Names) -> Self {
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

    fn enter(&mut self, paragraph: usize) {
        if paragraph != self.paragraph {
            self.paragraph = paragraph;
            self.person.clone_from(&self.protagonist);
            self.thing = None;
        }
    }

    fn referent(&self, clause: &Clause, names: &Names) -> Option<Referent> {
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
        let is_other = self.protagonist.as_ref() == Some(&person) && pronoun != self.pronoun;
        (!is_other).then_some(Referent { name: person, kind: ReferentKind::Person })
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

    fn remember(
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
                self.thing =
                    matches!(r.kind, ReferentKind::Named | ReferentKind::State).then(|| r.clone());
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

/// "the country", "the former Soviet state".
fn describes_state(phrase: &str) -> bool {
    static STATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?i:the) (?:[\p{L}-]+ ){0,3}(?:state|country|nation|republic|kingdom)$")
            .expect("the pattern is fixed")
    });
    STATE.is_match(phrase)
}

/// "His father", "Her husband": the next "he" may be another.
fn is_somebody_else(phrase: &str) -> bool {
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:His|Her|Their|[\p{L}-]+'s|The) .*\b(?:father|mother|brother|sister|wife|husband|son|daughter|uncle|aunt|parents|professor|teacher|friend|colleague|partner|man|woman|boy|girl|king|queen)\b").expect("the pattern is fixed")
    });
    OTHER.is_match(phrase)
}

/// Returns the people named in a sentence, by their full names.
pub(super) fn people_in(plain: &str, names: &Names) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in super::word::words(plain) {
        if word.is_capital()
            && let Some(full) = names.person(&word.text)
            && !found.iter().any(|f| f == full)
        {
            found.push(full.to_owned());
        }
    }
    found
}

fn protagonist(
    document: &Document,
    sentences: &[Sentence],
    names: &Names,
    pronouns: usize,
) -> Option<String> {
    const PRONOUNS_OF_A_LIFE: usize = 5;
    if pronouns < PRONOUNS_OF_A_LIFE {
        return None;
    }
    let title = document.title.as_deref().and_then(|title| names.person(title));
    let first = sentences
        .iter()
        .find(|s| s.text.contains(" ("))
        .map(|s| s.text.as_str())
        .unwrap_or_default();
    let opening = names.people().find(|name| first.starts_with(*name) && first.contains(" ("));
    let bracket = first.split(" (").next().unwrap_or_default();
    let opening = opening.or_else(|| person_ref(bracket, names));
    title.or(opening).map(str::to_owned)
}

fn person_ref<'n>(phrase: &str, names: &'n Names) -> Option<&'n str> {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"^(?:(?:[Tt]he|[Ff]ormer|late|[Ss]enior) )*(?:[\p{{L}}.']+ ){{0,3}}?(?:{TITLES}),? "
        ))
        .expect("the pattern is fixed")
    });
    let bare = strip_possessive(phrase.trim());
    names.person(bare).or_else(|| {
        let rest = &bare[TITLE.find(bare)?.end()..];
        names.person(rest)
    })
}

fn person(phrase: &str, names: &Names) -> Option<String> {
    person_ref(phrase, names).map(str::to_owned)
}

/// Returns whom or what a phrase names, from the phrase alone.
pub(super) fn named(phrase: &str, names: &Names) -> Option<Referent> {
    let referent = |name: String, kind| Some(Referent { name, kind });
    if let Some(name) = person(phrase, names) {
        return referent(name, ReferentKind::Person);
    }
    if let Some(state) = state_of(phrase) {
        return referent(state.name_with_article(), ReferentKind::State);
    }
    let lowered = lower_article(phrase);
    let words: Vec<&str> = lowered.split(' ').collect();
    let anaphor = words.iter().any(|w| {
        matches!(
            w.to_lowercase().as_str(),
            "this"
                | "that"
                | "these"
                | "those"
                | "his"
                | "her"
                | "its"
                | "their"
                | "he"
                | "she"
                | "it"
                | "they"
                | "such"
                | "former"
                | "latter"
                | "other"
                | "another"
                | "same"
                | "some"
                | "many"
                | "several"
                | "each"
                | "both"
                | "all"
                | "one"
                | "two"
                | "three"
                | "earlier"
                | "previous"
                | "new"
                | "my"
                | "our"
        )
    });
    if anaphor {
        return None;
    }
    let is_name = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase())
            || word.starts_with(|c: char| c.is_ascii_digit())
    };
    let all_names = words.iter().all(|w| {
        is_name(w.trim_end_matches(','))
            || matches!(*w, "of" | "the" | "and" | "for" | "in" | "de" | "la" | "on" | "&" | "at")
    });
    let (first, article) = match words.as_slice() {
        ["the", first, ..] => (*first, true),
        [first, ..] => (*first, false),
        [] => return None,
    };
    let head_known = words.len() > 1 && is_name(words[1]) || article || names.is_name_word(first);
    if all_names && is_name(first) && head_known {
        let several =
            words.contains(&"and") && !names.is_name_word(&lowered) && is_list_of_names(&words);
        let kind = if several { ReferentKind::Several } else { ReferentKind::Named };
        return referent(expand_people(&lowered, names), kind);
    }
    described_by_name(&lowered, &words, names)
        .and_then(|name| referent(name, ReferentKind::Described))
}

/// "France and Spain", but not "the School of Medicine and Surgery".
fn is_list_of_names(words: &[&str]) -> bool {
    !words.iter().any(|w| NOT_IN_A_PERSON.contains(w)) && !words.contains(&"of")
}

/// Gives last names in a list their first names: "Marx and Engels" to "Karl Marx and …".
fn expand_people(phrase: &str, names: &Names) -> String {
    if !phrase.contains(" and ") {
        return phrase.to_owned();
    }
    let expand = |part: &str| names.person(part).map_or_else(|| part.to_owned(), str::to_owned);
    let parts: Vec<String> = phrase
        .split(" and ")
        .map(|half| half.split(", ").map(expand).collect::<Vec<_>>().join(", "))
        .collect();
    parts.join(" and ")
}

/// "the population of Riga", "Spain's accession": a plain noun that a name makes definite.
fn described_by_name(phrase: &str, words: &[&str], names: &Names) -> Option<String> {
    const LONGEST: usize = 9;
    if words.len() > LONGEST {
        return None;
    }
    let first = words.first()?;
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    if *first == "the" && is_named_thing(&words[1..]) {
        return Some(phrase.to_owned());
    }
    if *first == "the" {
        let of = words.iter().position(|w| matches!(*w, "of" | "in" | "for" | "between" | "at"))?;
        let tied = words[1..].iter().any(|w| capital(w)) && of >= 2;
        return tied.then(|| phrase.to_owned());
    }
    let possessive = words.iter().take(3).position(|w| w.ends_with("'s") || w.ends_with("s'"))?;
    let owner = words[..=possessive].join(" ");
    let owner = strip_possessive(&owner);
    let known = names.is_name_word(owner)
        || owner.contains(' ') && owner.split(' ').all(capital)
        || names.person(owner).is_some();
    (known && words.len() > possessive + 1).then(|| {
        let full = names.person(owner).unwrap_or(owner);
        format!("{}{}", possessive_of(full), &phrase[words[..=possessive].join(" ").len()..])
    })
}

/// "Suez canal", "FIRST Global competition", but not "French king".
fn is_named_thing(words: &[&str]) -> bool {
    let capital = |w: &&&str| w.starts_with(char::is_uppercase);
    let names = words.iter().take_while(capital).count();
    let plain = words.len() - names;
    let small = ["of", "in", "and", "for", "at", "on", "to", "with"];
    let nationality = names == 1 && gazetteer::by_demonym(words[0]).is_some();
    names >= 1
        && (1..=2).contains(&plain)
        && !nationality
        && !words[names..].iter().any(|w| small.contains(w) || w.contains(char::is_uppercase))
}

/// Returns the possessive of a name.
pub(super) fn possessive_of(name: &str) -> String {
    format!("{name}'s")
}

/// Returns the state that a whole phrase names.
pub(super) fn state_of(phrase: &str) -> Option<&'static gazetteer::State> {
    let bare =
        phrase.strip_prefix("the ").or_else(|| phrase.strip_prefix("The ")).unwrap_or(phrase);
    let mentions = gazetteer::mentions(bare);
    let [only] = mentions.as_slice() else { return None };
    let named = matches!(only.kind, MentionKind::Name | MentionKind::Alias);
    (named && only.range == (0..bare.len())).then_some(only.state)
}

/// Puts a leading article in lower case.
pub(super) fn lower_article(phrase: &str) -> String {
    for article in ["The ", "A ", "An "] {
        if let Some(rest) = phrase.strip_prefix(article) {
            return format!("{}{rest}", article.to_lowercase());
        }
    }
    phrase.to_owned()
}

/// Finds the one thing that somebody in the documents sets out to do.
fn undertaking<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Undertaking> {
    static SETS_OUT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?P<who>\p{Lu}\p{L}+)['’]s (?:decision|plan|bid|intention|move|agreement|vote) to (?P<verb>join|leave|ratify|sign|build|buy|sell|host|ban|recogni[sz]e) (?P<what>the \p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)").expect("the pattern is fixed")
    });
    const OFTEN_ENOUGH: usize = 2;
    let mut counts: HashMap<(String, String, String), usize> = HashMap::new();
    for text in texts {
        for found in SETS_OUT.captures_iter(text) {
            let part =
                |name: &str| found.name(name).map(|m| m.as_str().to_owned()).unwrap_or_default();
            *counts.entry((part("who"), part("verb"), part("what"))).or_default() += 1;
        }
    }
    let ((who, verb, what), count) =
        counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)))?;
    (count >= OFTEN_ENOUGH).then_some(Undertaking { who, verb, what })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subjects(text: &str) -> Vec<Option<String>> {
        let documents = [Document::parse("a.txt", text)];
        let corpus = Corpus::new(&documents);
        corpus.seen().map(|s| s.known().subject.as_ref().map(|r| r.name.clone())).collect()
    }

    #[test]
    fn pronouns_and_descriptions_find_whom_they_mean() {
        assert_eq!(
            subjects(
                "Physicist Lise Meitner left Berlin in 1938. She settled in Stockholm. The Treaty of Rome ended tariffs. It was signed in 1957. France ratified the treaty. The country left it never."
            ),
            [
                Some("Lise Meitner".into()),
                Some("Lise Meitner".into()),
                Some("the Treaty of Rome".into()),
                Some("the Treaty of Rome".into()),
                Some("France".into()),
                Some("France".into()),
            ]
        );
    }

    #[test]
    fn a_relative_takes_the_pronoun_away() {
        assert_eq!(
            subjects(
                "Physicist Lise Meitner left Berlin in 1938. Her father was a lawyer. He died in 1910."
            )[2],
            None
        );
    }
}
