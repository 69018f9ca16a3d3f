// Draws what an open row shows: its words, what to ask, where to look, and the fields that a person fills in.

function drawBody(row, actions) {
  return [
    drawChange(row, actions),
    drawQuestions(row),
    el("div", { class: "look" }, drawLinks(row)),
    drawGround(row),
    drawHeld(row),
    drawEvidence(row),
    drawFields(row, actions),
    drawOwn(row, actions),
    drawParts(row, actions),
    drawHistory(row),
    drawReading(row, actions),
  ].filter(Boolean);
}

/** Draws what a merge has marked: the words before, and a button that clears the mark. */
function drawChange(row, actions) {
  const marks = marksOf(row);
  const notes = [
    isLost(row) && "This row is not in the article as it is now.",
    ...marks.filter((mark) => mark !== "conflict").map((mark) => `Merged: ${mark}.`),
    marks.includes("conflict") && "People say different things here: choose what stands.",
  ];
  const before = cell(row, OLD_STATEMENT);
  if (!notes.some(Boolean)) return null;
  const note = el("div", { class: "change" }, el("p", {}, shown(notes.filter(Boolean).join(" "))));
  if (before) note.append(el("p", {}, "Before: ", words(before)));
  if (marks.includes("changed")) {
    const clear = () => actions.change(row, MERGED, marks.filter((mark) => mark !== "changed").join("; "), true);
    note.append(el("button", { type: "button", onclick: clear }, "Checked again: clear the mark"));
  }
  note.append(...drawRivals(row, actions));
  return note;
}

/** Draws what people say against each other, each with a button that makes it stand. */
function drawRivals(row, actions) {
  const changes = historyOf(row);
  const choose = (says, by, cells) =>
    el("button", { type: "button", onclick: () => actions.settle(row, cells) }, shown(`${says}${by}`));
  const whole = judgements(changes);
  const drawn = whole.map(({ by, cells }) => {
    const said = CHOICES.map((column) => spaced(cells[column]) || (column === "status" ? "todo" : "no verdict"));
    return choose(`${LABELS.status} and ${LABELS.verdict.toLowerCase()}: ${said.join(", ")}`, by, cells);
  });
  for (const column of [...HUMAN, ...ownColumns(), ...CORRECTED]) {
    if (whole.length && CHOICES.includes(column)) continue;
    for (const one of standing(changes, column).rivals) {
      const value = one.value ?? row.base[column] ?? "";
      drawn.push(choose(`${LABELS[column] ?? spaced(column)}: ${spaced(value) || "nothing"}`, signedBy(one), { [column]: value }));
    }
  }
  if (!drawn.length && marksOf(row).includes("conflict")) {
    const clear = () => actions.change(row, MERGED, marksOf(row).filter((mark) => mark !== "conflict").join("; "), true);
    drawn.push(el("button", { type: "button", onclick: clear }, "Settled: clear the mark"));
  }
  return drawn;
}

function drawFields(row, actions) {
  const form = el("form", { class: "fields", onsubmit: (event) => event.preventDefault() });
  const fields = isOwn(row) ? ["source", "cue", "statement", ...HUMAN] : HUMAN;
  for (const column of fields) form.append(drawField(row, column, actions));
  const sign = el("button", { type: "button", onclick: () => actions.sign(row) }, "Sign: me, today");
  form.append(el("div", { class: "field" }, sign));
  const where = DATA.desk ? "in your folder" : "in this browser";
  if (storage && !unsaved) form.append(el("p", { class: "dim kept" }, `Kept ${where} as you type.`));
  return form;
}

/** Returns the web addresses in what was typed, also several, and also without their scheme. */
function addressesOf(text) {
  const parts = text.split(/[\s,;]+(?=https?:|www\.)|\s+/i).filter(Boolean);
  return parts.map((part) => (/^(www\.|[\w-]+(\.[\w-]+)+(\/|$))/i.test(part) ? `https://${part}` : part));
}

function drawField(row, column, actions) {
  const id = `${column}-${row.number}`;
  const input = drawInput(row, column, id);
  input.addEventListener("input", () => actions.change(row, column, input.value));
  // The names of these columns are how the article's marks look.
  const look = { source: "", cue: "", statement: "notes" }[column] ?? column;
  return el("div", { class: `field ${look}` }, el("label", { for: id }, LABELS[column] ?? spaced(column)), input);
}

function drawInput(row, column, id) {
  const value = cell(row, column);
  if (column === "status") return drawChoice(id, DATA.statuses, value || "todo");
  if (column === "verdict") return drawChoice(id, ["", ...DATA.verdicts], value);
  const plain = { id, autocomplete: "off", spellcheck: column === "notes" ? "true" : "false" };
  if (["notes", "statement"].includes(column)) {
    const area = el("textarea", { ...plain, rows: 3, dir: "auto" });
    area.value = value;
    return area;
  }
  const more = {
    evidence_url: { inputmode: "url", placeholder: "https://" },
    checked_by: { list: "people" },
    checked_on: { placeholder: "YYYY-MM-DD" },
  }[column];
  const input = el("input", { ...plain, type: "text", ...more });
  input.value = value;
  return input;
}

