//! Packages beside Anki's own library, and those that others make, by Python's `anki` and `genanki`.

use crate::desk::{CAPITALS, Desk, PLANETS};
use crate::tools::{python, script};
use serde_json::Value;
use std::path::Path;

const LIBRARIES: &str = "anki.collection, genanki";

/// Exports a deck and has Anki read it.
fn exported(python: &Path, desk: &Desk, arguments: &[&str]) -> Value {
    let run = desk.docent(arguments);
    assert_eq!(run.code, 0, "{run}");
    let at = arguments.iter().position(|argument| *argument == "-o").expect("an output");
    let printed = script(python, "anki/read.py", &[&desk.path(arguments[at + 1])]);
    serde_json::from_str(&printed).expect("JSON")
}

#[test]
fn the_shipped_decks_open_in_ankis_own_library() {
    let Some(python) = python(LIBRARIES) else { return };
    let desk = Desk::new().copy("decks", "decks");
    for (deck, notes, cards) in [("planets", 12, 15), ("abraham-accords", 35, 35)] {
        for legacy in [false, true] {
            let file = format!("decks/{deck}/deck.toml");
            let package = format!("{deck}-{legacy}.apkg");
            let mut arguments = vec!["export", &file, "-o", &package];
            arguments.extend(legacy.then_some("--legacy"));
            let seen = exported(&python, &desk, &arguments);
            let counts = [&seen["new"], &seen["again_new"], &seen["notes"], &seen["cards"]];
            eprintln!("{package}: new, new again, notes, cards: {counts:?}");
            let drafts = std::fs::read_to_string(desk.path(&file)).expect("the deck");
            let drafts = drafts.matches("status = \"draft\"").count() as u64;
            assert_eq!(seen["notes"], notes - drafts, "{package}");
            assert_eq!(seen["new"], seen["notes"], "{package}");
            assert_eq!(seen["again_new"], 0, "a second import doubles nothing: {package}");
            assert_eq!(seen["cards"], cards - drafts, "{package}");
            assert_eq!(seen["checked"], "Database rebuilt and optimized.", "{package}");
            if deck == "planets" {
                let card = &seen["by_guid"]["docent/planets/largest"];
                eprintln!("{card:#}");
                let front = card["front"].as_str().expect("a front");
                assert!(front.ends_with("solar system?\n\n[[type:Answer]]"), "{front}");
                let fields = format!("{} {}\n{:#}", card["type"], card["tags"], card["fields"]);
                insta::assert_snapshot!("the_fields_of_a_card_in_anki", fields);
            }
        }
    }
}

#[test]
fn what_was_learnt_goes_along_as_fsrs_state_and_review_log() {
    let Some(python) = python(LIBRARIES) else { return };
    let reviews = "item,time,rating\n\
        capitals/mongolia,2026-10-01T09:00:00+01:00,good\n\
        capitals/mongolia,2026-10-04T09:00:00+01:00,good\n\
        capitals/mongolia,2026-10-16T09:00:00+01:00,again\n\
        capitals/mongolia,2026-10-16T09:12:00+01:00,good\n\
        capitals/mongolia,2026-10-19T09:00:00+01:00,good\n";
    let desk = Desk::new().deck("capitals", CAPITALS).file("reviews.csv", reviews.as_bytes());
    assert_eq!(desk.docent(&["import", "--reviews", "reviews.csv"]).code, 0);
    for legacy in [false, true] {
        let mut arguments =
            vec!["export", "decks/capitals.toml", "-o", "capitals.apkg", "--scheduling", "--force"];
        arguments.extend(legacy.then_some("--legacy"));
        let seen = exported(&python, &desk, &arguments);
        let card = &seen["by_guid"]["docent/capitals/mongolia"]["cards"][0];
        let all: Value =
            serde_json::from_str(&desk.docent(&["cards", "--json"]).stdout).expect("JSON");
        let own = all.as_array().expect("a list").iter().find(|c| c["card"] == "mongolia");
        let own = own.expect("the card");
        let close = |name: &str| {
            let (theirs, ours) =
                (card[name].as_f64().expect(name), own[name].as_f64().expect(name));
            assert!((theirs - ours).abs() < 0.002, "{name}: {theirs} and {ours}");
        };
        close("stability");
        close("difficulty");
        assert_eq!((&card["type"], &card["queue"]), (&2.into(), &2.into()), "{card:#}");
        assert_eq!((&card["reps"], &card["lapses"]), (&own["reps"], &own["lapses"]));
        let eases: Vec<i64> = card["log"]
            .as_array()
            .expect("a log")
            .iter()
            .filter_map(|row| row[0].as_i64())
            .collect();
        assert_eq!(eases, [3, 3, 1, 3, 3]);
        let kinds: Vec<i64> = card["log"]
            .as_array()
            .expect("a log")
            .iter()
            .filter_map(|row| row[2].as_i64())
            .collect();
        assert_eq!(kinds[0], 0, "the first answer is one of learning: {card:#}");
        let new = &seen["by_guid"]["docent/capitals/states"]["cards"][0];
        assert_eq!((&new["type"], &new["reps"]), (&0.into(), &0.into()));
    }
}

