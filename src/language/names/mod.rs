//! Who and what a document names: the model's entities, corrected by what the whole document says of
//! them, with short forms led back to full names.
//!
//! The model judges each mention by itself; here all mentions of a name vote on what it is, titles
//! before it and the gazetteer weigh more, and every mention is decided the same way. What a word
//! like "she" or "the minister" refers to is not decided here.

mod cut;
mod rulers;
mod vote;

pub use rulers::rulers_in;

use super::annotation::{Annotated, Word};
use super::gazetteer::{self, Mention, MentionKind, State};
use super::model::EntityKind;
use std::ops::Range;
use std::sync::LazyLock;

/// A name in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its bytes in the document, without an article or title before it and "'s" behind it.
    pub range: Range<usize>,
    /// What it names, by the vote of the document.
    pub kind: EntityKind,
    /// The fullest form of the name that the document has.
    pub full: String,
    /// The state that it names or that its people are called by.
    pub state: Option<&'static State>,
    /// The state whose government is meant, where a capital or a building acts: "Moscow refused".
    pub metonym: Option<&'static State>,
}

/// Returns the names of a document in their order, without overlap. `sentences` are where each of
/// its sentences begins and what its words are.
#[must_use]
pub fn find_names(text: &str, sentences: &[(usize, &Annotated)]) -> Vec<Name> {
    let mut candidates = Vec::new();
    let mentions = gazetteer::mentions(text);
    for (offset, sentence) in sentences {
        candidates.extend(cut::of_the_model(*offset, sentence));
    }
    let at_birth = cut::last_names_at_birth(sentences);
    candidates.retain(|c| !at_birth.contains(&text[c.range.clone()]));
    let candidates = rulers::with_rulers(text, candidates);
    let candidates = with_states(text, candidates, mentions);
    let candidates = with_seats(text, candidates);
    let decided = vote::decide(text, &candidates);
    let agents = agents(sentences);
    candidates
        .into_iter()
        .zip(decided)
        .map(|(candidate, decided)| Name {
            kind: candidate.fixed.unwrap_or(decided.kind),
            full: candidate.state.map_or(decided.full, |s| s.name.to_owned()),
            state: candidate.state,
            metonym: candidate.seat_of.filter(|_| {
                let first = agents.partition_point(|a| *a < candidate.range.start);
                agents.get(first).is_some_and(|a| *a < candidate.range.end)
            }),
            range: candidate.range,
        })
        .collect()
}

/// A name before the document has voted.
#[derive(Debug, Clone)]
struct Candidate {
    range: Range<usize>,
    kind: EntityKind,
    /// Whether a title stands before it.
    titled: bool,
    /// What the gazetteer says it is, which no vote changes.
    fixed: Option<EntityKind>,
    state: Option<&'static State>,
    /// The state whose government sits there.
    seat_of: Option<&'static State>,
}

/// Returns the nouns of a list whose lines begin with the kind that their nouns give a name.
fn nouns_by_kind(list: &'static str) -> impl Iterator<Item = (&'static str, EntityKind)> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let (kind, nouns) = line.split_once(' ')?;
        let kind = EntityKind::of_name(kind)?;
        Some(nouns.split(' ').map(move |noun| (noun, kind)))
    };
    lines.filter_map(row).flatten()
}

/// Returns whether a word before a name makes it a person's: "President".
#[must_use]
pub fn is_title(word: &str) -> bool {
    static TITLES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let lines = include_str!("titles.txt").lines().filter(|l| !l.starts_with('#'));
        lines.flat_map(str::split_whitespace).collect()
    });
    TITLES.contains(&word)
}

/// Puts the gazetteer's states in: a mention that is a whole name decides what it is, one inside a
/// longer name ("Bank of England" were England a state) is left to that name, one that the model
/// missed becomes a name.
fn with_states(text: &str, candidates: Vec<Candidate>, mentions: Vec<Mention>) -> Vec<Candidate> {
    let mut stays = vec![true; candidates.len()];
    let mut states = Vec::new();
    for mention in mentions {
        let overlapping = overlapping(&candidates, &mention.range);
        if let Some(ship) = ship_called(text, &mention.range) {
            stays[overlapping].fill(false);
            states.push(ship);
            continue;
        }
        let named = &text[mention.range.clone()];
        let is_inside = candidates[overlapping.clone()].iter().any(|c| {
            c.range.len() > mention.range.len()
                && !is_same_but_for_article(&text[c.range.clone()], named)
        });
        if !is_inside {
            stays[overlapping].fill(false);
            states.push(state_candidate(mention));
        }
    }
    let mut stays = stays.into_iter();
    let mut kept = candidates;
    kept.retain(|_| stays.next().unwrap_or(true));
    kept.extend(states);
    kept.sort_by_key(|c| c.range.start);
    kept
}