/** Draws a list to choose from; a value that is not in it is kept as a choice of its own. */
function drawChoice(id, choices, value) {
  const known = choices.find((choice) => choice === folded(value));
  const select = el("select", { id });
  for (const choice of choices) select.append(el("option", { value: choice }, choice ? spaced(choice) : "none yet"));
  if (known === undefined) select.append(el("option", { value }, `${shown(value)} (not in the list)`));
  select.value = known ?? value;
  return select;
}

/** Draws how the row was read: who the mention stands for, what stands round it, how sure it is. */
function drawReading(row, actions) {
  const list = el("dl", { class: "reading" });
  const add = (name, ...parts) => parts.some(Boolean) && list.append(el("dt", {}, name), el("dd", {}, ...parts));
  const mention = cell(row, "source");
  const stands = resolved(row, mention);
  if (stands) add("Source", mention && words(`“${mention}”`), stands);
  add("Could be", row.candidates.length > 0 && words(row.candidates.join("; or ")));
  add("Stands in", holderOf(row) && drawJump(holderOf(row), actions));
  add("Context", cell(row, "context") && words(cell(row, "context")));
  add("Read as", readingOf(row) && words(readingOf(row)));
  const show = () => actions.show(row);
  const button =
    piecesOf.has(row) && el("button", { type: "button", class: "show", onclick: show }, "Show in the article");
  return el("section", { class: "part" }, list, button);
}

function resolved(row, mention) {
  const name = cell(row, "source_name");
  const role = cell(row, "source_role");
  const parts = [name !== mention && name, role].filter(Boolean);
  return parts.length ? el("span", {}, mention ? " → " : "", words(parts.join(", "))) : null;
}

function readingOf(row) {
  const sure = Number.parseFloat(cell(row, "confidence"));
  const parts = [cell(row, "act"), cell(row, "form")];
  if (cell(row, "priority")) parts.push(`priority ${cell(row, "priority")}${row.reason ? ` (${row.reason})` : ""}`);
  if (!Number.isNaN(sure)) parts.push(`${Math.round(sure * 100)} % sure to be an attribution`);
  if (cell(row, "paragraph")) parts.push(`paragraph ${cell(row, "paragraph")}`);
  return parts.filter(Boolean).join(" · ");
}

function holderOf(row) {
  return row.nestedIn ? row.article.rows.find((other) => other.key === row.nestedIn) : null;
}

function drawJump(other, actions) {
  return el(
    "button",
    { type: "button", class: "plain", onclick: () => actions.open(other) },
    `row ${labelOf(other)}: `,
    words(whoOf(other)),
  );
}

function drawQuestions(row) {
  const questions = cell(row, "questions").split("\n").filter(Boolean);
  if (!questions.length) return null;
  return el(
    "section",
    { class: "part" },
    el("h4", {}, "Ask"),
    el("ul", {}, ...questions.map((one) => el("li", {}, words(one)))),
  );
}

function drawLinks(row) {
  const links = [
    link("The article’s own link", cell(row, "cited_link"), { class: "first" }),
    link("The passage on the web", cell(row, "passage_link"), { class: "first" }),
    ...addressesOf(cell(row, "evidence_url")).map((url) => link("Evidence that you named", url, { class: "first" })),
  ];
  for (const column of COLUMNS.filter((name) => name.startsWith("search_"))) {
    const [, label, url] = /^([\s\S]*): (\S*)$/.exec(cell(row, column)) ?? [];
    if (url) links.push(link(label, url));
  }
  const found = links.filter(Boolean);
  if (!found.length) return null;
  return el(
    "section",
    { class: "part" },
    el("h4", {}, "Look"),
    el("ul", { class: "links" }, ...found.map((one) => el("li", {}, one))),
  );
}

/** Draws the columns that people added in a spreadsheet, to be filled in here too. */
function drawOwn(row, actions) {
  const own = ownColumns();
  if (!own.length) return null;
  const form = el("form", { class: "fields own", onsubmit: (event) => event.preventDefault() });
  own.forEach((column, at) => {
    const id = `own-${at}-${row.number}`;
    const input = el("input", { id, type: "text", autocomplete: "off" });
    input.value = cell(row, column);
    input.addEventListener("input", () => actions.change(row, column, input.value));
    form.append(el("div", { class: "field" }, el("label", { for: id }, words(column)), input));
  });
  return el("section", { class: "part" }, el("h4", {}, "Your own columns"), form);
}
