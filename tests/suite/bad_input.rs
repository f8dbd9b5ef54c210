//! Bad input: a plain message, the right exit code, and nothing lost.

use crate::desk::{CAPITALS, Desk, Run};
use std::fs;

fn refused(run: &Run, message: &str) {
    assert_eq!(run.code, 2, "{run}");
    assert_eq!(run.stdout, "", "{run}");
    assert!(run.stderr.starts_with(&format!("error: {message}")), "{run}");
}

#[test]
fn a_deck_that_cannot_be_read_says_why() {
    let desk = Desk::new()
        .file("empty.toml", b"\n")
        .file("binary.toml", b"format = 1\n\xff\xfe\x00")
        .file("folder/x.txt", b"");
    let check = |name| desk.docent(&["check", name]);
    refused(&check("missing.toml"), "there is no deck at `missing.toml`\nhint: check the path");
    refused(&check("empty.toml"), "the deck `empty.toml` is empty\nhint: a deck begins with");
    refused(&check("binary.toml"), "`binary.toml` is not UTF-8 text: line 2 has a byte");
    refused(&check("folder"), "there is no deck in the folder `folder`");
}

#[cfg(unix)]
#[test]
fn a_deck_may_have_a_name_that_is_no_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let desk = Desk::new();
    let deck = OsStr::from_bytes(b"fl\xfcsse.toml");
    if fs::write(desk.folder().join(deck), CAPITALS).is_err() {
        eprintln!("skipped: no such name can be given here");
        return;
    }
    let cards = |words: &[&OsStr]| {
        let mut docent = std::process::Command::new(env!("CARGO_BIN_EXE_docent"));
        docent.arg("cards").args(words).env_clear().envs(desk.environment());
        docent.current_dir(desk.folder()).output().expect("docent runs")
    };
    let found = cards(&[deck, OsStr::new("Mongolia")]);
    assert!(String::from_utf8_lossy(&found.stdout).contains("1 item\n"), "{found:?}");
    let word = cards(&[OsStr::from_bytes(b"fl\xfcsse")]);
    assert_eq!(word.status.code(), Some(2));
    let told = String::from_utf8_lossy(&word.stderr).into_owned();
    assert!(told.starts_with("error: no card has the word"), "{told}");
}

#[test]
fn a_huge_deck_is_refused_without_being_read() {
    let desk = Desk::new();
    let file = fs::File::create(desk.path("huge.toml")).expect("a file");
    file.set_len(200_000_000).expect("a sparse file");
    refused(&desk.docent(&["check", "huge.toml"]), "`huge.toml` is 200 MB long");
}

#[cfg(unix)]
#[test]
fn a_cycle_of_links_is_an_error() {
    let desk = Desk::new();
    std::os::unix::fs::symlink(desk.path("a.toml"), desk.path("b.toml")).expect("a link");
    std::os::unix::fs::symlink(desk.path("b.toml"), desk.path("a.toml")).expect("a link");
    refused(&desk.docent(&["check", "a.toml"]), "cannot read `a.toml`");
}

#[test]
fn sessions_that_start_together_on_an_empty_home_all_work() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    for _ in 0..5 {
        let runs: Vec<Run> = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..6)
                .map(|_| scope.spawn(|| desk.docent_with(&["study", "--plain"], "x\n")))
                .collect();
            starts.into_iter().map(|start| start.join().expect("a run")).collect()
        });
        for run in runs {
            assert_eq!(run.code, 0, "{run}");
        }
        fs::remove_dir_all(desk.path("home")).expect("an empty home");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_without_a_writer_is_not_waited_for() {
    let desk = Desk::new();
    let pipe = desk.path("pipe.toml");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    refused(&desk.docent(&["check", "pipe.toml"]), "`pipe.toml` is no regular file");
    // Nor is one in the folder of decks, or one that is to be written to.
    let desk = desk.deck("capitals", CAPITALS);
    std::fs::rename(desk.path("pipe.toml"), desk.path("decks/pipe.toml")).expect("moved");
    assert_eq!(desk.docent(&["check"]).code, 0);
    let written = desk.docent(&["stats", "--html", "decks/pipe.toml"]);
    refused(&written, "`decks/pipe.toml` is no regular file");
}

