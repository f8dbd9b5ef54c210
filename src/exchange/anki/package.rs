//! The zip around a collection: writing one, and taking from any only what is needed, within
//! bounds.

use super::message::PackageMetadata;
use crate::workers::all_threads;
use prost::Message as _;
use std::io::{self, Cursor, Read, Seek, Write as _};
use zip::read::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, result::ZipError};

/// The largest database that is unpacked, in bytes.
const LARGEST: u64 = 512 * 1024 * 1024;
/// A database shrinks, but hardly ever to less than a two hundredth.
const RATIO: u64 = 200;
/// What is small enough to be unpacked whatever its ratio.
const SMALL: u64 = 16 * 1024 * 1024;
/// The most entries of a package: pictures and sounds are one each.
const ENTRIES: usize = 200_000;

/// Why a package cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// It is no zip, or one that is torn.
    #[error("it is no package, or not all of one: {0}")]
    Zip(#[from] ZipError),
    /// What was packed is torn.
    #[error("what is packed in `{entry}` is torn or no database: {why}")]
    Torn {
        /// The entry.
        entry: String,
        /// What the unpacker or the database says.
        why: String,
    },
    /// There is no collection in it.
    #[error("it holds no Anki collection")]
    NoCollection,
    /// It is of a kind that came after.
    #[error("it is a package of kind {0}, and kinds up to 3 are known")]
    Newer(i32),
    /// It would grow beyond all bounds.
    #[error("its collection unpacks to more than {0} MB, as no deck does")]
    Bomb(u64),
    /// It has too many entries.
    #[error("it has {0} entries, and {ENTRIES} are read at most")]
    Crowded(usize),
    /// The database says what cannot be.
    #[error("its collection cannot be read: {0}")]
    Database(#[from] rusqlite::Error),
    /// The database is no collection that is known.
    #[error("its collection cannot be read: {0}")]
    Strange(String),
    /// It could not be packed.
    #[error("it cannot be packed: {0}")]
    Io(#[from] io::Error),
}

impl PackageError {
    /// Returns what to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Newer(_) => {
                "update docent, or export from Anki with `Support older Anki versions`"
            }
            Self::Bomb(_) | Self::Crowded(_) => "export fewer decks from Anki",
            Self::NoCollection => "export from Anki as `Anki Deck Package (.apkg)`",
            _ => "export it from Anki anew",
        }
    }
}

/// Returns the package of a database.
pub fn write_package(database: &[u8], legacy: bool) -> Result<Vec<u8>, PackageError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let deflated = stored.compression_method(CompressionMethod::Deflated);
    if legacy {
        zip.start_file("collection.anki2", deflated)?;
        zip.write_all(database)?;
        zip.start_file("media", stored)?;
        zip.write_all(b"{}")?;
    } else {
        zip.start_file("meta", stored)?;
        zip.write_all(&PackageMetadata { version: 3 }.encode_to_vec())?;
        // What is packed by zstd is not packed again.
        zip.start_file("collection.anki21b", stored)?;
        // In one go: a stream would be compressed through a window of its own. With any number of
        // threads, one too, it comes to the same bytes.
        let mut compressor = zstd::bulk::Compressor::new(0)?;
        compressor.multithread(u32::try_from(all_threads().get()).unwrap_or(1))?;
        zip.write_all(&compressor.compress(database)?)?;
        zip.start_file("media", stored)?;
        zip.write_all(&zstd::encode_all(&[][..], 0)?)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A collection taken out of its package.
#[derive(Debug)]
pub struct Unpacked {
    /// The database.
    pub database: Vec<u8>,
    /// How many pictures, sounds and other files lay beside it.
    pub media: usize,
}

/// Takes the collection out of a package. Nothing else is unpacked, and no name in the package
/// names a file on the disk.
pub fn read_package(package: impl Read + Seek) -> Result<Unpacked, PackageError> {
    let mut zip = ZipArchive::new(package)?;
    if zip.len() > ENTRIES {
        return Err(PackageError::Crowded(zip.len()));
    }
    let names: Vec<String> = zip.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
    let has = |name: &str| names.iter().any(|known| known == name);
    if has("meta") {
        let meta = unpack(&mut zip, "meta", 1024)?;
        let meta = PackageMetadata::decode(meta.as_slice()).unwrap_or_default();
        if meta.version > 3 {
            return Err(PackageError::Newer(meta.version));
        }
    }
    let media = names.iter().filter(|name| name.bytes().all(|b| b.is_ascii_digit())).count();
    if has("collection.anki21b") {
        let packed = unpack(&mut zip, "collection.anki21b", LARGEST)?;
        return Ok(Unpacked { database: unpack_zstd(&packed)?, media });
    }
    let legacy = ["collection.anki21", "collection.anki2"].into_iter().find(|name| has(name));
    let entry = legacy.ok_or(PackageError::NoCollection)?;
    Ok(Unpacked { database: unpack(&mut zip, entry, LARGEST)?, media })
}

fn unpack(
    zip: &mut ZipArchive<impl Read + Seek>,
    entry: &str,
    most: u64,
) -> Result<Vec<u8>, PackageError> {
    let file = zip.by_name(entry)?;
    let packed = file.compressed_size();
    bounded(file, packed, entry, most)
}

fn unpack_zstd(packed: &[u8]) -> Result<Vec<u8>, PackageError> {
    let entry = "collection.anki21b";
    let torn =
        |error: io::Error| PackageError::Torn { entry: entry.into(), why: error.to_string() };
    let mut decoder = zstd::Decoder::new(packed).map_err(torn)?;
    // Two to the 27th, 128 MB, is what zstd itself takes for a sound window.
    decoder.window_log_max(27).map_err(torn)?;
    bounded(decoder, packed.len() as u64, entry, LARGEST)
}

/// Reads to the end, but never beyond what so many packed bytes may come to.
fn bounded(
    source: impl Read,
    packed: u64,
    entry: &str,
    most: u64,
) -> Result<Vec<u8>, PackageError> {
    let most = most.min(packed.saturating_mul(RATIO).max(SMALL));
    let mut bytes = Vec::new();
    source
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| PackageError::Torn { entry: entry.into(), why: error.to_string() })?;
    if bytes.len() as u64 > most {
        return Err(PackageError::Bomb(most / 1_000_000));
    }
    Ok(bytes)
}
