// Serves the built console and a believable API from memory, for tests and for the inner loop:
//   node mock/server.mjs [--port 0] [--dist FOLDER] [--identities 412]
// The cookie `mock` selects states, separated by dots: empty, error, slow, one, hostile, many, signed-out, oidc, viewer, auditor,
// owner, tampered, step-up, refused, changed, offline-writes.
import { createServer } from "node:http";
import { readFileSync, existsSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import { join, normalize, extname } from "node:path";
import { fileURLToPath } from "node:url";
import * as data from "./data.mjs";
import { MockLedger } from "./ledger.mjs";

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const DIST = option("dist", fileURLToPath(new URL("../../target/classes/console-web", import.meta.url)));
const NORMAL = Number(option("identities", "412"));
const MANY = 100_000;
const NOW = Date.now();
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
const CSRF = "mock-csrf";
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".txt": "text/plain" };

const collections = new Map();
const SEVERITY = ["critical", "high", "medium", "unknown", "low"];

function collection(states) {
  const name = states.has("many") ? "many" : states.has("hostile") ? "hostile" : states.has("one") ? "one" : states.has("empty") ? "empty" : "normal";
  if (!collections.has(name)) {
    const size = { many: MANY, hostile: 40, one: 1, empty: 0, normal: NORMAL }[name];
    const rows = Array.from({ length: size }, (_, i) => ({ ...data.identity(i, NOW, name === "hostile"), number: i }));
    const late = (row) => (row.number < data.CURATED.length ? 0 : 1);
    rows.sort((a, b) => SEVERITY.indexOf(a.risk) - SEVERITY.indexOf(b.risk) || late(a) - late(b) || a.number - b.number);
    const findings = rows.filter((row) => row.openFindings > 0).slice(0, 2000);
    collections.set(name, {
      rows,
      findings,
      byKey: new Map(rows.map((row) => [row.key, row])),
      counts: {
        identities: size,
        findings: findings.length,
        ai: rows.filter((row) => row.ai === "yes").length,
        unowned: rows.filter((row) => !row.owner).length,
      },
    });
  }
  return collections.get(name);
}

const kinds = ["change.observed", "finding.opened", "alert.sent", "owner.answered", "approval.changed", "decisions.made", "finding.closed", "identity.registered"];
const DECISIONS = 140;
const BATCH = 125;
const decisions = new MockLedger("batch", Array.from({ length: DECISIONS }, (_, i) => data.decision(i, NOW)));
const ledger = new MockLedger(
  "grantkeeper.example/acme",
  Array.from({ length: 231 }, (_, i) => ({
    actors: [{ role: "recorded", who: `grantkeeper/${["detect-changes", "alert-owner", "apply-answer", "seal-ledger"][i % 4]}` }],
    at: new Date(NOW - (231 - i) * 5_400_000).toISOString().slice(0, 19) + "Z",
    id: `${kinds[i % kinds.length]}/${i}`,
    identity: i % 6 === 5 ? undefined : data.identity(i % 40, NOW, false).id,
    kind: kinds[i % kinds.length],
    tenant: "acme",
    v: 1,
    what: i === BATCH ? { count: decisions.size, root: decisions.root() } : { key: `sha256:${createHash("sha256").update(String(i)).digest("hex").slice(0, 16)}` },
  })),
);
const emptyLedger = new MockLedger("grantkeeper.example/acme", []);

const answered = new Map();
const batches = new Map();
const closedIncidents = new Map();
const writes = [];
const document = (() => {
  const file = process.env.CONSOLE_OPENAPI;
  return file && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
})();

const everything = `session signOut queue identities identity timeline identityPaths openQuestion nameOwner handOver products findings incidents incident
  containment closeIncident alerts releaseAlerts undoRelease muteProduct unmuteProduct snoozePerson resumePerson
  approvals approve endApproval triage undoTriage questions question previewAnswer answerQuestion reviews review startReview closeReview policies policy checkPolicy
  replayPolicy applyPolicy proposePromotions promotePolicy declinePromotion demotePolicy decisions decision decisionProof coverage ledger
  ledgerEntries ledgerEntry inclusionProof consistencyProof frameworks evidence evidenceDocument exportIdentities exportFindings
  exportPaths records pathExposure withheldAlerts openapi`.split(/\s+/);
