//! Whole lines that the app writes under a person's name. A line is the app's only where all of it
//! is one of its sentences; a word of them inside a message never counts.

/// What a line of the app is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Says that something came, in place of words.
    Placeholder,
    /// Says what the program did: joined, left, a new colour. Nobody's words.
    Program,
    /// Says what the sender chose: a name for the group, a nickname for somebody.
    Act,
    /// May stand for a reaction.
    Reaction,
}

const SENT: &[&str] = &[
    "sent an attachment",
    "sent a photo",
    "sent a video",
    "sent a voice message",
    "sent a link",
    "sent a sticker",
    "sent a gif",
    "sent a location",
];

const PROGRAM: &[&str] = &[
    "left the group",
    "left the chat",
    "joined the group",
    "joined the chat",
    "joined the call",
    "changed the group photo",
    "changed the chat theme",
    "turned on vanish mode",
    "turned off vanish mode",
];

/// Beginning and end of sentences of the program around a name.
const PROGRAM_AROUND: &[(&str, &str)] = &[
    ("added ", " to the group"),
    ("removed ", " from the group"),
    ("changed the theme to ", ""),
    ("set the emoji to ", ""),
    ("set the quick reaction to ", ""),
];

const ACTS: &[&str] = &[
    "named the group ",
    "set the nickname for ",
    "set your nickname to ",
    "set his own nickname to ",
    "set her own nickname to ",
    "set their own nickname to ",
    "created a poll: ",
];

/// What of the app `text` is, written under the name `sender`.
pub(super) fn line(sender: &str, text: &str) -> Option<Line> {
    let text = text.trim();
    if text.contains('\n') {
        return None;
    }
    if is_reaction(text) {
        return Some(Line::Reaction);
    }
    let rest = [sender, "You"]
        .iter()
        .filter(|name| !name.is_empty())
        .find_map(|name| text.strip_prefix(name)?.strip_prefix(' '))?;
    let bare = rest.strip_suffix('.').unwrap_or(rest);
    if SENT.iter().any(|s| bare.eq_ignore_ascii_case(s)) {
        return Some(Line::Placeholder);
    }
    let around = |(start, end): &(&str, &str)| {
        bare.len() > start.len() + end.len() && bare.starts_with(start) && bare.ends_with(end)
    };
    // "You left the group" is also what somebody may say to another.
    let by_name = !sender.is_empty() && text.starts_with(sender);
    if by_name && (PROGRAM.contains(&bare) || PROGRAM_AROUND.iter().any(around)) {
        return Some(Line::Program);
    }
    let act = by_name && ACTS.iter().any(|s| rest.starts_with(s));
    act.then_some(Line::Act)
}

/// "Liked a message", "Reacted 😠 to your message", and nothing more.
fn is_reaction(text: &str) -> bool {
    let sign = text
        .strip_prefix("Reacted ")
        .and_then(|rest| rest.strip_suffix(" to your message"));
    text == "Liked a message"
        || sign.is_some_and(|sign| {
            sign.chars().count() <= 10 && !sign.contains(char::is_whitespace) && !sign.is_ascii()
        })
}

/// Names under which the sites show every account that is no more.
pub(super) fn is_gone(name: &str) -> bool {
    const GONE: &[&str] = &[
        "",
        "facebook user",
        "instagram user",
        "messenger user",
        "facebook-nutzer",
        "utilisateur de facebook",
        "usuario de facebook",
        "utente di facebook",
        "facebookgebruiker",
    ];
    GONE.contains(&name.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::{Line, line};

    #[test]
    fn only_whole_sentences_of_the_app_count() {
        for (text, is) in [
            ("You sent an attachment.", Some(Line::Placeholder)),
            ("Ned Harrow sent a photo.", Some(Line::Placeholder)),
            ("Ned Harrow left the group.", Some(Line::Program)),
            (
                "Ned Harrow added Cy Orme to the group.",
                Some(Line::Program),
            ),
            ("Ned Harrow named the group ours.", Some(Line::Act)),
            ("Liked a message", Some(Line::Reaction)),
            ("Reacted 😠 to your message ", Some(Line::Reaction)),
            ("Reacted badly to your message", None),
            ("I gave an answer to your message", None),
            ("You left the group.", None),
            ("I added you to the group.", None),
            ("Ned Harrow left the group. Why?", None),
            ("he sent an attachment.", None),
        ] {
            assert_eq!(line("Ned Harrow", text), is, "{text}");
        }
    }
}
