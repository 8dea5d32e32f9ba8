// A believable company, derived from numbers alone: the same index always gives the same identity.
const DAY = 86_400_000;
const HOUR = 3_600_000;

export const key = (id) => Buffer.from(id).toString("base64url");
const iso = (time) => new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
const at = (time) => ({ state: "at", at: iso(time) });
const unknown = { state: "unknown" };
const never = { state: "never" };
const pick = (list, number) => list[((number % list.length) + list.length) % list.length];
// A cheap integer hash, so that neighbors differ.
const mix = (number) => {
  let x = (number + 0x9e3779b9) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
};

const providers = [
  ["google", "Google Workspace", "oauth-client", "app"],
  ["google", "Google Workspace", "ai-agent", "AI agent"],
  ["github", "GitHub", "bot", "bot"],
  ["github", "GitHub", "deploy-key", "deploy key"],
  ["slack", "Slack", "bot", "bot"],
  ["microsoft", "Microsoft Entra", "service-account", "service principal"],
  ["okta", "Okta", "oauth-client", "service app"],
  ["openai", "OpenAI", "api-key", "API key"],
  ["anthropic", "Anthropic", "api-key", "API key"],
];
const products = [
  ["fireflies", "Fireflies.ai", "Fireflies.ai Notetaker", true],
  ["otter", "Otter.ai", "Otter.ai", true],
  ["coderabbit", "CodeRabbit", "coderabbitai", true],
  ["zapier", "Zapier", "Zapier", false],
  ["notion", "Notion", "Notion AI connector", true],
  ["read-ai", "Read AI", "Read AI Meeting Copilot", true],
  ["cursor", "Cursor", "Cursor", true],
  ["linear", "Linear", "Linear", false],
  ["renovate", "Renovate", "renovate[bot]", false],
  ["terraform", "Terraform Cloud", "terraform-cloud", false],
  ["figma", "Figma", "Figma", false],
  ["grammarly", "Grammarly", "Grammarly for Business", true],
  ["datadog", "Datadog", "Datadog Integration", false],
  ["loom", "Loom", "Loom", false],
  ["glean", "Glean", "Glean Search", true],
  ["n8n", "n8n", "n8n workflow bot", false],
];
const inHouse = ["release-bot", "deploy-runner", "finance-export", "nightly-backup", "hr-sync", "support-summaries", "warehouse-loader", "invoice-reader"];
const abilities = {
  google: ["read all of your mail", "read, change and delete all of your mail", "read your calendar events", "read, change and delete all of your files", "see your profile and email address"],
  github: ["read, change and delete code in every repository", "change code in the repositories selected for it", "change what runs in workflows", "read pull requests", "read code"],
  slack: ["read messages in public channels", "read direct messages it takes part in", "post messages", "read files"],
  microsoft: ["read every mailbox in the company", "read and change every group", "read the directory", "read and change files of every site"],
  okta: ["reset passwords and sign-in factors of users", "read users and groups", "change how people sign in to apps"],
  openai: ["use models and pay with the company's account", "manage projects and their keys"],
  anthropic: ["use models and pay with the company's account", "read usage and cost"],
};
const people = [
  ["Marcus Reed", "active"],
  ["Dana Mills", "active"],
  ["Erin Moss", "active"],
  ["Nora Lind", "active"],
  ["Marek Nowak", "suspended"],
  ["Priya Raman", "active"],
  ["Tomás Ortega", "active"],
  ["Yuki Tanaka", "active"],
  ["Aisha Bello", "left"],
  ["Jonas Weber", "active"],
  ["李小龙", "active"],
  ["Siobhán O’Brien", "external"],
];

const person = (i) => {
  const [name, employment] = pick(people, i);
  return {
    id: `google-acme/${1100 + (i % people.length)}`,
    name,
    email: { state: "known", value: `${name.normalize("NFD").replace(/[^A-Za-z ]/g, "").trim().toLowerCase().replace(/ +/g, ".") || "li.xiaolong"}@acme.example` },
    employment,
  };
};

export const HOSTILE = [
  "<img src=x onerror=alert(1)><script>alert(2)</script>",
  "javascript:alert(document.cookie)",
  "invoice\u202Egnp.exe\u202C reader",
  "漢字仮名交じり文の非常に長い名前".repeat(8).slice(0, 120),
  "zero\u200Bwidth\u2066and isolates",
  "\u0000\u0007control characters\u001b[31m",
  "'; DROP TABLE identities; -- \"><svg/onload=alert(3)>",
  "مرحبا بالعالم — عميل الذكاء الاصطناعي",
  "a".repeat(300),
  "{{constructor.constructor('alert(4)')()}}",
];

const RISKS = ["critical", "high", "high", "medium", "medium", "medium", "low", "low", "low", "unknown"];

