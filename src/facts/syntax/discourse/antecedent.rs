//! Whom "he" and what "it" means, of all that was spoken of before.

use super::Story;
use super::entity::{Class, Does, Entity, weight};
use super::first_names::gender_by_first_name;
use super::gender::{Gender, gender_of, may_be};

impl Story<'_> {
    /// Returns whether a name is a he's or a she's: as the name says, or else the text.
    pub(super) fn gender(&self, name: &str) -> Option<Gender> {
        let told = || self.genders.get(name).copied().or_else(|| gender_of(name));
        gender_by_first_name(name).or_else(told)
    }

    /// Returns whether somebody with a name may be "he" or "she": in a life of another such, only who
    /// is known to be one.
    pub(super) fn may_be_meant(&self, name: &str, pronoun: Option<Gender>) -> bool {
        let own = self.gender(name);
        let life = self.protagonist.filter(|one| *one != name).and_then(|one| self.gender(one));
        own.is_none_or(|own| Some(own) == pronoun) && (own.is_some() || life != pronoun)
    }

    /// Returns whom "he" means; as an object nobody who does something in the same sentence.
    pub(super) fn person(&self, number: usize, gender: Gender, does: Does) -> Option<Entity> {
        const REACH: usize = 2;
        let fits = |e: &&Entity| {
            let own = self.gender(&e.name);
            // Where ships are spoken of, "she" may be one of them.
            let ship = self.ships
                && gender == Gender::She
                && gender_by_first_name(&e.name) != Some(gender);
            let acts = does == Does::Suffers && e.is_subject && e.sentence == number;
            // Whom another paragraph spoke of may still be meant where this one begins.
            let here = e.sentence >= self.begin || number == self.begin;
            e.class == Class::Person && own.is_none_or(|g| g == gender) && !acts && here && !ship
        };
        let weight = |e: &Entity| {
            let own = self.protagonist == Some(e.name.as_str());
            // Of two who may be she, the one who is known to be a she.
            let known = match self.gender(&e.name) == Some(gender) {
                true if gender == Gender::She => 4,
                known => usize::from(known),
            };
            weight(e, number) + if own { 3 } else { 0 } + known
        };
        // In a life, "she" is whom it is about unless another woman was spoken of.
        if let Some(name) = self.protagonist.filter(|p| self.genders.get(*p) == Some(&gender)) {
            // Only who does something rivals the one whom all is about.
            let rival = |e: &&Entity| {
                let likely = self.genders.contains_key(&e.name) || may_be(&e.name, gender);
                // Half of the own name is no other's, nor is the name with more to it.
                let own = name.split(' ').any(|part| part == e.name) || e.name.contains(name);
                fits(e)
                    && likely
                    && e.name != name
                    && !own
                    && e.is_subject
                    && e.sentence + 1 >= number
                    // A paragraph that begins with "she" speaks of whom all is about.
                    && e.sentence >= self.begin
            };
            let rivals = self.spoken_of.iter().any(|e| rival(&e));
            return (!rivals).then(|| Entity::person(name, number));
        }
        if let Some(best) = self.best(number, REACH, fits, weight) {
            // Half a name, of somebody who did nothing, is seldom who "he" is.
            let likely = |e: &Entity| does != Does::Acts || e.is_subject || e.name.contains(' ');
            // Nor is who was named by the way, a paragraph or two sentences ago, one of several.
            let late = best.sentence + 1 >= number && best.sentence >= self.begin;
            let near = self.spoken_of.iter().filter(|e| e.sentence + REACH >= number);
            let only = near.filter(fits).all(|e| e.name == best.name);
            let told = best.is_subject || late || only;
            return Some(best).filter(|e| e.has_name && likely(e) && told);
        }
        let rivals = self.spoken_of.iter().any(|e| fits(&e) && e.sentence + 1 >= number);
        if rivals {
            return None;
        }
        let name = self.protagonist?;
        let fits = self.gender(name).is_none_or(|own| own == gender);
        fits.then(|| Entity::person(name, number))
    }

    /// Returns what "its" means: of "she founded a society and became its president", the society.
    pub(super) fn owner(&self, number: usize) -> Option<Entity> {
        let here = || self.spoken_of.iter().filter(|e| e.sentence == number);
        let by_somebody = here().any(|e| e.is_subject && e.class == Class::Person);
        let things: Vec<&Entity> = here().filter(|e| e.class == Class::Thing).collect();
        if !by_somebody || things.iter().any(|e| e.is_subject) || things.is_empty() {
            return self.thing(number, Class::Thing);
        }
        let last = *things.last()?;
        things.iter().all(|e| e.name == last.name).then(|| last.clone()).filter(|e| e.has_name)
    }

    pub(super) fn thing(&self, number: usize, class: Class) -> Option<Entity> {
        let begin = self.begin;
        let fits = |e: &&Entity| e.class == class && e.is_subject && e.sentence >= begin;
        // "its" after "Spain's decision" may be Spain's or the decision's.
        if let Some(entity) = self.best(number, 1, fits, |e| weight(e, number)) {
            // "Norway built an airfield. It was vital": on a page of one thing no state is meant so.
            let state = entity.nouns.iter().any(|noun| noun == "nation");
            let by_the_way = state && self.topic.is_some() && !self.is_topic(&entity);
            return Some(entity).filter(|e| e.has_name && !by_the_way);
        }
        // A new paragraph of an article on the Danube speaks of the Danube again.
        let other = |e: &Entity| e.class == class && e.sentence >= begin && e.sentence < number;
        let silent =
            !self.spoken_of.iter().any(|e| fits(&e) || other(e) && e.has_name && !self.is_topic(e));
        self.topic.clone().filter(|t| silent && t.is_subject && t.class == class)
    }

    /// Returns whether something spoken of is what the whole document is about.
    pub(super) fn is_topic(&self, entity: &Entity) -> bool {
        self.topic.as_ref().is_some_and(|topic| topic.name == entity.name)
    }

    /// Returns the entity of the last sentences that weighs most, unless another weighs as much.
    pub(super) fn best(
        &self,
        number: usize,
        reach: usize,
        fits: impl Fn(&&Entity) -> bool,
        weight: impl Fn(&Entity) -> usize,
    ) -> Option<Entity> {
        let near = self.spoken_of.iter().filter(|e| e.sentence + reach >= number).filter(fits);
        let mut weights: Vec<(&Entity, usize)> = Vec::new();
        for entity in near {
            let weight = weight(entity);
            match weights.iter_mut().find(|(e, _)| e.name == entity.name) {
                Some((_, known)) => *known = (*known).max(weight),
                None => weights.push((entity, weight)),
            }
        }
        let (best, most) = weights.iter().copied().max_by_key(|(_, w)| *w)?;
        let rivals = weights.iter().filter(|(_, w)| *w == most).count();
        (rivals == 1).then(|| best.clone())
    }
}
