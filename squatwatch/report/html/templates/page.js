"use strict";
// Filter, sort and open; without a script the page shows everything, in order.
(() => {
  const byId = (id) => document.getElementById(id);
  const entries = [...document.querySelectorAll(".entry")];
  const filters = [...document.querySelectorAll("[data-filter]")];
  const text = byId("by-text");
  const words = new Map();

  const folded = (said) => said.normalize("NFKC").toLowerCase();

  function wordsOf(entry) {
    if (!words.has(entry)) words.set(entry, folded(entry.textContent));
    return words.get(entry);
  }

  function fits(entry, wanted) {
    return filters.every((filter) => !filter.value || entry.dataset[filter.dataset.filter] === filter.value)
      && wanted.every((word) => wordsOf(entry).includes(word));
  }

  function filter() {
    const wanted = folded(text.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of entries) {
      entry.hidden = !fits(entry, wanted);
      shown += entry.hidden ? 0 : 1;
    }
    byId("shown").textContent = `${shown} / ${entries.length}`;
    byId("nothing").hidden = shown > 0;
  }

  const inOrder = (one, other) => one.dataset.order - other.dataset.order;
  const inText = (name, one, other) => one.dataset[name].localeCompare(other.dataset[name], "en");
  const days = (entry) => entry.dataset.days === "" ? Infinity : Number(entry.dataset.days);
  const comparisons = {
    order: inOrder,
    days: (one, other) => (days(one) === days(other) ? 0 : days(one) - days(other)) || inOrder(one, other),
    score: (one, other) => other.dataset.score - one.dataset.score || inOrder(one, other),
    filed: (one, other) => inText("filed", other, one) || inOrder(one, other),
    office: (one, other) => inText("office", one, other) || inOrder(one, other),
    brand: (one, other) => inText("brand", one, other) || inOrder(one, other),
  };

  function sort() {
    for (const list of document.querySelectorAll(".entries")) {
      const sorted = [...list.querySelectorAll(":scope > .entry")].sort(comparisons[byId("sort").value]);
      list.append(...sorted);
    }
  }

  function open(entry, wanted) {
    const button = entry.querySelector(".mark > button");
    if (!button) return;
    entry.classList.toggle("open", wanted);
    button.setAttribute("aria-expanded", String(wanted));
  }

  function makeToggle(entry) {
    const body = entry.querySelector(":scope > .body");
    if (!body) return;
    const mark = entry.querySelector(".mark");
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-controls", body.id);
    button.append(...mark.childNodes);
    mark.append(button);
    button.addEventListener("click", () => open(entry, !entry.classList.contains("open")));
    open(entry, false);
  }

  function reset() {
    text.value = "";
    for (const filter of filters) filter.value = "";
    byId("sort").value = "order";
    sort();
    filter();
  }

  function reveal() {
    const entry = entries.find((one) => `#${one.id}` === location.hash);
    if (!entry) return;
    if (entry.hidden) reset();
    open(entry, true);
    entry.scrollIntoView();
  }

  function switchTheme() {
    const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
    document.documentElement.dataset.theme = dark ? "light" : "dark";
  }

  document.documentElement.classList.add("scripted");
  entries.forEach(makeToggle);
  text.addEventListener("input", filter);
  for (const one of filters) one.addEventListener("change", filter);
  byId("sort").addEventListener("change", sort);
  byId("reset").addEventListener("click", reset);
  byId("open-all").addEventListener("click", () => entries.forEach((one) => one.hidden || open(one, true)));
  byId("close-all").addEventListener("click", () => entries.forEach((one) => open(one, false)));
  byId("theme").addEventListener("click", switchTheme);
  byId("theme").hidden = false;
  byId("controls").hidden = false;
  addEventListener("hashchange", reveal);
  filter();
  reveal();
})();
