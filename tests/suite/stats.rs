//! `docent stats` and `docent` alone.

use crate::desk::{CAPITALS, Desk};
use crate::synthetic;
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

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
fn a_year_fits_sixty_columns_and_a_hundred_and_needs_no_drawing() {
    for columns in [60, 100] {
        let desk = synthetic::desk().columns(columns);
        let run = desk.docent(&["stats"]);
        assert_eq!(run.code, 0, "{run}");
        for line in run.stdout.lines() {
            assert!(line.chars().count() <= columns.into(), "{columns}: {line}");
        }
        if columns == 60 {
            insta::assert_snapshot!("a_year_at_sixty_columns", run.stdout);
        }
    }
    let plain = synthetic::desk().docent(&["stats", "--plain"]).stdout;
    let drawn = ['█', '░', '●', '─', '▁', '#', '|'];
    let drawn: Vec<&str> = plain.lines().filter(|line| line.contains(drawn)).collect();
    assert!(drawn.iter().all(|line| line.starts_with("  #")), "only tags: {drawn:?}");
    assert!(plain.contains("true retention"), "{plain}");
}

#[test]
fn a_period_and_a_tag_are_chosen_and_what_cannot_be_is_said() {
    let desk = synthetic::desk();
    let reviews = |arguments: &[&str]| {
        let run = desk.docent(&[&["stats", "--json"], arguments].concat());
        assert_eq!(run.code, 0, "{run}");
        let stats: Value = serde_json::from_str(&run.stdout).expect("JSON");
        stats["reviews"].as_u64().expect("a number")
    };
    let all = reviews(&[]);
    let early = reviews(&["--until", "2026-06-30"]);
    let late = reviews(&["--since", "2026-07-01"]);
    assert!(early > 0 && late > 0);
    assert_eq!(early + late, all);
    assert_eq!(reviews(&["--since", "0d"]), reviews(&["--since", "2026-11-22"]));
    let tags = ["africa", "asia", "america", "islands"].map(|tag| reviews(&["--tag", tag]));
    assert_eq!(
        tags.iter().sum::<u64>(),
        reviews(&["--tag", "places"]),
        "a deck's tag is its cards'"
    );
    assert_eq!(reviews(&["--tag", "places"]), reviews(&["decks/capitals.toml"]));
    for (arguments, why) in [
        (["--tag", "nowhere"].as_slice(), "no card has the tag `nowhere`"),
        (&["--since", "soon"], "write a date such as 2026-01-31"),
        (&["--since", "1w", "--until", "2w"], "the period ends before it begins"),
        (&["--since", "2026-12-01"], "the period ends before it begins"),
        (&["--json", "--html", "x.html"], "cannot be used with"),
    ] {
        let run = desk.docent(&[&["stats"], arguments].concat());
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains(why), "{run}");
    }
}

#[test]
fn a_reworded_card_without_an_id_keeps_its_figures() {
    let deck = |question: &str| {
        format!(
            "format = 1\ndeck = {{ id = \"d\", title = \"D\" }}\n[[card]]\nkind = \"text\"\n\
             question = \"{question}\"\nanswer = \"Ulaanbaatar\"\n"
        )
    };
    let desk = Desk::new().deck("d", &deck("What is the capital of Mongolia?"));
    desk.docent_with(&["study", "--plain"], "Ulaanbaatar\n");
    let desk = desk.deck("d", &deck("Name the capital of Mongolia."));
    let stats = stats(&desk);
    assert_eq!((&stats["new"], &stats["reviews"]), (&json!(0), &json!(1)));
    let known = stats["growth"][0]["known"].as_f64();
    assert!(known.is_some_and(|known| known > 0.9), "{stats}");
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

/// Returns the figures of a desk's journal as SQL and Python make them, with the growth at the days
/// that docent chose; none where there is no Python.
fn figures_by_python(desk: &Desk, period: &[&str], days: &[&str]) -> Option<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stats/figures.py");
    let able = Command::new("python3").args(["-c", "import sqlite3, tomllib"]).output();
    if !able.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no Python with sqlite3 and tomllib");
        return None;
    }
    let mut child = Command::new("python3")
        .arg(script)
        .args([desk.journal(), desk.path("decks")])
        .arg(synthetic::AFTER)
        .args(period)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("Python starts");
    child.stdin.take().expect("a pipe").write_all(days.join(" ").as_bytes()).expect("written");
    let output = child.wait_with_output().expect("Python ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).expect("JSON"))
}

/// Asserts that what one side says the other says too, numbers to this share of themselves.
fn assert_agree(place: &str, ours: &Value, theirs: &Value) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            for (key, theirs) in theirs {
                let ours = ours.get(key).unwrap_or_else(|| panic!("{place}: no {key}"));
                assert_agree(&format!("{place}.{key}"), ours, theirs);
            }
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            assert_eq!(ours.len(), theirs.len(), "{place}: {ours:?} and {theirs:?}");
            for (at, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
                assert_agree(&format!("{place}[{at}]"), ours, theirs);
            }
        }
        (Value::Number(one), Value::Number(other)) if one.is_f64() || other.is_f64() => {
            let (one, other) = (one.as_f64().expect("a number"), other.as_f64().expect("a number"));
            // docent's memory model counts in single precision.
            assert!((one - other).abs() <= 1e-4 * other.abs().max(1.0), "{place}: {one}, {other}");
        }
        _ => assert_eq!(ours, theirs, "{place}"),
    }
}

/// Lays docent's figures out as the script names them.
fn comparable(mut ours: Value) -> Value {
    for (from, to) in [("retention_by_deck", "by_deck"), ("retention_by_tag", "by_tag")] {
        let groups = ours[from].as_array().expect("a list").iter();
        let group = |group: &Value| {
            let name = group["name"].as_str().expect("a name").to_owned();
            (name, group["all"].clone())
        };
        let groups: serde_json::Map<String, Value> = groups.map(group).collect();
        ours[to] = Value::Object(groups);
    }
    for confusion in ours["confusions"].as_array_mut().expect("a list") {
        let word = |key: &str| confusion[key].as_str().expect("a word").to_lowercase();
        let mut pair = [word("given"), word("right")];
        pair.sort();
        confusion["pair"] = json!(pair);
    }
    ours["growth_ends"] =
        ours["growth"].as_array().expect("a list").last().expect("a day")["day"].clone();
    ours
}

#[test]
fn a_year_with_known_truth_comes_to_what_sql_and_python_make_of_it() {
    let desk = synthetic::desk();
    for period in [&[][..], &["2026-06-01", "2026-09-30"]] {
        let mut arguments = vec!["stats", "--json"];
        if let [since, until] = period {
            arguments.extend(["--since", since, "--until", until]);
        }
        let run = desk.docent(&arguments);
        assert_eq!(run.code, 0, "{run}");
        let ours = comparable(serde_json::from_str(&run.stdout).expect("JSON"));
        let days: Vec<&str> = ours["growth"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|p| p["day"].as_str())
            .collect();
        let Some(theirs) = figures_by_python(&desk, period, &days) else { return };
        for (what, least) in [("/retention/young/reviews", 100), ("/retention/mature/reviews", 20)]
        {
            let reviews = theirs.pointer(what).and_then(Value::as_u64);
            assert!(reviews.is_some_and(|reviews| reviews >= least), "{what}: {reviews:?}");
        }
        for what in ["confusions", "leeches", "hardest"] {
            assert!(theirs[what].as_array().is_some_and(|list| !list.is_empty()), "{what}");
        }
        assert_agree("", &ours, &theirs);
    }
}
