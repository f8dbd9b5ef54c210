//! From what a learner did to figures: counts, forecast, true retention, streak, hardest items.
//!
//! Pure: reviews and standings in, figures out. What each figure counts is said where it is
//! defined. Knows nothing of where events are kept or how figures are shown.

mod figures;
mod reviews;

pub use figures::{Counts, DeckFigures, Figures, ForecastDay, count, figures};
pub use reviews::{Hardest, Retention, ReviewFigures, review_figures};
