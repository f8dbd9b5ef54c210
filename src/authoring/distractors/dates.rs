//! Wrong dates that are fair: of the key's precision and age, and no other telling of the same story.

use super::age::Age;
use super::{WANTED, random};
use crate::authoring::store::{LATE, Store};
use crate::facts::{Fact, Value};
use crate::value::{Edtf, Point, Precision};
use chrono::{Datelike, Days, NaiveDate};
use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

/// Returns wrong dates of the key's precision: those that the documents use elsewhere first.
pub(in crate::authoring) fn dates(answer: Edtf, fact: &Fact, store: &Store<'_>) -> Vec<Edtf> {
    // Of the wars of one place, the year of another is no wrong answer.
    if tells_of_one_of_several(fact) {
        return Vec::new();
    }
    let mut random = random(fact, store);
    let latest = store.as_of().or_else(|| last_known(store));
    // What else the same two did belongs to one story, and may count as the beginning of it.
    let related = store.events.shared_by(fact);
    let refined = match fact.refinement {
        Some(Value::Date(date)) => Some(date),
        _ => None,
    };
    let age = Age::of(answer, fact, store);
    let wrong = |date: &Edtf| {
        if !age.has(date) {
            return false;
        }
        let overlaps = |true_one: Edtf| true_one.contains(*date) || date.contains(true_one);
        // A year that is not over when the documents end is no likely answer.
        let future = latest.is_some_and(|day| date.span().1 > day);
        // What ended one year was often signed, sealed or counted to the next.
        let beside = answer.precision() == Precision::Year
            && (date.from.year() - answer.from.year()).abs() < 2;
        // What was so by 1910, was so by 1912.
        let later = fact.statement.asks.starts_with("By ") && date.span().0 > answer.span().0;
        let of_the_story = related.iter().any(|known| overlaps(*known));
        !(overlaps(answer)
            || beside
            || refined.is_some_and(overlaps)
            || future
            || later
            || of_the_story)
    };
    // A year far off is easily ruled out by whoever knows the age it belongs to.
    let span = if answer.precision() <= Precision::Year { 5 } else { 2 };
    // The dates of a life all lie before its end.
    let of_the_end = fact.pattern == "life";
    let near = |date: &Edtf| (date.from.year() - answer.from.year()).abs() <= span;
    let used = store.dates.iter().copied().filter_map(|d| coarsened(d, answer.precision()));
    let mut found: Vec<Edtf> = Vec::new();
    for date in used.filter(|_| !of_the_end).filter(near).filter(wrong) {
        if !found.contains(&date) {
            found.push(date);
        }
    }
    found.shuffle(&mut random);
    found.truncate(2);
    for _ in 0..60 {
        if found.len() >= WANTED {
            break;
        }
        if let Some(date) = shifted(answer, &mut random).filter(wrong)
            && !found.contains(&date)
        {
            found.push(date);
        }
    }
    stand_around(&mut found, answer, || shifted(answer, &mut random).filter(wrong));
    stand_beside(&mut found, answer, || alike(answer, &mut random).filter(wrong));
    found.sort_by_key(|d| d.span());
    found
}

/// Moves one wrong date to the other side of the key, where all of them lie close together on one side and
/// far from it.
fn stand_around(found: &mut [Edtf], answer: Edtf, mut another: impl FnMut() -> Option<Edtf>) {
    let year = |date: &Edtf| date.from.year();
    found.sort_by_key(|date| (year(date) - year(&answer)).abs());
    let (Some(near), Some(far)) = (found.first(), found.last()) else { return };
    let side = (year(near) - year(&answer)).signum();
    let gap = (year(near) - year(&answer)).abs();
    let close = (year(far) - year(near)).abs() < gap;
    let aside = found.iter().all(|date| (year(date) - year(&answer)).signum() == side);
    if found.len() < 2 || side == 0 || !close || !aside {
        return;
    }
    let across = (0..60)
        .find_map(|_| another().filter(|date| (year(date) - year(&answer)).signum() == -side));
    if let (Some(date), Some(last)) = (across, found.last_mut()) {
        *last = date;
    }
}

