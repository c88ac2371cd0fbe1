#!/bin/sh
# Write the brief of a desk, with what changed since the last one.
#
#   nightly.sh DESK [NAME]      DESK holds config.yaml, corpus.yaml and the articles;
#                               NAME is one of several corpora in its config.yaml
#
# For cron, at ten past five every day; cron mails whatever is printed. Say where rkbrief is:
#
#   PATH=/home/me/.local/bin:/usr/bin:/bin
#   10 5 * * *  /path/to/nightly.sh /path/to/desk
#
# Ends with rkbrief's exit code. A brief that a person has edited is left alone (4).
set -u
desk=${1:?usage: nightly.sh DESK [NAME]}
name=${2:-}
cd "$desk" || exit 2
today=$(date +%Y-%m-%d)
log=nightly.log
folder=briefs${name:+/$name}

previous=
for brief in "$folder"/nightly-*.md; do       # in the order of their days
    [ -f "$brief" ] && [ "$brief" != "$folder/nightly-$today.md" ] && previous=$brief
done

set -- --export --as-of "$today" ${name:+--corpus-name "$name"}

# The whole extraction for other programs, a record a line, one file a day.
extract() {
    rkbrief "$@" --quiet --force --format jsonl -o "$folder/nightly-$today.jsonl" >/dev/null 2>>"$log"
}

written=$(rkbrief "$@" --strict -o "$folder/nightly-$today.md" \
    ${previous:+--previous "$previous"} 2>>"$log")
code=$?

case $code in
    0) ;;
    3) echo "$written was written, but some sources were skipped; see $desk/$log" ;;
    4) echo "the brief of today was edited by a person, or is being written; it is left as it is"
       exit 4 ;;
    127) echo "no brief today: there is no rkbrief on the PATH of cron, $PATH"; exit 127 ;;
    *) echo "no brief today: rkbrief ended with $code; see $desk/$log"; exit "$code" ;;
esac
extract "$@" || code=$?
exit "$code"
