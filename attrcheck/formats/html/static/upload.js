// A checklist's file in, its typed cells taken into the page's rows; nothing that a person typed is lost.

/** More rows than these that the article does not have, no browser keeps or draws in good time. */
const MANY = 2000;

/** Takes up the records of a file; `choose` is asked which side stands where both say something else. */
async function takeIn(records, choose) {
  const found = pairUp(records);
  if (!found.pairs.length && !found.extras.length) return found.others ? refusal(records) : "The file has no rows.";
  if (found.extras.length > MANY) return tooMany(found.extras.length);
  const clashes = found.pairs.filter(({ row, record }) =>
    columnsOf(record).some((column) => clash(row, record, column)),
  );
  const side = clashes.length ? await choose(clashes.length) : "here";
  if (side === "cancel") return "Nothing was changed.";
  for (const { row, record } of found.pairs) combine(row, record, side);
  for (const { article, record } of found.extras) takeExtra(article, record);
  const parts = [`${counted(found.pairs.length, "row")} read`];
  if (found.extras.length) parts.push(`${found.extras.length} that the article does not have kept at the end`);
  if (found.others) parts.push(`${found.others} about other articles left out`);
  return `${parts.join(", ")}.`;
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
function pairUp(records) {
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
    const open = rows.filter((row) => !taken.has(row));
    return open.find((row) => isOf(record, row.article)) ?? open[0];
  };
  for (const record of records) {
    const row = free(byKey.get(record.id || extraKey(record)), record) ?? free(byWords.get(wordsOf(record)), record);
    if (row) taken.add(row);
    if (row) pairs.push({ row, record });
    else loose.push(record);
  }
  const unnamed = (record) => !record.article_title && !record.article_url;
  const home = (record) =>
    ARTICLES.find((article) => (article.title || article.url) && isOf(record, article)) ??
    (pairs.length && unnamed(record) ? pairs[0].row.article : null);
  const extras = loose.map((record) => ({ article: home(record), record })).filter(({ article }) => article);
  return { pairs, extras, others: loose.length - extras.length };
}

function isOf(record, article) {
  return record.article_title === article.title && record.article_url === article.url;
}

/** Returns the words by which a row is known, without what a typesetter may change. */
function wordsOf(record) {
  const plain = (text = "") =>
    (
      text
        .normalize("NFKC")
        .toLowerCase()
        .match(/[\p{L}\p{N}_]+/gu) ?? []
    ).join(" ");
  return [record.source, record.cue, record.statement].map(plain).join("\n").trim();
}

/** Returns a key for a row without an id, the same for the same cells in whatever order. */
function extraKey(record) {
  const filled = Object.entries(record).filter(([, value]) => value);
  let hash = 5381;
  for (const character of JSON.stringify(filled.sort())) hash = (hash * 33 + character.codePointAt(0)) % 4294967296;
  return `+${hash.toString(16)}`;
}

/** Adds a row for a record, under a key that no other row of the article has, so that each is kept by itself. */
function takeExtra(article, record) {
  const taken = new Set(article.rows.map((row) => row.key));
  const first = record.id || extraKey(record);
  let key = first;
  for (let copy = 2; taken.has(key); copy++) key = `${first}+${copy}`;
  keep(addExtra(article, key, record));
}

/** Returns the columns of a record that people write into. */
function columnsOf(record) {
  const made = new Set([...COLUMNS, ...FOUND].filter((column) => !HUMAN.includes(column)));
  return Object.keys(record).filter((column) => !made.has(column));
}

function isBlank(column, text) {
  return !text || (column === "status" && folded(text) === "todo");
}

function isSame(column, one, other) {
  return one === other || (["status", "verdict"].includes(column) && folded(one) === folded(other));
}

/** Tells whether `notes` are `other` with something added, or hold its lines among others. */
function goesOn(notes, other) {
  return notes.startsWith(`${other}\n`) || `\n${notes}\n`.includes(`\n${other}\n`);
}

function clash(row, record, column) {
  const [here, there] = [cell(row, column), record[column]];
  if (isBlank(column, here) || isBlank(column, there) || isSame(column, here, there)) return false;
  if ([MERGED, OLD_STATEMENT].includes(column)) return false;
  return column !== "notes" || !(goesOn(here, there) || goesOn(there, here));
}

/** Gives the row what the record says; where they contradict each other, `side` stands and the notes keep the other. */
function combine(row, record, side) {
  const lines = [];
  for (const column of columnsOf(record)) {
    const [here, there] = [cell(row, column), record[column]];
    if (clash(row, record, column)) {
      const [stands, other] = side === "file" ? [there, here] : [here, there];
      row.typed[column] = stands;
      lines.push(`[${side === "file" ? "here before" : "from the file"}] ${column}: ${other}`);
    } else if (column === "notes" && here && there) {
      row.typed[column] = goesOn(here, there) ? here : there;
    } else if (!isBlank(column, there) || (isBlank(column, here) && !(column in row.base))) {
      row.typed[column] = isSame(column, here, there) ? here : there;
    }
    if (row.typed[column] === row.base[column]) delete row.typed[column];
  }
  for (const column of FOUND) if (record[column]) row.typed[column] = record[column];
  dropOutdated(row);
  if (lines.length) row.typed.notes = [cell(row, "notes"), ...lines].filter(Boolean).join("\n");
  keep(row);
}
