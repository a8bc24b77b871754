/* The desk page: takes a caption and pictures, asks the server about them, two at a time, and puts
 * the cards of its answers into the page; sheet.js then does for them what it does in a sheet.
 * Nothing is kept: no storage, no address, and the token only in a variable. */
(function () {
  "use strict";

  var AT_ONCE = 2;      /* the first verdict shows early, and others get their turn on the server */
  var TRIES = 8;        /* of one picture, where the server is busy */
  var CUTS = 2;         /* of one picture, where it takes the connection away */
  var FILES_MAX = 5000; /* of one drop: a folder may be a whole archive */
  var FILTER_FROM = 8;  /* pictures; fewer are found without filters */
  var PREVIEW_MAX = 64 << 20;
  var SHOWN = /^image\/(jpeg|png|webp|gif|avif|bmp)$/; /* what browsers can draw */

  var items = [];
  var number = 0;      /* of the last item */
  var drops = 0;       /* times that files were brought */
  var running = 0;
  var token = "";
  var editions = null; /* names; null until the server told them */
  var held = 0;        /* a timer, while nothing is sent */
  var locked = false;  /* a token is asked for */
  var asker = null;    /* where the focus was when Check was pressed, until the answer has it */
  var drawing = 0;     /* a timer */
  var moved = false;   /* cards came or went since it was drawn */

  function id(name) { return document.getElementById(name); }
  function all(selector, inside) { return Array.prototype.slice.call((inside || document).querySelectorAll(selector)); }

  function words(key, first, second) {
    var entry = document.querySelector("#words [data-word='" + key + "']");
    var text = entry ? entry.textContent : key;
    return text.replace(/\{([12])\}/g, function (whole, n) { return n === "1" ? first : second; }).trim();
  }
  function tell(text) { /* to those who listen */
    id("told").textContent = "";
    setTimeout(function () { id("told").textContent = text; }, 30);
  }

  /* --- items: what is or was to be checked. The row stands where the cards will. --- */

  /* As in a report: what would turn text around, or is not seen at all, is seen. */
  function visible(name) {
    return name.replace(/[\p{Cc}\p{Cf}]/gu, function (one) { return "\\u" + one.codePointAt(0).toString(16).padStart(4, "0"); });
  }
  function makeItem(name, before) {
    var row = id("row").content.firstElementChild.cloneNode(true);
    var item = { n: number += 1, name: name, shown: visible(name), row: row, state: "waiting", text: null, file: null, sidecars: [], cards: [], rules: [], tries: 0, request: null, sent: 0 };
    row.querySelector("h3").textContent = item.shown;
    row.querySelector(".retry").addEventListener("click", function () { again(item); });
    row.querySelector(".drop-it").addEventListener("click", function () { leaveOut(item); });
    id("pictures").insertBefore(row, before || null);
    return item;
  }
  function stop(item) {
    var request = item.request;
    item.request = null; /* so that its end is nobody's */
    if (request) { running -= 1; request.abort(); }
  }
  function again(item) {
    if (item.text === null && !item.file) { return; } /* there is nothing to send */
    stop(item);
    Object.assign(item, { tries: 0, sent: 0 });
    wait(item);
    pump();
  }
  function dropCards(item) {
    item.cards.forEach(function (card) { card.remove(); });
    Object.assign(item, { cards: [], rules: [] });
    moved = true;
  }
  function takeAway(item) {
    stop(item);
    dropCards(item);
    item.row.remove();
    item.state = "gone";
    items.splice(items.indexOf(item), 1);
    draw();
  }
  function leaveOut(item) {
    takeAway(item);
    (items.length > 0 ? id("results") : id("caption")).focus({ preventScroll: true });
  }

  /* What waits behind others is told in the tally alone. A card is stale while it answers a question
   * that is asked no more. */
  function showRow(item, text, stale) {
    var row = item.row;
    var going = item.state === "sending" || item.state === "checking";
    var failed = item.state === "problem";
    var bar = row.querySelector("progress");
    row.hidden = !going && !failed && !text;
    row.classList.toggle("failed", failed);
    row.querySelector(".state").textContent = text || (going ? words(item.state, Math.floor(item.sent)) : "");
    Object.assign(bar, { hidden: item.state !== "sending", value: item.sent, ariaLabel: item.shown });
    row.querySelector(".fixes").hidden = !failed;
    item.cards.forEach(function (card) { card.classList.toggle("stale", item.state !== "done" || Boolean(stale)); });
    draw();
  }
  function showDone(item) {
    var other = item.text !== null && item.text !== id("caption").value;
    showRow(item, other ? words("changed") : item.note, other || isNoneChosen() || item.asked !== address(item));
  }
  function fail(item, text) {
    item.state = "problem";
    dropCards(item);
    showRow(item, text);
    tell(item.shown + ": " + text);
  }

  /* --- asking --- */

  function chosen() { return all("#edition-list input:checked").map(function (box) { return box.value; }); }
  function isNoneChosen() { return editions !== null && editions.length > 0 && chosen().length === 0; }
  function chooseAll() { all("#edition-list input").forEach(function (box) { box.checked = true; }); }
  function address(item) {
    var query = new URLSearchParams({ format: "html" });
    var names = chosen();
    if (names.length < editions.length) { names.forEach(function (name) { query.append("edition", name); }); }
    if (item.text !== null) { query.append("name", item.name); }
    /* What this browser cannot draw the server may be able to. */
    if (item.file && !SHOWN.test(item.file.type)) { query.append("thumbnails", "1"); }
    return "/v1/check?" + query;
  }
  function body(item) {
    if (item.text !== null) { return item.text; }
    var form = new FormData();
    [item.file].concat(item.sidecars).forEach(function (file) { form.append("picture", file, file.name); });
    return form;
  }

  function send(item) {
    var request = new XMLHttpRequest();
    Object.assign(item, { request: request, state: "sending", sent: 0, asked: address(item) });
    running += 1;
    request.open("POST", item.asked);
    request.setRequestHeader("Accept", "text/html");
    if (token) { request.setRequestHeader("Authorization", "Bearer " + token); }
    if (item.text !== null) { request.setRequestHeader("Content-Type", "text/plain;charset=UTF-8"); }
    request.upload.onprogress = function (event) {
      if (item.request !== request || !event.lengthComputable) { return; }
      item.sent = event.loaded / event.total * 100;
      item.state = event.loaded < event.total ? "sending" : "checking";
      showRow(item);
    };
    request.onloadend = function () {
      if (item.request !== request) { return; }
      item.request = null;
      running -= 1;
      answered(item, request);
      pump();
    };
    request.send(body(item));
    showRow(item);
  }

  function isWaiting(item) { return item.state === "waiting"; }
  function pump() {
    var may = !held && !locked && editions !== null && !isNoneChosen();
    while (may && running < AT_ONCE && items.some(isWaiting)) { send(items.find(isWaiting)); }
    draw();
  }

  /* Nothing is sent for a while; what is left stays as it is. Said once, however often it is tried. */
  function hold(text, seconds) {
    clearTimeout(held);
    if (id("hold").hidden || id("hold-says").textContent !== text) { id("hold-says").textContent = text; }
    id("hold").hidden = false;
    held = setTimeout(goOn, seconds * 1000);
  }
  function release() { if (!held) { id("hold").hidden = true; } }
  function goOn() {
    clearTimeout(held);
    held = 0;
    if (editions === null) { askEditions(); }
    pump();
  }
  function wait(item) { item.state = "waiting"; showRow(item); }

  function detailOf(answer) { try { return String(JSON.parse(answer).detail || ""); } catch (other) { return ""; } }
  function answered(item, request) {
    var kind = request.getResponseHeader("Content-Type") || "";
    var status = request.status;
    if (status === 0) { unanswered(item); return; }
    release();
    if (status === 401) { wait(item); askToken(); return; }
    if ((status === 429 || status === 503) && item.tries < TRIES) {
      var seconds = Math.min(Math.max(Number(request.getResponseHeader("Retry-After")) || 1, 1), 60);
      item.tries += 1;
      wait(item);
      hold(words("busy", seconds), seconds);
      return;
    }
    if (status !== 200) {
      var known = document.querySelector("#words [data-word='problem-" + status + "']");
      var detail = status === 413 ? (new Blob([item.file || item.text]).size / 1048576).toFixed(1) + " MB" : detailOf(request.responseText);
      fail(item, known ? words("problem-" + status, detail) : words("problem", status, detail));
      return;
    }
    if (kind.indexOf("text/html") !== 0 || !adopt(item, request.responseText)) { fail(item, words("no-sheet")); }
  }
  /* The file, the server, or this request alone? */
  async function unanswered(item) {
    var works = function (promise) { return promise.then(function () { return true; }, function () { return false; }); };
    item.state = "probing";
    var file = !item.file || await works(item.file.slice(0, 1).arrayBuffer());
    var server = await works(fetch("/healthz", { cache: "no-store" }));
    if (item.state !== "probing") { return; }
    item.tries += file && server ? 1 : 0;
    if (!file || item.tries >= CUTS) { fail(item, words(file ? "cut" : "gone")); } else { wait(item); }
    if (!server) { hold(words("offline"), 5); }
    pump();
  }

  /* --- cards out of a sheet --- */

  /* Names within a card begin with the card's: p1, p1-title, p1-n3. Each gets one of this page. */
  function rename(card, to) {
    var from = card.id;
    [card].concat(all("[id], [aria-labelledby], [aria-describedby], a[href^='#']", card)).forEach(function (node) {
      ["id", "aria-labelledby", "aria-describedby", "href"].forEach(function (attribute) {
        var value = node.getAttribute(attribute);
        var begins = attribute === "href" ? "#" + from : from;
        if (value === begins || (value && value.indexOf(begins + "-") === 0)) {
          node.setAttribute(attribute, value.replace(from, to));
        }
      });
    });
  }

  /* The sheet without its style, the first in it: this page has one, and its policy would complain
   * of another even in a document that is never shown. */
  function parse(html) {
    var start = html.indexOf("<style");
    var end = html.indexOf("</style>", start);
    return new DOMParser().parseFromString(start < 0 || end < 0 ? html : html.slice(0, start) + html.slice(end), "text/html");
  }

  function adopt(item, html) {
    var sheet = parse(html);
    var failures = all(".failures li", sheet).map(function (one) { return one.textContent; });
    var cards = all("article.card", sheet);
    if (cards.length === 0 && failures.length > 0) { fail(item, failures.join(" ")); }
    if (cards.length === 0) { return failures.length > 0; }
    var focused = item.cards.some(function (card) { return card.contains(document.activeElement); });
    dropCards(item);
    item.cards = cards.map(function (one, i) {
      var card = document.importNode(one, true);
      all("script, style, link, iframe, object, embed, form", card).forEach(function (node) { node.remove(); });
      rename(card, "p" + item.n + "x" + i);
      card.dataset.n = item.n * 1000 + i;
      card.classList.toggle("pasted", item.text !== null);
      item.row.before(card);
      if (item.file && cards.length === 1) { previews.observe(card); }
      return card;
    });
    id("pictures").lang = sheet.documentElement.lang;
    item.rules = all("section.rule", sheet).map(function (rule) { return document.importNode(rule, true); }); /* the sheet itself may go */
    Object.assign(item, { state: "done", note: failures.join(" ") });
    showDone(item);
    if (focused) { item.cards[0].focus({ preventScroll: true }); } else { focusResults(); }
    return true;
  }

  /* --- previews: of pictures that carry none, drawn by this browser when they come into view --- */

  var line = Promise.resolve(); /* one after the other: a decoded picture is large */
  var previews = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (!entry.isIntersecting) { return; }
      previews.unobserve(entry.target);
      line = line.then(function () { return preview(entry.target); }).catch(function () { /* none then */ });
    });
  }, { rootMargin: "600px" });

  async function preview(card) {
    var item = items.find(function (one) { return one.cards.indexOf(card) >= 0; });
    var place = card.querySelector(".thumb.none");
    if (!item || !place || !SHOWN.test(item.file.type) || item.file.size > PREVIEW_MAX) { return; }
    var picture = await createImageBitmap(item.file, { resizeWidth: 320, resizeQuality: "medium" });
    var box = id("preview").content.firstElementChild.cloneNode(true);
    var canvas = box.firstElementChild;
    Object.assign(canvas, { width: picture.width, height: picture.height });
    canvas.getContext("2d").drawImage(picture, 0, 0);
    canvas.setAttribute("aria-label", words("preview", item.shown));
    picture.close();
    place.replaceWith(box);
  }

  /* --- what stands above the cards --- */

  function draw() { drawing = drawing || setTimeout(drawNow, 20); } /* once, however much happened */

  function counts() {
    var sums = { pictures: 0, ended: 0, failed: 0, share: 0 };
    items.forEach(function (item) {
      var failed = item.state === "problem";
      var ended = failed || item.state === "done";
      sums.failed += failed ? 1 : 0;
      sums.ended += ended ? 1 : 0;
      sums.share += ended ? 1 : item.sent / 100;
      sums.pictures += item.cards.length;
      item.cards.forEach(function (card) { sums[card.dataset.worst] = (sums[card.dataset.worst] || 0) + 1; });
    });
    return sums;
  }

  var wasLeft = 0;
  function drawNow() {
    clearTimeout(drawing);
    drawing = 0;
    if (moved) { document.dispatchEvent(new Event("captionlint-cards")); }
    moved = false;
    var sums = counts();
    var left = items.length - sums.ended;
    var failed = sums.failed > 0 ? " · " + words("failed", sums.failed) : "";
    id("results").hidden = items.length === 0;
    id("start").hidden = items.length > 0;
    document.querySelector(".skip").hidden = items.length === 0;
    id("clear").hidden = items.length === 0 && id("caption").value === "";
    id("tally").textContent = (left > 0 ? words("of", sums.ended, items.length) : words(sums.pictures === 1 ? "one" : "many", sums.pictures)) + failed;
    id("progress").hidden = left === 0 || items.length < 2;
    id("progress").value = sums.share / (items.length || 1);
    all("#tiles li").forEach(function (tile) {
      var sum = sums[tile.querySelector("a").dataset.verdict] || 0;
      tile.hidden = sum === 0;
      tile.querySelector(".number").textContent = sum;
    });
    id("tiles").hidden = sums.pictures < 2;
    document.querySelector("#results .tools").hidden = sums.pictures < FILTER_FROM;
    id("copy-all").hidden = sums.pictures < 2 || !document.querySelector("#pictures .credit-line");
    drawRules();
    if (left === 0 && wasLeft > 0) {
      var parts = all("#tiles li:not([hidden])").map(function (tile) {
        return tile.querySelector(".number").textContent + " " + tile.querySelector(".badge").textContent;
      });
      tell(words(sums.pictures === 1 ? "one-checked" : "many-checked", sums.pictures) + ": " + parts.join(", ") + failed);
      focusResults();
    }
    wasLeft = left;
  }

  function drawRules() {
    var have = new Map();
    items.forEach(function (item) {
      item.rules.forEach(function (rule) { if (!have.has(rule.id)) { have.set(rule.id, rule); } });
    });
    all("#rule-list .rule").forEach(function (rule) { if (!have.delete(rule.id)) { rule.remove(); } });
    have.forEach(function (rule) {
      var next = all("#rule-list .rule").find(function (one) { return one.id > rule.id; });
      id("rule-list").insertBefore(rule.cloneNode(true), next || null);
    });
    id("rules").hidden = !id("rule-list").firstElementChild;
  }

  /* Where the answer is, unless whoever asked went on meanwhile. */
  function focusResults() {
    var waits = asker !== null && (document.activeElement === asker || document.activeElement === document.body);
    asker = null;
    if (!waits) { return; }
    id("results").hidden = false;
    id("results").focus({ preventScroll: true });
    id("results").scrollIntoView({ block: "start", behavior: "instant" });
  }

  /* --- what is brought: files, each with the folder it came from --- */

  function stem(name) { return name.replace(/\.[^.]*$/, "").toLowerCase(); }
  function isSidecar(one) { return /\.xmp$/i.test(one.name); }
  function isNoise(one) { return /^(\._|\.[^.]*$|thumbs\.db$|desktop\.ini$)/i.test(one.name); } /* .a.jpg is a picture */

  function addPicture(one) {
    var item = Object.assign(makeItem(one.name), { file: one.file, folder: one.folder, drop: drops });
    items.push(item);
    item.row.querySelector(".retry").hidden = !one.file;
    if (!one.file) { fail(item, words(one.why || "gone", FILES_MAX)); }
  }
  /* Pictures of one name are two where they come from two folders or one after the other; else they share a sidecar. */
  function addSidecar(one) {
    var own = stem(one.name);
    var owners = items.filter(function (item) {
      return item.file && one.file && item.folder === one.folder && (item.name.toLowerCase() === own || stem(item.name) === own);
    });
    var newest = owners.reduce(function (most, item) { return Math.max(most, item.drop); }, 0);
    if (owners.length === 0) { addPicture(one); }
    owners.filter(function (item) { return item.drop === newest; }).forEach(function (item) {
      item.sidecars = item.sidecars.filter(function (file) { return file.name !== one.name; }).concat(one.file);
      if (!isWaiting(item)) { again(item); }
    });
  }
  function add(files) {
    var wanted = files.filter(function (one) { return !isNoise(one); });
    var taken = wanted.slice(0, FILES_MAX);
    drops += 1;
    taken.filter(function (one) { return !isSidecar(one); }).forEach(addPicture);
    taken.filter(isSidecar).forEach(addSidecar);
    if (taken.length < wanted.length) { addPicture({ name: words("left-out"), file: null, why: "too-many" }); }
    pump();
  }

  function fromList(files) { return Array.from(files, function (file) { return { name: file.name, file: file, folder: "" }; }); }
  /* A folder's files come in pieces, until one is empty. */
  async function walk(entry, found) {
    if (!entry.isDirectory) {
      var file = await new Promise(function (resolve) { entry.file(resolve, function () { resolve(null); }); });
      if (!isNoise(entry)) { found.push({ name: entry.name, file: file, folder: entry.fullPath.slice(0, -entry.name.length) }); }
      return;
    }
    var reader = entry.createReader();
    var read = function (resolve) { reader.readEntries(resolve, function () { found.push({ name: entry.name, file: null }); resolve([]); }); };
    for (var piece = await new Promise(read); piece.length > 0 && found.length <= FILES_MAX; piece = await new Promise(read)) {
      for (var one of piece) { await walk(one, found); }
    }
  }
  async function dropped(data) {
    var entries = Array.from(data.items).map(function (one) { return one.webkitGetAsEntry(); }).filter(Boolean);
    var found = fromList(data.files); /* now: a drop is soon forgotten */
    if (entries.some(function (entry) { return entry.isDirectory; })) {
      found = [];
      for (var entry of entries) { await walk(entry, found); }
    }
    add(found);
  }

  /* --- checking, clearing --- */

  function captionItem() { return items.find(function (item) { return item.text !== null; }); }
  function checkCaption() {
    var text = id("caption").value;
    var item = captionItem();
    if (text.trim() === "") { return item && takeAway(item); }
    if (!item) {
      item = makeItem(words("caption-name"), id("pictures").firstElementChild);
      item.n = 0; /* it stays before the pictures */
      items.unshift(item);
    } else if (item.text === text && item.state === "done") {
      return;
    }
    item.text = text;
    again(item);
  }
  function check() {
    if (isNoneChosen()) {
      tell(words("no-edition"));
      document.querySelector("#edition-list input").focus();
      return;
    }
    checkCaption();
    items.forEach(function (item) { if (item.state === "problem") { again(item); } });
    if (items.length === 0) {
      tell(words("nothing"));
      id("caption").focus();
      return;
    }
    asker = document.activeElement;
    if (held) { goOn(); }
    pump();
    if (!items.some(function (item) { return item.state !== "done"; })) { focusResults(); }
  }
  function captionChanged() {
    var item = captionItem();
    if (item && item.state === "done") { showDone(item); }
    draw();
  }
  function clear() {
    items.slice().forEach(takeAway);
    id("ask").reset();
    chooseAll();
    document.querySelector("#results .tools").reset();
    showEditions();
    asker = null;
    wasLeft = 0; /* that it is over is told below */
    drawNow();
    tell(words("cleared"));
    id("caption").focus();
  }

  /* --- editions and the token --- */

  function showEditions() {
    var none = isNoneChosen();
    id("editions").hidden = !editions || editions.length === 0;
    id("no-editions").hidden = !editions || editions.length > 0;
    id("edition-all").hidden = !editions || chosen().length === editions.length || editions.length < 2;
    id("editions").classList.toggle("none", none);
    if (none) { tell(words("no-edition")); }
  }
  function editionBox(name, i) {
    var label = id("edition").content.firstElementChild.cloneNode(true);
    Object.assign(label.querySelector("input"), { value: name, id: "edition-" + i });
    label.querySelector("span").textContent = name;
    return label;
  }
  var rechecking = 0;
  function editionsChanged() {
    showEditions();
    items.forEach(function (item) { if (item.state === "done") { showDone(item); } });
    clearTimeout(rechecking);
    rechecking = setTimeout(function () { /* several may be clicked one after another */
      var ask = isNoneChosen() ? [] : items;
      ask.forEach(function (item) { if (!isWaiting(item) && item.asked !== address(item)) { again(item); } });
    }, 350);
  }

  async function askEditions() {
    var headers = { Accept: "application/json" };
    if (token) { headers.Authorization = "Bearer " + token; }
    try {
      var answer = await fetch("/v1/editions", { headers: headers, cache: "no-store" });
      release();
      if (answer.status === 401) { askToken(); return; }
      takeEditions((await answer.json()).editions.map(String));
    } catch (down) { hold(words("offline"), 5); }
  }
  function takeEditions(names) {
    if (!id("who").hidden) { id("caption").focus(); }
    id("who").hidden = true;
    locked = false;
    if (editions === null || editions.join("\n") !== names.join("\n")) {
      editions = names;
      id("edition-list").replaceChildren.apply(id("edition-list"), names.map(editionBox));
    }
    showEditions();
    pump();
  }
  function askToken() {
    var wasWrong = locked && token !== "";
    locked = true;
    if (!wasWrong && !id("who").hidden) { return; }
    id("who").hidden = false;
    id("who-wrong").textContent = wasWrong ? words("wrong-token") : "";
    id("token").focus();
    id("token").select();
  }

  /* --- events --- */

  var root = document.documentElement;
  var over = 0;

  function isFiles(event) {
    var types = (event.dataTransfer || event.clipboardData).types;
    return types.includes("Files") && (event.dataTransfer || !types.includes("text/plain"));
  }
  /* Words that come to where words are being written are the browser's. */
  function isWriting(event) { return !isFiles(event) && event.target.closest && event.target.closest("textarea, input"); }
  /* Pictures and captions may be dropped and pasted anywhere. */
  function brought(event) {
    var data = event.dataTransfer || event.clipboardData;
    root.classList.remove("dropping");
    if (isWriting(event)) { return; }
    event.preventDefault();
    if (isFiles(event)) { dropped(data); return; }
    id("caption").value = data.getData("text/plain") || id("caption").value;
    id("caption").focus();
    captionChanged();
  }

  function listen() {
    id("ask").addEventListener("submit", function (event) { event.preventDefault(); check(); });
    id("clear").addEventListener("click", clear);
    id("again").addEventListener("click", goOn);
    id("caption").addEventListener("input", captionChanged);
    id("picture").addEventListener("change", function (event) {
      var files = fromList(event.target.files);
      event.target.value = ""; /* the same file may be chosen again */
      add(files);
    });
    id("edition-list").addEventListener("change", editionsChanged);
    id("edition-all").addEventListener("click", function () {
      chooseAll();
      editionsChanged();
      document.querySelector("#edition-list input").focus();
    });
    id("who").addEventListener("submit", function (event) {
      event.preventDefault();
      token = id("token").value.trim();
      if (/[^!-~]/.test(token)) { askToken(); } else { askEditions(); }
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !id("keys").open && id("who").hidden) {
        event.preventDefault();
        check();
      }
    });
    ["paste", "drop"].forEach(function (kind) { document.addEventListener(kind, brought); });
    document.addEventListener("dragover", function (event) {
      if (isWriting(event)) { return; }
      event.preventDefault(); /* or the browser would leave this page for what is dropped */
      root.classList.add("dropping");
      clearTimeout(over);
      over = setTimeout(function () { root.classList.remove("dropping"); }, 250); /* it went away again */
    });
  }

  listen();
  askEditions();
  drawNow();
}());
