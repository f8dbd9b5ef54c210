//! The teacher's workshop: `new`, `edit`, `diff`, `regrade`.

use crate::desk::{CAPITALS, Desk, Run};
use crate::terminal::Terminal;
use serde_json::Value;
use std::fs;
use std::process::{Command, Stdio};

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run}"))
}

fn study(desk: &Desk, input: &str) -> Run {
    desk.docent_with(&["study", "decks/capitals.toml", "--plain"], input)
}

#[test]
fn a_first_deck_passes_every_check_and_can_be_studied() {
    let desk = Desk::new();
    let run = desk.docent(&["new", "decks/My rivers", "--title", "Rivers \"of\" the world"]);
    assert!(run.code == 0 && run.stdout.contains("decks/My rivers.toml: a first deck"), "{run}");
    assert!(run.stdout.contains("`docent study 'decks/My rivers.toml'` studies it"), "{run}");
    let check = desk.docent(&["check"]);
    assert!(check.stdout.contains("4 sound cards, no faults"), "{check}");
    let fix = desk.docent(&["check", "--fix"]);
    assert_eq!(fix.stderr, "", "it is tidy: {fix}");
    let cards = json(&desk.docent(&["cards", "--json"]));
    assert!(cards.as_array().expect("a list").len() > 4 && cards[0]["deck"] == "my-rivers");
    let again = desk.docent(&["new", "decks/My rivers.toml"]);
    assert_eq!(again.code, 2, "{again}");
    assert!(again.stderr.contains("there is `decks/My rivers.toml` already\nhint: "), "{again}");
    let table = desk.docent(&["new", "decks/rivers.csv"]);
    assert!(
        table.code == 2 && table.stderr.contains("`decks/rivers.csv` is none\nhint: "),
        "{table}"
    );
    let nameless = desk.docent(&["new", "decks/---.toml"]);
    assert!(nameless.code == 2 && nameless.stderr.contains("hint: call the file"), "{nameless}");
}

#[test]
fn a_diff_tells_wording_from_answers_and_what_becomes_of_progress() {
    let new = CAPITALS
        .replace("What is the capital of Mongolia?", "Which city is the capital of Mongolia?")
        .replace("answer = 1913", "answer = 1914")
        .replace("id = \"states\"", "id = \"brazil-states\"");
    let new = format!(
        "{new}\n[[card]]\nid = \"oslo\"\nkind = \"truth\"\nquestion = \"Oslo?\"\nanswer = true\n"
    );
    let desk = Desk::new().deck("capitals", CAPITALS).file("new.toml", new.as_bytes());
    study(&desk, "Ulaanbaatar\n1913\n26\n:quit\n");
    let run = desk.docent(&["diff", "decks/capitals.toml", "new.toml"]);
    assert_eq!(run.code, 0, "{run}");
    insta::assert_snapshot!(run.stdout);
    let told = json(&desk.docent(&["diff", "decks/capitals.toml", "new.toml", "--json"]));
    let changes: Vec<&str> = told["cards"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|card| card["change"].as_str())
        .collect();
    assert_eq!(changes, ["wording", "answer", "renamed", "new"]);
    assert_eq!(told["cards"][1]["progress"][0]["item"], "capitals/canberra");
    assert_eq!(told["cards"][1]["keys"][0], "answer");
    let same = desk.docent(&["diff", "new.toml", "new.toml"]);
    assert_eq!(same.stdout, "4 cards: 4 as before.\n");
}

#[test]
fn a_diff_tells_a_note_from_words() {
    let noted = CAPITALS.replace("answer = 1913", "answer = 1913\nnote = \"Ask on Monday.\"");
    let desk = Desk::new().deck("capitals", CAPITALS).file("new.toml", noted.as_bytes());
    let run = desk.docent(&["diff", "decks/capitals.toml", "new.toml"]);
    assert!(run.stdout.contains("note     canberra\n"), "{run}");
    assert!(run.stdout.contains("\n    Ask on Monday.\n"), "{run}");
    assert!(run.stdout.ends_with("3 cards: 1 with another note, 2 as before.\n"), "{run}");
}

