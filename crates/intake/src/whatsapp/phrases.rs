//! What the app itself writes into an export, by language: a table, matched as whole lines.
//!
//! A message is never judged by a word in it. Only where a whole line equals a phrase, the
//! direction marks off and capitals aside, or fits one with gaps (`*`), is it the app's.

use super::stamp::is_mark;

/// Media that the export leaves out, with what it says of their kind.
const OMITTED: &[(&str, &str)] = &[
    ("<media omitted>", ""),
    ("<medien ausgeschlossen>", ""),
    ("<multimedia omitido>", ""),
    ("<archivo omitido>", ""),
    ("<médias omis>", ""),
    ("<media omessi>", ""),
    ("<mídia omitida>", ""),
    ("<arquivo de mídia oculto>", ""),
    ("<ficheiro não revelado>", ""),
    ("<media weggelaten>", ""),
    ("<pominięto multimedia>", ""),
    ("<без медиафайлов>", ""),
    ("<medya dahil edilmedi>", ""),
    ("<تم استبعاد الوسائط>", ""),
    ("<رسانه حذف شد>", ""),
    ("<मीडिया के बिना>", ""),
    ("<忽略多媒體檔>", ""),
    ("<省略多媒体文件>", ""),
    ("<미디어 파일 제외됨>", ""),
    ("<media utelämnat>", ""),
    ("<mediefil utelatt>", ""),
    ("<mediefiler udeladt>", ""),
    ("<media jätettiin pois>", ""),
    ("<view once message omitted>", "view-once"),
    ("image omitted", "image"),
    ("video omitted", "video"),
    ("audio omitted", "audio"),
    ("gif omitted", "gif"),
    ("sticker omitted", "sticker"),
    ("video note omitted", "video"),
    ("contact card omitted", "contact"),
    ("* document omitted", "document"),
    ("document omitted", "document"),
    ("bild weggelassen", "image"),
    ("video weggelassen", "video"),
    ("audio weggelassen", "audio"),
    ("gif weggelassen", "gif"),
    ("sticker weggelassen", "sticker"),
    ("* dokument weggelassen", "document"),
    ("image absente", "image"),
    ("vidéo absente", "video"),
    ("audio omis", "audio"),
    ("imagen omitida", "image"),
    ("video omitido", "video"),
    ("audio omitido", "audio"),
    ("immagine omessa", "image"),
    ("video omesso", "video"),
    ("audio omesso", "audio"),
    ("imagem ocultada", "image"),
    ("imagem omitida", "image"),
    ("vídeo omitido", "video"),
    ("áudio ocultado", "audio"),
    ("afbeelding weggelaten", "image"),
    ("video weggelaten", "video"),
    ("audio weggelaten", "audio"),
];

/// What stands in the place of a message that was deleted.
const DELETED: &[&str] = &[
    "this message was deleted",
    "you deleted this message",
    "this message was deleted by admin *",
    "diese nachricht wurde gelöscht",
    "du hast diese nachricht gelöscht",
    "ce message a été supprimé",
    "vous avez supprimé ce message",
    "se eliminó este mensaje",
    "eliminaste este mensaje",
    "este mensaje fue eliminado",
    "questo messaggio è stato eliminato",
    "hai eliminato questo messaggio",
    "mensagem apagada",
    "esta mensagem foi apagada",
    "você apagou esta mensagem",
    "apagou esta mensagem",
    "dit bericht is verwijderd",
    "je hebt dit bericht verwijderd",
];

/// Put behind the words of a message that was edited.
const EDITED: &[&str] = &[
    "<this message was edited>",
    "<diese nachricht wurde bearbeitet.>",
    "<diese nachricht wurde bearbeitet>",
    "<ce message a été modifié>",
    "<se editó este mensaje.>",
    "<se editó este mensaje>",
    "<questo messaggio è stato modificato>",
    "<mensagem editada>",
    "<dit bericht is bewerkt>",
];

