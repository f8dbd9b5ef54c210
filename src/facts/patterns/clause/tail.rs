//! What follows the verb of a question: the parts of a clause that it keeps.

use super::time::is_dealt_out;
use super::{Asked, Clause};
use crate::facts::fact::Open;
use crate::facts::syntax::predicate::{Complement, ComplementRole};
use crate::facts::syntax::scene::Time;

impl Clause<'_> {
    /// What follows the verb, but for what is asked; nothing where what the verb needs is left out:
    /// "showed that the stream had been seen since 1913" asked for the year of showing.
    pub(super) fn tail(&self, asked: &Asked) -> Option<String> {
        const MOST: usize = 16;
        let predicate = self.predicate;
        let mut parts: Vec<String> = Vec::new();
        if asked.active {
            parts.push(self.subject_text());
        }
        let mut length = 0;
        for (place, complement) in predicate.complements.iter().enumerate() {
            if self.is_name_at_birth(complement) {
                if asked.without == Some(place) {
                    return None;
                }
                continue;
            }
            if asked.without == Some(place) {
                parts.push(asked.left.clone());
                continue;
            }
            let extra = matches!(
                complement.role,
                ComplementRole::Prepositional(_) | ComplementRole::Adverb | ComplementRole::Clause
            );
            let needed = matches!(self.scene.tree.label(complement.head), "ccomp" | "xcomp");
            let long = extra && length + complement.words.len() > MOST;
            // "annulled the decision of 1934": what was done is no time beside the one asked for.
            let essential = matches!(complement.role, ComplementRole::Object);
            let time_beside = asked.open == Open::Time && self.has_time(complement) && !essential;
            if long || time_beside || self.is_half(complement) || self.lacks_a_side(complement) {
                if needed {
                    return None;
                }
                continue;
            }
            length += complement.words.len();
            parts.push(self.phrase(&complement.words));
        }
        parts.retain(|p| !p.is_empty());
        Some(parts.join(" "))
    }

    /// "Ada Moss, born Ada Maria Lund on 3 May 1821".
    fn is_name_at_birth(&self, complement: &Complement) -> bool {
        let predicate = self.predicate;
        let close = matches!(
            complement.role,
            ComplementRole::Object | ComplementRole::Indirect | ComplementRole::Attribute
        );
        let tree = &self.scene.tree;
        close
            && predicate.passive
            && tree.lemma(predicate.verb) == "bear"
            && tree.tag(complement.head).starts_with("NNP")
    }

    /// "between the army of Oslo", where the tree has lost the other side.
    fn lacks_a_side(&self, complement: &Complement) -> bool {
        let lower = |word: &usize| self.scene.tree.lower(*word);
        let between = matches!(complement.role, ComplementRole::Prepositional(tie)
            if lower(&tie) == "between");
        let plural = self.scene.tree.is_plural(complement.head);
        between && !plural && !complement.words.iter().any(|word| lower(word) == "and")
    }

    /// "for the discoveries that made it possible": without its clause it says too little; "from 1908"
    /// of "from 1908 to 1912".
    fn is_half(&self, complement: &Complement) -> bool {
        let tree = &self.scene.tree;
        let times = complement.words.iter().filter_map(|word| self.scene.time_at(*word));
        let whole = |t: &Time| t.words.clone().all(|w| complement.words.contains(&w));
        if times.into_iter().any(|t| !whole(t) || is_dealt_out(self, t)) {
            return true;
        }
        let head = complement.head;
        let behind = matches!(complement.role, ComplementRole::Prepositional(_));
        let article = tree.child(head, &["det"]).map(|d| tree.lower(d));
        let the = article.is_some_and(|word| matches!(word, "the" | "a" | "an"));
        let clause = tree.child(head, &["relcl"]).is_some_and(|c| !tree.after_comma(c));
        behind && the && clause && self.scene.mention_at(head).is_none()
    }

    fn has_time(&self, complement: &Complement) -> bool {
        complement.words.iter().any(|w| self.scene.time_at(*w).is_some())
    }
}
