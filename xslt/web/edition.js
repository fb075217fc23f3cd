// SPDX-License-Identifier: MIT
// Comfort only: without this file every page is complete, its notes below the text.
"use strict";
(() => {
  const page = document.querySelector(".page");
  if (!page) return;
  const block = page.querySelector(".text-block");
  const text = page.querySelector("#text");

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

  // Another view, or another step in time, opens at the passage that was being read.
  const ways = document.querySelectorAll(".switcher .view a, .steps a");
  const here = () => {
    const named = scrollY < 200 ? undefined
      : [...text.querySelectorAll("[id]:is(p, div, li)")].find((block) => block.getBoundingClientRect().bottom > 60);
    for (const way of ways) way.hash = named ? named.id : location.hash;
  };
  for (const way of ways) for (const kind of ["pointerdown", "focus"]) way.addEventListener(kind, here);
  addEventListener("keydown", (event) => { if (event.key === "Enter") here(); });

  // n and p lead from alteration to alteration.
  const acts = [...text.querySelectorAll("ins.act[id], del.act[id], .place[id]")];
  let at = -1;
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !acts.length) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const step = { n: 1, p: -1 }[event.key];
    if (!step) return;
    at = (at + step + acts.length) % acts.length;
    acts[at].tabIndex = -1;
    acts[at].focus({ preventScroll: true });
    acts[at].scrollIntoView({ block: "center" });
  });
})();
