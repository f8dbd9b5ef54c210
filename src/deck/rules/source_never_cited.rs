//! A source that no card cites.

use super::survey::Survey;
use super::{At, Rule, Weakness};
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    name: "source-never-cited",
    about: "a source that no card cites",
    why: "Either a card forgot to say where it comes from, or the source is a leftover. Cite it, \
          or delete it.",
    weak: r#"[[source]]
id = "s"
title = "A book"

[[card]]
kind = "text"
question = "What is the capital of Peru?"
answer = "Lima"
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
    // Drafts cite too.
    let cites = survey.deck.cards.iter().flat_map(|card| &card.cites);
    let cited: HashSet<&str> = cites.map(|cite| cite.source.as_str()).collect();
    let sources = survey.deck.sources.iter().enumerate();
    sources
        .filter(|(_, source)| !cited.contains(source.id.as_str()))
        .map(|(index, source)| Weakness {
            at: At::Source(index, "id"),
            message: format!("no card cites the source `{}`", source.id),
            hint: "cite it, or delete it".into(),
        })
        .collect()
}
