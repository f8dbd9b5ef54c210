//! What the shell and `man` know.

use clap::Args as ClapArgs;
use std::path::PathBuf;

/// Print a script that completes docent's commands in your shell
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  \
                        docent completions bash > ~/.local/share/bash-completion/completions/docent\n  \
                        docent completions zsh > \"${fpath[1]}/_docent\"\n  \
                        docent completions fish > ~/.config/fish/completions/docent.fish")]
pub struct Completions {
    /// The shell: bash, zsh, fish, elvish or powershell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// Print the manual page of docent, or of one of its commands
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  docent man | man -l -\n  docent man progress sync | man -l -\n  \
                        docent man -o ~/.local/share/man/man1"
)]
pub struct Man {
    /// The command, such as `build` or `progress sync`
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,

    /// Write the pages of all commands into this folder
    #[arg(short, long, value_name = "DIR", conflicts_with = "command")]
    pub output: Option<PathBuf>,
}
