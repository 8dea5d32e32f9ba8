// Identities by product or owner. Groups are counted from all matching rows, read page by page with visible progress.
import { useEffect } from "preact/hooks";
import type { Pages } from "../api/pages";
import type { IdentityList, IdentityRow, Severity } from "../api/types";
import { to } from "../router";
import { t } from "../texts";
import { count } from "../ui/format";
import { DataTable } from "../ui/lists";
import { Button, Card, Empty, Name, Note, Problem, Progress, SeverityBadge, Skeleton } from "../ui/parts";

const ORDER: readonly Severity[] = ["critical", "high", "medium", "unknown", "low"];
const LIMIT = 5_000;

interface Group {
  readonly value: string;
  readonly name: string;
  count: number;
  risk: Severity;
  findings: number;
  unowned: number;
}

export function Groups({ by, parameters, pages }: { by: "product" | "owner"; parameters: Readonly<Record<string, string>>; pages: Pages<IdentityRow, IdentityList> }) {
  const rows = pages.rows.value;
  const matching = pages.first.value?.matching ?? 0;
  const reading = pages.reading.value;
  useEffect(() => {
    void pages.upTo(Math.min(LIMIT, matching));
  }, [matching, pages]);
  const failed = pages.error.value;
  useEffect(() => {
    if (!failed) void pages.upTo(Math.min(LIMIT, matching));
  }, [failed, pages]);
  const problem = failed ? <Problem of={failed} retry={() => pages.resume()} /> : null;
  if (!pages.first.value) return <Card>{problem ?? <Skeleton />}</Card>;
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const value = by === "product" ? (row.product?.id ?? "") : (row.owner?.person.id ?? "");
    const name = by === "product" ? (row.product?.name ?? t.groups.noProduct) : (row.owner?.person.name ?? t.groups.noOwner);
    const group = groups.get(value) ?? { value, name, count: 0, risk: "low", findings: 0, unowned: 0 };
    group.count += 1;
    group.findings += row.openFindings;
    group.unowned += row.owner ? 0 : 1;
    if (ORDER.indexOf(row.risk) < ORDER.indexOf(group.risk)) group.risk = row.risk;
    groups.set(value, group);
  }
  const sorted = [...groups.values()].sort((a, b) => ORDER.indexOf(a.risk) - ORDER.indexOf(b.risk) || b.count - a.count);
  const filter = (group: Group): Record<string, string> => {
    if (by === "product") return group.value ? { ...parameters, product: group.value } : { ...parameters };
    return group.value ? { ...parameters, q: group.name } : { ...parameters, owner: "nobody" };
  };
  const whole = Math.min(LIMIT, matching);
  return (
    <Card title={t.groups.title(by, sorted.length)}>
      {rows.length < whole && reading ? (
        <div class="body">
          <p class="muted small">{t.groups.progress(rows.length, whole)}</p>
          <Progress part={rows.length} whole={whole} label={t.groups.progress(rows.length, whole)} />
        </div>
      ) : null}
      {problem}
      {rows.length < matching && (matching > LIMIT || failed) ? (
        <div class="body">
          <Note tone="warn">
            {t.groups.partial(rows.length, matching)} {failed ? null : <Button onClick={() => void pages.upTo(matching)}>{t.groups.readAll}</Button>}
          </Note>
        </div>
      ) : null}
      {sorted.length === 0 ? (
        <Empty icon="stack-2" title={t.identities.noMatch}>
          {t.identities.noMatchWhy}
        </Empty>
      ) : (
        <DataTable
          rows={sorted.slice(0, 500)}
          keyOf={(group) => group.value}
          links
          columns={[
            {
              title: t.groups[by],
              whole: true,
              cell: (group) => (
                <a href={to(["identities"], filter(group))}>
                  <Name strong>{group.name}</Name>
                </a>
              ),
            },
            { title: t.columns.risk, cell: (group) => <SeverityBadge of={group.risk} /> },
            { title: t.columns.identities, number: true, cell: (group) => count(group.count) },
            { title: t.columns.findings, number: true, cell: (group) => count(group.findings) },
            ...(by === "product" ? [{ title: t.columns.unowned, number: true, cell: (group: Group) => count(group.unowned) }] : []),
          ]}
        />
      )}
    </Card>
  );
}

