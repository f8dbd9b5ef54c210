//! Which candidates become cards: none asked twice, few from one sentence, no more than were wanted.

use super::gaps;
use super::{BuildOptions, Candidate, Drafted, Outcome};
use crate::document::Document;
use crate::language::sentence::sentences;
use crate::value::{fold, strip_article};
use crate::workers::{all_threads, share_out};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Cards on one sentence that are studied as they come.
const ACTIVE_ON_A_SENTENCE: usize = 2;

/// Cards on a document, drafts among them, for every two of its sentences: what a teacher can read
/// through.
const ON_TWO_SENTENCES: usize = 3;

/// Settles what becomes of every candidate.
pub(super) fn settle(drafted: &mut [Drafted], documents: &[Document], options: &BuildOptions) {
    let each: Vec<&Document> = documents.iter().collect();
    let sentences = share_out(&each, all_threads(), |document| vec![sentences(document).len()]);
    drop_what_is_asked_twice(drafted);
    ask_more_exactly(drafted);
    keep_the_best_gaps(drafted, &sentences);
    spare_sentences(drafted);
    ask_once_for_each_answer(drafted);
    spare_documents(drafted, &sentences);
    gaps::join(drafted);
    if options.all {
        for one in drafted.iter_mut().map(|d| &mut d.candidate) {
            if one.outcome == Outcome::Draft {
                one.outcome = Outcome::Kept;
            }
        }
    }
    if let Some(max) = options.max {
        keep(drafted, max);
    }
}

/// The first of two that ask the same stays, and of two with one answer on one sentence the one that
/// a pattern of its own worded.
fn drop_what_is_asked_twice(drafted: &mut [Drafted]) {
    let mut asked = HashSet::new();
    let mut answered = HashSet::new();
    for one in drafted.iter_mut() {
        let place = one.place;
        let candidate = &mut one.candidate;
        if candidate.outcome == Outcome::Dropped {
            continue;
        }
        let answer = (place, bare(&candidate.answer));
        let general = is_general(candidate);
        if !asked.insert(fold(&candidate.question)) {
            discard(candidate, "asked already");
        } else if general && answered.contains(&answer) {
            discard(candidate, "another card on the sentence has the same answer");
        }
        if !general {
            answered.insert(answer);
        }
    }
}

/// Returns an answer as answers are compared: "the Slade School" is "Slade School".
fn bare(answer: &str) -> String {
    fold(strip_article(answer))
}

/// Leaves to a teacher a question that another with the same answer asks in the same words and more:
/// "Which union did she found?" beside "… in March 1923?". Of two that ask when, the shorter is asked.
fn ask_more_exactly(drafted: &mut [Drafted]) {
    let kept: Vec<usize> = (0..drafted.len())
        .filter(|i| drafted[*i].candidate.outcome == Outcome::Kept)
        .filter(|i| !gaps::is_gap(&drafted[*i].candidate))
        .collect();
    let mut by_answer: HashMap<String, Vec<usize>> = HashMap::new();
    for index in kept {
        by_answer.entry(bare(&drafted[index].candidate.answer)).or_default().push(index);
    }
    let telling = |index: usize| {
        let question = &drafted[index].candidate.question;
        let asks_when = question.starts_with("In which") || question.starts_with("On which");
        (asks_when, telling_words(question))
    };
    let mut asked_elsewhere = Vec::new();
    for same in by_answer.values() {
        let told: Vec<(bool, HashSet<String>)> = same.iter().map(|i| telling(*i)).collect();
        for (place, (asks_when, words)) in told.iter().enumerate() {
            let known = told.iter().enumerate().any(|(other, (also_when, others))| {
                let less =
                    if *asks_when { others.is_subset(words) } else { words.is_subset(others) };
                other != place && asks_when == also_when && words != others && less
            });
            asked_elsewhere.extend(known.then_some(same[place]));
        }
    }
    for index in asked_elsewhere {
        let candidate = &mut drafted[index].candidate;
        candidate.outcome = Outcome::Draft;
        candidate.reason = "another card asks the same".into();
    }
}

/// Returns the words of a question that say what it is about.
fn telling_words(question: &str) -> HashSet<String> {
    const ASKING: [&str; 14] = [
        "the", "which", "who", "whom", "where", "what", "did", "was", "were", "year", "month",
        "date", "and", "for",
    ];
    const SHORTEST: usize = 3;
    let words = question.split(|c: char| !c.is_alphanumeric()).map(fold);
    words
        .filter(|word| word.chars().count() >= SHORTEST && !ASKING.contains(&word.as_str()))
        .collect()
}

