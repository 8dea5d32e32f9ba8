// All identities in one table that stays fast at 100,000 rows: search, filters in the address, views, columns, groups, bulk
// approval with preview and undo, and CSV.
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { at as pathOf, download, forget, may, post, query as toQuery, session } from "../api/client";
import { Pages } from "../api/pages";
import type { IdentityList, IdentityRow, TriageResult, UndoResult } from "../api/types";
import { go, place, setQuery, to } from "../router";
import { columns as chosen, compact, narrow, views } from "../settings";
import { t } from "../texts";
import { count, dayOf } from "../ui/format";
import { explain, FreshHint, PeriodField, useWrite, WhyField } from "../ui/forms";
import { useKeys } from "../ui/keys";
import { SearchField, useParameters } from "../ui/lists";
import { Badge, Button, Card, Dialog, Empty, Head, Icon, kindIcon, Menu, Moment, Name, Note, Problem, SeverityBadge, Skeleton, Unknown, VerdictText } from "../ui/parts";
import { VirtualTable, type Column } from "../ui/table";
import { announce, toast } from "../ui/toasts";
import { Groups } from "./groups";
import { Identity } from "./identity";
import { HandOver } from "./owner";

export const FILTERS = ["owner", "ai", "kind", "provider", "connection", "risk", "state", "approval", "unused", "tierZero", "product", "ownerId"] as const;
export type FilterName = (typeof FILTERS)[number];

const NAMES = ["q", "sort", ...FILTERS];

const FIXED: Partial<Record<FilterName, readonly string[]>> = {
  owner: ["someone", "nobody", "me"],
  ai: ["yes", "no", "unknown"],
  unused: ["yes", "no", "unknown"],
  tierZero: ["yes", "no"],
  risk: ["critical", "high", "medium", "low", "unknown"],
  state: ["active", "suspended", "requested", "gone"],
  approval: ["none", "new", "under-review", "approved", "tolerated", "refused", "first-party", "retired"],
};
/** Filters whose values can be combined with "or". */
const SEVERAL: readonly FilterName[] = ["kind", "provider", "connection", "risk", "state", "approval"];

const PRESETS: readonly (readonly [keyof typeof t.views, string])[] = [
  ["all", ""],
  ["mine", "owner=me"],
  ["shadowAi", "ai=yes&approval=none,new,under-review"],
  ["noOwner", "owner=nobody"],
  ["unused", "unused=yes"],
  ["tierZero", "tierZero=yes"],
  ["severe", "risk=critical,high"],
];

export function Identities() {
  const [, key, tab] = place.value.path;
  return key ? <Identity id={key} tab={tab ?? "overview"} /> : <List />;
}

const columnsOfAll: readonly Column<IdentityRow>[] = [
  {
    id: "owner",
    title: t.columns.owner,
    width: "12%",
    cell: (row) => (row.owner ? <span class="truncate"><Name>{row.owner.person.name}</Name></span> : <span class="muted">{t.nobody}</span>),
  },
  {
    id: "reaches",
    title: t.columns.reaches,
    cell: (row) =>
      row.reaches[0] ? (
        <span class="clamp" title={row.reaches.join("\n")}>
          <Name>{row.reaches[0]}</Name>
          {row.reachCount > 1 ? <span class="muted"> +{row.reachCount - 1}</span> : null}
        </span>
      ) : (
        <span class="muted">{t.noAccess}</span>
      ),
  },
  { id: "risk", title: t.columns.risk, width: "6.5rem", sort: "risk", cell: (row) => <SeverityBadge of={row.risk} /> },
  { id: "ai", title: t.columns.ai, width: "5.5rem", cell: (row) => <VerdictText of={row.ai} yes={t.yes} no={t.no} /> },
  { id: "lastUsed", title: t.columns.lastUsed, width: "7rem", sort: "last-used", cell: (row) => <Moment of={row.lastUsed} /> },
  {
    id: "approval",
    title: t.columns.approval,
    width: "7.5rem",
    cell: (row) =>
      row.approval ? (
        row.approval.drift.length > 0 ? <Badge tone="warn">{t.drifted}</Badge> : <span class="truncate">{row.approval.displayName}</span>
      ) : (
        <span class="muted">{t.noDecision}</span>
      ),
  },
  { id: "findings", title: t.columns.findings, width: "5rem", number: true, cell: (row) => (row.openFindings === 0 ? <span class="muted">0</span> : count(row.openFindings)) },
  { id: "provider", title: t.columns.provider, width: "10rem", cell: (row) => <span class="truncate">{row.providerName}</span> },
  { id: "product", title: t.columns.product, width: "9rem", cell: (row) => (row.product ? <span class="truncate"><Name>{row.product.name}</Name></span> : <Unknown />) },
  { id: "nextExpiry", title: t.columns.nextExpiry, width: "7.5rem", cell: (row) => <Moment of={row.nextExpiry} /> },
  { id: "firstSeen", title: t.columns.firstSeen, width: "7.5rem", sort: "first-seen", cell: (row) => <Moment of={{ state: "at", at: row.firstSeen }} /> },
  { id: "changedAt", title: t.columns.changedAt, width: "7.5rem", sort: "changed", cell: (row) => <Moment of={{ state: "at", at: row.changedAt }} /> },
];

