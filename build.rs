//! Tells the linker how to make the program small in memory.
#![expect(clippy::disallowed_methods, reason = "a build script is told all by its environment")]

use std::env;
use std::process::Command;

/// The first glibc whose loader reads packed relocations.
const READS_PACKED: (u32, u32) = (2, 36);

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // The places of every table in the program, a megabyte of them, are written down in some bytes;
    // all are read at each start.
    if builds_for_this_machine() && glibc().is_some_and(|version| version >= READS_PACKED) {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// Returns whether the program is to run here, on Linux with the system's own C library.
fn builds_for_this_machine() -> bool {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|own| own == value);
    env::var("HOST").ok() == env::var("TARGET").ok()
        && is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
}

/// Returns the version of this machine's glibc, where it says one.
fn glibc() -> Option<(u32, u32)> {
    let said = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?.stdout;
    let said = String::from_utf8(said).ok()?;
    let (major, minor) = said.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}