// The most severe ones, which screenshots show: name, provider, product, finding, days since the last use, what it can do.
export const CURATED = [
  ["coderabbitai", 2, "coderabbit", 2, 0, ["read, change and delete code in every repository", "change what runs in workflows"]],
  ["Fireflies.ai Notetaker", 1, "fireflies", 0, null, ["read all of your mail", "read your calendar events"]],
  ["Zapier", 0, "zapier", 1, 1, ["read, change and delete all of your mail", "read, change and delete all of your files"]],
  ["release-bot", 3, null, 4, 12, ["change code in the repositories selected for it"]],
  ["Otter.ai", 0, "otter", 5, 3, ["send mail as you", "read your calendar events"]],
  ["finance-export", 5, null, 3, 130, ["read every mailbox in the company", "read and change files of every site"]],
  ["Notion AI connector", 1, "notion", 0, 0, ["read, change and delete all of your files"]],
  ["Read AI Meeting Copilot", 4, "read-ai", 0, null, ["read direct messages it takes part in", "read files"]],
  ["support-summaries", 8, null, 4, 0, ["use models and pay with the company's account"]],
];

export function identity(i, now, hostile) {
  const m = mix(i);
  const curated = hostile ? undefined : CURATED[i];
  const [provider, providerName, kind, kindName] = curated ? providers[curated[1]] : pick(providers, m);
  const own = curated ? curated[2] === null : m % 5 === 0;
  const product = own ? null : curated ? products.find(([id]) => id === curated[2]) : pick(products, m >>> 4);
  const serial = i < 24 ? "" : ` ${(i % 9973) + 1}`;
  const name = hostile ? pick(HOSTILE, i) : curated ? curated[0] : (own ? `${pick(inHouse, m >>> 7)}${i < 24 ? "" : `-${i}`}` : `${product[2]}${serial}`);
  const id = `${provider}-acme/${kind}/${hostile ? `hostile-${i}` : `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}-${i}`}`;
  const risk = i < 2 ? "critical" : i < 12 ? "high" : pick(RISKS, m >>> 11);
  const all = abilities[provider];
  const reaches = curated ? curated[5] : all.slice(m % 2, (m % 2) + 1 + ((m >>> 3) % 3));
  const used = (m >>> 5) % 7;
  const lastUsed = curated ? (curated[4] === null ? unknown : at(now - curated[4] * DAY - 2 * HOUR)) : used === 0 ? unknown : used === 1 && provider === "google" ? never : at(now - ((m >>> 8) % (used === 2 ? 200 : 20)) * DAY - (m % 24) * HOUR);
  const unusedFor = lastUsed.state === "at" ? now - Date.parse(lastUsed.at) : null;
  const owner = !curated && (m >>> 9) % 9 === 0 ? null : { person: person(curated ? [0, 0, 1, 4, 2, 5, 0, 0, 6][i] : m >>> 6), evidence: ["gave it access on 12 October 2026", "is the only person who uses it"].slice(0, 1 + (m % 2)) };
  const decision = curated ? (i === 0 || i === 4 ? 2 : i % 2 === 0 ? 3 : 0) : (m >>> 12) % 6;
  const ai = kind === "ai-agent" || product?.[3] ? "yes" : own && m % 3 === 0 ? "unknown" : "no";
  const states = [
    null,
    { state: "approved", displayName: "approved", until: iso(now + 90 * DAY), drift: [] },
    { state: "approved", displayName: "approved", until: null, drift: curated || m % 3 === 0 ? ["access"] : [] },
    { state: "under-review", displayName: "under review", until: null, drift: [] },
    { state: "new", displayName: "new", until: null, drift: [] },
    { state: "tolerated", displayName: "tolerated", until: iso(now + 20 * DAY), drift: [] },
  ];
  return {
    id,
    key: key(id),
    name,
    provider,
    providerName,
    kind,
    kindName,
    connection: `${provider}-acme`,
    form: kind,
    product: product ? { id: product[0], name: hostile ? pick(HOSTILE, i + 3) : product[1] } : null,
    ai,
    risk,
    state: !curated && (m >>> 13) % 40 === 0 ? "suspended" : "active",
    owner: hostile && owner ? { person: { ...owner.person, name: pick(HOSTILE, i + 1) }, evidence: [pick(HOSTILE, i)] } : owner,
    ownerCandidates: owner ? 1 + (m % 2) : 0,
    reaches,
    reachCount: reaches.length + (m % 3),
    lastUsed,
    nextExpiry: m % 8 === 0 ? at(now + (m % 90) * DAY) : m % 3 === 0 ? unknown : never,
    unused: unusedFor === null ? (lastUsed.state === "never" ? "yes" : "unknown") : unusedFor > 90 * DAY ? "yes" : "no",
    approval: states[decision],
    openFindings: curated ? 1 + (i % 2) : risk === "critical" ? 2 + (m % 2) : risk === "high" ? m % 3 : m % 11 === 0 ? 1 : 0,
    firstSeen: iso(now - (30 + (m % 300)) * DAY),
    changedAt: iso(now - (m % 40) * DAY - (m % 24) * HOUR),
    tierZero: i === 0 || risk === "critical" || (risk === "high" && m % 3 === 0),
  };
}

export const reference = (row) => ({ id: row.id, key: row.key, name: row.name, provider: row.provider, providerName: row.providerName, kind: row.kind, kindName: row.kindName });

