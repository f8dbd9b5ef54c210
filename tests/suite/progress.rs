//! `docent progress`: what it says, what it keeps, and what it refuses.

use crate::desk::{CAPITALS, Desk, Run};
use std::fs;
use std::path::{Path, PathBuf};

/// A desk on which three questions were answered, as a JSON dialogue does.
fn studied() -> Desk {
    let desk = Desk::new().deck("capitals", CAPITALS);
    answer(&desk, &["Ulaanbaatar", "1913", "26"]);
    desk
}

fn answer(desk: &Desk, answers: &[&str]) -> Run {
    let lines: String = answers.iter().map(|text| format!("{{\"answer\":\"{text}\"}}\n")).collect();
    let run = desk.docent_with(&["study", "--json"], &lines);
    assert_eq!(run.code, 0, "{run}");
    run
}

fn done(run: &Run) -> &str {
    assert_eq!(run.code, 0, "{run}");
    run.stdout.as_str()
}

fn entries(desk: &Desk) -> usize {
    let exported = desk.docent(&["progress", "export"]);
    done(&exported).lines().filter(|line| line.starts_with("{\"id\"")).count()
}

fn flip(path: &Path, at: impl Fn(usize) -> usize) {
    let mut bytes = fs::read(path).expect("bytes");
    let at = at(bytes.len());
    bytes[at] ^= 1;
    fs::write(path, bytes).expect("written");
}

#[test]
fn a_sound_journal_is_said_to_be_sound_and_what_was_checked() {
    let desk = studied();
    let run = desk.docent(&["progress", "verify"]);
    let said = done(&run);
    assert!(said.contains("journal.db (journal): sound\n  6 entries, each with its"), "{run}");
    assert!(said.contains("every byte as it was"), "{run}");
    assert!(said.contains("\n1 backup: sound\n"), "the day's own: {run}");
    let json = desk.docent(&["progress", "verify", "--json"]);
    let found: serde_json::Value = serde_json::from_str(done(&json)).expect("JSON");
    assert_eq!(found[0]["sound"], true, "{json}");
    assert_eq!(found[0]["entries"], 6, "{json}");
}

#[test]
fn without_a_journal_there_is_nothing_to_look_after() {
    let desk = Desk::new();
    for command in ["verify", "backup", "export", "repair"] {
        let run = desk.docent(&["progress", command]);
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.starts_with("error: there is no journal yet\nhint: "), "{run}");
    }
    assert!(!desk.journal().exists());
}

