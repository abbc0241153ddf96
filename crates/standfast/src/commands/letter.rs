//! `standfast letter …`

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use standfast_desk::acts::letter::{
    Change, Finding, LetterLine, Made, SaidApproval, SaidMark, SaidSent,
};
use standfast_desk::model::lists::LetterAct;
use standfast_desk::papers::Override;
use standfast_desk::vault::Mode;
use standfast_desk::{Desk, Saved};

use super::Everywhere;
use crate::failure::Failure;
use crate::open;
use crate::say::{Say, visible};

/// Draft a letter, approve it, say that it was sent and what came back.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Letter {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Draft it as PDF and text; gaps stand visibly and are named
    Draft(Draft),
    /// Stand by a draft, by name; what is approved is kept byte for byte
    Approve(Approve),
    /// Say that it was sent: the record gets the measure and the copy
    Sent(Sent),
    /// Say that it will not go, and why
    NotSent(Mark),
    /// Say that it came back
    Returned(Mark),
    /// Say that whoever got it said so
    Acknowledged(Mark),
    /// Say that whoever got it answered
    Answered(Mark),
    /// The letters of a case and how each stands
    List {
        /// The case
        case: String,
    },
    /// Write out the copy that was approved, byte for byte
    Show {
        /// The case
        case: String,
        /// The letter's number
        letter: u64,
        /// Into this folder
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// The letters that can be drafted, and what your own wording changes
    Templates {
        #[command(flatten)]
        own: OwnWords,
    },
}

