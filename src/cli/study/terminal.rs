//! The face on a terminal: questions drawn, answered by typing, arrows or number keys.

use super::guard::TerminalGuard;
use super::menu::{self, Entry};
use super::painter::Painter;
use super::prompts::{Begun, Reply, pick_many, pick_one, press, put_in_order, type_line};
use super::sitting::{CardWords, Command, Sitting};
use super::words;
use crate::cli::editor;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::screen::{Screen, printable, style};
use crate::deck::Form;
use crate::memory::Rating;
use crate::study::{Answered, Given, Item, ItemId, Question, Summary, Verdict};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Asks until nothing is left or the learner ends. `behind_key` says whether a key began it just now.
pub fn run(
    sitting: Sitting<'_>,
    paths: BTreeMap<String, PathBuf>,
    behind_key: bool,
) -> Result<(Ended, Summary), CommandError> {
    let _guard = TerminalGuard::new();
    let screen = sitting.context().screen;
    let painter = Painter::new(screen).behind_key(behind_key);
    let mut face = Face { sitting, painter, screen, paths, card: None };
    face.painter.term().hide_cursor()?;
    let ended = face.run();
    face.painter.term().show_cursor()?;
    let (ended, summary) = (ended?, face.sitting.summary()?);
    if matches!(ended, Ended::With(Outcome::Done)) {
        face.close(face.sitting.closing(&summary))?;
    }
    Ok((ended, summary))
}

struct Face<'d> {
    sitting: Sitting<'d>,
    painter: Painter,
    screen: Screen,
    /// The file of each deck.
    paths: BTreeMap<String, PathBuf>,
    /// The item on the screen, also once it is answered.
    card: Option<Item<'d>>,
}

/// What the learner wants after a question.
enum Next {
    Go,
    End,
    Interrupted,
    /// The deck was edited; what is due is found anew.
    Edited,
}

/// How a session in the terminal ended.
pub enum Ended {
    /// As this outcome says.
    With(Outcome),
    /// With an edited deck: it goes on with this item when the deck has been read again.
    Edited(Option<ItemId>),
}

