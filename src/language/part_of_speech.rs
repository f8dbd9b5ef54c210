//! From the model's fine tags to universal parts of speech: a table of rules on tag, word and label,
//! of which the last that fits decides.

use serde::Serialize;
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

/// A part of speech of Universal Dependencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the names are the field's own, universaldependencies.org/u/pos")]
pub enum PartOfSpeech {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Space,
    Sym,
    Verb,
    X,
}

impl PartOfSpeech {
    const ALL: [(Self, &'static str); 18] = [
        (Self::Adj, "ADJ"),
        (Self::Adp, "ADP"),
        (Self::Adv, "ADV"),
        (Self::Aux, "AUX"),
        (Self::Cconj, "CCONJ"),
        (Self::Det, "DET"),
        (Self::Intj, "INTJ"),
        (Self::Noun, "NOUN"),
        (Self::Num, "NUM"),
        (Self::Part, "PART"),
        (Self::Pron, "PRON"),
        (Self::Propn, "PROPN"),
        (Self::Punct, "PUNCT"),
        (Self::Sconj, "SCONJ"),
        (Self::Space, "SPACE"),
        (Self::Sym, "SYM"),
        (Self::Verb, "VERB"),
        (Self::X, "X"),
    ];

    fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find_map(|(pos, n)| (*n == name).then_some(*pos))
    }
}

impl fmt::Display for PartOfSpeech {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::ALL.iter().find(|(pos, _)| pos == self);
        f.write_str(name.map_or("", |(_, name)| name))
    }
}

/// What the rules say of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) pos: PartOfSpeech,
    /// The lemma, for words whose lemma no rule of spelling finds: "is" is "be".
    pub(super) lemma: Option<&'static str>,
    /// Features such as "Number=Sing", joined by bars.
    pub(super) features: &'static str,
}

/// A word as the rules look at it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'w> {
    pub(super) tag: &'w str,
    pub(super) lower: &'w str,
    pub(super) label: &'w str,
    /// Whether the word before is the "there" of "there is".
    pub(super) after_expletive: bool,
    /// Whether the word before is "let".
    pub(super) after_let: bool,
}

/// Returns what the rules say of a word.
pub(super) fn attributes(word: Word) -> Attributes {
    let mut found = Attributes { pos: PartOfSpeech::X, lemma: None, features: "" };
    let rules = RULES.by_tag.get(word.tag).unwrap_or(&RULES.of_any_tag);
    for rule in rules.iter().map(|place| &RULES.all[*place]) {
        if rule.word.holds(word.lower) && rule.label.holds(word.label) {
            found.pos = rule.pos.unwrap_or(found.pos);
            found.lemma = rule.lemma.or(found.lemma);
            found.features = rule.features.unwrap_or(found.features);
        }
    }
    // The rules of the package that look at two words, but for slang.
    if word.after_expletive && matches!(word.lower, "is" | "are" | "was" | "were" | "'s" | "'re") {
        found.pos = PartOfSpeech::Verb;
    }
    if word.after_let && word.lower == "'s" {
        found.lemma = Some("us");
    }
    found
}

/// A set of words, or all but those.
struct Condition {
    words: Vec<&'static str>,
    negated: bool,
}

impl Condition {
    fn read(cell: &'static str) -> Self {
        let bare = cell.strip_prefix('!').filter(|rest| !rest.is_empty());
        let words = bare.unwrap_or(cell).split('|').filter(|w| !w.is_empty());
        Self { words: words.collect(), negated: bare.is_some() }
    }

    fn holds(&self, word: &str) -> bool {
        (self.words.is_empty() && !self.negated) || (self.words.contains(&word) != self.negated)
    }
}

struct Rule {
    tag: Condition,
    word: Condition,
    label: Condition,
    pos: Option<PartOfSpeech>,
    lemma: Option<&'static str>,
    features: Option<&'static str>,
}

impl Rule {
    fn read(line: &'static str) -> Option<Self> {
        let mut cells = line.split('\t');
        let mut condition = || cells.next().map(Condition::read);
        let (tag, word, label) = (condition()?, condition()?, condition()?);
        let mut value = || cells.next().filter(|c| !c.is_empty());
        Some(Self {
            tag,
            word,
            label,
            pos: value().and_then(PartOfSpeech::of_name),
            lemma: value(),
            features: value(),
        })
    }
}

struct Rules {
    all: Vec<Rule>,
    by_tag: HashMap<&'static str, Vec<usize>>,
    of_any_tag: Vec<usize>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let lines = include_str!("model/data/attributes.tsv").lines();
    let all: Vec<Rule> = lines.filter_map(Rule::read).collect();
    let for_tag =
        |tag: &str| -> Vec<usize> { (0..all.len()).filter(|i| all[*i].tag.holds(tag)).collect() };
    let tags = all.iter().flat_map(|rule| rule.tag.words.iter().copied());
    Rules { by_tag: tags.map(|tag| (tag, for_tag(tag))).collect(), of_any_tag: for_tag(""), all }
});

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tag: &str, lower: &str, label: &str) -> Attributes {
        attributes(Word { tag, lower, label, after_expletive: false, after_let: false })
    }

    #[test]
    fn tags_become_parts_of_speech_and_the_last_rule_wins() {
        assert_eq!(read("NN", "house", "dobj").pos, PartOfSpeech::Noun);
        assert_eq!(read("VBD", "had", "aux").pos, PartOfSpeech::Aux);
        assert_eq!(read("VBD", "had", "ROOT").pos, PartOfSpeech::Verb);
        assert_eq!(read("IN", "because", "mark").pos, PartOfSpeech::Sconj);
        assert_eq!(read("DT", "the", "det").pos, PartOfSpeech::Det);
        assert_eq!(read("DT", "this", "nsubj").pos, PartOfSpeech::Pron);
        assert_eq!(read("TO", "to", "aux").pos, PartOfSpeech::Part);
        assert_eq!(read("", "odd", "").pos, PartOfSpeech::X);
    }

    #[test]
    fn irregular_words_have_their_lemma_from_the_rules() {
        assert_eq!(read("VBZ", "is", "ROOT").lemma, Some("be"));
        assert_eq!(read("PRP", "them", "dobj").lemma, Some("they"));
        assert_eq!(read("NN", "house", "dobj").lemma, None);
    }
}
