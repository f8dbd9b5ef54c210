//! The walls of the house: which module may use which, and who may touch disk and environment.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module may use of the others. `value`, `workers` and `system` are leaves; `cli` uses all
/// and none uses it.
const MAY_USE: [(&str, &[&str]); 14] = [
    ("value", &[]),
    ("workers", &[]),
    ("system", &[]),
    ("document", &["value", "workers"]),
    ("language", &["value", "workers", "document"]),
    ("facts", &["value", "workers", "document", "language"]),
    ("authoring", &["value", "workers", "document", "language", "facts", "deck"]),
    ("deck", &["value", "workers", "system"]),
    ("memory", &["value"]),
    ("study", &["value", "memory", "deck"]),
    ("stats", &["value", "workers", "memory", "deck", "study"]),
    ("progress", &["value", "workers", "memory", "deck", "study", "system"]),
    ("exchange", &["value", "workers", "memory", "deck", "study", "progress"]),
    (
        "cli",
        &[
            "value",
            "workers",
            "document",
            "language",
            "facts",
            "authoring",
            "deck",
            "memory",
            "study",
            "stats",
            "progress",
            "exchange",
            "system",
        ],
    ),
];

/// The files beside `cli` that may touch the disk: the readers and the database.
const MAY_TOUCH_DISK: [&str; 5] =
    ["document/reader.rs", "deck/file.rs", "deck/stamp.rs", "progress/", "system.rs"];

struct Source {
    /// The path within `src`.
    path: String,
    /// The code outside its tests.
    code: String,
}

impl Source {
    fn module(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of src") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("source text");
                let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
                // A database in memory is no file.
                let code = code.replace("Connection::open_in_memory", "");
                let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
                let within = path.strip_prefix(&root).expect("within src");
                sources.push(Source {
                    path: within.display().to_string(),
                    code: code.collect::<Vec<_>>().join("\n"),
                });
            }
        }
    }
    sources
}

#[test]
fn modules_use_only_what_lies_below_them() {
    let may_use: BTreeMap<&str, &[&str]> = MAY_USE.into();
    for source in sources() {
        if matches!(source.path.as_str(), "lib.rs" | "main.rs") {
            continue;
        }
        let module = source.module().to_owned();
        let allowed = may_use.get(module.as_str()).unwrap_or_else(|| {
            panic!("{}: say in MAY_USE what the module `{module}` may use", source.path)
        });
        for used in source.code.split("crate::").skip(1) {
            let used = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
            assert!(
                used == module || allowed.contains(&used),
                "{}: `{module}` must not use `{used}`",
                source.path
            );
        }
    }
}

#[test]
fn only_readers_and_the_journal_touch_the_disk() {
    for source in sources() {
        let touches = ["std::fs", "File::open", "fs::read", "fs::write", "Connection::open"]
            .iter()
            .any(|call| source.code.contains(call));
        let may = source.module() == "cli"
            || MAY_TOUCH_DISK.iter().any(|place| source.path.starts_with(place));
        assert!(!touches || may, "{} must not touch the disk", source.path);
    }
}

#[test]
fn only_cli_prints_asks_or_reads_the_environment() {
    for source in sources() {
        let speaks = [
            "println!",
            "print!(",
            "eprintln!",
            "eprint!(",
            "io::stdin",
            "io::stdout",
            "std::env",
            "dialoguer",
            "console::",
            "indicatif",
        ]
        .iter()
        .any(|call| source.code.contains(call));
        let may = matches!(source.module(), "cli" | "main");
        assert!(!speaks || may, "{} must not print, ask or read the environment", source.path);
    }
}

#[test]
fn only_cli_starts_programs() {
    for source in sources() {
        let starts = source.code.contains("Command::new(");
        assert!(!starts || source.module() == "cli", "{} must not start programs", source.path);
    }
}

#[test]
fn only_system_asks_which_operating_system_this_is() {
    for source in sources() {
        let code = source.code.replace("cfg!(test)", "");
        let asks = ["cfg(unix", "cfg(windows", "cfg(not(unix", "cfg!(", "std::os::", "rustix::"]
            .iter()
            .find(|word| code.contains(**word));
        let may = source.path == "system.rs";
        assert!(may || asks.is_none(), "{} asks for the system: {asks:?}", source.path);
    }
}

#[test]
fn bans_are_lifted_only_where_the_program_meets_the_world() {
    for source in sources() {
        let lifts = source.code.contains("clippy::disallowed_methods");
        assert!(!lifts || source.module() == "cli", "{} lifts a ban of clippy.toml", source.path);
    }
}