function NameCell({ row }: { row: IdentityRow }) {
  return (
    <span class="row-line" style={{ flexWrap: "nowrap" }}>
      <Icon name={kindIcon(row.kind)} small />
      <span class="two-lines">
        <a class="cell-link truncate name" href={to(["identities", row.key])} title={row.name}>
          <Name>{row.name}</Name>
        </a>
        {narrow.value || !compact.value ? (
          <span class="truncate muted" style={{ fontSize: "var(--s1)" }}>
            {row.kindName} · {row.providerName}
            {narrow.value && row.owner ? (
              <>
                {" · "}
                <Name>{row.owner.person.name}</Name>
              </>
            ) : null}
          </span>
        ) : null}
      </span>
    </span>
  );
}

/** Whether something can be done with a selection. */
function maySelect(): boolean {
  return may("triage") || may("handOver");
}

function List() {
  const query = place.value.query;
  const group = query.get("group");
  const text = query.toString();
  const parameters = useParameters(NAMES);
  const filterText = JSON.stringify(parameters);
  const pages = useMemo(() => new Pages<IdentityRow, IdentityList>(1000), []);
  const selection = useSignal<ReadonlyMap<string, IdentityRow>>(new Map());
  const cursor = useSignal(-1);
  const triage = useSignal(false);
  const handOver = useSignal(false);
  const slow = useSignal(false);
  useEffect(() => {
    selection.value = new Map();
    cursor.value = -1;
    pages.start("/identities", parameters);
    const timer = setTimeout(() => (slow.value = true), 100);
    return () => {
      clearTimeout(timer);
      pages.stop();
    };
  }, [filterText]);
  const rows = pages.rows.value;
  const first = pages.first.value;
  const total = first ? Math.max(first.matching, rows.length) : 0;
  useEffect(() => {
    if (first) announce(t.identities.matching(first.matching));
  }, [first]);

  const toggle = (row: IdentityRow) => {
    const next = new Map(selection.value);
    if (!next.delete(row.id)) next.set(row.id, row);
    selection.value = next;
  };
  const lastToggled = useRef(-1);
  const toggleAt = (row: IdentityRow, index: number, range: boolean) => {
    if (range && lastToggled.current >= 0) {
      const next = new Map(selection.value);
      const [low, high] = [Math.min(lastToggled.current, index), Math.max(lastToggled.current, index)];
      for (const one of rows.slice(low, high + 1)) next.set(one.id, one);
      selection.value = next;
    } else toggle(row);
    lastToggled.current = index;
  };
  const move = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, cursor.value + by));
    cursor.value = next;
    requestAnimationFrame(() => {
      const link = document.querySelector<HTMLElement>("tr.cursor a.cell-link");
      link?.focus({ preventScroll: true });
      link?.closest("tr")?.scrollIntoView({ block: "nearest" });
    });
  };
  const current = () => rows[cursor.value];
  useKeys({
    "j": () => move(1),
    "k": () => move(-1),
    "x": () => {
      const row = current();
      if (row && maySelect()) toggle(row);
    },
    "o": () => {
      const row = current();
      if (row) go(to(["identities", row.key]));
    },
    "e": () => {
      if (selection.value.size > 0) triage.value = may("triage");
      else toast(t.identities.selectFirst);
    },
  });
  const rowHeight = narrow.value ? 56 : compact.value ? 32 : 46;
  const shownColumns = useComputed<readonly Column<IdentityRow>[]>(() => {
    const name: Column<IdentityRow> = { id: "name", title: t.columns.name, sort: "name", ...(narrow.value ? {} : { width: "25%" }), cell: (row) => <NameCell row={row} /> };
    if (narrow.value) return [name, { id: "risk", title: t.columns.risk, width: "6rem", cell: (row) => <SeverityBadge of={row.risk} /> }];
    return [name, ...columnsOfAll.filter((one) => chosen.value.includes(one.id))];
  });
  const filtered = Object.keys(parameters).some((name) => name !== "sort");
  return (
    <div class="screen">
      <Head
        title={t.screens.identities}
        aside={
          <span class="muted number" aria-hidden="true">
            {first ? t.identities.matching(first.matching) : ""}
          </span>
        }
      />
      <Views current={text} />
      <Toolbar facets={first?.facets} parameters={parameters} group={group} />
      <Chips parameters={parameters} />
      {group === "product" || group === "owner" ? (
        <Groups by={group} parameters={parameters} pages={pages} />
      ) : pages.error.value && rows.length === 0 ? (
        <Card>
          <Problem of={pages.error.value} retry={() => pages.start("/identities", parameters)} />
        </Card>
      ) : !first ? (
        slow.value ? <Card><Skeleton /></Card> : <div aria-busy="true" />
      ) : rows.length === 0 ? (
        <Card>
          {filtered ? (
            <Empty icon="filter" title={t.identities.noMatch} actions={<Button onClick={() => go(to(["identities"]))}>{t.identities.clear}</Button>}>
              {t.identities.noMatchWhy}
            </Empty>
          ) : (
            <Empty icon="plug" title={t.identities.none} actions={may("coverage") ? <a class="button" href={to(["coverage"])}>{t.queue.toCoverage}</a> : null}>
              {t.identities.noneWhy}
            </Empty>
          )}
        </Card>
      ) : (
        <div class="card" style={{ overflow: "clip" }}>
          {pages.error.value ? <Problem of={pages.error.value} retry={() => pages.resume()} /> : null}
          <VirtualTable
            label={t.screens.identities}
            columns={shownColumns.value}
            rows={rows}
            total={total}
            rowHeight={rowHeight}
            keyOf={(row) => row.id}
            cursor={cursor.value}
            selected={(row) => selection.value.has(row.id)}
            {...(parameters["sort"] === undefined ? { sort: "risk" } : { sort: parameters["sort"] })}
            onSort={(sort) => setQuery({ sort: sort === "risk" ? null : sort })}
            need={(needed) => void pages.upTo(needed)}
            {...(maySelect()
              ? {
                  lead: {
                    title: <span class="hidden-visually">{t.identities.select}</span>,
                    cell: (row: IdentityRow, index: number) => (
                      <label class="cell-check">
                        <input
                          type="checkbox"
                          class="check"
                          aria-label={t.identities.selectOne(row.name)}
                          checked={selection.value.has(row.id)}
                          onClick={(event) => toggleAt(row, index, event.shiftKey)}
                        />
                      </label>
                    ),
                  },
                }
              : {})}
          />
        </div>
      )}
      <p class="print-only">{t.identities.printed(rows.length, total)}</p>
      {pages.error.value && rows.length > 0 ? (
        <Note tone="warn">
          {t.identities.pageFailed} <Button onClick={() => void pages.more()}>{t.problem.retry}</Button>
        </Note>
      ) : null}
      {selection.value.size > 0 ? (
        <div class="selection rise" role="region" aria-label={t.identities.selection}>
          <b class="number">{t.identities.selected(selection.value.size)}</b>
          {may("triage") ? (
            <Button tone="primary" keys="e" onClick={() => (triage.value = true)}>
              {t.triage.open}…
            </Button>
          ) : null}
          {may("handOver") ? (
            <Button icon="user" onClick={() => (handOver.value = true)}>
              {t.owner.handOver}…
            </Button>
          ) : null}
          <Button tone="quiet" onClick={() => (selection.value = new Map(rows.slice(0, 500).map((row) => [row.id, row])))}>
            {t.identities.selectAll(Math.min(500, rows.length))}
          </Button>
          <Button tone="quiet" onClick={() => (selection.value = new Map())}>
            {t.identities.deselect}
          </Button>
        </div>
      ) : null}
      {handOver.value ? (
        <HandOver
          rows={[...selection.value.values()]}
          close={() => (handOver.value = false)}
          done={() => {
            handOver.value = false;
            selection.value = new Map();
          }}
        />
      ) : null}
      {triage.value ? (
        <Triage
          rows={[...selection.value.values()]}
          close={() => (triage.value = false)}
          done={() => {
            triage.value = false;
            selection.value = new Map();
            pages.start("/identities", parameters);
          }}
        />
      ) : null}
    </div>
  );
}

