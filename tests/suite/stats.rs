//! `docent stats` and `docent` alone.

use crate::desk::{CAPITALS, Desk};
use serde_json::{Value, json};

fn stats(desk: &Desk) -> Value {
    let run = desk.docent(&["stats", "--json"]);
    assert_eq!(run.code, 0, "{run}");
    serde_json::from_str(&run.stdout).expect("JSON")
}

#[test]
fn with_no_review_everything_is_new() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let stats = stats(&desk);
    for (key, value) in [
        ("as_of", json!("2026-11-22T09:00:00+01:00")),
        ("cards", json!(3)),
        ("items", json!(3)),
        ("new", json!(3)),
        ("learning", json!(0)),
        ("review", json!(0)),
        ("suspended", json!(0)),
        ("due_today", json!(0)),
        ("reviews", json!(0)),
        ("reviews_today", json!(0)),
        ("true_retention", json!(null)),
        ("streak_days", json!(0)),
    ] {
        assert_eq!(stats[key], value, "{key}");
    }
    assert_eq!(stats["forecast"].as_array().map(Vec::len), Some(15));
    assert_eq!(stats["forecast"][0], json!({"day": "2026-11-22", "due": 0}));
    assert_eq!(stats["decks"][0]["deck"], "capitals");
    assert!(!desk.journal().exists(), "looking makes no journal");
}

#[test]
fn the_figures_are_drawn_for_a_person() {
    let desk = Desk::new().deck("capitals", CAPITALS).columns(60);
    desk.docent_with(&["study", "--plain"], "Ulaanbaatar\n1912\n:easy\n");
    insta::assert_snapshot!(desk.docent(&["stats"]).stdout);
}

#[test]
fn a_journey_does_not_move_yesterday() {
    let desk = Desk::new().deck("capitals", CAPITALS).at("2026-11-22T23:00:00+05:00");
    desk.docent_with(&["study", "--plain"], "Ulaanbaatar\n");
    let desk = desk.at("2026-11-22T20:00:00-08:00");
    desk.docent_with(&["study", "--plain"], "x\n");
    let desk = desk.at("2026-11-23T08:00:00-08:00");
    let stats = stats(&desk);
    assert_eq!((&stats["reviews_today"], &stats["streak_days"]), (&json!(0), &json!(1)));
}

#[test]
fn alone_docent_says_what_is_due() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let run = desk.docent(&[]);
    assert_eq!(run.stdout, "Capitals: 3 new\n3 items for today.\n", "{run}");
    let run = Desk::new().docent(&[]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.starts_with("There is no deck here yet."), "{run}");
}
