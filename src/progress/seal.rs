//! The seal of a journal: a hash over every byte of its file, written beside it when the last
//! program closes it, so that a check can tell a changed byte where no entry lies too.
//!
//! A seal is taken away before the journal is opened to be written. One that is not of the state
//! in the journal (of a copy put in its place, say) says nothing and is passed over.

use super::archive::replace_file;
use super::line::hex;
use super::opening::open_unchanging;
use super::tally::Tally;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// The largest journal that is sealed when it is closed, in bytes: about 150,000 reviews, which
/// take a twentieth of a second to hash.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Seals the journal when it is dropped. Held last in the journal, so that the connection is closed
/// by then.
#[derive(Debug)]
pub struct SealOnClose(pub PathBuf);

impl Drop for SealOnClose {
    fn drop(&mut self) {
        // A journal without a seal is as good; a check then says that the bytes are not covered.
        let _ = seal(&self.0);
    }
}

/// What a seal says of the journal beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// Every byte is as it was when the journal was closed.
    Whole,
    /// It was written for this state of the journal, and a byte has changed since.
    Broken,
    /// It was written for a later state: an older copy lies in the journal's place.
    Older,
    /// There is none for this state.
    Absent,
    /// There is one that cannot be understood.
    Garbled,
}

/// Returns where the seal of a journal is.
fn place(journal: &Path) -> PathBuf {
    journal.with_extension("seal")
}

/// Takes the seal away, before anything is written.
pub fn unseal(journal: &Path) -> io::Result<()> {
    match fs::remove_file(place(journal)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Seals a journal that nobody has open for writing; otherwise leaves it without a seal.
pub fn seal(journal: &Path) -> io::Result<()> {
    if fs::metadata(journal)?.len() > LARGEST || has_log(journal) {
        return Ok(());
    }
    let Some(tally) = tally_of(journal) else { return Ok(()) };
    let text = format!("{tally} {}\n", hash_of(journal)?);
    replace_file(&place(journal), |file| file.write_all(text.as_bytes()))
}

/// Returns whether the seal of a journal that nobody writes fits.
pub fn check(journal: &Path) -> Seal {
    let text = match fs::read(place(journal)) {
        Ok(bytes) => String::from_utf8(bytes).unwrap_or_default(),
        Err(_) => return Seal::Absent,
    };
    let Some((sealed, hash)) = parted(&text) else { return Seal::Garbled };
    // A log holds what the file lacks, and the seal is of the file alone.
    let Some(now) = tally_of(journal).filter(|_| !has_log(journal)) else { return Seal::Absent };
    if now != sealed {
        // The seal goes before anything is written, so none of an earlier state can be there.
        return if sealed.writes > now.writes { Seal::Older } else { Seal::Absent };
    }
    match hash_of(journal) {
        Ok(now) if now == hash => Seal::Whole,
        _ => Seal::Broken,
    }
}

/// Parts the text of a seal: the state that it is of, and the hash; none where it is no such text.
fn parted(text: &str) -> Option<(Tally, &str)> {
    let (tally, hash) = text.strip_suffix('\n')?.split_once(' ')?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    Some((tally.parse().ok()?, hash)).filter(|_| is_hash)
}

/// Returns how many entries the journal had when it was sealed last.
pub fn sealed_entries(journal: &Path) -> Option<u64> {
    let text = fs::read_to_string(place(journal)).ok()?;
    let tally: Tally = text.split_once(' ')?.0.parse().ok()?;
    Some(tally.entries)
}

/// Returns whether a log with transactions lies beside the journal.
pub fn has_log(journal: &Path) -> bool {
    let mut log = journal.as_os_str().to_owned();
    log.push("-wal");
    fs::metadata(log).is_ok_and(|about| about.len() > 0)
}

fn tally_of(journal: &Path) -> Option<Tally> {
    let connection = open_unchanging(journal).ok()?;
    Tally::read(&connection).ok().flatten()
}

/// Hashes the file. No connection of this program may have it open: closing the file would take its
/// locks away.
fn hash_of(journal: &Path) -> io::Result<String> {
    let mut file = fs::File::open(journal)?;
    let (mut hash, mut bytes) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut bytes)? {
            0 => break Ok(hex(&hash.finalize())),
            read => hash.update(&bytes[..read]),
        }
    }
}
