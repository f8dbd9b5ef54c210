//! The words of a sentence under each other, and any part of it as text.

use crate::language::PartOfSpeech;
use crate::language::annotation::{Annotated, Word};

/// A sentence's words, each with those that hang on it.
#[derive(Debug, Clone, Default)]
pub(in crate::facts) struct Tree {
    words: Vec<Word>,
    /// Each word in lower case.
    lower: Vec<String>,
    children: Vec<Vec<usize>>,
}

impl Tree {
    pub(in crate::facts) fn new(annotated: Annotated) -> Self {
        let words = annotated.words;
        let mut children = vec![Vec::new(); words.len()];
        for (place, word) in words.iter().enumerate() {
            if word.head != place {
                children[word.head].push(place);
            }
        }
        let lower = words.iter().map(|word| word.text.to_lowercase()).collect();
        Self { words, lower, children }
    }

    pub(in crate::facts) fn len(&self) -> usize {
        self.words.len()
    }

    pub(in crate::facts) fn word(&self, place: usize) -> &Word {
        &self.words[place]
    }

    /// Returns so many words from a place on as they stand in the sentence.
    pub(in crate::facts) fn words_from(&self, place: usize, count: usize) -> String {
        let mut text = String::new();
        for word in self.words.iter().skip(place).take(count) {
            text.push_str(&word.text);
            text.push_str(if word.space_after { " " } else { "" });
        }
        text.trim_end().to_owned()
    }

    /// Returns a word in lower case.
    pub(in crate::facts) fn lower(&self, place: usize) -> &str {
        &self.lower[place]
    }

    pub(in crate::facts) fn label(&self, place: usize) -> &'static str {
        self.words[place].label
    }

    pub(in crate::facts) fn tag(&self, place: usize) -> &'static str {
        self.words[place].tag
    }

    pub(in crate::facts) fn lemma(&self, place: usize) -> &str {
        &self.words[place].lemma
    }

    pub(in crate::facts) fn head(&self, place: usize) -> usize {
        self.words[place].head
    }

    pub(in crate::facts) fn children(&self, place: usize) -> &[usize] {
        &self.children[place]
    }

    /// Returns the first word with one of these labels that hangs on a word.
    pub(in crate::facts) fn child(&self, place: usize, labels: &[&str]) -> Option<usize> {
        self.children[place].iter().copied().find(|c| labels.contains(&self.label(*c)))
    }

    pub(in crate::facts) fn is_verb(&self, place: usize) -> bool {
        matches!(self.words[place].pos, PartOfSpeech::Verb | PartOfSpeech::Aux)
    }

    pub(in crate::facts) fn is_noun(&self, place: usize) -> bool {
        matches!(self.words[place].pos, PartOfSpeech::Noun | PartOfSpeech::Propn)
    }

    /// Returns whether a word is a noun, pronoun or number for several.
    pub(in crate::facts) fn is_plural(&self, place: usize) -> bool {
        let joined = self.children[place].iter().any(|c| self.label(*c) == "conj");
        matches!(self.tag(place), "NNS" | "NNPS")
            || (joined && self.is_noun(place))
            || matches!(self.lower(place), "they" | "these" | "those" | "many" | "both")
    }

    /// Returns a word and all that hangs on it, in the order of the sentence, but for branches that
    /// are cut.
    pub(in crate::facts) fn under(
        &self,
        place: usize,
        is_cut: &dyn Fn(usize) -> bool,
    ) -> Vec<usize> {
        let mut found = vec![place];
        let mut next = 0;
        while next < found.len() {
            let branches = self.children[found[next]].iter().copied().filter(|c| !is_cut(*c));
            found.extend(branches);
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// Returns a word and all that hangs on it.
    pub(in crate::facts) fn subtree(&self, place: usize) -> Vec<usize> {
        self.under(place, &|_| false)
    }

    /// Returns a noun phrase without what is only said by the way: relative clauses, appositions,
    /// clauses, and the marks around them.
    pub(in crate::facts) fn noun_phrase(&self, noun: usize) -> Vec<usize> {
        let by_the_way = |c: usize| {
            let name = matches!(self.tag(c), "NNP" | "NNPS" | "CD") && c == self.head(c) + 1;
            // "the engineer Ruth Keller" is one phrase, "Ruth Keller, an engineer" two.
            let close = self.label(c) == "appos" && c > noun && !self.after_comma(c);
            !name
                && !close
                && !self.says_of_which(c)
                && (matches!(self.label(c), "relcl" | "appos" | "advcl" | "parataxis" | "ccomp")
                    || (self.label(c) == "advmod" && c > noun && self.head(c) == noun)
                    || (self.label(c) == "acl" && (self.after_comma(c) || self.tells_that(c)))
                    || (self.label(c) == "prep" && self.after_comma(c) && c > noun))
        };
        let mut words = self.under(noun, &by_the_way);
        // Marks stay only between the parts of a list and inside names.
        let kept = words.clone();
        let listed = |comma: usize| {
            kept.binary_search(&(comma + 1)).is_ok()
                && comma.checked_sub(1).is_some_and(|w| kept.binary_search(&w).is_ok())
                && (kept.iter().any(|w| *w > comma && self.label(*w) == "conj")
                    || self.tag(comma - 1) == "CD" && self.tag(comma + 1) == "CD")
        };
        let keep = |w: &usize| match self.words[*w].text.as_str() {
            "," => listed(*w),
            "—" | "–" | ";" | ":" | "(" | ")" | "--" => false,
            _ => true,
        };
        words.retain(keep);
        while words.last().is_some_and(|w| self.words[*w].tag == "," || self.words[*w].text == "-")
        {
            words.pop();
        }
        words
    }

    /// "the first man to cross it": without the clause, first of what is not said.
    fn says_of_which(&self, verb: usize) -> bool {
        const PLACES: [&str; 6] = ["first", "second", "third", "last", "only", "next"];
        let noun = self.head(verb);
        let to = self.child(verb, &["aux"]).is_some_and(|aux| self.tag(aux) == "TO");
        let singled_out = |c: &usize| PLACES.contains(&self.lower(*c)) || self.tag(*c) == "JJS";
        self.label(verb) == "relcl"
            && to
            && !self.after_comma(verb)
            && self.children(noun).iter().any(singled_out)
    }

    /// "urging that …": a clause that is cut leaves nothing to urge.
    fn tells_that(&self, verb: usize) -> bool {
        self.child(verb, &["ccomp"]).is_some()
    }

    /// Returns whether a comma stands right before a word's phrase.
    pub(in crate::facts) fn after_comma(&self, place: usize) -> bool {
        let first = self.subtree(place)[0];
        first > 0 && matches!(self.words[first - 1].text.as_str(), "," | "—" | "–" | ";" | ":")
    }

    /// Returns the words that are joined to a word as its equals, itself first.
    pub(in crate::facts) fn conjuncts(&self, first: usize) -> Vec<usize> {
        let mut all = vec![first];
        let mut at = first;
        while let Some(next) = self.child(at, &["conj"]).filter(|c| *c > at) {
            all.push(next);
            at = next;
        }
        all
    }

    /// Returns whether a word hangs somewhere under another.
    pub(in crate::facts) fn is_under(&self, place: usize, top: usize) -> bool {
        let mut at = place;
        for _ in 0..self.words.len() {
            if at == top {
                return true;
            }
            let head = self.words[at].head;
            if head == at {
                return false;
            }
            at = head;
        }
        false
    }
}