/// Keeps active what gaps a document of so many sentences needs beside its questions: one on a sentence that no active
/// question asks about, the likeliest asked first, and no more cards than one on three sentences.
fn keep_the_best_gaps(drafted: &mut [Drafted], sentences: &[usize]) {
    const SENTENCES_FOR_A_CARD: usize = 2;
    const LEAST_ASKED: u8 = 22;
    let mut wanted: Vec<usize> =
        sentences.iter().map(|count| count.div_ceil(SENTENCES_FOR_A_CARD)).collect();
    let active = by_worth(drafted, |c| c.outcome == Outcome::Kept);
    let (mut gaps, questions): (Vec<usize>, Vec<usize>) =
        active.into_iter().partition(|i| gaps::is_gap(&drafted[*i].candidate));
    let mut asked: HashSet<(usize, usize)> = HashSet::new();
    for place in questions.iter().filter_map(|i| drafted[*i].place) {
        if let Some(wanted) = wanted.get_mut(place.0) {
            *wanted = wanted.saturating_sub(1);
        }
    }
    asked.extend(questions.iter().flat_map(|i| drafted[*i].cited.iter().copied()));
    let answers = Answers::of(questions.iter().map(|i| &drafted[*i].candidate));
    gaps.sort_by_key(|i| Reverse((asks_for_a_term(&drafted[*i].candidate), drafted[*i].asked)));
    for index in gaps {
        let term = asks_for_a_term(&drafted[index].candidate);
        let likely = term || drafted[index].asked >= LEAST_ASKED;
        let told = answers.hold(&drafted[index].candidate);
        let place = drafted[index].place.filter(|_| likely && !told);
        let wanted = place.and_then(|place| wanted.get_mut(place.0)).filter(|left| **left > 0);
        match (place, wanted) {
            (Some(place), Some(wanted)) if asked.insert(place) => *wanted -= 1,
            _ => {
                let candidate = &mut drafted[index].candidate;
                candidate.outcome = Outcome::Draft;
                candidate.reason = "a sentence with a gap; other cards are likelier asked".into();
            }
        }
    }
}

/// What active questions ask, by their answers.
struct Answers(HashMap<String, Vec<HashSet<String>>>);

impl Answers {
    fn of<'c>(questions: impl Iterator<Item = &'c Candidate>) -> Self {
        let mut answers: HashMap<String, Vec<HashSet<String>>> = HashMap::new();
        for question in questions {
            let names = names_in(&question.question);
            answers.entry(bare(&question.answer)).or_default().push(names);
        }
        Self(answers)
    }

    /// Returns whether a question has the same answer, and all its names stand in the sentence with a
    /// gap: they ask for one thing.
    fn hold(&self, gap: &Candidate) -> bool {
        const FEWEST: usize = 2;
        let there = names_in(&gap.question);
        let asked = self.0.get(&bare(&gap.answer)).into_iter().flatten();
        asked.into_iter().any(|names| names.len() >= FEWEST && names.is_subset(&there))
    }
}

/// Returns the words with a capital behind the first.
fn names_in(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let names = words.filter(|word| word.starts_with(char::is_uppercase));
    let asking = |word: &&str| matches!(*word, "In" | "On" | "Who" | "Which" | "Where" | "Since");
    names.filter(|word| !asking(word)).map(str::to_owned).collect()
}

fn asks_for_a_term(candidate: &Candidate) -> bool {
    candidate.signs.contains(&"a gap for a term")
}

/// Keeps the best few of a sentence active.
fn spare_sentences(drafted: &mut [Drafted]) {
    let mut active: HashMap<(usize, usize), usize> = HashMap::new();
    for index in by_worth(drafted, |c| c.outcome == Outcome::Kept) {
        let Some(place) = drafted[index].place else { continue };
        let candidate = &mut drafted[index].candidate;
        let active = active.entry(place).or_default();
        if is_general(candidate) && *active >= ACTIVE_ON_A_SENTENCE {
            candidate.outcome = Outcome::Draft;
            candidate.reason = "other cards on the sentence are worth more".into();
        } else {
            *active += 1;
        }
    }
}

