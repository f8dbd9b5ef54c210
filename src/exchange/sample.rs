//! Decks drawn at random, to prove round trips with: every kind, every key, words full of the
//! marks that some format gives a meaning.

use crate::deck::{
    Body, Card, CardId, Citation, Deck, Form, Gap, Segment, Source, Status, StudyWishes,
};
use crate::value::{Edtf, Number};
use proptest::prelude::*;
use proptest::sample::select;

const PIECES: [&str; 42] = [
    "a",
    "Über",
    "日本",
    "=",
    "~",
    "#",
    "{",
    "}",
    ":",
    "::",
    "\\",
    "|",
    "*",
    "_",
    "<",
    ">",
    "&",
    "\"",
    "'",
    "-",
    "1.",
    "->",
    "//",
    "`",
    "[x]",
    "%50%",
    "$",
    ",",
    ";",
    "\n",
    "<br>",
    "&amp;",
    "####",
    "Answer:",
    "{{c1::a}}",
    "[html]",
    "\u{1f}",
    "</script>",
    "- [ ]",
    "## b",
    "T",
    "é",
];

/// Returns texts that no format may trim.
pub fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec((select(&PIECES[..]), any::<bool>()), 1..6);
    pieces.prop_map(|pieces| {
        let joined: String = pieces
            .iter()
            .map(|(p, gap)| if *gap { format!("{p} ") } else { (*p).into() })
            .collect();
        let kept: String = joined.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        let kept = kept.trim().to_owned();
        if kept.is_empty() { "x".into() } else { kept }
    })
}

/// Returns texts on one line, as tags are.
fn lines() -> impl Strategy<Value = String> {
    texts().prop_map(|text| text.replace('\n', " "))
}

fn names() -> impl Strategy<Value = String> {
    "[a-zé][a-z0-9._-]{0,6}".prop_map(|name| name)
}

/// Returns texts that all fold apart, as members and options must.
fn apart(least: usize, most: usize) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(texts(), least..most).prop_map(|texts| {
        texts.into_iter().enumerate().map(|(i, text)| format!("w{i} {text}")).collect()
    })
}

fn dates(year_only: bool) -> impl Strategy<Value = Edtf> {
    let years = vec!["1992", "199X", "18XX", "-0043", "0033", "1850~", "1939/1945"];
    let finer = vec!["1992-04", "2025-11-06", "2020-09~", "2023-24"];
    let all = if year_only { years } else { [years, finer].concat() };
    select(all).prop_map(|text| text.parse().expect(text))
}

fn numbers() -> impl Strategy<Value = Number> {
    let value = prop_oneof![(-9999i32..9999).prop_map(f64::from), -1e9..1e9f64];
    value.prop_map(|value| Number::new(value).expect("finite"))
}

fn segments() -> impl Strategy<Value = Vec<Segment>> {
    let plain = || {
        texts().prop_map(|text| {
            let text: String = text.replace(['{', '}', ':'], "").trim().into();
            if text.is_empty() { "y".to_owned() } else { text }
        })
    };
    let gap = (1u32..4, plain(), prop::option::of(plain()));
    let gap = gap.prop_map(|(group, answer, hint)| Segment::Gap(Gap { group, answer, hint }));
    let words = plain().prop_map(|text| Segment::Words(format!(" {text} ")));
    (plain(), prop::collection::vec((gap, words), 1..4), plain()).prop_map(
        |(first, pairs, last)| {
            let mut segments = vec![Segment::Words(format!("{first} "))];
            segments.extend(pairs.into_iter().flat_map(|(gap, words)| [gap, words]));
            if let Some(Segment::Words(words)) = segments.last_mut() {
                *words = format!(" {last}");
            }
            segments
        },
    )
}

