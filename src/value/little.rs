//! The small words of English, which say little of what a question asks.

/// Words that say little of what a question asks, folded.
const LITTLE: [&str; 83] = [
    "a", "about", "after", "all", "an", "and", "any", "are", "as", "at", "be", "been", "before",
    "being", "but", "by", "can", "could", "did", "do", "does", "each", "for", "from", "had", "has",
    "have", "he", "her", "his", "how", "if", "in", "into", "is", "it", "its", "many", "may",
    "might", "much", "must", "of", "on", "or", "our", "she", "should", "so", "some", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "was",
    "we", "were", "what", "when", "where", "whether", "which", "who", "whom", "whose", "why",
    "will", "with", "would", "you", "your", "one", "not", "also", "him",
];

/// Returns whether a folded word says little of what a question asks.
#[must_use]
pub fn is_little(word: &str) -> bool {
    LITTLE.contains(&word)
}

/// Returns the words of a folded text that carry its meaning.
pub fn content_words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').filter(|word| !word.is_empty() && !is_little(word))
}
