//! What the cells of a table mean: received or sent, how it came, who.

use standfast_model::draft::Person;
use standfast_model::lists::Channel;

/// Received or sent, as seen by whoever kept the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    In,
    Out,
}

impl Way {
    /// Reads the word of a cell; `None` where it says neither.
    pub(super) fn read(cell: &str) -> Option<Self> {
        let word = cell.trim().to_lowercase();
        Some(match word.as_str() {
            "in" | "incoming" | "inbound" | "received" | "receive" | "inbox" | "missed"
            | "from" | "missed call" | "incoming call" | "voicemail" | "rejected" | "<" | "<-"
            | "i" | "r" => Way::In,
            "out" | "outgoing" | "outbound" | "sent" | "send" | "outbox" | "dialled" | "dialed"
            | "outgoing call" | "to" | ">" | "->" | "o" | "s" => Way::Out,
            _ => return None,
        })
    }
}

/// How it came, and on which platform where the word says that.
pub(super) fn channel(cell: &str) -> Option<(Channel, Option<&'static str>)> {
    let said = cell.trim();
    if said.is_empty() {
        return None;
    }
    let word = said.to_lowercase().replace(['_', ' '], "-");
    if let Some(listed) = Channel::listed(&word) {
        return Some((listed, None));
    }
    Some(match word.as_str() {
        "sms" | "mms" | "txt" | "text-message" | "texts" | "imessage" => (Channel::Text, None),
        "phone" | "phone-call" | "telephone" | "telephone-call" | "tel" | "calls"
        | "missed-call" => (Channel::Call, None),
        "e-mail" | "emails" | "e-mails" => (Channel::Email, None),
        "letters" | "post-letter" => (Channel::Letter, None),
        "voice-mail" | "answerphone" => (Channel::Voicemail, None),
        "gifts" | "present" => (Channel::Gift, None),
        "at-home" | "home" | "home-visit" => (Channel::AttendanceHome, None),
        "at-work" | "work" => (Channel::AttendanceWork, None),
        "whatsapp" => (Channel::Message, Some("whatsapp")),
        "facebook" => (Channel::Message, Some("facebook")),
        "messenger" => (Channel::Message, Some("messenger")),
        "instagram" => (Channel::Message, Some("instagram")),
        "linkedin" => (Channel::Message, Some("linkedin")),
        "telegram" => (Channel::Message, Some("telegram")),
        "signal" => (Channel::Message, Some("signal")),
        "twitter" | "x" => (Channel::Message, Some("x")),
        "messages" | "dm" | "direct-message" | "chat" => (Channel::Message, None),
        // A person's own word stays theirs.
        _ => (Channel::Other(said.to_owned()), None),
    })
}

/// One person as a cell names them; `account` where that is a column of its own.
pub(super) fn person(name: &str, account: &str) -> Option<Person> {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let person = match (given(name), given(account)) {
        (None, None) => return None,
        (label, Some(account)) => Person {
            label,
            address: Some(account),
        },
        (Some(name), None) => match name.strip_suffix('>').and_then(|n| n.rsplit_once('<')) {
            Some((label, address)) if !address.trim().is_empty() => Person {
                label: given(label),
                address: given(address),
            },
            // Whatever the cell says is all there is to know them by.
            _ => Person {
                label: None,
                address: Some(name),
            },
        },
    };
    Some(person)
}

/// All whom a cell names: with semicolons or lines between them, addresses and profiles also with
/// commas. A comma in a name is part of it.
pub(super) fn people(names: &str, accounts: &str) -> Vec<Person> {
    let split = |text: &str| -> Vec<String> {
        let address = |piece: &str| piece.contains('@') || piece.contains("://");
        let commas = text.contains(',') && text.split(',').all(address);
        text.split(|c| matches!(c, ';' | '\n') || (commas && c == ','))
            .map(str::trim)
            .filter(|piece| !piece.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let accounts = split(accounts);
    match accounts.as_slice() {
        [] => split(names)
            .iter()
            .filter_map(|name| person(name, ""))
            .collect(),
        [one] => person(names, one).into_iter().collect(),
        // Which name belongs to which account nothing says.
        many => many
            .iter()
            .filter_map(|account| person("", account))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Way, channel, people, person};
    use standfast_model::lists::Channel;

    #[test]
    fn which_way() {
        for (cell, way) in [
            ("Incoming", Some(Way::In)),
            (" SENT ", Some(Way::Out)),
            ("Delivered", None),
            ("", None),
        ] {
            assert_eq!(Way::read(cell), way, "{cell}");
        }
    }

    #[test]
    fn how_it_came() {
        assert_eq!(channel("SMS"), Some((Channel::Text, None)));
        assert_eq!(
            channel("Friend request"),
            Some((Channel::FriendRequest, None))
        );
        assert_eq!(
            channel("WhatsApp"),
            Some((Channel::Message, Some("whatsapp")))
        );
        let own = Channel::Other("by pigeon".to_owned());
        assert_eq!(channel(" by pigeon "), Some((own, None)));
        assert_eq!(channel(" "), None);
    }

    #[test]
    fn who() {
        let ned = person("Ned Harrow <ned@harrow.example>", "").unwrap();
        assert_eq!(ned.label.as_deref(), Some("Ned Harrow"));
        assert_eq!(ned.address.as_deref(), Some("ned@harrow.example"));
        assert_eq!(people("Harrow, Ned; Ada Wren", "").len(), 2);
        assert_eq!(people("a@b.example, c@d.example", "").len(), 2);
        let urls = "https://www.linkedin.example/in/a,https://www.linkedin.example/in/b";
        assert_eq!(people("A, B", urls).len(), 2);
    }
}
