//! A sentence with a gap where a name, a time or a number stood: what is left to ask where no
//! question can be made of a clause.

use super::{Found, Seen, has_open_pointer};
use crate::document::Role;
use crate::facts::fact::{NameKind, Open, Statement, Value, Verb};
use crate::facts::syntax::discourse::spell_out;
use crate::facts::syntax::scene::{Mention, Scene, StandIn};
use crate::language::model::EntityKind;
use crate::language::numbers::NumberKind;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a gap looks like.
pub const GAP: &str = "____";

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    const SHORTEST: usize = 6;
    const LONGEST: usize = 75;
    // What stands under a picture tells of the picture.
    if seen.known().sentence.role == Role::Caption {
        return Vec::new();
    }
    let scene = &seen.known().scene;
    let tree = &scene.tree;
    let whole = (SHORTEST..=LONGEST).contains(&tree.len())
        && (0..tree.len()).any(|w| matches!(tree.tag(w), "VBD" | "VBZ" | "VBP" | "MD"))
        && matches!(tree.word(tree.len() - 1).text.as_str(), "." | "”" | "\"");
    if !whole {
        return Vec::new();
    }
    let before = if points_back(scene) {
        match told_before(seen) {
            Some(before) => Some(before),
            None => return Vec::new(),
        }
    } else {
        None
    };
    let mut found: Vec<Found> = gaps(seen, scene)
        .into_iter()
        .map(|(words, value, sure)| gapped(scene, &words, value, sure))
        .collect();
    found.extend(terms(&seen.known().plain));
    found.extend(in_brackets(&seen.known().sentence.text));
    match before {
        Some(before) => found.into_iter().map(|gap| behind(&before, gap)).collect(),
        None => found,
    }
}

/// Returns the sentence before, if it tells what a sentence that points back means.
fn told_before(seen: Seen<'_>) -> Option<String> {
    const LONGEST: usize = 40;
    let before = seen.before()?;
    let tells = before.scene.tree.len() <= LONGEST && !points_back(&before.scene);
    tells.then(|| before.plain.trim().to_owned())
}

/// Puts a sentence before the one with the gap: "Polonia is a club. They won the cup in ____."
fn behind(before: &str, gap: Found) -> Found {
    let tail = format!("{before} {}", gap.statement.tail);
    Found { statement: Statement { tail, ..gap.statement }, ..gap }.resting_on_the_one_before()
}

/// Returns what can be left out: its words, what it is, and how sure it is that nothing else fills it.
fn gaps(seen: Seen<'_>, scene: &Scene) -> Vec<(Range<usize>, Value, u8)> {
    let mut all = Vec::new();
    let whole = |words: &Range<usize>| {
        let inside: Vec<usize> = words.clone().collect();
        let owned = words.end < scene.tree.len() && scene.tree.tag(words.end) == "POS";
        let hyphen = |w: usize| matches!(scene.tree.word(w).text.as_str(), "-" | "/" | "–");
        let before = words.start.checked_sub(1).is_some_and(hyphen);
        let after = words.end < scene.tree.len() && hyphen(words.end);
        !before && !after && (owned || !scene.is_torn(&inside))
    };
    let open = |m: &&Mention| !scene.is_quoted(m.words.start) && whole(&m.words);
    for mention in scene.mentions.iter().filter(open) {
        let text = scene.plain(mention.words.clone());
        let kind = match mention.kind {
            EntityKind::Person => NameKind::Person,
            EntityKind::Gpe if mention.state.is_some() => NameKind::State,
            EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac => NameKind::Place,
            EntityKind::Org => NameKind::Organisation,
            _ => NameKind::Other,
        };
        let sure = SURE.saturating_sub(COMMON * seen.commonness(&mention.full));
        all.push((mention.words.clone(), Value::Name(kind, text), sure));
    }
    for time in scene.times.iter().filter(|t| t.stated) {
        let words = without_century(scene, &time.words);
        all.push((words.clone(), Value::Text(scene.plain(words)), SURE));
    }
    for count in &scene.counts {
        let words = with_unit(scene, &count.words);
        let plain = scene.plain(words.clone());
        let idle = matches!(count.kind, NumberKind::Ordinal | NumberKind::Fraction)
            || matches!(plain.to_lowercase().as_str(), "one" | "1" | "two thirds");
        // "a billion-year contract" leaves half a word.
        let hyphen = |w: usize| matches!(scene.tree.word(w).text.as_str(), "-" | "–");
        // "eight to ten hours" is one answer.
        let second = words.start > 1
            && matches!(scene.tree.lower(words.start - 1), "to" | "or")
            && scene.count_at(words.start - 2).is_some();
        let first = words.end + 1 < scene.tree.len()
            && matches!(scene.tree.lower(words.end), "to" | "or")
            && scene.count_at(words.end + 1).is_some();
        let torn = first
            || second
            || words.start > 0 && hyphen(words.start - 1)
            || words.end < scene.tree.len() && hyphen(words.end);
        if !idle && !torn {
            all.push((words, Value::Text(plain), SURE));
        }
    }
    all
}

