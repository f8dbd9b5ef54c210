//! Which typed answers are asked again, because nothing can be made of them.

use super::super::judge::NO_DATE;
use super::{Judge, Question};
use crate::deck::Form;
use crate::study::event::Given;

/// How a date is answered.
const HOW: &str = "Not understood as a date: write 1992, April 1992 or 6 November 2025. Enter \
                   alone when you don't know.";

impl Question {
    /// Returns how a date is answered, where one was asked and what was typed is none: a slip of the
    /// hand is no wrong date. An empty answer is taken: it says that the date is not known.
    #[must_use]
    pub fn unread(&self, given: &Given) -> Option<&'static str> {
        let (Form::Typed, Judge::Date { .. }, Given::Text(text)) = (self.form, &self.judge, given)
        else {
            return None;
        };
        (self.judge_typed(text).why.as_deref() == Some(NO_DATE)).then_some(HOW)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::read_deck;
    use crate::study::items_of;

    #[test]
    fn only_what_is_no_date_at_all_is_asked_again() {
        let deck = read_deck(
            "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n\
             [[card]]\nid = \"moon\"\nkind = \"date\"\nquestion = \"q\"\nanswer = \"1969-07-20\"\n\
             accept = [\"Moon Day\"]\n\
             [[card]]\nid = \"text\"\nkind = \"text\"\nquestion = \"q\"\nanswer = \"a\"\n",
        )
        .deck
        .expect("a deck");
        let items = items_of(&deck);
        let date = Question::new(&items[0], Form::Typed, 1);
        for (given, again) in [
            ("20 july 1969x", true),
            ("[B", true),
            ("20 July 1969", false),
            ("1812", false),
            ("moon day", false),
            ("", false),
            (" ", false),
        ] {
            assert_eq!(date.unread(&Given::Text(given.into())).is_some(), again, "{given}");
        }
        let text = Question::new(&items[1], Form::Typed, 1);
        assert_eq!(text.unread(&Given::Text("[B".into())), None);
    }
}
