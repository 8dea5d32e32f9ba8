import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// The mock answers as the API's description says: otherwise the browser tests would test screens that nobody sees.
const FILE = new URL("../../src/main/resources/io/grantkeeper/functions/console/openapi.json", import.meta.url);

type Schema = { [name: string]: any };
const api: Schema = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : {};

function problems(schema: Schema, value: unknown, at: string): string[] {
  if (schema["$ref"]) return problems(api["components"].schemas[schema["$ref"].split("/").pop()], value, at);
  if (schema["oneOf"]) {
    const all = schema["oneOf"].map((one: Schema) => problems(one, value, at));
    return all.some((found: string[]) => found.length === 0) ? [] : all[0];
  }
  if (schema["enum"]) return schema["enum"].includes(value) ? [] : [`${at}: ${JSON.stringify(value)} is none of ${schema["enum"].join(", ")}`];
  const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value === "number" ? "integer" : typeof value;
  if (schema["type"] !== type) return [`${at}: ${type}, expected ${schema["type"]}`];
  if (Array.isArray(value)) return value.slice(0, 20).flatMap((one, i) => problems(schema["items"], one, `${at}[${i}]`));
  if (type !== "object") return [];
  const object = value as Record<string, unknown>;
  const known: Schema = schema["properties"] ?? {};
  return [
    ...(schema["required"] ?? []).filter((name: string) => !(name in object)).map((name: string) => `${at}.${name}: missing`),
    ...Object.entries(object).flatMap(([name, one]) => {
      const of = known[name] ?? schema["additionalProperties"];
      if (of === false || of === undefined) return [`${at}.${name}: unexpected`];
      return of === true ? [] : problems(of, one, `${at}.${name}`);
    }),
  ];
}

let mock: ChildProcess;
let origin = "";

beforeAll(async () => {
  mock = spawn(process.execPath, ["mock/server.mjs", "--identities", "60", "--until-stdin-closes", "yes"], { stdio: ["pipe", "pipe", "inherit"] });
  origin = await new Promise((found) => mock.stdout?.once("data", (line) => found(String(line).trim())));
});

afterAll(() => mock.stdin?.end());

async function read(path: string, states = ""): Promise<any> {
  return (await fetch(`${origin}/api/v1${path}`, { headers: { cookie: `mock=${states}` } })).json();
}

describe.skipIf(!existsSync(FILE))("the mock", () => {
  it.each(["", "empty", "hostile", "one"])("answers reads as the API's description says (%s)", async (states) => {
    const key = (await read("/identities", states)).items[0]?.key;
    const paths: Record<string, string> = {
      "/session": "/session",
      "/queue": "/queue",
      "/identities": "/identities",
      "/findings": "/findings",
      "/incidents": "/incidents",
      "/approvals": "/approvals",
      "/questions": "/questions",
      "/reviews": "/reviews",
      "/policies": "/policies",
      "/decisions": "/decisions",
      "/coverage": "/coverage",
      "/ledger": "/ledger",
      "/ledger/entries": "/ledger/entries",
      "/evidence/frameworks": "/evidence/frameworks",
    };
    if (key) {
      Object.assign(paths, {
        "/identities/{key}": `/identities/${key}`,
        "/identities/{key}/timeline": `/identities/${key}/timeline`,
        "/identities/{key}/paths": `/identities/${key}/paths`,
        "/incidents/{id}": "/incidents/incident-5f2c1a90-77b",
        "/incidents/{id}/containment": "/incidents/incident-5f2c1a90-77b/containment",
        "/questions/{id}": "/questions/q-0",
        "/reviews/{id}": "/reviews/all-agents-2026-11-17",
        "/policies/{name}": "/policies/mail-needs-approval",
        "/decisions/{id}": "/decisions/d-4",
        "/decisions/{id}/proof": "/decisions/d-4/proof",
        "/ledger/entries/{index}": "/ledger/entries/7",
        "/ledger/entries/{index}/proof": "/ledger/entries/7/proof",
        "/ledger/consistency": "/ledger/consistency?from=7",
        "/evidence/{id}": "/evidence/soc2?from=2026-11-01&to=2026-11-28",
      });
      if (states === "empty") for (const path of Object.keys(paths)) if (path.includes("{")) delete paths[path];
    }
    const found: string[] = [];
    for (const [path, call] of Object.entries(paths)) {
      const schema = api["paths"][path].get.responses["200"].content["application/json"].schema;
      found.push(...problems(schema, await read(call, states), call));
    }
    expect(found).toEqual([]);
  });

  it("offers exactly the operations of the API to an administrator", async () => {
    const all = Object.values<Schema>(api["paths"]).flatMap((path) => Object.values<Schema>(path).map((one) => one["operationId"]));
    expect([...(await read("/session")).operations].sort()).toEqual(all.sort());
  });
});
