#!/usr/bin/env bash
# Takes pictures of a running NiFi's canvas: the root, the group cQube, and one data source.
#
#   docs/tools/screenshot.sh [BASE] [SOURCE] [FOLDER]
#
# BASE defaults to the NiFi of ./cqube up, SOURCE to student_attendance, FOLDER to docs/images.
# Needs Node.js 20 or newer and Chromium:
#   apt-get update && apt-get install -y --no-install-recommends chromium
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

base=${1:-$("$root/cqube" status --json | node -pe 'JSON.parse(require("fs").readFileSync(0, "utf8")).endpoints.nifi')}
base=${base%/}
base=${base%/nifi-api}
base=${base%/nifi}
source=${2:-student_attendance}
folder=${3:-$root/docs/images}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

modules=$(mktemp -d)
trap 'rm -rf "$modules"' EXIT
cd "$modules"
PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-audit --no-fund puppeteer-core@25.16.0

node "$here/screenshot.mjs" "$base" "$folder/canvas-root.png" '' 1600x900
node "$here/screenshot.mjs" "$base" "$folder/canvas-cqube.png" cQube 1600x900
node "$here/screenshot.mjs" "$base" "$folder/canvas-$source.png" "$source" 2560x1060
