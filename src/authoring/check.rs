//! The checks that every question must pass before anybody sees it.

use super::genre::Explaining;
use super::uniqueness;
use crate::facts::{Agreement, Fact, GAP, NameKind, Open, Statement, Value, noun_in_name};
use crate::language::gazetteer;
use crate::value::{fold, read_number, strip_article};
use regex::Regex;
use std::sync::LazyLock;

/// Why a question can be no card as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Faults {
    /// What nobody can mend, if anything.
    pub(super) fatal: Option<&'static str>,
    /// What a teacher who knows the text can mend.
    pub(super) mendable: Vec<Mendable>,
}

impl Faults {
    /// Returns whether nothing is wrong.
    pub(super) fn are_none(&self) -> bool {
        self.fatal.is_none() && self.mendable.is_empty()
    }
}

/// A fault that a teacher can mend, by its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mendable(pub(super) &'static str);

/// Looks for the faults of a question.
pub(super) fn check(
    fact: &Fact,
    statement: &Statement,
    question: &str,
    explaining: Option<&Explaining>,
) -> Faults {
    if statement.open == Open::Gap {
        return Faults { fatal: check_gap(fact, question), mendable: Vec::new() };
    }
    let bare = without_quotations(question);
    let asked = without_lead(&bare, statement);
    let fatal: [(bool, &str); 13] = [
        (conflicts(fact), "the documents give several answers"),
        (is_empty(&fact.value), "too little is left that all documents agree on"),
        (!fits(question), "too short or too long to be asked"),
        (points_elsewhere(&bare, statement), "speaks of something that only the text makes clear"),
        (
            names_an_event_barely(&bare) || names_an_event_barely(&fact.value.spelled()),
            "speaks of an event without saying which",
        ),
        (
            has_relative_time(&bare) || is_told_from_today(&fact.value.spelled()),
            "its time is relative to a day that is not named",
        ),
        (!is_balanced(question), "a quotation or bracket is left open"),
        (is_broken(asked), "the sentence does not part cleanly"),
        (begins_in_the_middle(asked), "the beginning of the sentence stands within the question"),
        (
            lacks_a_preposition(asked),
            "a preposition stands without its noun, or a date without one",
        ),
        (is_a_ship_for_a_place(fact, statement), "asks for a place, and its answer is a ship"),
        (is_stale(&bare), "speaks of a former holder of an office"),
        (gives_itself_away(&fact.value, question), "the question gives its answer away"),
    ];
    let mendable: [(bool, &str); 11] = [
        (tells_of_then_in_the_present(statement), "asks in the present when something was"),
        (is_a_state_with_a_date(statement), "says when something was so, not when it happened"),
        (is_no_name(fact), "its answer is no name"),
        (ends_in_a_bare_first(&bare), "says which is the first, but not of what"),
        (has_month_without_year(&bare), "its date has no year"),
        (describes_an_event_barely(&bare), "describes an event without saying which"),
        (has_bare_subject(fact, statement, explaining), "names its subject without saying which"),
        (repeats_a_name(&bare), "says a name twice"),
        (has_bare_definite(&bare, explaining), "names something without saying which"),
        (explaining.is_none() && !has_name(&bare), "names nobody and nothing"),
        (is_hedged(&bare), "what is only expected is no fact to learn"),
    ];
    let there = |faults: &[(bool, &'static str)]| -> Vec<&'static str> {
        faults.iter().filter(|(found, _)| *found).map(|(_, reason)| *reason).collect()
    };
    Faults {
        fatal: there(&fatal).first().copied(),
        mendable: there(&mendable).into_iter().map(Mendable).collect(),
    }
}

/// Checks a sentence with a gap: its grammar is the document's, so only what it rests on matters.
fn check_gap(fact: &Fact, text: &str) -> Option<&'static str> {
    let bare = without_quotations(text);
    let faults: [(bool, &str); 5] = [
        (names_an_event_barely(&bare), "speaks of an event without saying which"),
        (is_told_from_today(&bare), "its time is relative to a day that is not named"),
        (!is_balanced(text), "a quotation or bracket is left open"),
        (gives_itself_away(&fact.value, text), "the sentence gives its gap away"),
        (is_stale(&bare), "speaks of a former holder of an office"),
    ];
    faults.iter().find(|(fault, _)| *fault).map(|(_, reason)| *reason)
}

/// Returns whether a sentence with a gap can be studied as it comes: who reads it alone knows what it
/// speaks of, and enough stands around the gap for one answer.
pub(super) fn stands_alone(fact: &Fact, text: &str, explaining: Option<&Explaining>) -> bool {
    const WORDS: std::ops::RangeInclusive<usize> = 8..=26;
    const FEWEST_NAMES: usize = 2;
    let bare = without_quotations(text);
    let count = bare.split_whitespace().count();
    let told = groups_in(&bare);
    let figure = bare.split_whitespace().any(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    // Of the people who might, one name alone singles none out.
    let person = matches!(fact.value, Value::Name(NameKind::Person, _));
    let vague = person && !figure && told <= FEWEST_NAMES;
    let term = matches!(fact.value, Value::Name(NameKind::Field, _));
    let first = bare.split(' ').next().unwrap_or_default();
    let opens_with_name = bare.starts_with(GAP) || !matches!(first, "The" | "A" | "An");
    let known = term || explaining.is_some() || told >= FEWEST_NAMES && opens_with_name;
    fact.evidence.len() == 1
        && WORDS.contains(&count)
        && known
        && !vague
        && !begins_with_a_bare_noun(&bare, explaining)
        && !text.contains('“')
        && !points_anywhere(&bare)
        && !has_relative_time(&bare)
        && !has_month_without_year(&bare)
        && !is_hedged(&bare)
        && (term || explaining.is_some() || !has_bare_definite(&bare, explaining))
        && (term || !is_of_a_list(fact, text))
}

/// Returns how many names and figures stand behind the first word, a name of many words once.
fn groups_in(text: &str) -> usize {
    let (mut groups, mut inside) = (0, false);
    for word in text.split_whitespace().skip(1) {
        let named = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        groups += usize::from(named && !inside);
        inside = named && !word.ends_with(',');
    }
    groups
}

/// "The node was discovered in 1906": which node?
fn begins_with_a_bare_noun(text: &str, explaining: Option<&Explaining>) -> bool {
    let mut words = text.split(' ');
    let the = words.next() == Some("The");
    let noun = words.next().unwrap_or_default();
    let tied = matches!(words.next(), Some("of" | "in" | "between" | "for"));
    let term = explaining.is_some_and(|e| e.is_term(noun));
    the && noun.starts_with(char::is_lowercase) && !tied && !term
}

/// A gap for one of several names in a row has as many answers.
fn is_of_a_list(fact: &Fact, text: &str) -> bool {
    let (before, after) = text.split_once(GAP).unwrap_or((text, ""));
    let name = matches!(fact.value, Value::Name(..));
    let row = after.strip_prefix(", ").is_some_and(|next| next.starts_with(char::is_uppercase));
    let next = after.trim_start_matches(',').trim_start();
    let before = before.trim_end();
    name && (row || next.starts_with("and ") || next.starts_with("or ") || before.ends_with(" and"))
}

/// Pronouns and pointers, wherever they point.
fn points_anywhere(text: &str) -> bool {
    static POINTERS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?i:he|she|it|they|him|them|his|her|hers|its|their|this|these|those|such|latter|former|here|there|then|same|another|both|others|other|we|our|us|i|my|you|your|one|however|also|too|instead|therefore|thus|but|already|again|still|eventually|finally|afterwards|later|meanwhile|soon|next|subsequently|previously|earlier)\b",
        )
    });
    POINTERS.is_match(text)
}