/// Puts a wrong date beside the key where that is the only one of its year, or a year the only one of its
/// century: it would give itself away.
fn stand_beside(found: &mut [Edtf], answer: Edtf, another: impl FnMut() -> Option<Edtf>) {
    let like = |date: &Edtf| are_alike(*date, answer);
    if found.iter().any(like) {
        return;
    }
    let beside = std::iter::repeat_with(another).take(60).flatten().find(like);
    if let (Some(date), Some(last)) = (beside, found.last_mut()) {
        *last = date;
    }
}

/// Returns whether two days or months are of one year, two years of one century.
fn are_alike(date: Edtf, other: Edtf) -> bool {
    let (year, its) = (date.from.year(), other.from.year());
    match other.precision() {
        Precision::Year => year.div_euclid(100) == its.div_euclid(100),
        precision => precision < Precision::Year || year == its,
    }
}

/// Returns the end of what documents of no date know of, if it is so late that what lies beyond may not
/// have been yet.
fn last_known(store: &Store<'_>) -> Option<NaiveDate> {
    let last = store.dates.iter().map(|date| date.span().1).max();
    last.filter(|day| day.year() >= LATE)
}

/// "the Riga war", "the elections in Peru": there was more than one, and no name tells which is meant. Of
/// what comes every four years, most years near by are none.
fn tells_of_one_of_several(fact: &Fact) -> bool {
    const RECURRING: [&str; 25] = [
        "blockade",
        "ceasefire",
        "census",
        "conflict",
        "coup",
        "crisis",
        "earthquake",
        "election",
        "elections",
        "epidemic",
        "famine",
        "flood",
        "floods",
        "games",
        "medal",
        "medals",
        "olympics",
        "riots",
        "siege",
        "strike",
        "strikes",
        "talks",
        "title",
        "uprising",
        "war",
    ];
    let statement = &fact.statement;
    let told = statement.subject.split(' ').chain(statement.tail.split(' ').take(3));
    let ranked = |word: &str| matches!(word, "first" | "second" | "third" | "last" | "civil");
    let mut words = told.clone().take_while(|word| !ranked(word));
    words.any(|word| RECURRING.contains(&word.trim_end_matches("'s").to_lowercase().as_str()))
}

fn coarsened(date: Edtf, precision: Precision) -> Option<Edtf> {
    let point = match (precision, date.from) {
        (Precision::Year, point) if point.precision() >= Precision::Year => {
            Point::Year(point.year())
        }
        (Precision::Month, Point::Day(day)) => {
            Point::month(day.year(), u8::try_from(day.month()).ok()?)?
        }
        (wanted, point) if point.precision() == wanted => point,
        _ => return None,
    };
    Some(Edtf::exact(point))
}

/// Returns a day or month of the same year, or a year some way off.
fn alike(date: Edtf, random: &mut StdRng) -> Option<Edtf> {
    let point = match date.from {
        Point::Year(_) => return shifted(date, random),
        Point::Month(year, _) => Point::month(year, random.random_range(1..=12))?,
        Point::Day(day) => {
            let other = day.ordinal().saturating_sub(70).max(1)..=(day.ordinal() + 70).min(365);
            Point::Day(NaiveDate::from_yo_opt(day.year(), random.random_range(other))?)
        }
        _ => return None,
    };
    Some(Edtf::exact(point))
}

/// Returns a date some way off.
fn shifted(date: Edtf, random: &mut StdRng) -> Option<Edtf> {
    let mut by = |most: i32| -> i32 {
        let step = random.random_range(1..=most);
        if random.random_bool(0.5) { step } else { -step }
    };
    let point = match date.from {
        Point::Century(c) => Point::Century(c + by(2)),
        Point::Decade(d) => Point::Decade(d + by(3)),
        Point::Year(y) => Point::Year(y + by(6)),
        Point::Season(y, s) => {
            const FIRST: u8 = 21;
            let seasons = y * 4 + i32::from(s.saturating_sub(FIRST)) + by(7);
            let season = u8::try_from(seasons.rem_euclid(4)).ok()? + FIRST;
            Point::Season(seasons.div_euclid(4), season)
        }
        Point::Month(y, m) => {
            let months = y * 12 + i32::from(m) - 1 + by(14);
            Point::month(months.div_euclid(12), u8::try_from(months.rem_euclid(12) + 1).ok()?)?
        }
        Point::Day(day) => {
            let days = by(70);
            let ahead = Days::new(days.unsigned_abs().into());
            let day =
                if days > 0 { day.checked_add_days(ahead) } else { day.checked_sub_days(ahead) };
            Point::Day(day?)
        }
    };
    Some(Edtf::exact(point))
}