const basis = (row, now) => ({
  sentence: `Seen in ${row.providerName}'s list of app access on ${new Date(now - DAY).toLocaleDateString("en-US", { dateStyle: "long" })}.`,
  certainty: "observed",
  sources: [`${row.providerName}: list of app access, read as of ${iso(now - HOUR)}`, `${row.providerName}: token log, read up to ${iso(now - 2 * HOUR)}`],
  assumptions: row.reachCount > 2 ? ["what some of its permissions allow is inferred from their names"] : [],
});

const TYPES = [
  ["shadow-ai", "is an AI product (note taker) that nobody has approved", "Approve it, or revoke its access."],
  ["scopes-expanded", "can now read, change and delete all of your mail", "Check with its owner whether this was intended."],
  ["reach-expanded", "went from selected repositories to all repositories", "Limit it to the repositories that it needs."],
  ["owner-left", "has lost its owner: the account of Marek Nowak is suspended", "Name another owner."],
  ["expiring", "has a token (release-bot) that expires in 6 days", "Rotate the token, or let it expire."],
  ["drift-access", "can send mail as you, but was approved only to read your calendar events", "Approve the current access, or revoke what is new."],
];

/** The types of the findings in the queue: each of them once, and some again. */
const QUEUED = [2, 0, 1, 3, 5, 2, 4, 0, 3];

export function finding(row, i, now) {
  const [type, headline, advice] = i < CURATED.length && row.name === CURATED[i][0] ? TYPES[CURATED[i][3]] : i < QUEUED.length ? TYPES[QUEUED[i]] : pick(TYPES, mix(i));
  const expanded = type === "scopes-expanded" || type === "reach-expanded";
  return {
    id: (mix(i * 31 + 7) >>> 0).toString(16).padStart(8, "0"),
    key: `${type}/${i}`,
    type,
    severity: row.risk === "low" ? "medium" : row.risk,
    status: "open",
    headline,
    sentence: `${row.name} ${headline}`,
    before: type === "reach-expanded" ? ["read, change and delete code in the repositories selected for it"] : expanded ? ["read your calendar events"] : [],
    after: row.reaches,
    reasons: type === "shadow-ai" ? ["Its client id is in the catalog of AI products.", "No approval covers it."] : [`${row.owner?.person.name ?? "Someone"} changed it.`],
    advice,
    foundAt: iso(now - (mix(i) % 70) * HOUR),
    closedAt: null,
    identity: reference(row),
    product: row.product,
    owner: row.owner?.person ?? null,
    cause: row.owner?.person ?? null,
    question: i < 9 ? `q-${i}` : null,
    tickets: i % 4 === 1 ? [{ product: "Jira", status: i % 8 === 1 ? "handled" : "open", reference: `SEC-${100 + i}`, url: `https://acme.example/browse/SEC-${100 + i}` }] : [],
    basis: basis(row, now),
  };
}

export function recommendation(row) {
  if (row.unused === "yes") return { answer: "revoke", reason: "No use was recorded in 120 days of complete logs." };
  if (row.lastUsed.state === "unknown") return { answer: null, reason: "Its use is unknown, so there is no recommendation. Keep it only if you know what it is for." };
  return row.reachCount > 2
    ? { answer: "reduce", reason: "3 of its 7 permissions cover everything it did in 90 days." }
    : { answer: "keep", reason: "It was used on 41 of the last 90 days, within what was approved." };
}

const SENSITIVE = new Set(["reduce", "revoke", "to-approved", "remove-added", "block", "deny-request", "approve-request", "allow"]);
const option = (answer, label, sentence) => ({ answer, label, sentence, request: null, stepUp: SENSITIVE.has(answer) });
const REVOKED = "Grantkeeper revokes all of its access, and lists the steps for what it cannot revoke.";
const NOT_MINE = option("not-mine", "Not mine", "Grantkeeper asks the next person who may be responsible. Nothing else changes.");
const keep = (label) => option("keep", `${label} for 90 days`, "It keeps its access for 90 days. Then you are asked again.");
const REDUCE = option("reduce", "Reduce it to what it uses", "Grantkeeper revokes what its recorded use did not need, and lists the steps for what it cannot revoke.");
const NAME_OWNER = "Grantkeeper asks the person whom you name whether they own it. Nothing else changes.";

