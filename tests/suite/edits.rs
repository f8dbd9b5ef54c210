//! What becomes of progress when a teacher edits the deck.

use crate::desk::{Desk, Run};
use serde_json::Value;
use std::fs;

const DECK: &str = r#"format = 1
[deck]
id = "d"
title = "Deck"

[[card]]
kind = "text"
question = "What is the capital of Mongolia?"
answer = "Ulaanbaatar"

[[card]]
id = "suez"
kind = "year"
question = "In which year was the Suez Canal opened?"
answer = 1869
"#;

fn write(desk: &Desk, text: &str) {
    fs::write(desk.path("decks/d.toml"), text).expect("written");
}

fn study(desk: &Desk, input: &str) -> Run {
    desk.docent_with(&["study", "--plain"], input)
}

/// Returns the state of the card whose question holds this word, and how often it was answered.
fn state(desk: &Desk, word: &str) -> (String, u64) {
    let run = desk.docent(&["cards", word, "--json"]);
    let items: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let item = &items[0];
    (item["state"].as_str().unwrap_or("none").into(), item["reps"].as_u64().unwrap_or(0))
}

fn studied() -> Desk {
    let desk = Desk::new().deck("d", DECK);
    let run = study(&desk, "Ulaanbaatar\n1869\n:quit\n");
    assert!(run.stdout.contains("2 right"), "{run}");
    desk
}

#[test]
fn a_card_without_an_id_keeps_its_progress_in_other_words_and_when_its_id_is_written_down() {
    let desk = studied();
    write(
        &desk,
        &DECK.replace("What is the capital of Mongolia?", "Name the capital of Mongolia."),
    );
    assert_eq!(state(&desk, "Mongolia"), ("learning".into(), 1), "also before it is studied");
    let run = study(&desk, ":quit\n");
    assert!(run.stderr.contains("1 item without an id recognised in other words"), "{run}");
    assert!(!study(&desk, ":quit\n").stderr.contains("recognised"), "said once");
    assert_eq!(state(&desk, "Mongolia"), ("learning".into(), 1));
    assert!(desk.docent(&["check", "--fix"]).stderr.contains("wrote down the id"));
    let named = fs::read_to_string(desk.path("decks/d.toml")).expect("a deck");
    write(&desk, &named.replace("Name the capital", "Which city is the capital"));
    assert_eq!(state(&desk, "Mongolia"), ("learning".into(), 1));
    let id = named.split("id = \"card-").nth(1).and_then(|rest| rest.split('"').next());
    let why = desk.docent(&["why", &format!("card-{}", id.expect("an id"))]);
    assert!(why.stdout.contains("answered, judged correct"), "{why}");
    assert!(desk.docent(&["undo"]).stdout.contains("answered, judged"), "an act, no housekeeping");
}

#[test]
fn an_answer_that_changed_in_meaning_is_asked_about_once() {
    let desk = studied();
    write(&desk, &DECK.replace("1869", "1870").replace("In which year was", "When was"));
    let run = study(&desk, "perhaps\nkeep\n:quit\n");
    let said = "The answer of `d/suez` was changed: 1870 instead of 1869.";
    assert!(run.stdout.contains(said) && run.stdout.contains("Write keep or relearn."), "{run}");
    assert_eq!(state(&desk, "Suez"), ("learning".into(), 1));
    assert!(!study(&desk, ":quit\n").stdout.contains("was changed"), "asked once");
    write(&desk, &DECK.replace("1869", "1871"));
    let run = study(&desk, "relearn\n:quit\n");
    assert!(run.stdout.contains("1871 instead of 1870"), "{run}");
    assert_eq!(state(&desk, "Suez").0, "new");
    assert!(desk.docent(&["undo"]).stdout.contains("made new again"));
    assert_eq!(state(&desk, "Suez"), ("learning".into(), 1), "and can be taken back");
}

