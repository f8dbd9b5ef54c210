//! A text made into words with tags, parts of speech, lemmas and a tree: tokeniser, model and tables
//! one after the other. Everything above the model works on these.

use super::lemma::lemma;
use super::model::{EntitySpan, Input, Model, Parse, Start};
use super::part_of_speech::{self, PartOfSpeech, attributes};
use super::tokeniser::{Token, tokenise};
use std::num::NonZeroUsize;
use std::ops::Range;

/// A token with all that is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The token with a plain apostrophe.
    pub text: String,
    /// Its dictionary form.
    pub lemma: String,
    /// Its Penn Treebank tag: "VBD".
    pub tag: &'static str,
    /// Its universal part of speech.
    pub pos: PartOfSpeech,
    /// The place of its head; a root is its own.
    pub head: usize,
    /// The label of the arc to its head, in the `ClearNLP` scheme: "nsubj".
    pub label: &'static str,
    /// Whether a sentence begins with it.
    pub starts_sentence: bool,
    /// Whether one space follows.
    pub space_after: bool,
}

/// A text's words and the names the model found among them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotated {
    /// The words in their order.
    pub words: Vec<Word>,
    /// Names, numbers and times, as ranges of words.
    pub entities: Vec<EntitySpan>,
}

impl Annotated {
    /// Returns the words of each sentence, as ranges.
    #[must_use]
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let mut starts: Vec<usize> =
            (0..self.words.len()).filter(|i| *i == 0 || self.words[*i].starts_sentence).collect();
        starts.push(self.words.len());
        starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
    }

    /// Returns the bytes of the text that a range of words covers.
    #[must_use]
    pub fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        let start = self.words.get(words.start).map_or(0, |w| w.range.start);
        let last = words.end.checked_sub(1).and_then(|i| self.words.get(i));
        start..last.map_or(start, |w| w.range.end)
    }
}

/// Annotates texts, each by itself, with up to so many threads.
#[must_use]
pub fn annotate(texts: &[&str], threads: NonZeroUsize) -> Vec<Annotated> {
    let tokens: Vec<Vec<Token>> = texts.iter().map(|text| tokenise(text)).collect();
    let starts = vec![Vec::new(); texts.len()];
    annotate_tokens(tokens, &starts, threads)
}

/// Annotates texts that are tokens already, with what is known of where sentences begin.
pub(super) fn annotate_tokens(
    tokens: Vec<Vec<Token>>,
    starts: &[Vec<Start>],
    threads: NonZeroUsize,
) -> Vec<Annotated> {
    let inputs: Vec<Input> = tokens
        .iter()
        .zip(starts)
        .map(|(tokens, starts)| Input {
            tokens: tokens.iter().map(Token::for_model).collect(),
            starts: starts.clone(),
        })
        .collect();
    let parses = Model::english().parse(&inputs, threads);
    tokens.into_iter().zip(parses).map(|(tokens, parse)| join(tokens, parse)).collect()
}

fn join(tokens: Vec<Token>, parse: Parse) -> Annotated {
    let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
    for (place, token) in tokens.into_iter().enumerate() {
        words.push(word(place, token, &parse, words.last()));
    }
    Annotated { words, entities: parse.entities }
}

fn word(place: usize, token: Token, parse: &Parse, before: Option<&Word>) -> Word {
    let is_space = token.is_space();
    let (tag, label) = (parse.tags[place], parse.labels[place]);
    let known = attributes(part_of_speech::Word {
        tag,
        lower: &token.text.to_lowercase(),
        label,
        after_expletive: before.is_some_and(|w| w.label == "expl"),
        after_let: before.is_some_and(|w| w.text.eq_ignore_ascii_case("let")),
    });
    Word {
        lemma: if is_space { token.text.clone() } else { lemma(&token.text, known) },
        tag: if is_space { "_SP" } else { tag },
        pos: if is_space { PartOfSpeech::Space } else { known.pos },
        head: parse.heads[place],
        label: if is_space { "dep" } else { label },
        starts_sentence: parse.starts[place],
        space_after: token.space_after,
        range: token.range,
        text: token.text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_lemmas_parts_of_speech_and_places() {
        let text = "The ministers weren’t there.";
        let annotated = annotate(&[text], NonZeroUsize::MIN);
        let summary: Vec<_> = annotated[0]
            .words
            .iter()
            .map(|w| (&text[w.range.clone()], w.lemma.as_str(), w.pos.to_string()))
            .collect();
        let expected = [
            ("The", "the", "DET"),
            ("ministers", "minister", "NOUN"),
            ("were", "be", "AUX"),
            ("n’t", "not", "PART"),
            ("there", "there", "ADV"),
            (".", ".", "PUNCT"),
        ];
        assert_eq!(summary, expected.map(|(w, l, p)| (w, l, p.to_owned())));
    }

    #[test]
    fn sentences_cover_all_words_in_their_order() {
        let annotated = &annotate(&["She left. He stayed."], NonZeroUsize::MIN)[0];
        assert_eq!(annotated.sentences(), [0..3, 3..6]);
        assert_eq!(annotated.bytes(&(3..6)), 10..20);
        assert_eq!(Annotated::default().sentences(), Vec::<Range<usize>>::new());
    }
}
