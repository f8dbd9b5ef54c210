//! `docent -h`: every command on one screen. `docent --help` says more of each.

/// What docent can do, by what one is after, on 24 lines of 80 columns.
pub const OVERVIEW: &str = "\
Quizzes and flashcards in the terminal, from your documents

Usage: docent [COMMAND] [--decks DIR]      alone: what is due today

Learn                                      Make decks
  study     what is due today                build    documents to a deck
  quiz      a score, and no schedule         new      a first deck, to edit
  stats     what you know, what slips        edit     in your editor, checked
  cards     every item and its state         check    faults and weak cards
  why       how an item came to be due       review   drafts and changes
  undo, redo      the last thing you did     diff     what an edit changes
  suspend, unsuspend, bury, reset  items     regrade  old answers, once more

Keep                                       Share
  progress  check, back up, merge, sync      import   from Anki, CSV, Moodle
  optimize  the memory model to you          export   to these, and to paper
  settings  each value and its origin        hand-in  what you did, to a teacher
                                             class    what each learner knows
Look into texts                            Shell
  facts     what documents state             completions, man, help
  analyse   words, tags, trees, names

`docent COMMAND -h` is short, `docent COMMAND --help` teaches with examples.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Args;
    use clap::CommandFactory as _;

    #[test]
    fn the_overview_names_every_command_and_fits_a_screen() {
        let words: Vec<&str> = OVERVIEW.split([' ', ',', '\n']).collect();
        for command in Args::command().get_subcommands() {
            assert!(words.contains(&command.get_name()), "{}", command.get_name());
        }
        assert!(OVERVIEW.lines().count() <= 24);
        assert!(OVERVIEW.lines().all(|line| line.chars().count() <= 80));
    }

    #[test]
    fn every_short_help_fits_a_screen() {
        fn visit(command: &mut clap::Command) {
            for command in command.get_subcommands_mut() {
                let name = command.get_bin_name().unwrap_or_default().to_owned();
                let help = command.render_help().to_string();
                if name == "docent help" {
                    continue;
                }
                assert!(help.lines().count() <= 24, "{name}:\n{help}");
                assert!(help.lines().all(|line| line.chars().count() <= 80), "{name}:\n{help}");
                visit(command);
            }
        }
        let mut docent = Args::command().term_width(80);
        docent.build();
        visit(&mut docent);
    }
}