fn conflicts(fact: &Fact) -> bool {
    fact.agreement == Agreement::Conflict && !matches!(fact.value, Value::List(..))
}

fn is_empty(value: &Value) -> bool {
    const FEWEST: usize = 2;
    match value {
        Value::List(_, names) => names.len() < FEWEST,
        _ => value.spelled().trim().is_empty(),
    }
}

fn fits(question: &str) -> bool {
    const FEWEST: usize = 5;
    const MOST: usize = 32;
    const MOST_WITH_QUOTATION: usize = 48;
    let count = question.split_whitespace().count();
    let most = if question.contains('“') { MOST_WITH_QUOTATION } else { MOST };
    (FEWEST..=most).contains(&count)
}

/// Pronouns and pointers without what they point to. A possessive may point back to the subject.
fn points_elsewhere(question: &str, statement: &Statement) -> bool {
    static POINTERS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?i:he|she|it|they|him|them|himself|herself|itself|themselves|this|these|those|such|latter|here|there|then|same|another|both|others|we|our|my|you|your|one of|aforementioned|respectively|so far|instead|too|either|neither)\b|\b(?i:from|in|of|at|on|by|with|to|for|during|after|before) that \w|\bI\b|\bthe (?:former|other)\b|\bher(?: (?:to|in|at|on|from|with|for|by|and|as|into|when|after|a|an|the)\b|\?)|\b(?:do|did|does|done) so\b|\bto date\b|\bthe (?:top|bottom|rest|end|beginning)\b(?: (?:in|on|at|after|before|by|from|with)\b|\?)",
        )
    });
    static POSSESSIVES: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:his|her|its|their)\b"));
    if POINTERS.is_match(question) {
        return true;
    }
    let Some(possessive) = POSSESSIVES.find(question) else {
        return false;
    };
    // "In which year did he marry her sister?" Not his own, surely.
    if statement.verb.base == "marry" && !statement.subject.is_empty() {
        return true;
    }
    let person = statement.asks.to_lowercase().contains("who");
    if statement.open == Open::Subject && !person && matches!(possessive.as_str(), "his" | "her") {
        return true;
    }
    let subject_end = match statement.open {
        Open::Subject => 1,
        Open::Time | Open::Complement | Open::Gap => question
            .find(&statement.subject)
            .map_or(question.len(), |at| at + statement.subject.len()),
    };
    let several = statement.subject.contains(" and ")
        || (statement.subject.starts_with("the ") && statement.subject.ends_with('s'));
    if possessive.as_str() == "their" && !several {
        return true;
    }
    let of_a_person = matches!(possessive.as_str(), "his" | "her");
    let fits = !of_a_person || !statement.subject.starts_with("the ");
    possessive.start() < subject_end || !fits
}

