import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ApiError, get, recall } from "./client";

export interface Loaded<T> {
  readonly data: T | undefined;
  readonly error: ApiError | undefined;
  /** True after 100 ms without an answer: before that, a placeholder would only flicker. */
  readonly slow: boolean;
  readonly reload: () => void;
  readonly set: (data: T) => void;
}

/** Reads an address: shows what is stored at once, then what the server has. `null` reads nothing. */
export function useRead<T>(path: string | null): Loaded<T> {
  const data = useSignal<T | undefined>(path === null ? undefined : recall<T>(path));
  const of = useSignal<string | null>(path);
  const error = useSignal<ApiError | undefined>(undefined);
  const slow = useSignal(false);
  const round = useSignal(0);
  if (of.peek() !== path) {
    of.value = path;
    data.value = path === null ? undefined : recall<T>(path);
    error.value = undefined;
  }
  const again = round.value;
  useEffect(() => {
    if (path === null) return;
    const abort = new AbortController();
    const timer = setTimeout(() => (slow.value = true), 100);
    get<T>(path, abort.signal)
      .then((body) => {
        data.value = body;
        error.value = undefined;
      })
      .catch((failure: unknown) => {
        if (!abort.signal.aborted) error.value = failure instanceof ApiError ? failure : new ApiError(0, {});
      })
      .finally(() => {
        clearTimeout(timer);
        if (!abort.signal.aborted) slow.value = false;
      });
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [path, again]);
  return {
    data: data.value,
    error: error.value,
    slow: slow.value,
    reload: () => (round.value += 1),
    set: (body) => (data.value = body),
  };
}
