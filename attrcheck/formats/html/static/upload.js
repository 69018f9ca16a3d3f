// A checklist's file in, its typed cells taken into the page's rows; nothing that a person typed is lost.

/** More rows than these that the article does not have, no browser keeps or draws in good time. */
const MANY = 2000;

/** Takes up the records of a file, and returns what was done. */
function takeIn(records) {
  const found = pairUp(records);
  if (!found.pairs.length && !found.extras.length) return found.others ? refusal(records) : "The file has no rows.";
  if (found.extras.length > MANY) return tooMany(found.extras.length);
  const before = found.pairs.filter(({ row }) => marksOf(row).includes("conflict")).length;
  takePairs(found);
  const parts = [`${counted(found.pairs.length, "row")} read`];
  const conflicts = found.pairs.filter(({ row }) => marksOf(row).includes("conflict")).length - before;
  if (conflicts > 0) parts.push(`${conflicts} in conflict: filter by mark to settle them`);
  if (found.extras.length) parts.push(`${found.extras.length} that the article does not have kept at the end`);
  if (found.others) parts.push(`${found.others} about other articles left out`);
  return `${parts.join(", ")}.`;
}

/** Takes up the records of people's work that belongs to this page, and returns the rows that they went to. */
function takeRecords(records) {
  return takePairs(pairUp(records, { areOurs: true }));
}

function takePairs({ pairs, extras }) {
  for (const { row, record } of pairs) combine(row, record);
  const wholes = new Map(pairs.filter(({ row }) => !row.extra).map(({ row, record }) => [record.id, row]));
  const added = extras.map(({ article, record }) => {
    const whole = record.id && wholes.get(record.id);
    return whole?.article === article ? takeHalf(whole, record) : takeExtra(article, record);
  });
  return [...pairs.map(({ row }) => row), ...added];
}

function tooMany(number) {
  const instead = "too many for this page. Run attrcheck merge on it instead. Nothing was changed.";
  return `This file has ${number} rows that the article does not have, ${instead}`;
}

function refusal(records) {
  const [theirs] = records.filter((record) => record.article_title || record.article_url);
  const name = theirs ? `“${theirs.article_title || theirs.article_url}”` : "one without a title";
  return `This is a checklist of another article, ${name}. Nothing was changed.`;
}

/** Finds the row of each record: by its id, else by its words; what is left is extra, or about other articles. */
function pairUp(records, { areOurs = false } = {}) {
  const byKey = new Map();
  const byWords = new Map();
  const enter = (index, key, row) => index.set(key, [...(index.get(key) ?? []), row]);
  for (const row of allRows()) {
    for (const key of new Set([row.key, row.base.id || extraKey(row.base)])) enter(byKey, key, row);
    enter(byWords, wordsOf(row.base) || row.key, row);
  }
  const taken = new Set();
  const pairs = [];
  const loose = [];
  const free = (rows = [], record) => {
    const split = splitOff(record[HISTORY] ?? "");
    const open = rows.filter((row) => !taken.has(row) && splitOff(cell(row, HISTORY)) === split);
    const its = open.filter((row) => isOf(record, row.article));
    return its.find((row) => cell(row, "statement") === record.statement) ?? its[0] ?? open[0];
  };
  // What was split off comes behind the rows that it was split off from.
  const isOff = (record) => Number(splitOff(record[HISTORY] ?? "") !== "");
  for (const record of [...records].sort((one, other) => isOff(one) - isOff(other))) {
    const row = free(byKey.get(record.id || extraKey(record)), record) ?? free(byWords.get(wordsOf(record)), record);
    if (row) taken.add(row);
    if (row) pairs.push({ row, record });
    else loose.push(record);
  }
  const unnamed = (record) => !record.article_title && !record.article_url && !record.article_file;
  const home = (record) =>
    ARTICLES.find((article) => (article.title || article.url || article.file) && isOf(record, article)) ??
    ((pairs.length || areOurs) && unnamed(record) ? (pairs[0]?.row.article ?? ARTICLES[0]) : null);
  const extras = loose.map((record) => ({ article: home(record), record })).filter(({ article }) => article);
  return { pairs, extras, others: loose.length - extras.length };
}

