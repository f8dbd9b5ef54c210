//! What tells a file from another and from itself when it was changed, without reading it.

use crate::system::identity;
use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file changed this recently may be changed again within one tick of the clock that stamps
/// files, and then its stamp tells nothing.
const SETTLING: Duration = Duration::from_secs(2);

/// The identity of a file, its length and its times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Length, device, number, and the two times in nanoseconds.
    marks: [u64; 5],
    /// Whether the file had not been changed for a while when it was read.
    settled: bool,
}

impl Stamp {
    /// Returns the stamp of a file that is read at a moment.
    #[must_use]
    pub fn of(about: &Metadata, now: SystemTime) -> Self {
        let nanos = |time: SystemTime| {
            let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
            u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
        };
        let changed = about.modified().unwrap_or(now);
        let (device, number, inode_changed) = identity(about);
        let latest = changed.max(UNIX_EPOCH + Duration::from_nanos(inode_changed));
        Self {
            marks: [about.len(), device, number, nanos(changed), inode_changed],
            settled: now.duration_since(latest).is_ok_and(|age| age > SETTLING),
        }
    }

    /// Returns whether a file that has this stamp now is as it was when it had the other one.
    #[must_use]
    pub fn still(&self, earlier: &Self) -> bool {
        earlier.settled && self.marks == earlier.marks
    }

    /// Returns the stamp as bytes.
    #[must_use]
    pub fn to_bytes(self) -> Vec<u8> {
        let marks = self.marks.iter().flat_map(|mark| mark.to_le_bytes());
        marks.chain([u8::from(self.settled)]).collect()
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (marks, settled) = bytes.split_at_checked(40)?;
        let &[settled @ (0 | 1)] = settled else { return None };
        let mut read = [0; 5];
        for (mark, bytes) in read.iter_mut().zip(marks.chunks_exact(8)) {
            *mark = u64::from_le_bytes(bytes.try_into().ok()?);
        }
        Some(Self { marks: read, settled: settled == 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_is_itself_until_it_is_changed_and_once_it_has_settled() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deck.toml");
        fs::write(&path, "one").expect("written");
        let about = || fs::metadata(&path).expect("a file");
        let written = about().modified().expect("its time");
        let fresh = Stamp::of(&about(), written);
        let later = Stamp::of(&about(), written + Duration::from_mins(1));
        assert!(!later.still(&fresh), "it may have changed within the tick");
        assert!(fresh.still(&later));
        assert_eq!(Stamp::from_bytes(&later.to_bytes()), Some(later));
        assert_eq!(Stamp::from_bytes(&later.to_bytes()[1..]), None);
        fs::write(&path, "another").expect("written");
        assert!(!Stamp::of(&about(), written).still(&later));
    }
}
