//! Verbs from one form to another: a question about "Who founded …?" needs "founded" kept, "When did
//! she found …?" needs its base, and "Which states are …?" needs agreement.
//!
//! Regular forms follow the rules of spelling; `irregular_verbs.txt` and `doubling_verbs.txt` beside
//! this file list the verbs that don't. An unknown verb is taken as regular.

use super::lemma::tables;
use super::part_of_speech::PartOfSpeech;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Whether a subject is one or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GrammaticalNumber {
    /// "the state".
    Singular,
    /// "the states".
    Plural,
}

/// Returns the base of any form of a verb: "signed", "went", "is" give "sign", "go", "be".
#[must_use]
pub fn base(form: &str) -> String {
    let lower = form.to_lowercase();
    match lower.as_str() {
        "am" | "is" | "are" | "was" | "were" | "been" | "being" | "be" => return "be".to_owned(),
        "has" | "had" | "having" => return "have".to_owned(),
        _ => {}
    }
    if let Some(base) = IRREGULAR.by_form.get(lower.as_str()) {
        return (*base).to_owned();
    }
    tables(PartOfSpeech::Verb).map_or(lower.clone(), |verbs| {
        // A known base is left as it is: "need" is no form of "nee".
        if verbs.contains(&lower) && !lower.ends_with("ed") { lower } else { verbs.lemma(&lower) }
    })
}

/// Returns the present of the third person singular: "sign" gives "signs", "be" gives "is".
#[must_use]
pub fn third_person(base: &str) -> String {
    match base {
        "be" => "is".to_owned(),
        "have" => "has".to_owned(),
        "do" | "go" | "undergo" | "undo" | "redo" | "outdo" | "veto" | "echo" => {
            format!("{base}es")
        }
        _ if ends_in_sibilant(base) => format!("{base}es"),
        _ => match consonant_y(base) {
            Some(stem) => format!("{stem}ies"),
            None => format!("{base}s"),
        },
    }
}

/// Returns the past: "sign" gives "signed", "go" gives "went"; of "be", the singular "was".
#[must_use]
pub fn past(base: &str) -> String {
    match (base, IRREGULAR.by_base.get(base)) {
        ("be", _) => "was".to_owned(),
        (_, Some((past, _))) => (*past).to_owned(),
        (_, None) => regular_past(base),
    }
}

/// Returns the past participle: "sign" gives "signed", "go" gives "gone".
#[must_use]
pub fn past_participle(base: &str) -> String {
    match (base, IRREGULAR.by_base.get(base)) {
        ("be", _) => "been".to_owned(),
        (_, Some((_, participle))) => (*participle).to_owned(),
        (_, None) => regular_past(base),
    }
}

/// Returns the present participle: "sign" gives "signing", "lie" gives "lying".
#[must_use]
pub fn present_participle(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    let keeps_e = ["ee", "oe", "ye"].iter().any(|end| base.ends_with(end)) || base == "be";
    match base.strip_suffix('e') {
        Some(stem) if !keeps_e && !stem.is_empty() => format!("{stem}ing"),
        _ => format!("{}ing", doubled(base)),
    }
}

/// Returns the present of a verb that agrees with its subject: "be" gives "are" of several.
#[must_use]
pub fn present(base: &str, number: GrammaticalNumber) -> String {
    match (base, number) {
        (_, GrammaticalNumber::Singular) => third_person(base),
        ("be", GrammaticalNumber::Plural) => "are".to_owned(),
        (_, GrammaticalNumber::Plural) => base.to_owned(),
    }
}

/// Returns the past of a verb that agrees with its subject; only "be" tells one from several.
#[must_use]
pub fn past_of(base: &str, number: GrammaticalNumber) -> String {
    match (base, number) {
        ("be", GrammaticalNumber::Plural) => "were".to_owned(),
        _ => past(base),
    }
}

struct Irregular {
    by_base: HashMap<&'static str, (&'static str, &'static str)>,
    by_form: HashMap<&'static str, &'static str>,
}

