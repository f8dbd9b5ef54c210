//! Synthetic documents: short histories of places that are not, for `docent build`.

use super::content::name;
use super::program::{Program, Result};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// How many sections a document has.
const SECTIONS: usize = 8;

/// Writes so many documents into a folder; returns how many bytes.
pub fn write(folder: &Path, documents: usize) -> Result<usize> {
    fs::create_dir_all(folder)?;
    let mut bytes = 0;
    for number in 0..documents {
        let text = document(number);
        bytes += text.len();
        fs::write(folder.join(format!("history-{number:04}.md")), text)?;
    }
    Ok(bytes)
}

fn document(number: usize) -> String {
    let mut text = format!("# The towns around {}\n", name(number * 50 + 2_000_000));
    for section in 0..SECTIONS {
        let at = number * 50 + section * 5 + 2_000_001;
        let [town, founder, river, battle, craft] = [0, 1, 2, 3, 4].map(|step| name(at + step));
        let year = 1100 + (at * 37) % 800;
        let _ = write!(
            text,
            "\n## {town}\n\nThe town of {town} was founded in {year} by the merchant Anna {founder}. It lies on \
             the river {river}, about {distance} kilometres from the sea. In {later}, an army from {battle} \
             burned its harbour, and for a long time nobody came back. The council decided to build a new \
             bridge, which was opened in {bridge}. Today {town} has {people},000 inhabitants, and most of \
             them work in the mills of {craft}. The museum of {town} was designed by the architect Paul \
             {craft}. Visitors like the narrow streets, the old market and the view from the hill.\n",
            distance = 10 + at % 190,
            later = year + 60,
            bridge = year + 95,
            people = 2 + at % 97,
        );
    }
    text
}

/// Returns how long a build of these documents into one new deck takes.
pub fn build(folder: &Path) -> Result<Duration> {
    let deck = folder.with_extension("toml");
    if deck.exists() {
        fs::remove_file(&deck)?;
    }
    let (documents, deck) = (folder.display().to_string(), deck.display().to_string());
    let home = folder.parent().unwrap_or(folder);
    let arguments = ["build", &documents, "-o", &deck, "--title", "Towns"];
    Program::new(Path::new(env!("CARGO_BIN_EXE_docent")), home, &arguments).time()
}
