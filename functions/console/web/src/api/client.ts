// Calls the API. Reads are stored in memory with their ETag; writes have an idempotency key that a repetition of the same click
// reuses, so that a lost response never does something twice.
import { signal } from "@preact/signals";
import type { OperationId, Problem, Session } from "./types";

const ROOT = "/api/v1";

/** A response that the server refused, or that never arrived (`status` 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
  ) {
    super(problem.detail ?? problem.title ?? "");
  }

  /** The problem's short name, such as `forbidden`. */
  get kind(): string {
    return this.status === 0 ? "unreachable" : (this.problem.type ?? "").replace("urn:grantkeeper:problem:", "");
  }
}

export const session = signal<Session | null>(null);
/** How many identities the server has read since it started, while it cannot answer yet. */
export const starting = signal<{ readonly done: number; readonly total: number } | null>(null);
/** Whether a call was refused because the session has ended. */
export const expired = signal(false);

/** For how long after a sign-in the server lets a person grant or remove access, or lower a safeguard. */
const FRESH = 5 * 60_000;

/** Returns whether the person signed in a moment ago. */
export function isFresh(): boolean {
  const at = session.value?.authenticatedAt;
  return at !== null && at !== undefined && Date.now() - Date.parse(at) < FRESH;
}

export function may(operation: OperationId): boolean {
  return session.value?.operations.includes(operation) ?? false;
}

interface Stored {
  readonly etag: string | null;
  readonly body: unknown;
}

const stored = new Map<string, Stored>();
const LARGEST = 400;

/** Returns what an address last returned, without a request. */
export function recall<T>(path: string): T | undefined {
  return stored.get(path)?.body as T | undefined;
}

/** Removes everything that was read, after a write or a sign-out. */
export function forget(): void {
  stored.clear();
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(ROOT + path, { credentials: "same-origin", redirect: "error", ...init });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === "AbortError") throw failure;
    throw new ApiError(0, {});
  }
}

async function refusal(response: Response): Promise<ApiError> {
  let problem: Partial<Problem> = {};
  try {
    problem = (await response.json()) as Partial<Problem>;
  } catch {
    // not JSON: the status has to do
  }
  const error = new ApiError(response.status, problem);
  if (response.status === 401) expired.value = true;
  return error;
}

function pause(millis: number, abort?: AbortSignal): Promise<void> {
  return new Promise((done, failed) => {
    const timer = setTimeout(done, millis);
    abort?.addEventListener("abort", () => {
      clearTimeout(timer);
      failed(new DOMException("stopped", "AbortError"));
    });
  });
}

/** Reads an address. A server that has just started reads its inventory first, so the request is repeated until then. */
export async function get<T>(path: string, abort?: AbortSignal): Promise<T> {
  for (;;) {
    try {
      const body = await getOnce<T>(path, abort);
      starting.value = null;
      return body;
    } catch (failure) {
      if (!(failure instanceof ApiError) || failure.kind !== "starting") throw failure;
      starting.value = failure.problem.progress ?? { done: 0, total: 0 };
      await pause(1_000, abort);
    }
  }
}

async function getOnce<T>(path: string, abort?: AbortSignal): Promise<T> {
  const known = stored.get(path);
  const headers: Record<string, string> = { Accept: "application/json" };
  if (known?.etag) headers["If-None-Match"] = known.etag;
  const response = await send(path, { headers, ...(abort ? { signal: abort } : {}) });
  if (response.status === 304 && known) return known.body as T;
  if (!response.ok) throw await refusal(response);
  const body = (await response.json()) as T;
  if (stored.size >= LARGEST) stored.delete(stored.keys().next().value as string);
  stored.set(path, { etag: response.headers.get("ETag"), body });
  return body;
}

/** Sends a write. Pass the same `key` again to repeat it; `keepalive` lets it outlive the page. */
export async function post<T>(path: string, body: unknown, key: string = crypto.randomUUID(), keepalive = false): Promise<T> {
  const response = await send(path, {
    method: "POST",
    keepalive,
    headers: {
      "Accept": "application/json",
      "Content-Type": "application/json",
      "X-Grantkeeper-CSRF": session.value?.csrf ?? "",
      "Idempotency-Key": key,
    },
    body: JSON.stringify(body ?? {}),
  });
  if (!response.ok) throw await refusal(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

export async function readSession(): Promise<Session> {
  const read = await get<Session>("/session");
  session.value = read;
  expired.value = false;
  return read;
}

export function query(parameters: Readonly<Record<string, string | number | null | undefined>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

/** Returns the path of an operation with its segments escaped. */
export function at(...segments: readonly (string | number)[]): string {
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join("");
}

export function download(path: string): string {
  return ROOT + path;
}
