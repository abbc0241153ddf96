"""Photographs of paper, a screenshot and a camera still, drawn with Pillow.

Everything shown is invented. Needs Pillow and a handwriting font: Debian's
fonts-dkg-handwriting or fonts-breip (SIL Open Font License). The grain comes from a
seeded generator, so that the same Pillow makes the same bytes.
"""

import random
import struct
import time
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

HANDS = (
    "/usr/share/fonts/truetype/fifthhorseman/dkg.ttf",
    "/usr/share/fonts/truetype/breip/Breip.ttf",
)
SANS = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
SERIF = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
MONO = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"


def hand(size, which=0):
    """A handwriting font; the first of the list that is installed."""
    for path in HANDS[which:] + HANDS[:which]:
        if Path(path).exists():
            return ImageFont.truetype(path, size)
    raise SystemExit("no handwriting font: apt-get install fonts-dkg-handwriting fonts-breip")


def noise(size, seed, low=0, high=255):
    """Grey grain of a size, the same for the same seed."""
    grain = Image.frombytes("L", size, random.Random(seed).randbytes(size[0] * size[1]))
    return grain.point(lambda v: low + v * (high - low) // 255)


def desk(size, seed, dark=(92, 62, 40), light=(150, 108, 74)):
    """A wooden desk: grain stretched along the board, joints, a little fibre."""
    width, height = size
    coarse = noise((24, 220), seed).resize(size, Image.BICUBIC)
    fine = noise((60, height), seed + 1).resize(size, Image.BICUBIC)
    mix = Image.blend(coarse, fine, 0.45)
    wood = Image.composite(Image.new("RGB", size, light), Image.new("RGB", size, dark), mix)
    pen = ImageDraw.Draw(wood)
    for y in (height // 3, 2 * height // 3 + 40):
        pen.line((0, y, width, y + 8), fill=(58, 38, 24), width=4)
    return wood.filter(ImageFilter.GaussianBlur(1.1))


def sheet(size, seed, tint):
    """A sheet of paper: tint, fibre and a soft fold across the middle."""
    base = Image.new("RGB", size, tint)
    fibre = noise(size, seed, 236, 255).filter(ImageFilter.GaussianBlur(0.8))
    cloud = noise((9, 7), seed + 1, 232, 255).resize(size, Image.BICUBIC)
    return ImageChops.multiply(ImageChops.multiply(base, fibre.convert("RGB")), cloud.convert("RGB"))


def fold(page, y, seed):
    """A crease at the height y."""
    crease = Image.new("L", page.size, 255)
    pen = ImageDraw.Draw(crease)
    wobble = random.Random(seed)
    points = [(x, y + wobble.randint(-1, 1)) for x in range(0, page.size[0] + 40, 40)]
    pen.line(points, fill=185, width=3)
    pen.line([(x, y + 5) for x, y in points], fill=238, width=8)
    return ImageChops.multiply(page, crease.filter(ImageFilter.GaussianBlur(1.6)).convert("RGB"))


def write(page, lines, font, ink, seed, origin, step):
    """Handwriting: each word a little off the line and off the upright, as a hand is."""
    wobble = random.Random(seed)
    x0, y = origin
    for indent, text in lines:
        x = x0 + indent + wobble.randint(-6, 6)
        rise = wobble.uniform(-0.018, 0.006)
        for word in text.split(" "):
            box = font.getbbox(word)
            scrap = Image.new("L", (box[2] + 40, box[3] + 40), 0)
            ImageDraw.Draw(scrap).text((20, 20), word, font=font, fill=wobble.randint(205, 245))
            scrap = scrap.rotate(wobble.uniform(-1.6, 1.6), Image.BICUBIC, expand=False)
            shade = tuple(max(0, c + wobble.randint(-8, 14)) for c in ink)
            place = (int(x) - 20, int(y + rise * (x - x0)) - 20 + wobble.randint(-2, 2))
            page.paste(Image.new("RGB", scrap.size, shade), place, scrap)
            x += box[2] + font.size * 0.30 + wobble.randint(-2, 3)
        y += step
    return page


def photograph(page, background, corners, seed):
    """The page on the desk, seen from a little to one side, with its shadow and lamp light."""
    width, height = background.size
    w, h = page.size
    coefficients = _perspective(corners, [(0, 0), (w, 0), (w, h), (0, h)])
    laid = page.transform((width, height), Image.PERSPECTIVE, coefficients, Image.BICUBIC)
    mask = Image.new("L", page.size, 255).transform(
        (width, height), Image.PERSPECTIVE, coefficients, Image.BICUBIC
    )
    shadow = ImageChops.offset(mask, 14, 20).filter(ImageFilter.GaussianBlur(16))
    shadow = shadow.point(lambda v: v * 150 // 255)
    scene = Image.composite(Image.new("RGB", (width, height), (22, 14, 8)), background, shadow)
    scene.paste(laid, (0, 0), mask.filter(ImageFilter.GaussianBlur(0.8)))
    lamp = Image.radial_gradient("L").resize((width * 2, height * 2)).point(lambda v: 255 - v * 105 // 255)
    lamp = lamp.crop((int(width * 0.62), int(height * 0.75), int(width * 1.62), int(height * 1.75)))
    scene = ImageChops.multiply(scene, lamp.convert("RGB"))
    grain = noise((width, height), seed, 120, 136)
    scene = ImageChops.add(scene, grain.convert("RGB"), scale=1, offset=-128)
    return scene.filter(ImageFilter.GaussianBlur(0.6))


def _perspective(to, frm):
    """The eight numbers with which Pillow maps points of the scene back to the page."""
    rows = []
    for (x, y), (u, v) in zip(to, frm):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for i in range(8):
        pivot = max(range(i, 8), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(8):
            if r != i:
                factor = rows[r][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i])]
    return [row[8] for row in rows]


def exif(taken, offset=None, orientation=1, place=None, model="Q7"):
    """EXIF of a telephone. `taken` is local time; without `offset` the zone is not known."""
    tags = Image.Exif()
    tags[0x010F], tags[0x0110], tags[0x0131] = "Quernphone", model, "Quern OS 19.2 (invented)"
    tags[0x0112], tags[0x0132] = orientation, taken
    inner = tags.get_ifd(0x8769)
    inner[0x9003] = inner[0x9004] = taken
    inner[0x829A], inner[0x829D], inner[0x8827] = (1, 60), (18, 10), 250
    if offset:
        inner[0x9011] = offset
    if place:
        gps = tags.get_ifd(0x8825)
        lat, lon = place
        gps[1], gps[2] = ("N" if lat >= 0 else "S"), _degrees(abs(lat))
        gps[3], gps[4] = ("E" if lon >= 0 else "W"), _degrees(abs(lon))
    return tags.tobytes()


def _degrees(value):
    whole = int(value)
    minutes = int((value - whole) * 60)
    return (float(whole), float(minutes), round((value - whole - minutes / 60) * 3600, 2))


def card(out):
    """The card that came with the chocolates, held upright by the phone (orientation 6)."""
    page = sheet((1180, 820), 11, (250, 244, 230))
    pen = ImageDraw.Draw(page)
    pen.rectangle((26, 26, 1153, 793), outline=(190, 160, 110), width=3)
    pen.text((590, 120), "Thank you", font=ImageFont.truetype(SERIF, 64), fill=(150, 60, 60), anchor="mm")
    write(page, [(0, "Dear Dr Quillmarsh,"), (0, "Thank you for your kindness."),
                 (0, "If you ever need anything:"), (40, "14 Quern Row"), (40, "07700 900142"),
                 (480, "Corvin Tallowmere")], hand(60), (28, 38, 96), 12, (110, 210), 88)
    page = fold(page, 410, 13)
    scene = photograph(page, desk((1600, 1200), 14), [(235, 205), (1365, 165), (1415, 985), (195, 1015)], 15)
    scene.transpose(Image.ROTATE_90).save(
        out, "JPEG", quality=72, optimize=True,
        exif=exif("2026:02:09 20:47:12", "+00:00", orientation=6, place=(54.0, -20.0)))


def letter(out):
    """The letter of 16 February. Its EXIF has no zone: the time is local, and only that is known."""
    page = sheet((1080, 1400), 21, (247, 246, 240))
    pen = ImageDraw.Draw(page)
    for y in range(330, 1360, 74):
        pen.line((60, y, 1020, y), fill=(196, 206, 222), width=2)
    write(page, [(560, "14 Quern Row"), (560, "Friday"), (0, "Dear Wren,"), (0, "I love you. You must know it"),
                 (0, "by now. Meet me outside the"), (0, "practice, where we can talk."),
                 (0, "I will be free any evening."), (0, "You were kind to me and it was"),
                 (0, "not only your job. I saw that."), (0, "Do not be afraid of it."), (520, "Corvin")],
          hand(64), (24, 24, 30), 22, (90, 130), 105)
    for y in (470, 935):
        page = fold(page, y, 23 + y)
    scene = photograph(page, desk((1300, 1650), 24, (70, 74, 80), (112, 116, 122)),
                       [(130, 120), (1150, 150), (1190, 1530), (95, 1500)], 25)
    scene.save(out, "JPEG", quality=70, optimize=True, exif=exif("2026:02:16 12:14:40", model="Q7"))


def first_letter(out):
    """Case C2: the first sheet of her first letter, photographed with a time and its offset."""
    page = sheet((1000, 1300), 51, (240, 236, 246))
    write(page, [(520, "Monday night"), (0, "Dear Tobin,"), (0, "I keep the chair by the"), (0, "window for you. What is"),
                 (0, "your wife called? You have"), (0, "never said, and I tell you"), (0, "everything. The light comes"),
                 (0, "in at four now. You would"), (0, "like it. Bring nobody."), (480, "Marigold")],
          hand(66, 1), (70, 30, 90), 52, (90, 110), 112)
    page = fold(page, 640, 53)
    scene = photograph(page, desk((1200, 1500), 54, (64, 54, 50), (120, 104, 92)),
                       [(120, 90), (1090, 110), (1110, 1410), (90, 1390)], 55)
    scene.save(out, "JPEG", quality=66, optimize=True, exif=exif("2025:01:14 12:33:02", "+00:00"))


def florist_card(out):
    """Case C3: the card that came with the lilies, dated in summer time."""
    page = sheet((900, 620), 61, (252, 252, 248))
    pen = ImageDraw.Draw(page)
    pen.text((450, 110), "Tarnside Florists", font=ImageFont.truetype(SERIF, 50), fill=(60, 110, 70), anchor="mm")
    write(page, [(0, "Your favourites."), (0, "It says so on your page."), (420, "G.")], hand(64), (30, 30, 34), 62, (110, 240), 104)
    scene = photograph(page, desk((1200, 900), 63, (88, 84, 80), (140, 134, 128)), [(140, 130), (1050, 110), (1080, 760), (110, 780)], 64)
    scene.save(out, "JPEG", quality=66, optimize=True, exif=exif("2026:05:20 12:04:41", "+01:00"))


def tyre(out):
    """Case C5: one of the four tyres, on a camera whose clock was never told of summer time: no zone stands in it."""
    size = (1100, 820)
    scene = noise(size, 71, 96, 140).filter(ImageFilter.GaussianBlur(1.4)).convert("RGB")
    pen = ImageDraw.Draw(scene)
    pen.rectangle((0, 0, 1100, 250), fill=(120, 126, 132))
    pen.ellipse((250, 90, 850, 690), fill=(26, 26, 28))
    pen.ellipse((390, 230, 710, 550), fill=(128, 130, 134))
    for turn in range(5):
        pen.pieslice((410, 250, 690, 530), turn * 72, turn * 72 + 30, fill=(70, 72, 76))
    pen.line([(300, 470), (372, 520), (418, 590)], fill=(150, 140, 128), width=9)
    pen.polygon([(330, 660), (770, 660), (820, 712), (280, 712)], fill=(20, 20, 22))
    scene = ImageChops.add(scene, noise(size, 72, 116, 140).convert("RGB"), scale=1, offset=-128)
    scene.filter(ImageFilter.GaussianBlur(1.0)).save(
        out, "JPEG", quality=64, optimize=True, exif=exif("2019:05:06 06:18:30", model="Compact 4"))


def lane(out):
    """Case C4: a lane at night under one lamp, as a message brings it: no EXIF."""
    size = (640, 480)
    scene = Image.new("RGB", size, (14, 16, 22))
    pen = ImageDraw.Draw(scene)
    pen.polygon([(230, 480), (300, 220), (350, 220), (470, 480)], fill=(52, 50, 48))
    pen.rectangle((40, 150, 220, 330), fill=(34, 32, 34))
    pen.rectangle((90, 200, 120, 240), fill=(210, 180, 110))
    pen.rectangle((386, 90, 392, 330), fill=(60, 60, 60))
    lamp = Image.new("L", size, 0)
    ImageDraw.Draw(lamp).ellipse((290, 40, 490, 300), fill=150)
    scene = ImageChops.add(scene, lamp.filter(ImageFilter.GaussianBlur(50)).convert("RGB"))
    scene = ImageChops.add(scene, noise(size, 81, 112, 144).convert("RGB"), scale=1, offset=-128)
    scene.filter(ImageFilter.GaussianBlur(0.9)).save(out, "JPEG", quality=60, optimize=True)


def warning_scan(out):
    """A scan of the practice's warning letter as it was sent, one page of PDF without a text layer."""
    page = noise((1240, 1754), 31, 246, 255).filter(ImageFilter.GaussianBlur(0.7)).convert("RGB")
    pen = ImageDraw.Draw(page)
    serif, small = ImageFont.truetype(SERIF, 27), ImageFont.truetype(SANS, 17)
    pen.text((140, 110), "Thistlequern Surgery", font=ImageFont.truetype(SERIF, 36), fill=(20, 20, 20))
    pen.text((140, 165), "1 Quern Square, Thistlequern ZZ9 9ZZ. Telephone 01632 960110", font=small, fill=(80, 80, 80))
    pen.text((140, 235), "Mr Corvin Tallowmere\n14 Quern Row\nThistlequern ZZ9 9ZA\n\n20 February 2026", font=serif, fill=(20, 20, 20), spacing=10)
    body = (
        "Dear Mr Tallowmere\n\nYour letter and messages to Dr Quillmarsh\n\n"
        "I manage the surgery. I am writing about the letter and the messages that\nyou have sent to Dr Quillmarsh.\n\n"
        "It is not appropriate to write to your doctor about love, or to ask her to\nmeet you. "
        "Your letter and messages have upset and worried her.\n\n"
        "This must stop. Do not write to her, send her messages or gifts, phone her,\n"
        "wait for her or look for her online.\n\nIf you do any of these things again:\n"
        "-  we may take you off our list of patients, because a doctor and a patient\n"
        "    must be able to trust each other;\n-  we may tell the police.\n\n"
        "You can still get care here. Our other doctors and our nurses will see you.\n"
        "In an emergency, ring 999.\n\nYours sincerely")
    pen.text((140, 470), body, font=serif, fill=(20, 20, 20), spacing=11)
    write(page, [(0, "O. Stavebrook")], hand(62, 1), (24, 30, 90), 32, (150, 1395), 60)
    pen.text((140, 1500), "Oriel Stavebrook\nPractice Manager", font=serif, fill=(20, 20, 20), spacing=8)
    pen.text((140, 1680), "Demonstration: invented", font=small, fill=(110, 110, 110))
    page = page.rotate(0.5, Image.BICUBIC, fillcolor=(236, 236, 234)).convert("L")
    when = time.struct_time((2026, 2, 20, 15, 52, 0, 4, 51, 0))
    page.save(out, "PDF", resolution=150, quality=60, title="Scan 20260220", producer="Quernscan (invented)",
              creationDate=when, modDate=when)


def screenshot(out):
    """A telephone's picture of the message of 9 February: not the original message."""
    page = Image.new("RGB", (780, 1200), (255, 255, 255))
    pen = ImageDraw.Draw(page)
    text, small = ImageFont.truetype(SANS, 30), ImageFont.truetype(SANS, 22)
    pen.rectangle((0, 0, 780, 56), fill=(240, 242, 245))
    pen.text((24, 14), "21:01", font=small, fill=(40, 40, 40))
    pen.text((690, 14), "64 %", font=small, fill=(40, 40, 40))
    pen.ellipse((24, 84, 96, 156), fill=(176, 186, 200))
    pen.text((60, 120), "CT", font=text, fill="white", anchor="mm")
    pen.text((116, 88), "Corvin Tallowmere", font=text, fill=(20, 20, 20))
    pen.text((116, 126), "You are not connected", font=small, fill=(120, 120, 120))
    pen.line((0, 180, 780, 180), fill=(220, 224, 230), width=2)
    pen.text((390, 230), "Message request, today 19:48", font=small, fill=(120, 120, 120), anchor="mm")
    pen.rounded_rectangle((40, 270, 640, 520), 34, fill=(233, 236, 241))
    pen.text((70, 295), "Why have you not rung me? I\nhave strong feelings for you.\nCome for a drink with me on\nFriday.",
             font=text, fill=(20, 20, 20), spacing=16)
    pen.text((390, 1040), "If you answer, this person can also\nring you and see when you are there.",
             font=small, fill=(120, 120, 120), anchor="mm", align="center", spacing=10)
    for x, word in ((200, "Delete"), (580, "Accept")):
        pen.rounded_rectangle((x - 150, 1095, x + 150, 1160), 30, fill=(228, 231, 236))
        pen.text((x, 1127), word, font=text, fill=(40, 40, 40), anchor="mm")
    page.save(out, "PNG", optimize=True)


def camera(out):
    """A still of the practice's camera over the car park entrance. No EXIF; the time is in the picture."""
    size = (1024, 576)
    scene = Image.new("RGB", size, (26, 30, 36))
    pen = ImageDraw.Draw(scene)
    pen.polygon([(0, 576), (0, 400), (420, 250), (640, 250), (1024, 430), (1024, 576)], fill=(58, 60, 62))
    pen.rectangle((0, 180, 330, 300), fill=(38, 44, 36))
    pen.rectangle((700, 120, 1024, 330), fill=(44, 40, 38))
    pen.rectangle((396, 150, 412, 300), fill=(80, 78, 70))
    pen.rectangle((650, 150, 666, 300), fill=(80, 78, 70))
    pen.ellipse((470, 196, 494, 224), fill=(120, 108, 98))
    pen.polygon([(462, 226), (502, 226), (508, 300), (456, 300)], fill=(34, 36, 48))
    pen.rectangle((464, 298, 478, 356), fill=(24, 26, 34))
    pen.rectangle((486, 298, 500, 356), fill=(24, 26, 34))
    lamp = Image.new("L", size, 0)
    ImageDraw.Draw(lamp).ellipse((300, 40, 760, 420), fill=120)
    scene = ImageChops.add(scene, lamp.filter(ImageFilter.GaussianBlur(90)).convert("RGB"))
    scene = ImageChops.add(scene, noise(size, 41, 108, 148).convert("RGB"), scale=1, offset=-128)
    scene = scene.filter(ImageFilter.GaussianBlur(1.2))
    pen = ImageDraw.Draw(scene)
    pen.text((18, 14), "CAM 2 CAR PARK ENTRANCE   2026-03-05 17:50:32", font=ImageFont.truetype(MONO, 20), fill=(235, 235, 235))
    scene.save(out, "JPEG", quality=66, optimize=True)


def snapshot(out, seed, taken=None):
    """A small photograph for an attachment: a bench in a park at dusk, or what a seed makes of it."""
    size = (640, 480)
    sky = Image.linear_gradient("L").resize(size)
    scene = Image.composite(Image.new("RGB", size, (204, 150, 120)), Image.new("RGB", size, (70, 84, 120)), sky)
    pen = ImageDraw.Draw(scene)
    pen.rectangle((0, 330, 640, 480), fill=(50, 66, 44))
    shift = seed * 17 % 120
    for y in (262, 284, 322):
        pen.rectangle((180 + shift, y, 440 + shift, y + 14), fill=(84, 58, 40))
    for x in (196, 412):
        pen.rectangle((x + shift, 262, x + 12 + shift, 378), fill=(40, 40, 42))
    scene = ImageChops.add(scene, noise(size, seed, 118, 138).convert("RGB"), scale=1, offset=-128)
    extra = {"exif": exif(taken, "+00:00", model="Tallow 3")} if taken else {}
    scene.filter(ImageFilter.GaussianBlur(0.8)).save(out, "JPEG", quality=60, optimize=True, **extra)


def opus(out, frames=150):
    """Three seconds of silence as Ogg Opus: valid pages with their checksums."""
    def page(flags, granule, number, packets):
        lacing = b"".join(b"\xff" * (len(p) // 255) + bytes([len(p) % 255]) for p in packets)
        head = struct.pack("<4sBBqIII", b"OggS", 0, flags, granule, 0x5146, number, 0) + bytes([len(lacing)])
        whole = bytearray(head + lacing + b"".join(packets))
        crc = 0
        for byte in whole:
            crc ^= byte << 24
            for _ in range(8):
                crc = ((crc << 1) ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1) & 0xFFFFFFFF
        whole[22:26] = struct.pack("<I", crc)
        return bytes(whole)

    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48000, 0, 0)
    vendor = b"invented"
    tags = b"OpusTags" + struct.pack("<I", len(vendor)) + vendor + struct.pack("<I", 0)
    silence = b"\xf8\xff\xfe"
    Path(out).write_bytes(
        page(2, 0, 0, [head]) + page(0, 0, 1, [tags]) + page(4, frames * 960, 2, [silence] * frames))
