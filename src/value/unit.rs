//! Units of measure as people write them, so that 5000 g is known to be 5 kg and no 5 km.
//!
//! Only what is converted simply and exactly is converted; degrees and currencies are told apart
//! and no more. Sizes are in the smallest part that keeps them whole, by the international
//! definitions (an inch is 25.4 mm, a pound 453.59237 g).

/// What a unit measures. Units of one kind can be converted into each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// In tenths of a millimetre.
    Length,
    /// In square metres.
    Area,
    /// In millilitres.
    Volume,
    /// In milligrams.
    Mass,
    /// In seconds, up to weeks: months differ.
    Time,
    /// In months.
    Calendar,
    /// In metres an hour.
    Speed,
    /// In watts.
    Power,
    /// In watt hours.
    Energy,
    Percent,
    /// What is told apart and never converted: a currency, a scale of temperature.
    Own(&'static str),
}

/// A unit of measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    kind: Kind,
    size: f64,
}

impl Unit {
    /// Returns what to multiply a number of this unit by to have one of the other; none when they
    /// measure different things. The factor comes as a product and a divisor, which are exact.
    #[must_use]
    pub fn factor_to(self, other: Self) -> Option<(f64, f64)> {
        (self.kind == other.kind).then_some((self.size, other.size))
    }

    /// Returns whether `letter`, which may also stand for a large number, means this kind of unit:
    /// the m of metres, the K of kelvins.
    #[must_use]
    pub fn has_letter(self, letter: char) -> bool {
        match letter {
            'm' => self.kind == Kind::Length,
            'k' => self.kind == Kind::Own("kelvin"),
            _ => false,
        }
    }
}

/// A unit's names, what it measures, and its size.
type Entry = (&'static [&'static str], Kind, f64);

/// Names are in the singular, lower case, in British spelling.
const UNITS: [Entry; 53] = [
    (&["mm", "millimetre"], Kind::Length, 10.0),
    (&["cm", "centimetre"], Kind::Length, 100.0),
    (&["m", "metre"], Kind::Length, 10_000.0),
    (&["km", "kilometre"], Kind::Length, 10_000_000.0),
    (&["inch"], Kind::Length, 254.0),
    (&["ft", "foot", "feet"], Kind::Length, 3048.0),
    (&["yd", "yard"], Kind::Length, 9144.0),
    (&["mi", "mile"], Kind::Length, 16_093_440.0),
    (&["m2", "m²", "square metre", "sq m"], Kind::Area, 1.0),
    (&["ha", "hectare"], Kind::Area, 1e4),
    (&["km2", "km²", "square kilometre", "sq km", "square km"], Kind::Area, 1e6),
    (&["square mile", "sq mi", "sq mile"], Kind::Area, 2_589_988.110_336),
    (&["acre"], Kind::Area, 4_046.856_422_4),
    (&["ml", "millilitre"], Kind::Volume, 1.0),
    (&["l", "litre"], Kind::Volume, 1e3),
    (&["m3", "m³", "cubic metre"], Kind::Volume, 1e6),
    (&["mg", "milligram", "milligramme"], Kind::Mass, 1.0),
    (&["g", "gram", "gramme"], Kind::Mass, 1e3),
    (&["kg", "kilo", "kilogram", "kilogramme"], Kind::Mass, 1e6),
    (&["t", "tonne", "ton", "metric ton"], Kind::Mass, 1e9),
    (&["oz", "ounce"], Kind::Mass, 28_349.523_125),
    (&["lb", "pound"], Kind::Mass, 453_592.37),
    (&["s", "sec", "second"], Kind::Time, 1.0),
    (&["min", "minute"], Kind::Time, 60.0),
    (&["h", "hr", "hour"], Kind::Time, 3600.0),
    (&["day"], Kind::Time, 86_400.0),
    (&["week"], Kind::Time, 604_800.0),
    (&["month"], Kind::Calendar, 1.0),
    (&["year", "yr"], Kind::Calendar, 12.0),
    (&["decade"], Kind::Calendar, 120.0),
    (&["century", "centuries"], Kind::Calendar, 1200.0),
    (&["km/h", "kmh", "kph", "km per hour", "kilometre per hour"], Kind::Speed, 1e3),
    (&["m/s", "metre per second"], Kind::Speed, 3600.0),
    (&["mph", "mile per hour"], Kind::Speed, 1609.344),
    (&["knot"], Kind::Speed, 1852.0),
    (&["w", "watt"], Kind::Power, 1.0),
    (&["kw", "kilowatt"], Kind::Power, 1e3),
    (&["mw", "megawatt"], Kind::Power, 1e6),
    (&["gw", "gigawatt"], Kind::Power, 1e9),
    (&["kwh", "kilowatt hour"], Kind::Energy, 1e3),
    (&["mwh", "megawatt hour"], Kind::Energy, 1e6),
    (&["gwh", "gigawatt hour"], Kind::Energy, 1e9),
    (&["%", "percent", "per cent", "percentage", "pct"], Kind::Percent, 1.0),
    (&["°c", "celsius", "degree celsius", "° c"], Kind::Own("celsius"), 1.0),
    (&["°f", "fahrenheit", "degree fahrenheit", "° f"], Kind::Own("fahrenheit"), 1.0),
    (&["k", "kelvin"], Kind::Own("kelvin"), 1.0),
    (&["$", "usd", "dollar", "us dollar", "us$"], Kind::Own("dollar"), 1.0),
    (&["€", "eur", "euro"], Kind::Own("euro"), 1.0),
    (&["£", "gbp", "pound", "pound sterling"], Kind::Own("pound sterling"), 1.0),
    (&["¥", "yen", "jpy"], Kind::Own("yen"), 1.0),
    (&["yuan", "cny", "renminbi"], Kind::Own("yuan"), 1.0),
    (&["rouble", "ruble", "rub"], Kind::Own("rouble"), 1.0),
    (&["tenge", "kzt"], Kind::Own("tenge"), 1.0),
];

