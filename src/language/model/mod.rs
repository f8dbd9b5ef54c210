//! The trained model of English: tags, dependency trees and names for tokens.
//!
//! The weights are `en_core_web_sm` 3.8 of Explosion AI (MIT), kept as half-precision numbers and
//! bytes in `data/`, where its licences lie too; `export.py` makes all files there from the published package.
//! The model knows tokens and nothing of the text they stand in. Each text of a batch is judged for
//! itself: its neighbours change nothing.

mod encoder;
mod entities;
mod features;
mod hash;
mod layers;
mod parser;
mod projectivity;
mod transitions;
mod weights;

pub use entities::{EntityKind, EntitySpan};
pub use parser::Start;

use encoder::Encoder;
use entities::{EntityRecogniser, Place};
use features::{Features, Numbering};
use layers::Linear;
use ndarray::{ArrayView1, ArrayView2};
use parser::{Arcs, Parser};
use std::sync::OnceLock;
use weights::{Weights, WeightsError};

const WEIGHTS: &[u8] = include_bytes!("data/english.bin");

/// Tokens in a batch: enough to fill the matrix products, and so few that their numbers stay in
/// the cache.
const BATCH_TOKENS: usize = 1024;

/// A token as the model takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// The token as written.
    pub text: &'t str,
    /// Its normal form: "n't" is "not".
    pub norm: &'t str,
    /// Whether a space follows.
    pub space_after: bool,
}

impl Token<'_> {
    fn is_space(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// A text to be judged: a sentence, or a paragraph whose sentences the parser is to find.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Input<'t> {
    /// Its tokens.
    pub tokens: Vec<Token<'t>>,
    /// What is known of where sentences begin; may be shorter than the tokens, the rest is open.
    pub starts: Vec<Start>,
    /// Whether it is no English and is not to be judged.
    pub is_foreign: bool,
}

/// What the model says of one text's tokens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parse {
    /// Penn Treebank tags.
    pub tags: Vec<&'static str>,
    /// Each token's head; a root is its own.
    pub heads: Vec<usize>,
    /// The label of the arc to the head, in the `ClearNLP` scheme: "nsubj", "dobj", "ROOT".
    pub labels: Vec<&'static str>,
    /// Whether a sentence begins with the token.
    pub starts: Vec<bool>,
    /// Names, numbers and times, in their order, without overlap.
    pub entities: Vec<EntitySpan>,
}

impl Parse {
    /// Says of so many tokens only that they are foreign words in one row.
    fn foreign(tokens: usize) -> Self {
        let label = |i| if i == 0 { parser::ROOT } else { "dep" };
        Self {
            tags: vec!["FW"; tokens],
            heads: vec![0; tokens],
            labels: (0..tokens).map(label).collect(),
            starts: (0..tokens).map(|i| i == 0).collect(),
            entities: Vec::new(),
        }
    }
}

/// The model. Loaded when first asked for.
pub struct Model {
    numbering: Numbering,
    shared: Encoder,
    names: Encoder,
    tags: Vec<&'static str>,
    tagger: Linear,
    parser: Parser,
    recogniser: EntityRecogniser,
}

impl Model {
    /// Returns the model of English.
    ///
    /// # Panics
    ///
    /// Never: the weights are part of the program, and a test loads them.
    #[must_use]
    pub fn english() -> &'static Self {
        static ENGLISH: OnceLock<Model> = OnceLock::new();
        ENGLISH.get_or_init(|| {
            Self::load(WEIGHTS).expect("the weights in the program are whole, as a test shows")
        })
    }

    fn load(bytes: &[u8]) -> Result<Self, WeightsError> {
        let weights = Weights::open(bytes)?;
        let tags = weights.header.tags.iter();
        Ok(Self {
            shared: Encoder::read(&weights, "shared")?,
            names: Encoder::read(&weights, "names")?,
            tagger: Linear::read(&weights, "tagger")?,
            parser: Parser::read(&weights)?,
            recogniser: EntityRecogniser::read(&weights)?,
            // The model lives as long as the program, and so may the names of its classes.
            tags: tags.map(|tag| &*tag.clone().leak()).collect(),
            numbering: Numbering::new(weights.header.symbols),
        })
    }

    /// Judges texts, in their order.
    #[must_use]
    pub fn parse(&self, inputs: &[Input]) -> Vec<Parse> {
        batches(inputs).into_iter().flat_map(|batch| self.parse_batch(batch)).collect()
    }

    fn parse_batch(&self, inputs: &[Input]) -> Vec<Parse> {
        let features: Vec<Vec<Features>> = inputs
            .iter()
            .map(|input| {
                let judged = input.tokens.iter().filter(|_| !input.is_foreign);
                judged.map(|t| self.numbering.features(t)).collect()
            })
            .collect();
        let shared = self.shared.encode(&features);
        let names = self.names.encode(&features);
        let to_parse = self.parser.prepare(&shared.rows());
        let to_name = self.recogniser.prepare(&names.rows());
        let tags = self.tag(&shared.rows());
        let parse = |(place, input): (usize, &Input)| {
            if input.tokens.is_empty() || input.is_foreign {
                return Parse::foreign(input.tokens.len());
            }
            let rows = shared.sentence(place);
            let Arcs { heads, labels } = self.parser.parse(&to_parse, &rows, &input.starts);
            let starts = sentence_starts(&heads);
            let places: Vec<Place> = (0..input.tokens.len())
                .map(|i| Place {
                    is_space: input.tokens[i].is_space(),
                    next_is_apart: starts.get(i + 1).copied().unwrap_or(true),
                })
                .collect();
            Parse {
                entities: self.recogniser.recognise(&to_name, rows.start, &places),
                tags: tags[rows].to_vec(),
                heads,
                labels,
                starts,
            }
        };
        inputs.iter().enumerate().map(parse).collect()
    }

    fn tag(&self, tokens: &ArrayView2<f32>) -> Vec<&'static str> {
        let scores = self.tagger.apply(tokens);
        let tag = |row: ArrayView1<f32>| {
            let best = row.as_slice().and_then(|r| transitions::best(r, |_| true));
            best.and_then(|b| self.tags.get(b)).copied().unwrap_or_default()
        };
        scores.rows().into_iter().map(tag).collect()
    }
}

