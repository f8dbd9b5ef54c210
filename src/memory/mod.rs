//! The memory of one item: how strong it is, how it fades, and when to ask again.
//!
//! FSRS-6 lives in one file ([`Model`]) behind checked doors; around it are learning steps,
//! rounding, fuzz and study days. Pure: time comes in as an argument, chance as a seed. Knows
//! nothing of cards, questions or the disk.

mod calibration;
mod day;
mod exam;
mod fit;
mod fuzz;
mod model;
mod rating;
mod schedule;
mod simulate;
mod state;

pub use calibration::{Calibration, CalibrationBin, Prediction, Predictions};
pub use day::{Moment, StudyDay};
pub use exam::LEAST_RECALL;
pub use fit::{FitError, FitReport, Metrics, PastReview, calibration, fit};
pub use fuzz::{fuzz_range, fuzzed};
pub use model::{DesiredRetention, Memory, Model, ModelError, WEIGHTS};
pub use rating::Rating;
pub use schedule::{Chance, Schedule, Scheduler, Steps};
pub use simulate::{FixedSteps, Mind, Policy, SimulatedLearner, Simulation, Sm2, simulate};
pub use state::{ItemState, Phase, Replayed, Seen, replay};
