// Keeps what is typed in this browser, at once and row by row, so that a reload or a second window loses nothing.

const PREFIX = "attrcheck/";
/** What is kept of a row beside the typed cells, so that it can still be shown when the article has it no more. */
const NAMING = ["id", "source", "source_name", "source_kind", "cue", "statement", "article_title", "article_url"];

let storage = null;
let unsaved = false;

/** Opens the browser's storage and tells whether it keeps anything. */
function openStorage() {
  try {
    storage = window.localStorage;
    storage.setItem(`${PREFIX}try`, "1");
    storage.removeItem(`${PREFIX}try`);
  } catch {
    storage = null;
    warnUnkept();
  }
}

function warnUnkept() {
  say("This browser keeps nothing of what you type here. Download the CSV before you close the page.", {
    warning: true,
  });
}

function keyOf(row) {
  return `${PREFIX}${row.article.key}/${row.key}`;
}

/** Keeps a row's typed cells, or forgets the row where none is left. */
function keep(row) {
  const typed = Object.keys(row.typed).length > 0;
  if (!storage) {
    unsaved ||= typed;
    return;
  }
  if (!typed && !row.extra) {
    storage.removeItem(keyOf(row));
    return;
  }
  const base = row.extra ? row.base : Object.fromEntries(NAMING.map((column) => [column, row.base[column]]));
  try {
    storage.setItem(keyOf(row), JSON.stringify({ typed: row.typed, base, extra: row.extra }));
  } catch {
    unsaved = true;
    warnUnkept();
  }
}

/** Takes up what is kept of an article; rows that it has no more come back as extra rows. */
function takeUp(article) {
  if (!storage) return;
  const known = grouped(article.rows);
  for (let at = 0; at < storage.length; at++) {
    const name = storage.key(at);
    const kept = isKeptFor(article, name) && read(name);
    if (!kept) continue;
    const rows = known.get(rowKey(article, name)) ?? [addKept(article, name, kept)];
    for (const row of rows) takeTyped(row, kept.typed);
  }
}

/** Tells whether a name in the storage is that of a row of an article. */
function isKeptFor(article, name) {
  return name.startsWith(`${PREFIX}${article.key}/`);
}

function rowKey(article, name) {
  return name.slice(`${PREFIX}${article.key}/`.length);
}

/** Adds what is kept of a row that the article does not have, and returns it. */
function addKept(article, name, kept) {
  return addExtra(article, rowKey(article, name), kept.base ?? {});
}

function grouped(rows) {
  const groups = new Map(rows.map((row) => [row.key, []]));
  for (const row of rows) groups.get(row.key).push(row);
  return groups;
}

/** Returns what is kept under a name, null where it is nothing of this page's making. */
function read(name) {
  let kept = null;
  try {
    kept = JSON.parse(storage.getItem(name));
  } catch {
    return null;
  }
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject(kept) && isObject(kept.typed) && isObject(kept.base ?? {}) ? kept : null;
}

/** Adds a row that the article does not have, and returns it. */
function addExtra(article, key, base) {
  const row = { ...makeRow(article, article.rows.length + 1, { cells: [] }), base: bare(base), key, extra: true };
  article.rows.push(row);
  return row;
}

/** Sets a row's typed cells to those that were kept. */
function takeTyped(row, typed) {
  row.typed = bare(typed);
  dropOutdated(row);
}

/** Forgets what look-ups found earlier where the page has findings of its own. */
function dropOutdated(row) {
  for (const column of FOUND) if (row.base[column] && !row.extra) delete row.typed[column];
}

/** Sets a cell to what a person typed, and keeps it. */
function type(row, column, value) {
  if (value === (row.base[column] ?? "") && column in row.base) delete row.typed[column];
  else if (value === "" && !(column in row.base) && !(column in row.typed)) return;
  else row.typed[column] = value;
  keep(row);
}

function forgetAll() {
  for (const article of ARTICLES) {
    for (const row of article.rows) if (storage) storage.removeItem(keyOf(row));
  }
  unsaved = false;
}

/** Returns what is kept under a name for all pages, or keeps `value` there. */
function setting(name, value) {
  if (!storage) return null;
  if (value === undefined) return storage.getItem(`${PREFIX}${name}`);
  try {
    storage.setItem(`${PREFIX}${name}`, value);
  } catch {
    warnUnkept();
  }
  return value;
}
