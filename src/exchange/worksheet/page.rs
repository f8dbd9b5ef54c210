//! The page of a worksheet.

use super::super::markup::{attribute, html};
use super::Variant;
use super::question::{Piece, Question, Space};
use crate::deck::Deck;

/// Black on white, one column, nothing that moves: the same on paper, on a phone, and read aloud.
const STYLE: &str = include_str!("page.css");

/// Returns the page of these variants.
pub fn write(deck: &Deck, variants: &[Variant]) -> String {
    let language = attribute(deck.language.as_deref().unwrap_or("en"));
    let title = html(&deck.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        title.replace("<br>", " ")
    );
    if variants.len() > 1 {
        let link = |v: &Variant| {
            let letter = v.letter;
            let id = letter.to_ascii_lowercase();
            format!("<a href=\"#variant-{id}\">Variant {letter}</a>\n")
        };
        let links: String = variants.iter().map(link).collect();
        out.push_str(&format!("<nav class=\"screen\">\n{links}</nav>\n"));
    }
    for variant in variants {
        let name =
            if variants.len() > 1 { format!("Variant {}", variant.letter) } else { String::new() };
        write_variant(&mut out, deck, variant, &name);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn write_variant(out: &mut String, deck: &Deck, variant: &Variant, name: &str) {
    let id = variant.letter.to_ascii_lowercase();
    let title = html(&deck.title);
    let shown =
        if name.is_empty() { String::new() } else { format!("<p class=\"name\">{name}</p>\n") };
    let about = deck.description.as_deref().map(|text| format!("<p>{}</p>\n", html(text)));
    out.push_str(&format!(
        "<section class=\"variant\" id=\"variant-{id}\" aria-label=\"Questions {name}\">\n\
         <header>\n<h1>{title}</h1>\n{shown}{}\
         <p class=\"who paper\">Name <span class=\"rule\"></span> Date <span class=\"rule short\"></span> \
         Right <span class=\"rule short\"></span> of {}</p>\n</header>\n<ol class=\"questions\">\n",
        about.unwrap_or_default(),
        variant.questions.len(),
    ));
    for (number, question) in variant.questions.iter().enumerate() {
        write_question(out, question, &format!("v-{id}-{}", number + 1));
    }
    out.push_str("</ol>\n</section>\n");
    write_key(out, variant, &title, name);
}

fn write_question(out: &mut String, question: &Question, id: &str) {
    let asked = asked(question, id);
    let field = |inner: &str| {
        format!(
            "<li class=\"question\"><fieldset>\n<legend>{asked}</legend>\n{inner}</fieldset></li>\n"
        )
    };
    let options = |kind: &str, texts: &[String]| -> String {
        let option = |text: &String| {
            format!(
                "<li><label><input type=\"{kind}\" name=\"{id}\"> <span class=\"option\">{}</span></label></li>\n",
                html(text)
            )
        };
        format!(
            "<ol type=\"A\" class=\"options\">\n{}</ol>\n",
            texts.iter().map(option).collect::<String>()
        )
    };
    let hint = |text: &str| format!("<p class=\"how\">{text}</p>\n");
    out.push_str(&match &question.space {
        Space::Gaps => field(""),
        Space::Line { unit } => {
            let unit = unit.as_deref().map(|unit| format!(" {}", html(unit))).unwrap_or_default();
            field(&format!("<p><input type=\"text\" class=\"line\" aria-label=\"Answer\" autocomplete=\"off\">{unit}</p>\n"))
        }
        // Paper has rules, which a browser prints whether or not it prints backgrounds.
        Space::Lines => field(
            "<p><textarea rows=\"4\" class=\"lines\" aria-label=\"Answer\"></textarea></p>\n\
             <div class=\"paper ruled\"><span></span><span></span><span></span></div>\n",
        ),
        Space::One(texts) => field(&options("radio", texts)),
        Space::Several(texts) => field(&(hint("Mark all that apply.") + &options("checkbox", texts))),
        Space::Order(texts) => {
            let numbers = hint(&format!("Number them from 1 to {}.", texts.len()));
            let member = |text: &String| {
                format!(
                    "<li><label><input type=\"text\" inputmode=\"numeric\" maxlength=\"2\" class=\"number\" \
                     autocomplete=\"off\"> <span class=\"option\">{}</span></label></li>\n",
                    html(text)
                )
            };
            let members: String = texts.iter().map(member).collect();
            field(&format!("{numbers}<ul class=\"options\">\n{members}</ul>\n"))
        }
    });
}

fn asked(question: &Question, id: &str) -> String {
    let mut gap = 0;
    let piece = |piece: &Piece| match piece {
        Piece::Words(words) => html(words),
        Piece::Gap { hint, width } => {
            gap += 1;
            let hint = hint.as_deref().map(|hint| format!(" <small>({})</small>", html(hint)));
            format!(
                "<input type=\"text\" class=\"gap\" id=\"{id}-{gap}\" size=\"{width}\" \
                 aria-label=\"Gap {gap}\" autocomplete=\"off\">{}",
                hint.unwrap_or_default()
            )
        }
    };
    question.asked.iter().map(piece).collect()
}

fn write_key(out: &mut String, variant: &Variant, title: &str, name: &str) {
    let entry = |question: &Question| {
        let letters: Vec<String> = question.letters.iter().map(char::to_string).collect();
        let letters = if letters.is_empty() {
            String::new()
        } else {
            format!("<b>{}</b> ", letters.join(", "))
        };
        let reasons: String = question
            .reasons
            .iter()
            .map(|reason| format!("<br><small>{}</small>", html(reason)))
            .collect();
        format!("<li class=\"question\">{letters}{}{reasons}</li>\n", html(&question.key))
    };
    let entries: String = variant.questions.iter().map(entry).collect();
    let (label, shown) = if name.is_empty() {
        ("Key".to_owned(), "key".to_owned())
    } else {
        (format!("Key to variant {}", variant.letter), format!("key to variant {}", variant.letter))
    };
    out.push_str(&format!(
        "<p class=\"screen\"><label><input type=\"checkbox\" class=\"show-key\"> Show the {shown}</label></p>\n\
         <section class=\"key\" aria-label=\"{label}\">\n<h2>{label}: {title}</h2>\n<ol>\n{entries}</ol>\n</section>\n",
    ));
}