/** The question about each type of finding, with some of its answers: the server has them all. */
const QUESTIONS = {
  "shadow-ai": [
    (name) => `Is ${name} needed at work?`,
    [
      keep("Approve it"),
      REDUCE,
      option("revoke", "Revoke it", REVOKED),
      option("block", "Block it for everyone", "Grantkeeper blocks it at Google Workspace: nobody can use it there, now or later, until an administrator allows it again."),
      NOT_MINE,
    ],
  ],
  "scopes-expanded": [(name) => `Does ${name} need its new access?`, [keep("Approve the new access"), REDUCE, option("revoke", "Revoke all of its access", REVOKED), NOT_MINE]],
  "reach-expanded": [(name) => `Does ${name} need its wider access?`, [keep("Approve the wider access"), REDUCE, option("revoke", "Revoke all of its access", REVOKED), NOT_MINE]],
  "owner-left": [
    (name) => `Who takes over ${name}?`,
    [
      option("own", "I'll own it", "You become its owner: questions about it come to you first. Its access does not change."),
      option("name-owner", "Name someone", NAME_OWNER),
      option("revoke", "Revoke it", REVOKED),
      NOT_MINE,
    ],
  ],
  "expiring": [
    (name) => `Will you renew the access of ${name}, or let it end?`,
    [
      option("will-act", "I'll renew it", "Nothing changes: it ends on 5 December 2026 unless you renew it. You may be reminded before then."),
      option("accept", "Let it end", "It ends on 5 December 2026. You get no more reminders of this date."),
      option("revoke", "Revoke it now", REVOKED),
      NOT_MINE,
    ],
  ],
  "drift-access": [
    (name) => `Is it right that ${name} differs from what was approved?`,
    [
      option("to-approved", "Back to what was approved", "Grantkeeper revokes the access that was not approved, and lists the steps for what it cannot revoke. What was approved stays."),
      keep("Approve what it has now"),
      option("revoke", "Revoke all of its access", REVOKED),
      NOT_MINE,
    ],
  ],
};
const DECISIONS = [
  keep("Approve it"),
  REDUCE,
  option("revoke", "Revoke all of its access", REVOKED),
  option("block", "Block it for everyone", "Grantkeeper blocks it at Google Workspace: nobody can use it there, now or later, until an administrator allows it again."),
  option("name-owner", "Hand it over", NAME_OWNER),
];

const further = (options) => DECISIONS.filter((one) => options.every((other) => other.answer !== one.answer));

const recommended = (row, options) => {
  const found = recommendation(row);
  return options.some((one) => one.answer === found.answer) ? found : { ...found, answer: null };
};

export function question(i, row, now, options = {}) {
  const [ask, answers] = QUESTIONS[finding(row, i, now).type];
  return {
    question: ask(row.name),
    options: answers,
    further: further(answers),
    id: `q-${i}`,
    identity: strip(row),
    findings: [finding(row, i, now)],
    review: options.review ?? null,
    state: `state-${i}`,
    asked: [
      { name: "Marcus Reed", email: "marcus.reed@acme.example", as: "the owner", why: ["gave it access"], toldAt: iso(now - 26 * HOUR), remindedAt: iso(now - 2 * HOUR), passedAt: null },
    ],
    openedAt: iso(now - (20 + i * 7) * HOUR),
    mine: options.mine ?? true,
    mayAnswer: [...answers, ...further(answers)].map((one) => one.answer),
    recommendation: recommended(row, answers),
    outcome: options.outcome ?? null,
  };
}

export const strip = ({ tierZero: _, number: __, ...row }) => row;

export function queue(rows, now, count, counts) {
  const items = [];
  for (let i = 0; i < Math.min(count, 9, rows.length); i++) {
    const row = rows[i];
    const about = finding(row, i, now);
    items.push({
      id: `question:q-${i}`,
      type: i === 4 ? "drift" : "question",
      weight: 400 - i * 20,
      severity: about.severity,
      title: question(i, row, now).question,
      reason: i % 2 === 0 ? "You gave it access, and nobody has approved it." : "You own it, and its access grew yesterday.",
      evidence: [about.headline, ...row.reaches.map((one) => `can ${one}`)],
      identity: reference(row),
      since: iso(now - (20 + i * 7) * HOUR),
      due: i < 5 ? iso(now + (48 - i * 9) * HOUR) : null,
      question: `q-${i}`,
      finding: about.id,
      policy: null,
      request: null,
      recommendation: question(i, row, now).recommendation,
      actions: [...question(i, row, now).options.map((one) => one.answer), "open"],
    });
  }
  if (count >= 9) {
    items.splice(3, 0, {
      id: "promotion:mail-needs-approval",
      type: "promotion",
      weight: 330,
      severity: "medium",
      title: "Promote mail-needs-approval to enforcement?",
      reason: "Its evidence passes every gate, and promotions need a person.",
      evidence: ["12 of 4,100 actions (0.3 %) would have been blocked since 10 November", "0 of 9 owners called a block wrong"],
      identity: null,
      since: iso(now - 15 * HOUR),
      due: null,
      question: null,
      finding: null,
      policy: "mail-needs-approval",
      request: null,
      recommendation: null,
      actions: ["promote", "decline", "open"],
    });
    items.push({
      id: "coverage:slack-acme",
      type: "coverage",
      weight: 40,
      severity: "low",
      title: "Slack's users were last read 4 h ago",
      reason: "You administer the connection, and its service level is 1 h.",
      evidence: ["Slack answered 429: 20 calls a minute are allowed"],
      identity: null,
      since: iso(now - 4 * HOUR),
      due: null,
      question: null,
      finding: null,
      policy: null,
      request: null,
      recommendation: null,
      actions: ["open"],
    });
  }
  return {
    sentence: `${counts.identities.toLocaleString("en-US")} identities; ${items.length === 0 ? "nothing needs your attention" : `${items.length} need your attention`}; Slack is 4 h late.`,
    asOf: iso(now),
    counts: { identities: counts.identities, forYou: items.length, openFindings: counts.findings, ai: counts.ai, withoutOwner: counts.unowned },
    items,
    next: null,
    cannotSee: [
      { subject: "Slack", sentence: "Audit logs need the Enterprise plan, so when tokens were used is unknown.", connection: "slack-acme" },
      { subject: "GitHub", sentence: "Personal access tokens (classic) are not listed by any API.", connection: "github-acme" },
    ],
  };
}

