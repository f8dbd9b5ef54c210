//! Nothing that was stored is lost: killed at any instant, on a full disk, with a clock that was set
//! back, with many programs at once.

use crate::desk::{CAPITALS, Desk, Run};
use docent::progress::{Entry, Journal, JournalError, verify};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt as _, SeedableRng as _};
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Ten decks' worth of cards that are answered by typing, so that a session goes on for long.
fn many_cards() -> String {
    let mut deck = "format = 1\n[deck]\nid = \"many\"\ntitle = \"Many\"\n\
                    [deck.study]\nnew_per_day = 1000\nlearning_steps = []\n"
        .to_owned();
    for n in 0..300 {
        deck += &format!(
            "[[card]]\nid = \"c{n}\"\nkind = \"text\"\nquestion = \"Question {n}?\"\n\
             answer = \"Answer {n}\"\nask = [\"typed\"]\n"
        );
    }
    deck
}

fn spawn(desk: &Desk, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_docent"))
        .args(arguments)
        .env_clear()
        .envs(desk.environment())
        .current_dir(desk.folder())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("docent starts")
}

/// Returns every entry of a journal that was proven sound.
fn sound_entries(journal: &Path, when: &str) -> Vec<Entry> {
    let found = verify(journal).unwrap_or_else(|error| panic!("{when}: {error}"));
    let Some(found) = found else { return Vec::new() };
    assert!(found.is_sound(), "{when}: {found:?}");
    let journal = Journal::open_to_read(journal).expect("readable").expect("there");
    let mut entries = Vec::new();
    let read: Result<(), JournalError> = journal.entries(|entry| {
        entries.push(entry);
        Ok(())
    });
    read.expect("entries");
    entries
}

fn reviewed_items(entries: &[Entry]) -> BTreeSet<String> {
    let events = entries.iter().map(|entry| entry.event().expect("an event"));
    events.filter_map(|event| event.item.map(|item| item.to_string())).collect()
}

/// Runs until it is killed after a drawn while; returns the lines that it wrote until then.
fn killed(mut child: Child, input: &str, after: Duration) -> Vec<String> {
    let mut stdin = child.stdin.take().expect("a pipe");
    let stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    let input = input.to_owned();
    let feeding = std::thread::spawn(move || {
        let _ = stdin.write_all(input.as_bytes());
    });
    let killing = std::thread::spawn(move || {
        std::thread::sleep(after);
        let _ = child.kill();
        let _ = child.wait();
    });
    let lines = stdout.lines().map_while(Result::ok).collect();
    killing.join().expect("killed");
    feeding.join().expect("fed");
    lines
}

fn drawn(chance: &mut ChaCha8Rng, most: u64) -> Duration {
    Duration::from_micros(chance.random_range(0..most * 1000))
}

/// 60 sessions, each killed while it stores answers as fast as they come: what it said that it had
/// judged is stored.
#[test]
fn a_session_that_is_killed_loses_nothing_it_said_it_had_stored() {
    let mut chance = ChaCha8Rng::seed_from_u64(1);
    let desk = Desk::new().deck("many", &many_cards());
    let mut told = BTreeSet::new();
    for n in 0..60 {
        let answers = "{\"answer\":\"Answer\"}\n".repeat(300);
        let lines = killed(spawn(&desk, &["study", "--json"]), &answers, drawn(&mut chance, 150));
        told.extend(lines.iter().filter_map(|line| judged(line)));
        let stored = reviewed_items(&sound_entries(&desk.journal(), &format!("kill {n}")));
        let lost: Vec<_> = told.difference(&stored).collect();
        assert!(lost.is_empty(), "kill {n}: {lost:?}");
        if told.len() > 250 {
            told.clear();
            fs::remove_dir_all(desk.path("home")).expect("a fresh home");
        }
    }
}

/// Returns the item of a line that says it was judged.
fn judged(line: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    (value["type"] == "judged").then(|| value["item"].as_str().expect("an item").to_owned())
}

