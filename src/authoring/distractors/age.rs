//! The age that a wrong date must be of to be believed: within the life of whoever did it, no earlier than
//! the states that it names and than anything that its page tells.

use crate::authoring::index::Life;
use crate::authoring::store::Store;
use crate::facts::Fact;
use crate::language::gazetteer;
use crate::value::Edtf;
use chrono::Datelike;

/// Years in which nobody does what texts tell.
const CHILDHOOD: i32 = 10;

/// The years that a wrong date may be of.
pub(super) struct Age {
    from: i32,
    to: i32,
}

impl Age {
    pub(super) fn of(answer: Edtf, fact: &Fact, store: &Store<'_>) -> Self {
        let year = answer.from.year();
        let (born, died) = lifetime(year, fact, store);
        let begun = youngest_state(fact).filter(|begun| *begun <= year);
        let first = store.first_year(fact).filter(|first| *first < year);
        Self { from: [begun, first].into_iter().flatten().fold(born, i32::max), to: died }
    }

    /// Returns whether any of a date lies within.
    pub(super) fn has(&self, date: &Edtf) -> bool {
        date.span().1.year() >= self.from && date.span().0.year() <= self.to
    }
}

/// Returns the years between which somebody lived whom a fact or its page is about, as far as the
/// documents tell. What happened before or after, such as a statue, no life bounds.
fn lifetime(year: i32, fact: &Fact, store: &Store<'_>) -> (i32, i32) {
    let subject = &fact.statement.subject;
    let page = fact.evidence.last().map(|evidence| evidence.document);
    let told = |verb: &str| {
        let lives = store.index.lives.iter().filter(|life| life.verb == verb);
        let own = lives.clone().find(|life| subject.starts_with(life.whose));
        let of_the_page = |life: &&Life<'_>| {
            life.document == page
                && store.focus(fact).is_some_and(|focus| focus.is_titled(life.whose))
        };
        own.or_else(|| lives.clone().find(of_the_page)).map(|life| life.year)
    };
    // A wrong year of a birth lies before the right one as often as behind it.
    let asked = fact.statement.verb.base.as_str();
    let known = |verb: &str| if verb == asked { None } else { told(verb) };
    let (born, died) = (known("bear"), known("die").unwrap_or(i32::MAX));
    // Whoever is asked of as grown up did nothing as a child.
    let grown = born.map(|born| born + CHILDHOOD).filter(|grown| *grown <= year);
    let from = grown.or(born).unwrap_or(i32::MIN);
    if (from..=died).contains(&year) { (from, died) } else { (i32::MIN, i32::MAX) }
}

/// Returns the year in which the youngest of the states began that a fact names, where a state went
/// before it: no state has relations before it is one.
fn youngest_state(fact: &Fact) -> Option<i32> {
    let statement = &fact.statement;
    let named = [&statement.subject, &statement.tail].map(|text| gazetteer::mentions(text));
    named.into_iter().flatten().filter_map(|mention| mention.state.begun()).max()
}

#[cfg(test)]
mod tests {
    use crate::authoring::distractors::dates::testing::years_of;

    #[test]
    fn a_wrong_year_is_of_the_age_that_its_page_tells_of() {
        let life = "Ada Moss\n\nAda Moss (1880–1921) was a chemist. Moss left Oslo in 1903. She \
                    discovered radon in Bergen in 1919, and died in Bergen in 1921. She liked Bergen.";
        let mower = "The lawn mower\n\nThe lawn mower was invented in 1830. Ada Moss built the \
                     first lawn mower of steel in Oslo in 1834.";
        let cases = [
            (life, "In which year did Ada Moss discover radon in Bergen?", 1890, 1921),
            (
                mower,
                "In which year did Ada Moss build the first lawn mower of steel in Oslo?",
                1830,
                1900,
            ),
        ];
        for (text, asked, from, to) in cases {
            let years = years_of(text, asked);
            assert!(years.iter().all(|year| (from..=to).contains(year)), "{asked}: {years:?}");
        }
    }

    #[test]
    fn the_year_of_a_birth_or_death_is_neither_always_the_first_nor_the_last() {
        let names = ["Ada Moss", "Henry Moss", "Anna Lund", "Karl Holm", "Ida Berg", "Leif Dahl"];
        for (asked, right) in [("born", 1852), ("die", 1921)] {
            let mut sides = [0, 0];
            for name in names {
                let text =
                    format!("{name}\n\n{name} (1852–1921) was a chemist. {name} lived in Oslo.");
                let question = match asked {
                    "born" => format!("In which year was {name} born?"),
                    _ => format!("In which year did {name} die?"),
                };
                for year in years_of(&text, &question) {
                    sides[usize::from(year > right)] += 1;
                }
            }
            assert!(sides.iter().all(|side| *side > 3), "{asked}: {sides:?}");
        }
    }
}
