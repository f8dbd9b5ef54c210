//! What asks for a noun: "who", "which country", "which treaty", "what".

use super::Clause;
use crate::facts::fact::NameKind;
use crate::facts::syntax::kinds::noun_in_name;
use crate::facts::syntax::predicate::{Complement, ComplementRole};
use crate::facts::syntax::scene::Mention;
use crate::language::model::EntityKind;

/// What asks for a noun, without a capital, and what kind of value it is.
pub(super) struct Wh {
    pub(super) asks: String,
    pub(super) kind: NameKind,
    /// Whether the words tell little: "what".
    pub(super) vague: bool,
}

impl Wh {
    fn new(asks: &str, kind: NameKind, vague: bool) -> Self {
        Self { asks: asks.to_owned(), kind, vague }
    }
}

impl Clause<'_> {
    /// Returns what asks for a name.
    pub(super) fn wh_of_name(&self, mention: &Mention) -> Wh {
        let noun = || {
            let known =
                self.kinds.of(&mention.full).filter(|k| k.asks_well()).map(|k| k.phrase.clone());
            noun_in_name(&self.scene.plain(mention.words.clone())).or(known)
        };
        let which = |kind: NameKind, otherwise: &str| match noun() {
            Some(noun) => Wh::new(&format!("which {noun}"), kind, false),
            None => Wh::new(otherwise, kind, otherwise == "what"),
        };
        match mention.kind {
            _ if mention.metonym.is_some() => Wh::new("which country", NameKind::State, false),
            EntityKind::Person => Wh::new("who", NameKind::Person, false),
            EntityKind::Norp if self.scene.tree.tag(mention.words.end - 1) == "NNP" => {
                which(NameKind::Other, "what")
            }
            EntityKind::Norp => Wh::new("which people", NameKind::Other, true),
            _ if mention.state.is_some() => Wh::new("which country", NameKind::State, false),
            EntityKind::Gpe => which(NameKind::Place, "which place"),
            EntityKind::Loc | EntityKind::Fac => {
                Wh { vague: false, ..which(NameKind::Place, "what") }
            }
            EntityKind::Org if self.is_of_sport() => which(NameKind::Organisation, "which team"),
            EntityKind::Org if is_acronym(&mention.full) => {
                which(NameKind::Organisation, "which organisation")
            }
            // The model calls much an organisation that is a ship, a car or a play.
            EntityKind::Org => Wh { vague: false, ..which(NameKind::Organisation, "what") },
            EntityKind::Event => which(NameKind::Other, "which event"),
            EntityKind::Law => which(NameKind::Other, "which law"),
            EntityKind::Language => Wh::new("which language", NameKind::Other, false),
            EntityKind::WorkOfArt => which(NameKind::Other, "which work"),
            _ => which(NameKind::Other, "what"),
        }
    }

    /// Returns whether the verb says that teams are spoken of.
    fn is_of_sport(&self) -> bool {
        let verb = self.scene.tree.lemma(self.predicate.verb);
        let against = |c: &Complement| match c.role {
            ComplementRole::Prepositional(p) => self.scene.tree.lower(p) == "against",
            _ => false,
        };
        matches!(verb, "draft" | "beat" | "score" | "coach" | "homer")
            || (matches!(verb, "play" | "hit" | "defeat" | "lose" | "face" | "debut")
                && self.predicate.complements.iter().any(against))
    }

    /// Returns what asks for a noun that is no name.
    pub(super) fn wh_of_noun(&self, noun: usize) -> Wh {
        if is_person(self.scene.tree.lemma(noun)) {
            Wh::new("who", NameKind::Other, true)
        } else {
            Wh::new("what", NameKind::Other, true)
        }
    }
}

/// Puts a preposition before what asks: "with whom", "in which country"; of a place, "where".
pub(super) fn after_preposition(preposition: &str, wh: &Wh) -> String {
    let inside = [
        "city", "town", "village", "suburb", "district", "country", "county", "region", "province",
    ];
    if preposition == "at" && matches!(wh.asks.as_str(), "which street" | "which road") {
        return format!("in {}", wh.asks);
    }
    if preposition == "at" && inside.iter().any(|noun| wh.asks == format!("which {noun}")) {
        return format!("in {}", wh.asks);
    }
    if wh.asks == "which event" && matches!(preposition, "in" | "at" | "on") {
        return "where".into();
    }
    if matches!(wh.asks.as_str(), "which place" | "which organisation" | "what")
        && wh.kind != NameKind::Other
        && (preposition == "at" || wh.kind == NameKind::Place && matches!(preposition, "in" | "on"))
    {
        return "where".into();
    }
    if preposition == "from" && wh.asks == "what" && wh.kind == NameKind::Organisation {
        return "from which organisation".into();
    }
    let asks = if wh.asks == "who" { "whom" } else { &wh.asks };
    format!("{preposition} {asks}")
}

/// "UNESCO", "ABC".
fn is_acronym(name: &str) -> bool {
    name.len() > 1 && name.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '&' | '-'))
}

fn is_person(noun: &str) -> bool {
    const PEOPLE: [&str; 40] = [
        "actor",
        "artist",
        "author",
        "bishop",
        "captain",
        "chairman",
        "citizen",
        "colonist",
        "composer",
        "daughter",
        "director",
        "doctor",
        "emperor",
        "engineer",
        "farmer",
        "father",
        "governor",
        "historian",
        "king",
        "lawyer",
        "leader",
        "man",
        "merchant",
        "minister",
        "mother",
        "official",
        "people",
        "philosopher",
        "physicist",
        "player",
        "poet",
        "politician",
        "pope",
        "president",
        "prince",
        "queen",
        "scientist",
        "settler",
        "son",
        "student",
    ];
    let more = ["soldier", "teacher", "wife", "husband", "woman", "worker", "writer", "singer"];
    let trade = ["ist", "ian"].iter().any(|end| noun.len() > 5 && noun.ends_with(end));
    PEOPLE.contains(&noun) || more.contains(&noun) || trade
}
