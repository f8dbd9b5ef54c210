//! Other people's programs that docent is proved beside. `.ci/run` installs them, the Python ones
//! in a virtual environment under `target`; without one its tests say so and pass.

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

/// Runs one of the scripts in `tests` and returns what it printed.
pub fn script(python: &Path, name: &str, arguments: &[&Path]) -> String {
    let script = root().join("tests").join(name);
    let output = Command::new(python).arg(script).args(arguments).output().expect("Python starts");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {error}");
    String::from_utf8(output.stdout).expect("UTF-8")
}
