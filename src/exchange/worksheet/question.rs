//! One question of a worksheet: what is asked, how it is answered, and what is right.

use crate::deck::{Body, Card, Deck, Form, Gap, Segment};
use crate::value::spell_date;
use rand::rngs::ChaCha8Rng;
use rand::seq::{IndexedRandom as _, SliceRandom as _};

/// The most wrong options of a choice.
const WRONG_OPTIONS: usize = 4;
/// The most wrong members of a set.
const WRONG_MEMBERS: usize = 6;

/// One question of a worksheet.
#[derive(Debug)]
pub struct Question {
    /// What is asked; a cloze is all of its text.
    pub asked: Vec<Piece>,
    /// How it is answered.
    pub space: Space,
    /// What is right.
    pub key: String,
    /// The letters of the right options.
    pub letters: Vec<char>,
    /// Why, and who says so.
    pub reasons: Vec<String>,
}

/// A stretch of what is asked.
#[derive(Debug)]
pub enum Piece {
    Words(String),
    /// A gap to be filled, with its hint and how wide it is in letters.
    Gap {
        hint: Option<String>,
        width: usize,
    },
}

/// Where the answer goes.
#[derive(Debug)]
pub enum Space {
    /// Into the gaps of the text.
    Gaps,
    /// On a line, with what stands behind it: a unit.
    Line { unit: Option<String> },
    /// On several lines.
    Lines,
    /// One of these.
    One(Vec<String>),
    /// All of these that apply.
    Several(Vec<String>),
    /// A number before each.
    Order(Vec<String>),
}

impl Question {
    /// Returns the question of a card, with its options drawn.
    pub fn of(deck: &Deck, card: &Card, rng: &mut ChaCha8Rng) -> Self {
        let (space, key, letters) = answer(card, rng);
        let asked = match &card.body {
            Body::Cloze { segments } => segments.iter().map(piece).collect(),
            body => vec![Piece::Words(body.prompt())],
        };
        Self { asked, space, key, letters, reasons: reasons(deck, card) }
    }
}

fn piece(segment: &Segment) -> Piece {
    match segment {
        Segment::Words(words) => Piece::Words(words.clone()),
        Segment::Gap(Gap { answer, hint, .. }) => {
            // A gap as wide as its word would tell the word.
            let width = (answer.chars().count().div_ceil(8) * 8).clamp(12, 32);
            Piece::Gap { hint: hint.clone(), width }
        }
    }
}

type Answer = (Space, String, Vec<char>);

fn answer(card: &Card, rng: &mut ChaCha8Rng) -> Answer {
    let typed_only = !card.ask.is_empty() && !card.ask.contains(&Form::Choice);
    let plain = |key: String, unit: Option<String>| (Space::Line { unit }, key, Vec::new());
    match &card.body {
        Body::Basic { answer, .. } => (Space::Lines, answer.clone(), Vec::new()),
        Body::Text { answers, accept, distractors, .. } => {
            if distractors.is_empty() || typed_only {
                return plain([answers.as_slice(), accept].concat().join(" / "), None);
            }
            one(&answers[0], distractors, rng)
        }
        Body::Date { answer, accept, distractors, .. } => {
            let wrong: Vec<String> = distractors.iter().map(|date| spell_date(*date)).collect();
            if wrong.is_empty() || typed_only {
                let all = std::iter::once(spell_date(*answer)).chain(accept.iter().cloned());
                return plain(all.collect::<Vec<_>>().join(" / "), None);
            }
            one(&spell_date(*answer), &wrong, rng)
        }
        Body::Number { answer, unit, tolerance, distractors, .. } => {
            let spelled =
                |text: String| unit.as_ref().map_or(text.clone(), |unit| format!("{text} {unit}"));
            if distractors.is_empty() || typed_only {
                let within =
                    if *tolerance > 0.0 { format!(" (± {tolerance})") } else { String::new() };
                return plain(format!("{}{within}", spelled(answer.to_string())), unit.clone());
            }
            let wrong: Vec<String> = distractors.iter().map(|n| spelled(n.to_string())).collect();
            one(&spelled(answer.to_string()), &wrong, rng)
        }
        Body::Choice { answer, distractors, .. } => one(answer, distractors, rng),
        Body::Set { answers, distractors, .. } => {
            let options = drawn(answers, distractors, WRONG_MEMBERS, rng);
            let letters = letters(&options, answers);
            (Space::Several(options), answers.join(", "), letters)
        }
        Body::Order { answers, .. } => {
            let mut members = answers.clone();
            members.shuffle(rng);
            (Space::Order(members), answers.join(" → "), Vec::new())
        }
        Body::Truth { answer, .. } => {
            let options = ["True", "False"].map(str::to_owned).to_vec();
            let (key, letter) = if *answer { ("True", 'A') } else { ("False", 'B') };
            (Space::One(options), key.to_owned(), vec![letter])
        }
        Body::Cloze { segments } => {
            let gaps = segments.iter().filter_map(|segment| match segment {
                Segment::Gap(gap) => Some(gap.answer.clone()),
                Segment::Words(_) => None,
            });
            (Space::Gaps, gaps.collect::<Vec<_>>().join("; "), Vec::new())
        }
    }
}

fn one(right: &str, wrong: &[String], rng: &mut ChaCha8Rng) -> Answer {
    let right = [right.to_owned()];
    let options = drawn(&right, wrong, WRONG_OPTIONS, rng);
    let letters = letters(&options, &right);
    let [right] = right;
    (Space::One(options), right, letters)
}

fn drawn(right: &[String], wrong: &[String], most: usize, rng: &mut ChaCha8Rng) -> Vec<String> {
    let wrong = wrong.sample(rng, most.min(wrong.len())).cloned();
    let mut options: Vec<String> = right.iter().cloned().chain(wrong).collect();
    options.shuffle(rng);
    options
}

fn letters(options: &[String], right: &[String]) -> Vec<char> {
    let lettered = ('A'..='Z').zip(options);
    lettered.filter(|(_, option)| right.contains(option)).map(|(letter, _)| letter).collect()
}

fn reasons(deck: &Deck, card: &Card) -> Vec<String> {
    let cites = card.cites.iter().map(|cite| {
        let source = deck.sources.iter().find(|source| source.id == cite.source);
        let title = source.and_then(|s| s.title.as_deref()).unwrap_or(&cite.source);
        cite.quote.as_ref().map_or_else(|| title.to_owned(), |quote| format!("“{quote}” — {title}"))
    });
    card.explanation.iter().cloned().chain(cites).collect()
}
