//! A file or page becomes clean text: every character with its place in the original.
//!
//! [`Document::parse`] is pure; only [`read`] and its kin touch the disk. Knows nothing of facts
//! or cards. What a page says around its article is told apart here, once, so that no later stage
//! takes a newsletter for news.

mod bytes;
mod clean;
mod furniture;
mod header;
mod html;
mod lines;
mod markdown;
mod paragraph;
mod reader;

pub use bytes::{Guess, Text};
pub use lines::LineKind;
pub use paragraph::{Paragraph, Place};
pub use reader::{Double, ReadError, Reading, SIZE_LIMIT, read, read_all, read_raw, read_stdin};

use crate::value::{Edtf, Precision, read_dates};
use lines::RawLine;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt::Write as _;

/// A text that was read and cleaned.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What it was read from: a file's name, or `-`.
    pub name: String,
    /// Its title, where the text shows one.
    pub title: Option<String>,
    /// Who published it, where the text shows it.
    pub publisher: Option<String>,
    /// When it was published, where the text shows it; no fact about the world.
    pub published: Option<Edtf>,
    /// Where it stands on the web, where its front matter says so.
    pub url: Option<String>,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The language of its prose.
    pub language: Language,
    /// What each line is, in order.
    pub lines: Vec<LineKind>,
    /// Its prose and captions, in order.
    pub paragraphs: Vec<Paragraph>,
}

/// The language of a document's prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Language {
    /// English, or too short to tell.
    English,
    /// Another, by its English name.
    Other(String),
}

/// What a paragraph is to its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Prose.
    Body,
    /// The words under a picture, in the present tense of captions.
    Caption,
    /// A machine's summary of the rest: no second witness.
    MachineSummary,
}

impl Document {
    /// Reads a text. A name that ends in `.md` or `.markdown` makes it Markdown, one that ends in
    /// `.html` or `.htm` a web page.
    #[must_use]
    pub fn parse(name: &str, text: &str) -> Self {
        if html::is_html(name, text) {
            return Self::parse_page(name, text);
        }
        let markdown = is_markdown(name);
        let mut lines = lines::split_lines(text);
        let front = if markdown { markdown::read_structure(&mut lines) } else { Said::default() };
        lines::classify(&mut lines);
        let paragraphs = paragraph::paragraphs(text, &lines, markdown);
        Self::of(name, text, front, &lines, paragraphs)
    }

    /// Reads a web page.
    fn parse_page(name: &str, text: &str) -> Self {
        let page = html::WebPage::read(text);
        let mut lines = page.lines();
        lines::classify(&mut lines);
        let paragraphs = paragraph::paragraphs(&page.text, &lines, false).into_iter();
        let paragraphs = paragraphs.map(|p| p.placed_by(&page.places)).collect();
        Self::of(name, text, page.meta.clone(), &lines, paragraphs)
    }

    fn of(
        name: &str,
        text: &str,
        said: Said,
        lines: &[RawLine<'_>],
        paragraphs: Vec<Paragraph>,
    ) -> Self {
        let header = header::read_header(lines);
        let read = |date: String| read_dates(date_part(&date)).first().copied();
        Self {
            name: name.to_owned(),
            title: said.title.or(header.title),
            publisher: said.publisher.or(header.publisher),
            published: (said.date.and_then(read).or(header.published))
                .or_else(|| day_in_dateline(&paragraphs))
                .or_else(|| said.modified.and_then(read)),
            url: said.url,
            sha256: hex_digest(text.as_bytes()),
            language: language_of(&paragraphs),
            lines: kinds(lines),
            paragraphs,
        }
    }
}

/// What a document says of itself in so many words: in front matter, or in the head of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Said {
    title: Option<String>,
    publisher: Option<String>,
    date: Option<String>,
    /// When it was last changed.
    modified: Option<String>,
    url: Option<String>,
}

/// Returns the day that a report's dateline states: "OSLO, 11 May 2024 — ".
fn day_in_dateline(paragraphs: &[Paragraph]) -> Option<Edtf> {
    let dateline = paragraphs.iter().find(|p| p.dateline > 0)?;
    let words = dateline.text[..dateline.dateline].split('(').next()?;
    let words = words.trim_end_matches([' ', '—', '–', '-', ':', '.']);
    let behind_commas = words.match_indices(", ").map(|(at, comma)| &words[at + comma.len()..]);
    let mut dates = behind_commas.chain([words]).flat_map(read_dates);
    dates.find(|date| date.precision() == Precision::Day)
}

