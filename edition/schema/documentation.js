// SPDX-License-Identifier: MIT
// The list of a schema's documentation, searched as one types: every word must be found. Without a script the list is whole.
"use strict";
(() => {
  const form = document.querySelector("form.search");
  const input = form.querySelector("input");
  const count = form.querySelector("output");
  const entries = [...document.querySelectorAll("li[data-words]")];
  const ways = document.querySelector("nav.ways");
  const groups = [...document.querySelectorAll("section.group, section.module")];
  const show = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const entry of entries) {
      const hidden = !words.every((word) => entry.dataset.words.includes(word));
      entry.hidden = hidden;
      found += hidden ? 0 : 1;
    }
    for (const group of groups) group.hidden = !group.querySelector("li[data-words]:not([hidden])");
    ways.hidden = words.length > 0;
    count.textContent = words.length ? `${found} ${count.dataset.found}` : "";
    history.replaceState(null, "", input.value ? `#?${encodeURIComponent(input.value)}` : location.pathname);
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    document.querySelector("li[data-words]:not([hidden]) a")?.click();
  });
  input.addEventListener("input", show);
  addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== input) { event.preventDefault(); input.focus(); }
    if (event.key === "Escape" && input.value) { input.value = ""; show(); }
  });
  if (location.hash.startsWith("#?")) { input.value = decodeURIComponent(location.hash.slice(2)); show(); }
})();
