//! `standfast case …`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use standfast_desk::acts::case::SaidCase;
use standfast_desk::vault::Mode;

use super::Everywhere;
use crate::failure::Failure;
use crate::open;
use crate::say::Say;

/// Open, change, close, list cases.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Case {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Open a case; use a short name that names nobody
    New {
        /// Short name: small letters, digits, dashes
        name: String,
        #[command(flatten)]
        said: Said,
    },
    /// Change what the case says of itself; each change is an entry
    Set {
        /// The case
        case: String,
        #[command(flatten)]
        said: Said,
    },
    /// Close it; it can still be read and added to
    Close {
        /// The case
        case: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        because: Option<String>,
    },
    /// The cases of the vault
    List,
    /// What a case says of itself
    Show {
        /// The case
        case: String,
    },
}

#[derive(Debug, Args)]
struct Said {
    /// Whose case it is
    #[arg(long, value_name = "NAME")]
    clinician: Option<String>,
    /// Initials for exhibits: ABC makes ABC/1, ABC/2, …
    #[arg(long, value_name = "ABC")]
    initials: Option<String>,
    /// gp, hospital, community, dental or other
    #[arg(long, value_name = "S")]
    setting: Option<String>,
    /// england, wales, scotland or northern-ireland
    #[arg(long, value_name = "J")]
    jurisdiction: Option<String>,
    /// Time zone of the case [new cases: Europe/London]
    #[arg(long, value_name = "Z")]
    zone: Option<String>,
    /// The subject's name
    #[arg(long, value_name = "NAME")]
    subject: Option<String>,
    /// patient, former-patient, relative or unknown [new cases: patient]
    #[arg(long, value_name = "R")]
    relation: Option<String>,
    /// under-16, 16-17 or adult
    #[arg(long, value_name = "A")]
    age_band: Option<String>,
    /// What makes the subject vulnerable (clinical: never leaves by itself)
    #[arg(long, value_name = "TEXT")]
    vulnerable: Option<String>,
}

impl From<Said> for SaidCase {
    fn from(said: Said) -> Self {
        SaidCase {
            clinician: said.clinician,
            initials: said.initials,
            setting: said.setting,
            jurisdiction: said.jurisdiction,
            zone: said.zone,
            subject: said.subject,
            relation: said.relation,
            age_band: said.age_band,
            vulnerable: said.vulnerable,
        }
    }
}

impl Case {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        match self.act {
            Act::New { name, said } => {
                let mut desk = open::desk(on, say, Mode::Write)?;
                let saved = desk.case_new(&name, said.into())?;
                desk.close()?;
                say.saved(&saved)?;
                say.note(&format!(
                    "To log what happened: standfast contact add {name}"
                ));
            }
            Act::Set { case, said } => {
                let mut desk = open::desk(on, say, Mode::Write)?;
                let saved = desk.case_set(&case, said.into())?;
                desk.close()?;
                say.saved(&saved)?;
            }
            Act::Close { case, because } => {
                let mut desk = open::desk(on, say, Mode::Write)?;
                let saved = desk.case_close(&case, because)?;
                desk.close()?;
                say.saved(&saved)?;
            }
            Act::List => {
                let desk = open::desk(on, say, Mode::Read)?;
                for case in desk.case_list()? {
                    if say.json() {
                        say.object(&serde_json::json!({
                            "case": case.name, "number": case.number.0, "id": case.id,
                            "entries": case.record, "closed": case.closed,
                        }))?;
                    } else {
                        let closed = if case.closed { "  closed" } else { "" };
                        say.line(&format!(
                            "{:<4} {:<24} {} entries{closed}",
                            case.number.0, case.name, case.record
                        ))?;
                    }
                }
            }
            Act::Show { case } => {
                let mut desk = open::desk(on, say, Mode::Read)?;
                let shown = desk.case_show(&case)?;
                if say.json() {
                    say.object(&shown)?;
                } else {
                    let absent = || "not said".to_owned();
                    for (label, value) in [
                        ("Clinician", shown.clinician),
                        ("Initials", shown.initials),
                        ("Setting", shown.setting),
                        ("Jurisdiction", shown.jurisdiction),
                        ("Zone", shown.zone),
                        ("Subject", shown.subject),
                        ("Relation", shown.relation),
                        ("Age band", shown.age_band),
                        ("Vulnerable", shown.vulnerable),
                    ] {
                        say.line(&format!("{label:<14}{}", value.unwrap_or_else(absent)))?;
                    }
                    for (whose, accounts) in [
                        ("Theirs", shown.subject_accounts),
                        ("Yours", shown.clinician_accounts),
                    ] {
                        for (kind, value) in accounts {
                            say.line(&format!("{whose:<14}{kind} {value}"))?;
                        }
                    }
                    say.line(&format!("{:<14}{}", "Entries", shown.entries))?;
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