function normal(text: string): string {
  const all = new URLSearchParams(text);
  all.delete("group");
  all.delete("sort");
  all.sort();
  return all.toString();
}

function Views({ current }: { current: string }) {
  const here = normal(current);
  const own = views.value;
  const known = [...PRESETS.map(([, query]) => query), ...own.map((one) => one.query)].some((query) => normal(query) === here);
  const naming = useSignal(false);
  const name = useSignal("");
  return (
    <nav class="views no-print" aria-label={t.views.label}>
      {PRESETS.map(([id, query]) =>
        (id === "mine" && !session.value?.email && !session.value?.roles.includes("owner")) || (id === "tierZero" && !may("identityPaths")) ? null : (
          <a key={id} href={`${to(["identities"])}${query ? `?${query}` : ""}`} aria-current={normal(query) === here ? "page" : undefined}>
            {t.views[id]}
          </a>
        ),
      )}
      {own.map((one) => (
        <span key={one.name} class="row-line" style={{ gap: 0 }}>
          <a href={`${to(["identities"])}?${one.query}`} aria-current={normal(one.query) === here ? "page" : undefined}>
            <bdi>{one.name}</bdi>
          </a>
          {normal(one.query) === here ? (
            <button type="button" aria-label={t.views.remove(one.name)} onClick={() => (views.value = own.filter((each) => each !== one))}>
              <Icon name="x" small />
            </button>
          ) : null}
        </span>
      ))}
      {known ? null : naming.value ? (
        <form
          class="row-line"
          onSubmit={(event) => {
            event.preventDefault();
            if (!name.value.trim()) return;
            views.value = [...own.filter((each) => each.name !== name.value.trim()), { name: name.value.trim(), query: current }];
            naming.value = false;
            name.value = "";
          }}
        >
          <input class="input" style={{ width: "10rem" }} aria-label={t.views.name} placeholder={t.views.name} maxLength={40} value={name.value} onInput={(event) => (name.value = event.currentTarget.value)} />
          <Button type="submit">{t.views.save}</Button>
        </form>
      ) : (
        <button type="button" onClick={() => (naming.value = true)}>
          <Icon name="bookmark" small />
          {t.views.saveThis}
        </button>
      )}
    </nav>
  );
}