export function detail(row, i, now) {
  const reach = row.reaches;
  const grant = {
    key: `user/${1100 + i}`,
    subject: `${row.owner?.person.name ?? "Marcus Reed"}'s data`,
    person: row.owner?.person ?? null,
    wholeTenant: false,
    resource: row.provider,
    means: reach,
    permissions: ["https://www.googleapis.com/auth/gmail.readonly", "https://www.googleapis.com/auth/calendar.events"],
    reach: "all",
    status: "active",
    live: true,
    grantedBy: row.owner?.person ?? null,
    grantedAt: at(now - 47 * DAY),
    lastUsed: row.lastUsed,
    expires: row.nextExpiry,
    firstSeen: row.firstSeen,
    confirmedAt: iso(now - 3 * HOUR),
  };
  const drift = row.approval?.drift.length ? [{ kind: "access", severity: "high", headline: "can send mail as you, but was approved only to read your calendar events", approved: ["read your calendar events"], current: reach }] : [];
  const known = row.lastUsed.state !== "unknown";
  return {
    identity: strip(row),
    aliases: [{ scheme: "client-id", value: `${row.id.split("/").pop()}.apps.example` }],
    publisher: row.product ? { state: "known", value: `${row.product.name}, Inc.` } : { state: "unknown" },
    domains: row.product ? [`app.${row.product.id}.example`] : [],
    status: row.state === "suspended" ? "suspended" : "active",
    created: at(Date.parse(row.firstSeen) - 3 * DAY),
    attributes: { verified: "yes" },
    recognition: row.product ? [`Its client id belongs to ${row.product.name}.`, "Its publisher is verified by the provider."] : ["Its name and its keys are known only here."],
    reachesTitle: "Everything it can do now",
    reaches: reach,
    owners: row.owner ? [row.owner, { person: person(i + 5), evidence: ["signs in to it most often"] }] : [],
    grants: [grant, { ...grant, key: "user/1107", subject: "Dana Mills's data", means: reach.slice(0, 1), lastUsed: unknown }],
    credentials: row.kind.includes("key")
      ? [{ key: "c1", type: "secret", hint: "…4f2a", status: "active", live: true, created: at(now - 200 * DAY), expires: row.nextExpiry, lastUsed: row.lastUsed, lastRotated: unknown }]
      : [],
    use: {
      sentence: known ? "It used 3 of its 7 permissions in the last 90 days." : "Grantkeeper has no data on its use, so it cannot recommend which access to remove.",
      days: known ? { state: "known", value: 90 } : { state: "unknown" },
      enough: known ? reach.slice(0, 1) : [],
      surplus: known ? reach.slice(1) : [],
      unused: known ? reach.slice(1) : [],
      calls: known ? [{ call: "messages.list", first: iso(now - 88 * DAY).slice(0, 10), last: iso(now - DAY).slice(0, 10) }, { call: "events.list", first: iso(now - 60 * DAY).slice(0, 10), last: iso(now - 2 * DAY).slice(0, 10) }] : [],
      activeDays: known ? Array.from({ length: 90 }, (_, d) => d).filter((d) => (89 - d) % 7 <= 4 && mix(d + i) % 3 > 0).map((d) => iso(now - (89 - d) * DAY).slice(0, 10)) : [],
    },
    recommendation: recommendation(row),
    findings: row.openFindings > 0 ? [finding(row, i, now)] : [],
    questions: i < 9 ? [question(i, row, now)] : [],
    actions: row.state === "gone" ? [] : i < 9 ? [...question(i, row, now).options, ...question(i, row, now).further] : DECISIONS,
    approval: {
      state: row.approval?.state ?? "new",
      displayName: row.approval?.displayName ?? "no decision",
      basis: row.approval?.state === "approved" ? "Nora Lind approved it as company standard." : "Its owner was asked, and has not answered.",
      record: row.approval?.state === "approved" ? approval(row, now) : null,
      drift,
    },
    revocations: [],
    basis: { access: basis(row, now), identity: basis(row, now) },
    logsReadUpTo: iso(now - HOUR),
  };
}

export function approval(row, now) {
  const current = {
    state: row.approval?.state === "tolerated" ? "tolerated" : "approved",
    displayName: row.approval?.displayName ?? "approved",
    by: "nora.lind@acme.example",
    source: "command line",
    at: iso(now - 27 * DAY),
    until: row.approval?.until ?? null,
    why: "Company standard for meeting notes, calendar only",
    ticket: "SEC-118",
    batch: null,
  };
  return {
    subject: `identity:${row.id}`,
    subjectName: row.name,
    subjectType: "identity",
    identity: reference(row),
    state: current.state,
    displayName: current.displayName,
    current,
    abilities: ["read your calendar events"],
    permissions: ["calendar.events.readonly"],
    scopeRecorded: true,
    anyone: false,
    people: ["Dana Mills"],
    networks: [],
    hours: null,
    tools: [],
    earlier: [],
  };
}