/// Returns the day of a moment such as `2024-03-05T08:30:00+01:00` or `Tue, 05 Mar 2024 08:30:00 GMT`;
/// other texts as they are.
fn date_part(date: &str) -> &str {
    let day = date.trim().split('T').next().unwrap_or_default();
    if day.len() == "2024-03-05".len() {
        return day;
    }
    let hour = |word: &&str| word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit());
    let time = date.split(' ').find(hour).and_then(|time| date.find(time));
    time.map_or(date, |time| &date[..time])
}

impl Document {
    /// Returns where words stand in the document: exactly so, or with other quotation marks and
    /// spaces.
    #[must_use]
    pub fn find(&self, words: &str) -> Option<Place> {
        self.paragraphs.iter().find_map(|paragraph| paragraph.find(words))
    }

    /// Returns where words stand in the document, as [`find`](Self::find) does: on this line, when
    /// they do, and otherwise first.
    #[must_use]
    pub fn find_near(&self, words: &str, line: u32) -> Option<Place> {
        let next = self.paragraphs.partition_point(|paragraph| paragraph.first_line() <= line);
        let near = next.checked_sub(1).and_then(|at| self.paragraphs[at].find_on(words, line));
        near.or_else(|| self.find(words))
    }

    /// Returns whether the document has this sentence, spaces and line ends aside.
    #[must_use]
    pub fn states(&self, sentence: &str) -> bool {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let sentence = plain(sentence);
        self.paragraphs.iter().any(|paragraph| plain(paragraph.original()).contains(&sentence))
    }
}

/// Returns what there is to read in a text of this name: of a web page its article, of any other
/// text all of it.
#[must_use]
pub fn readable<'t>(name: &str, text: &'t str) -> Cow<'t, str> {
    if !html::is_html(name, text) {
        return Cow::Borrowed(text);
    }
    let document = Document::parse(name, text);
    let paragraphs = document.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
    Cow::Owned(paragraphs.collect::<Vec<_>>().join("\n\n"))
}

fn is_markdown(name: &str) -> bool {
    let lower = name.to_lowercase();
    [".md", ".markdown"].iter().any(|end| lower.ends_with(end))
}

