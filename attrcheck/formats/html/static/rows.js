// The page's data, and its rows: what a cell says now, and what counts as done.

const DATA = JSON.parse(byId("data").textContent);
const COLUMNS = DATA.columns;
/** The columns of what look-ups found, each named after its look-up. */
const FOUND = DATA.found;
/** The columns of how a statement stands in the material that it was held against. */
const HELD = DATA.held;
const HUMAN = DATA.human;
/** What the page calls the columns that people fill in and those of look-ups. */
const LABELS = DATA.labels;
const [MERGED, OLD_STATEMENT, CONTRADICTIONS, HISTORY] = DATA.marks;
const OURS = new Set([...COLUMNS, ...FOUND, ...HELD, ...DATA.marks]);
const FINISHED = ["done", "skipped", "not_a_statement"];

/** The articles, each with its rows; `extra` rows came from a file or an earlier version and have no marks. */
const ARTICLES = DATA.articles.map((article, place) => {
  const whole = { ...article, place, rows: [] };
  whole.rows = article.rows.map((row, number) => makeRow(whole, number + 1, row));
  whole.size = whole.rows.length;
  return whole;
});

function makeRow(article, number, { cells, reason = "", nested_in = "", candidates = [], evidence = [], against = null }) {
  const base = bare(Object.fromEntries([...COLUMNS, ...FOUND, ...HELD].map((column, at) => [column, cells[at]])));
  const row = { article, number, base, typed: bare({}), key: base.id, extra: false, unsigned: new Set() };
  return { ...row, reason, nestedIn: nested_in, candidates, evidence, against };
}

/** Returns cells by column, those that are text, whatever the columns are called: "constructor" is like any other. */
function bare(cells) {
  const texts = Object.entries(cells).filter(([, value]) => typeof value === "string");
  return Object.assign(Object.create(null), Object.fromEntries(texts));
}

/** Returns what an article is called: its title, else where it is from. */
function nameOfArticle(article) {
  return article.title || article.url || article.file || "Untitled article";
}

function* allRows() {
  for (const article of ARTICLES) yield* article.rows;
}

/** Returns what a cell says now. */
function cell(row, column) {
  return row.typed[column] ?? row.base[column] ?? "";
}

/** Returns a status or verdict as the lists spell it. */
function folded(choice) {
  return choice
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
}

function statusOf(row) {
  return folded(cell(row, "status")) || "todo";
}

function marksOf(row) {
  return cell(row, MERGED).split("; ").filter(Boolean);
}

/** Tells whether the row counts as done; one that changed or is in conflict does not, before a person settles that. */
function isDone(row) {
  return FINISHED.includes(statusOf(row)) && !marksOf(row).some((mark) => ["changed", "conflict"].includes(mark));
}

/** Returns the row that another one was split off from, null where it was not. */
function originalOf(row) {
  return (row.extra && row.article.rows.find((one) => !one.extra && one.key === row.base.id)) || null;
}

/** Returns the number that a row has on the page; what was split off has its row's, and a letter. */
function labelOf(row) {
  const whole = originalOf(row);
  if (!whole) return String(row.number);
  const halves = row.article.rows.filter((one) => originalOf(one) === whole);
  return `${whole.number}${String.fromCharCode(98 + Math.min(halves.indexOf(row), 24))}`;
}

/** Tells whether the article has a row no more, and nobody made it. */
function isGone(row) {
  return isLost(row) || marksOf(row).includes("gone");
}

function isLost(row) {
  return row.extra && !isOwn(row) && !originalOf(row);
}

function isMaybe(row) {
  return cell(row, "priority") === "maybe";
}

function whoOf(row) {
  return cell(row, "source_name") || cell(row, "source") || (row.extra ? "" : "nobody named");
}

/** Returns the kind of a row's source, as people read it; that nobody is named, the name says already. */
function kindOf(row) {
  const kind = cell(row, "source_kind");
  return kind === "none" ? "" : spaced(kind);
}

/** Returns the columns that people added, in the order in which they were met. */
function ownColumns() {
  const own = new Set();
  for (const row of allRows()) {
    for (const column of [...Object.keys(row.base), ...Object.keys(row.typed)]) if (!OURS.has(column)) own.add(column);
  }
  return [...own];
}