export function timeline(row, i, now, ledgerSize) {
  const who = row.owner?.person.name ?? null;
  const entry = (hours, type, title, more = {}) => ({ at: iso(now - hours * HOUR), type, title, detail: [], by: null, severity: null, finding: null, question: null, decision: null, ledger: null, ...more });
  return {
    items: [
      entry(2, "question", "Marcus Reed was reminded", { question: "q-0", ledger: ledgerSize - 4 }),
      entry(26, "question", "Marcus Reed was asked", { detail: ["gave it access"], question: "q-0", ledger: ledgerSize - 7 }),
      entry(27, "finding", finding(row, i, now).headline, { detail: row.reaches.map((one) => `can ${one}`), severity: row.risk, by: who, ledger: ledgerSize - 9 }),
      entry(27, "event", "Access was granted", { by: who, detail: ["gmail.readonly", "calendar.events"] }),
      entry(170, "approval", "Approved as company standard", { by: "Nora Lind", ledger: 12 }),
      entry(400, "seen", "First seen", { detail: [`in ${row.providerName}'s list of app access`], ledger: 3 }),
    ],
    next: null,
  };
}

export function paths(row, total) {
  if (!row.tierZero) {
    return { zone: "tier-zero", inZone: null, reaches: false, steps: [], exposed: 7, identities: total, members: [{ id: "aws:deploy", name: "deploy role", reason: "can do anything in the account" }], chokePoints: ["github:acme/infra"], cut: [{ grant: "github-acme/bot/coderabbitai#installation/100", stillReaching: 2 }], zones: [{ name: "production-secrets", inZone: false, reaches: false, exposed: 3 }], notCollected: ["People's roles and ways of signing in", "Where secrets are stored"] };
  }
  return {
    zone: "tier-zero",
    inZone: null,
    reaches: true,
    steps: [
      { from: row.id, fromName: row.name, to: "github:acme/infra", toName: "acme/infra", by: "contents:write", sentence: `${row.name} can change what runs in the workflows of acme/infra, because it has contents:write.` },
      { from: "github:acme/infra", fromName: "acme/infra", to: "key-1", toName: "AWS_DEPLOY_KEY", by: "stored secret", sentence: "acme/infra contains the credential AWS_DEPLOY_KEY." },
      { from: "key-1", fromName: "AWS_DEPLOY_KEY", to: "aws:deploy", toName: "deploy role", by: "credential", sentence: "Anyone who has AWS_DEPLOY_KEY acts as the deploy role. The deploy role can do anything in the account." },
    ],
    exposed: 7,
    identities: total,
    members: [{ id: "aws:deploy", name: "deploy role", reason: "can do anything in the account" }],
    chokePoints: ["github:acme/infra", "key-1"],
    cut: [{ grant: `${row.id}#installation/100`, stillReaching: 2 }, { grant: "github-acme/deploy-key/release#key/7", stillReaching: 0 }],
    zones: [
      { name: "production-secrets", inZone: false, reaches: true, exposed: 3 },
      { name: "finance-mail", inZone: false, reaches: false, exposed: 0 },
    ],
    notCollected: ["People's roles and ways of signing in", "Where secrets are stored", "Branch protection"],
  };
}

const share = (part, whole) => ({ part, whole, sentence: `${part.toLocaleString("en-US")} of ${whole.toLocaleString("en-US")}` });

export function policies(now) {
  const example = (i, answer) => ({ decision: `d-${i}`, at: iso(now - (i + 1) * DAY), subject: "Zapier for Marcus Reed", action: `send mail report-${i}`, reason: "sending mail needs approval", answer });
  return [
    {
      name: "mail-needs-approval",
      version: "sha256-1f0a77c2",
      stage: "recommendation",
      since: iso(now - 18 * DAY),
      sentences: ["AI agents need approval to send mail.", "Approval is valid for one hour."],
      next: "It passes every gate and can be promoted to enforcement.",
      missing: [],
      evidence: { since: iso(now - 18 * DAY), until: iso(now - HOUR), blocks: share(12, 4100), falseBlocks: share(0, 9), asks: 31, identities: 2, people: 3, examples: [example(1, "right"), example(2, "not-asked"), example(3, "right")] },
      proposal: { to: "enforcement", proposedAt: iso(now - 15 * HOUR) },
    },
    {
      name: "no-agents-in-finance",
      version: "sha256-80be1c5d",
      stage: "training",
      since: iso(now - 4 * DAY),
      sentences: ["AI agents do not read or change invoices.", "Exception: invoice-reader, until 31 January 2027."],
      next: null,
      missing: ["14 days in training; 4 have passed", "200 covered decisions; there are 61"],
      evidence: { since: iso(now - 4 * DAY), until: iso(now - HOUR), blocks: share(7, 61), falseBlocks: share(1, 2), asks: 0, identities: 1, people: 1, examples: [example(4, "wrong")] },
      proposal: null,
    },
    {
      name: "only-what-was-approved",
      version: "sha256-4d11e9aa",
      stage: "enforcement",
      since: iso(now - 61 * DAY),
      sentences: ["An agent does only what it was approved for."],
      next: null,
      missing: [],
      evidence: null,
      proposal: null,
    },
  ];
}

