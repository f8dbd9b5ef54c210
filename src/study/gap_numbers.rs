//! How the gaps of a cloze were numbered. An item is its card's id and a number, and gaps are counted
//! as they stand: one more or less of them moves what was learnt of those behind it to other words.

use super::identity::Wording;
use super::item::ItemId;
use crate::deck::{Body, Card, Deck, Segment, right_answers};
use crate::value::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Returns the text of a cloze with its gaps numbered as they were met, by what they hide; none where
/// they have those numbers, and where the card is no cloze.
#[must_use]
pub fn numbered_as_met(
    deck: &Deck,
    card: &Card,
    met: &BTreeMap<ItemId, Wording>,
) -> Option<String> {
    let Body::Cloze { segments } = &card.body else { return None };
    let first = ItemId { deck: deck.id.clone(), card: card.id.to_string(), part: 0 };
    let own = met.range(&first..).take_while(|(id, _)| id.deck == deck.id && id.card == first.card);
    let mut left: Vec<(u32, String)> =
        own.map(|(id, wording)| (id.part, fold(wording.key()))).collect();
    let mut free = left.iter().map(|(number, _)| number + 1).max()?;
    let groups: BTreeSet<u32> = segments.iter().filter_map(group).collect();
    let mut numbers = BTreeMap::new();
    for group in &groups {
        let hidden = right_answers(&card.body, *group).first().map(|hidden| fold(hidden));
        if let Some(at) = left.iter().position(|(_, words)| Some(words) == hidden.as_ref()) {
            numbers.insert(*group, left.remove(at).0);
        }
    }
    if numbers.iter().all(|(group, number)| group == number) {
        return None;
    }
    for group in groups {
        numbers.entry(group).or_insert_with(|| {
            free += 1;
            free - 1
        });
    }
    Some(segments.iter().map(|segment| written(segment, &numbers)).collect())
}

fn group(segment: &Segment) -> Option<u32> {
    match segment {
        Segment::Gap(gap) => Some(gap.group),
        Segment::Words(_) => None,
    }
}

fn written(segment: &Segment, numbers: &BTreeMap<u32, u32>) -> String {
    match segment {
        Segment::Words(words) => words.clone(),
        Segment::Gap(gap) => {
            let hint = gap.hint.as_ref().map(|hint| format!("::{hint}")).unwrap_or_default();
            let number = numbers.get(&gap.group).unwrap_or(&gap.group);
            format!("{{{{c{number}::{}{hint}}}}}", gap.answer)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::read_deck;
    use crate::study::items_of;

    fn cloze(text: &str) -> Deck {
        let head = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"c\"\n";
        read_deck(&format!("{head}kind = \"cloze\"\ntext = \"{text}\"\n")).deck.expect("a deck")
    }

    #[test]
    fn gaps_keep_the_numbers_that_their_words_were_met_by() {
        let three = "{{Herschel}} found {{Uranus}} in {{1781::year}}.";
        for (was, is, numbered) in [
            (three, three, None),
            (three, "{{Herschel}} saw {{Uranus}} in {{1781}}.", None),
            (three, "{{Herschel}} found {{Mars}} in {{1781}}.", None),
            (
                three,
                "{{Herschel}} {{found}} {{Uranus}} in {{1781::year}}.",
                Some("{{c1::Herschel}} {{c4::found}} {{c2::Uranus}} in {{c3::1781::year}}."),
            ),
            (
                three,
                "{{Herschel}} found Uranus in {{1781}}.",
                Some("{{c1::Herschel}} found Uranus in {{c3::1781}}."),
            ),
            ("{{a}} and {{b}}", "{{b}} and {{a}}", Some("{{c2::b}} and {{c1::a}}")),
            ("{{a}} and {{a}}", "{{a}}, {{a}} and {{a}}", None),
            ("{{c1::a}} {{c1::b}} {{c}}", "{{c}} {{a}}", Some("{{c2::c}} {{c3::a}}")),
        ] {
            let (was, is) = (cloze(was), cloze(is));
            let met = items_of(&was).iter().map(|item| (item.id(), Wording::of(item))).collect();
            assert_eq!(numbered_as_met(&is, &is.cards[0], &met).as_deref(), numbered, "{is:?}");
        }
        let card = cloze(three);
        assert_eq!(numbered_as_met(&card, &card.cards[0], &BTreeMap::new()), None);
    }
}
