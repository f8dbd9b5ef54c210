//! docent reads documents, writes question cards that cite their source, and makes people remember
//! them.
//!
//! The folders follow the way of the data:
//!
//! | module | from | to |
//! |---|---|---|
//! | [`value`] | text | typed values: dates with their precision, numbers, folded words |
//! | [`document`] | a file | clean text, every sentence with its place in the original |
//! | [`language`] | a sentence | words, tags, tree, names, dates, numbers |
//! | [`facts`] | sentences | typed facts with evidence |
//! | [`authoring`] | facts | question cards, distractors, a reason for each |
//! | [`deck`] | a TOML file | cards, with every fault and its place |
//! | [`memory`] | reviews | stability, difficulty, the next day |
//! | [`study`] | items and their memory | a session: ask, judge, store |
//! | [`stats`] | reviews | figures |
//! | [`progress`] | events | the journal, in `SQLite` |
//! | [`exchange`] | decks | the formats of other programs, and paper; both ways |
//! | [`cli`] | arguments | all of the above, on a terminal |
//! | [`workers`] | work | done on all cores, in order |
//!
//! Beside them stands [`system`], the only file that knows which operating system this is.
//!
//! Arrows point one way: `cli` uses everything and nothing uses `cli`; `progress` and `stats` use
//! `study`, which uses `memory` and `deck`; `authoring` uses `facts`, which use `language`, which
//! uses `document`; `authoring` writes into `deck`. Time and chance are arguments: the clock is
//! read once, in `cli`, and every draw has a seed. `tests/walls.rs` holds the house to this.

pub mod authoring;
pub mod cli;
pub mod deck;
pub mod document;
pub mod exchange;
pub mod facts;
pub mod language;
pub mod memory;
pub mod progress;
pub mod stats;
pub mod study;
pub mod system;
pub mod value;
pub mod workers;
