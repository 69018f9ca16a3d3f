// Draws how a row stands in the material, and what look-ups found about it: each finding, the words that differ, where to see it and what was compared.

function drawEvidence(row) {
  const parts = FOUND.flatMap((column) => {
    const findings = findingsOf(row, column).map(drawFinding);
    const shown = findings.splice(0, findings.length > 2 ? 1 : 2);
    return shown.length
      ? [el("h5", {}, LABELS[column]), el("ul", {}, ...shown), findings.length > 0 && drawFurther(findings)]
      : [];
  });
  if (!parts.length) return null;
  return el("section", { class: "part evidence" }, el("h4", {}, "Found by look-ups, for you to judge"), ...parts);
}

/** Draws findings that open at a click, so that the fields below stay near. */
function drawFurther(findings) {
  return el("details", {}, el("summary", {}, counted(findings.length, "further finding")), el("ul", {}, ...findings));
}

/** Returns what a look-up found: with all that is known of it where this page was made with it, else as cells tell. */
function findingsOf(row, column) {
  const whole = row.evidence.filter(({ lookup }) => `found_${lookup}` === column);
  return whole.length ? whole : cell(row, column).split("\n").filter(Boolean).map(fromLine);
}

/** Returns the finding of a line of a cell, which has its address at the end. */
function fromLine(line) {
  const [, finding, url] = /^(.*?) ?(\S*)$/.exec(line.trim()) ?? ["", line, ""];
  return webAddress(url) ? { finding, url } : { finding: line, url: "" };
}

function drawFinding({ finding, url, compared, retrieved_at: retrieved, differences = [] }) {
  const about = [
    link(siteOf(url), url),
    compared && words(`compared: ${compared}`),
    retrieved && `asked ${retrieved.slice(0, 16).replace("T", " ")} UTC`,
  ].filter(Boolean);
  const line = el("p", { class: "dim" });
  about.forEach((part, at) => line.append(at ? " · " : "", part));
  return el("li", {}, el("p", {}, words(finding)), drawDifferences(differences), about.length > 0 && line);
}

function siteOf(url) {
  const address = webAddress(url);
  return address && new URL(address).hostname.replace(/^www\./, "");
}

/** Draws the words that the article has beside those that a page has in their place. */
function drawDifferences(differences) {
  if (!differences.length) return null;
  const row = (tag, ...cells) =>
    el("tr", {}, ...cells.map((one) => el(tag, { scope: tag === "th" && "col" }, one)));
  const side = (text) => (text ? words(text) : el("i", { class: "dim" }, "nothing"));
  const rows = differences.map(({ article, page }) => row("td", side(article), side(page)));
  return el(
    "table",
    { class: "differences" },
    el("thead", {}, row("th", "The article has", "The page has")),
    el("tbody", {}, ...rows),
  );
}

/** Draws how the statement stands in the material that it was held against. */
function drawHeld(row) {
  const [outcome, detail, place, passage, url] = HELD.map((column) => cell(row, column));
  if (!outcome) return null;
  const differences = row.against?.outcome === outcome ? row.against.differences : [];
  // Only a page that is a file itself may lead to a file of this machine; elsewhere its address is shown.
  const isFile = url.startsWith("file://") && location.protocol === "file:";
  const opened = isFile && el("a", { href: url, target: "_blank", rel: "noreferrer" }, words(place));
  const where = webAddress(url) ? link(place, url) : opened || el("span", { title: url }, words(place));
  return el(
    "section",
    { class: "part evidence" },
    el("h4", {}, `Against the material: ${outcome}`),
    el("p", {}, words(detail)),
    passage && el("blockquote", {}, words(passage)),
    drawDifferences(differences),
    place && el("p", { class: "dim" }, where),
  );
}

/** Draws how the article says that the source can know it. */
function drawGround(row) {
  const ground = cell(row, "ground");
  return ground ? el("section", { class: "part" }, el("h4", {}, "How they know"), el("p", {}, words(ground))) : null;
}