fn history(reviews: usize) -> String {
    let mut csv = "item,time,rating\n".to_owned();
    for n in 0..reviews {
        let (card, day, minute) = (n % 300, n / 300 + 1, n % 60);
        csv += &format!(
            "many/c{card},2026-{:02}-{:02}T10:{minute:02}:00Z,3\n",
            day / 28 + 1,
            day % 28 + 1
        );
    }
    csv
}

/// 140 acts of other kinds, each killed: they are done whole or not at all, and what was there
/// before is there after.
#[test]
fn imports_merges_backups_syncs_and_migrations_that_are_killed_are_whole_or_not_at_all() {
    let mut chance = ChaCha8Rng::seed_from_u64(2);
    let other = Desk::new().deck("many", &many_cards()).file("h.csv", history(1500).as_bytes());
    assert_eq!(other.docent(&["import", "--reviews", "h.csv"]).code, 0);
    assert_eq!(other.docent(&["progress", "export", "-o", "other.jsonl"]).code, 0);
    let exported = fs::read(other.path("other.jsonl")).expect("an export");
    let desk = Desk::new()
        .deck("many", &many_cards())
        .file("h.csv", history(1200).as_bytes())
        .file("other.jsonl", &exported);
    fs::create_dir(desk.path("shared")).expect("a folder");
    let acts: [&[&str]; 7] = [
        &["import", "--reviews", "h.csv"],
        &["progress", "merge", "other.jsonl"],
        &["progress", "backup"],
        &["progress", "sync", "shared"],
        &["progress", "export", "-o", "mine.jsonl", "--force"],
        &["progress", "restore", "other.jsonl", "--yes"],
        &["stats"],
    ];
    let whole = |file: &str| ids(&read_lines(&desk.path(file)));
    let of_history = {
        let reference =
            Desk::new().deck("many", &many_cards()).file("h.csv", history(1200).as_bytes());
        assert_eq!(reference.docent(&["import", "--reviews", "h.csv"]).code, 0);
        ids(&sound_entries(&reference.journal(), "reference"))
    };
    let of_other = whole("other.jsonl");
    let mut ended_early = 0;
    for n in 0..20 {
        for act in acts {
            let act: &[&str] = if act[0] == "stats" {
                // The next program that writes brings this one to the newest version.
                age(&desk.journal());
                &["suspend", "c1"]
            } else {
                act
            };
            let when = format!("kill {n} in {act:?}");
            let before = ids(&sound_entries(&desk.journal(), &when));
            let done = killed(spawn(&desk, act), "", drawn(&mut chance, 250));
            ended_early += usize::from(done.is_empty());
            let after = ids(&sound_entries(&desk.journal(), &when));
            match act[1] {
                "restore" => assert!(after == before || after == of_other, "{when}"),
                "--reviews" => all_or_nothing(&before, &after, &of_history, &when),
                "merge" => all_or_nothing(&before, &after, &of_other, &when),
                _ => assert!(after.is_superset(&before), "{when}"),
            }
        }
        let kept = desk.docent(&["progress", "verify"]);
        let none_yet = kept.stderr.contains("there is no journal yet");
        assert!(kept.code == 0 || none_yet, "backups are whole or not there: {kept}");
        if n % 5 == 4 {
            fs::remove_dir_all(desk.path("home")).expect("a fresh home");
        }
    }
    assert!(ended_early > 30, "only {ended_early} of 140 were killed before they were done");
}

fn ids(entries: &[Entry]) -> BTreeSet<String> {
    let name = |entry: &Entry| entry.event().expect("an event").id.0.to_string();
    entries.iter().map(name).collect()
}

fn read_lines(file: &Path) -> Vec<Entry> {
    let mut entries = Vec::new();
    let read = docent::progress::bring(file, |entry| {
        entries.push(entry.clone());
        Ok(())
    });
    assert!(read.expect("an export").is_sound());
    entries
}

fn all_or_nothing(
    before: &BTreeSet<String>,
    after: &BTreeSet<String>,
    brought: &BTreeSet<String>,
    when: &str,
) {
    let all: BTreeSet<String> = before.union(brought).cloned().collect();
    assert!(after == before || *after == all, "{when}: {} to {}", before.len(), after.len());
}

