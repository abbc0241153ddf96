"""The mailboxes and single messages, written byte by byte so that each trap stays as it is.

Nothing here goes through a mail library: libraries repair what readers must survive.
All people, addresses and words are invented; domains are reserved (RFC 2606).
"""

import base64
import textwrap
from pathlib import Path

CORVIN = "c.tallowmere@quernmail.example"
CORVIN_NEW = "corvin66@fastpost.example"
WREN = "w.quillmarsh@thistlequern.example"
WREN_PRIVATE = "wren@quillmarsh.example"
ORIEL = "oriel.stavebrook@thistlequern.example"


def lines64(data):
    """Base64 in lines of 76."""
    return "\n".join(textwrap.wrap(base64.b64encode(data).decode("ascii"), 76))


def headers(*pairs):
    """Header lines, then the empty line. A value may hold its own folding."""
    return "".join(f"{name}: {value}\n" for name, value in pairs) + "\n"


def received(when, host="mx.thistlequern.example", ident="a1"):
    """The topmost Received of the reader's own server."""
    return ("Received", f"from out.quernmail.example (out.quernmail.example [192.0.2.17])\n"
                        f"\tby {host} with ESMTPS id {ident}; {when}")


def mbox(messages):
    """A mailbox as Thunderbird files it: `From - ` and the time. Only lines that begin `From m` are quoted, as
    happens when two programs wrote to one file: the rest of the body lines that begin `From ` must not split."""
    out = []
    for stamp, text in messages:
        body = text if isinstance(text, bytes) else text.encode("utf-8")
        body = b"\n".join(b">" + line if line.startswith(b"From ") and line[5:6] == b"m" else line
                          for line in body.split(b"\n"))
        out.append(b"From - " + stamp.encode("ascii") + b"\n" + body.rstrip(b"\n") + b"\n\n")
    return b"".join(out)


def bombarding_word():
    """'Is it 5 € you think I am worth?' as two encoded words that split the euro sign between them."""
    whole = "Is it 5 € you think I am worth?".encode("utf-8")
    cut = whole.index("€".encode("utf-8")) + 1
    first, second = (base64.b64encode(part).decode("ascii") for part in (whole[:cut], whole[cut:]))
    return f"=?UTF-8?B?{first}?=\n =?UTF-8?B?{second}?="


def twelfth_of_february(extra=()):
    """Plain text and HTML of one text, quoted-printable, an encoded subject, an image that calls home."""
    return headers(
        received("Thu, 12 Feb 2026 23:31:44 +0000 (GMT)", ident="a5"), *extra,
        ("From", f"\"Corvin Tallowmere\" <{CORVIN}>"), ("To", WREN),
        ("Subject", bombarding_word()), ("Date", "Thu, 12 Feb 2026 23:31:40 +0000"),
        ("Message-ID", "<20260212233140.5@quernmail.example>"), ("MIME-Version", "1.0"),
        ("Content-Type", "multipart/alternative; boundary=\"=_quern\""),
    ) + """This is a message with several parts in MIME format.

--=_quern
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

You have not written since the third. I bought the caf=C3=A9 table by the w=
indow for Saturday at seven. It cost 5 =E2=82=AC to hold it.

Saturday is the fourteenth. You know what day that is.

Corvin
--=_quern
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p>You have not written since the third. I bought the caf=C3=A9 table by th=
e window for Saturday at seven. It cost 5 &euro; to hold it.</p><p>Saturday=
 is the fourteenth. You know what day that is.</p><p>Corvin</p><img src=3D"=
https://open.quernmail.example/seen.gif?m=3D5" width=3D"1" height=3D"1"><p =
style=3D"display:none">I can see when you open this.</p>
--=_quern--
"""


