// Measures the console at 100,000 identities with the processor throttled four times: node tools/measure.mjs [RUNS]. Prints medians,
// and the size of what the first page loads.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
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
  await protocol.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async () => 1000 * (await protocol.send("Performance.getMetrics")).metrics.find((one) => one.name === "TaskDuration").value;
  // The main thread's own time, throttled, does not depend on what else the machine does.
  const measure = async (name, done, what) => {
    const before = await busy();
    add(`${name}, ms`, await act(page, done, what));
    add(`${name}, main thread, ms`, (await busy()) - before);
  };
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
  await measure("next row (j)", "document.querySelector('tr.cursor')", () => page.keyboard.press("j"));
  await measure("select a row (x)", "document.querySelector('.selection')", () => page.keyboard.press("x"));
  await measure("open a menu", "document.querySelector('.sheet')", () => page.evaluate(() => [...document.querySelectorAll("button")].find((one) => one.textContent.includes("Columns")).click()));
  await page.keyboard.press("Escape");
  await measure("scroll to row 20,000", "scrollY > 100000 && document.querySelectorAll('main tbody tr').length > 2", () => page.evaluate(() => scrollTo(0, 46 * 20_000)));
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(3_000);
  await measure("filter, with the answer of the server", "document.querySelector('.chip')", () => page.evaluate(() => document.querySelector('a[href*="owner=nobody"]').click()));
  await context.close();
}
await browser.close();
mock.stdin.end();
const built = new URL("../../target/classes/console-web/", import.meta.url);
const first = { scripts: 0, styles: 0 };
for (const [, file] of readFileSync(new URL("index.html", built), "utf8").matchAll(/(?:src|href)="\/console\/([^"]+\.(?:js|css))"/g)) {
  first[file.endsWith(".js") ? "scripts" : "styles"] += gzipSync(readFileSync(new URL(file, built)), { level: 9 }).length;
}
for (const [name, bytes] of Object.entries(first)) console.log(`${name} of the first page, KB with gzip: ${(bytes / 1000).toFixed(1)}`);
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
for (const [name, list] of Object.entries(results)) console.log(`${name}: ${Math.round(median(list))} (${list.map(Math.round).join(", ")})`);
