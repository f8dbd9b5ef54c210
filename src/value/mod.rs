//! Typed values that facts state and answers have: dates with their precision, numbers, folded text.
//!
//! The leaf of the house: the language layer finds these values in sentences, facts and decks hold
//! them, and judging compares them, so they live below all four and know none of them.

mod date;
mod date_figures;
mod date_spelling;
mod date_text;
mod decimal_comma;
mod fold;
mod little;
mod marks;
mod number;
mod number_figures;
mod number_words;
mod roman;
mod unit;
mod year_words;

pub use date::{Edtf, EdtfError, Point, Precision};
pub use date_spelling::spell_date;
pub use date_text::{month_name, month_number, read_dates, read_dates_in, read_weekday};
pub use decimal_comma::with_decimal_points;
pub use fold::{fold, strip_article};
pub use little::{content_words, is_little};
pub use marks::{currency_sign, has_the_same_marks, says_how_many, says_the_same, whole_scale};
pub use number::{Number, number_words_in_figures, read_number};
pub use number_words::ordinal_word;
pub use roman::{is_roman, roman_value};
pub use unit::{Unit, units_in};
pub use year_words::years_in_figures;
