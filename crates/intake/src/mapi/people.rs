//! Who sent, and to whom. An address of the internet goes before one inside an Exchange server.

use standfast_model::draft::Person;

use super::{Properties, id};

/// Whom a message is from; of one sent for somebody, that somebody.
pub(crate) fn sender(told: &Properties) -> Option<Person> {
    let named = person(
        told,
        id::SENT_REPRESENTING_NAME,
        &[id::SENT_REPRESENTING_SMTP_ADDRESS],
        id::SENT_REPRESENTING_ADDRESS,
        id::SENT_REPRESENTING_ADDRESS_TYPE,
    );
    match named {
        Some(person) if person.address.is_some() => Some(person),
        named => named_by_sender(told).or(named),
    }
}

/// Who pressed send.
pub(crate) fn sent_by(told: &Properties) -> Option<Person> {
    named_by_sender(told)
}

fn named_by_sender(told: &Properties) -> Option<Person> {
    person(
        told,
        id::SENDER_NAME,
        &[id::SENDER_SMTP_ADDRESS],
        id::SENDER_ADDRESS,
        id::SENDER_ADDRESS_TYPE,
    )
}

/// One recipient, by its own properties.
pub(crate) fn recipient(told: &Properties) -> Option<Person> {
    person(
        told,
        id::DISPLAY_NAME,
        &[id::SMTP_ADDRESS],
        id::EMAIL_ADDRESS,
        id::ADDRESS_TYPE,
    )
}

fn person(
    told: &Properties,
    name: u16,
    internet: &[u16],
    address: u16,
    kind: u16,
) -> Option<Person> {
    let text = |id: u16| {
        let text = told.text(id)?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let written = text(address).map(|a| {
        // "SMTP:ned@harrow.example"
        let kind = text(kind).unwrap_or_default();
        match a.split_once(':') {
            Some((before, rest)) if before.eq_ignore_ascii_case(&kind) => rest.to_owned(),
            _ => a,
        }
    });
    let address = internet
        .iter()
        .find_map(|id| text(*id).filter(|a| a.contains('@')))
        .or(written);
    // Programs write the address again where there is no name.
    let label = text(name)
        .map(|l| l.trim_matches('\'').to_owned())
        .filter(|l| !l.is_empty() && Some(l) != address.as_ref());
    (label.is_some() || address.is_some()).then_some(Person { label, address })
}

#[cfg(test)]
mod tests {
    use super::{Properties, id, recipient, sender};
    use crate::mapi::kind;

    fn told(texts: &[(u16, &str)]) -> Properties {
        let mut told = Properties::default();
        for (id, text) in texts {
            told.keep(*id, kind::STRING_8, text.as_bytes().to_vec());
        }
        told
    }

    #[test]
    fn an_address_of_the_internet_goes_before_one_of_exchange() {
        let inside = "/O=WREN/OU=FIRST/CN=RECIPIENTS/CN=NED";
        let both = told(&[
            (id::SENT_REPRESENTING_NAME, "Ned Harrow"),
            (id::SENT_REPRESENTING_ADDRESS_TYPE, "EX"),
            (id::SENT_REPRESENTING_ADDRESS, inside),
            (id::SENT_REPRESENTING_SMTP_ADDRESS, "ned@harrow.example"),
        ]);
        let shown = |told: &Properties| sender(told).map(|p| p.shown()).unwrap_or_default();
        assert_eq!(shown(&both), "Ned Harrow <ned@harrow.example>");
        let only = told(&[
            (id::SENDER_NAME, "Ned Harrow"),
            (id::SENDER_ADDRESS_TYPE, "EX"),
            (id::SENDER_ADDRESS, inside),
        ]);
        assert_eq!(shown(&only), format!("Ned Harrow <{inside}>"));
        let to = told(&[
            (id::DISPLAY_NAME, "'ada@wren.example'"),
            (id::ADDRESS_TYPE, "SMTP"),
            (id::EMAIL_ADDRESS, "SMTP:ada@wren.example"),
        ]);
        let to = recipient(&to).map(|p| p.shown()).unwrap_or_default();
        assert_eq!(to, "ada@wren.example");
        assert!(sender(&Properties::default()).is_none());
    }
}