/// "the city", "the first stage": a definite noun that nothing makes definite.
fn has_bare_definite(question: &str, explaining: Option<&Explaining>) -> bool {
    let words: Vec<&str> = question.trim_end_matches('?').split_whitespace().collect();
    let is_the = |w: &&str| w.eq_ignore_ascii_case("the");
    (0..words.len())
        .filter(|at| is_the(&words[*at]))
        .any(|at| is_bare(&words[at + 1..], explaining))
}

/// "the move", "the decision" without what was moved or decided: no reader of the card alone knows.
fn names_an_event_barely(text: &str) -> bool {
    const EVENTS: [&str; 36] = [
        "move",
        "decision",
        "step",
        "expansion",
        "announcement",
        "initiative",
        "accession",
        "inclusion",
        "development",
        "process",
        "proposal",
        "deal",
        "agreement",
        "framework",
        "change",
        "event",
        "incident",
        "attack",
        "meeting",
        "statement",
        "measure",
        "measures",
        "idea",
        "situation",
        "result",
        "visit",
        "talks",
        "summit",
        "gesture",
        "effort",
        "efforts",
        "arrangement",
        "action",
        "actions",
        "shift",
        "outcome",
    ];
    const TIES: [&str; 6] = ["of", "to", "between", "for", "against", "that"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_the = |at: &usize| words[*at].eq_ignore_ascii_case("the");
    (0..words.len()).filter(is_the).any(|the| {
        let Some(noun) = words.get(the + 1) else { return false };
        let bare = noun.trim_end_matches([',', '.', '?', ';', ':', '!', '”']);
        let bare = bare.strip_suffix("'s").unwrap_or(bare).to_lowercase();
        let tied = bare.len() == noun.len() && words.get(the + 2).is_some_and(|w| TIES.contains(w));
        EVENTS.contains(&bare.as_str()) && !tied
    })
}

/// "the U.S.-brokered diplomatic framework": described at length, and still not named.
fn describes_an_event_barely(text: &str) -> bool {
    const NOUNS: [&str; 12] = [
        "framework",
        "agreement",
        "deal",
        "initiative",
        "plan",
        "proposal",
        "meeting",
        "summit",
        "attack",
        "decision",
        "announcement",
        "treaty",
    ];
    const MOST_BETWEEN: usize = 3;
    let words: Vec<&str> = text.split_whitespace().collect();
    let starts = (0..words.len()).filter(|at| words[*at].eq_ignore_ascii_case("the"));
    starts.into_iter().any(|the| {
        let near = words.get(the + 2..words.len().min(the + 3 + MOST_BETWEEN)).unwrap_or_default();
        let Some(noun) = near.iter().position(|w| NOUNS.contains(w)) else { return false };
        let between = &words[the + 1..the + 2 + noun];
        let plain = |w: &&str| w.starts_with(char::is_lowercase) || w.contains('-');
        let next = words.get(the + 3 + noun).copied().unwrap_or_default();
        between.iter().all(plain) && !matches!(next, "of" | "to" | "for" | "that")
    })
}

/// "only in July": a month that no year stands beside.
fn has_month_without_year(question: &str) -> bool {
    static MONTH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:in|on|since|until|by|of|early|late|mid) (?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)(?: \d{1,2}\b)?(?P<year>,? ?(?:of )?\d{4})?",
        )
    });
    MONTH.captures_iter(question).any(|found| found.name("year").is_none())
}

