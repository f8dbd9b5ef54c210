//! What a name is and how it reads in full, decided by all its mentions in a document together.

use super::{Candidate, nouns_by_kind};
use crate::language::model::EntityKind;
use crate::value::fold;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What the document decides of a mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decided {
    pub(super) kind: EntityKind,
    pub(super) full: String,
}

/// A title or a telling last word speaks louder than the model does in one place.
const TITLE_WEIGHT: usize = 3;

/// "Roald Amundsen" is somebody, even where the model takes him for a company now and then.
const GIVEN_NAME_WEIGHT: usize = 2;

/// Returns whether a name of two to four words begins with a given name, and has no small words.
fn begins_with_a_given_name(words: &[String]) -> bool {
    static GIVEN: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let lines = include_str!("given_names.txt").lines().filter(|l| !l.starts_with('#'));
        lines.flat_map(str::split_whitespace).map(fold).collect()
    });
    let small =
        ["of", "the", "and", "in", "for", "on", "at", "to", "school", "prize", "university"];
    (2..=4).contains(&words.len())
        && words.first().is_some_and(|w| GIVEN.contains(w))
        && !words.iter().any(|w| small.contains(&w.as_str()))
}

/// Returns the kind that the last of several words gives a name: "Treaty", "University".
fn kind_of_last_word(words: &[String]) -> Option<EntityKind> {
    static KINDS: LazyLock<HashMap<String, EntityKind>> = LazyLock::new(|| {
        let nouns = nouns_by_kind(include_str!("head_nouns.txt"));
        nouns.map(|(noun, kind)| (fold(noun), kind)).collect()
    });
    KINDS.get(words.last()?).copied().filter(|_| words.len() > 1)
}

/// Returns for each candidate what its document decides of it.
pub(super) fn decide(text: &str, candidates: &[Candidate]) -> Vec<Decided> {
    let forms = Forms::new(text, candidates);
    let fulls: Vec<usize> = (0..forms.written.len()).map(|form| forms.full(form)).collect();
    let mut votes: HashMap<usize, Vec<(EntityKind, usize)>> = HashMap::new();
    for (candidate, form) in candidates.iter().zip(&forms.of_candidate) {
        let votes = votes.entry(fulls[*form]).or_default();
        let mut vote = |kind, weight| match votes.iter_mut().find(|(k, _)| *k == kind) {
            Some((_, count)) => *count += weight,
            None => votes.push((kind, weight)),
        };
        vote(candidate.kind, 1);
        if candidate.titled {
            vote(EntityKind::Person, TITLE_WEIGHT);
        }
        let words = &forms.words[fulls[*form]];
        if let Some(kind) = kind_of_last_word(words) {
            vote(kind, TITLE_WEIGHT);
        } else if begins_with_a_given_name(words) && candidate.kind != EntityKind::Gpe {
            vote(EntityKind::Person, GIVEN_NAME_WEIGHT);
        }
    }
    let decide = |form: &usize| {
        let full = fulls[*form];
        // Of equals the first to be named wins: max_by_key takes the last.
        let winner = votes.get(&full).and_then(|v| v.iter().rev().max_by_key(|(_, count)| *count));
        Decided {
            kind: winner.map_or(EntityKind::Org, |(kind, _)| *kind),
            full: forms.written[full].clone(),
        }
    };
    forms.of_candidate.iter().map(decide).collect()
}

/// The distinct ways in which a document writes its names.
#[derive(Default)]
struct Forms {
    /// As first written.
    written: Vec<String>,
    /// The folded words of each.
    words: Vec<Vec<String>>,
    kinds: Vec<EntityKind>,
    of_candidate: Vec<usize>,
    /// Forms by their first and by their last word.
    by_end: HashMap<String, Vec<usize>>,
    /// Forms of several words by their initials.
    by_initials: HashMap<String, Vec<usize>>,
}

