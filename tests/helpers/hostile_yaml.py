"""Settings files that no person would write, and what to refuse of each."""

from __future__ import annotations

HOSTILE_YAML = {
    "50,000 brackets": b"[" * 50_000,
    "50,000 braces": b"{" * 50_000,
    "deep blocks": b"\n".join(b" " * n + b"- " for n in range(200)),
    "dashes on one line": b"- " * 5_000,
    "alias bomb": b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
    "merge key": b"a: &a {jobs: 2}\n<<: *a\n",
    "python tag": b"corpus: !!python/object/apply:os.system [id]\n",
    "plain tag": b"jobs: !!int '3'\n",
    "own tag": b"jobs: !env X\n",
    "key set twice": b"jobs: 1\njobs: 2\n",
    "tab": b"summary:\n\tmethod: luhn\n",
    "NUL": b"jobs: \x00\n",
    "escape": b"brief: {author: \x1b[31m}\n",
    "half a character": b'brief: {author: "\\ud83d"}\ntitle: "\\ud83d"\n',
    "half a character as key": b'glossary: {"\\ud83d": x}\n',
    "escape beyond Unicode": b'brief: {author: "\\U00110000"}\ntitle: "\\U00110000"\n',
    "escape beyond all": b'corpus: ["\\UFFFFFFFF"]\ntitle: "x"\n',
    "tag as long as a novel": b"jobs: !" + b"x" * 100_000 + b" 3\n",
    "handle as long as a novel": b"jobs: !" + b"x" * 100_000 + b"!y 3\n",
    "alias as long as a novel": b"jobs: *" + b"x" * 100_000 + b"\n",
    "not UTF-8": b"brief: {author: \xff}\n",
    "two documents": b"jobs: 1\n---\njobs: 2\n",
    "open quote": b"brief: {author: 'x\n",
    "too large": b"#" * (1024 * 1024 + 1),
    "a list": b"- jobs\n",
    "a word": b"jobs\n",
    "key that is a list": b"? [jobs]\n: 1\n",
    "number as long as a novel": b"jobs: " + b"9" * 100_000,
    "key as long as a novel": b"? " + b"k" * 100_000 + b"\n: 1\n",
    "word where a list is due": b"corpus: " + b"x" * 1_000 + b"\nquestions: " + b"x" * 1_000,
    "directive": b"%YAML 9.9\n---\njobs: x\n",
}
"""By name; every one is to be refused with its place, as config.yaml and as corpus.yaml."""
