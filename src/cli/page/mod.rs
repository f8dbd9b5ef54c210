//! Pages that docent writes: one HTML file each, with its pictures inside and nothing from
//! elsewhere. Every text of a deck or a learner is escaped where it enters.

mod picture;
mod table;

pub use picture::{Place, area, bar, calibration, columns, heat, range, share_bar};
pub use table::{Cell, Table};

use super::error::CommandError;
use super::kept::Kept;
use super::output::Output;
use super::screen::printable;
use super::whole_file::{Over, write_whole};
use crate::exchange::html_text;
use std::path::Path;

/// What a browser is told to load from elsewhere: nothing at all.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// How a page says that docent wrote it, so that it may be written anew.
const MADE_BY: &str = "<meta name=\"generator\" content=\"docent\">";

const STYLE: &str = include_str!("page.css");

/// A page: a heading, a line or two, and sections.
pub struct Page {
    title: String,
    lead: Vec<String>,
    sections: Vec<Section>,
}

struct Section {
    heading: String,
    body: String,
}

impl Page {
    /// Returns an empty page with this heading.
    pub fn new(title: &str) -> Self {
        Self { title: escaped(title), lead: Vec::new(), sections: Vec::new() }
    }

    /// Adds a line below the heading.
    pub fn lead(&mut self, text: &str) {
        self.lead.push(format!("<p>{}</p>\n", escaped(text)));
    }

    /// Adds a section of this HTML, which is made by this module's own functions.
    pub fn section(&mut self, heading: &str, body: String) {
        self.sections.push(Section { heading: escaped(heading), body });
    }

    /// Returns the page as a file.
    pub fn html(&self) -> String {
        let Self { title, lead, sections } = self;
        let numbered = || sections.iter().enumerate();
        let link = |(n, section): (usize, &Section)| {
            format!("<li><a href=\"#s{n}\">{}</a></li>\n", section.heading)
        };
        let part = |(n, Section { heading, body }): (usize, &Section)| {
            format!(
                "<section id=\"s{n}\" aria-labelledby=\"h{n}\">\n<h2 id=\"h{n}\">{heading}</h2>\n{body}</section>\n"
            )
        };
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n{MADE_BY}\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n\
             <h1>{title}</h1>\n{}</header>\n<nav aria-label=\"Sections\">\n<ul>\n{}</ul>\n</nav>\n\
             <main>\n{}</main>\n</body>\n</html>\n",
            lead.concat(),
            numbered().map(link).collect::<String>(),
            numbered().map(part).collect::<String>(),
        )
    }
}

/// Returns a text between tags, harmless to browser and terminal.
fn escaped(text: &str) -> String {
    html_text(&printable(text))
}

/// Returns a paragraph.
pub fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escaped(text))
}

/// Returns a quiet remark: how a figure is to be read.
pub fn remark(text: &str) -> String {
    format!("<p class=\"remark\">{}</p>\n", escaped(text))
}

/// Returns figures that are to be seen first, each with what it is of and a remark.
pub fn tiles(tiles: &[(&str, String, String)]) -> String {
    let tile = |(name, figure, remark): &(&str, String, String)| {
        format!(
            "<div><dt>{}</dt><dd><b>{}</b> <small>{}</small></dd></div>\n",
            escaped(name),
            escaped(figure),
            escaped(remark)
        )
    };
    format!("<dl class=\"tiles\">\n{}</dl>\n", tiles.iter().map(tile).collect::<String>())
}

/// Returns what opens when it is asked for; on paper it stands when it was opened.
pub fn folded(summary: &str, inner: &str) -> String {
    format!("<details>\n<summary>{}</summary>\n{inner}</details>\n", escaped(summary))
}

/// Writes a page to its file, or to stdout for `-`. A file that is there is replaced when docent
/// wrote it as a page, or by force.
pub fn write_page(
    path: &Path,
    page: &Page,
    force: bool,
    kept: &Kept,
    output: &mut Output,
) -> Result<(), CommandError> {
    let html = page.html();
    if path == Path::new("-") {
        return output.line(html.trim_end());
    }
    let over = if force { Over::Any } else { Over::Marked(MADE_BY) };
    write_whole(path, html.as_bytes(), over, kept)?;
    output.line(format!("{}: written, for any browser.", path.display()))
}
