// Rows in, CSV out, and back: the same columns, quoting and guard against formulas as attrcheck's own files.

/** Blanks as Python knows them, without those that begin a formula themselves. */
const BLANKS = "[\\v\\f\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
/** What a spreadsheet takes for a formula, behind blanks and behind apostrophes that already guard it. */
const WHOLE = `'*${BLANKS}*[=+\\-@＝＋－＠\\t\\r\\n]`;
/** What a program takes for one that parts cells at other characters than the file does. */
const PART = `'*(?:${BLANKS}|")*[=+\\-@＝＋－＠]`;
const FORMULA = new RegExp(`^(?=${WHOLE})|(?<=[;|\\t\\r\\n])(?=${PART})|(?<=,)(?='${PART})`, "g");
const FORMULA_ANYWHERE = new RegExp(`^(?=${WHOLE})|(?<=[;|,\\t\\r\\n])(?=${PART})`, "g");
const GUARD = new RegExp(`^'(?=${WHOLE})|(?<=[;|,\\t\\r\\n])'(?=${PART})`, "g");
/** Bytes of a file beyond which a browser would stand still for long. */
const LARGE = 20_000_000;
/** Without these columns a file cannot be known for a checklist. */
const NEEDED = DATA.needed;

function guarded(text, commas = false) {
  return text.replace(commas ? FORMULA_ANYWHERE : FORMULA, "'");
}

function unguarded(text) {
  return text.replace(GUARD, "");
}

/** Returns all rows of the page as CSV, parted by `delimiter`. */
function asCsv(delimiter = ",") {
  const rows = [...allRows()];
  const isFilled = (column) => rows.some((row) => cell(row, column));
  const found = FOUND.some(isFilled) ? FOUND : [];
  const held = HELD.some(isFilled) ? HELD : [];
  const marks = DATA.marks.some(isFilled) ? DATA.marks : [];
  const columns = [...COLUMNS, ...found, ...held, ...marks, ...ownColumns()];
  const records = rows.map((row) => columns.map((column) => cell(row, column)));
  const safe = [columns, ...records].map((record) => record.map((text) => guarded(text, delimiter !== ",")));
  // LibreOffice's import parts cells at tabs, commas and semicolons at once.
  return `${Papa.unparse(safe, { delimiter, newline: "\r\n", quotes: (text) => /[,;\t|]/.test(text) })}\r\n`;
}

/** Returns all rows in the one spelling that every Excel opens by double click: tabs, in UTF-16 with its mark. */
function asExcelCsv() {
  const text = `\ufeff${asCsv("\t")}`;
  const bytes = new DataView(new ArrayBuffer(2 * text.length));
  for (let at = 0; at < text.length; at++) bytes.setUint16(2 * at, text.charCodeAt(at), true);
  return bytes;
}

/** Returns the text of a file, whatever program saved it; throws an Error where it can hold no CSV for this page. */
function decoded(bytes) {
  const head = new Uint8Array(bytes.slice(0, 4));
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4)
    throw new Error("This is a workbook. Save it as CSV, or run attrcheck convert, and open that.");
  if (head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0)
    throw new Error("This is a workbook of an old program (.xls). Save it as CSV, and open that.");
  if (bytes.byteLength > LARGE)
    throw new Error("This file is too large for this page. Run attrcheck merge on it instead.");
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (head[0] && !head[1] && head[2] && !head[3]) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Returns the records of a checklist's CSV, each by column; throws an Error that says why it is none. */
function fromCsv(text) {
  const [declared, delimiter = ""] = /^\ufeff?sep=(.)\r?\n/.exec(text) ?? [""];
  const parsed = Papa.parse(text.slice(declared.length).replace(/^\ufeff/, ""), {
    delimiter,
    delimitersToGuess: [",", ";", "\t", "|"],
    skipEmptyLines: "greedy",
  });
  const broken = parsed.errors.find((error) => error.type === "Quotes");
  if (broken)
    throw new Error(`Row ${broken.row + 1} is damaged, or the file breaks off there. Take a copy that is whole.`);
  const [header = [], ...records] = parsed.data;
  const columns = header.map((name, at) => columnName(unguarded(name), at));
  const missing = NEEDED.find((column) => !columns.includes(column));
  if (missing) throw new Error(`This is not a checklist: column “${missing}” is missing.`);
  const twice = columns.find((column, at) => columns.indexOf(column) !== at);
  if (twice) throw new Error(`Column “${twice}” is there twice. Rename one of the two.`);
  return records.map((record) => {
    const named = record.map((value, at) => [columns[at] ?? `column ${at + 1}`, unguarded(value)]);
    return bare(Object.fromEntries(named.filter(([column, value]) => value || !/^column \d+$/.test(column))));
  });
}

function columnName(name, at) {
  const plain = name.trim().toLowerCase().replace(/\s+/g, "_");
  if (OURS.has(plain)) return plain;
  return name.trim() ? name : `column ${at + 1}`;
}
