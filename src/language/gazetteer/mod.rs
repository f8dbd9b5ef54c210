//! The states of the world: names, aliases, demonyms, capitals, neighbours, present and former.
//!
//! The table is `states.txt` beside this file, written by hand. It knows what states are called
//! and where they lie; it takes no side on who should be one: all members and observers of the
//! United Nations are listed, and Kosovo and Taiwan, because news speaks of them as it does of
//! states.

mod mentions;
mod table;

pub use mentions::{Mention, MentionKind, is_american_state, mentions};

use crate::value::{fold, strip_article};
use std::collections::HashMap;
use std::sync::LazyLock;
use table::Entry;

/// A sovereign state, or a former one that news and history still name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The short common name without its article: "United Arab Emirates".
    pub name: &'static str,
    /// Whether running text puts "the" before the name.
    pub article: bool,
    /// Other names, long forms and abbreviations: "UAE", "Emirates".
    pub aliases: Vec<&'static str>,
    /// Adjectives, the usual one first: "Kazakh", "Kazakhstani".
    pub adjectives: Vec<&'static str>,
    /// What one person from there is called: "Spaniard"; often the same as the adjective.
    pub people: Vec<&'static str>,
    /// The capital, or several where offices are spread.
    pub capitals: Vec<Capital>,
    /// The part of the world: "Asia".
    pub region: &'static str,
    /// The part of the region: "Central Asia".
    pub subregion: &'static str,
    /// When it was and what followed, for a state that is no more.
    pub former: Option<Former>,
}

impl State {
    /// Returns the name as running text has it inside a sentence: "the United Arab Emirates".
    #[must_use]
    pub fn name_with_article(&self) -> String {
        let article = if self.article { "the " } else { "" };
        format!("{article}{}", self.name)
    }

    /// Returns the year in which the last of the states ended that this one followed.
    #[must_use]
    pub fn begun(&self) -> Option<i32> {
        let former = states().iter().filter_map(|state| state.former.as_ref());
        let before = former.filter(|former| former.successors.contains(&self.name));
        before.map(|former| former.to).max()
    }

    /// Returns whether the state exists today.
    #[must_use]
    pub fn is_present(&self) -> bool {
        self.former.is_none()
    }
}

/// A seat of government and its other names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capital {
    /// The usual English name.
    pub name: &'static str,
    /// Former names and other spellings.
    pub aliases: Vec<&'static str>,
}

/// When a former state existed and which states followed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The first year, astronomical (year 0 is 1 BC).
    pub from: i32,
    /// The last year.
    pub to: i32,
    /// Names of the states that followed, to be looked up with [`find`].
    pub successors: Vec<&'static str>,
}

/// Returns all states, present ones first, near ones near each other.
#[must_use]
pub fn states() -> &'static [State] {
    &GAZETTEER.states
}

/// Returns the state of this name or alias; case, accents, dots and a leading article don't count.
#[must_use]
pub fn find(name: &str) -> Option<&'static State> {
    GAZETTEER.look_up(&GAZETTEER.names, name)
}

/// Returns the state whose people or things are called so: "Kazakh", "Spaniards", "Emirati".
///
/// Where two states share a demonym ("Congolese"), returns the more populous one.
#[must_use]
pub fn by_demonym(demonym: &str) -> Option<&'static State> {
    GAZETTEER.look_up(&GAZETTEER.demonyms, demonym)
}

/// Returns the present state with this capital, or else the former one.
#[must_use]
pub fn by_capital(city: &str) -> Option<&'static State> {
    GAZETTEER.look_up(&GAZETTEER.capitals, city)
}

/// Returns the states most like this one, nearest first: those of its subregion, then those of its
/// region, each in the order of the table, beginning with those listed nearest to it.
///
/// A present state has present neighbours; a former one has former ones first.
#[must_use]
pub fn neighbours(state: &State) -> Vec<&'static State> {
    let place = |s: &State| states().iter().position(|x| x.name == s.name);
    let own_place = place(state).unwrap_or_default();
    let mut near: Vec<(usize, &State)> = states()
        .iter()
        .enumerate()
        .filter(|(_, s)| s.name != state.name && s.region == state.region)
        .filter(|(_, s)| s.is_present() || !state.is_present())
        .collect();
    near.sort_by_key(|(i, s)| {
        let other_age = s.is_present() != state.is_present();
        (other_age, s.subregion != state.subregion, i.abs_diff(own_place), *i)
    });
    near.into_iter().map(|(_, s)| s).collect()
}

/// Returns how many states of today a part of the world has, by its name or what is called after it:
/// "Central Asia", "Central Asian".
#[must_use]
pub fn states_of(part: &str) -> Option<usize> {
    let called =
        |name: &str| part == name || part.strip_suffix('n').is_some_and(|bare| bare == name);
    let there =
        |state: &&State| state.is_present() && (called(state.subregion) || called(state.region));
    Some(states().iter().filter(there).count()).filter(|count| *count > 0)
}

/// Returns how many states there are today.
#[must_use]
pub fn states_of_today() -> usize {
    states().iter().filter(|state| state.is_present()).count()
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::new);

/// The table with what is needed to look things up in it.
struct Gazetteer {
    states: Vec<State>,
    names: HashMap<String, usize>,
    demonyms: HashMap<String, usize>,
    capitals: HashMap<String, usize>,
}

impl Gazetteer {
    fn new() -> Self {
        let entries = table::entries();
        let index = |forms: fn(&Entry) -> Vec<String>| {
            let mut found = HashMap::new();
            for (place, entry) in entries.iter().enumerate() {
                for form in forms(entry) {
                    found.entry(key(&form)).or_insert(place);
                }
            }
            found
        };
        Self {
            names: index(|e| e.names().map(|f| f.text.to_owned()).collect()),
            demonyms: index(|e| {
                e.demonyms().flat_map(|f| [f.text.to_owned(), plural(f.text)]).collect()
            }),
            capitals: index(|e| e.capital_names().map(|f| f.text.to_owned()).collect()),
            states: entries.iter().map(Entry::state).collect(),
        }
    }

