//! `docent completions` and `docent man`.

use crate::desk::{CAPITALS, Desk};
use std::fs;
use std::process::Command;

#[test]
fn each_shell_gets_a_script_that_knows_every_command() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = desk.docent(&["completions", shell]);
        assert_eq!(run.code, 0, "{run}");
        for command in ["study", "progress", "hand-in", "completions"] {
            assert!(run.stdout.contains(command), "{shell} does not know {command}");
        }
    }
}

#[test]
fn bash_completes_commands_and_the_values_of_options() {
    let desk = Desk::new();
    let script = desk.path("docent.bash");
    fs::write(&script, desk.docent(&["completions", "bash"]).stdout).expect("a script");
    // The words before the cursor, and what comes out.
    for (words, completed) in [
        ("docent progress ver", "verify"),
        ("docent export --format m", "md"),
        ("docent export --format ht", "html"),
        ("docent import --format js", "json"),
        ("docent import --format ht", ""),
        ("docent check --explain near", "near-duplicate"),
        ("docent check --explain duplicate-i", "duplicate-id"),
        ("docent man bu", "build bury"),
        ("docent class --rows l", "learners"),
    ] {
        let (before, word) = words.rsplit_once(' ').expect("two words");
        let previous = before.rsplit(' ').next().unwrap_or_default();
        let asked = format!(
            "source \"$SCRIPT\"; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _docent docent {word} {previous}; echo \"${{COMPREPLY[@]}}\""
        );
        let bash = Command::new("bash")
            .args(["--norc", "-c", &asked])
            .env("SCRIPT", &script)
            .current_dir(desk.folder())
            .output();
        let Ok(run) = bash else {
            eprintln!("skipped: there is no bash here");
            return;
        };
        assert_eq!(String::from_utf8_lossy(&run.stdout).trim_end(), completed, "{words}");
    }
}

#[test]
fn an_unknown_shell_is_refused_with_those_that_are_known() {
    let run = Desk::new().docent(&["completions", "tcsh"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("bash, elvish, fish, powershell, zsh"), "{run}");
}

#[test]
fn every_command_has_a_page() {
    let desk = Desk::new();
    let run = desk.docent(&["man", "-o", "pages"]);
    assert_eq!(run.code, 0, "{run}");
    let page = |name: &str| fs::read_to_string(desk.path(&format!("pages/{name}.1"))).expect(name);
    assert!(page("docent").contains(".TH docent 1"));
    let sync = page("docent-progress-sync");
    assert!(sync.contains(".SH NAME") && sync.contains("docent progress sync"), "{sync}");
    let one = desk.docent(&["man", "progress", "sync"]);
    assert_eq!(one.stdout, sync);
    let build = page("docent-build");
    for option in ["\\-\\-report", "\\-\\-propose\\fR", "\\-\\-propose\\-timeout"] {
        let about = build
            .split(".TP\n")
            .find(|part| part.lines().next().is_some_and(|line| line.contains(option)));
        assert!(
            about.is_some_and(|about| about.lines().nth(1).is_some_and(|words| words.len() > 20)),
            "{build}"
        );
    }
    let help = desk.docent(&["--help"]).stdout;
    let commands = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next());
    for line in commands.expect("a list of commands").lines() {
        let command = line.split_whitespace().next().expect("a command");
        if command != "help" {
            page(&format!("docent-{command}"));
        }
    }
    let none = desk.docent(&["man", "nonsense"]);
    assert_eq!(none.code, 2, "{none}");
    assert!(none.stderr.starts_with("error: there is no command `nonsense`"), "{none}");
}

#[test]
fn no_columns_are_no_width() {
    let help = |columns| Desk::new().columns(columns).docent(&["--help"]).stdout;
    assert_eq!(help(0), help(80));
    let wrapped = |columns| {
        let run = Desk::new().deck("c", CAPITALS).columns(columns).docent(&["study", "--plain"]);
        run.stdout
    };
    assert_eq!(wrapped(0), wrapped(80));
}
