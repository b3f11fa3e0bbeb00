"""Characters that may be sent to a terminal: one line of them, with what would speak to the terminal replaced."""

from __future__ import annotations

import unicodedata

_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ASCII = {
    "—": "--", "–": "-", "‒": "-", "‐": "-", "‑": "-", "−": "-", "→": "->", "×": "x", "÷": "/",
    "≤": "<=", "≥": ">=", "≈": "~", "≠": "!=", "∞": "inf", "…": "...", "“": '"', "”": '"', "„": '"',
    "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "·": "-", "•": "*", "£": "GBP", "€": "EUR",
    "¥": "JPY", "₹": "INR", "₴": "UAH", "°": " deg ", "½": "1/2", "¼": "1/4", "¾": "3/4",
    "⅓": "1/3", "⅔": "2/3", "±": "+-", "├": "|", "�": "?",
}  # fmt: skip


def visible(text: str, *, ascii_only: bool = False) -> str:
    """`text` safe to send to a terminal: one line, no control or reordering characters, ASCII where asked."""
    return "".join(shown(character, ascii_only=ascii_only) for character in text)


def shown(character: str, *, ascii_only: bool = False) -> str:
    """What is shown for one character: usually itself."""
    if " " <= character <= "~":
        return character
    if character in "\t\n\r\v\f\u0085\u2028\u2029" or character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in ("Cc", "Cs") or character in _REORDERING:
        return "?" if ascii_only else "�"
    if not ascii_only:
        return character
    if character in _ASCII:
        return _ASCII[character]
    if category in ("Mn", "Me", "Cf"):
        return ""
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return plain or character.encode("ascii", "backslashreplace").decode()
