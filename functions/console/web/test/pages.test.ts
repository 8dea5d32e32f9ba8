import { afterEach, describe, expect, it, vi } from "vitest";
import { Pages } from "../src/api/pages";

const page = (items: string[], next: string | null) => new Response(JSON.stringify({ items, next }), { status: 200, headers: { "content-type": "application/json" } });
const failed = () => new Response(JSON.stringify({ type: "urn:grantkeeper:problem:unavailable", title: "Not available", status: 503 }), { status: 500 });

/** Answers requests one after the other, and records their addresses. */
function server(...answers: (() => Response)[]): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return (answers.shift() ?? failed)();
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

describe("a list that is read page by page", () => {
  it("keeps its rows when a page fails, and continues with the same page", async () => {
    const asked = server(() => page(["a", "b"], "c1"), failed, () => page(["c"], null));
    const pages = new Pages<string>(100);
    pages.start("/lists-1", {});
    await vi.waitFor(() => expect(pages.rows.value).toEqual(["a", "b"]));
    await pages.more();
    expect(pages.rows.value).toEqual(["a", "b"]);
    expect(pages.error.value?.status).toBe(500);
    expect(pages.reading.value).toBe(false);

    pages.resume();
    await vi.waitFor(() => expect(pages.done.value).toBe(true));
    expect(pages.rows.value).toEqual(["a", "b", "c"]);
    expect(pages.error.value).toBeUndefined();
    expect(asked.slice(1).every((path) => path.includes("cursor=c1"))).toBe(true);
  });

  it("reads no further pages by itself after a failure", async () => {
    const asked = server(() => page(["a"], "c1"), failed, () => page(["b"], null));
    const pages = new Pages<string>(100);
    pages.start("/lists-2", {});
    await vi.waitFor(() => expect(pages.rows.value).toEqual(["a"]));
    await pages.upTo(10);
    expect(asked).toHaveLength(2);
    expect(pages.rows.value).toEqual(["a"]);
  });

  it("ignores a late page of earlier filters", async () => {
    let late: (response: Response) => void = () => {};
    const asked: string[] = [];
    vi.stubGlobal("fetch", (path: string) => {
      asked.push(path);
      return asked.length === 1 ? new Promise<Response>((found) => (late = found)) : Promise.resolve(page(["new"], null));
    });
    const pages = new Pages<string>(100);
    pages.start("/lists-3", { q: "old" });
    pages.start("/lists-3", { q: "new" });
    await vi.waitFor(() => expect(pages.rows.value).toEqual(["new"]));
    late(page(["old"], null));
    await Promise.resolve();
    expect(pages.rows.value).toEqual(["new"]);
  });
});
