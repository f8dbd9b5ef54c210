//! The few things rules ask of words.

/// Returns whether a deck's words are English, as far as it says: rules on words of English must
/// not judge those of another language.
pub(super) fn is_english(language: Option<&str>) -> bool {
    language.is_none_or(|tag| {
        tag.eq_ignore_ascii_case("en")
            || tag.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("en-"))
    })
}

/// Returns whether folded words stand within folded words, as whole words.
pub(super) fn stand_in(words: &str, text: &str) -> bool {
    let ends = |at: usize| at == text.len() || text[at..].starts_with(' ');
    let begins = |at: usize| at == 0 || text[..at].ends_with(' ');
    !words.is_empty()
        && text.match_indices(words).any(|(at, found)| begins(at) && ends(at + found.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_wholes() {
        assert!(stand_in("suez canal", "who dug the suez canal"));
        assert!(stand_in("suez", "suez"));
        assert!(!stand_in("canal", "which canals are there"));
        assert!(!stand_in("", "anything"));
    }

    #[test]
    fn only_english_is_judged_as_english() {
        assert!(is_english(None) && is_english(Some("en")) && is_english(Some("EN-gb")));
        assert!(!is_english(Some("de")) && !is_english(Some("enm")) && !is_english(Some("é")));
    }
}
