//! A deck written as a file of format 1, the way a careful teacher would lay it out.

use super::built::{add_to_record, entry};
use super::model::{Body, Card, Citation, Deck, Segment, Source, Status, StudyWishes};
use crate::value::{Edtf, Number, Point};
use crate::workers::{all_threads, share_out};
use std::fmt::Write as _;

/// Cards that a thread writes at once.
const BATCH: usize = 256;

/// Returns the deck as TOML text: keys in the order of the documentation, absent ones left out; at
/// the end, in comments, the record of what docent built.
#[must_use]
pub fn to_toml(deck: &Deck) -> String {
    let mut out = String::from("format = 1\n\n[deck]\n");
    write_deck(&mut out, deck);
    write_study(&mut out, &deck.study);
    for source in &deck.sources {
        out.push_str("\n[[source]]\n");
        write_source(&mut out, source);
    }
    let batches: Vec<&[Card]> = deck.cards.chunks(BATCH).collect();
    let written = share_out(&batches, all_threads(), |cards| {
        let of_card = |card| format!("\n[[card]]\n{}", card_to_toml(card));
        vec![cards.iter().map(of_card).collect::<String>()]
    });
    out.extend(written);
    add_to_record(&mut out, deck.cards.iter().filter_map(entry));
    out
}

/// Returns what is asked and what is right, as it stands in a card.
pub(super) fn body_to_toml(body: &Body) -> String {
    let mut out = String::new();
    write_body(&mut out, body);
    out
}

/// Returns the keys of a card as they stand after `[[card]]`.
pub(super) fn card_to_toml(card: &Card) -> String {
    let mut out = String::new();
    write_card(&mut out, card);
    out
}

/// Returns the keys of a source as they stand after `[[source]]`.
pub(super) fn source_to_toml(source: &Source) -> String {
    let mut out = String::new();
    write_source(&mut out, source);
    out
}

fn write_deck(out: &mut String, deck: &Deck) {
    pair(out, "id", &string(&deck.id));
    pair(out, "title", &string(&deck.title));
    optional(out, "description", deck.description.as_deref());
    optional(out, "language", deck.language.as_deref());
    strings(out, "authors", &deck.authors);
    optional(out, "license", deck.license.as_deref());
    if let Some(day) = deck.as_of {
        pair(out, "as_of", &day.to_string());
    }
    strings(out, "tags", &deck.tags);
}

fn write_study(out: &mut String, study: &StudyWishes) {
    if *study == StudyWishes::default() {
        return;
    }
    out.push_str("\n[deck.study]\n");
    if let Some(retention) = study.desired_retention {
        pair(out, "desired_retention", &format!("{retention:?}"));
    }
    if let Some(count) = study.new_per_day {
        pair(out, "new_per_day", &count.to_string());
    }
    if let Some(count) = study.reviews_per_day {
        pair(out, "reviews_per_day", &count.to_string());
    }
    if let Some(steps) = &study.learning_steps {
        let steps: Vec<String> = steps.iter().map(|seconds| pause(*seconds)).collect();
        pair(out, "learning_steps", &list(&steps));
    }
    if let Some(day) = study.exam {
        pair(out, "exam", &day.to_string());
    }
}

/// Spells a pause in the largest unit that holds it exactly.
fn pause(seconds: u32) -> String {
    match seconds {
        s if s > 0 && s % 86_400 == 0 => format!("{}d", s / 86_400),
        s if s > 0 && s % 3600 == 0 => format!("{}h", s / 3600),
        s if s > 0 && s % 60 == 0 => format!("{}m", s / 60),
        s => format!("{s}s"),
    }
}

fn write_source(out: &mut String, source: &Source) {
    pair(out, "id", &string(&source.id));
    optional(out, "title", source.title.as_deref());
    optional(out, "publisher", source.publisher.as_deref());
    if let Some(day) = source.date {
        pair(out, "date", &date(day));
    }
    optional(out, "file", source.file.as_deref());
    optional(out, "url", source.url.as_deref());
    optional(out, "sha256", source.sha256.as_deref());
}