/// Returns what a card of each kind may ask.
pub fn bodies() -> impl Strategy<Value = Body> {
    prop_oneof![
        (texts(), texts()).prop_map(|(question, answer)| Body::Basic { question, answer }),
        (texts(), apart(1, 4), apart(0, 3), apart(0, 4)).prop_map(
            |(question, answers, accept, wrong)| {
                let distractors = wrong.iter().map(|wrong| format!("no {wrong}")).collect();
                Body::Text { question, answers, accept, distractors }
            }
        ),
        any::<bool>().prop_flat_map(|year_only| {
            let wrong = prop::collection::vec(select(vec!["1701", "1702-03", "1703-04-05"]), 0..3);
            (texts(), dates(year_only), apart(0, 3), wrong).prop_map(
                move |(question, answer, accept, wrong)| {
                    let distractors =
                        wrong.iter().map(|text| text.parse().expect("a date")).collect();
                    Body::Date { question, answer, year_only, accept, distractors }
                },
            )
        }),
        (texts(), numbers(), prop::option::of(texts()), 0.0..2.0f64, apart(0, 3), any::<bool>())
            .prop_map(|(question, answer, unit, tolerance, accept, wrong)| {
                let far = Number::new(answer.value() + 100.0).expect("finite");
                let distractors = if wrong { vec![far] } else { Vec::new() };
                Body::Number { question, answer, unit, tolerance, accept, distractors }
            }),
        (texts(), texts(), apart(1, 4)).prop_map(|(question, answer, distractors)| {
            Body::Choice { question, answer: format!("r {answer}"), distractors }
        }),
        (texts(), apart(1, 13), apart(0, 4)).prop_map(|(question, answers, wrong)| {
            let distractors = wrong.iter().map(|wrong| format!("no {wrong}")).collect();
            Body::Set { question, answers, distractors }
        }),
        (texts(), apart(2, 5)).prop_map(|(question, answers)| Body::Order { question, answers }),
        (texts(), any::<bool>()).prop_map(|(question, answer)| Body::Truth { question, answer }),
        segments().prop_map(|segments| Body::Cloze { segments }),
    ]
}

fn cards() -> impl Strategy<Value = Card> {
    let words = (
        prop::option::of(texts()),
        prop::collection::vec(lines(), 0..3),
        prop::option::of(texts()),
        prop::option::of(names()),
        prop::option::of(names()),
    );
    let cite = (select(vec!["s1", "s2"]), prop::option::of(texts()), prop::option::of(1u32..999));
    let cites = prop::collection::vec(cite, 0..3);
    let marks = (
        any::<bool>(),
        select(&Status::ALL[..]),
        prop::collection::vec(select(&Form::ALL[..]), 0..3),
    );
    (bodies(), words, cites, marks).prop_map(|(body, words, cites, (reversed, status, ask))| {
        let (explanation, tags, note, fact, built) = words;
        let cites = cites
            .into_iter()
            .map(|(source, quote, line)| Citation { source: source.into(), quote, line })
            .collect();
        let reversed = reversed && matches!(body, Body::Basic { .. } | Body::Text { .. });
        let card = Card::new(CardId::Written(String::new()), body);
        Card { explanation, tags, cites, reversed, status, ask, note, fact, built, ..card }
    })
}

/// Returns sound decks of a few cards of any kind.
pub fn decks() -> impl Strategy<Value = Deck> {
    let about = (texts(), prop::option::of(texts()), prop::collection::vec(texts(), 0..2));
    (about, prop::collection::vec((names(), cards()), 1..5)).prop_map(
        |((title, description, tags), cards)| {
            let named = |(i, (name, card)): (usize, (String, Card))| Card {
                id: CardId::Written(format!("{name}{i}")),
                ..card
            };
            let source = |id: &str| Source {
                id: id.into(),
                title: Some("A title".into()),
                date: Some("2026-01-19".parse().expect("a date")),
                ..Source::default()
            };
            Deck {
                id: "sample".into(),
                title,
                description,
                language: Some("en".into()),
                authors: Vec::new(),
                license: None,
                as_of: chrono::NaiveDate::from_ymd_opt(2026, 1, 19),
                tags,
                study: StudyWishes { new_per_day: Some(7), ..StudyWishes::default() },
                sources: vec![source("s1"), source("s2")],
                cards: cards.into_iter().enumerate().map(named).collect(),
            }
        },
    )
}

/// Returns the deck with no card knowing its line, which no format holds.
pub fn without_lines(mut deck: Deck) -> Deck {
    for card in &mut deck.cards {
        card.line = 0;
    }
    deck
}
