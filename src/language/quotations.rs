//! Who said what: text between quotation marks and the words that name its speaker.
//!
//! The speaker is the subject of a verb of saying in the quotation's own sentence, or, where the
//! quotation is all of its sentence, in the sentence right after or right before it. The speaker's
//! words are given as they stand; whom "she" or "the minister" means is for others to say.

use super::annotation::{Annotated, Word};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A quotation in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The bytes between the marks.
    pub range: Range<usize>,
    /// The bytes of the words that name the speaker.
    pub speaker: Option<Range<usize>>,
    /// The bytes of the verb of saying.
    pub verb: Option<Range<usize>>,
}

/// Returns the bytes between quotation marks, in their order. A mark that is never closed quotes
/// nothing, except that a paragraph that goes on in the next one is closed by its own end.
#[must_use]
pub fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (place, c) in text.char_indices() {
        let after = place + c.len_utf8();
        match (open, c) {
            (Some((start, _)), '\n') => {
                // Curved marks are left open where the speaker goes on in the next paragraph.
                if text[..start].ends_with('“') && start < place {
                    found.push(start..place);
                }
                open = None;
            }
            // A straight mark that can't close what is open opens anew, and one that can't open is
            // left alone, so that one mark too many does not turn the paragraph inside out.
            (_, '"') if opens_only(text, place) => open = Some((after, '"')),
            (None, '"') if closes_only(text, place) => {}
            (None, '“' | '"' | '«' | '„') => open = Some((after, closer(c))),
            (Some((start, closer)), c) if c == closer || (closer == '“' && c == '”') => {
                found.extend((start < place).then_some(start..place));
                open = None;
            }
            _ => {}
        }
    }
    found
}

fn opens_only(text: &str, mark: usize) -> bool {
    let parts = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–');
    text[..mark].chars().next_back().is_none_or(parts)
        && text[mark + 1..].starts_with(char::is_alphanumeric)
}

fn closes_only(text: &str, mark: usize) -> bool {
    let ends = |c: char| c.is_alphanumeric() || matches!(c, ',' | '.' | '!' | '?');
    text[..mark].ends_with(ends) && text[mark + 1..].chars().next().is_none_or(char::is_whitespace)
}

fn closer(opener: char) -> char {
    match opener {
        '“' => '”',
        '«' => '»',
        '„' => '“',
        other => other,
    }
}

/// Returns the quotations of a text with their speakers. `sentences` are the text's sentences in
/// their order: where each begins in the text, and its words.
#[must_use]
pub fn find_quotations(text: &str, sentences: &[(usize, &Annotated)]) -> Vec<Quotation> {
    let quotes = quoted(text);
    let said: Vec<Option<Said>> =
        sentences.iter().map(|(offset, sentence)| said_in(*offset, sentence, &quotes)).collect();
    let alone = |range: &Range<usize>| text[range.clone()].split_whitespace().nth(1).is_none();
    quotes
        .iter()
        .map(|range| {
            let found = speaker_of(range, text, sentences, &said)
                .filter(|_| !alone(range) || is_speech(text, range));
            Quotation {
                range: range.clone(),
                speaker: found.map(|s| s.speaker.clone()),
                verb: found.map(|s| s.verb.clone()),
            }
        })
        .collect()
}

/// A verb of saying with its subject.
struct Said {
    speaker: Range<usize>,
    verb: Range<usize>,
}

/// Whether a single quoted word is speech and no name: a mark of its own or a comma closes it.
fn is_speech(text: &str, range: &Range<usize>) -> bool {
    text[range.clone()].ends_with([',', '.', '!', '?'])
}

