//! The words that stand on the screen for words of the closed lists. What is not in a list is a
//! person's own word and is shown as it is.

use standfast_desk::model::lists::Party;

use crate::pages::log::{FIRST_SIGNS, MORE_CHANNELS, MORE_SIGNS, PLATFORMS, TILES};

/// "Phone call"; nothing said is "Contact".
pub(crate) fn channel(word: Option<&str>) -> String {
    let Some(word) = word else {
        return "Contact".to_owned();
    };
    let tile = TILES
        .iter()
        .find(|(value, ..)| *value == word)
        .map(|(_, label, _)| *label);
    let more = || {
        MORE_CHANNELS
            .iter()
            .find(|choice| choice.value == word)
            .map(|choice| choice.label)
    };
    tile.or_else(more)
        .map_or_else(|| capital(word), str::to_owned)
}

/// "WhatsApp".
pub(crate) fn platform(word: &str) -> String {
    PLATFORMS
        .iter()
        .find(|choice| choice.value == word)
        .map_or_else(|| word.to_owned(), |choice| choice.label.to_owned())
}

/// "I was afraid".
pub(crate) fn sign(word: &str) -> String {
    FIRST_SIGNS
        .iter()
        .chain(&MORE_SIGNS)
        .find(|choice| choice.value == word)
        .map_or_else(|| word.to_owned(), |choice| choice.label.to_owned())
}

/// The subject's name or "The patient", the clinician's name, or somebody.
pub(crate) fn party(party: &Party, subject: &str, clinician: &str) -> String {
    match party {
        Party::Subject => subject.to_owned(),
        Party::Clinician => clinician.to_owned(),
        Party::Other(_) => "Somebody else".to_owned(),
    }
}

/// What a letter is called. One that this list does not know is called by its name.
pub(crate) fn letter(template: &str) -> String {
    let title = match template {
        "boundary-reply" => "A reply that says it once, kindly and firmly",
        "boundary-letter" => "The practice says it once for you",
        "warning" => "The practice’s warning letter",
        "transfer" => "Care moves to a colleague",
        "removal" => "Removal from the list, without details",
        "removal-with-reasons" => "Removal from the list, with reasons",
        "commissioner-notice" => "Notice of removal to the commissioner",
        "manager-note" => "A note to your manager",
        "defence-organisation-request" => "A request to your defence organisation",
        "police-cover" => "A letter to the police",
        "chaperone-notice" => "A chaperone at appointments",
        "briefing" => "The rule for colleagues",
        "reception-plan" => "A one-page plan for reception",
        "safety-checklist" => "A checklist for your safety",
        "statement" => "A draft of your witness statement",
        "personal-statement" => "A draft of your personal statement",
        "paper-log" => "A log to write on paper",
        other => return capital(&other.replace('-', " ")),
    };
    title.to_owned()
}

/// How a letter stands, or what happened to it.
pub(crate) fn letter_act(act: &str) -> &'static str {
    match act {
        "approved" => "Approved",
        "sent" => "Sent",
        "not-sent" => "Not to be sent",
        "returned" => "Came back",
        "acknowledged" => "Acknowledged",
        "answered" => "Answered",
        _ => "Draft",
    }
}

/// What a step is called over its text. A step that a pack names and this list does not is called
/// by its name.
pub(crate) fn step(id: &str) -> String {
    let title = match id {
        "police-now" => "Tell the police now",
        "preserve-evidence" => "Keep the evidence",
        "boundary-reply" => "Say that it must stop",
        "no-reply-online" => "Do not answer online",
        "decline-friend-request" => "Decline the friend request",
        "gift-decision" => "Decide about the gift",
        "tell-manager" => "Tell your manager",
        "contact-defence-organisation" => "Ask your defence organisation",
        "privacy-review" => "Check your privacy settings",
        "number-and-email" => "Keep your own number and address private",
        "chaperone" => "Have a chaperone",
        "transfer-care" => "Think about passing on the care",
        "restriction" => "Book with somebody else",
        "emergency-exception" => "In an emergency",
        "home-visit" => "Plan any home visit",
        "warning-letter" => "Have a warning letter sent",
        "consequence" => "Do what the warning said",
        "list-removal" => "Weigh removal from the list",
        "police-report" => "Report it to the police",
        "disclosure-decision" => "Decide what may be shared",
        "course-of-conduct" => "Let somebody weigh all of it together",
        "civil-route" => "Ask about a court order",
        "time-limit" => "Know the time limit",
        "breach-report" => "Report the breach",
        "release-plan" => "Plan for the release",
        "allegation-response" => "Answer the allegation with advice",
        "vulnerability" => "Think of what makes the patient vulnerable",
        "quiet-review" => "Review the quiet time",
        "after-outcome" => "After the outcome",
        "seasonal-reminder" => "Be ready for the season",
        "access-request" => "Answer what they ask to see",
        "chaperone-refused" => "They want no chaperone",
        "data-complaint" => "Answer the complaint about data",
        "employer-duty" => "Ask what your employer does",
        "erasure-request" => "Answer the request to erase",
        "exclusion-policy" => "Read the policy of the trust",
        "hospital-nuisance" => "Somebody who will not leave",
        "keep-log-apart" => "Keep the log apart",
        "own-records-request" => "They ask for your own records",
        "personal-safety" => "Make a safety plan",
        "police-request" => "The police ask for papers",
        "police-warning-record" => "Note what the police warned of",
        "removal-effect" => "From which day removal holds",
        "removal-notice" => "Give notice of the removal",
        "restraining-order" => "Say that you want contact forbidden",
        "tell-somebody" => "Tell somebody how it was",
        "watch-after" => "Watch what comes after",
        "what-encouraged" => "What may have been misread",
        other => return capital(&other.replace('-', " ")),
    };
    title.to_owned()
}

/// Who acts: "You", "Practice manager".
pub(crate) fn who(who: &str) -> String {
    if who == "clinician" {
        "You".to_owned()
    } else {
        capital(who)
    }
}

/// "england" is "England".
pub(crate) fn place(jurisdiction: &str) -> String {
    jurisdiction
        .split('-')
        .map(capital)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The first letter large.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// "1 entry", "3 entries".
pub(crate) fn counted(n: u64, one: &str, many: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{} {many}", crate::pages::grouped(n))
    }
}
