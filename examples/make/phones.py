"""Downloads and backups: Facebook, X, the texts and calls of a telephone, Outlook, a call list, a notebook.

The records are written by the writers of the corpus (`tests/corpus/make.py`), so that both have the same form.
What is said here is only who said what, and when. All people, numbers and words are invented.
"""

import json
import struct
import sys
from datetime import datetime, timezone
from pathlib import Path

from chats import pack

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "corpus"))
import make as corpus  # noqa: E402
import outlook  # noqa: E402

ACTIVITY = "your_facebook_activity/messages/"


def at(text):
    """`2026-02-17 20:49:07`, with `+01:00` behind it in summer, as a moment."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def millis(text):
    return int(at(text).timestamp() * 1000)


# Facebook

def wrote(who, when, words=None, **more):
    return corpus.said(0, None if words is None else corpus.mangled(words), corpus.mangled(who), millis(when), **more)


def thread(folder, people, *messages, title=None):
    """A conversation of the download, newest message first."""
    newest_first = sorted(messages, key=lambda m: -m["timestamp_ms"])
    people = [corpus.mangled(p) for p in people]
    return f"{ACTIVITY}{folder}/message_1.json", corpus.talk(*newest_first, people=people, title=corpus.mangled(title or people[0]))


def download(path, made, *files):
    pack(path, [(name, data, at(made).timetuple()[:6]) for name, data in files])


def friend_requests(*requests):
    listed = [{"name": corpus.mangled(name), "timestamp": millis(when) // 1000} for name, when in requests]
    return "connections/friends/received_friend_requests.json", json.dumps({"received_requests_v2": listed}, indent=2)


def knee_facebook(folder):
    """15 records in 4 conversations: 6 of his and 1 of hers beside him, 8 of others or to others. And two friend requests, one of them his."""
    him, her, pip, sal = "Corvin Tallowmere", "Wren Quillmarsh", "Pip Larkinshaw", "Salomé Brackwater"
    download(Path(folder, "facebook-wrenquillmarsh-2026-02-11.zip"), "2026-02-11 21:40:00",
             thread("message_requests/corvintallowmere_61550431122", [him, her],
                    wrote(him, "2026-02-09 19:41:08", is_unsent=True),
                    wrote(him, "2026-02-09 19:48:21", "Why have you not rung me? I have strong feelings for you. Come for a drink with me on Friday."),
                    wrote(him, "2026-02-10 07:12:40", "Good morning, doctor ☕ The café by the bridge opens at eight."),
                    wrote(him, "2026-02-10 22:31:02", "I have asked to be your friend. It is only a button 🌹"),
                    wrote(him, "2026-02-10 22:40:15", "Corvin Tallowmere called you.", call_duration=0)),
             thread("inbox/thistlequernrunners_1841200377", [him, pip, sal, her],
                    wrote(pip, "2026-02-10 12:00:00", "Who brings the gazebo on Saturday?"),
                    wrote(him, "2026-02-10 18:05:33", "New here. I hear that the doctor runs with you 😀", reactions=[{"reaction": corpus.mangled("👋"), "actor": corpus.mangled(sal)}]),
                    wrote(sal, "2026-02-10 18:20:00", "Welcome! Bring a thermos."),
                    wrote(her, "2026-02-10 20:15:10", "I cannot come on Saturday."),
                    wrote(pip, "2026-02-10 20:16:44", "Shame. I keep your gazebo peg."), title="Thistlequern runners"),
             thread("inbox/piplarkinshaw_1841200378", [pip, her],
                    wrote(pip, "2026-02-09 21:30:00", "Are you all right? You can always have the spare room, the pelargonium has moved out."),
                    wrote(her, "2026-02-09 21:34:00", "It is a patient. I will tell the manager tomorrow, and you the rest by the pelargonium."),
                    wrote(pip, "2026-02-09 21:35:00", "Good.", reactions=[{"reaction": corpus.mangled("❤"), "actor": her}])),
             thread("inbox/salomebrackwater_1841200379", [sal, her],
                    wrote(sal, "2026-02-08 09:00:00", "Sunday lap of the reservoir?"),
                    wrote(her, "2026-02-08 09:05:00", "With pleasure, the whole reservoir.")),
             friend_requests((him, "2026-02-10 22:29:50"), ("Odo Candlewick", "2026-01-03 10:00:00")))


def regulator_facebook(folder):
    """7 records in 2 conversations: 4 of hers, of which one was taken back. And her two friend requests."""
    her, him, oar = "Marigold Hollowvane", "Tobin Fennelquay", "Sedgewick Oar"
    download(Path(folder, "facebook-tobinfennelquay-2025-02-13.zip"), "2025-02-13 07:20:00",
             thread("filtered_threads/marigoldhollowvane_61551900431", [her, him],
                    wrote(her, "2025-02-10 20:59:12", "I have asked to be your friend ❤ You only have to press."),
                    wrote(her, "2025-02-12 21:34:40", "You pressed the wrong one. I have asked again."),
                    wrote(her, "2025-02-12 21:36:02", is_unsent=True),
                    wrote(her, "2025-02-12 23:58:30", "I sat in the café across the road until they closed. You never looked up from the window.")),
             thread("inbox/sedgewickoar_1290044518", [oar, him],
                    wrote(oar, "2025-02-11 19:00:00", "Kayak on Sunday?"),
                    wrote(him, "2025-02-11 19:22:00", "I would rather not be seen about just now. The kayak can wait."),
                    wrote(oar, "2025-02-11 19:23:00", "👍")),
             friend_requests((her, "2025-02-10 20:58:03"), (her, "2025-02-12 21:33:19")))


def lilies_facebook(folder, picture):
    """11 records in 3 conversations: 5 of his and 1 of hers to a group in which he is, 5 of others or to others."""
    him, her, mo = "Gideon Pennyfarrow", "Isolde Marrowbeck", "Mo Thatchbury"
    requests = "message_requests/gideonpennyfarrow_61553117720"
    photo = f"{ACTIVITY}{requests}/photos/482211903_n.jpg"
    download(Path(folder, "facebook-isoldemarrowbeck-2026-05-20.zip"), "2026-05-20 20:50:00",
             thread(requests, [him, her],
                    wrote(him, "2026-05-12 21:25:17+01:00", "You looked back on Friday. I have found your page. Is that your own garden?"),
                    wrote(him, "2026-05-14 20:02:00+01:00", "Not even a „no“? 🙃"),
                    wrote(him, "2026-05-17 18:40:55+01:00", "Your steps. I like them better with you on them", photos=[{"uri": photo, "creation_timestamp": millis("2026-05-17 18:40:50+01:00") // 1000}]),
                    wrote(him, "2026-05-19 08:11:30+01:00", "Favourite flowers: lilies. It stands there for everybody, so why not for me")),
             (photo, picture),
             thread("inbox/tarnsidegardeners_1722019945", [mo, him, her],
                    wrote(mo, "2026-05-15 09:00:00+01:00", "The marrow sale is in the rectory this year."),
                    wrote(her, "2026-05-15 09:30:00+01:00", "I can bring two trays."),
                    wrote(him, "2026-05-15 09:31:12+01:00", "Then I come too", reactions=[{"reaction": corpus.mangled("👍"), "actor": mo}]),
                    wrote(mo, "2026-05-15 09:40:00+01:00", "Rectory, ten o'clock, everybody."), title="Tarnside gardeners"),
             thread("inbox/mothatchbury_1722019946", [mo, her],
                    wrote(mo, "2026-05-15 10:00:00+01:00", "Who is that? He asked me for your road. I said I keep bees, not addresses."),
                    wrote(her, "2026-05-15 10:04:00+01:00", "Thank you. Please tell him nothing, and kiss the bees."),
                    wrote(mo, "2026-05-15 10:05:00+01:00", "🐝")))


# Texts and calls, as SMS Backup & Restore writes them

def clock(when):
    """The fields that hold the time of a record; the last is how the telephone shows it."""
    moment = at(when)
    return {"date": millis(when), "readable_date": f"{moment.day} {moment:%b %Y %H:%M:%S}"}


def halves(text):
    """Letters beyond the first plane as the app writes them: two numbers, each half a letter."""
    out = ""
    for letter in text:
        if ord(letter) > 0xFFFF:
            high, low = struct.unpack("<HH", letter.encode("utf-16-le"))
            letter = f"&#{high};&#{low};"
        out += letter
    return out


def text(number, name, when, words, kind=1, sent=None, **more):
    sent = {"date_sent": millis(sent)} if sent else {}
    return corpus.sms(halves(words), 0, kind, address=number, contact_name=name, **clock(when), **sent, **more)


def picture_message(number, name, when, parts, people, box=1, **more):
    return corpus.mms([corpus.SMIL, *parts], people, 0, box, address=number, contact_name=name, m_id=f"m{millis(when)}", **clock(when), **more)


def rang(kind, number, name, when, seconds=0, **more):
    return corpus.call(kind, 0, number=number, contact_name=name, duration=seconds, **clock(when), **more)


def backup(made, *records, root="smses"):
    """One file of the app."""
    moment = at(made)
    top = ("<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
           f"<!--File Created By SMS Backup & Restore v10.20.002 on {moment:%d/%m/%Y %H:%M:%S}-->\n"
           f'<{root} count="{len(records)}" backup_set="5d2c7a4e-0000-4000-8000-{millis(made):012x}" backup_date="{millis(made)}" type="full">\n')
    return top + "".join(f"  {record}\n" for record in records) + f"</{root}>"


def knee_texts(folder, picture):
    """Two backups that overlap and a list of calls in one zip: 24 texts, of which 9 stand in both, and 11 calls."""
    him, new, her, pip, oriel = "+447700900142", "+447700900655", "+447700900301", "+447700900388", "+447700900412"
    named = "C Tallowmere (knee)"
    shot = corpus.base64.b64encode(picture).decode("ascii")
    evening = [
        text(him, named, "2026-01-30 16:39:12", "Dr Quillmarsh tried to ring you about your X-ray. Please ring reception.", 2),
        text(him, named, "2026-01-31 10:02:48", "Is this your own number? 🙂", sent="2026-01-31 10:02:45"),
        text("QuernBank", "(Unknown)", "2026-02-02 08:00:00", "Your code is 447201. Never tell it to anybody."),
        text(pip, "Pip", "2026-02-17 20:40:00", "The key is under the third flowerpot"),
        *(text(him, named, f"2026-02-17 20:49:{second:02}", "Answer me.") for second in (7, 9, 12)),
        text(him, named, "2026-02-17 21:02:31", "Why did I get your number then &#55357;"),
        text(him, named, "2026-02-17 21:10:00", "Please stop. I cannot", 3),
    ]
    morning = [
        picture_message(him, named, "2026-02-17 21:52:10", [corpus.part(0, "text/plain", text="Outside. It is shut."), corpus.part(1, "image/jpeg", cl="IMG_2152.jpg", data=shot)], [(him, 137), (her, 151)]),
        picture_message(f"{pip}~{oriel}", "Pip, Oriel", "2026-02-17 22:15:00", [corpus.part(0, "text/plain", text="Wren sleeps at mine tonight, flowerpot and all")], [(pip, 137), (her, 151), (oriel, 151)]),
        text(pip, "Pip", "2026-02-17 22:20:00", "On my way", 2),
        text(him, named, "2026-02-18 00:14:05", "I know that you are not at home 😠", sent="2026-02-17 23:58:40"),
        text(new, "(Unknown)", "2026-02-18 06:55:20", "This is my new number. You cannot block them all. C"),
        text(oriel, "Oriel Stavebrook", "2026-02-18 07:05:00", "Come in by the dispensary. I am here from seven."),
    ]
    hidden = {"presentation": 2}
    calls = [
        rang(2, him, named, "2026-01-30 16:36:02", 0), rang(1, pip, "Pip", "2026-02-16 19:00:00", 1260), rang(1, "+441632960110", "Surgery", "2026-02-17 13:02:00", 95),
        *(rang(3, him, named, f"2026-02-17 20:{minute}:00") for minute in (55, 56, 58)),
        rang(3, "", "(Unknown)", "2026-02-17 21:05:11", **hidden), rang(3, "-2", "null", "2026-02-17 21:06:40", **hidden),
        rang(5, him, named, "2026-02-17 21:15:30"), rang(2, pip, "Pip", "2026-02-17 21:33:00", 240), rang(3, new, "(Unknown)", "2026-02-18 06:50:01"),
    ]
    names = [("sms-20260217213500.xml", "2026-02-17 21:35:00", evening, "smses"), ("sms-20260218071500.xml", "2026-02-18 07:15:00", evening + morning, "smses"),
             ("calls-20260218071500.xml", "2026-02-18 07:15:02", calls, "calls")]
    pack(Path(folder, "SMSBackupRestore.zip"), [(name, backup(made, *records, root=root), at(made).timetuple()[:6]) for name, made, records, root in names])


def seven_years_texts(folder):
    """8 texts: 4 of his, one of hers to him of years before, 3 of others."""
    him, home, wheel = "+447700900571", "+447700900602", "+447700900644"
    one = [
        text(him, "Blackmarl, Norbert", "2016-03-11 09:20:00", "Peatmoor Surgery: your appointment with Dr Wintlebury is on 14 March at 10:10.", 2),
        text(home, "Ellis", "2019-05-06 07:09:00+01:00", "Stay in the kitchen with Bramble until they come", 2),
        text(him, "Blackmarl, Norbert", "2019-05-06 07:31:44+01:00", "Nice and quiet in the lane this morning 🚗"),
        text(wheel, "Garage", "2019-05-06 15:00:00+01:00", "Four tyres are here. Collect at five."),
        text(him, "Blackmarl, Norbert", "2019-05-14 14:12:03+01:00", "Farm day 🐄🐄"),
        text(him, "Blackmarl, Norbert", "2019-05-14 14:12:03+01:00", "Farm day 🐄🐄"),
        text(home, "Ellis", "2019-05-14 14:40:00+01:00", "Bramble and I are at the gate, come out by the barn"),
        text(him, "Blackmarl, Norbert", "2019-05-19 23:50:10+01:00", "null", sent="2019-05-19 23:50:08+01:00"),
    ]
    Path(folder, "sms-20190520073000.xml").write_bytes(backup("2019-05-20 07:30:00+01:00", *one).encode("utf-8"))


# X

def dm(number, when, words, sender, to, **more):
    moment = at(when).astimezone(timezone.utc)
    return corpus.dm(0, words, sender, to, id=str(number), createdAt=f"{moment:%Y-%m-%dT%H:%M:%S}.{number % 1000:03}Z", **more)


def catalogues_x(folder, picture):
    """9 records: 4 messages of his, and that he follows her; 4 of others or of hers to others."""
    her, him, tam = "3100277415", "1718290034877", "2284910077"
    first = 1972300000000000000
    photo = f"{first + 613}-kXq.jpg"
    made = "2025-10-03 08:30:00+01:00"
    account = {"account": {"email": "c.wetherfold@gorsebank.example", "createdVia": "web", "username": "gorse_doctor", "accountId": her, "createdAt": "2015-04-02T10:00:00.000Z", "accountDisplayName": "C Wetherfold"}}
    direct = [
        corpus.talks(
            dm(first + 613, "2025-10-02 22:14:09+01:00", "Your lane is pretty under the lamp https://t.co/kXq", him, her, mediaUrls=[f"https://ton.twitter.com/dm/{first + 613}/55/kXq.jpg"]),
            dm(first + 402, "2025-09-28 23:01:44+01:00", "Many people have grey cars &amp; many people drive home", him, her),
            dm(first + 388, "2025-09-28 22:58:20+01:00", "Did you like page 31?", him, her),
            dm(first + 101, "2025-09-22 07:15:00+01:00", "A letter from your manager. So formal 🙂", him, her), between=f"{him}-{her}"),
        corpus.talks(
            dm(first + 500, "2025-09-30 19:00:00+01:00", "Choir is at the chapel, bring your own trombone", tam, her),
            dm(first + 501, "2025-09-30 19:02:00+01:00", "Not this month. Somebody follows me. The trombone will live.", her, tam), between=f"{tam}-{her}"),
    ]
    posted = corpus.tweet(4, "The hedges at Gorsebank are full of sloes", created_at="Sun Sep 21 09:04:00 +0000 2025")
    files = [
        ("data/account.js", corpus.assigned("account", [account])),
        ("data/direct-messages.js", corpus.assigned("direct_messages", direct)),
        (f"data/direct_messages_media/{photo}", picture),
        ("data/follower.js", corpus.assigned("follower", corpus.follows("follower", him, tam))),
        ("data/tweets.js", corpus.assigned("tweets", [posted])),
        ("data/like.js", corpus.assigned("like", [{"like": {"tweetId": "1971000000000000044", "fullText": "A trombone for every chapel"}}])),
    ]
    pack(Path(folder, "twitter-2025-10-03-6f0e.zip"), [(name, data, at(made).timetuple()[:6]) for name, data in files])


# Outlook, a call list, a notebook

def regulator_outlook(folder):
    """A message dragged out of Outlook: from her second address, with the poem that did not attach before."""
    sender, to = "m.h.writes@dovecotemail.example", "t.fennelquay@osierlathe.example"
    sent = int(at("2025-02-20 18:20:04").timestamp()) * outlook.SECOND + 116_444_736_000_000_000
    head = (f"Received: from out.dovecotemail.example ([203.0.113.61]) by mx.osierlathe.example; Thu, 20 Feb 2025 18:20:09 +0000\r\nFrom: \"M. H.\" <{sender}>\r\n"
            f"To: {to}\r\nSubject: The poem, this time\r\nDate: Thu, 20 Feb 2025 18:20:04 +0000\r\nMessage-ID: <mh-6@dovecotemail.example>\r\n\r\n")
    named = [outlook.text(0x42, "M. H."), outlook.text(0x64, "SMTP"), outlook.text(0x65, sender), outlook.text(0xC1A, "M. H."), outlook.text(0xC1E, "SMTP"), outlook.text(0xC1F, sender)]
    him = [outlook.text(0x3001, "Tobin Fennelquay"), outlook.text(0x3002, "SMTP"), outlook.text(0x3003, to), outlook.number(0xC15, 1)]
    words = "They have given me to Dr Ashgrindle. I have written it down instead – all four verses.\r\n\r\nM.\r\n"
    poem = "You sat between me and the light,\r\nand took my wrist, and counted.\r\n".encode("utf-8")
    props = outlook.usual("The poem, this time", "<mh-6@dovecotemail.example>", named, [outlook.time(0x39, sent), outlook.time(0xE06, sent + 5 * outlook.SECOND)], [outlook.text(0x1000, words)])
    tree = outlook.tree(props + [outlook.text(0x7D, head)], to=[him], files=[outlook.file("four verses.txt", poem, "text/plain")])
    Path(folder, "The poem, this time.msg").write_bytes(outlook.cfb(tree))


def catalogues_calls(folder):
    """The practice's list of calls to her extension, as its telephone system saves it: 12 rows, 4 of his."""
    him = "07700 900388"
    rows = [
        ("15/09/2025", "08:31:10", "020 7946 0231", "Incoming", "02:14", "Tolliver, repeat prescription"),
        ("15/09/2025", "08:44:52", him, "Incoming", "00:09", "asked which days Dr W. is in; told nothing"),
        ("15/09/2025", "08:46:02", "withheld", "Incoming", "00:03", "hung up"),
        ("16/09/2025", "12:10:00", "020 7946 0187", "Outgoing", "06:40", "Tolliver, results"),
        ("17/09/2025", "17:58:31", him, "Incoming", "00:31", "\"Tell her that page 31 has come\"; rang off"),
        ("17/09/2025", "17:59:40", him, "Missed", "00:00", ""),
        ("17/09/2025", "18:00:15", "withheld", "Missed", "00:00", ""),
        ("18/09/2025", "09:05:00", "020 7946 0231", "Incoming", "01:02", "Tolliver, thanks"),
        ("19/09/2025", "11:20:45", "020 7946 0450", "Incoming", "03:30", "Ambrose, sick note"),
        ("20/09/2025", "08:02:00", him, "Incoming", "00:12", "breathing"),
        ("20/09/2025", "08:40:19", "020 7946 0450", "Outgoing", "00:58", "Ambrose, ring back"),
        ("20/09/2025", "10:15:00", "020 7946 0112", "Incoming", "00:44", "Gas reading"),
    ]
    cell = lambda value: '"' + value.replace('"', '""') + '"' if '"' in value or ";" in value else value
    lines = ["Date;Time;Number;Direction;Length;Note"] + [";".join(map(cell, row)) for row in rows]
    Path(folder, "calls to extension 12.csv").write_bytes(("\ufeff" + "\r\n".join(lines) + "\r\n").encode("utf-8"))


def seven_years_notebook(folder):
    """The notebook by the telephone at home, typed in word for word: 13 entries, one of her own doing."""
    Path(folder, "notebook by the telephone.txt").write_text("""\
Kept by the telephone. Typed from the paper on 19 May 2019, nothing left out.

14 Nov 2016 7.10pm rang, breathed, rang off
21/11/16 7.10pm the same
Mon 28th November 2016: 19:12 and again 19:40
said "I can wait"
5 Dec 2016
7.05pm rang
7.20pm rang, said my name
2 Jan 2017 me: told the exchange, they put a stop on hidden numbers
13 March 2017 evening, rang from a box in the village
4.9.2017 half past seven, said he had the lambs on his side
25 Dec 2017 about 9am, "Happy Christmas, Hesper"
Tues 12 February 2018 - rang at the surgery, they did not put him through
14/02/2018 rang three times before noon
30 July 2018 1930hrs: silent, a road behind him
6 May 2019 6.40am rang once, before we saw the tyres
""", encoding="utf-8")