static IRREGULAR: LazyLock<Irregular> = LazyLock::new(|| {
    let mut verbs = Irregular { by_base: HashMap::new(), by_form: HashMap::new() };
    let lines = include_str!("irregular_verbs.txt").lines().filter(|l| !l.starts_with('#'));
    for line in lines {
        let mut words = line.split(' ');
        let (Some(base), Some(past), Some(participle)) = (words.next(), words.next(), words.next())
        else {
            continue;
        };
        verbs.by_base.insert(base, (past, participle));
        for form in [past, participle] {
            verbs.by_form.entry(form).or_insert(base);
        }
    }
    verbs
});

static DOUBLING: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("doubling_verbs.txt").lines().filter(|l| !l.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

fn regular_past(base: &str) -> String {
    if base.ends_with('e') {
        return format!("{base}d");
    }
    match consonant_y(base) {
        Some(stem) => format!("{stem}ied"),
        None => format!("{}ed", doubled(base)),
    }
}

/// Returns the verb with its last letter doubled where spelling asks for it: "stop", "refer".
fn doubled(base: &str) -> String {
    let letters: Vec<char> = base.chars().collect();
    let [.., before, vowel, last] = letters.as_slice() else {
        return base.to_owned();
    };
    let closed = !is_vowel(*before) && is_vowel(*vowel) && !is_vowel(*last);
    let doubles = closed && !matches!(last, 'w' | 'x' | 'y' | 'h');
    let one_syllable = letters.iter().filter(|c| is_vowel(**c)).count() == 1;
    // "quit" and "equip": the u belongs to the q.
    let after_q = letters.len() > 3 && letters[letters.len() - 4] == 'q' && *before == 'u';
    if (doubles && one_syllable) || after_q || DOUBLING.contains(base) {
        format!("{base}{last}")
    } else {
        base.to_owned()
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn ends_in_sibilant(base: &str) -> bool {
    ["s", "x", "z", "ch", "sh"].iter().any(|end| base.ends_with(end))
}

/// Returns the stem of a verb in -y after a consonant: "carr" of "carry".
fn consonant_y(base: &str) -> Option<&str> {
    base.strip_suffix('y').filter(|stem| stem.chars().next_back().is_some_and(|c| !is_vowel(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_of_a_verb_follow_from_its_base() {
        for (base_form, third, past_form, participle, ing) in [
            ("sign", "signs", "signed", "signed", "signing"),
            ("go", "goes", "went", "gone", "going"),
            ("be", "is", "was", "been", "being"),
            ("have", "has", "had", "had", "having"),
            ("carry", "carries", "carried", "carried", "carrying"),
            ("play", "plays", "played", "played", "playing"),
            ("stop", "stops", "stopped", "stopped", "stopping"),
            ("refer", "refers", "referred", "referred", "referring"),
            ("offer", "offers", "offered", "offered", "offering"),
            ("visit", "visits", "visited", "visited", "visiting"),
            ("equip", "equips", "equipped", "equipped", "equipping"),
            ("agree", "agrees", "agreed", "agreed", "agreeing"),
            ("die", "dies", "died", "died", "dying"),
            ("lie", "lies", "lay", "lain", "lying"),
            ("reach", "reaches", "reached", "reached", "reaching"),
            ("found", "founds", "founded", "founded", "founding"),
            ("write", "writes", "wrote", "written", "writing"),
            ("fix", "fixes", "fixed", "fixed", "fixing"),
        ] {
            assert_eq!(third_person(base_form), third);
            assert_eq!(past(base_form), past_form);
            assert_eq!(past_participle(base_form), participle);
            assert_eq!(present_participle(base_form), ing);
            for form in [third, past_form, participle, ing] {
                assert_eq!(base(form), base_form, "{form}");
            }
        }
    }

    #[test]
    fn verbs_agree_with_their_subject() {
        use GrammaticalNumber::{Plural, Singular};
        assert_eq!(present("join", Singular), "joins");
        assert_eq!(present("join", Plural), "join");
        assert_eq!(present("be", Plural), "are");
        assert_eq!(past_of("be", Plural), "were");
        assert_eq!(past_of("be", Singular), "was");
        assert_eq!(past_of("join", Plural), "joined");
    }

    proptest! {
        #[test]
        fn any_word_has_forms(word in "\\PC{0,12}") {
            for form in [base(&word), third_person(&word), past(&word), past_participle(&word)] {
                let _ = present_participle(&form);
            }
        }
    }
}
