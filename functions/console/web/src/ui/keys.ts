// Keyboard shortcuts. A screen adds its own while it is shown. Single keys can be turned off (WCAG 2.1.4).
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const layers: { current: Keys }[] = [];
export const singleKeys = signal(true);

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && (target as HTMLInputElement).type !== "checkbox";
}

export function startKeys(global: Keys): void {
  layers.unshift({ current: global });
  let prefix = "";
  let prefixAt = 0;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const command = (event.metaKey || event.ctrlKey) && !event.altKey;
    if (command && event.key.toLowerCase() === "k") {
      event.preventDefault();
      global["command-k"]?.(event);
      return;
    }
    if (command || event.altKey || !singleKeys.value || typing(event.target)) return;
    const dialog = document.querySelector("dialog[open]");
    if (dialog) return;
    const chord = prefix && event.timeStamp - prefixAt < 1_200 ? `${prefix} ${event.key}` : event.key;
    prefix = "";
    if (event.key === "g" && chord === "g") {
      prefix = "g";
      prefixAt = event.timeStamp;
      return;
    }
    for (let i = layers.length - 1; i >= 0; i--) {
      const handler = layers[i]?.current[chord];
      if (handler) {
        event.preventDefault();
        handler(event);
        return;
      }
    }
  });
}

export function useKeys(keys: Keys): void {
  const layer = useLayer(keys);
  layer.current = keys;
}

function useLayer(keys: Keys): { current: Keys } {
  const holder = useStable(() => ({ current: keys }));
  useEffect(() => {
    layers.push(holder);
    return () => {
      const at = layers.indexOf(holder);
      if (at >= 0) layers.splice(at, 1);
    };
  }, [holder]);
  return holder;
}

function useStable<T>(make: () => T): T {
  const ref = useRef<T | null>(null);
  ref.current ??= make();
  return ref.current;
}
