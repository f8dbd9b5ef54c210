//! `docent build --propose CMD`: another program may help, and never rules.

use crate::desk::{Desk, Run};
use crate::terminal::Terminal;
use serde_json::Value;
use std::fs;

const TEXT: &str = "The Suez Canal was opened in 1869.\n\nFerdinand de Lesseps had led the engineers \
                    of the Suez Canal for ten years, and was there.\n";

fn built(program: &str, more: &[&str]) -> (Desk, Run) {
    let desk = Desk::new().file("canal.txt", TEXT.as_bytes()).file("helper", program.as_bytes());
    let mut arguments = vec![
        "build",
        "canal.txt",
        "-o",
        "c.toml",
        "--report",
        "r.json",
        "--propose",
        "exec sh ./helper",
    ];
    arguments.extend(more);
    let run = desk.docent(&arguments);
    (desk, run)
}

fn proposal(question: &str, value: &str, quote: &str) -> String {
    format!(
        "echo '{{\"question\":\"{question}\",\"value\":\"{value}\",\"value_type\":\"person\",\
         \"evidence\":[{{\"source\":\"canal.txt\",\"quote\":\"{quote}\"}}]}}'\n"
    )
}

#[test]
fn what_stands_in_the_document_becomes_a_draft_and_what_does_not_is_told() {
    let who = "Who was at the head of the engineers of the Suez Canal for ten years?";
    let sound = proposal(who, "Ferdinand de Lesseps", "Ferdinand de Lesseps had led the engineers");
    let made_up = proposal(who, "Napoleon", "Napoleon had led the engineers");
    let vague =
        proposal("Who led them then?", "Ferdinand de Lesseps", "Ferdinand de Lesseps had led");
    let (desk, run) = built(&format!("cat > told.jsonl\n{made_up}{vague}{sound}"), &[]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.contains("its quotation does not stand in `canal.txt`"), "{run}");
    assert!(run.stderr.contains("proposed and dropped: Who led them then? ("), "{run}");
    assert!(run.stderr.contains("3 facts proposed; 1 is a draft now"), "{run}");
    let deck = fs::read_to_string(desk.path("c.toml")).expect("a deck");
    let card = deck.split("[[card]]").find(|card| card.contains(who)).expect("the card");
    assert!(card.contains("status = \"draft\"") && card.contains("line = 3"), "{card}");
    assert!(!deck.contains("Napoleon"), "{deck}");
    let report = fs::read_to_string(desk.path("r.json")).expect("a report");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let dropped = report.as_array().expect("a list").iter();
    let dropped = dropped.filter(|c| c["pattern"] == "proposed" && c["outcome"] == "dropped");
    assert_eq!(dropped.count(), 2);
    let told = fs::read_to_string(desk.path("told.jsonl")).expect("what was told");
    assert!(
        told.ends_with("{\"type\":\"end\"}\n") && told.contains("\"type\":\"sentence\""),
        "{told}"
    );
    assert_eq!(desk.docent(&["check", "c.toml"]).code, 0);
}

#[test]
fn the_sample_echoes_facts_that_are_known() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/propose/echo.sh");
    let program = fs::read_to_string(sample).expect("the sample");
    let (desk, run) = built(&program, &[]);
    assert!(run.stderr.contains("docent has found this fact itself"), "{run}");
    let with = fs::read_to_string(desk.path("c.toml")).expect("a deck");
    desk.docent(&["build", "canal.txt", "-o", "without.toml"]);
    assert_eq!(fs::read_to_string(desk.path("without.toml")).expect("a deck"), with);
}

#[test]
fn a_program_that_fails_is_told_and_the_build_goes_on() {
    for (program, told) in [
        ("exit 3\n", "ended with exit status: 3"),
        ("kill -9 $$\n", "ended with signal: 9"),
        ("echo hello\n", "a line that proposes nothing: no fact in JSON"),
        ("printf '\\377\\376\\n'\n", "a line that proposes nothing: not UTF-8"),
        ("sleep 600\n", "was silent for 1 s and was stopped"),
        ("sleep 600 & wait\n", "was silent for 1 s and was stopped"),
        ("yes\n", "was stopped: it writes what are no facts"),
        ("tr '\\0' x < /dev/zero\n", "was stopped: it writes what are no facts"),
        ("exec >&-; sleep 600\n", "closed its output and did not end"),
    ] {
        let (desk, run) = built(program, &["--propose-timeout", "1"]);
        assert_eq!(run.code, 0, "{program}: {run}");
        assert!(run.stderr.contains(told), "{program}: {run}");
        assert!(run.stdout.contains(" from 1 document."), "{program}: {run}");
        assert!(desk.path("c.toml").exists());
    }
    let desk = Desk::new().file("canal.txt", TEXT.as_bytes());
    let run = desk.docent(&["build", "canal.txt", "--propose", "./no-such-program"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.contains("`./no-such-program` ended with exit status: 127"), "{run}");
}

#[test]
fn what_takes_long_is_shown_and_leaves_a_clean_screen() {
    let desk = Desk::new().file("canal.txt", TEXT.as_bytes());
    let build = ["build", "canal.txt", "-o", "c.toml", "--propose", "sleep 3"];
    for (columns, extra) in [(100, vec![]), (60, vec![("NO_COLOR", "1")])] {
        let mut terminal = Terminal::start(&desk, columns, &build, &extra);
        terminal.see("asking the program");
        let (code, screen) = terminal.end();
        assert_eq!(code, 0);
        let left = screen.screen().contents();
        assert!(!left.contains("asking") && left.starts_with("c.toml: "), "{left}");
        assert!(!screen.screen().hide_cursor());
    }
    let mut dumb = Terminal::start(&desk, 60, &build, &[("TERM", "dumb")]);
    let screen = dumb.see("c.toml: ");
    assert!(!screen.contains("asking"), "{screen}");
}
