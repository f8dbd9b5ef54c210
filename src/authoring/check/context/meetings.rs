//! What every meeting has, and who spoke there.

use crate::authoring::check::wording::pattern;
use crate::authoring::setting::is_of_a_meeting;
use crate::facts::{Open, Statement};
use regex::Regex;
use std::sync::LazyLock;

/// What every meeting has: balances, items, votes for the record.
pub(super) fn is_a_matter_of_form(statement: &Statement) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:apologies|balance|interest in|items?|minutes|agenda|recorded|abstain|seconded|thanks|quotations?|why)\b",
        )
    });
    const FEWEST_WORDS: usize = 4;
    let few = statement.tail.split(' ').count() < FEWEST_WORDS;
    is_of_a_meeting(statement) && (few || FORM.is_match(&statement.tail))
}

/// "At the meeting, who explained that …?" Who spoke at a meeting is seldom worth knowing.
pub(super) fn speaks_at_a_meeting(statement: &Statement) -> bool {
    const SPEAKS: [&str; 12] = [
        "ask", "complain", "explain", "note", "point", "recall", "remind", "report", "say", "show",
        "suggest", "tell",
    ];
    is_of_a_meeting(statement)
        && statement.open == Open::Subject
        && SPEAKS.contains(&statement.verb.base.as_str())
}
