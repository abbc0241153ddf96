"""Holds every file of the packs against the published schema with an independent reader of both."""

import json
import sys
import tomllib
from pathlib import Path

from jsonschema import Draft202012Validator

guidance = Path(sys.argv[1])
schema = json.loads((guidance / "pack.schema.json").read_text())
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)

files = sorted(guidance.glob("*/**/*.toml"))
wrong = [
    f"{file.relative_to(guidance)}: {error.json_path}: {error.message}"
    for file in files
    for error in validator.iter_errors(tomllib.loads(file.read_text()))
]

# A schema that takes anything proves nothing: each of these has to be refused.
good = tomllib.loads((guidance / "uk-neutral/steps/first.toml").read_text())
bad = []
for change in (
    lambda r: r.update(nonsense=1),
    lambda r: r.pop("sources"),
    lambda r: r["about"]["contacts"][0].update(signs=["lov"]),
    lambda r: r["says"][0].update(urgency="soon"),
    lambda r: r.update(**{"from": "1 March"}),
    lambda r: r["by"].update(days="one"),
):
    broken = json.loads(json.dumps(good))
    change(broken["rule"][0])
    bad.append(any(validator.iter_errors(broken)))
ask = tomllib.loads((guidance / "list-england/letters.toml").read_text())
for change in (
    lambda r: r.update(letters=["complaint-form"]),
    lambda r: r.pop("sources"),
    lambda r: r.pop("months"),
    lambda r: r.update(never=["x"]),
    lambda r: r.update(needs="police-report"),
    lambda r: r.update(way="by-post"),
):
    broken = json.loads(json.dumps(ask))
    change(broken["letter"][0])
    bad.append(any(validator.iter_errors(broken)))

print(json.dumps({"files": len(files), "wrong": wrong, "refused": sum(bad), "tried": len(bad)}))
