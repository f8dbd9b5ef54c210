//! How time grows with size: a table, and a picture with both axes in powers of ten.

use super::collection::{Collection, clear};
use super::compare::{answering, packing, say, studying};
use super::docent::Docent;
use super::documents;
use super::peers::Peers;
use super::picture::{Line, picture};
use super::program::Result;
use super::table::{Table, Who, Work, shown};
use ::docent::memory::Moment;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is shown to grow.
const WORKS: [Work; 11] = [
    Work::FirstQuestion,
    Work::FirstTime,
    Work::CheckUnchanged,
    Work::CheckAll,
    Work::CheckOneChanged,
    Work::Answer1k,
    Work::Stats,
    Work::Fit,
    Work::PackageOut,
    Work::PackageIn,
    Work::Rebuild,
];

/// How many documents are built into one deck.
const DOCUMENTS: [usize; 3] = [10, 100, 1000];

/// Measures everything at each size; returns the tables, and writes the pictures.
pub fn run(sizes: &[usize], now: Moment, peers: &Peers) -> Result<String> {
    let root = root();
    clear(&root.join("collections"))?;
    let mut tables = Vec::new();
    for &cards in sizes {
        say(&format!("{cards} cards"));
        let folder = root.join(format!("collections/{cards}"));
        tables.push((cards, at_size(cards, &folder, now, peers)?));
        clear(&folder)?;
    }
    let lines = lines(&tables);
    let svg = root.join("growth.svg");
    fs::write(&svg, picture("cards, each answered five times", &lines))?;
    let mut text = text_of("cards", sizes, &lines)?;
    let (rates, builds) = builds(&root.join("collections"))?;
    write!(text, "\n{}\n{rates}", text_of("documents", &DOCUMENTS, &builds)?)?;
    let builds_svg = root.join("growth-build.svg");
    fs::write(&builds_svg, picture("documents in one deck", &builds))?;
    writeln!(text, "\nPictures: {} and {}", svg.display(), builds_svg.display())?;
    for note in &peers.absent {
        writeln!(text, "\n{note}")?;
    }
    Ok(text)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers")
}

fn at_size(cards: usize, folder: &Path, now: Moment, peers: &Peers) -> Result<Table> {
    let mut table = Table::default();
    let main = Collection::new(cards, folder.join("main"), now);
    main.write_apart()?;
    studying(&main, peers, &mut table)?;
    Docent::new(&main).rebuild(&mut table)?;
    clear(&main.folder)?;
    answering(
        &Collection::new(cards, folder.join("answers"), now),
        Work::Answer1k,
        peers,
        &mut table,
    )?;
    clear(&folder.join("answers"))?;
    let one = Collection { files: 1, ..Collection::new(cards, folder.join("package"), now) };
    packing(&one, peers, &mut table)?;
    Ok(table)
}

/// Returns a line for each work and program that was measured.
fn lines(tables: &[(usize, Table)]) -> Vec<Line> {
    let mut lines = Vec::new();
    for (work, who) in WORKS.into_iter().flat_map(|work| Who::ALL.map(|who| (work, who))) {
        let point = |(size, table): &(usize, Table)| Some((*size, table.time(work, who)?));
        let points: Vec<(usize, Duration)> = tables.iter().filter_map(point).collect();
        if !points.is_empty() {
            // One answer is measured behind as many reviews as there are.
            let work = work.title().split(", median").next().unwrap_or_default();
            lines.push(Line { name: work.to_owned(), who, points });
        }
    }
    lines
}

fn builds(folder: &Path) -> Result<(String, Vec<Line>)> {
    let (mut points, mut rates) = (Vec::new(), String::new());
    for documents in DOCUMENTS {
        say(&format!("building {documents} documents"));
        let folder = folder.join(format!("documents-{documents}"));
        let bytes = documents::write(&folder, documents)?;
        let time = documents::build(&folder)?;
        points.push((documents, time));
        #[expect(clippy::cast_precision_loss, reason = "shown with two digits")]
        let rate = bytes as f64 / 1e6 / time.as_secs_f64();
        writeln!(rates, "{documents} documents: {rate:.2} MB/s")?;
    }
    Ok((rates, vec![Line { name: "build of one deck".into(), who: Who::Docent, points }]))
}

fn text_of(what: &str, sizes: &[usize], lines: &[Line]) -> Result<String> {
    let mut text = String::new();
    let heads: Vec<String> = sizes.iter().map(|size| format!("{size} {what}")).collect();
    writeln!(
        text,
        "| work | program | {} |\n|---|---|{}",
        heads.join(" | "),
        "---|".repeat(sizes.len())
    )?;
    for Line { name, who, points } in lines {
        let cell = |size: &usize| {
            let point = points.iter().find(|(other, _)| other == size);
            point.map_or("–".to_owned(), |(_, time)| shown(*time))
        };
        let cells: Vec<String> = sizes.iter().map(cell).collect();
        writeln!(text, "| {name} | {} | {} |", who.title(), cells.join(" | "))?;
    }
    Ok(text)
}
