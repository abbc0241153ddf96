//! What the header of a table suggests, and the exports that are known by it.

use super::mapping::{Field, Mapping, name_of, plain};
use super::values::Way;

/// Words of headers, without capitals, spaces and marks; the likelier first.
const HEADERS: &[(Field, &[&str])] = &[
    (
        Field::FromAccount,
        &[
            "senderprofileurl",
            "inviterprofileurl",
            "senderid",
            "fromaddress",
            "fromnumber",
            "senderemail",
            "fromemail",
            "senderaddress",
            "sendernumber",
        ],
    ),
    (
        Field::ToAccount,
        &[
            "recipientprofileurls",
            "inviteeprofileurl",
            "recipientid",
            "toaddress",
            "tonumber",
            "recipientemail",
            "toemail",
            "recipientaddress",
            "recipientnumber",
        ],
    ),
    (
        Field::From,
        &[
            "from",
            "sender",
            "sendername",
            "fromname",
            "sentby",
            "author",
            "who",
            "caller",
            "username",
            "contact",
            "contactname",
            "name",
            "number",
            "phonenumber",
            "phone",
        ],
    ),
    (
        Field::To,
        &[
            "to",
            "recipient",
            "recipients",
            "recipientname",
            "receiver",
            "toname",
            "sentto",
        ],
    ),
    (
        Field::Words,
        &[
            "words",
            "content",
            "body",
            "message",
            "messagetext",
            "text",
            "messagebody",
            "whathappened",
            "description",
            "details",
            "event",
            "incident",
            "entry",
            "notes",
            "note",
            "comment",
            "comments",
            "what",
        ],
    ),
    (Field::Title, &["subject", "title", "subjectline"]),
    (
        Field::Channel,
        &[
            "channel",
            "contacttype",
            "method",
            "medium",
            "how",
            "mode",
            "kind",
            "type",
        ],
    ),
    (
        Field::Platform,
        &["platform", "app", "network", "service", "website"],
    ),
    (
        Field::Thread,
        &[
            "conversationid",
            "conversation",
            "conversationtitle",
            "threadid",
            "thread",
            "chatsession",
            "chat",
            "chatname",
        ],
    ),
    (
        Field::Files,
        &["attachments", "attachment", "files", "media", "file"],
    ),
];

const DATES: &[&str] = &[
    "date",
    "day",
    "datetime",
    "dateandtime",
    "datetimesent",
    "timestamp",
    "datesent",
    "sentdate",
    "datereceived",
    "messagedate",
    "sentat",
    "sent",
    "createdat",
    "created",
    "when",
    "dateofcontact",
    "dateofincident",
    "incidentdate",
    "contactdate",
    "calldate",
    "connectedon",
];
const TIMES: &[&str] = &[
    "time",
    "timeofday",
    "hour",
    "clock",
    "timesent",
    "calltime",
    "at",
];
const WAYS: &[&str] = &[
    "direction",
    "inout",
    "incomingoutgoing",
    "way",
    "type",
    "calltype",
    "messagetype",
];

/// Exports that are known by their header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    LinkedInMessages,
    LinkedInInvitations,
    /// Somebody's own table.
    No,
}

impl Known {
    pub(super) fn of(header: &[String]) -> Self {
        let has = |wanted: &[&str]| {
            wanted
                .iter()
                .all(|w| header.iter().any(|have| plain(have) == *w))
        };
        if has(&[
            "conversationid",
            "from",
            "senderprofileurl",
            "date",
            "content",
        ]) {
            Known::LinkedInMessages
        } else if has(&["from", "to", "sentat", "direction", "inviterprofileurl"]) {
            Known::LinkedInInvitations
        } else {
            Known::No
        }
    }

    /// For people.
    pub(super) fn words(self) -> Option<&'static str> {
        match self {
            Known::LinkedInMessages => Some("LinkedIn messages"),
            Known::LinkedInInvitations => Some("LinkedIn invitations"),
            Known::No => None,
        }
    }
}

/// The likely mapping. `rows` are the first rows behind the header.
pub(super) fn suggest(header: &[String], rows: &[Vec<String>]) -> Mapping {
    let plain: Vec<String> = header.iter().map(|h| plain(h)).collect();
    let known = Known::of(header);
    let mut taken = vec![false; header.len()];
    let mut mapping = Mapping::default();
    let mut name = |field: Field, words: &[&str], only: &dyn Fn(usize) -> bool| -> bool {
        let found = words.iter().find_map(|word| {
            plain
                .iter()
                .position(|have| have == word)
                .filter(|at| taken.get(*at) == Some(&false) && only(*at))
        });
        if let Some(at) = found {
            if let Some(taken) = taken.get_mut(at) {
                *taken = true;
            }
            mapping.add(field, &name_of(header, at));
        }
        found.is_some()
    };
    let all = |_: usize| true;
    let ways = |at: usize| {
        let cells = || {
            rows.iter()
                .filter_map(|row| row.get(at))
                .filter(|c| !c.is_empty())
        };
        let known = cells().filter(|cell| Way::read(cell).is_some()).count();
        known > 0 && known * 2 > cells().count()
    };
    // Of invitations the columns themselves say who asked whom.
    if known == Known::No {
        name(Field::Direction, WAYS, &ways);
    }
    let has_time = plain.iter().any(|h| TIMES.contains(&h.as_str()));
    let has_date = plain.iter().any(|h| DATES.contains(&h.as_str()));
    if has_time && has_date {
        name(Field::Date, DATES, &all);
        name(Field::Time, TIMES, &all);
    } else if !name(Field::Time, DATES, &all) {
        name(Field::Time, TIMES, &all);
    }
    for (field, words) in HEADERS {
        name(*field, words, &all);
    }
    // What a person noted beside belongs to what happened.
    name(
        Field::Words,
        &["notes", "note", "comments", "comment", "details"],
        &all,
    );
    mapping
}
