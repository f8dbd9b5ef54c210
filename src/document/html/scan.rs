//! The text of a page that a reader sees, in lines, with the place of every character.
//!
//! Works on the tokens of the page and never builds its tree, so that no nesting is too deep.

use super::dates::Dates;
use super::depth::{Depth, needs_no_end};
use super::element::Element;
use super::places::Places;
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
    /// The days that its markup states.
    pub(super) dates: Dates,
    /// How many elements lie within each other at most.
    pub(super) depth: usize,
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

impl<'h> Scan<'h> {
    fn new(html: &'h str) -> Self {
        let places = Places::of(html);
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
        self.page.dates.start(&name, tag);
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
        if name == "time" {
            let begun = usize::from(self.line != Line::Blank);
            self.page.dates.time(tag, self.page.contexts.len() - begun, self.beside > 0);
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
        self.page.dates.end(&name);
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
        self.page.dates.text(raw);
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
