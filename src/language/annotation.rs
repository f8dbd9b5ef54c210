//! A text made into words with tags, parts of speech, lemmas and a tree: tokeniser, model and tables
//! one after the other. Everything above the model works on these.

use super::lemma::lemma;
use super::model::{EntitySpan, Input, Model, Parse};
use super::part_of_speech::{self, PartOfSpeech, attributes};
use super::tokeniser::{Token, tokenise};
use crate::workers::share_out_telling;
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

/// Annotates texts, each by itself, with up to so many threads; their number changes nothing in the
/// result.
///
/// The model judges at most a few hundred tokens at once. A longer text is cut, at a mark where there
/// is one, so that time and memory grow with its length and no faster; give it sentences, and it
/// never is. What has hardly a Latin letter is no English, and is cut into words but not judged.
#[must_use]
pub fn annotate(texts: &[&str], threads: NonZeroUsize) -> Vec<Annotated> {
    annotate_telling(texts, threads, &|_| {})
}

/// Annotates texts as [`annotate`] does, and tells now and then how many are begun.
pub(crate) fn annotate_telling(
    texts: &[&str],
    threads: NonZeroUsize,
    tell: &dyn Fn(usize),
) -> Vec<Annotated> {
    let batches = batches(texts);
    let before = |place: usize| tell(batches[..place].iter().map(|batch| batch.len()).sum());
    share_out_telling(&batches, threads, |batch| annotate_batch(batch), &before)
}

/// Bytes of a batch: about as many words as fill the model's matrix products.
const BATCH_BYTES: usize = 4096;

/// Splits the texts into batches of about equal size. The split depends on the texts alone.
fn batches<'b, 't>(texts: &'b [&'t str]) -> Vec<&'b [&'t str]> {
    let mut batches = Vec::new();
    let (mut first, mut bytes) = (0, 0);
    for (place, text) in texts.iter().enumerate() {
        bytes += text.len();
        if bytes >= BATCH_BYTES {
            batches.push(&texts[first..=place]);
            (first, bytes) = (place + 1, 0);
        }
    }
    if first < texts.len() {
        batches.push(&texts[first..]);
    }
    batches
}

fn annotate_batch(texts: &[&str]) -> Vec<Annotated> {
    let tokens: Vec<Vec<Token>> = texts.iter().map(|text| tokenise(text)).collect();
    let mut annotated: Vec<Annotated> = vec![Annotated::default(); texts.len()];
    let pieces = tokens.iter().enumerate().flat_map(|(text, tokens)| {
        let bounds = pieces(tokens);
        bounds.into_iter().map(move |range| (text, &tokens[range]))
    });
    let pieces: Vec<(usize, &[Token])> = pieces.collect();
    // A long text has many pieces, and only so many are held as numbers at once.
    for some in pieces.chunks(PIECES_AT_ONCE) {
        let inputs: Vec<Input> = some.iter().map(|(_, tokens)| input(tokens)).collect();
        let parses = Model::english().parse(&inputs);
        for ((text, tokens), parse) in some.iter().zip(parses) {
            append(&mut annotated[*text], tokens, parse);
        }
    }
    annotated
}

/// The model judges no more tokens of one text together.
const MOST_TOKENS: usize = 320;

const PIECES_AT_ONCE: usize = 128;

/// Returns the pieces of a text's tokens: all of them, or for a long text pieces that end at marks.
fn pieces(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while tokens.len() - start > MOST_TOKENS {
        let window = &tokens[start..start + MOST_TOKENS];
        let is_end = |marks: &str| window.iter().rposition(|t| marks.contains(t.text.as_str()));
        let mark = is_end(".!?")
            .filter(|i| *i > 0)
            .or_else(|| is_end(";:,").filter(|i| *i > MOST_TOKENS / 2));
        let end = start + mark.map_or(MOST_TOKENS, |i| i + 1);
        pieces.push(start..end);
        start = end;
    }
    pieces.push(start..tokens.len());
    pieces
}

fn input(tokens: &[Token]) -> Input<'_> {
    Input {
        tokens: tokens.iter().map(Token::for_model).collect(),
        starts: Vec::new(),
        is_foreign: is_foreign(tokens),
    }
}

/// Whether so few tokens have a Latin letter that the model has nothing to say of them.
fn is_foreign(tokens: &[Token]) -> bool {
    const ENOUGH_TO_TELL: usize = 32;
    let is_latin = |t: &&Token| t.text.chars().any(|c| c.is_alphabetic() && c < '\u{250}');
    tokens.len() >= ENOUGH_TO_TELL && tokens.iter().filter(is_latin).count() * 8 < tokens.len()
}

fn append(to: &mut Annotated, tokens: &[Token], parse: Parse) {
    let offset = to.words.len();
    for (place, token) in tokens.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|_| to.words.last());
        let word = word(place, token, &parse, before);
        to.words.push(Word { head: word.head + offset, ..word });
    }
    to.entities.extend(parse.entities.into_iter().map(|entity| EntitySpan {
        tokens: entity.tokens.start + offset..entity.tokens.end + offset,
        kind: entity.kind,
    }));
}

fn word(place: usize, token: &Token, parse: &Parse, before: Option<&Word>) -> Word {
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
        range: token.range.clone(),
        text: token.text.clone(),
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
    fn threads_change_nothing_and_every_text_has_its_words() {
        let texts: Vec<String> = (0..400).map(|i| format!("Ship number {i} left port.")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let alone = annotate(&texts, NonZeroUsize::MIN);
        assert_eq!(alone.len(), texts.len());
        assert!(alone.iter().enumerate().all(|(i, a)| a.words[2].text == i.to_string()));
        for threads in [2, 5].into_iter().filter_map(NonZeroUsize::new) {
            assert_eq!(annotate(&texts, threads), alone);
        }
    }

    #[test]
    fn a_long_text_is_judged_in_pieces_that_join_up() {
        let text = "The old bridge fell, and nobody was hurt. ".repeat(200);
        let annotated = &annotate(&[&text], NonZeroUsize::MIN)[0];
        assert_eq!(annotated.sentences().len(), 200);
        for sentence in annotated.sentences() {
            let words = &annotated.words[sentence.clone()];
            assert!(words.iter().all(|w| sentence.contains(&w.head)));
            assert_eq!(words.len(), 10);
        }
    }

    #[test]
    fn a_foreign_text_is_cut_into_words_and_not_judged() {
        let text = "слово ".repeat(100);
        let annotated = &annotate(&[&text], NonZeroUsize::MIN)[0];
        assert_eq!(annotated.words.len(), 100);
        assert!(annotated.words.iter().all(|w| w.pos == PartOfSpeech::X && w.tag == "FW"));
        assert_eq!(annotated.entities, []);
    }

    #[test]
    fn sentences_cover_all_words_in_their_order() {
        let annotated = &annotate(&["She left. He stayed."], NonZeroUsize::MIN)[0];
        assert_eq!(annotated.sentences(), [0..3, 3..6]);
        assert_eq!(annotated.bytes(&(3..6)), 10..20);
        assert_eq!(Annotated::default().sentences(), Vec::<Range<usize>>::new());
    }
}
