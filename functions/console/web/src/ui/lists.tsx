// The parts that every long list has.
import { useSignal } from "@preact/signals";
import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Page, Pages } from "../api/pages";
import { go, place, setQuery } from "../router";
import { t } from "../texts";
import { useKeys } from "./keys";
import { Button, Card, Icon, Problem, Skeleton } from "./parts";

/** Returns the parameters of the address that a list understands. */
export function useParameters(names: readonly string[]): Record<string, string> {
  const query = place.value.query;
  return useMemo(() => {
    const all: Record<string, string> = {};
    for (const name of names) {
      const value = query.get(name);
      if (value) all[name] = value;
    }
    return all;
  }, [query.toString()]);
}

/** Moves through the rows with j and k, and opens one with o. `links` selects the link of each row. */
export function useRowKeys(list: RefObject<HTMLElement | null>, links: string, addressOf: (index: number) => string | undefined, from: string): void {
  const cursor = useSignal(-1);
  useEffect(() => {
    cursor.value = -1;
  }, [from]);
  const move = (by: number) => {
    const all = list.current?.querySelectorAll<HTMLElement>(links) ?? [];
    cursor.value = Math.max(0, Math.min(all.length - 1, cursor.value + by));
    requestAnimationFrame(() => {
      const link = all[cursor.value];
      link?.focus();
      link?.scrollIntoView({ block: "nearest" });
    });
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    o: () => {
      const address = addressOf(cursor.value);
      if (address) go(address);
    },
  });
}

/** What a list shows: what went wrong, a placeholder, what an empty list says, or its rows. */
export function Listed<T, P extends Page<T>>({ of, retry, empty, children }: { of: Pages<T, P>; retry: () => void; empty: ComponentChildren; children: ComponentChildren }) {
  if (of.error.value && of.rows.value.length === 0) {
    return (
      <Card>
        <Problem of={of.error.value} retry={retry} />
      </Card>
    );
  }
  if (!of.first.value) return <Late />;
  return of.rows.value.length === 0 ? <Card>{empty}</Card> : <>{children}</>;
}

/** A placeholder after 100 ms: before that, it would only flicker. */
function Late() {
  const slow = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => (slow.value = true), 100);
    return () => clearTimeout(timer);
  }, []);
  return slow.value ? (
    <Card>
      <Skeleton />
    </Card>
  ) : (
    <div aria-busy="true" />
  );
}

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

/** A button that reads the next page, while there is one; or why it could not be read, with another attempt. */
export function MoreButton<T, P extends Page<T>>({ of }: { of: Pages<T, P> }) {
  if (!of.first.value || of.done.value) return null;
  if (of.error.value) {
    return (
      <Card>
        <Problem of={of.error.value} retry={() => of.resume()} />
      </Card>
    );
  }
  return (
    <div class="buttons">
      <Button onClick={() => void of.more()} disabled={of.reading.value}>
        {t.showMore}
      </Button>
    </div>
  );
}

export interface DataColumn<T> {
  readonly title: string;
  readonly number?: boolean;
  /** Whether the cell needs no label on a narrow screen, because it says what the row is about. */
  readonly whole?: boolean;
  readonly cell: (row: T) => ComponentChildren;
}

/** A table whose rows become cards with labels on a narrow screen. */
export function DataTable<T>({
  columns,
  rows,
  keyOf,
  links,
}: {
  columns: readonly DataColumn<T>[];
  rows: readonly T[];
  keyOf: (row: T, at: number) => string | number;
  /** Whether each row leads to its own view. */
  links?: boolean;
}) {
  return (
    <table class="data stacked">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.title} scope="col" class={column.number ? "number" : undefined}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={keyOf(row, at)} class={links ? "link" : undefined}>
            {columns.map((column) => (
              <td key={column.title} class={column.number ? "number" : column.whole ? "whole" : undefined} data-label={column.whole ? undefined : column.title}>
                <div>{column.cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
