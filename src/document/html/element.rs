//! What the elements of a page mean for its text.

/// What an element means here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
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
    /// Returns what the element of this name means.
    pub(super) fn of(name: &str) -> Self {
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
    pub(super) fn parts(self, name: &str) -> bool {
        !matches!(self, Self::Inline | Self::Unseen(_)) && !matches!(name, "code" | "kbd" | "samp")
    }
}
