// Draws the article with its marks, and finds a row's marks and a mark's rows.

const TAGS = { title: "h2", heading: "h3", byline: "p", body: "p" };
const ROLES = { s: "source", c: "cue", t: "statement" };

/** The elements that belong to each row of the article on show. */
let piecesOf = new Map();
let markersOf = new Map();

/** Shows the article's text; every piece knows its rows, and a numbered button stands before each row's first. */
function drawArticle(article) {
  piecesOf = new Map();
  markersOf = new Map();
  const texts = article.blocks.map((block) => drawBlock(article, block));
  if (!article.blocks.some((block) => block.kind === "title")) {
    texts.unshift(el("h2", { class: "title", dir: "auto" }, shown(article.title || article.file || "Untitled article")));
  }
  const notDone = drawMind("Not done", article.not_done);
  byId("text").replaceChildren(...[notDone, aboutArticle(article), ...texts].filter(Boolean));
}

/** Draws who wrote the article, when and where, as far as its own text does not say so. */
function aboutArticle(article) {
  const hasByline = article.blocks.some((block) => block.kind === "byline");
  const parts = hasByline ? [] : [article.author && words(article.author), article.date && words(article.date)];
  parts.push(article.url && (link("article on the web", article.url) ?? words(article.url)));
  const about = el("p", { class: "about" });
  parts.filter(Boolean).forEach((part, at) => about.append(at ? " · " : "", part));
  return about;
}

function drawBlock(article, block) {
  const element = el(TAGS[block.kind] ?? "p", { class: block.kind, dir: "auto" });
  for (const piece of block.pieces) {
    if (typeof piece === "string") element.append(shown(piece));
    else element.append(...drawPiece(article, ...piece));
  }
  return element;
}

function drawPiece(article, text, marks) {
  const roles = new Set();
  const rows = new Set();
  let depth = 0;
  for (const mark of marks.split(" ")) {
    const role = mark.slice(-1);
    depth += role === "t";
    roles.add(role);
    rows.add(article.rows[Number(mark.slice(0, -1))]);
  }
  const kinds = [...roles].map((role) => ROLES[role]);
  if (depth > 1) kinds.push("deep");
  if ([...rows].every(isMaybe)) kinds.push("maybe");
  const whose = marks.split(" ").map((mark) => `${ROLES[mark.slice(-1)]} of row ${Number(mark.slice(0, -1)) + 1}`);
  const piece = el("mark", { class: `mark ${kinds.join(" ")}`, "aria-description": whose.join(", ") }, shown(text));
  const markers = [];
  piece.rows = rows;
  piece.roles = marks;
  for (const row of rows) {
    if (!piecesOf.has(row)) {
      piecesOf.set(row, []);
      const marker = el("button", { class: "marker", type: "button" });
      marker.rows = new Set([row]);
      markersOf.set(row, marker);
      markers.push(marker);
      showMarker(row);
    }
    piecesOf.get(row).push(piece);
  }
  return [...markers, piece];
}

/** Shows on a row's marker whether it is done. */
function showMarker(row) {
  const marker = markersOf.get(row);
  if (!marker) return;
  marker.textContent = row.number;
  marker.classList.toggle("done", isDone(row));
  const state = isDone(row) ? ", done" : "";
  marker.setAttribute("aria-label", `Row ${row.number}: ${shown(whoOf(row))}${state}`);
}

/** Marks the pieces of the chosen row, and those only. */
function light(row) {
  for (const lit of document.querySelectorAll("#text .lit, #text .lit-source, #text .lit-cue, #text .lit-statement")) {
    lit.classList.remove("lit", "lit-source", "lit-cue", "lit-statement");
  }
  if (!row) return;
  markersOf.get(row)?.classList.add("lit");
  for (const piece of piecesOf.get(row) ?? []) {
    for (const mark of piece.roles.split(" ")) {
      const own = row.article.rows[Number(mark.slice(0, -1))] === row;
      if (own) piece.classList.add("lit", `lit-${ROLES[mark.slice(-1)]}`);
    }
  }
}

/** Takes the colour from marks whose rows are filtered out. */
function dim(isShown) {
  for (const [row, marker] of markersOf) marker.hidden = !isShown(row);
  for (const piece of new Set([...piecesOf.values()].flat())) {
    piece.classList.toggle("off", ![...piece.rows].some(isShown));
  }
}

/** Brings a row's marks into view, and its marker into focus with `focus`. */
function goToMark(row, { focus = false } = {}) {
  const marker = markersOf.get(row);
  if (!marker) return false;
  bring(marker, "center");
  if (focus) marker.focus({ preventScroll: true });
  return true;
}

/** Returns the row that a click on an element of the article means; a further click there means the next one. */
function rowAt(element, current, isShown) {
  const holder = element.closest(".marker, .mark");
  if (!holder) return null;
  const rows = [...holder.rows].filter(isShown);
  // The shortest mark is the innermost, and the one that was aimed at.
  rows.sort((one, other) => extent(one) - extent(other));
  return rows[(rows.indexOf(current) + 1) % rows.length] ?? null;
}

function extent(row) {
  return Number(row.base.end) - Number(row.base.start);
}
