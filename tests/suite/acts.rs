//! Undo, redo, suspend, bury, reset, cards and why.

use crate::desk::{CAPITALS, Desk, Run};
use serde_json::{Value, json};

fn done(run: &Run) -> &str {
    assert_eq!(run.code, 0, "{run}");
    &run.stdout
}

fn card(desk: &Desk, id: &str) -> Value {
    let run = desk.docent(&["cards", "--json"]);
    let cards: Value = serde_json::from_str(done(&run)).expect("JSON");
    let cards = cards.as_array().expect("a list");
    cards.iter().find(|card| card["item"] == id).expect("the item").clone()
}

#[test]
fn every_item_is_listed_with_its_state() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    desk.docent_with(&["study", "--plain"], "Ulaanbaatar\n:easy\n");
    let mongolia = card(&desk, "capitals/mongolia");
    for (key, value) in [
        ("deck", json!("capitals")),
        ("card", json!("mongolia")),
        ("kind", json!("text")),
        ("state", json!("review")),
        ("availability", json!("active")),
        ("reps", json!(1)),
        ("lapses", json!(0)),
        ("retrievability", json!(1.0)),
    ] {
        assert_eq!(mongolia[key], value, "{key}");
    }
    assert!(mongolia["stability"].as_f64().is_some_and(|days| days > 8.0), "{mongolia}");
    let canberra = card(&desk, "capitals/canberra");
    assert_eq!((&canberra["state"], &canberra["due"]), (&json!("new"), &Value::Null));
}

#[test]
fn cards_are_found_by_words_and_states() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let found = |query: &[&str]| {
        let run = desk.docent(&[&["cards"], query].concat());
        done(&run).lines().last().expect("a line").to_owned()
    };
    assert_eq!(found(&["mongolia"]), "1 item");
    assert_eq!(found(&["is:new", "CAPITAL"]), "2 items");
    assert_eq!(found(&["is:year"]), "1 item");
    assert_eq!(found(&["tag:none"]), "0 items");
    assert_eq!(found(&["decks/capitals.toml", "brazil"]), "1 item");
    let run = desk.docent(&["cards", "is:bogus"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("write is: and one of new, learning"), "{run}");
}

#[test]
fn acts_are_taken_back_and_done_again_across_restarts() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let availability = |id| card(&desk, id)["availability"].clone();
    done(&desk.docent(&["suspend", "mongolia", "capitals/states"]));
    assert_eq!(availability("capitals/mongolia"), "suspended");
    assert_eq!(availability("capitals/states"), "suspended");
    let run = desk.docent(&["undo"]);
    assert!(
        done(&run).starts_with("Taken back: capitals/states suspended on 22 November"),
        "{run}"
    );
    assert_eq!(availability("capitals/states"), "active");
    assert_eq!(availability("capitals/mongolia"), "suspended");
    done(&desk.docent(&["redo"]));
    assert_eq!(availability("capitals/states"), "suspended");
    done(&desk.docent(&["unsuspend", "states"]));
    assert_eq!(availability("capitals/states"), "active");
    done(&desk.docent(&["bury", "states"]));
    assert_eq!(availability("capitals/states"), "buried");
    for _ in 0..4 {
        done(&desk.docent(&["undo"]));
    }
    assert_eq!(availability("capitals/mongolia"), "active");
    let run = desk.docent(&["undo"]);
    assert_eq!((run.code, run.stderr.as_str()), (2, "error: there is nothing to undo\n"));
}

#[test]
fn what_undo_takes_back_is_told_of_one_and_of_several() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let one = desk.docent(&["bury", "mongolia"]);
    assert!(done(&one).ends_with("tomorrow\n`docent undo` takes it back.\n"), "{one}");
    let two = desk.docent(&["suspend", "canberra", "states"]);
    assert!(done(&two).ends_with("`docent undo` takes the last of it back.\n"), "{two}");
}

#[test]
fn gaps_of_one_text_are_told_apart() {
    let deck = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"c\"\nkind = \"cloze\"\n\
                text = \"{{Herschel}} found {{Uranus}}.\"\n";
    let desk = Desk::new().deck("d", deck);
    let listed = desk.docent(&["cards"]);
    for asked in ["d/c  new\n    ____ found Uranus.\n", "d/c#2  new\n    Herschel found ____.\n"] {
        assert!(done(&listed).contains(asked), "{listed}");
    }
    let why = desk.docent(&["why", "d/c#2"]);
    assert!(done(&why).starts_with("Herschel found ____.\n"), "{why}");
}

#[test]
fn what_was_due_before_now_is_listed_as_due() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    desk.docent_with(&["study", "--plain"], "x\n:quit\n");
    let desk = desk.at("2026-11-24T09:00:00+01:00");
    let listed = desk.docent(&["cards", "mongolia"]);
    assert!(done(&listed).contains("learning, due since 22 November 2026\n"), "{listed}");
    let why = desk.docent(&["why", "mongolia"]);
    assert!(done(&why).contains("steps and is due since 22 November 2026."), "{why}");
    let alone = desk.docent(&[]);
    assert_eq!(done(&alone), "Capitals: 1 learning, 2 new\n3 items for today.\n");
}

