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

#[test]
fn what_a_repair_lost_and_another_backup_has_is_told() {
    let desk = studied();
    let later = desk.docent_with(&["study", "--json"], "{\"answer\":\"Lima\"}\n");
    assert_eq!(later.code, 0, "{later}");
    assert_eq!(desk.docent(&["progress", "backup"]).code, 0);
    // The newest backup is older than what was lost, and the one that has it is damaged.
    let newest = desk.path("home/backups/journal-2026-11-22-090000.jsonl.zst");
    let mut bytes = fs::read(&newest).expect("a backup");
    *bytes.last_mut().expect("a sum") ^= 1;
    fs::write(&newest, bytes).expect("written");
    fs::write(desk.journal(), b"").expect("torn");
    let run = desk.docent(&["progress", "repair"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("Lost: "), "{run}");
    let way =
        run.stdout.lines().find(|line| line.contains("docent progress merge")).expect("a way");
    let merge = way.split('`').nth(1).expect("a command").split(' ').skip(1).collect::<Vec<_>>();
    let merged = desk.docent(&merge);
    assert!(merged.code == 0 && !merged.stdout.starts_with("0 "), "{merged}");
}

#[test]
fn a_file_in_the_place_of_the_backups_keeps_nobody_from_checking_the_journal() {
    let desk = studied();
    fs::remove_dir_all(desk.path("home/backups")).expect("removed");
    let run = desk.docent(&["progress", "verify"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("There is no backup yet"), "{run}");
    fs::write(desk.path("home/backups"), "something else").expect("written");
    let run = desk.docent(&["progress", "verify"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stdout.contains("journal.db (journal): sound"), "{run}");
    assert!(run.stdout.contains("backups (backups): damaged"), "{run}");
    assert!(run.stdout.contains("the backups cannot be read: "), "{run}");
    assert!(!run.stdout.contains("There is no backup yet"), "{run}");
    let hint = "hint: backups are kept in the folder `";
    assert!(says(&run, hint) && !run.stderr.contains("repair"), "{run}");
    for command in [&["progress", "backup"][..], &["progress", "restore"]] {
        let run = desk.docent(command);
        refused(&run, hint);
    }
}

#[test]
fn a_seal_that_was_changed_is_told_and_no_damage_of_the_journal() {
    let desk = studied();
    let seal = desk.path("home/journal.seal");
    for garbled in [&b"nonsense"[..], b"\xff\xfe", b""] {
        fs::write(&seal, garbled).expect("written");
        let run = desk.docent(&["progress", "verify"]);
        assert_eq!(run.code, 0, "{run}");
        assert!(run.stdout.contains("its seal, `journal.seal`, is damaged"), "{run}");
    }
}

/// Answers one question, does something to the home, and answers on; returns how it ended.
#[cfg(unix)]
fn interrupted_by(desk: &Desk, face: &str, act: impl FnOnce(&Desk)) -> Run {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    let mut child = desk.start(desk.folder(), &["study", face]);
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let (answer, judged, after) = match face {
        "--json" => ("{\"answer\":\"x\"}\n", "\"judged\"", "{\"accept\":true}\n"),
        _ => ("x\n", "Wrong", ""),
    };
    stdin.write_all(answer.as_bytes()).expect("asked");
    while !lines.next().expect("judged").expect("UTF-8").contains(judged) {}
    act(desk);
    // A session that has ended by then takes no more.
    let _ = stdin.write_all(format!("{after}{answer}").as_bytes());
    drop(stdin);
    let mut stderr = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut stderr).expect("UTF-8");
    let stdout = lines.map_while(Result::ok).collect::<Vec<_>>().join("\n");
    Run { code: child.wait().expect("docent ends").code().unwrap_or(-1), stdout, stderr }
}

#[cfg(unix)]
#[test]
fn a_session_whose_journal_is_gone_does_not_say_that_all_is_saved() {
    let remove_journal = |desk: &Desk| {
        for ending in ["", "-wal", "-shm"] {
            let file = desk.path(&format!("home/journal.db{ending}"));
            fs::remove_file(file).expect("removed");
        }
    };
    let remove_home = |desk: &Desk| fs::remove_dir_all(desk.path("home")).expect("removed");
    let replace = |desk: &Desk| {
        let other = studied();
        fs::rename(desk.path("home"), desk.path("away")).expect("moved");
        fs::create_dir(desk.path("home")).expect("a folder");
        fs::copy(other.journal(), desk.journal()).expect("a copy");
    };
    for face in ["--json", "--plain"] {
        for act in [&remove_journal as &dyn Fn(&Desk), &remove_home, &replace] {
            let desk = Desk::new().deck("capitals", CAPITALS);
            let run = interrupted_by(&desk, face, act);
            refused(&run, "error: the journal is no longer at `");
            assert!(says(&run, "the answers of this session went with it"), "{run}");
            assert!(says(&run, "`docent progress repair` takes"), "{run}");
            assert!(!run.stdout.contains("saved") && !run.stdout.contains("finished"), "{run}");
        }
    }
}