#[test]
fn a_newer_format_is_refused_with_the_version_that_reads_it() {
    let desk = Desk::new().deck("x", &CAPITALS.replace("format = 1", "format = 2"));
    let run = desk.docent(&["check"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stdout.contains("docent 2.0 or newer reads this deck"), "{run}");
}

#[test]
fn study_runs_on_what_is_sound_and_says_what_it_left_out() {
    let broken = CAPITALS.replace("answer = 26", "answer = \"many\"");
    let desk = Desk::new().deck("capitals", &broken);
    let run = desk.docent_with(&["study", "--plain"], "");
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("[2 new,"), "{run}");
    assert!(run.stderr.contains("1 card left out for 1 error; `docent check` says which"), "{run}");
}

#[test]
fn without_a_terminal_study_says_how_to_go_on() {
    let run = Desk::new().deck("capitals", CAPITALS).docent(&["study"]);
    refused(&run, "this is not a terminal");
    assert!(run.stderr.contains("--plain"), "{run}");
}

#[test]
fn a_journal_that_is_none_is_left_as_it_is() {
    let notes = "my notes, not a journal at all\n".repeat(40);
    let desk = Desk::new().deck("capitals", CAPITALS).file("home/journal.db", notes.as_bytes());
    for command in [&["study", "--plain"][..], &["stats"]] {
        let run = desk.docent(command);
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains("is damaged"), "{run}");
    }
    assert_eq!(fs::read_to_string(desk.journal()).expect("notes"), notes);
}

#[test]
fn a_journal_from_the_future_is_left_as_it_is() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    desk.docent_with(&["study", "--plain"], "x\n");
    let journal = rusqlite::Connection::open(desk.journal()).expect("the journal");
    journal.pragma_update(None, "user_version", 50).expect("a newer version");
    drop(journal);
    let before = fs::read(desk.journal()).expect("bytes");
    for command in [&["study", "--plain"][..], &["stats"]] {
        let run = desk.docent(command);
        refused(&run, "the journal `");
        assert!(run.stderr.contains("newer docent"), "{run}");
    }
    assert_eq!(fs::read(desk.journal()).expect("bytes"), before);
}

#[test]
fn a_journal_in_use_is_waited_for_and_then_named() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    desk.docent_with(&["study", "--plain"], "x\n");
    let mut journal = rusqlite::Connection::open(desk.journal()).expect("the journal");
    let exclusive = rusqlite::TransactionBehavior::Exclusive;
    let lock = journal.transaction_with_behavior(exclusive).expect("a lock");
    let run = desk.docent_with(&["study", "--plain"], "x\n");
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("is in use by another program"), "{run}");
    drop(lock);
}

#[cfg(unix)]
#[test]
fn a_home_that_cannot_be_used_is_named() {
    let desk =
        Desk::new().deck("capitals", CAPITALS).file("home", b"a file where a folder should be");
    let run = desk.docent_with(&["study", "--plain"], "x\n");
    refused(&run, "cannot use the folder");
    assert!(run.stderr.contains("DOCENT_HOME"), "{run}");
}

#[cfg(unix)]
#[test]
fn a_home_that_cannot_be_looked_into_is_no_lack_of_progress() {
    let desk =
        Desk::new().deck("capitals", CAPITALS).file("home", b"a file where a folder should be");
    for command in [
        &["stats"][..],
        &["cards"],
        &["regrade", "decks/capitals.toml"],
        &["undo"],
        &["optimize"],
        &["progress", "export"],
        &[],
    ] {
        let run = desk.docent(command);
        refused(&run, &format!("cannot use the folder `{}`", desk.path("home").display()));
    }
}

#[cfg(unix)]
#[test]
fn a_home_that_may_not_be_entered_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new().deck("capitals", CAPITALS);
    desk.docent_with(&["study", "--plain"], "x\n");
    let locked = fs::Permissions::from_mode(0o000);
    fs::set_permissions(desk.path("home"), locked).expect("permissions");
    for command in [&["stats"][..], &["cards"], &["regrade", "decks/capitals.toml"]] {
        let Some(run) = docent_as_a_guest(&desk, command) else { return };
        refused(&run, "cannot use the folder");
        assert!(run.stderr.contains("because: Permission denied"), "{run}");
    }
}

