// A table of many rows of one height: only those near the window exist in the document. The page itself scrolls.
import { Component, type ComponentChildren } from "preact";
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { printing } from "../settings";

export interface Column<T> {
  readonly id: string;
  readonly title: string;
  readonly width?: string;
  readonly number?: boolean;
  readonly sort?: string;
  readonly cell: (row: T) => ComponentChildren;
}

interface Props<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly total: number;
  readonly rowHeight: number;
  readonly keyOf: (row: T) => string;
  readonly cursor: number;
  readonly selected?: (row: T) => boolean;
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  /** Called with the number of rows that the scroll position needs. */
  readonly need: (count: number) => void;
  readonly lead?: { readonly title: ComponentChildren; readonly cell: (row: T, at: number) => ComponentChildren };
}

const OVERSCAN = 12;

interface RowProps<T> {
  readonly row: T;
  readonly at: number;
  readonly columns: readonly Column<T>[];
  readonly height: number;
  readonly cursor: boolean;
  readonly selected: boolean | undefined;
  readonly lead: Props<T>["lead"];
}

/** One row. It is rendered again only if what it shows changes, and not for each key or menu of the screen. */
class Row<T> extends Component<RowProps<T>> {
  override shouldComponentUpdate(next: RowProps<T>, state: unknown): boolean {
    const now = this.props;
    return (
      state !== this.state || // a signal that a cell reads
      next.row !== now.row ||
      next.at !== now.at ||
      next.columns !== now.columns ||
      next.height !== now.height ||
      next.cursor !== now.cursor ||
      next.selected !== now.selected
    );
  }

  render({ row, at, columns, height, cursor, selected, lead }: RowProps<T>) {
    return (
      <tr aria-rowindex={at + 2} aria-selected={selected} class={cursor ? "link cursor" : "link"} style={{ height: `${height}px` }}>
        {lead ? <td>{lead.cell(row, at)}</td> : null}
        {columns.map((column) => (
          <td key={column.id} class={column.number ? "number" : undefined}>
            {column.cell(row)}
          </td>
        ))}
      </tr>
    );
  }
}

export function VirtualTable<T>(props: Props<T>) {
  const { columns, rows, rowHeight, total } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const range = useSignal({ from: 0, to: 40 });
  const measure = () => {
    const top = body.current?.getBoundingClientRect().top ?? 0;
    const from = Math.max(0, Math.floor(-top / rowHeight) - OVERSCAN);
    const to = Math.max(from + 1, Math.ceil((innerHeight - top) / rowHeight) + OVERSCAN);
    const now = range.peek();
    // Few rows of movement need no rendering: the overscan covers them.
    if (Math.abs(now.from - from) >= OVERSCAN / 2 || Math.abs(now.to - to) >= OVERSCAN / 2 || from === 0) range.value = now.from === from && now.to === to ? now : { from, to };
  };
  useEffect(() => {
    let frame = 0;
    const later = () => {
      if (frame) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        measure();
      });
    };
    addEventListener("scroll", later, { passive: true });
    addEventListener("resize", later);
    measure();
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("scroll", later);
      removeEventListener("resize", later);
    };
  }, [rowHeight]);
  useLayoutEffect(measure, [rows.length === 0, rowHeight]);
  const { from, to } = printing.value ? { from: 0, to: rows.length } : range.value;
  useEffect(() => {
    if (!printing.value && to > rows.length && rows.length < total) props.need(to + 200);
  }, [to, rows.length, total]);
  const end = Math.min(to, rows.length);
  const start = Math.min(from, end);
  const span = columns.length + (props.lead ? 1 : 0);
  const below = Math.max(0, (printing.value ? rows.length : total) - end);
  return (
    <table class="data fixed virtual" aria-label={props.label} aria-rowcount={total + 1}>
      <colgroup>
        {props.lead ? <col style={{ width: "2.75rem" }} /> : null}
        {columns.map((column) => (
          <col key={column.id} style={column.width ? { width: column.width } : {}} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {props.lead ? <th scope="col">{props.lead.title}</th> : null}
          {columns.map((column) => (
            <th
              key={column.id}
              scope="col"
              class={column.number ? "number" : undefined}
              aria-sort={column.sort && column.sort === props.sort ? (column.sort === "name" ? "ascending" : "descending") : undefined}
            >
              {column.sort && props.onSort ? (
                <button type="button" onClick={() => props.onSort?.(column.sort ?? "")}>
                  {column.title}
                  {column.sort === props.sort ? <span aria-hidden="true">{column.sort === "name" ? " ↑" : " ↓"}</span> : null}
                </button>
              ) : (
                column.title
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {start > 0 ? (
          <tr aria-hidden="true">
            <td class="spacer" colSpan={span} style={{ height: `${start * rowHeight}px` }} />
          </tr>
        ) : null}
        {rows.slice(start, end).map((row, i) => (
          <Row
            key={props.keyOf(row)}
            row={row}
            at={start + i}
            columns={columns}
            height={rowHeight}
            cursor={start + i === props.cursor}
            selected={props.selected?.(row)}
            lead={props.lead}
          />
        ))}
        {below > 0 ? (
          <tr aria-hidden="true">
            <td class="spacer" colSpan={span} style={{ height: `${below * rowHeight}px` }} />
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}
