// A row's cells and its record of who typed what in, what stands in each now out: the same rules as in attrcheck's merge.

const CORRECTED = DATA.corrected;
/** Columns in which what several people wrote stands together, and what stands between. */
const TOGETHER = { notes: "\n", evidence_url: "\n", checked_by: ", " };

const CHOICES = ["status", "verdict"];

/** Ids as attrcheck makes them, also as spreadsheets spoil them; what a person added has another or none. */
const MADE_ID = /^\s*(?:[0-9a-f]{10}(?:-\d+)?|\d{1,9}|\d+(?:[.,]\d+)?E[+-]?\d+)\s*$/i;

/** Tells whether a person added a row. */
function isOwn(row) {
  return row.extra && !MADE_ID.test(row.base.id ?? "");
}

/** Returns a change: a cell that a person filled in, null for what attrcheck read; `after` names what they knew of. */
function makeChange(column, value, { when = "", who = "", after = [] } = {}) {
  const folded = value === null ? "\0" : foldedCell(column, value);
  const parts = [column, folded, when, blanks(who), ...[...after].sort()];
  return { column, value, when, who, after, name: named(parts.join("\x1f")) };
}

function named(text) {
  let number = 5381;
  for (const character of text) number = (number * 33 + character.codePointAt(0)) % 4294967296;
  return number.toString(16).padStart(8, "0");
}

function blanks(text) {
  return text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");
}

/** Returns a cell without what programs may change in it. */
function foldedCell(column, value) {
  if (CHOICES.includes(column)) return folded(value) === "todo" ? "" : folded(value);
  const days = columnDays(column, value);
  return days.length === 1 ? days[0] : blanks(value);
}

/** Midnight, which programs put behind a day that has no time; any other time says more than the day. */
const MIDNIGHT = /(?:[ T]+|, )(?:0?0:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?|12:00(?::00)? ?AM)\s*$/i;
const EASTERN = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/;

/** Returns the days that a cell may mean, as ISO 8601 spells them; only where it is `loose` also of few figures. */
function daysOf(cell, loose = true) {
  const text = cell.replace(MIDNIGHT, "").replace(EASTERN, "$1-$2-$3");
  const compact = /^\s*((?:19|20)\d\d)(\d\d)(\d\d)\s*$/.exec(text);
  const serial = /^\s*([45]\d{4})(?:[.,]0+)?\s*$/.exec(text);
  if (loose && serial) return [new Date(Date.UTC(1899, 11, 30 + Number(serial[1]))).toISOString().slice(0, 10)];
  if (!loose && !/\d{4}/.test(text)) return [];
  const found = daysOfNumbers(text) ?? (loose && compact ? [compact.slice(1).map(Number)] : daysOfWords(text));
  const days = found.filter(([y, m, d]) => y > 0 && m >= 1 && m <= 12 && d >= 1 && d <= new Date(y, m, 0).getDate());
  return [...new Set(days.map(([y, ...rest]) => [String(y).padStart(4, "0"), ...rest.map((n) => String(n).padStart(2, "0"))].join("-")))];
}

function daysOfNumbers(text) {
  const match = /^\s*(\d{1,4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,4})\.?\s*$/.exec(text);
  if (!match) return null;
  const [a, b] = match.slice(1).map(Number);
  const year = yearOf(match[3]);
  if (match[1].length === 4) return [[a, b, Number(match[3])]];
  // Where points part them, nobody puts the month first.
  return /\d\s*\./.test(text.replace(/[ .]+$/, "")) ? [[year, b, a]] : [[year, b, a], [year, a, b]];
}

function yearOf(figures) {
  return Number(figures) + (figures.length <= 2 ? 2000 : 0);
}

