//! What the cards of a synthetic collection ask: facts of a country that is not, no two alike.

use std::fmt::Write as _;

/// One card, as every program can hold it.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its place in the collection, from 0.
    pub number: usize,
    /// What kind of answer it has.
    pub kind: Kind,
    /// What is asked; of a cloze, the sentence with its gap.
    pub question: String,
    /// What is right.
    pub answer: String,
    /// Said after the answer; of every fourth card.
    pub explanation: Option<String>,
    /// Other options of a choice.
    distractors: Vec<String>,
}

/// What kind of answer a card has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A name.
    Text,
    /// A year.
    Year,
    /// A count.
    Number,
    /// One of four names.
    Choice,
    /// The word in a gap.
    Cloze,
}

/// The mark of a gap in the question of a cloze.
const GAP: &str = "[...]";

impl Card {
    /// Returns the card of this number; always the same one.
    pub fn of(number: usize) -> Self {
        let place = name(number);
        let other =
            |step: usize| name(number.wrapping_mul(7).wrapping_add(step) % 700_000 + 1_300_000);
        let kind = match number % 10 {
            0..=4 => Kind::Text,
            5 | 6 => Kind::Year,
            7 => Kind::Number,
            8 => Kind::Choice,
            _ => Kind::Cloze,
        };
        let (question, answer) = match kind {
            Kind::Text => (format!("Who drew the first map of the valley of {place}?"), other(1)),
            Kind::Year => (
                format!("In which year was the harbour of {place} opened?"),
                (1300 + number * 13 % 700).to_string(),
            ),
            Kind::Number => (
                format!("How many arches has the stone bridge of {place}?"),
                (2 + number % 89).to_string(),
            ),
            Kind::Choice => (format!("Which river runs through the town of {place}?"), other(1)),
            Kind::Cloze => {
                (format!("The mill of {place} was built by the weaver {GAP} alone."), other(1))
            }
        };
        let explanation = number.is_multiple_of(4).then(|| {
            format!("So says the chronicle of {}, on its page {}.", other(5), 1 + number % 400)
        });
        let distractors =
            if kind == Kind::Choice { (2..5).map(other).collect() } else { Vec::new() };
        Self { number, kind, question, answer, explanation, distractors }
    }

    /// Returns the card's id.
    pub fn id(&self) -> String {
        format!("c{}", self.number)
    }

    /// Returns the options of a choice, the right one first.
    pub fn options(&self) -> Vec<String> {
        match self.kind {
            Kind::Choice => {
                std::iter::once(&self.answer).chain(&self.distractors).cloned().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Writes the card as docent's decks hold it.
    pub fn write_toml(&self, to: &mut String) {
        let (question, answer) = (&self.question, &self.answer);
        let _ = writeln!(to, "\n[[card]]\nid = \"c{}\"", self.number);
        let _ = match self.kind {
            Kind::Text => {
                writeln!(to, "kind = \"text\"\nquestion = \"{question}\"\nanswer = \"{answer}\"")
            }
            Kind::Year => {
                writeln!(to, "kind = \"year\"\nquestion = \"{question}\"\nanswer = {answer}")
            }
            Kind::Number => {
                writeln!(to, "kind = \"number\"\nquestion = \"{question}\"\nanswer = {answer}")
            }
            Kind::Choice => writeln!(
                to,
                "kind = \"choice\"\nquestion = \"{question}\"\nanswer = \"{answer}\"\n\
                 distractors = [\"{}\"]",
                self.distractors.join("\", \"")
            ),
            Kind::Cloze => {
                let text = question.replace(GAP, &format!("{{{{{answer}}}}}"));
                writeln!(to, "kind = \"cloze\"\ntext = \"{text}\"")
            }
        };
        if let Some(explanation) = &self.explanation {
            let _ = writeln!(to, "explanation = \"{explanation}\"");
        }
        let _ = writeln!(to, "tags = [\"region-{}\"]", self.number % 40);
    }
}

/// Returns a made-up name, another for each number below two millions.
pub fn name(number: usize) -> String {
    const FIRST: [&str; 20] = [
        "Ba", "Ko", "Li", "Mer", "Tan", "Vo", "Sha", "Gri", "Pel", "Dun", "Ar", "Ess", "Jor",
        "Nim", "Quel", "Ros", "Thu", "Wen", "Yal", "Zim",
    ];
    const MIDDLE: [&str; 20] = [
        "la", "ve", "ri", "no", "ma", "du", "ke", "si", "to", "ba", "che", "fi", "go", "ju", "pa",
        "ra", "ste", "vi", "wo", "za",
    ];
    const LAST: [&str; 13] = [
        "dor", "len", "mick", "nath", "rin", "sted", "tova", "ville", "wick", "burg", "gard",
        "holm", "mar",
    ];
    /// How many names there are.
    const NAMES: usize = FIRST.len() * MIDDLE.len().pow(4) * LAST.len();
    // Knuth's multiplier has no factor in common with NAMES, so no two numbers share a name.
    let mut rest = number.wrapping_mul(2_654_435_761) % NAMES;
    let mut take = |parts: &[&'static str]| {
        let part = parts[rest % parts.len()];
        rest /= parts.len();
        part
    };
    [take(&FIRST), take(&MIDDLE), take(&MIDDLE), take(&MIDDLE), take(&MIDDLE), take(&LAST)].concat()
}
