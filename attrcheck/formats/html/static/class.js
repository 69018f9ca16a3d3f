// Draws all articles of a page side by side: how far each is, what is in conflict, and who checked it.

/** Draws a bar an article, the full part of it done; a click opens the article. */
function drawClass(actions) {
  const items = ARTICLES.map((article) => {
    const rows = article.rows.filter((row) => !isGone(row));
    const done = rows.filter(isDone).length;
    const bar = el("span", { class: "length track", "aria-hidden": "true" }, el("span", { class: "full" }));
    bar.style.setProperty("--length", 1);
    bar.firstChild.style.setProperty("--part", rows.length ? done / rows.length : 0);
    const button = el("button", { type: "button", class: "source-bar", onclick: () => actions.chooseArticle(article) });
    button.append(
      el(
        "span",
        { class: "top" },
        words(`${article.place + 1}. ${nameOfArticle(article)}`, { class: "who" }),
        " ",
        el("span", { class: "amount" }, `${done} of ${rows.length} done`),
      ),
      bar,
      words(aboutWork(article, rows), { class: "dim" }),
    );
    return el("li", {}, button);
  });
  byId("articles-list").replaceChildren(...items);
}

/** Returns where an article is from, who checked rows of it, and how many wait for somebody to look at them again. */
function aboutWork(article, rows) {
  const people = [...new Set(rows.flatMap((row) => cell(row, "checked_by").split(",")).map((name) => name.trim()).filter(Boolean))];
  const waiting = (mark) => rows.filter((row) => marksOf(row).includes(mark)).length;
  const parts = [
    article.title && (article.file || article.url),
    people.length && `checked by ${people.join(", ")}`,
    ...["conflict", "changed"].map((mark) => waiting(mark) && `${waiting(mark)} ${mark === "conflict" ? "in conflict" : mark}`),
  ];
  return parts.filter(Boolean).join(" · ");
}
