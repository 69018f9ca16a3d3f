// Keeps what is typed in this browser, at once and row by row, so that a reload or a second window loses nothing.

const PREFIX = "attrcheck/";
/** What is kept of a row beside the typed cells, so that it can still be shown when the article has it no more. */
const NAMING = ["id", "source", "source_name", "source_kind", "cue", "statement", "article_title", "article_url"];

/** From so much of their words in common on, two articles are versions of one. */
const ALIKE = 0.3;

let storage = null;
let unsaved = false;

/** Opens the browser's storage, or the desk's, and tells whether it keeps anything. */
function openStorage() {
  if (DATA.desk) {
    storage = connectDesk();
    return;
  }
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
  if (DATA.desk) queue(row);
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
    row.kept = JSON.stringify(row.typed);
    storage.setItem(keyOf(row), JSON.stringify({ typed: row.typed, base, extra: row.extra }));
    storage.setItem(aboutKey(row.article.key), JSON.stringify(row.article.about));
  } catch {
    unsaved = true;
    warnUnkept();
  }
}

/** Takes up what is kept of an article, or of an earlier version; rows that it has no more come back as extra rows. */
function takeUp(article) {
  if (!storage) return;
  article.key = ownKey(article);
  const isThere = namesOf(article.key).length > 0;
  takeKept(article);
  const earlier = isThere ? "" : earlierKey(article);
  if (earlier) adopt(article, earlier);
}

function aboutKey(key) {
  return `${PREFIX}about/${key}`;
}

function namesOf(key) {
  const names = Array.from({ length: storage.length }, (_, at) => storage.key(at));
  return names.filter((name) => name.startsWith(`${PREFIX}${key}/`));
}

/** Returns what is kept of what an article is, null for nothing. */
function aboutOf(name) {
  try {
    const about = JSON.parse(storage.getItem(name));
    return Array.isArray(about?.sketch) ? about : null;
  } catch {
    return null;
  }
}

/** Returns how much of two articles' words is the same, 0 to 1, by the sketches that are made of them. */
function sharing(one, other) {
  const size = Math.min(one.length, other.length);
  const least = [...new Set([...one, ...other])].sort((a, b) => a - b).slice(0, size);
  const [mine, theirs] = [new Set(one), new Set(other)];
  return size ? least.filter((number) => mine.has(number) && theirs.has(number)).length / size : 0;
}

/** Returns the name under which an article is kept: another one where something else of that name is kept already. */
function ownKey(article) {
  for (let number = 1; ; number++) {
    const key = number === 1 ? article.key : `${article.key}+${number}`;
    const about = aboutOf(aboutKey(key));
    if (!about || article.url || sharing(about.sketch, article.about.sketch) > 0 || !article.about.sketch.length) return key;
  }
}

/** Returns the name under which an earlier version of an article is kept, "" for none. */
function earlierKey(article) {
  if (article.old_key !== article.key && namesOf(article.old_key).length) return article.old_key;
  const here = new Set(ARTICLES.map((one) => one.key));
  const names = Array.from({ length: storage.length }, (_, at) => storage.key(at));
  const found = names
    .filter((name) => name.startsWith(`${PREFIX}about/`) && !here.has(name.slice(aboutKey("").length)))
    .map((name) => ({ name, share: sharing(aboutOf(name)?.sketch ?? [], article.about.sketch) }))
    .filter(({ share }) => share >= ALIKE)
    .sort((one, other) => other.share - one.share);
  return found.length ? found[0].name.slice(aboutKey("").length) : "";
}

/** Gives an article's rows what was typed about an earlier version of it, kept under the name `key`. */
function adopt(article, key) {
  let number = 0;
  for (const name of namesOf(key)) {
    const kept = read(name);
    if (!kept || !Object.keys(kept.typed).length) continue;
    const base = kept.base;
    const row = rowLike(article, base);
    const its = row ?? addExtra(article, name.slice(`${PREFIX}${key}/`.length), base);
    takeTyped(its, { ...kept.typed, ...(row && changed(row, base)) });
    keep(its);
    number++;
  }
  if (number) say(`${counted(number, "row")} of an earlier version of this article kept what was typed.`);
}