/// Calls, as iOS notes them. Android does not.
const CALLS: &[&str] = &[
    "missed voice call",
    "missed video call",
    "missed group voice call",
    "missed group video call",
    "missed voice call, tap to call back",
    "missed video call, tap to call back",
    "missed voice call. tap to call back",
    "missed video call. tap to call back",
    "voice call. no answer",
    "video call. no answer",
    "voice call, no answer",
    "video call, no answer",
    "voice call. *",
    "video call. *",
    "voice call, *",
    "video call, *",
    "silenced voice call",
    "silenced video call",
    "voice call",
    "video call",
    "group voice call",
    "group video call",
    "group call. *",
    "verpasster sprachanruf",
    "verpasster videoanruf",
    "verpasster sprachanruf. zum zurückrufen tippen",
    "appel vocal manqué",
    "appel vidéo manqué",
    "llamada perdida",
    "videollamada perdida",
    "chiamata vocale persa",
    "videochiamata persa",
    "chamada de voz perdida",
    "chamada de vídeo perdida",
    "gemiste spraakoproep",
    "gemist videogesprek",
];

/// Behind a file's name in brackets, where Android names a file that it exports.
const ATTACHED: &[&str] = &[
    "file attached",
    "datei angehängt",
    "fichier joint",
    "archivo adjunto",
    "file allegato",
    "arquivo anexado",
    "ficheiro anexado",
    "bestand bijgevoegd",
    "plik załączony",
    "файл добавлен",
    "ekli dosya",
    "dosya ekli",
    "ملف مرفق",
    "附件",
    "文件附件",
    "檔案附件",
    "파일 첨부됨",
    "添付ファイル",
    "bifogad fil",
    "fil vedlagt",
    "vedhæftet fil",
];

/// Before a file's name in `<…: name>`, where iOS names a file that it exports.
const ATTACHED_BEFORE: &[&str] = &[
    "attached",
    "anhang",
    "pièce jointe",
    "adjunto",
    "allegato",
    "anexado",
    "anexo",
    "bijgevoegd",
    "załącznik",
    "прикреплено",
    "bifogad",
    "vedlagt",
    "vedhæftet",
    "附件",
    "添付ファイル",
    "첨부",
];

/// Lines of the app itself about the chat and the people in it.
const SYSTEM: &[&str] = &[
    "messages and calls are end-to-end encrypted*",
    "messages you send to this chat and calls are now secured with end-to-end encryption*",
    "messages to this chat and calls are now secured with end-to-end encryption*",
    "messages to this group are now secured with end-to-end encryption*",
    "messages you send to this group are now secured with end-to-end encryption*",
    "this chat is with a business account*",
    "* is using whatsapp business*",
    "your security code with * changed*",
    "* changed their phone number to a new number*",
    "* changed to *",
    "* changed their phone number*",
    "* changed the group description",
    "* changed the subject from \"*\" to \"*\"",
    "* changed the subject to \"*\"",
    "* changed this group's icon",
    "* changed the group icon",
    "* changed the group name from \"*\" to \"*\"",
    "* changed the group name to \"*\"",
    "* deleted this group's icon",
    "group renamed \"*\"",
    "* changed this group's settings*",
    "* changed the settings so *",
    "* created group \"*\"",
    "* created this group",
    "* created group “*”",
    "you created this group",
    "* added *",
    "* removed *",
    "* left",
    "* joined using this group's invite link",
    "* joined using your invite",
    "* joined from the community",
    "* was added",
    "you were added",
    "you're now an admin",
    "you're no longer an admin",
    "* is now an admin",
    "* turned on disappearing messages*",
    "* turned off disappearing messages*",
    "* updated the message timer*",
    "* set disappearing messages*",
    "* pinned a message",
    "you blocked this contact*",
    "you unblocked this contact*",
    "* is a contact",
    "* started a call",
    "waiting for this message*",
    "* reset this group's invite link",
    "* requested to join",
    "nachrichten und anrufe sind ende-zu-ende-verschlüsselt*",
    "nachrichten in diesem chat sowie anrufe sind jetzt mit ende-zu-ende-verschlüsselung geschützt*",
    "deine sicherheitsnummer für * hat sich geändert*",
    "* hat die gruppe \"*\" erstellt",
    "* hat dich hinzugefügt",
    "* hat die gruppe verlassen",
    "les messages et les appels sont chiffrés de bout en bout*",
    "le code de sécurité avec * a changé*",
    "* a créé le groupe \"*\"",
    "los mensajes y las llamadas están cifrados de extremo a extremo*",
    "* creó el grupo \"*\"",
    "i messaggi e le chiamate sono crittografati end-to-end*",
    "* ha creato il gruppo \"*\"",
    "as mensagens e as chamadas são protegidas com a criptografia de ponta a ponta*",
    "as mensagens e ligações são protegidas com a criptografia de ponta a ponta*",
    "* criou o grupo \"*\"",
    "berichten en gesprekken worden end-to-end versleuteld*",
    "berichten en oproepen zijn end-to-end versleuteld*",
    "* heeft de groep \"*\" gemaakt",
];