def knee(picture):
    """The sixteen messages of `knee/mailbox.mbox`. `picture` is the JPEG of the seventh."""
    forwarded = headers(("From", f"Corvin Tallowmere <{CORVIN}>"), ("To", "reception@thistlequern.example"),
                        ("Subject", "Her lunch hour"), ("Date", "Sun, 15 Feb 2026 11:02:00 +0000"),
                        ("Message-ID", "<20260215110200.x@quernmail.example>"),
                        ("Content-Type", "text/plain; charset=us-ascii")) + "When does Dr Quillmarsh have her lunch? I would bring something.\n"
    return mbox([
        ("Tue Feb 03 09:12:31 2026", headers(
            received("Tue, 03 Feb 2026 09:12:30 +0000 (GMT)"), ("From", f"Corvin Tallowmere <{CORVIN}>"), ("To", WREN),
            ("Subject", "The chocolates"), ("Date", "Tue, 3 Feb 2026 09:12:22 +0000"),
            ("Message-ID", "<20260203091222.1@quernmail.example>"), ("Content-Type", "text/plain; charset=us-ascii"),
        ) + "Dear Dr Quillmarsh,\n\nDid they give you the chocolates? I chose the dark ones. You\nlook like somebody who likes the dark ones.\n\nCorvin Tallowmere\n"),
        ("Tue Feb 03 12:40:09 2026", headers(
            ("From", f"Wren Quillmarsh <{WREN}>"), ("To", f"Corvin Tallowmere <{CORVIN}>"),
            ("Subject", "Re: The chocolates"), ("Date", "Tue, 03 Feb 2026 12:40:05 +0000"),
            ("Message-ID", "<20260203124005.w@thistlequern.example>"), ("In-Reply-To", "<20260203091222.1@quernmail.example>"),
            ("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit"),
        ) + "Dear Mr Tallowmere,\n\nThank you for the card. The staff shared the chocolates. For anything\nabout your knee, ring reception on 01632 960110.\n\nDr W. A. Quillmarsh\n\nOn Tue, 3 Feb 2026, Corvin Tallowmere wrote:\n> Did they give you the chocolates? I chose the dark ones. You\n> look like somebody who likes the dark ones.\n"),
        ("Wed Feb 04 08:01:10 2026", headers(
            ("From", "Reception <reception@thistlequern.example>"), ("To", f"all-doctors@thistlequern.example"),
            ("Subject", "Rota for the week of 9 February"), ("Date", "Wed, 04 Feb 2026 08:01:02 +0000"),
            ("Message-ID", "<rota-0209@thistlequern.example>"), ("Content-Type", "text/plain; charset=us-ascii"),
        ) + "Rota attached on the board as always. Duty doctor Monday: Dr Fenwhistle.\n"),
        ("Tue Feb 10 08:52:40 2026", headers(
            ("From", f"Oriel Stavebrook <{ORIEL}>"), ("To", WREN), ("Subject", "What you told me"),
            ("Date", "Tue, 10 Feb 2026 08:52:31 +0000"), ("Message-ID", "<os-20260210@thistlequern.example>"),
            ("Content-Type", "text/plain; charset=utf-8"),
        ) + "Wren,\n\nI have moved his bookings to the other doctors. You were right to say it\nearly. Come and find me whenever you want to.\n\nOriel\n"),
        ("Thu Feb 12 23:31:44 2026", twelfth_of_february()),
        ("Fri Feb 13 06:00:12 2026", headers(
            ("From", f"\"{CORVIN}\" <raffle@bulkpost.example>"), ("Reply-To", "no-reply@bulkpost.example"), ("To", WREN),
            ("Subject", "Somebody thinks of you this Valentine's Day"), ("Date", "Fri, 13 Feb 2026 06:00:00 +0000"),
            ("Message-ID", "<bulk.88112@bulkpost.example>"), ("List-Unsubscribe", "<https://bulkpost.example/u/88112>"),
            ("Content-Type", "text/plain; charset=utf-8"),
        ) + "A box of twelve for 19.99. Offer ends at midnight.\n"),
        ("Sat Feb 14 00:03:12 2026", headers(
            received("Sat, 14 Feb 2026 00:03:12 +0000 (GMT)", ident="a7"), ("From", f"Corvin Tallowmere <{CORVIN}>"), ("To", WREN),
            ("Subject", "=?iso-8859-1?Q?Our_bench_=28I_call_it_that=29?="), ("Date", "Fri, 13 Feb 2026 19:03:10 -0500"),
            ("Message-ID", "<20260214000310.7@quernmail.example>"), ("MIME-Version", "1.0"),
            ("Content-Type", "multipart/mixed;\n boundary=\"=_quern\""),
        ) + "--=_quern\nContent-Type: multipart/alternative; boundary=\"=_quern2\"\n\n--=_quern2\nContent-Type: text/plain; charset=us-ascii\n\nThis is where I will sit tonight. There is room.\n--=_quern2\nContent-Type: text/html; charset=us-ascii\n\n<p>This is where I will sit tonight. <b>There is room.</b></p>\n--=_quern2--\n--=_quern\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment;\n filename*1*=%20for%20two.jpg;\n filename*0*=utf-8''the%20bench%20%E2%80%93;\n filename=\"bench.jpg\"\n\n" + lines64(picture) + "\n--=_quern--\n"),
        ("Sun Feb 15 11:20:00 2026", headers(
            ("From", "Reception <reception@thistlequern.example>"), ("To", WREN), ("Subject", "Fwd: Her lunch hour"),
            ("Date", "Sun, 15 Feb 2026 11:19:51 +0000"), ("Message-ID", "<fwd-0215@thistlequern.example>"), ("MIME-Version", "1.0"),
            ("Content-Type", "multipart/mixed; boundary=\"fwd\""),
        ) + "--fwd\nContent-Type: text/plain; charset=us-ascii\n\nThis came to us. We did not answer. Shall we keep it?\n--fwd\nContent-Type: message/rfc822\nContent-Disposition: attachment; filename=\"Her lunch hour.eml\"\n\n" + forwarded + "--fwd--\n"),
        ("Mon Feb 16 20:15:03 2026", headers(
            received("Mon, 16 Feb 2026 20:15:02 +0000 (GMT)", ident="a9"), ("From", f"C <{CORVIN_NEW}>"), ("To", WREN),
            ("Subject", "from my other address in case the first is blocked"), ("Date", "Mon, 16 Feb 2026 20:15:00 +0000"),
            ("Message-ID", "<c66-1@fastpost.example>"), ("Content-Type", "text/plain; charset=utf-8; format=flowed"),
        ) + "The letter must be there by now.\n\nFrom the first day you looked at me and not at the clock.\n\nFrom morning until night I think what you will say.\n\nFrom Corvin\n"),
        ("Tue Feb 17 07:58:20 2026", (headers(
            received("Tue, 17 Feb 2026 07:58:19 +0000 (GMT)", ident="b0"), ("From", f"Corvin Tallowmere <{CORVIN}>"), ("To", f"{WREN},\n {WREN_PRIVATE}"),
            ("Subject", "you"), ("Date", "Tue, 17 Feb 2026 07:58 GMT"), ("Message-ID", "<20260217075800.10@quernmail.example>"),
            ("Content-Type", "text/plain; charset=iso-8859-1"), ("Content-Transfer-Encoding", "8bit"),
        ) + "You said ‘ring reception’. I did… they said no. Why – is it you who tells them?\n").encode("cp1252")),
        ("Tue Feb 17 19:30:00 2026", headers(
            ("From", "Quernpath results <results@quernpath.example>"), ("To", WREN), ("Subject", "3 results are ready"),
            ("Date", "Tue, 17 Feb 2026 19:29:55 +0000"), ("Message-ID", "<r-551@quernpath.example>"), ("Content-Type", "text/plain; charset=us-ascii"),
        ) + "Sign in to read them. No result is sent by mail.\n"),
        ("Tue Feb 17 21:05:44 2026", headers(
            received("Tue, 17 Feb 2026 21:05:43 +0000 (GMT)", ident="b2"), ("From", f"=?utf-8?q?Corvin_Tallowmere?= <{CORVIN}>"), ("To", WREN),
            ("Subject", ""), ("Date", "Tue, 17 Feb 2026 21:05:40 +0000"), ("Message-ID", "<20260217210540.12@quernmail.example>"),
            ("Content-Type", "text/html; charset=utf-8"),
        ) + "<html><body><div>Nine messages.<br>Not one word.</div><div style=\"color:#a00\">You think you can just stop?</div><script>fetch('https://open.quernmail.example/x')</script></body></html>\n"),
        ("Tue Feb 17 22:41:00 2026", "Received: from out.quernmail.example (out.quernmail.example [192.0.2.17])\n\tby mx.thistlequern.example with ESMTPS id b3; Tue, 17 Feb 2026 22:40:58 +0000 (GMT)\nFrom: Corvin Tallowmere <" + CORVIN + ">\nTo " + WREN + "\nthis line has no colon at all\nDate: Tue, 37 Feb 2026 25:61:00 +9900\nSubject: =?utf-9?Z?broken?= still here\nContent-Type: text/plain; charset=\n\nI have slept two hours. You did this.\n"),
        ("Wed Feb 18 06:41:15 2026", headers(
            received("Wed, 18 Feb 2026 06:41:14 +0000 (GMT)", "mx.quillmarsh.example", "c1"), ("From", f"Corvin Tallowmere <{CORVIN}>"), ("To", WREN_PRIVATE),
            ("Cc", f"Oriel Stavebrook <{ORIEL}>"), ("Subject", "She has to answer"), ("Date", "Wed, 18 Feb 2026 23:59:00 +0000"),
            ("Message-ID", "<20260218235900.14@quernmail.example>"), ("Content-Type", "text/plain; charset=utf-8"),
        ) + "I found this address by myself. I tell her manager too, so that it is not a secret.\n"),
        ("Wed Feb 18 07:30:00 2026", headers(
            ("From", "Pip Larkinshaw <pip@larkinshaw.example>"), ("To", WREN_PRIVATE), ("Subject", "the spare room"),
            ("Date", "Wed, 18 Feb 2026 07:29:48 +0000"), ("Message-ID", "<pip-1@larkinshaw.example>"), ("Content-Type", "text/plain; charset=utf-8"),
        ) + "It is yours as long as you like. The key is where it was.\n"),
        ("Wed Feb 18 07:31:00 2026", "X-Mozilla-Status: 0000\nX-Mozilla-Keys:\n\n[this message could not be read when the folder was compacted]\n"),
    ])