/// "in the early ____ century": the word beside the gap says what is asked for.
fn without_century(scene: &Scene, time: &Range<usize>) -> Range<usize> {
    let ends = time.len() > 1 && scene.tree.lower(time.end - 1) == "century";
    let which = if ends { time.end - 2 } else { return time.clone() };
    // "twenty-first" is three words.
    let hyphen = |w: usize| scene.tree.word(w).text == "-";
    let first = if which > time.start + 1 && hyphen(which - 1) { which - 2 } else { which };
    // "the second quarter of the century" is more than its number.
    let plain = |w: usize| matches!(scene.tree.lower(w), "the" | "early" | "late" | "mid");
    if (time.start..first).all(plain) { first..time.end - 1 } else { time.clone() }
}

/// How sure a gap is that no other sentence fills, and what each other sentence takes away.
const SURE: u8 = 100;
const COMMON: u8 = 20;

/// "The diffusion of water is called osmosis": the term.
fn terms(text: &str) -> Vec<Found> {
    static TERM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:called|known as|termed|referred to as) (?:the |an? )?(?P<term>\p{Ll}[\p{L}-]*(?: \p{Ll}[\p{L}-]*)?)(?:[.,;]| that | which | is | are | was )")
            .expect("the pattern is fixed")
    });
    let found = TERM.captures_iter(text).filter_map(|found| {
        let term = found.name("term")?;
        let tail = format!("{}{GAP}{}", &text[..term.start()], &text[term.end()..]);
        let value = Value::Name(NameKind::Field, term.as_str().to_owned());
        Some(Found::asserted(of_gap(tail), value).with_confidence(SURE))
    });
    found.collect()
}

/// "the song Metropolis (1927)", "73 miles (117 km)": what stands alone in brackets.
fn in_brackets(text: &str) -> Vec<Found> {
    static INSIDE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\((?P<year>\d{4})\)|\((?P<number>\d[\d,.]*%?)\)|\((?P<name>\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)+)\)")
            .expect("the pattern is fixed")
    });
    let found = INSIDE.captures_iter(text).filter_map(|found| {
        let (place, value) = match (found.name("year").or(found.name("number")), found.name("name"))
        {
            (Some(figure), _) => (figure, Value::Text(figure.as_str().to_owned())),
            (None, Some(name)) => (name, Value::Name(NameKind::Person, name.as_str().to_owned())),
            (None, None) => return None,
        };
        let tail = format!("{}{GAP}{}", &text[..place.start()], &text[place.end()..]);
        Some(Found::asserted(of_gap(tail), value).with_confidence(SURE))
    });
    found.collect()
}

/// Returns the whole amount that a number is part of: "five to ten years".
fn with_unit(scene: &Scene, number: &Range<usize>) -> Range<usize> {
    const LONGEST: usize = 6;
    let holds = |a: &&Range<usize>| a.start <= number.start && number.end <= a.end;
    let blurs = |w: usize| {
        matches!(
            scene.tree.lower(w),
            "about"
                | "around"
                | "some"
                | "over"
                | "nearly"
                | "the"
                | "a"
                | "approximately"
                | "only"
                | "at"
                | "least"
                | "little"
                | "just"
        )
    };
    let whole = scene.amounts.iter().find(holds).filter(|a| a.len() <= LONGEST);
    let mut words = whole.unwrap_or(number).clone();
    while words.len() > 1 && words.start < number.start && blurs(words.start) {
        words.start += 1;
    }
    // "1 kilobar for every 3.5 kilometres".
    let rate = words.start > 0 && scene.tree.lower(words.start - 1) == "for";
    if rate && scene.tree.lower(words.start) == "every" && words.start < number.start {
        words.start += 1;
    }
    // "5 feet 10 inches and" is one word too long.
    while words.end > number.end && matches!(scene.tree.lower(words.end - 1), "and" | "or") {
        words.end -= 1;
    }
    words
}

