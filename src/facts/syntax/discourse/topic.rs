//! What a document is about as a whole, and what else it calls such a thing: "the company" for a
//! maker of scales.

use super::called::also_called;
use super::{About, Class, Entity, Story, lead};
use crate::facts::referent::lower_article;
use crate::facts::syntax::kinds::noun_in_name;
use crate::facts::syntax::scene::{Mention, Scene};
use crate::language::model::EntityKind;
use crate::value::strip_article;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Returns the thing that the document is about: the first sentence begins with it, and the title or
/// many sentences name it; or the title names it, as minutes name a society.
pub(super) fn topic(story: &Story<'_>, scenes: &[Scene], about: About<'_>) -> Option<Entity> {
    let by_title = || about.title.and_then(in_title);
    if about.title.is_some_and(|title| title.to_lowercase().contains("minutes")) {
        return by_title();
    }
    let nobody = about.title.filter(|_| about.protagonist.is_none());
    let named = opening(story, scenes, about).or_else(|| named_in_title(story, scenes, about));
    if let Some(ship) = about.title.and_then(ship_in_title) {
        let own = named.filter(|named| named.name.contains(strip_article(&ship.name)));
        return own.map(|own| Entity { nouns: ship.nouns.clone(), ..own }).or(Some(ship));
    }
    let titled = || by_title().map(|entity| without_an_article_of_ours(entity, scenes));
    named.or_else(titled).or_else(|| nobody.and_then(of_a_kind))
}

/// "Moss Mountain is a mountain": what a page begins with has no article, if not there.
fn without_an_article_of_ours(entity: Entity, scenes: &[Scene]) -> Entity {
    let bare = strip_article(&entity.name).to_owned();
    let begins = |scene: &Scene| {
        scene
            .plain(0..scene.tree.len())
            .strip_prefix(&bare)
            .is_some_and(|rest| rest.starts_with(' '))
    };
    let named = lead(scenes).any(begins);
    if named { Entity { name: bare, ..entity } } else { entity }
}

/// "The Lund Fund, known as LF, is an independent agency": an agency, as its page begins.
pub(super) fn what_it_is(name: &str, scenes: &[Scene]) -> Option<String> {
    const BODIES: [&str; 12] = [
        "agency",
        "alliance",
        "association",
        "body",
        "charity",
        "company",
        "firm",
        "institution",
        "league",
        "organisation",
        "organization",
        "union",
    ];
    let bare = strip_article(name);
    let of = |scene: &Scene| {
        let tree = &scene.tree;
        let text = scene.plain(0..tree.len());
        let root = (0..tree.len()).find(|w| tree.label(*w) == "ROOT" && tree.lemma(*w) == "be")?;
        let noun = tree.child(root, &["attr"])?;
        let begins =
            strip_article(&text).starts_with(bare) || text.starts_with(&format!("The {bare}"));
        Some(tree.lower(noun)).filter(|noun| begins && BODIES.contains(noun)).map(str::to_owned)
    };
    lead(scenes).find_map(of)
}

/// Returns whether a title names a kind of thing: "The steam engine".
pub(in crate::facts) fn is_of_a_kind(title: &str) -> bool {
    of_a_kind(title).is_some()
}

/// "The steam engine": what has no name, and a page to itself.
fn of_a_kind(title: &str) -> Option<Entity> {
    static KIND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:Welcome to |The (?:story|history) of |(?:Chapter|Unit|Lesson|Part) \d+[:.] )?[Tt]he (?P<kind>(?:\p{Ll}[\p{Ll}-]+ ){0,2}\p{Ll}[\p{Ll}-]+)$")
            .expect("the pattern is fixed")
    });
    let kind = KIND.captures(title)?.name("kind")?.as_str();
    let noun = kind.rsplit(' ').next()?.to_owned();
    let nouns = also_called(&noun).iter().map(|n| (*n).to_owned()).chain([noun.clone()]).collect();
    Some(Entity {
        name: format!("the {kind}"),
        class: Class::Thing,
        sentence: 0,
        is_subject: false,
        nouns,
        has_name: true,
    })
}