#[test]
fn a_reset_item_is_new_and_undo_brings_its_memory_back() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    desk.docent_with(&["study", "--plain"], "Ulaanbaatar\n:easy\n");
    let before = card(&desk, "capitals/mongolia");
    done(&desk.docent(&["reset", "mongolia"]));
    assert_eq!(card(&desk, "capitals/mongolia")["state"], "new");
    done(&desk.docent(&["undo"]));
    assert_eq!(card(&desk, "capitals/mongolia"), before);
}

#[test]
fn an_item_that_is_not_there_gets_a_suggestion() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let run = desk.docent(&["suspend", "capitals/mongola"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("did you mean `capitals/mongolia`?"), "{run}");
}

#[test]
fn why_tells_the_history_of_an_item() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    desk.docent_with(&["study", "--plain"], "Ulan\n:good\nx\n:quit\n");
    insta::assert_snapshot!(done(&desk.docent(&["why", "mongolia"])));
    assert!(done(&desk.docent(&["why", "states"])).contains("is new: it was never answered."));
}

#[test]
fn why_names_the_exam_that_is_planned_for() {
    let with_exam = CAPITALS.replacen("[deck]", "[deck.study]\nexam = 2027-02-14\n\n[deck]", 1);
    let desk = Desk::new().deck("capitals", &with_exam);
    desk.docent_with(&["study", "--plain"], "Ulaanbaatar\n:quit\n");
    let why = desk.docent(&["why", "mongolia"]);
    assert!(done(&why).contains("plans for its exam on 14 February 2027"), "{why}");
    let desk = desk.at("2027-02-15T10:00:00Z");
    let why = desk.docent(&["why", "mongolia"]);
    assert!(!done(&why).contains("exam"), "{why}");
}

#[test]
fn why_gives_its_history_as_json() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    desk.docent_with(&["study", "--plain"], "Ulan\n:good\n:quit\n");
    let why = |item| -> Value {
        serde_json::from_str(done(&desk.docent(&["why", item, "--json"]))).expect("JSON")
    };
    let mongolia = why("mongolia");
    for (key, value) in [
        ("item", json!("capitals/mongolia")),
        ("question", json!("What is the capital of Mongolia?")),
        ("state", json!("learning")),
        ("availability", json!("active")),
        ("due", json!("2026-11-22T09:10:00+01:00")),
        ("reps", json!(1)),
        ("leech", json!(false)),
        ("set_aside", Value::Null),
    ] {
        assert_eq!(mongolia[key], value, "{key}");
    }
    let at = "2026-11-22T09:00:00+01:00";
    assert_eq!(
        mongolia["events"],
        json!([
            {"at": at, "did": "reviewed", "verdict": "wrong", "rating": "again"},
            {"at": at, "did": "overruled", "verdict": null, "rating": "good"},
        ])
    );
    let states = why("states");
    assert_eq!((&states["state"], &states["events"]), (&json!("new"), &json!([])));
}

#[test]
fn docent_alone_gives_what_is_due_as_json() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let run = desk.docent(&["--json"]);
    let due: Value = serde_json::from_str(done(&run)).expect("JSON");
    let capitals = json!({"deck": "capitals", "title": "Capitals", "items": 3, "new": 3, "learning": 0, "review": 0});
    assert_eq!((&due["items"], &due["decks"]), (&json!(3), &json!([capitals])), "{run}");
    let run = desk.docent(&["--json", "stats"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("hint: write it behind the command"), "{run}");
    let empty = Desk::new().file("notes.txt", b"");
    let due: Value = serde_json::from_str(done(&empty.docent(&["--json"]))).expect("JSON");
    assert_eq!((&due["items"], &due["decks"]), (&json!(0), &json!([])));
}

#[test]
fn what_an_item_is_already_makes_no_event() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    for (act, done, again) in [
        ("reset", "it is new already", "it is new already"),
        ("unsuspend", "you have not suspended it", "you have not suspended it"),
        ("suspend", "suspended", "it is suspended already"),
        ("bury", "set aside until tomorrow", "it is set aside until tomorrow already"),
    ] {
        for told in [done, again] {
            let run = desk.docent(&[act, "mongolia"]);
            let first = done_line(&run);
            assert_eq!(first, format!("capitals/mongolia: {told}"), "{act}: {run}");
        }
    }
    let events = desk.docent(&["why", "mongolia"]).stdout;
    assert_eq!(events.matches(" on 22 November").count(), 2, "{events}");
}

fn done_line(run: &Run) -> &str {
    done(run).lines().next().unwrap_or_default()
}

#[test]
fn what_was_undone_in_one_moment_after_the_clock_was_put_back_comes_back_in_turn() {
    let desk = Desk::new().deck("capitals", CAPITALS).at("2027-11-02T09:00:00Z");
    done(&desk.docent_with(&["study", "--plain"], "x\nx\nx\n"));
    let desk = desk.at("2026-11-03T10:01:00Z");
    let told = |run: &Run| done(run).split_once(": ").expect("what").1.to_owned();
    let undone: Vec<String> = (0..3).map(|_| told(&desk.docent(&["undo"]))).collect();
    let mut redone: Vec<String> = (0..3).map(|_| told(&desk.docent(&["redo"]))).collect();
    redone.reverse();
    assert_eq!(redone, undone);
    assert_eq!(desk.docent(&["redo"]).code, 2, "nothing is left");
    done(&desk.docent(&["progress", "verify"]));
}
