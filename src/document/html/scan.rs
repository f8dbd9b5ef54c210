//! The text of a page that a reader sees, in lines, with the place of every character.
//!
//! Works on the tokens of the page and never builds its tree, so that no nesting is too deep.

use super::depth::{Depth, needs_no_end};
use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What the markup says of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// Nothing special.
    Prose,
    /// It stands in a heading.
    Heading,
    /// It stands under a picture.
    Caption,
    /// It begins an item of a list.
    Item,
    /// It stands in a cell of a table, which old pages use for all of their text.
    Cell,
    /// It is code or set as typed.
    Code,
}

/// A page as a reader sees it.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The lines, blocks apart by a blank one.
    pub(super) text: String,
    pub(super) places: Places,
    /// What the markup says of each line.
    pub(super) contexts: Vec<Context>,
    /// For each line, whether it stands outside of navigation, asides, forms and the like.
    pub(super) plain: Vec<bool>,
    /// The first machine-readable time that the page shows.
    pub(super) time: Option<String>,
    /// How many elements lie within each other at most.
    pub(super) depth: usize,
}

/// Where the characters of a page's text stand in its file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::document) struct Places {
    runs: Vec<Run>,
    /// Where the lines of the file begin.
    line_starts: Vec<u32>,
}

/// A stretch of text that stands in the file as it is, or as one character reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    text: u32,
    file: u32,
    /// How many bytes of the file it takes.
    width: u32,
    reference: bool,
}

impl Places {
    /// Returns where a range of the text stands in the file.
    pub(in crate::document) fn range(&self, text: Range<usize>) -> Range<usize> {
        let start = self.place(text.start).0;
        let end = text.end.checked_sub(1).map_or(start, |last| self.place(last).1);
        start..end.max(start)
    }

    /// Returns the line of a byte of the file, from 1.
    pub(in crate::document) fn line(&self, file: usize) -> u32 {
        let line = self.line_starts.partition_point(|start| *start as usize <= file);
        u32::try_from(line).unwrap_or(u32::MAX).max(1)
    }

    /// Returns where a byte of the text begins and ends in the file.
    fn place(&self, text: usize) -> (usize, usize) {
        let after = self.runs.partition_point(|run| run.text as usize <= text);
        let Some(run) = after.checked_sub(1).and_then(|at| self.runs.get(at)) else {
            return (0, 0);
        };
        let (file, width) = (run.file as usize, run.width as usize);
        if run.reference {
            return (file, file + width);
        }
        let within = (text - run.text as usize).min(width);
        (file + within, file + (within + 1).min(width))
    }

    fn add(&mut self, text: usize, file: Range<usize>, reference: bool) {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let run = Run {
            text: number(text),
            file: number(file.start),
            width: number(file.len()),
            reference,
        };
        match self.runs.last_mut() {
            Some(last)
                if !reference
                    && !last.reference
                    && last.text + last.width == run.text
                    && last.file + last.width == run.file =>
            {
                last.width += run.width;
            }
            _ => self.runs.push(run),
        }
    }
}

/// Reads a page.
pub(super) fn scan(html: &str) -> Page {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut scan = Scan::new(html);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => scan.start(&tag),
            Token::EndTag(tag) => scan.end(&tag),
            Token::String(text) => scan.text(text.span.start..text.span.end),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    scan.finish()
}

/// A page on its way through the scan.
struct Scan<'h> {
    html: &'h str,
    page: Page,
    /// The elements that are open, but for those that need no end.
    open: Vec<Element>,
    /// How many of them are headings, captions, and parts beside the article.
    headings: usize,
    captions: usize,
    beside: usize,
    depth: Depth,
    /// The element whose content nobody sees, and how many of its name are open.
    unseen: Option<(Element, usize)>,
    line: Line,
    /// Whether the next line begins an item of a list.
    item: bool,
    /// Whether a cell of a table is open.
    cell: bool,
}

/// How far the line is that text is added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Nothing stands in it.
    Blank,
    /// It ends in a character.
    Begun,
    /// A space is due before the next one.
    Spaced,
}

/// What an element means here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Heading,
    Caption,
    Code,
    /// Navigation, asides, forms: parts of the page beside its article.
    Beside,
    Item,
    Block,
    Inline,
    /// Its content is not shown as text.
    Unseen(&'static str),
}

/// Elements whose content nobody sees as text.
const UNSEEN: [&str; 14] = [
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "textarea",
    "select", "title", "head", "audio", "video",
];

impl Element {
    fn of(name: &str) -> Self {
        if let Some(name) = UNSEEN.iter().find(|unseen| **unseen == name) {
            return Self::Unseen(name);
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading,
            "figcaption" | "caption" => Self::Caption,
            "pre" | "code" | "kbd" | "samp" => Self::Code,
            "nav" | "aside" | "footer" | "form" | "button" | "dialog" | "menu" => Self::Beside,
            "li" | "dd" | "dt" => Self::Item,
            "address" | "article" | "blockquote" | "body" | "center" | "details" | "div" | "dl"
            | "fieldset" | "figure" | "header" | "hgroup" | "hr" | "html" | "legend" | "main"
            | "ol" | "option" | "p" | "section" | "summary" | "table" | "tbody" | "td"
            | "tfoot" | "th" | "thead" | "tr" | "ul" => Self::Block,
            _ => Self::Inline,
        }
    }

    /// Returns whether the line ends where the element begins and ends.
    fn parts(self, name: &str) -> bool {
        !matches!(self, Self::Inline | Self::Unseen(_)) && !matches!(name, "code" | "kbd" | "samp")
    }
}

