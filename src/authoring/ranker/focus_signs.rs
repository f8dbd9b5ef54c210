//! What can be seen of a question beside its document: how often that uses the question's names, and
//! what its sentence begins with.

use super::Sign;
use crate::authoring::focus::Focus;
use crate::facts::{Fact, GAP, Open};

/// Up to how many times a name is told of nowhere, once, twice, a few times; else often.
const BANDS: [usize; 4] = [0, 1, 2, 4];

const NAMES: [Sign; 5] = [
    "its names are told of nowhere",
    "its names are told of once",
    "its names are told of twice",
    "its names are told of a few times",
    "its names are told of often",
];

const SUBJECT: [Sign; 5] = [
    "its subject is told of nowhere",
    "its subject is told of once",
    "its subject is told of twice",
    "its subject is told of a few times",
    "its subject is told of often",
];

const IN_A_GAP: [Sign; 5] = [
    "a gap with names told of nowhere",
    "a gap with names told of once",
    "a gap with names told of twice",
    "a gap with names told of a few times",
    "a gap with names told of often",
];

/// What kind of page a question is of, and how it was worded.
const PAGES: [[Sign; 3]; 4] = [
    ["the news: a clause", "the news: a gap", "the news: a pattern"],
    [
        "a page that explains: a clause",
        "a page that explains: a gap",
        "a page that explains: a pattern",
    ],
    [
        "a page on one thing: a clause",
        "a page on one thing: a gap",
        "a page on one thing: a pattern",
    ],
    [
        "a life or another page: a clause",
        "a life or another page: a gap",
        "a life or another page: a pattern",
    ],
];

/// Returns what kind of page a question is of, and how it was worded.
pub(super) fn of_the_page(fact: &Fact, explains: bool, focus: &Focus) -> Sign {
    let page = match (focus.reports, explains, &fact.about) {
        (true, ..) => PAGES[0],
        (_, true, _) => PAGES[1],
        (.., Some(_)) => PAGES[2],
        _ => PAGES[3],
    };
    match fact.pattern {
        "clause" => page[0],
        "gap" => page[1],
        _ => page[2],
    }
}

/// Returns the signs of a question that is no gap.
pub(super) fn of_a_question(fact: &Fact, question: &str, focus: &Focus) -> Vec<Sign> {
    let asked = question.split_once(' ').map_or("", |(_, asked)| asked);
    let counts = focus.counts_in(asked);
    let subject = focus.counts_in(&fact.statement.subject);
    let mut signs = vec![band(&NAMES, &counts), begins(fact)];
    signs.extend(
        [
            (fact.statement.open != Open::Subject).then(|| band(&SUBJECT, &subject)),
            focus.is_titled(asked).then_some("names what its page is about"),
            throughout(&counts).then_some("its names are told of throughout"),
            focus.reports.then_some("is of the news"),
        ]
        .into_iter()
        .flatten(),
    );
    signs
}

/// Returns the signs of a gap. `headed` tells that the title of its page stands above it.
pub(super) fn of_a_gap(fact: &Fact, headed: bool, focus: &Focus) -> Vec<Sign> {
    let text = &fact.statement.tail;
    let counts = focus.counts_in(text);
    let mut signs = vec![band(&IN_A_GAP, &counts)];
    signs.extend(
        [
            focus.is_titled(text).then_some("a gap with what its page is about"),
            throughout(&counts).then_some("a gap with names told of throughout"),
            focus.reports.then_some("a gap of the news"),
            headed.then_some("a gap under a heading"),
            (!is_as_written(fact)).then_some("a gap in other words than its text"),
        ]
        .into_iter()
        .flatten(),
    );
    signs
}

fn band(signs: &[Sign; 5], counts: &[usize]) -> Sign {
    let most = counts.iter().copied().max().unwrap_or(0);
    signs[BANDS.iter().position(|up_to| most <= *up_to).unwrap_or(BANDS.len())]
}

fn throughout(counts: &[usize]) -> bool {
    counts.iter().min().is_some_and(|least| *least > 1)
}

/// What the cited sentence begins with.
fn begins(fact: &Fact) -> Sign {
    let quote = fact.evidence.last().map_or("", |evidence| evidence.quote.as_str());
    match quote.split(' ').next().unwrap_or_default() {
        "He" | "She" | "It" | "They" | "His" | "Her" | "Its" | "Their" => "stands on a pronoun",
        "The" | "A" | "An" | "This" | "That" | "These" | "Those" => "stands on a noun",
        _ => "stands on a name or a time",
    }
}

/// Returns whether a sentence with a gap has the words of its document and no others.
fn is_as_written(fact: &Fact) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let filled = fact.statement.tail.replacen(GAP, &fact.value.spelled(), 1);
    let quotes: Vec<&str> = fact.evidence.iter().map(|e| e.quote.as_str()).collect();
    letters(&filled) == letters(&quotes.concat())
}
