"""Time to start: ``rkbrief --version`` and ``--help`` against an empty Python.

python benchmarks/startup.py [--pairs 15]
"""

from __future__ import annotations

import argparse

from paired import compare, run, tell


def main() -> None:
    """Run the pairs and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=15)
    pairs = parser.parse_args().pairs
    nothing = run("-c", "pass")
    tell(
        "startup",
        [
            compare(
                f"rkbrief {flag}",
                "python -c pass",
                (run("-m", "rkbrief", flag), nothing),
                goal=goal,
                pairs=pairs,
            )
            for flag, goal in (("--version", 2.5), ("--help", 8))
        ],
    )


if __name__ == "__main__":
    main()
