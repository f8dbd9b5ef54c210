//! How running text spells people: the patterns by which a name is seen to be somebody's.

use regex::Regex;
use std::sync::LazyLock;

/// Returns the full names of people that a sentence has.
pub(super) fn people_in(sentence: &str) -> Vec<&str> {
    let may_match = |pattern: &&Pattern| pattern.needs.is_match(sentence);
    let found = PEOPLE.iter().filter(may_match).flat_map(|pattern| {
        pattern.whole.captures_iter(sentence).filter_map(|found| found.get(pattern.group))
    });
    let whole = |name: regex::Match<'_>| {
        // "Jean-Jacques" begins before its hyphen.
        let before = &sentence[..name.start()];
        let hyphen = before.ends_with('-');
        let begin = before.rfind(' ').filter(|_| hyphen).map(|space| space + 1);
        &sentence[begin.unwrap_or(name.start())..name.end()]
    };
    found.map(whole).collect()
}

/// Words that names of bodies, places and works have and names of people do not.
pub(super) const NOT_IN_A_PERSON: [&str; 74] = [
    "University",
    "College",
    "School",
    "Institute",
    "Company",
    "Council",
    "Committee",
    "Church",
    "Museum",
    "Party",
    "House",
    "Street",
    "River",
    "Lake",
    "Mount",
    "City",
    "County",
    "State",
    "States",
    "Union",
    "Court",
    "Parliament",
    "Army",
    "Navy",
    "Force",
    "Association",
    "Society",
    "Agency",
    "Department",
    "Ministry",
    "Group",
    "Bank",
    "Times",
    "Post",
    "News",
    "Award",
    "Prize",
    "War",
    "Battle",
    "Treaty",
    "Act",
    "Accords",
    "Agreement",
    "Press",
    "Analytics",
    "Center",
    "Centre",
    "League",
    "Club",
    "Cup",
    "Championship",
    "Games",
    "Festival",
    "Conference",
    "Summit",
    "Road",
    "Park",
    "Bridge",
    "Station",
    "Airport",
    "Hospital",
    "Library",
    "Theatre",
    "Theater",
    "The",
    "In",
    "Of",
    "New",
    "North",
    "South",
    "East",
    "West",
    "San",
    "Opera",
];

/// Offices that stand before a name.
pub(super) const TITLES: &str = r"(?:[Vv]ice[- ])?[Pp]resident|[Pp]rime [Mm]inister|[Pp]remier|[Cc]hancellor|Secretary of State|Secretary[- ]General|(?:[Ff]oreign |[Dd]efen[cs]e |[Ff]inance |[Ii]nterior )?[Mm]inister|[Aa]mbassador|[Gg]overnor|[Mm]ayor|[Ss]enator|General|Colonel|Captain|[Pp]rofessor|Dr\.?|Sir|Dame|Lord|Lady|King|Queen|Emperor|Pope|Prince|Princess|[Ss]pecial envoy|CEO|[Cc]hairman|[Dd]irector|[Ss]pokes(?:man|woman|person)|[Ss]cientist|[Hh]istorian|[Pp]oet|[Aa]uthor|[Aa]rchitect|[Aa]rchaeologist|[Ee]conomist|[Pp]hysicist|[Pp]hysician|[Ii]llustrator|[Ii]ndustrialist|[Jj]ournalist|[Aa]nalyst|[Ff]ounder|[Aa]ctor|[Aa]ctress|[Ss]inger|[Pp]ainter|[Cc]omposer";

/// A person's name: two to four words with capitals, with the small words that names may hold.
pub(super) const PERSON: &str = r"\p{Lu}[\p{L}'-]*\.?(?: (?:\p{Lu}\.(?: ?\p{Lu}\.)*|\p{Lu}[\p{L}'-]+|de|van|von|der|den|la|le|al|bin|ibn|da|di|du|dos|ter))* \p{Lu}[\p{L}'-]+";

/// A pattern of a person's name, and what around it.
struct Pattern {
    /// Plain words, one of which has to stand there: most sentences have none, which is soon seen.
    needs: Regex,
    whole: Regex,
    /// The group of the name.
    group: usize,
}

