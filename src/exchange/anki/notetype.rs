//! The note types that docent writes, and how a card fills them.

/// A note type of docent's.
#[derive(Debug)]
pub struct Notetype {
    /// Stable for good, so that Anki knows the type again in the next package.
    pub id: i64,
    pub name: &'static str,
    pub is_cloze: bool,
    pub fields: &'static [&'static str],
    pub templates: &'static [Template],
}

/// Two sides of a card.
#[derive(Debug)]
pub struct Template {
    pub name: &'static str,
    pub question: &'static str,
    pub answer: &'static str,
}

/// When the note types were last changed here, in seconds since 1970; to be raised with them, for
/// Anki takes over what is newer.
pub const CHANGED: i64 = 1_795_000_000;

/// The fields of every type but the cloze, in their order.
pub const FIELDS: &[&str] =
    &["Question", "Options", "Answer", "Also right", "Explanation", "Source", "Kind"];

/// The fields of the cloze.
pub const CLOZE_FIELDS: &[&str] = &["Text", "Explanation", "Source"];

const BACK: &str = "{{FrontSide}}\n\n<hr id=answer>\n\n<div class=key>{{Answer}}</div>\n\
    {{#Also right}}<div class=also>{{Also right}}</div>{{/Also right}}\n\
    {{#Explanation}}<div class=why>{{Explanation}}</div>{{/Explanation}}\n\
    {{#Source}}<div class=source>{{Source}}</div>{{/Source}}";

const TYPED_BACK: &str = "{{Question}}\n\n<hr id=answer>\n\n{{type:Answer}}\n\
    {{#Also right}}<div class=also>{{Also right}}</div>{{/Also right}}\n\
    {{#Explanation}}<div class=why>{{Explanation}}</div>{{/Explanation}}\n\
    {{#Source}}<div class=source>{{Source}}</div>{{/Source}}";

const REVERSE: Template = Template {
    name: "Answer to question",
    question: "{{Answer}}",
    answer: "{{FrontSide}}\n\n<hr id=answer>\n\n<div class=key>{{Question}}</div>\n\
        {{#Explanation}}<div class=why>{{Explanation}}</div>{{/Explanation}}\n\
        {{#Source}}<div class=source>{{Source}}</div>{{/Source}}",
};

const SHOWN: Template = Template {
    name: "Question to answer",
    question: "{{Question}}\n{{#Options}}<div class=options>{{Options}}</div>{{/Options}}",
    answer: BACK,
};

const TYPED: Template = Template {
    name: "Question to answer",
    question: "{{Question}}\n\n{{type:Answer}}",
    answer: TYPED_BACK,
};

/// A card that is shown, then rated.
pub const BASIC: Notetype = Notetype {
    id: 1_763_000_000_001,
    name: "docent basic",
    is_cloze: false,
    fields: FIELDS,
    templates: &[SHOWN],
};

/// The same, asked both ways.
pub const BASIC_REVERSED: Notetype = Notetype {
    id: 1_763_000_000_002,
    name: "docent basic (and reversed)",
    is_cloze: false,
    fields: FIELDS,
    templates: &[SHOWN, REVERSE],
};

/// A card whose answer is typed.
pub const TYPED_ANSWER: Notetype = Notetype {
    id: 1_763_000_000_003,
    name: "docent typed",
    is_cloze: false,
    fields: FIELDS,
    templates: &[TYPED],
};

/// The same, with the way back shown and rated.
pub const TYPED_REVERSED: Notetype = Notetype {
    id: 1_763_000_000_004,
    name: "docent typed (and reversed)",
    is_cloze: false,
    fields: FIELDS,
    templates: &[TYPED, REVERSE],
};

/// A text with gaps.
pub const CLOZE: Notetype = Notetype {
    id: 1_763_000_000_005,
    name: "docent cloze",
    is_cloze: true,
    fields: CLOZE_FIELDS,
    templates: &[Template {
        name: "Cloze",
        question: "{{cloze:Text}}",
        answer: "{{cloze:Text}}\n\
            {{#Explanation}}<div class=why>{{Explanation}}</div>{{/Explanation}}\n\
            {{#Source}}<div class=source>{{Source}}</div>{{/Source}}",
    }],
};

/// Every note type of docent's.
pub const ALL: [&Notetype; 5] = [&BASIC, &BASIC_REVERSED, &TYPED_ANSWER, &TYPED_REVERSED, &CLOZE];

/// How cards look, by day and by night.
pub const CSS: &str = ".card { font-family: sans-serif; font-size: 20px; line-height: 1.5; text-align: center; }\n\
    .options, .key ol, .key ul { display: inline-block; text-align: left; }\n\
    .key { font-weight: bold; }\n\
    .cloze { font-weight: bold; color: #1a5fb4; }\n\
    .nightMode .cloze { color: #99c1f1; }\n\
    .also, .why, .source { margin-top: 0.8em; font-size: 16px; }\n\
    .source { opacity: 0.7; font-style: italic; }\n";