fn gapped(scene: &Scene, words: &Range<usize>, value: Value, sure: u8) -> Found {
    let apart = |s: &&StandIn| s.words.end <= words.start || s.words.start >= words.end;
    let mut stand_ins: Vec<StandIn> = scene.stand_ins.iter().filter(apart).cloned().collect();
    stand_ins.push(StandIn { words: words.clone(), text: GAP.into() });
    let all: Vec<usize> = (0..scene.tree.len()).collect();
    let mut text = scene.text_with(&all, &stand_ins);
    spell_out(&mut [&mut text], &value.spelled());
    // "the canal" that stands for "It" begins the sentence.
    if text.starts_with("the ") {
        text.replace_range(..1, "T");
    }
    Found::asserted(of_gap(text), value).with_confidence(sure)
}

fn of_gap(text: String) -> Statement {
    Statement {
        lead: None,
        asks: String::new(),
        open: Open::Gap,
        subject: String::new(),
        verb: Verb::none(),
        tail: text,
    }
}

/// Returns whether the sentence begins with something that only the one before makes clear.
fn points_back(scene: &Scene) -> bool {
    const NEAR: usize = 4;
    let tree = &scene.tree;
    let resolved = |w: usize| scene.stand_ins.iter().any(|s| s.words.contains(&w));
    (0..tree.len().min(NEAR)).any(|w| has_open_pointer(&tree.word(w).text) && !resolved(w))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn names_times_and_numbers_are_left_out() {
        let found = found_by("gap", "In 1889, Henry Dunant lost 40 friends in Heiden.");
        assert!(
            found.contains(
                &" |  |  | In ____, Henry Dunant lost 40 friends in Heiden. => 1889".to_owned()
            ),
            "{found:?}"
        );
        assert!(
            found.contains(
                &" |  |  | In 1889, Henry Dunant lost ____ friends in Heiden. => 40".to_owned()
            ),
            "{found:?}"
        );
    }

    #[test]
    fn terms_and_what_stands_in_brackets_are_left_out() {
        for (text, gap) in [
            (
                "The diffusion of water through a membrane is called osmosis.",
                "The diffusion of water through a membrane is called ____. => osmosis",
            ),
            (
                "The song Metropolis (1927) was praised in Heiden by critics.",
                "The song Metropolis (____) was praised in Heiden by critics. => 1927",
            ),
        ] {
            let found = found_by("gap", text);
            assert!(found.iter().any(|f| f.ends_with(gap)), "{found:?}");
        }
    }

    #[test]
    fn a_sentence_that_points_back_comes_with_the_one_before() {
        let found =
            found_by("gap", "Heiden has a club of chess. They won the cup of Geneva in 1946.");
        let gap = "Heiden has a club of chess. They won the cup of Geneva in ____. => 1946";
        assert!(found.iter().any(|f| f.ends_with(gap)), "{found:?}");
    }

    #[test]
    fn two_names_side_by_side_want_a_comma() {
        let text =
            "Ada Lund was a Danish poet. Together with Jan Holm she founded the Riga Club in 1889.";
        let found = found_by("gap", text);
        let whole = "Together with Jan Holm, Ada Lund founded the Riga Club in ____. => 1889";
        assert!(found.iter().any(|f| f.ends_with(whole)), "{found:?}");
        let text =
            "Ada Lund was a Danish poet. Although she founded the Riga Club in 1889, few came.";
        let found = found_by("gap", text);
        assert!(found.iter().all(|f| !f.contains("Although,")), "{found:?}");
    }

    #[test]
    fn of_a_century_its_number_is_left_out() {
        let found =
            found_by("gap", "Henry Dunant was famous in the early twentieth century in Heiden.");
        let gap = "in the early ____ century in Heiden. => twentieth";
        assert!(found.iter().any(|f| f.ends_with(gap)), "{found:?}");
    }

    #[test]
    fn half_a_word_is_not_left_out() {
        let found = found_by("gap", "Henry Dunant signed a billion-year contract near Heiden.");
        assert!(!found.iter().any(|f| f.contains("____-")), "{found:?}");
        let found =
            found_by("gap", "Henry Dunant needed eight to ten hours from Geneva to Heiden.");
        assert!(!found.iter().any(|f| f.contains("____ to ten")), "{found:?}");
    }

    #[test]
    fn a_sentence_that_rests_on_another_is_left_alone() {
        assert!(found_by("gap", "It lost 40 friends in Heiden in 1889.").is_empty());
    }
}
