//! Tables of a page.

use super::escaped;

/// With so many columns a phone has no place for a picture beside the numbers.
const DENSE: usize = 6;

/// A table: its caption, its columns, and a row each for what it tells.
pub struct Table {
    caption: String,
    heads: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
pub enum Cell {
    /// Words; escaped.
    Words(String),
    /// A number, which stands at the right; escaped.
    Number(String),
    /// A picture of what the numbers beside it say, which need not be read aloud.
    Picture(String),
}

impl Cell {
    /// Returns a cell of words.
    pub fn words(text: impl Into<String>) -> Self {
        Self::Words(text.into())
    }

    /// Returns a cell of a number.
    pub fn number(number: impl std::fmt::Display) -> Self {
        Self::Number(number.to_string())
    }

    fn html(&self) -> String {
        match self {
            Self::Words(words) => format!("<td>{}</td>", escaped(words)),
            Self::Number(number) => format!("<td class=\"number\">{}</td>", escaped(number)),
            Self::Picture(picture) => format!("<td class=\"picture\">{picture}</td>"),
        }
    }
}

impl Table {
    /// Returns an empty table with these columns.
    pub fn new(caption: &str, heads: &[&'static str]) -> Self {
        Self { caption: caption.to_owned(), heads: heads.to_vec(), rows: Vec::new() }
    }

    /// Adds a row; its name heads it.
    pub fn row(&mut self, name: &str, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(std::iter::once(Cell::words(name)).chain(cells).collect());
    }

    /// Returns the table as HTML. It scrolls by itself where it is wider than the page.
    pub fn html(&self) -> String {
        let caption = escaped(&self.caption);
        let first = self.rows.first();
        let head = |(at, head): (usize, &&str)| {
            let class = match first.and_then(|row| row.get(at)) {
                Some(Cell::Number(_)) => " class=\"number\"",
                Some(Cell::Picture(_)) => " class=\"picture\"",
                _ => "",
            };
            format!("<th scope=\"col\"{class}>{}</th>", escaped(head))
        };
        let row = |row: &Vec<Cell>| {
            let Some((Cell::Words(name), cells)) = row.split_first() else { return String::new() };
            let cells: String = cells.iter().map(Cell::html).collect();
            format!("<tr><th scope=\"row\">{}</th>{cells}</tr>\n", escaped(name))
        };
        format!(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n<table{}>\n\
             <caption>{caption}</caption>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n</div>\n",
            caption.replace('"', "&quot;").replace("<br>", " "),
            if self.heads.len() >= DENSE { " class=\"dense\"" } else { "" },
            self.heads.iter().enumerate().map(head).collect::<String>(),
            self.rows.iter().map(row).collect::<String>(),
        )
    }
}
