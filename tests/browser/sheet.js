// usage: node sheet.js WORK DOCS
// Opens WORK/sheet.html and WORK/report.html, which run.sh makes, as an editor does and tries everything that it promises. Any word on the console,
// any error of a script and any request but for the page itself fails the step it happens in.
"use strict";

const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { launch, need } = require("./browser.js");

const [work, docs] = process.argv.slice(2);
const urlOf = (name) => pathToFileURL(path.resolve(work, name)).href;
const PICTURES = 60;
const DESK = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

let browser;

// --- the page and what may not happen on it ---

async function open(options = {}, hash = "", { before = async () => {}, name = "sheet.html" } = {}) {
  const url = urlOf(name);
  const context = await browser.newContext({ ...DESK, permissions: ["clipboard-read", "clipboard-write"], ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60000); // machines that build at the same time
  page.wrong = [];
  page.on("console", (message) => page.wrong.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => page.wrong.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { page.wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    const asked = request.url();
    if (asked.split("#")[0] !== url && !asked.startsWith("data:")) { page.wrong.push(`request: ${asked}`); }
  });
  await before(page);
  await page.goto(url + hash);
  return page;
}

async function done(page) {
  assert.deepEqual(page.wrong, []);
  await page.context().close();
}

const visible = (page) => page.locator("article.card:visible");
const card = (page, name) => page.locator("article.card", { has: page.locator("h3", { hasText: name }) });
const counted = (page) => page.locator("#count").textContent();
const selected = (page, name) => page.locator(`.tools [name=${name}]`);
// What the status line says comes a moment later, so that screen readers notice it.
const said = (page, text) => page.locator("#said", { hasText: text }).waitFor({ state: "attached" });

async function search(page, text, count) {
  await selected(page, "q").fill(text);
  await page.waitForFunction((n) => document.querySelectorAll("article.card:not([hidden])").length === n, count);
}

// All rules over all cards once; where only the look differs, every fifth card shows it as well.
async function axe(page, what, every = 1) {
  await page.evaluate((nth) => {
    document.querySelectorAll("article.card").forEach((one, i) => { if (i % nth !== 0) { one.remove(); } });
    // Contrast is only judged of what is rendered.
    document.styleSheets[0].insertRule(".card { content-visibility: visible !important; }", document.styleSheets[0].cssRules.length);
  }, every);
  await page.evaluate(fs.readFileSync(need.resolve("axe-core/axe.min.js"), "utf8"));
  const result = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] },
    resultTypes: ["violations"],
  }));
  const found = result.violations.map((one) => `${one.id}: ${one.help}\n  ${one.nodes.slice(0, 5).map((node) => `${node.html.slice(0, 160)} ${node.any[0] ? node.any[0].message : ""}`).join("\n  ")}`);
  assert.deepEqual(found, [], `axe, ${what}`);
  assert.ok(result.passes.length > 10, `axe looked at the page: ${result.passes.length} rules`);
}

async function isWithinWidth(page, width) {
  const wide = await page.evaluate((limit) => {
    const root = document.documentElement;
    if (root.scrollWidth <= limit) { return []; }
    return [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > limit + 1)
      .slice(0, 5).map((one) => `${one.tagName}.${one.className} ${one.getBoundingClientRect().right}`);
  }, width);
  assert.deepEqual(wide, []);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
}

// --- the steps, in the order in which an editor would take them ---

