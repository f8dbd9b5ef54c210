//! When a page was published, as its markup says: what machines are told of the page first, then what its
//! readers see.
//!
//! A time within a sentence is one that the page tells of, and one in a list of other pages is theirs.

use crate::document::date_part;
use crate::document::lines::{YEARS_OF_PAGES, ends_a_sentence};
use crate::value::{Edtf, read_dates};
use html5gum::StartTag;
use serde_json::Value;

/// What names the day on which a page was published in a `<meta>`: Open Graph, schema.org, Dublin Core,
/// Highwire, and what news sites have beside them. In small letters.
const PUBLISHED: [&str; 12] = [
    "datepublished",
    "article:published_time",
    "article:published",
    "dc.date.issued",
    "dcterms.issued",
    "citation_publication_date",
    "parsely-pub-date",
    "publish-date",
    "publishdate",
    "pubdate",
    "dc.date",
    "date",
];
/// What names the day on which it was last changed.
const MODIFIED: [&str; 5] = [
    "datemodified",
    "article:modified_time",
    "og:updated_time",
    "dcterms.modified",
    "last-modified",
];
/// What a thing is called that is the page itself (schema.org); related pages are other things.
const KINDS: [&str; 4] = ["Article", "Posting", "Report", "WebPage"];
/// What a machine writes that knows no day: the first of all its seconds.
const UNKNOWN: &str = "1970-01-01";

/// The days that a page's markup states.
#[derive(Debug, Default)]
pub(super) struct Dates {
    /// The description of the page for machines that is being read.
    description: Option<String>,
    described: Stated,
    meta: Stated,
    marked: Stated,
    /// Other times, each with its line.
    shown: Vec<(usize, String)>,
}

/// What one kind of markup states.
#[derive(Debug, Default)]
struct Stated {
    published: Option<String>,
    modified: Option<String>,
}

impl Dates {
    /// Takes a tag in, wherever it stands.
    pub(super) fn start(&mut self, name: &str, tag: &StartTag<usize>) {
        if name == "script" {
            let kind = attribute(tag, "type").unwrap_or_default();
            self.description =
                kind.trim().eq_ignore_ascii_case("application/ld+json").then(String::new);
        }
        if name == "meta"
            && let Some(day) = attribute(tag, "content")
        {
            for key in ["property", "name", "itemprop"] {
                let key = attribute(tag, key).unwrap_or_default().trim().to_lowercase();
                self.meta.take(&key, &day);
            }
        }
    }

    /// Takes the text of a script in.
    pub(super) fn text(&mut self, raw: &str) {
        if let Some(description) = &mut self.description {
            description.push_str(raw);
        }
    }

    /// Takes the end of an element in.
    pub(super) fn end(&mut self, name: &str) {
        if name == "script"
            && let Some(description) = self.description.take()
            && let Ok(value) = serde_json::from_str::<Value>(description.trim())
        {
            self.described.read(&value);
        }
    }

    /// Takes a `<time>` in that is shown on this line, beside the article or not.
    pub(super) fn time(&mut self, tag: &StartTag<usize>, line: usize, beside: bool) {
        let Some(day) = attribute(tag, "datetime").filter(|day| day_of(day).is_some()) else {
            return;
        };
        let own = attribute(tag, "itemprop").unwrap_or_default().to_lowercase();
        let named = if attribute(tag, "pubdate").is_some() { "pubdate" } else { &own };
        self.marked.take(named, &day);
        if !beside && !MODIFIED.contains(&named) {
            self.shown.push((line, day));
        }
    }

    /// Returns the day on which the page was published; `found` is what else was found to say it.
    pub(super) fn published(&self, found: Option<String>, text: &str) -> Option<String> {
        let of = |stated: &Stated| stated.published.clone();
        let found = found.filter(|day| day_of(day).is_some());
        let shown = || {
            let lines: Vec<&str> = text.lines().collect();
            let tells = |line: usize| lines.get(line).is_some_and(|line| ends_a_sentence(line));
            self.shown.iter().find(|(line, _)| !tells(*line)).map(|(_, day)| day.clone())
        };
        of(&self.described)
            .or(found)
            .or_else(|| of(&self.meta))
            .or_else(|| of(&self.marked))
            .or_else(shown)
    }

    /// Returns the day on which it was last changed.
    pub(super) fn modified(&self) -> Option<String> {
        let all = [&self.described, &self.meta, &self.marked];
        all.into_iter().find_map(|stated| stated.modified.clone())
    }
}

impl Stated {
    fn take(&mut self, key: &str, day: &str) {
        let place = if PUBLISHED.contains(&key) {
            &mut self.published
        } else if MODIFIED.contains(&key) {
            &mut self.modified
        } else {
            return;
        };
        if place.is_none() && day_of(day).is_some() {
            *place = Some(day.trim().to_owned());
        }
    }

    /// Reads a description for machines (JSON-LD): one thing, several, or a graph of them.
    fn read(&mut self, value: &Value) {
        if let Value::Array(things) = value {
            for thing in things {
                self.read(thing);
            }
            return;
        }
        if let Some(graph) = value.get("@graph") {
            self.read(graph);
        }
        let is_page = |kind: &Value| {
            kind.as_str().is_some_and(|kind| KINDS.iter().any(|page| kind.ends_with(page)))
        };
        let own = match value.get("@type") {
            Some(Value::Array(kinds)) => kinds.iter().any(is_page),
            kind => kind.is_some_and(is_page),
        };
        if own {
            for key in ["datePublished", "dateModified"] {
                let day = value.get(key).and_then(Value::as_str).unwrap_or_default();
                self.take(&key.to_lowercase(), day);
            }
        }
    }
}