/// Makes a journal one of the first version.
fn age(journal: &Path) {
    if !journal.exists() {
        return;
    }
    let connection = rusqlite::Connection::open(journal).expect("a journal");
    let first = include_str!("../../src/progress/schema.sql");
    let events = &first[..first.find("-- Where each item").expect("two parts")];
    let aged = connection.execute_batch(&format!(
        "BEGIN;
         DROP INDEX IF EXISTS event_by_item; DROP INDEX IF EXISTS event_by_time;
         DROP INDEX IF EXISTS event_met; DROP INDEX IF EXISTS event_renamed;
         DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed;
         ALTER TABLE event RENAME TO newer;
         {events}
         INSERT INTO event (id, device, learner, at, zone, item, kind, payload, checksum)
         SELECT id, device, learner, at, zone, item, kind, payload, checksum FROM newer
         GROUP BY id HAVING checksum = min(checksum);
         DROP TABLE newer;
         DELETE FROM about WHERE name = 'tally';
         PRAGMA user_version = 1;
         COMMIT;"
    ));
    if let Err(error) = aged {
        // A journal that was killed while it was made has no events to keep.
        assert!(error.to_string().contains("no such table"), "{error}");
    }
}

#[test]
fn twenty_programs_at_once_store_everything() {
    let desk = Desk::new().deck("many", &many_cards());
    let runs: Vec<Run> = std::thread::scope(|scope| {
        let start = |n: usize| {
            let desk = &desk;
            scope.spawn(move || match n % 4 {
                0 => desk.docent(&["suspend", &format!("c{n}")]),
                1 => desk.docent(&["progress", "backup", "-o", &format!("b{n}.jsonl.zst")]),
                _ => desk
                    .docent_with(&["study", "--json"], "{\"answer\":\"x\"}\n{\"answer\":\"y\"}\n"),
            })
        };
        let starts: Vec<_> = (0..20).map(start).collect();
        starts.into_iter().map(|start| start.join().expect("a run")).collect()
    });
    let mut told = BTreeSet::new();
    for run in &runs {
        let early = run.stderr.contains("there is no journal yet");
        assert!(run.code == 0 || early, "{run}");
        told.extend(run.stdout.lines().filter_map(judged));
    }
    told.extend((0..20).step_by(4).map(|n| format!("many/c{n}")));
    let stored = reviewed_items(&sound_entries(&desk.journal(), "after all"));
    assert!(told.is_subset(&stored), "{:?}", told.difference(&stored));
    let verified = desk.docent(&["progress", "verify"]);
    assert_eq!(verified.code, 0, "{verified}");
}

#[test]
fn a_clock_that_was_set_back_loses_nothing() {
    let mut desk = Desk::new().deck("capitals", CAPITALS);
    let answer = "{\"answer\":\"Ulaanbaatar\"}\n";
    for (n, now) in ["2026-11-22T09:00:00Z", "2026-11-20T09:00:00Z", "1999-01-01T00:00:00Z"]
        .into_iter()
        .enumerate()
    {
        desk = desk.at(now);
        let run = desk.docent_with(&["study", "--json"], answer);
        assert_eq!(run.code, 0, "{run}");
        assert_eq!(run.stderr.contains(": is the clock right?"), n > 0, "{run}");
        assert_eq!(sound_entries(&desk.journal(), now).len(), 2 * (n + 1));
    }
    let run = desk.docent(&["undo"]);
    assert_eq!(run.code, 0, "{run}");
}