const viewer = `session signOut queue identities identity timeline identityPaths products findings incidents incident containment approvals
  questions question reviews review policies policy coverage ledger consistencyProof exportIdentities exportFindings openapi`.split(/\s+/);
const owner = "session signOut queue identities identity timeline findings questions question previewAnswer answerQuestion openapi".split(/\s+/);
const auditor = `${viewer.join(" ")} alerts replayPolicy decisions decision decisionProof ledgerEntries ledgerEntry inclusionProof frameworks evidence evidenceDocument exportPaths records pathExposure withheldAlerts`.split(/\s+/);

function session(states) {
  if (states.has("signed-out") || states.has("oidc")) {
    return { signedIn: false, signIn: states.has("oidc") ? "oidc" : "link", signInUrl: states.has("oidc") ? "/console/sign-in" : null, name: null, email: null, subject: null, issuer: null, roles: [], company: null, csrf: null, expiresAt: null, idleExpiresAt: null, authenticatedAt: null, operations: [], version: "1.0" };
  }
  const [roles, operations] = states.has("viewer") ? [["viewer"], viewer] : states.has("owner") ? [["owner"], owner] : states.has("auditor") ? [["viewer", "auditor"], auditor] : [["admin"], everything];
  return { signedIn: true, signIn: "oidc", signInUrl: "/console/sign-in", name: "Nora Lind", email: "nora.lind@acme.example", subject: "nora", issuer: "https://idp.example", roles, company: "acme", csrf: CSRF, expiresAt: new Date(NOW + 8 * 3.6e6).toISOString(), idleExpiresAt: new Date(NOW + 1.8e6).toISOString(), authenticatedAt: new Date(NOW).toISOString(), operations, version: "1.0" };
}

class Refused extends Error {
  constructor(status, name, title, detail, more = {}) {
    super(detail);
    this.status = status;
    this.body = { type: `urn:grantkeeper:problem:${name}`, title, status, detail, ...more };
  }
}
const notFound = () => new Refused(404, "not-found", "Not found", "No such thing, or your role cannot see it.");

function matches(row, query) {
  const several = (name, value) => !query.get(name) || query.get(name).split(",").includes(value);
  const q = query.get("q")?.toLowerCase();
  if (q && !`${row.name} ${row.id} ${row.product?.name ?? ""} ${row.owner?.person.name ?? ""}`.toLowerCase().includes(q)) return false;
  const own = query.get("owner");
  if (own === "nobody" && row.owner) return false;
  if (own === "someone" && !row.owner) return false;
  if (own === "me" && row.owner?.person.name !== "Nora Lind") return false;
  if (query.get("tierZero") && (query.get("tierZero") === "yes") !== row.tierZero) return false;
  if (query.get("product") && row.product?.id !== query.get("product")) return false;
  if (query.get("approval") && !query.get("approval").split(",").includes(row.approval?.state ?? "none")) return false;
  return ["kind", "provider", "connection", "risk", "ai", "unused", "state"].every((name) => several(name, row[name]));
}

const sorts = {
  "name": (a, b) => (a.name < b.name ? -1 : 1),
  "changed": (a, b) => (a.changedAt < b.changedAt ? 1 : -1),
  "first-seen": (a, b) => (a.firstSeen < b.firstSeen ? 1 : -1),
  "last-used": (a, b) => ((a.lastUsed.at ?? "") < (b.lastUsed.at ?? "") ? 1 : -1),
};
const lists = new Map();

function identities(all, query, states) {
  const cacheKey = [...states].join() + [...query].filter(([name]) => name !== "cursor" && name !== "limit").sort().join();
  let list = lists.get(cacheKey);
  if (!list) {
    list = all.rows.filter((row) => matches(row, query));
    const sort = sorts[query.get("sort")];
    if (sort) list = [...list].sort(sort);
    if (lists.size > 60) lists.clear();
    lists.set(cacheKey, list);
    const facets = {};
    for (const name of ["provider", "kind", "risk", "state", "ai"]) {
      facets[name] = {};
      for (const row of list) facets[name][row[name]] = (facets[name][row[name]] ?? 0) + 1;
    }
    facets.owner = { someone: list.filter((row) => row.owner).length, nobody: list.filter((row) => !row.owner).length };
    list.facets = facets;
  }
  const limit = Math.max(1, Math.min(1000, Number(query.get("limit") ?? 50)));
  const from = Number(query.get("cursor") ?? 0);
  return {
    items: list.slice(from, from + limit).map(data.strip),
    next: from + limit < list.length ? String(from + limit) : null,
    matching: list.length,
    asOf: new Date(NOW).toISOString(),
    facets: list.facets,
  };
}

