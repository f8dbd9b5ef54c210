//! Which items are due, the session as a state machine, and judging an answer.
//!
//! The session says what to do next and a face does it: the terminal, plain lines and the JSON
//! dialogue drive one machine. Nothing here prints, reads a clock or touches the disk; what was
//! answered comes out as an [`Event`] for the journal.

mod backlog;
mod cards;
mod deck_log;
mod event;
mod gap_numbers;
mod history;
mod identity;
mod item;
pub mod judge;
mod load;
mod mistake;
mod mix;
mod names;
mod options;
mod question;
mod queue;
mod regrade;
mod replay;
mod session;
mod settings;
mod siblings;
mod simulate;
mod summary;

pub use backlog::{Backlog, backlog, may_be_backlog, usual_reviews};
pub use cards::{Cards, OpenDecks, find_in};
pub use deck_log::{Answer, DeckLog, LoggedCard, LoggedItem, Past, Reset, Stretch, deck_logs};
pub use event::{Event, EventId, EventKind, Given, IdSource, Review};
pub use gap_numbers::numbered_as_met;
pub use history::{
    CountedReview, Forgetting, History, effective, fitted_weights, last_standing, last_undo, undone,
};
pub use identity::{Edit, Wording, edits, follow_names};
pub use item::{
    Availability, Item, ItemId, ItemIdError, Listed, Part, Standing, items_of, parts_of,
};
pub use judge::{Judgement, Verdict};
pub use load::Load;
pub use mistake::{Mistake, mistake};
pub use names::{all_names, last_met};
pub use options::Choice;
pub use question::{Key, Question, choose_form};
pub use queue::{Cap, Due, Left, Plan, Reach, Share, Today, plan, share};
pub use regrade::{Regrade, regrades};
pub use replay::{Account, Act, Outcome, Replay, Reviews, Told};
pub use session::{Answered, Refusal, Session, Step};
pub use settings::{LayeredSettings, Limits, Origin, OwnWishes, Setting, StudySettings};
pub use siblings::{SetAside, Turn, set_aside};
pub use simulate::simulate_study;
pub use summary::Summary;
