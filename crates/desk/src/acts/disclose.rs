//! Give: a bundle for a reader outside, and the entry that says what was given to whom.

use std::io::{BufWriter, Write};
use std::path::Path;

use jiff::civil::Date;
use standfast_disclosure::bundle::{self, Bundle, ReadMe};
use standfast_disclosure::plan::{Counts, Leaf, Plan, Window};
use standfast_disclosure::profile::Profile;
use standfast_model::{Body, Class, FieldValue, Log, kinds};
use standfast_vault::{CaseLine, Stored};

use self::documents::Documents;
use self::partial::{Partial, bundle_name};
use super::saved;
use crate::access::{Act, Permit};
use crate::looks::timeline::start_of;
use crate::{Desk, DeskError, Saved, Zone};

mod decisions;
mod documents;
mod exhibits;
mod outline;
mod partial;
mod preview;
mod rows;
mod source;
mod sums;
mod table;
mod views;

pub use preview::Preview;

/// Make a bundle.
pub struct Disclose;
impl Act for Disclose {
    const NAME: &'static str = "disclose";
}

/// A disclosure as typed.
#[derive(Clone, Debug, Default)]
pub struct SaidDisclosure {
    /// To whom.
    pub to: String,
    /// Which profile.
    pub profile: String,
    /// First day, in words.
    pub from: Option<String>,
    /// Last day, in words.
    pub to_date: Option<String>,
    /// The text of a file of decisions (TOML).
    pub decide: Option<String>,
    /// Their reference.
    pub reference: Option<String>,
}

/// A bundle that was made, with its entry.
pub struct Disclosed {
    /// The private entry.
    pub saved: Saved,
    /// What went and what stayed.
    pub preview: Preview,
    /// SHA-256 of the bundle, lower-case hex.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// Everything that was decided about a disclosure before anything is written.
struct Prepared {
    plan: Plan,
    decisions: Vec<kinds::Decision>,
    profile: Profile,
    from: Option<Date>,
    to_date: Option<Date>,
}

impl Desk {
    /// What would go, what would stay, what waits for a decision. Writes nothing.
    ///
    /// # Errors
    /// No such case or profile; decisions that cannot be read.
    pub fn disclose_preview(
        &mut self,
        case: &str,
        said: &SaidDisclosure,
    ) -> Result<Preview, DeskError> {
        let (permit, line) = self.permit::<Disclose>(case)?;
        let prepared = self.prepare(&permit, &line, said)?;
        Ok(Preview::of(said, &line, &prepared.plan))
    }

