// Keeps what is typed in the desk's folder: rows go to its server as they change, and what others kept comes back.

/** Milliseconds after the last key before a row is sent, before a failed sending is tried again, and between two looks. */
const [PAUSE, AGAIN, LOOK] = [600, 1500, 20_000];
const SETTINGS = ["name", "theme", "keys"];
const API = "../api/";
const WORK = DATA.desk && `${API}works/${DATA.desk.work}`;

/** The rows that changed since they were sent, and what the folder has of each, by its key. */
const waiting = new Set();
const inFolder = new Map();
let version = DATA.desk?.version;
let sending = null;
let sendTimer = 0;
let isStarted = false;
const windows = new BroadcastChannel("attrcheck");

/** Is to the page what the browser's storage is to a page in a file, and lasts as long as the window. */
class Memory extends Map {
  get length() {
    return this.size;
  }
  key(at) {
    return [...this.keys()][at] ?? null;
  }
  getItem(name) {
    return this.get(name) ?? null;
  }
  setItem(name, value) {
    this.set(name, String(value));
    const setting = name.slice(PREFIX.length);
    if (SETTINGS.includes(setting)) ask(`${API}settings`, { method: "POST", body: { [setting]: value } }).catch(() => null);
  }
  removeItem(name) {
    this.delete(name);
  }
}

function connectDesk() {
  return new Memory(Object.entries(DATA.desk.settings).map(([name, value]) => [`${PREFIX}${name}`, value]));
}

/** Returns the cells of a row that people fill in, or by which it is known. */
function cellsOf(row) {
  const columns = ["id", ...HUMAN, ...CORRECTED, "article_title", "article_url", "article_file", "reading", ...DATA.marks];
  return Object.fromEntries([...new Set([...columns, ...ownColumns()])].map((column) => [column, cell(row, column)]));
}

function queue(row) {
  if (!isStarted) return;
  if (inFolder.get(row.key) === JSON.stringify(cellsOf(row))) waiting.delete(row);
  else waiting.add(row);
  showKept();
  sendLater(PAUSE);
}

function isWaiting() {
  return waiting.size > 0 || sending !== null;
}

function sendLater(pause) {
  clearTimeout(sendTimer);
  if (waiting.size) sendTimer = setTimeout(sendRows, pause);
}

/** Sends the rows that changed; resolves when they are in the folder, or will be tried again. */
async function sendRows() {
  while (sending) await sending;
  if (!waiting.size) return;
  sending = send(unsentRows());
  await sending;
  sending = null;
  showKept();
}

/** Returns the rows to send: those that changed, and with each the others that a person split off from it. */
function unsentRows() {
  const names = new Set([...waiting].map((row) => cell(row, "id")).filter(Boolean));
  return [...allRows()].filter((row) => waiting.has(row) || names.has(cell(row, "id")));
}

async function send(rows, keepalive = false) {
  clearTimeout(sendTimer);
  waiting.clear();
  // What has been sent is a change of its own: typing on makes the next one.
  for (const row of rows) takeAsSent(row);
  const cells = rows.map(cellsOf);
  try {
    const answer = await ask(`${WORK}/rows`, { method: "POST", body: { rows: cells }, keepalive });
    rows.forEach((row, at) => inFolder.set(row.key, JSON.stringify(cells[at])));
    byId("warning").hidden = true;
    const isAlone = answer.before === version;
    version = answer.version;
    if (!isAlone) await takeNews();
    windows.postMessage(DATA.desk.work);
  } catch (error) {
    for (const row of rows) waiting.add(row);
    say(`Not kept yet: ${error.message}`, { warning: true });
    sendLater(AGAIN);
  }
}

function takeAsSent(row) {
  row.draft = null;
  row.sent = new Set(historyOf(row).keys());
}

/** Takes up what other windows and programs have kept since. */
async function takeNews() {
  const news = await ask(`${WORK}/rows`);
  if (news.version === version) return;
  version = news.version;
  const before = new Map([...allRows()].map((row) => [row, JSON.stringify(cellsOf(row))]));
  const unsent = new Set(waiting);
  byId("warning").hidden = true;
  const rows = takeRecords(news.rows.map(bare));
  const isFromText = (row) => row.extra && !isOwn(row) && !marksOf(row).includes("gone");
  // The article was read anew, and has rows whose marks this page lacks.
  if (!unsent.size && rows.some((row) => !before.has(row) && isFromText(row))) location.reload();
  for (const row of rows) {
    if (!unsent.has(row)) asInFolder(row);
  }
  showTaken(rows.filter((row) => before.get(row) !== JSON.stringify(cellsOf(row))));
  showKept();
}