def write_knee(folder, picture):
    """The mailbox and the two single messages of case C1."""
    Path(folder, "mailbox.mbox").write_bytes(knee(picture))
    late = headers(
        received("Wed, 18 Feb 2026 08:02:11 +0000 (GMT)", ident="c4"), ("From", f"C <{CORVIN_NEW}>"), ("To", WREN),
        ("Subject", "=?UTF-8?Q?Ich_wei=C3=9F=2C_du_liest_das_?= =?UTF-8?Q?=E2=9C=89?="), ("Date", "Wed, 18 Feb 2026 08:02:03 +0000"),
        ("Message-ID", "<c66-2@fastpost.example>"), ("MIME-Version", "1.0"),
        ("Content-Type", "multipart/mixed; boundary=m"),
    ) + "--m\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nI know that you read this =E2=9C=89. I learned the sentence in the subject for=\n you; you said once that you grew up with it.\n--m\nContent-Type: text/vcard; charset=utf-8; name=\"me.vcf\"\nContent-Disposition: attachment; filename=\"me.vcf\"\n\nBEGIN:VCARD\nVERSION:3.0\nN:Tallowmere;Corvin;;;\nFN:Corvin Tallowmere\nTEL;TYPE=CELL:+44 7700 900142\nTEL;TYPE=CELL:+44 7700 900655\nEND:VCARD\n--m--\n"
    Path(folder, "2026-02-18 0802 new address.eml").write_bytes(late.replace("\n", "\r\n").encode("utf-8"))
    again = twelfth_of_february(extra=(("X-Gmail-Labels", "=?UTF-8?Q?Inbox=2C=22To_keep=22?="),))
    Path(folder, "2026-02-12 2331 saved again.eml").write_bytes(again.encode("utf-8"))


