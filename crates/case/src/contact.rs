//! A contact without its words: all that steps, occasions and figures are made of.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;
use standfast_model::kinds;
use standfast_model::lists::{Channel, Party, Sign};
use standfast_model::{FieldValue, Occurred};

use crate::span::{Moment, Span};

/// One contact of the record log. Words, effect and clinical detail are left in the vault.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// Its number in the record log.
    pub n: u64,
    /// When it was recorded (UTC).
    pub recorded: Timestamp,
    /// When it happened.
    pub span: Span,
    /// How it came.
    pub channel: Option<Channel>,
    /// `whatsapp`, `facebook`, …
    pub platform: Option<Arc<str>>,
    /// Who it came from.
    pub from: Party,
    /// The account it came from, as the export names it.
    pub from_account: Option<Arc<str>>,
    /// Towards whom, where not the clinician.
    pub towards: Option<Arc<str>>,
    /// Where it happened.
    pub place: Option<Arc<str>>,
    /// What was ticked, each once, in the order of the list.
    pub signs: Vec<Sign>,
    /// Whether something was said or done back in it.
    pub answered: bool,
    /// The import that it came with.
    pub import: Option<u64>,
    /// When it was last said as it stands here (UTC): recorded, or corrected.
    pub stated: Timestamp,
}

/// Equal texts are kept once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts(HashSet<Arc<str>>);

impl Texts {
    pub(crate) fn keep(&mut self, text: &str) -> Arc<str> {
        if let Some(kept) = self.0.get(text) {
            return Arc::clone(kept);
        }
        let kept: Arc<str> = text.into();
        self.0.insert(Arc::clone(&kept));
        kept
    }

    fn keep_option(&mut self, text: Option<&String>) -> Option<Arc<str>> {
        text.map(|t| self.keep(t))
    }
}

impl Contact {
    pub(crate) fn of(
        n: u64,
        recorded: Timestamp,
        body: &kinds::Contact,
        texts: &mut Texts,
    ) -> Self {
        Contact {
            n,
            recorded,
            span: Span::of(&body.occurred),
            channel: body.channel.clone(),
            platform: texts.keep_option(body.platform.as_ref()),
            from: body.from.clone(),
            from_account: texts.keep_option(body.from_account.as_ref()),
            towards: texts.keep_option(body.towards.as_ref()),
            place: texts.keep_option(body.place.as_ref()),
            signs: tidy(body.signs.clone()),
            answered: body.reply.is_some(),
            import: body.source.as_ref().map(|s| s.import),
            stated: recorded,
        }
    }

    /// Whether a correction of `field` changes anything that is kept here.
    pub(crate) fn keeps(field: &str) -> bool {
        matches!(
            field,
            "channel"
                | "platform"
                | "from"
                | "from_account"
                | "towards"
                | "place"
                | "occurred"
                | "signs"
                | "reply"
        )
    }

    /// Applies one correction; a value that cannot be that field's changes nothing.
    pub(crate) fn correct(&mut self, field: &str, value: &Value) {
        let text = || value.as_str().map(Arc::<str>::from);
        match field {
            "channel" => self.channel = Channel::from_value(value),
            "platform" => self.platform = text(),
            "from" => {
                if let Some(from) = Party::from_value(value) {
                    self.from = from;
                }
            }
            "from_account" => self.from_account = text(),
            "towards" => self.towards = text(),
            "place" => self.place = text(),
            "occurred" => {
                if let Some(occurred) = Occurred::from_value(value) {
                    self.span = Span::of(&occurred);
                }
            }
            "signs" => self.signs = tidy(Vec::<Sign>::from_value(value).unwrap_or_default()),
            "reply" => self.answered = !value.is_null(),
            _ => {}
        }
    }

    /// Its place in the order of things.
    #[must_use]
    pub fn moment(&self) -> Moment {
        Moment {
            span: self.span,
            recorded: self.recorded,
            n: self.n,
        }
    }

    /// Whether the subject did it.
    #[must_use]
    pub fn is_from_subject(&self) -> bool {
        self.from == Party::Subject
    }

    /// Whether `sign` was ticked.
    #[must_use]
    pub fn has(&self, sign: &Sign) -> bool {
        self.signs.contains(sign)
    }

    /// Whether any sign but a plain gift was ticked.
    #[must_use]
    pub fn is_unwanted(&self) -> bool {
        self.signs.iter().any(|s| *s != Sign::Gift)
    }
}

fn tidy(mut signs: Vec<Sign>) -> Vec<Sign> {
    signs.sort();
    signs.dedup();
    signs
}
