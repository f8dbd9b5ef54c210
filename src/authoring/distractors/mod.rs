//! Wrong options that are fair: of the same kind, near at hand, and true in no document.

mod age;
mod dates;

use super::card::without_article;
use super::store::Store;
use crate::facts::{Fact, NameKind, Statement, Value, noun_in_name};
use crate::language::gazetteer::{self, State};
use crate::value::{Number, fold};
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

pub(super) use dates::dates;

/// How many wrong options a card has.
const WANTED: usize = 3;

/// Returns wrong numbers of the key's size and roundness.
pub(super) fn numbers(
    answer: Number,
    unit: Option<&str>,
    fact: &Fact,
    store: &Store<'_>,
) -> Vec<Number> {
    let mut random = random(fact, store);
    let value = answer.value();
    let share = unit == Some("%");
    let round = roundness(value);
    let step = match value {
        v if v.fract() != 0.0 => v * 0.25,
        v if share && v % 5.0 == 0.0 => 10.0,
        v if v <= 12.0 => 1.0,
        // As round as the key, and far enough from it.
        v if v / round < 4.0 => round / 2.0,
        v => (v / 8.0 / round).round().max(1.0) * round,
    };
    // "1 compounds" gives itself away.
    let least = if value >= 2.0 && value.fract() == 0.0 { 2.0 } else { f64::MIN_POSITIVE };
    let mut steps: Vec<f64> = (-3..=3).filter(|n| *n != 0).map(f64::from).collect();
    steps.shuffle(&mut random);
    let rounded = |v: f64| if value.fract() == 0.0 { v.round() } else { (v * 10.0).round() / 10.0 };
    let most = states_counted(&fact.statement).unwrap_or(f64::INFINITY);
    let fits = |v: &f64| *v >= least && (!share || *v < 100.0) && *v <= most;
    let near = steps.into_iter().map(|n| rounded(value + n * step)).filter(fits);
    let mut found: Vec<Number> = Vec::new();
    for number in near.filter_map(Number::new) {
        if !number.is(answer) && !found.iter().any(|f| f.is(number)) && found.len() < WANTED {
            found.push(number);
        }
    }
    found.sort_by(|a, b| a.value().total_cmp(&b.value()));
    found
}

/// "leaders of how many Central Asian countries": no more than there are.
fn states_counted(statement: &Statement) -> Option<f64> {
    static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?P<part>\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?) (?:countries|nations|states)\b")
            .expect("the pattern is fixed")
    });
    let all = format!("{} {} {}", statement.asks, statement.subject, statement.tail);
    let count = if let Some(found) = COUNTED.captures(&all) {
        gazetteer::states_of(&found["part"])?
    } else {
        // "how many parties": of a treaty, no more than there are states.
        const MEMBERS: [&str; 5] = ["countries", "nations", "parties", "signatories", "states"];
        let noun = statement.asks.rsplit(' ').next()?;
        MEMBERS.contains(&noun).then(gazetteer::states_of_today)?
    };
    u32::try_from(count).ok().map(f64::from)
}

/// Returns the power of ten that a number is a multiple of: 100 for 31,700.
fn roundness(value: f64) -> f64 {
    let mut round = 1.0;
    while value.fract() == 0.0 && value >= round * 10.0 && value % (round * 10.0) == 0.0 {
        round *= 10.0;
    }
    round
}

