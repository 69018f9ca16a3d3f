// Puts the page together: what is on show, what keys and buttons do, and what goes in and out as a file.

let article = ARTICLES[0];
let current = null;
let view = "rows";

/** So many rows, and a browser is spared to lay out what is not in view. */
const LONG = 300;
const wide = matchMedia("(min-width: 60rem)");
const actions = { toggle, open, change, show, sign, filter, settle, split, join, chooseArticle };

function start() {
  openStorage();
  ARTICLES.forEach(takeUp);
  takeRecords(DATA.typed.map(bare));
  setTheme(setting("theme") ?? "");
  offerArticles();
  listen();
  turnTo(article);
  setView(wide.matches ? "rows" : "article");
  if (DATA.desk) startDesk();
  document.documentElement.classList.add("ready");
}

function offerArticles() {
  const chooser = byId("articles");
  chooser.parentElement.hidden = ARTICLES.length < 2;
  document.querySelector('[data-view="class"]').hidden = ARTICLES.length < 2;
  for (const one of ARTICLES)
    chooser.append(
      el("option", { value: one.place }, `${one.place + 1}. ${shown(nameOfArticle(one))}`),
    );
  chooser.addEventListener("change", () => turnTo(ARTICLES[Number(chooser.value)]));
}

/** Puts an article and its rows on show. */
function turnTo(chosen) {
  article = chosen;
  current = null;
  filters = {};
  document.body.classList.toggle("long", article.rows.length > LONG);
  byId("words").value = "";
  byId("articles").value = article.place;
  drawArticle(article);
  drawList(article, actions);
  refresh();
  byId("text").parentElement.scrollTop = 0;
}

/** Turns to an article from the list of all. */
function chooseArticle(chosen) {
  turnTo(chosen);
  setView("rows");
  byId("articles").focus();
}

/** Draws anew what counts the rows. */
function refresh() {
  drawProgress(article);
  fillFilters(article);
  drawView();
}

function drawView() {
  if (view === "sources") drawSources(article, actions);
  if (view === "class") drawClass(actions);
}

/** Offers the names that checked rows before. */
function offerPeople() {
  const names = new Set([...allRows()].map((row) => cell(row, "checked_by")).filter(Boolean));
  byId("people").replaceChildren(...[...names].map((value) => el("option", { value })));
}

/** Opens a row, closes the one before, and marks it in the article. */
function open(row, { focus = true, scrollList = true, scrollText = true } = {}) {
  if (row.article !== article) turnTo(row.article);
  if (!shownRows.includes(row))
    filter({ ...Object.fromEntries(Object.keys(filters).map((name) => [name, ""])), order: filters.order });
  close();
  current = row;
  offerPeople();
  const card = cards.get(row);
  card.body.replaceChildren(...drawBody(row, actions));
  card.body.hidden = false;
  card.head.setAttribute("aria-expanded", "true");
  card.classList.add("open");
  light(row);
  if (focus) setView("rows");
  if (scrollText && wide.matches) goToMark(row);
  if (scrollList) bring(card, "start");
  if (focus) card.head.focus({ preventScroll: true });
}

function close() {
  if (!current) return;
  const card = cards.get(current);
  card.body.hidden = true;
  card.body.replaceChildren();
  card.head.setAttribute("aria-expanded", "false");
  card.classList.remove("open");
  light(null);
  current = null;
}

function toggle(row) {
  if (current === row) close();
  else open(row, { scrollList: false });
  bring(cards.get(row), "nearest");
}

/** Shows a row's marks, with the focus on its number there. */
function show(row) {
  if (!wide.matches) setView("article");
  goToMark(row, { focus: true });
}

function change(row, column, value, redraw = false) {
  remember(row, column);
  // Whoever signs a row that nobody has signed tells their name; to correct another's tells nothing of it.
  if (column === "checked_by" && ["", setting("name") || ""].includes(row.signer ?? "")) setting("name", value);
  type(row, column, value);
  // Only what these columns change is drawn anew: the rest would be in the way of fast typing.
  if (["status", "verdict", "source", "cue", "statement", MERGED].includes(column)) showState(row);
  if (column === "evidence_url" && current === row)
    cards.get(row).body.querySelector(".look").replaceChildren(...[drawLinks(row)].filter(Boolean));
  if (redraw) open(row);
}

