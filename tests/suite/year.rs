//! A year of a teacher's edits on one deck, which a learner studies all the while: no progress is
//! lost. Each card has a tag that is never edited, by which the test knows it; docent does not.

use crate::desk::Desk;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

/// What the cards ask for: each has its own subject and answer, as the cards of a deck have.
const SUBJECTS: [(&str, &str); 10] = [
    ("Mongolia", "Ulaanbaatar"),
    ("Peru", "Lima"),
    ("Norway", "Oslo"),
    ("Kenya", "Nairobi"),
    ("Iceland", "Reykjavik"),
    ("Bhutan", "Thimphu"),
    ("Uruguay", "Montevideo"),
    ("Latvia", "Riga"),
    ("Ghana", "Accra"),
    ("Jordan", "Amman"),
];

/// Ways to ask for a capital.
const WORDINGS: [&str; 4] = [
    "What is the capital of {}?",
    "Name the capital of {}.",
    "Which city is the capital of {}?",
    "{} has which city as its capital?",
];

/// A card as the teacher has it in mind.
#[derive(Debug, Clone)]
struct Card {
    subject: usize,
    wording: usize,
    named: bool,
    answer: String,
    comment: String,
    distractors: bool,
    /// Taken out of the deck for now.
    away: bool,
}

/// What a teacher does on a day; a number chooses the card.
#[derive(Debug, Clone)]
enum Deed {
    Reword(usize, usize),
    Respell(usize),
    MoveToTheEnd(usize),
    Comment(usize),
    Distractors(usize),
    TakeOut(usize),
    PutBack,
    WriteIdsDown,
    ChangeAnswer(usize),
}

fn deeds() -> impl Strategy<Value = Deed> {
    let card = 0..SUBJECTS.len();
    prop_oneof![
        4 => (card.clone(), 0..WORDINGS.len()).prop_map(|(card, words)| Deed::Reword(card, words)),
        1 => card.clone().prop_map(Deed::Respell),
        1 => card.clone().prop_map(Deed::MoveToTheEnd),
        1 => card.clone().prop_map(Deed::Comment),
        1 => card.clone().prop_map(Deed::Distractors),
        1 => card.clone().prop_map(Deed::TakeOut),
        1 => Just(Deed::PutBack),
        1 => Just(Deed::WriteIdsDown),
        1 => card.prop_map(Deed::ChangeAnswer),
    ]
}

fn toml(cards: &[Card]) -> String {
    let mut text = String::from("format = 1\n[deck]\nid = \"year\"\ntitle = \"A year\"\n");
    text.push_str("[deck.study]\nnew_per_day = 3\n");
    for card in cards.iter().filter(|card| !card.away) {
        let subject = SUBJECTS[card.subject].0;
        let question = WORDINGS[card.wording].replace("{}", subject);
        let _ = write!(text, "\n{}[[card]]\nkind = \"text\"\n", card.comment);
        if card.named {
            let _ = writeln!(text, "id = \"capital-{}\"", card.subject);
        }
        let _ = writeln!(text, "question = \"{question}\"\nanswer = \"{}\"", card.answer);
        let _ = writeln!(text, "tags = [\"subject-{}\"]", card.subject);
        if card.distractors {
            text.push_str("distractors = [\"Paris\", \"Rome\"]\n");
        }
    }
    text
}

/// The teacher's desk with the deck, and the learner's progress as it must be.
struct Year {
    desk: Desk,
    cards: Vec<Card>,
    /// The ids that `check --fix` wrote down, by subject.
    written: BTreeMap<usize, String>,
    /// How often each subject was answered.
    reps: BTreeMap<usize, u64>,
}

impl Year {
    fn begin() -> Self {
        let card = |(subject, (_, answer)): (usize, &(&str, &str))| Card {
            subject,
            wording: 0,
            named: subject % 2 == 0,
            answer: (*answer).to_owned(),
            comment: String::new(),
            distractors: false,
            away: false,
        };
        let cards = SUBJECTS.iter().enumerate().map(card).collect();
        let reps = BTreeMap::new();
        Self { desk: Desk::new(), cards, written: BTreeMap::new(), reps }
    }

    fn write(&self) {
        let mut text = toml(&self.cards);
        for (subject, id) in &self.written {
            let tag = format!("tags = [\"subject-{subject}\"]");
            text = text.replace(&tag, &format!("id = \"{id}\"\n{tag}"));
        }
        fs::create_dir_all(self.desk.path("decks")).expect("a folder");
        fs::write(self.desk.path("decks/year.toml"), text).expect("written");
    }

