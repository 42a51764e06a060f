// What the pages do beyond being read. Nothing leaves the browser; without this file all reads.
"use strict";

const folded = words => words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

// How well a word fits each item: 2 is a word of its own, 1 one that begins it or that it begins.
function scored(word, index) {
  const bases = (index.forms[word] || "").split(" "), scores = {};
  for (const [each, places] of Object.entries(index.words)) {
    const whole = each === word || bases.includes(each);
    if (!whole && !each.startsWith(word) && !(each.length > 3 && word.startsWith(each))) continue;
    for (const place of places.split(" ")) {
      const item = index.items[place];
      scores[item] = Math.max(scores[item] || 0, whole ? 2 : 1);
    }
  }
  return scores;
}

function search(list, box) {
  const cards = [...list.querySelectorAll(".card")];
  const selects = [...box.querySelectorAll("select")];
  const typed = box.querySelector("#q"), count = box.querySelector("#count");
  let index = { items: [], words: {}, forms: {} }, asked = false;
  const load = async () => {
    if (asked) return;
    asked = true;
    try {
      index = await (await fetch("search.json")).json();
      show();
    } catch { /* from a folder: titles and summaries are searched */ }
  };
  const found = (card, word, scores) => {
    const shown = folded(card.textContent), title = folded(card.querySelector("a").textContent);
    return (scores[card.dataset.id] || +shown.includes(word)) + title.includes(word);
  };
  const fits = (card, select) => {
    const value = select.value, has = card.dataset[select.dataset.filter];
    if (!value) return true;
    if (select.dataset.filter === "minutes") return +has > 0 && +has <= +value;
    return has.split(" ").includes(value);
  };
  const show = () => {
    const words = folded(typed.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    let n = 0;
    const scores = words.map(word => scored(word, index)), sums = new Map();
    for (const card of cards) {
      const told = words.map((word, at) => found(card, word, scores[at]));
      sums.set(card, told.reduce((sum, each) => sum + each, 0));
      card.hidden = !(selects.every(select => fits(card, select)) && told.every(Boolean));
      n += !card.hidden;
    }
    list.append(...[...cards].sort((one, other) => sums.get(other) - sums.get(one)));
    count.textContent = n ? count.dataset.count.replace("{n}", n) : count.dataset.none;
  };
  typed.addEventListener("focus", load);
  box.addEventListener("input", show);
  box.hidden = false;
  show();
}

function keep(article, empty) {
  const key = "valita:" + document.body.dataset.page;
  const fields = [...article.querySelectorAll("section input, section textarea")];
  const box = field => field.type === "checkbox" || field.type === "radio";
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem(key)) || {}; } catch { /* none, or not allowed */ }
  for (const field of fields) {
    if (!(field.id in kept)) continue;
    if (box(field)) field.checked = true; else field.value = kept[field.id];
  }
  article.addEventListener("input", () => {
    const now = {};
    for (const field of fields) {
      if (box(field) ? field.checked : field.value) now[field.id] = box(field) ? 1 : field.value;
    }
    try {
      if (Object.keys(now).length) localStorage.setItem(key, JSON.stringify(now));
      else localStorage.removeItem(key);
    } catch { /* the browser keeps nothing */ }
  });
  empty?.addEventListener("click", () => {
    for (const field of fields) { if (box(field)) field.checked = false; else field.value = ""; }
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  });
}

function present(article, button) {
  // The class sees the sheet; what is for the facilitator only is left out.
  const sections = [...article.querySelectorAll("section.sheet, section.page")];
  const from = sections.length ? sections : [...article.querySelectorAll("section.facilitator")];
  const opening = article.querySelector("h1").parentElement;
  const pages = from.flatMap(section => [...section.querySelectorAll(":scope > .block, :scope > h2")])
    .filter(each => each.textContent.trim() || each.querySelector("img, input, textarea"))
    .reduce((made, each) => {
      const last = made.at(-1);
      const heading = e => e.tagName === "H2" || e.classList.contains("heading");
      if (last && heading(last.at(-1))) last.push(each); else made.push([each]);
      return made;
    }, [[opening]]);
  let at = 0;
  const controls = document.createElement("div");
  controls.className = "controls";
  const add = (word, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = word;
    made.addEventListener("click", act);
    controls.append(made);
    return made;
  };
  const show = to => {
    at = Math.min(Math.max(to, 0), pages.length - 1);
    article.querySelectorAll(".shown").forEach(each => each.classList.remove("shown"));
    for (const each of pages[at]) { each.classList.add("shown"); each.closest("section")?.classList.add("shown"); }
    where.textContent = `${at + 1} / ${pages.length}`;
    window.scrollTo(0, 0);
  };
  const end = () => {
    document.body.classList.remove("presenting");
    controls.remove();
    document.removeEventListener("keydown", keys);
    if (document.fullscreenElement) document.exitFullscreen();
    button.focus();
  };
  const keys = event => {
    if (event.target.matches("input, textarea")) return;
    if (["ArrowRight", "PageDown"].includes(event.key)) show(at + 1);
    else if (["ArrowLeft", "PageUp"].includes(event.key)) show(at - 1);
    else if (event.key === "Escape") end();
  };
  add(button.dataset.previous, () => show(at - 1));
  const where = document.createElement("span");
  where.setAttribute("role", "status");
  controls.append(where);
  const next = add(button.dataset.next, () => show(at + 1));
  add(button.dataset.end, end);
  button.addEventListener("click", () => {
    document.body.classList.add("presenting");
    article.append(controls);
    document.addEventListener("keydown", keys);
    document.documentElement.requestFullscreen?.().catch(() => {});
    show(0);
    next.focus();
  });
  button.parentElement.hidden = !pages.length;
}

function sameBlock(twin) {
  // The other language at the block that stands at the top.
  twin.addEventListener("click", () => {
    const blocks = [...document.querySelectorAll("section [id^='p'].block, section[id^='p']")];
    const top = window.scrollY > 100 && blocks.find(each => each.getBoundingClientRect().top >= -4);
    twin.hash = top ? top.id : location.hash;
  });
}

const list = document.querySelector(".cards"), filters = document.getElementById("filters");
if (list && filters) search(list, filters);
const text = document.getElementById("text");
if (text) keep(text, document.getElementById("empty"));
const start = document.getElementById("present");
if (text && start) present(text, start);
const other = document.querySelector(".twin");
if (other) sameBlock(other);
