"use strict";
// Filters and highlights. Without it the page shows everything and its links work.
(() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const byId = (id) => document.getElementById(id);
  const words = (element, name) => (element.dataset[name] || "").split(" ").filter(Boolean);

  // The list of several articles: those that have all words that are asked for.
  const find = byId("f-find");
  if (find) {
    const entries = all(".index > li");
    find.addEventListener("input", () => {
      const wanted = find.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const entry of entries) {
        const told = entry.textContent.toLowerCase();
        entry.hidden = !wanted.every((word) => told.includes(word));
      }
      const shown = entries.filter((entry) => !entry.hidden).length;
      byId("f-state").textContent = `Shown: ${shown} of ${entries.length} articles.`;
    });
  }

  const text = byId("text");
  const filters = byId("filters");
  if (!text || !filters) return;
  const form = filters.querySelector("form");
  const claims = all(".claim");
  const events = all(".event");
  const marks = Array.from(text.querySelectorAll(".m"));
  const picks = all(".pick");

  const checked = (name) =>
    new Set(all(`input[name="${name}"]`).filter((box) => box.checked).map((box) => box.value));

  function apply() {
    const source = byId("f-source").value;
    const least = Number(byId("f-score").value);
    const stances = checked("stance");
    const classes = checked("class");
    const shown = new Set();
    for (const claim of claims) {
      const { record, score, stance } = claim.dataset;
      claim.hidden = !(stances.has(stance) && Number(score) >= least
        && (!source || claim.dataset.source === source));
      if (!claim.hidden) shown.add(record);
    }
    for (const event of events) {
      const { record, score } = event.dataset;
      event.hidden = !(classes.has(event.dataset.class) && Number(score) >= least
        && (!source || words(event, "sources").includes(source)));
      if (!event.hidden) shown.add(record);
    }
    for (const who of all(".who")) {
      who.hidden = !who.querySelector(".claim:not([hidden])");
    }
    for (const line of all("[data-of]")) line.hidden = !shown.has(line.dataset.of);
    for (const mark of marks) {
      const records = words(mark, "c").concat(words(mark, "v"));
      mark.classList.toggle("off", records.length > 0 && !records.some((id) => shown.has(id)));
    }
    for (const pick of picks) {
      pick.setAttribute("aria-pressed", String(pick.dataset.source === source));
    }
    const count = (list) => list.filter((item) => !item.hidden).length;
    byId("f-score-value").textContent = least.toFixed(2);
    byId("f-state").textContent = `Shown: ${count(claims)} of ${claims.length} claims, `
      + `${count(events)} of ${events.length} events.`;
  }

  function light(record) {
    for (const mark of marks) {
      const records = words(mark, "c").concat(words(mark, "v"));
      mark.classList.toggle("lit", Boolean(record)
        && (records.includes(record) || mark.dataset.go === record));
    }
  }

  function choose(record) {
    for (const card of all(".card.chosen")) card.classList.remove("chosen");
    const card = byId(record);
    if (!card || !card.matches(".card")) return;
    if (card.hidden) {
      form.reset();
      apply();
    }
    card.classList.add("chosen");
    card.scrollIntoView({ block: "nearest" });
    // Where a reader without a pointer goes on.
    card.focus({ preventScroll: true });
    light(record);
  }

  function follow() {
    const name = location.hash.slice(1);
    if (name.startsWith("in-")) light(name.slice(3));
    else choose(name);
  }

  const recordOf = (target) => {
    const card = target instanceof Element ? target.closest("[data-record]") : null;
    return card ? card.dataset.record : "";
  };

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  for (const pick of picks) {
    pick.addEventListener("click", () => {
      const select = byId("f-source");
      select.value = select.value === pick.dataset.source ? "" : pick.dataset.source;
      apply();
    });
  }
  document.addEventListener("pointerover", (event) => {
    const record = recordOf(event.target);
    if (record) light(record);
  });
  document.addEventListener("focusin", (event) => {
    const record = recordOf(event.target);
    if (record) light(record);
  });
  text.addEventListener("click", (event) => {
    const mark = event.target.closest(".m");
    if (!mark || !mark.dataset.go || String(getSelection())) return;
    event.preventDefault();
    history.replaceState(null, "", `#${mark.dataset.go}`);
    choose(mark.dataset.go);
  });
  addEventListener("hashchange", follow);
  if (matchMedia("(max-width: 58rem)").matches) filters.open = false;
  apply();
  if (location.hash) follow();
})();