/// "SS Great Britain" is a ship.
fn ship_called(text: &str, state: &Range<usize>) -> Option<Candidate> {
    const PREFIXES: [&str; 8] = ["SS", "HMS", "HMAS", "HMCS", "USS", "RMS", "MS", "MV"];
    let before = text[..state.start].strip_suffix(' ')?;
    let prefix = before.rsplit([' ', '\n']).next().filter(|word| PREFIXES.contains(word))?;
    Some(Candidate {
        range: before.len() - prefix.len()..state.end,
        kind: EntityKind::Product,
        titled: false,
        fixed: Some(EntityKind::Product),
        state: None,
        seat_of: None,
    })
}

/// Returns the places of the candidates, which lie in order, that share a byte with the range.
fn overlapping(candidates: &[Candidate], range: &Range<usize>) -> Range<usize> {
    let first = candidates.partition_point(|c| c.range.end <= range.start);
    let end = candidates.partition_point(|c| c.range.start < range.end);
    first..end.max(first)
}

fn is_same_but_for_article(name: &str, mention: &str) -> bool {
    let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    bare == mention
}

fn state_candidate(mention: Mention) -> Candidate {
    let is_capital = mention.kind == MentionKind::Capital;
    let kind = match mention.kind {
        MentionKind::Demonym => EntityKind::Norp,
        _ => EntityKind::Gpe,
    };
    Candidate {
        range: mention.range,
        kind,
        titled: false,
        fixed: Some(kind),
        state: (!is_capital).then_some(mention.state),
        seat_of: is_capital.then_some(mention.state),
    }
}

/// The buildings and offices that stand for a government, each with its state.
fn seats() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("metonyms.txt").lines().filter(|l| !l.starts_with('#'));
    lines.filter_map(|line| line.split_once(" | "))
}

/// Returns whether a name is of a building or office that stands for a government: "White House".
#[must_use]
pub fn is_seat_of_government(name: &str) -> bool {
    seats().any(|(words, _)| is_same_but_for_article(name, words))
}

/// Marks buildings that stand for a government, and adds those that the model has not named.
fn with_seats(text: &str, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    for (words, state) in seats() {
        let mut added = Vec::new();
        for (start, _) in text.match_indices(words) {
            let range = start..start + words.len();
            let whole = !text[..start].ends_with(char::is_alphanumeric)
                && !text[range.end..].starts_with(char::is_alphanumeric);
            let places = overlapping(&candidates, &range);
            if !whole {
                continue;
            }
            if places.is_empty() {
                added.push(Candidate {
                    range,
                    kind: EntityKind::Org,
                    titled: false,
                    fixed: None,
                    state: None,
                    seat_of: gazetteer::find(state),
                });
            } else if let [named] = &mut candidates[places]
                && is_same_but_for_article(&text[named.range.clone()], words)
            {
                named.seat_of = gazetteer::find(state);
            }
        }
        candidates.extend(added);
        candidates.sort_by_key(|c| c.range.start);
    }
    candidates
}

/// Returns where the words stand that do what a government does and a city or a house does not:
/// subjects of such verbs, and partners in what governments have ("talks between …").
fn agents(sentences: &[(usize, &Annotated)]) -> Vec<usize> {
    let is_in = |list: &str, lemma: &str| list.split_whitespace().any(|w| w == lemma);
    let mut agents = Vec::new();
    for (offset, sentence) in sentences {
        let words = &sentence.words;
        for (place, word) in words.iter().enumerate() {
            let first = first_of_joined(words, place);
            let head = &words[words[first].head];
            let acts = words[first].label == "nsubj" && is_in(ACTS, &head.lemma);
            let deals = words[first].label == "pobj"
                && matches!(head.lemma.as_str(), "between" | "with")
                && is_in(DEALINGS, &words[head.head].lemma);
            if (acts || deals) && word.tag.starts_with("NNP") {
                agents.push(word.range.start + offset);
            }
        }
    }
    agents
}

