//! What the language model alone costs of a build.

use crate::program::{Result, median};
use crate::table::{Figure, Table, Who, Work};
use ::docent::language::annotation::annotate;
use ::docent::workers::all_threads;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// Has the model read every sentence of these documents, on all cores.
pub fn build(folder: &Path, table: &mut Table) -> Result<()> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder)? {
        texts.push(fs::read_to_string(entry?.path())?);
    }
    let lines = texts.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#'));
    let sentences: Vec<&str> =
        lines.flat_map(|line| line.split_inclusive(". ")).filter(|text| !text.is_empty()).collect();
    let time = median(|| {
        let start = Instant::now();
        black_box(annotate(&sentences, all_threads()));
        Ok(start.elapsed())
    })?;
    table.put(Work::Build, Who::Floor, Figure::Time(time));
    Ok(())
}
