//! Finds states in running text: the longest form wins, case counts, and forms that are other
//! people's names too ("Jordan", "Chad", "Georgia") count only where no name touches them.

use super::table::{self, Entry, Form, Trust};
use super::{GAZETTEER, State, plural};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A state named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The bytes of the text that name it, without an article.
    pub range: Range<usize>,
    /// The state.
    pub state: &'static State,
    /// How it is named.
    pub kind: MentionKind,
}

/// How a text names a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// By its short common name.
    Name,
    /// By another name: "UAE".
    Alias,
    /// By what its things and people are called: "Emirati".
    Demonym,
    /// By its capital, which may mean the city or the government.
    Capital,
}

/// Returns the states that a text names, in the order of the text, without overlap.
///
/// Lower-case words never count, so a turkey and us do no harm. "Georgia" beside a state of the
/// United States is not the country. What only the sense of a sentence tells apart ("Turkey is
/// best roasted slowly") is not told apart.
#[must_use]
pub fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    for hit in FORMS.automaton.find_iter(text) {
        let range = hit.range();
        let Some(surface) = FORMS.surfaces.get(hit.pattern().as_usize()) else {
            continue;
        };
        let Some(target) = surface.target else { continue };
        let around = Around::new(text, &range);
        if !around.is_whole_word() || (surface.guarded && around.touches_a_name()) {
            continue;
        }
        if around.is_in_the_united_states() && target.kind != MentionKind::Demonym {
            continue;
        }
        if &text[range.clone()] == "US" && around.is_shouted() {
            continue;
        }
        found.push(Mention { range, state: &GAZETTEER.states[target.place], kind: target.kind });
    }
    found
}

/// Names that hold a state's name but are something else. They are matched like states, so that
/// the longest form wins, and then left out.
const OTHER_NAMES: &str = include_str!("other_names.txt");

/// States of the United States, beside which a city or "Georgia" is American.
const AMERICAN_STATES: &str = include_str!("american_states.txt");

/// Returns whether this is the name of a state of the United States.
#[must_use]
pub fn is_american_state(name: &str) -> bool {
    lines(AMERICAN_STATES).any(|state| state == name)
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|l| !l.starts_with('#'))
}

static FORMS: LazyLock<Forms> = LazyLock::new(Forms::new);

/// Every form that text may have, ready to be looked for all at once.
struct Forms {
    automaton: AhoCorasick,
    surfaces: Vec<Surface>,
}

#[derive(Clone, Copy)]
struct Surface {
    target: Option<Target>,
    guarded: bool,
}

#[derive(Clone, Copy)]
struct Target {
    place: usize,
    kind: MentionKind,
}

impl Forms {
    fn new() -> Self {
        let mut collected = Collected::default();
        for name in lines(OTHER_NAMES) {
            collected.add(name.to_owned(), None, false);
        }
        for (place, entry) in table::entries().iter().enumerate() {
            collected.add_entry(place, entry);
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&collected.patterns)
            .expect("a few thousand short patterns are far below the automaton's limit");
        Self { automaton, surfaces: collected.surfaces }
    }
}

#[derive(Default)]
struct Collected {
    patterns: Vec<String>,
    surfaces: Vec<Surface>,
    seen: HashSet<String>,
}

impl Collected {
    fn add_entry(&mut self, place: usize, entry: &Entry) {
        use MentionKind::{Alias, Capital, Demonym, Name};
        let mut add = |form: Form, text: &str, kind| {
            if form.trust != Trust::Silent {
                let target = Some(Target { place, kind });
                self.add_spellings(text, target, form.trust == Trust::Guarded);
            }
        };
        for form in entry.names().take(1) {
            add(form, form.text, Name);
        }
        for form in entry.aliases() {
            add(form, form.text, Alias);
        }
        for form in entry.demonyms() {
            add(form, form.text, Demonym);
        }
        for form in entry.people() {
            add(form, &plural(form.text), Demonym);
        }
        for form in entry.capital_names() {
            add(form, form.text, Capital);
        }
    }

    /// Adds the form as it is, with a curved apostrophe, and in capitals as datelines have it.
    fn add_spellings(&mut self, text: &str, target: Option<Target>, guarded: bool) {
        self.add(text.to_owned(), target, guarded);
        if text.contains('\'') {
            self.add(text.replace('\'', "’"), target, guarded);
        }
        if text.len() > 3 {
            self.add(text.to_uppercase(), target, guarded);
        }
    }