#[test]
fn packages_that_others_made_become_decks() {
    let Some(python) = python(LIBRARIES) else { return };
    let desk = Desk::new();
    script(&python, "anki/make.py", &[desk.folder()]);
    let run = desk.docent(&["import", "theirs.apkg", "-o", "theirs.toml"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.contains("note: 1 file of pictures and sounds left out"), "{run}");
    assert!(run.stderr.contains("left out: its front has no words"), "{run}");
    let deck = std::fs::read_to_string(desk.path("theirs.toml")).expect("the deck");
    eprintln!("{deck}");
    // The names of genanki's notes are hashes of their fields, so all of it is the same each time.
    insta::assert_snapshot!(deck);
    let check = desk.docent(&["check", "theirs.toml"]);
    assert_eq!(check.code, 0, "{check}");
}

#[test]
fn a_review_log_becomes_history_once_however_often_it_is_imported() {
    let Some(python) = python(LIBRARIES) else { return };
    let desk = Desk::new();
    script(&python, "anki/make.py", &[desk.folder()]);
    // The answers were given now, which is after the desk's fixed moment.
    let desk = desk.at("2099-01-01T09:00:00+01:00");
    let mut decks = Vec::new();
    for (package, first) in [("current", true), ("legacy", false)] {
        let (file, out) = (format!("{package}.apkg"), format!("{package}.toml"));
        let run = desk.docent(&["import", &file, "-o", &out, "--scheduling"]);
        assert_eq!(run.code, 0, "{run}");
        let said = if first { "3 reviews imported." } else { "3 reviews already there." };
        assert!(run.stdout.contains(said), "{run}");
        decks.push(std::fs::read_to_string(desk.path(&out)).expect("a deck"));
    }
    assert_eq!(decks[0], decks[1], "both kinds of package say the same");
    let stats = desk.docent(&["stats", "current.toml", "--json"]);
    let stats: Value = serde_json::from_str(&stats.stdout).expect("JSON");
    assert_eq!((&stats["reviews"], &stats["items"]), (&3.into(), &5.into()));
}

#[test]
fn answers_that_come_back_by_way_of_a_package_count_once() {
    let desk = Desk::new().deck("planets", PLANETS);
    desk.docent_with(&["study", "--plain"], "good\n:quit\n");
    let desk = desk.at("2026-11-22T09:01:00+01:00");
    desk.docent_with(&["study", "--plain"], "Venus\n:quit\n");
    let run = desk.docent(&["export", "decks/planets.toml", "-o", "out.apkg", "--scheduling"]);
    assert_eq!(run.code, 0, "{run}");
    let reviews = || {
        let stats = desk.docent(&["stats", "decks/planets.toml", "--json"]);
        serde_json::from_str::<Value>(&stats.stdout).expect("JSON")["reviews"].clone()
    };
    let before = reviews();
    let run = desk.docent(&["import", "out.apkg", "-o", "back.toml", "--scheduling"]);
    assert!(run.stdout.contains("0 reviews imported.\n2 reviews already there."), "{run}");
    assert_eq!((reviews(), before), (2.into(), 2.into()));
}

#[test]
fn a_deck_that_went_through_anki_comes_back_with_its_ids_and_kinds() {
    let Some(python) = python(LIBRARIES) else { return };
    let desk = Desk::new().deck("planets", PLANETS);
    let run = desk.docent(&["export", "decks/planets.toml", "-o", "out.apkg"]);
    assert_eq!(run.code, 0, "{run}");
    script(&python, "anki/read.py", &[&desk.path("out.apkg"), &desk.path("back.apkg")]);
    let run = desk.docent(&["import", "back.apkg", "-o", "back.toml"]);
    assert_eq!(run.code, 0, "{run}");
    let items = |deck: &str| -> Vec<(String, String)> {
        let run = desk.docent(&["cards", deck, "--json"]);
        let all: Value = serde_json::from_str(&run.stdout).expect("JSON");
        let pair = |card: &Value| (card["item"].to_string(), card["kind"].to_string());
        all.as_array().expect("a list").iter().map(pair).collect()
    };
    assert_eq!(items("back.toml"), items("decks/planets.toml"));
}

#[test]
fn a_later_export_mends_the_notes_that_anki_has() {
    let Some(python) = python(LIBRARIES) else { return };
    let desk = Desk::new().deck("capitals", CAPITALS);
    let run = desk.docent(&["export", "decks/capitals.toml", "-o", "first.apkg"]);
    assert_eq!(run.code, 0, "{run}");
    let reworded = CAPITALS.replace("What is the capital of Mongolia?", "Mongolia's capital?");
    let desk = desk.deck("capitals", &reworded).at("2026-11-23T09:00:00+01:00");
    let run = desk.docent(&["export", "decks/capitals.toml", "-o", "later.apkg"]);
    assert_eq!(run.code, 0, "{run}");
    let paths = ["first.apkg", "out.apkg", "later.apkg"].map(|name| desk.path(name));
    let paths = [paths[0].as_path(), paths[1].as_path(), paths[2].as_path()];
    let seen: Value = serde_json::from_str(&script(&python, "anki/read.py", &paths)).expect("JSON");
    assert_eq!((&seen["again_new"], &seen["again_updated"]), (&0.into(), &3.into()));
    assert_eq!((&seen["notes"], &seen["cards"]), (&3.into(), &3.into()));
    let fields = &seen["by_guid"]["docent/capitals/mongolia"]["fields"];
    assert_eq!(fields["Question"], "Mongolia's capital?");
}