/// "Which image was the largest? A mosaic."
fn is_no_name(fact: &Fact) -> bool {
    fact.pattern == "superlative" && !fact.value.spelled().contains(char::is_uppercase)
}

/// "In which century does the evidence come from Yemen?"
fn tells_of_then_in_the_present(statement: &Statement) -> bool {
    statement.open == Open::Time
        && matches!(statement.verb.operator.as_str(), "does" | "do")
        && !statement.asks.starts_with("Since")
}

/// "In which year was the strongest effect from a storm?" Of people it is well asked: "In which year
/// was she head of the jury?"
fn is_a_state_with_a_date(statement: &Statement) -> bool {
    let subject = &statement.subject;
    let somebody = subject.contains(' ')
        && subject.split(' ').all(|word| word.starts_with(char::is_uppercase) || word.len() < 4);
    let follows = statement.verb.base == "follow" && statement.verb.implicit;
    statement.open == Open::Time && (follows || statement.verb.base == "be" && !somebody)
}

/// "Who was the first European?" "When did Peru become the world's largest producer?" Of what?
fn ends_in_a_bare_first(question: &str) -> bool {
    static FIRST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:the|its|world's) (?:first|second|third|last|only|largest|biggest|leading|main)(?: and only)?(?: \p{L}+)?\?$",
        )
    });
    FIRST.is_match(question)
}

/// What makes a thing the only one of its kind.
const RANKS: [&str; 13] = [
    "first", "only", "last", "largest", "smallest", "oldest", "youngest", "longest", "highest",
    "tallest", "earliest", "biggest", "latest",
];

