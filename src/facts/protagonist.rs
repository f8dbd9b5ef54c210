//! The person that a whole document is about: whose life it tells.

use super::context::Text;
use super::names::Names;
use super::referent::person_ref;
use super::syntax::discourse;
use super::syntax::kinds::is_common_in_names;
use crate::language::gazetteer;
use crate::value::fold;
use regex::Regex;
use std::sync::LazyLock;

/// Returns the person that a document is about: its title or its first sentence names one, and it
/// says "he" or "she" often.
pub(super) fn protagonist(text: &Text<'_>, names: &Names) -> Option<String> {
    let title = text.document.title.as_deref().unwrap_or_default();
    let minutes = title.to_lowercase().contains("minutes");
    // A page on the steam engine is about no engineer, however often it says "he".
    let of_a_thing = discourse::is_of_a_kind(title);
    let scenes = || text.sentences.iter().map(|known| &known.scene);
    if minutes || of_a_thing || !discourse::tells_of_somebody(scenes()) {
        return None;
    }
    // "Ada Moss (1820-1900)".
    let bare = title.split(" (").next().unwrap_or_default();
    let titled = known_by_its_title(text, bare).or_else(|| begins_with_more_names(text, bare));
    let titled = titled.or_else(|| names.person(bare).map(str::to_owned)).or_else(|| headed(title));
    let titled = titled.or_else(|| begins_with_its_years(text, bare));
    let titled = titled.or_else(|| begins_with_its_title(text, bare));
    let titled = titled.or_else(|| called_by_its_title(text, bare));
    let titled = titled.or_else(|| mourned(text, title));
    titled.or_else(|| {
        let opening = text.sentences.iter().find_map(|k| k.sentence.text.split_once(" ("));
        let (begins, _) = opening?;
        let whole = names.people().find(|name| begins.starts_with(*name));
        whole.or_else(|| person_ref(begins, names)).map(str::to_owned)
    })
}

/// Returns the sentences that a page begins with.
fn lead<'t>(text: &'t Text<'_>) -> impl Iterator<Item = &'t str> {
    /// Among so many sentences the first may be the heading.
    const LEAD: usize = 2;
    text.sentences.iter().take(LEAD).map(|known| known.sentence.text.as_str())
}

/// A page that is called "Osman Bey" and begins with him.
fn begins_with_its_title(text: &Text<'_>, title: &str) -> Option<String> {
    let words: Vec<&str> = title.split(' ').collect();
    // "Hermann of Heiden".
    let particle = |w: &&&str| {
        matches!(**w, "al" | "da" | "de" | "della" | "di" | "ibn" | "la" | "of" | "van" | "von")
    };
    let long = words.iter().filter(|word| !particle(word)).count();
    let named = (2..=4).contains(&long)
        && words.iter().filter(|w| !particle(w)).all(|w| Names::may_begin_a_name(w))
        && !words.iter().any(|w| is_common_in_names(w));
    // "María Ada Moss de Lund was a pianist", of a page that is called "Ada Moss".
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let begins = lead(text).any(|sentence| {
        sentence.split_once(title).is_some_and(|(before, rest)| {
            rest.starts_with([' ', ',']) && before.split_terminator(' ').all(capital)
        })
    });
    (named && begins).then(|| title.to_owned())
}

/// "Francisco Alves Moss Filho, known as Chico Moss, was", of a page that is called "Chico Moss".
fn known_by_its_title(text: &Text<'_>, title: &str) -> Option<String> {
    const TIES: [&str; 4] = ["known as ", "known simply as ", "called ", "remembered as "];
    let known = |sentence: &str| TIES.iter().any(|tie| sentence.contains(&format!("{tie}{title}")));
    let words = title.split(' ').count();
    let named = (2..=4).contains(&words) && title.split(' ').all(Names::may_begin_a_name);
    (named && lead(text).any(known)).then(|| title.to_owned())
}

/// "José Julián Moss Pérez (1853–1895) was", of a page that is called "José Moss".
fn begins_with_more_names(text: &Text<'_>, title: &str) -> Option<String> {
    const MOST_NAMES: usize = 7;
    let opens = lead(text).find_map(|sentence| sentence.split_once(" (").map(|(name, _)| name))?;
    let (names, words) = (opens.split(' '), title.split(' '));
    let mut rest = names.clone();
    let in_order = words.clone().all(|word| rest.any(|name| name == word));
    let whole = (2..=4).contains(&words.clone().count())
        && words.clone().all(Names::may_begin_a_name)
        && (3..=MOST_NAMES).contains(&names.clone().count())
        && names.clone().next() == title.split(' ').next();
    let capital = |name: &str| name.starts_with(char::is_uppercase) || name.len() < 4;
    (in_order && whole && names.clone().all(capital)).then(|| title.to_owned())
}

/// "Abu Rayhan ibn Ahmad al-Moss (973 – after 1050) was", of a page that is called "Al-Moss".
fn called_by_its_title(text: &Text<'_>, title: &str) -> Option<String> {
    let opens = lead(text).find_map(|sentence| sentence.split_once(" (").map(|(name, _)| name))?;
    let name = fold(opens).to_lowercase();
    let own = fold(title).to_lowercase();
    let ends = name.strip_suffix(own.as_str()).is_some_and(|before| before.ends_with(' '));
    let one = !title.contains(' ') && title.starts_with(char::is_uppercase);
    (ends && one && !is_common_in_names(title)).then(|| title.to_owned())
}

/// "Ada Moss, botanist who mapped the ferns of Lund, dies at 91", "Ada Moss: a life in glass": of whom the
/// page tells as its title does.
fn mourned(text: &Text<'_>, title: &str) -> Option<String> {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:Obituary: |Remembering |In [Mm]emoriam:? )?(\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’.-]*){1,3})(?:, [\p{Ll}\d]| (?:dies|died|has died|dead)\b| [–—-] |: |$)")
            .expect("the pattern is fixed")
    });
    let name = NAME.captures(title)?.get(1)?.as_str();
    let whole = name.split(' ').all(|word| Names::may_begin_a_name(word.trim_end_matches('.')));
    let common = name.split(' ').any(is_common_in_names);
    let told = text.sentences.iter().take(LEAD_OF_A_REPORT);
    let mut told = told.map(|known| known.sentence.text.as_str()).filter(|said| *said != title);
    (whole && !common && told.any(|said| said.starts_with(name))).then(|| name.to_owned())
}

/// Among so many sentences a report names whom it is about: first may stand its title, who wrote it, and
/// where.
const LEAD_OF_A_REPORT: usize = 5;

/// "Sinan (c. 1490–1588) was", "Moss, also known as Ada Lund (c. 1770–1843), was": somebody of one name, as a page on "Mimar Sinan" begins.
fn begins_with_its_years(text: &Text<'_>, title: &str) -> Option<String> {
    let (first, last) = (title.split(' ').next()?, title.rsplit(' ').next()?);
    let begins = |sentence| [first, last].iter().any(|name| begins_with_years(sentence, name));
    let common = title.split(' ').any(is_common_in_names);
    (!common && lead(text).any(begins)).then(|| title.to_owned())
}

fn begins_with_years(sentence: &str, name: &str) -> bool {
    static YEARS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:, (?:also |better )?(?:called|known as) [^.()]{2,60})? \((?:c\. ?|born |[^()]*\d{1,2} \p{L}+ )?\d{3,4}[^()]*[–-][^()]*\d{3,4}\)")
            .expect("the pattern is fixed")
    });
    Names::may_begin_a_name(name)
        && sentence.strip_prefix(name).is_some_and(|rest| YEARS.is_match(rest))
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