function isOf(record, article) {
  const names = [record.article_title, record.article_url, record.article_file ?? article.file];
  return [article.title, article.url, article.file].every((name, at) => (names[at] ?? "") === name);
}

/** Returns the words by which a row is known, without what a typesetter may change. */
function wordsOf(record) {
  const plain = (text) => plainWords(text).join(" ");
  return [record.source, record.cue, record.statement].map(plain).join("\n").trim();
}

function plainWords(text = "") {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}_]+/gu) ?? []
  );
}

/** Returns a key for a row without an id, the same for the same cells in whatever order. */
function extraKey(record) {
  const filled = Object.entries(record).filter(([, value]) => value);
  let hash = 5381;
  for (const character of JSON.stringify(filled.sort())) hash = (hash * 33 + character.codePointAt(0)) % 4294967296;
  return `+${hash.toString(16)}`;
}

/** Returns a key that no row of the article has yet, so that each is kept by itself. */
function freeKey(article, first) {
  const taken = new Set(article.rows.map((row) => row.key));
  let key = first;
  for (let copy = 2; taken.has(key); copy++) key = `${first}+${copy}`;
  return key;
}

function takeExtra(article, record) {
  const row = addExtra(article, freeKey(article, record.id || extraKey(record)), record);
  keep(row);
  return row;
}

/** Adds the row of a record that a person split off from another row, and returns it. */
function takeHalf(whole, record) {
  const key = freeKey(whole.article, `${whole.key}+${extraKey(record)}`);
  const half = addExtra(whole.article, key, { ...whole.base, id: whole.key });
  const own = Object.entries(record).filter(([column, value]) => column !== "id" && value !== (half.base[column] ?? ""));
  takeTyped(half, Object.fromEntries(own));
  keep(half);
  return half;
}

/** Returns the columns of a record that are people's own. */
function ownOf(record) {
  return Object.keys(record).filter((column) => !OURS.has(column));
}

/** Unites what was typed here and in a file: both histories, so that it does not count which comes first. */
function combine(row, record) {
  const own = [...new Set([...ownColumns(), ...ownOf(record)])];
  const isOfOneReading = !record.reading || record.reading === row.base.reading;
  const read = (column, value) =>
    row.extra ? null : value === (row.base[column] ?? "") ? true : isOfOneReading ? false : null;
  // What nobody has worked on here takes the file's cells as they are, and the history with the first change.
  const says = (column) => isSameCell(column, cell(row, column), record[column] ?? "");
  const isSame = [...HUMAN, ...own].every(says);
  const isFirst = !cell(row, HISTORY) && !record[HISTORY] && (isSame || !Object.keys(row.typed).length);
  const changes = united(historyOf(row), changesOf(record, own, read));
  const marks = [...(record[MERGED] ?? "").split("; "), ...marksOf(row)].filter((mark) => mark && mark !== "changed");
  const isChanged = standing(changes, MERGED).value === "changed";
  put(row, MERGED, [...new Set([...(isChanged ? ["changed"] : []), ...marks])].join("; "));
  const before = [cell(row, OLD_STATEMENT), record[OLD_STATEMENT] ?? ""].join("\n").split("\n").filter(Boolean);
  put(row, OLD_STATEMENT, [...new Set(before)].join("\n"));
  for (const column of [...HUMAN, ...own, ...CORRECTED]) {
    const { value } = standing(changes, column);
    if (value === null) delete row.typed[column];
    else put(row, column, column === "status" && !foldedCell(column, value) ? "todo" : value);
  }
  if (!cell(row, CONTRADICTIONS)) put(row, CONTRADICTIONS, record[CONTRADICTIONS] ?? "");
  setHistory(row, changes);
  if (isFirst) put(row, HISTORY, "");
  for (const column of [...FOUND, ...HELD]) if (record[column]) row.typed[column] = record[column];
  dropOutdated(row);
  row.draft = null;
  keep(row);
}
