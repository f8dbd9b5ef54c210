//! Markdown read as prose: which lines are text, and which characters of them are markup.

use super::Said;
use super::lines::{LineKind, RawLine};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Classifies the lines that Markdown decides, and takes their markers off.
///
/// Headings, code, tables, comments and front matter get their kind; all other lines are left for
/// the rules of plain text. Returns what the front matter says.
pub(super) fn read_structure(lines: &mut [RawLine<'_>]) -> Said {
    let front = read_front_matter(lines);
    let indented = indented_code(lines);
    let mut fence: Option<String> = None;
    let mut comment = false;
    for i in 0..lines.len() {
        if lines[i].kind.is_some() {
            continue;
        }
        let text = lines[i].text.trim();
        let marker: String = text.chars().take_while(|c| matches!(c, '`' | '~')).collect();
        if let Some(open) = &fence {
            let closes = marker.len() >= open.len() && marker.starts_with(&open[..1]);
            lines[i].kind = Some(LineKind::Code);
            if closes {
                fence = None;
            }
        } else if indented[i] && !comment {
            lines[i].kind = Some(LineKind::Code);
        } else if marker.len() >= 3 {
            lines[i].kind = Some(LineKind::Code);
            fence = Some(marker);
        } else if comment || text.starts_with("<!--") {
            comment = !text.contains("-->");
            lines[i].kind = Some(LineKind::Code);
        } else if text.starts_with('|') || RULE.is_match(text) || text.starts_with("[^") {
            mark_rule(lines, i);
        } else if let Some(found) = HEADING.find(lines[i].text) {
            lines[i].skip(found.end());
            lines[i].kind = Some(LineKind::Heading);
        } else if let Some(found) = PREFIX.find(lines[i].text) {
            lines[i].begins_block = found.as_str().trim().ends_with(['-', '*', '+', '.', ')', ']']);
            lines[i].skip(found.end());
            drop_struck_end(&mut lines[i]);
        }
    }
    front
}

/// Tells which lines are code by their indent: four columns, behind a blank line and in no list.
fn indented_code(lines: &[RawLine<'_>]) -> Vec<bool> {
    let (mut in_list, mut apart, mut code) = (false, true, false);
    let is_code = |line: &RawLine<'_>| {
        let text = line.text;
        if text.trim().is_empty() || line.kind.is_some() {
            apart = true;
            return false;
        }
        code = columns_before(text) >= 4 && !in_list && (apart || code);
        if !code && ITEM.is_match(text) && !RULE.is_match(text.trim()) {
            in_list = true;
        } else if apart && !text.starts_with([' ', '\t']) {
            in_list = false;
        }
        apart = HEADING.is_match(text);
        code
    };
    lines.iter().map(is_code).collect()
}

/// Returns how many columns of space a line begins with; tabs stand at every fourth.
fn columns_before(text: &str) -> usize {
    text.chars().take_while(|c| matches!(c, ' ' | '\t')).fold(0, |columns, c| match c {
        '\t' => columns / 4 * 4 + 4,
        _ => columns + 1,
    })
}

/// Takes struck-out words off the end of a line: what stands before them is what it is without.
fn drop_struck_end(line: &mut RawLine<'_>) {
    let end = line.text.trim_end().len();
    let last = STRUCK.find_iter(line.text).last().filter(|last| last.end() == end);
    let rest = last.map(|last| &line.text[..last.start()]);
    line.text = rest.filter(|rest| !rest.trim().is_empty()).unwrap_or(line.text);
}

/// Returns the ranges of words that are struck out in a stretch of Markdown.
pub(super) fn struck_out(text: &str) -> Vec<Range<usize>> {
    STRUCK.find_iter(text).map(|found| found.range()).collect()
}

/// A table row, a rule, or the underline that makes the line above a heading.
fn mark_rule(lines: &mut [RawLine<'_>], i: usize) {
    let underline = lines[i].text.trim().starts_with(['=', '-']);
    lines[i].kind = Some(LineKind::Table);
    if underline && i > 0 && lines[i - 1].kind.is_none() && !lines[i - 1].text.trim().is_empty() {
        lines[i - 1].kind = Some(LineKind::Heading);
    }
}

/// Returns the ranges of inline markup in a stretch of Markdown: emphasis, links, code ticks.
pub(super) fn inline_markup(text: &str) -> Vec<Range<usize>> {
    let mut dropped = Vec::new();
    for found in INLINE.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        match found.name("label") {
            Some(label) if whole.as_str().starts_with('[') => {
                dropped.push(whole.start()..label.start());
                dropped.extend(
                    inline_markup(label.as_str())
                        .into_iter()
                        .map(|inner| inner.start + label.start()..inner.end + label.start()),
                );
                dropped.push(label.end()..whole.end());
            }
            _ => dropped.push(whole.range()),
        }
    }
    dropped
}

static HEADING: LazyLock<Regex> = LazyLock::new(|| pattern(r"^ {0,3}#{1,6}\s+"));
static RULE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:=+|-{2,}|(?:[-*_] ?){3,})$"));
static PREFIX: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*(?:>\s?)*(?:(?:[-*+]|\d{1,3}[.)])\s+)?(?:\[[ xX]\]\s+)?"));
static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*(?:>\s?)*(?:[-*+]|\d{1,3}[.)])\s+"));
static STRUCK: LazyLock<Regex> = LazyLock::new(|| pattern(r"~~[^\s~](?:[^~]*[^\s~])?~~"));
static INLINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"!?\[(?P<label>[^\[\]]*)\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\[\]]*\])|\[\^[^\]]+\]|</?[a-zA-Z][^<>]*>|`+|\*+|~~|\b_+|_+\b",
    )
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is fixed")
}

fn read_front_matter(lines: &mut [RawLine<'_>]) -> Said {
    let mut front = Said::default();
    let fence = match lines.first().map(|line| line.text.trim()) {
        Some(fence @ ("---" | "+++")) => fence.to_owned(),
        _ => return front,
    };
    let Some(end) = lines.iter().skip(1).position(|l| l.text.trim() == fence) else {
        return front;
    };
    for line in &mut lines[..end + 2] {
        line.kind = Some(LineKind::FrontMatter);
        let Some((key, value)) = line.text.split_once([':', '=']) else {
            continue;
        };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        let place = match key.trim().to_lowercase().as_str() {
            "title" => &mut front.title,
            "publisher" | "site" | "source" | "publication" => &mut front.publisher,
            "date" | "published" => &mut front.date,
            "url" | "link" => &mut front.url,
            _ => continue,
        };
        if !value.is_empty() {
            *place = Some(value.to_owned());
        }
    }
    front
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for range in inline_markup(text) {
            out.push_str(&text[at..range.start]);
            at = range.end;
        }
        out + &text[at..]
    }

    #[test]
    fn inline_markup_goes_and_words_stay() {
        for (marked, words) in [
            ("a **bold** and _soft_ word", "a bold and soft word"),
            ("see [the *Treaty*](http://x.y/z_a) now", "see the Treaty now"),
            ("![a map](map.png) Next", " Next"),
            ("`code` and snake_case[^2]", "code and snake_case"),
        ] {
            assert_eq!(plain(marked), words);
        }
    }
}
