//! How deep a page nests, guessed from its tokens and never too low: building its tree takes time
//! with the square of the depth, and what walks the tree takes stack with it.

use std::collections::HashMap;

/// Elements without content, which are never closed.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements whose end may be left out: the next one of their sort ends them.
const ENDLESS: [&str; 12] =
    ["p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "option", "html", "body"];
/// Within these what looks like the text of a script or a style may be elements all the same.
const FOREIGN: [&str; 4] = ["svg", "math", "noscript", "template"];

/// Returns whether an element is over with its start tag, or with the start of the next.
pub(super) fn needs_no_end(name: &str) -> bool {
    VOID.contains(&name) || ENDLESS.contains(&name)
}

/// The elements that may be open.
#[derive(Debug, Default)]
pub(super) struct Depth {
    open: HashMap<String, usize>,
    now: usize,
    most: usize,
}

impl Depth {
    /// An element begins. Only in pictures and formulas does `/>` end it, too.
    pub(super) fn start(&mut self, name: &str, self_closing: bool) {
        let ended = self_closing && (self.is_open("svg") || self.is_open("math"));
        if !ended && !needs_no_end(name) {
            *self.open.entry(name.to_owned()).or_default() += 1;
            self.add(1);
        }
    }

    /// An element ends; what was left open within it still counts.
    pub(super) fn end(&mut self, name: &str) {
        if let Some(count) = self.open.get_mut(name).filter(|count| **count > 0) {
            *count -= 1;
            self.now -= 1;
        }
    }

    /// Text stands between two tags.
    pub(super) fn text(&mut self, text: &str) {
        if FOREIGN.iter().any(|name| self.is_open(name)) {
            self.add(text.matches('<').count());
        }
    }

    /// Returns how many elements may lie within each other at most.
    pub(super) fn most(&self) -> usize {
        self.most
    }

    fn add(&mut self, elements: usize) {
        self.now += elements;
        self.most = self.most.max(self.now);
    }

    fn is_open(&self, name: &str) -> bool {
        self.open.get(name).is_some_and(|count| *count > 0)
    }
}