/** What was done and what was undone: of each step the rows' cells as they were, the rows that it made and took out. */
let past = [];
let future = [];
let group = null;

/** Keeps what stands in a cell before it is changed; typing on in one field is one change. */
function remember(row, column) {
  const value = column === ROW ? rowMark(row) : cell(row, column);
  if (group) {
    const part = group.parts.find((one) => one.row === row);
    if (part) part.cells[column] ??= value;
    else group.parts.push({ row, cells: { [column]: value } });
    return;
  }
  if (row.draft?.column === column && past.at(-1)?.parts[0]?.row === row) return;
  past.push({ parts: [{ row, cells: { [column]: value } }], made: [], gone: [] });
  future = [];
  row.signer = column === "checked_by" ? cell(row, "checked_by") : row.signer;
}

/** Makes one step of all that `work` changes. */
function inOneStep(work) {
  group = { parts: [], made: [], gone: [] };
  work();
  if (group.parts.length || group.made.length) past.push(group);
  future = [];
  group = null;
}

/** Takes the last change of `from` back, which is a change of its own, and keeps for `to` what it takes away. */
function undo(from, to) {
  const step = from.pop();
  if (!step) return say(from === past ? "There is nothing to undo." : "There is nothing to redo.");
  const now = ({ row, cells }) => ({ row, cells: Object.fromEntries(Object.keys(cells).map((column) => [column, column === ROW ? rowMark(row) : cell(row, column)])) });
  to.push({ parts: step.parts.map(now), made: step.gone, gone: step.made });
  for (const { row, cells } of step.parts) {
    for (const [column, value] of Object.entries(cells)) {
      row.draft = null;
      if (column === ROW) markRow(row, value);
      else type(row, column, value);
    }
    row.draft = null;
  }
  if (step.made.includes(current)) close();
  step.made.forEach(dropRow);
  for (const row of step.gone) {
    row.article.rows.push(row);
    keep(row);
  }
  const row = step.parts[0]?.row ?? step.gone[0];
  if (step.made.length || step.gone.length) drawAnew();
  for (const part of step.parts) showState(part.row);
  if (row) open(row, { focus: true });
}

/** Draws the list of the article anew, after rows came or went. */
function drawAnew() {
  close();
  drawList(article, actions);
  refresh();
}

/** Splits a row in two: its statement is the first part, and a new row has the second. */
function split(row, parts) {
  if (parts.length !== 2) return say("Begin one new line in the statement, where the second one begins; then split.");
  let half = null;
  inOneStep(() => {
    for (const column of ["statement", ROW]) remember(row, column);
    half = addHalf(row);
    group.made.push(half);
    for (const [one, statement, mark] of [[row, parts[0], "split"], [half, parts[1], SPLIT_OFF]]) {
      type(one, "statement", statement);
      markRow(one, mark);
      one.draft = null;
    }
  });
  drawAnew();
  open(half);
  say(`Row ${labelOf(row)} is two rows now. Undo makes it one again.`);
}

/** Joins a row with the next one, which is no statement of its own any more and keeps what was typed. */
function join(row, next) {
  inOneStep(() => {
    for (const [one, column] of [[row, "statement"], [row, ROW], [next, "status"], [next, ROW]]) remember(one, column);
    type(row, "statement", joinedStatement(row, next));
    markRow(row, "joined");
    type(next, "status", "not_a_statement");
    markRow(next, `${JOINED}${row.key}`);
    row.draft = next.draft = null;
  });
  drawAnew();
  open(row);
  say(`Row ${labelOf(next)} is part of row ${labelOf(row)} now. Undo parts them again.`);
}

/** Shows in the fields of the open row what is typed in it now, also in that which has the focus. */
function showTyped(row) {
  if (!cards.get(row).contains(document.activeElement)) return open(row, { focus: false });
  for (const column of HUMAN) {
    const input = byId(`${column}-${row.number}`);
    const value = column === "status" ? statusOf(row) : cell(row, column);
    if (input && input.value !== value) input.value = value;
  }
}

/** Settles what people say against each other: what is chosen stands in its cells. */
function settle(row, cells) {
  inOneStep(() => {
    for (const [column, value] of Object.entries(cells)) change(row, column, value);
  });
  open(row);
}

