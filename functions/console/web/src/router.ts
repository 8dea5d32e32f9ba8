// The address is the state: every view, filter and selection has a URL. Reads and changes it through the History API.
import { computed, signal } from "@preact/signals";

export const BASE = "/console";

export interface Place {
  /** Segments below /console, decoded. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

function read(): Place {
  const below = location.pathname.slice(BASE.length);
  const path = below.split("/").filter(Boolean).map(decode);
  return { path, query: new URLSearchParams(location.search) };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // an invalid escape leads to "not found", not to an exception
  }
}

export const place = signal<Place>(typeof location === "undefined" ? { path: [], query: new URLSearchParams() } : read());
export const screen = computed(() => place.value.path[0] ?? "queue");

/** Returns the address of a view. Segments are escaped; empty parameters are left out. */
export function to(path: readonly string[], query: Readonly<Record<string, string | null | undefined>> = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) parameters.set(name, value);
  const text = parameters.toString();
  return `${BASE}/${path.map(encodeURIComponent).join("/")}${text ? `?${text}` : ""}`;
}

export function go(address: string, replace = false): void {
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  const before = place.value.path.join("/");
  place.value = read();
  if (!replace && before !== place.value.path.join("/")) window.scrollTo(0, 0);
}

/** Changes parameters of the current view. A filter is part of the history; typing is not (`replace`). */
export function setQuery(changes: Readonly<Record<string, string | null>>, replace = false): void {
  const next: Record<string, string | null> = Object.fromEntries(place.value.query);
  for (const [name, value] of Object.entries(changes)) next[name] = value;
  go(to(place.value.path, next), replace);
}

/** Follows links of the page itself without loading it again. Modified clicks and other origins are the browser's. */
export function startRouter(): void {
  addEventListener("popstate", () => (place.value = read()));
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest?.("a[href]");
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download")) return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin || !url.pathname.startsWith(`${BASE}/`)) return;
    if (/^\/console\/(sign-in|callback|open)/.test(url.pathname)) return;
    if (url.hash && url.pathname === location.pathname) return;
    event.preventDefault();
    go(url.pathname + url.search);
  });
}