    fn look_up(&self, index: &HashMap<String, usize>, text: &str) -> Option<&State> {
        index.get(&key(text)).map(|place| &self.states[*place])
    }
}

fn key(text: &str) -> String {
    strip_article(&fold(text)).to_owned()
}

/// Returns what several people of this demonym are called: "Kazakhs", "Frenchmen", "Chinese".
#[must_use]
pub fn plural(demonym: &str) -> String {
    const UNCHANGED: [&str; 8] = ["ese", "ish", "iss", "tch", "nch", "ois", "yz", "Basotho"];
    if let Some(stem) =
        demonym.strip_suffix("man").filter(|s| s.ends_with("ch") || s.ends_with("sh"))
    {
        return format!("{stem}men");
    }
    if let Some(stem) = demonym.strip_suffix("woman") {
        return format!("{stem}women");
    }
    if UNCHANGED.iter().any(|end| demonym.ends_with(end)) {
        return demonym.to_owned();
    }
    format!("{demonym}s")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(state: Option<&State>) -> Option<&str> {
        state.map(|s| s.name)
    }

    #[test]
    fn a_state_begins_where_the_one_before_it_ended() {
        let begun = |name: &str| find(name).and_then(State::begun);
        assert_eq!(begun("Kazakhstan"), Some(1991));
        assert_eq!(begun("Norway"), None);
    }

    #[test]
    fn all_members_and_observers_of_the_united_nations_are_there_and_two_more() {
        let present = states().iter().filter(|s| s.is_present()).count();
        assert_eq!(present, 193 + 2 + 2);
    }

    #[test]
    fn every_present_state_has_a_demonym_and_a_capital() {
        for state in states().iter().filter(|s| s.is_present()) {
            assert!(!state.adjectives.is_empty(), "{}", state.name);
            assert!(!state.people.is_empty(), "{}", state.name);
            assert!(!state.capitals.is_empty(), "{}", state.name);
        }
    }

    #[test]
    fn no_two_states_share_a_name() {
        let mut owners = HashMap::new();
        for state in states() {
            for text in state.aliases.iter().chain([&state.name]) {
                let owner = owners.entry(key(text)).or_insert(state.name);
                assert_eq!(*owner, state.name, "{text}");
            }
        }
    }

    #[test]
    fn successors_of_former_states_are_in_the_table() {
        for state in states() {
            let Some(former) = &state.former else {
                continue;
            };
            assert!(former.from < former.to, "{}", state.name);
            for successor in &former.successors {
                assert!(find(successor).is_some(), "{successor} after {}", state.name);
            }
        }
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        for (text, state) in [
            ("UAE", "United Arab Emirates"),
            ("U.A.E.", "United Arab Emirates"),
            ("the Emirates", "United Arab Emirates"),
            ("usa", "United States"),
            ("U.S.", "United States"),
            ("Côte d’Ivoire", "Ivory Coast"),
            ("Sao Tome and Principe", "São Tomé and Príncipe"),
            ("the ussr", "Soviet Union"),
            ("turkiye", "Turkey"),
        ] {
            assert_eq!(name(find(text)), Some(state), "{text}");
        }
        assert_eq!(name(find("Atlantis")), None);
        assert_eq!(name(find("")), None);
    }

    #[test]
    fn demonyms_lead_to_their_state_in_singular_and_plural() {
        for (text, state) in [
            ("Kazakh", "Kazakhstan"),
            ("Kazakhs", "Kazakhstan"),
            ("Emiratis", "United Arab Emirates"),
            ("Frenchmen", "France"),
            ("Chinese", "China"),
            ("Congolese", "Democratic Republic of the Congo"),
            ("Danes", "Denmark"),
            ("Soviet", "Soviet Union"),
        ] {
            assert_eq!(name(by_demonym(text)), Some(state), "{text}");
        }
    }

    #[test]
    fn a_capital_belongs_to_the_present_state_first() {
        assert_eq!(name(by_capital("Moscow")), Some("Russia"));
        assert_eq!(name(by_capital("Nur-Sultan")), Some("Kazakhstan"));
        assert_eq!(name(by_capital("Washington, D.C.")), Some("United States"));
        assert_eq!(name(by_capital("La Paz")), Some("Bolivia"));
        assert_eq!(name(by_capital("Saigon")), Some("South Vietnam"));
    }

    #[test]
    fn a_part_of_the_world_has_its_states() {
        assert_eq!(states_of("Central Asian"), Some(5));
        assert_eq!(states_of("Central Asia"), Some(5));
        assert_eq!(states_of("Atlantis"), None);
    }

    #[test]
    fn neighbours_come_from_the_subregion_first_and_are_of_the_same_age() {
        let near = |text| {
            let state = find(text).expect(text);
            neighbours(state).iter().map(|s| s.name).take(4).collect::<Vec<_>>()
        };
        assert_eq!(near("Uzbekistan"), ["Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan"]);
        assert!(near("Egypt").contains(&"Morocco"));
        assert_eq!(near("East Germany")[..2], ["Czechoslovakia", "West Germany"]);
        let france = find("France").expect("in the table");
        assert!(neighbours(france).iter().all(|s| s.is_present()));
    }

    #[test]
    fn the_article_stands_where_running_text_has_it() {
        let written = |text| find(text).expect(text).name_with_article();
        assert_eq!(written("Netherlands"), "the Netherlands");
        assert_eq!(written("France"), "France");
    }
}
