//! What a learner did with the items of a deck, apart from the words of its cards: what figures are
//! made of.

use super::event::Event;
use super::history::{CountedReview, Forgetting, effective};
use super::identity::{Edit, edits, follow_names};
use super::item::{Item, ItemId, Standing, items_of};
use super::mistake::{Mistake, mistake};
use super::names::last_met;
use crate::deck::{Deck, Status};
use crate::memory::{ItemState, Memory, Model, Phase, Rating, StudyDay};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// The answers to the items of a deck, and what figures need to know of its cards.
///
/// A review counts for the study day of the zone it was made in, so that a journey does not move it
/// to another day. Answers to cards that are no longer in the deck are kept too.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeckLog {
    /// The deck's id.
    pub deck: String,
    /// The deck's title.
    pub title: String,
    /// Every tag of the cards, each once.
    pub tags: Vec<String>,
    /// The places of tags among them, card by card: stretches of it are those of a card.
    pub tag_places: Vec<u32>,
    /// What items are called and ask: stretches of it are those of an item.
    pub texts: String,
    /// The cards, in the order of the file.
    pub cards: Vec<LoggedCard>,
    /// The items of the cards, in the order of the file; then those that were answered and whose
    /// card is no longer there.
    pub items: Vec<LoggedItem>,
    /// The answers, in order of time.
    pub answers: Vec<Answer>,
    /// The resets, in order of time.
    pub resets: Vec<Reset>,
    /// What was mistaken for what, each with the place of its answer, in order of time.
    pub mistakes: Vec<(usize, Mistake)>,
}

/// A card, as far as figures go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoggedCard {
    /// Whether it is studied.
    pub status: Status,
    /// Where the places of its tags are, the deck's own behind the card's.
    pub tags: Stretch,
}

/// A stretch of what all cards or items of a log share: so that a log of many of them is a few lists
/// rather than a few for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

impl Stretch {
    /// Returns the stretch from one place to another.
    fn new(start: usize, end: usize) -> Self {
        let [start, end] = [start, end].map(|place| u32::try_from(place).unwrap_or(u32::MAX));
        Self { start, end }
    }

    /// Returns the places that it holds.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// An item, as far as figures go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LoggedItem {
    /// The place of its card; none when it is no longer in the deck.
    pub card: Option<usize>,
    /// Where the id of its card is.
    pub card_id: Stretch,
    /// Which part of the card, from 1.
    pub part: u32,
    /// Where it is what it asks; nothing when its card is no longer in the deck.
    pub question: Stretch,
    /// Where it stands, under the name it goes by now.
    pub standing: Standing,
}

/// An answer to an item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// The place of the item.
    pub item: usize,
    /// When, in UTC milliseconds since 1970.
    pub at: i64,
    /// The study day.
    pub day: StudyDay,
    /// The rating that counts.
    pub rating: Rating,
    /// How long it took, in milliseconds; nothing where that is not known.
    pub millis: u32,
    /// What stood before; none for a first answer.
    pub before: Option<Past>,
}

/// A reset of an item: from here on it is new.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reset {
    /// The place of the item.
    pub item: usize,
    /// When, in UTC milliseconds since 1970.
    pub at: i64,
    /// The study day.
    pub day: StudyDay,
    /// What stood before.
    pub before: Option<Past>,
}

/// Where an item stood that had been answered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Past {
    /// How strong the memory was right after the last answer.
    pub memory: Memory,
    /// The study day of that answer.
    pub last: StudyDay,
    /// The days after which it was to come back, of a learnt item; none of one in steps.
    pub interval: Option<u32>,
}

impl DeckLog {
    /// Returns the name of an item.
    #[must_use]
    pub fn id(&self, item: &LoggedItem) -> ItemId {
        ItemId { deck: self.deck.clone(), card: self.card_id(item).to_owned(), part: item.part }
    }

    /// Returns the id of an item's card.
    #[must_use]
    pub fn card_id(&self, item: &LoggedItem) -> &str {
        &self.texts[item.card_id.range()]
    }

