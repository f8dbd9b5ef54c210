//! `docent review`: a teacher walks through drafts and changes.

use crate::desk::{Desk, Run};
use crate::terminal::Terminal;
use serde_json::Value;
use std::fs;

const CANAL: &str = "The Suez Canal was formally opened on 17 November 1869.\n\n\
                     The Panama Canal was opened in 1914.\n";

/// Returns a desk whose deck has a change, a new draft, and a card that is stated no longer.
fn desk() -> Desk {
    let desk = Desk::new().file("canal.md", CANAL.as_bytes());
    build(&desk);
    reject_all_but_dates(&desk);
    let text = deck(&desk).replace("[[card]]", "# A comment of the teacher.\n[[card]]");
    fs::write(desk.path("decks/c.toml"), text).expect("written");
    let later = "The Panama Canal was opened in 1920.\n\nThe Kiel Canal was opened in 1895.\n";
    let desk = desk.file("canal.md", later.as_bytes());
    let run = build(&desk);
    assert!(run.stdout.contains("added as drafts"), "{run}");
    assert!(run.stdout.contains("reads otherwise now; a draft says how."), "{run}");
    assert!(run.stdout.contains("is no longer stated by its sources; it stays."), "{run}");
    reject_all_but_dates(&desk);
    desk
}

/// Rejects what waits and asks for no date, so that the tests hold however many ways docent finds
/// to ask of a sentence.
fn reject_all_but_dates(desk: &Desk) {
    let review = |commands: &str| {
        let run = desk.docent_with(&["review", "decks/c.toml", "--json"], commands);
        let lines: Vec<Value> =
            run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        lines.into_iter().filter(|said| said["type"] == "card").collect::<Vec<_>>()
    };
    let waiting = review(&"{\"command\":\"skip\"}\n".repeat(20));
    let commands: String = waiting
        .iter()
        .map(
            |card| {
                if card["kind"] == "text" || card["kind"] == "cloze" { "reject" } else { "skip" }
            },
        )
        .map(|command| format!("{{\"command\":\"{command}\"}}\n"))
        .collect();
    review(&commands);
}

fn build(desk: &Desk) -> Run {
    desk.docent(&["build", "canal.md", "-o", "decks/c.toml"])
}

fn deck(desk: &Desk) -> String {
    fs::read_to_string(desk.path("decks/c.toml")).expect("a deck")
}

#[test]
fn a_review_reads_well_aloud_and_writes_each_decision() {
    let desk = desk();
    let before = deck(&desk);
    let run =
        desk.docent_with(&["review", "decks/c.toml", "--plain"], "accept\nwhat\naccept\nreject\n");
    assert_eq!(run.code, 0, "{run}");
    insta::assert_snapshot!(run.stdout);
    let after = deck(&desk);
    assert_eq!(before.matches("# A comment").count(), after.matches("# A comment").count());
    assert!(after.contains("answer = 1920") && !after.contains("answer = 1914"), "{after}");
    assert!(!after.contains("id = \"kiel"), "{after}");
    assert!(!after.contains("note =") && !after.contains("draft"), "{after}");
    let again = build(&desk);
    assert!(again.stdout.contains("nothing new in 1 document; left as it was."), "{again}");
    assert_eq!(deck(&desk), after, "what was rejected and kept stays so");
    let done = desk.docent(&["review", "decks/c.toml", "--plain"]);
    assert!(done.stdout.contains("no drafts and no changes wait."), "{done}");
    assert_eq!(desk.docent(&["check"]).code, 0);
}

#[test]
fn a_review_is_broken_off_and_taken_up_again() {
    let desk = desk();
    let first = desk.docent_with(&["review", "decks/c.toml", "--plain"], "accept\n");
    assert!(first.stdout.contains("1 accepted, 0 rejected; 2 cards still wait."), "{first}");
    let second = desk.docent_with(&["review", "decks/c.toml", "--plain"], "skip\nquit\n");
    assert!(second.stdout.contains("[1 of 2"), "{second}");
}

