//! What the builder must ask of five news texts, where they are at hand: `../shared/seeds`.
//!
//! The texts are not part of this repository. Without them these tests say so and pass.

use docent::authoring::{BuildOptions, Built, build};
use docent::deck::{Body, Card, Status};
use docent::document::{LineKind, read_all};
use std::path::Path;

#[expect(clippy::print_stderr, reason = "a skipped test must say that it was skipped")]
fn seeds() -> Option<Built> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !folder.is_dir() {
        eprintln!("skipped: no texts in {}", folder.display());
        return None;
    }
    let reading = read_all(&[folder], &mut std::io::empty());
    assert!(reading.faults.is_empty());
    Some(build(&reading.documents, &BuildOptions::default()))
}

fn active(built: &Built) -> Vec<&Card> {
    built.deck.cards.iter().filter(|card| card.status == Status::Active).collect()
}

/// Returns the key of the card whose question holds all these words, as text.
fn key(built: &Built, words: &[&str]) -> Vec<String> {
    let found = active(built).into_iter().find(|card| {
        let question = card.body.prompt();
        words.iter().all(|word| question.contains(word))
    });
    let card = found.unwrap_or_else(|| panic!("no card asks about {words:?}"));
    match &card.body {
        Body::Date { answer, .. } => vec![answer.to_string()],
        Body::Number { answer, .. } => vec![answer.to_string()],
        Body::Text { answers, .. } | Body::Set { answers, .. } => answers.clone(),
        other => panic!("unexpected kind: {other:?}"),
    }
}

#[test]
fn what_teachers_want_most_is_asked() {
    let Some(built) = seeds() else { return };
    assert!(active(&built).len() >= 20);
    for (words, answer) in [
        (&["year", "diplomatic", "Israel"][..], &["1992"][..]),
        (&["month", "initially signed"], &["2020-09"]),
        (&["year", "embassies"], &["1996"]),
        (&["year", "visit"], &["2016"]),
        (&["year", "Amendment"], &["1974"]),
        (&["How many points"], &["20"]),
        (&["percentage", "Muslim"], &["70"]),
        (&["Apart from", "before"], &["United Arab Emirates", "Bahrain", "Morocco", "Sudan"]),
    ] {
        assert_eq!(key(&built, words), answer, "{words:?}");
    }
}

#[test]
fn every_active_card_cites_and_explains_itself() {
    let Some(built) = seeds() else { return };
    for card in active(&built) {
        assert!(!card.cites.is_empty(), "{}", card.body.prompt());
        assert!(card.fact.is_some() && card.built.is_some());
    }
}

#[test]
fn the_page_around_the_articles_never_becomes_a_card() {
    let Some(built) = seeds() else { return };
    for card in &built.deck.cards {
        let whole = format!("{:?}", card.body);
        for furniture in ["newsletter", "MoroccoBahrain", "20263", "Login", "min read", "Thursday"]
        {
            assert!(!whole.contains(furniture), "{whole}");
        }
    }
}

#[test]
fn the_traps_of_the_texts_are_seen_as_what_they_are() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !folder.is_dir() {
        return;
    }
    let documents = read_all(&[folder], &mut std::io::empty()).documents;
    let kinds = |place: usize, kind: LineKind| {
        documents[place].lines.iter().filter(|k| **k == kind).count()
    };
    assert!(kinds(0, LineKind::Repeated) >= 6);
    assert!(kinds(1, LineKind::Furniture) >= 3);
    assert_eq!(kinds(1, LineKind::Caption), 1);
    assert!(kinds(3, LineKind::MachineSummary) >= 1);
    assert_eq!(documents[3].published, "2026-01-19".parse().ok());
    assert_eq!(documents[4].title, None);
}
