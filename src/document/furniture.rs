//! What a page says around its article: navigation, newsletters, logins, footers, credits.

use regex::{Regex, RegexSet};
use std::sync::LazyLock;

/// A line longer than this is a paragraph, and one sentence about the page does not spoil it.
const LONGEST: usize = 500;

/// Returns whether a line belongs to the page and not to the article.
pub(super) fn is_furniture(line: &str) -> bool {
    let line = line.trim();
    LINES.is_match(line) || (line.len() < LONGEST && SENTENCES.is_match(line))
}

/// Returns whether a line heads what a page leans on: its references, and where to read on.
pub(super) fn begins_apparatus(line: &str) -> bool {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^#*\s*(?:\d+\.? )?(?:references|footnotes|citations|works cited|bibliography|external links|further reading)(?:\s*\[edit\])?\W*$",
        )
    });
    const LONGEST: usize = 40;
    line.len() <= LONGEST && HEADING.is_match(line.trim())
}

/// Returns whether a line announces a summary written by a machine.
pub(super) fn announces_machine_summary(line: &str) -> bool {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:(?:ai|auto|auto-?matically|machine)[- ](?:generated|written)(?: summary)?|(?:ai|machine) summary|summary by ai|key takeaways|tl;?dr)\W*$",
        )
    });
    LABEL.is_match(line.trim())
}

/// Returns the caption without its credit, when the line ends in one: "… (A. Smith/Reuters)".
pub(super) fn caption_without_credit(line: &str) -> Option<&str> {
    static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\s*(?:\((?:[^()]*/[^()]*|[^()]*\b(?:reuters|afp|getty|photo|image|file photo|courtesy)\b[^()]*)\)|\b(?:image|photo|photograph|credit|picture)(?: by| credit)?: .*)\.?$",
        )
    });
    let found = CREDIT.find(line)?;
    Some(line[..found.start()].trim_end()).filter(|caption| !caption.is_empty())
}

/// Returns the publisher that a footer speaks of: "The Gazette delivers independent coverage".
pub(super) fn publisher_in_footer(sentence: &str) -> Option<&str> {
    static FOOTER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^((?:\p{Lu}[\w'-]*|of|the)(?: (?:\p{Lu}[\w'-]*|of|the))*) (?:delivers|provides|publishes|brings you|offers) (?:\w+ )*?(?:coverage|news|journalism|analysis|reporting)\b",
        )
    });
    Some(FOOTER.captures(sentence)?.get(1)?.as_str())
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is fixed")
}

/// Returns patterns of English words. Where such a word ends can be told by ASCII letters alone,
/// which is many times faster in a line that has others.
fn patterns(texts: &[&str]) -> RegexSet {
    let texts = texts.iter().map(|text| text.replace(r"\b", r"(?-u:\b)"));
    RegexSet::new(texts).expect("the patterns are fixed")
}

static LINES: LazyLock<RegexSet> = LazyLock::new(|| {
    patterns(&[
        r"(?i)^(?:skip|jump) to (?:main|content|navigation|search)",
        r"(?i)^(?:please )?(?:log ?in|sign ?in|log ?out|register)\b.{0,60}$",
        r"(?i)^(?:please )?(?:sign up|subscribe|join our)\b",
        r"(?i)\bnewsletters?\b.{0,80}$",
        r"(?i)^rate this\b",
        r"(?i)^(?:no |\d+ |leave a |post a |add a |view )?(?:comments?|reply)(?: yet)?\b.{0,60}$",
        r"(?i)\bbe the first to comment\b",
        r"(?i)^(?:read|see|learn|show|load|view) (?:more|also|next|less)\b.{0,120}$",
        r"(?i)^(?:related|recommended|trending|most read|most popular|popular|advertisement|sponsored|share|share this.*|follow us.*|tags|topics|menu|home|search|print|email|copy link|contents|references|external links|see also|sources|bibliography|gallery)\W*$",
        r"(?i)^\d+ min(?:ute)?s?\.? read$",
        r"(?i)^(?:©|\(c\) |copyright\b|all rights reserved)",
        r"(?i)^(?:cookie|privacy) (?:policy|settings|notice)",
        r"(?i)^(?:by|written by|reporting by|edited by) \p{Lu}[\w.'’-]+(?: \p{Lu}[\w.'’-]+){0,3}$",
        r"^(?:https?://|www\.)\S+$",
    ])
});

static SENTENCES: LazyLock<RegexSet> = LazyLock::new(|| {
    patterns(&[
        r"(?i)\brepublish(?:ing)?\b.{0,80}\b(?:content|article|form)\b",
        r"(?i)\b(?:fill out|complete) this form\b",
        r"(?i)^(?:more|further information|details) about .{1,60} can be found (?:here|at)\b",
        r"(?i)\b(?:delivers|provides|publishes|brings you) (?:independent|unrivalled|award-winning|in-depth|trusted|breaking)\b",
        r"(?i)\b(?:all rights reserved|terms of (?:use|service)|privacy policy)\b",
        r"(?i)^(?:click|tap) here\b",
        r"(?i)^this (?:article|story|post) (?:was|has been|is|first|originally) (?:first |originally )?(?:published|updated|corrected|appeared|reproduced)",
        r"(?i)\bcontributed to this report\b",
    ])
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_known_and_prose_is_not() {
        for line in [
            "Skip to main content",
            "Log in to save this page",
            "Sign up to get the weekend edition",
            "New weekly newsletter: The Morning Post",
            "Comments",
            "No comments yet",
            "7 min read",
            "Read more: the history of tin",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "The treaty was signed in Lisbon.",
            "Register offices opened in 1837 across England, and the first entries were made in July of that year.",
            "Comments by the king were recorded in the minutes of 1688, and they show his anger at the bishops.",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn a_credit_makes_a_caption() {
        assert_eq!(
            caption_without_credit("The bridge in 1890 (J. Valentine/City Archive)"),
            Some("The bridge in 1890")
        );
        assert_eq!(
            caption_without_credit("The bridge at night. Image: City Archive."),
            Some("The bridge at night.")
        );
        assert_eq!(caption_without_credit("The bridge (1890) still stands."), None);
    }

    #[test]
    fn a_footer_names_its_publisher() {
        let footer = "The Harbour Gazette delivers independent coverage of the coast.";
        assert_eq!(publisher_in_footer(footer), Some("The Harbour Gazette"));
        assert!(is_furniture(footer));
        assert_eq!(publisher_in_footer("Tesla delivers cars."), None);
    }
}