/// "the couple" as the subject of a clause that a tree was read from.
fn has_bare_subject(fact: &Fact, statement: &Statement, explaining: Option<&Explaining>) -> bool {
    const FEWEST_WITH_A_RANK: usize = 4;
    let subject = &statement.subject;
    let head = subject.split(' ').next_back().unwrap_or_default();
    let words: Vec<&str> = subject.split(' ').collect();
    // "the oldest observatory in the world" is one.
    let ranked = words.len() > FEWEST_WITH_A_RANK && RANKS.contains(&words[1]);
    !ranked
        && fact.pattern == "clause"
        && !explaining.is_some_and(|e| e.is_term(head))
        && subject.starts_with("the ")
        && !subject.contains(|c: char| c.is_ascii_digit())
        && !uniqueness::names_somebody(subject)
}

/// Returns whether a name stands twice: a sign of two clauses run together.
fn repeats_a_name(question: &str) -> bool {
    const SHORT: usize = 3;
    let words: Vec<&str> = question
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|w| !w.is_empty())
        .collect();
    let capital = |w: &&str| w.starts_with(char::is_uppercase);
    let common = |word: &str| {
        noun_in_name(&format!("The {word}")).is_some() || gazetteer::by_demonym(word).is_some()
    };
    // "the European Council" and "the European Charter" are two names.
    let begins_a_name = |at: usize| words.get(at + 1).filter(|w| capital(w)).copied();
    (1..words.len()).filter(|at| words[*at].len() > SHORT && capital(&words[*at])).any(|at| {
        let before = (0..at).find(|b| words[*b] == words[at]);
        before.is_some_and(|before| {
            let (one, other) = (begins_a_name(before), begins_a_name(at));
            let apart = one.is_some() && other.is_some() && one != other;
            // "Lund Instruments … by Anna Lund": one name begins with the word, the other ends in it.
            let ends = at > 0 && capital(&words[at - 1]) && one.is_some() && other.is_none();
            !apart && !ends && !common(words[at])
        })
    })
}

/// Returns whether nothing in or behind a noun says which one is meant.
fn is_bare(after_the: &[&str], explaining: Option<&Explaining>) -> bool {
    const UNIQUE: [&str; 18] = [
        "world's",
        "world",
        "sun",
        "moon",
        "earth",
        "universe",
        "internet",
        "public",
        "throne",
        "sea",
        "sky",
        "press",
        "oath",
        "military",
        "leaders",
        "piano",
        "violin",
        "announcement",
    ];
    const STOPS: [&str; 44] = [
        "a", "an", "his", "her", "of", "in", "on", "at", "to", "for", "with", "by", "from", "and",
        "or", "as", "that", "which", "who", "was", "were", "is", "are", "has", "have", "had",
        "did", "does", "do", "between", "into", "over", "under", "through", "during", "before",
        "after", "against", "across", "around", "near", "within", "without", "than",
    ];
    const TIES: [&str; 9] = ["of", "in", "between", "on", "at", "against", "that", "with", "by"];
    const NEAR: usize = 6;
    let is_name = |w: &&str| w.contains(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let stops = |w: &&str| STOPS.contains(&w.to_lowercase().as_str());
    let mut length = after_the.iter().take_while(|w| !stops(w)).count();
    if let Some(comma) = after_the[..length].iter().position(|w| w.ends_with(',')) {
        length = comma + 1;
    }
    let (noun, rest) = after_the.split_at(length);
    // "the city's Academy": which city's?
    let owner = noun
        .iter()
        .take_while(|w| w.starts_with(char::is_lowercase))
        .any(|w| w.ends_with("'s") && *w != "world's");
    let named = noun.iter().any(is_name);
    // "the heart", in a page about it.
    let term = explaining.is_some_and(|e| noun.iter().any(|w| e.is_term(w.trim_end_matches(','))));
    let unique = term || noun.iter().any(|w| UNIQUE.contains(&w.trim_end_matches(',')));
    let tie = rest.first().is_some_and(|w| TIES.contains(w));
    let has_capital = |w: &&str| w.contains(char::is_uppercase);
    let tied = tie && rest.iter().take(NEAR).any(has_capital);
    let ranked = noun.first().is_some_and(|w| RANKS.contains(w)) && !rest.is_empty();
    // "the ninth century", "the age of 77", "the size of an eruption": of any such thing.
    let counted = noun.last().is_some_and(|w| matches!(*w, "century" | "age"));
    let of_any =
        rest.first() == Some(&"of") && rest.get(1).is_some_and(|w| matches!(*w, "a" | "an"));
    owner || !(named || unique || tied || ranked || counted || of_any)
}

fn has_relative_time(question: &str) -> bool {
    static RELATIVE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:today|tonight|yesterday|tomorrow|ago|recently|currently|now|soon|later that|(?:this|last|next|that|same) (?:year|month|week|night|day|time)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|at the time|the following|the previous|years? later|earlier)\b",
        )
    });
    RELATIVE.is_match(question)
}

