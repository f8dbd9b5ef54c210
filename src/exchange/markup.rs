//! HTML as other programs put it into cards, turned into plain text, and back.

/// What HTML says in plain text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Plain {
    /// The text: a line a paragraph, without tags and entities.
    pub text: String,
    /// How many pictures, sounds and videos there were.
    pub media: usize,
}

/// Tags that end a line.
const BREAKS: [&str; 12] = ["br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "hr"];

/// Returns the plain text of HTML, and how much of it is no text.
pub(super) fn plain_text(html: &str) -> Plain {
    let mut plain = Plain::default();
    // What is never closed is looked for once, however often it is opened.
    let closed = Closed { tag: html.rfind('>'), bracket: html.rfind(']') };
    let mut at = 0;
    while let Some(next) = html[at..].find(['<', '&', '[']) {
        push(&mut plain.text, &html[at..at + next]);
        at += next;
        at = match html.as_bytes()[at] {
            b'<' => tag(html, at, &closed, &mut plain),
            b'[' => sound(html, at, &closed, &mut plain),
            _ => entity(html, at, &mut plain.text),
        };
    }
    push(&mut plain.text, &html[at..]);
    let lines: Vec<String> = plain
        .text
        .split('\n')
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let mut text = String::new();
    let mut blank = 0;
    for line in lines {
        blank = if line.is_empty() { blank + 1 } else { 0 };
        if blank < 2 {
            text.push_str(&line);
            text.push('\n');
        }
    }
    Plain { text: text.trim().to_owned(), ..plain }
}

/// Where the last marks stand that close what is open.
struct Closed {
    tag: Option<usize>,
    bracket: Option<usize>,
}

/// A line break in HTML is a space.
fn push(text: &mut String, words: &str) {
    text.extend(words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
}

/// Takes the tag that begins at a byte; a `<` that begins none is itself. Returns where it ends.
fn tag(html: &str, at: usize, closed: &Closed, plain: &mut Plain) -> usize {
    let rest = &html[at..];
    let begins =
        rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(html.len(), |end| at + end + 3);
    }
    let closes = begins && closed.tag.is_some_and(|last| last > at);
    let Some(end) = closes.then(|| rest.find('>')).flatten() else {
        plain.text.push('<');
        return at + 1;
    };
    let closing = rest.starts_with("</");
    let name: String = rest[1..end]
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    match name.as_str() {
        "img" | "video" | "audio" | "object" if !closing => plain.media += 1,
        "script" | "style" if !closing => return code_end(html, at + end + 1, &name),
        name if BREAKS.contains(&name) && !plain.text.is_empty() && !plain.text.ends_with('\n') => {
            plain.text.push('\n');
        }
        "br" => plain.text.push('\n'),
        _ => {}
    }
    at + end + 1
}

/// Returns where a script or style ends that begins at a byte.
fn code_end(html: &str, start: usize, name: &str) -> usize {
    let mut at = start;
    while let Some(next) = html[at..].find("</") {
        at += next + 2;
        if html.get(at..at + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return at - 2;
        }
    }
    html.len()
}

/// Takes Anki's `[sound:…]` that begins at a byte. Returns where it ends.
fn sound(html: &str, at: usize, closed: &Closed, plain: &mut Plain) -> usize {
    let rest = &html[at..];
    if rest.starts_with("[sound:")
        && closed.bracket.is_some_and(|last| last > at)
        && let Some(end) = rest.find(']')
    {
        plain.media += 1;
        return at + end + 1;
    }
    plain.text.push('[');
    at + 1
}

/// The longest name of an entity.
const ENTITY: usize = 8;

/// Takes the entity that begins at a byte; an `&` that begins none is itself. Returns where it
/// ends.
fn entity(html: &str, at: usize, text: &mut String) -> usize {
    let letters = |b: &u8| b.is_ascii_alphanumeric() || *b == b'#';
    let bytes = &html.as_bytes()[at + 1..];
    let length = bytes.iter().take(ENTITY).take_while(|b| letters(b)).count();
    let found = named(&html[at + 1..at + 1 + length]).filter(|_| bytes.get(length) == Some(&b';'));
    text.push(found.unwrap_or('&'));
    if found.is_some() { at + length + 2 } else { at + 1 }
}

fn named(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control() || *c == '\n');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        "times" => '×',
        "divide" => '÷',
        "deg" => '°',
        "euro" => '€',
        "pound" => '£',
        "copy" => '©',
        "middot" => '·',
        "rarr" => '→',
        "larr" => '←',
        "shy" | "zwnj" | "zwj" => '\u{ad}',
        _ => return None,
    })
}

/// Returns plain text as the value of an attribute in double quotes.
pub(super) fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// Returns plain text as HTML between tags. Quotes stay as they are:
/// they mean nothing there, and Anki shows a field's HTML to who edits it.
#[must_use]
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>"),
            '\t' => out.push(' '),
            // A control character shows nothing, and one of them parts the fields of a note.
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tags_entities_and_media_are_taken_out() {
        let html = "<p>Caf&eacute; &amp; bar<br>a &lt; b</p><div>x<img src=\"a.png\">[sound:b.mp3]</div>\
                    <script>alert(1)</script><!-- no --> 1 < 2 & 3 [x]";
        let plain = plain_text(html);
        assert_eq!(plain.text, "Caf&eacute; & bar\na < b\nx\n1 < 2 & 3 [x]");
        assert_eq!(plain.media, 2);
    }

    proptest! {
        #[test]
        fn plain_text_comes_back(text in super::super::sample::texts()) {
            let spaces: Vec<String> =
                text.split('\n').map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            prop_assume!(!text.contains("[sound:"));
            let mut spaced = spaces.join("\n").trim().to_owned();
            while spaced.contains("\n\n\n") {
                spaced = spaced.replace("\n\n\n", "\n\n");
            }
            prop_assert_eq!(plain_text(&html(&text)).text, spaced);
        }

        #[test]
        fn any_bytes_are_read(text in "[<>&;a/!\\-\\[\\]#x1é]{0,40}") {
            let _ = plain_text(&text);
        }
    }
}
