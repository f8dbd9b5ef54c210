//! `docent quiz`: a score, and no schedule touched.

use crate::desk::{CAPITALS, Desk};
use serde_json::Value;

#[test]
fn a_quiz_gives_a_score_and_stores_nothing() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let run = desk.docent_with(&["quiz", "--plain", "--pass", "60"], "1913\n1913\n1913\n");
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stdout.contains("3 answers, 1 right: 33 %."), "{run}");
    assert!(!run.stdout.contains("Back in"), "{run}");
    assert!(!desk.journal().exists(), "nothing is stored");
    let run = desk.docent_with(&["quiz", "--plain", "--pass", "30"], "1913\n1913\n1913\n");
    assert_eq!(run.code, 0, "{run}");
}

#[test]
fn a_quiz_asks_as_many_as_were_wanted() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let run = desk.docent_with(&["quiz", "-n", "2", "--json"], "");
    assert!(run.stdout.contains("\"left\":{\"new\":2,"), "{run}");
    assert!(run.stdout.contains("\"next_due\":null"), "{run}");
}

#[test]
fn a_quiz_shows_its_own_progress_and_changes_nothing() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let lines = ["{\"answer\":\"x\"}", "{\"rating\":\"good\"}", "{\"command\":\"undo\"}"];
    let run = desk.docent_with(&["quiz", "--json"], &lines.join("\n"));
    let said: Vec<Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let types: Vec<&str> = said.iter().filter_map(|value| value["type"].as_str()).collect();
    assert_eq!(types, ["ask", "judged", "error", "error", "finished"], "{run}");
    assert_eq!(said[1]["state"], Value::Null);
    assert_eq!(said[2]["message"], "a quiz stores nothing, so there is nothing to change");
    let run = desk.docent_with(&["quiz", "--plain"], "x\n:good\nx\n");
    assert!(run.stdout.contains("[question 1 of 3]") && run.stdout.contains("[question 3 of 3]"));
    assert!(run.stdout.contains("a quiz stores nothing"), "{run}");
}

#[test]
fn a_quiz_of_no_cards_is_refused() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let run = desk.docent(&["quiz", "--plain", "-n", "0"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("write a whole number, 1 or more"), "{run}");
}