impl Face<'_> {
    fn run(&mut self) -> Result<Ended, CommandError> {
        while let Some(question) = self.sitting.question()? {
            match self.ask(&question)? {
                Next::Go => {}
                Next::End => break,
                Next::Edited => {
                    return Ok(Ended::Edited(self.sitting.item().map(Item::id)));
                }
                Next::Interrupted => {
                    self.close(self.sitting.interrupted()?)?;
                    return Ok(Ended::With(Outcome::Interrupted));
                }
            }
        }
        Ok(Ended::With(Outcome::Done))
    }

    /// Says what the session came to.
    fn close(&mut self, said: Vec<String>) -> Result<(), CommandError> {
        let lines: Vec<String> = std::iter::once(String::new()).chain(said).collect();
        self.painter.keep(&lines)
    }

    fn ask(&mut self, question: &Question) -> Result<Next, CommandError> {
        self.card = self.sitting.item().copied();
        let Some(words) = self.card.as_ref().map(CardWords::of) else { return Ok(Next::Go) };
        self.screen = self.screen.measured_again();
        self.painter.ask_anew();
        self.show_question(question, &words)?;
        let mut begun = Begun::default();
        loop {
            match self.take_answer(question, &mut begun)? {
                Reply::Interrupted => return Ok(Next::Interrupted),
                Reply::Menu => {
                    if let Some(next) = self.menu()?.next() {
                        return Ok(next);
                    }
                }
                Reply::Given(given) => {
                    if let Some(how) = question.unread(&given) {
                        self.painter.keep(&self.screen.wrap(how, "  "))?;
                        continue;
                    }
                    match self.sitting.answer(given.clone())? {
                        Ok(answered) => return self.verdict(question, &words, &given, &answered),
                        Err(refusal) => self.painter.keep(&[format!("  {refusal}")])?,
                    }
                }
            }
        }
    }

    fn show_question(
        &mut self,
        question: &Question,
        words: &CardWords,
    ) -> Result<(), CommandError> {
        let quiet = style::quiet().for_stderr();
        let strong = style::strong().for_stderr();
        let head = format!("{}  ·  {}", self.sitting.head(), printable(&words.deck));
        let mut lines = vec![String::new()];
        let room = self.screen.columns - 1;
        lines.push(quiet.apply_to(console::truncate_str(&head, room, "…")).to_string());
        let asked = match question.form {
            Form::Truth => format!("True or false? {}", question.prompt),
            _ => question.prompt.clone(),
        };
        self.painter.keep(&lines)?;
        self.painter.keep_text(&asked, &strong)
    }

    fn take_answer(
        &mut self,
        question: &Question,
        begun: &mut Begun,
    ) -> Result<Reply<Given>, CommandError> {
        let options: Vec<String> = question.options.iter().map(|o| o.shown.clone()).collect();
        let name = |i: usize| question.options[i].name.clone();
        let names = |picks: Vec<usize>| Given::Many(picks.into_iter().map(name).collect());
        let painter = &mut self.painter;
        Ok(match question.form {
            Form::Choice => pick_one(painter, &options, begun)?.map(|i| Given::Text(name(i))),
            Form::Set => pick_many(painter, &options, begun)?.map(names),
            Form::Order => put_in_order(painter, &options, begun)?.map(names),
            Form::Truth => press(painter, &[('t', "true"), ('f', "false")], None)?
                .map(|i| Given::Truth(i == 0)),
            Form::Typed => type_line(painter, question.takes_several(), begun)?.map(Given::Text),
            Form::Rated => self.rate(question, begun)?,
        })
    }

    /// Reveals the answer, then asks how well it was known.
    fn rate(
        &mut self,
        question: &Question,
        begun: &mut Begun,
    ) -> Result<Reply<Given>, CommandError> {
        if !begun.shown {
            match press(&mut self.painter, &[('s', "or Enter shows the answer")], Some(0))? {
                Reply::Given(_) => {}
                Reply::Menu => return Ok(Reply::Menu),
                Reply::Interrupted => return Ok(Reply::Interrupted),
            }
            self.painter.keep(&self.screen.wrap_lines(&question.key.shown(), "  "))?;
            begun.shown = true;
        }
        let keys = [('1', "again"), ('2', "hard"), ('3', "good"), ('4', "easy")];
        Ok(press(&mut self.painter, &keys, None)?.map(|i| Given::Rating(Rating::ALL[i])))
    }

    fn verdict(
        &mut self,
        question: &Question,
        words: &CardWords,
        given: &Given,
        answered: &Answered,
    ) -> Result<Next, CommandError> {
        self.screen = self.screen.measured_again();
        self.show_verdict(question, words, given, answered)?;
        if question.form == Form::Rated {
            return Ok(Next::Go);
        }
        let wrong = answered.judgement.verdict != Verdict::Correct;
        let own = if wrong { ('k', "I knew it") } else { ('g', "I guessed") };
        let keys = [('n', "or Enter goes on"), own, ('e', "easy"), ('u', "undo")];
        let keys = match (self.sitting.is_quiz(), wrong) {
            (true, _) => vec![keys[0]],
            (false, true) => vec![keys[0], keys[1], keys[3]],
            (false, false) => keys.to_vec(),
        };
        loop {
            let pressed = match press(&mut self.painter, &keys, Some(0))? {
                Reply::Interrupted => return Ok(Next::Interrupted),
                Reply::Menu => match self.menu()?.next() {
                    Some(next) => return Ok(next),
                    None => continue,
                },
                Reply::Given(i) => keys[i].0,
            };
            let rating = match pressed {
                'k' => Rating::Good,
                'g' => Rating::Again,
                'e' => Rating::Easy,
                'u' => {
                    self.command(Command::Undo)?;
                    return Ok(Next::Go);
                }
                _ => return Ok(Next::Go),
            };
            if let Ok(overruled) = self.sitting.overrule(rating)? {
                let back = self.sitting.back(&overruled.state).unwrap_or_default();
                self.painter.keep(&[format!("  Noted as {rating}. {back}")])?;
            }
            return Ok(Next::Go);
        }
    }

    fn show_verdict(
        &mut self,
        question: &Question,
        words: &CardWords,
        given: &Given,
        answered: &Answered,
    ) -> Result<(), CommandError> {
        let verdict = answered.judgement.verdict;
        let (mark, style) = match verdict {
            Verdict::Correct => ("✓", style::right()),
            Verdict::Close => ("~", style::close()),
            Verdict::Wrong => ("✗", style::wrong()),
        };
        let mut lines = Vec::new();
        if question.form != Form::Rated {
            lines.extend(self.screen.wrap(&format!("You said: {}", said(question, given)), "  "));
        }
        let reason = match question.form {
            Form::Rated => format!("Noted as {}.", answered.rating),
            _ => words::reason_and_key(answered, &question.key, question.unit.as_deref()),
        };
        let word = match question.form {
            Form::Rated => mark.to_owned(),
            _ => format!("{mark} {}.", words::verdict(verdict)),
        };
        let coloured = style.for_stderr().apply_to(&word).to_string();
        let plain = self.screen.wrap_lines(&format!("{word} {reason}"), "  ");
        // The verdict stands at the start of the first line, so colouring cannot move a break.
        lines.extend(plain.iter().enumerate().map(|(i, line)| {
            if i == 0 { line.replacen(&word, &coloured, 1) } else { line.clone() }
        }));
        if let Some(explanation) = &words.explanation {
            lines.extend(self.screen.wrap_lines(explanation, "  "));
        }
        let quiet = style::quiet().for_stderr();
        for citation in words::citations(words) {
            let cited = self.screen.wrap(&citation, "    ");
            lines.extend(cited.iter().map(|line| quiet.apply_to(line).to_string()));
        }
        if answered.state.became_leech() {
            lines.extend(self.screen.wrap(words::LEECH, "  "));
        }
        lines.extend(self.sitting.back(&answered.state).map(|back| format!("  {back}")));
        self.painter.keep(&lines)
    }

    fn command(&mut self, command: Command) -> Result<Chosen, CommandError> {
        match self.sitting.command(command)? {
            Ok(()) => {
                self.painter.keep(&[format!("  {}", words::done(command))])?;
                Ok(Chosen::Done)
            }
            Err(refusal) => {
                self.painter.keep(&[format!("  {refusal}.")])?;
                Ok(Chosen::GoOn)
            }
        }
    }

    fn show_source(&mut self) -> Result<Chosen, CommandError> {
        let answered = self.sitting.item().is_none();
        let places = |item: Item<'_>| words::places(item.card, item.deck, answered);
        let places = self.card.map_or_else(Vec::new, places);
        let lines: Vec<String> =
            places.iter().flat_map(|place| self.screen.wrap(place, "  ")).collect();
        self.painter.keep(&lines)?;
        Ok(Chosen::GoOn)
    }

    /// Returns the file of the card on the screen and the card's line.
    fn path(&self) -> Option<(PathBuf, u32)> {
        let item = self.card?;
        Some((self.paths.get(&item.deck.id)?.clone(), item.card.line))
    }

    /// Opens the deck at the card. What is due is found anew when it was changed, because anything
    /// may have; when it was not, the session goes on and can still take back what was done.
    fn edit(&mut self) -> Result<Chosen, CommandError> {
        let Some((path, line)) = self.path() else { return Ok(Chosen::GoOn) };
        // A file that cannot be read here is read again as a deck, which says why it cannot.
        let before = std::fs::read(&path).ok();
        match TerminalGuard::lend(|| editor::edit(&path, line)) {
            Ok(()) if before.is_some() && std::fs::read(&path).ok() == before => {
                self.painter.keep(&["  Nothing was changed.".to_owned()])?;
                Ok(Chosen::GoOn)
            }
            Ok(()) => Ok(Chosen::Edited),
            Err(error) => {
                self.painter.keep(&[format!("  {}.", error.message())])?;
                Ok(Chosen::GoOn)
            }
        }
    }

    /// Offers what can be done now; nothing else is on the menu.
    fn menu(&mut self) -> Result<Chosen, CommandError> {
        let cites = self.card.is_some_and(|item| !item.card.cites.is_empty());
        let edits = !self.sitting.is_quiz() && self.path().is_some();
        let entries: Vec<Entry> = Entry::ALL
            .into_iter()
            .filter(|entry| match entry {
                Entry::GoOn | Entry::End => true,
                Entry::Do(command) => self.sitting.can(*command),
                Entry::Source => cites,
                Entry::Edit => edits,
            })
            .collect();
        let entry = match menu::choose(&mut self.painter, &entries)? {
            Reply::Given(entry) => entry,
            Reply::Menu => Entry::GoOn,
            Reply::Interrupted => return Ok(Chosen::Interrupted),
        };
        match entry {
            Entry::GoOn => Ok(Chosen::GoOn),
            Entry::Do(command) => self.command(command),
            Entry::Source => self.show_source(),
            Entry::Edit => self.edit(),
            Entry::End => Ok(Chosen::End),
        }
    }
}

