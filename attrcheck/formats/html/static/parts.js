// Splits a row in two and joins two to one, so that it stays so at every run, and shows who did what to a row.

/** The name under which a history says how people made a row what it is; no file has such a column. */
const ROW = "row";
const JOINED = "joined to ";
const SPLIT_OFF = "split off";

/** Returns how a person made a row what it is, "" where nobody did. */
function rowMark(row) {
  const history = cell(row, HISTORY);
  return history.includes(`"${ROW}"`) ? (standing(readHistory(history), ROW).value ?? "") : "";
}

/** Returns the names of the changes by which people split a row off, by which such rows are told apart. */
function splitOff(history) {
  if (!history.includes(`"${ROW}","${SPLIT_OFF}`)) return "";
  const first = [...readHistory(history).values()].filter(({ column, after }) => column === ROW && !after.length);
  return first.filter(({ value }) => value?.startsWith(SPLIT_OFF)).map(({ name }) => name).sort().join();
}

/** Notes in a row's history how a person has just made it what it is. */
function markRow(row, mark) {
  const changes = historyOf(row);
  const change = nextChange(changes, ROW, mark, { when: now(), who: setting("name") || cell(row, "checked_by") });
  changes.set(change.name, change);
  setHistory(row, changes);
  keep(row);
}

/** Adds the second half of a row, with all that was read of the row and none of the work on it, and returns it. */
function addHalf(row) {
  if (isOwn(row)) {
    const half = addOwn(row.article, "");
    for (const column of CORRECTED) if (cell(row, column)) type(half, column, cell(row, column));
    return half;
  }
  const whole = originalOf(row) ?? row;
  const half = addExtra(whole.article, `${whole.key}+${randomName()}`, { ...whole.base, id: whole.key });
  for (const column of CORRECTED) if (row.typed[column] !== undefined) type(half, column, row.typed[column]);
  return half;
}

/** Returns the row that comes behind another in the list, of those that are in the article or that people made. */
function nextRow(row) {
  return shownRows.slice(shownRows.indexOf(row) + 1).find((one) => !isGone(one) && !rowMark(one).startsWith(JOINED));
}

/** Returns the statement of two rows in one; what the article parts is parted. */
function joinedStatement(row, next) {
  const isOne = originalOf(next) && originalOf(next) === (originalOf(row) ?? row);
  return [cell(row, "statement"), cell(next, "statement")].filter(Boolean).join(isOne ? " " : " […] ");
}

/** Draws how to split a row or join it with the next one. */
function drawParts(row, actions) {
  const id = `split-${row.number}`;
  const area = el("textarea", { id, rows: 4, dir: "auto", spellcheck: "false" });
  area.value = cell(row, "statement");
  const split = () => actions.split(row, area.value.split("\n").map((part) => part.trim()).filter(Boolean));
  const next = nextRow(row);
  const join = next && el("button", { type: "button", onclick: () => actions.join(row, next) }, `Join with row ${labelOf(next)}`);
  return el(
    "details",
    { class: "part parts" },
    el("summary", {}, "Split or join"),
    el("label", { for: id }, "To split: begin a new line where the second statement begins"),
    area,
    el("p", {}, el("button", { type: "button", onclick: split }, "Split in two"), " ", join),
  );
}

/** Returns how a row came to be what it is, as people read it. */
function madeOf(row, mark = rowMark(row)) {
  if (mark === "added") return "Added by hand";
  if (mark === "split") return "Split in two";
  if (mark.startsWith(SPLIT_OFF)) return originalOf(row) ? `Split off from row ${originalOf(row).number}` : "Split off from another row";
  if (mark === "joined") return "Joined with another row";
  if (!mark.startsWith(JOINED)) return "";
  const other = row.article.rows.find((one) => one.key === mark.slice(JOINED.length));
  return `Joined to ${other ? `row ${labelOf(other)}` : "another row"}`;
}

/** Draws who changed what when in a row, the latest first. */
function drawHistory(row) {
  const changes = [...historyOf(row).values()].filter(({ column }) => column !== MERGED);
  if (!changes.length) return null;
  changes.sort((one, other) => (one.when < other.when ? 1 : one.when > other.when ? -1 : 0));
  const items = changes.map(({ column, value, who, when }) => {
    const made = column === ROW && (madeOf(row, value ?? "") || "As it was read again");
    const says = made || `${LABELS[column] ?? spaced(column)}: ${value === null ? "as read" : spaced(value) || "emptied"}`;
    const by = [when.slice(0, 16).replace("T", " "), blanks(who)].filter(Boolean).join(", ");
    return el("li", {}, words(says), by && el("span", { class: "dim" }, ` ${shown(by)}`));
  });
  return el("details", { class: "part history" }, el("summary", {}, `History: ${counted(items.length, "change")}`), el("ul", {}, ...items));
}
