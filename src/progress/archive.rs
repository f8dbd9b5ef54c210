//! Files of entries on the disk: plain lines, or compressed with a sum over the whole file behind.
//!
//! A compressed file is one of Zstandard, which other programs unpack too, followed by a frame that
//! they skip (RFC 8878, section 3.1.2) and that holds the SHA-256 of all bytes before it. What is
//! read is bounded, in the file and unpacked.

use super::entry_file::{EntryWriter, Heading};
use super::error::JournalError;
use super::journal::Journal;
use crate::system::{create_private, may_run, sync_folder};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes: some ten million reviews as lines.
const LARGEST: u64 = 4 << 30;
/// The most that a file may unpack to, in bytes.
const MOST_UNPACKED: u64 = 16 << 30;
/// How many times larger than its file a text may be. Lines of entries pack to about a tenth.
const MOST_RATIO: u64 = 200;
/// What a small file may unpack to, whatever its ratio.
const FREE: u64 = 1 << 20;
/// What a file of Zstandard begins with (RFC 8878, section 3.1.1).
const ZSTANDARD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// What a database of `SQLite` begins with.
const SQLITE: &[u8; 16] = b"SQLite format 3\0";
/// The head of the frame that is skipped: its magic number and its length, a SHA-256.
const SUM_FRAME: [u8; 8] = [0x50, 0x2a, 0x4d, 0x18, 32, 0, 0, 0];
const SUM_BYTES: u64 = 40;
/// How hard to compress. Half of every line is digits as good as random, of which level 1 makes less
/// than level 3 does, and in less time.
const LEVEL: i32 = 1;

/// What a file is by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A journal, or another database.
    Database,
    /// Compressed, perhaps lines of entries.
    Compressed,
    /// Anything else, perhaps lines of entries.
    Plain,
}

/// Returns what a file is by its first bytes.
///
/// # Errors
/// When it is no regular file or cannot be read.
pub fn kind_of(path: &Path) -> io::Result<FileKind> {
    let mut head = Vec::new();
    open_regular(path)?.take(16).read_to_end(&mut head)?;
    Ok(if head == SQLITE {
        FileKind::Database
    } else if head.starts_with(&ZSTANDARD) {
        FileKind::Compressed
    } else {
        FileKind::Plain
    })
}

fn open_regular(path: &Path) -> io::Result<fs::File> {
    let about = fs::metadata(path)?;
    if !about.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    if about.len() > LARGEST {
        return Err(io::Error::other("it is larger than 4 GB"));
    }
    fs::File::open(path)
}

/// Opens a file of entries of this kind, compressed or not, to be read within bounds.
///
/// # Errors
/// When it is no regular file or cannot be read.
pub fn open_archive(path: &Path, kind: FileKind) -> io::Result<Box<dyn BufRead>> {
    let file = open_regular(path)?;
    let length = file.metadata()?.len();
    if kind != FileKind::Compressed {
        return Ok(Box::new(BufReader::new(file.take(LARGEST))));
    }
    let most = length.saturating_mul(MOST_RATIO).clamp(FREE, MOST_UNPACKED);
    let unpacked = zstd::Decoder::new(file)?;
    Ok(Box::new(BufReader::new(Bounded { from: unpacked, left: most })))
}

/// What is unpacked, up to a bound.
struct Bounded<R> {
    from: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(to)?;
        let bytes = u64::try_from(read).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(bytes).ok_or_else(|| {
            io::Error::other("it unpacks to far more than any journal, so it is not read on")
        })?;
        Ok(read)
    }
}

/// Returns whether the sum behind a compressed file fits; none where it has none.
///
/// # Errors
/// When it cannot be read.
pub fn sum_fits(path: &Path) -> io::Result<Option<bool>> {
    let mut file = open_regular(path)?;
    let length = file.metadata()?.len();
    let Some(body) = length.checked_sub(SUM_BYTES) else { return Ok(None) };
    file.seek(SeekFrom::Start(body))?;
    let mut frame = Vec::new();
    Read::by_ref(&mut file).take(SUM_BYTES).read_to_end(&mut frame)?;
    // Sixteen magic numbers make a frame that is skipped, and docent writes only the first: one that
    // has another was changed.
    let alike = |head: &[u8]| {
        head.first().map(|magic| magic & 0xf0) == Some(SUM_FRAME[0])
            && head.get(1..) == Some(&SUM_FRAME[1..])
    };
    let Some((head, sum)) = frame.split_at_checked(SUM_FRAME.len()).filter(|(head, _)| alike(head))
    else {
        return Ok(None);
    };
    // Only now is the whole file read.
    file.rewind()?;
    let mut hashing = HashingWriter { to: io::sink(), hash: Sha256::new() };
    io::copy(&mut file.take(body), &mut hashing)?;
    Ok(Some(head == SUM_FRAME && sum == hashing.hash.finalize().as_slice()))
}

/// Writes all entries of a journal to a file that is there whole or not at all, compressed where
/// its name ends in `.zst`; returns how many. The file is private to its owner.
///
/// # Errors
/// When the journal cannot be read or the file not be written; what was there stays.
pub fn write_archive(journal: &Journal, path: &Path, heading: &Heading) -> io::Result<u64> {
    let packed = path.extension().is_some_and(|ending| ending == "zst");
    replace_file(path, |file| {
        let to = BufWriter::new(file);
        if packed { pack(journal, to, heading) } else { Ok(all(journal, to, heading)?.0) }
    })
}

