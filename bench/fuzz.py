"""Any text: what reads articles, rules, settings and decisions is given changed and broken input, and must not fall over.

`python -m bench fuzz --inputs=1000000 --seed=1`; `--only=NAME` for one target, `--seconds=N` to stop after N seconds,
`--save` to keep what broke something in tests/hardening/corpus/. An input is made of known ones by small changes: pieces
taken out, doubled, moved, joined with those of others, characters changed into ones that are often mistaken. The
same seed makes the same inputs.
"""

from __future__ import annotations

import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType

from bench.targets import Target, targets

CORPUS = Path(__file__).parent.parent / "tests" / "hardening" / "corpus"
HANGS = 10.0
"""Seconds of processor time that one input may take."""
LONGEST = 6_000
PIECES = (
    "0", "1", "9", "12", "1,000", "1.5", "½", "%", "$", "£", "-", "–", "—", "+", "/", ":", ";", ",", ".", "..", "…", "(", ")", "[", "]", "{", "}",
    "<", ">", "&", "&amp;", "&#0;", "&#x110000;", "&#55296;", "'", '"', "’", "“", "”", "\\", "\\u", "\\ud800", "\\x", "|", "*", "**", "_", "`", "```",
    "#", "~", "\n", "\n\n", "\r", "\r\n", "\t", " ", "  ", "\xa0", "\u200b", "\u2028", "\x85", "\x0b", "\x0c", "\x1b[31m", "\x00", "\ufeff", "\u202e",
    "\U0001f600", "e\u0301", "ß", "İ", "ǅ", "٣", "²", "Ⅷ", "①", "\ud800", "---", "-->", "<!--", "<![CDATA[", "]]>", "<?", "<!", "</p>", "<p>", "<td>",
    "<table>", "=", "==", "<=", "!", "!=", "**", "//", "@", "^", "and ", " of ", " to ", " not ", "if ", "between ", "from ", "more than ", "about ",
    "million", "per cent", "hundred ", "twenty-", "one ", "two ", "dozen", "second", "half", "May ", "Monday", "1999", "2024-05-21", "31 February ",
    "3:30 pm", "aged ", "who was born in ", "years ago", "- ", "? ", "| ", "!!python/object/apply:os.system", "&a ", "*a ", "null", "true", "1e999", "-0",
    "9" * 30, "0." + "0" * 30 + "1", "99999999999999999999", "{" * 20, "[" * 20, "(" * 20,
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """How a target fared."""

    inputs: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    broken: dict[str, str] = field(default_factory=dict)
    """What broke, by where it broke, with the smallest input that does."""


class Hang(Exception):
    """An input took longer than it may."""


def mutated(text: str, others: Sequence[str], random: Random) -> str:
    """A text like this one with a few changes."""
    for _ in range(1 if random.random() < 0.3 else random.randrange(1, 8)):
        size = len(text)
        start = random.randrange(size + 1)
        end = min(size, start + random.choice((0, 1, 1, 2, 4, 10, 40, 200)))
        choice = random.randrange(9)
        if choice == 0:
            text = text[:start] + text[end:]
        elif choice in (1, 2):
            text = text[:start] + random.choice(PIECES) + text[end if random.random() < 0.5 else start :]
        elif choice == 3:
            text = text[:end] + text[start:end] * random.choice((1, 1, 2, 5, 50)) + text[end:]
        elif choice == 4:
            place = random.randrange(size + 1)
            text = text[:place] + text[start:end] + text[place:]
        elif choice == 5:
            other = random.choice(others)
            place = random.randrange(len(other) + 1)
            text = text[:start] + other[place : place + random.choice((5, 20, 100, 400))] + text[end:]
        elif choice == 6 and start < size:
            code = ord(text[start]) ^ (1 << random.randrange(8))
            text = text[:start] + chr(code) + text[start + 1 :]
        elif choice == 7 and start < size:
            text = (
                text[:start]
                + random.choice((text[start].upper(), text[start].lower(), chr(random.randrange(0x3000))))
                + text[start + 1 :]
            )
        elif choice == 8:
            text = text[:start] + random.choice(PIECES) * random.choice((2, 3, 10, 100)) + text[start:]
    return text[:LONGEST]


def outcome(run: Callable[[str], object], text: str) -> tuple[str, str] | None:
    """Where an input broke the target, and the trace; None where it did not."""
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
    try:
        run(text)
    except Hang as error:
        return _place(error), traceback.format_exc()
    except RecursionError as error:
        return _place(error), "RecursionError"
    except Exception as error:
        return _place(error), traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return None


def _place(error: BaseException) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/checker/" in frame.filename]
    where = ""
    if frames:
        where = f" at {frames[-1].filename.rpartition('/checker/')[2]}:{frames[-1].lineno}"
    words = "" if frames and isinstance(error, AssertionError) is False else f": {str(error)[:80]}"
    return f"{type(error).__name__}{where}{words}"


def smallest(run: Callable[[str], object], text: str, place: str, *, tries: int = 600) -> str:
    """A shorter text that breaks the target in the same place."""
    step = max(1, len(text) // 2)
    kind = place.split(":")[0]
    while step and tries > 0:
        start = 0
        while start < len(text) and tries > 0:
            shorter = text[:start] + text[start + step :]
            tries -= 1
            found = outcome(run, shorter)
            if found is not None and found[0].split(":")[0] == kind:
                text = shorter
            else:
                start += step
        step //= 2
    return text


def fuzz(target: Target, *, inputs: int, seed: int, until: float) -> Tally:
    """Try so many inputs, or as many as fit before the clock reads `until`."""
    random = Random(f"{seed} {target.name}")
    pool = list(target.seeds)
    tally = Tally()
    began = time.process_time()
    for _ in range(inputs):
        if time.monotonic() > until:
            break
        base = random.choice(pool)
        text = mutated(base, pool, random)
        if random.random() < 0.01 and len(pool) < 200:
            pool.append(text)
        before = time.process_time()
        found = outcome(target.run, text)
        tally.slowest = max(tally.slowest, time.process_time() - before)
        tally.inputs += 1
        if found is not None and found[0] not in tally.broken:
            small = smallest(target.run, text, found[0])
            tally.broken[found[0]] = small
            print(f"  {target.name}: {found[0]}\n    {small[:300]!r}\n{found[1][-900:]}", flush=True)
    tally.seconds = time.process_time() - began
    return tally


def too_long(number: int, frame: FrameType | None) -> None:
    """Handle the alarm that goes off when an input takes longer than it may."""
    raise Hang(f"more than {HANGS:.0f} seconds")


def main(options: Sequence[str] = ()) -> None:
    """Print what was tried and what broke; status 1 where something did."""
    signal.signal(signal.SIGVTALRM, too_long)
    given = dict(option.lstrip("-").partition("=")[::2] for option in options)
    inputs, seed = int(given.get("inputs") or "20000"), int(given.get("seed") or "1")
    seconds = float(given.get("seconds") or "inf")
    chosen = [target for target in targets() if given.get("only", "") in ("", target.name)]
    shares = sum(target.share for target in chosen)
    total = broken = 0
    for target in chosen:
        until = time.monotonic() + seconds * target.share / shares
        tally = fuzz(target, inputs=max(1, inputs * target.share // shares), seed=seed, until=until)
        total += tally.inputs
        broken += len(tally.broken)
        print(
            f"{target.name:<14} {tally.inputs:>9,} inputs  {tally.seconds:>7.1f} s  slowest {tally.slowest * 1000:>7.0f} ms"
            f"  broken {len(tally.broken)}",
            flush=True,
        )
        if "save" in given:
            for text in tally.broken.values():
                keep(target, text)
    print(f"{'all':<14} {total:>9,} inputs  broken {broken}")
    if broken:
        sys.exit(1)


def keep(target: Target, text: str) -> None:
    """Keep an input that broke a target, to be tried by the tests from now on."""
    from hashlib import blake2b

    data = text.encode("utf-8", "surrogatepass")
    folder = CORPUS / target.name.replace(" ", "-")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{blake2b(data, digest_size=5).hexdigest()}.txt").write_bytes(data)