impl Forms {
    fn new(text: &str, candidates: &[Candidate]) -> Self {
        let mut forms = Self::default();
        let mut seen: HashMap<String, usize> = HashMap::new();
        for candidate in candidates {
            let written = text.get(candidate.range.clone()).unwrap_or_default();
            let form = *seen.entry(fold(written)).or_insert_with_key(|key| forms.add(written, key));
            forms.prefer_small_letters(form, written);
            forms.kinds.resize(forms.written.len(), candidate.kind);
            if candidate.titled {
                forms.kinds[form] = EntityKind::Person;
            }
            forms.of_candidate.push(form);
        }
        forms
    }

    fn add(&mut self, written: &str, folded: &str) -> usize {
        let form = self.written.len();
        let words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
        let ends = [words.first(), words.last().filter(|_| words.len() > 1)];
        for word in ends.into_iter().flatten() {
            self.by_end.entry(word.clone()).or_default().push(form);
        }
        let capitals = written.split_whitespace().filter_map(|w| w.chars().next());
        let initials: String = capitals.filter(|c| c.is_uppercase()).collect();
        if initials.chars().count() > 1 {
            self.by_initials.entry(initials).or_default().push(form);
        }
        self.written.push(written.split_whitespace().collect::<Vec<_>>().join(" "));
        self.words.push(words);
        form
    }

    /// Takes a later spelling for one that was all in capitals, as headings and datelines are.
    fn prefer_small_letters(&mut self, form: usize, written: &str) {
        let shouted = |text: &str| !text.chars().any(char::is_lowercase);
        if shouted(&self.written[form]) && !shouted(written) {
            written.clone_into(&mut self.written[form]);
        }
    }

    /// Returns the fullest form of a name; itself, where the document has no other or several.
    fn full(&self, form: usize) -> usize {
        if let Some(full) = self.spelled_out(form) {
            return full;
        }
        let words = &self.words[form];
        let ends = [words.first(), words.last()];
        let shared = ends.into_iter().flatten().filter_map(|w| self.by_end.get(w)).flatten();
        let mut longer: Vec<usize> =
            shared.copied().filter(|other| self.is_short_for(form, *other)).take(MANY).collect();
        longer.sort_unstable();
        longer.dedup();
        // A form that is itself short for another is no rival of it.
        let is_fullest = |a: &&usize| !longer.iter().any(|b| self.is_short_for(**a, *b));
        let mut fullest = longer.iter().filter(is_fullest);
        match (fullest.next(), fullest.next()) {
            (Some(one), None) if !self.is_of_a_firm_before(form, *one) => *one,
            _ => form,
        }
    }

    /// "Lund" in a text on Lund & Sons that names Anna Lund later: the firm, or one of the family.
    fn is_of_a_firm_before(&self, short: usize, person: usize) -> bool {
        let [name] = self.words[short].as_slice() else { return false };
        let firm = |form: &&usize| {
            self.kinds[**form] == EntityKind::Org
                && self.words[**form].len() > 1
                && self.words[**form].starts_with(std::slice::from_ref(name))
        };
        let named = self.by_end.get(name).into_iter().flatten();
        self.kinds[person] == EntityKind::Person
            && named.take(MANY).any(|form| *form < person && firm(&form))
    }

    /// Whether one form is the other's last name, first name of a person, or begins it.
    fn is_short_for(&self, short: usize, long: usize) -> bool {
        let (a, b) = (&self.words[short], &self.words[long]);
        if a.len() >= b.len() {
            return false;
        }
        let person = self.kinds[long] == EntityKind::Person && kind_of_last_word(b).is_none();
        // "The Commission" is the European Commission where there is no other.
        let by_last_word = a.len() == 1 && b.ends_with(a) && kind_of_last_word(b).is_some();
        // "Marie" may be Marie Curie; "World" is not the World Bank.
        by_last_word || (b.ends_with(a) && person) || (b.starts_with(a) && (person || a.len() > 1))
    }

