//! Rulers by their numbers: "Richard III".

use super::{Candidate, overlapping};
use crate::language::model::EntityKind;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Returns where a text names rulers by first name and number.
pub fn rulers_in(text: &str) -> impl Iterator<Item = Range<usize>> {
    static RULER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(\p{Lu}\p{Ll}{2,}) (?:[IVX]{2,5}|V|X)\b").expect("the pattern is fixed")
    });
    RULER.captures_iter(text).filter_map(|found| {
        let whole = found.get(0)?.range();
        (!NUMBERED.contains(&found.get(1)?.as_str())).then_some(whole)
    })
}

/// What is numbered and is no ruler.
const NUMBERED: [&str; 43] = [
    "Act", "Annex", "Apollo", "Appendix", "Area", "Army", "Article", "Book", "Bowl", "Canto",
    "Category", "Chapter", "Class", "Corps", "Division", "Figure", "Form", "Grade", "Group",
    "Legion", "Level", "Mark", "Model", "Olympiad", "Part", "Phase", "Psalm", "Region", "Rocky",
    "Schedule", "Section", "Stage", "Strategy", "Symphony", "Table", "Tier", "Title", "Type",
    "Union", "Volume", "War", "World", "Zone",
];

/// Makes people of rulers, whom the model takes for much else, and adds those that it does not see.
pub(super) fn with_rulers(text: &str, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    for range in rulers_in(text) {
        let places = overlapping(&candidates, &range);
        match &mut candidates[places.clone()] {
            [] => candidates.insert(places.start, ruler(range)),
            [one] if one.range == range && is_unlike_a_work(one.kind) => {
                one.kind = EntityKind::Person;
                one.titled = true;
            }
            _ => {}
        }
    }
    candidates
}

/// "Ice Age II" is a film.
fn is_unlike_a_work(kind: EntityKind) -> bool {
    !matches!(kind, EntityKind::WorkOfArt | EntityKind::Product | EntityKind::Law)
}

fn ruler(range: Range<usize>) -> Candidate {
    Candidate {
        range,
        kind: EntityKind::Person,
        titled: true,
        fixed: None,
        state: None,
        seat_of: None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::named;
    use super::rulers_in;
    use crate::language::model::EntityKind;

    #[test]
    fn rulers_are_people_whatever_the_model_takes_them_for() {
        let text = "Ilan's grandson Ilan II moved the court from Old Tessa to Marsa in 1362. The last king, \
                    Ilan V, drowned on 9 August 1588 when his galley struck a reef.";
        let names = named(text);
        for ruler in ["Ilan II", "Ilan V"] {
            let found = names.iter().find(|(_, name)| name.full == ruler);
            assert_eq!(found.map(|(_, name)| name.kind), Some(EntityKind::Person), "{names:?}");
        }
    }

    #[test]
    fn what_else_is_numbered_is_no_ruler() {
        let rulers = |text| rulers_in(text).count();
        assert_eq!(rulers("World War II, Article IX, Super Bowl XX and Apollo XI"), 0);
        assert_eq!(rulers("I know Henry VIII and Kasim V"), 2);
    }
}
