// The parts that every long list has.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Page, Pages } from "../api/pages";
import { place, setQuery } from "../router";
import { t } from "../texts";
import { Button, Icon } from "./parts";

/** A search field that writes what is typed into the address, a moment after the last key. */
export function SearchField({ label }: { label: string }) {
  const searched = place.value.query.get("q") ?? "";
  const typed = useSignal(searched);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (typed.value.trim() !== searched) typed.value = searched;
  }, [searched]);
  return (
    <label class="search">
      <span class="hidden-visually">{label}</span>
      <Icon name="search" />
      <input
        class="input"
        type="search"
        placeholder={label}
        maxLength={200}
        value={typed.value}
        onInput={(event) => {
          const value = event.currentTarget.value;
          typed.value = value;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => setQuery({ q: value.trim() || null }, true), 150);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
    </label>
  );
}

/** A button that reads the next page, while there is one. */
export function MoreButton<T, P extends Page<T>>({ of }: { of: Pages<T, P> }) {
  return of.first.value && !of.done.value ? (
    <div class="buttons">
      <Button onClick={() => void of.more()} disabled={of.reading.value}>
        {t.showMore}
      </Button>
    </div>
  ) : null;
}