/// "yesterday", "three years ago": what no reader of the card alone can place.
fn is_told_from_today(text: &str) -> bool {
    static TODAY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:today|tonight|yesterday|tomorrow|ago|(?:this|last|next) (?:year|month|week|night)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
        )
    });
    TODAY.is_match(text)
}

fn is_balanced(text: &str) -> bool {
    let count = |c: char| text.matches(c).count();
    count('“') == count('”') && count('(') == count(')') && count('"').is_multiple_of(2)
}

/// Returns whether the question names something or a year, beyond its own first word.
fn has_name(question: &str) -> bool {
    let inner = question.split_whitespace().skip(1);
    let year = |w: &str| w.len() >= 4 && w.starts_with(|c: char| c.is_ascii_digit());
    question.contains('“') || inner.into_iter().any(|w| w.contains(char::is_uppercase) || year(w))
}

fn is_hedged(question: &str) -> bool {
    static HEDGES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:may|might|could|would|should|will|shall|can|must|perhaps|probably|possibly|allegedly|reportedly|expected to|poised to|set to|plans? to|intends? to|likely)\b",
        )
    });
    HEDGES.is_match(question)
}

/// Signs that a sentence was cut in the wrong place.
fn is_broken(question: &str) -> bool {
    static BROKEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:the|a|an|of|and|or|but|with|by|for|from|as|into|its|their|his|her|very|more|most|also|not|who|which|where|when|while|than|that|whether|if|because|be|been|being|only|own|urging|saying|arguing|claiming|making|leaving|including|becoming|causing|allowing|using|having|asking|calling)\W*\?$|\b\d{1,2} \d{1,2}\b|\s[,;:.]|[,;:]\s*\?|[,;:]{2}|\b(?:the the|a a|of of|in in|to to|on in|in on)\b|[—–]\s|\s-\s|\?.+\?|\betc\b|[\[\]]|^\W",
        )
    });
    static LOOSE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r", (?:\p{Ll}+[^d]ing|\p{Ll}+ed|who|which|where|when|while|and then|but|so) ")
    });
    // "What is molten rock known as?"
    let ends_in_known = question.ends_with(" known as?");
    (BROKEN.is_match(question) && !ends_in_known)
        || LOOSE.is_match(question)
        || has_half_a_span(question)
}

/// "did After Joseph die": a capital word of the sentence's beginning was taken for part of a name.
fn begins_in_the_middle(question: &str) -> bool {
    static GLUED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:did|does|do|was|were|is|are|has|had|have|will) (?:The|A|An|After|Before|When|While|In|On|At|During|Since|By|From|For|As|Although|With|Under|Until) ",
        )
    });
    GLUED.is_match(question)
}

/// "reburied in the church at in July", "abolished in all colonies 4 February 1794".
fn lacks_a_preposition(question: &str) -> bool {
    static STRANDED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:at|into|onto|of) (?:in|on|at|during|until|since) (?:(?:the|early|late|mid) )?(?:\d|[A-Z])",
        )
    });
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(\p{Ll}+) \d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b",
        )
    });
    const BEFORE_A_DATE: [&str; 14] = [
        "on", "of", "from", "until", "till", "since", "by", "before", "after", "and", "to",
        "between", "dated", "or",
    ];
    STRANDED.is_match(question)
        || DATE.captures_iter(question).any(|found| !BEFORE_A_DATE.contains(&&found[1]))
}