#[test]
fn a_damaged_journal_is_repaired_and_nothing_whole_is_lost() {
    let desk = studied();
    flip(&desk.journal(), |length| length / 2);
    let run = desk.docent(&["progress", "verify"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stdout.contains("(journal): damaged"), "{run}");
    assert!(run.stderr.contains("hint: `docent progress repair`"), "{run}");
    let run = desk.docent(&["progress", "repair"]);
    assert!(done(&run).contains("Nothing was lost."), "{run}");
    assert!(done(&run).contains("The damaged files are kept in "), "{run}");
    assert_eq!(desk.docent(&["progress", "verify"]).code, 0);
    assert_eq!(entries(&desk), 6);
    let again = desk.docent(&["progress", "repair"]);
    assert_eq!(done(&again), "The journal is sound; nothing was changed.\n");
}

#[test]
fn every_part_of_a_torn_journal_gives_up_what_is_whole() {
    let desk = studied();
    let whole = fs::read(desk.journal()).expect("bytes");
    for kept in [0, 1, 2, 3] {
        fs::write(desk.journal(), &whole[..whole.len() * kept / 4]).expect("torn");
        let run = desk.docent(&["progress", "repair"]);
        done(&run);
        assert_eq!(entries(&desk), 6, "what is gone is in the backup of the day: {run}");
        assert_eq!(desk.docent(&["progress", "verify"]).code, 0);
    }
}

#[test]
fn restoring_keeps_what_it_replaces() {
    let desk = studied();
    let backup = desk.docent(&["progress", "backup"]);
    assert!(
        done(&backup).ends_with("journal-2026-11-22-090000.jsonl.zst: 6 entries.\n"),
        "{backup}"
    );
    assert_eq!(done(&desk.docent(&["suspend", "mongolia"])).lines().count(), 2);
    assert_eq!(entries(&desk), 7);
    let list = desk.docent(&["progress", "restore"]);
    assert!(done(&list).contains("\n  2026-11-22-090000 "), "{list}");
    let asked = desk.docent(&["progress", "restore", "2026-11-22-090000"]);
    assert_eq!(asked.code, 2, "{asked}");
    assert!(asked.stderr.contains("hint: add `--yes`"), "{asked}");
    let run = desk.docent(&["progress", "restore", "journal-2026-11-22-090000.jsonl.zst", "--yes"]);
    assert!(done(&run).starts_with("Restored 6 entries from "), "{run}");
    let kept = done(&run).rsplit_once("kept in ").expect("a place").1.trim_end_matches(".\n");
    assert_eq!(entries(&desk), 6);
    done(&desk.docent(&["progress", "restore", kept, "--yes"]));
    assert_eq!(entries(&desk), 7);
}

#[test]
fn a_damaged_backup_is_refused_and_named() {
    let desk = studied();
    let backup = desk.path("home/backups/journal-2026-11-22.jsonl.zst");
    flip(&backup, |length| length - 50);
    let run = desk.docent(&["progress", "restore", "2026-11-22", "--yes"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("journal-2026-11-22.jsonl.zst` is damaged"), "{run}");
    let run = desk.docent(&["progress", "verify"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stdout.contains("(backup): damaged"), "{run}");
    assert_eq!(entries(&desk), 6);
}

#[test]
fn every_flipped_byte_of_an_export_and_a_backup_is_noticed() {
    // One entry, so that the files are small and each byte can be tried.
    let desk = Desk::new().deck("capitals", CAPITALS);
    done(&desk.docent(&["suspend", "mongolia"]));
    done(&desk.docent(&["progress", "export", "-o", "all.jsonl"]));
    done(&desk.docent(&["progress", "backup", "-o", "all.jsonl.zst"]));
    for file in ["all.jsonl", "all.jsonl.zst"] {
        let path = desk.path(file);
        let whole = fs::read(&path).expect("bytes");
        for bit in 0..whole.len() * 8 {
            let (at, mask) = (bit / 8, 1 << (bit % 8));
            let mut flipped = whole.clone();
            flipped[at] ^= mask;
            fs::write(&path, flipped).expect("written");
            let sound = docent::progress::inspect(&path).is_ok_and(|found| found.is_sound());
            assert!(!sound, "{file}: byte {at} of {}, bit {mask:#x}", whole.len());
        }
        fs::write(&path, whole).expect("written");
        assert_eq!(desk.docent(&["progress", "verify", file]).code, 0);
    }
}

#[test]
fn two_machines_that_merge_each_others_journals_agree() {
    let one = studied();
    let two = Desk::new().deck("capitals", CAPITALS).at("2026-11-23T20:00:00-05:00");
    answer(&two, &["Paris", "1900"]);
    let copy = |from: &Desk, to: &Desk, name: &str| {
        fs::copy(from.journal(), to.path(name)).expect("a copy");
    };
    copy(&one, &two, "one.db");
    copy(&two, &one, "two.db");
    assert_eq!(
        done(&one.docent(&["progress", "merge", "two.db"])),
        "4 entries new, 0 known already.\n"
    );
    assert_eq!(
        done(&two.docent(&["progress", "merge", "one.db"])),
        "6 entries new, 0 known already.\n"
    );
    let again = two.docent(&["progress", "merge", "one.db"]);
    assert_eq!(done(&again), "0 entries new, 6 known already.\n");
    let items = |desk: &Desk| -> String {
        let at_one_moment = ["cards", "--json"];
        done(&desk.docent(&at_one_moment))
            .lines()
            .filter(|line| !line.contains("retrievability"))
            .collect()
    };
    assert_eq!(items(&one), items(&two));
    for desk in [&one, &two] {
        assert_eq!(desk.docent(&["progress", "verify"]).code, 0);
    }
}

#[test]
fn what_is_no_journal_is_refused_and_nothing_comes_in() {
    let desk = studied().file("notes.txt", b"my notes\n").file("empty", b"");
    let foreign = rusqlite::Connection::open(desk.path("other.db")).expect("a database");
    foreign.execute_batch("CREATE TABLE notes (a); CREATE VIEW v AS SELECT 1").expect("a table");
    drop(foreign);
    for file in ["notes.txt", "empty", "other.db", "missing", "home"] {
        let run = desk.docent(&["progress", "merge", "home/journal.db", file]);
        assert_eq!(run.code, 2, "{file}: {run}");
        assert!(run.stderr.contains(&format!("`{file}`")), "{file}: {run}");
    }
    assert_eq!(entries(&desk), 6);
}

#[test]
fn a_table_that_only_pretends_to_hold_entries_is_not_read() {
    let desk = studied();
    let hostile = rusqlite::Connection::open(desk.path("hostile.db")).expect("a database");
    hostile
        .execute_batch(
            "PRAGMA user_version = 3;
             CREATE VIEW event AS WITH RECURSIVE forever(n) AS
                 (SELECT 1 UNION ALL SELECT n + 1 FROM forever)
                 SELECT n AS id, n AS checksum, n AS device, n AS learner, n AS at, n AS zone,
                        n AS item, n AS kind, n AS payload FROM forever;",
        )
        .expect("a view without an end");
    drop(hostile);
    let run = desk.docent(&["progress", "merge", "hostile.db"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("is a database, and no journal of docent"), "{run}");
}

#[test]
fn machines_that_share_a_folder_come_to_the_same() {
    let shared = tempfile::tempdir().expect("a folder");
    let folder = shared.path().to_str().expect("UTF-8");
    let one = studied();
    let two = Desk::new().deck("capitals", CAPITALS).at("2026-11-24T20:00:00-05:00");
    let sync = |desk: &Desk| done(&desk.docent(&["progress", "sync", folder])).to_owned();
    let first = one.docent(&["progress", "sync", folder]);
    assert_eq!(done(&first), "0 entries received from 0 other files, 6 entries sent.\n");
    assert!(first.stderr.starts_with("note: nothing of any device was in `"), "{first}");
    assert_eq!(sync(&two), "6 entries received from 1 other file, 0 entries sent.\n");
    answer(&two, &["Paris", "1900"]);
    assert_eq!(sync(&two), "0 entries received from 1 other file, 2 entries sent.\n");
    // What is still on its way is told, and comes in when it is whole.
    let files: Vec<PathBuf> =
        fs::read_dir(folder).expect("files").map(|entry| entry.expect("an entry").path()).collect();
    assert_eq!(files.len(), 2, "one a machine: {files:?}");
    let whole: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).expect("bytes")).collect();
    let torn = whole.iter().map(|bytes| &bytes[..bytes.len() - 30]);
    files.iter().zip(torn).for_each(|(file, bytes)| fs::write(file, bytes).expect("torn"));
    let run = one.docent(&["progress", "sync", folder]);
    assert!(done(&run).starts_with("1 entry received from 1 other file"), "{run}");
    assert!(run.stderr.contains("still on the way"), "{run}");
    files.iter().zip(&whole).for_each(|(file, bytes)| fs::write(file, bytes).expect("whole"));
    assert!(sync(&one).starts_with("1 entry received from 1 other file"));
    assert_eq!(entries(&one), 8);
    let missing = one.docent(&["progress", "sync", "nowhere"]);
    assert_eq!(missing.code, 2, "{missing}");
    assert!(missing.stderr.contains("hint: make the folder first"), "{missing}");
}

#[test]
fn a_clock_that_is_ahead_is_named_when_its_answers_arrive() {
    let shared = tempfile::tempdir().expect("a folder");
    let folder = shared.path().to_str().expect("UTF-8");
    let ahead = Desk::new().deck("capitals", CAPITALS).at("2027-11-22T09:00:00+01:00");
    answer(&ahead, &["Ulaanbaatar"]);
    done(&ahead.docent(&["progress", "sync", folder]));
    done(&ahead.docent(&["progress", "export", "-o", "out.jsonl"]));
    let export = fs::read(ahead.path("out.jsonl")).expect("an export");
    for arguments in [["progress", "sync", folder], ["progress", "merge", "in.jsonl"]] {
        let desk = Desk::new().deck("capitals", CAPITALS).file("in.jsonl", &export);
        let run = desk.docent(&arguments);
        assert_eq!(run.code, 0, "{run}");
        assert!(run.stderr.starts_with("note: the device `"), "{run}");
        assert!(run.stderr.contains("up to 22 November 2027, 09:00, and this clock"), "{run}");
        assert_eq!(desk.docent(&arguments).stderr, "", "said once");
    }
}

#[test]
fn files_that_went_through_windows_are_read_and_what_is_nothing_is_said_to_be_that() {
    let desk = studied();
    done(&desk.docent(&["progress", "export", "-o", "out.jsonl"]));
    let text = fs::read_to_string(desk.path("out.jsonl")).expect("an export");
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let other = Desk::new()
        .file("in.jsonl", windows.as_bytes())
        .file("shared/docent-notes.jsonl", b"my notes\n");
    let run = other.docent(&["progress", "merge", "in.jsonl"]);
    assert!(done(&run).contains("6 entries new") && run.stderr.is_empty(), "{run}");
    let run = other.docent(&["progress", "sync", "shared"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.contains("; nothing of it came in\n"), "{run}");
}

#[test]
fn an_export_is_not_overwritten_unasked_and_can_be_read_again() {
    let desk = studied();
    done(&desk.docent(&["progress", "export", "-o", "mine.jsonl"]));
    let run = desk.docent(&["progress", "export", "-o", "mine.jsonl"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("`mine.jsonl` is there already\nhint: name another"), "{run}");
    done(&desk.docent(&["progress", "export", "-o", "mine.jsonl", "--force"]));
    fs::remove_dir_all(desk.path("home")).expect("a new machine");
    let merged = desk.docent(&["progress", "merge", "mine.jsonl"]);
    assert_eq!(done(&merged), "6 entries new, 0 known already.\n");
    assert!(done(&desk.docent(&["cards"])).contains("mongolia"));
    assert_eq!(desk.docent(&["progress", "verify"]).code, 0);
}

#[test]
fn no_output_takes_the_place_of_the_journal() {
    let desk = studied();
    let before = fs::read(desk.journal()).expect("a journal");
    for command in [
        &["progress", "backup"][..],
        &["progress", "export"],
        &["hand-in", "--name", "Ann", "--yes"],
    ] {
        let run = desk.docent(&[command, &["-o", "home/journal.db", "--force"]].concat());
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains("`home/journal.db` holds your progress"), "{run}");
    }
    let run = desk.docent(&["stats", "--html", "home/journal.db", "--force"]);
    assert_eq!(run.code, 2, "{run}");
    let run = desk.docent(&["stats", "--html", "decks/capitals.toml", "--force"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("`decks/capitals.toml` is read by this command"), "{run}");
    assert_eq!(fs::read(desk.journal()).expect("a journal"), before);
    done(&desk.docent(&["progress", "verify"]));
}

#[cfg(unix)]
#[test]
fn what_holds_progress_is_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = studied();
    done(&desk.docent(&["progress", "export", "-o", "mine.jsonl"]));
    done(&desk.docent(&["progress", "backup"]));
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    let mut folders = vec![desk.path("home")];
    assert_eq!(mode(&desk.path("mine.jsonl")), 0o600);
    while let Some(folder) = folders.pop() {
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
        for entry in fs::read_dir(folder).expect("files") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                assert_eq!(mode(&path), 0o600, "{}", path.display());
            }
        }
    }
}

#[test]
fn a_journal_that_is_gone_is_not_silently_begun_anew() {
    let desk = studied();
    for torn in [true, false] {
        if torn {
            fs::write(desk.journal(), b"").expect("without a byte");
        } else {
            fs::remove_file(desk.journal()).expect("gone");
        }
        for command in [&["study", "--json"][..], &["stats"], &["suspend", "mongolia"], &[]] {
            let run = desk.docent(command);
            assert_eq!(run.code, 2, "{run}");
            assert!(
                run.stderr.contains("is gone, and there was one\nhint: `docent progress repair`")
            );
        }
        let verified = desk.docent(&["progress", "verify"]);
        assert_eq!(verified.code, 1, "{verified}");
        let repaired = desk.docent(&["progress", "repair"]);
        assert!(done(&repaired).contains("Nothing was lost."), "{repaired}");
        assert_eq!(entries(&desk), 6);
    }
    // Without a backup only the seal tells, and nothing can be had back.
    fs::remove_dir_all(desk.path("home/backups")).expect("no backups");
    fs::remove_file(desk.journal()).expect("gone");
    let run = desk.docent(&["progress", "repair"]);
    assert_eq!(run.code, 2, "{run}");
    fs::remove_file(desk.path("home/journal.seal")).expect("moved away");
    answer(&desk, &["Ulaanbaatar"]);
}

#[test]
fn a_hand_in_takes_no_journals_place_and_is_not_merged() {
    let desk = studied();
    done(&desk.docent(&["hand-in", "--name", "Ada", "--yes", "-o", "ada.jsonl"]));
    for act in [
        &["progress", "restore", "ada.jsonl", "--yes"],
        &["progress", "merge", "ada.jsonl", "ada.jsonl"],
    ] {
        let run = desk.docent(act);
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains("hint: `docent class` reads hand-ins"), "{run}");
    }
    assert_eq!(entries(&desk), 6);
}

#[test]
fn of_several_files_each_is_told() {
    let desk = studied().file("notes.txt", b"my notes\n");
    done(&desk.docent(&["progress", "export", "-o", "all.jsonl"]));
    let run = desk.docent(&["progress", "verify", "notes.txt", "all.jsonl", "missing"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stdout.contains("notes.txt (file): damaged"), "{run}");
    assert!(run.stdout.contains("all.jsonl (export): sound"), "{run}");
    assert!(run.stdout.contains("missing (file): damaged"), "{run}");
}
