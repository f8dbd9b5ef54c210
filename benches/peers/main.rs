//! docent and its peers on the same synthetic collection, in one run. `benches/README.md` says how.
#![expect(clippy::disallowed_methods, reason = "a bench reads clock and arguments")]
#![expect(clippy::print_stdout, reason = "the tables are what this is for")]

mod collection;
mod content;
mod learner;

use chrono::{DateTime, FixedOffset, Local, Timelike as _};
use clap::{Parser, Subcommand};
use collection::Collection;
use docent::memory::Moment;
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
        /// The moment at which about 200 cards are due, as RFC 3339 [default: today at 20:00]
        #[arg(long)]
        now: Option<DateTime<FixedOffset>>,
    },
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    match Arguments::parse().command {
        Command::Generate { cards, to, now } => {
            let collection = Collection { cards, folder: to, now: moment(now) };
            collection.write()?;
            println!("source {}", collection.folder.join("env").display());
        }
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
