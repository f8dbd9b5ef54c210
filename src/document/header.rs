//! What a page says of itself: its title, who published it and when.

use super::furniture::publisher_in_footer;
use super::lines::{LineKind, RawLine, ends_a_sentence, is_title_case, page_date};
use crate::value::Edtf;

/// How many lines at the top may hold a title, a publisher and a date.
const HEADER_LINES: usize = 16;

/// What the text of a page says of itself.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<Edtf>,
}

/// Reads the header of a page whose lines are classified.
pub(super) fn read_header(lines: &[RawLine<'_>]) -> Header {
    let top: Vec<&RawLine<'_>> =
        lines.iter().filter(|line| line.kind != Some(LineKind::Blank)).take(HEADER_LINES).collect();
    Header {
        title: title(&top)
            .or_else(|| name_with_a_word_on_it(&top))
            .or_else(|| title_on_two_lines(lines)),
        publisher: publisher_above_date(&top).or_else(|| footer(lines)),
        published: publication_date(&top),
    }
}

/// Returns the first heading above all prose that reads as a title.
fn title(top: &[&RawLine<'_>]) -> Option<String> {
    top.iter()
        .take_while(|line| line.kind != Some(LineKind::Body))
        .filter(|line| line.kind == Some(LineKind::Heading))
        .map(|line| line.text.trim())
        .find(|text| {
            let words = text.split_whitespace().count();
            words >= 4 || is_title_case(text) && words >= 2 || begins_the_text(top, text)
        })
        .map(|text| text.trim_matches(['*', '_', '#', ' ']).to_owned())
}

/// "Riga", above "Riga is a port": an article's title may be one word, or all small.
fn begins_the_text(top: &[&RawLine<'_>], title: &str) -> bool {
    let first = top.iter().find(|line| line.kind == Some(LineKind::Body));
    let title = title.strip_prefix("The ").unwrap_or(title);
    // "The airship Moss", above "The Moss was built".
    let kind_before = |word: &&str| word.starts_with(char::is_lowercase);
    let named = title.split(' ').skip_while(kind_before).collect::<Vec<_>>().join(" ");
    let begins = |text: &str, with: &str| {
        let rest = text.strip_prefix("The ").unwrap_or(text).strip_prefix(with);
        rest.is_some_and(|rest| !with.is_empty() && rest.starts_with([' ', ',']))
    };
    first.is_some_and(|line| {
        let text = line.text.trim();
        begins(text, title) || begins(text, &named) || is_named_at_first(line.text, title)
    })
}

/// Returns the first line where it is a name and what its bearer was, above a text that begins with that
/// name.
fn name_with_a_word_on_it(top: &[&RawLine<'_>]) -> Option<String> {
    let head = top.first().filter(|line| line.kind == Some(LineKind::Heading))?.text.trim();
    let (name, _) = head.split_once(", ")?;
    let last = name.split_whitespace().skip(1).last()?;
    let first = top.iter().find(|line| line.kind == Some(LineKind::Body))?;
    let tells_of_it = words_of_opening(first.text).any(|word| word == last);
    (is_title_case(name) && tells_of_it).then(|| head.to_owned())
}

/// "Minutes of the meeting of the Garden Society" over "held on 3 May 1954": what stands above all else
/// on two lines, and is no sentence.
fn title_on_two_lines(lines: &[RawLine<'_>]) -> Option<String> {
    const MOST_WORDS: usize = 24;
    let blank = |line: &&RawLine<'_>| line.kind == Some(LineKind::Blank);
    let mut rest = lines.iter().skip_while(blank);
    let (first, second, third) = (rest.next()?, rest.next()?, rest.next()?);
    let wrapped = first.kind == Some(LineKind::Body) && !ends_a_sentence(first.text);
    let announces = second.text.trim_end().ends_with([':', ',']);
    let ends = second.kind == Some(LineKind::Heading) && !announces && blank(&third);
    let begins = first.text.trim().starts_with(char::is_uppercase);
    let above_prose = rest.any(|line| line.kind == Some(LineKind::Body));
    let title = format!("{} {}", first.text.trim(), second.text.trim());
    let fits = title.split_whitespace().count() <= MOST_WORDS;
    (wrapped && ends && begins && above_prose && fits).then_some(title)
}

/// "The Convention on Trade, known as CONTRA, is", below "CONTRA".
fn is_named_at_first(text: &str, title: &str) -> bool {
    let name = !title.contains(' ') && title.starts_with(char::is_uppercase);
    name && words_of_opening(text).skip(1).any(|word| word == title)
}

/// Returns the words that a text begins with, without their marks.
fn words_of_opening(text: &str) -> impl Iterator<Item = &str> {
    const OPENING: usize = 40;
    let words = text.split_whitespace().take(OPENING);
    words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Returns the page's date: one that says "ago" or "published" before the earliest of the others.
fn publication_date(top: &[&RawLine<'_>]) -> Option<Edtf> {
    let dates: Vec<(Edtf, bool)> = top
        .iter()
        .filter(|line| line.kind == Some(LineKind::PageDate))
        .filter_map(|line| page_date(line.text))
        .collect();
    let announced = dates.iter().find(|(_, announced)| *announced);
    announced.or_else(|| dates.iter().min_by_key(|(date, _)| date.span())).map(|(date, _)| *date)
}

/// Returns the short name that stands right above the page's date, below the title.
fn publisher_above_date(top: &[&RawLine<'_>]) -> Option<String> {
    let pairs = top.windows(2).filter(|pair| {
        pair[0].kind == Some(LineKind::Heading) && pair[1].kind == Some(LineKind::PageDate)
    });
    let names = pairs.map(|pair| pair[0].text.trim());
    let title = title(top);
    names
        .filter(|name| title.as_deref() != Some(*name) && !is_a_score(name))
        .find(|name| (2..=6).contains(&name.split_whitespace().count()) && is_title_case(name))
        .map(str::to_owned)
}

/// "Ludgate Rovers 2 Penfold Town 1".
fn is_a_score(name: &str) -> bool {
    name.split(' ').filter(|word| word.bytes().all(|b| b.is_ascii_digit())).count() > 1
}

fn footer(lines: &[RawLine<'_>]) -> Option<String> {
    let last = lines.iter().rev().take(HEADER_LINES);
    last.filter(|line| line.kind == Some(LineKind::Furniture))
        .find_map(|line| publisher_in_footer(line.text.trim()))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::lines::{classify, split_lines};
    use super::*;

    #[test]
    fn a_page_tells_its_title_publisher_and_date() {
        let text = "Tuesday, March 5, 2019\nHistory\n6 min read\nHow the Wall Came Down in a Night\n\nThe Harbour Gazette\nMarch 4, 20191 day ago\n\nThe wall fell in 1989.";
        let mut lines = split_lines(text);
        classify(&mut lines);
        let header = read_header(&lines);
        assert_eq!(header.title.as_deref(), Some("How the Wall Came Down in a Night"));
        assert_eq!(header.publisher.as_deref(), Some("The Harbour Gazette"));
        assert_eq!(header.published.map(|d| d.to_string()).as_deref(), Some("2019-03-04"));
    }

    #[test]
    fn a_score_above_the_date_is_no_publisher() {
        for (line, publisher) in
            [("Moss Rovers 2 Nid Town 1", None), ("Channel 4 News", Some("Channel 4 News"))]
        {
            let text = format!(
                "Rovers hold on to win\n\n{line}\nSaturday, 20 April 2024\n\nThe Rovers won the cup.\n"
            );
            let mut lines = split_lines(&text);
            classify(&mut lines);
            assert_eq!(read_header(&lines).publisher.as_deref(), publisher, "{line}");
        }
    }

    #[test]
    fn a_section_heading_is_no_title() {
        let mut lines = split_lines("Early life\n\nShe was born in Riga.");
        classify(&mut lines);
        assert_eq!(read_header(&lines).title, None);
    }

    #[test]
    fn a_life_is_headed_by_a_name_and_its_years() {
        let text = "Ada Lund (1819-1896)\n\nAda Josephine Lund was a Danish painter, and taught in Ribe for years.\n";
        let mut lines = split_lines(text);
        classify(&mut lines);
        assert_eq!(read_header(&lines).title.as_deref(), Some("Ada Lund (1819-1896)"));
    }

    #[test]
    fn an_article_may_have_a_title_of_one_word() {
        for (text, title) in [
            ("Riga\n\nRiga is a port.", "Riga"),
            ("The steam engine\n\nThe steam engine, which burns coal, is old.", "The steam engine"),
            ("The airship Moss\n\nThe Moss was built in Vadsø.", "The airship Moss"),
            ("CONTRA\n\nThe Convention on Trade, known as CONTRA, is an accord.", "CONTRA"),
        ] {
            let mut lines = split_lines(text);
            classify(&mut lines);
            assert_eq!(read_header(&lines).title.as_deref(), Some(title));
        }
    }

    fn title_of(text: &str) -> Option<String> {
        let mut lines = split_lines(text);
        classify(&mut lines);
        read_header(&lines).title
    }

    #[test]
    fn a_life_may_be_headed_by_a_name_and_a_word_on_it() {
        let below = "Halloway was born in Leeds in 1871, and mapped the coast of Norway.\n";
        for (head, title) in [
            ("Margit Halloway, cartographer", Some("Margit Halloway, cartographer")),
            ("Margit Halloway, her life", Some("Margit Halloway, her life")),
            ("Early life, schooling", None),
            ("Lotte Vinter, conductor", None),
            ("Halloway, cartographer", None),
        ] {
            assert_eq!(title_of(&format!("{head}\n\n{below}")).as_deref(), title, "{head}");
        }
    }

    #[test]
    fn a_title_may_go_over_two_lines() {
        let title = "Minutes of the meeting of the Elmfield Garden Society\nheld on 3 May 1954";
        let prose = "Jean Moss presented the accounts. The rent was raised in 1955.\n";
        let one_line = title.replace('\n', " ");
        assert_eq!(title_of(&format!("{title}\n\n{prose}")), Some(one_line));
        for plain in [
            "The canal was begun in 1859 by a company of merchants\nfrom several towns.",
            "The canal was begun in 1859 by a company of merchants\nfrom several towns:",
            "The canal was begun in 1859.\nIt took ten years",
        ] {
            let title = title_of(&format!("{plain}\n\n{prose}"));
            assert_eq!(title.filter(|title| title.contains('1')), None, "{plain}");
        }
        assert_eq!(title_of(title), None, "above nothing");
    }
}