/// Returns wrong names of the key's kind.
pub(super) fn names(
    kind: NameKind,
    answer: &str,
    question: &str,
    fact: &Fact,
    store: &Store<'_>,
) -> Vec<String> {
    let pool: Box<dyn Iterator<Item = String>> = match kind {
        // Who is named in the same news is no likely holder of an office, but may have said it.
        NameKind::Person if fact.pattern == "quotation" => {
            Box::new(store.speakers_like(answer).map(str::to_owned))
        }
        // States of today are no answer to what was a century ago.
        NameKind::State if speaks_of_old_times(question) => Box::new(std::iter::empty()),
        NameKind::State => Box::new(neighbours(answer).into_iter()),
        // Bodies that people work for; what else is called an organisation is of another kind.
        NameKind::Organisation if fact.pattern == "role" => Box::new(bodies(store)),
        // Which places are alike, a village, a hall or a platform, no name tells.
        NameKind::Person
        | NameKind::Organisation
        | NameKind::Place
        | NameKind::Field
        | NameKind::Other => Box::new(std::iter::empty()),
    };
    let mut taken = vec![fold(&without_article(kind, answer))];
    let mut found = Vec::new();
    for name in pool {
        let plain = without_article(kind, &name);
        let true_somewhere = store.index.is_answer(fact, &name);
        if !taken.contains(&fold(&plain)) && !stands_in(question, &plain) && !true_somewhere {
            taken.push(fold(&plain));
            found.push(plain);
        }
        if found.len() == WANTED {
            break;
        }
    }
    // One wrong name beside the right one is a coin to toss: better typed.
    if found.len() < 2 { Vec::new() } else { found }
}

/// Returns wrong members for a list: outsiders that the documents name, then neighbours.
pub(super) fn members(
    kind: NameKind,
    answers: &[String],
    question: &str,
    fact: &Fact,
    store: &Store<'_>,
) -> Vec<String> {
    let pool: Box<dyn Iterator<Item = String>> = match kind {
        NameKind::State if is_membership(fact) => Box::new(outsiders(answers, store).into_iter()),
        // Of states that enjoyed, and fields that saw cooperation, no list is ever complete.
        NameKind::State | NameKind::Field => Box::new(std::iter::empty()),
        // Beside two universities stand universities.
        _ => match shared_noun(answers) {
            Some(noun) => Box::new(
                store
                    .index
                    .names(kind)
                    .map(str::to_owned)
                    .filter(move |name| noun_in_name(name).as_ref() == Some(&noun)),
            ),
            None => Box::new(store.index.names(kind).map(str::to_owned)),
        },
    };
    let contested: Vec<String> = match &fact.refinement {
        Some(Value::List(_, names)) => names.iter().map(|n| fold(n)).collect(),
        _ => Vec::new(),
    };
    let mut taken = HashSet::new();
    let right = |name: &String| {
        let folded = fold(name);
        answers.iter().any(|a| fold(a) == folded || is_short_for(name, a) || is_short_for(a, name))
            || !name.chars().any(char::is_uppercase)
            || contested.contains(&folded)
            || stands_in(question, &without_article(kind, name))
    };
    let wrong = pool.filter(|name| !right(name)).map(|name| without_article(kind, &name));
    wrong.filter(|name| taken.insert(fold(name))).take(WANTED).collect()
}

/// Returns what other facts of the same pattern answer.
///
/// What clauses at large answer is of no one kind.
pub(super) fn texts(fact: &Fact, store: &Store<'_>) -> Vec<String> {
    if fact.pattern == "clause" {
        return Vec::new();
    }
    let own_tail = fold(&fact.statement.tail);
    let mut found: Vec<String> = Vec::new();
    for told in store.index.texts(fact.pattern) {
        let other = told.fact;
        // What others said of the same thing may be right as well.
        let same_thing =
            told.folded_tail == own_tail && other.statement.subject == fact.statement.subject;
        if other.name != fact.name
            && !same_thing
            && other.value != fact.value
            && !found.iter().any(|text| text == told.text)
        {
            found.push(told.text.to_owned());
        }
        if found.len() == WANTED {
            break;
        }
    }
    // One wrong option beside the right one is a coin to toss.
    if found.len() < 2 { Vec::new() } else { found }
}

/// Returns the noun that all answers are called by: "university".
fn shared_noun(answers: &[String]) -> Option<String> {
    let noun = noun_in_name(answers.first()?)?;
    answers.iter().all(|name| noun_in_name(name).as_ref() == Some(&noun)).then_some(noun)
}

