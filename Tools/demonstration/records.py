"""Identifiers, texts and amounts as the platform's files have them."""

import hashlib
from decimal import Decimal

LANGUAGES = ("en", "mk", "sl")
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
# 1 September 2026 in milliseconds since 2020: the time part of every identifier made here.
EPOCH = 210_384_000_000


class ContentError(Exception):
    """What is wrong with the authored content."""


def digits(value, count):
    return "".join(ALPHABET[value >> (5 * place) & 31] for place in reversed(range(count)))


def identifier(kind, key, order=0):
    """Twenty characters: the order of the record within its kind, then a digest of its key."""
    digest = hashlib.sha256(f"{kind}:{key}".encode()).digest()
    return digits(EPOCH + order * 1000, 8) + digits(int.from_bytes(digest[:8], "big") >> 4, 12)


def text(parts):
    """A text in all languages; `None` stays `None`."""
    if parts is None:
        return None
    if not isinstance(parts, tuple) or len(parts) != len(LANGUAGES):
        raise ContentError(f"a text needs {len(LANGUAGES)} languages: {parts!r}")
    if any(not part or part != part.strip() or "  " in part for part in parts):
        raise ContentError(f"an empty or badly spaced text: {parts!r}")
    return {"original": "en", "texts": dict(zip(LANGUAGES, parts))}


def minor(euros):
    """Cents of an amount in euros: an integer, or a decimal in quotes."""
    cents = Decimal(str(euros)) * 100
    if cents != cents.to_integral_value() or cents < 0:
        raise ContentError(f"not an amount: {euros!r}")
    return int(cents)


def record(**fields):
    """A record of revision 1; properties without a value are left out, as in every export."""
    return {"revision": 1} | {name: value for name, value in fields.items() if value is not None}


class Keys:
    """The identifiers of the records of one kind, by the keys that the texts use."""

    def __init__(self, kind, keys):
        self.kind = kind
        keys = list(keys)
        if len(set(keys)) != len(keys):
            raise ContentError(f"a key of {kind} is used twice")
        self.ids = {key: identifier(kind, key, order) for order, key in enumerate(keys)}

    def __getitem__(self, key):
        if key not in self.ids:
            raise ContentError(f"no {self.kind} has the key {key!r}")
        return self.ids[key]

    def all(self, keys):
        return [self[key] for key in keys]
