//! Which answers are asked again, because nothing can be made of them or they are not whole.

use super::super::judge::{NO_DATE, NO_NUMBER, comparable, split_list};
use super::{Judge, Question};
use crate::deck::Form;
use crate::study::event::Given;

/// How a date is answered.
const DATE: &str = "Not understood as a date: write 1992, April 1992 or 6 November 2025. Enter \
                   alone when you don't know.";

/// How a number is answered.
const NUMBER: &str = "Not understood as a number: write it in figures or words. Enter alone when you \
                      don't know.";

impl Question {
    /// Returns how a date or a number is answered, where one was asked and what was typed is none: a
    /// slip of the hand is no wrong answer. An empty one is taken: it says that it is not known.
    #[must_use]
    pub fn unread(&self, given: &Given) -> Option<&'static str> {
        let (Form::Typed, Given::Text(text)) = (self.form, given) else { return None };
        let (unread, how) = match self.judge {
            Judge::Date { .. } => (NO_DATE, DATE),
            Judge::Number { .. } => (NO_NUMBER, NUMBER),
            _ => return None,
        };
        (self.judge_typed(text).why.as_deref() == Some(unread)).then_some(how)
    }

    /// Returns how many of an order have no place yet in an answer that gives some of them one. None
    /// where all have, or none has: that says that it is not known.
    #[must_use]
    pub fn unplaced(&self, given: &Given) -> Option<usize> {
        let Judge::Order(key) = &self.judge else { return None };
        let split;
        let named = match given {
            Given::Many(names) => names,
            Given::Text(text) => {
                split = split_list(text, key);
                &split
            }
            _ => return None,
        };
        let named: Vec<String> = named.iter().map(|name| comparable(name)).collect();
        let unplaced = key.iter().filter(|member| !named.contains(&comparable(member))).count();
        (0 < unplaced && unplaced < key.len()).then_some(unplaced)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::read_deck;
    use crate::study::items_of;

    #[test]
    fn only_what_is_no_date_and_no_number_at_all_is_asked_again() {
        let deck = read_deck(
            "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n\
             [[card]]\nid = \"moon\"\nkind = \"date\"\nquestion = \"q\"\nanswer = \"1969-07-20\"\n\
             accept = [\"Moon Day\"]\n\
             [[card]]\nid = \"text\"\nkind = \"text\"\nquestion = \"q\"\nanswer = \"a\"\n\
             [[card]]\nid = \"states\"\nkind = \"number\"\nquestion = \"q\"\nanswer = 26\n\
             accept = [\"the whole alphabet\"]\n",
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
        let number = Question::new(&items[2], Form::Typed, 1);
        for (given, again) in [
            ("abc", true),
            ("26", false),
            ("twenty-six", false),
            ("more than 20", false),
            ("the whole alphabet", false),
            ("", false),
        ] {
            assert_eq!(number.unread(&Given::Text(given.into())).is_some(), again, "{given}");
        }
    }

    #[test]
    fn an_order_says_how_many_have_no_place_yet() {
        let deck = read_deck(
            "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"c\"\n\
             kind = \"order\"\nquestion = \"q\"\nanswers = [\"Rome\", \"Byzantium\", \"Moscow\"]\n",
        );
        let deck = deck.deck.expect("a deck");
        let order = Question::new(&items_of(&deck)[0], Form::Order, 1);
        let many = |names: &[&str]| Given::Many(names.iter().map(|n| (*n).to_owned()).collect());
        for (given, unplaced) in [
            (many(&["Moscow", "Rome", "Byzantium"]), None),
            (many(&["Moscow"]), Some(2)),
            (many(&["Moscow", "Moscow", "Rome"]), Some(1)),
            (many(&[]), None),
            (Given::Text("rome, moscow".into()), Some(1)),
            (Given::Text("rome; byzantium; moscow".into()), None),
            (Given::Text("no idea".into()), None),
            (Given::Text(String::new()), None),
        ] {
            assert_eq!(order.unplaced(&given), unplaced, "{given:?}");
        }
    }
}
