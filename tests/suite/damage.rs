//! What is said when a file of progress is damaged, gone, or something else than it should be.

use crate::desk::{CAPITALS, Desk, Run};
use std::fs;
use std::path::Path;

/// Returns a desk at which three cards were answered.
fn studied() -> Desk {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let answers = "{\"answer\":\"Ulaanbaatar\"}\n{\"answer\":1913}\n{\"answer\":26}\n";
    let run = desk.docent_with(&["study", "--json"], answers);
    assert_eq!(run.code, 0, "{run}");
    desk
}

fn refused(run: &Run, message: &str) {
    assert_eq!(run.code, 2, "{run}");
    assert!(says(run, message), "{run}");
}

/// Returns whether this was said on stderr, over however many lines.
fn says(run: &Run, words: &str) -> bool {
    run.stderr.split_whitespace().collect::<Vec<_>>().join(" ").contains(words)
}

/// Makes a byte of the first verdict one that no UTF-8 has.
fn damage_a_verdict(journal: &Path) {
    let mut bytes = fs::read(journal).expect("a journal");
    let verdict = b"\"verdict\":\"correct\"";
    let place = bytes.windows(verdict.len()).position(|seen| seen == verdict).expect("a verdict");
    bytes[place + 2] = 0xff;
    fs::write(journal, bytes).expect("written");
}

#[test]
fn a_text_that_is_no_utf_8_is_damage_like_any_other() {
    let desk = studied();
    damage_a_verdict(&desk.journal());
    let run = desk.docent(&["progress", "verify"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stdout.contains("an entry about `capitals/"), "{run}");
    assert!(run.stdout.contains("5 entries are whole"), "{run}");
    assert!(run.stderr.contains("`docent progress repair`"), "{run}");
    let run = desk.docent(&["progress", "verify", "--json"]);
    assert_eq!(run.code, 1, "{run}");
    let found: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!((&found[0]["entries"], &found[0]["sound"]), (&5.into(), &false.into()), "{run}");
    fs::create_dir(desk.path("shared")).expect("a folder");
    for command in [
        &["undo"][..],
        &["why", "mongolia"],
        &["optimize"],
        &["hand-in", "--name", "Ada", "--yes", "-o", "ada.jsonl"],
        &["progress", "sync", "shared"],
        &["progress", "backup"],
        &["progress", "export", "-o", "all.jsonl"],
    ] {
        let run = desk.docent(command);
        refused(&run, "error: the journal `");
        assert!(says(&run, "` is damaged: the checksum of an entry of"), "{run}");
        assert!(says(&run, "hint: nothing was changed; `docent progress repair`"), "{run}");
        assert!(!run.stderr.contains("because:"), "{run}");
    }
    let run = desk.docent(&["progress", "repair"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("Nothing was lost."), "{run}");
}
