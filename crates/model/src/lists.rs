//! The closed lists of the contract. Each has an "other" that keeps the person's word.

use serde_json::Value;

use crate::value::{FieldValue, Said, SaidError};

macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident, $wanted:literal { $($(#[$item:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)] // each variant is documented by its word
        pub enum $name {
            $($(#[$item])* $variant,)+
            /// Something else, in the person's own word.
            Other(String),
        }

        impl $name {
            /// The words of the list, in the contract's order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word itself, or the person's own.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $($name::$variant => $word,)+
                    $name::Other(own) => own,
                }
            }

            /// Exactly a word of the list; `None` for anything else ("other" included).
            #[must_use]
            pub fn listed(word: &str) -> Option<Self> {
                match word {
                    $($word => Some($name::$variant),)+
                    _ => None,
                }
            }

            /// Reads a sealed word; an unknown one is somebody's own.
            #[must_use]
            pub fn sealed(word: &str) -> Self {
                Self::listed(word).unwrap_or_else(|| $name::Other(word.to_owned()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FieldValue for $name {
            const WANTED: &'static str = $wanted;
            fn to_value(&self) -> Option<Value> {
                Some(Value::String(self.as_str().to_owned()))
            }
            fn from_value(value: &Value) -> Option<Self> {
                value.as_str().map(Self::sealed)
            }
            /// A word of the list, or `other: own words`.
            fn from_words(words: &str, _: &Said) -> Result<Self, SaidError> {
                let words = words.trim();
                if let Some(own) = words.strip_prefix("other:") {
                    return Ok($name::Other(own.trim().to_owned()));
                }
                if words == "other" {
                    return Ok($name::Other("other".to_owned()));
                }
                Self::listed(words).ok_or_else(|| SaidError::Not {
                    words: words.to_owned(),
                    wanted: $wanted,
                })
            }
        }
    };
}

/// A list that nobody adds words to: the program itself acts on each.
macro_rules! fixed_list {
    ($(#[$doc:meta])* $name:ident, $wanted:literal { $($(#[$item:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$item])* $variant,)+
        }

        impl $name {
            /// Every item, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word in fields and JSON.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)+
                }
            }

            /// Reads the word.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|item| item.as_str() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FieldValue for $name {
            const WANTED: &'static str = $wanted;
            fn to_value(&self) -> Option<Value> {
                Some(Value::String(self.as_str().to_owned()))
            }
            fn from_value(value: &Value) -> Option<Self> {
                Self::parse(value.as_str()?)
            }
            fn from_words(words: &str, _: &Said) -> Result<Self, SaidError> {
                Self::parse(words.trim())
                    .ok_or_else(|| SaidError::Not { words: words.to_owned(), wanted: $wanted })
            }
        }
    };
}

closed_list! {
    /// How a contact came.
    Channel, "a channel of the list (or \"other: your word\")" {
        Letter = "letter", Card = "card", Gift = "gift", Package = "package",
        Catalogue = "catalogue", Text = "text", Call = "call", Voicemail = "voicemail",
        Email = "email", Message = "message", FriendRequest = "friend-request", Post = "post",
        Comment = "comment", Consultation = "consultation", AttendanceWork = "attendance-work",
        AttendanceHome = "attendance-home", AttendanceElsewhere = "attendance-elsewhere",
        Following = "following", Damage = "damage", Letterbox = "letterbox",
        ThirdParty = "third-party", Complaint = "complaint", Allegation = "allegation",
    }
}

closed_list! {
    /// What a person ticks about a contact; facts of the pathway come from these, never from words.
    Sign, "a sign of the list (or \"other: your word\")" {
        Declaration = "declaration", Gift = "gift", PersonalQuestion = "personal-question",
        RequestToMeet = "request-to-meet", Sexual = "sexual", Persistent = "persistent",
        AfterBeingTold = "after-being-told", NewAccount = "new-account", AtHome = "at-home",
        AtWorkUnbooked = "at-work-unbooked", WaitingFor = "waiting-for", Following = "following",
        Photographing = "photographing", Threat = "threat", ThreatSelfHarm = "threat-self-harm",
        Aggression = "aggression", Fear = "fear", Damage = "damage", BreaksOrder = "breaks-order",
        FalseAllegation = "false-allegation", ViaFamily = "via-family",
    }
}

closed_list! {
    /// What was done about it.
    MeasureKind, "a measure of the list (or \"other: your word\")" {
        Reply = "reply", DeclinedFriendRequest = "declined-friend-request",
        GiftAccepted = "gift-accepted", GiftRefused = "gift-refused",
        ToldManager = "told-manager", ToldDefenceOrganisation = "told-defence-organisation",
        ToldColleagues = "told-colleagues", PrivacyReview = "privacy-review",
        ChaperoneAgreed = "chaperone-agreed", ChaperoneRefused = "chaperone-refused",
        Transfer = "transfer", Restriction = "restriction", WarningLetter = "warning-letter",
        ListRemoval = "list-removal", PoliceReport = "police-report",
        PoliceWarning = "police-warning", Arrest = "arrest", Bail = "bail", Charge = "charge",
        Order = "order", Injunction = "injunction", Undertaking = "undertaking",
        Conviction = "conviction", Sentence = "sentence", Release = "release", Breach = "breach",
        AllegationReceived = "allegation-received", AllegationClosed = "allegation-closed",
        Review = "review",
    }
}

closed_list! {
    /// How a case, or a stretch of it, ended.
    OutcomeKind, "an outcome of the list (or \"other: your word\")" {
        FizzledOut = "fizzled-out", ProfessionalFooting = "professional-footing",
        Transferred = "transferred", Removed = "removed", PoliceWarning = "police-warning",
        Injunction = "injunction", Charge = "charge", Conviction = "conviction",
        Sentence = "sentence", Cleared = "cleared", Resumed = "resumed",
    }
}

closed_list! {
    /// Where the clinician works; decides which rules can apply.
    Setting, "a setting: gp, hospital, community, dental or other" {
        Gp = "gp", Hospital = "hospital", Community = "community", Dental = "dental",
    }
}

closed_list! {
    /// Whose law applies.
    Jurisdiction, "a jurisdiction: england, wales, scotland or northern-ireland" {
        England = "england", Wales = "wales", Scotland = "scotland",
        NorthernIreland = "northern-ireland",
    }
}

closed_list! {
    /// Who the subject is to the clinician.
    Relation, "a relation: patient, former-patient, relative or unknown" {
        Patient = "patient", FormerPatient = "former-patient", Relative = "relative",
        Unknown = "unknown",
    }
}

closed_list! {
    /// The subject's age, as far as it changes what the guidance says.
    AgeBand, "an age band: under-16, 16-17 or adult" {
        Under16 = "under-16", SixteenSeventeen = "16-17", Adult = "adult",
    }
}

closed_list! {
    /// Who something came from, or whose an account is.
    Party, "subject, clinician or other" {
        Subject = "subject", Clinician = "clinician",
    }
}

fixed_list! {
    /// What a note of the private log is.
    NoteKind, "note or advice" {
        /// The clinician's own words.
        Note = "note",
        /// What an adviser said; it outranks a pack.
        Advice = "advice",
    }
}

fixed_list! {
    /// What can be done with a step.
    StepAct, "open, done, declined, delegated or reopened" {
        /// A person opened it themselves.
        Open = "open",
        /// Done.
        Done = "done",
        /// Not to be done, with a reason.
        Declined = "declined",
        /// Given to somebody.
        Delegated = "delegated",
        /// Open again.
        Reopened = "reopened",
        /// What was on screen, sealed once per change.
        Shown = "shown",
    }
}

fixed_list! {
    /// A moment in the life of a letter.
    LetterAct, "drafted, approved, sent, not-sent, returned, acknowledged or answered" {
        /// Written, not yet anybody's word.
        Drafted = "drafted",
        /// A named person stands by it.
        Approved = "approved",
        /// It went.
        Sent = "sent",
        /// It will not go.
        NotSent = "not-sent",
        /// It came back.
        Returned = "returned",
        /// Whoever got it said so.
        Acknowledged = "acknowledged",
        /// Whoever got it answered.
        Answered = "answered",
    }
}

fixed_list! {
    /// What a person decides of an account that may be the subject's.
    AttributionKind, "theirs or not-theirs" {
        /// It is the subject's.
        Theirs = "theirs",
        /// It is somebody else's.
        NotTheirs = "not-theirs",
    }
}

fixed_list! {
    /// On what basis something that needs a decision goes (R21; GMC, Confidentiality, 2017).
    Basis, "consent or public-interest" {
        /// The person whose it is agreed.
        Consent = "consent",
        /// Holding it back would expose others to death or serious harm.
        PublicInterest = "public-interest",
    }
}