def write_regulator(folder):
    """Case C2: a Takeout mailbox (offset before the year) and the regulator's notice."""
    her, him = "marigold.hollowvane@dovecotemail.example", "t.fennelquay@osierlathe.example"
    other = "m.h.writes@dovecotemail.example"

    def taken(number, day, when, sender, to, subject, text):
        head = headers(("X-GM-THRID", f"154566898343517{number:04}"), ("X-Gmail-Labels", "=?UTF-8?Q?Posteingang=2CWichtig?="),
                       ("From", sender), ("To", to), ("Subject", subject), ("Date", when),
                       ("Message-ID", f"<mh-{number}@dovecotemail.example>"), ("Content-Type", "text/plain; charset=utf-8"))
        return (f"From 154566898343517{number:04}@xxx {day}\n" + head + text + "\n\n").replace("\n", "\r\n")

    text = (
        taken(1, "Tue Feb 04 22:10:02 +0000 2025", "Tue, 4 Feb 2025 22:10:00 +0000", f"Marigold Hollowvane <{her}>", him,
              "The scarf you sent back", "You sent it back by somebody else's hand. You could have said it to me.")
        + taken(2, "Wed Feb 05 09:00:41 +0000 2025", "Wed, 5 Feb 2025 09:00:40 +0000", "Practice news <news@osierlathe.example>", him,
                "Fire drill on Friday", "At eleven. Leave the kettle.")
        + taken(3, "Wed Feb 12 23:55:09 +0000 2025", "Wed, 12 Feb 2025 23:55:00 +0000", f"Marigold Hollowvane <{her}>", him,
                "I asked to be your friend", "Twice. It says that you have not answered. It is a button, Tobin.\n\n>From the window I could see your light.\n>>From there to here is not far.")
        + taken(4, "Fri Feb 14 07:02:30 +0000 2025", "Fri, 14 Feb 2025 07:02:28 +0000", f"\"M. H.\" <{other}>", him,
                "today", "A poem is attached. It did not attach. You know how it goes.")
        + taken(5, "Wed Feb 19 16:44:00 +0000 2025", "Wed, 19 Feb 2025 16:43:51 +0000", f"Marigold Hollowvane <{her}>", him,
                "Dr Ashgrindle", "They say I am to see Dr Ashgrindle now. I did not choose Dr Ashgrindle.")
    )
    Path(folder, "hollowvane.mbox").write_bytes(text.encode("utf-8"))
    notice = headers(
        ("Received", "from mail.regulator.example ([198.51.100.9]) by mx.osierlathe.example; Wed, 12 Mar 2025 10:15:02 +0000"),
        ("From", "Casework <casework@regulator.example>"), ("To", him), ("Subject", "Notice of a complaint: reference DEMO-R-2093"),
        ("Date", "Wed, 12 Mar 2025 10:15:00 +0000"), ("Message-ID", "<demo-r-2093@regulator.example>"), ("Content-Type", "text/plain; charset=utf-8"),
    ) + "Dear Dr Fennelquay,\n\nWe have been told that you had a sexual relationship with a patient of your practice. We have not made up our minds. Enclosed is what we were told.\n\nTalk to your defence organisation before you answer. Do not get in touch with the person who wrote to us.\n\nCasework\n(Demonstration: invented)\n"
    Path(folder, "notice-of-complaint.eml").write_bytes(notice.replace("\n", "\r\n").encode("utf-8"))