    /// Returns what an item asks; nothing when its card is no longer in the deck.
    #[must_use]
    pub fn question(&self, item: &LoggedItem) -> &str {
        &self.texts[item.question.range()]
    }

    /// Returns the places of a card's tags among those of the log.
    pub fn tags_of(&self, card: &LoggedCard) -> impl Iterator<Item = usize> {
        self.tag_places[card.tags.range()].iter().map(|place| *place as usize)
    }

    /// Adds an item.
    fn push_item(&mut self, card: Option<usize>, id: &ItemId, question: &str, standing: Standing) {
        let mut text = |text: &str| {
            self.texts.push_str(text);
            Stretch::new(self.texts.len() - text.len(), self.texts.len())
        };
        let (card_id, question) = (text(&id.card), text(question));
        self.items.push(LoggedItem { card, card_id, part: id.part, question, standing });
    }

    /// Returns the items whose card is in the deck, each with its card.
    pub fn items_here(&self) -> impl Iterator<Item = (&LoggedItem, &LoggedCard)> {
        self.items.iter().filter_map(|item| Some((item, &self.cards[item.card?])))
    }

    /// Returns the log of the cards with a tag alone. Of what is no longer in the deck nobody can say
    /// that it has the tag.
    #[must_use]
    pub fn with_tag(&self, tag: &str) -> Self {
        let tag = self.tags.iter().position(|own| own == tag);
        let has_tag =
            |card: &LoggedCard| tag.is_some_and(|tag| self.tags_of(card).any(|own| own == tag));
        let (cards, here) = kept(&self.cards, |card| has_tag(card).then_some(*card));
        let (items, item_here) =
            kept(&self.items, |item| Some(LoggedItem { card: Some(here[item.card?]?), ..*item }));
        let (answers, answer_here) =
            kept(&self.answers, |answer| Some(Answer { item: item_here[answer.item]?, ..*answer }));
        let of_reset = |reset: &Reset| Some(Reset { item: item_here[reset.item]?, ..*reset });
        let resets = self.resets.iter().filter_map(of_reset).collect();
        let of_mistake =
            |(answer, mistake): &(usize, Mistake)| Some((answer_here[*answer]?, mistake.clone()));
        let mistakes = self.mistakes.iter().filter_map(of_mistake).collect();
        let (deck, title, tags) = (self.deck.clone(), self.title.clone(), self.tags.clone());
        let (tag_places, texts) = (self.tag_places.clone(), self.texts.clone());
        Self { deck, title, tags, tag_places, texts, cards, items, answers, resets, mistakes }
    }
}

/// Returns what is kept of a list, and the new place of each old one.
fn kept<T>(all: &[T], keep: impl Fn(&T) -> Option<T>) -> (Vec<T>, Vec<Option<usize>>) {
    let mut left = Vec::new();
    let mut place = |one: &T| {
        left.push(keep(one)?);
        Some(left.len() - 1)
    };
    let places = all.iter().map(&mut place).collect();
    (left, places)
}

impl Answer {
    /// Returns whether the answer counts as remembered: not rated Again, by docent or, where the
    /// learner overruled it, by the learner.
    #[must_use]
    pub fn remembered(&self) -> bool {
        self.rating > Rating::Again
    }
}

impl Past {
    /// Returns what figures need of a state; none of a new item.
    #[must_use]
    pub fn of(state: &ItemState) -> Option<Self> {
        let seen = state.seen()?;
        let interval = match seen.phase {
            Phase::Review { interval, .. } => Some(interval),
            Phase::Learning { .. } | Phase::Relearning { .. } => None,
        };
        Some(Self { memory: seen.memory, last: seen.last.study_day(), interval })
    }
}