/// Those of [`SYSTEM`] that only a group has.
const GROUP: &[&str] = &["group", "gruppe", "groupe", "grupo", "gruppo", "groep"];

/// No phrase of the tables is longer, names in its gaps included.
const LONGEST: usize = 600;

/// The line with marks off, in lower case, without the full stop at its end.
fn bare(line: &str) -> String {
    if line.len() > LONGEST {
        return String::new();
    }
    let plain = |c| match c {
        '\u{A0}' | '\u{202F}' => ' ',
        '’' => '\'',
        c => c,
    };
    let line: String = line
        .chars()
        .filter(|c| !is_mark(*c))
        .map(plain)
        .flat_map(char::to_lowercase)
        .collect();
    let line = line.trim();
    line.strip_suffix('.').unwrap_or(line).to_owned()
}

/// Whether a whole line fits a phrase with gaps; a gap is at least one letter but at the end.
fn fits(line: &str, phrase: &str) -> bool {
    let mut pieces = phrase.split('*');
    let Some(mut rest) = pieces.next().and_then(|first| line.strip_prefix(first)) else {
        return false;
    };
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let last = pieces.peek().is_none();
        if last {
            // The last gap reaches to the end, or to what ends the line.
            return piece.is_empty() || rest.strip_suffix(piece).is_some_and(|gap| !gap.is_empty());
        }
        let after_one = rest.chars().next().map_or(0, char::len_utf8);
        let Some(found) = rest.get(after_one..).and_then(|r| r.find(piece)) else {
            return false;
        };
        rest = rest
            .get(after_one + found + piece.len()..)
            .unwrap_or_default();
    }
    rest.is_empty()
}

/// `Some(kind)` where the line stands for media that the export leaves out.
pub(super) fn omitted(line: &str) -> Option<&'static str> {
    let line = bare(line);
    OMITTED
        .iter()
        .find(|(phrase, _)| fits(&line, phrase))
        .map(|(_, kind)| *kind)
}

/// Whether the line stands for a message that was deleted.
pub(super) fn deleted(line: &str) -> bool {
    let line = bare(line);
    DELETED.iter().any(|phrase| fits(&line, phrase))
}

/// Whether the line notes a call.
pub(super) fn call(line: &str) -> bool {
    let line = bare(line);
    CALLS.iter().any(|phrase| fits(&line, phrase))
}

/// Whether the line notes a call that nobody took.
pub(super) fn missed(line: &str) -> bool {
    let line = bare(line);
    [
        "missed",
        "verpasst",
        "manqué",
        "perdida",
        "persa",
        "gemist",
        "no answer",
        "silenced",
    ]
    .iter()
    .any(|w| line.contains(w))
}

/// Whether the app itself says this about the chat.
pub(super) fn system(line: &str) -> bool {
    let line = bare(line);
    SYSTEM
        .iter()
        .any(|phrase| fits(&line, phrase.strip_suffix('.').unwrap_or(phrase)))
}

/// Whether a line without a known sender is the app's, though it has a colon: what the app says
/// must begin before the colon (`Ann changed the subject from "x: y"…`).
pub(super) fn system_before(line: &str, colon: usize) -> bool {
    let before = bare(line.get(..colon).unwrap_or_default());
    let line = bare(line);
    SYSTEM.iter().any(|phrase| {
        let begins = phrase
            .split('*')
            .map(str::trim)
            .find(|piece| !piece.is_empty());
        begins.is_some_and(|b| before.contains(b.get(..b.len().min(before.len())).unwrap_or(b)))
            && fits(&line, phrase)
    })
}

/// Whether a line of the app itself speaks of a group.
pub(super) fn of_group(line: &str) -> bool {
    let line = bare(line);
    GROUP.iter().any(|word| line.contains(word)) && system(&line)
}