function Toolbar({ facets, parameters, group }: { facets: IdentityList["facets"] | undefined; parameters: Readonly<Record<string, string>>; group: string | null }) {
  return (
    <div class="toolbar no-print">
      <SearchField label={t.identities.search} />
      <FilterMenu facets={facets} parameters={parameters} />
      <span class="spring" />
      <Menu label={t.identities.group} icon="stack-2" end>
        {(close) => (
          <>
            {([null, "product", "owner"] as const).map((by) => (
              <button
                key={by}
                type="button"
                class="option"
                aria-pressed={group === by}
                onClick={() => {
                  setQuery({ group: by });
                  close();
                }}
              >
                {t.groups[by ?? "none"]}
                {group === by ? <Icon name="check" small /> : null}
              </button>
            ))}
          </>
        )}
      </Menu>
      {narrow.value ? null : (
        <Menu label={t.identities.columns} icon="columns-3" end>
          {() =>
            columnsOfAll.map((column) => (
              <label key={column.id} class="option">
                <input
                  type="checkbox"
                  class="check"
                  checked={chosen.value.includes(column.id)}
                  onChange={(event) => (chosen.value = event.currentTarget.checked ? [...chosen.value, column.id] : chosen.value.filter((id) => id !== column.id))}
                />
                <span>{column.title}</span>
              </label>
            ))
          }
        </Menu>
      )}
      {may("exportIdentities") ? (
        <a class="button" href={download(`/exports/identities${toQuery({ ...parameters, format: "csv", sort: null })}`)} download="identities.csv">
          <Icon name="download" small />
          CSV
        </a>
      ) : null}
    </div>
  );
}

