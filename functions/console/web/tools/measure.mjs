// Measures the console at 100,000 identities with the processor throttled four times: node tools/measure.mjs [RUNS]. Prints medians.
import { spawn } from "node:child_process";
import { chromium } from "playwright-core";

const runs = Number(process.argv[2] ?? 5);
const mock = spawn(process.execPath, ["mock/server.mjs", "--until-stdin-closes", "yes"], { stdio: ["pipe", "pipe", "inherit"] });
const origin = await new Promise((found) => mock.stdout.once("data", (line) => found(String(line).trim())));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
const results = {};
const add = (name, value) => (results[name] ??= []).push(value);

// The time from a key or click until the frame after the change is painted.
const act = (page, done, what) =>
  page.evaluate(
    ([condition]) => {
      const start = performance.now();
      globalThis.measured = new Promise((finish) => {
        const check = () => (new Function(`return ${condition}`)() ? requestAnimationFrame(() => setTimeout(() => finish(performance.now() - start))) : requestAnimationFrame(check));
        requestAnimationFrame(check);
      });
    },
    [done],
  ).then(what).then(() => page.evaluate(() => globalThis.measured));

for (let run = 0; run < runs; run++) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
  await context.addCookies([{ name: "mock", value: "many", url: origin }]);
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  if (run === 0) await page.goto(`${origin}/console/identities`); // the mock builds its company once
  await protocol.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  for (const [name, path] of [["queue", "/"], ["identities", "/identities"]]) {
    await page.goto("about:blank");
    await page.goto(`${origin}/console${path}`);
    await page.waitForSelector("main h1");
    await page.waitForFunction(() => document.querySelector("main .card li, main tbody tr"));
    add(`first contentful paint, ${name}, ms`, await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
    add(`content, ${name}, ms`, await page.evaluate(() => performance.now()));
  }
  await page.waitForTimeout(500);
  add("next row (j), ms", await act(page, "document.querySelector('tr.cursor')", () => page.keyboard.press("j")));
  add("select a row (x), ms", await act(page, "document.querySelector('.selection')", () => page.keyboard.press("x")));
  add("open a menu, ms", await act(page, "document.querySelector('.sheet')", () => page.getByRole("button", { name: "Columns" }).click({ noWaitAfter: true })));
  await page.keyboard.press("Escape");
  add("scroll to row 20,000, ms", await act(page, "scrollY > 100000 && document.querySelectorAll('main tbody tr').length > 2", () => page.evaluate(() => scrollTo(0, 46 * 20_000))));
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(3_000);
  add("filter, with the answer of the server, ms", await act(page, "document.querySelector('.chip')", () => page.evaluate(() => document.querySelector('a[href*="owner=nobody"]').click())));
  await context.close();
}
await browser.close();
mock.stdin.end();
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
for (const [name, list] of Object.entries(results)) console.log(`${name}: ${Math.round(median(list))} (${list.map(Math.round).join(", ")})`);
