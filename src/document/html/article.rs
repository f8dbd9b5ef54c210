//! Which lines of a page are its article, and what the page says of itself.

use super::scan::{Page, scan};
use crate::document::Said;
use crate::value::fold;
use dom_smoothie::{Article, Readability};
use std::collections::HashSet;

/// Pages whose elements lie deeper within each other are told apart by their tags alone: the tree
/// builder takes time with the square of it. Browsers stop at the same depth.
const DEEPEST: usize = 512;
/// Larger pages, in bytes, are told apart by their tags alone: a tree takes many times its text.
const LARGEST: usize = 16 * 1024 * 1024;
/// A piece of a line shorter than this proves nothing.
const SHORTEST: usize = 20;

/// The article of a page.
pub(super) struct Found {
    pub(super) meta: Said,
    /// For each line, whether it is the article's.
    pub(super) lines: Vec<bool>,
}

/// Finds the article. Where none stands out, all of the page is taken for it but what its tags set
/// aside: navigation, forms, footers.
pub(super) fn find(html: &str, page: &Page) -> Found {
    let tree = page.depth <= DEEPEST && html.len() <= LARGEST;
    let article = tree.then(|| readable(html)).flatten();
    let modified = page.dates.modified();
    let Some(article) = article else {
        let date = page.dates.published(None, &page.text);
        let meta = Said { date, modified, ..Said::default() };
        return Found { meta, lines: page.plain.clone() };
    };
    let known = Known::of(&scan(&article.content).text);
    let lines: Vec<bool> = page.text.lines().map(|line| known.has(line)).collect();
    let lines = if lines.contains(&true) { lines } else { page.plain.clone() };
    let filled = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let (title, site) = parted(article.title.trim(), article.site_name.as_deref());
    let meta = Said {
        title: filled(title.to_owned()),
        publisher: article.site_name.as_deref().or(site).map(str::to_owned).and_then(filled),
        date: page.dates.published(article.published_time, &page.text),
        modified: modified.or(article.modified_time),
        url: article.url.and_then(filled),
    };
    Found { meta, lines }
}

/// Parts "Old fort restored | Valley News" into the title and the site. Behind a dash the site must be
/// known to be one: "Old fort restored - at last".
fn parted<'t>(title: &'t str, site: Option<&str>) -> (&'t str, Option<&'t str>) {
    let named = |end: &str| site.is_some_and(|site| fold(site) == fold(end));
    let bar = title.rsplit_once(" | ");
    let dash = [" - ", " – ", " — ", " · ", " :: "]
        .iter()
        .find_map(|sign| title.rsplit_once(sign).filter(|(_, end)| named(end)));
    match bar.or(dash) {
        Some((front, end)) if !front.trim().is_empty() => (front.trim(), Some(end.trim())),
        _ => (title, None),
    }
}

fn readable(html: &str) -> Option<Article> {
    let mut readability = Readability::new(html, None, None).ok()?;
    readability.parse().ok()
}

/// The lines of an article, and their pieces between full stops.
struct Known {
    lines: HashSet<String>,
    pieces: HashSet<String>,
}

impl Known {
    fn of(text: &str) -> Self {
        let lines = text.lines().map(key).filter(|key| !key.is_empty()).collect();
        Self { lines, pieces: text.lines().flat_map(pieces).collect() }
    }

    /// Returns whether the article has the line, or most of a line that a button or a share of it
    /// was cut from.
    fn has(&self, line: &str) -> bool {
        let own: Vec<String> = pieces(line).collect();
        let shared = own.iter().filter(|piece| self.pieces.contains(*piece)).count();
        self.lines.contains(&key(line)) || (!own.is_empty() && shared * 2 > own.len())
    }
}

fn pieces(line: &str) -> impl Iterator<Item = String> {
    line.split(['.', '!', '?']).map(key).filter(|piece| piece.len() >= SHORTEST)
}

/// Returns the letters and figures of a text.
fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
