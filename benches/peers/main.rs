//! docent and its peers on the same synthetic collection, in one run. `benches/README.md` says how.
#![expect(clippy::disallowed_methods, reason = "a bench reads clock and arguments")]
#![expect(clippy::print_stdout, reason = "the tables are what this is for")]
#![expect(clippy::print_stderr, reason = "and how far it is")]

mod anki;
mod carddown;
mod collection;
mod compare;
mod content;
mod docent;
mod documents;
mod floor;
mod growth;
mod hashcards;
mod learner;
mod peers;
mod picture;
mod program;
mod table;

use ::docent::memory::Moment;
use chrono::{DateTime, FixedOffset, Local, Timelike as _};
use clap::{Parser, Subcommand};
use collection::Collection;
use peers::Peers;
use program::Result;
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "peers", about = "docent and its peers on the same synthetic collection")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Given by cargo to every bench
    #[arg(long, hide = true, global = true)]
    bench: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a collection, and how to reach it in the file `env` beside it
    Generate {
        /// How many cards
        #[arg(long, default_value_t = 100_000)]
        cards: usize,
        /// Where; what is there is replaced
        #[arg(long)]
        to: PathBuf,
        /// Over how many files [default: a hundred cards each, at most 1,000 files]
        #[arg(long)]
        files: Option<usize>,
        /// The moment at which about 200 cards are due, as RFC 3339 [default: today at 20:00]
        #[arg(long)]
        now: Option<DateTime<FixedOffset>>,
    },
    /// Measure docent and its peers side by side, and print a table
    Compare {
        /// How many cards
        #[arg(long, default_value_t = 100_000)]
        cards: usize,
        /// How many reviews a large journal has
        #[arg(long, default_value_t = 1_000_000)]
        reviews: usize,
        /// Only docent and the floor
        #[arg(long)]
        alone: bool,
    },
    /// Measure at several sizes, and print a table and draw pictures of how time grows
    Growth {
        /// How many cards, several
        #[arg(long, value_delimiter = ',', default_value = "1000,10000,100000,1000000")]
        sizes: Vec<usize>,
        /// Only docent and the floor
        #[arg(long)]
        alone: bool,
    },
    /// What the floor of the first question starts
    #[command(hide = true)]
    Floor {
        /// The database
        path: PathBuf,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Generate { cards, to, files, now } => {
            let mut collection = Collection::new(cards, to, moment(now));
            collection.files = files.unwrap_or(collection.files);
            collection.write()?;
            println!("source {}", collection.folder.join("env").display());
        }
        Command::Compare { cards, reviews, alone } => {
            let peers = if alone { Peers::default() } else { Peers::install() };
            let table = compare::run(cards, reviews, moment(None), &peers)?;
            println!("{cards} cards; the large journals hold {reviews} reviews each.\n");
            print!("{table}");
        }
        Command::Growth { sizes, alone } => {
            let peers = if alone { Peers::default() } else { Peers::install() };
            print!("{}", growth::run(&sizes, moment(None), &peers)?);
        }
        Command::Floor { path } => floor::read_due(&path)?,
    }
    Ok(())
}

/// Returns the moment that was asked for, or this evening: peers cannot be told another day.
fn moment(asked: Option<DateTime<FixedOffset>>) -> Moment {
    let tonight = || {
        let now = Local::now().fixed_offset();
        let hour = now.with_hour(20).and_then(|now| now.with_minute(0));
        hour.and_then(|now| now.with_second(0)?.with_nanosecond(0)).unwrap_or(now)
    };
    Moment::new(asked.unwrap_or_else(tonight))
}
