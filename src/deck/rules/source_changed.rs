//! A source whose file is not what it was when the deck read it.

use super::survey::{SourceFile, Survey};
use super::{At, Rule, Weakness};

pub(super) const RULE: Rule = Rule {
    name: "source-changed",
    about: "a source's file is not what it was when it was read",
    why: "What it says now may differ from what the cards say. `docent build` into the deck brings \
          what is new and what changed as drafts, has quotes follow their sentences, and writes the \
          new `sha256`. In a deck that you wrote yourself, write it, or delete it.",
    weak: r#"[[source]]
id = "s"
file = "source.txt"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"

[[card]]
kind = "text"
question = "What is the capital of Peru?"
answer = "Lima"
cites = [{ source = "s" }]
"#,
    sound: r#"[[source]]
id = "s"
file = "source.txt"
sha256 = "1111111111111111111111111111111111111111111111111111111111111111"

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
            let (SourceFile::Read(text), Some(known)) = (file, &source.sha256) else { return None };
            (!text.sha256().eq_ignore_ascii_case(known.trim())).then(|| Weakness {
                at: At::Source(index, "sha256"),
                message: format!(
                    "`{}` is not what it was when it was read",
                    source.file.as_deref().unwrap_or_default()
                ),
                hint: format!(
                    "`docent build` into this deck brings what changed, and the new `sha256`; by hand, \
                     write `sha256 = \"{}\"`",
                    text.sha256()
                ),
            })
        })
        .collect()
}
