//! `docent check`: faults as a teacher reads them.

use crate::desk::{CAPITALS, Desk, PLANETS};
use serde_json::Value;

const FAULTY: &str = r#"format = 1
[deck]
id = "rivers"
title = "Rivers"

[[card]]
kind = "text"
qestion = "Which river flows through Cairo?"
answer = "Nile"

[[card]]
id = "danube"
kind = "year"
question = "In which year was the Danube canal opened?"
answer = "1992-04"

[[card]]
id = "rhine"
kind = "choice"
question = "Into which sea does the Rhine flow?"
answer = "the North Sea"
distractors = ["the North Sea", "the Black Sea"]

[[card]]
id = "volga"
kind = "text"
question = "Into which sea does the Volga flow?"
answer = "the Caspian Sea"
"#;

#[test]
fn a_sound_deck_has_no_faults() {
    let desk = Desk::new().deck("planets", PLANETS).deck("capitals", CAPITALS);
    let run = desk.docent(&["check"]);
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(
        run.stdout,
        "decks/capitals.toml: 3 sound cards, no faults\n\
         decks/planets.toml: 9 sound cards, no faults\n"
    );
}

#[test]
fn every_fault_is_shown_at_its_place_with_what_to_do() {
    let run = Desk::new().deck("rivers", FAULTY).docent(&["check"]);
    assert_eq!(run.code, 1, "{run}");
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn faults_are_given_to_programs_with_line_and_column() {
    let run = Desk::new().deck("rivers", FAULTY).docent(&["check", "--json"]);
    assert_eq!(run.code, 1, "{run}");
    let faults: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let places: Vec<String> = faults
        .as_array()
        .expect("a list")
        .iter()
        .map(|fault| format!("{}:{} {}", fault["line"], fault["column"], fault["rule"]))
        .collect();
    assert_eq!(
        places,
        [
            "6:1 \"missing-key\"",
            "8:1 \"unknown-key\"",
            "15:10 \"wrong-precision\"",
            "22:15 \"right-distractor\"",
        ]
    );
}

#[test]
fn two_decks_with_one_id_are_an_error() {
    let desk = Desk::new().deck("a", CAPITALS).deck("b", CAPITALS);
    let run = desk.docent(&["check"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stdout.contains("both have the id `capitals`"), "{run}");
}

#[test]
fn a_deck_that_is_missing_does_not_hide_the_faults_of_another() {
    let desk = Desk::new().deck("rivers", FAULTY);
    let run = desk.docent(&["check", "none.toml", "decks/rivers.toml"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stdout.contains("right-distractor"), "{run}");
    assert!(run.stderr.contains("there is no deck at `none.toml`"), "{run}");
}

#[test]
fn the_schema_for_editors_is_the_one_that_is_shipped() {
    let run = Desk::new().docent(&["check", "--schema"]);
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/decks/deck.schema.json");
    let shipped = std::fs::read_to_string(shipped).expect("decks/deck.schema.json");
    assert!(run.stdout == shipped, "write it anew: docent check --schema > decks/deck.schema.json");
}

/// Has the editors' own checker look at a deck: what it says, and whether it is content.
fn taplo(deck: &str) -> Option<(bool, String)> {
    let taplo = crate::tools::installed("taplo")?;
    let output = std::process::Command::new(taplo)
        .args(["check", deck])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("taplo starts");
    Some((output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned()))
}

#[test]
fn an_editor_finds_the_schema_and_no_fault_in_the_shipped_decks() {
    for deck in ["decks/planets/deck.toml", "decks/abraham-accords/deck.toml"] {
        let Some((content, said)) = taplo(deck) else { return };
        assert!(content, "{said}");
    }
}

#[test]
fn an_editor_says_which_key_is_wrong() {
    let planets = concat!(env!("CARGO_MANIFEST_DIR"), "/decks/planets/deck.toml");
    let planets = std::fs::read_to_string(planets).expect("the deck");
    for (right, wrong, said) in [
        ("new_per_day = 15", "new_per_day = \"many\"", "is not of type \"integer\""),
        ("answer = 8\n", "anwser = 8\n", "\"answer\" is a required property"),
        ("kind = \"set\"", "kind = \"sett\"", "\"sett\" is not one of"),
        ("answer = true", "answer = \"yes\"", "\"yes\" is not of type \"boolean\""),
    ] {
        assert!(planets.contains(right), "{right}");
        let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/decks/deck.schema.json");
        let text = planets.replace(right, wrong).replace("../deck.schema.json", schema);
        let desk = Desk::new().file("bad.toml", text.as_bytes());
        let Some((content, told)) = taplo(&desk.path("bad.toml").display().to_string()) else {
            return;
        };
        assert!(!content && told.contains(said), "{told}");
    }
}
