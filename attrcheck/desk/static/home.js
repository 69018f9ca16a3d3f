// The desk's first page: takes an article in, shows how far the reading is, and what was checked before.

const DATA = JSON.parse(byId("data").textContent);
const API = "api/";
/** So many articles are listed before all are wanted. */
const FEW = 30;

let works = [];
let showsAll = false;
/** The jobs that this window has begun, and those whose end it has seen. */
const mine = new Set();
const seen = new Set();
/** The files that the next articles are held against. */
let material = [];
/** Files that this window has yet to send: however fast one is read, the next ones are not left behind. */
let unsent = 0;

function start() {
  byId("folder").textContent = DATA.folder;
  setTheme(DATA.settings.theme ?? "");
  byId("order").addEventListener("submit", onOrder);
  byId("files").addEventListener("change", () => takeFiles([...byId("files").files]));
  byId("against").addEventListener("change", () => {
    const chosen = [...byId("against").files];
    const names = new Set(chosen.map(({ name }) => name));
    setMaterial([...material.filter(({ name }) => !names.has(name)), ...chosen]);
    byId("against").value = "";
  });
  byId("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("order").requestSubmit();
  });
  byId("words").addEventListener("input", drawWorks);
  byId("all").addEventListener("click", () => {
    showsAll = true;
    drawWorks();
  });
  byId("stop").addEventListener("click", stop);
  byId("theme").addEventListener("click", () => {
    const dark = document.documentElement.dataset.theme
      ? document.documentElement.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    const theme = dark ? "light" : "dark";
    setTheme(theme);
    ask(`${API}settings`, { method: "POST", body: { theme } }).catch(() => null);
  });
  listenToDrops();
  document.addEventListener("visibilitychange", look);
  setWorks(DATA.works, DATA.unread);
  look().then(() => {
    document.documentElement.classList.add("ready");
    if (!DATA.is_whole) loadWorks();
  });
}

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  byId("theme").textContent = dark ? "Light colours" : "Dark colours";
}

async function onOrder(event) {
  event.preventDefault();
  const [text, title, url] = ["text", "title", "url"].map((name) => byId(name).value.trim());
  if (!text && !url) {
    say("Paste a text, give an address, or drop a file.");
    byId("text").focus();
    return;
  }
  const address = url && !/^[a-z]+:\/\//i.test(url) ? `https://${url}` : url;
  const given = Object.fromEntries(Object.entries({ text, title, url: address }).filter(([, value]) => value));
  if (await take(`${API}works`, { ...given, ...flags() }, material)) {
    setMaterial([]);
    for (const name of ["text", "title", "url"]) byId(name).value = "";
  }
}

function setMaterial(files) {
  material = files;
  byId("material").replaceChildren(
    ...files.map((file) => {
      const drop = () => {
        setMaterial(material.filter((one) => one !== file));
        byId("against").focus();
      };
      const label = `Remove ${shown(file.name)}`;
      return el("li", {}, words(file.name), " ", el("button", { type: "button", class: "plain", "aria-label": label, onclick: drop }, "Remove"));
    }),
  );
}

/** Returns what a file holds in base64. */
function encoded(file) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => done(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => fail(new Error(`${file.name} cannot be read. Choose it again.`)));
    reader.readAsDataURL(file);
  });
}

/** Returns an order that the files go with. */
async function withMaterial(order, files) {
  const against = [];
  for (const file of files) against.push({ name: file.name, data: file.size ? await encoded(file) : "" });
  return { ...order, against };
}

function flags() {
  return Object.fromEntries(["force_language", "archived"].map((name) => [name, byId(name).checked]));
}

/** Has files read, one after the other. */
async function takeFiles(files) {
  unsent += files.length;
  const against = material;
  let isTaken = true;
  for (const file of files) {
    const query = new URLSearchParams({ name: file.name, ...flags() });
    unsent -= 1;
    isTaken = (await take(`${API}works?${query}`, file, against)) && isTaken;
  }
  if (isTaken) setMaterial(material.filter((one) => !against.includes(one)));
  byId("files").value = "";
}

/** Sends an order and what it is held against, and tells whether it was taken. */
async function take(path, body, against = []) {
  const name = body instanceof File ? body.name : "";
  try {
    if (against.length) {
      const order = name ? { name, data: await encoded(body), ...flags() } : body;
      [path, body] = [`${API}works`, await withMaterial(order, against)];
    }
    const job = await ask(path, { method: "POST", body });
    mine.add(job.id);
    await look();
    return true;
  } catch (error) {
    say(name ? `${name}: ${error.message}` : error.message, { warning: true });
    return false;
  }
}

let looking = 0;

/** Looks what is being done, again and again while anything is. */
async function look() {
  clearTimeout(looking);
  if (document.hidden) return;
  try {
    const { jobs } = await ask(`${API}jobs`);
    byId("warning").hidden = true;
    drawJobs(jobs);
    const ended = jobs.filter((job) => !isActive(job) && !seen.has(job.id));
    ended.forEach((job) => seen.add(job.id));
    if (ended.length) await loadWorks();
    if (jobs.some(isActive)) looking = setTimeout(look, 300);
    else if (!unsent) openOnly(jobs.filter((job) => mine.has(job.id)));
  } catch (error) {
    say(error.message, { warning: true });
    looking = setTimeout(look, 3000);
  }
}

