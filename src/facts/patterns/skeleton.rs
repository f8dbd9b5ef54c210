//! Copy this file to add a pattern: say here what it finds, with an example sentence.
//!
//! A pattern gets a sentence among its neighbours and returns what the sentence states. Rules that
//! keep it honest: general verbs and nouns only, never a name; when in doubt, nothing; the value is
//! exactly what answers the question that `asks` begins; a test for what it finds and one for what
//! it must leave alone. List it in `PATTERNS`.

use super::{Found, Seen, copula};
use crate::facts::fact::{Statement, Value};
use regex::Regex;
use std::sync::LazyLock;

/// "X is also known as Y."
pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    static KNOWN_AS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^,? (?:also|now|today|commonly|popularly|sometimes) (?:known|called) as (?P<name>(?:the )?\p{Lu}[\p{L}'-]*(?: \p{Lu}[\p{L}'-]*){0,3})[.,]")
            .expect("the pattern is fixed")
    });
    let known = seen.known();
    let (Some(clause), Some(subject)) = (&known.clause, &known.subject) else {
        return Vec::new();
    };
    let verb = clause.verb.auxiliary.as_str();
    let Some((_, rest)) = clause.text.split_once(&format!(" {verb}")) else {
        return Vec::new();
    };
    let Some(found) = KNOWN_AS.captures(rest).filter(|_| matches!(verb, "is" | "are")) else {
        return Vec::new();
    };
    let tail = "also known";
    let statement =
        Statement::of_complement("By what other name", &subject.name, copula(verb), tail);
    vec![Found::asserted(statement, Value::Text(found["name"].to_owned()))]
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn another_name_is_found() {
        assert_eq!(
            found_by("skeleton", "The Great Mosque of Cordoba is also known as the Mezquita."),
            ["By what other name | the Great Mosque of Cordoba | be | also known => the Mezquita"]
        );
    }

    #[test]
    fn a_description_is_no_name() {
        assert!(found_by("skeleton", "Riga is also known as a port.").is_empty());
    }
}