impl<'h> Scan<'h> {
    fn new(html: &'h str) -> Self {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let ends = html.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(ends.map(|(at, _)| number(at + 1))).collect();
        let places = Places { runs: Vec::new(), line_starts };
        Self {
            html,
            page: Page { places, ..Page::default() },
            open: Vec::new(),
            headings: 0,
            captions: 0,
            beside: 0,
            depth: Depth::default(),
            unseen: None,
            line: Line::Blank,
            item: false,
            cell: false,
        }
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name);
        let element = Element::of(&name);
        self.depth.start(&name, tag.self_closing);
        if let Some((unseen, count)) = &mut self.unseen {
            // A head that was left open ends where the body begins to be seen.
            let shown = matches!(unseen, Element::Unseen("head" | "svg" | "math" | "noscript"))
                && (matches!(name.as_ref(), "body") || element.parts(&name));
            *count += usize::from(*unseen == element && !tag.self_closing);
            if !shown {
                return;
            }
            self.unseen = None;
        }
        if let (Element::Unseen(_), false) = (element, tag.self_closing) {
            self.unseen = Some((element, 1));
            return;
        }
        if name == "br" {
            self.end_line(false);
        } else if element.parts(&name) {
            self.end_line(true);
        }
        if name == "time" && self.page.time.is_none() {
            let time = tag.attributes.get(b"datetime".as_slice());
            self.page.time = time.map(|time| String::from_utf8_lossy(&time.value).into_owned());
        }
        self.item |= element == Element::Item;
        self.cell = self.cell && name != "table" || matches!(name.as_ref(), "td" | "th");
        if !needs_no_end(&name) && !tag.self_closing {
            self.open.push(element);
            if let Some(count) = self.count(element) {
                *count += 1;
            }
        }
    }

    fn end(&mut self, tag: &EndTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name);
        let element = Element::of(&name);
        self.depth.end(&name);
        if let Some((unseen, count)) = &mut self.unseen {
            if *unseen == element {
                *count -= 1;
                if *count == 0 {
                    self.unseen = None;
                }
            }
            return;
        }
        if element.parts(&name) {
            self.end_line(true);
        }
        self.cell &= !matches!(name.as_ref(), "td" | "th" | "tr" | "table");
        if !needs_no_end(&name) {
            // The last of its sort; what was left open within it is closed with it, unless that
            // would close half the page.
            const NEAR: usize = 8;
            let near = self.open.iter().rev().take(NEAR).position(|open| *open == element);
            for _ in 0..near.map_or(0, |back| back + 1) {
                if let Some(closed) = self.open.pop()
                    && let Some(count) = self.count(closed)
                {
                    *count -= 1;
                }
            }
        }
    }

    /// Returns the count of open elements of a sort that decides what a line is.
    fn count(&mut self, element: Element) -> Option<&mut usize> {
        match element {
            Element::Heading => Some(&mut self.headings),
            Element::Caption => Some(&mut self.captions),
            Element::Beside => Some(&mut self.beside),
            Element::Code
            | Element::Item
            | Element::Block
            | Element::Inline
            | Element::Unseen(_) => None,
        }
    }

    /// Adds the text between two tags.
    fn text(&mut self, span: Range<usize>) {
        static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,40});?")
                .expect("the pattern is fixed")
        });
        let Some(raw) = self.html.get(span.clone()) else { return };
        self.depth.text(raw);
        if self.unseen.is_some() {
            return;
        }
        let mut at = 0;
        for found in REFERENCE.find_iter(raw) {
            self.plain(&raw[at..found.start()], span.start + at);
            let place = span.start + found.start()..span.start + found.end();
            for c in decoded(found.as_str()).chars() {
                self.push(c, place.clone(), true);
            }
            at = found.end();
        }
        self.plain(&raw[at..], span.start + at);
    }

    fn plain(&mut self, text: &str, start: usize) {
        for (offset, c) in text.char_indices() {
            let at = start + offset;
            self.push(c, at..at + c.len_utf8(), false);
        }
    }

    fn push(&mut self, c: char, file: Range<usize>, reference: bool) {
        if c.is_ascii_whitespace() {
            if self.line == Line::Begun {
                self.line = Line::Spaced;
            }
            return;
        }
        if self.line == Line::Blank {
            self.begin_line();
        } else if self.line == Line::Spaced {
            let text = self.page.text.len();
            self.page.places.add(text, file.start..file.start, true);
            self.page.text.push(' ');
        }
        self.line = Line::Begun;
        let text = self.page.text.len();
        self.page.text.push(c);
        self.page.places.add(text, file, reference);
    }

    fn begin_line(&mut self) {
        let context = if self.headings > 0 {
            Context::Heading
        } else if self.captions > 0 {
            Context::Caption
        } else if self.open.last() == Some(&Element::Code) {
            Context::Code
        } else if self.item {
            Context::Item
        } else if self.cell {
            Context::Cell
        } else {
            Context::Prose
        };
        self.page.contexts.push(context);
        self.page.plain.push(self.beside == 0);
        self.item = false;
    }

    /// Ends the line that is open; `apart` also leaves a blank one.
    fn end_line(&mut self, apart: bool) {
        if self.line != Line::Blank {
            self.page.text.push('\n');
            self.line = Line::Blank;
        }
        if apart && !self.page.text.is_empty() && !self.page.text.ends_with("\n\n") {
            self.page.text.push('\n');
            self.page.contexts.push(Context::Prose);
            self.page.plain.push(true);
        }
    }

    fn finish(mut self) -> Page {
        self.end_line(false);
        self.page.depth = self.depth.most();
        self.page
    }
}

/// Returns the characters that a reference stands for, or the reference when it is none.
fn decoded(reference: &str) -> String {
    let mut text = String::new();
    for token in Tokenizer::new(reference) {
        let Ok(token) = token;
        if let Token::String(string) = token {
            text.push_str(&String::from_utf8_lossy(&string.value));
        }
    }
    text
}
