//! A sitting: a session whose every event is in the journal before the next question is shown.

use super::changes::standings;
use super::words::{self, comes_back};
use crate::cli::context::Context;
use crate::cli::error::CommandError;
use crate::cli::library::Library;
use crate::cli::settings;
use crate::deck::{Deck, Source};
use crate::memory::{ItemState, Moment, Rating};
use crate::progress::Journal;
use crate::study::{
    Answered, Cards, CountedReview, Event, EventKind, Given, IdSource, Item, ItemId,
    LayeredSettings, Left, Listed, Load, Plan, Question, Reach, Refusal, Session, Share, Standing,
    Step, StudySettings, Summary, Today, Wording, effective, items_of, share, usual_reviews,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What one deck brings to a session.
#[derive(Debug)]
pub struct DeckPlan<'d> {
    /// The deck.
    pub deck: &'d Deck,
    items: Vec<Listed<'d>>,
    standings: BTreeMap<ItemId, Standing>,
    settings: StudySettings,
    today: Today,
    reach: Reach,
}

impl DeckPlan<'_> {
    /// Returns the items of the deck that are asked today.
    pub fn share(&self, now: Moment) -> Share<'_> {
        share(&self.items, &self.standings, &self.settings, &self.today, self.reach, now)
    }
}

/// What a learner wants of a session beyond the settings.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'w> {
    /// So many new items more, instead of the limit.
    pub new: Option<u32>,
    /// Only cards with this tag.
    pub tag: Option<&'w str>,
    /// Items due within so many days too.
    pub ahead: u32,
}

/// Returns what each deck brings to a session now.
pub fn deck_plans<'d>(
    library: &'d Library,
    journal: Option<&Journal>,
    context: &Context,
    wanted: &Wanted<'_>,
) -> Result<Vec<DeckPlan<'d>>, CommandError> {
    let now = context.now();
    let own = settings::read(&context.settings_file())?;
    let model = Journal::model_of(journal);
    let (standings, (today, usual)) = match journal {
        Some(journal) => (standings(journal, library)?, recent(journal, now)?),
        None => Default::default(),
    };
    let plan = |deck: &'d Deck| {
        let tagged = |tags: &[String]| wanted.tag.is_none_or(|tag| tags.iter().any(|t| t == tag));
        let items: Vec<Listed<'d>> = items_of(deck)
            .iter()
            .filter(|item| tagged(&item.card.tags) || tagged(&deck.tags))
            .map(Item::listed)
            .collect();
        let layered = LayeredSettings::of(&deck.study, &own);
        let mut settings = StudySettings::new(layered, model.clone());
        let today = today.get(&deck.id).cloned().unwrap_or_default();
        if let Some(new) = wanted.new {
            settings.limits.new = today.introduced.saturating_add(new);
        }
        let standings = items
            .iter()
            .filter_map(|item| Some((item.id(), *standings.get(&item.id())?)))
            .collect();
        let usual = usual.get(&deck.id).copied();
        let reach = Reach { ahead: wanted.ahead, usual };
        DeckPlan { deck, items, standings, settings, today, reach }
    };
    Ok(library.decks().into_iter().map(plan).collect())
}

/// How far back a learner's habit is looked for, in days.
const HABIT_DAYS: i64 = 60;

/// What was done today already, and how much is usual, both by deck.
type Recent = (HashMap<String, Today>, HashMap<String, f64>);

fn recent(journal: &Journal, now: Moment) -> Result<Recent, CommandError> {
    let past = now.millis() - HABIT_DAYS * 86_400_000;
    let since = Moment::from_millis(past, now.offset()).unwrap_or(now);
    let events = journal.events_since(since)?;
    let mut by_deck: HashMap<String, Vec<CountedReview<'_>>> = HashMap::new();
    let mut today: HashMap<String, Today> = HashMap::new();
    for review in effective(&events, journal.model()).reviews {
        by_deck.entry(review.item.deck.clone()).or_default().push(review.clone());
        if review.event.at.study_day() != now.study_day() {
            continue;
        }
        let item = review.item;
        let deck = today.entry(item.deck.clone()).or_default();
        deck.introduced += u32::from(review.review.before == "new");
        deck.reviewed += u32::from(review.review.before == "review");
        deck.cards.insert(item.card.clone());
    }
    let usual = by_deck
        .into_iter()
        .filter_map(|(deck, reviews)| Some((deck, usual_reviews(&reviews, now.study_day())?)))
        .collect();
    Ok((today, usual))
}

