// Takes screenshots of every screen: node tools/screenshots.mjs URL FOLDER [NAME…]. URL is a one-time link of a running
// suite, or `mock`. Widths 1280 and 390, light and dark.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";

const [given, folder, ...only] = process.argv.slice(2);
const mock = given === "mock" ? spawn(process.execPath, ["mock/server.mjs", "--until-stdin-closes", "yes"], { stdio: ["pipe", "pipe", "inherit"] }) : null;
const url = mock ? `${await new Promise((found) => mock.stdout.once("data", (line) => found(String(line).trim())))}/console/` : given;
const origin = new URL(url).origin;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"],
});
mkdirSync(folder, { recursive: true });

async function open(theme, width, states = "") {
  const context = await browser.newContext({ viewport: { width, height: width > 800 ? 800 : 844 }, colorScheme: theme, deviceScaleFactor: Number(process.env.SCALE ?? 1), reducedMotion: "reduce" });
  if (states) await context.addCookies([{ name: "mock", value: states, url: origin }]);
  const page = await context.newPage();
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && console.error(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (failure) => console.error(`page error: ${failure.message}`));
  return { context, page };
}

/** Waits until everything was read, and the browser has verified what it shows. */
async function arrived(page) {
  await page.waitForFunction(() => !document.querySelector("#app [aria-busy=true], #app .skeleton, dialog .skeleton"), null, { timeout: 60_000 }).catch(() => console.error(`still reading: ${page.url()}`));
}

const first = await open("light", 1280);
await first.page.goto(url);
await first.page.waitForSelector("main h1");
const storage = await first.context.storageState();
const list = await first.page.evaluate(async () => (await (await fetch("/api/v1/identities?limit=10")).json()).items.map((one) => one.key));
const report = await first.page.evaluate(async () => (await (await fetch("/api/v1/reviews")).json()).items.map((one) => one.id));
const ladder = await first.page.evaluate(async () => (await (await fetch("/api/v1/policies")).json()).items.map((one) => one.name));
const decisions = await first.page.evaluate(async () => (await (await fetch("/api/v1/decisions")).json()).items.map((one) => one.id));
const incidents = await first.page.evaluate(async () => (await (await fetch("/api/v1/incidents")).json()).items.sort((a, b) => b.entries - a.entries).map((one) => one.id));
const log = await first.page.evaluate(async () => (await (await fetch("/api/v1/ledger")).json()).size);
await first.context.close();

const day = (back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
const identity = list[0];
const screens = {
  "queue": ["/"],
  "queue-revoke": ["/", async (page) => page.keyboard.press("3")],
  "identities": ["/identities"],
  "identities-filtered": ["/identities?ai=yes&risk=critical%2Chigh"],
  "identities-grouped": ["/identities?group=product"],
  "identities-selected": ["/identities", async (page) => { for (const key of ["j", "x", "j", "x", "j", "x"]) await page.keyboard.press(key); }],
  "identities-triage": ["/identities", async (page) => { for (const key of ["j", "x", "j", "x", "e"]) await page.keyboard.press(key); }],
  ...(identity
    ? {
        "identity": [`/identities/${identity}`],
        "identity-access": [`/identities/${identity}/access`],
        "identity-timeline": [`/identities/${identity}/timeline`],
        "identity-paths": [`/identities/${identity}/paths`],
      }
    : {}),
  "findings": ["/findings"],
  "incidents": ["/incidents"],
  ...(incidents[0] ? { incident: [`/incidents/${incidents[0]}`] } : {}),
  "approvals": ["/approvals"],
  "policies": ["/policies"],
  ...(ladder[0] ? { policy: [`/policies/${ladder[0]}`] } : {}),
  "policy-new": ["/policies/new"],
  "decisions": ["/decisions"],
  ...(decisions[0] ? { decision: [`/decisions/${decisions[0]}`] } : {}),
  "reviews": ["/reviews"],
  ...(report[0] ? { review: [`/reviews/${report[0]}`] } : {}),
  "evidence": [`/evidence/soc2?from=${day(30)}&to=${day(0)}`],
  "coverage": ["/coverage"],
  "ledger": ["/ledger"],
  "ledger-entry": [`/ledger/${log - 1}`],
  "palette": ["/", async (page) => { await page.keyboard.press("Control+k"); await page.waitForTimeout(200); await page.keyboard.type("otter"); await page.waitForTimeout(300); }],
  "help": ["/", async (page) => page.keyboard.press("?")],
  "signed-out": ["/", null, "oidc"],
  "signed-out-link": ["/", null, "signed-out"],
  "empty": ["/", null, "empty"],
  "identities-empty": ["/identities", null, "empty"],
  "error": ["/identities", null, "error"],
  "forbidden": ["/ledger", null, "owner"],
  "expired": ["/findings", null, "expired"],
  "hostile": ["/identities", null, "hostile"],
  "hostile-queue": ["/", null, "hostile"],
  "ledger-tampered": ["/ledger/17", null, "tampered"],
};
for (const theme of (process.env.THEMES ?? "light,dark").split(",")) {
  for (const width of (process.env.WIDTHS ?? "1280,390").split(",").map(Number)) {
    for (const [name, [path, act, states]] of Object.entries(screens)) {
      if (only.length > 0 && !only.includes(name)) continue;
      if (states && !mock) continue; // only the mock has these states
      const { context, page } = await open(theme, width, states);
      if (!states) await context.addCookies(storage.cookies);
      await page.goto(`${origin}/console${path}`);
      await page.waitForSelector("main h1, main h2, dialog h2");
      await arrived(page);
      await page.waitForTimeout(350);
      if (act) await act(page);
      await page.waitForTimeout(250);
      await arrived(page);
      await page.screenshot({ path: `${folder}/${name}-${theme}-${width}.png` });
      await context.close();
    }
  }
}
await browser.close();
mock?.stdin.end();
