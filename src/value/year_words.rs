//! Years as they are spoken: "nineteen fourteen", "two thousand and five".

use super::number::read_number;

/// Writes the years that a text says in words in figures, as dates are read: "June nineteen
/// fourteen" as "June 1914". All other words stay as they are.
#[must_use]
pub fn years_in_figures(text: &str) -> String {
    let spoken = text.split_whitespace().flat_map(parts);
    let words: Vec<&str> = spoken.collect();
    let mut written = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some((year, length)) = read_year(&words[at..]) {
            written.push(year.to_string());
            at += length;
        } else {
            written.push(words[at].to_owned());
            at += 1;
        }
    }
    written.join(" ")
}

/// Splits "twenty-three", and leaves any other word whole.
fn parts(word: &str) -> Vec<&str> {
    let parts: Vec<&str> = word.split('-').collect();
    let counts = |part: &&str| part_of_hundred(part).is_some() || is_scale(part);
    if parts.iter().all(counts) { parts } else { vec![word] }
}

/// Reads a year that begins with the first of the words, and how many of them it takes.
fn read_year(words: &[&str]) -> Option<(i32, usize)> {
    let (head, length) = below_hundred(words)?;
    let next = words.get(length).map(|word| bare(word));
    match (next.as_deref(), head) {
        (Some("thousand"), 1..=9) => {
            let (hundreds, taken) = with_hundreds(&words[length + 1..]);
            Some((head * 1000 + hundreds, length + 1 + taken))
        }
        (Some("hundred"), 10..=99) => {
            let (rest, taken) = behind_and(&words[length + 1..]);
            Some((head * 100 + rest, length + 1 + taken))
        }
        (Some("oh" | "o"), 10..=99) => {
            let (unit, 1) = below_hundred(&words[length + 1..])? else { return None };
            (unit < 10).then_some((head * 100 + unit, length + 2))
        }
        (_, 10..=99) => {
            let (tail, taken) = below_hundred(&words[length..])?;
            (tail >= 10).then_some((head * 100 + tail, length + taken))
        }
        _ => None,
    }
}

/// Reads "nine hundred and fourteen", or what comes without hundreds; 0 of no words else.
fn with_hundreds(words: &[&str]) -> (i32, usize) {
    match below_hundred(words) {
        Some((hundreds @ 1..=9, 1)) if words.get(1).is_some_and(|word| bare(word) == "hundred") => {
            let (rest, taken) = behind_and(&words[2..]);
            (hundreds * 100 + rest, 2 + taken)
        }
        _ => behind_and(words),
    }
}

/// Reads a number below a hundred, before which "and" may stand; 0 of no words else.
fn behind_and(words: &[&str]) -> (i32, usize) {
    let and = usize::from(words.first().is_some_and(|word| bare(word) == "and"));
    below_hundred(&words[and..]).map_or((0, 0), |(number, taken)| (number, and + taken))
}

/// Reads "fourteen" or "twenty three", and how many words it takes.
fn below_hundred(words: &[&str]) -> Option<(i32, usize)> {
    let number = part_of_hundred(words.first()?)?;
    let unit = words.get(1).and_then(|word| part_of_hundred(word)).filter(|n| (1..10).contains(n));
    match unit.filter(|_| number >= 20 && number % 10 == 0) {
        Some(unit) => Some((number + unit, 2)),
        None => Some((number, 1)),
    }
}

/// Returns the value of one word that counts below a hundred.
fn part_of_hundred(word: &str) -> Option<i32> {
    let word = bare(word);
    let number = read_number(&word).filter(|_| word.chars().all(char::is_alphabetic))?.value();
    (1..100).find(|whole| f64::from(*whole).total_cmp(&number).is_eq())
}

fn is_scale(word: &str) -> bool {
    matches!(bare(word).as_str(), "hundred" | "thousand" | "and" | "oh" | "o")
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spoken_years_are_written_in_figures() {
        for (spoken, written) in [
            ("nineteen fourteen", "1914"),
            ("Nineteen twenty-three", "1923"),
            ("nineteen twenty three", "1923"),
            ("nineteen-fourteen", "1914"),
            ("ten sixty-six", "1066"),
            ("nineteen oh five", "1905"),
            ("nineteen hundred", "1900"),
            ("nineteen hundred and five", "1905"),
            ("two thousand", "2000"),
            ("two thousand and five", "2005"),
            ("two thousand twenty-three", "2023"),
            ("one thousand nine hundred and fourteen", "1914"),
            ("twenty ten", "2010"),
            ("twenty twenty-three", "2023"),
            ("28 June, nineteen fourteen.", "28 June, 1914"),
            ("about nineteen fourteen in summer", "about 1914 in summer"),
        ] {
            assert_eq!(years_in_figures(spoken), written, "{spoken}");
        }
    }

    #[test]
    fn other_words_stay_as_they_are() {
        for text in [
            "",
            "twenty-first century",
            "the nineteen",
            "five and six",
            "six June 1914",
            "oh o and",
        ] {
            assert_eq!(years_in_figures(text), text);
        }
    }

    proptest! {
        #[test]
        fn any_words_are_taken(
            words in prop::collection::vec(prop::sample::select(vec![
                "nineteen", "twenty", "three", "hundred", "thousand", "and", "oh", "-", "é",
            ]), 0..8)
        ) {
            let _ = years_in_figures(&words.join(" "));
            let _ = years_in_figures(&words.join("-"));
        }
    }
}
