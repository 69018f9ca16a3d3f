// Draws the summary: whose the statements are, how they are put, and what to be wary of.

function drawSources(article, actions) {
  const { summary } = article;
  const parts = [
    drawMind("Mind", summary.warnings),
    drawShares("Whose statements", summary.kinds),
    drawShares("In whose words", summary.forms),
    drawWho(article, actions),
    drawPeople(article, actions),
  ];
  byId("summary").replaceChildren(...parts.filter(Boolean));
}

function drawMind(title, lines) {
  const items = lines.map((line) => el("li", {}, words(line)));
  return items.length ? el("div", { class: "mind" }, el("h3", {}, title), el("ul", {}, ...items)) : null;
}

/** Draws one bar of several shares, with a line of what each is and how many it has. */
function drawShares(title, counts) {
  const shares = Object.entries(counts);
  const total = shares.reduce((sum, [, number]) => sum + number, 0);
  if (!total) return null;
  const bar = el("div", { class: "shares", "aria-hidden": "true" });
  const key = el("ul", { class: "key" });
  shares.forEach(([name, number], at) => {
    if (number) {
      const part = el("span", { class: `share share-${at}` });
      part.style.flexGrow = number;
      bar.append(part);
    }
    key.append(
      el(
        "li",
        {},
        el("span", { class: `swatch share-${at}`, "aria-hidden": "true" }),
        `${name} `,
        el("b", {}, String(number)),
      ),
    );
  });
  return el("section", { class: "chart" }, el("h3", {}, title), bar, key);
}

/** Draws a bar a source, as long as its statements are many; the full part is done. */
function drawWho(article, actions) {
  const { sources } = article.summary;
  if (!sources.length) return null;
  const byKey = new Map(article.rows.map((row) => [row.key, row]));
  const most = Math.max(...sources.map((one) => one.statements));
  const items = sources.map((one) => {
    const rows = one.items.map((key) => byKey.get(key)).filter(Boolean);
    const done = rows.filter(isDone).length;
    const bar = el("span", { class: "length", "aria-hidden": "true" }, el("span", { class: "full" }));
    bar.style.setProperty("--length", one.statements / most);
    bar.firstChild.style.setProperty("--part", done / one.statements);
    const name = one.kind === "none" ? "nobody named" : one.name;
    const about = [one.kind !== "none" && spaced(one.kind), one.role, forms(one)].filter(Boolean).join(" · ");
    const choose = () => actions.filter({ source: rows.length ? sourceOf(rows[0]) : "" }, true);
    const button = el("button", { type: "button", class: "source-bar", onclick: choose });
    const count = `${counted(one.statements, "statement")}${done ? `, ${done} done` : ""}`;
    button.append(
      el("span", { class: "top" }, words(name, { class: "who" }), " ", el("span", { class: "amount" }, count)),
      bar,
      words(about, { class: "dim" }),
    );
    return el("li", {}, button);
  });
  return el(
    "section",
    { class: "chart" },
    el("h3", {}, counted(sources.length, "source")),
    el("ul", { class: "bars" }, ...items),
  );
}

function forms(one) {
  return one.forms.map(([form, number]) => `${number} ${form}`).join(", ");
}