#[cfg(test)]
pub(super) mod testing {
    use crate::authoring::{BuildOptions, build};
    use crate::deck::{Body, Card};
    use crate::document::Document;
    use crate::value::Edtf;

    pub(in super::super) fn years_of(text: &str, asked: &str) -> Vec<i32> {
        let documents = [Document::parse("a.txt", text)];
        let cards = build(&documents, &BuildOptions::default()).deck.cards;
        let body = |card: &Card| (card.body.prompt() == asked).then(|| card.body.clone());
        let Some(Body::Date { distractors, .. }) = cards.iter().find_map(body) else {
            let asked_for: Vec<String> = cards.iter().map(|card| card.body.prompt()).collect();
            panic!("not asked: {asked}, but {asked_for:#?}");
        };
        distractors.iter().map(|date: &Edtf| date.from.year()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::testing::years_of;
    use crate::value::Edtf;

    #[test]
    fn nobody_does_anything_after_dying() {
        let text =
            "Ada Moss discovered radon in Oslo in 1899. Ada Moss died in Bergen in May 1901.";
        let years = years_of(text, "In which year did Ada Moss discover radon in Oslo?");
        assert!(years.iter().all(|year| *year <= 1901), "{years:?}");
    }

    #[test]
    fn the_right_year_stands_not_apart_from_the_wrong_ones() {
        let year = |year: i32| Edtf::year(year).expect("a year");
        let around = |wrong: &[i32]| -> Vec<i32> {
            let mut found: Vec<Edtf> = wrong.iter().map(|y| year(*y)).collect();
            super::stand_around(&mut found, year(1815), || Some(year(1819)));
            found.sort_by_key(|date| date.from.year());
            found.iter().map(|date| date.from.year()).collect()
        };
        assert_eq!(around(&[1809, 1810, 1811]), [1810, 1811, 1819]);
        assert_eq!(around(&[1809, 1811, 1813]), [1809, 1811, 1813]);
        assert_eq!(around(&[1811, 1812, 1818]), [1811, 1812, 1818]);
    }

    #[test]
    fn the_right_year_is_not_the_only_one_of_its_century() {
        let year = |year: i32| Edtf::year(year).expect("a year");
        let mut found = vec![year(2001), year(2002), year(2005)];
        super::stand_beside(&mut found, year(1999), || Some(year(1996)));
        assert!(found.contains(&year(1996)) && found.len() == 3);
    }

    #[test]
    fn what_comes_every_four_years_has_no_options() {
        let text = "Ada Moss was a swimmer from Oslo. Ada Moss won a gold medal in Paris in 1924.";
        let asked = "In which year did Ada Moss win a gold medal in Paris?";
        assert_eq!(years_of(text, asked), Vec::<i32>::new());
    }

    #[test]
    fn what_the_same_two_did_is_no_wrong_year() {
        for seed in ["", " Peru is large.", " Chile is long.", " Both have coasts."] {
            let text = format!(
                "Peru established relations with Chile in 1923. Peru recognised Chile in 1926.{seed}"
            );
            let years = years_of(&text, "In which year did Peru recognise Chile?");
            assert!(!years.contains(&1923), "{years:?}");
        }
    }

    #[test]
    fn a_war_of_a_place_has_no_options() {
        let text = "The Riga war broke out in 1923. Anna Lund left Riga in 1926.";
        let asked = "In which year did the Riga war break out?";
        assert_eq!(years_of(text, asked), Vec::<i32>::new());
    }

    #[test]
    fn no_year_is_later_than_the_documents_know() {
        let text = "Ada Moss discovered radon in Oslo in 2024. Henry Moss visited Oslo in 2021.";
        let years = years_of(text, "In which year did Ada Moss discover radon in Oslo?");
        assert!(!years.is_empty() && years.iter().all(|year| *year < 2024), "{years:?}");
    }
}
