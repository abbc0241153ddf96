//! Plays a story: a new vault, the acts of its lines at their times, and what ought to be seen.
//!
//! Everything goes through the desk, as the command line and the pages do; nothing is looked up
//! behind it. A story is played to its end whatever is off on the way, so that one run names all.
//!
//! A line that is marked with rows of the mission may go beyond what is built. It is tried all the
//! same: if it does not hold it is **not yet reached** and named as such, never passed over. A
//! `not:` or `never:` of a step that no pack knows holds of itself and counts as not reached.

mod acts;
mod advice;
mod bundle;
mod entries;
mod judge;
mod lines;
mod rim;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use standfast_desk::acts::case::SaidCase;
use standfast_desk::disclosure::Verdict;
use standfast_desk::pathway::{Advice, Packs};
use standfast_desk::vault::{Create, Place, SecretString};
use standfast_desk::{Desk, DeskError, Opening};

use entries::Entries;
pub use rim::{SeededEntropy, SetClock};
use standfast_story::{Counts, Event, Header, Scene, Story, StoryError, shown_time};

/// What came of a story.
#[derive(Debug)]
pub struct Played {
    /// Events that were done and expectations that hold.
    pub held: usize,
    /// Lines that go beyond what is built, in the order of the story: time and line as written.
    pub not_yet: Vec<String>,
    /// Lines that are off, in the order of the story.
    pub off: Vec<Off>,
    /// After each event, its line as written and every step that is open then: `name urgency`, in the
    /// order in which a person sees them.
    pub trail: Vec<(String, Vec<String>)>,
}

/// A line of a story that did not come out as it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Off {
    /// The line of the file, from 1.
    pub line: usize,
    /// The line as written.
    pub expected: String,
    /// What came instead.
    pub found: String,
}