/// Who is in, who signed, who was taken in: a list with an end.
fn is_membership(fact: &Fact) -> bool {
    let verb = fact.statement.verb.base.as_str();
    matches!(
        verb,
        "be" | "sign" | "join" | "include" | "expand" | "extend" | "found" | "ratify" | "establish"
    )
}

/// Returns states named in the documents that no list has for a member, then the neighbours of the
/// members.
fn outsiders(answers: &[String], store: &Store<'_>) -> Vec<String> {
    let outside =
        |state: &&State| !store.index.members.contains(state.name_with_article().as_str());
    let regions: Vec<&str> =
        answers.iter().filter_map(|a| gazetteer::find(a)).map(|s| s.region).collect();
    let in_region = |state: &&State| regions.contains(&state.region) && state.is_present();
    let named = store.states.iter().copied().filter(outside).filter(in_region);
    // The neighbour that is named least is the likeliest outsider.
    let mut pool: Vec<&State> = named.collect();
    pool.reverse();
    let near = answers.iter().filter_map(|a| gazetteer::find(a)).flat_map(gazetteer::neighbours);
    pool.extend(near.filter(|s| outside(s)));
    let mut listed: Vec<String> = Vec::new();
    for state in pool {
        let name = state.name_with_article();
        if !listed.contains(&name) {
            listed.push(name);
        }
    }
    listed
}

/// Returns the neighbours of a state; those of a former one are of its own time.
fn neighbours(answer: &str) -> Vec<String> {
    let state = gazetteer::find(answer)
        .or_else(|| gazetteer::mentions(answer).into_iter().next_back().map(|m| m.state));
    // What was like a former state in its own age, no list of neighbours tells.
    let Some(state) = state.filter(|state| state.is_present()) else { return Vec::new() };
    let near = gazetteer::neighbours(state).into_iter();
    let of_its_time = near.filter(|other| shared_years(state, other) >= 40);
    of_its_time.map(State::name_with_article).collect()
}

/// Returns how many years two states existed side by side.
fn shared_years(a: &State, b: &State) -> i32 {
    let years = |s: &State| s.former.as_ref().map_or((1900, 2100), |f| (f.from, f.to));
    let ((from, to), (other_from, other_to)) = (years(a), years(b));
    to.min(other_to) - from.max(other_from)
}

/// Returns whether a question names a year before most states of today were.
fn speaks_of_old_times(question: &str) -> bool {
    const NEW_STATES: i32 = 1960;
    let years = question.split(|c: char| !c.is_ascii_digit()).filter(|w| w.len() == 4);
    years.filter_map(|w| w.parse::<i32>().ok()).any(|year| year < NEW_STATES)
}

fn bodies(store: &Store<'_>) -> impl Iterator<Item = String> {
    let roles = store.facts.iter().filter(|f| f.pattern == "role");
    roles.filter_map(|f| match &f.value {
        Value::Name(NameKind::Organisation, name) => Some(name.clone()),
        _ => None,
    })
}

/// "WMO" is the World Meteorological Organization.
fn is_short_for(short: &str, long: &str) -> bool {
    let capitals = |text: &str| text.chars().filter(|c| c.is_uppercase()).collect::<String>();
    let letters = short.chars().all(char::is_uppercase) && short.len() > 1;
    letters && long.contains(' ') && capitals(long) == *short
}

fn stands_in(question: &str, name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    let asked = format!(" {} ", fold(question));
    asked.contains(&format!(" {} ", fold(name)))
        || (last.len() > 4 && asked.contains(&format!(" {} ", fold(last))))
}

/// Chance of its own for every card, so that a new fact changes no other card's options.
fn random(fact: &Fact, store: &Store<'_>) -> StdRng {
    let mut seed = store.seed ^ 0xcbf2_9ce4_8422_2325;
    for byte in fact.name.bytes() {
        seed = (seed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    StdRng::seed_from_u64(seed)
}
