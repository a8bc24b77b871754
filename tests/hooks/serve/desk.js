// usage: node desk.js COMMAND SOURCE WORK PICTURES     (desk.sh sets up what it needs)
// Starts `captionlint serve` and uses its desk page as an editor does. Any word on the console, any
// error of a script, any request to elsewhere, anything the content security policy refused and
// anything that is kept in the browser fails the step it happens in.
"use strict";

const assert = require("node:assert/strict");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { launch, need } = require("../../browser/browser.js");

const [command, source, work, many] = process.argv.slice(2);
const house = path.join(source, "fixtures/sheet"); // its captionlint.yaml has three editions
const EDITIONS = ["web-kr", "print-it", "magazine-us"];
const DESK = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const TOKEN = "desk-test-0123456789-0123456789";
const LINE = "AFP PHOTO / ASTER HARBOUR AUTHORITY";
const CAPTION = `PORT ASTER, Northland (Nov. 20, 2026) - The ferry Linnea leaves the old harbour at first light on the opening day of the winter timetable. This handout picture was released by the Aster Harbour Authority. ITALY OUT

RESTRICTED TO EDITORIAL USE - MANDATORY CREDIT "${LINE}" - NO MARKETING NO ADVERTISING CAMPAIGNS. (Photo by Mara LINDQVIST / ASTER HARBOUR AUTHORITY / AFP)`;

const drawn = fs.readdirSync(path.join(work, "drawn")).sort().map((name) => path.join(work, "drawn", name));
const picture = (name) => path.join(source, "fixtures/pictures", name);

let browser;
let desk; // the address of the server that most steps use

// --- servers: the real command, on a port that the system chooses ---

const servers = new Set();

