//! `docent import --reviews FILE.csv`: history from other programs becomes events.

use super::args::DeckFolder;
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::library::{Library, count};
use super::output::Output;
use super::review_rows::read;
use crate::deck::Form;
use crate::memory::{Chance, ItemState, Model, Moment, Rating, Schedule, Scheduler};
use crate::progress::Journal;
use crate::study::{
    Event, EventId, EventKind, Given, ItemId, LayeredSettings, OwnWishes, Review, Reviews,
    StudySettings, Verdict,
};
use crate::workers::{all_threads, drop_aside, share_out};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// A review as it was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Past {
    /// When.
    pub at: Moment,
    /// Of which item, which is one for all its reviews.
    pub item: Arc<ItemId>,
    /// How it was rated.
    pub rating: Rating,
}

/// Imports reviews; each only once, however often the file is imported.
pub fn run(
    file: &Path,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let reviews =
        context.spinner("reading reviews", || read(file, &Library::open(&[], folder)?))?;
    store(reviews, context, output)
}

/// Stores what is not stored yet, and says how much that was.
pub fn store(
    mut reviews: Vec<Past>,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    reviews.sort();
    reviews.dedup();
    let now = context.now();
    if let Some(future) = reviews.iter().find(|review| review.at > now) {
        let message = format!("a review of `{}` is in the future: {}", future.item, future.at);
        return Err(CommandError::new(message).hint("mend its `time`; nothing was imported"));
    }
    let (added, known) = context.spinner("storing reviews", || append(&reviews, context))?;
    drop_aside(reviews);
    output.line(format!("{} imported.", count(added, "review")))?;
    if known > 0 {
        output.line(format!("{} already there.", count(known, "review")))?;
    }
    Ok(Outcome::Done)
}

/// Appends the reviews, which are in order of time. Returns how many were added, and how many the
/// journal had.
fn append(reviews: &[Past], context: &Context) -> Result<(usize, usize), CommandError> {
    let mut journal = context.open_journal()?;
    let mut scheduled = scheduled(reviews, journal.model());
    let known = drop_known(&mut scheduled, &journal)?;
    let added = journal.append_missing_of(&scheduled, |review| review.name, Scheduled::event)?;
    Ok((added, known + scheduled.len() - added))
}

/// Drops the reviews that the journal has, whether they were imported or are docent's own that come
/// back by way of another program. Returns how many those are.
fn drop_known(
    scheduled: &mut Vec<Scheduled<'_>>,
    journal: &Journal,
) -> Result<usize, CommandError> {
    let known = journal.replayed::<Reviews>()?;
    let before = scheduled.len();
    scheduled.retain(|Scheduled { past, .. }| {
        let of_item = known.get(&past.item.to_string());
        !of_item.is_some_and(|reviews| reviews.0.iter().any(|(at, _)| *at == past.at))
    });
    Ok(before - scheduled.len())
}

/// How many items' reviews are scheduled as one piece of work.
const BATCH: usize = 256;

/// A review with what study would have scheduled by it.
struct Scheduled<'p> {
    name: EventId,
    past: &'p Past,
    next: Schedule,
    /// The state that stood before it.
    before: &'static str,
}

/// Schedules reviews, which are in order of time, as study would have, item by item.
fn scheduled<'p>(reviews: &'p [Past], model: &Model) -> Vec<Scheduled<'p>> {
    let wishes = crate::deck::StudyWishes::default();
    let layered = LayeredSettings::of(&wishes, &OwnWishes::default());
    let scheduler = StudySettings::new(layered, model.clone()).scheduler;
    let mut of_items: HashMap<&ItemId, Vec<&Past>> = HashMap::new();
    for past in reviews {
        of_items.entry(&past.item).or_default().push(past);
    }
    let of_items: Vec<Vec<&Past>> = of_items.into_values().collect();
    let batches: Vec<&[Vec<&Past>]> = of_items.chunks(BATCH).collect();
    share_out(&batches, all_threads(), |batch| {
        batch.iter().flat_map(|pasts| scheduled_of_one(pasts, &scheduler)).collect()
    })
}

fn scheduled_of_one<'p>(reviews: &[&'p Past], scheduler: &Scheduler) -> Vec<Scheduled<'p>> {
    let mut state = ItemState::New;
    let schedule = |past: &&'p Past| {
        let name = name_of(past);
        let chance = Chance::even(u64::from_le_bytes(first_bytes(&name)));
        let (before, next) =
            (state.name(), scheduler.schedule(&state, past.at, past.rating, &chance));
        state = state.after(&scheduler.model, past.at, past.rating, next);
        Scheduled { name, past, next, before }
    };
    reviews.iter().map(schedule).collect()
}

impl Scheduled<'_> {
    /// Returns the review as study would have stored it.
    fn event(&self) -> Event {
        let &Self { name, past, next, before } = self;
        let verdict = Verdict::of(past.rating);
        let review = Review {
            form: Form::Rated,
            options: Vec::new(),
            answer: Given::Rating(past.rating),
            verdict,
            score: f64::from(u8::from(verdict == Verdict::Correct)),
            rating: past.rating,
            millis: 0,
            next,
            before,
        };
        let (item, kind) = (Some(past.item.as_ref().clone()), EventKind::Reviewed(review));
        Event { id: name, at: past.at, item, kind }
    }
}

/// Returns the name of an imported review: made of what it says, so that it is the same each time.
fn name_of(past: &Past) -> EventId {
    let words = format!("import\n{}\n{}\n{}", past.item, past.at.millis(), past.rating);
    let hash = Sha256::digest(words.as_bytes());
    let mut random = [0; 10];
    random.copy_from_slice(&hash[..10]);
    let millis = u64::try_from(past.at.millis()).unwrap_or_default();
    EventId(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
}

fn first_bytes(name: &EventId) -> [u8; 8] {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&name.0.as_bytes()[8..]);
    bytes
}