#[test]
fn a_wrong_environment_is_named() {
    let desk = Desk::new().deck("capitals", CAPITALS).at("yesterday");
    refused(&desk.docent(&["stats"]), "`DOCENT_NOW` is `yesterday`, which is no moment");
}

#[test]
fn a_mistyped_command_gets_a_suggestion() {
    let run = Desk::new().docent(&["studdy"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("'study'"), "{run}");
}

#[test]
fn a_number_below_nothing_is_told_what_its_option_takes() {
    let run = Desk::new().docent(&["quiz", "-n", "-2"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("write a whole number, 1 or more"), "{run}");
    let run = Desk::new().docent(&["stats", "--days", "3"]);
    assert!(run.stderr.contains("unexpected argument '--days'"), "{run}");
    assert!(!run.stderr.contains("to pass"), "{run}");
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_quiet() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let binary = env!("CARGO_BIN_EXE_docent");
    let status = std::process::Command::new("sh")
        .arg("-c")
        .arg(format!("{{ '{binary}' stats --json; echo $? >&2; }} | true"))
        .env_clear()
        .envs(desk.environment())
        .env("PATH", "/usr/bin:/bin")
        .current_dir(desk.folder())
        .output()
        .expect("a shell");
    assert_eq!(String::from_utf8_lossy(&status.stderr), "0\n");
}

#[test]
fn control_codes_of_a_deck_do_not_reach_the_terminal() {
    let deck = CAPITALS.replace("the capital of Mongolia?", "\\u001b[2Jthe\\u0007 capital?");
    let desk = Desk::new().deck("capitals", &deck);
    let run = desk.docent_with(&["study", "--plain"], "x\n");
    assert!(run.stdout.contains("What is the capital?"), "{run}");
    assert!(!run.stdout.contains('\u{1b}') && !run.stdout.contains('\u{7}'), "{run}");
}

/// Runs docent as a user who may read the desk but not write it; none where that cannot be done.
#[cfg(unix)]
fn docent_as_a_guest(desk: &Desk, arguments: &[&str]) -> Option<Run> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let binary = env!("CARGO_BIN_EXE_docent");
    let is_root = fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0);
    if !is_root {
        eprintln!("skipped: only root can become another user");
        return None;
    }
    fs::set_permissions(desk.folder(), fs::Permissions::from_mode(0o755)).expect("permissions");
    // The guest may not enter the folder of the build, so the program is lent a copy.
    let lent = desk.path("docent");
    fs::copy(binary, &lent).expect("a copy");
    let guest = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let output = std::process::Command::new("setpriv")
        .args(guest)
        .arg(lent)
        .args(arguments)
        .env_clear()
        .envs(desk.environment())
        .current_dir(desk.folder())
        .stdin(std::process::Stdio::null())
        .output();
    let Ok(output) = output else {
        eprintln!("skipped: there is no setpriv here");
        return None;
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().unwrap_or(-1);
    Some(Run { code, stdout: text(output.stdout), stderr: text(output.stderr) })
}

#[cfg(unix)]
#[test]
fn a_journal_that_cannot_be_written_is_named_and_can_still_be_looked_at() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new().deck("capitals", CAPITALS);
    desk.docent_with(&["study", "--plain"], "x\n");
    let lend = |path: &str, mode| {
        fs::set_permissions(desk.path(path), fs::Permissions::from_mode(mode))
            .expect("permissions");
    };
    lend("home", 0o555);
    lend("home/journal.db", 0o444);
    let Some(run) = docent_as_a_guest(&desk, &["study", "--plain"]) else { return };
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("cannot be written"), "{run}");
    assert!(run.stderr.contains("DOCENT_HOME"), "{run}");
    let Some(run) = docent_as_a_guest(&desk, &["stats"]) else { return };
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("2 new, 1 learning"), "{run}");
}

