//! A hermetic desk: a folder with decks and a home of its own, a fixed clock, seed and width.

use std::fmt;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// Nine cards, one of each kind and a second text.
pub const PLANETS: &str = include_str!("planets.toml");

/// A deck of three typed cards, so that answers can be written without seeing options.
pub const CAPITALS: &str = r#"format = 1
[deck]
id = "capitals"
title = "Capitals"

[[card]]
id = "mongolia"
kind = "text"
question = "What is the capital of Mongolia?"
answer = "Ulaanbaatar"
accept = ["Ulan Bator"]

[[card]]
id = "canberra"
kind = "year"
question = "In which year was Canberra founded as Australia's capital?"
answer = 1913

[[card]]
id = "states"
kind = "number"
question = "How many states has Brazil?"
answer = 26
"#;

/// The moment at which tests take place, unless they say otherwise.
pub const NOW: &str = "2026-11-22T09:00:00+01:00";

/// A folder with decks, and how docent is run in it.
pub struct Desk {
    folder: TempDir,
    now: String,
    columns: u16,
}

/// What a run of docent gave.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exit {}\n--- stdout\n{}--- stderr\n{}", self.code, self.stdout, self.stderr)
    }
}

impl Desk {
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        Self { folder, now: NOW.into(), columns: 100 }
    }

    /// Puts a deck on the desk, as `decks/NAME.toml`.
    pub fn deck(self, name: &str, text: &str) -> Self {
        self.file(&format!("decks/{name}.toml"), text.as_bytes())
    }

    /// Puts a file on the desk.
    pub fn file(self, name: &str, bytes: &[u8]) -> Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, bytes).expect("a file");
        self
    }

    /// Moves the clock.
    pub fn at(mut self, now: &str) -> Self {
        self.now = now.into();
        self
    }

    /// Makes the screen this wide.
    pub fn columns(mut self, columns: u16) -> Self {
        self.columns = columns;
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn journal(&self) -> PathBuf {
        self.path("home/journal.db")
    }

    /// Returns the variables that docent is run with, and nothing else of the environment.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        vec![
            ("DOCENT_HOME", self.path("home").display().to_string()),
            ("DOCENT_NOW", self.now.clone()),
            ("DOCENT_SEED", "7".into()),
            ("COLUMNS", self.columns.to_string()),
            ("LANG", "C.UTF-8".into()),
            ("TERM", "xterm-256color".into()),
        ]
    }

    /// Copies a file or folder of the repository onto the desk.
    pub fn copy(self, from: &str, to: &str) -> Self {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(from);
        let status = Command::new("cp").arg("-r").arg(from).arg(self.path(to)).status();
        assert!(status.expect("cp").success());
        self
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn docent(&self, arguments: &[&str]) -> Run {
        self.docent_with(arguments, "")
    }

    /// Runs docent in a folder of the desk.
    pub fn docent_in(&self, folder: &str, arguments: &[&str]) -> Run {
        self.run(&self.path(folder), arguments, "")
    }

    /// Runs docent with this input.
    pub fn docent_with(&self, arguments: &[&str], input: &str) -> Run {
        self.run(self.folder(), arguments, input)
    }

    /// Starts docent in a folder, with pipes to and from it.
    pub fn start(&self, folder: &Path, arguments: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_docent"))
            .args(arguments)
            .env_clear()
            .envs(self.environment())
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("docent starts")
    }

    fn run(&self, folder: &Path, arguments: &[&str], input: &str) -> Run {
        let mut child = self.start(folder, arguments);
        // A command that reads nothing may be gone before it is written to.
        let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
        let output = child.wait_with_output().expect("docent ends");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}