    /// The first owner of a form keeps it: present states come before former ones.
    fn add(&mut self, text: String, target: Option<Target>, guarded: bool) {
        if self.seen.insert(text.clone()) {
            self.patterns.push(text);
            self.surfaces.push(Surface { target, guarded });
        }
    }
}

/// What stands around a form.
struct Around<'a> {
    before: &'a str,
    form: &'a str,
    after: &'a str,
}

impl<'a> Around<'a> {
    fn new(text: &'a str, range: &Range<usize>) -> Self {
        Self { before: &text[..range.start], form: &text[range.clone()], after: &text[range.end..] }
    }

    fn is_whole_word(&self) -> bool {
        let joins = |c: char| c.is_alphanumeric() || c == '_';
        let tail_is_open = !self.form.ends_with('.');
        let after = self.after.chars().next();
        let glued_after = after.is_some_and(|c| joins(c) && (tail_is_open || c.is_alphabetic()));
        let is_currency = self.form == "US" && after == Some('$');
        !self.before.ends_with(joins) && !glued_after && !is_currency
    }

    /// Whether a capitalised word that belongs to no sentence frame stands right beside the form.
    fn touches_a_name(&self) -> bool {
        let next = self.after.strip_prefix(' ').and_then(first_word);
        let next_is_name = next.is_some_and(|w| starts_upper(w) && !is_frame_word(w));
        let previous = self.before.strip_suffix(' ').and_then(last_word);
        let previous_is_name = previous.is_some_and(|w| {
            let initial = self.before.ends_with(". ") && w.chars().count() == 1;
            starts_upper(w) && !is_frame_word(w) && (initial || !self.before.ends_with(". "))
        });
        next_is_name || previous_is_name
    }

    /// Whether a state of the United States (or a large city of Georgia) stands beside the form, as
    /// in "Paris, Texas", "Atlanta, Georgia", "Florida and Georgia".
    fn is_in_the_united_states(&self) -> bool {
        let after = self.after.strip_prefix(", ");
        let followed = after.is_some_and(|rest| {
            lines(AMERICAN_STATES).any(|s| rest.strip_prefix(s).is_some_and(ends_word))
        });
        followed || (self.form == "Georgia" && self.is_american_georgia())
    }

    fn is_american_georgia(&self) -> bool {
        let mut joined = self.before.trim_end();
        for link in [" and", " or", " to", " from", ","] {
            joined = joined.strip_suffix(link).unwrap_or(joined).trim_end();
        }
        let mut rest = self.after;
        for link in [" and ", " or ", ", ", " to "] {
            rest = rest.strip_prefix(link).unwrap_or(rest);
        }
        lines(AMERICAN_STATES)
            .any(|s| joined.ends_with(s) || rest.strip_prefix(s).is_some_and(ends_word))
    }

    /// Whether the words on either side are in capitals, so that "US" may be "us" in a headline.
    fn is_shouted(&self) -> bool {
        let shouted = |w: &str| w.chars().count() > 3 && !w.chars().any(char::is_lowercase);
        self.before.strip_suffix(' ').and_then(last_word).is_some_and(shouted)
            || self.after.strip_prefix(' ').and_then(first_word).is_some_and(shouted)
    }
}

fn first_word(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_alphanumeric()).next().filter(|w| !w.is_empty())
}

fn last_word(text: &str) -> Option<&str> {
    // A full stop belongs to an initial ("George W. Bush"), any other mark parts.
    let text = text.strip_suffix('.').unwrap_or(text);
    text.rsplit(|c: char| !c.is_alphanumeric()).next().filter(|w| !w.is_empty())
}