#[cfg(unix)]
#[test]
fn a_deck_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new().deck("capitals", CAPITALS);
    let secret = fs::Permissions::from_mode(0o000);
    fs::set_permissions(desk.path("decks/capitals.toml"), secret).expect("permissions");
    let Some(run) = docent_as_a_guest(&desk, &["check", "decks/capitals.toml"]) else { return };
    refused(&run, "cannot read `decks/capitals.toml`");
    assert!(run.stderr.contains("because: Permission denied"), "{run}");
}

#[cfg(unix)]
#[test]
fn a_deck_that_may_not_be_written_is_named_as_that_and_stays_as_it_was() {
    use std::os::unix::fs::PermissionsExt as _;
    let without_id = CAPITALS.replacen("id = \"mongolia\"\n", "", 1);
    assert_ne!(without_id, CAPITALS, "there is something to mend");
    let desk = Desk::new()
        .deck("capitals", &without_id)
        .file("notes.txt", b"The Danube flows into the Black Sea. It was bridged in 1849.");
    let locked = fs::Permissions::from_mode(0o555);
    fs::set_permissions(desk.path("decks"), locked).expect("permissions");
    for (arguments, path) in [
        (["check", "--fix", "decks/capitals.toml"].as_slice(), "decks/capitals.toml"),
        (&["build", "notes.txt", "-o", "decks/notes.toml"], "decks/notes.toml"),
        (&["build", "notes.txt", "-o", "decks/new/notes.toml"], "decks/new/notes.toml"),
    ] {
        let Some(run) = docent_as_a_guest(&desk, arguments) else { return };
        refused(&run, &format!("cannot write `{path}`"));
        assert!(run.stderr.contains("because: Permission denied"), "{run}");
        assert!(run.stderr.contains("hint: see that you may write in its folder"), "{run}");
    }
    let kept = fs::read_to_string(desk.path("decks/capitals.toml")).expect("the deck");
    assert_eq!(kept, without_id);
}

#[cfg(unix)]
#[test]
fn a_deck_names_no_file_outside_its_folder() {
    let secret = "The vault is opened with the word abracadabra.";
    let deck = |file: &str| {
        format!(
            "{CAPITALS}\n[[source]]\nid = \"s\"\nfile = \"{file}\"\n\n[[card]]\nid = \"vault\"\n\
             kind = \"text\"\nquestion = \"Which word opens the vault?\"\nanswer = \"Sesame\"\n\
             cites = [{{ source = \"s\", quote = \"The vault is opened with the word sesame.\" }}]\n"
        )
    };
    let desk = Desk::new()
        .file("secret.txt", secret.as_bytes())
        .file("decks/inside.txt", secret.as_bytes())
        .deck("inside", &deck("inside.txt"))
        .deck("up", &deck("../secret.txt"))
        .deck("absolute", &deck("/etc/passwd"))
        .deck("linked", &deck("link.txt"));
    std::os::unix::fs::symlink(desk.path("secret.txt"), desk.path("decks/link.txt")).expect("link");
    let check = |name: &str| desk.docent(&["check", &format!("decks/{name}.toml")]).stdout;
    assert!(check("inside").contains("abracadabra"), "what it has instead is told");
    for name in ["up", "absolute", "linked"] {
        let said = check(name);
        assert!(!said.contains("abracadabra") && !said.contains("root:"), "{name}: {said}");
        assert!(said.contains("warning[source-outside]"), "{name}: {said}");
    }
}

#[test]
fn names_of_files_and_faults_send_no_codes_to_the_terminal() {
    let desk = Desk::new().file("decks/x\u{1b}[2J\u{7}.toml", b"format = 1\nx\x1b[2J = \x07");
    for command in
        [&["check"][..], &["study", "--plain"], &["stats"], &["check", "a\u{1b}]0;t\u{7}"]]
    {
        let run = desk.docent(command);
        assert!(!run.stdout.contains(['\u{1b}', '\u{7}']), "{run}");
        assert!(!run.stderr.contains(['\u{1b}', '\u{7}']), "{run}");
    }
}
