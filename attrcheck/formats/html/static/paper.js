// Draws the rows for paper, where there is nothing to open: lines to write on stand where nothing is typed yet.

/** Draws the rows of all articles, those of the one on show as they are filtered there. */
function drawPaper(article) {
  const drawn = ARTICLES.flatMap((one) => drawPaperArticle(one, one === article ? shownRows : one.rows));
  byId("paper").replaceChildren(...drawn);
}

function drawPaperArticle(article, its) {
  const filtered = its.length !== article.rows.length;
  const number = filtered ? `${its.length} of ${counted(article.rows.length, "row")}` : counted(its.length, "row");
  const title = ARTICLES.length > 1 ? `${shown(nameOfArticle(article))}, ${number}` : number;
  const rows = its.map((row) => drawPaperRow(row));
  const minds = [...article.summary.warnings, ...article.not_done].map((line) => el("li", {}, words(line)));
  const mind = minds.length ? [el("ul", { class: "paper-mind" }, ...minds)] : [];
  return [el("h2", {}, `Checklist: ${title}`), ...mind, el("ol", {}, ...rows), ...drawPaperPeople(article, its)];
}

function drawPaperRow(row) {
  const head = el("p", { class: "paper-head" }, el("b", {}, `${labelOf(row)} `), el("b", {}, words(whoOf(row))));
  const about = [
    cell(row, "source_role"),
    kindOf(row),
    cell(row, "act"),
    cell(row, "form"),
    cell(row, "priority") && `priority ${cell(row, "priority")}`,
  ];
  head.append(" ", words(about.filter(Boolean).join(" · "), { class: "dim" }));
  const said = el(
    "p",
    { class: "paper-said" },
    cell(row, "cue") ? el("i", {}, words(cell(row, "cue")), " ") : null,
    words(cell(row, "statement")),
  );
  const questions = cell(row, "questions")
    .split("\n")
    .filter(Boolean)
    .map((one) => el("li", {}, words(one)));
  const item = el("li", {}, head, said, questions.length ? el("ul", {}, ...questions) : null);
  if (webAddress(cell(row, "cited_link")))
    item.append(el("p", {}, "The article’s own link: ", words(cell(row, "cited_link"))));
  const found = FOUND.flatMap((column) => findingsOf(row, column));
  if (found.length) item.append(el("ul", { class: "paper-found" }, ...found.map(drawPaperFinding)));
  const held = HELD.slice(0, 4).map((column) => cell(row, column)).filter(Boolean);
  if (held.length) item.append(el("p", {}, "Against the material: ", words(held.join(" · "))));
  const typed = el("p", { class: "paper-typed" });
  for (const column of HUMAN.filter((name) => name !== "notes")) {
    const value = column === "status" ? spaced(statusOf(row)) : spaced(cell(row, column));
    typed.append(el("span", {}, `${LABELS[column] ?? spaced(column)}: `, value ? el("b", {}, value) : el("span", { class: "blank" })));
  }
  item.append(typed);
  if (cell(row, CONTRADICTIONS))
    item.append(el("p", { class: "paper-notes" }, el("b", {}, "In conflict: "), words(cell(row, CONTRADICTIONS))));
  item.append(
    el(
      "p",
      { class: "paper-notes" },
      "Notes: ",
      cell(row, "notes") ? words(cell(row, "notes")) : el("span", { class: "blank wide" }),
    ),
  );
  return item;
}

/** Draws a finding with its whole address, which nobody can follow on paper but type. */
function drawPaperFinding({ finding, url }) {
  return el("li", {}, words(`Found: ${finding} `), words(webAddress(url) && url, { class: "dim" }));
}