/** Returns the day of a text with one month's name and two figures, in a list of their own. */
function daysOfWords(text) {
  const { months, passed } = DATA.dates;
  const plain = text.toLowerCase().replace(/(\d)(?:st|nd|rd|th|er|re|e|º|ª)(?!\p{L})/gu, "$1");
  const parts = plain.normalize("NFC").replaceAll("ς", "σ").split(/[\s,./’'-]+/).filter((part) => part && !passed.includes(part));
  const named = parts.filter((part) => Object.hasOwn(months, part));
  const figures = parts.filter((part) => /^\d{1,4}$/.test(part));
  if (parts.length !== 3 || named.length !== 1 || figures.length !== 2 || !figures.includes(parts[2])) return [];
  const [day, year] = figures[0].length === 4 ? [...figures].reverse() : figures;
  return [[yearOf(year), months[named[0]], Number(day)]];
}

/** Returns the days that a cell of a column may mean, in one of people's own only what can be nothing else. */
function columnDays(column, text) {
  if (column === "checked_on") return daysOf(text);
  return OURS.has(column) ? [] : daysOf(text, false);
}

function isoDay(text) {
  const days = daysOf(text);
  return days.length === 1 ? days[0] : "";
}

function isSameCell(column, one, other) {
  if (one === null || other === null) return one === other;
  const days = columnDays(column, other);
  if (columnDays(column, one).some((day) => days.includes(day))) return true;
  return foldedCell(column, one) === foldedCell(column, other);
}

/** Returns the changes that a cell of the column "history" holds; a line that was cut or spoilt is passed over. */
function readHistory(text) {
  const changes = new Map();
  for (const line of text.split("\n")) {
    let said = null;
    try {
      said = JSON.parse(line);
    } catch {
      continue;
    }
    if (!Array.isArray(said) || said.length !== 5 || !Array.isArray(said[4])) continue;
    const [when, who, column, value, after] = said;
    if (![when, who, column, ...after].every((one) => typeof one === "string")) continue;
    if (value !== null && typeof value !== "string") continue;
    const change = makeChange(column, value, { when, who, after: after.sort() });
    changes.set(change.name, change);
  }
  return changes;
}

/** Returns two histories as one; of several spellings of a change that which all understand, if any. */
function united(one, other) {
  const all = new Map(one);
  for (const [name, change] of other) if (!all.has(name) || isClearer(change, all.get(name))) all.set(name, change);
  return all;
}

function isClearer(one, other) {
  const [mine, theirs] = [one, other].map(({ column, value }) => Number((value ?? "") !== foldedCell(column, value ?? "")));
  const [left, right] = [one, other].map(({ value, who }) => `${value ?? ""}\0${who}`);
  return mine === theirs ? left < right : mine < theirs;
}

function historyCell(changes) {
  const key = (one) => [one.when, String(one.after.length).padStart(4, "0"), one.column, one.name];
  const before = (one, other) => {
    const [left, right] = [key(one), key(other)];
    const at = left.findIndex((part, n) => part !== right[n]);
    return at < 0 ? 0 : left[at] < right[at] ? -1 : 1;
  };
  const ordered = [...changes.values()].sort(before);
  return ordered.map(({ when, who, column, value, after }) => JSON.stringify([when, who, column, value, after])).join("\n");
}

/** Returns the changes of a column that no other one was made in knowledge of. */
function lastChanges(changes, column) {
  const its = [...changes.values()].filter((one) => one.column === column);
  const known = new Set(its.flatMap((one) => one.after));
  const key = (one) => `${one.when}\0${one.name}`;
  return its.filter((one) => !known.has(one.name)).sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

function isOlder(one, other) {
  const [who, by] = [one.who, other.who].map((name) => blanks(name).toLowerCase());
  const length = one.when.length === other.when.length ? one.when.length : 10;
  return Boolean(who && who === by && one.when && one.when.slice(0, length) < other.when.slice(0, length));
}

function personOf(change) {
  return blanks(change.who).toLowerCase();
}

/** Returns each person's newest of the last changes of a column. */
function newestChanges(changes, column) {
  return lastChanges(changes, column).filter((one, _, all) => !all.some((other) => isOlder(one, other)));
}

/** Returns changes of a column without those that say what one before them does. */
function differentOnes(column, changes) {
  const different = [];
  for (const one of changes) if (!different.some((other) => isSameCell(column, one.value, other.value))) different.push(one);
  return different;
}

/** Returns what stands in a cell, null where it is as attrcheck read it, and the changes that contradict each other. */
function standing(changes, column) {
  return CHOICES.includes(column) ? judged(changes)[column] : standingAlone(changes, column);
}

/** Returns what stands in status and verdict, which are one judgement: never one person's beside another's. */
function judged(changes) {
  const each = (of) => Object.fromEntries(CHOICES.map((column) => [column, of(column)]));
  const last = each((column) => newestChanges(changes, column));
  const stands = each((column) => standingAlone(changes, column));
  const all = CHOICES.flatMap((column) => last[column]);
  const agrees = (who) =>
    CHOICES.every((column) => {
      const given = last[column].filter((one) => personOf(one) === who);
      return !given.length || given.some((one) => isSameCell(column, one.value, stands[column].value));
    });
  const isOne = !all.length || all.some((one) => agrees(personOf(one)));
  if (isOne && CHOICES.every((column) => !stands[column].rivals.length)) return stands;
  const rivals = each((column) => differentOnes(column, last[column]));
  const key = (one) => `${one.when}\0${personOf(one)}`;
  const chosen = personOf(all.reduce((most, one) => (key(one) > key(most) ? one : most)));
  const given = each((column) => differentOnes(column, last[column].filter((one) => personOf(one) === chosen)));
  // Of several copies that one person gave, or nobody, it is not known which status belongs to which verdict.
  const isUnknown = !chosen || CHOICES.some((column) => given[column].length > 1);
  return each((column) => {
    const isRival = rivals[column].length > 1;
    const [first] = isUnknown ? (isRival ? [{ value: "" }] : []) : given[column];
    return { value: (first ?? stands[column]).value, rivals: isRival ? rivals[column] : [] };
  });
}

/** Returns what each person says of status and verdict where they contradict each other, none where nobody knows who. */
function judgements(changes) {
  const stands = judged(changes);
  const all = CHOICES.flatMap((column) => stands[column].rivals);
  const people = [...new Set(all.map(personOf))];
  const of = (who, column) => stands[column].rivals.filter((one) => personOf(one) === who);
  if (people.includes("") || people.some((who) => CHOICES.some((column) => of(who, column).length > 1))) return [];
  return people.map((who) => ({
    by: signedBy(all.find((one) => personOf(one) === who)),
    cells: Object.fromEntries(CHOICES.map((column) => [column, (of(who, column)[0] ?? stands[column]).value ?? ""])),
  }));
}

/** Returns what stands in a cell whatever stands in the others. */
function standingAlone(changes, column) {
  const newest = newestChanges(changes, column);
  const workers = newest.filter((one) => one.value && foldedCell(column, one.value)).map(personOf);
  const counts = (one) =>
    one.after.length || one.value === null || foldedCell(column, one.value) || workers.includes(personOf(one));
  const last = newest.some(counts) ? newest.filter(counts) : newest;
  if (!last.length) return { value: HUMAN.includes(column) ? "" : null, rivals: [] };
  const different = differentOnes(column, last);
  const values = different.map((one) => one.value ?? "");
  if (different.length === 1) {
    const clear = last.find((one) => one.value && columnDays(column, one.value).length === 1);
    const { value } = clear || different[0];
    // The number by which a spreadsheet counts a day is nothing to read where others have spelt it.
    return { value: clear && last.length > 1 && /^[\s\d]+$/.test(value) ? foldedCell(column, value) : value, rivals: [] };
  }
  if (Object.hasOwn(TOGETHER, column)) return { value: together(values, TOGETHER[column]), rivals: [] };
  if (column === "checked_on") return { value: values.sort((a, b) => (foldedCell(column, a) < foldedCell(column, b) ? 1 : -1))[0], rivals: [] };
  if (column === MERGED) return { value: "changed", rivals: [] };
  return { value: different.at(-1).value, rivals: different };
}

/** Returns what several people wrote as one text, without what stands in another's already. */
function together(values, between) {
  let whole = "";
  for (const value of values) {
    if (!value || [...values, whole].some((other) => other !== value && continues(other, value, between))) continue;
    whole = whole && whole !== value ? `${whole}${between}${value}` : value;
  }
  return whole;
}

function continues(text, other, between) {
  if (text.startsWith(other) && !/^[\p{L}\p{N}]/u.test(text.slice(other.length))) return true;
  return `${between}${text}${between}`.includes(`${between}${other}${between}`);
}

/** Returns the history of cells with what was typed in them since; `read` tells whether a cell is as attrcheck read it. */
function changesOf(cells, own, read) {
  const changes = readHistory(cells[HISTORY] ?? "");
  const isFirst = !changes.size;
  const marks = (cells[MERGED] ?? "").split("; ").filter(Boolean);
  const [who, when] = [blanks(cells.checked_by ?? ""), isoDay(cells.checked_on ?? "")];
  const fresh = [];
  const isOwn = !MADE_ID.test(cells.id ?? "");
  const next = (column, value, by) => fresh.push(nextChange(changes, column, value, by));
  for (const column of [...HUMAN, ...own, ...CORRECTED]) {
    if (!(column in cells)) continue;
    let value = cells[column];
    if (CORRECTED.includes(column)) {
      const asRead = isOwn ? false : read(column, value);
      if (asRead === null) continue;
      if (asRead) value = null;
    }
    const now = standing(changes, column);
    const stood = CORRECTED.includes(column) && !isOwn ? now.value : (now.value ?? "");
    const settled = now.rivals.length && MERGED in cells && !marks.includes("conflict");
    if (!isSameCell(column, value, stood) || settled) next(column, value, { when, who });
  }
  if (MERGED in cells) {
    const was = standing(changes, MERGED).value === "changed";
    if (was !== marks.includes("changed")) next(MERGED, was ? "" : "changed", was ? { when, who } : {});
  }
  if (isFirst && who && !folded(cells.verdict ?? "") && !foldedCell("status", cells.status ?? ""))
    for (const column of CHOICES) if (column in cells) fresh.push(makeChange(column, "", { when, who }));
  const given = new Set(fresh.map((one) => one.column));
  fresh.push(...stoodBy(changes, given, (column) => cells[column], { when, who }));
  for (const one of fresh) changes.set(one.name, one);
  return changes;
}

/** Returns the other half of a judgement of which one is given: who changes the status stands by the verdict. */
function stoodBy(changes, given, cellOf, { when, who }) {
  const half = CHOICES.filter((column) => !given.has(column) && cellOf(column) !== undefined);
  if (half.length !== 1 || !CHOICES.some((column) => given.has(column))) return [];
  const last = lastChanges(changes, half[0]);
  if (standing(changes, half[0]).rivals.length) return [];
  if (who && last.length === 1 && personOf(last[0]) === blanks(who).toLowerCase()) return [];
  return [nextChange(changes, half[0], cellOf(half[0]), { when, who })];
}

function nextChange(changes, column, value, { when = "", who = "" } = {}) {
  return makeChange(column, value, { when, who, after: lastChanges(changes, column).map((one) => one.name) });
}

/** Returns what people say against each other, a line a column. */
function contradictions(changes, columns) {
  const lines = [];
  for (const column of columns) {
    const { rivals } = standing(changes, column);
    const said = rivals.map((one) => `${blanks(one.value ?? "") || "nothing"}${signedBy(one)}`);
    if (said.length) lines.push(`${column}: ${said.join(" | ")}`);
  }
  return lines.join("\n");
}

function signedBy({ who, when }) {
  const by = [blanks(who), when.slice(0, 10)].filter(Boolean).join(", ");
  return by && ` (${by})`;
}
