// What agents requested, what was decided, and the proof that the record was not changed.
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { at, get, may } from "../api/client";
import { Pages } from "../api/pages";
import type { Decision, DecisionProof } from "../api/types";
import { useRead } from "../api/use";
import { checkDecision, type Verdict } from "../ledger/check";
import { place, setQuery, to } from "../router";
import { t } from "../texts";
import { count } from "../ui/format";
import { explain } from "../ui/forms";
import { DataTable, Listed, MoreButton, SearchField } from "../ui/lists";
import { Badge, Button, Card, Empty, Facts, Head, Name, Show, Time } from "../ui/parts";
import { VerdictCard } from "./verdict";

export function Decisions() {
  const [, id] = place.value.path;
  return id ? <One id={id} /> : <All />;
}

function Outcome({ of }: { of: Decision }) {
  return of.permitted ? <Badge tone="good">{of.approved ? t.decisions.approved : t.decisions.permitted}</Badge> : <Badge tone="bad">{of.requestable ? t.decisions.requestable : t.decisions.denied}</Badge>;
}

function All() {
  const query = place.value.query;
  const answer = query.get("answer") ?? "";
  const q = query.get("q") ?? "";
  const days = query.get("days") ?? "7";
  const pages = useMemo(() => new Pages<Decision>(200), []);
  const start = () => pages.start("/decisions", { days, ...(answer ? { answer } : {}), ...(q ? { q } : {}) });
  useEffect(() => {
    start();
    return () => pages.stop();
  }, [answer, q, days]);
  const rows = pages.rows.value;
  return (
    <div class="screen">
      <Head title={t.screens.decisions}>{t.decisions.lead}</Head>
      <div class="toolbar no-print">
        <SearchField label={t.decisions.search} />
        <div class="views">
          {(["", "permitted", "denied"] as const).map((one) => (
            <a key={one} href={to(["decisions"], { q, days: days === "7" ? null : days, answer: one })} aria-current={answer === one ? "true" : undefined}>
              {one === "" ? t.all : t.decisions[one]}
            </a>
          ))}
        </div>
        <span class="spring" />
        <label class="row-line small">
          {t.decisions.period}
          <select class="input" style={{ width: "auto" }} value={days} onChange={(event) => setQuery({ days: event.currentTarget.value === "7" ? null : event.currentTarget.value })}>
            {["1", "7", "30", "90"].map((one) => (
              <option key={one} value={one}>
                {t.decisions.days(Number(one))}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Listed
        of={pages}
        retry={start}
        empty={
          pages.done.value ? (
            <Empty icon="gavel" title={t.decisions.empty}>
              {t.decisions.emptyWhy}
            </Empty>
          ) : (
            <Empty icon="gavel" title={t.decisions.notYet}>
              {t.decisions.searchOlder}
            </Empty>
          )
        }
      >
        <div class="card">
          <DataTable
            rows={rows}
            keyOf={(one) => one.id}
            links
            columns={[
              { title: t.decisions.outcome, cell: (one) => <Outcome of={one} /> },
              {
                title: t.decisions.who,
                cell: (one) => (
                  <a href={to(["decisions", one.id])}>
                    <Name strong>{one.who}</Name>
                  </a>
                ),
              },
              { title: t.decisions.action, cell: (one) => <Name>{`${one.action} ${one.resourceType} ${one.resource}`}</Name> },
              { title: t.decisions.reasons, cell: (one) => (one.reasons.length > 0 ? <Name>{one.reasons.join(" ")}</Name> : <span class="muted">{t.none}</span>) },
              { title: t.decisions.at, cell: (one) => <Time at={one.at} /> },
            ]}
          />
        </div>
      </Listed>
      <MoreButton of={pages} />
    </div>
  );
}

function One({ id }: { id: string }) {
  const decision = useRead<Decision>(at("decisions", id));
  const verdict = useSignal<Verdict | null>(null);
  const proof = useSignal<DecisionProof | null>(null);
  const problem = useSignal<string | null>(null);
  const check = async () => {
    problem.value = null;
    try {
      const read = await get<DecisionProof>(`${at("decisions", id)}/proof`);
      proof.value = read;
      verdict.value = await checkDecision(id, read);
    } catch (failure) {
      problem.value = explain(failure);
    }
  };
  return (
    <div class="screen">
      <nav class="small no-print" aria-label={t.breadcrumb}>
        <a href={to(["decisions"])}>{t.screens.decisions}</a>
      </nav>
      <Show of={decision}>
        {(data) => (
          <>
            <Head title={t.decisions.title(data.who, data.action)} aside={<Outcome of={data} />} />
            <div class="columns">
              <div class="stack">
                <Card title={t.decisions.why}>
                  <div class="body">
                    {data.reasons.length === 0 ? (
                      <p>{t.decisions.noReasons}</p>
                    ) : (
                      <ul class="bullets">
                        {data.reasons.map((one, i) => (
                          <li key={i}>
                            <Name>{one}</Name>
                          </li>
                        ))}
                      </ul>
                    )}
                  </div>
                </Card>
                {verdict.value ? <VerdictCard of={verdict.value} subject={t.decisions.proofOf(proof.value ? count(proof.value.index) : "")} /> : null}
                {problem.value ? <p role="alert">{problem.value}</p> : null}
                {proof.value ? (
                  <Card title={t.decisions.document}>
                    <div class="body">
                      <pre class="code">{proof.value.document}</pre>
                    </div>
                  </Card>
                ) : null}
              </div>
              <Card
                title={t.decisions.request}
                aside={
                  may("decisionProof") ? (
                    <Button icon="shield-check" onClick={() => void check()}>
                      {t.decisions.check}
                    </Button>
                  ) : undefined
                }
              >
                <div class="body">
                  <Facts
                    of={[
                      [t.decisions.who, <Name>{data.who}</Name>],
                      [t.decisions.action, <Name>{data.action}</Name>],
                      [t.decisions.resource, <Name>{`${data.resourceType} ${data.resource}`}</Name>],
                      [t.decisions.at, <Time at={data.at} />],
                      [t.decisions.took, `${data.tookMillis} ms`],
                      [t.decisions.policies, <Name>{data.policies.join(", ") || t.none}</Name>],
                      [t.findings.id, <bdi class="mono">{data.id}</bdi>],
                    ]}
                  />
                </div>
              </Card>
            </div>
          </>
        )}
      </Show>
    </div>
  );
}
