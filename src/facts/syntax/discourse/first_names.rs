//! First names that tell a he from a she, the commonest of Europe and America.

use super::gender::Gender;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The names of the table, each with whose it is.
static NAMES: LazyLock<HashMap<&str, Gender>> = LazyLock::new(|| {
    let (men, women) = include_str!("first_names.txt").split_once("[she]").unwrap_or_default();
    let (_, men) = men.split_once("[he]").unwrap_or_default();
    let of = |names: &'static str, gender| names.split_whitespace().map(move |name| (name, gender));
    of(men, Gender::He).chain(of(women, Gender::She)).collect()
});

/// Returns whether a full name is a he's or a she's, where its first name tells.
pub(super) fn gender_by_first_name(name: &str) -> Option<Gender> {
    NAMES.get(name.split(' ').next()?).copied()
}

/// Returns "he" or "she" for a full name whose first name tells.
#[must_use]
pub fn pronoun_by_first_name(name: &str) -> Option<&'static str> {
    gender_by_first_name(name).map(|gender| match gender {
        Gender::He => "he",
        Gender::She => "she",
    })
}
