"""The WhatsApp exports, as Android and iOS write them. All people and words are invented."""

import zipfile
from pathlib import Path

MARK = "\u200e"  # LEFT-TO-RIGHT MARK, before what the app says itself
THIN = "\u202f"  # NARROW NO-BREAK SPACE, before AM and PM in newer exports

VCARD = ("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Tallowmere;Corvin;;;\r\nFN:Corvin Tallowmere\r\n"
         "item1.TEL;waid=447700900142:+44 7700 900142\r\nitem1.X-ABLabel:Mobile\r\nEND:VCARD\r\n")


def pack(path, files):
    """A zip with fixed times, so that the same input gives the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data, when in files:
            entry = zipfile.ZipInfo(name, when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            out.writestr(entry, data if isinstance(data, bytes) else data.encode("utf-8"))


def knee_android(folder, picture, voice):
    """24 records: 2 of hers, 19 of his, 3 of the app itself."""
    him, her = "C Tallowmere", "Wren Quillmarsh"
    records = [
        ("30/01/2026, 16:40", None, "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them. Learn more."),
        ("30/01/2026, 16:41", her, "Dr Quillmarsh here, from the surgery. Your X-ray is clear. Book the physiotherapist through reception, please."),
        ("30/01/2026, 16:55", him, "Thank you doctor 🙏🏼"),
        ("04/02/2026, 08:15", None, "Your security code with C Tallowmere changed. Tap to learn more."),
        ("10/02/2026, 21:10", him, "<Media omitted>"),
        ("10/02/2026, 21:11", him, "This message was deleted"),
        ("12/02/2026, 22:04", him, "I have thought it all out:\n2026-02-14 19:00 the Quern Arms, the table by the window\n\n- you in the blue coat\n- me early  "),
        ("14/02/2026, 07:30", him, "IMG-20260214-WA0001.jpg (file attached)\nOur bench. I slept there"),
        ("14/02/2026, 07:31", him, "PTT-20260214-WA0002.opus (file attached)"),
        ("14/02/2026, 07:33", him, "C Tallowmere.vcf (file attached)"),
        ("14/02/2026, 09:02", her, "You deleted this message"),
        ("16/02/2026, 22:48", him, "Missed voice call. That was me: I added you on everything and you removed me"),
        ("16/02/2026, 22:50", him, "null"),
        ("16/02/2026, 22:51", him, "location: https://maps.google.com/?q=54.0,-20.0"),
        ("17/02/2026, 18:02", him, "Did my letter come?"),
        ("17/02/2026, 18:04", him, "Answer me."),
        ("17/02/2026, 18:31", him, "I know you have read this. <This message was edited>"),
        ("17/02/2026, 19:10", him, "You were kind to me.\nIt was not only your job."),
        ("17/02/2026, 19:12", him, "Say it to me yourself then."),
        ("17/02/2026, 19:55", him, "I have rung the surgery and they will not put me through."),
        ("17/02/2026, 20:20", him, "I will keep on until you answer."),
        ("17/02/2026, 20:21", him, "Please. 💔"),
        ("17/02/2026, 20:47", him, "You cannot act as if I were nobody. You will answer me."),
        ("17/02/2026, 20:52", None, "C Tallowmere changed their phone number to a new number. Tap to message or add the new number."),
    ]
    text = "".join(f"{when} - {who + ': ' if who else ''}{words}\n" for when, who, words in records)
    stamp = (2026, 2, 17, 21, 30, 0)
    pack(Path(folder, "WhatsApp Chat with C Tallowmere.zip"), [
        ("WhatsApp Chat with C Tallowmere.txt", text, stamp),
        ("IMG-20260214-WA0001.jpg", picture, (2026, 2, 14, 7, 30, 0)),
        ("PTT-20260214-WA0002.opus", voice, (2026, 2, 14, 7, 31, 0)),
        ("C Tallowmere.vcf", VCARD, (2026, 2, 14, 7, 33, 0)),
    ])


def knee_ios(folder, picture):
    """The same conversation from her tablet the next morning: 11 records, 4 of them known already."""
    him = "C Tallowmere"
    photo = "00000007-PHOTO-2026-02-18-06-20-11.jpg"
    records = [
        ("17/02/2026, 18:00:02", him, MARK + "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them."),
        ("17/02/2026, 18:02:11", him, "Did my letter come?"),
        ("17/02/2026, 18:04:37", him, "Answer me."),
        ("17/02/2026, 20:20:05", him, "I will keep on until you answer."),
        ("17/02/2026, 20:47:51", him, "You cannot act as if I were nobody. You will answer me."),
        ("18/02/2026, 06:15:20", him, MARK + "Missed voice call, " + MARK + "Tap to call back"),
        ("18/02/2026, 06:20:11", him, MARK + f"<attached: {photo}>"),
        ("18/02/2026, 06:21:02", him, MARK + "image omitted"),
        ("18/02/2026, 06:22:40", him, "I could not sleep.\n\nAnswer the letter at least."),
        ("18/02/2026, 06:25:00", him, "You are making a mistake. " + MARK + "<This message was edited>"),
        ("18/02/2026, 06:26:13", him, MARK + "This message was deleted."),
    ]
    text = "".join((MARK if MARK + "<att" in words or "omitted" in words else "") + f"[{when}] {who}: {words}\r\n"
                   for when, who, words in records)
    pack(Path(folder, "WhatsApp Chat - C Tallowmere.zip"), [
        ("_chat.txt", text, (2026, 2, 18, 7, 5, 0)),
        (photo, picture, (2026, 2, 18, 6, 20, 10)),
    ])


def lilies(folder):
    """Case C3: twelve-hour clock, a ~ before a name that is not saved, dates decided by one line: 10 records."""
    him, her = "~" + THIN + "G Pennyfarrow", "Isolde Marrowbeck"

    def at(day, clock):
        return f"[{day}/05/2026, {clock.replace(' ', THIN)}]"

    records = [
        (at("12", "9:30:12 PM"), him, MARK + "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them."),
        (at("12", "9:30:12 PM"), him, "It is Gideon, from the steps outside. Your page has your number 🙂"),
        (at("12", "9:41:03 PM"), him, "One drink is not a crime"),
        (at("12", "9:44:50 PM"), her, "I said no on Friday and I mean it. Please do not message me."),
        (at("12", "9:45:10 PM"), him, "You say that because of your job"),
        (at("13", "12:05:00 AM"), him, MARK + "Missed video call, " + MARK + "Tap to call back"),
        (at("13", "12:06:31 AM"), him, "I looked at all your pictures. The garden. The dog: his name is Barley?"),
        (at("16", "7:58:00 AM"), him, MARK + "This message was deleted."),
        (at("19", "8:15:45 AM"), him, "Something comes tomorrow. White ones"),
        (at("19", "8:16:02 AM"), him, MARK + "sticker omitted"),
    ]
    text = "".join(f"{MARK if 'sticker' in words else ''}{when} {who}: {words}\r\n" for when, who, words in records)
    pack(Path(folder, "WhatsApp Chat - G Pennyfarrow.zip"), [("_chat.txt", text, (2026, 5, 19, 18, 40, 0))])
