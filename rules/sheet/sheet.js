/* What scripts add to the sheet: filters, order, keys, copying, the tip over a note. The page says
 * everything without them. One listener a kind of event, on the document; cards have none. A page
 * whose cards come and go tells it with an event "captionlint-cards" on the document; one with
 * data-keep="no" on its root keeps nothing, neither in the browser nor in the address. */
(function () {
  "use strict";

  var root = document.documentElement;
  root.classList.add("scripts"); /* before the body is read: what needs scripts may be shown */

  var NAMES = ["q", "verdict", "edition", "agency", "rule", "sort"];
  /* What is killed comes before all of them: every copy must go. */
  var WORST = { block: 0, incomplete: 1, review: 2, duty: 3, ok: 4 };
  var form, cards, list, tip, said, only, tipFor, order = null, texts = null;

  function id(name) { return document.getElementById(name); }

  /* --- what a reader set, kept where the browser allows it --- */

  var keeps = root.getAttribute("data-keep") !== "no";

  function kept(name) {
    if (!keeps) { return null; }
    try { return localStorage.getItem("captionlint." + name); } catch (refused) { return null; }
  }
  function keep(name, value) {
    if (!keeps) { return; }
    try { localStorage.setItem("captionlint." + name, value); } catch (refused) { /* this visit only */ }
  }

  function darkNow() {
    var chosen = root.getAttribute("data-theme");
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  function showTheme() {
    var button = document.querySelector("[data-do=theme]");
    if (button) { button.setAttribute("aria-pressed", String(darkNow())); }
  }

  /* --- words with {1} and {2} --- */

  function words(key, first, second) {
    return form.getAttribute("data-" + key).replace(/\{([12])\}/g, function (all, n) {
      return n === "1" ? first : second;
    });
  }
  function say(text) {
    said.textContent = "";
    setTimeout(function () { said.textContent = text; }, 30);
  }

  /* --- the index: one pass over the cards when the page is read, or they changed --- */

  function makeIndex() {
    cards = [];
    texts = null;
    order = null;
    list.querySelectorAll("article.card").forEach(function (node) {
      var data = node.dataset;
      cards.push({
        node: node, number: Number(data.n), worst: data.worst, rank: data.killed ? -1 : data.worst ? WORST[data.worst] : 9, verdicts: data.verdicts, agencies: data.agencies,
        rules: data.rules, path: data.path + "\n" + node.querySelector("h3").textContent, date: data.date, due: data.due, shown: !node.hidden
      });
    });
  }
  function plain(text) { return text.normalize("NFKC").toLowerCase(); }
  function textOf(i) { /* made at the first search */
    if (!texts) { texts = cards.map(function (card) { return plain(card.path + "\n" + card.node.textContent); }); }
    return texts[i];
  }

  /* --- filters --- */

  function state() {
    var values = {};
    NAMES.forEach(function (name) { values[name] = form.elements[name].value.trim(); });
    return values;
  }
  function setState(values) {
    NAMES.forEach(function (name) {
      var control = form.elements[name];
      control.value = values[name] || form.getAttribute("data-" + name) || "";
      if (control.selectedIndex === -1) { control.value = ""; } /* a link of another day */
    });
  }
  function fromHash(hash) {
    var values = {};
    new URLSearchParams(hash.slice(2)).forEach(function (value, name) { values[name] = value; });
    return values;
  }
  function toHash(values) {
    var pairs = new URLSearchParams();
    NAMES.forEach(function (name) { if (values[name]) { pairs.set(name, values[name]); } });
    var text = pairs.toString();
    return text ? "#?" + text : "#";
  }

  function matches(card, i, values, wanted) {
    if (values.verdict && values.edition) {
      if (card.verdicts.indexOf("|" + values.edition + "=" + values.verdict + "|") < 0) { return false; }
    } else if (values.verdict) {
      if (card.worst !== values.verdict) { return false; }
    } else if (values.edition && card.verdicts.indexOf("|" + values.edition + "=") < 0) {
      return false;
    }
    if (values.agency && card.agencies.indexOf("|" + values.agency + "|") < 0) { return false; }
    if (values.rule && card.rules.indexOf("|" + values.rule + "|") < 0) { return false; }
    return wanted.every(function (word) { return textOf(i).indexOf(word) >= 0; });
  }

  /* With an edition chosen, what is said of others is not shown. */
  function showEdition(name) {
    var sheet = document.styleSheets[0];
    while (only > 0) { sheet.deleteRule(sheet.cssRules.length - 1); only -= 1; }
    if (!name) { return; }
    var is = '[data-e*="|' + CSS.escape(name) + '|"]';
    [".card [data-e]:not(" + is + ") { display: none; }",
      ".card .found:not(:has(li:not([data-e]), li" + is + ")) { display: none; }"].forEach(function (rule) {
      try { sheet.insertRule(rule, sheet.cssRules.length); only += 1; } catch (unknown) { /* an old browser shows all */ }
    });
  }

  /* What can be chosen, where cards came or went. */
  function makeOptions(name, values) {
    var select = form.elements[name];
    var chosen = select.value;
    while (select.options.length > 1) { select.remove(1); }
    Array.from(new Set(values)).filter(Boolean).sort().forEach(function (value) { select.add(new Option(value, value)); });
    select.value = chosen;
    if (select.selectedIndex === -1) { select.value = ""; }
  }
  function makeFilters() {
    var of = function (name) { return cards.map(function (card) { return card[name]; }).join("").split("|"); };
    makeOptions("agency", of("agencies"));
    makeOptions("rule", of("rules"));
    makeOptions("edition", of("verdicts").map(function (pair) { return pair.slice(0, pair.lastIndexOf("=")); }));
  }

  function apply(values) {
    var wanted = plain(values.q).split(/\s+/).filter(Boolean);
    var count = 0;
    cards.forEach(function (card, i) {
      var shown = matches(card, i, values, wanted);
      if (shown !== card.shown) { card.node.hidden = !shown; card.shown = shown; }
      count += shown ? 1 : 0;
    });
    showEdition(values.edition);
    sortBy(values.sort);
    var filtered = NAMES.some(function (name) { return name !== "sort" && values[name]; });
    form.classList.toggle("filtered", filtered);
    form.querySelector("[type=reset]").hidden = !filtered;
    id("none").hidden = count > 0 || cards.length === 0;
    id("count").textContent = filtered ? words("some", count, cards.length) : words("all", cards.length);
    hideTip();
  }

  function compare(a, b) { return a < b ? -1 : a > b ? 1 : 0; }
  var ORDERS = {
    "": function (a, b) { return a.rank - b.rank || compare(a.due || "9", b.due || "9"); },
    due: function (a, b) { return compare(a.due || "9", b.due || "9") || a.rank - b.rank; },
    newest: function (a, b) { return compare(b.date, a.date); },
    oldest: function (a, b) { return compare(a.date || "9", b.date || "9"); },
    path: function (a, b) { return compare(a.path, b.path); },
    run: function () { return 0; }
  };
  function sortBy(name) {
    if (name === order) { return; }
    order = name;
    var before = cards.slice();
    cards.sort(function (a, b) { return ORDERS[name](a, b) || a.number - b.number; });
    if (cards.every(function (card, i) { return card === before[i]; })) { return; }
    texts = null;
    var at = list.querySelector("article.card");
    cards.forEach(function (card) { /* what stands in its place already is not moved */
      if (card.node === at) { at = at.nextElementSibling; } else { list.insertBefore(card.node, at); }
    });
  }

  function changed() {
    var values = state();
    apply(values);
    if (keeps) { history.replaceState(null, "", toHash(values)); }
  }

  /* A hash is either a filter (#?verdict=block) or a place (#p12), which must then be shown. */
  function arrived() {
    var hash = location.hash;
    if (hash.indexOf("#?") === 0 || hash === "") {
      setState(fromHash(hash));
      apply(state());
      return;
    }
    var place = id(decodeURIComponent(hash.slice(1)));
    var card = place && place.closest(".card");
    if (!card) { return; }
    if (card.hidden) {
      setState({ sort: order });
      apply(state());
    }
    go(card);
  }

  /* --- from card to card --- */

  function go(card) {
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start", behavior: "instant" });
    /* Cards above may get their true height only now. */
    requestAnimationFrame(function () { card.scrollIntoView({ block: "start", behavior: "instant" }); });
  }
  function shownCards() {
    return cards.filter(function (card) { return card.shown; }).map(function (card) { return card.node; });
  }
  function current() {
    var focused = document.activeElement && document.activeElement.closest(".card");
    if (focused) { return focused; }
    var edge = form.getBoundingClientRect().bottom;
    return shownCards().find(function (node) { return node.getBoundingClientRect().bottom > Math.max(edge, 0) + 8; });
  }
  function step(by) {
    var shown = shownCards();
    var focused = document.activeElement && document.activeElement.closest(".card");
    var next = focused ? shown[shown.indexOf(focused) + by] : current();
    if (next) { go(next); }
  }

  /* --- copying --- */

  function copyByHand(text) { /* where the clipboard is not open to files */
    var area = document.createElement("textarea");
    var focused = document.activeElement;
    area.value = text;
    area.className = "aside";
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    if (focused) { focused.focus({ preventScroll: true }); }
    return done;
  }
  function copied(what, button, done) {
    say(done ? what : words("not-copied"));
    if (done && button && !button.dataset.was) {
      button.dataset.was = button.textContent;
      button.textContent = words("copied-short");
      setTimeout(function () { button.textContent = button.dataset.was; delete button.dataset.was; }, 1600);
    }
  }
  function copy(text, button, what) {
    var byHand = function () { copied(what, button, copyByHand(text)); };
    if (!navigator.clipboard) { byHand(); return; }
    navigator.clipboard.writeText(text).then(function () { copied(what, button, true); }, byHand);
  }
  function copyOf(card) {
    var button = card && Array.prototype.find.call(card.querySelectorAll("[data-do=copy]"), function (one) {
      return one.getClientRects().length > 0;
    });
    if (button) { button.click(); } else { say(words("no-credit")); }
  }

  /* The lines of all pictures that are shown: of one alone as it is, of several with their names,
   * which a spreadsheet must not take for formulas. */
  function copyAll(button) {
    var shown = shownCards();
    var lines = [];
    shown.forEach(function (card) {
      card.querySelectorAll(".credit-line").forEach(function (line) {
        if (line.getClientRects().length === 0) { return; }
        var editions = line.querySelector(".eds");
        var name = shown.length > 1 ? card.querySelector("h3").textContent.replace(/^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/, "'$&") + ": " : "";
        lines.push(name + line.querySelector(".credit").textContent + (editions ? " (" + editions.textContent + ")" : ""));
      });
    });
    if (lines.length > 0) { copy(lines.join("\n"), button, words("copied-all", lines.length)); } else { say(words("no-credit")); }
  }

  /* --- the tip over a note: the note's own line, in place --- */

  function showTip(note) {
    if (tipFor === note) { return; }
    hideTip();
    var start = note.getAttribute("href").slice(1);
    var prefix = start.slice(0, start.lastIndexOf("-") + 1);
    var ids = note.dataset.ids ? note.dataset.ids.split(" ").map(function (one) { return prefix + one; }) : [start];
    tip.textContent = "";
    ids.forEach(function (one) {
      var line = id(one);
      if (!line) { return; }
      var part = document.createElement("p");
      line.querySelectorAll(":scope > .flag, :scope > .plain, :scope > .soft, :scope > .origin").forEach(function (piece) {
        part.appendChild(piece.cloneNode(true));
        part.appendChild(document.createTextNode(" "));
      });
      tip.appendChild(part);
    });
    if (!tip.firstChild) { return; }
    tipFor = note;
    note.setAttribute("aria-describedby", "tip");
    tip.hidden = false;
    place(note.getClientRects()[0]);
  }
  function place(at) {
    var box = tip.getBoundingClientRect();
    var left = Math.max(8, Math.min(at.left, root.clientWidth - box.width - 8));
    var above = at.top - box.height - 6;
    var top = above > 4 ? above : at.bottom + 6;
    tip.style.left = left + scrollX + "px";
    tip.style.top = top + scrollY + "px";
  }
  function hideTip() {
    if (!tipFor) { return; }
    tipFor.removeAttribute("aria-describedby");
    tipFor = null;
    tip.hidden = true;
  }
  function noteOf(event) { return event.target.closest && event.target.closest("a.note"); }

  /* --- keys: letters only where nothing is being typed, and only while the reader wants them --- */

  function keysWork() { return document.querySelector("dialog [name=keys]").checked; }
  function typing(target) {
    return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
      (target.tagName === "INPUT" && target.type !== "checkbox");
  }
  var KEYS = {
    "/": function () { form.elements.q.focus(); form.elements.q.select(); },
    j: function () { step(1); },
    k: function () { step(-1); },
    c: function () { copyOf(current()); },
    "?": function () { id("keys").showModal(); }
  };
  function pressed(event) {
    if (event.key === "Escape" && !id("keys").open) {
      if (tipFor) { hideTip(); } else if (event.target === form.elements.q) { event.target.blur(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target) ||
      id("keys").open || !keysWork() || !Object.prototype.hasOwnProperty.call(KEYS, event.key)) {
      return;
    }
    event.preventDefault();
    KEYS[event.key]();
  }

  /* --- print: with all proofs, and back --- */

  var opened = [];
  function beforePrint() {
    opened = Array.prototype.filter.call(document.querySelectorAll("details:not([open])"), function (one) {
      return !one.closest("[hidden]");
    });
    opened.forEach(function (one) { one.open = true; });
    list.querySelectorAll("img[loading]").forEach(function (image) { image.loading = "eager"; });
  }
  function afterPrint() { opened.forEach(function (one) { one.open = false; }); opened = []; }

  /* --- doing --- */

  var DO = {
    theme: function () {
      var next = darkNow() ? "light" : "dark";
      root.setAttribute("data-theme", next);
      keep("theme", next);
      showTheme();
    },
    print: function () { print(); },
    keys: function () { id("keys").showModal(); },
    copy: function (button) {
      var line = button.parentNode.querySelector(".credit").textContent;
      copy(line, button, words("copied", line));
    },
    "copy-all": copyAll
  };

  function clicked(event) {
    var button = event.target.closest("[data-do]");
    if (button) { DO[button.dataset.do](button); return; }
    var note = noteOf(event);
    if (note) { event.preventDefault(); showTip(note); return; }
    if (!event.target.closest("#tip")) { hideTip(); }
    var link = event.target.closest("a[href^='#?']");
    if (link && link.getAttribute("href") === location.hash) { arrived(); }
    if (link) { list.scrollIntoView({ block: "start" }); }
  }

  /* Links to filters need scripts, so scripts make them links. */
  function makeLinks() {
    document.querySelectorAll("a[data-verdict], a[data-edition], a[data-agency], a[data-rule]").forEach(function (link) {
      link.href = toHash(link.dataset);
    });
  }

  function listen() {
    var waiting = 0;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(changed, 0); });
    form.addEventListener("change", changed);
    form.addEventListener("input", function (event) {
      if (event.target.name !== "q") { return; }
      clearTimeout(waiting);
      waiting = setTimeout(changed, 120);
    });
    document.addEventListener("captionlint-cards", function () {
      makeIndex();
      makeFilters();
      makeLinks();
      apply(state());
    });
    document.addEventListener("click", clicked);
    document.addEventListener("keydown", pressed);
    document.addEventListener("mouseover", function (event) {
      var note = noteOf(event);
      if (note) { showTip(note); } else if (tipFor && tipFor !== document.activeElement && !event.target.closest("#tip")) { hideTip(); }
    });
    document.addEventListener("focusin", function (event) {
      var note = noteOf(event);
      if (note) { showTip(note); } else { hideTip(); }
    });
    document.querySelector("dialog [name=keys]").addEventListener("change", function (event) { keep("keys", event.target.checked ? "on" : "off"); });
    addEventListener("hashchange", arrived);
    addEventListener("beforeprint", beforePrint);
    addEventListener("afterprint", afterPrint);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showTheme);
  }

  var theme = kept("theme");
  if (theme === "dark" || theme === "light") { root.setAttribute("data-theme", theme); }

  document.addEventListener("DOMContentLoaded", function () {
    form = document.querySelector("form.tools");
    list = id("pictures");
    tip = id("tip");
    said = id("said");
    only = 0;
    makeIndex();
    makeLinks();
    if (kept("keys") === "off") { document.querySelector("dialog [name=keys]").checked = false; }
    showTheme();
    listen();
    if (location.hash.indexOf("#?") !== 0) { apply(state()); }
    arrived();
  });
}());
