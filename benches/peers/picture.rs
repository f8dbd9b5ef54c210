//! Lines of time against size as SVG, both axes in powers of ten.

use super::table::Who;
use std::fmt::Write as _;
use std::time::Duration;

/// How one work of one program grows.
#[derive(Debug)]
pub struct Line {
    pub name: String,
    pub who: Who,
    pub points: Vec<(usize, Duration)>,
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 460.0;
const LEFT: f64 = 60.0;
const TOP: f64 = 20.0;
/// Where the names stand.
const NAMES: f64 = 260.0;

/// Colours that stay apart for the colour-blind, after Okabe and Ito.
const COLOURS: [&str; 8] =
    ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#7f7f7f"];

/// Returns the picture of docent's lines.
pub fn picture(sizes: &str, lines: &[Line]) -> String {
    let ours: Vec<&Line> = lines.iter().filter(|line| line.who == Who::Docent).collect();
    let all = ours.iter().flat_map(|line| &line.points);
    let logs = all.map(|(size, time)| (log_of(*size), time.as_secs_f64().max(1e-6).log10()));
    let (across, up): (Vec<f64>, Vec<f64>) = logs.unzip();
    let frame = Frame { across: range(&across), up: range(&up) };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n",
        LEFT + WIDTH + NAMES,
        TOP + HEIGHT + 50.0,
    );
    frame.axes(sizes, &mut svg);
    let mut names: Vec<(f64, String)> = Vec::new();
    for (number, line) in ours.iter().enumerate() {
        let colour = COLOURS[number % COLOURS.len()];
        let dash = if number < COLOURS.len() { "" } else { " stroke-dasharray=\"6 3\"" };
        let points: Vec<(f64, f64)> =
            line.points.iter().map(|(size, time)| frame.place(*size, *time)).collect();
        let path: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let path = path.join(" ");
        let _ = writeln!(
            svg,
            "<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/>"
        );
        if let Some((_, y)) = points.last() {
            names.push((*y, format!("fill=\"{colour}\">{}", line.name)));
        }
    }
    write_names(names, &mut svg);
    svg.push_str("</svg>\n");
    svg
}

/// Writes the names beside the ends of their lines, none over another.
fn write_names(mut names: Vec<(f64, String)>, svg: &mut String) {
    names.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut free = TOP;
    for (y, name) in names {
        let at = y.max(free);
        free = at + 15.0;
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" {name}</text>",
            LEFT + WIDTH + 8.0,
            at + 4.0
        );
    }
}

/// The powers of ten that are shown.
struct Frame {
    across: (i32, i32),
    up: (i32, i32),
}

impl Frame {
    fn place(&self, size: usize, time: Duration) -> (f64, f64) {
        (self.x(log_of(size)), self.y(time.as_secs_f64().max(1e-6).log10()))
    }

    fn x(&self, log: f64) -> f64 {
        LEFT + WIDTH * share(log, self.across)
    }

    fn y(&self, log: f64) -> f64 {
        TOP + HEIGHT * (1.0 - share(log, self.up))
    }

    fn axes(&self, sizes: &str, svg: &mut String) {
        let bottom = TOP + HEIGHT;
        for power in self.across.0..=self.across.1 {
            let x = self.x(power.into());
            let _ = writeln!(
                svg,
                "<line x1=\"{x:.1}\" y1=\"{TOP}\" x2=\"{x:.1}\" y2=\"{bottom}\" stroke=\"#ddd\"/>\
                 <text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                bottom + 18.0,
                10f64.powi(power),
            );
        }
        for power in self.up.0..=self.up.1 {
            let y = self.y(power.into());
            let label = match power {
                ..=-4 => format!("{} µs", 10f64.powi(power + 6)),
                -3..=-1 => format!("{} ms", 10f64.powi(power + 3)),
                _ => format!("{} s", 10f64.powi(power)),
            };
            let _ = writeln!(
                svg,
                "<line x1=\"{LEFT}\" y1=\"{y:.1}\" x2=\"{}\" y2=\"{y:.1}\" stroke=\"#ddd\"/>\
                 <text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>",
                LEFT + WIDTH,
                LEFT - 6.0,
                y + 4.0,
            );
        }
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{sizes}</text>",
            LEFT + WIDTH / 2.0,
            bottom + 40.0
        );
    }
}

fn share(value: f64, (from, to): (i32, i32)) -> f64 {
    (value - f64::from(from)) / f64::from(to - from)
}

#[expect(clippy::cast_precision_loss, reason = "sizes are small")]
fn log_of(size: usize) -> f64 {
    (size.max(1) as f64).log10()
}

/// Returns the powers of ten around these logarithms.
#[expect(clippy::cast_possible_truncation, reason = "logarithms of sizes and times are small")]
fn range(logs: &[f64]) -> (i32, i32) {
    let least = logs.iter().copied().fold(f64::INFINITY, f64::min).floor() as i32;
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max).ceil() as i32;
    if least < most { (least, most) } else { (least, least + 1) }
}
