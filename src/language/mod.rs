//! A sentence becomes words, names, dates and numbers.

pub mod sentence;
