//! Other people's programs that docent is proved beside. `.ci/run` installs them, the Python ones
//! in a virtual environment under `target`; without one its tests say so and pass.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns a program of the virtual environment, or none, having said so.
pub fn installed(program: &str) -> Option<PathBuf> {
    let path = root().join("target/exchange-tools/bin").join(program);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: `{program}` is not installed; `.ci/run` installs it");
    None
}

/// Returns the Python that has these modules, or none, having said so.
pub fn python(modules: &str) -> Option<PathBuf> {
    let python = installed("python")?;
    let found = Command::new(&python).args(["-c", &format!("import {modules}")]).output();
    if found.is_ok_and(|output| output.status.success()) {
        return Some(python);
    }
    eprintln!("skipped: Python has no {modules}; `.ci/run` installs it");
    None
}

/// Returns the Python that drives a Chromium, or none where either is absent, having said so.
pub fn browser() -> Option<PathBuf> {
    let python = python("selenium, pypdf")?;
    let browser = ["/usr/bin/chromium", "/usr/bin/chromedriver"];
    if browser.iter().all(|program| Path::new(program).exists()) {
        return Some(python);
    }
    eprintln!("skipped: there is no Chromium with its driver; `.ci/run` installs them");
    None
}

/// Returns what a page asked for beside itself, as its browser saw it.
pub fn asked_of_elsewhere<'s>(seen: &'s Value, page: &str) -> Vec<&'s str> {
    let asked = seen["requests"].as_array().expect("a list").iter().filter_map(Value::as_str);
    let of_browser = |url: &&str| !url.starts_with("chrome://") && !url.starts_with("data:");
    asked.filter(of_browser).filter(|url| !url.ends_with(page)).collect()
}

/// Runs one of the scripts in `tests` and returns what it printed.
pub fn script(python: &Path, name: &str, arguments: &[&Path]) -> String {
    let script = root().join("tests").join(name);
    let output = Command::new(python).arg(script).args(arguments).output().expect("Python starts");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {error}");
    String::from_utf8(output.stdout).expect("UTF-8")
}
