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
fn a_quiz_that_is_ended_early_is_not_passed_by_its_first_answers() {
    let deck = CAPITALS.replace("answer = 26", "answer = 1913");
    let deck = deck.replace("\"Ulaanbaatar\"", "\"1913\"");
    let desk = Desk::new().deck("capitals", &deck);
    let cards = "1 of 3 cards answered, 1 right: 33 % of all.\n";
    for (pass, input, code, told) in [
        ("80", "1913\n:quit\n", 1, format!("{cards}80 % was wanted: not passed.\n")),
        ("80", "1913\n", 1, format!("{cards}80 % was wanted: not passed.\n")),
        ("30", "1913\n", 0, format!("{cards}30 % was wanted: passed.\n")),
        ("1", "", 1, "Nothing was answered.\n1 % was wanted: not passed.\n".into()),
        (
            "100",
            "1913\n1913\n1913\n",
            0,
            "3 answers, 3 right: 100 %.\n100 % was wanted: passed.\n".into(),
        ),
    ] {
        let run = desk.docent_with(&["quiz", "--plain", "--pass", pass], input);
        assert_eq!(run.code, code, "{run}");
        assert!(run.stdout.ends_with(&told), "{told}: {run}");
    }
    let run = desk.docent_with(&["quiz", "--json", "--pass", "80"], "{\"answer\":\"1913\"}\n");
    assert_eq!(run.code, 1, "{run}");
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
