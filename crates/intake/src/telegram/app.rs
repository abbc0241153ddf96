//! What a service line of Telegram is, by the word that the export gives for its action.

/// What an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// A call between two.
    Call,
    /// Something that one person did to the other, in words.
    Did(&'static str),
    /// About the chat: nobody's words.
    Program,
    /// Not known here: taken for a line about the chat, and named.
    Unknown,
}

const DID: &[(&str, &str)] = &[
    ("take_screenshot", "Took a picture of the chat (screenshot)"),
    (
        "suggest_profile_photo",
        "Suggested a photograph for the other's profile",
    ),
    ("set_chat_wallpaper", "Set a picture behind the chat"),
    ("requested_phone_number", "Asked for the telephone number"),
    ("send_payment", "Sent a payment"),
    ("score_in_game", "Scored in a game"),
];

const PROGRAM: &[&str] = &[
    "create_group",
    "edit_group_title",
    "edit_group_photo",
    "delete_group_photo",
    "invite_members",
    "remove_members",
    "join_group_by_link",
    "join_group_by_request",
    "create_channel",
    "migrate_to_supergroup",
    "migrate_from_group",
    "pin_message",
    "clear_history",
    "joined_telegram",
    "allow_sending_messages",
    "attach_menu_bot_allowed",
    "web_app_bot_allowed",
    "send_passport_values",
    "proximity_reached",
    "group_call",
    "group_call_scheduled",
    "invite_to_group_call",
    "set_messages_ttl",
    "edit_chat_theme",
    "send_webview_data",
    "topic_created",
    "topic_edit",
    "requested_peer",
    "set_same_chat_wallpaper",
    "boost_apply",
];

/// What the action of this name is.
pub(super) fn act(action: &str) -> Act {
    if matches!(action, "phone_call" | "conference_call") {
        return Act::Call;
    }
    if let Some((_, words)) = DID.iter().find(|(name, _)| *name == action) {
        return Act::Did(words);
    }
    if PROGRAM.contains(&action) {
        Act::Program
    } else if action.split('_').any(|word| word == "gift") {
        Act::Did("Sent a gift on Telegram")
    } else {
        Act::Unknown
    }
}
