//! Things that are taken for each other: "you answer Jordan for Morocco".

use super::period::Period;
use crate::study::DeckLog;
use crate::value::fold;
use std::collections::HashMap;

/// How often a pair must have been confused to be more than a slip.
const OFTEN: u32 = 2;
/// How many confusions are named.
const MOST: usize = 10;

/// Two things that were taken for each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confusion {
    /// What was given.
    pub given: String,
    /// What would have been right.
    pub right: String,
    /// How often it was given for the right one.
    pub times: u32,
    /// How often, the other way round, the right one was given for it.
    pub back: u32,
}

/// How often each of a pair was given for the other.
#[derive(Default)]
struct Pair {
    /// The words as they were last written, in the order of the folded ones.
    words: [String; 2],
    /// When that was.
    at: i64,
    /// How often the first was given for the second, and the second for the first.
    times: [u32; 2],
}

/// Returns the pairs that were confused twice or more in a period, whichever way, the most often
/// confused first; in each the way that happened more often. Spellings that fold alike are one, and
/// so are the cards that ask for the same.
#[must_use]
pub fn confusions(logs: &[DeckLog], period: Period) -> Vec<Confusion> {
    let mut pairs: HashMap<[String; 2], Pair> = HashMap::new();
    let mistakes = logs.iter().flat_map(|log| {
        log.mistakes.iter().map(|(answer, mistake)| (&log.answers[*answer], mistake))
    });
    for (answer, mistake) in mistakes.filter(|(answer, _)| period.contains(answer.day)) {
        let (given, right) = (fold(&mistake.given), fold(&mistake.right));
        if given == right {
            continue;
        }
        let way = usize::from(given > right);
        let in_order = |given, right| if way == 0 { [given, right] } else { [right, given] };
        let pair = pairs.entry(in_order(given, right)).or_default();
        if pair.times == [0, 0] || pair.at <= answer.at {
            pair.words = in_order(mistake.given.clone(), mistake.right.clone());
            pair.at = answer.at;
        }
        pair.times[way] += 1;
    }
    let mut confusions: Vec<Confusion> = pairs
        .into_values()
        .filter(|pair| pair.times.iter().sum::<u32>() >= OFTEN)
        .map(Pair::told)
        .collect();
    confusions.sort_by(|a, b| {
        let all = |confusion: &Confusion| confusion.times + confusion.back;
        all(b).cmp(&all(a)).then_with(|| (&a.right, &a.given).cmp(&(&b.right, &b.given)))
    });
    confusions.truncate(MOST);
    confusions
}

impl Pair {
    fn told(self) -> Confusion {
        let [first, second] = self.words;
        let [times, back] = self.times;
        if times >= back {
            Confusion { given: first, right: second, times, back }
        } else {
            Confusion { given: second, right: first, times: back, back: times }
        }
    }
}
