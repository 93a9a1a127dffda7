#!/bin/sh
# Takes the picture of a report for the README, with Chromium:
#   docs/take-picture.sh authproof-report/report.html docs/report.png [light|dark] [width] [height] [#anchor]
set -eu
report=$1 picture=$2 theme=${3:-light} width=${4:-1280} height=${5:-1500} anchor=${6:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed "s/<html lang=\"en\">/<html lang=\"en\" data-theme=\"$theme\">/" "$report" >"$work/report.html"
"${CHROMIUM:-chromium}" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
  --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars \
  --force-prefers-reduced-motion --user-data-dir="$work/profile" --window-size="$width,$height" \
  --screenshot="$work/picture.png" "file://$work/report.html$anchor" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
mv "$work/picture.png" "$picture"