const page = (list, query, more = {}) => {
  const limit = Math.max(1, Math.min(200, Number(query.get("limit") ?? 50)));
  const from = Number(query.get("cursor") ?? 0);
  return { items: list.slice(from, from + limit), next: from + limit < list.length ? String(from + limit) : null, ...more };
};

function questionOf(id, all) {
  const i = Number(id.replace("q-", ""));
  const row = all.rows[i];
  if (!/^q-\d+$/.test(id) || !row) throw notFound();
  return data.question(i, row, NOW, { outcome: answered.get(id) ?? null });
}

function read(path, query, states) {
  const all = collection(states);
  const [first, second, third, fourth] = path;
  const log = states.has("empty") ? emptyLedger : ledger;
  const policies = states.has("empty") ? [] : data.policies(NOW);
  const rowOf = (key) => all.byKey.get(key) ?? (() => { throw notFound(); })();
  switch (first) {
    case "session":
      return session(states);
    case "queue": {
      const queue = data.queue(all.rows, NOW, states.has("one") ? 1 : states.has("empty") ? 0 : 9, all.counts);
      queue.items = queue.items.filter((item) => !answered.has(item.question));
      return queue;
    }
    case "identities": {
      if (!second) return identities(all, query, states);
      const row = rowOf(second);
      if (third === "timeline") return data.timeline(row, row.number, NOW, ledger.size);
      if (third === "paths") return data.paths(row, all.rows.length);
      return data.detail(row, row.number, NOW);
    }
    case "findings": {
      const severities = query.get("severity")?.split(",");
      const q = query.get("q")?.toLowerCase();
      const list = all.findings
        .map((row) => data.finding(row, row.number, NOW))
        .filter((one) => (!severities || severities.includes(one.severity)) && (!q || one.sentence.toLowerCase().includes(q)));
      return page(list, query, { matching: list.length });
    }
    case "incidents": {
      const list = data.incidents(all.rows, NOW).map((one) => closedIncidents.get(one.incident.id) ?? one);
      if (!second) {
        const status = query.get("status");
        const selected = list.map((one) => one.incident).filter((one) => !status || one.status === status);
        return page(selected, query, { matching: selected.length });
      }
      const detail = list.find((one) => one.incident.id === second) ?? (() => { throw notFound(); })();
      if (third === "containment") return data.containment(detail, all.byKey, NOW);
      return { ...detail, ledger: detail.ledger === null ? null : ledger.size - 2 };
    }
    case "approvals": {
      const list = all.rows
        .filter((row) => ["approved", "tolerated"].includes(row.approval?.state))
        .slice(0, 60)
        .map((row) => data.approval(row, NOW))
        .filter((one) => !query.get("state") || query.get("state").split(",").includes(one.state));
      return page(list, query, { matching: list.length });
    }
    case "questions":
      return second ? questionOf(second, all) : page(all.rows.slice(0, 9).map((row, i) => data.question(i, row, NOW)), query);
    case "reviews": {
      const reviews = states.has("empty") ? [] : data.reviews(NOW);
      if (!second) return page(reviews, query);
      const review = reviews.find((one) => one.id === second) ?? (() => { throw notFound(); })();
      const outcomes = ["keep", null, "revoke", "keep", null, "not-mine", "keep", "keep"];
      return { review, next: null, questions: all.rows.slice(0, 8).map((row, i) => data.question(i, row, NOW, { review: review.id, mine: i % 3 === 1, outcome: outcomes[i] ? data.outcome(outcomes[i], NOW) : null })) };
    }
    case "policies": {
      if (!second) return { items: policies, next: null };
      const policy = policies.find((one) => one.name === second) ?? (() => { throw notFound(); })();
      return { policy, text: data.policyText(policy.name), lint: policy.stage === "training" ? [{ severity: "warning", line: 6, message: "No identity that the policy covers can do this today, so the rule never applies." }] : [] };
    }
    case "decisions": {
      if (!second) {
        const list = states.has("empty") ? [] : Array.from({ length: DECISIONS }, (_, i) => data.decision(i, NOW)).filter((one) => !query.get("answer") || (query.get("answer") === "permitted") === one.permitted);
        return page(list, query);
      }
      const decision = data.decision(Number(second.slice(2)) || 0, NOW);
      if (third === "proof") {
        const index = decisions.entries.findIndex((one) => one.id === second);
        if (index < 0) throw notFound();
        const proof = decisions.inclusion(index);
        return {
          id: second,
          document: decisions.leaves[index].toString(),
          proof: { index, size: proof.size, hashes: proof.hashes, root: proof.root },
          ledger: ledger.inclusion(BATCH, states.has("tampered")).bundle,
          index: BATCH,
        };
      }
      return decision;
    }
    case "coverage":
      return states.has("empty") ? { asOf: new Date(NOW).toISOString(), sentence: "", connections: [] } : data.coverage(NOW);
    case "ledger":
      if (!second) return log.status();
      if (second === "consistency") {
        const proof = ledger.consistency(Math.max(1, Math.min(ledger.size, Number(query.get("from")))));
        if (states.has("tampered")) proof.hashes[0] = Buffer.alloc(32, 7).toString("base64");
        return proof;
      }
      if (!third) {
        const before = query.get("before") === null ? log.size : Number(query.get("before"));
        const from = Math.max(0, before - Math.min(200, Number(query.get("limit") ?? 50)));
        const items = Array.from({ length: before - from }, (_, i) => log.entry(before - 1 - i));
        return { items, next: from > 0 ? String(from) : null, size: log.size };
      }
      if (!/^\d+$/.test(third) || Number(third) >= log.size) throw notFound();
      return fourth === "proof" ? ledger.inclusion(Number(third), states.has("tampered")) : ledger.entry(Number(third));
    case "evidence": {
      const frameworks = [
        { id: "soc2", name: "SOC 2", version: "2017 (2022)", controls: 9 },
        { id: "iso27001", name: "ISO/IEC 27001", version: "2022", controls: 12 },
      ];
      if (second === "frameworks") return { items: states.has("empty") ? [] : frameworks };
      const framework = frameworks.find((one) => one.id === second) ?? (() => { throw notFound(); })();
      return data.evidence(framework, query.get("from"), query.get("to"), ledger.size, ledger.root());
    }
    case "openapi.json":
      return document ?? {};
    default:
      throw notFound();
  }
}

