//! Which items are due, the session as a state machine, and judging an answer.
//!
//! The session says what to do next and a face does it: the terminal, plain lines and the JSON
//! dialogue drive one machine. Nothing here prints, reads a clock or touches the disk; what was
//! answered comes out as an [`Event`] for the journal.

mod event;
mod item;
pub mod judge;
mod question;
mod queue;
mod session;
mod settings;

pub use event::{
    CountedReview, Event, EventId, EventKind, Given, History, IdSource, Review, effective,
};
pub use item::{Availability, Item, ItemId, ItemIdError, Part, Standing, items_of};
pub use judge::{Judgement, Verdict};
pub use question::{Choice, Key, Question, choose_form};
pub use queue::{Cap, Due, Left, Plan, Share, Today, plan, share};
pub use session::{Answered, Refusal, Session, Step, Summary};
pub use settings::{Limits, StudySettings};
