//! A source whose file is not there.

use super::survey::{SourceFile, Survey};
use super::{At, Rule, Weakness};

pub(super) const RULE: Rule = Rule {
    name: "source-gone",
    about: "a source's file is not there",
    why: "Its quotes can be shown, but neither you nor docent can look them up. Put the file back, \
          correct `file`, or delete that key, if the deck is to travel without its sources.",
    weak: r#"[[source]]
id = "s"
file = "elsewhere.txt"

[[card]]
kind = "text"
question = "What is the capital of Peru?"
answer = "Lima"
cites = [{ source = "s" }]
"#,
    sound: r#"[[source]]
id = "s"
title = "A book"

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
        .filter_map(|(index, (_, file))| {
            let SourceFile::Gone(why) = file else { return None };
            Some(Weakness {
                at: At::Source(index, "file"),
                message: format!("its file cannot be read: {why}"),
                hint: "put it back, correct `file`, or delete that key".into(),
            })
        })
        .collect()
}
