// Draws the checklist: a card a row, filters over them, and how far the work is.

const FACETS = {
  status: { label: "Status", value: statusOf },
  source_kind: { label: "Kind", value: (row) => cell(row, "source_kind") },
  form: { label: "Form", value: (row) => cell(row, "form") },
  priority: { label: "Priority", value: (row) => cell(row, "priority") },
  source: { label: "Source", value: sourceOf },
  verdict: { label: "Verdict", value: (row) => folded(cell(row, "verdict")) },
  checked_by: { label: "Checked by", value: (row) => cell(row, "checked_by").trim() || "nobody yet" },
  marks: { label: "Mark", value: (row) => marksOf(row).join(", ") },
};
const ORDERS = {
  given: { label: "as given", key: () => 0 },
  text: { label: "as in the text", key: (row) => Number(cell(row, "start")) },
  priority: { label: "priority", key: (row) => ["high", "medium", "low", "maybe"].indexOf(cell(row, "priority")) },
  source: { label: "source", key: (row) => whoOf(row).toLowerCase() },
  status: { label: "status", key: (row) => DATA.statuses.indexOf(statusOf(row)) },
};

let cards = new Map();
let shownRows = [];
let filters = {};
const spellings = new Map();

/** Returns a row's source, in the one spelling that the page uses for it. */
function sourceOf(row) {
  const key = whoOf(row).toLowerCase();
  if (!spellings.has(key)) spellings.set(key, whoOf(row));
  return spellings.get(key);
}

/** Draws a card for each row of the article, all closed. */
function drawList(article, actions) {
  cards = new Map(article.rows.map((row) => [row, drawCard(row, actions)]));
  arrange(article);
}

function drawCard(row, actions) {
  const head = el("button", {
    type: "button",
    class: "head",
    "aria-expanded": "false",
    "aria-controls": `body-${row.number}`,
  });
  const body = el("div", { class: "details", id: `body-${row.number}`, hidden: true });
  head.addEventListener("click", () => actions.toggle(row));
  const card = el("li", { class: "card", id: `row-${row.number}` }, el("h3", {}, head), body);
  card.classList.toggle("unsure", isMaybe(row));
  Object.assign(card, { head, body });
  fillHead(row, card);
  return card;
}

function fillHead(row, card) {
  const cue = cell(row, "cue");
  const top = el(
    "span",
    { class: "top" },
    el("span", { class: "number" }, labelOf(row)),
    words(whoOf(row), { class: "who" }),
  );
  top.append(" ", el("span", { class: "kind" }, kindOf(row)), " ");
  const chips = chipsOf(row);
  if (chips.length) top.append(el("span", { class: "chips" }, ...chips));
  card.head.replaceChildren(
    top,
    el(
      "span",
      { class: "said" },
      cue ? words(cue, { class: "cue-word" }) : null,
      cue ? " " : null,
      words(cell(row, "statement")),
    ),
  );
  card.classList.toggle("done", isDone(row));
  card.dataset.status = statusOf(row);
}

function chipsOf(row) {
  const chips = [];
  if (statusOf(row) !== "todo")
    chips.push(el("span", { class: "chip state" }, choiceName(statusOf(row), DATA.statuses, cell(row, "status"))));
  const verdict = cell(row, "verdict");
  const priority = cell(row, "priority");
  if (verdict.trim())
    chips.push(el("span", { class: "chip found" }, choiceName(folded(verdict), DATA.verdicts, verdict)));
  if (priority === "high") chips.push(el("span", { class: "chip high" }, "high priority"));
  if (priority === "maybe") chips.push(el("span", { class: "chip maybe" }, `maybe: ${sureness(row)}`));
  for (const mark of marksOf(row)) chips.push(el("span", { class: "chip mark-chip" }, spaced(mark)));
  const made = isLost(row) ? "not in the article" : madeOf(row).toLowerCase();
  if (made) chips.push(el("span", { class: "chip mark-chip" }, made === "added by hand" ? "added" : made));
  return chips.flatMap((chip, at) => (at ? [" ", chip] : [chip]));
}

/** Returns how a choice is shown: as the lists spell it where it is in one, else as it was typed. */
function choiceName(choice, choices, typed) {
  return choices.includes(choice) ? spaced(choice) : shown(typed);
}

function sureness(row) {
  const sure = Number.parseFloat(cell(row, "confidence"));
  return Number.isNaN(sure) ? "unsure" : `${Math.round(sure * 100)} %`;
}