export function filterLabel(name: FilterName): string {
  return t.filters[name];
}

function valueLabel(name: FilterName, value: string): string {
  const known = t.filterValues[name as keyof typeof t.filterValues] as Readonly<Record<string, string>> | undefined;
  return known?.[value] ?? value;
}

function FilterMenu({ facets, parameters }: { facets: IdentityList["facets"] | undefined; parameters: Readonly<Record<string, string>> }) {
  const chosenFilter = useSignal<FilterName | null>(null);
  const available = FILTERS.filter((name) => FIXED[name] || Object.keys(facets?.[name] ?? {}).length > 0);
  return (
    <Menu label={t.identities.filter} icon="filter">
      {(close) => {
        const name = chosenFilter.value;
        if (name === null) {
          return available.map((one) => (
            <button key={one} type="button" class="option" onClick={() => (chosenFilter.value = one)}>
              {filterLabel(one)}
              <Icon name="chevron-right" small />
            </button>
          ));
        }
        const counts = facets?.[name];
        const values = FIXED[name] ?? Object.entries(counts ?? {}).sort((a, b) => b[1] - a[1]).map(([value]) => value);
        const set = new Set((parameters[name] ?? "").split(",").filter(Boolean));
        return (
          <>
            <button type="button" class="option" onClick={() => (chosenFilter.value = null)}>
              <Icon name="arrow-back-up" small />
              <b>{filterLabel(name)}</b>
            </button>
            {values.map((value) => (
              <button
                key={value}
                type="button"
                class="option"
                aria-pressed={set.has(value)}
                onClick={() => {
                  if (SEVERAL.includes(name)) {
                    if (!set.delete(value)) set.add(value);
                    setQuery({ [name]: [...set].join(",") || null });
                  } else {
                    setQuery({ [name]: set.has(value) ? null : value });
                    chosenFilter.value = null;
                    close();
                  }
                }}
              >
                {set.has(value) ? <Icon name="check" small /> : null}
                <span>{valueLabel(name, value)}</span>
                <span class="muted number">{counts?.[value] === undefined ? "" : count(counts[value])}</span>
              </button>
            ))}
          </>
        );
      }}
    </Menu>
  );
}

function Chips({ parameters }: { parameters: Readonly<Record<string, string>> }) {
  const active = FILTERS.filter((name) => parameters[name]);
  if (active.length === 0) return null;
  return (
    <div class="chips" role="group" aria-label={t.identities.active}>
      {active.map((name) => {
        const text = (parameters[name] ?? "").split(",").map((value) => valueLabel(name, value)).join(t.or);
        return (
          <span class="chip" key={name}>
            {filterLabel(name)}: <b><bdi>{text}</bdi></b>
            <button type="button" aria-label={t.identities.removeFilter(filterLabel(name), text)} onClick={() => setQuery({ [name]: null })}>
              <Icon name="x" small />
            </button>
          </span>
        );
      })}
      {active.length > 1 ? (
        <Button tone="quiet" onClick={() => go(to(["identities"], { q: parameters["q"] }))}>
          {t.identities.clear}
        </Button>
      ) : null}
    </div>
  );
}