fn ends_word(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Words that are capitalised because they begin a sentence or name a time or an office, and so
/// make no name of what stands beside them.
fn is_frame_word(word: &str) -> bool {
    const FRAME: &str = "A Across After Against All Along Although Among An And Around As At Because Before \
        Between Beyond Both But By Can Could Did Does Eastern Even For From Has How However \
        If In Inside Into Is Like Meanwhile Modern Near Neighboring Neighbouring Neither Nor \
        Northern Now Of On Once Only Or Outside Over Should Since So Southern Than That The \
        Then Though Through Throughout To Today Toward Towards Under Unlike Until Was Were \
        Western What When Where Whether Which While Who Why Will With Within Without Would \
        Yet Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March \
        April May June July August September October November December Foreign Prime \
        President King Queen Ambassador";
    FRAME.split(' ').any(|frame| frame == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn named(text: &str) -> Vec<(&str, &'static str)> {
        mentions(text).into_iter().map(|m| (&text[m.range], m.state.name)).collect()
    }

    fn states_in(text: &str) -> Vec<&'static str> {
        named(text).into_iter().map(|(_, state)| state).collect()
    }

    #[test]
    fn names_aliases_demonyms_and_capitals_are_found_with_their_place() {
        let text = "The UAE and Kazakh envoys flew from Rabat to South Korea.";
        let found: Vec<_> =
            mentions(text).into_iter().map(|m| (&text[m.range], m.state.name, m.kind)).collect();
        assert_eq!(
            found,
            [
                ("UAE", "United Arab Emirates", MentionKind::Alias),
                ("Kazakh", "Kazakhstan", MentionKind::Demonym),
                ("Rabat", "Morocco", MentionKind::Capital),
                ("South Korea", "South Korea", MentionKind::Name),
            ]
        );
    }

    #[test]
    fn the_longest_form_wins() {
        assert_eq!(states_in("Papua New Guinea"), ["Papua New Guinea"]);
        assert_eq!(states_in("Guinea-Bissau"), ["Guinea-Bissau"]);
        assert_eq!(states_in("South Sudanese"), ["South Sudan"]);
        assert_eq!(states_in("Nigerian rivers"), ["Nigeria"]);
        assert_eq!(
            states_in("the Democratic Republic of the Congo and the Republic of the Congo"),
            ["Democratic Republic of the Congo", "Republic of the Congo"]
        );
    }

    #[test]
    fn abbreviations_compounds_and_possessives_count() {
        assert_eq!(named("a U.S.-brokered truce"), [("U.S.", "United States")]);
        assert_eq!(states_in("pro-Russian units"), ["Russia"]);
        assert_eq!(states_in("Qatar's emir"), ["Qatar"]);
        assert_eq!(states_in("in the U.S. Congress"), ["United States"]);
        assert_eq!(states_in("WARSAW, Poland —"), ["Poland", "Poland"]);
        assert_eq!(states_in("the People’s Republic of China"), ["China"]);
    }

    #[test]
    fn common_words_and_other_names_do_no_harm() {
        for text in [
            "They told us to roast the turkey and china plates.",
            "Michael Jordan and Chad Smith",
            "Jordan Peterson",
            "George Washington crossed the river.",
            "the Washington Post",
            "New Mexico and the Gulf of Mexico",
            "Northern Ireland",
            "Latin American writers in New England",
            "Paris, Texas",
            "Atlanta, Georgia",
            "Alabama, Georgia and Florida",
            "the South China Sea",
            "TELL US MORE",
            "US$5",
            "a Polishing cloth, Chadwick, Omaniac",
        ] {
            assert_eq!(named(text), [], "{text}");
        }
    }

    #[test]
    fn guarded_names_count_where_they_stand_alone() {
        assert_eq!(states_in("Jordan signed a treaty."), ["Jordan"]);
        assert_eq!(states_in("In Chad, rain fell."), ["Chad"]);
        assert_eq!(states_in("Armenia, Georgia and Azerbaijan").len(), 3);
        assert_eq!(states_in("Tbilisi, Georgia"), ["Georgia", "Georgia"]);
        assert_eq!(states_in("It ended. Paris agreed."), ["France"]);
        assert_eq!(states_in("officials in Washington said"), ["United States"]);
    }

    proptest! {
        #[test]
        fn any_text_has_mentions_in_order_on_whole_characters(
            text in "(Chad|Georgia|U\\.S\\.|US|Oman|é|, |\\. | |[A-Z]|\\PC){0,40}"
        ) {
            let mut end = 0;
            for mention in mentions(&text) {
                prop_assert!(mention.range.start >= end);
                prop_assert!(text.get(mention.range.clone()).is_some());
                end = mention.range.end;
            }
        }
    }
}