/// Writes a file that is private to its owner, and there whole or not at all: beside its place
/// first, which it then takes.
pub(super) fn replace_file<T>(
    path: &Path,
    write: impl FnOnce(&mut fs::File) -> io::Result<T>,
) -> io::Result<T> {
    let [beginning, ending] = around_number(path);
    let temporary = path.with_file_name(format!("{beginning}{}{ending}", std::process::id()));
    let whole = || {
        let mut file = create_private(&temporary)?;
        let written = write(&mut file)?;
        file.sync_all()?;
        fs::rename(&temporary, path)?;
        sync_folder(path)?;
        Ok(written)
    };
    let written = whole();
    if written.is_err() {
        // What could not be finished is not left behind; that it could not be is said.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Returns what stands before and behind the number of the program in the name of a file that is not
/// finished yet.
fn around_number(path: &Path) -> [String; 2] {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    [format!(".{name}."), ".new".to_owned()]
}

/// Removes what programs left beside a file that were to replace it and ended before they had. What
/// cannot be removed stays: it is in nobody's way.
pub(super) fn remove_unfinished(path: &Path) {
    let [beginning, ending] = around_number(path);
    let folder = path.parent().unwrap_or(path);
    let is_left = |name: &str| {
        let number = name.strip_prefix(&beginning).and_then(|name| name.strip_suffix(&ending));
        let number: Option<u32> = number.and_then(|number| number.parse().ok());
        number.is_some_and(|number| number != std::process::id() && !may_run(number))
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(is_left) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Returns the first path that is free among those that a name, and the name with a number behind
/// it, give.
pub(super) fn first_free(name: &str, place: impl Fn(&str) -> PathBuf) -> io::Result<PathBuf> {
    let numbered = (2..10_000).map(|n| format!("{name}-{n}"));
    std::iter::once(name.to_owned())
        .chain(numbered)
        .map(|name| place(&name))
        .find(|path| !path.exists())
        .ok_or_else(|| io::Error::other(format!("there are thousands called `{name}`")))
}

/// Writes all entries as lines.
///
/// # Errors
/// When the journal cannot be read or they cannot be written.
pub fn write_lines(journal: &Journal, to: impl Write, heading: &Heading) -> io::Result<u64> {
    Ok(all(journal, to, heading)?.0)
}

fn all<W: Write>(journal: &Journal, to: W, heading: &Heading) -> io::Result<(u64, W)> {
    let mut writer = EntryWriter::begin(to, heading)?;
    journal.lines(|lines| Ok::<(), Stop>(writer.write_lines(&lines)?))?;
    writer.end()
}

/// Why entries were not written to the end.
struct Stop(io::Error);

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self(error)
    }
}

impl From<JournalError> for Stop {
    fn from(error: JournalError) -> Self {
        Self(io::Error::other(error))
    }
}

impl From<Stop> for io::Error {
    fn from(stop: Stop) -> Self {
        stop.0
    }
}

fn pack(journal: &Journal, to: impl Write, heading: &Heading) -> io::Result<u64> {
    let hashing = HashingWriter { to, hash: Sha256::new() };
    let mut packing = zstd::Encoder::new(hashing, LEVEL)?;
    packing.include_checksum(true)?;
    let (entries, packing) = all(journal, packing, heading)?;
    let HashingWriter { mut to, hash } = packing.finish()?;
    to.write_all(&SUM_FRAME)?;
    to.write_all(&hash.finalize())?;
    to.flush()?;
    Ok(entries)
}

struct HashingWriter<W> {
    to: W,
    hash: Sha256,
}

impl<W: Write> Write for HashingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::journal::tests::{events, in_memory};
    use crate::progress::{Purpose, inspect};

    #[test]
    fn of_a_torn_archive_the_beginning_is_whole() {
        let mut journal = in_memory("a device");
        let drawn: Vec<_> = (0..200u8).chain(0..200).map(|n| (n % 3, 8, n % 4, n)).collect();
        journal.append_missing(&events(&drawn, 1)).expect("stored");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("all.jsonl.zst");
        let heading = Heading::new(Purpose::Backup, "a device", 0);
        assert_eq!(write_archive(&journal, &path, &heading).expect("written"), 400);
        assert!(inspect(&path).expect("readable").is_sound());
        let whole = fs::read(&path).expect("bytes");
        fs::write(&path, &whole[..whole.len() / 2]).expect("torn");
        let found = inspect(&path).expect("readable");
        assert!(!found.is_sound() && found.entries() >= 128, "{found:?}");
    }

    #[test]
    fn what_unpacks_to_far_too_much_is_not_read_on() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bomb.jsonl.zst");
        let line = Heading::new(Purpose::Export, "x", 0).line().expect("a heading") + "\n";
        let zeros = vec![b'0'; 64 << 20];
        let bomb = [line.as_bytes(), &zeros].concat();
        fs::write(&path, zstd::encode_all(bomb.as_slice(), 19).expect("packed")).expect("written");
        let found = inspect(&path).expect("readable");
        assert!(!found.is_sound(), "{found:?}");
    }
}