/// A session whose every event is stored.
#[derive(Debug)]
pub struct Sitting<'d> {
    session: Session<'d>,
    /// None in a quiz, which stores nothing.
    journal: Option<Journal>,
    /// The decks that are studied, by id.
    decks: BTreeSet<String>,
    /// What the session came to before a deck was edited and read again.
    earlier: Summary,
    /// How many items were planned.
    planned: usize,
    /// The words in which each item was met, as far as the journal knows.
    met: BTreeMap<ItemId, Wording>,
    /// The names of events that tell of words.
    ids: IdSource,
    context: &'d Context,
}

impl<'d> Sitting<'d> {
    /// Returns a sitting over a plan.
    pub fn new(
        plan: Plan<'d>,
        cards: &'d dyn Cards,
        decks: BTreeSet<String>,
        journal: Journal,
        context: &'d Context,
    ) -> Result<Self, CommandError> {
        let ids = IdSource::new(Context::entropy(), journal.last_id()?);
        let load = Load::of(&journal.standings()?);
        let met = journal.met()?;
        let planned = plan.main.len();
        let session = Session::new(plan, cards, load, context.seed, ids);
        let earlier = Summary::default();
        let own = IdSource::new(Context::entropy(), journal.last_id()?);
        let journal = Some(journal);
        Ok(Self { session, journal, decks, earlier, planned, met, ids: own, context })
    }

    /// Returns a sitting over a plan that touches no schedule and stores nothing.
    pub fn quiz(plan: Plan<'d>, cards: &'d dyn Cards, context: &'d Context) -> Self {
        let ids = IdSource::new([0; 32], None);
        let planned = plan.main.len();
        let session = Session::new(plan, cards, Load::default(), context.seed, ids);
        let (decks, earlier, met) = (BTreeSet::new(), Summary::default(), BTreeMap::new());
        let ids = IdSource::new([0; 32], None);
        Self { session, journal: None, decks, earlier, planned, met, ids, context }
    }

    /// Goes on with what the session came to so far.
    pub fn going_on(self, earlier: Summary) -> Self {
        Self { earlier, ..self }
    }

    /// Returns whether nothing is stored.
    pub fn is_quiz(&self) -> bool {
        self.journal.is_none()
    }

    /// Returns the line that says when an item comes back; none in a quiz, where none does.
    pub fn back(&self, state: &ItemState) -> Option<String> {
        let back = || format!("Back {}.", comes_back(state, self.context.now()));
        (!self.is_quiz()).then(back)
    }

    /// Lets what comes be told after what another session has stored.
    fn follow(&mut self) -> Result<(), CommandError> {
        if let Some(journal) = &self.journal {
            self.session.follow(journal.last_id()?);
        }
        Ok(())
    }

    fn store(&mut self, event: &Event) -> Result<(), CommandError> {
        match &mut self.journal {
            Some(journal) => Ok(journal.append(event)?),
            None => Ok(()),
        }
    }

    /// Returns the question to ask, or none when nothing is left. What another session has answered
    /// meanwhile is not asked again.
    pub fn question(&mut self) -> Result<Option<Question>, CommandError> {
        loop {
            let now = self.context.now();
            let Step::Ask(question) = self.session.step(now) else { return Ok(None) };
            let question = question.clone();
            let Some(journal) = &self.journal else { return Ok(Some(question)) };
            let siblings = self.session.current().map(Item::siblings).unwrap_or_default();
            let siblings: Vec<Standing> =
                siblings.iter().map(|item| journal.standing(item)).collect::<Result<_, _>>()?;
            let own = journal.standing(&question.item)?;
            if self.session.catch_up(&own, &siblings, now) {
                return Ok(Some(question));
            }
        }
    }

    /// Returns where the learner is: what is left, or the place in a quiz.
    pub fn head(&self) -> String {
        let left = self.left();
        if !self.is_quiz() {
            return words::left(left);
        }
        let place = (self.planned + 1).saturating_sub(left.new + left.learning + left.review);
        format!("question {place} of {}", self.planned)
    }

    /// Returns whether a command can be followed now.
    pub fn can(&self, command: Command) -> bool {
        match command {
            Command::Undo => !self.is_quiz() && self.session.can_undo(),
            Command::Skip => self.item().is_some(),
            Command::Bury | Command::Suspend => !self.is_quiz() && self.item().is_some(),
        }
    }

