//! The file of a journal that was opened, told from any other that is put in its place.

use crate::system::identity;
use std::path::{Path, PathBuf};

/// A file that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFile {
    path: PathBuf,
    device: u64,
    number: u64,
}

impl OpenFile {
    /// Returns the file at this path, which was just opened; none when it is gone again.
    pub(super) fn at(path: &Path) -> Option<Self> {
        let (device, number, _) = identity(&std::fs::metadata(path).ok()?);
        Some(Self { path: path.to_owned(), device, number })
    }

    /// Returns whether it is still at its path. What is written to it else is lost with it.
    #[must_use]
    pub fn is_still_there(&self) -> bool {
        Self::at(&self.path).as_ref() == Some(self)
    }
}
