//! `standfast import …`

mod breakdown;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use standfast_desk::acts::import::{Flow, Imported, IntakeError, Progress, SaidImport, Source};
use standfast_desk::vault::Mode;
use standfast_desk::{Desk, DeskError};

use super::Everywhere;
use super::columns;
use super::timeline::shown_time;
use crate::ask;
use crate::failure::Failure;
use crate::open;
use crate::say::{Say, visible};
use crate::stop::Stop;

/// Rows that are shown before anything is sealed.
const SAMPLE: usize = 5;
/// Records not understood that are named one by one; the rest is counted.
const NAMED: usize = 10;

/// Take in an export: WhatsApp, Facebook, Messenger, Instagram, SMS Backup & Restore, e-mail, a table.
#[derive(Debug, Args)]
pub struct Import {
    /// The case
    case: String,
    /// The export files (all parts of one download together), or a folder
    #[arg(required = true)]
    source: Vec<PathBuf>,
    /// How this export names the subject (name, number, address; more than one: repeat)
    #[arg(long, value_name = "V")]
    account: Vec<String>,
    /// How this export names you
    #[arg(long, value_name = "V")]
    mine: Vec<String>,
    /// Zone of times that have none [the case's]
    #[arg(long, value_name = "Z")]
    zone: Option<String>,
    /// How its dates are written: dmy, mdy or ymd
    #[arg(long, value_name = "O")]
    date_order: Option<String>,
    /// What kind of file it is, where Standfast cannot tell: diary, table, whatsapp, …
    #[arg(long = "as", value_name = "READER")]
    reader: Option<String>,
    /// Of a table: which column is what, like time=Date (repeat)
    #[arg(long, value_name = "FIELD=HEADER")]
    column: Vec<String>,
    /// How what it tells of came, where it does not say: letter, call, …
    #[arg(long, value_name = "C")]
    channel: Option<String>,
    /// Show what would be taken; seal nothing
    #[arg(long)]
    dry_run: bool,
    /// Keep the whole file as an exhibit
    #[arg(long)]
    keep_source: bool,
}

impl Import {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let mode = if self.dry_run {
            Mode::Read
        } else {
            Mode::Write
        };
        let mut desk = open::desk(on, say, mode)?;
        let stop = Stop::listen()?;
        let mut code = ExitCode::SUCCESS;
        let sources = Source::open_all(&self.source).map_err(DeskError::from)?;
        let several = sources.len() > 1;
        for source in sources {
            let said = SaidImport {
                accounts: self.account.clone(),
                mine: self.mine.clone(),
                zone: self.zone.clone(),
                date_order: self.date_order.clone(),
                reader: self.reader.clone(),
                columns: self.column.clone(),
                channel: self.channel.clone(),
                dry_run: self.dry_run,
                keep_source: self.keep_source,
                sample: SAMPLE,
            };
            let imported = match take(&mut desk, &self.case, &source, &said, say, &stop) {
                Err(DeskError::Intake(IntakeError::AskColumns(seen)))
                    if ask::possible(on.no_input) =>
                {
                    let columns = columns::ask(&seen)?;
                    let said = SaidImport { columns, ..said };
                    take(&mut desk, &self.case, &source, &said, say, &stop)
                }
                answer => answer,
            }?;
            for warning in &imported.warnings {
                say.warn(warning);
            }
            if say.json() {
                say.object(&imported)?;
            } else {
                if several {
                    say.line(&format!("{}:", visible(&imported.source)))?;
                }
                print(say, &imported, self.dry_run)?;
                may_be_theirs(say, &imported, &self.case)?;
            }
            if imported.not_understood > 0 {
                code = ExitCode::from(3);
            }
        }
        desk.close()?;
        Ok(code)
    }
}

/// The import with its progress on the terminal.
fn take(
    desk: &mut Desk,
    case: &str,
    source: &Source,
    said: &SaidImport,
    say: &Say,
    stop: &Stop,
) -> Result<Imported, DeskError> {
    let bar = say.progress("Importing");
    let imported = desk.import(case, source, said.clone(), &mut |progress| {
        match progress {
            Progress::Counted(read) => bar.counted(read),
            Progress::Sealed { done, all } => bar.at(done, all),
        }
        if stop.asked() { Flow::Stop } else { Flow::Go }
    });
    bar.end();
    imported
}