/// Returns the day that a text names.
fn day_of(text: &str) -> Option<Edtf> {
    let date = date_part(text);
    let day = read_dates(date).first().copied()?;
    (YEARS_OF_PAGES.contains(&day.from.year()) && date.trim() != UNKNOWN).then_some(day)
}

fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(&value.value).into_owned())
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    /// Returns the day of a page with this head, above this body.
    fn published(head: &str, body: &str) -> Option<String> {
        let prose = "<p>The Westport Bridge was opened by the mayor, who had promised it for years. \
                     It crosses the River Nid, and carries two tracks and a path for walkers.</p>";
        let page = format!(
            "<html><head><title>The bridge</title>{head}</head><body><article><h1>The bridge at \
             last</h1>{body}{prose}</article></body></html>"
        );
        Document::parse("bridge.html", &page).published.map(|day| day.to_string())
    }

    fn described(json: &str) -> String {
        format!("<script type=\"application/ld+json\">{json}</script>")
    }

    #[test]
    fn what_machines_are_told_comes_before_what_readers_see() {
        let article = described(
            r#"{"@context":"https://schema.org","@type":"NewsArticle","datePublished":"2024-03-05T08:30:00Z","dateModified":"2024-06-01"}"#,
        );
        let meta =
            r#"<meta property="article:published_time" content="2024-03-04T09:00:00+01:00">"#;
        let time = r#"<p>By Ada Moss, <time datetime="2024-03-03">3 March</time></p>"#;
        let seen = "<p>2 March 2024</p>";
        for (head, body, day) in [
            (format!("{meta}{article}"), format!("{seen}{time}"), Some("2024-03-05")),
            (meta.to_owned(), format!("{seen}{time}"), Some("2024-03-04")),
            (String::new(), format!("{seen}{time}"), Some("2024-03-03")),
            (String::new(), seen.to_owned(), Some("2024-03-02")),
            (String::new(), String::new(), None),
        ] {
            assert_eq!(published(&head, &body).as_deref(), day, "{head}{body}");
        }
    }

    #[test]
    fn a_description_may_be_a_graph_or_a_list() {
        let page = r#"{"@type":["WebPage","FAQPage"],"datePublished":"2024-03-05"}"#;
        let event = r#"{"@type":"Event","datePublished":"2023-01-01"}"#;
        for json in [
            format!(r#"{{"@context":"https://schema.org","@graph":[{event},{page}]}}"#),
            format!("[{event},{page}]"),
        ] {
            assert_eq!(published(&described(&json), "").as_deref(), Some("2024-03-05"), "{json}");
        }
        for json in [event, "{", "[]", "3", r#"{"@type":"Article","datePublished":7}"#] {
            assert_eq!(published(&described(json), ""), None, "{json}");
        }
    }

    #[test]
    fn a_day_of_change_is_taken_where_nothing_else_says_the_day() {
        let modified = r#"<meta property="article:modified_time" content="2024-06-01">"#;
        assert_eq!(published(modified, "").as_deref(), Some("2024-06-01"));
        assert_eq!(published(modified, "<p>2 March 2024</p>").as_deref(), Some("2024-03-02"));
        let time =
            r#"<p>Changed <time itemprop="dateModified" datetime="2024-06-02">now</time></p>"#;
        assert_eq!(published("", time).as_deref(), Some("2024-06-02"));
    }

    #[test]
    fn times_that_a_page_tells_of_are_not_its_own() {
        let told = r#"<p>The old one fell on <time datetime="1871-05-03">3 May 1871</time>, in a storm.</p>"#;
        let own = r#"<p><time datetime="2024-03-05" itemprop="datePublished">5 March</time></p>"#;
        let related = r#"<aside><p><time datetime="2020-01-01">1 January</time></p></aside>"#;
        let length = r#"<p><time datetime="PT5M">5 minutes</time></p>"#;
        for (body, day) in [
            (told.to_owned(), None),
            (format!("{told}{own}"), Some("2024-03-05")),
            (format!("{related}{length}{own}"), Some("2024-03-05")),
            (related.to_owned(), None),
            (length.to_owned(), None),
        ] {
            assert_eq!(published("", &body).as_deref(), day, "{body}");
        }
    }

    #[test]
    fn days_are_read_however_they_are_written_and_slips_are_not() {
        for (content, day) in [
            ("2024/03/05", Some("2024-03-05")),
            ("20240305", Some("2024-03-05")),
            ("March 5, 2024 8:30 am", Some("2024-03-05")),
            ("Tue, 05 Mar 2024 08:30:00 GMT", Some("2024-03-05")),
            ("2024-03", Some("2024-03")),
            ("1970-01-01T00:00:00Z", None),
            ("0001-01-01T00:00:00Z", None),
            ("1709627400", None),
            ("", None),
        ] {
            let meta = format!("<meta property=\"article:published_time\" content=\"{content}\">");
            assert_eq!(published(&meta, "").as_deref(), day, "{content}");
        }
    }
}
