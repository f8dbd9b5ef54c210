//! The log that `SQLite` keeps beside a journal until it is closed: whether it is damaged.
//!
//! A log ends at the first page whose checksum does not fit, without a word: after a crash that is
//! where writing stopped. But what was written after that page was written, so a transaction that
//! ends behind a page that does not fit was stored once and would be lost ("WAL File Format",
//! section 4 of "Database File Format").

use super::salvage::beside;
use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// The magic numbers: checksums over words with the lowest byte first, and with the highest.
const LOW_FIRST: u32 = 0x377f_0682;
const HIGH_FIRST: u32 = 0x377f_0683;
/// Another program may be writing the log meanwhile; what it has half written is whole soon after.
const AGAIN: u32 = 3;
const PAUSE: Duration = Duration::from_millis(30);

/// Returns whether the log of a journal holds transactions that `SQLite` will pass over because of
/// damage before them.
///
/// # Errors
/// When it cannot be read.
pub fn is_damaged(journal: &Path) -> io::Result<bool> {
    for again in 0..AGAIN {
        if again > 0 {
            std::thread::sleep(PAUSE);
        }
        let log = match fs::read(beside(journal, "-wal")) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            log => log?,
        };
        if !loses_transactions(&log) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn loses_transactions(log: &[u8]) -> bool {
    let Some(header) = Header::of(log) else {
        // A header that does not fit hides all that is behind it.
        return has_frames_of_any_kind(log);
    };
    let mut sum = header.sum;
    let mut broken = false;
    for frame in log[HEADER..].chunks_exact(FRAME_HEADER + header.page) {
        let (head, page) = frame.split_at(FRAME_HEADER);
        if head[8..16] != header.salts {
            // Left from an earlier round of the log.
            break;
        }
        sum = header.add(header.add(sum, &head[..8]), page);
        let fits = sum == (high_first(&head[16..20]), high_first(&head[20..24]));
        let commits = high_first(&head[4..8]) != 0;
        if broken && commits {
            return true;
        }
        broken |= !fits;
    }
    false
}

/// A log of which not even the header fits: it had at least a frame.
fn has_frames_of_any_kind(log: &[u8]) -> bool {
    log.len() > HEADER + FRAME_HEADER && log.iter().any(|byte| *byte != 0)
}

struct Header {
    page: usize,
    salts: [u8; 8],
    low_first: bool,
    sum: (u32, u32),
}

impl Header {
    fn of(log: &[u8]) -> Option<Self> {
        let head = log.get(..HEADER)?;
        let magic = high_first(&head[..4]);
        let low_first = match magic {
            LOW_FIRST => true,
            HIGH_FIRST => false,
            _ => return None,
        };
        let page = usize::try_from(high_first(&head[8..12])).ok()?;
        let salts = head[16..24].try_into().ok()?;
        let mut header = Self { page, salts, low_first, sum: (0, 0) };
        header.sum = header.add((0, 0), &head[..24]);
        let said = (high_first(&head[24..28]), high_first(&head[28..32]));
        (said == header.sum && (512..=65_536).contains(&page)).then_some(header)
    }

    /// Goes on with the checksum of a log over more bytes.
    fn add(&self, (mut first, mut second): (u32, u32), bytes: &[u8]) -> (u32, u32) {
        let word = |bytes: &[u8]| {
            let bytes = [bytes[0], bytes[1], bytes[2], bytes[3]];
            if self.low_first { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) }
        };
        for pair in bytes.chunks_exact(8) {
            first = first.wrapping_add(word(&pair[..4])).wrapping_add(second);
            second = second.wrapping_add(word(&pair[4..])).wrapping_add(first);
        }
        (first, second)
    }
}

fn high_first(bytes: &[u8]) -> u32 {
    u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::journal::Journal;
    use crate::progress::journal::tests::events;
    use crate::progress::{JournalError, Places, repair, verify};

    /// A journal as a killed program leaves it: five answers in the log, which nobody closed.
    fn killed(home: &Path) -> Places {
        let path = home.join("there.db");
        let mut journal = Journal::open(&path).expect("a journal");
        for event in events(&[(0, 8, 2, 5); 5], 7) {
            journal.append(&event).expect("stored");
        }
        let places = Places { journal: home.join("journal.db"), backups: home.join("backups") };
        for ending in ["", "-wal"] {
            fs::copy(beside(&path, ending), beside(&places.journal, ending)).expect("copied");
        }
        places
    }

    #[test]
    fn a_log_that_is_whole_or_torn_at_its_end_is_no_damage() {
        let home = tempfile::tempdir().expect("a folder");
        let places = killed(home.path());
        let wal = beside(&places.journal, "-wal");
        let whole = fs::read(&wal).expect("a log");
        assert!(whole.len() > 20_000, "answers are in the log: {}", whole.len());
        for end in (0..=whole.len()).step_by(997) {
            fs::write(&wal, &whole[..end]).expect("torn");
            assert!(!is_damaged(&places.journal).expect("read"), "torn at {end}");
        }
    }

    #[test]
    fn answers_behind_a_damaged_page_of_the_log_are_noticed_and_saved() {
        let home = tempfile::tempdir().expect("a folder");
        let places = killed(home.path());
        let wal = beside(&places.journal, "-wal");
        let mut log = fs::read(&wal).expect("a log");
        log[6000] ^= 0x55;
        fs::write(&wal, &log).expect("damaged");
        assert!(is_damaged(&places.journal).expect("read"));
        assert!(matches!(Journal::open(&places.journal), Err(JournalError::Damaged { .. })));
        let found = verify(&places.journal);
        assert!(!found.is_ok_and(|found| found.is_some_and(|found| found.is_sound())));
        let now = crate::memory::Moment::from_millis(1_767_268_800_000, 0).expect("in range");
        let repaired = repair(&places, now).expect("repaired").expect("it was damaged");
        assert_eq!(repaired.saved, 5, "{repaired:?}");
        assert!(Journal::open(&places.journal).is_ok());
    }
}
