"""Why something went wrong: the reasons that errors carry, as codes.

Part of `valita_desktop.errors`, from where everybody takes them. A code is for programs;
its words are in `valita_desktop.messages.errors`.
"""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """What is wrong with a source text or record. ``detail`` of the error says which."""

    UNREADABLE = "unreadable"
    TOML_SYNTAX = "toml-syntax"
    RECORD_FIELD = "record-field"
    RECORD_MISSING = "record-missing"
    FOLDER_NAME = "folder-name"
    MISSING_LANGUAGE = "missing-language"
    RAW_HTML = "raw-html"
    UNKNOWN_BLOCK = "unknown-block"
    UNKNOWN_OPTION = "unknown-option"
    OPTION_VALUE = "option-value"
    OPTION_MISSING = "option-missing"
    NOT_CLOSED = "not-closed"
    WRONG_CONTENT = "wrong-content"
    EMPTY = "empty"
    NESTED_LIST = "nested-list"
    MIXED_STEPS = "mixed-steps"
    TABLE_SHAPE = "table-shape"
    HEADING_LEVEL = "heading-level"
    LINK_TARGET = "link-target"
    IMAGE_INLINE = "image-inline"
    IMAGE_ALT = "image-alt"
    IMAGE_MISSING = "image-missing"
    IMAGE_TYPE = "image-type"
    MARKUP = "markup"
    PART_MISSING = "part-missing"
    PART_UNKNOWN = "part-unknown"
    OUTSIDE_PART = "outside-part"
    DUPLICATE_ID = "duplicate-id"
    DEAD_LINK = "dead-link"
    STRUCTURE = "structure"
    STEP_MINUTES = "step-minutes"
    DUPLICATE_TITLE = "duplicate-title"
    SPELLING = "spelling"
    GLOSSARY = "glossary"
    LAW_WORDS = "law-words"
    LONG_WORD = "long-word"
    LONG_SENTENCE = "long-sentence"
    OVERFLOW = "overflow"
    FACT_TOO_OLD = "fact-too-old"


class PacketFlaw(StrEnum):
    """Why a file cannot be taken as a packet."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    NO_PACKET = "no-packet"
    NEWER = "newer"


class Trouble(StrEnum):
    """Why a feed cannot be read where it should be."""

    OFFLINE = "offline"
    NO_ANSWER = "no-answer"
    TOO_SLOW = "too-slow"
    BROKEN_OFF = "broken-off"
    MISSING = "missing"
    HALF_COPIED = "half-copied"
    UNAVAILABLE = "unavailable"
    FORBIDDEN = "forbidden"
    SIGN_IN_PAGE = "sign-in-page"
    PROXY_LOGIN = "proxy-login"
    CERTIFICATE = "certificate"
    INSECURE = "insecure"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    TOO_MUCH = "too-much"
    UNREADABLE = "unreadable"
    NO_BUNDLE = "no-bundle"


class Doubt(StrEnum):
    """Why a feed is not what the network has signed."""

    UNSIGNED = "unsigned"
    EXPIRED = "expired"
    CLOCK = "clock"
    OLDER = "older"
    ALTERED = "altered"
    MALFORMED = "malformed"


class Snag(StrEnum):
    """Why a feed cannot be made or signed. ``detail`` of the error says which."""

    NO_FEED = "no-feed"
    FEED_EXISTS = "feed-exists"
    NO_KEY = "no-key"
    WRONG_PASSPHRASE = "wrong-passphrase"  # noqa: S105 - the name of a reason
    KEY_EXISTS = "key-exists"
    KEYS_IN_FEED = "keys-in-feed"
    NO_CRYPTOGRAPHY = "no-cryptography"
    FEED_DAMAGED = "feed-damaged"
    LAST_KEY = "last-key"
    NOT_WORDPRESS = "not-wordpress"
    ITEM_EXISTS = "item-exists"


class WhyNot(StrEnum):
    """Why a layout cannot be made of an item."""

    NOT_BUILT = "not-built"
    NO_CARDS = "no-cards"
    NO_EASY_TEXT = "no-easy-text"
    NO_OTHER_LANGUAGE = "no-other-language"
    NO_SUCH_PART = "no-such-part"
    NOTHING_TO_FILL = "nothing-to-fill"
    PAPER = "paper"
    NO_FILE = "no-file"
    TOO_MANY = "too-many"