fn write_card(out: &mut String, card: &Card) {
    pair(out, "id", &string(card.id.as_str()));
    pair(out, "kind", &string(card.body.kind().name()));
    write_body(out, &card.body);
    optional(out, "explanation", card.explanation.as_deref());
    strings(out, "tags", &card.tags);
    if card.reversed {
        pair(out, "reversed", "true");
    }
    if card.status != Status::Active {
        pair(out, "status", &string(card.status.name()));
    }
    let forms: Vec<String> = card.ask.iter().map(|form| form.name().to_owned()).collect();
    strings(out, "ask", &forms);
    optional(out, "note", card.note.as_deref());
    write_citations(out, &card.cites);
    optional(out, "fact", card.fact.as_deref());
    optional(out, "built", card.built.as_deref());
}

fn write_body(out: &mut String, body: &Body) {
    if !matches!(body, Body::Cloze { .. }) {
        pair(out, "question", &string(&body.prompt()));
    }
    match body {
        Body::Basic { answer, .. } => pair(out, "answer", &string(answer)),
        Body::Text { answers, accept, distractors, .. } => {
            match answers.as_slice() {
                [only] => pair(out, "answer", &string(only)),
                several => strings(out, "answers", several),
            }
            strings(out, "accept", accept);
            strings(out, "distractors", distractors);
        }
        Body::Date { answer, accept, distractors, .. } => {
            pair(out, "answer", &date(*answer));
            strings(out, "accept", accept);
            values(out, "distractors", distractors.iter().map(|d| date(*d)));
        }
        Body::Number { answer, unit, tolerance, accept, distractors, .. } => {
            pair(out, "answer", &number(*answer));
            optional(out, "unit", unit.as_deref());
            if *tolerance > 0.0 {
                pair(out, "tolerance", &plain(*tolerance));
            }
            strings(out, "accept", accept);
            values(out, "distractors", distractors.iter().map(|n| number(*n)));
        }
        Body::Choice { answer, distractors, .. } => {
            pair(out, "answer", &string(answer));
            strings(out, "distractors", distractors);
        }
        Body::Set { answers, distractors, .. } => {
            strings(out, "answers", answers);
            strings(out, "distractors", distractors);
        }
        Body::Order { answers, .. } => strings(out, "answers", answers),
        Body::Truth { answer, .. } => pair(out, "answer", &answer.to_string()),
        Body::Cloze { segments } => pair(out, "text", &string(&cloze(segments))),
    }
}

/// Spells gaps: numbered ones where several belong together or stand out of order.
fn cloze(segments: &[Segment]) -> String {
    let groups: Vec<u32> = segments
        .iter()
        .filter_map(|s| match s {
            Segment::Gap(gap) => Some(gap.group),
            Segment::Words(_) => None,
        })
        .collect();
    let in_order = groups.iter().zip(1..).all(|(group, place)| *group == place);
    segments.iter().fold(String::new(), |mut text, segment| {
        match segment {
            Segment::Words(words) => text.push_str(words),
            Segment::Gap(gap) => {
                let number = if in_order { String::new() } else { format!("c{}::", gap.group) };
                let hint = gap.hint.as_ref().map_or_else(String::new, |h| format!("::{h}"));
                let inside = format!("{number}{}{hint}", gap.answer);
                // A gap's own braces are parted from those of what it hides.
                let before = if inside.starts_with('{') { " " } else { "" };
                let behind = if inside.ends_with('}') { " " } else { "" };
                let _ = write!(text, "{{{{{before}{inside}{behind}}}}}");
            }
        }
        text
    })
}

fn write_citations(out: &mut String, cites: &[Citation]) {
    let one = |cite: &Citation| {
        let mut parts = vec![format!("source = {}", string(&cite.source))];
        parts.extend(cite.quote.as_deref().map(|q| format!("quote = {}", string(q))));
        parts.extend(cite.line.map(|line| format!("line = {line}")));
        format!("{{ {} }}", parts.join(", "))
    };
    match cites {
        [] => {}
        [only] => pair(out, "cites", &format!("[{}]", one(only))),
        several => {
            out.push_str("cites = [\n");
            for cite in several {
                let _ = writeln!(out, "  {},", one(cite));
            }
            out.push_str("]\n");
        }
    }
}

fn pair(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {value}");
}

fn optional(out: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        pair(out, key, &string(value));
    }
}

fn strings(out: &mut String, key: &str, values: &[String]) {
    if !values.is_empty() {
        pair(out, key, &list(values));
    }
}

fn values(out: &mut String, key: &str, values: impl Iterator<Item = String>) {
    let values: Vec<String> = values.collect();
    if !values.is_empty() {
        pair(out, key, &format!("[{}]", values.join(", ")));
    }
}

