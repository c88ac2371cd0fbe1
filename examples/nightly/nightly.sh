#!/bin/sh
# Write the brief of a desk, with what changed since the last one.
#
#   nightly.sh DESK      DESK holds config.yaml, corpus.yaml and the articles
#
# For cron, at ten past five every day; cron mails whatever is printed:
#
#   10 5 * * *  /path/to/nightly.sh /path/to/desk
#
# Ends with rkbrief's exit code. A brief that a person has edited is left alone (4).
set -u
desk=${1:?usage: nightly.sh DESK}
cd "$desk" || exit 2
today=$(date +%Y-%m-%d)
log=nightly.log

previous=
for brief in briefs/nightly-*.md; do          # in the order of their days
    [ -f "$brief" ] && [ "$brief" != "briefs/nightly-$today.md" ] && previous=$brief
done

set -- --export --strict --quiet --as-of "$today" -o "briefs/nightly-$today.md"
[ -n "$previous" ] && set -- "$@" --previous "$previous"
written=$(rkbrief "$@" 2>>"$log")
code=$?

case $code in
    0) ;;
    3) echo "$written was written, but some sources were skipped; see $desk/$log" ;;
    4) echo "the brief of today was edited by a person and is left as it is" ;;
    6) echo "a template ran into its limit; see $desk/$log" ;;
    *) echo "no brief today: rkbrief ended with $code; see $desk/$log"; exit "$code" ;;
esac

# The whole extraction for other programs, one file a day.
[ "$code" -eq 4 ] || rkbrief --export --quiet --force --as-of "$today" \
    --format json -o "briefs/nightly-$today.json" >/dev/null 2>>"$log" || code=$?
exit "$code"