#[test]
fn a_slip_that_was_mended_is_not_asked_about_and_programs_are_told_without_a_stop() {
    let desk = studied();
    write(&desk, &DECK.replace("Ulaanbaatar", "Ulan Baatar").replace("1869", "1870"));
    let run = desk.docent_with(&["study", "--json"], "{\"command\":\"quit\"}\n");
    let first: Value =
        serde_json::from_str(run.stdout.lines().next().expect("a line")).expect("JSON");
    assert!(first["type"] == "ask" || first["type"] == "finished", "{run}");
    assert!(run.stderr.contains("1870 instead of 1869; its progress is kept."), "{run}");
    assert!(!run.stderr.contains("Baatar"), "{run}");
}

#[test]
fn ids_that_were_changed_are_told_of_once_with_what_was_learnt_under_the_old_ones() {
    for (from, to, told) in [
        ("\"suez\"", "\"suez-canal\"", "1 card asks what you learnt as `d/suez` and counts as new"),
        ("id = \"suez\"\n", "", "1 card asks what you learnt as `d/suez` and counts as new"),
        ("id = \"d\"", "id = \"e\"", "2 cards ask what you learnt as `d/"),
    ] {
        for command in [&["study", "--plain"][..], &["stats"], &[]] {
            let desk = studied();
            write(&desk, &DECK.replace(from, to));
            let run = desk.docent(command);
            assert!(run.stderr.starts_with("note: `decks/d.toml`: "), "{run}");
            assert!(run.stderr.contains(told), "{told}: {run}");
            let run = study(&desk, "");
            assert_eq!(run.stderr, "", "it is said once: {run}");
        }
    }
}

#[test]
fn who_adds_a_gap_is_told_how_the_others_keep_their_numbers() {
    let cloze = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"c\"\nkind = \"cloze\"\n\
                 text = \"{{Herschel}} found {{Uranus}}.\"\n";
    let desk = Desk::new().deck("d", cloze).file("old.toml", cloze.as_bytes());
    assert!(study(&desk, "Herschel\n:easy\n").stdout.contains("Right"));
    let desk = desk.at("2026-11-23T09:00:00+01:00");
    assert!(study(&desk, "Uranus\n:easy\n").stdout.contains("Right"));
    let added = cloze.replace("found", "{{found}}");
    write(&desk, &added);
    let numbered = "{{c1::Herschel}} {{c3::found}} {{c2::Uranus}}.";
    let diff = desk.docent(&["diff", "old.toml", "decks/d.toml"]).stdout;
    let told =
        format!("Its gaps are counted otherwise: written as `{numbered}` each keeps its progress.");
    let words: Vec<&str> = diff.split_whitespace().collect();
    assert!(words.join(" ").contains(&told), "{diff}");
    let run = study(&desk, "");
    assert!(run.stderr.contains(&format!("written as `{numbered}` each keeps what you")), "{run}");
    write(&desk, &cloze.replace("{{Herschel}} found {{Uranus}}.", numbered));
    let run = study(&desk, "");
    assert_eq!(run.stderr, "", "{run}");
    assert!(desk.docent(&["cards", "Uranus"]).stdout.contains("d/c#3  new"), "{run}");
}

#[test]
fn a_program_that_asks_does_not_use_up_what_is_said_once_to_a_person() {
    let desk = studied();
    write(&desk, &DECK.replace("\"suez\"", "\"suez-canal\""));
    for command in [&["--json"][..], &["stats", "--json"], &["--json"]] {
        assert_eq!(desk.docent(command).code, 0);
    }
    for told in [true, false] {
        let run = desk.docent(&[]);
        assert_eq!(run.stderr.contains("what you learnt as `d/suez`"), told, "{run}");
    }
}

#[test]
fn a_deck_that_was_copied_or_grew_has_left_nothing_behind() {
    let desk = studied();
    let more = "\n[[card]]\nid = \"new\"\nkind = \"year\"\nquestion = \"And the Panama Canal?\"\nanswer = 1914\n";
    write(&desk, &format!("{}{more}", DECK.replace("the Suez Canal", "the canal at Suez")));
    let run = study(&desk, "");
    assert_eq!(run.stderr, "", "{run}");
    let copy = DECK.replace("id = \"d\"", "id = \"copy\"");
    fs::write(desk.path("decks/copy.toml"), copy).expect("written");
    let run = study(&desk, "");
    assert_eq!(run.stderr, "", "{run}");
}