/// Asks for each answer of a sentence once: by an active card, or by the draft that people would
/// likeliest ask.
fn ask_once_for_each_answer(drafted: &mut [Drafted]) {
    let mut answers: HashSet<((usize, usize), String)> = HashSet::new();
    let active = by_worth(drafted, |c| c.outcome == Outcome::Kept);
    let mut drafts = by_asked(drafted);
    // A question that may well be good is worth more to a teacher than its gap.
    drafts.sort_by_key(|i| !is_fair_question(&drafted[*i].candidate));
    for index in active.into_iter().chain(drafts) {
        let Some(place) = drafted[index].place else { continue };
        let candidate = &mut drafted[index].candidate;
        let is_new = answers.insert((place, bare(&candidate.answer)));
        if is_general(candidate) && !is_new {
            discard(candidate, "another card on the sentence has the same answer");
        }
    }
}

/// What people ask about a year, a sentence with a gap asks as well.
fn asks_for_a_year(drafted: &Drafted) -> bool {
    const LEAST_ASKED: u8 = 15;
    drafted.candidate.signs.contains(&"a gap for a year") && drafted.asked >= LEAST_ASKED
}

fn is_fair_question(candidate: &Candidate) -> bool {
    const FAIR: u8 = 45;
    !gaps::is_gap(candidate) && candidate.score >= FAIR
}

/// Keeps the best of a document: drafts beyond what a teacher can read through go. Each gap counts,
/// for each is asked by itself.
fn spare_documents(drafted: &mut [Drafted], sentences: &[usize]) {
    let mut left: Vec<usize> =
        sentences.iter().map(|count| (count * ON_TWO_SENTENCES).div_ceil(2)).collect();
    let active = by_worth(drafted, |c| c.outcome == Outcome::Kept);
    let mut drafts = by_asked(drafted);
    drafts.sort_by_key(|i| {
        !(is_fair_question(&drafted[*i].candidate) || asks_for_a_year(&drafted[*i]))
    });
    for index in active.into_iter().chain(drafts) {
        let Some(left) = drafted[index].place.and_then(|(d, _)| left.get_mut(d)) else {
            continue;
        };
        let candidate = &mut drafted[index].candidate;
        if *left == 0 && candidate.outcome == Outcome::Draft && is_general(candidate) {
            discard(candidate, "less likely asked than enough other cards on the document");
        }
        *left = left.saturating_sub(1);
    }
}

/// Makes drafts of the active cards beyond the number wanted.
fn keep(drafted: &mut [Drafted], max: usize) {
    for index in by_worth(drafted, |c| c.outcome == Outcome::Kept).into_iter().skip(max) {
        let candidate = &mut drafted[index].candidate;
        candidate.outcome = Outcome::Draft;
        candidate.reason = "worth less than the cards that were asked for".into();
    }
}

/// Returns the places of those that are not dropped and fit, the worthiest first.
fn by_worth(drafted: &[Drafted], fits: impl Fn(&Candidate) -> bool) -> Vec<usize> {
    let mut places: Vec<usize> = (0..drafted.len())
        .filter(|i| {
            let candidate = &drafted[*i].candidate;
            candidate.outcome != Outcome::Dropped && fits(candidate)
        })
        .collect();
    places.sort_by_key(|i| Reverse(drafted[*i].candidate.score));
    places
}

/// Returns the places of the drafts, what people likeliest ask first.
fn by_asked(drafted: &[Drafted]) -> Vec<usize> {
    let mut places = by_worth(drafted, |c| c.outcome == Outcome::Draft);
    places.sort_by_key(|i| Reverse(drafted[*i].asked));
    places
}

/// Whether a pattern that reaches everything found it, not one that knows what to ask.
fn is_general(candidate: &Candidate) -> bool {
    matches!(candidate.pattern.as_str(), "clause" | "gap")
}

fn discard(candidate: &mut Candidate, reason: &str) {
    candidate.outcome = Outcome::Dropped;
    reason.clone_into(&mut candidate.reason);
}

#[cfg(test)]
mod tests {
    use crate::authoring::{BuildOptions, Outcome, build};
    use crate::document::Document;

    #[test]
    fn what_a_question_asks_no_gap_of_another_sentence_asks_again() {
        let text = "Peru established relations with Chile in 1923. Since it established relations with \
                    Chile in 1923, Peru has traded copper with Chile and Norway.";
        let built = build(&[Document::parse("a.txt", text)], &BuildOptions::default());
        let kept = built.candidates.iter().filter(|c| c.outcome == Outcome::Kept);
        let years = kept.filter(|c| c.answer.contains("1923")).count();
        assert_eq!(years, 1, "{:#?}", built.explanation());
    }
}