    fn act(&mut self, deed: &Deed) {
        let at = |subject: usize| self.cards.iter().position(|c| c.subject == subject);
        match *deed {
            Deed::Reword(subject, wording) => {
                let at = at(subject).expect("every subject has a card");
                // A card that is away cannot be reworded.
                if !self.cards[at].away {
                    self.cards[at].wording = wording;
                }
            }
            Deed::Respell(subject) => {
                let at = at(subject).expect("every subject has a card");
                let answer = &mut self.cards[at].answer;
                *answer = if *answer == answer.to_uppercase() {
                    SUBJECTS[subject].1.to_owned()
                } else {
                    answer.to_uppercase()
                };
            }
            Deed::MoveToTheEnd(subject) => {
                let card = self.cards.remove(at(subject).expect("every subject has a card"));
                self.cards.push(card);
            }
            Deed::Comment(subject) => {
                let at = at(subject).expect("every subject has a card");
                self.cards[at].comment.push_str("# looked at again\n");
            }
            Deed::Distractors(subject) => {
                let at = at(subject).expect("every subject has a card");
                self.cards[at].distractors ^= true;
            }
            Deed::TakeOut(subject) => {
                let at = at(subject).expect("every subject has a card");
                self.cards[at].away = true;
            }
            Deed::PutBack => self.cards.iter_mut().for_each(|card| card.away = false),
            Deed::ChangeAnswer(subject) => {
                // The answer of a card without an id changes apart from its words: a card with
                // neither its words nor its answer is another card.
                let at = at(subject).expect("every subject has a card");
                let stable = self.cards[at].named || self.written.contains_key(&subject);
                if stable {
                    self.cards[at].answer.push_str(" New Town");
                }
            }
            Deed::WriteIdsDown => self.write_ids_down(),
        }
    }

    fn write_ids_down(&mut self) {
        self.write();
        // The learner's docent is the one that knows the old names.
        self.study(0);
        self.desk.docent(&["check", "--fix"]);
        for (subject, item) in self.items() {
            let card = self.cards.iter().find(|card| card.subject == subject).expect("its card");
            if !card.named {
                let id = item["card"].as_str().expect("an id").to_owned();
                self.written.insert(subject, id);
            }
        }
    }

    /// Returns the items of the deck by subject.
    fn items(&self) -> BTreeMap<usize, Value> {
        let run = self.desk.docent(&["cards", "--json"]);
        let items: Vec<Value> = serde_json::from_str(&run.stdout).expect("JSON");
        let subject = |item: &Value| {
            let tag = item["tags"][0].as_str().expect("a tag");
            tag["subject-".len()..].parse().expect("a number")
        };
        items.into_iter().map(|item| (subject(&item), item)).collect()
    }

    /// Lets the learner answer so many questions.
    fn study(&mut self, answers: usize) {
        let subjects: BTreeMap<String, usize> = self
            .items()
            .into_iter()
            .map(|(subject, item)| (item["item"].as_str().expect("an item").to_owned(), subject))
            .collect();
        // One of the options, where there are some.
        let input = "{\"answer\":\"Paris\"}\n".repeat(answers);
        let run = self.desk.docent_with(&["study", "--json"], &input);
        assert_eq!(run.code, 0, "{run}");
        for line in run.stdout.lines() {
            let said: Value = serde_json::from_str(line).expect("JSON");
            if said["type"] == "judged" {
                let subject = subjects[said["item"].as_str().expect("an item")];
                *self.reps.entry(subject).or_default() += 1;
            }
        }
    }

    fn at(&mut self, week: usize) {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).expect("a day")
            + chrono::Days::new(7 * week as u64);
        let desk = std::mem::replace(&mut self.desk, Desk::new());
        self.desk = desk.at(&format!("{day}T09:00:00+01:00"));
    }

    /// Returns the subjects of the deck that have not the progress they must have.
    fn lost(&self) -> Vec<String> {
        let answered = |item: &Value| item["reps"].as_u64().expect("a number");
        let wanted = |subject: &usize| self.reps.get(subject).copied().unwrap_or(0);
        self.items()
            .iter()
            .filter(|(subject, item)| answered(item) != wanted(subject))
            .map(|(subject, item)| {
                format!("{}: {} of {}", SUBJECTS[*subject].0, answered(item), wanted(subject))
            })
            .collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, max_shrink_iters: 10, ..ProptestConfig::default() })]

    #[test]
    fn a_year_of_edits_loses_no_progress(
        weeks in prop::collection::vec(prop::collection::vec(deeds(), 0..4), 52..53)
    ) {
        let mut year = Year::begin();
        for (week, deeds) in weeks.iter().enumerate() {
            year.at(week);
            for deed in deeds {
                year.act(deed);
            }
            year.write();
            prop_assert_eq!(year.lost(), Vec::<String>::new(), "in week {}, before study", week);
            year.study(3);
            prop_assert_eq!(year.lost(), Vec::<String>::new(), "in week {}", week);
        }
        prop_assert!(year.reps.values().sum::<u64>() > 50, "the learner was not idle");
    }
}