#[test]
fn going_back_takes_a_decision_back() {
    let desk = desk();
    let before = deck(&desk);
    let words = "reject\nback\nback\nskip\nback\naccept\nback\n";
    let run = desk.docent_with(&["review", "decks/c.toml", "--plain"], words);
    assert!(run.stdout.contains("This is the first one."), "{run}");
    assert!(run.stdout.contains("0 accepted, 0 rejected; 3 cards still wait."), "{run}");
    assert_eq!(deck(&desk), before);
}

#[test]
fn programs_review_in_json_lines() {
    let desk = desk();
    let commands = "{\"command\":\"skip\"}\nnonsense\n{\"command\":\"accept\"}\n\
                    {\"command\":\"back\"}\n{\"command\":\"reject\"}\n";
    let run = desk.docent_with(&["review", "decks/c.toml", "--json"], commands);
    let said: Vec<Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let types: Vec<&str> = said.iter().filter_map(|s| s["type"].as_str()).collect();
    let expected = ["card", "done", "card", "error", "done", "card", "done", "card", "done"];
    assert_eq!(types[..9], expected, "{run}");
    let change = said.iter().find(|s| s["matter"] == "change").expect("a change");
    assert_eq!(
        (&change["answer"], &change["standing"]["answer"]),
        (&"1920".into(), &"1914".into())
    );
    assert_eq!(change["standing"]["edited"], false);
    assert_eq!(change["cites"][0]["quote"], "The Panama Canal was opened in 1920.");
    let last = said.last().expect("an end");
    assert_eq!(
        (&last["type"], &last["rejected"], &last["left"]),
        (&"finished".into(), &1.into(), &2.into())
    );
}