export const policyText = (name) =>
  `policy: ${name}\nintent: AI agents need approval to send mail.\ncovers:\n  kinds: [ai-agent]\nrules:\n  - ask: send mail\n    because: sending mail needs approval\n    for: 1 hour\nstage: recommendation\n`;

export function decision(i, now) {
  const permitted = i % 4 !== 0;
  return {
    id: `d-${i}`,
    at: iso(now - i * 47 * 60_000),
    permitted,
    requestable: !permitted && i % 8 === 0,
    approved: permitted && i % 6 === 1,
    who: `${pick(["Zapier", "support-summaries", "Cursor", "Otter.ai"], mix(i))} for ${pick(people, i)[0]}`,
    action: pick(["send", "read", "delete", "create"], mix(i + 3)),
    resourceType: pick(["mail", "file", "issue", "invoice"], mix(i + 5)),
    resource: `report-${(mix(i) % 900) + 100}`,
    reasons: permitted ? [] : ["AI agents need approval to send mail."],
    policies: permitted ? [] : ["mail-needs-approval"],
    tookMillis: 1 + (mix(i) % 7),
  };
}

export function coverage(now) {
  const stream = (id, title, rows, more = {}) => ({
    id, title, kind: "listing", rows, awaiting: 0, freshAsOf: iso(now - 40 * 60_000), readUpTo: null, lastAttempt: iso(now - 38 * 60_000), late: "no", offered: true, unconfirmed: [], problem: null, ...more,
  });
  return {
    asOf: iso(now),
    sentence: "10 of 12 streams are current; Slack's users are 4 h late, and GitHub's audit log was never read.",
    connections: [
      { connection: "google-acme", provider: "Google Workspace", paused: null, streams: [stream("google.users", "Users", 63), stream("google.tokens", "App access", 811), stream("google.token-log", "Token log", 12094, { kind: "log", readUpTo: iso(now - HOUR) })], gaps: [{ subject: "Last use", reason: "Google reports use of apps only in the token log, for 180 days.", workaround: "" }] },
      {
        connection: "github-acme", provider: "GitHub", paused: null,
        streams: [stream("github.apps", "App installations", 24), stream("github.keys", "Deploy keys", 17, { awaiting: 2, unconfirmed: ["deploy key 4411"] }), stream("github.audit", "Audit log", 0, { freshAsOf: null, late: "unknown", problem: { code: "forbidden", message: "The audit log needs the Enterprise plan, or the app lacks “Administration: read”." } })],
        gaps: [{ subject: "Classic tokens", reason: "No API lists personal access tokens (classic).", workaround: "Require fine-grained tokens." }],
      },
      { connection: "slack-acme", provider: "Slack", paused: null, streams: [stream("slack.users", "Users", 63, { freshAsOf: iso(now - 4 * HOUR), late: "yes", problem: { code: "rate-limited", message: "Slack allows 20 calls a minute." } }), stream("slack.apps", "Apps", 31), stream("slack.audit", "Audit log", 0, { offered: false, freshAsOf: null, lastAttempt: null, late: "unknown" })], gaps: [{ subject: "Audit logs", reason: "They need the Enterprise plan.", workaround: "" }] },
      { connection: "okta-acme", provider: "Okta", paused: null, streams: [stream("okta.apps", "Service apps", 9), stream("okta.users", "Users", 63)], gaps: [] },
    ],
  };
}

export function evidence(framework, from, to, size, root) {
  const check = (title, population, sampled, deviations = []) => ({ title, population, sampled, deviations, records: Array.from({ length: Math.min(sampled, 5) }, (_, i) => ({ subject: `google-acme/oauth-client/${i}`, entry: i * 7 })) });
  const deviation = (subject, what, entry) => ({ subject, what, state: "open", entry, endedBy: null, acceptedBy: null });
  return {
    framework,
    from,
    to,
    seed: "b1946ac92492d2347c6235b4d2611184",
    entries: size,
    size,
    root,
    counts: { "met": 7, "exceptions": 1, "unknown": 1 },
    controls: [
      { id: "CC6.1", title: "Logical access", verdict: "exceptions", sentence: "1 of 25 sampled grants was not approved.", checks: [check("Each grant was approved", 120, 25, [deviation("github-acme/oauth-client/coderabbitai", "It was approved for selected repositories only.", 17)]), check("Each change was observed", 311, 25)] },
      { id: "CC6.2", title: "Registration and removal", verdict: "met", sentence: "All 25 sampled removals were confirmed by a complete listing.", checks: [check("Each removal was proved", 44, 25)] },
      { id: "CC6.3", title: "Least privilege", verdict: "met", sentence: "All sampled reviews were answered or reported.", checks: [check("Each review item has an outcome", 63, 25)] },
      { id: "CC7.2", title: "Monitoring", verdict: "unknown", sentence: "No incident was recorded in the period.", checks: [] },
    ],
    gaps: ["Slack's audit log was not available, so use of Slack tokens was not tested."],
  };
}