/// The one thing that the title names and a sentence names again; a state is in too many titles.
fn named_in_title(story: &Story<'_>, scenes: &[Scene], about: About<'_>) -> Option<Entity> {
    let title = about.title.filter(|_| about.protagonist.is_none())?;
    let mut found: Vec<Entity> = Vec::new();
    for (number, scene) in scenes.iter().enumerate() {
        let in_title = |m: &&Mention| {
            let name = scene.plain(m.words.clone());
            let shouted = is_shouted(title) && is_whole_in(title, &name.to_uppercase());
            m.state.or(m.metonym).is_none() && (shouted || is_whole_in(title, &name))
        };
        for mention in scene.mentions.iter().filter(in_title) {
            let entity = story.named(number, scene, mention);
            let same =
                |known: &&mut Entity| strip_article(&known.name) == strip_article(&entity.name);
            match found.iter_mut().find(same) {
                Some(known) if known.name.len() < entity.name.len() => *known = entity,
                None if entity.class == Class::Thing => found.push(entity),
                _ => {}
            }
        }
    }
    let [only] = found.as_slice() else { return None };
    Some(Entity { is_subject: true, ..only.clone() })
}

fn opening(story: &Story<'_>, scenes: &[Scene], about: About<'_>) -> Option<Entity> {
    const OFTEN: usize = 3;
    let first = scenes.iter().enumerate().find(|(_, s)| !s.mentions.is_empty())?;
    let (number, scene) = first;
    let mention = scene.mentions.first()?;
    let entity = story.named(number, scene, mention);
    let own = scene.plain(mention.words.clone());
    let names = |scene: &&Scene| scene.mentions.iter().any(|m| m.full == mention.full);
    let often = || scenes.iter().filter(names).count() >= OFTEN;
    let known = about.title.map_or_else(often, |title| title.contains(&own));
    (entity.class == Class::Thing && entity.is_subject && known).then_some(entity)
}

/// Returns the names of several words in a title.
pub(in crate::facts) fn names_in_title(title: &str) -> impl Iterator<Item = &str> {
    static NAMES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:(?:The )?(?:Agreement|Charter|Committee|Convention|Court|Covenant|Declaration|Fund|Protocol|Treaty) (?:on|for|against) (?:the )?\p{Lu}[\p{L}-]+(?: (?:of (?:the )?|and )?\p{Lu}[\p{L}-]+)*|\p{Lu}[\p{L}-]+['’]?(?: (?:of (?:the )?)?\p{Lu}[\p{L}-]+)+)")
            .expect("the pattern is fixed")
    });
    // Of a title in capitals nobody can tell which of its words are a name.
    let title = if is_shouted(title) { "" } else { title };
    let names = NAMES.find_iter(title).map(|name| name.as_str());
    // "The Treaty" alone names none.
    names.map(|name| name.strip_prefix("The ").unwrap_or(name)).filter(|name| name.contains(' '))
}

/// "the Riga Blockade": an event that has a page to itself, or a lighthouse.
fn event_in(name: &str) -> Option<String> {
    const NOUNS: [&str; 14] = [
        "airlift",
        "blockade",
        "disaster",
        "exhibition",
        "expedition",
        "fire",
        "lighthouse",
        "massacre",
        "mutiny",
        "rebellion",
        "revolt",
        "revolution",
        "siege",
        "uprising",
    ];
    let noun = name.rsplit(' ').next()?.to_lowercase();
    NOUNS.contains(&noun.as_str()).then_some(noun)
}

/// "WELCOME TO THE MUSEUM": in capitals.
fn is_shouted(title: &str) -> bool {
    !title.contains(char::is_lowercase)
}

/// Returns whether a title has a name, and not as a part of a longer one.
fn is_whole_in(title: &str, name: &str) -> bool {
    let Some(at) = title.find(name) else { return false };
    let acronym = name.chars().all(char::is_uppercase) && !is_shouted(title);
    let capital = |word: Option<&str>| word.is_some_and(|w| w.starts_with(char::is_uppercase));
    let before = title[..at].strip_suffix(' ').and_then(|words| words.rsplit(' ').next());
    let behind = title[at + name.len()..].strip_prefix(' ').and_then(|w| w.split(' ').next());
    let article = matches!(before, Some("The" | "A" | "Welcome" | "THE"));
    // "WELCOME TO THE LUND MUSEUM": a museum is called by what it shows.
    let museum = matches!(behind, Some("MUSEUM" | "Museum"));
    if is_shouted(title) {
        return article && (behind.is_none() || museum);
    }
    acronym || !capital(behind) && (article || !capital(before))
}

