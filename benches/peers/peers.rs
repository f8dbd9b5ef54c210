//! Where the peers are: installed into `target/peers`, each from the registry that has it.

use super::program::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The version of Anki's library.
const ANKI: &str = "anki==26.9.3";

/// The peers that could be had, and why the others could not.
#[derive(Debug, Default)]
pub struct Peers {
    pub carddown: Option<PathBuf>,
    pub hashcards: Option<PathBuf>,
    /// A Python that has Anki's library.
    pub anki: Option<PathBuf>,
    pub absent: Vec<String>,
}

impl Peers {
    /// Installs what is not there yet.
    pub fn install() -> Self {
        let mut peers = Self::default();
        peers.carddown = peers.kept("carddown", crate_binary("carddown", "0.4.1"));
        peers.hashcards = peers.kept("hashcards", crate_binary("hashcards", "0.5.0"));
        let repeater =
            "repeater is left out: no registry has it, its authors install it by a script";
        peers.absent.push(repeater.into());
        peers.anki = peers.kept("Anki's library", anki());
        peers
    }

    fn kept(&mut self, name: &str, found: Result<PathBuf>) -> Option<PathBuf> {
        found.map_err(|error| self.absent.push(format!("{name} is left out: {error}"))).ok()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers")
}

fn crate_binary(name: &str, version: &str) -> Result<PathBuf> {
    let binary = root().join("bin").join(name);
    if !binary.exists() {
        let mut cargo = Command::new("cargo");
        cargo.args(["install", "--locked", "--quiet", "--root"]).arg(root());
        succeed(cargo.arg(format!("{name}@{version}")))?;
    }
    Ok(binary)
}

fn anki() -> Result<PathBuf> {
    let python = root().join("python/bin/python");
    let has_anki = || Command::new(&python).args(["-c", "import anki.collection"]).output();
    if !has_anki().is_ok_and(|output| output.status.success()) {
        succeed(Command::new("python3").args(["-m", "venv"]).arg(root().join("python")))?;
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ANKI];
        succeed(Command::new(&python).args(pip))?;
    }
    Ok(python)
}

fn succeed(command: &mut Command) -> Result<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said.lines().rfind(|line| !line.is_empty()).unwrap_or("it failed").to_owned().into())
}