function write(path, body, states) {
  const all = collection(states);
  const [first, second, third, fourth] = path;
  writes.push({ path: path.join("/"), body });
  if (states.has("refused")) throw new Refused(403, "forbidden", "Not allowed", "The role viewer cannot do this.", { fix: "Ask for the role reviewer." });
  switch (first) {
    case "session":
      return null;
    case "identities":
      if (second === "hand-over") return { asked: body.subjects, skipped: [] };
      if (third === "owner") return { result: "passed-on", sentence: `${body.to} is asked now.`, question: data.question(0, all.byKey.get(second) ?? all.rows[0], NOW) };
      return data.question(all.byKey.get(second)?.number ?? 0, all.byKey.get(second) ?? all.rows[0], NOW);
    case "questions": {
      const question = questionOf(second, all);
      const name = question.identity.name;
      if (third === "preview") {
        const byHand = question.identity.key === all.rows[1]?.key;
        const lines = {
          "keep": [`${name} keeps its access.`],
          "reduce": [`${name} keeps 1 of 3 permissions.`, "Grantkeeper revokes what was never needed, and gives you the steps for the rest."],
          "revoke": [`${name} can no longer ${question.identity.reaches[0] ?? "do anything"}.`, "Marcus Reed's calendar notes stop. It can be undone: its user can connect it again."],
          "not-mine": ["Nothing changes. The next person in line is asked."],
          "block": [`Nobody can use ${name} anymore, whether they use it today or not.`, "An administrator can undo the block."],
        }[body.answer] ?? [...question.options, ...question.further].filter((one) => one.answer === body.answer).map((one) => one.sentence);
        const removes = body.answer === "revoke" || body.answer === "reduce";
        const steps = ["By hand: the provider has no call that deletes a key.", "Open the provider's settings, and delete the key."];
        if (removes && byHand) {
          lines.splice(0, lines.length, "The answer records that the access should be removed, and lists the steps for removing it.", "Grantkeeper cannot do this by itself: an administrator must do it by hand.");
        }
        return { answer: body.answer, state: question.state, lines, byHand: removes && byHand, details: !removes ? [] : byHand ? steps : ["Call: DELETE users/1102/tokens/client"], enough: body.answer === "reduce" ? question.identity.reaches.slice(0, 1) : [], surplus: body.answer === "reduce" ? question.identity.reaches.slice(1) : [], until: body.answer === "keep" ? new Date(NOW + 90 * 86_400_000).toISOString() : null, confirmStepUp: body.answer === "revoke" || body.answer === "reduce" };
      }
      if (states.has("step-up") && (body.answer === "revoke" || body.answer === "reduce")) {
        throw new Refused(403, "step-up-required", "Sign in again", "This needs a sign-in within the last 5 minutes.", { signIn: "/console/sign-in?step-up=1&return=%2Fconsole%2F" });
      }
      if (states.has("changed")) return { result: "changed", sentence: "The identity's access has changed since you opened the question. Nothing was done; review the access again.", question: { ...question, state: `${question.state}-2` } };
      if (!states.has("many")) answered.set(second, data.outcome(body.answer, NOW));
      return { result: body.answer === "not-mine" || body.answer === "name-owner" ? "passed-on" : "accepted", sentence: `Recorded: ${body.answer} for ${name}.`, question: { ...question, outcome: data.outcome(body.answer, NOW) } };
    }
    case "reviews": {
      const review = data.reviews(NOW).find((one) => one.id === second) ?? (() => { throw notFound(); })();
      return { review: { ...review, closedAt: new Date(NOW).toISOString() }, questions: [] };
    }
    case "incidents": {
      const detail = data.incidents(all.rows, NOW).find((one) => one.incident.id === second) ?? (() => { throw notFound(); })();
      const closed = { ...detail, incident: { ...detail.incident, status: "closed", closure: { verdict: body.verdict, by: "nora.lind@acme.example", why: body.why, at: new Date(NOW).toISOString() } } };
      closedIncidents.set(second, closed);
      return closed;
    }
    case "approvals": {
      if (second === "triage" && fourth === "undo") return { batch: third, withdrawn: batches.get(third) ?? [] };
      if (second === "triage") {
        const batch = `triage-${batches.size + 1}`;
        batches.set(batch, body.subjects);
        return { batch, decided: body.subjects, skipped: [] };
      }
      return data.approval(all.rows[0] ?? data.identity(0, NOW, false), NOW);
    }
    case "policies": {
      if (second === "replay") return data.replay(body, NOW);
      if (second === "propose") return { items: data.policies(NOW), next: null };
      if (second === "check" || !second) {
        const text = body.text ?? "";
        const wrong = !text.includes("intent:");
        return { policy: wrong ? null : { ...data.policies(NOW)[0], name: /policy: *(\S+)/.exec(text)?.[1] ?? "unnamed", stage: "training", proposal: null, evidence: null }, text, lint: wrong ? [{ severity: "error", line: 1, message: "The member intent is missing: say in one sentence what the policy wants." }] : [] };
      }
      const policy = data.policies(NOW).find((one) => one.name === second) ?? data.policies(NOW)[0];
      return { policy: { ...policy, proposal: null, stage: third === "approve" ? "enforcement" : (body.to ?? policy.stage) }, text: data.policyText(policy.name), lint: [] };
    }
    default:
      throw notFound();
  }
}

