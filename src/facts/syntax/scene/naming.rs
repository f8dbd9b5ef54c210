//! Names put right by what all documents say: who is somebody, and what is called after somebody.

use super::{Mention, Scene};
use crate::facts::names::Names;
use crate::facts::syntax::discourse::pronoun_by_first_name;
use crate::facts::syntax::tree::Tree;
use crate::language::model::EntityKind;

impl Scene {
    /// Takes for people those names that the documents are known to call people by.
    pub(in crate::facts) fn know_people(
        &mut self,
        full: impl Fn(&str, EntityKind) -> Option<String>,
    ) {
        for place in 0..self.mentions.len() {
            self.begin_with_first_name(place);
            let text = self.plain(self.mentions[place].words.clone());
            let first = self.mentions[place].words.start;
            let before = first > 0 && self.tree.lower(first - 1) == "the";
            let article = self.tree.child(self.mentions[place].words.end - 1, &["det"]);
            let own = article.is_some_and(|word| self.tree.lower(word) == "the");
            let known =
                self.known(&text, self.mentions[place].kind, self.mentions[place].words.end, &full);
            let mention = &mut self.mentions[place];
            // "The LZ 129 Hindenburg" was told from Paul von Hindenburg before.
            let vehicle = is_behind_a_vehicle(&self.tree, first);
            if (own || vehicle) && mention.kind == EntityKind::Product {
                continue;
            }
            if before && mention.kind == EntityKind::Person {
                // "the Jacquerie" is nobody, and an airship that has somebody's name not he.
                mention.kind = EntityKind::Product;
                mention.full = text;
                continue;
            }
            if mention.state.is_none()
                && let Some(full) = known
            {
                mention.kind = EntityKind::Person;
                mention.full = full;
            }
            self.name_wife(place);
        }
        for word in 0..self.tree.len() {
            let beside = [word.checked_sub(1), Some(word + 1)].into_iter().flatten();
            let alone = beside
                .filter(|w| *w < self.tree.len())
                .all(|w| !self.tree.tag(w).starts_with("NNP"));
            if self.tree.tag(word) == "NNP"
                && alone
                && self.mention_at(word).is_none()
                && let Some(full) =
                    self.known(&self.tree.word(word).text, EntityKind::Person, word + 1, &full)
            {
                let words = word..word + 1;
                let person =
                    Mention { words, kind: EntityKind::Person, full, state: None, metonym: None };
                let place = self.mentions.partition_point(|m| m.words.start < word);
                self.mentions.insert(place, person);
            }
        }
    }

    /// Returns the full name that a text is known to mean. "George and William Holm": whoever is joined
    /// to another may have the other's last name.
    fn known(
        &self,
        text: &str,
        kind: EntityKind,
        next: usize,
        full: &impl Fn(&str, EntityKind) -> Option<String>,
    ) -> Option<String> {
        let joined = next < self.tree.len() && matches!(self.tree.lower(next), "and" | "or");
        full(text, kind).filter(|full| !(joined && full.starts_with(text)))
    }

    /// "Lady Moss" is not Jan Moss, after whom she is called.
    fn name_wife(&mut self, place: usize) {
        const TITLES: [&str; 4] = ["Lady", "Madame", "Mrs", "Mrs."];
        let words = self.mentions[place].words.clone();
        let own = TITLES.contains(&self.tree.word(words.start).text.as_str());
        let before = words.start.checked_sub(1);
        let before = before.filter(|w| TITLES.contains(&self.tree.word(*w).text.as_str()));
        let mention = &mut self.mentions[place];
        let known = pronoun_by_first_name(&mention.full) == Some("she");
        if mention.kind == EntityKind::Person && (own || before.is_some()) && !known {
            mention.words.start = before.unwrap_or(words.start);
            mention.full = self.tree.words_from(mention.words.start, mention.words.len());
        }
    }