/// Accounts that may be the subject's: shown, decided by a person.
fn may_be_theirs(say: &Say, i: &Imported, case: &str) -> std::io::Result<()> {
    let all = i.may_be_theirs.len();
    if all == 0 {
        return Ok(());
    }
    for one in i.may_be_theirs.iter().take(NAMED) {
        let records = match one.records {
            0 => String::new(),
            n => format!(", {n} left out"),
        };
        say.line(&format!(
            "{:<16}{} ({}{records}): {}",
            "May be theirs",
            visible(&one.value),
            one.kind,
            visible(&one.because)
        ))?;
    }
    let accounts = if all == 1 {
        "1 account"
    } else {
        &format!("{all} accounts")
    };
    say.line(&format!(
        "{accounts} may be theirs: standfast account suggested {case}"
    ))?;
    if i.may_be_theirs.iter().any(|one| one.records > 0) {
        say.note(&format!(
            "Of people left out nothing is kept. If one is theirs: standfast account add {case} KIND VALUE --because TEXT, then import again."
        ));
    }
    Ok(())
}

fn print(say: &Say, i: &Imported, dry_run: bool) -> std::io::Result<()> {
    let row = |label: &str, value: &str| say.line(&format!("{label:<16}{value}"));
    let sealed = if dry_run {
        " Nothing is sealed yet."
    } else {
        ""
    };
    say.line(&format!("{}.{sealed}", i.reader_words))?;
    say.line(&format!(
        "read {} = taken {} + left out {} + already here {} + not understood {}",
        i.read, i.taken, i.left_out, i.already, i.not_understood
    ))?;
    row(
        "Taken",
        &format!(
            "{} from the patient, {} from the clinician; {} attachments",
            i.from_subject, i.from_clinician, i.attachments
        ),
    )?;
    if i.left_out > 0 {
        row("Left out", &i.left_out_words())?;
    }
    for (at, why) in i.problems.iter().take(NAMED).map(|p| (&p.at, &p.why)) {
        row("To note", &format!("{}: {}", visible(at), visible(why)))?;
    }
    let more = (i.problems.len().saturating_sub(NAMED) as u64).saturating_add(i.more_problems);
    if more > 0 {
        row("To note", &format!("and {more} more"))?;
    }
    for note in &i.notes {
        row("To note", note)?;
    }
    if let (Some(first), Some(last)) = (&i.first_words, &i.last_words) {
        row("From, to", &format!("{first}, {last}"))?;
    }
    row("Zone", &i.zone_words())?;
    if let Some(order) = &i.date_order {
        row("Dates", order)?;
    }
    for column in &i.columns {
        let header = visible(&column.column);
        row(
            "Column",
            &format!("{} is {header} ({})", column.field, column.number),
        )?;
    }
    for sample in &i.sample {
        let way = if sample.from_subject { "in " } else { "out" };
        let words = visible(&sample.words).replace('\n', " ");
        say.line(&say.cut(&format!(
            "  {}  {way}  {words}",
            shown_time(&sample.occurred)
        )))?;
    }
    if let Some(by) = &i.by {
        breakdown::print(say, by)?;
    }
    if dry_run {
        say.note(&format!(
            "To seal these {}: the same without --dry-run",
            i.taken
        ));
    } else if let Some(entry) = i.entry {
        say.line(&format!("Sealed as import #{entry}."))?;
        if i.left_out > 0 && !i.kept_source {
            say.note("The file itself was not kept. Keep it yourself, unchanged.");
        }
    } else if i.already > 0 {
        say.line("Nothing new: what was between the two is in the case already.")?;
    } else {
        say.line("Nothing in it is from the patient or to the patient. Nothing was sealed.")?;
        say.note("If the export names them otherwise: --account NAME, and --mine NAME for you.");
    }
    Ok(())
}
