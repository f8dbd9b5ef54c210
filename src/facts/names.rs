//! What the documents call people and things: learned from all sentences before any is asked.

use super::spelled_people::{NOT_IN_A_PERSON, TITLES, people_in};
use super::syntax::discourse::pronoun_by_first_name;
use super::word::words;
use crate::language::gazetteer;
use crate::language::names::rulers_in;
use crate::workers::{all_threads, share_out};
use regex::Regex;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

/// Sentences that a thread takes at once.
const BATCH: usize = 256;

/// The names that the documents use.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Words with a capital in the middle of a sentence, and how often.
    capital: HashMap<String, u32>,
    /// Words without a capital.
    lower: HashSet<String>,
    /// Full names of people, and how often each stands.
    people: BTreeMap<String, u32>,
    /// First words of the names of firms: "Lund" of "Lund Instruments".
    firms: HashSet<String>,
    /// First names of rulers with their numbers: "Richard III" for "Richard".
    rulers: BTreeMap<String, HashSet<String>>,
    /// Last names of people, whoever is meant by them alone.
    family: HashSet<String>,
    /// Last names and the full names that end in them.
    last: HashMap<String, Vec<String>>,
}

impl Names {
    /// Learns the names of these sentences.
    ///
    /// A title that is a person's name says how the person is usually called.
    pub(super) fn learn<'a>(
        sentences: impl Iterator<Item = &'a str>,
        titles: impl Iterator<Item = &'a str>,
    ) -> Self {
        let each: Vec<&str> = sentences.collect();
        let batches: Vec<&[&str]> = each.chunks(BATCH).collect();
        let parts = share_out(&batches, all_threads(), |batch| vec![Self::in_sentences(batch)]);
        let mut names = parts.into_iter().reduce(Self::with).unwrap_or_default();
        names.prefer(titles);
        names.join_variants();
        names
    }

    /// Learns what each of some sentences tells by itself.
    fn in_sentences(sentences: &[&str]) -> Self {
        let mut names = Self::default();
        for sentence in sentences {
            names.learn_words(sentence);
            for person in people_in(sentence) {
                names.add_person(person);
            }
            names.learn_firms(sentence);
            names.learn_rulers(sentence);
        }
        names
    }

    /// Joins what other sentences tell.
    fn with(mut self, other: Self) -> Self {
        for (word, count) in other.capital {
            *self.capital.entry(word).or_default() += count;
        }
        self.lower.extend(other.lower);
        for (person, count) in other.people {
            *self.people.entry(person).or_default() += count;
        }
        self.firms.extend(other.firms);
        for (first, full) in other.rulers {
            self.rulers.entry(first).or_default().extend(full);
        }
        self
    }

    /// Learns the full names of people that were found otherwise.
    pub(super) fn learn_full<'a>(&mut self, people: impl Iterator<Item = &'a str>) {
        for name in people {
            self.add_person(name);
        }
        self.last.clear();
        self.join_variants();
    }

    /// Learns who else goes by the last name of somebody who is known: "Brandt" alone is nobody then.
    pub(super) fn learn_namesakes<'a>(&mut self, people: impl Iterator<Item = &'a str>) {
        let first = |name: &str| name.split(' ').next().unwrap_or_default().to_owned();
        for name in people.filter(|name| name.contains(' ')) {
            let last = name.rsplit(' ').next().unwrap_or_default();
            self.family.insert(last.to_owned());
            let whole = Self::may_begin_a_name(&first(name)) && first(name).len() > 2;
            let Some(forms) = self.last.get_mut(last).filter(|_| whole) else { continue };
            if forms.iter().all(|form| first(form) != first(name)) {
                forms.push(name.to_owned());
            }
        }
    }

    /// Returns whether the documents have somebody with this last name.
    pub(super) fn is_of_a_family(&self, last: &str) -> bool {
        self.family.contains(last) && !self.firms.contains(last)
    }

    /// Returns whether a word with a capital is a name even at the head of a sentence.
    pub(super) fn is_name_word(&self, word: &str) -> bool {
        let bare = strip_possessive(word);
        let first_lower = bare.to_lowercase();
        let inner_capital = bare.chars().skip(1).any(char::is_uppercase);
        inner_capital
            || gazetteer::find(bare).is_some()
            || self.is_known_last_name(bare)
            || (self.capital.contains_key(bare) && !self.lower.contains(&first_lower))
    }

    /// Returns the full name of a person from a full or a last name.
    pub(super) fn person(&self, name: &str) -> Option<&str> {
        let name = drop_letters_after(strip_possessive(name));
        if let Some((full, _)) = self.people.get_key_value(name) {
            return Some(self.canonical(full));
        }
        if let Some((first, rest)) = name.split_once(' ') {
            let forms = self.last.get(rest.rsplit(' ').next().unwrap_or(rest))?;
            let same = |full: &&String| full.split(' ').next() == Some(first);
            return forms.iter().find(same).map(String::as_str);
        }
        match self.last.get(name).map(Vec::as_slice) {
            // "Lund" may be Anna Lund or Lund Instruments.
            Some([only]) if !self.firms.contains(name) => Some(only),
            None => self.ruler(name),
            _ => None,
        }
    }

    /// Returns whether a word may be somebody's first name: no title, no place, no people.
    pub(super) fn may_begin_a_name(word: &str) -> bool {
        static TITLE: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(&format!("^(?:{TITLES})$")).expect("the pattern is fixed"));
        word.starts_with(char::is_uppercase)
            && word.chars().all(char::is_alphabetic)
            && !TITLE.is_match(word)
            && !NOT_IN_A_PERSON.contains(&word)
            && gazetteer::find(word).is_none()
            && gazetteer::by_demonym(word).is_none()
    }

    /// Returns all people, by their full names.
    pub(super) fn people(&self) -> impl Iterator<Item = &str> {
        self.last.values().flatten().map(String::as_str)
    }

    fn is_known_last_name(&self, word: &str) -> bool {
        self.last.contains_key(word)
    }

    /// Returns the usual form of a name: without the middle name that few sentences have.
    fn canonical<'a>(&'a self, full: &'a str) -> &'a str {
        let last = full.rsplit(' ').next().unwrap_or(full);
        let same = |other: &&String| other.split(' ').next() == full.split(' ').next();
        self.last.get(last).and_then(|forms| forms.iter().find(same)).map_or(full, String::as_str)
    }

    fn learn_words(&mut self, sentence: &str) {
        let mut at_start = true;
        for word in words(sentence) {
            if !word.is_word() {
                at_start = at_start && !matches!(word.text.as_str(), "," | ";" | "—" | "–");
                at_start |= matches!(word.text.as_str(), "“" | ":" | "—");
                continue;
            }
            if word.is_capital() {
                if !at_start {
                    let bare = strip_possessive(&word.text).to_owned();
                    *self.capital.entry(bare).or_default() += 1;
                }
            } else {
                self.lower.insert(word.lower.clone());
            }
            at_start = false;
        }
    }

    fn learn_firms(&mut self, sentence: &str) {
        static FIRM: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\b(\p{Lu}[\p{L}'-]+) (?:Instruments|Industries|Systems|Motors|Holdings|Group|Company|Corporation|Brothers|Scientific|Marine|Airlines|Airways|Works|Foods|Stores|Electric|Records|Pictures|Press|Bank|Inc|Ltd|Limited|AG|plc|& (?:Sons?|Brothers|Co|Company|Daughters?|Partners))\b")
                .expect("the pattern is fixed")
        });
        let firms = FIRM.captures_iter(sentence).filter_map(|found| found.get(1));
        self.firms.extend(firms.map(|first| first.as_str().to_owned()));
    }

    fn learn_rulers(&mut self, sentence: &str) {
        for full in rulers_in(sentence).map(|range| &sentence[range]) {
            if let Some((first, _)) = full.split_once(' ') {
                self.rulers.entry(first.to_owned()).or_default().insert(full.to_owned());
            }
        }
    }

    /// Returns the one ruler that a first name means: "Richard III" for "Richard".
    fn ruler(&self, name: &str) -> Option<&str> {
        let rulers = self.rulers.get(name)?;
        rulers.iter().next().filter(|_| rulers.len() == 1).map(String::as_str)
    }

    /// Returns the one person whose first name this is: "Giulio Strozzi" for "Giulio".
    pub(super) fn by_first_name(&self, name: &str) -> Option<&str> {
        pronoun_by_first_name(name)?;
        let mut people = self.people().filter(|full| full.split(' ').next() == Some(name));
        people.next().filter(|_| people.next().is_none())
    }

    /// Makes the titles' forms of people's names the usual ones.
    fn prefer<'a>(&mut self, titles: impl Iterator<Item = &'a str>) {
        const SURELY: u32 = 1000;
        let first = |name: &str| name.split(' ').next().unwrap_or_default().to_owned();
        let last = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
        let mut by_last: HashMap<String, Vec<String>> = HashMap::new();
        for name in self.people.keys() {
            by_last.entry(last(name)).or_default().push(name.clone());
        }
        for title in titles.filter(|title| title.contains(' ')) {
            let Some(people) = by_last.get_mut(&last(title)) else { continue };
            // "Emmy Noether" for whom the text calls Amalie Emmy Noether once.
            let longer = |name: &str| name.strip_suffix(title).is_some_and(|n| n.ends_with(' '));
            if people.iter().any(|name| first(name) == first(title) || longer(name)) {
                people.push(title.to_owned());
                *self.people.entry(title.to_owned()).or_default() += SURELY;
            }
        }
    }

    fn add_person(&mut self, name: &str) {
        static TITLE: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(&format!("^(?:{TITLES}) ")).expect("the pattern is fixed"));
        let name = drop_letters_after(strip_possessive(name.trim()));
        let name = &name[TITLE.find(name).map_or(0, |title| title.end())..];
        let parts: Vec<&str> = name.split(' ').collect();
        let known_word = |part: &&str| {
            gazetteer::find(part).is_some()
                || gazetteer::by_demonym(part).is_some()
                || NOT_IN_A_PERSON.contains(part)
        };
        if (2..=5).contains(&parts.len()) && !parts.iter().any(known_word) {
            *self.people.entry(name.to_owned()).or_default() += 1;
        }
    }

    /// Files every person under the last name; a name with a middle name joins the one without.
    fn join_variants(&mut self) {
        let mut by_ends: BTreeMap<(String, String), Vec<(String, u32)>> = BTreeMap::new();
        for (name, count) in &self.people {
            let first = name.split(' ').next().unwrap_or_default().to_owned();
            let last = name.rsplit(' ').next().unwrap_or_default().to_owned();
            by_ends.entry((first, last)).or_default().push((name.clone(), *count));
        }
        for ((_, last), forms) in by_ends {
            let usual =
                forms.iter().max_by_key(|(name, count)| (*count, std::cmp::Reverse(name.len())));
            if let Some((name, _)) = usual {
                self.last.entry(last).or_default().push(name.clone());
            }
        }
    }
}

