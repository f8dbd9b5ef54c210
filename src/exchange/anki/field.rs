//! How a card of a deck fills the fields of a note.

use super::super::losses::Losses;
use super::super::markup::html;
use super::notetype::{self, Notetype};
use crate::deck::{Body, Card, Deck, Segment};
use crate::value::{fold, spell_date};

/// A note: its type and what stands in its fields.
#[derive(Debug)]
pub struct Note {
    pub notetype: &'static Notetype,
    pub fields: Vec<String>,
}

/// Returns the note of a card, having noted what it cannot hold.
pub fn note_of(deck: &Deck, card: &Card, losses: &mut Losses) -> Note {
    common_losses(card, losses);
    let explanation = card.explanation.as_deref().map(html).unwrap_or_default();
    let source = source(deck, card);
    if let Body::Cloze { segments } = &card.body {
        return Note {
            notetype: &notetype::CLOZE,
            fields: vec![cloze(segments), explanation, source],
        };
    }
    let asked = Asked::of(card, losses);
    let notetype = match (asked.typed, card.reversed) {
        (false, false) => &notetype::BASIC,
        (false, true) => &notetype::BASIC_REVERSED,
        (true, false) => &notetype::TYPED_ANSWER,
        (true, true) => &notetype::TYPED_REVERSED,
    };
    let kind = card.body.kind().name().to_owned();
    let fields =
        vec![asked.question, asked.options, asked.answer, asked.also, explanation, source, kind];
    Note { notetype, fields }
}

fn common_losses(card: &Card, losses: &mut Losses) {
    let id = card.id.as_str();
    if card.note.is_some() || card.fact.is_some() || card.built.is_some() {
        losses.card("without `note`, `fact` and `built`, which are for teacher and docent", id);
    }
    if !card.ask.is_empty() {
        losses.card("without `ask`", id);
    }
    if card.tags.iter().any(|tag| tag.contains(char::is_whitespace)) {
        losses.card("spaces in tags are `_`", id);
    }
}

/// What a card other than a cloze shows, as HTML.
#[derive(Debug, Default)]
struct Asked {
    question: String,
    options: String,
    answer: String,
    also: String,
    typed: bool,
}

impl Asked {
    fn of(card: &Card, losses: &mut Losses) -> Self {
        body_losses(card, losses);
        let asked = match &card.body {
            Body::Basic { answer, .. } => Self::shown(html(answer), String::new()),
            Body::Text { answers, accept, .. } => {
                Self::typed(&answers[0], &[&answers[1..], accept].concat(), None)
            }
            Body::Date { answer, accept, .. } => Self::typed(&spell_date(*answer), accept, None),
            Body::Number { answer, unit, accept, .. } => {
                Self::typed(&answer.to_string(), accept, unit.as_deref())
            }
            Body::Choice { answer, distractors, .. } => {
                let all = [std::slice::from_ref(answer), distractors].concat();
                Self::shown(html(answer), list("ul", &sorted(&all)))
            }
            Body::Set { answers, distractors, .. } if distractors.is_empty() => {
                Self::shown(list("ul", answers), String::new())
            }
            Body::Set { answers, distractors, .. } => {
                let all = [answers.as_slice(), distractors].concat();
                Self::shown(list("ul", answers), list("ul", &sorted(&all)))
            }
            Body::Order { answers, .. } => {
                Self::shown(list("ol", answers), list("ul", &sorted(answers)))
            }
            Body::Truth { answer, .. } => {
                let answer = if *answer { "True" } else { "False" };
                Self::shown(answer.to_owned(), "True or false?".to_owned())
            }
            Body::Cloze { .. } => Self::default(),
        };
        let question = html(&card.body.prompt());
        Self { question: question + &asked.question, ..asked }
    }

    fn shown(answer: String, options: String) -> Self {
        Self { options, answer, ..Self::default() }
    }

    /// A typed card shows nothing beside its question, so a unit stands at its end.
    fn typed(answer: &str, others: &[String], unit: Option<&str>) -> Self {
        let also = others.iter().map(|text| html(text)).collect::<Vec<_>>().join("<br>");
        let question = unit.map(|unit| format!(" ({})", html(unit))).unwrap_or_default();
        Self { question, answer: html(answer), also, typed: true, ..Self::default() }
    }
}

fn body_losses(card: &Card, losses: &mut Losses) {
    let (others, wrong, tolerance) = match &card.body {
        Body::Text { answers, accept, distractors, .. } => {
            (answers.len() + accept.len() > 1, !distractors.is_empty(), false)
        }
        Body::Date { accept, distractors, .. } => {
            (!accept.is_empty(), !distractors.is_empty(), false)
        }
        Body::Number { accept, distractors, tolerance, .. } => {
            (!accept.is_empty(), !distractors.is_empty(), *tolerance > 0.0)
        }
        _ => (false, false, false),
    };
    for (lost, what) in [
        (wrong, "without `distractors`, for Anki has the answer typed"),
        (tolerance, "without `tolerance`"),
        (others, "Anki judges by the first answer, and shows the others"),
    ] {
        if lost {
            losses.card(what, card.id.as_str());
        }
    }
}

/// Options stand in the order of the alphabet, which gives nothing away.
fn sorted(texts: &[String]) -> Vec<String> {
    let mut sorted = texts.to_vec();
    sorted.sort_by_cached_key(|text| (fold(text), text.clone()));
    sorted
}

fn list(tag: &str, texts: &[String]) -> String {
    let items: String = texts.iter().map(|text| format!("<li>{}</li>", html(text))).collect();
    format!("<{tag}>{items}</{tag}>")
}

fn cloze(segments: &[Segment]) -> String {
    let words = |segment: &Segment| match segment {
        Segment::Words(words) => html(words),
        Segment::Gap(gap) => {
            let hint =
                gap.hint.as_ref().map_or_else(String::new, |hint| format!("::{}", html(hint)));
            format!("{{{{c{}::{}{hint}}}}}", gap.group, html(&gap.answer))
        }
    };
    segments.iter().map(words).collect()
}

/// Returns the sentences that a card cites, each with what it was published as.
fn source(deck: &Deck, card: &Card) -> String {
    let cite = |cite: &crate::deck::Citation| {
        let source = deck.sources.iter().find(|source| source.id == cite.source);
        let title = source.and_then(|s| s.title.clone()).unwrap_or_else(|| cite.source.clone());
        let mut about = vec![title];
        about.extend(source.and_then(|s| s.publisher.clone()));
        about.extend(source.and_then(|s| s.date).map(spell_date));
        let about = html(&about.join(", "));
        match &cite.quote {
            Some(quote) => format!("“{}” — {about}", html(quote)),
            None => about,
        }
    };
    card.cites.iter().map(cite).collect::<Vec<_>>().join("<br>")
}