/// What came of the menu.
enum Chosen {
    /// The same question is still open.
    GoOn,
    /// The question was put away.
    Done,
    /// The learner ends.
    End,
    /// The deck was edited.
    Edited,
    /// The learner interrupted.
    Interrupted,
}

impl Chosen {
    /// Returns what comes next; none where the same question is still open.
    fn next(self) -> Option<Next> {
        match self {
            Self::GoOn => None,
            Self::Done => Some(Next::Go),
            Self::End => Some(Next::End),
            Self::Edited => Some(Next::Edited),
            Self::Interrupted => Some(Next::Interrupted),
        }
    }
}

impl<T> Reply<T> {
    fn map<U>(self, into: impl FnOnce(T) -> U) -> Reply<U> {
        match self {
            Self::Given(value) => Reply::Given(into(value)),
            Self::Menu => Reply::Menu,
            Self::Interrupted => Reply::Interrupted,
        }
    }
}

/// Returns what the learner answered, as it was shown.
fn said(question: &Question, given: &Given) -> String {
    let shown = |name: &String| {
        let option = question.options.iter().find(|option| option.name == *name);
        option.map_or_else(|| name.clone(), |option| option.shown.clone())
    };
    match given {
        Given::Text(text) if text.trim().is_empty() => "nothing".into(),
        Given::Text(text) => shown(text),
        Given::Many(names) if names.is_empty() => "nothing".into(),
        Given::Many(names) => names.iter().map(shown).collect::<Vec<_>>().join(", "),
        Given::Truth(truth) => truth.to_string(),
        Given::Rating(rating) => rating.to_string(),
    }
}
