//! Wrong options that are fair: of the same kind, near at hand, and true in no document.

use super::card::without_article;
use super::store::{LATE, Store};
use crate::facts::{Fact, NameKind, Value};
use crate::language::gazetteer::{self, State};
use crate::value::{Edtf, Number, Point, Precision, fold};
use chrono::{Datelike, Days, NaiveDate};
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use std::collections::HashSet;

/// How many wrong options a card has.
const WANTED: usize = 3;

/// Returns wrong dates of the key's precision: those that the documents use elsewhere first.
pub(super) fn dates(answer: Edtf, fact: &Fact, store: &Store<'_>) -> Vec<Edtf> {
    // Of the wars of one place, the year of another is no wrong answer.
    if tells_of_one_of_several(fact) {
        return Vec::new();
    }
    let mut random = random(fact, store);
    let latest = store.as_of().or_else(|| last_known(store));
    // What else the same two did belongs to one story, and may count as the beginning of it.
    let related = store.events.shared_by(fact);
    let refined = match fact.refinement {
        Some(Value::Date(date)) => Some(date),
        _ => None,
    };
    let lifetime = lifetime(fact, store);
    let wrong = |date: &Edtf| {
        // Nobody does anything before being born or after dying.
        let (first, last) = (date.span().0.year(), date.span().1.year());
        if lifetime.is_some_and(|(born, died)| last < born || first > died) {
            return false;
        }
        let overlaps = |true_one: Edtf| true_one.contains(*date) || date.contains(true_one);
        // A year that is not over when the documents end is no likely answer.
        let future = latest.is_some_and(|day| date.span().1 > day);
        // What ended one year was often signed, sealed or counted to the next.
        let beside = answer.precision() == Precision::Year
            && (date.from.year() - answer.from.year()).abs() < 2;
        let of_the_story = related.iter().any(|known| overlaps(*known));
        !(overlaps(answer) || beside || refined.is_some_and(overlaps) || future || of_the_story)
    };
    // A year far off is easily ruled out by whoever knows the age it belongs to.
    let span = if answer.precision() <= Precision::Year { 5 } else { 2 };
    // The dates of a life all lie before its end.
    let of_the_end = fact.pattern == "life";
    let near = |date: &Edtf| (date.from.year() - answer.from.year()).abs() <= span;
    let used = store.dates.iter().copied().filter_map(|d| coarsened(d, answer.precision()));
    let mut found: Vec<Edtf> = Vec::new();
    for date in used.filter(|_| !of_the_end).filter(near).filter(wrong) {
        if !found.contains(&date) {
            found.push(date);
        }
    }
    found.shuffle(&mut random);
    found.truncate(2);
    for _ in 0..60 {
        if found.len() >= WANTED {
            break;
        }
        if let Some(date) = shifted(answer, &mut random).filter(wrong)
            && !found.contains(&date)
        {
            found.push(date);
        }
    }
    found.sort_by_key(|d| d.span());
    found
}

/// Returns the end of what documents of no date know of, if it is so late that what lies beyond may not
/// have been yet.
fn last_known(store: &Store<'_>) -> Option<NaiveDate> {
    let last = store.dates.iter().map(|date| date.span().1).max();
    last.filter(|day| day.year() >= LATE)
}

/// Returns the years of birth and death of whom a fact is about, where the documents tell both.
fn lifetime(fact: &Fact, store: &Store<'_>) -> Option<(i32, i32)> {
    let subject = &fact.statement.subject;
    let whose = |verb: &str| {
        let told =
            |(name, does, _): &&(&str, &str, i32)| *does == verb && subject.starts_with(name);
        store.index.lives.iter().find(told).map(|(_, _, year)| *year)
    };
    let of_a_life = matches!(fact.statement.verb.base.as_str(), "bear" | "die");
    (!of_a_life).then_some(())?;
    Some((whose("bear")?, whose("die")?))
}

/// "the Riga war", "the elections in Peru": there was more than one, and no name tells which is meant.
fn tells_of_one_of_several(fact: &Fact) -> bool {
    const RECURRING: [&str; 20] = [
        "blockade",
        "ceasefire",
        "census",
        "conflict",
        "coup",
        "crisis",
        "earthquake",
        "election",
        "elections",
        "epidemic",
        "famine",
        "flood",
        "floods",
        "riots",
        "siege",
        "strike",
        "strikes",
        "talks",
        "uprising",
        "war",
    ];
    let statement = &fact.statement;
    let told = statement.subject.split(' ').chain(statement.tail.split(' ').take(3));
    let ranked = |word: &str| matches!(word, "first" | "second" | "third" | "last" | "civil");
    let mut words = told.clone().take_while(|word| !ranked(word));
    words.any(|word| RECURRING.contains(&word.trim_end_matches("'s")))
}