    /// Returns the one name that an abbreviation like "WHO" stands for.
    fn spelled_out(&self, form: usize) -> Option<usize> {
        let written = self.written[form].replace('.', "");
        let is_abbreviation =
            written.chars().count() > 1 && written.chars().all(char::is_uppercase);
        let found = self.by_initials.get(&written).filter(|_| is_abbreviation)?;
        match found.as_slice() {
            [one] if *one != form => Some(*one),
            _ => None,
        }
    }
}

/// More longer forms than this leave it open which one is meant; it keeps odd texts from taking long.
const MANY: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(text: &str, name: &str, kind: EntityKind, nth: usize) -> Candidate {
        let (start, _) = text.match_indices(name).nth(nth).expect("the name is in the text");
        Candidate {
            range: start..start + name.len(),
            kind,
            titled: false,
            fixed: None,
            state: None,
            seat_of: None,
        }
    }

    #[test]
    fn one_wrong_judgement_is_outvoted() {
        let text = "Omar Bello won. Bello lost. Bello won.";
        let candidates = [
            candidate(text, "Omar Bello", EntityKind::Person, 0),
            candidate(text, "Bello", EntityKind::Org, 1),
            candidate(text, "Bello", EntityKind::Person, 2),
        ];
        let kinds: Vec<_> = decide(text, &candidates).into_iter().map(|d| d.kind).collect();
        assert_eq!(kinds, [EntityKind::Person; 3]);
    }

    #[test]
    fn a_title_outweighs_the_model() {
        let text = "Omar Bello won.";
        let titled =
            Candidate { titled: true, ..candidate(text, "Omar Bello", EntityKind::Org, 0) };
        assert_eq!(decide(text, &[titled])[0].kind, EntityKind::Person);
    }

    #[test]
    fn a_telling_last_word_decides_and_stands_for_the_whole() {
        let text = "The Omar Treaty came late. The Treaty failed.";
        let candidates = [
            candidate(text, "Omar Treaty", EntityKind::Person, 0),
            candidate(text, "Treaty", EntityKind::Person, 1),
        ];
        for decided in decide(text, &candidates) {
            assert_eq!((decided.full.as_str(), decided.kind), ("Omar Treaty", EntityKind::Law));
        }
    }

    #[test]
    fn a_name_that_a_firm_had_first_is_nobodys() {
        let fulls = |text: &str, names: [(&str, EntityKind, usize); 3]| -> Vec<String> {
            let candidates = names.map(|(name, kind, nth)| candidate(text, name, kind, nth));
            decide(text, &candidates).into_iter().map(|d| d.full).collect()
        };
        let firm = ("Bello & Sons", EntityKind::Org, 0);
        let person = ("Omar Bello", EntityKind::Person, 0);
        let alone = ("Bello", EntityKind::Person, 2);
        let firm_first =
            fulls("Bello & Sons grew. Omar Bello led it. Bello grew.", [firm, person, alone]);
        assert_eq!(firm_first, ["Bello & Sons", "Omar Bello", "Bello"]);
        let person_first =
            fulls("Omar Bello led it. Bello & Sons grew. Bello died.", [person, firm, alone]);
        assert_eq!(person_first, ["Omar Bello", "Bello & Sons", "Omar Bello"]);
    }

    #[test]
    fn a_last_name_that_two_people_bear_leads_to_neither() {
        let text = "Omar Bello and Ada Bello met. Bello left.";
        let candidates = [
            candidate(text, "Omar Bello", EntityKind::Person, 0),
            candidate(text, "Ada Bello", EntityKind::Person, 0),
            candidate(text, "Bello", EntityKind::Person, 2),
        ];
        let fulls: Vec<_> = decide(text, &candidates).into_iter().map(|d| d.full).collect();
        assert_eq!(fulls, ["Omar Bello", "Ada Bello", "Bello"]);
    }
}
