//! A sitting: a session whose every event is in the journal before the next question is shown.

use super::guard;
use super::score::Scoring;
use super::shelf::Shelf;
use super::words::{self, comes_back};
use crate::cli::context::Context;
use crate::cli::error::CommandError;
use crate::cli::settings;
use crate::deck::Source;
use crate::memory::{ItemState, Moment, Rating};
use crate::progress::{DeckAgenda, Journal, PlannedDeck, Wish};
use crate::study::{
    Answered, Cards, Event, EventKind, Given, IdSource, Item, ItemId, LayeredSettings, Left,
    Listed, Load, Plan, Question, Reach, Refusal, Session, Share, Standing, Step, StudySettings,
    Summary, Today, Wording, share,
};
use std::collections::{BTreeMap, BTreeSet};

/// What one deck brings to a session.
#[derive(Debug)]
pub struct DeckPlan<'d> {
    /// The deck.
    pub deck: &'d DeckAgenda,
    items: Vec<Listed<'d>>,
    standings: BTreeMap<ItemId, Standing>,
    settings: StudySettings,
    today: Today,
    reach: Reach,
}

impl DeckPlan<'_> {
    /// Returns the items of the deck that are asked today, so many new ones at most.
    pub fn share(&self, new: Option<u32>, now: Moment) -> Share<'_> {
        let reach = Reach { new, ..self.reach };
        share(&self.items, &self.standings, &self.settings, &self.today, reach, now)
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
    shelf: &'d Shelf,
    journal: Option<&Journal>,
    context: &Context,
    wanted: &Wanted<'_>,
) -> Result<Vec<DeckPlan<'d>>, CommandError> {
    let now = context.now();
    let own = settings::read(&context.settings_file())?;
    let model = Journal::model_of(journal);
    let plan = |deck: &'d PlannedDeck| {
        let layered = LayeredSettings::of(&deck.agenda.study, &own);
        let mut settings = StudySettings::new(layered, model.clone());
        let today = shelf.agenda.today(deck);
        if let Some(new) = wanted.new {
            settings.limits.new = today.introduced.saturating_add(new);
        }
        let to_exam = settings.scheduler.days_to_exam(now.study_day());
        let wish = Wish {
            until: now.study_day().plus(wanted.ahead),
            // An exam is prepared for by how many are new, and on its eve by how all have faded.
            new: to_exam.is_none().then_some(settings.limits.new as usize),
            answered: &today.cards,
            seen: to_exam.is_some(),
            tag: wanted.tag,
        };
        let wished = deck.agenda.wished(|| shelf.agenda.cards(deck), &wish);
        let standings = shelf.agenda.standings(deck, &wished, journal)?;
        let items = wished.into_iter().map(|(item, _)| item).collect();
        let usual = shelf.agenda.usual(deck, now.study_day());
        let reach = Reach { ahead: wanted.ahead, usual, new: None };
        Ok(DeckPlan { deck: &deck.agenda, items, standings, settings, today, reach })
    };
    let all = || shelf.agenda.decks().iter().map(plan).collect();
    let plans = shelf.agenda.reading(|| journal.map_or_else(all, |journal| journal.reading(all)));
    shelf.agenda.settle();
    plans
}

/// A session whose every event is stored.
#[derive(Debug)]
pub struct Sitting<'d> {
    session: Session<'d>,
    /// None in a quiz, which stores nothing.
    journal: Option<Journal>,
    /// How a quiz is scored.
    scoring: Option<Scoring>,
    /// The decks that are studied, by id.
    decks: BTreeSet<String>,
    /// What the session came to before a deck was edited and read again.
    earlier: Summary,
    /// How many items were planned.
    planned: usize,
    /// The names of events that tell of words.
    ids: IdSource,
    context: &'d Context,
}

impl<'d> Sitting<'d> {
    /// Returns a sitting over a plan.
    pub fn new(
        plan: Plan<'d>,
        shelf: &'d Shelf,
        decks: BTreeSet<String>,
        journal: Journal,
        context: &'d Context,
    ) -> Result<Self, CommandError> {
        let ids = IdSource::new(Context::entropy(), journal.last_id()?);
        let planned = plan.main.len();
        let load = Load::of_days(shelf.agenda.load(context.now().study_day()));
        let session = Session::new(plan, shelf, load, context.seed, ids);
        let earlier = Summary::default();
        let own = IdSource::new(Context::entropy(), journal.last_id()?);
        guard::stored_in(journal.file());
        let journal = Some(journal);
        let scoring = None;
        Ok(Self { session, journal, scoring, decks, earlier, planned, ids: own, context })
    }

    /// Returns a sitting over a plan that touches no schedule and stores nothing.
    pub fn quiz(
        plan: Plan<'d>,
        cards: &'d dyn Cards,
        scoring: Scoring,
        context: &'d Context,
    ) -> Self {
        let ids = IdSource::new([0; 32], None);
        let planned = plan.main.len();
        let session = Session::new(plan, cards, Load::default(), context.seed, ids);
        let (decks, earlier) = (BTreeSet::new(), Summary::default());
        let ids = IdSource::new([0; 32], None);
        let scoring = Some(scoring);
        Self { session, journal: None, scoring, decks, earlier, planned, ids, context }
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
            let standing = |item: ItemId| Ok((item.clone(), journal.standing(&item)?));
            let siblings: Vec<(ItemId, Standing)> =
                siblings.into_iter().map(standing).collect::<Result<_, CommandError>>()?;
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
        // Nobody is told that all is saved when it is not.
        journal.still_there()?;
        let next_due = journal.next_due(&self.decks, now)?;
        Ok(Summary { next_due, ..summary })
    }

    /// Returns the closing lines of what the sitting came to.
    pub fn closing(&self, summary: &Summary) -> Vec<String> {
        match self.scoring {
            Some(scoring) => scoring.closing(summary),
            None if self.planned == 0 && summary.answered == 0 => {
                words::nothing_to_ask(summary, self.context.now())
            }
            None => words::closing(summary, self.context.now()),
        }
    }

    /// Returns the closing lines where it was interrupted: of a quiz only that it ended.
    pub fn interrupted(&self) -> Result<Vec<String>, CommandError> {
        if self.is_quiz() {
            return Ok(vec!["Ended here.".to_owned()]);
        }
        Ok(words::interrupted(&self.summary()?))
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
        let Some((item, wording)) = wording else { return Ok(journal.append(review)?) };
        if journal.wording(&item)?.as_ref() == Some(&wording) {
            return Ok(journal.append(review)?);
        }
        self.ids.follow(Some(review.id));
        let (id, kind) = (self.ids.next(review.at), EventKind::Met(wording));
        let met = Event { id, at: review.at, item: Some(item), kind };
        Ok(journal.append_all(&[review.clone(), met])?)
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
