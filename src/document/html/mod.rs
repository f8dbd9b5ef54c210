//! A web page as the lines that a reader sees, each character with its place in the file.
//!
//! The page is read twice: by `dom_smoothie`, which finds the article in it but forgets where it
//! stood, and by a scan that keeps places but knows nothing of articles. A line is the article's
//! when both have it.

mod article;
mod charset;
mod dates;
mod depth;
mod element;
mod places;
mod scan;

pub(super) use charset::{Undecodable, decode};
pub(super) use places::Places;

use super::Said;
use super::lines::{LineKind, RawLine, ends_a_sentence, page_date, split_lines};
use scan::{Context, Page, scan};
use std::sync::Arc;

/// A page read for its article.
pub(super) struct WebPage {
    /// The lines that a reader sees, with blank lines between blocks.
    pub(super) text: String,
    /// Where each character of `text` stands in the file.
    pub(super) places: Arc<Places>,
    /// What the page says of itself.
    pub(super) meta: Said,
    contexts: Vec<Context>,
    in_article: Vec<bool>,
}

impl WebPage {
    /// Reads a page. Any text at all is one.
    pub(super) fn read(html: &str) -> Self {
        let page = scan(html);
        let found = article::find(html, &page);
        let Page { text, places, contexts, .. } = page;
        let (meta, in_article) = (found.meta, found.lines);
        Self { text, places: Arc::new(places), meta, contexts, in_article }
    }

    /// Returns the lines, those classified whose kind the markup tells: what is no part of the
    /// article is furniture, but for a date, which may be the page's own.
    pub(super) fn lines(&self) -> Vec<RawLine<'_>> {
        let mut lines = split_lines(&self.text);
        let known = self.contexts.iter().zip(&self.in_article);
        for (line, (context, in_article)) in lines.iter_mut().zip(known) {
            line.begins_block = *context == Context::Item;
            line.kind = match context {
                _ if line.text.trim().is_empty() => Some(LineKind::Blank),
                // "3 May 1871" in a box of figures is no date of the page.
                Context::Cell if !ends_a_sentence(line.text) => Some(LineKind::Table),
                _ if !in_article && page_date(line.text).is_some() => None,
                _ if !in_article => Some(LineKind::Furniture),
                Context::Heading => Some(LineKind::Heading),
                Context::Caption => Some(LineKind::Caption),
                Context::Code => Some(LineKind::Code),
                Context::Prose | Context::Item | Context::Cell => None,
            };
        }
        lines
    }
}

/// Returns whether a file of this name is a web page; of the standard input its first words tell.
pub(super) fn is_html(name: &str, text: &str) -> bool {
    let lower = name.to_lowercase();
    let begins = |mark: &str| {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark))
    };
    [".html", ".htm", ".xhtml"].iter().any(|end| lower.ends_with(end))
        || name == "-" && (begins("<!doctype html") || begins("<html"))
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Role};
    use proptest::prelude::*;

    const PAGE: &str = r#"<!DOCTYPE html>
<html lang="en"><head>
<title>Westport bridge opens after ten years | The Harbour Gazette</title>
<meta property="og:site_name" content="The Harbour Gazette">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"Westport bridge opens after ten years","datePublished":"2024-03-05T08:30:00+01:00"}</script>
</head><body>
<div class="cookie-banner"><p>We use cookies to improve your visit. Choose what you accept.</p></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>Westport bridge opens after ten years</h1>
<p class="byline">By Ada Moss</p>
<figure><img src="b.jpg" alt=""><figcaption>The bridge at dawn.</figcaption></figure>
<p>The Westport Bridge was opened on 4 March 2024 by the mayor,
   who had <a href="/promise">promised it</a> in&nbsp;2014.</p>
