// Short messages about what was done, with undo. An answer that cannot be taken back is sent only after its time to undo.
import { signal } from "@preact/signals";
import { t } from "../texts";
import { Button } from "./parts";

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly bad: boolean;
  readonly undo: (() => void) | undefined;
  readonly undoLabel: string;
}

const toasts = signal<readonly Toast[]>([]);
let latest = 0;

export function toast(text: string, options: { bad?: boolean; undo?: () => void; undoLabel?: string; stay?: number } = {}): () => void {
  const id = ++latest;
  const close = () => (toasts.value = toasts.value.filter((one) => one.id !== id));
  const undo = options.undo
    ? () => {
        close();
        options.undo?.();
      }
    : undefined;
  toasts.value = [...toasts.value.slice(-2), { id, text, bad: options.bad ?? false, undo, undoLabel: options.undoLabel ?? t.undo }];
  setTimeout(close, options.stay ?? (options.bad ? 12_000 : 6_000));
  return close;
}

/** Undoes the latest action that can be undone. */
export function undoLatest(): boolean {
  const one = toasts.value.findLast((each) => each.undo);
  one?.undo?.();
  return one !== undefined;
}

export const UNDO_MILLIS = 5_000;

interface Waiting {
  readonly run: (leaving: boolean) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

const waiting = new Set<Waiting>();

/** Runs an action after the time to undo, or at once if the page is left. */
export function afterUndo(text: string, run: (leaving: boolean) => void, undone: () => void): void {
  const entry: Waiting = {
    run,
    timer: setTimeout(() => {
      waiting.delete(entry);
      run(false);
    }, UNDO_MILLIS),
  };
  waiting.add(entry);
  toast(text, {
    stay: UNDO_MILLIS,
    undo: () => {
      if (!waiting.delete(entry)) return;
      clearTimeout(entry.timer);
      undone();
    },
  });
}

export function flushWaiting(): void {
  for (const entry of waiting) {
    clearTimeout(entry.timer);
    entry.run(true);
  }
  waiting.clear();
}

export function Toasts() {
  return (
    <div class="toasts" role="region" aria-label={t.messages}>
      <div role="status" aria-live="polite">
        {toasts.value.map((one) => (
          <div key={one.id} class={one.bad ? "toast bad rise" : "toast rise"}>
            <span>{one.text}</span>
            {one.undo ? (
              <Button keys="u" onClick={one.undo}>
                {one.undoLabel}
              </Button>
            ) : null}
          </div>
        ))}
      </div>
    </div>
  );
}

const announcement = signal("");

/** Reports a result to screen readers, such as how many identities a filter leaves. */
export function announce(text: string): void {
  announcement.value = text;
}

export function Announcer() {
  return (
    <div class="hidden-visually" role="status" aria-live="polite">
      {announcement.value}
    </div>
  );
}