/** Shows what a row's status and verdict are now, wherever that is shown. */
function showState(row) {
  if (row.article === article) {
    fillHead(row, cards.get(row));
    showMarker(row);
  }
  refresh();
}

function sign(row) {
  const name = setting("name") || "";
  const signer = cell(row, "checked_by");
  if (signer && signer !== name) {
    const on = cell(row, "checked_on") && ` on ${cell(row, "checked_on")}`;
    say(`${signer} signed this row${on}. To sign it instead, type your name over theirs.`);
    byId(`checked_by-${row.number}`).focus();
    return;
  }
  row.signer = signer;
  inOneStep(() => {
    change(row, "checked_on", now().slice(0, 10));
    if (name) change(row, "checked_by", name);
  });
  open(row, { scrollText: false, scrollList: false, focus: false });
  byId(name ? `checked_on-${row.number}` : `checked_by-${row.number}`).focus();
}

function filter(changes, turn = false) {
  filters = { ...filters, ...changes };
  byId("words").value = filters.words ?? "";
  arrange(article);
  if (current && !shownRows.includes(current)) close();
  if (turn) {
    setView("rows");
    byId("filters").open = true;
  }
}

function clearFilter() {
  filter({ ...Object.fromEntries(Object.keys(FACETS).map((name) => [name, ""])), words: "" });
}

/** Shows one of the views: beside the article where there is room, else alone. */
function setView(name) {
  view = name;
  document.body.dataset.view = name;
  for (const tab of document.querySelectorAll("#tabs button")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.view === name));
  }
  drawView();
}

function setTheme(name) {
  if (name) document.documentElement.dataset.theme = name;
  const dark = name ? name === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  byId("theme").textContent = dark ? "Light colours" : "Dark colours";
  byId("theme").onclick = () => {
    const other = dark ? "light" : "dark";
    setting("theme", other);
    setTheme(other);
  };
}