/// A story that could not be begun.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    /// It could not be read.
    #[error(transparent)]
    Story(#[from] StoryError),
    /// Its zone is none.
    #[error("\"{0}\" is not a time zone")]
    Zone(String),
    /// The folder for its vault.
    #[error("no folder for the story's vault: {0}")]
    Folder(#[from] std::io::Error),
    /// The vault or the case.
    #[error("the story's case could not be opened: {0}. {advice}", advice = .0.advice())]
    Desk(#[from] DeskError),
}

/// Plays the story in `text` in a new vault that is gone afterwards; its files lie below `examples`.
///
/// # Errors
/// [`PlayError`] if it cannot be begun. What goes wrong on its lines stands in [`Played::off`].
pub fn play(text: &str, examples: &Path) -> Result<Played, PlayError> {
    let story = Story::parse(text)?;
    let mut player = Player::begin(&story.header, examples)?;
    let lines: Vec<&str> = text.lines().collect();
    let mut told = Teller {
        lines,
        played: Played {
            held: 0,
            not_yet: Vec::new(),
            off: Vec::new(),
            trail: Vec::new(),
        },
    };
    for scene in &story.scenes {
        player.scene(scene, &mut told);
        let open = player.open_steps()?;
        let at = told.written(scene.line);
        told.played.trail.push((at, open));
    }
    player.desk.close()?;
    Ok(told.played)
}

/// The words that open a story's vault.
const WORDS: &str = "three plain words";

/// One story on the way.
struct Player {
    desk: Desk,
    case: String,
    clock: SetClock,
    zone: TimeZone,
    fingerprint: String,
    entries: Entries,
    /// Every step that some pack knows.
    steps: Vec<String>,
    examples: PathBuf,
    bundles: u32,
    folder: tempfile::TempDir,
}

/// What an event left to be judged.
enum Outcome {
    /// Stored.
    Done,
    /// The steps on the day that a look asks for.
    Looked(Box<Advice>),
    /// The sums of an import.
    Imported(Counts),
    /// What a check says.
    Checked(Box<Verdict>),
    /// A bundle, by its file.
    Gave(PathBuf),
    /// A check or a disclosure that was not done: its exit code, and why.
    Refused(u8, String),
}

impl Player {
    fn begin(header: &Header, examples: &Path) -> Result<Self, PlayError> {
        let zone = TimeZone::get(&header.zone).map_err(|_| PlayError::Zone(header.zone.clone()))?;
        let folder = tempfile::Builder::new()
            .prefix("standfast-story-")
            .tempdir()?;
        let clock = SetClock::default();
        let opened = instant(&zone, header.opened);
        clock.set(opened);
        let vault = folder.path().join("vault");
        let state = folder.path().join("state");
        let seed = header
            .story
            .bytes()
            .fold(7, |seed: u64, b| seed.wrapping_mul(257) ^ u64::from(b));
        // The passphrase costs its time once a story: the vault stays open to the end.
        let Opening {
            mut desk,
            fingerprint,
            ..
        } = Desk::create(
            &Place {
                folder: &vault,
                state: Some(&state),
            },
            Create {
                passphrase: SecretString::from(WORDS.to_owned()),
                demonstration: true,
                created: opened,
            },
            Box::new(clock.clone()),
            Box::new(SeededEntropy::new(seed)),
        )?;
        desk.case_new(&header.case, said_case(header))?;
        Ok(Self {
            desk,
            case: header.case.clone(),
            clock,
            zone,
            fingerprint,
            entries: Entries::default(),
            steps: Packs::shipped().map_err(DeskError::from)?.steps(),
            examples: examples.to_owned(),
            bundles: 0,
            folder,
        })
    }

    fn scene(&mut self, scene: &Scene, told: &mut Teller<'_>) {
        let marked = !scene.rows.is_empty();
        let outcome = match self.event(scene) {
            Ok(outcome) => outcome,
            Err(why) => {
                told.tell(scene, scene.line, marked, Err(why));
                for expect in &scene.expects {
                    let why = format!("line {} was not done", scene.line);
                    told.tell(
                        scene,
                        expect.line,
                        marked || !expect.rows.is_empty(),
                        Err(why),
                    );
                }
                return;
            }
        };
        let done = match &outcome {
            Outcome::Refused(exit, why) if !judge::speaks_of_the_exit(scene) => {
                Err(format!("exit {exit}: {why}"))
            }
            _ => Ok(()),
        };
        told.tell(scene, scene.line, marked, done);
        let mut sight = judge::Sight::of(outcome);
        for expect in &scene.expects {
            let marked = marked || !expect.rows.is_empty();
            let found = self.holds(&expect.what, marked, &mut sight);
            told.tell(scene, expect.line, marked, found);
        }
    }

    /// What a person sees open at this moment.
    fn open_steps(&mut self) -> Result<Vec<String>, DeskError> {
        let advice = self.desk.next(&self.case, None, None)?;
        let open = advice.steps.iter().filter(|s| s.state.is_open());
        Ok(open
            .map(|s| format!("{} {}", s.id, s.urgency.as_str()))
            .collect())
    }

    /// Does what a line says, at each of its times.
    fn event(&mut self, scene: &Scene) -> Result<Outcome, String> {
        let mut last = Outcome::Done;
        for at in &scene.at {
            self.clock.set(instant(&self.zone, *at));
            last = self.act(&scene.event, scene.label.as_deref(), *at)?;
        }
        Ok(last)
    }
}

fn said_case(header: &Header) -> SaidCase {
    SaidCase {
        clinician: Some(header.clinician.clone()),
        initials: Some(header.initials.clone()),
        setting: Some(header.setting.clone()),
        jurisdiction: Some(header.jurisdiction.clone()),
        zone: Some(header.zone.clone()),
        subject: header.subject.clone(),
        relation: Some(header.relation.clone()),
        age_band: header.age_band.clone(),
        vulnerable: header.vulnerable.clone(),
    }
}

/// Wall time as an instant; where clocks were set back the first of the two, as a person who says
/// nothing more most likely means.
fn instant(zone: &TimeZone, at: DateTime) -> Timestamp {
    zone.to_ambiguous_timestamp(at)
        .compatible()
        .unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Gathers what came of each line.
struct Teller<'a> {
    lines: Vec<&'a str>,
    played: Played,
}

impl Teller<'_> {
    fn written(&self, line: usize) -> String {
        let at = line.checked_sub(1).and_then(|i| self.lines.get(i));
        at.map_or("", |text| text.trim()).to_owned()
    }

    fn tell(&mut self, scene: &Scene, line: usize, marked: bool, came: Result<(), String>) {
        let written = self.written(line);
        match came {
            // A look by itself tries nothing.
            Ok(()) if line == scene.line && matches!(scene.event, Event::Look { .. }) => {}
            Ok(()) => self.played.held += 1,
            Err(_) if marked && line == scene.line => self.played.not_yet.push(written),
            Err(_) if marked => {
                let at = scene
                    .at
                    .last()
                    .map(|at| shown_time(*at))
                    .unwrap_or_default();
                self.played.not_yet.push(format!("{at}  {written}"));
            }
            Err(found) => {
                self.played.off.push(Off {
                    line,
                    expected: written,
                    found,
                });
            }
        }
    }
}
