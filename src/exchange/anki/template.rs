//! A card's template, filled with the fields of a note, as Anki's manual describes it.

/// What a template comes to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The side as HTML.
    pub html: String,
    /// The field whose value is to be typed.
    pub typed: Option<String>,
}

/// Stands for the front within the back, so that both can be told apart.
pub const FRONT: char = '\u{1}';

/// Fills a template. Fields that are not there are empty; `{{#F}}…{{/F}}` shows only when F is
/// filled and `{{^F}}…{{/F}}` only when it is not.
pub fn render(template: &str, field: &dyn Fn(&str) -> Option<String>) -> Rendered {
    let mut rendered = Rendered::default();
    let mut sections: Vec<bool> = Vec::new();
    let mut hidden = 0usize;
    let mut rest = template;
    while let Some(open) = rest.find("{{") {
        let shown = hidden == 0;
        if shown {
            rendered.html.push_str(&rest[..open]);
        }
        let inside = &rest[open + 2..];
        let Some(close) = inside.find("}}") else {
            return rendered;
        };
        let (tag, after) = (inside[..close].trim(), &inside[close + 2..]);
        rest = after;
        let filled = |name: &str| field(name.trim()).is_some_and(|value| !value.trim().is_empty());
        match (tag.chars().next(), tag.get(1..)) {
            (Some(mark @ ('#' | '^')), Some(name)) => {
                let shows = filled(name) == (mark == '#');
                hidden += usize::from(!shows);
                sections.push(shows);
            }
            (Some('/'), _) => hidden -= usize::from(sections.pop() == Some(false)),
            _ if !shown => {}
            _ if tag == "FrontSide" => rendered.html.push(FRONT),
            _ => fill(tag, field, &mut rendered),
        }
    }
    if hidden == 0 {
        rendered.html.push_str(rest);
    }
    rendered
}

/// Fills one field, which filters may stand before: `{{type:Back}}`, `{{hint:Extra}}`.
fn fill(tag: &str, field: &dyn Fn(&str) -> Option<String>, rendered: &mut Rendered) {
    let mut parts: Vec<&str> = tag.split(':').map(str::trim).collect();
    let name = parts.pop().unwrap_or_default();
    if parts.contains(&"type") {
        rendered.typed = Some(name.to_owned());
    } else if !parts.iter().any(|filter| filter.starts_with("tts")) {
        rendered.html.push_str(&field(name).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn field(name: &str) -> Option<String> {
        match name {
            "Front" => Some("Q".into()),
            "Back" => Some("A".into()),
            "Empty" => Some(" ".into()),
            _ => None,
        }
    }

    #[test]
    fn fields_sections_and_filters_are_filled() {
        let html = |template: &str| render(template, &field).html;
        assert_eq!(html("{{Front}} and {{ text:Back }}{{Nobody}}"), "Q and A");
        assert_eq!(
            html("{{#Back}}yes{{/Back}}{{#Empty}}no{{/Empty}}{{^Empty}}!{{/Empty}}"),
            "yes!"
        );
        assert_eq!(html("{{#Empty}}a{{#Front}}b{{/Front}}c{{/Empty}}d"), "d");
        assert_eq!(html("{{FrontSide}}<hr id=answer>{{Back}}"), "\u{1}<hr id=answer>A");
        assert_eq!(html("open {{Front"), "open ");
        let typed = render("{{Front}}{{type:Back}}", &field);
        assert_eq!((typed.html.as_str(), typed.typed.as_deref()), ("Q", Some("Back")));
    }

    proptest! {
        #[test]
        fn any_template_is_filled(template in "[{}#/^:Front é]{0,40}") {
            let _ = render(&template, &field);
        }
    }
}
