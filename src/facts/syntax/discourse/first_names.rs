//! First names that tell a he from a she, the commonest of Europe and America.

use super::gender::Gender;

#[rustfmt::skip]
const HIS: [&str; 112] = [
    "Abraham", "Adam", "Albert", "Alexander", "Alfred", "Andrew", "Anthony", "Antonio", "Arthur",
    "August", "Benjamin", "Bernard", "Carl", "Carlos", "Charles", "Christopher", "Daniel", "David",
    "Edgar", "Edmund", "Edward", "Ernest", "Felix", "Ferdinand", "Francesco", "Francis", "Frank", "Franz",
    "Frederick", "Friedrich", "Galileo", "Georg", "George", "Gilbert", "Giovanni", "Giuseppe", "Gottfried",
    "Gustav", "Hans", "Harold", "Harry", "Heinrich", "Henri", "Henry", "Herbert", "Hermann", "Howard",
    "Hugh", "Ivan", "Jack", "Jacob", "Jacques", "Jakob", "James", "Johann", "Johannes", "John", "Joseph",
    "José", "Juan", "Julius", "Karl", "Konrad", "Lars", "Leonard", "Lewis", "Louis", "Ludwig", "Luis",
    "Marco", "Mark", "Martin", "Max", "Michael", "Miguel", "Nicholas", "Niels", "Nikolai", "Olaf",
    "Oliver", "Oscar", "Otto", "Patrick", "Paul", "Pedro", "Peter", "Philip", "Pierre", "Ralph", "Raymond",
    "Richard", "Robert", "Roger", "Rudolf", "Samuel", "Sergei", "Sigmund", "Stephen", "Theodore", "Thomas",
    "Tobias", "Victor", "Vincent", "Vladimir", "Walter", "Wilhelm", "William", "Winston", "Wolfgang", "Sir",
    "Lord", "King",
];

#[rustfmt::skip]
const HERS: [&str; 72] = [
    "Ada", "Agnes", "Alice", "Amelia", "Anna", "Anne", "Annie", "Barbara", "Beatrice", "Bertha",
    "Caroline", "Catherine", "Charlotte", "Clara", "Dorothy", "Edith", "Eleanor", "Elisabeth", "Elizabeth",
    "Ellen", "Emily", "Emma", "Esther", "Eva", "Florence", "Grace", "Greta", "Hannah", "Harriet", "Helen",
    "Henrietta", "Ingrid", "Irene", "Isabel", "Isabella", "Jane", "Janet", "Joan", "Josephine", "Julia",
    "Karen", "Katharine", "Katherine", "Laura", "Lise", "Louisa", "Louise", "Lucy", "Margaret", "Maria",
    "Marie", "Martha", "Mary", "Matilda", "Nancy", "Nora", "Olga", "Patricia", "Rachel", "Rebecca", "Rosa",
    "Ruth", "Sarah", "Selma", "Sofia", "Sophia", "Sophie", "Susan", "Ursula", "Victoria", "Lady", "Queen",
];

/// Returns whether a full name is a he's or a she's, where its first name tells.
pub(super) fn gender_by_first_name(name: &str) -> Option<Gender> {
    let first = name.split(' ').next()?;
    let is_in = |names: &[&str]| names.contains(&first);
    match (is_in(&HIS), is_in(&HERS)) {
        (true, _) => Some(Gender::He),
        (_, true) => Some(Gender::She),
        _ => None,
    }
}

/// Returns "he" or "she" for a full name whose first name tells.
#[must_use]
pub fn pronoun_by_first_name(name: &str) -> Option<&'static str> {
    gender_by_first_name(name).map(|gender| match gender {
        Gender::He => "he",
        Gender::She => "she",
    })
}
