// Draws the call sheet: each person and body to call, with what they are said to have said, in order, and what to ask.

/** Kinds of sources that nobody can call. */
const NOBODY = ["none", "author"];
/** The columns of when statements were read back, and by whom: own columns of a person's row, which travel in every file. */
const READ_BACK = DATA.read_back.map((column, at) => ({ label: at ? "by" : column, column }));

/**
 * Returns the people and bodies of an article in the order in which they first speak, each with its rows in order;
 * `all` are those that are gone too, which may hold what was filled in.
 */
function peopleOf(article) {
  const groups = new Map();
  const rows = article.rows.filter((row) => !NOBODY.includes(cell(row, "source_kind")));
  const place = (row) => (/^\d+$/.test(cell(row, "start")) ? Number(cell(row, "start")) : 1e12);
  for (const row of rows.sort((one, other) => place(one) - place(other))) {
    const name = cell(row, "source_name") || cell(row, "source");
    const key = JSON.stringify([name.toLowerCase().trim().split(/\s+/).join(" "), cell(row, "source_kind")]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const people = [...groups.values()].map((all) => ({ rows: all.filter((row) => !isGone(row)), all }));
  return people.filter(({ rows }) => rows.length);
}

function drawPeople(article, actions) {
  const people = peopleOf(article);
  if (!people.length) return null;
  const entries = people.map((person, at) => drawPerson(person, at, actions));
  return el("section", { class: "chart people" }, el("h3", {}, `To call: ${people.length}`), el("ol", {}, ...entries));
}

function drawPerson({ rows, all }, at, actions) {
  const said = rows.map((row) => {
    const open = el("button", { type: "button", class: "plain", onclick: () => actions.open(row) }, `row ${labelOf(row)}`);
    return el("li", {}, open, " ", words(cell(row, "statement")));
  });
  const asked = questionsTo(rows).map((one) => el("li", {}, words(one)));
  return el(
    "li",
    {},
    el("h4", {}, words(nameToCall(rows))),
    el("p", { class: "dim" }, words(aboutPerson(rows))),
    el("ul", { class: "their-words" }, ...said),
    asked.length ? el("div", {}, el("h5", {}, "Ask"), el("ul", {}, ...asked)) : null,
    drawReadBack(nameToCall(rows), all, at, actions),
  );
}

function nameToCall([row]) {
  return cell(row, "source_name") || cell(row, "source") || "Nobody named";
}

function aboutPerson(rows) {
  const role = rows.map((row) => cell(row, "source_role")).find(Boolean);
  return [role, kindOf(rows[0])].filter(Boolean).join(" · ");
}

function questionsTo(rows) {
  return [...new Set(rows.flatMap((row) => cell(row, "questions").split("\n")).filter(Boolean))];
}

/** Returns the row that holds what was typed in `column` about a person: the first that has it, else the first not gone. */
function holderOfReadBack(all, column) {
  return all.find((row) => cell(row, column)) ?? all.find((row) => !isGone(row));
}

function drawReadBack(name, all, at, actions) {
  const form = el("form", { class: "fields", onsubmit: (event) => event.preventDefault() });
  READ_BACK.forEach(({ label, column }, which) => {
    const row = holderOfReadBack(all, column);
    const input = el("input", { id: `read-${at}-${which}`, type: "text", autocomplete: "off" });
    input.value = cell(row, column);
    input.addEventListener("input", () => actions.change(row, column, input.value));
    const about = el("span", { class: "unseen" }, `: ${shown(name)}`);
    form.append(el("div", { class: "field" }, el("label", { for: input.id }, label, about), input));
  });
  return form;
}

/** Draws the call sheet of the rows that are printed, with lines to write on where nothing is typed yet. */
function drawPaperPeople(article, printed) {
  const people = peopleOf(article).map(({ rows, all }) => ({ rows: rows.filter((row) => printed.includes(row)), all }));
  const called = people.filter(({ rows }) => rows.length);
  const entries = called.map(({ rows, all }) => {
    const said = rows.map((row) => el("li", {}, `${labelOf(row)} `, words(cell(row, "statement"))));
    const asked = questionsTo(rows).map((one) => el("li", {}, words(one)));
    const typed = READ_BACK.map(({ label, column }) => {
      const value = cell(holderOfReadBack(all, column), column);
      return el("span", {}, `${label} `, value ? el("b", {}, words(value)) : el("span", { class: "blank" }));
    });
    const about = words(aboutPerson(rows), { class: "dim" });
    return el("div", { class: "paper-person" }, el("b", {}, words(nameToCall(rows))), " ", about, el("ul", {}, ...said, ...asked), el("p", { class: "paper-typed" }, ...typed));
  });
  return entries.length ? [el("section", {}, el("h3", {}, "To call"), ...entries)] : [];
}
