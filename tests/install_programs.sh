#!/bin/sh
# Installs what the tests start (Chromium, PostgreSQL, Redis, Kannel, nginx) where the system allows it; says what is missing.
set -u
missing=""
for pair in chromium:chromium redis-server:redis-server bearerbox:kannel /usr/lib/kannel/test/fakesmsc:kannel-extras node:nodejs npm:npm pdftoppm:poppler-utils nginx:nginx-light openssl:openssl; do
    program=${pair%%:*}
    command -v "$program" >/dev/null 2>&1 || [ -x "$program" ] || missing="$missing ${pair##*:}"
done
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || command -v postgres >/dev/null 2>&1 || missing="$missing postgresql"
# Libraries that the PDF of the briefing is made with.
for library in libpango-1.0.so.0:libpango-1.0-0 libpangoft2-1.0.so.0:libpangoft2-1.0-0 libharfbuzz-subset.so.0:libharfbuzz-subset0; do
    ls /usr/lib/"${library%%:*}" /usr/lib/*/"${library%%:*}" 2>/dev/null | grep -q . || missing="$missing ${library##*:}"
done
# A font with pictures (U+1F6A7): what citizens write has them, and pages and the PDF show a box without one.
[ -n "$(fc-list ':charset=1f6a7' 2>/dev/null)" ] || missing="$missing fonts-noto-color-emoji"
# The same engine as Chromium without windows, where the system has it: a browser test takes a fraction of the work.
light() {
    if ! command -v chromium-headless-shell >/dev/null 2>&1 && apt-cache show chromium-headless-shell >/dev/null 2>&1; then
        echo chromium-headless-shell
    fi
}
[ -n "$missing$(light)" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Not installed, and apt-get is not there to install it:$missing. Tests that need it are skipped."
    exit 0
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null; then as_root="sudo"; else
        echo "Not installed, and neither root nor sudo to install it:$missing. Tests that need it are skipped."
        exit 0
    fi
fi
export DEBIAN_FRONTEND=noninteractive
# A service manager must not start servers of its own: the tests start theirs on free ports.
$as_root apt-get update -qq >/dev/null || true
missing="$missing $(light)"
echo "Installing for the tests:$missing"
# shellcheck disable=SC2086
if ! $as_root env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing fonts-liberation >/dev/null; then
    echo "apt-get could not install all of:$missing. Tests that need what is missing are skipped."
fi
exit 0