def write_catalogues(folder):
    """Case C4: two messages that show who sent the catalogues; the first was sent from five hours west."""
    her = "c.wetherfold@gorsebank.example"
    first = headers(
        ("Received", "from smtp.parcelpost.example ([203.0.113.40]) by mx.gorsebank.example; Wed, 10 Sep 2025 03:30:12 +0000"),
        ("From", "\"A friend, again\" <dh.forwarding@parcelpost.example>"), ("To", her), ("Subject", "Did they fit?"),
        ("Date", "Tue, 09 Sep 2025 23:30:00 -0400"), ("Message-ID", "<dh1@parcelpost.example>"), ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=us-ascii"), ("Content-Transfer-Encoding", "quoted-printable"),
    ) + "Page 14 and page 31. I put a corner down so that you would find them. You=\n took my stitches out so gently. D.H.\n"
    second = headers(
        ("Received", "from smtp.parcelpost.example ([203.0.113.40]) by mx.gorsebank.example; Sun, 26 Oct 2025 00:30:40 +0000"),
        ("From", "D Harrowmint <dh.forwarding@parcelpost.example>"), ("To", her), ("Cc", "desk@gorsebank.example"), ("Subject", "They took my telephone"),
        ("Date", "Sun, 26 Oct 2025 01:30:00 +0100"), ("Message-ID", "<dh2@parcelpost.example>"), ("Content-Type", "text/plain; charset=utf-8"),
    ) + "They took my telephone and said that I may not write. I am only writing to say that I may not write.\n"
    Path(folder, "did-they-fit.eml").write_bytes(first.replace("\n", "\r\n").encode("ascii"))
    Path(folder, "they-took-my-telephone.eml").write_bytes(second.replace("\n", "\r\n").encode("utf-8"))


