// SPDX-License-Identifier: MIT
// Search: each language of the edition has an index of its own (Pagefind's), which is asked a piece at a time.
"use strict";
(() => {
  const needs = document.getElementById("search-needs");
  if (!/^https?:$/.test(location.protocol)) return; // a browser reads no index from a disk: what is needed stays said
  needs.replaceWith(document.getElementById("search").content.cloneNode(true));
  const form = document.querySelector("form[role=search]");
  const [told, found, more] = ["told", "found", "more"].map((id) => document.getElementById(id));
  const AT_ONCE = 10, PLACES = 5, BEFORE = 12, AROUND = 32;

  const indexes = new Map();
  const index = (language) => {
    if (!indexes.has(language)) indexes.set(language, import(`./search/${language}/pagefind.js`));
    return indexes.get(language);
  };

  // An element with its words; attributes by their names.
  const make = (name, given = {}, ...content) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(given)) if (value) element.setAttribute(key, value);
    element.append(...content);
    return element;
  };

  // The words of a place around the first of those that were found in it, each of these marked.
  const excerpt = ({ text, location }, hits) => {
    const words = text.split(/\s+/);
    const first = hits.length ? Math.max(0, hits[0] - location - BEFORE) : 0;
    const shown = words.slice(first, first + AROUND).flatMap((word, number) => {
      const isHit = hits.includes(location + first + number);
      return [number ? " " : "", isHit ? make("mark", {}, word) : word];
    });
    return [first ? "… " : "", ...shown, first + AROUND < words.length ? " …" : ""];
  };

  // The places of a page in which something was found; where no word was sought, all that a hand did.
  const places = ({ anchors, locations, filters }) => {
    const ordered = [...anchors].sort((a, b) => a.location - b.location);
    const all = ordered.map((anchor, number) => {
      const end = ordered[number + 1]?.location ?? Infinity;
      return { anchor, hits: locations.filter((at) => at >= anchor.location && at < end) };
    });
    const hit = all.filter(({ hits }) => hits.length);
    return hit.length || !filters.siglum ? hit : all;
  };

  // Where an index has no word that begins as the one sought, Pagefind takes a shorter one, at worst a letter: that is no result.
  const bare = (word) => word.toLowerCase().normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "");
  const fits = (sought, { raw_content: content, locations }) => {
    if (!locations.length) return true;
    const words = content.split(/\s+/);
    const hits = locations.map((at) => bare(words[at] ?? ""));
    return sought.split(/\s+/).map(bare).every((word) => hits.some((hit) => hit.startsWith(word.slice(0, 3))));
  };

  const item = (language, data) => {
    const page = data.raw_url.replace(/^\/?\d+\//, "");
    const [state] = data.filters.state;
    const siglum = data.filters.siglum?.[0];
    const said = [data.filters.date?.[0], found.dataset[state], siglum && found.dataset.hand.replace("{1}", siglum)];
    const seen = places(data);
    const contexts = seen.slice(0, PLACES).map(({ anchor, hits }) => {
      const words = excerpt(anchor, hits);
      const shown = state === "struck" ? [make("del", {}, ...words)] : words;
      return make("li", {}, make("a", { href: `${page}#${encodeURIComponent(anchor.id)}`, lang: language }, ...shown));
    });
    const further = seen.length - contexts.length;
    return make("li", {},
      make("h2", {}, make("a", { href: page, lang: language }, data.meta.title || page)),
      make("p", { class: "reference" }, said.filter(Boolean).join(" · ")),
      make("ul", { class: "contexts" }, ...contexts),
      ...(further ? [make("p", { class: "reference" }, found.dataset.further.replace("{1}", further))] : []));
  };

  // What is still to be shown, a queue for each order that has to be kept; the next of several queues are told by their days.
  let waiting = [];
  let turn = 0;
  const show = async () => {
    const mine = turn;
    const heads = await Promise.all(waiting.flatMap((queue) => queue.slice(0, AT_ONCE).map(
      async ({ language, result }) => ({ queue, language, data: await result.data() }))));
    if (mine !== turn) return [];
    const order = form.elements.sort.value;
    const later = ({ data: { meta: a } }, { data: { meta: b } }) => (a[order] > b[order]) - (a[order] < b[order]);
    if (order) heads.sort((a, b) => (order === "oldest" ? later(a, b) : later(b, a)));
    const next = heads.slice(0, AT_ONCE);
    for (const { queue } of next) queue.shift();
    const items = next.map(({ language, data }) => item(language, data));
    found.append(...items);
    more.hidden = !waiting.some((queue) => queue.length);
    return items;
  };

  const search = async () => {
    const mine = (turn += 1);
    const given = new FormData(form);
    const words = given.get("q").trim();
    const [hand, from, to, text, sort] = ["hand", "from", "to", "document", "sort"].map((name) => given.get(name) ?? "");
    const entries = given.getAll("entry").filter(Boolean);
    const filters = { state: { any: [...(hand ? ["added"] : ["text", "note"]), ...(given.get("struck") ? ["struck"] : [])] } };
    if (entries.length) filters.entry = entries;
    if (hand) filters.hand = hand;
    if (text) filters.document = text;
    if (from || to) {
      const years = form.dataset.years.split(" ");
      filters.year = { any: ["none", ...years.filter((year) => (!from || year >= from) && (!to || year <= to))] };
    }
    waiting = [];
    found.replaceChildren();
    more.hidden = true;
    told.textContent = "";
    if (!words && !hand && !entries.length && !filters.year && !text) return;
    try {
      const languages = given.get("languages") ? [given.get("languages")] : form.dataset.languages.split(" ");
      const answers = await Promise.all(languages.map(async (language) => {
        const { results } = await (await index(language)).search(words || null, { filters, sort: sort ? { [sort]: sort === "oldest" ? "asc" : "desc" } : {} });
        if (words && results.length && !fits(words, await results[0].data())) return [];
        return results.map((result) => ({ language, result }));
      }));
      if (mine !== turn) return;
      const all = answers.flat();
      waiting = sort ? answers : [all.sort((a, b) => b.result.score - a.result.score)];
      const said = all.length ? told.dataset.found.replace("{1}", all.length) : told.dataset.none;
      await show();
      if (mine === turn) told.textContent = said;
    } catch {
      if (mine === turn) told.textContent = told.dataset.failed;
    }
  };

  const keep = () => {
    const said = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    history.replaceState(null, "", said ? `?${said}` : location.pathname);
  };
  for (const [name, value] of new URLSearchParams(location.search)) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "checkbox") field.checked = true;
      else if (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value)) field.value = value;
    }
  }
  const ask = () => { keep(); search(); };
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  form.addEventListener("change", (event) => { if (event.target.name !== "q") ask(); });
  // Not at "reset", which comes before the fields are empty: what is asked is what they say.
  form.querySelector("[type=reset]").addEventListener("click", (event) => {
    event.preventDefault();
    form.reset();
    ask();
  });
  more.addEventListener("click", async () => (await show())[0]?.querySelector("a").focus());
  search();
})();