fn speaker_of<'s>(
    quote: &Range<usize>,
    text: &str,
    sentences: &[(usize, &Annotated)],
    said: &'s [Option<Said>],
) -> Option<&'s Said> {
    let bounds = |place: usize| {
        let (offset, sentence) = sentences.get(place)?;
        let bytes = sentence.bytes(&(0..sentence.words.len()));
        Some(bytes.start + offset..bytes.end + offset)
    };
    // Sentences lie in order, so those that a quotation touches are found by halving.
    let next = sentences.partition_point(|(offset, _)| *offset < quote.end);
    let touched: Vec<usize> = (0..next)
        .rev()
        .take_while(|i| bounds(*i).is_some_and(|b| quote.start < b.end || b.is_empty()))
        .collect();
    let (last, first) = (*touched.first()?, *touched.last()?);
    let own = touched.iter().find_map(|i| said[*i].as_ref());
    let reaches = |place: usize| {
        // A line of its own parts a quotation from a speaker who has another.
        bounds(place).is_some_and(|b| {
            let between =
                if b.start >= quote.end { quote.end..b.start } else { b.end..quote.start };
            text.get(between).is_some_and(|gap| !gap.contains("\n\n"))
        })
    };
    let neighbour = |place: Option<usize>| {
        let place = place.filter(|p| reaches(*p))?;
        let bounds = bounds(place)?;
        let has_own_quote = text[bounds].contains(['“', '"']);
        said.get(place)?.as_ref().filter(|_| !has_own_quote)
    };
    own.or_else(|| neighbour(Some(last + 1))).or_else(|| neighbour(first.checked_sub(1)))
}

/// Returns the verb of saying outside all quotations, and its subject.
fn said_in(offset: usize, sentence: &Annotated, quotes: &[Range<usize>]) -> Option<Said> {
    let at = |range: &Range<usize>| range.start + offset..range.end + offset;
    let is_quoted = |range: &Range<usize>| {
        let place = quotes.partition_point(|q| q.end < range.end);
        quotes.get(place).is_some_and(|q| q.start <= range.start)
    };
    let words = &sentence.words;
    (0..words.len()).find_map(|verb| {
        let place = at(&words[verb].range);
        if !VERBS.contains(words[verb].lemma.as_str()) || is_quoted(&place) {
            return None;
        }
        let is_outside = |s: &usize| !is_quoted(&at(&words[*s].range));
        let subject = subject_of(words, verb)
            .filter(is_outside)
            .or_else(|| inverted_subject(words, verb).filter(is_outside))?;
        // "The captain, who wrote": the one described speaks.
        let described = matches!(words[subject].tag, "WP" | "WDT") && words[verb].label == "relcl";
        let phrase = phrase_of(words, if described { words[verb].head } else { subject });
        Some(Said { speaker: at(&sentence.bytes(&phrase)), verb: place })
    })
}

/// Returns the subject of a verb, or what follows "according to".
fn subject_of(words: &[Word], verb: usize) -> Option<usize> {
    if words[verb].lemma == "accord" {
        let to =
            (verb + 1..words.len()).find(|i| words[*i].text == "to" && words[*i].head == verb)?;
        return (0..words.len()).find(|i| words[*i].head == to && words[*i].label == "pobj");
    }
    let own = |verb: usize| {
        (0..words.len())
            .find(|i| words[*i].head == verb && words[*i].label == "nsubj" && *i != verb)
    };
    own(verb).or_else(|| {
        // "The minister rose and said": the subject stands with the first of joined verbs.
        let first = words[verb].head;
        (words[verb].label == "conj").then(|| own(first))?
    })
}

/// Returns the noun after a verb that follows a closing mark: in "…," wrote the captain, it speaks,
/// even where the tree takes it for what was written.
fn inverted_subject(words: &[Word], verb: usize) -> Option<usize> {
    let before = words.get(verb.checked_sub(1)?)?;
    let closes = matches!(before.text.as_str(), "\"" | "”" | "»" | "“" | "''");
    let is_noun =
        |w: &Word| w.head == verb && matches!(w.tag, "NN" | "NNP" | "NNS" | "NNPS" | "PRP");
    closes.then(|| (verb + 1..words.len()).find(|i| is_noun(&words[*i])))?
}

