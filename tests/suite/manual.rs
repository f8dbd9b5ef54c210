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
    let script = desk.path("docent.bash");
    fs::write(&script, desk.docent(&["completions", "bash"]).stdout).expect("a script");
    let bash = |arguments: &[&str]| {
        let run = Command::new("bash").args(arguments).env("SCRIPT", &script).output();
        run.map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let asked = "source \"$SCRIPT\"; COMP_WORDS=(docent progress ver); COMP_CWORD=2; \
                 _docent docent ver progress; echo \"${COMPREPLY[@]}\"";
    let Ok(completed) = bash(&["--norc", "-c", asked]) else {
        eprintln!("skipped: there is no bash here");
        return;
    };
    assert_eq!(completed, "verify\n");
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
