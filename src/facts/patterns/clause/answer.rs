//! What a noun phrase answers: a name in full, a list of names, or its words.

use super::Clause;
use super::wh::Wh;
use crate::facts::fact::{NameKind, Value};
use crate::facts::syntax::discourse::spell_out;
use crate::facts::syntax::scene::Mention;
use crate::language::gazetteer;
use crate::language::model::EntityKind;
use std::ops::Range;

/// A value and what asks for it.
pub(super) struct Answer {
    pub(super) wh: Wh,
    pub(super) value: Value,
    /// What makes it a worse answer than a name.
    pub(super) doubt: u8,
}

impl Clause<'_> {
    /// Returns what a noun with its phrase answers, if it is short and says something.
    pub(super) fn answer(&self, noun: usize, words: &[usize]) -> Option<Answer> {
        const PARTS: [&str; 6] = ["central", "eastern", "northern", "southern", "upper", "western"];
        let tree = &self.scene.tree;
        if tree.tag(noun).starts_with("PRP") || tree.tag(noun).starts_with('W') {
            return None;
        }
        let conjuncts = tree.conjuncts(noun);
        if conjuncts.len() > 1 {
            return self.list(&conjuncts, words);
        }
        let close = tree.child(noun, &["appos"]).filter(|c| words.contains(c));
        let named = self.scene.mention_at(noun).or_else(|| self.scene.mention_at(close?));
        if let Some(mention) = named {
            let inside = |c: &usize| mention.words.contains(c);
            // "Moss and his partner Ada Lund won": she is one of two.
            let joined = |w: &usize| tree.tag(*w) == "CC" && *w < noun && !inside(w);
            if mention.kind == EntityKind::Person && words.iter().any(joined) {
                return None;
            }
            // "northern Estonia" is not Estonia.
            let part = tree.children(noun).iter().any(|c| {
                tree.label(*c) == "amod" && !inside(c) && mention.kind != EntityKind::Person
            });
            // "eastern Georgia" is another thing than the state.
            let cut = tree
                .children(noun)
                .iter()
                .any(|c| !inside(c) && *c < noun && PARTS.contains(&tree.lower(*c)));
            if cut {
                return None;
            }
            let answer = self.name(mention);
            return Some(Answer { doubt: answer.doubt + if part { 30 } else { 0 }, ..answer });
        }
        if let Some(name) = self.stood_in_for(noun) {
            return Some(name);
        }
        if self.scene.time_at(noun).is_some() || self.scene.count_at(noun).is_some() {
            return None;
        }
        self.words(noun, words)
    }

    fn name(&self, mention: &Mention) -> Answer {
        let wh = self.wh_of_name(mention);
        let doubt = if wh.vague { 12 } else { 0 };
        Answer { value: Value::Name(wh.kind, self.name_text(mention, wh.kind)), wh, doubt }
    }

    /// "the treaty", where it is known which.
    fn stood_in_for(&self, noun: usize) -> Option<Answer> {
        let stand_in =
            self.scene.stand_ins.iter().find(|s| s.words.len() == 2 && s.words.end == noun + 1)?;
        let mut name = stand_in.text.clone();
        spell_out(&mut [&mut name], "");
        let wh = Wh {
            asks: format!("which {}", self.scene.tree.lower(noun)),
            kind: NameKind::Other,
            vague: false,
        };
        let name = name.strip_prefix("the ").unwrap_or(&name).to_owned();
        Some(Answer { value: Value::Name(NameKind::Other, name), wh, doubt: 8 })
    }

    /// Returns a name as an answer has it.
    pub(super) fn name_text(&self, mention: &Mention, kind: NameKind) -> String {
        match (kind, mention.metonym.or(mention.state)) {
            (NameKind::Person, _) => mention.full.clone(),
            (NameKind::State, Some(state)) => state.name_with_article(),
            (NameKind::Place | NameKind::Other, _) => {
                let words = self.with_american_state(mention.words.clone());
                self.scene.plain(words)
            }
            _ => self.scene.plain(mention.words.clone()),
        }
    }

    /// "Cambridge, Massachusetts", of which there is another elsewhere.
    fn with_american_state(&self, words: Range<usize>) -> Range<usize> {
        const LONGEST: usize = 2;
        let tree = &self.scene.tree;
        let comma = words.end < tree.len() && tree.word(words.end).text == ",";
        let state = words.end + 1;
        let named = |count: &usize| {
            state + count <= tree.len()
                && gazetteer::is_american_state(&tree.words_from(state, *count))
        };
        match (1..=LONGEST).rev().find(named).filter(|_| comma) {
            Some(count) => words.start..state + count,
            None => words,
        }
    }

    /// "France, Spain and Peru".
    fn list(&self, conjuncts: &[usize], words: &[usize]) -> Option<Answer> {
        const MOST: usize = 8;
        // "Riga or Reval" is one of two.
        let tree = &self.scene.tree;
        let either = |c: &usize| tree.child(*c, &["cc"]).is_some_and(|w| tree.lower(w) == "or");
        if conjuncts.iter().any(either) {
            return None;
        }
        let names: Vec<&Mention> =
            conjuncts.iter().filter_map(|c| self.scene.mention_at(*c)).collect();
        let whs: Vec<Wh> = names.iter().map(|m| self.wh_of_name(m)).collect();
        let first = whs.first();
        let alike = first.is_some_and(|f| whs.iter().all(|w| w.kind == f.kind));
        if names.len() == conjuncts.len() && alike && names.len() <= MOST {
            let first = whs.into_iter().next()?;
            let list = names.iter().map(|m| self.name_text(m, first.kind)).collect();
            let asks = plural(&first.asks)?;
            let value = Value::List(first.kind, list);
            return Some(Answer { wh: Wh { asks, ..first }, value, doubt: 4 });
        }
        self.words(*conjuncts.first()?, words)
    }

    fn words(&self, noun: usize, words: &[usize]) -> Option<Answer> {
        const LONGEST: usize = 9;
        let tree = &self.scene.tree;
        let empty = matches!(
            tree.lower(noun),
            "one"
                | "some"
                | "others"
                | "part"
                | "place"
                | "way"
                | "time"
                | "that"
                | "this"
                | "those"
                | "number"
                | "lot"
                | "result"
                | "all"
                | "each"
                | "many"
                | "most"
                | "addition"
                | "order"
                | "case"
                | "fact"
                | "example"
                | "instance"
                | "years"
                | "year"
                | "role"
                | "use"
                | "end"
                | "beginning"
                | "top"
                | "rest"
                | "form"
        );
        if words.len() > LONGEST || empty || !tree.is_noun(noun) {
            return None;
        }
        // "July 14" is no thing.
        if self.scene.amounts.iter().any(|a| a.contains(&noun)) {
            return None;
        }
        let mut text = self.phrase(words);
        spell_out(&mut [&mut text], "");
        if super::super::has_open_pointer(&text) {
            return None;
        }
        let wh = self.wh_of_noun(noun);
        let long = u8::try_from(words.len()).unwrap_or(9);
        Some(Answer { wh, value: Value::Text(text), doubt: 22 + 2 * long })
    }
}

/// "which countries", "who".
fn plural(asks: &str) -> Option<String> {
    let noun = asks.strip_prefix("which ");
    Some(match (asks, noun) {
        ("who", _) => "which people".into(),
        ("what", _) => "what".into(),
        ("which people", _) => "which peoples".into(),
        (_, Some(noun)) if noun.ends_with('y') && !noun.ends_with("ey") => {
            format!("which {}ies", noun.strip_suffix('y')?)
        }
        (_, Some(noun)) if noun.ends_with('s') || noun.ends_with("ch") || noun.ends_with('x') => {
            format!("which {noun}es")
        }
        (_, Some(noun)) => format!("which {noun}s"),
        _ => return None,
    })
}