function changed(row, base) {
  if (wordsOf(row.base) === wordsOf(base)) return null;
  return { [MERGED]: "changed", [OLD_STATEMENT]: base.statement ?? "" };
}

/** Returns the row without typed cells that has the words of `base`, or most of them. */
function rowLike(article, base) {
  const free = article.rows.filter((row) => !row.extra && !Object.keys(row.typed).length);
  const same = free.find((row) => wordsOf(row.base) === wordsOf(base));
  if (same) return same;
  const counts = free.map((row) => ({ row, share: likeness(row.base, base) })).filter(({ share }) => share >= 0.6);
  return counts.sort((one, other) => other.share - one.share)[0]?.row;
}

/** Returns how many of the words of two statements of one source are the same, 0 to 1. */
function likeness(one, other) {
  if (plainWords(one.source).join() !== plainWords(other.source).join()) return 0;
  const [mine, theirs] = [plainWords(one.statement), plainWords(other.statement)];
  const left = [...theirs];
  const both = mine.filter((word) => left.includes(word) && left.splice(left.indexOf(word), 1)).length;
  return mine.length + theirs.length ? (2 * both) / (mine.length + theirs.length) : 0;
}

function takeKept(article) {
  const known = grouped(article.rows);
  for (let at = 0; at < storage.length; at++) {
    const name = storage.key(at);
    const kept = isKeptFor(article, name) && read(name);
    if (!kept) continue;
    const rows = known.get(rowKey(article, name)) ?? like(article, name, kept);
    for (const row of rows) takeTyped(row, kept.typed);
  }
}

/** Returns the row that has the words of what is kept under another name, or one that is added for it. */
function like(article, name, kept) {
  const row = !kept.extra && rowLike(article, kept.base);
  if (!row) return [addKept(article, name, kept)];
  kept.typed = { ...kept.typed, ...changed(row, kept.base) };
  return [row];
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
  return addExtra(article, rowKey(article, name), kept.base);
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
  const isWhole = isObject(kept) && isObject(kept.typed) && isObject(kept.base ?? {});
  return isWhole ? { ...kept, base: bare(kept.base ?? {}) } : null;
}