/// The words without the note that they were edited; `None` where there is no such note.
pub(super) fn without_edited(text: &str) -> Option<&str> {
    let trimmed = text.trim_end_matches(|c| is_mark(c) || c == ' ');
    let open = trimmed.rfind('<')?;
    let (words, note) = (trimmed.get(..open)?, trimmed.get(open..)?);
    let note = note
        .chars()
        .filter(|c| !is_mark(*c))
        .flat_map(char::to_lowercase)
        .collect::<String>();
    EDITED.contains(&note.as_str()).then(|| {
        let words = words.trim_end_matches(is_mark);
        words.strip_suffix(' ').unwrap_or(words)
    })
}

/// The file that a line names as attached. Where the archive has a file of the name (`is_there`)
/// any language's words are believed, else only those of the tables.
pub(super) fn attached<'a>(line: &'a str, is_there: &dyn Fn(&str) -> bool) -> Option<&'a str> {
    let line = line.trim_matches(|c| is_mark(c) || c == ' ');
    if let Some(inner) = line.strip_suffix('>') {
        let (before, inner) = inner.rsplit_once('<')?;
        if bare(inner) == "attached" {
            return Some(before.trim_matches(|c| is_mark(c) || c == ' ')).filter(|n| !n.is_empty());
        }
        let (word, name) = inner.split_once(':')?;
        let name = name.trim_matches(|c| is_mark(c) || c == ' ');
        let known = ATTACHED_BEFORE.contains(&bare(word).as_str());
        return (!name.is_empty() && (known || is_there(name))).then_some(name);
    }
    let (name, note) = line.strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?;
    let name = name.trim_matches(|c| is_mark(c) || c == ' ');
    let known = ATTACHED.contains(&bare(note).as_str());
    (!name.is_empty() && (known || is_there(name))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{attached, call, deleted, fits, omitted, system, without_edited};

    #[test]
    fn a_phrase_is_a_whole_line() {
        assert_eq!(omitted("\u{200E}image omitted"), Some("image"));
        assert_eq!(
            omitted("report.pdf • \u{200E}3 pages \u{200E}document omitted"),
            Some("document")
        );
        assert_eq!(omitted("<Media omitted>"), Some(""));
        assert_eq!(omitted("sorry, image omitted"), None);
        assert!(deleted("\u{200E}This message was deleted."));
        assert!(!deleted("You said: this message was deleted"));
        assert!(call("\u{200E}Missed voice call, \u{200E}Tap to call back"));
        assert!(!call(
            "Missed voice call. That was me: I added you on everything and you removed me"
        ));
        assert!(system("Ann changed the subject from \"x: y\" to \"z\""));
        assert!(system(
            "Your security code with C Tallowmere changed. Tap to learn more."
        ));
        assert!(!fits("you removed me too", "* removed"));
    }

    #[test]
    fn files_that_are_named() {
        let nowhere = |_: &str| false;
        let there = |name: &str| name == "a b.c.jpg";
        for (line, name) in [
            (
                "IMG-20240105-WA0001.jpg (file attached)",
                Some("IMG-20240105-WA0001.jpg"),
            ),
            (
                "\u{200E}<attached: 00000042-PHOTO-2020-06-07-15-13-20.jpg>",
                Some("00000042-PHOTO-2020-06-07-15-13-20.jpg"),
            ),
            (
                "2015-08-04-PHOTO-00004762.jpg <\u{200E}attached>",
                Some("2015-08-04-PHOTO-00004762.jpg"),
            ),
            ("4f26.jpg (Datei angehängt)", Some("4f26.jpg")),
            (
                "Some file.txt <attached: 00000046-Some file.txt>",
                Some("00000046-Some file.txt"),
            ),
            ("dinner (on me)", None),
        ] {
            assert_eq!(attached(line, &nowhere), name, "{line}");
        }
        assert_eq!(
            attached("a b.c.jpg (liitetty tiedosto)", &there),
            Some("a b.c.jpg")
        );
    }

    #[test]
    fn the_note_of_an_edit_comes_off() {
        assert_eq!(
            without_edited("I know. <This message was edited>"),
            Some("I know.")
        );
        assert_eq!(
            without_edited("I know. \u{200E}<This message was edited>"),
            Some("I know.")
        );
        assert_eq!(without_edited("1 < 2"), None);
    }
}
