//! What `docent progress` takes.

use clap::{Args as ClapArgs, Subcommand};
use std::path::PathBuf;

/// Look after your progress: check, back up, restore, merge, sync, export
///
/// Everything you answered is in one file, the journal. It is backed up by itself once a day, in the
/// folder `backups` beside it; `docent settings` says where.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  docent progress sync ~/Dropbox/docent",
    after_long_help = "Examples:\n  docent progress verify\n  \
                        docent progress backup -o /media/stick/progress.jsonl.zst\n  \
                        docent progress sync ~/Dropbox/docent\n  \
                        docent progress merge old-laptop/journal.db\n  \
                        docent progress restore 2026-11-24"
)]
pub struct Progress {
    #[command(subcommand)]
    pub act: ProgressAct,
}

/// What can be done with progress.
#[derive(Debug, Subcommand)]
pub enum ProgressAct {
    Verify(Verify),
    Backup(Backup),
    Restore(Restore),
    /// Make a sound journal of a damaged one
    ///
    /// Saves every whole entry, wherever it lies in the damaged file, adds what the newest sound backup
    /// has beside those, and says what is lost. The damaged files are kept. Does nothing to a sound
    /// journal.
    Repair,
    Merge(Merge),
    Sync(Sync),
    Export(Export),
}

/// Check that nothing of your progress is damaged or lost
///
/// Asks `SQLite` about the file, proves the checksum of every entry, compares the stored states with a
/// replay of all entries, and every byte with the seal that was written when the journal was closed.
/// Without FILE it checks the journal and its backups. Exits 1 when something is wrong.
#[derive(Debug, ClapArgs)]
pub struct Verify {
    /// Journals, backups, exports, hand-ins or files of a sync folder
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Print what was found as JSON
    #[arg(long)]
    pub json: bool,
}

/// Make a backup now
///
/// A compressed export with a sum over every byte. One is made by itself once a day, and kept for a
/// week, then one a week, a month, a year; those you make yourself stay until you remove them.
#[derive(Debug, ClapArgs)]
pub struct Backup {
    /// Where to write it, instead of the folder of backups
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Replace FILE when it is there already
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// Go back to a backup
///
/// Without BACKUP lists what there is. What it replaces is kept as a backup of its own first, so it
/// can be restored too. A damaged backup is refused.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  docent progress restore\n  \
                        docent progress restore 2026-11-24\n  \
                        docent progress restore /media/stick/progress.jsonl.zst --yes")]
pub struct Restore {
    /// A backup by its name in the list, or any journal, export or backup by its path
    #[arg(value_name = "BACKUP")]
    pub backup: Option<PathBuf>,

    /// Do not ask
    #[arg(long)]
    pub yes: bool,

    /// Print the list as JSON
    #[arg(long, conflicts_with_all = ["backup", "yes"])]
    pub json: bool,
}

/// Bring in the progress of another machine
///
/// Takes every entry that you do not have yet: the result is the same whichever journal is merged
/// into which, in any order, and however often. Of a damaged file it takes what is whole.
#[derive(Debug, ClapArgs)]
pub struct Merge {
    /// Journals, exports or backups
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// Keep several machines the same through a folder they share
///
/// A synced drive, a git work tree, a stick. Each machine writes a file of its own there and reads
/// those of the others, so nothing ever conflicts; files may come late, twice or half written.
#[derive(Debug, ClapArgs)]
pub struct Sync {
    /// The folder that all your machines share
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// Write all your progress as JSON lines
///
/// A heading, a line an entry with a sum over it, and a last line with a sum over the whole file.
/// `docent progress merge` reads it again. A name that ends in `.zst` is compressed.
#[derive(Debug, ClapArgs)]
pub struct Export {
    /// The file to write; stdout when absent
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Replace FILE when it is there already
    #[arg(long, requires = "output")]
    pub force: bool,
}