function saveCsv(content) {
  const name = (ARTICLES.length === 1 && ARTICLES[0].title) || "articles";
  const plain =
    name
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join("-")
      .slice(0, 60) || "article";
  const url = URL.createObjectURL(new Blob([content], { type: "text/csv" }));
  el("a", { href: url, download: `${plain}-checklist.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  unsaved = false;
}

async function openCsv(file) {
  try {
    const records = fromCsv(decoded(await file.arrayBuffer()));
    const message = takeIn(records);
    turnTo(article);
    say(message);
  } catch (error) {
    say(`${file.name}: ${error.message}`);
  }
}

/** What single keys do while nobody types; the list of shortcuts is drawn from it. */
const KEYS = {
  j: ["next row", () => step(1)],
  k: ["previous row", () => step(-1)],
  s: ["status", () => field("status")],
  v: ["verdict", () => field("verdict")],
  u: ["evidence URL", () => field("evidence_url")],
  n: ["notes", () => field("notes")],
  b: ["checked by", () => field("checked_by")],
  d: ["done, or not yet", () => current && change(current, "status", isDone(current) ? "todo" : "done", true)],
  m: ["add a missed statement", () => addStatement()],
  z: ["undo", () => undo(past, future)],
  y: ["redo", () => undo(future, past)],
  g: ["sign: me, today", () => current && sign(current)],
  a: ["show in the article", () => current && show(current)],
  "/": ["find words", () => (setView("rows"), byId("words").focus())],
  "?": ["these keys", () => byId("help").showModal()],
};

function step(by) {
  const at = current ? shownRows.indexOf(current) + by : by > 0 ? 0 : shownRows.length - 1;
  const row = shownRows[at];
  if (row) open(row);
}

/** Leads past the article's numbers to the row that is open, or the first. */
function skip() {
  setView("rows");
  const row = current ?? shownRows[0];
  if (row) cards.get(row).head.focus();
}

function field(column) {
  if (!current) step(1);
  setView("rows");
  if (current) byId(`${column}-${current.number}`).focus();
}

function onKey(event) {
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "Escape" && typing && current && cards.get(current).contains(typing)) {
    cards.get(current).head.focus();
    return;
  }
  const menu = byId("more");
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const action = KEYS[event.key]?.[1];
  if (!action || !byId("keys-on").checked) return;
  event.preventDefault();
  action();
}

function drawHelp() {
  const rows = Object.entries(KEYS).map(([key, [name]]) =>
    el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, key)), el("td", {}, name)),
  );
  rows.push(
    el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, "Esc")), el("td", {}, "leave a field, back to its row")),
  );
  byId("keys").replaceChildren(...rows);
  byId("keys-on").checked = setting("keys") !== "off";
  byId("keys-on").addEventListener("change", (event) => setting("keys", event.target.checked ? "on" : "off"));
}

/** A click on a mark opens its row, unless words were being chosen to copy. */
function onText(event) {
  if (!getSelection().isCollapsed) return;
  const shownNow = new Set(shownRows);
  const row = rowAt(event.target, current, (one) => shownNow.has(one));
  if (row) open(row, { scrollText: false });
}

/** Takes up what another window of this page has just kept. */
function onStorage(event) {
  if (!event.key?.startsWith(PREFIX)) return;
  const kept = event.newValue && read(event.key);
  let rows = [...allRows()].filter((row) => keyOf(row) === event.key);
  if (kept && !rows.length) {
    const owners = ARTICLES.filter((one) => isKeptFor(one, event.key));
    rows = owners.map((owner) => bringIn(owner, event.key, kept));
  }
  for (const row of rows) {
    takeTyped(row, kept?.typed ?? {});
    showState(row);
    if (row === current) showTyped(row);
  }
}

/** Shows rows whose cells have come from elsewhere. */
function showTaken(rows) {
  for (const row of rows) {
    if (row.article === article && !cards.has(row)) {
      cards.set(row, drawCard(row, actions));
      arrange(article);
    }
    showState(row);
    if (row === current) showTyped(row);
  }
}

/** Adds a row for what attrcheck missed: the words that are chosen in the article, or what is typed then. */
function addStatement() {
  const chosen = getSelection();
  const isInText = chosen.rangeCount && byId("text").contains(chosen.getRangeAt(0).commonAncestorContainer);
  const row = addOwn(article, isInText ? chosen.toString().replace(/\s+/g, " ").trim() : "");
  past.push({ parts: [], made: [row], gone: [] });
  future = [];
  cards.set(row, drawCard(row, actions));
  arrange(article);
  refresh();
  open(row);
  byId(`source-${row.number}`).focus();
}

/** Adds a row that another window has and this one lacks, and returns it. */
function bringIn(owner, name, kept) {
  const row = addKept(owner, name, kept);
  if (owner === article) {
    cards.set(row, drawCard(row, actions));
    arrange(article);
  }
  return row;
}

function listen() {
  byId("skip").addEventListener("click", skip);
  drawHelp();
  drawFilters(actions);
  document.addEventListener("keydown", onKey);
  byId("text").addEventListener("click", onText);
  for (const tab of document.querySelectorAll("#tabs button"))
    tab.addEventListener("click", () => setView(tab.dataset.view));
  wide.addEventListener("change", () => wide.matches && view === "article" && setView("rows"));
  byId("words").addEventListener("input", (event) => filter({ words: event.target.value }));
  byId("clear").addEventListener("click", clearFilter);
  byId("filters").open = wide.matches;
  byId("save").addEventListener("click", () => saveCsv(asCsv()));
  byId("save-excel").addEventListener("click", () => saveCsv(asExcelCsv()));
  byId("load").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file) await (DATA.desk ? openOnDesk(file) : openCsv(file));
    event.target.value = "";
  });
  byId("add").addEventListener("click", addStatement);
  byId("undo").addEventListener("click", () => undo(past, future));
  byId("redo").addEventListener("click", () => undo(future, past));
  byId("print").addEventListener("click", () => window.print());
  byId("shortcuts").addEventListener("click", () => byId("help").showModal());
  byId("forget").addEventListener("click", () => byId("forgetting").showModal());
  byId("forgetting").addEventListener("close", (event) => {
    if (event.target.returnValue !== "forget") return;
    forgetAll();
    location.reload();
  });
  addEventListener("storage", onStorage);
  addEventListener("beforeprint", () => drawPaper(article));
  matchMedia("print").addEventListener("change", (event) => event.matches && drawPaper(article));
  addEventListener("beforeunload", (event) => (unsaved || (DATA.desk && isWaiting())) && event.preventDefault());
  document.addEventListener("click", (event) => {
    const menu = byId("more");
    if (menu.open && !event.target.closest("summary")) menu.open = false;
  });
}

start();