def write_seven_years(folder):
    """Case C5: four threatening messages from three accounts among a week of other mail."""
    her = "h.wintlebury@peatmoor.example"

    def one(stamp, when, sender, to, subject, text, ident):
        return f"From {sender.split('<')[-1].rstrip('>')} {stamp}\n" + headers(
            ("From", sender), ("To", to), ("Subject", subject), ("Date", when), ("Message-ID", f"<{ident}>"),
            ("Content-Type", "text/plain; charset=utf-8")) + text + "\n\n"

    text = (
        one("Thu May 16 21:14:00 2019", "Thu, 16 May 2019 22:14:00 +0100", "N. B. <blackmarl.n@hedgemail.example>", her,
            "tyres", "Four new ones. You can afford it.", "nb1@hedgemail.example")
        + one("Fri May 17 08:00:00 2019", "Fri, 17 May 2019 09:00:00 +0100", "Garage <desk@wheelwright.example>", her,
              "Your invoice", "Four tyres, fitted. Thank you.", "inv77@wheelwright.example")
        + one("Fri May 17 22:48:00 2019", "Fri, 17 May 2019 23:48:00 +0100", "Nobody <nobody4417@hedgemail.example>", her,
              "(no subject)", "You go to the farm on Tuesdays and there is no light on that lane.", "nb2@hedgemail.example")
        + one("Sat May 18 05:02:00 2019", "Sat, 18 May 2019 06:02:00 +0100", "Nobody <nobody4417@hedgemail.example>", her,
              "(no subject)", "Seven minutes is how long they take to come. I counted.", "nb3@hedgemail.example")
        + one("Sun May 19 17:20:00 2019", "Sun, 19 May 2019 18:20:00 +0100", "N Blackmarl <nblackmarl@tinpost.example>", her,
              "Last one", "Next time it is not the tyres.", "nb4@tinpost.example")
        + one("Mon May 20 07:10:00 2019", "Mon, 20 May 2019 08:10:00 +0100", f"Hesper Wintlebury <{her}>", "desk@peatmoor.example",
              "Today", "I will come in by the back. Tell nobody on the telephone where I am.", "hw1@peatmoor.example")
    )
    Path(folder, "threats.mbox").write_bytes(text.encode("utf-8"))
