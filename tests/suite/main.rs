//! What users see, command by command. See `tests/README.md`.

mod bad_input;
mod check;
mod desk;
mod dialogue;
mod plain;
mod readme;
mod stats;
mod terminal;
