"""Reads archives of X with Python's `json`: the second opinion of `differential_x.rs`.

For each record of each file given, one line of JSON: file, kind, number, sender, to whom (sorted),
milliseconds, words. What stands before the first `=` is left out; a list that is no JSON gives nothing.
"""

import datetime
import json
import re
import sys
import zipfile

POSTS = {"tweets", "tweet", "community_tweet", "deleted_tweets"}
TALKS = {"direct_messages", "direct_message", "direct_messages_group"}
MEANS = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}


def words(text):
    whole = re.sub("[\ud800-\udfff]", "\ufffd", text or "")
    return re.sub("&amp;|&lt;|&gt;", lambda m: MEANS[m.group()], whole) or None


def milliseconds(said, form):
    try:
        return round(datetime.datetime.strptime(said, form).timestamp() * 1000)
    except (TypeError, ValueError):
        return None


def message(conversation, event):
    said = event.get("messageCreate") or event.get("welcomeMessageCreate")
    if not isinstance(said, dict):
        return None
    sender, to = said.get("senderId"), said.get("recipientId")
    if not to and sender in conversation.split("-"):
        to = next((one for one in conversation.split("-") if one != sender), None)
    return "message", said.get("id"), sender, [to] if to else [], milliseconds(said.get("createdAt"), "%Y-%m-%dT%H:%M:%S.%f%z"), words(said.get("text"))


def post(item, owner):
    said = item.get("tweet", item)
    if "full_text" not in said:
        return None
    to = {one["id_str"] for one in said["entities"]["user_mentions"]} | {said.get("in_reply_to_user_id_str")}
    return "post", said["id_str"], owner, sorted(to - {None, "-1", owner}), milliseconds(said["created_at"], "%a %b %d %H:%M:%S %z %Y"), words(said["full_text"])


def records(name, items, owner):
    if name in TALKS:
        for item in (item for item in items if isinstance(item, dict)):
            talk = item.get("dmConversation", {})
            yield from (message(talk.get("conversationId", ""), event) for event in talk.get("messages", []) if isinstance(event, dict))
    elif name in POSTS:
        yield from (post(item, owner) for item in items if isinstance(item, dict))
    elif name in ("follower", "following") and owner:
        for other in (item[name].get("accountId") for item in items):
            one, two = (other, owner) if name == "follower" else (owner, other)
            yield (name, f"{one} follows {two}", one, [two], None, None) if other else None


def lists(path):
    """Name, number and items of each list."""
    try:
        if path.endswith(".zip"):
            archive = zipfile.ZipFile(path)
            texts = [archive.read(member) for member in archive.namelist() if member.endswith(".js")]
        else:
            with open(path, "rb") as file:
                texts = [file.read()]
        for text in texts:
            named, _, value = text.decode("utf-8-sig").partition("=")
            found = re.fullmatch(r"window\.YTD\.(\w+)\.part(\d+) ", named)
            if found:
                yield found[1], int(found[2]), json.loads(value.strip().rstrip(";"))
    except (ValueError, zipfile.BadZipFile, RuntimeError):
        return


for path in sys.argv[1:]:
    found = list(lists(path))
    owner = next((items[0]["account"]["accountId"] for name, _, items in found if name == "account"), None)
    kinds = {name: at for at, name in enumerate(["direct_message", "direct_messages", "direct_messages_group", "community_tweet", "tweet", "tweets", "deleted_tweets", "follower", "following"])}
    for name, _, items in sorted((f for f in found if f[0] in kinds), key=lambda f: (kinds[f[0]], f[1])):
        for record in records(name, items, owner):
            if record:
                print(json.dumps([path.replace("\\", "/").rsplit("/", 1)[-1], *record]))