    /// Returns what the sitting came to so far. What comes back next is looked for among all items
    /// of the decks, not only those that were answered.
    pub fn summary(&self) -> Result<Summary, CommandError> {
        let now = self.context.now();
        let summary = self.session.summary(now).after(&self.earlier);
        let Some(journal) = &self.journal else { return Ok(summary) };
        let standings = journal.standings()?;
        let in_play = standings
            .iter()
            .filter(|(item, standing)| self.decks.contains(&item.deck) && !standing.suspended);
        let next_due = in_play.filter_map(|(_, standing)| standing.state.due(now.offset())).min();
        Ok(Summary { next_due, ..summary })
    }

    /// Returns how many items are left.
    pub fn left(&self) -> Left {
        self.session.left()
    }

    /// Returns the item being asked.
    pub fn item(&self) -> Option<&Item<'d>> {
        self.session.current()
    }

    /// Returns the context.
    pub fn context(&self) -> &'d Context {
        self.context
    }

    /// Judges an answer and stores it.
    pub fn answer(&mut self, given: Given) -> Result<Result<Answered, Refusal>, CommandError> {
        self.follow()?;
        if let (Some(journal), Some(item)) = (&self.journal, self.session.current()) {
            let state = journal.standing(&item.id())?.state;
            self.session.restate(state);
        }
        let wording = self.session.current().map(|item| (item.id(), Wording::of(item)));
        let answered = match self.session.answer(given, self.context.now()) {
            Ok(answered) => answered,
            Err(refusal) => return Ok(Err(refusal)),
        };
        self.store_review(&answered.event, wording)?;
        Ok(Ok(answered))
    }

    /// Stores a review, and with it the words of its item when the journal does not know them.
    fn store_review(
        &mut self,
        review: &Event,
        wording: Option<(ItemId, Wording)>,
    ) -> Result<(), CommandError> {
        let Some(journal) = &mut self.journal else { return Ok(()) };
        let new = wording.filter(|(item, wording)| self.met.get(item) != Some(wording));
        let Some((item, wording)) = new else { return Ok(journal.append(review)?) };
        self.ids.follow(Some(review.id));
        let (id, kind) = (self.ids.next(review.at), EventKind::Met(wording.clone()));
        let met = Event { id, at: review.at, item: Some(item.clone()), kind };
        journal.append_all(&[review.clone(), met])?;
        self.met.insert(item, wording);
        Ok(())
    }

    /// Overrules the rating of the last answer and stores that.
    pub fn overrule(&mut self, rating: Rating) -> Result<Result<Answered, Refusal>, CommandError> {
        if self.is_quiz() {
            return Ok(Err(Refusal::InQuiz));
        }
        self.follow()?;
        let overruled = match self.session.overrule(rating, self.context.now()) {
            Ok(overruled) => overruled,
            Err(refusal) => return Ok(Err(refusal)),
        };
        self.store(&overruled.event)?;
        Ok(Ok(overruled))
    }

    /// Does what a command says and stores it.
    pub fn command(&mut self, command: Command) -> Result<Result<(), Refusal>, CommandError> {
        if self.is_quiz() && command != Command::Skip {
            return Ok(Err(Refusal::InQuiz));
        }
        self.follow()?;
        let now = self.context.now();
        let event = match command {
            Command::Skip => return Ok(self.session.skip()),
            Command::Undo => self.session.undo(now),
            Command::Bury => self.session.bury(now),
            Command::Suspend => self.session.suspend(now),
        };
        match event {
            Ok(event) => {
                self.store(&event)?;
                Ok(Ok(()))
            }
            Err(refusal) => Ok(Err(refusal)),
        }
    }
}

/// What a learner may do instead of answering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Take back the last answer, burying or suspending.
    Undo,
    /// Ask it at the end.
    Skip,
    /// Set it aside until tomorrow.
    Bury,
    /// Set it aside until it is taken up again.
    Suspend,
}

/// What the card says about its answer, copied so that the session may go on.
#[derive(Debug, Clone)]
pub struct CardWords {
    /// What is shown after the answer.
    pub explanation: Option<String>,
    /// Each quote with its source.
    pub cites: Vec<(Option<Source>, String, Option<String>)>,
    /// The deck's title.
    pub deck: String,
}

impl CardWords {
    /// Returns the words of an item's card.
    pub fn of(item: &Item<'_>) -> Self {
        let source = |id: &str| item.deck.sources.iter().find(|source| source.id == id).cloned();
        let cites = item
            .card
            .cites
            .iter()
            .map(|cite| (source(&cite.source), cite.source.clone(), cite.quote.clone()))
            .collect();
        Self { explanation: item.card.explanation.clone(), cites, deck: item.deck.title.clone() }
    }
}
