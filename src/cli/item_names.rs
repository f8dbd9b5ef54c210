//! The items that people name: `deck/card`, `deck/card#2`, or a card's id alone when only one deck
//! has it. Looked up in an index that is made once, however many are named.

use super::error::CommandError;
use super::library::Library;
use crate::deck::nearest;
use crate::study::{ItemId, items_of};
use std::collections::{HashMap, HashSet};
use std::str::FromStr as _;

/// Every item of some decks, by its names.
#[derive(Debug)]
pub struct ItemNames {
    all: HashSet<ItemId>,
    /// The items that a name without its deck may mean.
    short: HashMap<String, Vec<ItemId>>,
    /// The names in full, in the order of the decks, of which one may be alike.
    full: Vec<String>,
}

/// Why a name names no item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoItem {
    /// Nothing is called so.
    Unknown,
    /// Several are.
    Several(Vec<ItemId>),
}

impl ItemNames {
    /// Returns the names of all items of these decks.
    pub fn of(library: &Library) -> Self {
        let items = library.decks().into_iter().flat_map(items_of).map(|item| item.id());
        Self::of_items(items)
    }

    fn of_items(items: impl Iterator<Item = ItemId>) -> Self {
        let mut names = Self { all: HashSet::new(), short: HashMap::new(), full: Vec::new() };
        for item in items {
            let short = match item.part {
                1 => item.card.clone(),
                part => format!("{}#{part}", item.card),
            };
            names.short.entry(short).or_default().push(item.clone());
            names.full.push(item.to_string());
            names.all.insert(item);
        }
        names
    }

    /// Returns the item that a text names.
    ///
    /// # Errors
    /// When it names none, or more than one.
    pub fn find(&self, name: &str) -> Result<ItemId, NoItem> {
        if let Some(item) = ItemId::from_str(name).ok().filter(|item| self.all.contains(item)) {
            return Ok(item);
        }
        match self.short.get(name).map(Vec::as_slice) {
            None | Some([]) => Err(NoItem::Unknown),
            Some([one]) => Ok(one.clone()),
            Some(several) => Err(NoItem::Several(several.to_vec())),
        }
    }

    /// Returns the name in full that is most like this one, if any is. It looks at every item.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.full.iter().map(String::as_str))
    }

    /// Returns the item that a text names, or the error that says why it names none.
    ///
    /// # Errors
    /// When it names none, or more than one.
    pub fn need(&self, name: &str) -> Result<ItemId, CommandError> {
        self.find(name).map_err(|why| {
            let error = CommandError::new(why.message(name));
            if why != NoItem::Unknown {
                return error.hint("write the one you mean in full");
            }
            match self.nearest(name) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error.hint("`docent cards` lists the items of your decks"),
            }
        })
    }
}

impl NoItem {
    /// Returns what is wrong with a name.
    pub fn message(&self, name: &str) -> String {
        match self {
            Self::Unknown => format!("no item is called `{name}`"),
            Self::Several(items) => {
                let names: Vec<String> = items.iter().map(|id| format!("`{id}`")).collect();
                format!("`{name}` names several items: {}", names.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_named_in_full_or_by_its_card_where_one_deck_has_it() {
        let id = |name: &str| ItemId::from_str(name).expect(name);
        let items = ["a/one", "a/one#2", "a/both", "b/both"].map(id);
        let names = ItemNames::of_items(items.into_iter());
        for (name, found) in [
            ("a/one", Ok(id("a/one"))),
            ("one", Ok(id("a/one"))),
            ("one#2", Ok(id("a/one#2"))),
            ("b/both", Ok(id("b/both"))),
            ("both", Err(NoItem::Several(vec![id("a/both"), id("b/both")]))),
            ("b/one", Err(NoItem::Unknown)),
            ("", Err(NoItem::Unknown)),
        ] {
            assert_eq!(names.find(name), found, "{name}");
        }
        assert_eq!(names.nearest("b/bot"), Some("b/both"));
    }
}
