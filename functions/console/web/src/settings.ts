// The viewer's own settings, stored in this browser only.
import { effect, signal } from "@preact/signals";
import { singleKeys } from "./ui/keys";

export type Theme = "system" | "light" | "dark" | "contrast";

function stored<T>(name: string, fallback: T): T {
  try {
    const text = localStorage.getItem(`grantkeeper.${name}`);
    return text === null ? fallback : (JSON.parse(text) as T);
  } catch {
    return fallback;
  }
}

function store(name: string, value: unknown): void {
  try {
    localStorage.setItem(`grantkeeper.${name}`, JSON.stringify(value));
  } catch {
    // private windows may refuse: the setting lasts until the page is closed
  }
}

export const theme = signal<Theme>(stored<Theme>("theme", "system"));
export const compact = signal(stored("compact", false));
export const columns = signal<readonly string[]>(stored<readonly string[]>("columns", ["owner", "reaches", "risk", "lastUsed", "approval", "findings"]));
export const views = signal<readonly { readonly name: string; readonly query: string }[]>(stored("views", []));
/** A checkpoint that the viewer decided to trust, by the ledger's origin. */
export const pins = signal<Readonly<Record<string, { note: string; keys: readonly string[]; at: string }>>>(stored("pins", {}));
export const printing = signal(false);
export const narrow = signal(false);

export function startSettings(): void {
  singleKeys.value = stored("keys", true);
  effect(() => {
    const root = document.documentElement;
    if (theme.value === "system") delete root.dataset["theme"];
    else root.dataset["theme"] = theme.value;
    store("theme", theme.value);
  });
  effect(() => {
    document.documentElement.dataset["density"] = compact.value ? "compact" : "normal";
    store("compact", compact.value);
  });
  effect(() => store("columns", columns.value));
  effect(() => store("views", views.value));
  effect(() => store("pins", pins.value));
  effect(() => store("keys", singleKeys.value));
  const small = matchMedia("(max-width: 46rem)");
  narrow.value = small.matches;
  small.addEventListener("change", () => (narrow.value = small.matches));
}