fn kinds(lines: &[RawLine<'_>]) -> Vec<LineKind> {
    let kind = |line: &RawLine<'_>| line.kind.unwrap_or(LineKind::Blank);
    lines.iter().map(kind).collect()
}

/// Tells the language of the prose; fewer than two hundred letters are taken for English.
fn language_of(paragraphs: &[Paragraph]) -> Language {
    const ENOUGH: usize = 200;
    const MOST: usize = 8000;
    let mut prose = String::new();
    for paragraph in paragraphs {
        prose.push_str(&paragraph.text);
        prose.push(' ');
        if prose.len() > MOST {
            break;
        }
    }
    match whatlang::detect(&prose) {
        Some(found)
            if prose.len() >= ENOUGH
                && found.is_reliable()
                && found.lang() != whatlang::Lang::Eng =>
        {
            Language::Other(found.lang().eng_name().to_owned())
        }
        _ => Language::English,
    }
}

fn hex_digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(document: &Document) -> Vec<&str> {
        document.paragraphs.iter().map(|p| p.text.as_str()).collect()
    }

    #[test]
    fn prose_is_kept_and_the_page_around_it_is_not() {
        let text = "Skip to content\n\nThe Long Road to the Canal\n\nPANAMA CITY — Work began in 1904. It ended in 1914.\n\nSign up to our newsletter\n\nWork began in 1904 and ended in 1914, and few remember it.\nWork began in 1904 and ended in 1914, and few remember it.\n";
        let document = Document::parse("canal.txt", text);
        assert_eq!(
            texts(&document),
            [
                "PANAMA CITY — Work began in 1904. It ended in 1914.",
                "Work began in 1904 and ended in 1914, and few remember it."
            ]
        );
        assert_eq!(document.title.as_deref(), Some("The Long Road to the Canal"));
        assert_eq!(document.paragraphs[0].dateline, "PANAMA CITY — ".len());
        assert_eq!(document.paragraphs[0].place(0..5).line, 5);
    }

    #[test]
    fn what_stands_behind_the_references_is_read_from_the_next_heading_on() {
        let text = "# Work\n\nIt began in 1904.\n\n## References\n\nA. Moss wrote of it in 1871.\n\n\
                    ## What the canal of 1914 changed in trade\n\nIt ended in 1914.\n";
        let document = Document::parse("canal.md", text);
        assert_eq!(texts(&document), ["It began in 1904.", "It ended in 1914."]);
    }

    #[test]
    fn markdown_gives_its_words() {
        let text = "---\ntitle: The Canal\npublisher: Harbour Gazette\ndate: 2019-03-04\n---\n# Work\n\nWork on the **canal**\nbegan in [1904](x).\n\n```\nlet x = 1.\n```\n\n| a | b |\n|---|---|\n\n- It ended in 1914.\n";
        let document = Document::parse("canal.md", text);
        assert_eq!(texts(&document), ["Work on the canal began in 1904.", "It ended in 1914."]);
        assert_eq!(document.publisher.as_deref(), Some("Harbour Gazette"));
        assert_eq!(document.published, "2019-03-04".parse().ok());
        let place = document.paragraphs[0].place(0..document.paragraphs[0].text.len());
        assert_eq!(place.line, 8);
        assert_eq!(place.quote, "Work on the **canal**\nbegan in [1904](x).");
    }

    #[test]
    fn what_markdown_strikes_out_or_shows_as_code_is_no_prose() {
        let said = |text: &str| texts(&Document::parse("a.md", text)).join("|");
        for (text, words) in [
            ("The war began in 1914. ~~The war began in 1915.~~\n", "The war began in 1914."),
            ("~~The war began in 1915.~~\n\nIt ended in 1918.\n", "It ended in 1918."),
            (
                "The war began in 1914. ~~It was\nover in 1915.~~ It went on.\n",
                "The war began in 1914. It went on.",
            ),
            ("- ~~It was over in 1915.~~\n- It went on.\n", "It went on."),
            ("It began in ~~1915~~ 1914.\n", "It began in 1914."),
            ("It is ~~ far.\n", "It is far."),
            ("It began.\n\n    x = 1915.\n\n    y = 2.\n\nIt ended.\n", "It began.|It ended."),
            ("# Code\n\tx = 1915.\n", ""),
            ("It began\n    in 1914.\n", "It began in 1914."),
            ("- One.\n\n    It began in 1914.\n\nTwo.\n\n    x.\n", "One.|It began in 1914.|Two."),
            ("1. One.\n\n    - It began.\n", "One.|It began."),
        ] {
            assert_eq!(said(text), words, "{text}");
        }
    }

    #[test]
    fn a_report_is_of_the_day_in_its_dateline() {
        for (text, day) in [
            ("OSLO, Norway, Aug. 23, 2023 — The king came on Monday.", Some("2023-08-23")),
            ("OSLO, 11 May 2024 — The king came on Monday.", Some("2024-05-11")),
            ("OSLO — The king came on 11 May 2024.", None),
        ] {
            let published = Document::parse("a.txt", text).published;
            assert_eq!(published, day.and_then(|day| day.parse().ok()), "{text}");
        }
    }

    #[test]
    fn other_languages_are_named() {
        let text = "Der Kanal wurde im Jahre 1904 von einer Gesellschaft begonnen und zehn Jahre später mit einem großen Fest eröffnet. Viele Schiffe fuhren danach jeden Tag hindurch, und die Stadt wurde reich und groß und berühmt.";
        let document = Document::parse("kanal.txt", text);
        assert_eq!(document.language, Language::Other("German".into()));
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_every_quote_is_exact(
            text in "(([A-Za-z#>|*`\\[\\]()“”\"'’.!? \n\r\t0-9-])|\\PC|(AI summary\n)|(---\n)){0,200}",
            markdown: bool,
        ) {
            let document = Document::parse(if markdown { "a.md" } else { "a.txt" }, &text);
            for paragraph in &document.paragraphs {
                let place = paragraph.place(0..paragraph.text.len());
                prop_assert_eq!(&text[place.range.clone()], &place.quote);
                let line = text[..place.range.start].matches('\n').count() + 1;
                prop_assert_eq!(place.line as usize, line);
            }
        }
    }
}