/// Verbs of what governments do.
const ACTS: &str = "accept accuse agree aim announce appoint approve argue ask back ban believe \
    blame block boycott break call cancel claim condemn confirm consider criticise criticize decide \
    declare decline demand denounce deny dismiss expect expel fear hope impose insist intend invade \
    invite join launch lift maintain negotiate offer oppose order plan pledge praise promise propose \
    protest pursue recall recognise recognize refuse regard reject reply respond retaliate retract \
    revoke sanction say seek send sign summon support suspend threaten try urge veto view vow want \
    warn welcome withdraw";

/// What governments have with each other.
const DEALINGS: &str = "accord agreement alliance conflict cooperation deal dialogue dispute friendship \
    negotiation pact partnership relation relations rivalry talk talks tension ties tie treaty war";

/// Returns the first of words joined by "and": "Moscow" for "Minsk" in "Moscow and Minsk".
fn first_of_joined(words: &[Word], place: usize) -> usize {
    let mut at = place;
    for _ in 0..words.len() {
        if words[at].label != "conj" {
            break;
        }
        at = words[at].head;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::annotation::annotate;
    use crate::language::sentence;
    use std::num::NonZeroUsize;

    pub(super) fn named(text: &str) -> Vec<(String, Name)> {
        let ranges = sentence::split(text);
        let pieces: Vec<&str> = ranges.iter().map(|r| &text[r.clone()]).collect();
        let annotated = annotate(&pieces, NonZeroUsize::MIN);
        let sentences: Vec<_> = ranges.iter().map(|r| r.start).zip(&annotated).collect();
        let names = find_names(text, &sentences);
        names.into_iter().map(|n| (text[n.range.clone()].to_owned(), n)).collect()
    }

    #[test]
    fn short_forms_lead_to_the_full_name_and_share_its_kind() {
        let text =
            "President Nelson Mandela spoke first. Mandela was cheered. Later, Mandela left.";
        let names = named(text);
        assert_eq!(names.len(), 3);
        for (_, name) in names {
            assert_eq!(name.full, "Nelson Mandela");
            assert_eq!(name.kind, EntityKind::Person);
        }
    }

    #[test]
    fn abbreviations_lead_to_the_name_they_stand_for() {
        let text = "The World Health Organization met in Geneva. The WHO said little.";
        let names = named(text);
        let who = names.iter().find(|(written, _)| written == "WHO").expect("it is named");
        assert_eq!(who.1.full, "World Health Organization");
        assert_eq!(who.1.kind, EntityKind::Org);
    }

    #[test]
    fn states_are_what_the_gazetteer_says_however_they_are_written() {
        let names = named("The UAE and Emirati banks trade with Georgia.");
        let states: Vec<_> =
            names.iter().map(|(written, n)| (written.as_str(), n.kind, n.full.as_str())).collect();
        let expected = [
            ("UAE", EntityKind::Gpe, "United Arab Emirates"),
            ("Emirati", EntityKind::Norp, "United Arab Emirates"),
            ("Georgia", EntityKind::Gpe, "Georgia"),
        ];
        assert_eq!(states, expected);
    }

    #[test]
    fn a_ship_with_the_name_of_a_state_is_a_ship() {
        let names = named("The SS Peru sailed from Peru.");
        let kinds: Vec<_> = names.iter().map(|(written, n)| (written.as_str(), n.kind)).collect();
        assert_eq!(kinds, [("SS Peru", EntityKind::Product), ("Peru", EntityKind::Gpe)]);
    }

    #[test]
    fn a_capital_that_acts_means_its_government_and_one_that_lies_does_not() {
        let metonyms = |text: &str| -> Vec<&str> {
            named(text).into_iter().filter_map(|(_, n)| n.metonym).map(|s| s.name).collect()
        };
        assert_eq!(metonyms("Moscow rejected the offer."), ["Russia"]);
        assert_eq!(metonyms("Talks between Paris and Berlin failed."), ["France", "Germany"]);
        assert_eq!(metonyms("The Kremlin denied it."), ["Russia"]);
        assert_eq!(metonyms("She lives in Moscow."), [""; 0]);
    }

    #[test]
    fn who_owns_it_is_no_part_of_a_name() {
        let text = "The bank was founded in Oslo. Its Board of Governors met in Peru.";
        let names: Vec<String> = named(text).into_iter().map(|(written, _)| written).collect();
        assert!(!names.iter().any(|name| name.starts_with("Its")), "{names:?}");
    }

    #[test]
    fn nothing_named_is_no_name() {
        assert_eq!(named(""), []);
        assert_eq!(named("It rained."), []);
    }
}
