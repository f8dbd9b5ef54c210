//! On what condition something was done: "Norway sold the Moss Islands on condition that no fort be
//! built there".

use super::{Found, Seen, has_name, verb_of};
use crate::facts::fact::{Statement, Value};
use crate::facts::referent::ReferentKind;
use crate::facts::word::words;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    condition(seen).into_iter().collect()
}

fn condition(seen: Seen<'_>) -> Option<Found> {
    const LONGEST: usize = 16;
    static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?P<what>.+?),? (?:on (?:the )?condition that|provided that|as long as|so long as) (?P<that>[^;.]+)$")
            .expect("the pattern is fixed")
    });
    let known = seen.known();
    let clause = known.clause.as_ref()?;
    let subject = known.subject.as_ref()?;
    let rest = clause.text_of(clause.rest.start..clause.words.len()).trim_end_matches('.');
    let found = CONDITION.captures(rest)?;
    let what = &found["what"];
    let who =
        matches!(subject.kind, ReferentKind::Person | ReferentKind::State | ReferentKind::Named);
    let told = has_name(what) && !what.contains(',');
    let short = words(&found["that"]).len() <= LONGEST && words(what).len() <= LONGEST;
    let statement =
        Statement::of_complement("On what condition", &subject.name, verb_of(&clause.verb), what);
    let value = Value::Text(format!("that {}", &found["that"]));
    (who && told && short).then(|| Found::asserted(statement, value))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn a_condition_is_found() {
        for (text, fact) in [
            (
                "In 1905 Norway sold the Moss Islands on condition that no fort be built there.",
                "On what condition | Norway | sell | the Moss Islands => that no fort be built there",
            ),
            (
                "Marie Curie visited Peru provided that her daughters came with her.",
                "On what condition | Marie Curie | visit | Peru => that her daughters came with her",
            ),
        ] {
            assert_eq!(found_by("condition", text), [fact]);
        }
    }

    #[test]
    fn what_is_not_said_of_whom_is_left_alone() {
        for text in [
            "The two were freed on condition that they left the country.",
            "Norway was in a good condition that year.",
        ] {
            assert!(found_by("condition", text).is_empty(), "{text}");
        }
    }
}
