//! The formats by the names and file endings that people know them by.

use std::path::Path;

/// A format that decks are exchanged in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// An Anki package, `.apkg`.
    Anki,
    /// Comma-separated values with a header.
    Csv,
    /// Tab-separated values with a header.
    Tsv,
    /// Moodle's GIFT.
    Gift,
    /// A page for paper and browser, which is only written.
    Html,
    /// The deck file's own tables and keys as JSON.
    Json,
    /// Markdown question lists.
    Markdown,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 7] =
        [Self::Anki, Self::Csv, Self::Tsv, Self::Gift, Self::Html, Self::Json, Self::Markdown];

    /// Returns the name that `--format` takes.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.endings()[0]
    }

    /// Returns what people call the format.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Anki => "an Anki package",
            Self::Csv => "CSV",
            Self::Tsv => "TSV",
            Self::Gift => "GIFT",
            Self::Html => "a worksheet",
            Self::Json => "JSON",
            Self::Markdown => "Markdown",
        }
    }

    /// Returns the endings of its files, without the point; the first is its name.
    #[must_use]
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Anki => &["apkg", "colpkg"],
            Self::Csv => &["csv"],
            Self::Tsv => &["tsv", "tab"],
            Self::Gift => &["gift"],
            Self::Html => &["html", "htm"],
            Self::Json => &["json"],
            Self::Markdown => &["md", "markdown"],
        }
    }

    /// Returns the format of this name or file ending.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim_start_matches('.').to_lowercase();
        Self::ALL.into_iter().find(|format| format.endings().contains(&name.as_str()))
    }

    /// Returns the format that a path's ending names. Moodle writes GIFT into `.txt` files.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?;
        if ending.eq_ignore_ascii_case("txt") {
            let gift = path.file_stem()?.to_str()?.to_lowercase().ends_with("gift");
            return gift.then_some(Self::Gift);
        }
        Self::named(ending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_the_ending_of_the_file() {
        let of = |path: &str| Format::of_path(Path::new(path));
        assert_eq!(of("deck.apkg"), Some(Format::Anki));
        assert_eq!(of("a/Deck.CSV"), Some(Format::Csv));
        assert_eq!(of("quiz.html"), Some(Format::Html));
        assert_eq!(of("week1-gift.txt"), Some(Format::Gift));
        assert_eq!(of("notes.txt"), None);
        assert_eq!(of("deck.toml"), None);
        assert_eq!(of("deck"), None);
    }
}
