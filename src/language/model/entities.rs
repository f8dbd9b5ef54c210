//! The entity recogniser: each token begins, continues, ends or is the whole of a name, or is
//! outside (BILUO). It looks at the token, at the first of the open name and at the one before.

use super::transitions::{Prepared, Scorer, best};
use super::weights::{Weights, WeightsError};
use ndarray::ArrayView2;
use serde::Serialize;
use std::fmt;
use std::ops::Range;

/// The kinds of name, number and time that the model tells apart, as `OntoNotes` 5 defines them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EntityKind {
    /// People, also fictional.
    Person,
    /// Nationalities, religious and political groups.
    Norp,
    /// Companies, agencies, institutions.
    Org,
    /// Countries, cities, provinces.
    Gpe,
    /// Places that are none of these: mountains, seas, regions.
    Loc,
    /// Buildings, airports, roads, bridges.
    Fac,
    /// Objects, vehicles, foods; no services.
    Product,
    /// Named storms, battles, wars, games.
    Event,
    /// Titles of books, songs, films.
    WorkOfArt,
    /// Named documents made into laws.
    Law,
    /// Named languages.
    Language,
    /// Dates and periods of a day or more.
    Date,
    /// Times of less than a day.
    Time,
    /// Percentages, with the sign or word.
    Percent,
    /// Sums of money, with the unit.
    Money,
    /// Measures, as of weight or distance.
    Quantity,
    /// "first", "second".
    Ordinal,
    /// Numbers that are none of these.
    Cardinal,
}

impl EntityKind {
    const ALL: [(Self, &'static str); 18] = [
        (Self::Person, "PERSON"),
        (Self::Norp, "NORP"),
        (Self::Org, "ORG"),
        (Self::Gpe, "GPE"),
        (Self::Loc, "LOC"),
        (Self::Fac, "FAC"),
        (Self::Product, "PRODUCT"),
        (Self::Event, "EVENT"),
        (Self::WorkOfArt, "WORK_OF_ART"),
        (Self::Law, "LAW"),
        (Self::Language, "LANGUAGE"),
        (Self::Date, "DATE"),
        (Self::Time, "TIME"),
        (Self::Percent, "PERCENT"),
        (Self::Money, "MONEY"),
        (Self::Quantity, "QUANTITY"),
        (Self::Ordinal, "ORDINAL"),
        (Self::Cardinal, "CARDINAL"),
    ];

    /// Returns the kind of this name in the corpus: "PERSON".
    pub(in crate::language) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find_map(|(kind, n)| (*n == name).then_some(*kind))
    }

    /// Returns whether this is a number or a time and so no name.
    #[must_use]
    pub fn is_value(self) -> bool {
        use EntityKind::{Cardinal, Date, Money, Ordinal, Percent, Quantity, Time};
        matches!(self, Date | Time | Percent | Money | Quantity | Ordinal | Cardinal)
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::ALL.iter().find(|(kind, _)| kind == self);
        f.write_str(name.map_or("", |(_, name)| name))
    }
}

/// A name that the model found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntitySpan {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Move {
    Begin(EntityKind),
    Inside(EntityKind),
    Last(EntityKind),
    Unit(EntityKind),
    Outside,
    /// Trained for entities marked by hand; never taken here.
    Unused,
}

/// What is known of a token before it is judged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) is_space: bool,
    /// Whether the next token is missing or begins a sentence, so that no name goes on.
    pub(super) next_is_apart: bool,
}

/// The recogniser's weights and moves.
pub(super) struct EntityRecogniser {
    scorer: Scorer,
    moves: Vec<Move>,
}

impl EntityRecogniser {
    pub(super) fn read(from: &Weights) -> Result<Self, WeightsError> {
        let read = |name: &String| {
            let Some((action, kind)) = name.split_once('-') else {
                return Ok(Move::Outside);
            };
            let Some(kind) = EntityKind::of_name(kind) else {
                return Ok(Move::Unused);
            };
            match action {
                "B" => Ok(Move::Begin(kind)),
                "I" => Ok(Move::Inside(kind)),
                "L" => Ok(Move::Last(kind)),
                "U" => Ok(Move::Unit(kind)),
                _ => Err(WeightsError::Form),
            }
        };
        let moves = from.header.entity_moves.iter().map(read);
        Ok(Self {
            scorer: Scorer::read(from, "entities")?,
            moves: moves.collect::<Result<_, _>>()?,
        })
    }

    /// Prepares the tokens of texts to be judged.
    pub(super) fn prepare(&self, tokens: &ArrayView2<f32>) -> Prepared<'_> {
        self.scorer.prepare(tokens)
    }

    /// Finds the names of one text, whose tokens are those prepared from `offset` on.
    pub(super) fn recognise(
        &self,
        prepared: &Prepared,
        offset: usize,
        places: &[Place],
    ) -> Vec<EntitySpan> {
        let mut scores = Vec::new();
        let mut found = Vec::new();
        let mut open: Option<(usize, EntityKind)> = None;
        for (token, place) in places.iter().enumerate() {
            let first = open.map(|(first, _)| first);
            let before = open.and(token.checked_sub(1));
            let seen = [Some(token), first, before].map(|token| Some(offset + token?));
            prepared.score(seen, &mut scores);
            let kind = open.map(|(_, kind)| kind);
            let chosen = best(&scores, |m| is_allowed(self.moves[m], kind, *place));
            match chosen.map(|m| self.moves[m]) {
                Some(Move::Begin(kind)) => open = Some((token, kind)),
                Some(Move::Unit(kind)) => found.push(EntitySpan { tokens: token..token + 1, kind }),
                Some(Move::Last(kind)) => found.extend(
                    open.take().map(|(first, _)| EntitySpan { tokens: first..token + 1, kind }),
                ),
                _ => {}
            }
        }
        found
    }
}

fn is_allowed(action: Move, open: Option<EntityKind>, place: Place) -> bool {
    match action {
        Move::Begin(_) => open.is_none() && !place.next_is_apart && !place.is_space,
        Move::Inside(kind) => open == Some(kind) && !place.next_is_apart,
        Move::Last(kind) => open == Some(kind),
        Move::Unit(_) => open.is_none() && !place.is_space,
        Move::Outside => open.is_none(),
        Move::Unused => false,
    }
}