/** Decides about many identities at once: shows first what it covers and what it leaves out. */
function Triage({ rows, close, done }: { rows: readonly IdentityRow[]; close: () => void; done: () => void }) {
  const as = useSignal<"approved" | "tolerated" | "refused">("approved");
  const days = useSignal("90");
  const why = useSignal("");
  const write = useWrite();
  const decided = rows.filter((row) => row.approval && ["approved", "tolerated", "refused", "first-party"].includes(row.approval.state));
  const covered = rows.filter((row) => !decided.includes(row)).slice(0, 500);
  const severe = covered.filter((row) => row.risk === "critical" || row.risk === "high");
  const until = new Date(Date.now() + Number(days.value) * 86_400_000).toISOString();
  const undo = (batch: string) => {
    post<UndoResult>(`${pathOf("approvals", "triage", batch)}/undo`, { why: t.triage.undoWhy })
      .then((undone) => {
        forget();
        toast(t.triage.undone(undone.withdrawn.length));
        done();
      })
      .catch((failure: unknown) => toast(`${t.triage.undoFailed} ${explain(failure)}`, { bad: true }));
  };
  const send = () =>
    write.send(async (key) => {
      const body = { subjects: covered.map((row) => row.id), as: as.value, why: why.value.trim(), ...(as.value === "tolerated" ? { until } : {}) };
      const result = await post<TriageResult>("/approvals/triage", body, key);
      forget();
      done();
      const leftOut = result.skipped.length === 0 ? "" : ` ${t.triage.skipped(result.skipped.length)}`;
      toast(t.triage.done(result.decided.length) + leftOut, { stay: 15_000, undo: () => undo(result.batch) });
    });
  return (
    <Dialog
      title={covered.length === 0 ? t.triage.open : t.triage.title(covered.length)}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t.cancel}</Button>
          <Button tone={as.value === "refused" ? "danger solid" : "primary"} disabled={covered.length === 0 || !why.value.trim() || write.sending.value} onClick={send}>
            {write.sending.value ? t.sending : t.triage.confirm(covered.length)}
          </Button>
        </>
      }
    >
      <div class="compare">
        <label class="field">
          <span>{t.triage.as}</span>
          <select class="input" value={as.value} onChange={(event) => (as.value = event.currentTarget.value as "approved")}>
            {(["approved", "tolerated", "refused"] as const).map((one) => (
              <option key={one} value={one}>
                {t.triage.states[one]}
              </option>
            ))}
          </select>
        </label>
        {as.value === "tolerated" ? (
          <PeriodField days={days.value} change={(value) => (days.value = value)} />
        ) : null}
      </div>
      <WhyField value={why.value} change={(text) => (why.value = text)} />
      <FreshHint />
      <div>
        <h3>{t.triage.preview}</h3>
        <ul class="bullets">
          <li>{t.triage.covers(covered.length)}</li>
          {severe.length > 0 ? <li>{t.triage.severe(severe.length)}</li> : null}
          {decided.length > 0 ? <li>{t.triage.leaves(decided.length)}</li> : null}
          {as.value === "tolerated" ? <li>{t.triage.ends(dayOf(until))}</li> : null}
          <li>{t.triage.changesNothing}</li>
        </ul>
      </div>
      {covered.length === 0 ? <Note tone="warn">{t.triage.nothing}</Note> : null}
      <details hidden={covered.length === 0}>
        <summary>{t.triage.list(covered.length)}</summary>
        <ul class="bullets">
          {covered.slice(0, 100).map((row) => (
            <li key={row.id}>
              <Name strong>{row.name}</Name> <SeverityBadge of={row.risk} /> <span class="muted">{row.reaches[0] ? <Name>{row.reaches[0]}</Name> : t.noAccess}</span>
            </li>
          ))}
          {covered.length > 100 ? <li>{t.more(covered.length - 100)}</li> : null}
        </ul>
      </details>
      {write.problem.value ? <Note tone="bad">{write.problem.value}</Note> : null}
    </Dialog>
  );
}