fn list(values: &[String]) -> String {
    let quoted: Vec<String> = values.iter().map(|v| string(v)).collect();
    format!("[{}]", quoted.join(", "))
}

/// A day as a TOML date, a plain year as an integer, anything else as an EDTF string.
fn date(date: Edtf) -> String {
    let plain = date.to.is_none() && !date.approximate && !date.uncertain;
    match date.from {
        Point::Year(year) if plain => year.to_string(),
        // TOML knows days of the years 0 to 9999 only.
        Point::Day(day) if plain && (0..=9999).contains(&date.from.year()) => day.to_string(),
        _ => string(&date.to_string()),
    }
}

fn number(number: Number) -> String {
    plain(number.value())
}

/// A whole number as an integer, any other as a float.
fn plain(value: f64) -> String {
    const EXACT: f64 = 9e15;
    if value.fract() == 0.0 && value.abs() < EXACT {
        format!("{value:.0}")
    } else {
        format!("{value:?}")
    }
}

/// A basic TOML string on one line.
pub(super) fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{CardId, Form, Gap};
    use proptest::prelude::*;

    fn deck(cards: Vec<Card>) -> Deck {
        Deck {
            id: "d".into(),
            title: "D".into(),
            description: None,
            language: None,
            authors: Vec::new(),
            license: None,
            as_of: None,
            tags: Vec::new(),
            study: StudyWishes::default(),
            sources: Vec::new(),
            cards,
        }
    }

    #[test]
    fn a_deck_is_written_as_the_documentation_shows_it() {
        let body = Body::Date {
            question: "In which year did the Suez Canal open?".into(),
            answer: "1869".parse().unwrap(),
            year_only: true,
            accept: Vec::new(),
            distractors: vec!["1859".parse().unwrap(), "1879".parse().unwrap()],
        };
        let card = Card {
            cites: vec![Citation {
                source: "a".into(),
                quote: Some("It \"opened\" in 1869.".into()),
                line: Some(3),
            }],
            ask: vec![Form::Typed],
            ..Card::new(CardId::Written("suez".into()), body)
        };
        let written = to_toml(&Deck {
            as_of: chrono::NaiveDate::from_ymd_opt(2020, 5, 1),
            ..deck(vec![card])
        });
        assert_eq!(
            written,
            r#"format = 1

[deck]
id = "d"
title = "D"
as_of = 2020-05-01

[[card]]
id = "suez"
kind = "year"
question = "In which year did the Suez Canal open?"
answer = 1869
distractors = [1859, 1879]
ask = ["typed"]
cites = [{ source = "a", quote = "It \"opened\" in 1869.", line = 3 }]
"#
        );
    }

    #[test]
    fn gaps_are_numbered_only_where_their_order_does_not_tell() {
        let gap =
            |group, answer: &str| Segment::Gap(Gap { group, answer: answer.into(), hint: None });
        let words = |w: &str| Segment::Words(w.into());
        assert_eq!(
            cloze(&[words("In "), gap(1, "1869"), words(" at "), gap(2, "Suez")]),
            "In {{1869}} at {{Suez}}"
        );
        assert_eq!(cloze(&[gap(1, "a"), gap(1, "b")]), "{{c1::a}}{{c1::b}}");
    }

    #[test]
    fn a_gap_that_hides_braces_is_read_back() {
        for answer in ["{a, b}", "}", "{", r"\frac{a}{b}"] {
            for groups in [[1, 2], [1, 1]] {
                let gaps = groups
                    .map(|group| Segment::Gap(Gap { group, answer: answer.into(), hint: None }));
                assert_eq!(crate::deck::read_cloze(&cloze(&gaps)), Ok(gaps.to_vec()), "{answer}");
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_a_teacher_writes_is_sound_toml(text in "\\PC*|[\\x00-\\x7f]*", number in -1e12..1e12f64) {
            let body = Body::Number {
                question: text.clone(),
                answer: Number::new(number).unwrap(),
                unit: Some(text.clone()),
                tolerance: 0.5,
                accept: vec![text.clone()],
                distractors: Vec::new(),
            };
            let written = to_toml(&deck(vec![Card::new(CardId::Written(text.clone()), body)]));
            let read: toml::Table = written.parse().expect("sound TOML");
            let card = &read["card"][0];
            prop_assert_eq!(card["question"].as_str(), Some(text.as_str()));
        }
    }
}
