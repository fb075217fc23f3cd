// SPDX-License-Identifier: MIT
// In pages that `edition serve` gives, and in no built file: reloads a page that was built anew, and shows what was found.
(() => {
  "use strict";
  const { page: shown } = document.currentScript.dataset;
  const host = document.createElement("div");
  host.id = "edition-findings";
  const root = host.attachShadow({ mode: "open" });
  const element = (name, text = "", attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const style = element("link", "", { rel: "stylesheet", href: "/.edition/serve.css" });
  // a reader of the screen is told what changes here, so the region is there before there is anything in it
  const panel = element("section", "", { role: "status", hidden: "" });
  const work = element("p", "", { role: "status", class: "work", hidden: "" });
  root.append(style, panel, work);
  document.body.append(host);

  const closed = "edition-findings-closed";
  const draw = (told) => {
    panel.lang = told.language;
    panel.setAttribute("aria-label", told.label);
    panel.hidden = told.silent || (told.sound && sessionStorage.getItem(closed) === told.heading);
    panel.className = told.sound ? "sound" : "unsound";
    const details = element("details");
    details.open = !told.sound;
    details.append(element("summary", told.heading));
    if (told.note) details.append(element("p", told.note, { class: "note" }));
    const list = element("ol");
    for (const each of told.findings) {
      const item = element("li", "", { class: each.severity });
      item.append(element("code", each.place), " ", element("b", `${each.weight} ${each.rule}`), " ", element("span", each.message));
      if (each.hint) item.append(element("small", each.hint));
      list.append(item);
    }
    details.append(list);
    if (told.more) details.append(element("p", told.more));
    const close = element("button", "×", { type: "button", "aria-label": told.close, title: told.close });
    close.addEventListener("click", () => {
      sessionStorage.setItem(closed, told.heading);
      panel.hidden = true;
    });
    panel.replaceChildren(details, close);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && host.matches(":focus-within")) root.querySelector("button").click();
  });

  // only a page that is another one now is loaded again
  const address = `/.edition/events?page=${encodeURIComponent(decodeURIComponent(location.pathname))}`;
  new EventSource(address).addEventListener("message", (event) => {
    const told = JSON.parse(event.data);
    document.documentElement.dataset.site = told.site;
    if (told.page && told.page !== shown) { location.reload(); return; }
    work.hidden = !told.busy;
    work.textContent = `${told.building} …`;
    if (!told.busy) draw(told);
  });
})();
