//! What any clause states, drawn from its tree: who did what, whom, where, when, how many.
//!
//! The other patterns know what teachers ask most and word it best; this one reaches everything
//! else. Each predicate of a sentence is asked for each of its parts that has a short answer.

mod amount;
mod answer;
mod inside;
mod part;
mod tail;
mod time;
mod verb;
mod wh;

use super::{Found, Seen};
use crate::document::Role;
use crate::facts::fact::{FactStatus, Open, Statement, Value};
use crate::facts::names::Names;
use crate::facts::referent::lower_article;
use crate::facts::syntax::discourse::{rests_on_others, spell_out};
use crate::facts::syntax::kinds::Kinds;
use crate::facts::syntax::predicate::{
    ClausePlace, Complement, ComplementRole, Predicate, Stance, predicates,
};
use crate::facts::syntax::scene::Scene;
use crate::language::model::EntityKind;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    // A caption's present tense tells of the picture.
    if seen.known().sentence.role == Role::Caption {
        return Vec::new();
    }
    let scene = &seen.known().scene;
    let all = predicates(scene);
    let mut found = Vec::new();
    for predicate in &all {
        let clause =
            Clause { scene, kinds: &seen.corpus.kinds, names: &seen.corpus.names, predicate };
        for asked in clause.asked() {
            found.extend(clause.found(asked));
        }
    }
    found
}

/// A predicate in its sentence.
#[derive(Clone, Copy)]
struct Clause<'c> {
    scene: &'c Scene,
    kinds: &'c Kinds,
    names: &'c Names,
    predicate: &'c Predicate,
}

/// A part of a clause that can be asked for.
struct Asked {
    /// "In which year".
    asks: String,
    open: Open,
    /// The complement that the question leaves out.
    without: Option<usize>,
    /// What is left of that complement: "president of".
    left: String,
    /// Instead of the clause's own subject and verb: an active question for a passive clause.
    active: bool,
    value: Value,
    /// How sure and how telling, against 100.
    doubt: u8,
}

impl Asked {
    fn complement(asks: String, without: usize, value: Value) -> Self {
        Self {
            asks,
            open: Open::Complement,
            without: Some(without),
            left: String::new(),
            active: false,
            value,
            doubt: 0,
        }
    }

    fn subject(asks: String, value: Value) -> Self {
        Self { open: Open::Subject, without: None, ..Self::complement(asks, 0, value) }
    }

    fn doubted(self, doubt: u8) -> Self {
        Self { doubt: self.doubt + doubt, ..self }
    }

    fn leaving(self, left: String) -> Self {
        Self { left, ..self }
    }
}

