//! What users see, command by command. See `tests/README.md`.

#![expect(clippy::print_stderr, reason = "a skipped test says so")]

mod acts;
mod anki;
mod bad_input;
mod build;
mod check;
mod class;
mod damage;
mod desk;
mod dialogue;
mod durability;
mod edits;
mod exchange;
mod manual;
mod memory;
mod pictures;
mod plain;
mod progress;
mod propose;
mod quiz;
mod readme;
mod report;
mod review;
mod settings;
mod siblings;
mod stats;
mod synthetic;
mod terminal;
mod tools;
mod worksheet;
mod workshop;
mod year;