/// "Where did he sail to Lima? HMS Relief".
fn is_a_ship_for_a_place(fact: &Fact, statement: &Statement) -> bool {
    const SHIPS: [&str; 8] = ["HMS", "HMAS", "HMCS", "USS", "RMS", "SS", "MS", "MV"];
    let answer = fact.value.spelled();
    let first = strip_article(&answer).split(' ').next().unwrap_or_default();
    statement.asks.starts_with("Where") && SHIPS.contains(&first)
}

/// "married her year after the wedding": how many years was lost.
fn has_half_a_span(question: &str) -> bool {
    let words: Vec<&str> = question.split_whitespace().collect();
    words.windows(3).any(|three| {
        let span = matches!(
            three[1],
            "year" | "years" | "month" | "months" | "week" | "weeks" | "day" | "days" | "hours"
        );
        let counted = matches!(
            three[0],
            "a" | "one" | "the" | "same" | "first" | "each" | "every" | "few" | "some"
        ) || read_number(three[0]).is_some();
        span && matches!(three[2], "after" | "before" | "later") && !counted
    })
}

fn is_stale(question: &str) -> bool {
    static FORMER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\bformer (?:[\p{L}.]+ )?(?:president|prime minister|chancellor|king|queen|minister)\b",
        )
    });
    FORMER.is_match(question)
}

/// Returns whether the key, or a telling part of it, stands in the question.
fn gives_itself_away(value: &Value, question: &str) -> bool {
    let asked = format!(" {} ", fold(&question.replace("'s ", " ")));
    let holds = |name: &str| {
        let folded = fold(name);
        let bare = strip_article(&folded);
        !bare.is_empty() && asked.contains(&format!(" {bare} "))
    };
    match value {
        Value::Date(date) => holds(&date.from.year().to_string()),
        Value::Number { number, .. } => holds(&number.to_string()),
        Value::Name(NameKind::Person, name) => name.rsplit(' ').next().is_some_and(holds),
        Value::Name(_, name) => holds(name) || shares_words(name, &asked),
        Value::Text(name) => holds(name),
        Value::List(_, names) => names.iter().any(|n| holds(n)),
    }
}

/// "Which society was founded for the Protection of Birds?" tells most of the society's name.
fn shares_words(name: &str, asked: &str) -> bool {
    const TELLING: usize = 3;
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    words.windows(TELLING).any(|three| asked.contains(&format!(" {} ", three.join(" "))))
}

/// Returns the question without the words before it that date it or name its source.
fn without_lead<'q>(question: &'q str, statement: &Statement) -> &'q str {
    let lead = statement.lead.as_deref().unwrap_or_default();
    question.strip_prefix(lead).unwrap_or(question).trim_start()
}