    /// Writes the bundle to `out`, which must not be there yet, and records the disclosure.
    ///
    /// # Errors
    /// As [`Desk::disclose_preview`]; an original that is missing or was changed; the disk. Then
    /// no bundle is left and nothing was recorded.
    pub fn disclose(
        &mut self,
        case: &str,
        said: &SaidDisclosure,
        out: &Path,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Disclosed, DeskError> {
        let (permit, line) = self.permit::<Disclose>(case)?;
        let name = bundle_name(out)?;
        let prepared = self.prepare(&permit, &line, said)?;
        let partial = Partial::begin(out)?;
        let written =
            self.write_bundle(&permit, &line, said, &prepared, &name, &partial, progress)?;
        let preview = Preview::of(said, &line, &prepared.plan);
        let checkpoint = self.vault(&permit).checkpoint(line.number, Log::Record)?;
        let counts = prepared.plan.counts();
        let decisions: Vec<u64> = (line.private..).take(prepared.decisions.len()).collect();
        let given = kinds::Disclosure {
            to: said.to.trim().to_owned(),
            profile: prepared.profile.name.clone(),
            reference: said.reference.clone(),
            from: prepared.from,
            to_date: prepared.to_date,
            entries: line.record,
            checkpoint,
            sha256: written.sha256.clone(),
            bundle: format!("{name}.zip"),
            decisions,
            withheld: prepared
                .plan
                .withheld_entries()
                .map(|(n, reason)| kinds::WithheldEntry {
                    n,
                    reason: reason.to_owned(),
                })
                .collect(),
            counts: vec![counts.shown, counts.in_part, counts.withheld],
            made_by: env!("CARGO_PKG_VERSION").to_owned(),
        };
        let count = prepared.decisions.len() as u64;
        let private = prepared
            .decisions
            .into_iter()
            .map(Body::from)
            .chain(std::iter::once(given.into()))
            .collect();
        // Recorded first, shown under its name second: a bundle that is there has its entry.
        let (placed, warnings) = self.seal(&permit, Some(&line), vec![], private, vec![])?;
        partial.keep()?;
        let mut saved = saved(&line.name, Log::Private, &placed, vec![], warnings);
        saved.n += count;
        Ok(Disclosed {
            saved,
            preview,
            sha256: written.sha256,
            bytes: written.bytes,
        })
    }

    fn prepare(
        &mut self,
        permit: &Permit<Disclose>,
        line: &CaseLine,
        said: &SaidDisclosure,
    ) -> Result<Prepared, DeskError> {
        if said.to.trim().is_empty() {
            return Err(DeskError::words(
                "nobody was named to give it to",
                "Add: --to NAME",
            ));
        }
        let profile = Profile::shipped(&said.profile).map_err(|e| {
            let names: Vec<&str> = Profile::names().collect();
            DeskError::words(
                format!("{e}; nothing was written"),
                format!("One of: {}", names.join(", ")),
            )
        })?;
        let settings = self.settings(permit, line)?;
        let around = self.said(&settings, None)?;
        let day = |words: &Option<String>| -> Result<Option<Date>, DeskError> {
            words
                .as_deref()
                .map(|w| Date::from_words(w, &around))
                .transpose()
                .map_err(Into::into)
        };
        let (from, to_date) = (day(&said.from)?, day(&said.to_date)?);
        let window = Window {
            from: from.map(|d| start_of(d, &around, false)).transpose()?,
            until: to_date.map(|d| start_of(d, &around, true)).transpose()?,
        };
        let decisions = decisions::read(said.decide.as_deref().unwrap_or_default(), &said.to)?;
        let mut plan = Plan::new(
            profile.clone(),
            window,
            decisions.iter().map(decisions::plain).collect(),
        );
        each_entry(self, permit, line, |stored| {
            let fields = stored.fields()?;
            let body = stored.read()?.body;
            plan.add(&body, &fields, &sealed_classes(stored), stored.recorded);
            Ok(())
        })?;
        let unknown: Vec<&str> = plan.unknown().collect();
        if !unknown.is_empty() {
            return Err(DeskError::words(
                format!(
                    "a decision names what is not there: {}; nothing was written",
                    unknown.join(", ")
                ),
                "Name an entry (#12), a field of it (#12 words), an exhibit (ABC/3) or a field (subject).",
            ));
        }
        Ok(Prepared {
            plan,
            decisions,
            profile,
            from,
            to_date,
        })
    }

    #[allow(clippy::too_many_arguments)] // one call; a struct of these would be read nowhere else
    fn write_bundle(
        &mut self,
        permit: &Permit<Disclose>,
        line: &CaseLine,
        said: &SaidDisclosure,
        prepared: &Prepared,
        name: &str,
        partial: &Partial,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<bundle::Written, DeskError> {
        let settings = self.settings(permit, line)?;
        let zone = Zone(settings.zone.clone());
        let made = self.now();
        let counts = prepared.plan.counts();
        let outline = outline::Outline {
            said,
            line,
            settings: &settings,
            zone: &zone,
            made,
            demonstration: self.demonstration(),
            fingerprint: self.fingerprint(),
            counts: &counts,
            plan: &prepared.plan,
        };
        let (chronology, csv) = table::chronology(self, permit, &outline)?;
        let documents = Documents::new(self, permit, &outline, chronology)?;
        let vault = self.vault(permit);
        let bundle = Bundle {
            name: name.to_owned(),
            readme: ReadMe {
                recipient: said.to.trim().to_owned(),
                given_by: settings.clinician.clone(),
                made: zone.long(made),
                profile: prepared.profile.name.clone(),
                reference: said.reference.clone(),
                demonstration: outline.demonstration,
                fingerprint: outline.fingerprint.clone(),
                counts: counts.clone(),
                entries: line.record,
            },
            checkpoint: vault.checkpoint(line.number, Log::Record)?,
            vkey: vault.verifier_key(line.number, Log::Record)?,
            documents: documents.names(),
            csv,
        };
        let mut source = source::FromVault::new(vault, line, &prepared.plan, documents, progress);
        let mut out = BufWriter::with_capacity(1 << 18, partial.file()?);
        let written = bundle::write(&bundle, &prepared.plan.originals, &mut source, &mut out)
            .map_err(|error| source.why(error))?;
        out.flush()
            .and_then(|()| out.get_ref().sync_all())
            .map_err(|e| partial.failed(&e))?;
        Ok(written)
    }
}

/// Every entry of the record log, in order; stops at the first that cannot be read.
fn each_entry(
    desk: &Desk,
    permit: &Permit<Disclose>,
    line: &CaseLine,
    mut each: impl FnMut(&Stored) -> Result<(), DeskError>,
) -> Result<(), DeskError> {
    let mut failed = None;
    desk.vault(permit).entries(
        line.number,
        Log::Record,
        0..line.record,
        None,
        &mut |stored| {
            failed = each(&stored).err();
            Ok(failed.is_none())
        },
    )?;
    failed.map_or(Ok(()), Err)
}

/// The classes of all fields that a leaf commits to, erased ones too.
fn sealed_classes(stored: &Stored) -> Vec<Class> {
    stored
        .classes()
        .iter()
        .filter_map(|word| Class::parse(word))
        .collect()
}

/// What of an entry goes: its fields by the plan. `None`: withheld as a whole.
fn going(plan: &Plan, stored: &Stored) -> Result<Option<standfast_model::Fields>, DeskError> {
    match plan.leaf(stored.n) {
        Some(Leaf::Shown { fields, .. }) => Ok(Some(
            stored
                .fields()?
                .into_vec()
                .into_iter()
                .filter(|f| fields.contains(&f.name))
                .collect(),
        )),
        _ => Ok(None),
    }
}

/// The counts in one sentence, as covers and screens say them.
pub(crate) fn counts_words(entries: u64, counts: &Counts) -> String {
    let last = entries.saturating_sub(1);
    let classes: Vec<String> = counts
        .classes
        .iter()
        .map(|(class, n)| format!("{n} {class}"))
        .collect();
    let part = match (counts.in_part, classes.is_empty()) {
        (n, false) => format!("{n} in part ({} fields withheld)", classes.join(", ")),
        (n, true) => format!("{n} in part"),
    };
    format!(
        "Entries 0 to {last}: {} shown, {part}, {} withheld.",
        counts.shown, counts.withheld
    )
}