/// "Minutes of the Oakfield Garden Society": the Oakfield Garden Society.
fn in_title(title: &str) -> Option<Entity> {
    static FIRM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)? (?:& (?:\p{Lu}[\p{L}'-]+|Co\b\.?)|Cycles|Works|Brothers|Mills|Motors|Industries|Foods|Brewery|Bakery|Press|Instruments|Ltd|Limited|Company)")
            .expect("the pattern is fixed")
    });
    const BARE: [&str; 7] =
        ["abbey", "airport", "castle", "island", "mountain", "square", "street"];
    if let Some(firm) = FIRM.find(title) {
        let nouns = ["company", "firm", "business"].map(str::to_owned).to_vec();
        return Some(Entity {
            name: firm.as_str().to_owned(),
            class: Class::Thing,
            sentence: 0,
            is_subject: false,
            nouns,
            has_name: true,
        });
    }
    // "Minutes of the Garden Society": the society, not the minutes.
    let mut found = names_in_title(title);
    let (name, noun) = found.find_map(|name| {
        if name.starts_with("Friends of ") {
            return Some((name, "society".to_owned()));
        }
        let inner = name.rsplit(" of the ").next().unwrap_or(name);
        [inner, name].into_iter().find_map(|n| Some((n, noun_in_name(n).or_else(|| event_in(n))?)))
    })?;
    let name = name.strip_prefix("The ").unwrap_or(name);
    let nouns = also_called(&noun).iter().map(|n| (*n).to_owned()).chain([noun.clone()]).collect();
    // "Moss Island", "Moss Castle" have no article.
    let bare = BARE.contains(&noun.as_str()) && !name.contains(" of ");
    Some(Entity {
        name: if bare { name.to_owned() } else { format!("the {name}") },
        class: Class::Thing,
        sentence: 0,
        // Who reads minutes has read "the society", but takes no "it" for it.
        is_subject: false,
        nouns,
        has_name: true,
    })
}

/// Returns what a body that the text describes by no noun is called when it is spoken of again.
pub(super) fn body_nouns(name: &str, scenes: &[Scene]) -> impl Iterator<Item = String> {
    let named = |mention: &&Mention| strip_article(&mention.full) == strip_article(name);
    let mut mentions = scenes.iter().flat_map(|scene| &scene.mentions);
    let body = mentions.find(named).is_some_and(|mention| mention.kind == EntityKind::Org);
    let nouns = if body { also_called("company") } else { &[] };
    nouns.iter().map(|noun| (*noun).to_owned())
}

/// Kinds of ships, as they stand before a ship's name.
const SHIPS: [&str; 16] = [
    "airship",
    "barque",
    "battleship",
    "boat",
    "clipper",
    "cruiser",
    "frigate",
    "icebreaker",
    "liner",
    "schooner",
    "ship",
    "steamer",
    "steamship",
    "submarine",
    "vessel",
    "yacht",
];

/// Returns whether ships of a kind are called by this word.
pub(super) fn is_kind_of_ship(noun: &str) -> bool {
    SHIPS.contains(&noun)
}

/// What stands before the name of a ship of a navy or a line.
const PREFIXES: [&str; 9] = ["HMS", "HMAS", "HMCS", "USS", "RMS", "SS", "MS", "MV", "RRS"];

/// "The polar ship Moss": the Moss; "Welcome aboard HMS Moss": HMS Moss.
fn ship_in_title(title: &str) -> Option<Entity> {
    const MOST_WORDS: usize = 3;
    let words: Vec<&str> = title.split(' ').collect();
    let is_kind = |w: &&str| is_kind_of_ship(&w.to_lowercase());
    let begins = words.iter().position(|w| is_kind(w) || PREFIXES.contains(w))?;
    let rest = &words[begins + 1..];
    let called = rest.iter().take_while(|w| w.starts_with(char::is_uppercase)).count();
    let name = rest[..called].join(" ");
    let prefixed = PREFIXES.contains(&words[begins]);
    let whole = (1..=MOST_WORDS).contains(&called) && (prefixed || called == rest.len());
    let kind = words[begins].to_lowercase();
    let nouns = ["ship", "vessel"].into_iter().chain((!prefixed).then_some(kind.as_str()));
    whole.then(|| Entity {
        name: if prefixed { format!("{} {name}", words[begins]) } else { format!("the {name}") },
        class: Class::Thing,
        sentence: 0,
        is_subject: true,
        nouns: nouns.map(str::to_owned).collect(),
        has_name: true,
    })
}

