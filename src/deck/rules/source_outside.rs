//! A source whose file lies outside of the folder of the deck.

use super::survey::{SourceFile, Survey};
use super::{At, Rule, Weakness};
use crate::deck::write::string;

pub(super) const RULE: Rule = Rule {
    name: "source-outside",
    about: "a source's file lies outside of the folder of the deck",
    why: "It stays behind when the deck is handed on, and docent does not look its quotes up: a deck \
          may come from anybody, so it names no file of yours. Copy the file beside the deck and \
          name the copy, or delete `file` and give a `title` or `url`.",
    weak: r#"[[source]]
id = "s"
file = "../source.txt"

[[card]]
kind = "text"
question = "What is the capital of Peru?"
answer = "Lima"
cites = [{ source = "s" }]
"#,
    sound: r#"[[source]]
id = "s"
file = "source.txt"

[[card]]
kind = "text"
question = "What is the capital of Peru?"
answer = "Lima"
cites = [{ source = "s" }]
"#,
    find,
};

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    let sources = survey.sources.iter().enumerate();
    sources
        .filter_map(|(index, (source, file))| {
            let SourceFile::Outside = file else { return None };
            let file = source.file.as_deref().unwrap_or_default();
            let near = format!("sources/{}", file.rsplit(['/', '\\']).next().unwrap_or_default());
            Some(Weakness {
                at: At::Source(index, "file"),
                message: format!(
                    "`{file}` lies outside of the folder of the deck, and is not looked at"
                ),
                hint: format!(
                    "copy it to `{near}` in that folder and write `file = {}`, or delete that key: \
                     where the deck is handed on, it would be missing",
                    string(&near)
                ),
            })
        })
        .collect()
}
