//! Who is meant: somebody without a name or with half of one, some of many, the relatives of somebody.

use crate::authoring::check::wording::pattern;
use crate::authoring::nouns::{BODIES, SLIGHT};
use crate::authoring::{setting, uniqueness};
use crate::facts::{Fact, NameKind, Open, Statement, Value, pronoun_by_first_name};
use crate::language::gazetteer;
use regex::Regex;
use std::sync::LazyLock;

/// Returns whether a question's subject is a person's whole name: one that its sentence names, or that
/// begins with a first name.
pub(super) fn tells_of_a_person(fact: &Fact, statement: &Statement) -> bool {
    let subject = &statement.subject;
    let begins_so = subject.contains(' ') && pronoun_by_first_name(subject).is_some();
    begins_so || fact.is_person(subject)
}

/// "Where did representatives of twelve governments meet?" "When did five men sit down?"
pub(super) fn is_anybody(statement: &Statement) -> bool {
    let subject = &statement.subject;
    let definite = ["the ", "its ", "his ", "her "].iter().any(|the| subject.starts_with(the));
    statement.open != Open::Subject
        && !subject.is_empty()
        && !definite
        && (!subject.contains(char::is_uppercase) || are_some(subject))
        && !subject.contains(" first ")
        && matches!(statement.verb.operator.as_str(), "did" | "was" | "were" | "had")
}

/// "Heiden officials": some of them.
fn are_some(subject: &str) -> bool {
    const SOME: [&str; 17] = [
        "agents",
        "authorities",
        "critics",
        "doctors",
        "experts",
        "fans",
        "leaders",
        "members",
        "officers",
        "officials",
        "police",
        "reinforcements",
        "researchers",
        "scientists",
        "soldiers",
        "studies",
        "troops",
    ];
    // "British troops" are the army.
    let people = subject.split(' ').any(|word| gazetteer::by_demonym(word).is_some());
    !people && subject.rsplit(' ').next().is_some_and(|last| SOME.contains(&last))
}

/// "Who wrote a letter to the paper?" Many did. So is a letter no event that one learns the year of.
pub(super) fn many_did_it(fact: &Fact, statement: &Statement) -> bool {
    let mut words = statement.tail.split(' ');
    let indefinite = matches!(words.next(), Some("a" | "an"));
    let slight = words.take(2).any(|w| SLIGHT.contains(&w));
    let somebody = matches!(fact.value, Value::Name(NameKind::Person, _));
    let made = uniqueness::is_made_by_one(&statement.verb.base);
    indefinite
        && match statement.open {
            Open::Subject => somebody && !made && !setting::is_set(statement) || slight,
            Open::Time | Open::Complement => slight && !statement.tail.contains(" that "),
            Open::Gap => false,
        }
}

/// "Who launched his campaign in 2015?"
pub(super) fn owns_by_its_answer(statement: &Statement) -> bool {
    statement.open == Open::Subject
        && ["his ", "her ", "their "].iter().any(|own| statement.tail.starts_with(own))
}

/// "In which year did Giulio found the academy?" Who is that?
pub(in crate::authoring::check) fn calls_somebody_by_half(fact: &Fact, text: &str) -> bool {
    const RANKS: [&str; 22] = [
        "Bishop",
        "Cardinal",
        "Count",
        "Duke",
        "Emir",
        "Emperor",
        "Empress",
        "Khan",
        "King",
        "Pharaoh",
        "Pope",
        "President",
        "Prince",
        "Princess",
        "Queen",
        "Saint",
        "Shah",
        "St",
        "Sultan",
        "Tsar",
        "king",
        "saint",
    ];
    let bare = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.strip_suffix("'s").unwrap_or(word).to_owned()
    };
    let words: Vec<&str> = text.split(' ').collect();
    let capital =
        |word: Option<&&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
    let alone = |at: usize| {
        let before = at.checked_sub(1).map(|before| words[before]);
        let ranked = before.is_some_and(|before| RANKS.contains(&before));
        let behind = words.get(at + 1).filter(|_| !words[at].ends_with(['?', ',', '.']));
        let first_of_all = before.is_none() || at == 1 || !capital(before.as_ref());
        !ranked && !capital(behind) && first_of_all && behind != Some(&"of")
    };
    let half = fact.half_names.iter().filter(|name| !is_known_by_one_name(name));
    half.into_iter().any(|name| (0..words.len()).any(|at| bare(words[at]) == *name && alone(at)))
}

/// Returns whether everybody knows somebody by this one name: "Rembrandt".
pub(in crate::authoring) fn is_known_by_one_name(name: &str) -> bool {
    let known = include_str!("known_by_one_name.txt").lines().filter(|line| !line.starts_with('#'));
    known.flat_map(str::split_whitespace).any(|known| known == name)
}