#[test]
fn a_diff_takes_the_old_deck_from_a_pipe_as_git_gives_it() {
    let desk = Desk::new().deck("capitals", &CAPITALS.replace("1913", "1914"));
    let run = desk.docent_with(&["diff", "-", "decks/capitals.toml"], CAPITALS);
    assert!(run.stdout.contains("1913 → 1914"), "{run}");
    let run = desk.docent_with(&["diff", "-", "decks/capitals.toml"], "format = 1\n");
    assert!(run.code == 2 && run.stderr.contains("`-` is no deck: 1 error"), "{run}");
}

#[test]
fn answers_are_judged_again_once_a_spelling_is_accepted_and_that_is_undone_as_one() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    study(&desk, "Urga\n1913\n27\n:quit\n");
    let before = json(&desk.docent(&["cards", "--json"]));
    let mended = CAPITALS
        .replace("accept = [\"Ulan Bator\"]", "accept = [\"Ulan Bator\", \"Urga\"]")
        .replace("answer = 26", "answer = 27");
    fs::write(desk.path("decks/capitals.toml"), mended).expect("written");
    let dry = desk.docent(&["regrade", "decks/capitals.toml", "--dry-run"]);
    assert!(dry.stdout.contains("Urga: correct instead of wrong, 22 November 2026"), "{dry}");
    assert_eq!(json(&desk.docent(&["cards", "--json"])), before, "a dry run changes nothing");
    let run = desk.docent(&["regrade", "decks/capitals.toml"]);
    assert!(run.stdout.contains("27: correct instead of wrong"), "{run}");
    assert!(run.stdout.contains("2 answers of yours judged otherwise; 2 items come back"), "{run}");
    let why = desk.docent(&["why", "mongolia"]);
    assert!(why.stdout.contains("2 answers judged again"), "{why}");
    let after = json(&desk.docent(&["cards", "mongolia", "--json"]));
    assert_ne!(after[0]["stability"], before[0]["stability"]);
    let again = desk.docent(&["regrade", "decks/capitals.toml"]);
    assert_eq!(again.stdout, "Every answer of yours is judged as it would be now.\n");
    let undo = desk.docent(&["undo"]);
    assert!(undo.stdout.contains("Taken back: 2 answers judged again"), "{undo}");
    assert_eq!(json(&desk.docent(&["cards", "--json"])), before);
}

#[test]
fn what_was_judged_again_still_counts_after_the_next_answer() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    study(&desk, "Urga\n:quit\n");
    let mended = CAPITALS.replace("\"Ulan Bator\"", "\"Ulan Bator\", \"Urga\"");
    fs::write(desk.path("decks/capitals.toml"), mended).expect("written");
    desk.docent(&["regrade", "decks/capitals.toml"]);
    let desk = desk.at("2026-11-22T10:00:00+01:00");
    study(&desk, "Urga\n:quit\n");
    let stored = json(&desk.docent(&["cards", "mongolia", "--json"]));
    let mut journal = docent::progress::Journal::open(&desk.journal()).expect("the journal");
    journal.rebuild().expect("rebuilt");
    drop(journal);
    assert_eq!(json(&desk.docent(&["cards", "mongolia", "--json"])), stored);
    assert_eq!(stored[0]["reps"], 2);
}

#[test]
fn nothing_is_judged_again_that_the_learner_rated() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    study(&desk, "Urga\n:good\n:quit\n");
    let mended = CAPITALS.replace("\"Ulan Bator\"", "\"Ulan Bator\", \"Urga\"");
    fs::write(desk.path("decks/capitals.toml"), mended).expect("written");
    let run = desk.docent(&["regrade", "decks/capitals.toml"]);
    assert!(run.stdout.contains("judged as it would be now"), "{run}");
}

/// Runs `docent edit` with this shell command as the editor, `$1` being the deck.
fn edit(desk: &Desk, script: &str) -> Run {
    fs::write(desk.path("editor"), format!("#!/bin/sh\n{script}\n")).expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_docent"))
        .args(["edit", "decks/capitals.toml"])
        .env_clear()
        .envs(desk.environment())
        .env("PATH", "/usr/bin:/bin")
        .env("EDITOR", format!("sh {}", desk.path("editor").display()))
        .current_dir(desk.folder())
        .stdin(Stdio::null())
        .output()
        .expect("docent ends");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().unwrap_or(-1);
    Run { code, stdout: text(output.stdout), stderr: text(output.stderr) }
}

