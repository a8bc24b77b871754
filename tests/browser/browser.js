// Chromium as it must be started on a machine without a network and without a desktop.
"use strict";

const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");

const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

// The npm packages are in the build folder, not beside this file.
const need = createRequire(path.join(path.resolve(process.env.CAPTIONLINT_NODE || "."), "package.json"));

async function launch() {
  if (!fs.existsSync(CHROMIUM)) {
    throw new Error(`no ${CHROMIUM}`);
  }
  return need("playwright-core").chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

module.exports = { launch, need };