const steps = {
  async "all sixty pictures are there, the worst first"() {
    const page = await open();
    assert.equal(await visible(page).count(), PICTURES);
    assert.match(await counted(page), /\b60\b/);
    const order = ["block", "incomplete", "review", "duty", "ok"];
    const worst = await visible(page).evaluateAll((all) => all.map((one) => one.dataset.worst));
    assert.deepEqual(worst, [...worst].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    const tiles = await page.locator(".tile .number").allTextContents();
    assert.equal(tiles.map(Number).reduce((a, b) => a + b), PICTURES);
    await done(page);
  },

  async "a verdict filters, and the address keeps it"() {
    const page = await open();
    const number = Number(await page.locator(".tile.v-block .number").textContent());
    await page.locator(".tile.v-block a").click();
    await page.waitForFunction(() => location.hash === "#?verdict=block");
    assert.equal(await visible(page).count(), number);
    assert.ok(number > 0 && number < PICTURES);
    assert.equal(await page.locator("article.card:visible:not([data-worst=block])").count(), 0);
    assert.match(await counted(page), new RegExp(`${number} of 60`));
    await page.reload();
    assert.equal(await visible(page).count(), number);
    await page.getByRole("button", { name: "Show all" }).click();
    await page.waitForFunction(() => location.hash === "");
    assert.equal(await visible(page).count(), PICTURES);
    await done(page);
  },

  async "an edition shows what concerns it alone"() {
    const page = await open();
    const link = page.locator(".matrix a[data-edition='print-it'][data-verdict=block]");
    const number = Number(await link.textContent());
    await link.click();
    await page.waitForFunction((n) => document.querySelectorAll("article.card:not([hidden])").length === n, number);
    assert.equal(await page.locator(".verdicts .ed:visible", { hasText: /^web-kr$/ }).count(), 0);
    assert.equal(await page.locator(".verdicts .ed:visible", { hasText: /^print-it$/ }).count(), number);
    assert.equal(await page.locator("article.card:visible .found:visible li:visible").filter({ hasText: "South Korea barred by" }).count(), 0);
    await done(page);
  },

  async "agency, rule and words filter together"() {
    const page = await open();
    await selected(page, "agency").selectOption("AFP");
    const afp = await visible(page).count();
    assert.ok(afp > 1 && afp < PICTURES);
    await selected(page, "rule").selectOption("territory.denied");
    const both = await visible(page).count();
    assert.ok(both > 0 && both < afp);
    await page.getByRole("button", { name: "Show all" }).click();
    await search(page, "LIGHTHOUSE prize", 1);
    await search(page, "상상의 도시", 1);
    await search(page, "обсерватории", 1);
    await search(page, "no such words anywhere", 0);
    assert.ok(await page.locator("#none").isVisible());
    await done(page);
  },

  async "the order changes"() {
    const page = await open();
    await selected(page, "sort").selectOption("path");
    const names = await page.locator("article.card").evaluateAll((all) => all.map((one) => one.dataset.path));
    assert.equal(names.length, PICTURES);
    assert.deepEqual(names, [...names].sort());
    await selected(page, "sort").selectOption("due");
    const dues = await page.locator("article.card").evaluateAll((all) => all.map((one) => one.dataset.due || "9"));
    assert.deepEqual(dues, [...dues].sort());
    assert.notEqual(dues[0], "9");
    assert.match(page.url(), /#\?sort=due$/);
    await done(page);
  },

  async "a credit line is copied, by hand and by key"() {
    const page = await open();
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    const one = card(page, "greenhouse-visit.jpg");
    await one.getByRole("button", { name: /^Copy the credit line/ }).first().click();
    await said(page, "AFP PHOTO/KCNA VIA KNS");
    assert.equal(await clipboard(), "AFP PHOTO/KCNA VIA KNS");
    await card(page, "ferry-terminal.jpg").focus();
    await page.keyboard.press("c");
    await said(page, "Aster");
    assert.match(await clipboard(), /Aster/);
    assert.equal(await card(page, "kill-000_QX12").locator(".credit-line").count(), 0, "what was killed has no line to print");
    const none = page.locator("article.card:not(:has(.credit-line))").first();
    await none.focus();
    await page.keyboard.press("c");
    await said(page, "no credit line");
    await done(page);
  },

  async "keys go from card to card and never into what is typed"() {
    const page = await open();
    const focused = () => page.evaluate(() => document.activeElement.id);
    const ids = await visible(page).evaluateAll((all) => all.map((one) => one.id));
    await page.keyboard.press("j");
    assert.equal(await focused(), ids[0]);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    assert.equal(await focused(), ids[1]);
    const hidden = await page.evaluate(() => {
      const bar = document.querySelector(".tools").getBoundingClientRect();
      return document.activeElement.getBoundingClientRect().top < bar.bottom;
    });
    assert.equal(hidden, false, "the card with the focus is not under the filters");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.name), "q");
    await page.keyboard.type("jkc?/");
    assert.equal(await selected(page, "q").inputValue(), "jkc?/");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    assert.ok(await page.locator("dialog").isVisible());
    await page.locator("dialog [name=keys]").uncheck();
    await page.keyboard.press("Escape");
    assert.ok(await page.locator("dialog").isHidden());
    await selected(page, "q").fill("");
    await visible(page).nth(3).focus();
    await page.keyboard.press("j");
    assert.equal(await focused(), ids[3], "letters do nothing once they are switched off");
    await done(page);
  },

  async "a note tells what it is, to mouse, keyboard and finger"() {
    const page = await open();
    const note = card(page, "greenhouse-visit.jpg").locator("a.note.restriction").first();
    const tip = page.locator("#tip");
    await note.hover();
    await tip.waitFor({ state: "visible" });
    assert.match(await tip.textContent(), /Korea/);
    assert.match(await tip.textContent(), /caption|EXIF|XMP/i, "the origin is told");
    await page.keyboard.press("Escape");
    assert.ok(await tip.isHidden());
    await page.mouse.move(0, 0);
    await note.focus();
    assert.ok(await tip.isVisible());
    assert.equal(await note.getAttribute("aria-describedby"), "tip");
    const box = await tip.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= DESK.viewport.width);
    await page.keyboard.press("Tab");
    await done(page);

    const phone = await open(PHONE);
    const touched = card(phone, "greenhouse-visit.jpg").locator("a.note.restriction").first();
    await touched.tap();
    assert.ok(await phone.locator("#tip").isVisible());
    assert.equal(await phone.evaluate(() => location.hash), "", "a tap shows and does not jump");
    await isWithinWidth(phone, 360);
    await phone.locator("h1").tap();
    assert.ok(await phone.locator("#tip").isHidden());
    await done(phone);
  },

  async "the proof unfolds by keyboard"() {
    const page = await open();
    const proof = card(page, "kyodo-japan-out").locator("details.proof");
    assert.ok(await proof.locator(".fields").isHidden());
    await proof.locator("summary").focus();
    await page.keyboard.press("Enter");
    assert.ok(await proof.locator(".fields").isVisible());
    assert.match(await proof.textContent(), /IIM 2:40/);
    await done(page);
  },

  async "links lead to cards and rules, even to a hidden card"() {
    const page = await open({}, "#?verdict=ok");
    const due = page.locator(".dues a").first();
    const target = (await due.getAttribute("href")).slice(1);
    await due.click();
    await page.waitForFunction((id) => document.activeElement.id === id, target);
    assert.equal(await visible(page).count(), PICTURES);
    const rule = page.locator("article.card .origin a").first();
    const href = await rule.getAttribute("href");
    await rule.click();
    assert.equal(await page.locator(`[id="${href.slice(1)}"]`).count(), 1, "the rule is explained on the page");
    const dangling = await page.evaluate(() => [...document.querySelectorAll("a[href^='#']")]
      .filter((one) => !one.hash.startsWith("#?") && one.hash !== "" && !document.getElementById(decodeURIComponent(one.hash.slice(1))))
      .map((one) => one.hash));
    assert.deepEqual(dangling, []);
    const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map((one) => one.id));
    assert.equal(new Set(ids).size, ids.length, "no id stands twice");
    await done(page);
  },

  async "what a picture says stays text"() {
    const page = await open();
    const hostile = card(page, "<script>alert(1)</script>");
    assert.equal(await hostile.count(), 1);
    const text = await hostile.locator(".read").textContent();
    assert.match(text, /<script>document\.title='owned'<\/script>/);
    assert.doesNotMatch(await page.evaluate(() => document.body.textContent), /[\u202a-\u202e\u2066-\u2069\u0007\u001b]/);
    assert.doesNotMatch(await page.title(), /owned/);
    assert.equal(await page.locator("script").count(), 1);
    assert.equal(await page.locator("img:not([src^='data:image/'])").count(), 0);
    assert.equal(await page.locator("[style]:not(#tip), [onclick], [onerror], [onload]").count(), 0);
    await done(page);
  },

  async "thumbnails are shown, the turned one upright"() {
    const page = await open();
    const images = page.locator("article.card img");
    assert.ok(await images.count() >= 20);
    await card(page, "rally.jpg").scrollIntoViewIfNeeded();
    const broken = await page.evaluate(async () => {
      const all = [...document.querySelectorAll("article.card img")];
      all.forEach((one) => { one.loading = "eager"; });
      await Promise.all(all.map((one) => one.decode().catch(() => {})));
      return all.filter((one) => one.naturalWidth === 0).length;
    });
    assert.equal(broken, 0);
    const turned = await card(page, "rally.jpg").locator("img").evaluate((one) => getComputedStyle(one).transform);
    assert.notEqual(turned, "none");
    await done(page);
  },

  async "prints on A4 without loss"() {
    const page = await open();
    const file = path.join(work, "sheet.pdf");
    await page.pdf({ path: file, preferCSSPageSize: true });
    const pages = (fs.readFileSync(file, "latin1").match(/\/Type\s*\/Page\b/g) || []).length;
    assert.ok(pages >= 15 && pages <= 90, `${pages} pages`);
    let text = null;
    try {
      text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8", maxBuffer: 1 << 26 });
    } catch (error) {
      if (error.code !== "ENOENT") { throw error; }
      console.log("    no pdftotext: the words of the PDF were not looked at");
    }
    if (text) {
      const squeezed = text.replace(/\s+/g, "");
      const last = page.locator("article.card").last();
      const name = (await last.locator("h3").textContent()).replace(/\s+/g, "");
      assert.ok(squeezed.includes(name), "the last card");
      assert.ok(squeezed.includes("IIM2:40"), "a proof that is folded away on the screen");
      assert.ok(!squeezed.includes("Worstfirst"), "no controls");
    }
    assert.equal(await page.locator("details[open]").count(), 0, "folded again after printing");
    await done(page);
  },

  async "fits a phone"() {
    const page = await open(PHONE);
    await isWithinWidth(page, 360);
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
    await page.evaluate(() => document.styleSheets[0].insertRule(".card { content-visibility: visible !important; }", 0));
    await isWithinWidth(page, 360);
    await done(page);
  },

  async "says everything with scripts off"() {
    const page = await open({ javaScriptEnabled: false });
    assert.equal(await visible(page).count(), PICTURES);
    assert.equal(await page.locator(".js:visible").count(), 0);
    const proof = card(page, "greenhouse-visit.jpg").locator("details.proof");
    await proof.locator("summary").press("Enter");
    assert.ok(await proof.locator(".fields").isVisible());
    const note = card(page, "greenhouse-visit.jpg").locator("a.note").first();
    const line = (await note.getAttribute("href")).slice(1);
    await note.press("Enter");
    assert.match(page.url(), new RegExp(`#${line}$`));
    assert.ok(await page.locator(`[id="${line}"]`).isVisible());
    await done(page);
  },

  async "dark follows the system, the switch and a browser that keeps nothing"() {
    const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await open();
    const lightGround = await ground(light);
    await light.getByRole("button", { name: "Dark" }).click();
    const switched = await ground(light);
    assert.notEqual(switched, lightGround);
    await done(light);
    const dark = await open({ colorScheme: "dark" });
    assert.equal(await ground(dark), switched);
    await done(dark);
    const closed = await open({}, "", { before: (page) => page.addInitScript(() => {
      Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("closed", "SecurityError"); } });
    }) });
    await closed.getByRole("button", { name: "Dark" }).click();
    assert.equal(await ground(closed), switched);
    await done(closed);
  },

  async "no violation of WCAG 2.2 AA, light, dark, phone"() {
    for (const [what, options] of [["light", {}], ["dark", { colorScheme: "dark" }], ["phone", PHONE]]) {
      const page = await open(options);
      await page.evaluate(() => document.querySelectorAll("details").forEach((one, i) => { one.open = i < 12; }));
      await axe(page, what, what === "light" ? 1 : 5);
      await done(page);
    }
    const page = await open();
    await page.keyboard.press("?");
    await axe(page, "keys", 20);
    await done(page);
  },

  async "a report tells what changed, and the weeks in bars and in numbers"() {
    const page = await open({}, "", { name: "report.html" });
    assert.match(await page.locator(".since-new").textContent(), /Italy barred by/);
    assert.match(await page.locator(".since-resolved").textContent(), /Finland barred by/);
    const entry = page.locator(".since-new a").first();
    await entry.click();
    assert.equal(`#${await page.evaluate(() => document.activeElement.id)}`, await entry.getAttribute("href"));
    const table = page.locator(".numbers table");
    await page.locator(".numbers summary").click();
    const rows = await table.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    assert.ok(rows.length > 1);
    for (const row of rows) {
      assert.equal(row.slice(1, 6).map(Number).reduce((a, b) => a + b), Number(row[6]), `the verdicts of ${row[0]}`);
    }
    const busiest = rows.reduce((a, b) => (Number(b[6]) > Number(a[6]) ? b : a));
    const heights = await page.locator(".chart rect").evaluateAll((all) => {
      const sums = new Map();
      all.forEach((one) => { sums.set(one.getAttribute("x"), (sums.get(one.getAttribute("x")) || 0) + Number(one.getAttribute("height"))); });
      return [...sums.values()];
    });
    assert.equal(heights.length, rows.length);
    heights.forEach((height, i) => assert.ok(Math.abs(height - 120 * Number(rows[i][6]) / Number(busiest[6])) < 0.01));
    await axe(page, "report", 20);
    await done(page);
    const phone = await open(PHONE, "", { name: "report.html" });
    await isWithinWidth(phone, 360);
    await done(phone);
  },

  async "has its picture taken"() {
    const shoot = async (name, options, at, hash = "") => {
      const page = await open(options, hash);
      if (at) { await page.locator(at).first().evaluate((one) => one.scrollIntoView({ block: "start", behavior: "instant" })); }
      await page.waitForTimeout(200);
      await page.screenshot({ path: path.join(work, name) });
      await done(page);
    };
    await shoot("sheet.png", { viewport: { width: 1280, height: 1150 } }, null, "");
    await shoot("sheet-dark.png", { colorScheme: "dark" }, ".tools");
    await shoot("sheet-phone.png", { ...PHONE, deviceScaleFactor: 1.5 }, "article.card");
    if (process.env.CAPTIONLINT_UPDATE) {
      for (const name of ["sheet.png", "sheet-phone.png"]) {
        const bytes = fs.statSync(path.join(work, name)).size;
        assert.ok(bytes < 250 * 1024, `${name}: ${bytes} bytes`);
        fs.copyFileSync(path.join(work, name), path.join(docs, name));
      }
    }
  },
};

(async () => {
  const only = process.env.ONLY; // words of one step, while it is being worked on
  let failed = 0;
  browser = await launch();
  for (const [name, step] of Object.entries(steps)) {
    if (only && !name.includes(only)) { continue; }
    const began = Date.now();
    try {
      await step();
      console.log(`ok      ${name} (${Date.now() - began} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}\n${String(error.stack || error).replace(/^/gm, "        ")}`);
    }
  }
  await browser.close();
  process.exit(failed > 0 ? 1 : 0);
})();