    /// Returns whether a name is that of a ship here: "the research vessel Ada Moss".
    pub(in crate::facts) fn calls_a_vehicle(&self, name: &str) -> bool {
        let mut mentions = self.mentions.iter();
        mentions.any(|mention| {
            is_behind_a_vehicle(&self.tree, mention.words.start)
                && self.plain(mention.words.clone()) == name
        })
    }

    /// Takes for things what has an article and somebody's name: "the LZ 129 Hindenburg".
    pub(in crate::facts) fn part_things_from_people(&mut self) {
        for mention in &mut self.mentions {
            let head = mention.words.end - 1;
            let words: Vec<&str> =
                mention.words.clone().map(|w| self.tree.word(w).text.as_str()).collect();
            let plain = words.join(" ");
            let article = self.tree.child(head, &["det"]);
            let alone = self.tree.child(head, &["amod", "relcl", "prep"]).is_none();
            let the = article.is_some_and(|word| self.tree.lower(word) == "the");
            let vehicle = is_behind_a_vehicle(&self.tree, mention.words.start);
            let thing = vehicle || the && alone && mention.full != plain;
            if mention.kind == EntityKind::Person && thing {
                mention.kind = EntityKind::Product;
                mention.full = plain;
            }
        }
    }

    /// Makes a name of these words wherever they stand, if the model sees none or a person there.
    pub(in crate::facts) fn name(&mut self, name: &str) {
        let count = name.split(' ').count();
        for at in 0..self.tree.len() {
            if self.tree.words_from(at, count) != name || at + count > self.tree.len() {
                continue;
            }
            let words = at..at + count;
            let known = self.mentions.iter().position(|m| m.words.contains(&at));
            match known.map(|place| &mut self.mentions[place]) {
                Some(mention) if mention.words == words => {
                    if mention.kind == EntityKind::Person {
                        mention.kind = EntityKind::Product;
                    }
                }
                Some(_) => {}
                None => {
                    let place = self.mentions.partition_point(|m| m.words.start < at);
                    let mention = Mention {
                        words,
                        kind: EntityKind::Product,
                        full: name.to_owned(),
                        state: None,
                        metonym: None,
                    };
                    self.mentions.insert(place, mention);
                }
            }
        }
    }

    /// Takes "Johannes" into a name of which the model saw only "Grube".
    fn begin_with_first_name(&mut self, place: usize) {
        let mention = &self.mentions[place];
        let last = mention.words.start;
        if mention.kind != EntityKind::Person || mention.words.len() > 1 || last == 0 {
            return;
        }
        let first = last - 1;
        let tree = &self.tree;
        let joined = tree.tag(first).starts_with("NNP")
            && tree.label(first) == "compound"
            && tree.head(first) == last
            && self.mention_at(first).is_none()
            && Names::may_begin_a_name(&tree.word(first).text);
        if joined {
            // "Jean-Jacques" is three words.
            let hyphen = first > 1 && tree.word(first - 1).text == "-";
            let whole = hyphen && !tree.word(first - 1).space_after;
            let first = if whole { first - 2 } else { first };
            let full = self.plain(first..last + 1);
            let mention = &mut self.mentions[place];
            mention.words.start = first;
            if !mention.full.contains(' ') {
                mention.full = full;
            }
        }
    }
}

/// "The research vessel Ada Moss" is called after somebody.
fn is_behind_a_vehicle(tree: &Tree, first: usize) -> bool {
    let before = first.checked_sub(1).filter(|before| tree.tag(*before) == "NN");
    before.is_some_and(|before| is_a_vehicle(tree.lower(before)))
}

fn is_a_vehicle(noun: &str) -> bool {
    matches!(
        noun,
        "airship"
            | "barque"
            | "boat"
            | "cruiser"
            | "ferry"
            | "frigate"
            | "icebreaker"
            | "lifeboat"
            | "liner"
            | "locomotive"
            | "schooner"
            | "ship"
            | "spacecraft"
            | "steamer"
            | "steamship"
            | "submarine"
            | "tanker"
            | "telescope"
            | "trawler"
            | "tug"
            | "vessel"
            | "yacht"
    )
}
