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
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&', '[']) {
        push(&mut plain.text, &rest[..at]);
        rest = &rest[at..];
        rest = match rest.as_bytes()[0] {
            b'<' => tag(rest, &mut plain),
            b'[' => sound(rest, &mut plain),
            _ => entity(rest, &mut plain.text),
        };
    }
    push(&mut plain.text, rest);
    let lines: Vec<String> = plain
        .text
        .split('\n')
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let mut text = lines.join("\n");
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    Plain { text: text.trim().to_owned(), ..plain }
}

/// A line break in HTML is a space.
fn push(text: &mut String, words: &str) {
    text.extend(words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
}

/// Takes a tag off the front; a `<` that begins none is itself.
fn tag<'t>(rest: &'t str, plain: &mut Plain) -> &'t str {
    let begins =
        rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    let comment = rest
        .strip_prefix("<!--")
        .map(|inside| inside.split_once("-->").map_or("", |(_, rest)| rest));
    if let Some(after) = comment {
        return after;
    }
    let Some(end) = rest.find('>').filter(|_| begins) else {
        plain.text.push('<');
        return &rest[1..];
    };
    let name: String = rest[1..end]
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let name = name.to_lowercase();
    let after = &rest[end + 1..];
    match name.as_str() {
        "img" | "video" | "audio" | "object" if !rest.starts_with("</") => plain.media += 1,
        "script" | "style" if !rest.starts_with("</") => {
            let close = format!("</{name}");
            let lower = after.to_ascii_lowercase();
            return lower.find(&close).map_or("", |at| &after[at..]);
        }
        name if BREAKS.contains(&name) && !plain.text.is_empty() && !plain.text.ends_with('\n') => {
            plain.text.push('\n');
        }
        "br" => plain.text.push('\n'),
        _ => {}
    }
    after
}

/// Takes Anki's `[sound:…]` off the front.
fn sound<'t>(rest: &'t str, plain: &mut Plain) -> &'t str {
    if let Some((_, after)) = rest.strip_prefix("[sound:").and_then(|inside| inside.split_once(']'))
    {
        plain.media += 1;
        after
    } else {
        plain.text.push('[');
        &rest[1..]
    }
}

/// Takes an entity off the front; an `&` that begins none is itself.
fn entity<'t>(rest: &'t str, text: &mut String) -> &'t str {
    let name = rest[1..].split_once(';').filter(|(name, _)| {
        name.len() <= 8
            && !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
    });
    if let Some((c, after)) = name.and_then(|(name, after)| Some((named(name)?, after))) {
        text.push(c);
        after
    } else {
        text.push('&');
        &rest[1..]
    }
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

/// Returns plain text as HTML, which [`plain_text`] reads.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("<br>"),
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
