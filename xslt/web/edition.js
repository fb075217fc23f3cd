// SPDX-License-Identifier: MIT
// Comfort only: without this file every page is complete, its notes below the text.
"use strict";
(() => {
  // A table is sorted by the heads of its columns; rows that are equal keep the order in which they came.
  const table = document.querySelector("table.entries, table.documents");
  const order = new Map([...(table?.tBodies[0].rows ?? [])].map((row, number) => [row, number]));
  const sort = (head) => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    const key = ({ cells: { [head.cellIndex]: cell } }) => cell.dataset.key ?? cell.textContent;
    const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const rows = [...order.keys()].sort((a, b) => (up ? 1 : -1) * compare(key(a), key(b)) || order.get(a) - order.get(b));
    table.tBodies[0].append(...rows);
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
  };
  for (const head of table?.tHead.rows[0].cells ?? []) {
    if (head.matches(".note, .plain")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head));
    head.append(button);
  }
  table?.tHead.rows[0].cells[0].setAttribute("aria-sort", "ascending");

  // The list of documents is narrowed by what is chosen above it; the choice is kept in the address.
  const form = document.getElementById("filters");
  if (form) {
    const shown = form.querySelector(".shown");
    const narrow = () => {
      const chosen = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
      const numbers = Object.fromEntries(["entries", "hands"].map((name) =>
        [name, [...form.querySelectorAll(`[name="${name}"]`)].map((choice) => choice.selectedOptions[0].dataset.number)]));
      const has = (row, name, value) => !value || row.dataset[name]?.split(" ").includes(value);
      let number = 0;
      for (const row of order.keys()) {
        const day = row.cells[0].dataset.key;
        row.hidden = !(
          (!chosen.from || day >= chosen.from) &&
          (!chosen.to || (day && day.slice(0, chosen.to.length) <= chosen.to)) &&
          ["entries", "hands"].every((name) => numbers[name].every((number) => has(row, name, number))) && has(row, "languages", chosen.languages)
        );
        if (!row.hidden) number += 1;
      }
      shown.textContent = shown.dataset.words.replace("{1}", number).replace("{2}", order.size);
    };
    const keep = () => {
      const said = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
      try { history.replaceState(null, "", said ? `?${said}` : location.pathname); } catch { /* a page from a file has no address to change */ }
    };
    for (const [name, value] of new URLSearchParams(location.search)) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value)) field.value = value;
      }
    }
    form.addEventListener("input", () => { narrow(); keep(); });
    // Not at "reset", which comes before the fields are empty: who clicked would see the old rows for a moment.
    form.querySelector("[type=reset]").addEventListener("click", (event) => {
      event.preventDefault();
      form.reset();
      narrow();
      keep();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    narrow();
  }

  // A facsimile grows and shrinks, is moved by dragging it, and what is written lights up with its place on the image.
  const zoom = document.getElementById("zoom-tools");
  const images = [...document.querySelectorAll(".surface .image")];
  if (zoom && images.length) {
    zoom.after(zoom.content.cloneNode(true));
    let size = 1;
    const grow = (by) => {
      size = by ? Math.min(Math.max(size * by, 1), 8) : 1;
      for (const image of images) {
        const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = image;
        const [across, down] = [(scrollLeft + clientWidth / 2) / scrollWidth, (scrollTop + clientHeight / 2) / scrollHeight];
        image.firstElementChild.style.width = `${100 * size}%`;
        image.firstElementChild.classList.toggle("larger", size > 1);
        image.scrollTo(across * image.scrollWidth - clientWidth / 2, down * image.scrollHeight - clientHeight / 2);
      }
    };
    zoom.nextElementSibling.addEventListener("click", ({ target }) => { if (target.dataset.by) grow(Number(target.dataset.by)); });
    for (const image of images) {
      image.addEventListener("keydown", (event) => {
        const by = { "+": 1.25, "=": 1.25, "-": 0.8, 0: 0 }[event.key];
        if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        grow(by);
      });
      image.addEventListener("mousemove", (event) => { if (event.buttons === 1) image.scrollBy({ left: -event.movementX, top: -event.movementY, behavior: "instant" }); });
      image.addEventListener("dragstart", (event) => event.preventDefault());
    }
    const pairs = [];
    const aim = () => {
      for (const pair of pairs) for (const each of pair) each.classList.toggle("lit", pair.some(({ id }) => id === location.hash.slice(1)));
    };
    for (const zone of document.querySelectorAll("a.zone")) {
      const written = document.getElementById(zone.getAttribute("href").slice(1));
      const light = (on) => () => { for (const each of [zone, written]) each.classList.toggle("lit", on); };
      for (const each of [zone, written]) {
        for (const begins of ["mouseenter", "focusin"]) each.addEventListener(begins, light(true));
        for (const ends of ["mouseleave", "focusout"]) each.addEventListener(ends, light(false));
      }
      pairs.push([zone, written]);
    }
    addEventListener("hashchange", aim);
    aim();
  }

  // A citation is copied; with the address of the passage, where the address in the bar names one.
  const citing = document.getElementById("cite-tools");
  const address = document.querySelector("link[rel=canonical]")?.href;
  for (const cited of citing && navigator.clipboard ? document.querySelectorAll("dd.citation") : []) {
    const words = cited.textContent;
    cited.append(" ", citing.content.cloneNode(true));
    const button = cited.lastElementChild;
    const said = button.textContent;
    button.addEventListener("click", async () => {
      const passage = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("#text");
      await navigator.clipboard.writeText(passage && address ? words.replace(address, address + location.hash) : words);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = said; }, 2000);
    });
  }

  // Another view, or another step in time, opens at the passage that was being read; the ledger at the next alteration, and from its
  // entries other views at what they are about. What a link leads to comes to stand 64 px below the top (`scroll-padding-top`).
  const ways = document.querySelectorAll(".switcher .view a, .steps a");
  const inSight = (kind) => [...document.querySelectorAll(kind)].find((block) => block.getBoundingClientRect().bottom > 68);
  let place = {};
  const remember = () => {
    place = scrollY < 200 ? {} : {
      entry: inSight(".entries tbody tr"), passage: inSight("#text [id]:is(p, div, li)"), act: inSight("#text [id]:is(.act, .subst)") };
  };
  const here = () => {
    // The focus may have brought the head of the page back before it says so: then the place is where the last scrolling ended.
    if (scrollY >= 200) remember();
    const { entry, passage, act } = place;
    for (const way of ways) {
      const led = entry && [...entry.querySelectorAll("a.way")].find(({ pathname }) => pathname === way.pathname);
      const named = (way.pathname.endsWith(".ledger.html") && act) || passage;
      way.hash = led ? led.hash : named ? named.id : location.hash;
    }
  };
  if (ways.length) addEventListener("scrollend", remember);
  for (const way of ways) for (const kind of ["pointerdown", "focus"]) way.addEventListener(kind, here);
  addEventListener("keydown", (event) => { if (event.key === "Enter") here(); });

  const page = document.querySelector(".page");
  if (!page) return;
  const block = page.querySelector(".text-block");
  const text = page.querySelector("#text");
  if (!text) return;

  // Where the legend stands open beside the text, it says so to those who listen.
  const legend = document.querySelector(".legend details");
  if (legend && matchMedia("(min-width: 68.75em)").matches) legend.open = true;

  // Notes beside their lines, in the order of their calls, each pushing down the next.
  const calls = [...text.querySelectorAll("a.mark")];
  const arrange = () => {
    const style = getComputedStyle(page);
    const roomy = style.getPropertyValue("--gutter").trim() === "1" && matchMedia("screen").matches;
    page.classList.toggle("beside", roomy && calls.length > 0);
    block.style.minHeight = "";
    if (!roomy) {
      for (const call of calls) document.getElementById(call.hash.slice(1))?.style.removeProperty("top");
      return;
    }
    const columns = style.gridTemplateColumns.split(" ");
    page.style.setProperty("--gutter-width", columns[columns.length - 1]);
    const origin = block.getBoundingClientRect().top;
    let free = 0;
    for (const call of calls) {
      const note = document.getElementById(decodeURIComponent(call.hash.slice(1)));
      if (!note) continue;
      const top = Math.max(call.getBoundingClientRect().top - origin - 4, free);
      note.style.top = `${top}px`;
      free = top + note.offsetHeight + 10;
    }
    block.style.minHeight = `${free}px`;
  };
  arrange();
  addEventListener("resize", arrange);
  addEventListener("load", arrange);
  document.fonts?.ready.then(arrange);

  // What answers an altered place in the other text lights up with it.
  const light = (event) => {
    const pair = event.target.closest?.(".place")?.dataset.pair;
    for (const place of text.querySelectorAll(".place")) {
      place.classList.toggle("lit", pair !== undefined && place.dataset.pair === pair);
    }
  };
  if (text.querySelector(".place")) for (const kind of ["mouseover", "mouseout", "focusin", "focusout"]) {
    text.addEventListener(kind, (event) => light(kind.endsWith("out") ? { target: document } : event));
  }

  // What a reader chose is kept, where the browser keeps anything.
  const recall = (store, key, otherwise) => {
    try { return JSON.parse(store().getItem(key)) ?? otherwise; } catch { return otherwise; }
  };
  const keep = (store, key, value) => {
    try { store().setItem(key, JSON.stringify(value)); } catch { /* not kept, then */ }
  };
  const status = document.createElement("p");
  status.className = "vh";
  status.setAttribute("role", "status");
  document.body.append(status);

  // From alteration to alteration, by buttons and by keys; what was announced at both its ends is said of it as a whole.
  const lasting = () => localStorage;
  const options = { keys: true, speech: true, ...recall(lasting, "edition", {}) };
  const acts = [...text.querySelectorAll(":is(ins, del, .restore, .retrace, .mod).act[id], .place[id]")];
  const tools = page.querySelector(".tools");
  if (!acts.length) tools?.remove();
  const counter = tools?.querySelector(".at");
  let at = -1;
  const go = (step) => {
    const seen = acts.filter((act) => act.getClientRects().length);
    if (!seen.length) return;
    at = (Math.max(seen.indexOf(acts[at]), step < 0 ? 0 : -1) + step + seen.length) % seen.length;
    const act = seen[at];
    if (counter) {
      counter.textContent = counter.dataset.words.replace("{1}", at + 1).replace("{2}", seen.length);
      status.textContent = `${counter.textContent}: ${act.textContent}`;
    }
    at = acts.indexOf(act);
    act.tabIndex = -1;
    act.focus({ preventScroll: true });
    act.scrollIntoView({ block: "center" });
  };
  addEventListener("keydown", (event) => {
    if (!options.keys || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const step = { n: 1, p: -1 }[event.key];
    if (step) go(step);
  });
  const choose = () => text.classList.toggle("silent", !options.speech);
  choose();
  if (tools) {
    for (const button of tools.querySelectorAll("button")) {
      button.addEventListener("click", () => go(Number(button.dataset.step)));
    }
    for (const box of tools.querySelectorAll("input")) {
      box.checked = options[box.dataset.option];
      box.addEventListener("change", () => {
        options[box.dataset.option] = box.checked;
        keep(lasting, "edition", options);
        choose();
      });
    }
  }

  // A hand hidden: what it added is gone, what it deleted stands. A hand singled out: the others step back.
  const hands = document.querySelector("template#hand-tools")?.content.firstElementChild;
  const rows = hands ? [...document.querySelectorAll(".hands > [id^='hand-']")] : [];
  if (rows.length < 2) return;
  // What a hand wrote around the words of another goes, and those stay: its own words are told from them.
  for (const passage of text.querySelectorAll(".written.hand")) {
    const hand = [...passage.classList].find((name) => name.startsWith("by-"));
    if (!passage.querySelector(`:is(.with-caret, ins:not(.with-caret ins), .written):not(.${CSS.escape(hand)})`)) continue;
    passage.classList.add("around");
    const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    const words = [];
    while (walker.nextNode()) words.push(walker.currentNode);
    for (const part of words) {
      if (!part.data.trim() || part.parentElement.closest("ins, .written") !== passage) continue;
      const own = document.createElement("span");
      own.className = "own";
      part.replaceWith(own);
      own.append(part);
      // The space at its ends parts the words that stay; beside that of its own it is not seen.
      if (/^\s/.test(part.data)) own.before(" ");
      if (/\s$/.test(part.data)) own.after(" ");
    }
  }
  const passing = () => sessionStorage;
  const shown = { hidden: [], alone: "", ...recall(passing, location.pathname, {}) };
  const by = (hand) => `.by-${CSS.escape(hand)}`;
  const dress = () => {
    text.classList.toggle("singled", shown.alone !== "");
    for (const part of text.querySelectorAll(".hand")) {
      part.classList.toggle("without", shown.hidden.some((hand) => part.matches(by(hand))));
      part.classList.toggle("alone", shown.alone !== "" && part.matches(by(shown.alone)));
    }
    for (const part of text.querySelectorAll(".own")) {
      part.hidden = part.closest(".written").classList.contains("without");
    }
    for (const button of document.querySelectorAll(".hand-tools button")) {
      const { hand, does } = button.dataset;
      button.setAttribute("aria-pressed", does === "hide" ? shown.hidden.includes(hand) : shown.alone === hand);
    }
    keep(passing, location.pathname, shown);
    arrange();
  };
  for (const row of rows) {
    const hand = row.id.slice("hand-".length);
    const set = hands.cloneNode(true);
    const name = row.querySelector("dd").textContent.trim();
    set.setAttribute("aria-label", name);
    // without its main hand there would be no text
    if (!row.querySelector(".siglum")) set.querySelector("[data-does=hide]").remove();
    for (const button of set.querySelectorAll("button")) {
      button.dataset.hand = hand;
      button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") !== "true";
        if (button.dataset.does === "alone") shown.alone = on ? hand : "";
        else shown.hidden = on ? [...shown.hidden, hand] : shown.hidden.filter((other) => other !== hand);
        status.textContent = `${name} ${on ? set.dataset[button.dataset.does === "alone" ? "alone" : "hidden"] : set.dataset.shown}`;
        dress();
      });
    }
    row.querySelector("dd").append(set);
  }
  dress();
})();