/// Returns the words of a noun phrase: from the leftmost word below its head up to the head and
/// what belongs to its name, without relative clauses and appositions.
fn phrase_of(words: &[Word], head: usize) -> Range<usize> {
    let belongs = |word: usize| {
        let mut at = word;
        for _ in 0..words.len() {
            if at == head {
                return true;
            }
            let inner = at > head
                && matches!(words[at].label, "relcl" | "appos" | "acl" | "punct" | "advcl");
            if words[at].head == at || inner {
                return false;
            }
            at = words[at].head;
        }
        false
    };
    let mut start = head;
    while start > 0 && belongs(start - 1) {
        start -= 1;
    }
    while start < head && matches!(words[start].label, "punct" | "cc") {
        start += 1;
    }
    let mut end = head + 1;
    while end < words.len() && belongs(end) {
        end += 1;
    }
    start..end
}

static VERBS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    "accord acknowledge add admit advise agree announce answer argue ask assert boast caution claim \
     comment complain concede conclude confirm continue cry declare deny describe emphasize exclaim \
     explain insist joke lament maintain mention note observe pledge promise proclaim quip recall \
     remark repeat reply report respond say shout speak state stress suggest tell testify think tweet \
     urge vow warn whisper write"
        .split_whitespace()
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::annotation::annotate;
    use crate::language::sentence;
    use proptest::prelude::*;
    use std::num::NonZeroUsize;

    fn said(text: &str) -> Vec<(String, Option<String>)> {
        let ranges = sentence::split(text);
        let pieces: Vec<&str> = ranges.iter().map(|r| &text[r.clone()]).collect();
        let annotated = annotate(&pieces, NonZeroUsize::MIN);
        let sentences: Vec<_> = ranges.iter().map(|r| r.start).zip(&annotated).collect();
        find_quotations(text, &sentences)
            .into_iter()
            .map(|q| (text[q.range].to_owned(), q.speaker.map(|s| text[s].to_owned())))
            .collect()
    }

    fn speaker(text: &str) -> Option<String> {
        said(text).into_iter().next().and_then(|(_, speaker)| speaker)
    }

    #[test]
    fn the_speaker_stands_before_after_or_inside() {
        for (text, name) in [
            (
                "“Nobody believed us at first,” said Amina Odinga, who led the climb.",
                "Amina Odinga",
            ),
            ("The mayor told reporters: \"We have waited long enough.\"", "The mayor"),
            ("\"The ice,\" wrote the captain in his diary, \"was everywhere.\"", "the captain"),
            (
                "“This is a beginning, not an end,” the foreign minister added.",
                "the foreign minister",
            ),
            ("According to the report, the dam was \"a risk to all below\".", "the report"),
        ] {
            assert_eq!(speaker(text).as_deref(), Some(name), "{text}");
        }
    }

    #[test]
    fn the_speaker_may_stand_in_the_next_sentence_or_the_one_before() {
        let next = "“We shall rebuild every house.” The governor spoke after a visit to the coast.";
        assert_eq!(speaker(next).as_deref(), Some("The governor"));
        let before = "The governor spoke on Monday. “We shall rebuild every house.”";
        assert_eq!(speaker(before).as_deref(), Some("The governor"));
    }

    #[test]
    fn a_stray_mark_does_not_turn_a_paragraph_inside_out() {
        let text = "A 5\" pipe burst. \"Run!\" he cried. The \"late train\" came.";
        let found: Vec<&str> = quoted(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, ["Run!", "late train"]);
    }

    #[test]
    fn who_is_the_one_described() {
        let text = "The book is by the old captain who wrote: \"We shall never return here.\"";
        assert_eq!(speaker(text).as_deref(), Some("the old captain"));
    }

    #[test]
    fn a_title_in_quotes_and_an_open_mark_have_no_speaker() {
        assert_eq!(speaker("The song \"Yesterday\" was a success."), None);
        assert_eq!(said("He said \"nothing"), []);
    }

    #[test]
    fn marks_pair_within_a_paragraph() {
        let text = "a “b c” d \"e f\" «g»\n“h i\n";
        let found: Vec<&str> = quoted(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, ["b c", "e f", "g", "h i"]);
    }

    proptest! {
        #[test]
        fn any_text_is_quoted_on_whole_characters(text in "(“|”|\"|a| |\n|«|»|\\PC){0,40}") {
            for range in quoted(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