/// A practice's own wording of letters.
#[derive(Debug, Args)]
pub struct OwnWords {
    /// A folder with your own wording: DIR/NAME/wording.toml
    #[arg(long, value_name = "DIR", env = "STANDFAST_TEMPLATES")]
    templates: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Draft {
    /// The case
    case: String,
    /// Which letter, such as boundary-reply or warning; all: standfast letter templates
    template: String,
    /// Into this folder
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Fill a gap: NAME=TEXT, such as practice="Thistlequern Surgery"
    #[arg(long, visible_alias = "field", value_name = "NAME=TEXT", value_parser = gap)]
    fill: Vec<(String, String)>,
    /// A new draft of this letter, with what it was filled with before
    #[arg(long, value_name = "LETTER")]
    again: Option<u64>,
    #[command(flatten)]
    own: OwnWords,
}

#[derive(Debug, Args)]
struct Approve {
    /// The case
    case: String,
    /// The letter's number
    letter: u64,
    /// Who stands by it
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The date that it bears, where not today
    #[arg(long, value_name = "DATE")]
    dated: Option<String>,
    /// Fill a gap that is still open: NAME=TEXT
    #[arg(long, visible_alias = "field", value_name = "NAME=TEXT", value_parser = gap)]
    fill: Vec<(String, String)>,
    /// Why you stand by what the checks doubt
    #[arg(long, value_name = "TEXT")]
    although: Option<String>,
    /// Write the approved letter into this folder too
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Only show what differs and what stands against it
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    own: OwnWords,
}

#[derive(Debug, Args)]
struct Sent {
    /// The case
    case: String,
    /// The letter's number
    letter: u64,
    /// How it went, such as "first-class post, signed for"
    #[arg(long, value_name = "TEXT")]
    how: Option<String>,
    /// When, in words; left out means now
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    /// Who sent it; left out means who approved it
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// A number of posting, of a crime
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,
    #[command(flatten)]
    own: OwnWords,
}

#[derive(Debug, Args)]
struct Mark {
    /// The case
    case: String,
    /// The letter's number
    letter: u64,
    /// Why, or what came back
    #[arg(long, value_name = "TEXT")]
    because: Option<String>,
    /// When, in words; left out means now
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    /// Who says so
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The entry that answers it
    #[arg(long, value_name = "N", value_parser = super::entry_number)]
    entry: Option<u64>,
}

fn gap(words: &str) -> Result<(String, String), String> {
    words
        .split_once('=')
        .map(|(name, text)| (name.trim().to_owned(), text.replace("\\n", "\n")))
        .ok_or_else(|| format!("\"{words}\" is not NAME=TEXT"))
}

impl Letter {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        match self.act {
            Act::Draft(draft) => draft.run(on, say)?,
            Act::Approve(approve) => approve.run(on, say)?,
            Act::Sent(sent) => sent.run(on, say)?,
            Act::NotSent(mark) => mark.run(LetterAct::NotSent, on, say)?,
            Act::Returned(mark) => mark.run(LetterAct::Returned, on, say)?,
            Act::Acknowledged(mark) => mark.run(LetterAct::Acknowledged, on, say)?,
            Act::Answered(mark) => mark.run(LetterAct::Answered, on, say)?,
            Act::List { case } => list(&case, on, say)?,
            Act::Show { case, letter, out } => show(&case, letter, &out, on, say)?,
            Act::Templates { own } => templates(&own, say)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl OwnWords {
    /// The wordings in the folder, if one is named.
    pub fn read(&self) -> Result<Vec<Override>, Failure> {
        let Some(folder) = &self.templates else {
            return Ok(Vec::new());
        };
        let unreadable = |path: &Path, error: &std::io::Error| {
            Failure::outside(
                format!("{} cannot be read: {error}", path.display()),
                "Nothing was done.",
            )
        };
        let mut found = Vec::new();
        let names = std::fs::read_dir(folder).map_err(|e| unreadable(folder, &e))?;
        for name in names {
            let path = name.map_err(|e| unreadable(folder, &e))?.path();
            let wording = path.join("wording.toml");
            if !wording.is_file() {
                continue;
            }
            let text = std::fs::read_to_string(&wording).map_err(|e| unreadable(&wording, &e))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            found.push(Override {
                path: format!("{name}/wording.toml"),
                text,
            });
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        if found.is_empty() {
            return Err(Failure::words(
                format!("{} holds no NAME/wording.toml", folder.display()),
                "Copy a letter's wording there and reword it. docs/practice.md says how.",
            ));
        }
        Ok(found)
    }

    fn open(&self, on: &Everywhere, say: &Say) -> Result<Desk, Failure> {
        let own = self.read()?;
        let mut desk = open::desk(on, say, Mode::Write)?;
        if !own.is_empty() {
            desk.use_templates(&own)?;
        }
        Ok(desk)
    }
}

impl Draft {
    fn run(self, on: &Everywhere, say: &Say) -> Result<(), Failure> {
        let mut desk = self.own.open(on, say)?;
        let fields: BTreeMap<String, String> = self.fill.into_iter().collect();
        let draft = desk.letter_draft(&self.case, &self.template, fields, self.again)?;
        desk.close()?;
        let files = files(&self.out, &self.template, draft.letter, &draft.made)?;
        if say.json() {
            let mut answer = made_json(&draft.made);
            let entry =
                json!({"p": draft.saved.n, "case": draft.saved.case, "letter": draft.letter});
            merge(&mut answer, &entry);
            merge(&mut answer, &files);
            say.object(&answer)?;
            return Ok(());
        }
        say.saved(&draft.saved)?;
        let written: Vec<&str> = files
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(_, path)| path.as_str())
            .collect();
        say.line(&format!(
            "Letter {}, a draft: {}",
            draft.letter,
            written.join(", ")
        ))?;
        for gap in &draft.made.drafted.gaps {
            say.line(&format!("  To fill in: {}  ({})", gap.name, gap.asks))?;
        }
        told(&draft.made, say)?;
        say.note(&format!(
            "Nothing is sent by this program. To stand by it: standfast letter approve {} {} --by NAME",
            draft.saved.case, draft.letter
        ));
        Ok(())
    }
}

impl Approve {
    fn run(self, on: &Everywhere, say: &Say) -> Result<(), Failure> {
        let mut desk = self.own.open(on, say)?;
        let said = SaidApproval {
            by: self.by,
            dated: self.dated,
            fields: self.fill.into_iter().collect(),
            although: self.although,
            dry_run: self.dry_run,
        };
        let approved = desk.letter_approve(&self.case, self.letter, said)?;
        desk.close()?;
        let files = match (&self.out, &approved.saved) {
            (Some(out), Some(_)) => {
                Some(files(out, &approved.template, self.letter, &approved.made)?)
            }
            _ => None,
        };
        if say.json() {
            let mut answer = made_json(&approved.made);
            if let Some(saved) = &approved.saved {
                merge(
                    &mut answer,
                    &json!({"p": saved.n, "case": saved.case, "letter": self.letter}),
                );
            }
            merge(&mut answer, files.as_ref().unwrap_or(&Value::Null));
            say.object(&answer)?;
            return Ok(());
        }
        told(&approved.made, say)?;
        let Some(saved) = &approved.saved else {
            say.line("Nothing was saved. To stand by it: the same without --dry-run")?;
            return Ok(());
        };
        say.saved(saved)?;
        say.note(&format!(
            "To say that it went: standfast letter sent {} {} --how TEXT",
            saved.case, self.letter
        ));
        Ok(())
    }
}

impl Sent {
    fn run(self, on: &Everywhere, say: &Say) -> Result<(), Failure> {
        let mut desk = self.own.open(on, say)?;
        let said = SaidSent {
            how: self.how,
            when: self.when,
            by: self.by,
            reference: self.reference,
        };
        let saved = desk.letter_sent(&self.case, self.letter, said)?;
        desk.close()?;
        say.saved(&saved)?;
        say.note(&format!(
            "To see what to do now: standfast next {}",
            saved.case
        ));
        Ok(())
    }
}

impl Mark {
    fn run(self, act: LetterAct, on: &Everywhere, say: &Say) -> Result<(), Failure> {
        let mut desk = open::desk(on, say, Mode::Write)?;
        let said = SaidMark {
            because: self.because,
            when: self.when,
            by: self.by,
            entry: self.entry,
        };
        let saved: Saved = desk.letter_mark(&self.case, self.letter, act, said)?;
        desk.close()?;
        say.saved(&saved)?;
        Ok(())
    }
}

fn list(case: &str, on: &Everywhere, say: &Say) -> Result<(), Failure> {
    let mut desk = open::desk(on, say, Mode::Read)?;
    let letters = desk.letter_list(case)?;
    desk.close()?;
    for letter in &letters {
        if say.json() {
            say.object(letter)?;
            continue;
        }
        say.line(&heading(letter))?;
        for act in &letter.acts {
            let by = act.by.as_ref().map(|by| format!(" by {by}"));
            let when = act.occurred.as_ref().map(|when| format!("  {when}"));
            let more = [&act.how, &act.because]
                .into_iter()
                .flatten()
                .map(|text| format!("  {text}"))
                .collect::<String>();
            let entry = act.measure.map(|n| format!("  #{n}"));
            let answer = act.answer.map(|n| format!("  answered by #{n}"));
            let line: String = [when, by, Some(more), entry, answer]
                .into_iter()
                .flatten()
                .collect();
            say.line(&format!("  P{} {}{}", act.p, act.act, visible(&line)))?;
        }
    }
    Ok(())
}

fn heading(letter: &LetterLine) -> String {
    let open = match letter.gaps.as_slice() {
        _ if letter.state != "drafted" => String::new(),
        [] => String::new(),
        gaps => format!("; open: {}", gaps.join(", ")),
    };
    format!(
        "{}  {}  {}{open}",
        letter.letter, letter.template, letter.state
    )
}

fn show(case: &str, letter: u64, out: &Path, on: &Everywhere, say: &Say) -> Result<(), Failure> {
    let mut desk = open::desk(on, say, Mode::Read)?;
    let (name, bytes) = desk.letter_show(case, letter, false)?;
    let text = desk.letter_show(case, letter, true).ok();
    desk.close()?;
    std::fs::create_dir_all(out).map_err(|e| unwritable(out, &e))?;
    let mut written = vec![write(out, &name, &bytes)?];
    if let Some((name, bytes)) = text {
        written.push(write(out, &name, &bytes)?);
    }
    if say.json() {
        say.object(&json!({"letter": letter, "files": written}))?;
        return Ok(());
    }
    for path in written {
        say.line(&path.display().to_string())?;
    }
    Ok(())
}

fn templates(own: &OwnWords, say: &Say) -> Result<(), Failure> {
    let overrides = own.read()?;
    for line in standfast_desk::acts::letter::templates(&overrides)? {
        if say.json() {
            say.object(&json!({
                "name": line.name, "version": line.version, "purpose": line.purpose, "signer": line.signer,
                "gaps": line.gaps.iter().map(|g| json!({"name": g.name, "asks": g.asks, "optional": g.optional, "choice": g.choice})).collect::<Vec<_>>(),
                "own": line.own.as_deref().map(changes_json),
            }))?;
            continue;
        }
        let reworded = if line.own.is_some() {
            " (your own words)"
        } else {
            ""
        };
        say.line(&format!("{}{reworded}", line.version))?;
        say.line(&format!("  {}", line.purpose))?;
        for change in line.own.iter().flatten() {
            say.line(&change_line(change))?;
        }
    }
    Ok(())
}

/// What differs and what stands against it, for a person.
fn told(made: &Made, say: &Say) -> Result<(), Failure> {
    for (changes, head) in [
        (&made.since, "Differs from the last draft:"),
        (&made.own, "Differs from the built-in wording:"),
    ] {
        if !changes.is_empty() {
            say.line(head)?;
            for change in changes {
                say.line(&change_line(change))?;
            }
        }
    }
    let shown: Vec<&Finding> = made
        .findings
        .iter()
        .filter(|f| !matches!(f, Finding::Missing { .. }))
        .collect();
    if !shown.is_empty() {
        say.line("Stands against it:")?;
        for finding in shown {
            let weight = if finding.must() { "mend" } else { "doubt" };
            say.line(&format!("  {weight}  {}", visible(&finding.to_string())))?;
        }
    }
    Ok(())
}

fn change_line(change: &Change) -> String {
    let sign = if change.came { '+' } else { '-' };
    format!("  {sign} {}", visible(&change.text))
}

fn changes_json(changes: &[Change]) -> Value {
    changes
        .iter()
        .map(|c| json!({"came": c.came, "text": c.text}))
        .collect()
}

fn made_json(made: &Made) -> Value {
    json!({
        "gaps": made.drafted.gaps.iter().map(|g| json!({"name": g.name, "asks": g.asks})).collect::<Vec<_>>(),
        "findings": made.findings.iter().map(|f| json!({"code": f.code(), "must": f.must(), "text": f.to_string()})).collect::<Vec<_>>(),
        "since": changes_json(&made.since),
        "own": changes_json(&made.own),
        "wording": made.wording,
        "dated": made.dated.to_string(),
    })
}

fn merge(into: &mut Value, more: &Value) {
    if let (Some(into), Some(more)) = (into.as_object_mut(), more.as_object()) {
        into.extend(more.clone());
    }
}

/// Writes a letter into a folder in each of its forms.
fn files(out: &Path, template: &str, letter: u64, made: &Made) -> Result<Value, Failure> {
    let stem = format!("{template}-{letter}");
    std::fs::create_dir_all(out).map_err(|e| unwritable(out, &e))?;
    // A further draft of a letter takes the next free name.
    let taken = |n: u32| {
        ["pdf", "txt"]
            .iter()
            .any(|ending| out.join(named(&stem, n, ending)).exists())
    };
    let n = (0..).find(|n| !taken(*n)).unwrap_or_default();
    let pdf = write(out, &named(&stem, n, "pdf"), made.drafted.pdf.bytes())?;
    let text = write(out, &named(&stem, n, "txt"), made.drafted.text.as_bytes())?;
    let mut files = json!({"pdf": pdf, "text": text});
    if let Some(docx) = &made.drafted.docx {
        merge(
            &mut files,
            &json!({"docx": write(out, &named(&stem, n, "docx"), docx)?}),
        );
    }
    if let Some(message) = &made.drafted.message {
        let name = named(&format!("{stem}-message"), n, "txt");
        merge(
            &mut files,
            &json!({"message": write(out, &name, message.as_bytes())?}),
        );
    }
    Ok(files)
}

/// `warning-1.pdf`, then `warning-1 (2).pdf` and so on.
fn named(stem: &str, n: u32, ending: &str) -> String {
    match n {
        0 => format!("{stem}.{ending}"),
        n => format!("{stem} ({}).{ending}", n + 1),
    }
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::outside(
        format!("{} cannot be written: {error}", path.display()),
        "What was saved is safe; write it again into another folder.",
    )
}

/// Never writes over a letter that is there.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Failure> {
    let path = folder.join(name);
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .map_err(|e| unwritable(&path, &e))?;
    file.write_all(bytes).map_err(|e| unwritable(&path, &e))?;
    Ok(path)
}