/** Puts the cards that pass the filters into the list, in the chosen order; unsure and extra rows stand last. */
function arrange(article) {
  fillFilters(article);
  const key = ORDERS[filters.order ?? "given"].key;
  const keyed = article.rows.filter(passes).map((row) => ({ row, group: groupOf(row), key: key(row) }));
  keyed.sort((a, b) => a.group - b.group || (a.key < b.key ? -1 : a.key > b.key ? 1 : placeOf(a.row) - placeOf(b.row)));
  shownRows = keyed.map(({ row }) => row);
  const parts = [];
  keyed.forEach(({ row, group }, at) => {
    if (group && (!at || keyed[at - 1].group !== group)) parts.push(el("li", { class: "divider" }, GROUPS[group]));
    parts.push(cards.get(row));
  });
  byId("cards").replaceChildren(...parts);
  byId("none").hidden = shownRows.length > 0;
  byId("none").textContent = article.rows.length
    ? "No row is of this sort."
    : "Nothing to check: no statement was found.";
  const filtered = article.rows.length !== shownRows.length;
  byId("shown").textContent = filtered
    ? `${shownRows.length} of ${counted(article.rows.length, "row")}`
    : counted(shownRows.length, "row");
  byId("clear").hidden = !filtered;
  const set = new Set(shownRows);
  dim((row) => set.has(row));
}

const GROUPS = ["", "Perhaps nobody’s statement at all", "Not in the article as it is now", "Added by people"];

function groupOf(row) {
  return isOwn(row) ? 3 : isLost(row) ? 2 : isMaybe(row) ? 1 : 0;
}

/** Returns where a row stands among others: what was split off stands behind its row. */
function placeOf(row) {
  const whole = originalOf(row);
  return whole ? whole.number + row.number / 1e6 : row.number;
}

function passes(row) {
  const sought = (filters.words ?? "").toLowerCase();
  if (
    sought &&
    !["source", "source_name", "cue", "statement", "notes"].some((column) =>
      cell(row, column).toLowerCase().includes(sought),
    )
  )
    return false;
  return Object.entries(FACETS).every(([name, facet]) => !filters[name] || facet.value(row) === filters[name]);
}

/** Draws a list to choose from for each facet, and one for the order. */
function drawFilters(actions) {
  for (const [name, { label }] of Object.entries({ ...FACETS, order: { label: "Order" } })) {
    const select = el("select", { id: `by-${name}`, onchange: () => actions.filter({ [name]: select.value }) });
    byId("facets").append(el("div", { class: "field" }, el("label", { for: select.id }, label), select));
  }
  byId("by-order").append(...Object.entries(ORDERS).map(([value, { label }]) => el("option", { value }, label)));
}

/** Fills the lists with what the rows have now, each choice with their number. */
function fillFilters(article) {
  for (const [name, facet] of Object.entries(FACETS)) {
    const counts = tally(article.rows.map(facet.value));
    if (filters[name] && !counts.some(([value]) => value === filters[name])) counts.push([filters[name], 0]);
    const choices = counts.map(([value, number]) => el("option", { value }, `${spaced(value)} (${number})`));
    byId(`by-${name}`).replaceChildren(el("option", { value: "" }, "all"), ...choices);
    byId(`by-${name}`).value = filters[name] ?? "";
  }
  byId("by-order").value = filters.order ?? "given";
}

function tally(values) {
  const counts = new Map();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]);
}

/** Shows how many rows are done, of this article and, where there are several, of all. */
function drawProgress(article) {
  const rows = article.rows.filter((row) => !isGone(row));
  const done = rows.filter(isDone).length;
  const begun = rows.filter((row) => !isDone(row) && statusOf(row) !== "todo").length;
  const bar = byId("bar");
  bar.setAttribute("aria-valuenow", done);
  bar.setAttribute("aria-valuemax", Math.max(rows.length, 1));
  bar.setAttribute("aria-valuetext", `${done} of ${rows.length} done`);
  bar.style.setProperty("--done", rows.length ? done / rows.length : 0);
  bar.style.setProperty("--begun", rows.length ? begun / rows.length : 0);
  const all = [...allRows()].filter((row) => !isGone(row));
  const whole = ARTICLES.length > 1 ? `; ${all.filter(isDone).length} of ${all.length} in all articles` : "";
  const message = `${done} of ${rows.length} done${whole}`;
  if (byId("count").textContent && byId("count").textContent !== message) speak(message);
  byId("count").textContent = message;
}
