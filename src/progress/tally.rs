//! What a journal should hold: how many entries, and a sum over their checksums.
//!
//! Kept beside the entries and brought up to date in the transaction that appends them, so that a
//! check can tell that an entry is gone, which no checksum of the others shows.

use super::line::hex;
use rusqlite::{Connection, OptionalExtension as _};
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// How many entries a journal holds, and what their checksums come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many entries.
    pub entries: u64,
    /// The checksums of all entries, folded by exclusive or: the same in any order.
    pub sum: [u8; 16],
    /// How often something was written, which no reading of the entries tells.
    pub writes: u64,
}

impl Tally {
    /// Counts an entry.
    pub fn add(&mut self, checksum: &[u8; 16]) {
        self.join(&Self { entries: 1, sum: *checksum, writes: 0 });
    }

    /// Counts what another has counted.
    pub fn join(&mut self, other: &Self) {
        self.entries += other.entries;
        for (sum, byte) in self.sum.iter_mut().zip(other.sum) {
            *sum ^= byte;
        }
    }

    /// Reads the tally; none in a journal that has not kept one yet.
    pub fn read(connection: &Connection) -> rusqlite::Result<Option<Self>> {
        let text: Option<String> = connection
            .prepare_cached("SELECT value FROM about WHERE name = 'tally'")?
            .query_row([], |row| row.get(0))
            .optional()?;
        text.map(|text| {
            text.parse().map_err(|NoTally| {
                let why = format!("`{text}` is no tally of entries");
                rusqlite::Error::FromSqlConversionFailure(
                    0,
                    rusqlite::types::Type::Text,
                    why.into(),
                )
            })
        })
        .transpose()
    }

    /// Counts the entries that are there.
    pub fn count(connection: &Connection) -> rusqlite::Result<Self> {
        let mut tally = Self::default();
        let mut statement = connection.prepare("SELECT checksum FROM event")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            tally.add(&row.get(0)?);
        }
        Ok(tally)
    }

    /// Writes the tally.
    pub fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        connection
            .prepare_cached("INSERT OR REPLACE INTO about (name, value) VALUES ('tally', ?1)")?
            .execute([self.to_string()])?;
        Ok(())
    }

    /// Returns whether both hold the same entries.
    pub fn agrees(&self, other: &Self) -> bool {
        (self.entries, self.sum) == (other.entries, other.sum)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{}:{}:{}", self.entries, hex(&self.sum), self.writes);
        write!(f, "{text}:{}", hex(&Sha256::digest(text.as_bytes())[..4]))
    }
}

/// A text is no tally.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoTally;

impl FromStr for Tally {
    type Err = NoTally;

    fn from_str(text: &str) -> Result<Self, NoTally> {
        let mut parts = text.split(':');
        let (Some(entries), Some(digits), Some(writes)) =
            (parts.next(), parts.next(), parts.next())
        else {
            return Err(NoTally);
        };
        let number = |text: &str| text.parse().map_err(|_| NoTally);
        let sum = u128::from_str_radix(digits, 16).map_err(|_| NoTally)?.to_be_bytes();
        let tally = Self { entries: number(entries)?, sum, writes: number(writes)? };
        // Written in no other way and with a sum at its end, so that a changed byte is seen.
        if tally.to_string() == text { Ok(tally) } else { Err(NoTally) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_is_the_same_in_any_order_and_reads_as_it_is_written() {
        let (a, b) = ([1; 16], [200; 16]);
        let mut one = Tally { writes: 3, ..Tally::default() };
        let mut other = Tally::default();
        one.add(&a);
        one.add(&b);
        other.add(&b);
        other.add(&a);
        assert!(one.agrees(&other) && one != other);
        assert_eq!(one.to_string().parse(), Ok(one));
        for text in
            ["", "1:2", "1::3", "01:00:3", "1:0g:3", "-1:00000000000000000000000000000000:1"]
        {
            assert_eq!(text.parse::<Tally>(), Err(NoTally), "{text}");
        }
    }
}