function randomName() {
  return [...crypto.getRandomValues(new Uint8Array(5))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Adds a row that the article does not have, and returns it. */
function addExtra(article, key, base) {
  const number = Math.max(0, ...article.rows.map((row) => row.number)) + 1;
  const row = { ...makeRow(article, number, { cells: [] }), base: bare(base), key, extra: true };
  article.rows.push(row);
  return row;
}

/** Adds a row for a statement that attrcheck missed, with who added it when, and returns it. */
function addOwn(article, statement) {
  const key = `own-${randomName()}`;
  const names = { article_title: article.title, article_url: article.url, article_date: article.date };
  const row = addExtra(article, key, { id: key, status: "todo", ...names, article_file: article.file });
  const added = makeChange("row", "added", { when: now(), who: setting("name") || "" });
  put(row, HISTORY, historyCell(new Map([[added.name, added]])));
  if (statement) type(row, "statement", statement);
  keep(row);
  return row;
}

/** Takes a row out that a person had added, as if it had never been. */
function dropRow(row) {
  row.article.rows = row.article.rows.filter((one) => one !== row);
  storage?.removeItem(keyOf(row));
}

/** Sets a row's typed cells to those that were kept. */
function takeTyped(row, typed) {
  row.typed = bare(typed);
  row.kept = JSON.stringify(row.typed);
  row.draft = null;
  dropOutdated(row);
}

/** Forgets what was found earlier where the page has findings of its own. */
function dropOutdated(row) {
  for (const column of [...FOUND, ...HELD]) if (row.base[column] && !row.extra) delete row.typed[column];
}

/** Sets a cell to what a person typed, with who and when, and keeps it. */
function type(row, column, value) {
  takeNewer(row);
  note(row, column, value);
  put(row, column, value);
  keep(row);
}

/** Takes up what another window has kept of a row, whose word of it may not have come yet. */
function takeNewer(row) {
  const kept = storage && read(keyOf(row));
  if (kept && JSON.stringify(kept.typed) !== row.kept) takeTyped(row, kept.typed);
}

/** Adds a change of a cell to the row's history; typing on in one field makes one change of it. */
function note(row, column, value) {
  if ([OLD_STATEMENT, CONTRADICTIONS, HISTORY].includes(column)) return;
  const changes = historyOf(row);
  const draft = row.draft?.column === column && changes.get(row.draft.name);
  if (row.draft?.column === "checked_by" && column !== "checked_by") row.unsigned.clear();
  if (draft) for (const name of [draft.name, ...row.draft.halves]) changes.delete(name);
  const stood = standing(changes, column);
  if (column === MERGED) value = value.split("; ").includes("changed") ? "changed" : "";
  const reads = CORRECTED.includes(column) && !isOwn(row) && value === (row.base[column] ?? "") ? null : value;
  row.draft = null;
  if (!isSameCell(column, reads, stood.value ?? "") || stood.rivals.length) {
    const by = { when: draft ? draft.when : now(), who: setting("name") || cell(row, "checked_by") };
    const next = nextChange(changes, column, reads, by);
    const isMine = (one) => row.unsigned.has(one.name);
    const other = stoodBy(changes, new Set([column]), (name) => cell(row, name), by);
    const halves = other.filter((one) => !lastChanges(changes, one.column).some(isMine));
    for (const one of [next, ...halves]) {
      changes.set(one.name, one);
      if (!by.who) row.unsigned.add(one.name);
    }
    row.draft = { column, name: next.name, halves: halves.map((one) => one.name) };
  }
  if (column === "checked_by") signUnsigned(row, changes, value);
  setHistory(row, changes);
}

/** Gives what was just typed in a row before it was signed the name that it is signed with. */
function signUnsigned(row, changes, who) {
  for (const name of [...row.unsigned]) {
    const change = changes.get(name);
    if (!change || !lastChanges(changes, change.column).includes(change)) continue;
    // A change that is out already is known to others, so that the signed one is made in knowledge of it.
    const isOut = row.sent?.has(name);
    const after = isOut ? [name] : change.after;
    const signed = makeChange(change.column, change.value, { when: change.when, who, after });
    if (!isOut) changes.delete(name);
    changes.set(signed.name, signed);
    row.unsigned.delete(name);
    row.unsigned.add(signed.name);
    if (row.draft?.name === name) row.draft.name = signed.name;
    if (row.draft) row.draft.halves = row.draft.halves.map((half) => (half === name ? signed.name : half));
  }
}

/** Returns who typed what when in a row, also what stood there before there was such a record. */
function historyOf(row) {
  const cells = bare({ ...row.base, ...row.typed });
  // Of a row that the article does not have the page does not know what was read.
  return changesOf(cells, ownColumns(), (column, value) => (row.extra ? null : value === (row.base[column] ?? "")));
}

/** Gives a row its history, and what people say against each other in it. */
function setHistory(row, changes) {
  const against = contradictions(changes, [...HUMAN, ...ownColumns(), ...CORRECTED]);
  const marks = marksOf(row).filter((mark) => mark !== "conflict");
  const isLeft = marksOf(row).includes("conflict") && !cell(row, CONTRADICTIONS);
  put(row, MERGED, [...marks, ...(against || isLeft ? ["conflict"] : [])].join("; "));
  put(row, CONTRADICTIONS, against);
  put(row, HISTORY, historyCell(changes));
}

function now() {
  const today = new Date();
  const parts = [today.getFullYear(), today.getMonth() + 1, today.getDate(), today.getHours(), today.getMinutes(), today.getSeconds()];
  const [year, month, day, ...clock] = parts.map((part) => String(part).padStart(2, "0"));
  return `${year}-${month}-${day}T${clock.join(":")}`;
}

/** Sets a cell, or forgets it where it is as it was read. */
function put(row, column, value) {
  if (value === (row.base[column] ?? "") && column in row.base) delete row.typed[column];
  else if (value === "" && !(column in row.base) && !(column in row.typed)) return;
  else row.typed[column] = value;
}

function forgetAll() {
  for (const article of ARTICLES) {
    for (const name of storage ? namesOf(article.key) : []) storage.removeItem(name);
    storage?.removeItem(aboutKey(article.key));
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