function asInFolder(row) {
  waiting.delete(row);
  inFolder.set(row.key, JSON.stringify(cellsOf(row)));
  takeAsSent(row);
}

async function lookForNews() {
  if (document.hidden) return;
  try {
    if (waiting.size) await sendRows();
    else await takeNews();
  } catch (error) {
    say(error.message, { warning: true });
  }
}

function showKept() {
  byId("kept").textContent = isWaiting() ? "Not kept yet" : "Kept";
  byId("kept").title = `In the folder ${DATA.desk.folder}`;
}

/** Makes the page one of the desk's: where its work is kept, how to leave it, and what only a server can do. */
function startDesk() {
  for (const row of allRows()) asInFolder(row);
  isStarted = true;
  byId("top").prepend(el("a", { href: "../", id: "home" }, "All articles"));
  byId("count").after(el("p", { id: "kept", class: "dim" }));
  byId("forget").remove();
  byId("load").textContent = "Open a checklist";
  byId("file").setAttribute("accept", DATA.desk.opens.join(","));
  byId("file").setAttribute("aria-label", "A checklist of this article");
  const menu = document.querySelector("#more .menu");
  const look = el("button", { type: "button", id: "look-up", onclick: planLookUp }, "Look up evidence …");
  const others = DATA.desk.formats.filter(({ name }) => name !== "csv").map(({ name, ending }) => {
    const onclick = () => download(name);
    return el("button", { type: "button", class: "format", onclick }, `Download ${ending}`);
  });
  byId("save").classList.remove("main");
  const against = el("button", { type: "button", id: "hold-against", onclick: showMaterial }, "Hold against material …");
  menu.prepend(look, against, byId("save"), ...others);
  document.body.append(drawLookUp(), drawMaterial());
  windows.addEventListener("message", (event) => event.data === DATA.desk.work && lookForNews());
  document.addEventListener("visibilitychange", lookForNews);
  document.addEventListener("change", () => sendLater(0));
  setInterval(lookForNews, LOOK);
  addEventListener("pagehide", () => waiting.size && send(unsentRows(), true));
  showKept();
}

async function download(name) {
  await sendRows();
  el("a", { href: `${WORK}/files/${name}`, download: "" }).click();
}

/** Has a checklist that a colleague or a spreadsheet program has saved merged into this one. */
async function openOnDesk(file) {
  try {
    await sendRows();
    const name = encodeURIComponent(file.name);
    const { message } = await ask(`${WORK}/file?name=${name}`, { method: "POST", body: file });
    await takeNews();
    windows.postMessage(DATA.desk.work);
    say(message);
  } catch (error) {
    say(error.message);
  }
}

function drawLookUp() {
  const close = el("button", { type: "button", onclick: () => byId("look").close() }, "Close");
  const start = el("button", { type: "button", id: "look-start", class: "main", onclick: lookUp }, "Look up");
  return el(
    "dialog",
    { id: "look", "aria-labelledby": "look-title" },
    el("h2", { id: "look-title" }, "Look up evidence?"),
    el("div", { id: "look-plan", "aria-live": "polite" }),
    el("div", { class: "choices" }, start, " ", close),
  );
}

/** Shows what would be sent to whom, before anything is. */
async function planLookUp() {
  const box = byId("look-plan");
  byId("look-start").disabled = true;
  box.replaceChildren(el("p", {}, "Reading what there is to look up …"));
  byId("look").showModal();
  try {
    const { plan, contact } = await ask(`${WORK}/evidence`);
    const asked = plan.map((one) =>
      el(
        "li",
        {},
        el("b", {}, shown(one.asks)),
        ` (${shown(one.looks_up)}): `,
        el("ul", {}, ...one.sends.map((sent) => el("li", {}, words(sent)))),
      ),
    );
    const also = contact ? `your internet address and “${shown(contact)}”` : "your internet address";
    box.replaceChildren(
      el("p", {}, plan.length ? "This would be sent, and to whom:" : "There is nothing to look up."),
      el("ul", { class: "sent" }, ...asked),
      el("p", {}, `They see ${also}. Think before you do this with an article that is not published.`),
    );
    byId("look-start").disabled = !plan.length;
  } catch (error) {
    box.replaceChildren(el("p", {}, shown(error.message)));
  }
}

