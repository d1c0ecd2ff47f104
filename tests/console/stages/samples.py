"""Small flows, as rows of a draft."""

SEQUENCE = "a b d!"
FORK = "a b c:a d!:b,c"


def rows(said: str) -> list[dict]:
    """`a` follows the one before it, `c:a,b` those, `c:` none; `d!` decides."""
    made = []
    for word in said.split():
        key, colon, after = word.partition(":")
        row = {
            "key": key.rstrip("!"),
            "name": key.rstrip("!").upper(),
            "act": "decide" if "!" in key else "review",
        }
        row |= {"post": "decide" if "!" in key else "review"}
        made.append(row | ({"after": after.split(",") if after else []} if colon else {}))
    return made