<h2>A long wait</h2>
<p>Work began in May 2015 &amp; was to take four years. Caf&eacute; owners were glad.</p>
<div class="newsletter"><p>Sign up to our newsletter for the news of the week.</p></div>
<ul><li>The first ferry sailed in 1872.</li><li>The last one sailed in 2023.</li></ul>
</article>
<aside><h3>Related</h3><a href="/1">The old tunnel was dug by hand in 1799.</a></aside></main>
<footer><p>© 2024 The Harbour Gazette. All rights reserved.</p></footer>
</body></html>"#;

    fn texts(document: &Document) -> Vec<&str> {
        document.paragraphs.iter().map(|p| p.text.as_str()).collect()
    }

    #[test]
    fn a_saved_page_gives_its_article_title_publisher_and_date() {
        let document = Document::parse("bridge.html", PAGE);
        assert_eq!(
            texts(&document),
            [
                "The bridge at dawn.",
                "The Westport Bridge was opened on 4 March 2024 by the mayor, who had promised it in 2014.",
                "Work began in May 2015 & was to take four years. Café owners were glad.",
                "The first ferry sailed in 1872.",
                "The last one sailed in 2023.",
            ]
        );
        assert_eq!(document.paragraphs[0].role, Role::Caption);
        assert_eq!(document.title.as_deref(), Some("Westport bridge opens after ten years"));
        assert_eq!(document.publisher.as_deref(), Some("The Harbour Gazette"));
        assert_eq!(document.published, "2024-03-05".parse().ok());
    }

    #[test]
    fn a_title_is_parted_from_the_site_that_stands_behind_it() {
        let prose =
            "<p>The fort was restored in 1999 by the town, which had bought it.</p>".repeat(9);
        for (title, site, expected, publisher) in [
            ("Fort restored | Valley News", "", "Fort restored", Some("Valley News")),
            ("Fort restored - Valley News", "Valley News", "Fort restored", Some("Valley News")),
            (
                "Fort restored — at last",
                "Valley News",
                "Fort restored — at last",
                Some("Valley News"),
            ),
        ] {
            let site = format!("<meta property=\"og:site_name\" content=\"{site}\">");
            let page = format!(
                "<html><head><title>{title}</title>{site}</head><body><article>{prose}</article></body></html>"
            );
            let document = Document::parse("fort.html", &page);
            assert_eq!(document.title.as_deref(), Some(expected), "{title}");
            assert_eq!(document.publisher.as_deref(), publisher, "{title}");
        }
    }

    #[test]
    fn every_sentence_knows_its_line_in_the_file() {
        let document = Document::parse("bridge.html", PAGE);
        let place = |n: usize, words: &str| {
            let paragraph = &document.paragraphs[n];
            let start = paragraph.text.find(words).expect("the words");
            paragraph.place(start..start + words.len())
        };
        let opened = place(1, "who had promised it in 2014.");
        assert_eq!(opened.line, 14);
        assert_eq!(opened.quote, "who had promised it in\u{a0}2014.");
        let in_file = "who had <a href=\"/promise\">promised it</a> in&nbsp;2014.";
        assert_eq!(&PAGE[opened.range], in_file);
        let cafe = place(2, "Café");
        assert_eq!((&PAGE[cafe.range], cafe.line), ("Caf&eacute;", 16));
    }

    #[test]
    fn a_page_without_an_article_gives_what_its_tags_leave() {
        for (page, expected) in [
            (
                "<p>The Suez Canal was opened in 1869.</p>",
                vec!["The Suez Canal was opened in 1869."],
            ),
            ("The Suez Canal was<br>opened in 1869.", vec!["The Suez Canal was opened in 1869."]),
            ("<html><body></body></html>", vec![]),
            ("<script>let x = \"It is. So.\";</script><style>p { a: b }</style>", vec![]),
            (
                "<p>One ends here.<p>Two <b>ends <i>here.</b></i>",
                vec!["One ends here.", "Two ends here."],
            ),
            ("<head><title>T<p>Lost head is found.", vec![]),
        ] {
            assert_eq!(texts(&Document::parse("a.html", page)), expected, "{page}");
        }
    }

    #[test]
    fn a_box_of_figures_gives_no_date_of_the_page() {
        let page = "<h1>Orrin Vale</h1><table><tr><th>Born<td>3 May 1871</table>\
                    <p>Orrin Vale built the Nid Bridge in 1899, and it stands.</p>\
                    <table><tr><td>An old page<td>stands in cells. It is read.</table>";
        let document = Document::parse("vale.html", page);
        assert_eq!(document.published, None);
        let read = [
            "Orrin Vale built the Nid Bridge in 1899, and it stands.",
            "stands in cells. It is read.",
        ];
        assert_eq!(texts(&document), read);
    }

    #[test]
    fn a_page_from_the_standard_input_is_known_by_its_first_words() {
        let page = "<!doctype HTML><p>The Suez Canal was opened in 1869.";
        assert_eq!(texts(&Document::parse("-", page)), ["The Suez Canal was opened in 1869."]);
        assert!(texts(&Document::parse("-", "<b>x"))[..].is_empty());
    }

    #[test]
    fn no_nesting_is_too_deep() {
        const DEEP: usize = 50_000;
        let words = "<p>The Suez Canal was opened in 1869.</p>";
        for open in ["<div>", "<b>", "<b><p>", "<table><tr><td>", "<svg>", "<ul><li>", "<a href=x>"]
        {
            let page = format!("{}{words}", open.repeat(DEEP));
            let _ = Document::parse("a.html", &page);
        }
        for around in ["<svg><style>", "<noscript>", "<template>", "<svg><title>", "<math><script>"]
        {
            let page = format!("{around}{}{words}", "<g>".repeat(DEEP));
            let _ = Document::parse("a.html", &page);
        }
        let page = format!("{}{words}{}", "<div>".repeat(DEEP), "</div>".repeat(DEEP));
        assert_eq!(
            texts(&Document::parse("a.html", &page)),
            ["The Suez Canal was opened in 1869."]
        );
    }

    proptest! {
        #[test]
        fn any_page_is_read_and_every_place_is_in_the_file(
            page in "(<[a-z]{1,4}>|</[a-z]{1,4}>|<p>|</p>|<li>|&amp;|&eacute;|&#8220;|&x|[A-Za-z .<>&\"é”\n\r]|<!--|-->|<script>|</script>){0,120}"
        ) {
            let document = Document::parse("a.html", &page);
            for paragraph in &document.paragraphs {
                let place = paragraph.place(0..paragraph.text.len());
                prop_assert!(page.get(place.range.clone()).is_some(), "{:?}", place);
                let line = page[..place.range.start].matches('\n').count() + 1;
                prop_assert_eq!(place.line as usize, line);
            }
        }
    }
}
