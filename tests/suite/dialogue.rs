//! `docent study --json`: a program as the face.

use crate::desk::{CAPITALS, Desk, PLANETS};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};

/// Runs the dialogue with these lines and returns what docent wrote.
fn dialogue(desk: &Desk, lines: &[&str]) -> Vec<Value> {
    let run = desk.docent_with(&["study", "--json"], &(lines.join("\n") + "\n"));
    assert_eq!(run.code, 0, "{run}");
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn types(said: &[Value]) -> Vec<&str> {
    said.iter().map(|value| value["type"].as_str().expect("a type")).collect()
}

#[test]
fn a_question_is_asked_judged_and_scheduled() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let said = dialogue(&desk, &[r#"{"answer":"ulan bator"}"#, r#"{"accept":true}"#]);
    assert_eq!(types(&said), ["ask", "judged", "ask", "finished"]);
    assert_eq!(
        said[0],
        json!({
            "type": "ask", "item": "capitals/mongolia", "form": "typed",
            "question": "What is the capital of Mongolia?", "options": null, "unit": null,
            "left": {"new": 3, "learning": 0, "review": 0},
        })
    );
    assert_eq!(said[1]["verdict"], "correct");
    assert_eq!(said[1]["rating"], "good");
    assert_eq!(said[1]["key"], "Ulaanbaatar");
    assert_eq!(said[1]["state"]["state"], "learning");
    assert_eq!(said[1]["state"]["due"], "2026-11-22T09:10:00+01:00");
    assert_eq!(said[3]["answered"], 1);
    assert_eq!(said[3]["correct"], 1);
}

#[test]
fn an_answer_may_be_overruled_and_both_ratings_are_kept() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let said = dialogue(&desk, &[r#"{"answer":"Ulan"}"#, r#"{"rating":"easy"}"#]);
    assert_eq!(types(&said), ["ask", "judged", "judged", "finished"]);
    assert_eq!((&said[1]["rating"], &said[2]["rating"]), (&json!("again"), &json!("easy")));
    assert_eq!(said[2]["verdict"], "wrong", "what was judged stays");
    assert_eq!(said[2]["state"]["state"], "review");
    let journal = rusqlite::Connection::open(desk.journal()).expect("the journal");
    let kinds: String = journal
        .query_row(
            "SELECT group_concat(kind) FROM (SELECT kind FROM event ORDER BY id)",
            [],
            |row| row.get(0),
        )
        .expect("two events");
    assert_eq!(kinds, "reviewed,met,overruled");
}

#[test]
fn undo_asks_again_and_takes_the_review_back() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let said =
        dialogue(&desk, &[r#"{"answer":"Ulan"}"#, r#"{"accept":true}"#, r#"{"command":"undo"}"#]);
    assert_eq!(types(&said), ["ask", "judged", "ask", "ask", "finished"]);
    assert_eq!(said[3]["item"], "capitals/mongolia");
    let stats: Value =
        serde_json::from_str(&desk.docent(&["stats", "--json"]).stdout).expect("JSON");
    assert_eq!((&stats["reviews"], &stats["new"]), (&json!(0), &json!(3)));
}

#[test]
fn skipping_burying_and_suspending_go_on_with_the_next() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let commands = ["skip", "bury", "suspend"].map(|c| format!("{{\"command\":\"{c}\"}}"));
    let commands: Vec<&str> = commands.iter().map(String::as_str).collect();
    let said = dialogue(&desk, &commands);
    let asked: Vec<&Value> = said.iter().map(|value| &value["item"]).collect();
    assert_eq!(
        asked,
        [
            &json!("capitals/mongolia"),
            &json!("capitals/canberra"),
            &json!("capitals/states"),
            &json!("capitals/mongolia"),
            &json!(null),
        ]
    );
    let tomorrow = desk.at("2026-11-23T09:00:00+01:00");
    let said = dialogue(&tomorrow, &[]);
    assert_eq!(said[0]["left"]["new"], 2, "the buried one is back, the suspended one is not");
}

#[test]
fn what_cannot_be_read_is_said_and_the_question_stays() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let lines = ["nonsense", "", "{}", r#"{"command":"dance"}"#, r#"{"accept":true}"#];
    let said = dialogue(&desk, &lines);
    assert_eq!(
        types(&said),
        [
            "ask", "error", "ask", "error", "ask", "error", "ask", "error", "ask", "error", "ask",
            "finished"
        ]
    );
    assert!(said.iter().filter(|v| v["type"] == "ask").all(|v| v["item"] == "capitals/mongolia"));
}

#[test]
fn every_kind_can_be_answered() {
    let desk = Desk::new().deck("planets", PLANETS);
    let accept = r#"{"accept":true}"#;
    let answers = [
        r#"{"rating":"good"}"#,
        r#"{"answer":"Mercury"}"#,
        r#"{"answer":1969}"#,
        r#"{"answer":"two"}"#,
        r#"{"answer":"gas"}"#,
        r#"{"answer":["Mercury","Venus","Earth","Mars"]}"#,
        r#"{"answer":["Venus","Earth","Jupiter","Neptune"]}"#,
        r#"{"answer":true}"#,
        r#"{"answer":"nile"}"#,
    ];
    let lines: Vec<&str> = answers.iter().flat_map(|answer| [*answer, accept]).collect();
    let said = dialogue(&desk, &lines);
    let judged: Vec<&Value> = said.iter().filter(|value| value["type"] == "judged").collect();
    assert_eq!(judged.len(), 9);
    for value in judged {
        assert_eq!(value["verdict"], "correct", "{value}");
    }
    let forms: Vec<&str> = said
        .iter()
        .filter(|value| value["type"] == "ask")
        .take(9)
        .map(|value| value["form"].as_str().expect("a form"))
        .collect();
    assert_eq!(
        forms,
        ["self", "choice", "choice", "typed", "choice", "set", "order", "truth", "typed"]
    );
}

#[test]
fn what_is_none_of_the_options_is_refused_and_harms_no_schedule() {
    let choice = CAPITALS.replace(
        "answer = \"Ulaanbaatar\"",
        "answer = \"Ulaanbaatar\"\ndistractors = [\"Astana\", \"Bishkek\"]",
    );
    let desk = Desk::new().deck("capitals", &choice);
    let said = dialogue(&desk, &[r#"{"answer":"Tokyo"}"#, r#"{"answer":"Ulan Bator"}"#]);
    assert_eq!(types(&said), ["ask", "error", "ask", "judged", "finished"]);
    assert_eq!(said[3]["verdict"], "correct");
}

#[test]
fn the_end_tells_when_anything_of_the_deck_comes_back() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let easy = [r#"{"answer":"x"}"#, r#"{"rating":"easy"}"#, r#"{"accept":true}"#];
    let good = [r#"{"answer":"1913"}"#, r#"{"accept":true}"#];
    dialogue(&desk, &[&easy[..], &good[..]].concat());
    let said = dialogue(&desk, &[]);
    assert_eq!(said.last().expect("a line")["next_due"], "2026-11-22T09:10:00+01:00");
}

#[test]
fn two_runs_with_one_seed_ask_the_same() {
    let once = || dialogue(&Desk::new().deck("planets", PLANETS), &[r#"{"command":"skip"}"#]);
    assert_eq!(once(), once());
}

#[test]
fn the_day_after_only_what_is_due_is_asked() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let easy = [r#"{"answer":"x"}"#, r#"{"rating":"easy"}"#, r#"{"accept":true}"#];
    let said = dialogue(&desk, &[easy, easy, easy].concat());
    assert_eq!(types(&said).last(), Some(&"finished"));
    let next_due = said.last().expect("a line")["next_due"].as_str().expect("a day").to_owned();
    let desk = desk.at("2026-11-23T09:00:00+01:00");
    assert_eq!(types(&dialogue(&desk, &[])), ["finished"]);
    let desk = desk.at(&next_due);
    assert_eq!(types(&dialogue(&desk, &[]))[0], "ask");
}

#[test]
fn text_that_would_mislead_a_reader_never_comes_out() {
    let deck = CAPITALS.replace("of Mongolia?", "of \\u202EMongolia\\u2066 \\u0007now?");
    let deck = deck.replace(
        "answer = \"Ulaanbaatar\"",
        "answer = \"Ulaan\\u202Ebaatar\"\ndistractors = [\"Ast\\u202Eana\", \"Bishkek\"]",
    );
    let desk = Desk::new().deck("capitals", &deck);
    let said = dialogue(&desk, &[r#"{"answer":"Ulaanbaatar"}"#]);
    assert_eq!(said[0]["question"], "What is the capital of Mongolia now?");
    assert_eq!(said[1]["verdict"], "correct", "an option is named as it was shown");
    for arguments in
        [&["study", "--json"][..], &["study", "--plain"], &["cards", "--json"], &["cards"]]
    {
        let run = desk.docent_with(arguments, "x\n");
        let misleads = |c: char| matches!(c, '\u{202e}' | '\u{2066}' | '\u{7}');
        assert!(!run.stdout.contains(misleads), "{arguments:?}: {run}");
    }
}

#[test]
fn nothing_answered_has_no_score() {
    let said = dialogue(&Desk::new().deck("capitals", CAPITALS), &[]);
    let end = said.last().expect("a line");
    assert_eq!((&end["answered"], &end["score"]), (&json!(0), &json!(null)));
}

/// A dialogue that is led line by line.
struct Led {
    child: Child,
    said: Lines<BufReader<ChildStdout>>,
}

impl Led {
    fn start(desk: &Desk) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_docent"))
            .args(["study", "--json"])
            .env_clear()
            .envs(desk.environment())
            .current_dir(desk.folder())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("docent starts");
        let said = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        Self { child, said }
    }

    fn hear(&mut self) -> Value {
        let line = self.said.next().expect("a line").expect("UTF-8");
        serde_json::from_str(&line).expect("JSON")
    }

    fn say(&mut self, line: &str) -> Value {
        let input = self.child.stdin.as_mut().expect("a pipe");
        writeln!(input, "{line}").expect("written");
        self.hear()
    }
}

#[test]
fn two_sessions_at_once_ask_no_item_that_the_other_has_done() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let (mut one, mut two) = (Led::start(&desk), Led::start(&desk));
    let (easy, accept) = (r#"{"rating":"easy"}"#, r#"{"accept":true}"#);
    assert_eq!(
        (&one.hear()["item"], &two.hear()["item"]),
        (&json!("capitals/mongolia"), &json!("capitals/mongolia"),)
    );
    // The first does two items for good while the second has the first of them on its screen.
    one.say(r#"{"answer":"Ulaanbaatar"}"#);
    assert_eq!(one.say(easy)["state"]["state"], "review");
    assert_eq!(one.say(accept)["item"], "capitals/canberra");
    one.say(r#"{"answer":"1913"}"#);
    assert_eq!(one.say(easy)["state"]["state"], "review");
    assert_eq!(one.say(accept)["item"], "capitals/states");
    // What the second answers follows the first's review; what it asks next is what is left.
    let late = two.say(r#"{"answer":"wrong"}"#);
    assert_eq!(late["state"]["state"], "relearning", "a lapse of an item in review");
    assert_eq!(two.say(accept)["item"], "capitals/states", "canberra is done for today");
    assert_eq!(two.say(r#"{"answer":"26"}"#)["verdict"], "correct");
    two.say(easy);
    drop((one.child.stdin.take(), two.child.stdin.take()));
    for led in [&mut one, &mut two] {
        assert!(led.child.wait().expect("an end").success());
    }
    let cards: Value =
        serde_json::from_str(&desk.docent(&["cards", "--json"]).stdout).expect("JSON");
    let of = |key: &str| -> Vec<Value> {
        cards.as_array().expect("a list").iter().map(|card| card[key].clone()).collect()
    };
    assert_eq!(of("reps"), [json!(2), json!(1), json!(1)]);
    assert_eq!(of("lapses"), [json!(1), json!(0), json!(0)]);
    let shown: Vec<f64> = of("stability").iter().filter_map(Value::as_f64).collect();
    let late = late["state"]["stability"].as_f64().expect("a number");
    assert!((shown[0] - late).abs() < 1e-5, "what was shown is what is kept");
    for (shown, replayed) in shown.iter().zip(replayed(&desk)) {
        assert!((shown - replayed).abs() < 1e-5, "the events alone come to the same");
    }
}

/// Returns the stability of each item by replaying the journal's events.
fn replayed(desk: &Desk) -> [f64; 3] {
    let journal = docent::progress::Journal::open_to_read(&desk.journal()).expect("a journal");
    let journal = journal.expect("a journal");
    let events = journal.events().expect("events");
    let history = docent::study::effective(&events, journal.model());
    ["mongolia", "canberra", "states"].map(|card| {
        let item = format!("capitals/{card}").parse().expect("an item");
        let seen = history.standings[&item].state.seen().copied().expect("it was answered");
        f64::from(seen.memory.stability)
    })
}