/// Returns the text without what stands in quotation marks: others' words follow no rule of ours.
fn without_quotations(text: &str) -> String {
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern("“[^”]*”"));
    QUOTED.replace_all(text, "“X”").into_owned()
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is fixed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Verb;

    #[test]
    fn definite_nouns_need_a_name() {
        for bare in [
            "In which year did Marie Curie reach the city?",
            "Who founded the company in 1889?",
            "In which year did Riga join the first stage?",
        ] {
            assert!(has_bare_definite(bare, None), "{bare}");
        }
        for named in [
            "In which year did Marie Curie reach the city of Paris?",
            "Who was elected president of the United States in 1860?",
            "What is the largest city in Latvia?",
            "In which year was the Treaty of Rome signed?",
        ] {
            assert!(!has_bare_definite(named, None), "{named}");
        }
    }

    #[test]
    fn a_gap_is_studied_only_where_its_sentence_stands_alone() {
        let alone = |text: &str, answer: &str| {
            let facts = crate::facts::find(&[crate::document::Document::parse("a.txt", text)]);
            let gap = facts.iter().find(|f| f.pattern == "gap" && f.value.spelled() == answer);
            gap.is_some_and(|f| stands_alone(f, &f.statement.tail, None))
        };
        assert!(alone("In 1859 Henry Dunant lost 40 friends near Geneva in Heiden.", "1859"));
        assert!(alone("The diffusion of water through a membrane is called osmosis.", "osmosis"));
        assert!(!alone(
            "The node was found in 1859 by Henry Dunant in Heiden near Geneva.",
            "1859"
        ));
        assert!(!alone("Henry Dunant lost them in 1859 near Heiden in the Alps.", "1859"));
        assert!(!alone("On Monday Henry Dunant lost 40 friends in Heiden near Geneva.", "40"));
    }

    #[test]
    fn questions_about_states_and_the_present_ask_for_no_date() {
        for text in [
            "In 1859 the strongest effect on Geneva was a storm from Heiden.",
            "The funicular to Heiden followed in 1859.",
        ] {
            let facts = crate::facts::find(&[crate::document::Document::parse("a.txt", text)]);
            for fact in facts.iter().filter(|f| f.statement.open == Open::Time) {
                let question = super::super::question(&fact.statement);
                assert!(!check(fact, &fact.statement, &question, None).are_none(), "{question}");
            }
        }
    }

    #[test]
    fn loose_ends_are_seen() {
        for loose in [
            "In which year did Riga grow, leaving the union?",
            "In which year did Riga leave the?",
            "Who won “the prize?",
        ] {
            assert!(is_broken(loose) || !is_balanced(loose), "{loose}");
        }
        assert!(!is_broken("In which year did France, Spain and Peru sign the Treaty of Rome?"));
    }

    #[test]
    fn what_was_cut_from_a_sentence_at_the_wrong_place_is_seen() {
        for glued in
            ["In which year did After Joseph die?", "When did The National Convention meet?"]
        {
            assert!(begins_in_the_middle(glued), "{glued}");
        }
        assert!(!begins_in_the_middle("In which year did Ada Moss read The Times?"));
        for lacking in [
            "Which village was Ada Moss buried in the church at in July 2024?",
            "Which council abolished tolls in all towns 4 February 1794?",
        ] {
            assert!(lacks_a_preposition(lacking), "{lacking}");
        }
        for whole in [
            "Who met in Riga on 4 February 1794?",
            "What was looked for in 1870?",
            "Which town lies at the mouth of the Daugava?",
        ] {
            assert!(!lacks_a_preposition(whole), "{whole}");
        }
    }

    #[test]
    fn a_ship_is_no_place_and_a_sentence_that_goes_on_stands_not_alone() {
        let facts =
            |text: &str| crate::facts::find(&[crate::document::Document::parse("a.txt", text)]);
        for fact in facts("Ada Moss sailed to Lima in HMS Relief in 1795.") {
            let question = super::super::question(&fact.statement);
            let placed =
                fact.statement.asks.starts_with("Where") && fact.value.spelled().contains("HMS");
            assert!(!placed || check(&fact, &fact.statement, &question, None).fatal.is_some());
        }
        for fact in facts("Eventually the vapour in Riga reaches what is called the dew point.") {
            assert!(fact.pattern != "gap" || !stands_alone(&fact, &fact.statement.tail, None));
        }
    }

    #[test]
    fn pronouns_must_point_into_the_question() {
        let verb = Verb {
            operator: "did".into(),
            implicit: true,
            inner: "publish".into(),
            finite: "published".into(),
            base: "publish".into(),
            adverb: None,
        };
        let pointing = |subject: &str, tail: &str| {
            let statement = Statement {
                lead: None,
                asks: "In which year".into(),
                open: Open::Time,
                subject: subject.into(),
                verb: verb.clone(),
                tail: tail.into(),
            };
            points_elsewhere(&super::super::question(&statement), &statement)
        };
        assert!(!pointing("Charles Darwin", "his book"));
        assert!(pointing("the Royal Society", "his book"));
        assert!(pointing("Charles Darwin", "it"));
    }
}
