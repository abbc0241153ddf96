//! `standfast contact …`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use standfast_desk::Desk;
use standfast_desk::acts::contact::SaidContact;
use standfast_desk::vault::Mode;

use super::timeline::print_line;
use super::{Everywhere, Words, entry_number};
use crate::commands::attach::open_all;
use crate::failure::Failure;
use crate::say::Say;
use crate::{ask, open};

mod conversation;
mod each;

/// Log what happened.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Contact {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Log a contact; without options on a terminal it asks, words first
    Add {
        /// The case
        case: String,
        #[command(flatten)]
        said: Box<Said>,
        #[command(flatten)]
        from_files: FromFiles,
    },
    /// Show one entry
    Show {
        /// The case
        case: String,
        /// The entry's number
        #[arg(value_parser = entry_number)]
        n: u64,
    },
    /// Add what was left out
    Detail {
        /// The case
        case: String,
        /// The entry's number
        #[arg(value_parser = entry_number)]
        n: u64,
        #[command(flatten)]
        said: Box<Said>,
    },
    /// Take it back; it stays, marked
    Retract {
        /// The case
        case: String,
        /// The entry's number
        #[arg(value_parser = entry_number)]
        n: u64,
        /// Why
        #[arg(long, value_name = "TEXT")]
        because: String,
    },
}

#[derive(Debug, Args)]
struct Said {
    /// How it came: letter, gift, call, message, attendance-work, … (or "other: your word")
    #[arg(long, value_name = "C")]
    channel: Option<String>,
    /// When, in words: "yesterday evening", "14 Feb 2014 10:30", "not sure"
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    /// Zone of the time, where not the case's
    #[arg(long, value_name = "Z")]
    zone: Option<String>,
    /// From: subject, clinician or other [subject]
    #[arg(long, value_name = "WHO")]
    from: Option<String>,
    #[command(flatten)]
    words: Words,
    /// A sign: declaration, request-to-meet, threat, fear, … (more than one: repeat)
    #[arg(long, value_name = "S")]
    sign: Vec<String>,
    /// whatsapp, facebook, instagram, x, …
    #[arg(long, value_name = "P")]
    platform: Option<String>,
    /// Towards whom, where not the clinician
    #[arg(long, value_name = "NAME")]
    towards: Option<String>,
    /// What it did to you
    #[arg(long, value_name = "TEXT")]
    effect: Option<String>,
    /// What was said or done back
    #[arg(long, value_name = "TEXT")]
    reply: Option<String>,
    /// What only health care would know (never leaves by itself)
    #[arg(long, value_name = "TEXT")]
    clinical: Option<String>,
    /// Where
    #[arg(long, value_name = "P")]
    place: Option<String>,
    /// Who else saw or heard it
    #[arg(long, value_name = "NAME")]
    witness: Vec<String>,
    /// A file that belongs to it
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
}

/// What only a new contact has.
#[derive(Debug, Args)]
struct FromFiles {
    /// One contact for each of these files and those of --attach: letters that were scanned or
    /// photographed; their dates are offered
    #[arg(long, value_name = "FILE", num_args = 0.., conflicts_with = "when")]
    each: Option<Vec<PathBuf>>,
    /// Take the dates that the files themselves claim, without asking
    #[arg(long, conflicts_with = "when")]
    when_from_files: bool,
}

impl Said {
    fn nothing(&self) -> bool {
        self.channel.is_none()
            && self.when.is_none()
            && self.words.words.is_none()
            && self.words.words_file.is_none()
            && self.sign.is_empty()
            && self.effect.is_none()
            && self.attach.is_empty()
    }

    fn read(self) -> Result<SaidContact, Failure> {
        Ok(SaidContact {
            channel: self.channel,
            when: self.when,
            when_from: None,
            zone: self.zone,
            from: self.from,
            words: self.words.read()?,
            signs: self.sign,
            platform: self.platform,
            towards: self.towards,
            effect: self.effect,
            reply: self.reply,
            clinical: self.clinical,
            place: self.place,
            witnesses: self.witness,
            attach: open_all(&self.attach)?,
        })
    }
}

impl Contact {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        match self.act {
            Act::Add {
                case,
                mut said,
                from_files:
                    FromFiles {
                        each: Some(files),
                        when_from_files,
                    },
            } => {
                said.attach.extend(files);
                let said = said.read()?;
                let mut desk = open::desk(on, say, Mode::Write)?;
                each::log(&mut desk, say, on, &case, said, when_from_files)?;
                next_in_short(&mut desk, say, &case);
                desk.close()?;
            }
            Act::Add {
                case,
                said,
                from_files,
            } => {
                let talk = said.nothing() && ask::possible(on.no_input);
                let mut desk = open::desk(on, say, Mode::Write)?;
                let said = if talk {
                    conversation::hold(&desk, &case)?
                } else {
                    let mut said = said.read()?;
                    if !said.attach.is_empty() && said.when.is_none() {
                        let take = from_files.when_from_files;
                        let asks = !take && ask::possible(on.no_input);
                        each::date_of_one(&desk, &case, &mut said, take, asks)?;
                    }
                    said
                };
                let talked = talk.then(|| conversation::left_out(&said));
                let saved = desk.contact_add(&case, said)?;
                if let Some(left) = talked.flatten() {
                    say.saved(&saved)?;
                    let zone = desk.case_zone(&case)?;
                    say.line(&conversation::recorded(&saved, &zone, &left))?;
                } else {
                    say.saved(&saved)?;
                }
                next_in_short(&mut desk, say, &case);
                desk.close()?;
            }
            Act::Show { case, n } => {
                let desk = open::desk(on, say, Mode::Read)?;
                let line = desk.contact_show(&case, n)?;
                if say.json() {
                    say.object(&line)?;
                } else {
                    print_line(say, &line)?;
                }
            }
            Act::Detail { case, n, said } => {
                let said = said.read()?;
                let mut desk = open::desk(on, say, Mode::Write)?;
                let saved = desk.contact_detail(&case, n, said)?;
                say.saved(&saved)?;
                next_in_short(&mut desk, say, &case);
                desk.close()?;
            }
            Act::Retract { case, n, because } => {
                let mut desk = open::desk(on, say, Mode::Write)?;
                let saved = desk.contact_retract(&case, n, &because)?;
                desk.close()?;
                say.saved(&saved)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The first step, after something was saved. It is saved: this may fail only as a warning.
fn next_in_short(desk: &mut Desk, say: &Say, case: &str) {
    if !say.hints() {
        return;
    }
    match desk.next_in_short(case) {
        Ok(Some(first)) => {
            say.note(&first);
            say.note(&format!("To see why: standfast next {case}"));
        }
        Ok(None) => {}
        Err(error) => say.warn(&format!(
            "It is saved. The next steps cannot be shown: {error}"
        )),
    }
}
