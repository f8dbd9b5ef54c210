//! The page that `docent stats --html` writes, in a real browser and on disk.

use crate::desk::{CAPITALS, Desk};
use crate::synthetic;
use crate::tools::{asked_of_elsewhere, browser, script};
use serde_json::{Value, json};

/// Writes the report and opens it in Chromium; none where there is no browser.
fn opened(desk: &Desk) -> Option<Value> {
    let python = browser()?;
    let run = desk.docent(&["stats", "--html", "report.html"]);
    assert_eq!(run.code, 0, "{run}");
    let printed = script(&python, "browser/report.py", &[&desk.path("report.html")]);
    Some(serde_json::from_str(&printed).expect("JSON"))
}

/// Asserts what holds of any report: it needs nothing, hides nothing and fits.
fn assert_sound(seen: &Value) {
    assert_eq!(asked_of_elsewhere(seen, "report.html"), Vec::<&str>::new());
    assert_eq!(seen["complaints"], json!([]));
    assert_eq!((&seen["scripts"], &seen["mute"]), (&json!(0), &json!(0)));
    assert_eq!(seen["phone"], json!([390, 390]));
    assert_ne!(seen["light"]["ground"], seen["dark"]["ground"]);
    for scheme in ["light", "dark"] {
        let contrast = seen[scheme]["contrast"].as_f64().expect("a number");
        assert!(contrast >= 4.5, "{scheme}: {contrast}");
    }
    let keyboard = &seen["keyboard"];
    let number = |key: &str| keyboard[key].as_u64().expect("a number");
    assert!(number("reached") >= number("wanted"), "{keyboard}");
    let opened = keyboard["opened"].as_array().expect("a list");
    assert!(opened.iter().all(|open| *open == true), "{keyboard}");
}

#[test]
fn a_year_is_seen_by_keyboard_on_a_phone_in_the_dark_and_on_paper() {
    let Some(seen) = opened(&synthetic::desk()) else { return };
    assert_sound(&seen);
    assert_eq!(seen["keyboard"]["opened"].as_array().map(Vec::len), Some(4));
    let on = |paper: &str, text: &str| seen[paper].as_str().expect("text").contains(text);
    for shown in ["Remembered when due", "Hardest, and confused", "islands"] {
        assert!(on("paper", shown), "{shown}");
    }
    for folded in ["Reviews whose recall was predicted alike", "Answers a week, from Monday on"] {
        assert!(!on("paper", folded) && on("paper_unfolded", folded), "{folded}");
    }
}

#[test]
fn a_report_of_nothing_and_of_one_answer_say_so() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let Some(seen) = opened(&desk) else { return };
    assert_sound(&seen);
    let text = seen["text"].as_str().expect("text");
    assert!(text.contains("There are no reviews in this period yet."), "{text}");
    desk.docent_with(&["study", "--plain"], "Ulaanbaatar\n");
    let Some(seen) = opened(&desk) else { return };
    assert_sound(&seen);
    let text = seen["text"].as_str().expect("text");
    assert!(text.contains("Nothing learnt was reviewed in this period yet."), "{text}");
    assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
}

#[test]
fn what_a_deck_says_stays_text() {
    let evil = "<script>alert(1)</script><img src=x onerror=alert(2)>&lt;b&gt; \\\"'";
    let deck = CAPITALS
        .replace("title = \"Capitals\"", &format!("title = \"{evil}\"\ntags = [\"{evil}\"]"))
        .replace("What is the capital of Mongolia?", evil);
    let desk = Desk::new().deck("capitals", &deck);
    let csv: String = [1, 2, 5, 12, 13, 20]
        .map(|day| format!("capitals/mongolia,2026-10-{day:02}T10:00:00+02:00,{}\n", 1 + day % 3))
        .concat();
    let desk = desk.file("old.csv", format!("item,time,rating\n{csv}").as_bytes());
    assert_eq!(desk.docent(&["import", "--reviews", "old.csv"]).code, 0);
    let page = desk.docent(&["stats", "--html", "-"]).stdout;
    assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
    for markup in ["<script", "<img", "onerror=alert(2)>&lt;b"] {
        assert!(!page.contains(markup), "{markup}");
    }
    let Some(seen) = opened(&desk) else { return };
    assert_sound(&seen);
    assert!(seen["text"].as_str().is_some_and(|text| text.contains("<script>alert(1)</script>")));
}

#[test]
fn a_report_replaces_a_report_and_nothing_else() {
    let desk = Desk::new().deck("capitals", CAPITALS).file("notes.html", b"<p>my notes</p>");
    let write = |arguments: &[&str]| desk.docent(&[&["stats", "--html"], arguments].concat());
    let run = write(&["notes.html"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("`notes.html` is there already"), "{run}");
    assert_eq!(std::fs::read(desk.path("notes.html")).expect("notes"), b"<p>my notes</p>");
    for arguments in [&["notes.html", "--force"][..], &["notes.html"], &["new/report.html"]] {
        let run = write(arguments);
        assert_eq!(run.code, 0, "{run}");
    }
    let left: Vec<String> = std::fs::read_dir(desk.folder())
        .expect("the desk")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