#[test]
fn an_edit_is_told_and_checked_on_save() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let run = edit(&desk, "sed -i 's/1913/1914/' \"$1\"");
    assert!(run.code == 0 && run.stdout.contains("1913 → 1914"), "{run}");
    assert!(run.stdout.contains("3 sound cards, no faults"), "{run}");
    let run = edit(&desk, "sed -i 's/answer = 1914/anwser = 1914/' \"$1\"");
    assert!(run.code == 1 && run.stdout.contains("did you mean `answer`?"), "{run}");
    let run = edit(&desk, "true");
    assert!(run.stdout.contains("left as it was"), "{run}");
    let run = edit(&desk, "exit 3");
    assert!(run.code == 2 && run.stderr.contains("ended with exit status: 3"), "{run}");
}

#[test]
fn a_teacher_is_taken_back_into_the_editor_to_mend_a_slip() {
    let script = b"#!/bin/sh\nif grep -q anwser \"$1\"; then sed -i s/anwser/answer/ \"$1\"; \
                   else sed -i 's/answer = 1913/anwser = 1913/' \"$1\"; fi\n";
    let desk = Desk::new().deck("capitals", CAPITALS).file("editor", script);
    let editor = format!("sh {}", desk.path("editor").display());
    for (columns, colour) in [(100, vec![]), (60, vec![("NO_COLOR", "1")])] {
        let mut extra = vec![("EDITOR", editor.as_str()), ("PATH", "/usr/bin:/bin")];
        extra.extend(colour);
        let arguments = ["edit", "decks/capitals.toml"];
        let mut terminal = Terminal::start(&desk, columns, &arguments, &extra);
        terminal.see("Leave it as it is");
        terminal.press("\r");
        terminal.see("no faults");
        assert_eq!(terminal.end().0, 0);
    }
}

#[test]
fn what_an_editor_lost_is_brought_back() {
    for (script, said) in [
        (": > \"$1\"", "the deck `decks/capitals.toml` is empty. What now?"),
        ("rm \"$1\"", "there is no deck at `decks/capitals.toml`. What now?"),
        ("sed -i 's/answer/anwser/' \"$1\"", "What now?"),
    ] {
        let script = format!("#!/bin/sh\n{script}\n");
        let desk = Desk::new().deck("capitals", CAPITALS).file("editor", script.as_bytes());
        let editor = format!("sh {}", desk.path("editor").display());
        let extra = [("EDITOR", editor.as_str()), ("PATH", "/usr/bin:/bin")];
        let mut terminal = Terminal::start(&desk, 100, &["edit", "decks/capitals.toml"], &extra);
        terminal.see(said);
        terminal.see("Leave it as it is");
        terminal.press("\x1b[B\r");
        terminal.see("decks/capitals.toml: brought back as it was");
        assert_eq!(terminal.end().0, 0);
        let now = fs::read_to_string(desk.path("decks/capitals.toml")).expect("a deck");
        assert_eq!(now, CAPITALS, "{said}");
    }
}

#[test]
fn the_terminal_asks_once_what_to_do_with_a_changed_answer() {
    for (columns, key, state) in [(100, "\r", "learning"), (60, "\x1b[B\r", "new")] {
        let desk = Desk::new().deck("capitals", CAPITALS);
        study(&desk, "Ulaanbaatar\n:quit\n");
        let other = CAPITALS.replace("answer = \"Ulaanbaatar\"", "answer = \"Darkhan\"");
        fs::write(desk.path("decks/capitals.toml"), other).expect("written");
        let extra = if columns == 60 { vec![("NO_COLOR", "1")] } else { vec![] };
        let arguments = ["study", "decks/capitals.toml"];
        let mut terminal = Terminal::start(&desk, columns, &arguments, &extra);
        terminal.see("Relearn it: it counts as new");
        terminal.press(key);
        // What is to be learnt anew is asked on the same day.
        terminal.see(if state == "new" { "3 new, 0 learning" } else { "Australia" });
        terminal.press("\x03");
        assert_eq!(terminal.end().0, 130);
        let cards = json(&desk.docent(&["cards", "mongolia", "--json"]));
        assert_eq!(cards[0]["state"], state);
        let again = study(&desk, ":quit\n");
        assert!(!again.stdout.contains("was changed"), "{again}");
    }
}
