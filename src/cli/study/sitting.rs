//! A sitting: a session whose every event is in the journal before the next question is shown.

use crate::cli::context::Context;
use crate::cli::error::CommandError;
use crate::cli::library::Library;
use crate::deck::{Deck, Source};
use crate::memory::Model;
use crate::memory::{Moment, Rating};
use crate::progress::Journal;
use crate::study::{
    Answered, Given, IdSource, Item, ItemId, Left, Plan, Question, Refusal, Session, Share,
    Standing, Step, StudySettings, Summary, Today, effective, items_of, share,
};
use std::collections::{BTreeMap, HashMap};

/// What one deck brings to a session.
#[derive(Debug)]
pub struct DeckPlan<'d> {
    /// The deck.
    pub deck: &'d Deck,
    items: Vec<Item<'d>>,
    standings: BTreeMap<ItemId, Standing>,
    settings: StudySettings,
    today: Today,
}

impl DeckPlan<'_> {
    /// Returns the items of the deck that are asked today.
    pub fn share(&self, now: Moment) -> Share<'_> {
        share(&self.items, &self.standings, &self.settings, &self.today, now)
    }
}

/// Returns what each deck brings to a session now. `new` asks for that many new items more.
pub fn deck_plans<'d>(
    library: &'d Library,
    journal: Option<&Journal>,
    new: Option<u32>,
    tag: Option<&str>,
    now: Moment,
) -> Result<Vec<DeckPlan<'d>>, CommandError> {
    let (standings, today) = match journal {
        Some(journal) => (journal.standings()?, done_today(journal, now)?),
        None => Default::default(),
    };
    let plan = |deck: &'d Deck| {
        let tagged = |tags: &[String]| tag.is_none_or(|tag| tags.iter().any(|t| t == tag));
        let items: Vec<Item<'d>> = items_of(deck)
            .into_iter()
            .filter(|item| tagged(&item.card.tags) || tagged(&deck.tags))
            .collect();
        let mut settings = StudySettings::of(&deck.study);
        let today = today.get(&deck.id).cloned().unwrap_or_default();
        if let Some(new) = new {
            settings.limits.new = today.introduced.saturating_add(new);
        }
        let standings = items
            .iter()
            .filter_map(|item| Some((item.id(), *standings.get(&item.id())?)))
            .collect();
        DeckPlan { deck, items, standings, settings, today }
    };
    Ok(library.decks().into_iter().map(plan).collect())
}

/// Returns what was done today already, by deck.
fn done_today(journal: &Journal, now: Moment) -> Result<HashMap<String, Today>, CommandError> {
    // A study day lies within the last 24 hours, wherever it began, and zones differ by 26 at most.
    let since = Moment::from_millis(now.millis() - 50 * 3_600_000, now.offset()).unwrap_or(now);
    let events = journal.events_since(since)?;
    let mut today: HashMap<String, Today> = HashMap::new();
    for review in effective(&events, &Model::default()).reviews {
        if review.event.at.study_day() != now.study_day() {
            continue;
        }
        let item = &review.event.item;
        let deck = today.entry(item.deck.clone()).or_default();
        deck.introduced += u32::from(review.review.before == "new");
        deck.reviewed += u32::from(review.review.before == "review");
        deck.cards.insert(item.card.clone());
    }
    Ok(today)
}

/// A session whose every event is stored.
#[derive(Debug)]
pub struct Sitting<'d> {
    session: Session<'d>,
    journal: Journal,
    context: &'d Context,
}

impl<'d> Sitting<'d> {
    /// Returns a sitting over a plan.
    pub fn new(
        plan: Plan<'d>,
        journal: Journal,
        context: &'d Context,
    ) -> Result<Self, CommandError> {
        let ids = IdSource::new(Context::entropy(), journal.last_id()?);
        Ok(Self { session: Session::new(plan, context.seed, ids), journal, context })
    }

    /// Returns the question to ask, or none when nothing is left.
    pub fn question(&mut self) -> Option<Question> {
        match self.session.step(self.context.now()) {
            Step::Ask(question) => Some(question.clone()),
            Step::Finished(_) => None,
        }
    }

    /// Returns what the sitting came to so far.
    pub fn summary(&self) -> Summary {
        self.session.summary(self.context.now())
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
        let answered = match self.session.answer(given, self.context.now()) {
            Ok(answered) => answered,
            Err(refusal) => return Ok(Err(refusal)),
        };
        self.journal.append(&answered.event)?;
        Ok(Ok(answered))
    }

    /// Overrules the rating of the last answer and stores that.
    pub fn overrule(&mut self, rating: Rating) -> Result<Result<Answered, Refusal>, CommandError> {
        let overruled = match self.session.overrule(rating, self.context.now()) {
            Ok(overruled) => overruled,
            Err(refusal) => return Ok(Err(refusal)),
        };
        self.journal.append(&overruled.event)?;
        Ok(Ok(overruled))
    }

    /// Does what a command says and stores it.
    pub fn command(&mut self, command: Command) -> Result<Result<(), Refusal>, CommandError> {
        let now = self.context.now();
        let event = match command {
            Command::Skip => return Ok(self.session.skip()),
            Command::Undo => self.session.undo(now),
            Command::Bury => self.session.bury(now),
            Command::Suspend => self.session.suspend(now),
        };
        match event {
            Ok(event) => {
                self.journal.append(&event)?;
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
