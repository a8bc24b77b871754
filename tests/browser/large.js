// usage: node large.js COMMAND SOURCE WORK COUNT     (large.sh sets up what it needs)
// Two thirds of the pictures are files with thumbnails, one third records.
"use strict";

const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { launch } = require("./browser.js");

const [command, source, work, wanted] = process.argv.slice(2);
const count = Number(wanted);
const OPENINGS = 5;

function makeInputs() {
  const folder = path.join(work, "large");
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const fixtures = path.join(source, "fixtures/sheet");
  const pictures = [path.join(work, "drawn"), path.join(fixtures, "pictures")]
    .flatMap((one) => fs.readdirSync(one).sort().map((name) => path.join(one, name)));
  const files = Math.round(count * 2 / 3);
  for (let i = 0; i < files; i += 1) {
    const from = pictures[i % pictures.length];
    fs.copyFileSync(from, path.join(folder, `${String(i).padStart(5, "0")}-${path.basename(from).slice(-80)}`));
  }
  const records = fs.readFileSync(path.join(fixtures, "captions.ndjson"), "utf8").trim().split("\n")
    .map((line) => JSON.parse(line)).filter((record) => record.caption); // one is empty, which is an error
  const lines = [];
  for (let i = files; i < count; i += 1) {
    const record = records[i % records.length];
    lines.push(JSON.stringify({ ...record, id: `${record.id} ${i}` }));
  }
  fs.writeFileSync(path.join(folder, "records.ndjson"), `${lines.join("\n")}\n`);
  return folder;
}

function build(folder, sheet) {
  const began = process.hrtime.bigint();
  const run = spawnSync(command, ["check", "--config", path.join(source, "fixtures/sheet/captionlint.yaml"), "--format", "html", "-o", sheet, folder], { encoding: "utf8" });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  if (run.status !== 1) { throw new Error(`exit status ${run.status}: ${run.stderr}`); }
  return seconds;
}

// Milliseconds of processor time of every process that draws a page, by its number.
function processors() {
  const used = new Map();
  for (const one of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!fs.readFileSync(`/proc/${one}/cmdline`, "utf8").includes("--type=renderer")) { continue; }
      const stat = fs.readFileSync(`/proc/${one}/stat`, "utf8");
      const [user, system] = stat.slice(stat.lastIndexOf(")") + 2).split(" ").slice(11, 13).map(Number);
      used.set(one, (user + system) * 10);
    } catch { /* it ended */ }
  }
  return used;
}

// A new browser each time: what a first opening costs, not a second one from memory.
async function time(url) {
  const others = processors();
  const browser = await launch();
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => document.readyState === "complete");
  const figures = { processor: Math.max(...[...processors()].filter(([one]) => !others.has(one)).map(([, used]) => used)) };
  Object.assign(figures, await page.evaluate(async () => {
    const painted = () => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve, 0)); });
    const loaded = performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd;
    const select = document.querySelector(".tools [name=verdict]");
    const set = async (control, value, kind) => {
      const began = performance.now();
      control.value = value;
      control.dispatchEvent(new Event(kind, { bubbles: true }));
      if (kind === "input") { // what is typed waits for a pause first
        const before = document.getElementById("count").textContent;
        while (document.getElementById("count").textContent === before) { await painted(); }
      }
      await painted();
      return performance.now() - began;
    };
    await painted();
    const first = performance.now();
    const filter = await set(select, "review", "change");
    const all = await set(select, "", "change");
    const search = await set(document.querySelector(".tools [name=q]"), "lighthouse", "input");
    await set(document.querySelector(".tools [name=q]"), "", "change");
    const sort = await set(document.querySelector(".tools [name=sort]"), "path", "change");
    return { loaded, ready: first + filter, filter, all, search, sort, cards: document.querySelectorAll("article.card").length,
      nodes: document.querySelectorAll("*").length };
  }));
  await browser.close();
  return figures;
}

(async () => {
  const folder = makeInputs();
  const sheet = path.join(work, "large.html");
  build(folder, sheet); // the rules are compiled and kept
  const seconds = build(folder, sheet);
  const runs = [];
  for (let i = 0; i < OPENINGS; i += 1) { runs.push(await time(pathToFileURL(path.resolve(sheet)).href)); }
  const median = (name) => runs.map((run) => run[name]).sort((a, b) => a - b)[Math.floor(OPENINGS / 2)];
  const worst = (name) => Math.max(...runs.map((run) => run[name]));
  const ms = (name) => `${Math.round(median(name))} ms (worst of ${OPENINGS}: ${Math.round(worst(name))} ms)`;
  console.log(`pictures            ${median("cards")}`);
  console.log(`size                ${(fs.statSync(sheet).size / 1048576).toFixed(1)} MiB, ${median("nodes")} elements`);
  console.log(`made in             ${seconds.toFixed(2)} s with ${os.cpus().length} processors`);
  console.log(`read by the browser ${ms("loaded")}`);
  console.log(`of processor time   ${ms("processor")}; the rest is waiting for other programs`);
  console.log(`first filter done   ${ms("ready")} after the start`);
  console.log(`one filter          ${ms("filter")}`);
  console.log(`back to all         ${ms("all")}`);
  console.log(`first search        ${ms("search")}, with a pause of 120 ms for typing`);
  console.log(`another order       ${ms("sort")}`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