/// Every write fails in turn: the size that a file may have is raised from nothing, a block at a
/// time, until all goes well.
#[cfg(unix)]
#[test]
fn writes_that_fail_at_any_place_lose_nothing_and_are_told_plainly() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    assert_eq!(desk.docent(&["suspend", "mongolia"]).code, 0);
    let mut stored = sound_entries(&desk.journal(), "before").len();
    let other = Desk::new().deck("capitals", CAPITALS);
    let answers = "{\"answer\":\"x\"}\n".repeat(9);
    assert_eq!(other.docent_with(&["study", "--json"], &answers).code, 0);
    assert_eq!(other.docent(&["progress", "export", "-o", "o.jsonl"]).code, 0);
    fs::copy(other.path("o.jsonl"), desk.path("other.jsonl")).expect("a copy");
    fs::create_dir(desk.path("shared")).expect("a folder");
    fs::write(desk.path("h.csv"), "item,time,rating\nstates,2026-01-02T10:00:00Z,3\n")
        .expect("csv");
    let acts = [
        "suspend canberra",
        "import --reviews h.csv",
        "progress merge other.jsonl",
        "progress sync shared",
        "progress backup",
        "progress export -o x.jsonl --force",
        "progress restore other.jsonl --yes",
    ];
    for act in acts {
        let mut went_well = false;
        for blocks in 0..160 {
            let run = limited(&desk, act, blocks);
            let when = format!("{act} with {blocks} blocks");
            let after = sound_entries(&desk.journal(), &when).len();
            let replaced = act.contains("restore") && run.code == 0;
            assert!(after >= stored || replaced, "{when}: {stored} to {after}");
            if run.code == 0 {
                // A restore that went well replaces what was there, and no other act loses any.
                stored = after;
                went_well = true;
                break;
            }
            assert_eq!(run.code, 2, "{when}: {run}");
            assert!(run.stderr.starts_with("error: "), "{when}: {run}");
            assert!(!run.stderr.contains("panicked"), "{when}: {run}");
        }
        assert!(went_well, "{act}");
    }
    assert_eq!(desk.docent(&["progress", "verify"]).code, 0);
}

#[cfg(unix)]
#[test]
fn a_page_that_cannot_be_written_whole_is_not_there() {
    let desk = Desk::new();
    let run = limited(&desk, "man -o pages", 1);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.starts_with("error: cannot write `pages/docent.1`: "), "{run}");
    assert_eq!(fs::read_dir(desk.path("pages")).expect("a folder").count(), 0);
}

/// Runs docent where no file may grow beyond so many blocks of 512 bytes.
#[cfg(unix)]
fn limited(desk: &Desk, act: &str, blocks: u32) -> Run {
    let binary = env!("CARGO_BIN_EXE_docent");
    // Ignored, so that a write fails instead of ending the program.
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec '{binary}' {act}");
    let output = Command::new("sh")
        .args(["-c", &script])
        .env_clear()
        .envs(desk.environment())
        .env("PATH", "/usr/bin:/bin")
        .current_dir(desk.folder())
        .stdin(Stdio::null())
        .output()
        .expect("a shell");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().unwrap_or(-1);
    Run { code, stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// A disk of 200 kB fills up while a learner answers.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_ends_a_session_plainly_with_everything_stored() {
    let desk = Desk::new().deck("many", &many_cards());
    fs::create_dir(desk.path("home")).expect("a folder");
    let small = ["-t", "tmpfs", "-o", "size=400k", "tmpfs"];
    let mounted = Command::new("mount").args(small).arg(desk.path("home")).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no file system can be mounted here");
        return;
    }
    let answers = "{\"answer\":\"Answer\"}\n".repeat(300);
    let run = desk.docent_with(&["study", "--json"], &answers);
    let told: BTreeSet<String> = run.stdout.lines().filter_map(judged).collect();
    let stored = std::panic::catch_unwind(|| {
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains("no room is left on the disk"), "{run}");
        assert!(run.stderr.contains("hint: make room, then try again"), "{run}");
        reviewed_items(&sound_entries(&desk.journal(), "full"))
    });
    let unmounted = Command::new("umount").arg(desk.path("home")).status();
    assert!(unmounted.is_ok_and(|status| status.success()));
    let stored = stored.unwrap_or_else(|fault| std::panic::resume_unwind(fault));
    assert!(!told.is_empty() && told.is_subset(&stored), "{:?}", told.difference(&stored));
}
