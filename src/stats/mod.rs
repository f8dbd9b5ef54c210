//! From what a learner did to figures: what is known, what is slipping, what is coming.
//!
//! Pure: what was answered of each deck in, figures out. What each figure counts is said where it is
//! defined; all of them see reviews as they stand, after undoing, overruling and judging again.
//! Every figure is one walk over the [logs](crate::study::DeckLog) of the decks, in which items are
//! numbers. Knows nothing of where events are kept or how figures are shown.

mod class;
mod confusion;
mod counts;
mod daily;
mod figures;
mod forecast;
mod growth;
mod hardest;
mod interval;
mod period;
mod retention;
mod streak;

pub use class::{
    CardFigures, ClassFigures, FEWEST_LEARNERS, Learner, LearnerFigures, Reason, WrongAnswer, class,
};
pub use confusion::{Confusion, confusions};
pub use counts::{Counts, count};
pub use daily::{DayTally, LONGEST_ANSWER};
pub use figures::{DeckFigures, Figures, figures};
pub use forecast::{FORECAST_DAYS, ForecastDay};
pub use growth::Growth;
pub use hardest::{Hardest, Leech};
pub use interval::wilson;
pub use period::Period;
pub use retention::{GroupRetention, MATURE, Retention, Retentions};
pub use streak::Streaks;
