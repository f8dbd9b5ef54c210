//! Items of one card: one of them is asked a day, and nothing says that another is due.

use crate::desk::Desk;
use serde_json::{Value, json};

const CLOZE: &str = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"c\"\nkind = \"cloze\"\n\
                     text = \"{{Herschel}} found {{Uranus}}.\"\n";

/// Two gaps that were learnt on one day and another, and are due since.
fn desk() -> Desk {
    let csv = "item,time,rating\nd/c,2026-11-02T10:00:00+01:00,easy\n\
               d/c#2,2026-11-01T10:00:00+01:00,easy\n";
    let desk = Desk::new().deck("d", CLOZE).file("old.csv", csv.as_bytes());
    assert_eq!(desk.docent(&["import", "--reviews", "old.csv"]).code, 0);
    desk
}

fn said(desk: &Desk, arguments: &[&str]) -> String {
    let run = desk.docent(arguments);
    assert_eq!(run.code, 0, "{run}");
    run.stdout
}

/// Returns how many are due by the overview, by the figures and by the list of cards.
fn due(desk: &Desk) -> (Value, Value, String) {
    let read = |arguments: &[&str]| -> Value {
        serde_json::from_str(&said(desk, arguments)).expect("JSON")
    };
    let (overview, stats) = (read(&["--json"]), read(&["stats", "--json"]));
    assert_eq!(stats["forecast"][0]["due"], stats["due_today"]);
    let found = said(desk, &["cards", "is:due"]);
    let found = found.lines().last().unwrap_or_default().to_owned();
    (overview["review"].clone(), stats["due_today"].clone(), found)
}

#[test]
fn what_waits_for_another_gap_of_its_card_is_due_nowhere() {
    let desk = desk();
    assert_eq!(due(&desk), (json!(1), json!(1), "1 item".into()));
    let why = said(&desk, &["why", "d/c"]);
    let first = "is set aside until tomorrow: another gap of the card comes first today.";
    assert!(why.contains(first), "{why}");
    let run = desk.docent_with(&["study", "--plain"], "Uranus\n");
    assert!(run.stdout.contains("Herschel found ____.") && run.stdout.contains("Right."), "{run}");
    assert_eq!(due(&desk), (json!(0), json!(0), "0 items".into()));
    assert_eq!(said(&desk, &[]), "D: nothing today\nNothing is due today.\n");
    let why = said(&desk, &["why", "d/c"]);
    let asked = "is set aside until tomorrow: another gap of the card was asked today.";
    assert!(why.contains(asked), "{why}");
    let listed = said(&desk, &["cards", "Herschel"]);
    assert!(listed.contains("d/c  review, set aside until tomorrow\n"), "{listed}");
    let run = desk.docent(&["study", "--json"]);
    let finished: Value = serde_json::from_str(&run.stdout).expect("one line");
    assert_eq!(finished["next_due"], "2026-11-23T04:00:00+01:00", "{run}");
    let desk = desk.at("2026-11-23T09:00:00+01:00");
    assert_eq!(due(&desk), (json!(1), json!(1), "1 item".into()));
    assert!(said(&desk, &["why", "d/c"]).contains(" and is due since "));
    said(&desk, &["suspend", "d/c"]);
    assert_eq!(due(&desk), (json!(0), json!(0), "0 items".into()));
}

#[test]
fn what_waits_is_foretold_one_a_day() {
    let three = CLOZE.replace("found", "{{found}}");
    let csv = "item,time,rating\nd/c,2026-11-02T10:00:00+01:00,easy\n\
               d/c#2,2026-11-01T10:00:00+01:00,easy\nd/c#3,2026-11-03T10:00:00+01:00,easy\n";
    let desk = Desk::new().deck("d", &three).file("old.csv", csv.as_bytes());
    assert_eq!(desk.docent(&["import", "--reviews", "old.csv"]).code, 0);
    let stats: Value = serde_json::from_str(&said(&desk, &["stats", "--json"])).expect("JSON");
    let due: Vec<&Value> =
        stats["forecast"].as_array().expect("days").iter().map(|day| &day["due"]).collect();
    assert_eq!(due[..4], [1, 1, 1, 0]);
}

#[test]
fn what_is_in_steps_goes_on_and_its_siblings_wait() {
    let desk = desk();
    let run = desk.docent_with(&["study", "--json"], "{\"answer\":\"Mars\"}\n");
    let finished: Value =
        serde_json::from_str(run.stdout.lines().last().unwrap_or_default()).expect("a line");
    assert_eq!(finished["next_due"], "2026-11-22T09:10:00+01:00", "{run}");
    let desk = desk.at("2026-11-22T09:20:00+01:00");
    assert_eq!(said(&desk, &[]), "D: 1 learning\n1 item for today.\n");
    assert_eq!(due(&desk).1, json!(1));
    let desk = desk.at("2026-11-23T09:00:00+01:00");
    let run = desk.docent_with(&["study", "--plain"], "x\n");
    assert!(run.stdout.contains("____ found Uranus."), "the other has waited longer: {run}");
}
