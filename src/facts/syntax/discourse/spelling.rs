//! Names and pronouns until the question is whole.
//!
//! A stand-in holds both the name and the words of the text; which of them a question needs is known
//! only when all its parts are.

/// Marks around a stand-in: the name, a mark, the words of the text.
const OPEN: char = '\u{E000}';
const BETWEEN: char = '\u{E001}';
const CLOSE: char = '\u{E002}';

/// Decides for the parts of a question, in their order, where the name stands and where the words
/// of the text are enough: a name is said once, and never when it is the answer.
pub(in crate::facts) fn spell_out(parts: &mut [&mut String], answer: &str) {
    let mut said: Vec<String> = vec![answer.to_owned()];
    for part in parts {
        let mut rest = std::mem::take(*part);
        while let Some(open) = rest.find(OPEN) {
            let (before, marked) = rest.split_at(open);
            let marked = marked.trim_start_matches(OPEN);
            let (inside, after) = marked.split_once(CLOSE).unwrap_or((marked, ""));
            let (name, short) = inside.split_once(BETWEEN).unwrap_or((inside, inside));
            part.push_str(before);
            let bare = name.trim_end_matches("'s").trim_end_matches('\'').to_owned();
            // "The Americans named their effort": the article of a sentence's head has a capital.
            let noun = bare.strip_prefix("the ").unwrap_or(&bare);
            let pronoun = short.starts_with(char::is_lowercase) && !short.starts_with("the ");
            let known = said.contains(&bare)
                || part.contains(noun)
                || pronoun && noun.split(' ').any(|word| stands_alone(part, word));
            // "Although he lived on, Sibelius wrote little" names him where the text does.
            let later = pronoun && is_named_in(after, &bare);
            part.push_str(if known || later { short } else { name });
            if !later {
                said.push(bare);
            }
            rest = after.to_owned();
        }
        part.push_str(&rest);
        said.push(part.clone());
    }
}

/// Returns whether a text that is still to come calls somebody by a name.
fn is_named_in(text: &str, name: &str) -> bool {
    let behind = format!("{OPEN}{name}{BETWEEN}");
    text.split(behind.as_str()).skip(1).any(|short| short.starts_with(char::is_uppercase))
}

/// Returns whether a part of a name stands in a text by itself: "Curie", but not "Pierre Curie".
fn stands_alone(text: &str, name: &str) -> bool {
    const SHORTEST: usize = 3;
    let words: Vec<&str> = text.split(' ').collect();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let alone = |at: usize| {
        let before = at.checked_sub(1).map(|before| words[before]);
        let behind = words.get(at + 1).copied().unwrap_or_default();
        bare(words[at]) == name
            && !capital(behind)
            && before.is_none_or(|before| !capital(before) || before.ends_with([',', '.']))
    };
    name.chars().count() >= SHORTEST && capital(name) && (0..words.len()).any(alone)
}

/// Returns whether a text holds a stand-in.
pub(in crate::facts) fn rests_on_others(text: &str) -> bool {
    text.contains(OPEN)
}

pub(super) fn marked(name: &str, short: &str) -> String {
    format!("{OPEN}{name}{BETWEEN}{short}{CLOSE}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(parts: &[&str], answer: &str) -> Vec<String> {
        let mut parts: Vec<String> = parts.iter().map(|p| (*p).to_owned()).collect();
        spell_out(&mut parts.iter_mut().collect::<Vec<_>>(), answer);
        parts
    }

    #[test]
    fn a_name_is_said_once_and_not_when_it_is_the_answer() {
        let (she, her) = (marked("Marie Curie", "she"), marked("Marie Curie's", "her"));
        assert_eq!(
            spelled(&["In which year", &she, &her], "1902"),
            ["In which year", "Marie Curie", "her"]
        );
        assert_eq!(spelled(&["Who", "", &her], "Marie Curie"), ["Who", "", "her"]);
        let gap = format!("Curie held the chair until {her} death.");
        assert_eq!(spelled(&[&gap], ""), ["Curie held the chair until her death."]);
        let gap = format!("Pierre Curie held the chair until {her} time.");
        assert_eq!(spelled(&[&gap], ""), ["Pierre Curie held the chair until Marie Curie's time."]);
        let (he, name) = (marked("Jean Moss", "he"), marked("Jean Moss", "Moss"));
        let sentence = format!("Although {he} lived on, {name} wrote little.");
        assert_eq!(spelled(&[&sentence], ""), ["Although he lived on, Jean Moss wrote little."]);
        let their = marked("the Danes'", "their");
        let sentence = format!("The Danes lost {their} ship.");
        assert_eq!(spelled(&[&sentence], ""), ["The Danes lost their ship."]);
        assert_eq!(
            spelled(&["What", "the state", &her], "radium"),
            ["What", "the state", "Marie Curie's"]
        );
    }
}