#[test]
fn a_deck_that_cannot_be_reviewed_says_why() {
    let desk = Desk::new().deck("bad", "format = 1\n[deck]\n");
    let run = desk.docent(&["review", "decks/bad.toml", "--plain"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("error: `decks/bad.toml` has 2 errors\nhint: "), "{run}");
    let run = desk.docent(&["review", "decks/none.toml", "--plain"]);
    assert_eq!(run.code, 2, "{run}");
    let run = desk.docent(&["review", "decks/bad.toml"]);
    assert!(run.stderr.contains("`--plain` asks line by line"), "{run}");
}

#[test]
fn a_change_is_shown_against_what_stands_and_decided_with_a_key() {
    let desk = desk();
    for (columns, name) in [(100, "review_at_100_columns"), (60, "review_at_60_columns")] {
        let extra = if columns == 60 { vec![("NO_COLOR", "1")] } else { vec![] };
        let mut terminal = Terminal::start(&desk, columns, &["review", "decks/c.toml"], &extra);
        terminal.see("quits too");
        terminal.press("s");
        terminal.see("2 of 3");
        terminal.press("s");
        terminal.see_after("3 of 3", "quits too");
        insta::assert_snapshot!(name, terminal.screen.screen().contents());
        terminal.press("q");
        terminal.see("3 cards still wait.");
        let (code, screen) = terminal.end();
        assert_eq!(code, 0);
        assert!(!screen.screen().hide_cursor(), "the cursor is back");
    }
    let mut terminal = Terminal::start(&desk, 80, &["review", "decks/c.toml"], &[]);
    terminal.see("1 of 3");
    terminal.press("r");
    terminal.see("Rejected; it will not be built again.");
    terminal.see("2 of 3");
    terminal.press("b");
    terminal.see("Taken back.");
    terminal.press("a");
    terminal.see("Accepted.");
    terminal.see_after("Accepted.", "2 of 3");
    terminal.press("\x03");
    assert_eq!(terminal.end().0, 130);
    assert_eq!(deck(&desk).matches("note =").count(), 2, "one was accepted and written");
}

#[test]
fn a_card_is_edited_from_within_the_review() {
    let desk =
        desk().file("editor", b"#!/bin/sh\nsed -i 's/Kiel Canal opened/Kiel Canal dug/' \"$1\"\n");
    let editor = format!("sh {}", desk.path("editor").display());
    let extra = [("EDITOR", editor.as_str()), ("PATH", "/usr/bin:/bin")];
    let mut terminal = Terminal::start(&desk, 80, &["review", "decks/c.toml"], &extra);
    terminal.see("1 of 3");
    terminal.press("s");
    terminal.see("2 of 3");
    terminal.press("s");
    terminal.see_after("3 of 3", "Kiel Canal opened?");
    terminal.press("e");
    terminal.see("Kiel Canal dug?");
    terminal.press("a");
    terminal.see("Accepted.");
    terminal.press("q");
    terminal.see("1 accepted, 0 rejected; 2 cards still wait.");
    assert_eq!(terminal.end().0, 0);
    assert!(deck(&desk).contains("Kiel Canal dug?"));
}

const OWN: &str = "format = 1\n[deck]\nid = \"own\"\ntitle = \"Own\"\n\n\
                   # Ask Ada first.\n[[card]]\nid = \"nile\"\nkind = \"truth\"\n\
                   question = \"The Nile is long.\"\nanswer = true\nstatus = \"draft\"\n\n\
                   [[card]]\nid = \"rhine\"\nkind = \"truth\"\nquestion = \"The Rhine is long.\"\n\
                   answer = false\n";

#[test]
fn what_a_person_wrote_is_told_apart_and_its_comments_stay() {
    let desk = Desk::new().deck("c", OWN);
    let run = desk.docent_with(&["review", "decks/c.toml", "--json"], "");
    assert!(run.stdout.contains("\"by_hand\":true"), "{run}");
    let run = desk.docent_with(&["review", "decks/c.toml", "--plain"], "reject\n");
    assert!(run.stdout.contains("Deleted; a person had written it"), "{run}");
    assert!(!deck(&desk).contains("nile") && deck(&desk).contains("Ask Ada"), "comments stay");
}

#[test]
fn the_last_decision_can_be_taken_back_and_a_card_of_ones_own_is_asked_for() {
    let desk = Desk::new().deck("c", OWN);
    let mut terminal = Terminal::start(&desk, 80, &["review", "decks/c.toml"], &[]);
    terminal.see("quits too");
    terminal.press("r");
    terminal.see_after("You wrote this card. Delete it?", "y delete it, n keep it");
    terminal.press("n");
    terminal.see_after("Delete it?", "r reject");
    terminal.press("r");
    terminal.see_after("Delete it?", "y delete it");
    terminal.press("y");
    terminal.see_after("That was the last one.", "b back, q quit; Enter quits too");
    assert!(!deck(&desk).contains("nile"));
    terminal.press("b");
    terminal.see_after("Taken back.", "1 of 1");
    terminal.see_after("Taken back.", "quits too");
    assert_eq!(deck(&desk), OWN);
    terminal.press("a");
    terminal.see_after("Accepted.", "Enter quits too");
    terminal.press("\r");
    terminal.see("1 accepted, 0 rejected; nothing waits any more.");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn an_edit_that_goes_wrong_says_where_and_is_brought_back() {
    for (script, said) in [
        (": > \"$1\"", "the deck `decks/c.toml` is empty."),
        ("sed -i 's/^kind/knd/' \"$1\"", "has 2 errors: on line 7, "),
    ] {
        let script = format!("#!/bin/sh\n{script}\n");
        let desk = Desk::new().deck("c", OWN).file("editor", script.as_bytes());
        let editor = format!("sh {}", desk.path("editor").display());
        let extra = [("EDITOR", editor.as_str()), ("PATH", "/usr/bin:/bin")];
        let mut terminal = Terminal::start(&desk, 120, &["review", "decks/c.toml"], &extra);
        terminal.see("quits too");
        terminal.press("e");
        terminal.see(said);
        terminal.see_after("Not done", "b bring back what was there");
        terminal.press("b");
        terminal.see_after("Brought back what was there.", "quits too");
        assert_eq!(deck(&desk), OWN);
        terminal.press("q");
        assert_eq!(terminal.end().0, 0);
    }
}