function serve(...options) {
  const child = spawn(command, ["serve", "--listen", "127.0.0.1:0", ...options],
    { cwd: house, stdio: ["ignore", "ignore", "pipe"] });
  servers.add(child);
  child.stop = () => new Promise((resolve) => {
    child.once("exit", () => { servers.delete(child); resolve(); });
    child.kill("SIGTERM");
  });
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (text) => {
      said += text;
      const told = said.match(/listening on (http:\/\/127\.0\.0\.1:\d+\/)/);
      if (told) { child.url = told[1]; resolve(child); }
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}

// --- the page and what may not happen on it ---

// `expected`: words of the console that belong to the step, as browsers tell there of every refusal.
async function open(options = {}, { url = desk, expected = null } = {}) {
  const context = await browser.newContext({ ...DESK, permissions: ["clipboard-read", "clipboard-write"], ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60000); // machines that build at the same time
  page.wrong = [];
  page.asked = [];
  page.on("console", (message) => {
    if (!expected || !expected.test(message.text())) { page.wrong.push(`console: ${message.text()}`); }
  });
  page.on("pageerror", (error) => page.wrong.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { page.wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    const asked = request.url();
    page.asked.push(asked);
    if (!asked.startsWith(url) && !asked.startsWith("data:")) { page.wrong.push(`request: ${asked}`); }
  });
  if (options.javaScriptEnabled !== false) {
    await page.addInitScript(() => {
      globalThis.refused = [];
      document.addEventListener("securitypolicyviolation", (event) => {
        globalThis.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
      });
    });
  }
  const answer = await page.goto(url);
  const policy = answer.headers()["content-security-policy"] || "";
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe/);
  if (options.javaScriptEnabled !== false) { await page.locator("#edition-list label, #who:visible").first().waitFor(); }
  return page;
}

async function kept(page) {
  return page.evaluate(async () => ({
    local: localStorage.length, session: sessionStorage.length, cookies: document.cookie,
    databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length, address: location.search + location.hash.replace(/^#(rule-|\?verdict=).*/, ""),
  }));
}
const NOTHING = { local: 0, session: 0, cookies: "", databases: 0, caches: 0, workers: 0, address: "" };

async function done(page) {
  assert.deepEqual(await page.evaluate(() => globalThis.refused), []);
  assert.deepEqual(await kept(page), NOTHING);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
}

const cards = (page) => page.locator("article.card:visible");
const card = (page, name) => page.locator("article.card", { has: page.locator("h3", { hasText: name }) });
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const said = (page, text) => page.locator("#said", { hasText: text }).waitFor({ state: "attached" });
const told = (page, text) => page.locator("#told", { hasText: text }).waitFor({ state: "attached" });
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);
const names = (page) => page.locator("article.card h3").allTextContents();

// Until nothing is on its way and so many cards stand there, none of them of an earlier question.
async function checked(page, count) {
  await page.waitForFunction((n) => document.querySelectorAll("article.card:not(.stale)").length === n &&
    document.getElementById("progress").hidden && !document.querySelector(".row:not([hidden]):not(.failed)"), count);
}
async function paste(page, caption = CAPTION) {
  await page.locator("#caption").fill(caption);
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await checked(page, 1);
}

// What a drop brings, as the browser would: the files' names and bytes; without bytes, a picture
// that the page draws.
async function drop(page, files) {
  const given = files.map((one) => (typeof one === "string" ? { name: path.basename(one), bytes: fs.readFileSync(one).toString("base64") } : one));
  await page.evaluate(async (list) => {
    const data = new DataTransfer();
    const TYPES = { jpg: "image/jpeg", png: "image/png", webp: "image/webp", tif: "image/tiff" };
    const draw = () => {
      const canvas = new OffscreenCanvas(600, 400);
      canvas.getContext("2d").fillRect(100, 100, 200, 200);
      return canvas.convertToBlob({ type: "image/png" });
    };
    for (const { name, bytes } of list) {
      const content = bytes ? Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0)) : await draw();
      data.items.add(new File([content], name, { type: TYPES[name.split(".").pop()] || "" }));
    }
    for (const kind of ["dragenter", "dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  }, given);
}

async function axe(page, what) {
  await page.evaluate(() => {
    // Contrast is only judged of what is rendered.
    document.styleSheets[0].insertRule(".card { content-visibility: visible !important; }", document.styleSheets[0].cssRules.length);
  });
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
    if (document.documentElement.scrollWidth <= limit) { return []; }
    return [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > limit + 1)
      .slice(0, 5).map((one) => `${one.tagName}.${one.className} ${one.getBoundingClientRect().right}`);
  }, width);
  assert.deepEqual(wide, []);
}

// --- the steps, in the order in which an editor would take them ---

const steps = {
  async "a pasted caption is judged for every edition"() {
    const page = await open();
    assert.deepEqual(await page.locator("#edition-list label").allTextContents().then((all) => all.map((one) => one.trim())), EDITIONS);
    assert.ok(await page.locator("#results").isHidden());
    await page.locator("#caption").fill(CAPTION);
    await page.keyboard.press("Control+Enter");
    await checked(page, 1);
    assert.equal(await focused(page), "results");
    await told(page, "1 picture checked: 1 BLOCK");
    const one = cards(page).first();
    assert.deepEqual((await one.locator(".verdicts li").allTextContents()).map((line) => line.trim().split(/\s+/)),
      [["BLOCK", "print-it"], ["DUTY", "web-kr", "magazine-us"]]);
    assert.match(await one.locator(".found").first().textContent(), /Italy barred by/);
    assert.deepEqual(await one.locator("a.note.restriction").allTextContents().then((all) => all.slice(0, 2)), ["ITALY OUT", "RESTRICTED TO EDITORIAL USE"]);
    await one.getByRole("button", { name: /^Copy the credit line/ }).click();
    await said(page, LINE);
    assert.equal(await clipboard(page), LINE);
    await one.locator("a.note.restriction").first().hover();
    await page.locator("#tip").waitFor({ state: "visible" });
    assert.match(await page.locator("#tip").textContent(), /Italy/);
    const rule = one.locator(".origin a").first();
    assert.equal(await page.locator(`[id="${(await rule.getAttribute("href")).slice(1)}"]`).count(), 1, "the rule is explained on the page");
    await done(page);
  },

  async "a caption that changes is told to be judged no more, and is judged again"() {
    const page = await open();
    await paste(page);
    await page.locator("#caption").fill(CAPTION.replace("ITALY OUT", "KOREA OUT"));
    await page.locator(".row", { hasText: "changed after this check" }).waitFor();
    assert.equal(await page.locator(".card.stale").count(), 1);
    await page.keyboard.press("Control+Enter");
    await page.locator(".found", { hasText: "Korea barred by" }).first().waitFor();
    await checked(page, 1);
    assert.equal(await page.locator(".found", { hasText: "Italy barred by" }).count(), 0);
    await done(page);
  },

  async "dropped pictures come in their order, with previews, and their lines are copied together"() {
    const page = await open();
    const files = [...drawn.slice(0, 6), { name: "no-thumbnail.png" }, picture("handout-no-sales.png"), picture("damaged/not-a-picture.jpg"), picture("clean-credit.jpg")];
    await drop(page, files);
    await checked(page, files.length);
    const given = files.map((one) => one.name || path.basename(one));
    assert.deepEqual(await names(page), given);
    assert.equal(await focused(page), "BODY", "a drop takes the focus from nobody");
    assert.match(await card(page, "not-a-picture.jpg").locator(".verdicts").textContent(), /INCOMPLETE/);
    const tiles = await page.locator(".tile:visible .number").allTextContents();
    assert.equal(tiles.map(Number).reduce((a, b) => a + b), files.length);
    await told(page, `${files.length} pictures checked: `);
    const preview = card(page, "no-thumbnail.png").locator("canvas");
    await card(page, "no-thumbnail.png").scrollIntoViewIfNeeded();
    await preview.waitFor();
    assert.equal(await preview.getAttribute("aria-label"), "Preview of no-thumbnail.png");
    await page.getByRole("button", { name: "Copy all credit lines" }).click();
    const lines = await page.locator(".credit-line").count();
    await said(page, `Credit lines copied: ${lines}`);
    const copied = (await clipboard(page)).split("\n");
    assert.equal(copied.length, lines);
    assert.ok(copied.some((line) => line === "clean-credit.jpg: REUTERS/Jane Doe"), copied.join("\n"));
    await page.locator(".tile.v-block a").click();
    await page.waitForFunction(() => [...document.querySelectorAll("article.card:not([hidden])")].every((one) => one.dataset.worst === "block"));
    await page.getByRole("button", { name: "Show all" }).click();
    await page.locator(".tools [name=sort]").selectOption("path");
    assert.deepEqual(await names(page), (await names(page)).slice().sort());
    await page.locator(".tools [name=sort]").selectOption("run");
    assert.deepEqual(await names(page), given);
    const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map((one) => one.id));
    assert.equal(new Set(ids).size, ids.length, "no id stands twice");
    const dangling = await page.evaluate(() => [...document.querySelectorAll("#results a[href^='#']")]
      .filter((one) => !one.hash.startsWith("#?") && !document.getElementById(decodeURIComponent(one.hash.slice(1)))).map((one) => one.hash));
    assert.deepEqual(dangling, []);
    await done(page);
  },

  async "a caption and a picture are pasted anywhere"() {
    const page = await open();
    const pasteAnywhere = (text, file) => page.evaluate(([words, name]) => {
      const data = new DataTransfer();
      if (words) { data.setData("text/plain", words); }
      if (name) { data.items.add(new File(["no picture"], name, { type: "image/png" })); }
      const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      (document.activeElement || document.body).dispatchEvent(event);
      return event.defaultPrevented;
    }, [text, file]);
    assert.equal(await pasteAnywhere(CAPTION, null), true);
    assert.equal(await page.locator("#caption").inputValue(), CAPTION);
    assert.equal(await focused(page), "caption");
    assert.equal(await pasteAnywhere("more words", "as-a-picture.png"), false, "words that are pasted into the caption are the browser's");
    await page.locator("#check").focus();
    assert.equal(await pasteAnywhere(null, "screenshot.png"), true);
    await checked(page, 1);
    assert.match((await names(page))[0], /screenshot\.png/);
    await done(page);
  },

  async "a sidecar is judged with its picture"() {
    const page = await open();
    await drop(page, [picture("sidecar.jpg")]);
    await checked(page, 1);
    const alone = await cards(page).textContent();
    await drop(page, [picture("sidecar.xmp")]);
    await page.waitForFunction((before) => { const one = document.querySelector("article.card:not(.stale)"); return one && one.textContent !== before; }, alone);
    await checked(page, 1);
    assert.match(await cards(page).textContent(), /sidecar\.xmp/);
    // Another picture of that name, brought later with a sidecar of its own, takes nothing from the first.
    await drop(page, [picture("sidecar.jpg"), { name: "sidecar.xmp", bytes: btoa("x") }]);
    await checked(page, 2);
    assert.equal(page.asked.filter((one) => one.includes("/v1/check")).length, 3);
    await done(page);
  },

  async "other editions are judged at once, and none is not"() {
    const page = await open();
    await page.locator("#caption").fill(CAPTION);
    await page.locator("#picture").setInputFiles(drawn.slice(0, 2));
    await page.keyboard.press("Control+Enter");
    await checked(page, 3);
    await page.getByRole("checkbox", { name: "print-it" }).uncheck();
    await page.waitForFunction(() => !document.querySelector(".card [data-e*='print-it'], .verdicts .ed[data-e='|print-it|']"));
    await checked(page, 3);
    assert.equal(await page.locator(".card.v-block").filter({ hasText: "Pasted caption" }).count(), 0);
    assert.ok(page.asked.filter((one) => one.includes("edition=web-kr&edition=magazine-us")).length >= 3);
    for (const name of ["web-kr", "magazine-us"]) { await page.getByRole("checkbox", { name }).uncheck(); }
    await told(page, "No edition is chosen");
    assert.equal(await page.locator("article.card:not(.stale)").count(), 0, "no verdict is older than its question");
    await page.getByRole("button", { name: "Check", exact: true }).click();
    assert.equal(await focused(page), "edition-0");
    await page.getByRole("button", { name: "All editions" }).click();
    await page.locator(".verdicts .ed", { hasText: "print-it" }).first().waitFor();
    await checked(page, 3);
    await done(page);
  },

  async "what is left out stands there, and can only be left out"() {
    const page = await open();
    for (const name of EDITIONS) { await page.getByRole("checkbox", { name }).uncheck(); } // nothing is sent
    const many = Array.from({ length: 5000 }, (_, i) => ({ name: `${i}.jpg`, bytes: "eA==" }));
    await drop(page, [{ name: "._0.jpg", bytes: "eA==" }, { name: ".a.jpg", bytes: "eA==" }, ...many]);
    const row = page.locator(".row.failed:visible");
    await row.waitFor();
    assert.match(await row.textContent(), /At most 5000 files/);
    assert.equal(await row.getByRole("button").count(), 1);
    await row.getByRole("button", { name: "Leave out" }).click();
    await row.waitFor({ state: "detached" });
    await done(page);
  },

  async "keyboard alone"() {
    const page = await open();
    const tabTo = async (what) => {
      for (let i = 0; i < 40; i += 1) {
        await page.keyboard.press("Tab");
        if (await page.evaluate((selector) => document.activeElement.matches(selector), what)) { return; }
      }
      assert.fail(`Tab does not lead to ${what}`);
    };
    await page.keyboard.press("Tab");
    await tabTo("#caption");
    await page.keyboard.insertText(CAPTION);
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "picture");
    await tabTo("#edition-1");
    await page.keyboard.press("Space");
    await tabTo("#check");
    await page.keyboard.press("Enter");
    await checked(page, 1);
    assert.equal(await focused(page), "results");
    await page.keyboard.press("j");
    assert.match(await focused(page), /^p\d+x0$/);
    await page.keyboard.press("c");
    await said(page, LINE);
    assert.equal(await clipboard(page), LINE);
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await tabTo("[data-do=copy]");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.textContent === "Copied");
    assert.equal(await clipboard(page), LINE);
    await page.keyboard.press("?");
    assert.ok(await page.locator("#keys").isVisible());
    await page.keyboard.press("Escape");
    await page.locator("#check").focus();
    await tabTo("#clear");
    await page.keyboard.press("Enter");
    await told(page, "Cleared");
    assert.equal(await focused(page), "caption");
    assert.equal(await page.locator("#caption").inputValue(), "");
    assert.equal(await page.locator("article").count(), 0);
    await page.keyboard.type("jc?/");
    assert.equal(await page.locator("#caption").inputValue(), "jc?/");
    assert.ok(await page.locator("#keys").isHidden());
    await done(page);
  },

  async "no violation of WCAG 2.2 AA, and a phone's width is enough"() {
    for (const [what, options] of [["light", {}], ["dark", { colorScheme: "dark" }], ["phone", PHONE]]) {
      const page = await open(options);
        if (what === "light") { await axe(page, "empty"); }
      await page.locator("#caption").fill(CAPTION);
      // All kinds of cards once; where only the look differs, a few of them show it as well.
      const files = [picture("damaged/not-a-picture.jpg"), picture("clean-credit.jpg"), ...drawn.slice(what === "light" ? -5 : -1)];
      await drop(page, files);
      await page.locator("#check").click();
      await checked(page, files.length + 1);
      await page.evaluate(() => document.querySelectorAll("details").forEach((one, i) => { one.open = i < 3; }));
      await axe(page, what);
      await isWithinWidth(page, options === PHONE ? 360 : 1280);
      await done(page);
    }
  },

  async "without scripts the answer is the sheet"() {
    const page = await open({ javaScriptEnabled: false });
    assert.equal(await page.locator(".js:visible").count(), 0);
    await page.locator("#caption").fill(CAPTION);
    await page.locator("#picture").setInputFiles(drawn.slice(0, 2));
    await page.locator("#check").press("Enter");
    await page.waitForLoadState();
    await cards(page).first().waitFor();
    assert.equal(await cards(page).count(), 3);
    assert.match(await page.locator("article.card").filter({ hasText: LINE }).first().textContent(), /Italy barred by/);
    assert.equal(await page.locator("#ask").count(), 0);
    assert.deepEqual(page.wrong, []);
    await page.context().close();
  },

  async "a token is asked for, kept in the page alone, and forgotten with it"() {
    const file = path.join(work, "tokens");
    fs.writeFileSync(file, `# of this test\n${TOKEN}\n`, { mode: 0o600 });
    const guarded = await serve("--tokens", file);
    const expected = /status of 401/;
    const page = await open({}, { url: guarded.url, expected });
    await page.locator("#who").waitFor();
    assert.equal(await focused(page), "token");
    await axe(page, "token");
    await page.keyboard.type("a-token-that-nobody-handed-out");
    await page.keyboard.press("Enter");
    await page.locator("#who-wrong", { hasText: "does not know this token" }).waitFor();
    await page.locator("#token").fill(TOKEN);
    await page.keyboard.press("Enter");
    await page.locator("#who").waitFor({ state: "hidden" });
    assert.equal(await focused(page), "caption");
    await paste(page);
    assert.ok(!(await page.content()).includes(TOKEN));
    assert.deepEqual(await kept(page), NOTHING);
    await page.reload();
    await page.locator("#who").waitFor();
    assert.equal(await page.locator("#token").inputValue(), "");
    await done(page);
    await guarded.stop();
  },

  async "what is too large for the server is told, and the others are checked"() {
    const small = await serve("--max-body", "1"); // MiB
    const page = await open({}, { url: small.url, expected: /status of 413|ERR_CONNECTION_RESET/ });
    await drop(page, [drawn[0], { name: "large.jpg", bytes: Buffer.alloc(3 << 20, 0x55).toString("base64") }, drawn[1]]);
    await checked(page, 2);
    const row = page.locator(".row.failed");
    await row.waitFor();
    assert.match(await row.textContent(), /large\.jpg.*too large for this server \(3\.0 MB\)/s);
    assert.match(await page.locator("#tally").textContent(), /not checked: 1/);
    await axe(page, "problem");
    await row.getByRole("button", { name: "Leave out" }).click();
    assert.equal(await page.locator(".row").filter({ visible: true }).count(), 0);
    await done(page);
    await small.stop();
  },

  async "a busy server is given time, a silent one too, and nothing is lost"() {
    const page = await open({}, { expected: /status of 503|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED/ });
    let refusals = 2;
    await page.route("**/v1/check*", (route) => {
      if ((refusals -= 1) < 0) { route.continue(); return; }
      route.fulfill({ status: 503, headers: { "Retry-After": "1" }, contentType: "application/problem+json", body: "{\"detail\":\"full\"}" });
    });
    await drop(page, drawn.slice(0, 3));
    await page.locator("#hold", { hasText: "busy" }).waitFor();
    await checked(page, 3);
    assert.ok(await page.locator("#hold").isHidden());
    await page.unroute("**/v1/check*");
    await page.context().setOffline(true);
    await drop(page, drawn.slice(3, 5));
    await page.locator("#hold", { hasText: "does not answer" }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Try again now" }).click();
    await checked(page, 5);
    assert.deepEqual(await names(page), drawn.slice(0, 5).map((one) => path.basename(one)));
    await done(page);
  },

  async "a server that was stopped is told of"() {
    const brief = await serve();
    const page = await open({}, { url: brief.url, expected: /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/ });
    await paste(page);
    await brief.stop();
    await page.locator("#caption").fill(`${CAPTION} `);
    await page.keyboard.press("Control+Enter");
    await page.locator("#hold", { hasText: "does not answer" }).waitFor();
    assert.equal(await page.locator("#caption").inputValue(), `${CAPTION} `);
    await axe(page, "server stopped");
    await done(page);
  },

  async "what captions and names say stays text"() {
    const page = await open();
    const markup = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"><style>*{display:none}</style><article class=card>";
    const bidi = "\u202eTUO YLATI\u202c \u2066x\u2069 \u0007";
    await page.locator("#caption").fill(`${markup} ${bidi} ITALY OUT </style></main> ${"long words without an end ".repeat(4000)} (Photo by A / AFP)`);
    const hostile = [`=1+1 ${markup.replace(/\//g, "_").slice(0, 90)}.jpg`, "a\u202egpj.exe.jpg", "x\\..\\..\\etc\\passwd.jpg", "x'-\"`;${}.jpg"];
    await drop(page, hostile.map((name) => ({ name, bytes: fs.readFileSync(picture("clean-credit.jpg")).toString("base64") })));
    await page.locator("#check").click();
    await checked(page, 1 + hostile.length);
    assert.equal(await page.title(), "Picture desk");
    const text = await page.locator("#pictures").textContent();
    assert.match(text, /<script>document\.title='owned'<\/script>/);
    assert.doesNotMatch(await page.locator("#pictures").innerText(), /[\u202a-\u202e\u2066-\u2069\u0007]/);
    assert.equal(await page.locator("script").count(), 2);
    assert.equal(await page.locator("main style, main img:not([src^='data:image/']), main [onerror], main [style]").count(), 0);
    assert.match(await cards(page).first().locator(".verdicts").textContent(), /INCOMPLETE/, "100 KB are no caption, and it says so");
    await page.getByRole("button", { name: "Copy all credit lines" }).click();
    await said(page, "Credit lines copied");
    assert.ok((await clipboard(page)).split("\n").every((line) => !/^[=+\-@]/.test(line)));
    await isWithinWidth(page, 1280);
    await done(page);
  },

  async "many pictures at once: the first verdict shows early, and the page stays quick"() {
    const page = await open();
    const count = Number(many);
    await page.evaluate(() => {
      globalThis.blocked = [];
      new PerformanceObserver((list) => list.getEntries().forEach((one) => globalThis.blocked.push(Math.round(one.duration)))).observe({ type: "longtask" });
    });
    const files = Array.from({ length: count }, (_, i) => ({ name: `${String(i).padStart(4, "0")}.jpg`, bytes: fs.readFileSync(drawn[i % drawn.length]).toString("base64") }));
    await page.evaluate(() => { globalThis.began = performance.now(); });
    await drop(page, files);
    await cards(page).first().waitFor();
    const first = await page.evaluate(() => performance.now() - globalThis.began);
    assert.ok(await page.locator("article.card").count() < count, "the first is there before the last");
    await page.locator("#caption").fill("typing goes on");
    await checked(page, count);
    const all = await page.evaluate(() => performance.now() - globalThis.began);
    assert.deepEqual(await names(page), files.map((one) => one.name));
    assert.ok(page.asked.filter((one) => one.includes("/v1/check")).length === count, "each is sent once");
    const blocked = await page.evaluate(() => globalThis.blocked);
    const worst = Math.max(0, ...blocked.slice(1)); // the first is this test handing over its files
    console.log(`        ${count} pictures: first verdict ${Math.round(first)} ms, all ${Math.round(all)} ms, page blocked at most ${worst} ms`);
    assert.ok(worst < 1000, `${worst} ms`);
    await done(page);
  },

  async "prints the cards alone, on A4"() {
    const page = await open();
    await paste(page);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator("#ask").isHidden());
    assert.ok(await cards(page).first().isVisible());
    assert.equal(await page.locator(".masthead button:visible, #results button:visible").count(), 0);
    const file = path.join(work, "desk.pdf");
    await page.pdf({ path: file, preferCSSPageSize: true });
    const bytes = fs.readFileSync(file, "latin1");
    const pages = (bytes.match(/\/Type\s*\/Page\b/g) || []).length;
    assert.ok(pages >= 1 && pages <= 4, `${pages} pages`);
    assert.match(bytes, /\/MediaBox\s*\[0 0 59[45][^ ]* 84[12]/);
    await done(page);
  },

  async "has its picture taken"() {
    const pictures = drawn.filter((one) => /ferry-terminal|tea-terraces/.test(one));
    const shoot = async (name, options, at) => {
      const page = await open(options);
      await drop(page, pictures);
      await page.locator("#caption").fill(CAPTION);
      await page.keyboard.press("Control+Enter");
      await checked(page, 1 + pictures.length);
      await page.evaluate((selector) => (selector ? document.querySelector(selector).scrollIntoView() : scrollTo(0, 0)), at);
      await page.waitForTimeout(200);
      await page.screenshot({ path: path.join(work, name) });
      await done(page);
    };
    await shoot("desk.png", { viewport: { width: 1280, height: 1060 } }, null);
    await shoot("desk-dark.png", { viewport: { width: 1280, height: 1060 }, colorScheme: "dark" }, null);
    await shoot("desk-phone.png", { ...PHONE, deviceScaleFactor: 1.5 }, "#results");
    if (process.env.CAPTIONLINT_UPDATE) {
      for (const name of ["desk.png", "desk-phone.png"]) {
        const bytes = fs.statSync(path.join(work, name)).size;
        assert.ok(bytes < 250 * 1024, `${name}: ${bytes} bytes`);
        fs.copyFileSync(path.join(work, name), path.join(source, "docs", name));
      }
    }
  },
};

(async () => {
  const only = process.env.ONLY; // words of one step, while it is being worked on
  let failed = 0;
  browser = await launch();
  try {
    desk = (await serve()).url;
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
  } finally {
    servers.forEach((one) => one.kill("SIGKILL"));
    await browser.close();
  }
  process.exit(failed > 0 ? 1 : 0);
})().catch((error) => {
  console.error(error);
  servers.forEach((one) => one.kill("SIGKILL"));
  process.exit(1);
});
