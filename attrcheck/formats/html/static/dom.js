// Makes elements of text that nobody vouches for: it is only ever set as text, never as markup.

/** Characters that show nothing, or that turn the direction of the text round them. */
const INVISIBLE = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu;

/** Returns `words` with a mark for each character that would not show, or would make others show wrongly. */
function shown(words) {
  return words.replace(/[\n\t]/g, " ").replace(INVISIBLE, "\ufffd");
}

/** Returns an element; properties are attributes, or listeners where they begin with "on". */
function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Returns an element for words of the article, whose direction of writing stays within it. */
function words(text, properties = {}) {
  return el("bdi", properties, shown(text));
}

/** Returns the address where `url` is one of the web, else "". */
function webAddress(url) {
  if (!/^https?:\/\/\S+$/i.test(url.trim())) return "";
  try {
    return new URL(url.trim()).href;
  } catch {
    return "";
  }
}

/** Returns a link that opens beside the page, or null where `url` is no address of the web. */
function link(label, url, properties = {}) {
  const href = webAddress(url);
  return (href && el("a", { href, target: "_blank", rel: "noopener noreferrer", ...properties }, words(label))) || null;
}

/** Returns a choice or a column's name as people write it: "waiting_reply" is "waiting reply". */
function spaced(name) {
  return shown(name).replaceAll("_", " ");
}

function counted(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}

function byId(id) {
  return document.getElementById(id);
}

/** Scrolls an element into view; again a frame later, as what came into view on the way may have another height. */
function bring(element, block) {
  element.scrollIntoView({ block });
  requestAnimationFrame(() => element.scrollIntoView({ block }));
}

let sayTimer = 0;

/** Tells screen readers, in a region that is always there: what comes into view with its words they pass over. */
function speak(message) {
  byId("spoken").textContent = shown(message);
}

/** Shows a message for some seconds, and to screen readers; a warning stays. */
function say(message, { warning = false } = {}) {
  const box = byId(warning ? "warning" : "message");
  box.replaceChildren(shown(message));
  box.hidden = false;
  if (warning) return;
  speak(message);
  clearTimeout(sayTimer);
  sayTimer = setTimeout(() => (box.hidden = true), Math.max(6000, 100 * message.length));
}
