//! The pictures of `docs/pictures`: screens of docent as SVG, made by docent on a pseudo-terminal.
//!
//! `cargo test --test suite pictures -- --ignored` makes them anew; the other test says whether they
//! still are what comes out.

use crate::desk::Desk;
use crate::synthetic;
use crate::terminal::Terminal;
use std::fs;
use std::num::NonZero;
use std::path::PathBuf;
use vt100::{Cell, Color, Screen};

const COLUMNS: u16 = 80;
/// How many lines of a long output are shown.
const ROWS: u16 = 34;

/// Returns the name of each picture, and what is on it.
fn pictures() -> Vec<(&'static str, String)> {
    let (question, answer) = study();
    vec![
        ("question", question),
        ("answer", answer),
        ("check", after(&Desk::new().deck("capitals", BROKEN), &["check"], "1 error, 1 warning")),
        ("stats", after(&synthetic::desk(), &["stats"], "Hardest")),
    ]
}

/// A deck with an answer that is misspelt and a question that gives its answer away.
const BROKEN: &str = r#"format = 1
deck = { id = "capitals", title = "Capitals" }

[[card]]
kind = "text"
question = "What is the capital of Mongolia?"
anwser = "Ulaanbaatar"
"#;

/// A choice, and what follows it with the sentence that the card comes from.
fn study() -> (String, String) {
    let desk = Desk::new().copy("decks", "decks");
    let mut terminal = Terminal::start(&desk, COLUMNS, &["study", "decks/abraham-accords"], &[]);
    terminal.see("Esc");
    let question = svg_of("docent study", terminal.screen.screen());
    terminal.press("1");
    // The last line of the screen, so that all of it is drawn.
    terminal.see("Enter goes on");
    let answer = svg_of("docent study", terminal.screen.screen());
    terminal.press("\x03");
    terminal.end();
    (question, answer)
}

/// Runs docent to its end, which this text belongs to.
fn after(desk: &Desk, arguments: &[&str], text: &str) -> String {
    let mut terminal = Terminal::start(desk, COLUMNS, arguments, &[]);
    // What is only printed may be longer than a screen.
    let (rows, columns) = (NonZero::new(200), NonZero::new(COLUMNS));
    terminal.screen.screen_mut().set_size(rows.expect("rows"), columns.expect("columns"));
    terminal.see(text);
    let (_, parser) = terminal.end();
    svg_of(&format!("docent {}", arguments.join(" ")), parser.screen())
}

fn file_of(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("docs/pictures/{name}.svg"))
}

#[test]
fn the_pictures_are_what_comes_out() {
    for (name, svg) in pictures() {
        let kept = fs::read_to_string(file_of(name)).unwrap_or_default();
        assert!(kept == svg, "docs/pictures/{name}.svg is old: make it anew with --ignored");
    }
}

#[test]
#[ignore = "writes the pictures, shows nothing by itself"]
fn make_the_pictures_anew() {
    for (name, svg) in pictures() {
        let file = file_of(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder of pictures");
        fs::write(file, svg).expect("a picture");
    }
}

/// Points of a character's width and a line's height.
const WIDTH: u16 = 8;
const HEIGHT: u16 = 18;
const MARGIN: u16 = 14;

/// Draws a screen under the command that made it, down to the last line with something on it.
fn svg_of(command: &str, screen: &Screen) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let filled = |row: &u16| !line_of(screen, *row, columns).trim().is_empty();
    let last = (0..rows.min(ROWS)).rev().find(filled).unwrap_or(0);
    let (width, height) = (columns * WIDTH + 2 * MARGIN, (last + 3) * HEIGHT + 2 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" \
         font-size=\"13\" fill=\"#d8dee9\" xml:space=\"preserve\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1e222a\"/>\n\
         <text x=\"{MARGIN}\" y=\"{}\"><tspan fill=\"#7f8896\">$ </tspan>{}</text>\n",
        MARGIN + HEIGHT / 2 + 4,
        escaped(command)
    );
    for row in 0..=last {
        let y = MARGIN + (row + 1) * HEIGHT + HEIGHT / 2 + 8;
        for (column, text, style) in runs(screen, row, columns) {
            let (x, length) = (MARGIN + column * WIDTH, text.chars().count());
            svg.push_str(&format!(
                "<text x=\"{x}\" y=\"{y}\" textLength=\"{}\"{style}>{}</text>\n",
                length * usize::from(WIDTH),
                escaped(&text)
            ));
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn line_of(screen: &Screen, row: u16, columns: u16) -> String {
    (0..columns).filter_map(|column| screen.cell(row, column)).map(Cell::contents).collect()
}

/// Returns the stretches of one style in a line, with the column at which each begins.
fn runs(screen: &Screen, row: u16, columns: u16) -> Vec<(u16, String, String)> {
    let mut runs: Vec<(u16, String, String)> = Vec::new();
    for column in 0..columns {
        let Some(cell) = screen.cell(row, column) else { continue };
        let text = if cell.has_contents() { cell.contents() } else { " " };
        let style = style_of(cell);
        match runs.last_mut() {
            Some((_, run, same)) if *same == style => run.push_str(text),
            _ => runs.push((column, text.to_owned(), style)),
        }
    }
    for (_, text, _) in &mut runs {
        text.truncate(text.trim_end().len());
    }
    runs.retain(|(_, text, _)| !text.is_empty());
    runs
}

fn style_of(cell: &Cell) -> String {
    const COLOURS: [&str; 16] = [
        "#3b4252", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d8dee9",
        "#7f8896", "#ff7a85", "#b5e890", "#ffd68a", "#82c4ff", "#dd9cf0", "#7fd8e2", "#ffffff",
    ];
    let mut style = String::new();
    let colour = match cell.fgcolor() {
        Color::Idx(number) => COLOURS.get(usize::from(number)).copied(),
        _ => None,
    };
    if let Some(colour) = colour {
        style.push_str(&format!(" fill=\"{colour}\""));
    }
    if cell.bold() {
        style.push_str(" font-weight=\"bold\"");
    }
    if cell.dim() {
        style.push_str(" opacity=\"0.7\"");
    }
    if cell.underline() {
        style.push_str(" text-decoration=\"underline\"");
    }
    style
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
