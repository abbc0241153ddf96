//! The icons: one path each, drawn in the colour of the text. A word always stands beside.

/// A small picture for the eye only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Icon {
    /// The name of the pages.
    Book,
    /// Messages, posts, comments.
    Message,
    /// Texts.
    Text,
    /// Calls and voicemail.
    Call,
    /// E-mail.
    Email,
    /// Letters, complaints, allegations.
    Letter,
    /// Cards.
    Card,
    /// Gifts, packages, catalogues.
    Gift,
    /// Friend requests.
    Friend,
    /// Attendances at work, consultations.
    Work,
    /// Attendances at home, the letterbox.
    Home,
    /// Following; who may read a text.
    Eye,
    /// Another way.
    Other,
    /// Measures.
    Flag,
    /// The private log.
    Lock,
    /// Saved; a line of the verdict that stands.
    Tick,
    /// A line of the verdict that is open.
    Question,
    /// A line of the verdict that fails.
    Cross,
    /// An entry of another kind; an original without a picture.
    #[default]
    File,
}

/// Wraps one path; the result is a constant, which is why templates may print it unescaped.
macro_rules! drawn {
    ($path:literal) => {
        concat!(
            "<svg class=\"sf-icon\" viewBox=\"0 0 24 24\" focusable=\"false\" aria-hidden=\"true\"><path d=\"",
            $path,
            "\"/></svg>"
        )
    };
}

impl Icon {
    /// The drawing.
    #[must_use]
    pub const fn svg(self) -> &'static str {
        match self {
            Icon::Book => drawn!(
                "M4 4.5h6a2 2 0 0 1 2 2v13a2 2 0 0 0-2-2H4zM20 4.5h-6a2 2 0 0 0-2 2v13a2 2 0 0 1 2-2h6z"
            ),
            Icon::Message => drawn!("M4 5h16v11H9l-5 4z"),
            Icon::Text => drawn!("M7 2.5h10v19H7zM10.5 18.5h3"),
            Icon::Call => drawn!(
                "M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z"
            ),
            Icon::Email => drawn!("M3 5h18v14H3zM3 6l9 7 9-7"),
            Icon::Letter => drawn!("M6 2.5h9l4 4v15H6zM9 10h7M9 14h7M9 18h4"),
            Icon::Card => drawn!("M4 5.5h8V20H4zM12 5.5 20 4v14.5L12 20M7 10h2M7 13h2"),
            Icon::Gift => drawn!(
                "M3.5 9h17v4h-17zM5.5 13v7.5h13V13M12 9v11.5M12 9C7 9 7 4 9.5 4S12 9 12 9s0-5 2.5-5S17 9 12 9z"
            ),
            Icon::Friend => drawn!(
                "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-4 2.5-6 6-6s6 2 6 6M18.5 8v6M15.5 11h6"
            ),
            Icon::Work => drawn!("M4 21V4h10v17M14 9h6v12M3 21h18M7.5 8h3M7.5 12h3M7.5 16h3"),
            Icon::Home => drawn!("M3 11.5 12 4l9 7.5M5.5 10v10.5h13V10M10 20.5v-6h4v6"),
            Icon::Eye => drawn!(
                "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z"
            ),
            Icon::Other => drawn!("M5 12h.01M12 12h.01M19 12h.01"),
            Icon::Flag => drawn!("M6 21V4h12l-3 4 3 4H6"),
            Icon::Lock => drawn!("M5 11h14v9.5H5zM8 11V8a4 4 0 0 1 8 0v3"),
            Icon::Tick => drawn!("m5 12.5 4.5 4.5L19 7"),
            Icon::Question => drawn!("M9 9a3 3 0 1 1 4.2 2.8c-.8.4-1.2 1-1.2 2.2M12 18h.01"),
            Icon::Cross => drawn!("M6 6l12 12M18 6 6 18"),
            Icon::File => drawn!("M6 2.5h8l5 5v14H6zM14 2.5v5h5"),
        }
    }

    /// The icon of a channel of the contract; a channel in a person's own word has the last.
    #[must_use]
    pub fn of_channel(channel: &str) -> Self {
        match channel {
            "letter" | "complaint" | "allegation" => Icon::Letter,
            "card" => Icon::Card,
            "gift" | "package" | "catalogue" => Icon::Gift,
            "text" => Icon::Text,
            "call" | "voicemail" => Icon::Call,
            "email" => Icon::Email,
            "message" | "post" | "comment" => Icon::Message,
            "friend-request" => Icon::Friend,
            "consultation" | "attendance-work" => Icon::Work,
            "attendance-home" | "letterbox" => Icon::Home,
            "attendance-elsewhere" | "following" => Icon::Eye,
            _ => Icon::Other,
        }
    }
}
