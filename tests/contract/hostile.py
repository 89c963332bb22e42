"""What strangers send: texts, bodies and proofs that break careless code."""

TEXTS: dict[str, str] = {
    "nul": "jalan\x00rusak",
    "lone surrogate": "lampu \ud83d mati \udca1",
    "right-to-left override": "banjir \u202etxt.exe\u202c di Genuk",
    "zero width": "sam\u200bpah\ufeff menumpuk",
    "long": "rob di Tanjung Mas " * 5400,
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": "\"'><svg/onload=alert(1)>{{7*7}}${7*7}javascript:alert(1)",
    "formula": '=HYPERLINK("http://evil.example","klik")+cmd|\' /C calc\'!A0',
    "sql": "'); DROP TABLE reports; --",
    "emoji": "pohon tumbang 🌳🚧 👨‍👩‍👧‍👦 di Jl. Pandanaran 🙏🏽",
    "javanese": "ꦢꦭꦤ꧀ ꦫꦸꦱꦏ꧀ ning Bangetayu, kreteke ambrol",
    "percent": "100% rusak %s %d %n {0} \\u0000 \\",
    "lines": "satu\r\ndua\ntiga\u2028empat",
}
"""Name -> a text that a citizen, or an attacker, may write."""

NOT_JSON = (
    b"halo",
    b"{",
    b'{"entry": [',
    b'{"a": NaN}',
    b"\xff\xfe\xfd",
    b"'a'",
    b'{"a" 1}',
    b"[1,]",
    b'{"a": ' + b"9" * 5000 + b"}",
)
"""Bodies that are no JSON."""

NOT_AN_OBJECT = (b"null", b"[]", b"123", b'"halo"', b"true", b"[[]]", b"{}")
"""JSON that is no message of anybody."""

TOO_DEEP = (
    b"[" * 100_000,
    b"[" * 100_000 + b"]" * 100_000,
    b'{"entry":' * 5000 + b"1" + b"}" * 5000,
    b"[" * 300 + b"]" * 300,
)
"""JSON that overflows the stack of a recursive reader."""

PROOFS = (
    "",
    " ",
    "sha256=",
    "sha256=00",
    "sha1=0000",
    "sha256=\u00e9\u00e9",
    "\ud800",
    "x" * 10_000,
    "null",
    "sha256=" + "0" * 64,
)
"""Values that are nobody's signature or token; some make a careless comparison raise."""
