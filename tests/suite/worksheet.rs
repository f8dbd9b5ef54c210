//! A worksheet in a real browser: by keyboard, on a phone, on paper.

use crate::desk::{Desk, PLANETS};
use crate::tools::{asked_of_elsewhere, browser, script};
use serde_json::Value;

/// Exports the deck as a worksheet and opens it in Chromium; none where there is no browser.
fn opened(desk: &Desk, arguments: &[&str]) -> Option<Value> {
    let python = browser()?;
    let run = desk.docent(arguments);
    assert_eq!(run.code, 0, "{run}");
    let printed = script(&python, "browser/worksheet.py", &[&desk.path("quiz.html")]);
    Some(serde_json::from_str(&printed).expect("JSON"))
}

/// Forty questions with four options each, and one with a word that no phone is as wide as.
fn long_deck() -> String {
    let cards: String = (0..40)
        .map(|n| {
            format!(
                "[[card]]\nid = \"q{n}\"\nkind = \"choice\"\nquestion = \"What is number {n}?\"\n\
                 answer = \"[{n}] right\"\ndistractors = [\"[{n}] a\", \"[{n}] b\", \"[{n}] c\"]\n"
            )
        })
        .collect();
    let word = "Donaudampfschifffahrt".repeat(20);
    format!(
        "format = 1\n[deck]\nid = \"long\"\ntitle = \"{word}\"\n{cards}\n[[card]]\nid = \"word\"\n\
         kind = \"cloze\"\ntext = \"{word} {{{{{word}}}}} <b>&amp; done</b>\"\n"
    )
}

#[test]
fn a_worksheet_is_filled_in_by_keyboard_alone_and_needs_nothing_from_elsewhere() {
    let desk = Desk::new().deck("planets", PLANETS);
    let arguments = ["export", "decks/planets.toml", "-o", "quiz.html", "--variants", "2"];
    let Some(seen) = opened(&desk, &arguments) else { return };
    assert_eq!(seen["keys_hidden_at_first"], true);
    let keyboard = &seen["keyboard"];
    let all = |name: &str, wanted: Value| {
        let list = keyboard[name].as_array().expect(name);
        assert!(!list.is_empty() && list.iter().all(|one| *one == wanted), "{name}: {keyboard}");
    };
    all("radios", 1.into());
    all("boxes", true.into());
    all("keys", true.into());
    assert_eq!(keyboard["texts"], 0, "every field was reached and typed into: {keyboard}");
    assert_eq!(asked_of_elsewhere(&seen, "quiz.html"), Vec::<&str>::new());
    assert_eq!(seen["complaints"], Value::Array(Vec::new()));
}

#[test]
fn a_phone_scrolls_down_only_and_no_question_is_torn_by_the_end_of_a_page() {
    let desk = Desk::new().deck("long", &long_deck());
    let arguments =
        ["export", "decks/long.toml", "-o", "quiz.html", "--variants", "2", "--seed", "3"];
    let Some(seen) = opened(&desk, &arguments) else { return };
    assert_eq!(seen["phone"], serde_json::json!([390, 390]));
    let pages: Vec<&str> =
        seen["pages"].as_array().expect("pages").iter().filter_map(Value::as_str).collect();
    assert!(pages.len() >= 8, "{} pages", pages.len());
    let mut whole = 0;
    for page in &pages {
        for n in 0..40 {
            let options = page.matches(&format!("[{n}] ")).count();
            let asked = page.contains(&format!("What is number {n}?"));
            let in_key = page.contains(&format!("[{n}] right")) && !asked;
            assert!(options == if asked { 4 } else { usize::from(in_key) }, "{n}: {page}");
            whole += usize::from(asked);
        }
    }
    assert_eq!(whole, 80, "forty questions in each of two variants");
}

#[test]
fn what_only_another_format_has_is_refused() {
    let desk = Desk::new().deck("planets", PLANETS);
    for (arguments, why) in [
        (["-o", "quiz.html", "--scheduling"], "`--scheduling` is for an Anki package"),
        (["-o", "quiz.csv", "--variants=2"], "`--variants` is for a worksheet"),
        (["-o", "quiz.html", "--variants=0"], "0 is not in 1..=26"),
    ] {
        let run = desk.docent(&[&["export", "decks/planets.toml"], arguments.as_slice()].concat());
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains(why), "{run}");
        assert!(!desk.path("quiz.html").exists() && !desk.path("quiz.csv").exists());
    }
}