const send = (response, status, headers, body) => {
  response.writeHead(status, { "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", ...headers });
  response.end(body);
};

function statics(response, path) {
  let file = normalize(join(DIST, path));
  if (!file.startsWith(DIST)) return send(response, 404, {}, "");
  if (!existsSync(file) || !statSync(file).isFile()) {
    if (extname(path) && !path.startsWith("/identities/")) return send(response, 404, { "Content-Type": "text/plain" }, "not found");
    file = join(DIST, "index.html");
  }
  const asset = path.startsWith("/assets/");
  send(response, 200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Cache-Control": asset ? "public, max-age=31536000, immutable" : "no-cache", "Content-Security-Policy": CSP }, readFileSync(file));
}

const wait = (millis) => new Promise((done) => setTimeout(done, millis));

async function handle(request, response) {
  const url = new URL(request.url, "http://127.0.0.1");
  const cookie = /(?:^|;\s*)mock=([^;]*)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
  const states = new Set(cookie.split(".").filter(Boolean));
  if (url.pathname === "/") return send(response, 302, { Location: "/console/" }, "");
  if (url.pathname === "/console/sign-in") {
    const back = url.searchParams.get("return") ?? "/console/";
    return send(response, 302, { "Location": back.startsWith("/console/") ? back : "/console/", "Set-Cookie": `mock=${[...states].filter((one) => !["signed-out", "oidc", "step-up", "expired"].includes(one)).join(".")}; Path=/` }, "");
  }
  if (url.pathname === "/mock/writes") return send(response, 200, { "Content-Type": "application/json" }, JSON.stringify(writes));
  if (url.pathname === "/mock/reset") {
    answered.clear();
    closedIncidents.clear();
    writes.length = 0;
    return send(response, 204, {}, undefined);
  }
  if (url.pathname.startsWith("/console")) return statics(response, decodeURIComponent(url.pathname.slice("/console".length)) || "/");
  if (!url.pathname.startsWith("/api/v1/")) return send(response, 404, {}, "");
  const path = url.pathname.slice("/api/v1/".length).split("/").map(decodeURIComponent);
  try {
    if (states.has("slow")) await wait(3_000);
    if (path[0] !== "session") {
      if (states.has("signed-out") || states.has("oidc") || states.has("expired")) throw new Refused(401, "unauthenticated", "Sign in", "Your session has ended.", { signIn: "/console/sign-in" });
      if (states.has("error")) throw new Refused(503, "unavailable", "Not available", "The table does not answer.", { fix: "Try again in a minute." });
      if (states.has("forbidden")) throw new Refused(403, "forbidden", "Not allowed", "The role viewer cannot see this.");
    }
    if (request.method === "GET") {
      if (path[0] === "exports" || path[2] === "document") return send(response, 200, { "Content-Type": "text/csv" }, "id,name\n");
      const body = JSON.stringify(read(path, url.searchParams, states));
      const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 20)}"`;
      if (request.headers["if-none-match"] === etag) return send(response, 304, { ETag: etag }, undefined);
      return send(response, 200, { "Content-Type": "application/json", "Cache-Control": "no-store", "ETag": etag }, body);
    }
    if (states.has("offline-writes")) return request.socket.destroy();
    const parts = [];
    for await (const part of request) parts.push(part);
    if (request.headers["x-grantkeeper-csrf"] !== CSRF) throw new Refused(403, "csrf", "Refused", "The header X-Grantkeeper-CSRF is missing or wrong.");
    const body = JSON.parse(Buffer.concat(parts).toString() || "{}");
    const result = write(path, body, states);
    return result === null ? send(response, 204, {}, undefined) : send(response, 200, { "Content-Type": "application/json", "Cache-Control": "no-store" }, JSON.stringify(result));
  } catch (failure) {
    if (!(failure instanceof Refused)) console.error(failure);
    const refused = failure instanceof Refused ? failure : new Refused(500, "unavailable", "Failed", "The mock failed.");
    return send(response, refused.status, { "Content-Type": "application/problem+json" }, JSON.stringify(refused.body));
  }
}

const server = createServer((request, response) => {
  handle(request, response).catch((failure) => {
    console.error(failure);
    send(response, 500, {}, "");
  });
});
server.listen(Number(option("port", "0")), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
// A test's server ends with the test.
if (option("until-stdin-closes", "no") === "yes") process.stdin.resume().on("end", () => process.exit(0));
