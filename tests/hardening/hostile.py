"""A hostile desk: articles, rules, settings and decisions that try to reach the network, files and other programs."""

from __future__ import annotations

from pathlib import Path

ARTICLES = {
    "a.md": """---
title: "{{ config.__class__ }} $(touch pwned) `touch pwned` 412 homes"
date: 2024-05-21
image: http://127.0.0.1:9/picture.png
---

# 412 homes <script src="http://127.0.0.1:9/x.js"></script>

\x1b]0;owned\x07\x1b[2J The storm damaged 399 houses\u202e: 317 lost <img src=http://127.0.0.1:9/i onerror=alert(2)> their
roofs and 73 were flooded. ![picture](http://127.0.0.1:9/p.png "; touch pwned") ${IFS}touch${IFS}pwned

![[../../../../etc/passwd]] <!-- crossfoot: ignore ../../etc/passwd -- $(touch pwned) -->

[link](file:///etc/passwd) %s %n {0.__class__} {399!r:>{width}} `crossfoot --model os`

| =cmd|'/c calc'!A1 | 399 |
|---|---|
| @SUM(1+9)*cmd | 317 |
""",
    "b.html": """<!DOCTYPE html><html><head><base href="http://127.0.0.1:9/"><link rel="stylesheet" href="x.css">
<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/"><title>412 homes</title></head><body><article>
<h1>412 homes</h1><p>The storm damaged 399 houses: 317 lost their roofs and 73 were flooded.</p>
<iframe src="http://127.0.0.1:9/"></iframe><object data="file:///etc/passwd"></object></article></body></html>
""",
    "c.xml": """<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd" [
<!ENTITY own "399"><!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY net SYSTEM "http://127.0.0.1:9/e">]>
<?xml-stylesheet href="http://127.0.0.1:9/s.xsl"?><nitf><body><body.head><hedline><hl1>412 homes</hl1></hedline></body.head>
<body.content><p>The storm damaged 399 houses: 317 lost their roofs and 73 were flooded. &file; &net;</p></body.content></body>
</nitf>
""",
    "d.json": """{"uri": "http://127.0.0.1:9/", "headline": "412 homes", "body_text": "The storm damaged 399 houses: 317 lost",
 "renditions": {"web": {"href": "http://127.0.0.1:9/r"}}, "__class__": "os.system", "py/object": "os.system"}
""",
}

_RULE = """id: {name}
severity: error
explain: "[x](http://127.0.0.1:9/) $(touch pwned)"
roles:
  a: {{counted: home}}
assert: {expression}
message: {message}
tests:
- {{expect: none, text: "x"}}
"""

RULES = {
    "tag.yaml": "id: tag\nexplain: !!python/object/apply:os.system ['touch pwned']\n",
    "module.yaml": "id: module\nexplain: !!python/module:antigravity\n",
    "import.yaml": _RULE.format(
        name="import", expression="\"__import__('os').system('touch pwned') == a\"", message='"{a}"'
    ),
    "class.yaml": _RULE.format(name="class", expression='"a.__class__ == a"', message='"{a}"'),
    "lambda.yaml": _RULE.format(name="lambda", expression='"(lambda: a)() == a"', message='"{a}"'),
    "message.yaml": _RULE.format(
        name="message", expression='"a == a"', message='"{a.__class__.__mro__} $(touch pwned)"'
    ),
    "open.yaml": _RULE.format(name="open", expression="\"open('pwned', 'w') == a\"", message='"{a}"'),
}

SETTINGS = 'rules = ["pack"]\nwaivers = ["waivers.yaml"]\nbaseline = "baseline.json"\n'
WAIVERS = "- fingerprint: !!python/object/apply:os.system ['touch pwned']\n  reason: http://127.0.0.1:9/\n"
BASELINE = '{"py/reduce": [{"py/type": "os.system"}, ["touch pwned"]]}'


def write(folder: Path) -> None:
    """Lay out the desk in a folder."""
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    pack = folder / "pack"
    pack.mkdir()
    for name, text in RULES.items():
        (pack / name).write_text(text, encoding="utf-8")
    (folder / "crossfoot.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    (folder / "baseline.json").write_text(BASELINE, encoding="utf-8")
