"""Makes every file under examples/ anew: `python3 examples/make/make.py`. Then run check.py."""

import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
import chats  # noqa: E402
import mail  # noqa: E402
import paper  # noqa: E402

HERE = Path(__file__).resolve().parent.parent


def main():
    knee = HERE / "knee"
    for case in ("knee", "regulator", "lilies", "catalogues", "seven-years"):
        (HERE / case).mkdir(exist_ok=True)
    paper.card(knee / "card.jpg")
    paper.screenshot(knee / "Screenshot_20260209-210105.png")
    paper.letter(knee / "letter.jpg")
    paper.warning_scan(knee / "warning letter as sent.pdf")
    paper.camera(knee / "car park 2026-03-05 1750.jpg")
    with tempfile.TemporaryDirectory() as scratch:
        bench, door, voice = (Path(scratch, name) for name in ("bench.jpg", "door.jpg", "voice.opus"))
        paper.snapshot(bench, 5, "2026:02:13 17:20:44")
        paper.snapshot(door, 9)
        paper.opus(voice)
        mail.write_knee(knee, bench.read_bytes())
        chats.knee_android(knee, door.read_bytes(), voice.read_bytes())
        chats.knee_ios(knee, bench.read_bytes())
    mail.write_regulator(HERE / "regulator")
    chats.lilies(HERE / "lilies")
    mail.write_catalogues(HERE / "catalogues")
    mail.write_seven_years(HERE / "seven-years")


if __name__ == "__main__":
    main()