/** Waits for a job to end, shows how far it is, and returns it. */
async function follow(job, show) {
  while (["waiting", "running"].includes(job.state)) {
    show(job);
    await new Promise((done) => setTimeout(done, 250));
    job = await ask(`${API}jobs/${job.id}`);
  }
  show(job);
  return job;
}

async function lookUp() {
  byId("look-start").disabled = true;
  const bar = el("progress", { max: 1, value: 0, "aria-label": "Look-ups done" });
  const text = el("p", {});
  byId("look-plan").replaceChildren(bar, text);
  try {
    await sendRows();
    const job = await follow(await ask(`${WORK}/evidence`, { method: "POST" }), ({ done, total }) => {
      bar.value = total ? done / total : 0;
      text.textContent = total ? `${done} of ${total} look-ups done` : "Waiting to begin";
    });
    if (job.state === "done") return location.reload();
    text.textContent = job.message || "Stopped.";
  } catch (error) {
    text.textContent = error.message;
  }
}

function drawMaterial() {
  const close = el("button", { type: "button", onclick: () => byId("material").close() }, "Close");
  const start = el("button", { type: "button", id: "material-start", class: "main", onclick: holdAgainst }, "Hold against it");
  const accept = DATA.desk.reads.join(",");
  const input = el("input", { type: "file", id: "material-files", multiple: true, accept, onchange: addMaterial });
  return el(
    "dialog",
    { id: "material", "aria-labelledby": "material-title" },
    el("h2", { id: "material-title" }, "Hold against material"),
    el("p", {}, "Each row is held against transcripts, reports, recordings' texts … of yours: where do its words stand there, and how?"),
    el("p", {}, el("label", { for: "material-files" }, "Choose files "), input),
    el("ul", { id: "material-list", "aria-label": "Material" }),
    el("div", { id: "material-said", "aria-live": "polite" }),
    el("p", { class: "dim" }, `Copies are kept in ${shown(DATA.desk.material)}, on this machine; nothing is sent. What you remove leaves that folder; your own file stays, and so does what was found, until you hold against other material.`),
    el("div", { class: "choices" }, start, " ", close),
  );
}

async function showMaterial() {
  byId("material-said").replaceChildren();
  byId("material").showModal();
  try {
    listMaterial(await ask(`${WORK}/material`));
  } catch (error) {
    sayOfMaterial([error.message]);
  }
}

function listMaterial({ files }) {
  byId("material-start").disabled = !files.length;
  byId("material-list").replaceChildren(
    ...files.map(({ name }) => {
      const label = `Remove ${shown(name)}`;
      const remove = el("button", { type: "button", class: "plain", "aria-label": label, onclick: () => removeMaterial(name) }, "Remove");
      return el("li", {}, words(name), " ", remove);
    }),
  );
}

function sayOfMaterial(lines) {
  byId("material-said").replaceChildren(...lines.map((line) => el("p", {}, words(line))));
}

/** Keeps the files that were chosen; one that is refused costs only itself. */
async function addMaterial() {
  const refused = [];
  for (const file of [...byId("material-files").files]) {
    try {
      listMaterial(await ask(`${WORK}/material?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file }));
    } catch (error) {
      refused.push(`${file.name}: ${error.message}`);
    }
  }
  byId("material-files").value = "";
  sayOfMaterial(refused);
}

async function removeMaterial(name) {
  try {
    listMaterial(await ask(`${WORK}/material?name=${encodeURIComponent(name)}`, { method: "DELETE" }));
    byId("material-files").focus();
  } catch (error) {
    sayOfMaterial([error.message]);
  }
}

async function holdAgainst() {
  byId("material-start").disabled = true;
  const bar = el("progress", { max: 1, value: 0, "aria-label": "Rows held against the material" });
  byId("material-said").replaceChildren(bar);
  try {
    await sendRows();
    const job = await follow(await ask(`${WORK}/against`, { method: "POST" }), ({ done, total }) => {
      bar.value = total ? done / total : 0;
    });
    if (job.state !== "done") sayOfMaterial([job.message || "Stopped."]);
    else if (!job.notices.length) location.reload();
    else {
      sayOfMaterial(job.notices);
      byId("material").addEventListener("close", () => location.reload(), { once: true });
    }
  } catch (error) {
    sayOfMaterial([error.message]);
  }
  byId("material-start").disabled = false;
}