function isActive(job) {
  return ["waiting", "running"].includes(job.state);
}

/** Goes on to the checklist where this window asked for one only. */
function openOnly(jobs) {
  const [job] = jobs;
  // What could not be read of the material is told before the rows are.
  const isWhole = !job?.notices.some((notice) => notice.startsWith("not held against"));
  if (jobs.length === 1 && job.state === "done" && job.works.length === 1 && isWhole) location.assign(`work/${job.works[0].id}`);
  else if (jobs.length && jobs.every((one) => one.state === "done")) speak(`${jobs.length} read.`);
  mine.clear();
}

const drawn = new Map();

function drawJobs(jobs) {
  // What was read stands among the articles; only what a person should know of it stays here.
  const isOver = (job) => job.state === "stopped" || (job.state === "done" && !job.notices.length);
  const shownJobs = jobs.filter((job) => !isOver(job));
  for (const job of shownJobs) {
    const said = JSON.stringify(job);
    if (drawn.get(job.id)?.said === said) continue;
    const element = drawJob(job);
    const old = drawn.get(job.id)?.element;
    const hadFocus = old?.contains(document.activeElement) && document.activeElement.textContent;
    if (old) old.replaceWith(element);
    else byId("jobs").append(element);
    drawn.set(job.id, { said, element });
    if (hadFocus) [...element.querySelectorAll("button")].find((one) => one.textContent === hadFocus)?.focus();
    if (job.state === "failed") speak(`${job.name}: ${job.message}`);
  }
  const ids = new Set(shownJobs.map((job) => job.id));
  for (const [id, { element }] of drawn) {
    if (ids.has(id)) continue;
    element.remove();
    drawn.delete(id);
  }
}

function drawJob(job) {
  const share = job.total ? job.done / job.total : 0;
  const doing = job.doing === "reading" ? "read" : "looked up";
  const bar = el("progress", { max: 1, value: share, "aria-label": `${shown(job.name)}: ${doing}` });
  const active = isActive(job);
  const links = job.works.map(({ id, title }) => el("a", { href: `work/${id}` }, words(title)));
  const state = { waiting: "waiting", running: `${Math.round(100 * share)} % ${doing}`, done: "" }[job.state] ?? shown(job.message);
  const again = { force_language: "Read it all the same", archived: "Read the archived copy", again: "Read it" }[job.retry];
  return el(
    "li",
    { class: `job ${job.state}` },
    el("span", { class: "name" }, ...(links.length ? links : [words(job.name)])),
    active && bar,
    el("span", { class: "dim" }, state),
    ...job.notices.map((notice) => el("span", { class: "dim notice" }, words(notice))),
    again && el("button", { type: "button", onclick: () => retry(job) }, again),
    el("button", { type: "button", class: "plain", onclick: () => drop(job) }, active ? "Stop" : "Dismiss"),
  );
}

async function retry(job) {
  seen.delete(job.id);
  mine.add(job.id);
  try {
    await ask(`${API}jobs/${job.id}/again`, { method: "POST" });
  } catch (error) {
    say(error.message);
  }
  await look();
}

async function drop(job) {
  await ask(`${API}jobs/${job.id}`, { method: "DELETE" }).catch(() => null);
  await look();
  byId("text").focus();
}

async function loadWorks() {
  const found = await ask(`${API}works`);
  setWorks(found.works, found.unread);
}

function setWorks(found, unread) {
  works = found;
  byId("unread").hidden = !unread.length;
  byId("unread").textContent = unread.length
    ? `${counted(unread.length, "file")} there ${unread.length === 1 ? "is no checklist" : "are no checklists"}: ${shown(unread.slice(0, 5).join(", "))}`
    : "";
  drawWorks();
}

function drawWorks() {
  const asked = byId("words").value.trim().toLowerCase();
  const fitting = works.filter((work) => !asked || `${work.title} ${work.url}`.toLowerCase().includes(asked));
  const some = showsAll || asked ? fitting : fitting.slice(0, FEW);
  byId("works").replaceChildren(...some.map(drawWork));
  byId("none").hidden = works.length > 0;
  byId("find").hidden = works.length <= FEW;
  byId("all").hidden = some.length === fitting.length;
}

function drawWork(work) {
  const all = work.rows > 0 && work.done === work.rows;
  const when = new Date(work.changed_at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  return el(
    "li",
    {},
    el("a", { href: `work/${work.id}` }, words(work.title)),
    el("span", { class: "dim" }, `${work.done} of ${counted(work.rows, "row")} done${all ? " ✓" : ""} · ${when}`),
  );
}

function listenToDrops() {
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("dragging");
  });
  addEventListener("dragleave", (event) => event.relatedTarget ?? document.body.classList.remove("dragging"));
  addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    document.body.classList.remove("dragging");
    takeFiles([...event.dataTransfer.files]);
  });
}

async function stop() {
  clearTimeout(looking);
  await ask(`${API}stop`, { method: "POST" }).catch(() => null);
  document.querySelector("main").replaceChildren(el("p", { class: "gone" }, "attrcheck has stopped. You can close this window."));
  byId("stop").hidden = true;
}

start();
