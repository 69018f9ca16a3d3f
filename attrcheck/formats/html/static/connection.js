// Asks the server that this page came from, and nobody who has come to listen in its place.

const TOKEN = location.pathname.split("/")[1];
/** Whether what listens there is known to be our server: after it went away, it has to prove that first. */
let isKnown = true;

/** Returns what the server answers as JSON; throws an Error that says what went wrong and what to do next. */
async function ask(path, { method = "GET", body = undefined, keepalive = false } = {}) {
  if (!isKnown && !(await isOurs())) throw new Error("attrcheck is not running. Start it again; this window then goes on.");
  const isFile = body instanceof Blob;
  const headers = method === "GET" ? {} : { "Content-Type": isFile ? "application/octet-stream" : "application/json" };
  const content = method === "POST" ? (isFile ? body : JSON.stringify(body ?? {})) : undefined;
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: content, keepalive, cache: "no-store", redirect: "error" });
  } catch {
    isKnown = false;
    throw new Error("attrcheck is not running, or does not answer. Start it again; this window then goes on.");
  }
  const said = await answer.json().catch(() => null);
  if (answer.ok && said) return said;
  throw new Error(said?.error ?? `attrcheck refused this (${answer.status}). Open the window that it opened last.`);
}

/** Tells whether what listens at this address knows this page's token. */
async function isOurs() {
  const challenge = hexadecimal(crypto.getRandomValues(new Uint8Array(16)));
  try {
    const answer = await fetch(`/hello?challenge=${challenge}`, { cache: "no-store", redirect: "error" });
    isKnown = (await answer.json()).proof === (await proofOf(challenge));
  } catch {
    isKnown = false;
  }
  return isKnown;
}

async function proofOf(challenge) {
  const bytes = (text) => new TextEncoder().encode(text);
  const way = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes(TOKEN), way, false, ["sign"]);
  return hexadecimal(new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes(`${location.port}:${challenge}`))));
}

function hexadecimal(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