/// Returns the word without "'s" or a bare apostrophe.
pub(super) fn strip_possessive(word: &str) -> &str {
    word.strip_suffix("'s")
        .or_else(|| word.strip_suffix("s'").map(|_| &word[..word.len() - 1]))
        .unwrap_or(word)
}

/// "Jane Roe FRS" is Jane Roe.
fn drop_letters_after(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((rest, last)) if last.len() > 1 && last.chars().all(char::is_uppercase) => {
            drop_letters_after(rest)
        }
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learn(sentences: &[&'static str]) -> Names {
        Names::learn(sentences.iter().copied(), std::iter::empty())
    }

    #[test]
    fn a_first_name_may_have_a_hyphen() {
        let names = learn(&["In 1803 Jean-Jacques Moreau won.", "Moreau was crowned."]);
        assert_eq!(names.person("Moreau"), Some("Jean-Jacques Moreau"));
    }

    #[test]
    fn people_are_known_by_their_last_name() {
        let names = learn(&[
            "President Abraham Lincoln spoke at Gettysburg.",
            "Physicist Lise Meitner FRS left Berlin.",
            "Marie Curie was born in Warsaw.",
        ]);
        assert_eq!(names.person("Lincoln's"), Some("Abraham Lincoln"));
        assert_eq!(names.person("Meitner"), Some("Lise Meitner"));
        assert_eq!(names.person("Marie Curie"), Some("Marie Curie"));
        assert_eq!(names.person("Warsaw"), None);
    }

    #[test]
    fn a_middle_name_makes_no_second_person() {
        let names = learn(&[
            "President John Fitzgerald Kennedy spoke.",
            "President John Kennedy spoke.",
            "It was President John Kennedy.",
        ]);
        assert_eq!(names.person("Kennedy"), Some("John Kennedy"));
        assert_eq!(names.person("John Fitzgerald Kennedy"), Some("John Kennedy"));
    }

    #[test]
    fn a_ruler_is_known_by_the_first_name() {
        let names = learn(&["They found Richard III.", "Richard was killed.", "Henry VII won."]);
        assert_eq!(names.person("Richard"), Some("Richard III"));
        assert_eq!(learn(&["Henry VII or Henry VIII."]).person("Henry"), None);
    }

    #[test]
    fn a_title_tells_by_what_part_of_a_name_somebody_is_known() {
        let sentences = ["Amalie Emmy Noether was born in Erlangen."];
        let names = Names::learn(sentences.into_iter(), ["Emmy Noether"].into_iter());
        assert_eq!(names.person("Emmy Noether"), Some("Emmy Noether"));
    }

    #[test]
    fn the_first_word_of_a_sentence_is_a_name_only_if_known_as_one() {
        let names = learn(&["Police came to Riga.", "The police of Riga came.", "Riga is old."]);
        assert!(names.is_name_word("Riga"));
        assert!(!names.is_name_word("Police"));
        assert!(names.is_name_word("NATO"));
    }
}
