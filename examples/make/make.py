"""Makes every file under examples/ anew: `python3 examples/make/make.py`. Then run check.py."""

import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
import chats  # noqa: E402
import mail  # noqa: E402
import paper  # noqa: E402
import phones  # noqa: E402

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
        bench, door, steps, lane, voice = (Path(scratch, name) for name in ("bench.jpg", "door.jpg", "steps.jpg", "lane.jpg", "voice.opus"))
        paper.snapshot(bench, 5, "2026:02:13 17:20:44")
        paper.snapshot(door, 9)
        paper.snapshot(steps, 12)
        paper.lane(lane)
        paper.opus(voice)
        mail.write_knee(knee, bench.read_bytes())
        chats.knee_android(knee, door.read_bytes(), voice.read_bytes())
        chats.knee_ios(knee, bench.read_bytes())
        phones.knee_facebook(knee)
        phones.knee_texts(knee, door.read_bytes())
        phones.lilies_facebook(HERE / "lilies", steps.read_bytes())
        phones.catalogues_x(HERE / "catalogues", lane.read_bytes())
    mail.write_regulator(HERE / "regulator")
    phones.regulator_facebook(HERE / "regulator")
    phones.regulator_outlook(HERE / "regulator")
    paper.first_letter(HERE / "regulator" / "letter 2025-01-14.jpg")
    chats.lilies(HERE / "lilies")
    paper.florist_card(HERE / "lilies" / "florist card.jpg")
    mail.write_catalogues(HERE / "catalogues")
    phones.catalogues_calls(HERE / "catalogues")
    mail.write_seven_years(HERE / "seven-years")
    phones.seven_years_texts(HERE / "seven-years")
    phones.seven_years_notebook(HERE / "seven-years")
    paper.tyre(HERE / "seven-years" / "tyre.jpg")


if __name__ == "__main__":
    main()