/// Returns the names of several words that the title has, or several sentences.
pub(super) fn wholes(scenes: &[Scene], title: Option<&str>) -> BTreeSet<String> {
    let mut said: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (number, scene) in scenes.iter().enumerate() {
        for mention in scene.mentions.iter().filter(|m| m.kind != EntityKind::Person) {
            let name = lower_article(&scene.plain(mention.words.clone()));
            said.entry(strip_article(&name).to_owned()).or_default().insert(number);
        }
    }
    let in_title = |name: &str| title.is_some_and(|title| title.contains(name));
    let known = said
        .into_iter()
        .filter(|(name, times)| name.contains(' ') && (times.len() > 1 || in_title(name)));
    let titled = title.into_iter().flat_map(names_in_title).map(str::to_owned);
    known.map(|(name, _)| name).chain(titled).collect()
}

/// Returns whether a text speaks of ships more than once.
pub(super) fn speaks_of_ships(scenes: &[Scene]) -> bool {
    const OFTEN: usize = 2;
    let ships = |scene: &Scene| {
        (0..scene.tree.len()).filter(|w| SHIPS.contains(&scene.tree.lemma(*w))).count()
    };
    scenes.iter().map(ships).sum::<usize>() >= OFTEN
}

/// Returns whether a thing is a ship, of which people say "she".
pub(super) fn is_ship(entity: &Entity) -> bool {
    let called = entity.nouns.iter().any(|noun| matches!(noun.as_str(), "ship" | "vessel"));
    called || entity.name.split(' ').any(|word| PREFIXES.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::super::tests::subjects;

    #[test]
    fn a_company_is_the_company_however_it_is_described() {
        let text = "The history of Lund Instruments\n\nLund Instruments is a maker of scales in Oslo. \
                    It employs 300 people in Norway.\n\nIn 1947 the firm was moved by Anna Lund to Bergen.";
        let found = subjects(text);
        assert!(found.iter().filter(|s| *s == "Lund Instruments").count() >= 2, "{found:?}");
        assert!(!found.iter().any(|s| s == "it" || s == "the firm"), "{found:?}");
    }

    #[test]
    fn a_page_is_about_what_its_title_calls_by_its_kind() {
        let kind = |title: &str| super::of_a_kind(title).map(|topic| topic.name);
        assert_eq!(kind("The steam engine").as_deref(), Some("the steam engine"));
        assert_eq!(kind("The history of the bicycle").as_deref(), Some("the bicycle"));
        assert_eq!(kind("The king wins a close race for the crown"), None);
        assert_eq!(kind("How bicycles are made"), None);
    }

    #[test]
    fn a_page_on_a_ship_says_so_in_its_title() {
        let ship = |title: &str| super::ship_in_title(title).map(|ship| ship.name);
        assert_eq!(ship("The polar ship Moss").as_deref(), Some("the Moss"));
        assert_eq!(ship("Welcome aboard HMS Moss").as_deref(), Some("HMS Moss"));
        assert_eq!(ship("The ship that Moss built"), None);
    }

    #[test]
    fn the_company_of_a_page_is_none_that_it_names_by_the_way() {
        let text = "Two centuries of Lund Salt\n\nLund Salt was founded in Oslo in 1823. In 1866 Lund Salt \
                    bought a mill from the Bergen Company. It was small. The mill was old.\n\nIn 1961 the \
                    company was sold to Norway.";
        let found = subjects(text);
        assert!(!found.iter().any(|subject| subject.contains("Bergen Company")), "{found:?}");
    }

    #[test]
    fn a_mountain_has_an_article_where_its_page_gives_it_one() {
        let rest =
            "It is high. The Moss Mountain sandstone is old. It was climbed by Jane Roe in 1903.";
        let cases = [("Moss", "Moss Mountain"), ("The Moss", "the Moss Mountain")];
        for (begins, whole) in cases {
            let text =
                format!("Moss Mountain\n\n{begins} Mountain is a mountain in Norway. {rest}");
            let found = subjects(&text);
            assert!(found.iter().any(|subject| subject == whole), "{found:?}");
        }
    }

    #[test]
    fn minutes_speak_of_the_society_of_their_title() {
        let text = "Minutes of the Oakfield Garden Society\n\nThe chair opened the meeting. \
                    The society was warned by Jane Roe in Oslo.";
        let found = subjects(text);
        assert!(found.iter().any(|s| s == "the Oakfield Garden Society"), "{found:?}");
    }
}
