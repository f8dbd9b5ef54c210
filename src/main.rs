//! Hands the arguments to the library and turns the outcome into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    docent::cli::run(std::env::args_os())
}