export function reviews(now) {
  return [
    { id: "all-agents-2026-11-17", name: "all-agents", scope: "all AI agents", startedAt: iso(now - 11 * DAY), dueAt: iso(now + 3 * DAY), unanswered: "flag", revokesAt: null, items: { state: "known", value: 14 }, closedAt: null, answered: { state: "known", value: 9 } },
    { id: "high-risk-2026-10-28", name: "high-risk", scope: "high risk", startedAt: iso(now - 31 * DAY), dueAt: iso(now - 24 * DAY), unanswered: "revoke-after-grace", revokesAt: iso(now - 17 * DAY), items: { state: "known", value: 22 }, closedAt: iso(now - 24 * DAY), answered: { state: "known", value: 22 } },
    { id: "sales-2026-08-01", name: "sales", scope: "department Sales", startedAt: iso(now - 119 * DAY), dueAt: iso(now - 105 * DAY), unanswered: "flag", revokesAt: null, items: { state: "unknown" }, closedAt: iso(now - 105 * DAY), answered: { state: "unknown" } },
  ];
}

export const outcome = (answer, now) => ({ type: "answered", answer, by: "Dana Mills", through: "Slack", at: iso(now - 40 * HOUR), until: answer === "keep" ? iso(now + 50 * DAY) : null, settled: true, results: [] });

/** Two open incidents and a closed one, about the first identities. */
export function incidents(rows, now) {
  const entry = (row, hours, type, severity, technique, sentence) => ({ at: iso(now - hours * HOUR), identity: reference(row), type, severity, technique, sentence: `${row.name} ${sentence}`, finding: `unusual-activity/${type}`, alerted: severity === "high" || severity === "critical" });
  const incident = (id, timeline, stage, closure = null, ledger = null, tickets = []) => {
    const identities = [...new Map(timeline.map((one) => [one.identity.id, one.identity])).values()];
    const worst = timeline.find((one) => one.severity === "critical") ?? timeline[0];
    return {
      incident: {
        id, status: closure ? "closed" : "open", severity: worst.severity, stage, summary: worst.sentence, openedAt: timeline[0].at, lastAt: timeline[timeline.length - 1].at,
        entries: timeline.length, identities, providers: [...new Set(identities.map((one) => one.providerName))], closure,
      },
      timeline, omitted: 0, tickets, ledger,
    };
  };
  if (rows.length === 0) return [];
  const [one, two = one, three = one] = rows;
  return [
    incident("incident-5f2c1a90-77b", [
      entry(one, 5, "new-place", "high", "T1078.004", "was used from AS64500 in a country where it was never used."),
      entry(one, 4, "new-client", "medium", "T1078.004", "was used by a client that is new for it."),
      entry(two, 3, "self-credential", "high", "T1098.001", "added a credential to itself. No earlier case is recorded."),
      entry(one, 2, "burst", "critical", "T1530", "read 4,120 messages within an hour; the previous maximum was 96."),
    ], "collection", null, 7, [
      { product: "Jira", status: "open", reference: "SEC-118", url: "https://acme.atlassian.net/browse/SEC-118", title: `${one.name} read 4,120 messages within an hour`, identity: reference(one) },
      { product: "PagerDuty", status: "acknowledged", reference: null, url: null, title: `${two.name} added a credential to itself`, identity: reference(two) },
    ]),
    incident("incident-0c81d2e4-1f0", [entry(two, 30, "dormant", "medium", "T1078.004", "was used again after 74 days.")], "initial access"),
    incident("incident-9a17b6d3-c22", [entry(three, 300, "growth", "medium", "T1119", "does far more each day than it used to.")], "collection", { verdict: "benign", by: "nora.lind@acme.example", why: "The migration of the archive", at: iso(now - 260 * HOUR) }, 9),
  ];
}

export function containment(detail, byKey, now) {
  return {
    incident: detail.incident.id,
    items: detail.incident.identities.map((one, i) => {
      const row = byKey.get(one.key);
      return {
        identity: one, state: row?.state ?? "unknown", ends: row?.reaches ?? [], people: row?.owner ? [row.owner.person.name] : [],
        grants: row ? { state: "known", value: 2 } : { state: "unknown" }, credentials: row ? { state: "known", value: i } : { state: "unknown" },
        lastUsed: at(now - 2 * HOUR), byCall: i === 0, question: i === 0 ? "q-0" : null,
      };
    }),
  };
}

export function replay(body, now) {
  const difference = (i) => ({ decision: `d-${i}`, at: iso(now - i * DAY), subject: "Zapier for Marcus Reed", action: `send mail report-${i}`, reasons: ["AI agents need approval to send mail."] });
  return {
    policy: body.policy ?? /policy: *(\S+)/.exec(body.text ?? "")?.[1] ?? "unnamed",
    stage: body.stage, since: iso(now - (body.days ?? 30) * DAY), until: iso(now), complete: true,
    sentence: "would have blocked 12 of 4,100 actions in 30 days", blocked: share(12, 4100), released: share(0, 4100),
    subjects: ["Zapier", "support-summaries"], subjectCount: 2, blocks: [difference(4), difference(8)], releases: [], enforces: true,
  };
}
