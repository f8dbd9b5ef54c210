//! How time grows with size: a table of all that is measured, and pictures of it with both axes in
//! powers of ten.

use super::collection::{Collection, clear};
use super::compare::{answering, packing, say, studying};
use super::docent::Docent;
use super::documents;
use super::floor;
use super::learner::REVIEWS;
use super::peers::Peers;
use super::picture::{Line, picture};
use super::program::Result;
use super::table::{Figure, Table, Who, Work};
use ::docent::memory::Moment;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is shown to grow with a collection.
const WORKS: [Work; 16] = [
    Work::FirstQuestion,
    Work::FirstQuestionDialogue,
    Work::FirstTime,
    Work::Memory,
    Work::Waiting,
    Work::CheckUnchanged,
    Work::CheckAll,
    Work::CheckOneChanged,
    Work::Stats,
    Work::Fit,
    Work::Rebuild,
    Work::Answer1k,
    Work::Merge,
    Work::MergeMemory,
    Work::PackageOut,
    Work::PackageIn,
];

/// How many documents are built into one deck.
const DOCUMENTS: [usize; 3] = [10, 100, 1000];

/// How many cards go into one deck, and so into one package: the file of a deck is 64 MB at most.
const LARGEST_DECK: usize = 300_000;

/// What came out of one work of one program, by size.
struct Row {
    work: Work,
    who: Who,
    figures: Vec<(usize, Figure)>,
}

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
    let (grown, (built, rates)) = (rows(&tables), builds(&root.join("collections"))?);
    let svg = root.join("growth.svg");
    fs::write(&svg, picture("cards, each answered five times", &lines(&grown)))?;
    let builds_svg = root.join("growth-build.svg");
    fs::write(&builds_svg, picture("documents in one deck", &lines(&built)))?;
    let mut text = text_of("cards", sizes, &grown)?;
    write!(text, "\n{}\n{rates}", text_of("documents", &DOCUMENTS, &built)?)?;
    writeln!(text, "\nPictures: {} and {}", svg.display(), builds_svg.display())?;
    for note in &peers.absent {
        writeln!(text, "\n{note}")?;
    }
    Ok(text)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers")
}

fn at_size(size: usize, folder: &Path, now: Moment, peers: &Peers) -> Result<Table> {
    let mut table = Table::default();
    let main = Collection::new(size, folder.join("main"), now);
    main.write_apart()?;
    studying(&main, peers, &mut table)?;
    Docent::new(&main).rebuild(&mut table)?;
    floor::rebuild(&main, &mut table)?;
    clear(&main.folder)?;
    journals(size, folder, now, peers, &mut table)?;
    if size <= LARGEST_DECK {
        let one = Collection { files: 1, ..Collection::new(size, folder.join("package"), now) };
        packing(&one, peers, &mut table)?;
    }
    Ok(table)
}

/// Answers behind so many reviews, then merges them with as many others.
fn journals(
    reviews: usize,
    folder: &Path,
    now: Moment,
    peers: &Peers,
    table: &mut Table,
) -> Result<()> {
    let ours = Collection::new(reviews / REVIEWS, folder.join("ours"), now);
    answering(&ours, Work::Answer1k, peers, table)?;
    let theirs = Collection { seed: 2, folder: folder.join("theirs"), ..ours.clone() };
    theirs.write_journal()?;
    Docent::new(&ours).merge(&theirs, table)?;
    clear(&ours.folder)?;
    Ok(clear(&theirs.folder)?)
}

/// Returns a row for each work and program that was measured.
fn rows(tables: &[(usize, Table)]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (work, who) in WORKS.into_iter().flat_map(|work| Who::ALL.map(|who| (work, who))) {
        let figure =
            |(size, table): &(usize, Table)| Some((*size, table.figure(work, who)?.clone()));
        let figures: Vec<(usize, Figure)> = tables.iter().filter_map(figure).collect();
        if !figures.is_empty() {
            rows.push(Row { work, who, figures });
        }
    }
    rows
}

fn builds(folder: &Path) -> Result<(Vec<Row>, String)> {
    let (mut figures, mut rates) = (Vec::new(), String::new());
    for documents in DOCUMENTS {
        say(&format!("building {documents} documents"));
        let folder = folder.join(format!("documents-{documents}"));
        let bytes = documents::write(&folder, documents)?;
        let time = documents::build(&folder)?;
        figures.push((documents, Figure::Time(time)));
        #[expect(clippy::cast_precision_loss, reason = "shown with two digits")]
        let rate = bytes as f64 / 1e6 / time.as_secs_f64();
        writeln!(rates, "{documents} documents: {rate:.2} MB/s")?;
    }
    Ok((vec![Row { work: Work::Build, who: Who::Docent, figures }], rates))
}

/// Returns what a work is called whose size is told beside it.
fn title(work: Work) -> &'static str {
    match work {
        Work::Answer1k => "one answer stored, median / 99 %, behind as many reviews",
        Work::Merge => "merge of two journals of as many reviews",
        Work::Build => "build of one deck",
        _ => work.title(),
    }
}

/// Returns the lines of what takes time, to be drawn.
fn lines(rows: &[Row]) -> Vec<Line> {
    let point = |(size, figure): &(usize, Figure)| Some((*size, figure.time()?));
    let line = |row: &Row| Line {
        name: title(row.work).split(", median").next().unwrap_or_default().to_owned(),
        who: row.who,
        points: row.figures.iter().filter_map(point).collect::<Vec<(usize, Duration)>>(),
    };
    // While it waits, a program takes none.
    let drawn = rows.iter().filter(|row| row.work != Work::Waiting).map(line);
    drawn.filter(|line| !line.points.is_empty()).collect()
}

fn text_of(what: &str, sizes: &[usize], rows: &[Row]) -> Result<String> {
    let mut text = String::new();
    let heads: Vec<String> = sizes.iter().map(|size| format!("{size} {what}")).collect();
    writeln!(
        text,
        "| work | program | {} |\n|---|---|{}",
        heads.join(" | "),
        "---|".repeat(sizes.len())
    )?;
    for Row { work, who, figures } in rows {
        let cell = |size: &usize| {
            let figure = figures.iter().find(|(other, _)| other == size);
            figure.map_or("–".to_owned(), |(_, figure)| figure.to_string())
        };
        let cells: Vec<String> = sizes.iter().map(cell).collect();
        writeln!(text, "| {} | {} | {} |", title(*work), who.title(), cells.join(" | "))?;
    }
    Ok(text)
}