static PEOPLE: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    const KIND: &str = "poet|author|writer|novelist|actor|actress|scientist|mathematician|physicist|chemist|biologist|economist|historian|philosopher|linguist|architect|painter|sculptor|composer|singer|musician|politician|lawyer|physician|engineer|inventor|explorer|general|king|queen|emperor|bishop|monk|theologian|journalist|professor|fellow|CEO|founder|co-founder|director|chairman|chairwoman|president|analyst|expert|resident|player|footballer|quarterback|athlete";
    const WORK: &str = "preacher|teacher|lawyer|writer|dancer|nurse|sailor|farmer|merchant|banker|treasurer|secretary|minister";
    [
        (TITLES, format!(r"\b(?:{TITLES}) ({PERSON})"), 1),
        (r"\(", format!(r"^(?:Sir |Dame )?({PERSON}) \((?:[^()]*; )?(?:born|c\. |\d|January|February|March|April|May|June|July|August|September|October|November|December)"), 1),
        (KIND, format!(r"({PERSON}), (?:(?:an?|the|his|her|its|their|another|former) )?(?:[\p{{L}}-]+ ){{0,4}}(?:{KIND})\b"), 1),
        ("", format!(r"^({PERSON}) (?:was born|said|says|argues|argued|wrote|writes|told|noted|died|is an?|was an?) (?:(?:\p{{L}}|-)+ ){{0,4}}(?:{KIND})?"), 1),
        (&format!("(?:ist|ian|eer|smith|maker|{WORK}) "), format!(r"\b(?:\p{{Ll}}{{3,}}(?:ist|ian|eer|smith|maker)|{WORK}) ({PERSON})"), 1),
        (GIVEN, format!(r"\b(?:{GIVEN})(?: \p{{Lu}}\.)? \p{{Lu}}[\p{{Ll}}'-]+\b"), 0),
    ]
    .into_iter()
    .map(|(needs, whole, group)| {
        let [needs, whole] =
            [needs, &whole].map(|text| Regex::new(text).expect("the pattern is fixed"));
        Pattern { needs, whole, group }
    })
    .collect()
});

/// Given names common enough that two words beginning with one name a person.
const GIVEN: &str = "James|John|Robert|Michael|William|David|Richard|Joseph|Thomas|Charles|Christopher|Daniel|Matthew|Anthony|Mark|Donald|Steven|Stephen|Paul|Andrew|Joshua|Kenneth|Kevin|Brian|George|Edward|Ronald|Timothy|Jason|Jeffrey|Ryan|Jacob|Gary|Nicholas|Eric|Jonathan|Larry|Justin|Scott|Brandon|Benjamin|Samuel|Gregory|Frank|Alexander|Raymond|Patrick|Jack|Dennis|Peter|Henry|Walter|Arthur|Albert|Harold|Carl|Karl|Louis|Martin|Friedrich|Johann|Hans|Pierre|Jean|Jacques|François|Antonio|Giovanni|José|Juan|Carlos|Luis|Pedro|Ivan|Vladimir|Sergey|Dmitri|Mikhail|Nikolai|Ahmed|Mohamed|Mohammed|Ali|Omar|Hassan|Mary|Patricia|Jennifer|Linda|Elizabeth|Barbara|Susan|Jessica|Sarah|Karen|Nancy|Lisa|Margaret|Sandra|Ashley|Emily|Donna|Michelle|Carol|Amanda|Melissa|Deborah|Stephanie|Rebecca|Laura|Sharon|Cynthia|Kathleen|Amy|Angela|Anna|Ruth|Helen|Catherine|Katherine|Virginia|Maria|Marie|Diana|Julia|Alice|Emma|Charlotte|Jane|Isaac|Leonardo|Ludwig|Wolfgang|Sigmund|Max|Otto|Erwin|Werner|Niels|Enrico|Galileo|Simon|Oliver|Winston|Theodore|Franklin|Ulysses|Abraham|Ernest|Marcel|Vincent|Edgar|Oscar|Rudolf|Emil|Gustav|Heinrich|Wilhelm|Stefan|Jan|Lech|Adam|Noam|Alan|Ada|Grace|Rosalind|Rachel|Dorothy";