/// The most words that a unit's name has.
const LONGEST_NAME: usize = 3;

/// Returns the units that a text names beside its number, each with all it may mean: a pound is a
/// weight and a currency. Words that name no unit are passed over.
#[must_use]
pub fn units_in(text: &str) -> Vec<Vec<Unit>> {
    let words = words(text);
    let mut units = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let named = (1..=LONGEST_NAME.min(words.len() - at)).rev().find_map(|length| {
            let units = units_named(&words[at..at + length].join(" "));
            (!units.is_empty()).then_some((length, units))
        });
        match named {
            Some((length, found)) => {
                units.push(found);
                at += length;
            }
            None => at += 1,
        }
    }
    units
}

fn units_named(name: &str) -> Vec<Unit> {
    UNITS
        .iter()
        .filter(|(names, ..)| names.contains(&name))
        .map(|(_, kind, size)| Unit { kind: *kind, size: *size })
        .collect()
}

/// Returns the words and signs of a text without its figures, as the names of units are written.
fn words(text: &str) -> Vec<String> {
    let mut spaced = String::new();
    let mut in_name = false;
    for c in text.to_lowercase().chars() {
        let sign = matches!(c, '%' | '$' | '€' | '£' | '¥');
        let part = c.is_alphabetic() || matches!(c, '/' | '°' | '²' | '³');
        if sign || !(part || in_name && c.is_ascii_digit()) {
            spaced.push(' ');
        }
        in_name = part || in_name && c.is_ascii_digit();
        if part || sign || in_name {
            spaced.push(c);
        }
    }
    let known = |word: &str| UNITS.iter().any(|(names, ..)| names.contains(&word));
    let singular = |word: &str| -> String {
        let word = word.replace("meter", "metre").replace("liter", "litre");
        let bare = ["es", "s"].iter().filter_map(|end| word.strip_suffix(end));
        let plural = word.len() > 2 && !known(&word);
        let one = bare.filter(|bare| plural && (known(bare) || bare.starts_with("degree")));
        one.map(str::to_owned).next().unwrap_or(word)
    };
    spaced.split_whitespace().map(singular).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_known_by_its_names() {
        let same = |a: &str, b: &str| {
            let (a, b) = (units_in(a), units_in(b));
            a.len() == 1 && a == b
        };
        for (a, b) in [
            ("5 km", "5 kilometers"),
            ("5km", "kilometre"),
            ("70%", "seventy per cent"),
            ("20 °C", "20 degrees Celsius"),
            ("9 km/h", "9 kilometres per hour"),
            ("3 km²", "3 square kilometers"),
            ("3 km2", "3 sq km"),
            ("$5", "five dollars"),
            ("6 inches", "an inch"),
            ("6 feet", "a foot"),
            ("about 3 min", "3 minutes"),
        ] {
            assert!(same(a, b), "{a} and {b}: {:?} {:?}", units_in(a), units_in(b));
        }
        for none in ["20,000 people", "70", "", "five", "3 goals in all"] {
            assert_eq!(units_in(none), Vec::<Vec<Unit>>::new(), "{none}");
        }
    }

    #[test]
    fn units_of_one_kind_are_converted_exactly() {
        let convert = |number: f64, from: &str, to: &str| {
            let (by, over) = units_in(from)[0][0].factor_to(units_in(to)[0][0])?;
            Some(number * by / over)
        };
        assert_eq!(convert(5000.0, "g", "kg"), Some(5.0));
        assert_eq!(convert(90.0, "minutes", "hours"), Some(1.5));
        assert_eq!(convert(1.0, "mile", "km"), Some(1.609_344));
        assert_eq!(convert(10.0, "m/s", "km/h"), Some(36.0));
        assert_eq!(convert(5.0, "g", "km"), None);
        assert_eq!(convert(5.0, "dollars", "euros"), None);
        assert_eq!(units_in("5 pounds")[0].len(), 2, "a weight and a currency");
    }
}