impl Clause<'_> {
    fn asked(&self) -> Vec<Asked> {
        let mut all = time::asked(self);
        all.extend(amount::asked(self));
        all.extend(part::asked(self));
        all.extend(inside::asked(self));
        all
    }

    /// Makes a statement of the clause without what is asked for.
    fn found(&self, asked: Asked) -> Option<Found> {
        let predicate = self.predicate;
        let status = self.status()?;
        let kept =
            predicate.complements.iter().enumerate().filter(|(i, _)| asked.without != Some(*i));
        if kept.clone().any(|(_, c)| self.scene.is_torn(&c.words))
            || self.scene.is_torn(&predicate.subject_words)
        {
            return None;
        }
        if !self.agrees()
            || self.lacks_its_object()
            || self.breaks_off()
            || self.leaves_out_a_noun()
        {
            return None;
        }
        let answer = asked.value.spelled();
        let verb = if asked.active { self.active_verb() } else { self.verb(&asked) };
        let mut asks = asked.asks.clone();
        let mut subject = match (asked.open, asked.active) {
            (Open::Subject, _) => String::new(),
            _ => self.subject_text(),
        };
        let mut tail = self.tail(&asked)?;
        // "was until 2014, the youngest of all": what it was stands behind the comma.
        if predicate.copula && asked.open == Open::Time && tail.is_empty() {
            return None;
        }
        let doubt = asked.doubt + self.doubt(&subject, &tail);
        spell_out(&mut [&mut asks, &mut subject, &mut tail], &answer);
        // "Which volcano is the largest volcano?" asks twice.
        let noun = asks.strip_prefix("Which ").filter(|_| asked.open == Open::Subject);
        if noun.is_some_and(|noun| tail.split(' ').take(6).any(|w| w == noun)) {
            "What".clone_into(&mut asks);
        }
        let statement = Statement { lead: None, asks, open: asked.open, subject, verb, tail };
        let found =
            Found::asserted(statement, asked.value).with_confidence(100u8.saturating_sub(doubt));
        Some(match status {
            FactStatus::Attributed { to } => found.attributed(to),
            status => Found { status, ..found },
        })
        .filter(|_| !matches!(predicate.stance, Stance::Denied))
    }

    fn status(&self) -> Option<FactStatus> {
        Some(match &self.predicate.stance {
            Stance::Denied | Stance::Doubted => return None,
            Stance::Stated => FactStatus::Asserted,
            Stance::Hedged => FactStatus::Forecast,
            Stance::Reported(words) => {
                let mut to = self.scene.text(words);
                spell_out(&mut [&mut to], "");
                let lore = matches!(to.as_str(), "tradition" | "legend");
                if to.is_empty() || !(lore || to.contains(char::is_uppercase)) {
                    return None;
                }
                FactStatus::Attributed { to: lower_article(&to) }
            }
        })
    }

    /// Returns whether subject and verb agree in number: where they don't, the tree is wrong.
    fn agrees(&self) -> bool {
        let tree = &self.scene.tree;
        let subject = self.predicate.subject;
        let several =
            matches!(self.predicate.spoken.operator.as_str(), "are" | "were" | "do" | "have");
        let one = matches!(self.predicate.spoken.operator.as_str(), "is" | "was" | "does" | "has");
        let collective = matches!(
            tree.lemma(subject),
            "people"
                | "police"
                | "majority"
                | "number"
                | "half"
                | "rest"
                | "family"
                | "team"
                | "staff"
                | "variety"
                | "most"
                | "many"
        );
        let figure = tree.tag(subject) == "CD" || tree.tag(subject).starts_with("JJ");
        let name = self.scene.mention_at(subject).is_some();
        match (several, one) {
            (true, _) => {
                tree.is_plural(subject) || collective || figure || name && !self.is_single_name()
            }
            (_, true) => !matches!(tree.tag(subject), "NNS") || name || collective,
            _ => true,
        }
    }

    /// "Ada Moss and, with her, the Lunds, whose club closed", "the remains of which": the tree has torn
    /// the list, or what the subject is of stands before it.
    fn breaks_off(&self) -> bool {
        let tag = |word: &usize| self.scene.tree.tag(*word);
        let words = &self.predicate.subject_words;
        words.last().is_some_and(|word| tag(word) == "CC")
            || words.iter().any(|word| matches!(tag(word), "WDT" | "WP" | "WP$"))
    }

    /// "The first, Ice on the Vat, came out", "praised the second": of what, the sentence before says.
    fn leaves_out_a_noun(&self) -> bool {
        const ONES: [&str; 12] = [
            "first", "second", "third", "fourth", "fifth", "sixth", "former", "latter", "last",
            "other", "others", "rest",
        ];
        let (tree, predicate) = (&self.scene.tree, self.predicate);
        let objects =
            predicate.complements.iter().filter(|c| matches!(c.role, ComplementRole::Object));
        let parts = objects.map(|c| &c.words).chain([&predicate.subject_words]);
        parts.into_iter().any(|words| {
            let lower = |place: usize| words.get(place).map_or("", |word| tree.lower(*word));
            // What stands behind a comma or a bracket only names it.
            let ends = words.get(2).is_none_or(|next| *next != words[1] + 1);
            lower(0) == "the" && ONES.contains(&lower(1)) && ends
        })
    }

    /// "put in the Great Wheel": what is put was taken for where.
    fn lacks_its_object(&self) -> bool {
        let predicate = self.predicate;
        let needs =
            matches!(self.scene.tree.lemma(predicate.verb), "put" | "lay" | "bring" | "send");
        let object = |c: &Complement| {
            matches!(
                c.role,
                ComplementRole::Object | ComplementRole::Indirect | ComplementRole::Clause
            )
        };
        let particle = predicate.spoken.base.contains(' ');
        needs && !predicate.passive && !particle && !predicate.complements.iter().any(object)
    }

    fn is_single_name(&self) -> bool {
        let person = self.scene.mention_at(self.predicate.subject);
        let kinds = [EntityKind::Person, EntityKind::Gpe, EntityKind::Loc, EntityKind::Fac];
        person.is_some_and(|m| kinds.contains(&m.kind))
    }

    fn subject_text(&self) -> String {
        let predicate = self.predicate;
        self.phrase(&predicate.subject_words)
    }

    /// Returns words as running text has them: without the capital of a sentence's first word.
    fn phrase(&self, words: &[usize]) -> String {
        let text = self.scene.text(words);
        let tree = &self.scene.tree;
        let common = words.first().is_some_and(|w| {
            *w == 0
                && self.scene.mention_at(*w).is_none()
                && !tree.tag(*w).starts_with("NNP")
                && !self.names.is_name_word(&tree.word(*w).text)
                && tree.word(*w).text != "I"
                && !self.begins_a_name(words)
                && !(tree.tag(*w) == "NN" && tree.label(*w) == "compound")
        });
        let acronym = text.chars().take(2).filter(|c| c.is_uppercase()).count() == 2;
        if common && !acronym { lower_first(&text) } else { text }
    }

    /// "Ada Elsie Moss", where the model takes "Ada" for no name.
    fn begins_a_name(&self, words: &[usize]) -> bool {
        let tree = &self.scene.tree;
        let small = matches!(
            tree.tag(words[0]),
            "DT" | "PDT" | "PRP$" | "IN" | "CC" | "CD" | "WDT" | "JJ" | "JJS" | "RB" | "NNS"
        );
        let next = words.get(1).filter(|w| **w == words[0] + 1);
        !small && next.is_some_and(|w| tree.word(*w).text.starts_with(char::is_uppercase))
    }

    /// What makes the reading of a clause less sure, whatever is asked.
    fn doubt(&self, subject: &str, tail: &str) -> u8 {
        let place = match self.predicate.place {
            ClausePlace::Main => 0,
            ClausePlace::Joined | ClausePlace::Relative => 6,
            ClausePlace::Apposition => 10,
            ClausePlace::Inner => 12,
            ClausePlace::Participle => 14,
            ClausePlace::Adverbial => 18,
        };
        let tree = &self.scene.tree;
        // A capital at the head of a sentence makes no name.
        let first = self.predicate.subject_words.first().copied().unwrap_or(1);
        let unknown = first == 0
            && self.predicate.subject_words.len() == 1
            && tree.tag(0).starts_with("NN")
            && !self.names.is_name_word(&tree.word(0).text)
            && self.scene.mention_at(0).is_none_or(|m| m.words.len() == 1 && m.state.is_none());
        let place = if unknown { place + 30 } else { place };
        let others = if rests_on_others(subject) || rests_on_others(tail) { 6 } else { 0 };
        place + others
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests;