/// "Lothar's granddaughter", "According to Holm": who?
pub(super) fn names_half_of_somebody(question: &str) -> bool {
    static OWNER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?P<before>\S+ )?(?P<name>\p{Lu}\p{Ll}+)'s (?:\p{Ll}+ )?(?:father|mother|brother|sister|son|daughter|wife|husband|widow|nephew|niece|uncle|aunt|grandson|granddaughter|grandfather|grandmother|cousin)\b",
        )
    });
    static MISTER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(?:Mr|Mrs|Ms)\.? \p{Lu}[\p{L}-]+(?:'s|\?|,)?(?: \p{Ll}|$)"));
    static SOURCE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^According to (?P<name>\p{Lu}\p{Ll}+), "));
    let known = |name: &str| gazetteer::find(name).is_some();
    let half = |found: regex::Captures<'_>| {
        let before = found.name("before").map_or("", |before| before.as_str());
        !before.starts_with(char::is_uppercase) && !known(&found["name"])
    };
    OWNER.captures(question).is_some_and(half)
        || MISTER.is_match(question)
        || SOURCE.captures(question).is_some_and(|found| !known(&found["name"]))
}

/// "In which year did her father die?" Seldom what one learns a life for.
pub(super) fn is_of_a_relative(statement: &Statement) -> bool {
    const RELATIVES: [&str; 15] = [
        "father",
        "mother",
        "brother",
        "sister",
        "wife",
        "husband",
        "uncle",
        "aunt",
        "partner",
        "colleague",
        "friend",
        "assistant",
        "pupil",
        "student",
        "rival",
    ];
    let mut words = statement.subject.rsplit(' ');
    let relative = words.next().is_some_and(|last| RELATIVES.contains(&last));
    let owned = statement.subject.contains("'s ");
    let life = matches!(statement.verb.base.as_str(), "bear" | "die" | "marry" | "take");
    relative && words.any(|word| word.ends_with("'s"))
        || owned && life && has_a_relative(&statement.subject)
}

/// "Ada Lund's nephew Jan".
fn has_a_relative(subject: &str) -> bool {
    static RELATIVE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"'s (?:\p{Ll}+ )?(?:nephew|niece|son|daughter|cousin|grandson|granddaughter|stepson|brother|sister)\b",
        )
    });
    RELATIVE.is_match(subject)
}

/// "the Terrible", where "Ivan" was lost.
pub(super) fn has_an_epithet_for_a_name(question: &str) -> bool {
    static EPITHET: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:^|\p{Ll} )the (?:Bald|Bold|Brave|Conqueror|Elder|Fair|Fat|Good|Great|Lionheart|Magnificent|Pious|Strong|Terrible|Wise|Younger)(?: \p{Ll}|\?|$)",
        )
    });
    EPITHET.is_match(question)
}

/// "the Carreños", "the Congress": of which several are called so.
pub(super) fn is_of_many_of_the_name(statement: &Statement) -> bool {
    static BODY: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^the (?:{BODIES})$")));
    let subject = &statement.subject;
    let family = subject.strip_prefix("the ").is_some_and(|name| {
        let plural = name.len() > 4 && name.ends_with('s') && !name.contains(' ');
        plural
            && name.starts_with(char::is_uppercase)
            && gazetteer::by_demonym(name).is_none()
            && gazetteer::find(subject).is_none()
            && statement.open == Open::Time
            && statement.verb.operator == "did"
    });
    family || BODY.is_match(subject)
}

/// "were the merchant Jan Holm dedicated", "were Hallasan inscribed": one was not.
pub(super) fn is_one_of_several_verbs(statement: &Statement) -> bool {
    static ONE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^the \p{Ll}+[^s\W] \p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*$"));
    let many = matches!(statement.subject.split(' ').nth(1), Some("people" | "police"));
    // "the Beatles were founded".
    let name = statement.subject.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let one = name && !statement.subject.ends_with('s') && !statement.subject.contains('&');
    statement.verb.operator == "were"
        && statement.open != Open::Subject
        && (one || ONE.is_match(&statement.subject))
        && !many
}

/// "Who made the ascent?" Lund, Holm and Moss did, or Lund together with Holm.
pub(super) fn is_one_of_a_list(fact: &Fact, statement: &Statement) -> bool {
    let Value::Name(NameKind::Person, name) = &fact.value else { return false };
    let capital =
        |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
    let more = |behind: &str| {
        let listed = behind.strip_prefix(", ").or_else(|| behind.strip_prefix(" and "));
        let mut words = listed.unwrap_or_default().split(' ');
        let two = capital(words.next()) && capital(words.next());
        two || behind.split('.').next().is_some_and(|rest| rest.contains(" together with "))
    };
    let behind = |quote: &str| quote.split_once(name.as_str()).is_some_and(|(_, rest)| more(rest));
    statement.open == Open::Subject && fact.evidence.iter().any(|e| behind(&e.quote))
}