fn coarsened(date: Edtf, precision: Precision) -> Option<Edtf> {
    let point = match (precision, date.from) {
        (Precision::Year, point) if point.precision() >= Precision::Year => {
            Point::Year(point.year())
        }
        (Precision::Month, Point::Day(day)) => {
            Point::month(day.year(), u8::try_from(day.month()).ok()?)?
        }
        (wanted, point) if point.precision() == wanted => point,
        _ => return None,
    };
    Some(Edtf::exact(point))
}

/// Returns a date some way off.
fn shifted(date: Edtf, random: &mut StdRng) -> Option<Edtf> {
    let mut by = |most: i32| -> i32 {
        let step = random.random_range(1..=most);
        if random.random_bool(0.5) { step } else { -step }
    };
    let point = match date.from {
        Point::Century(c) => Point::Century(c + by(2)),
        Point::Decade(d) => Point::Decade(d + by(3)),
        Point::Year(y) => Point::Year(y + by(6)),
        Point::Season(y, s) => Point::Season(y + by(2), s),
        Point::Month(y, m) => {
            let months = y * 12 + i32::from(m) - 1 + by(14);
            Point::month(months.div_euclid(12), u8::try_from(months.rem_euclid(12) + 1).ok()?)?
        }
        Point::Day(day) => {
            let days = by(70);
            let ahead = Days::new(days.unsigned_abs().into());
            let day =
                if days > 0 { day.checked_add_days(ahead) } else { day.checked_sub_days(ahead) };
            Point::Day(day?)
        }
    };
    Some(Edtf::exact(point))
}

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
    let mut steps: Vec<f64> = (-2..=3).filter(|n| *n != 0).map(f64::from).collect();
    steps.shuffle(&mut random);
    let rounded = |v: f64| if value.fract() == 0.0 { v.round() } else { (v * 10.0).round() / 10.0 };
    let fits = |v: &f64| *v >= least && (!share || *v < 100.0);
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
        _ => Box::new(store.index.names(kind).map(str::to_owned)),
    };
    let contested: Vec<String> = match &fact.refinement {
        Some(Value::List(_, names)) => names.iter().map(|n| fold(n)).collect(),
        _ => Vec::new(),
    };
    let mut taken = HashSet::new();
    let right = |name: &String| {
        let folded = fold(name);
        answers.iter().any(|a| fold(a) == folded)
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

#[cfg(test)]
mod tests {
    use crate::authoring::{BuildOptions, build};
    use crate::deck::{Body, Card};
    use crate::document::Document;
    use crate::value::Edtf;

    fn cards(text: &str) -> Vec<Card> {
        build(&[Document::parse("a.txt", text)], &BuildOptions::default()).deck.cards
    }

    fn years_of(text: &str, asked: &str) -> Vec<i32> {
        let card = cards(text).into_iter().find(|card| card.body.prompt() == asked);
        let Some(Body::Date { distractors, .. }) = card.map(|card| card.body) else {
            panic!("not asked: {asked}");
        };
        distractors.iter().map(|date: &Edtf| date.from.year()).collect()
    }

    #[test]
    fn nobody_does_anything_after_dying() {
        let text =
            "Ada Moss discovered radon in Oslo in 1899. Ada Moss died in Bergen in May 1901.";
        let years = years_of(text, "In which year did Ada Moss discover radon in Oslo?");
        assert!(years.iter().all(|year| *year <= 1901), "{years:?}");
    }

    #[test]
    fn what_the_same_two_did_is_no_wrong_year() {
        for seed in ["", " Peru is large.", " Chile is long.", " Both have coasts."] {
            let text = format!(
                "Peru established relations with Chile in 1923. Peru recognised Chile in 1926.{seed}"
            );
            let years = years_of(&text, "In which year did Peru recognise Chile?");
            assert!(!years.contains(&1923), "{years:?}");
        }
    }

    #[test]
    fn a_war_of_a_place_has_no_options() {
        let text = "The Riga war broke out in 1923. Anna Lund left Riga in 1926.";
        let asked = "In which year did the Riga war break out?";
        assert_eq!(years_of(text, asked), Vec::<i32>::new());
    }

    #[test]
    fn no_year_is_later_than_the_documents_know() {
        let text = "Ada Moss discovered radon in Oslo in 2024. Henry Moss visited Oslo in 2021.";
        let years = years_of(text, "In which year did Ada Moss discover radon in Oslo?");
        assert!(!years.is_empty() && years.iter().all(|year| *year < 2024), "{years:?}");
    }
}