/// Returns the number that the model's tables know a string by.
pub(super) fn string_number(text: &str) -> u64 {
    hash::murmur64(text.as_bytes(), features::STRING_SEED)
}

/// Splits the texts into batches of about equal size. The split depends on the texts alone.
fn batches<'i, 't>(inputs: &'i [Input<'t>]) -> Vec<&'i [Input<'t>]> {
    let mut batches = Vec::new();
    let (mut first, mut tokens) = (0, 0);
    for (place, input) in inputs.iter().enumerate() {
        tokens += input.tokens.len();
        if tokens >= BATCH_TOKENS {
            batches.push(&inputs[first..=place]);
            (first, tokens) = (place + 1, 0);
        }
    }
    if first < inputs.len() {
        batches.push(&inputs[first..]);
    }
    batches
}

/// Returns whether each token is the leftmost below a root.
fn sentence_starts(heads: &[usize]) -> Vec<bool> {
    // Climbing from each token would be quadratic on a chain; what is above is found but once.
    let mut roots: Vec<Option<usize>> = vec![None; heads.len()];
    let mut leftmost = vec![usize::MAX; heads.len()];
    let mut path = Vec::new();
    for token in 0..heads.len() {
        let mut at = token;
        while roots[at].is_none() && heads[at] != at && path.len() < heads.len() {
            path.push(at);
            at = heads[at];
        }
        let root = roots[at].unwrap_or(at);
        roots[at] = Some(root);
        for below in path.drain(..) {
            roots[below] = Some(root);
        }
        leftmost[root] = leftmost[root].min(token);
    }
    let mut starts = vec![false; heads.len()];
    for token in leftmost {
        if let Some(start) = starts.get_mut(token) {
            *start = true;
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    fn tokens(text: &str) -> Vec<Token<'_>> {
        text.split(' ')
            .map(|word| Token { text: word, norm: word.to_lowercase().leak(), space_after: true })
            .collect()
    }

    fn input(text: &str) -> Input<'_> {
        Input { tokens: tokens(text), ..Input::default() }
    }

    fn hex(bytes: &[u8]) -> String {
        let digits = |byte: &u8| [byte >> 4, byte & 15].map(|d| char::from_digit(d.into(), 16));
        bytes.iter().flat_map(digits).flatten().collect()
    }

    #[test]
    fn the_weights_are_those_that_were_exported() {
        let written = include_str!("data/english.bin.sha256").trim();
        let found: String = hex(&Sha256::digest(WEIGHTS));
        assert_eq!(found, written);
    }

    #[test]
    fn a_plain_sentence_has_its_tags_tree_and_names() {
        let parse = &Model::english().parse(&[input("she visited Paris in 1992 .")])[0];
        assert_eq!(parse.tags, ["PRP", "VBD", "NNP", "IN", "CD", "."]);
        assert_eq!(parse.heads, [1, 1, 1, 1, 3, 1]);
        assert_eq!(parse.labels, ["nsubj", "ROOT", "dobj", "prep", "pobj", "punct"]);
        let kinds: Vec<_> = parse.entities.iter().map(|e| (e.tokens.clone(), e.kind)).collect();
        assert_eq!(kinds, [(2..3, EntityKind::Gpe), (4..5, EntityKind::Date)]);
    }

    #[test]
    fn sentence_starts_can_be_forced() {
        let mut known = vec![Start::Open; 3];
        known[2] = Start::Here;
        let input =
            Input { tokens: tokens("she left paris fell"), starts: known, is_foreign: false };
        let parse = &Model::english().parse(&[input])[0];
        assert_eq!(parse.starts, [true, false, true, false]);
        assert_eq!(parse.heads, [1, 1, 3, 3]);
    }

    #[test]
    fn neighbours_in_a_batch_change_nothing() {
        let texts = ["peace came .", "she visited Paris in 1992 .", "", "the old bridge fell"];
        let alone: Vec<Parse> =
            texts.iter().flat_map(|t| Model::english().parse(&[input(t)])).collect();
        let many: Vec<Input> = (0..300).map(|i| input(texts[i % texts.len()])).collect();
        let together = Model::english().parse(&many);
        assert_eq!(together.len(), many.len());
        for (i, parse) in together.iter().enumerate() {
            assert_eq!(parse, &alone[i % texts.len()]);
        }
    }

    #[test]
    fn no_texts_and_empty_texts_are_judged_too() {
        assert_eq!(Model::english().parse(&[]), []);
        let empty = Input::default();
        assert_eq!(Model::english().parse(&[empty]), [Parse::default()]);
    }

    #[test]
    fn roots_begin_their_sentences_with_their_leftmost_token() {
        assert_eq!(sentence_starts(&[1, 1, 1, 4, 4]), [true, false, false, true, false]);
        assert_eq!(sentence_starts(&[]), [false; 0]);
    }
}