/// Returns the log of each of these decks that events, in any order, come to. What was done with an
/// item under the name that it went by counts for it.
#[must_use]
pub fn deck_logs(decks: &[&Deck], events: &[Event], model: &Model) -> Vec<DeckLog> {
    let history = effective(events, model);
    let met = last_met(events);
    let edits: Vec<Edit<'_>> = decks.iter().flat_map(|deck| edits(deck, &met)).collect();
    let mut standings = history.standings;
    follow_names(&mut standings, &edits);
    let mut logs: Vec<Logging<'_>> =
        decks.iter().map(|deck| Logging::begin(deck, &standings)).collect();
    let places: HashMap<&str, usize> =
        decks.iter().enumerate().map(|(place, deck)| (deck.id.as_str(), place)).collect();
    let place = |deck: &str| places.get(deck).copied();
    for edit in &edits {
        if let (Some(from), Some(place)) = (&edit.from, place(&edit.item.deck.id)) {
            logs[place].rename(from, &edit.item.id());
        }
    }
    for review in &history.reviews {
        if let Some(place) = place(&review.item.deck) {
            logs[place].answer(review);
        }
    }
    for reset in &history.resets {
        if let Some(place) = place(&reset.item.deck) {
            logs[place].reset(reset);
        }
    }
    logs.into_iter().map(|logging| logging.log).collect()
}

/// A log that is being written.
struct Logging<'d> {
    log: DeckLog,
    /// What the items of the deck ask.
    items: Vec<Item<'d>>,
    /// The place of the item that a name means, be it one that a reworded card went by.
    places: HashMap<ItemId, usize>,
}

impl<'d> Logging<'d> {
    fn begin(deck: &'d Deck, standings: &BTreeMap<ItemId, Standing>) -> Self {
        let mut log =
            DeckLog { deck: deck.id.clone(), title: deck.title.clone(), ..DeckLog::default() };
        let mut tags: HashMap<&str, u32> = HashMap::new();
        for card in &deck.cards {
            let of_deck = deck.tags.iter().filter(|tag| !card.tags.contains(tag));
            let place = |tag: &'d String| {
                *tags.entry(tag).or_insert_with(|| {
                    log.tags.push(tag.clone());
                    u32::try_from(log.tags.len() - 1).expect("fewer tags than fit in memory")
                })
            };
            let start = log.tag_places.len();
            log.tag_places.extend(card.tags.iter().chain(of_deck).map(place));
            let tags = Stretch::new(start, log.tag_places.len());
            log.cards.push(LoggedCard { status: card.status, tags });
        }
        let items = items_of(deck);
        let mut places = HashMap::with_capacity(items.len());
        let mut card = 0;
        for item in &items {
            // Items come in the order of their cards; of a cloze without gaps there is none.
            while !std::ptr::eq(item.card, &raw const deck.cards[card]) {
                card += 1;
            }
            let id = item.id();
            let standing = standings.get(&id).copied().unwrap_or_default();
            log.push_item(Some(card), &id, &item.prompt(), standing);
            places.insert(id, places.len());
        }
        Self { log, items, places }
    }

    fn rename(&mut self, from: &ItemId, to: &ItemId) {
        if let Some(place) = self.places.get(to).copied() {
            self.places.insert(from.clone(), place);
        }
    }

    fn answer(&mut self, review: &CountedReview<'_>) {
        let item = self.place(review.item);
        if let Some(found) = self.items.get(item).and_then(|item| mistake(review, item)) {
            self.log.mistakes.push((self.log.answers.len(), found));
        }
        let at = review.event.at;
        self.log.answers.push(Answer {
            item,
            at: at.millis(),
            day: at.study_day(),
            rating: review.rating,
            millis: review.review.millis,
            before: Past::of(&review.before),
        });
    }

    fn reset(&mut self, reset: &Forgetting<'_>) {
        // An item that was never answered has nothing to lose.
        let Some(before) = Past::of(&reset.before) else { return };
        let (item, at) = (self.place(reset.item), reset.at);
        let before = Some(before);
        self.log.resets.push(Reset { item, at: at.millis(), day: at.study_day(), before });
    }

    /// Returns the place of an item; that of one whose card is gone is behind the others.
    fn place(&mut self, id: &ItemId) -> usize {
        if let Some(place) = self.places.get(id) {
            return *place;
        }
        self.log.push_item(None, id, "", Standing::default());
        self.places.insert(id.clone(), self.log.items.len() - 1);
        self.log.items.len() - 1
    }
}
