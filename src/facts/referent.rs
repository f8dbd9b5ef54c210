//! Whom or what a phrase names.

use super::names::{Names, strip_possessive};
use super::spelled_people::{NOT_IN_A_PERSON, TITLES};
use super::syntax::scene::Scene;
use super::word::words;
use crate::language::gazetteer::{self, MentionKind};
use regex::Regex;
use std::sync::LazyLock;

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

pub(super) fn person(phrase: &str, names: &Names) -> Option<String> {
    person_ref(phrase, names).map(str::to_owned)
}

/// Returns whom or what the subject of a clause means: what the story before tells of a pronoun or a
/// description, or else whom the phrase names.
pub(super) fn meant(phrase: &str, scene: &Scene, names: &Names) -> Option<Referent> {
    let Some(name) = scene.meant(phrase) else { return named(phrase, names) };
    let person = matches!(phrase.to_lowercase().as_str(), "he" | "she");
    let kind = match () {
        () if person || names.person(&name).is_some() => ReferentKind::Person,
        () if state_of(&name).is_some() => ReferentKind::State,
        () => ReferentKind::Named,
    };
    Some(Referent { name, kind })
}

/// Words that point at what was named before, or at some of many.
const POINTING: [&str; 32] = [
    "this", "that", "these", "those", "his", "her", "its", "their", "he", "she", "it", "they",
    "such", "former", "latter", "other", "another", "same", "some", "many", "several", "each",
    "both", "all", "one", "two", "three", "earlier", "previous", "new", "my", "our",
];

/// Returns whom or what a phrase names, from the phrase alone.
pub(super) fn named(phrase: &str, names: &Names) -> Option<Referent> {
    let referent = |name: String, kind| Some(Referent { name, kind });
    // "he and General Moss" are two.
    let two = ["He and ", "he and ", "She and ", "she and "];
    if two.iter().any(|two| phrase.starts_with(two)) {
        return None;
    }
    if let Some(name) = person(phrase, names) {
        return referent(name, ReferentKind::Person);
    }
    if let Some(state) = state_of(phrase) {
        let name = long_form(phrase).unwrap_or_else(|| state.name_with_article());
        return referent(name, ReferentKind::State);
    }
    let lowered = lower_article(phrase);
    let words: Vec<&str> = lowered.split(' ').collect();
    if words.iter().any(|word| POINTING.contains(&word.to_lowercase().as_str())) {
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

/// Returns the people named in a sentence, by their full names.
pub(super) fn people_in(plain: &str, names: &Names) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words(plain) {
        if word.is_capital()
            && let Some(full) = names.person(&word.text)
            && !found.iter().any(|f| f == full)
        {
            found.push(full.to_owned());
        }
    }
    found
}

pub(super) fn person_ref<'n>(phrase: &str, names: &'n Names) -> Option<&'n str> {
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

/// "France and Spain", but not "the School of Medicine and Surgery".
pub(super) fn is_list_of_names(words: &[&str]) -> bool {
    !words.iter().any(|w| NOT_IN_A_PERSON.contains(w)) && !words.contains(&"of")
}

/// Gives last names in a list their first names: "Marx and Engels" to "Karl Marx and …".
pub(super) fn expand_people(phrase: &str, names: &Names) -> String {
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
pub(super) fn described_by_name(phrase: &str, words: &[&str], names: &Names) -> Option<String> {
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
pub(super) fn is_named_thing(words: &[&str]) -> bool {
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

/// Returns the possessive of a name: "Peru's", "the Netherlands'".
pub(super) fn possessive_of(name: &str) -> String {
    if name.ends_with('s') { format!("{name}'") } else { format!("{name}'s") }
}

/// "the Federal Republic of Germany" says which Germany: what was founded in its year is no other.
pub(super) fn long_form(phrase: &str) -> Option<String> {
    let bare =
        phrase.strip_prefix("the ").or_else(|| phrase.strip_prefix("The ")).unwrap_or(phrase);
    let long = ["Republic of ", "Kingdom of ", "Union of ", "Federation of ", "Empire of "];
    let which = ["Federal ", "Democratic ", "People's ", "Socialist ", "Soviet "];
    let told = long.iter().any(|l| bare.contains(l)) && which.iter().any(|w| bare.contains(w));
    told.then(|| format!("the {bare}"))
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
