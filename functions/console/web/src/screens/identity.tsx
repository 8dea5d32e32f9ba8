// One identity: what it is and how we know, who owns it, what it can do and what it used, where that leads, what happened, and
// what was decided.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ApiError, at, forget, may, post } from "../api/client";
import type { AnswerOption, Approval, Basis, Grant, IdentityDetail, Question, Timeline, TimelineEntry } from "../api/types";
import { useRead } from "../api/use";
import { to } from "../router";
import { t } from "../texts";
import { count, dayOf, visible } from "../ui/format";
import { explain, ReasonPanel } from "../ui/forms";
import { useKeys } from "../ui/keys";
import { DataTable } from "../ui/lists";
import { Badge, Bullets, Button, Card, Empty, Facts, Icon, kindIcon, Known, Moment, Name, Note, SeverityBadge, Show, Time, Unknown, VerdictText } from "../ui/parts";
import { toast } from "../ui/toasts";
import { ANSWER_KEYS, AnswerButtons, AnswerPanel, answerLater, isImmediate, nameOf, UNTIL_KEY, UntilPanel } from "./answers";
import { ActiveDays } from "./bars";
import { FindingBody } from "./findings";
import { NameOwner } from "./owner";
import { Paths } from "./paths";

const TABS = ["overview", "access", "timeline", "paths"] as const;

export function Identity({ id, tab }: { id: string; tab: string }) {
  const detail = useRead<IdentityDetail>(at("identities", id));
  return (
    <div class="screen">
      <Show of={detail}>{(data) => <Loaded detail={data} id={id} tab={tab} reload={detail.reload} />}</Show>
    </div>
  );
}

function Loaded({ detail, id, tab, reload }: { detail: IdentityDetail; id: string; tab: string; reload: () => void }) {
  const row = detail.identity;
  useEffect(() => {
    document.title = `${row.name} · ${t.product}`;
  }, [row.name]);
  return (
    <>
      <nav class="small no-print" aria-label={t.breadcrumb}>
        <a href={to(["identities"])}>{t.screens.identities}</a>
      </nav>
      <header class="identity-head">
        <span class="glyph">
          <Icon name={kindIcon(row.kind)} />
        </span>
        <div class="stack tight">
          <h1 tabIndex={-1}>
            <Name>{row.name}</Name>
          </h1>
          <div class="row-line">
            <SeverityBadge of={row.risk} />
            {row.state === "active" ? null : <Badge tone="warn">{t.states[row.state]}</Badge>}
            {row.ai === "yes" ? (
              <Badge tone="accent">
                <Icon name="robot" small />
                {t.ai}
              </Badge>
            ) : null}
            <Badge tone={approvalTone(detail.approval.state)}>{detail.approval.displayName}</Badge>
            {detail.approval.drift.length > 0 ? <Badge tone="warn">{t.drifted}</Badge> : null}
            <span class="muted small">
              {row.kindName} · {row.providerName} · <bdi>{row.connection}</bdi>
            </span>
          </div>
        </div>
        <Actions detail={detail} id={id} reload={reload} />
      </header>
      <nav class="tabs no-print" aria-label={t.identity.sections}>
        {TABS.map((one) =>
          one === "paths" && !may("identityPaths") ? null : (
            <a key={one} href={to(one === "overview" ? ["identities", id] : ["identities", id, one])} aria-current={tab === one ? "page" : undefined}>
              {t.identity.tabs[one]}
            </a>
          ),
        )}
      </nav>
      {tab === "timeline" ? (
        <History id={id} />
      ) : tab === "paths" ? (
        <Paths id={id} self={row.id} name={row.name} />
      ) : tab === "access" ? (
        <Access detail={detail} />
      ) : (
        <Overview detail={detail} id={id} reload={reload} />
      )}
    </>
  );
}

function approvalTone(state: Approval["state"]): string {
  switch (state) {
    case "approved":
    case "first-party":
      return "good";
    case "refused":
      return "bad";
    case "tolerated":
    case "under-review":
      return "warn";
    case "new":
    case "retired":
      return "";
  }
}

function Actions({ detail, id, reload }: { detail: IdentityDetail; id: string; reload: () => void }) {
  const row = detail.identity;
  const panel = useSignal<AnswerOption | "until" | null>(null);
  const waiting = detail.questions.find((one) => one.mine && !one.outcome) ?? null;
  const question = useSignal<Question | null>(waiting);
  const problem = useSignal<string | null>(null);
  const opening = useSignal(false);
  const mine = question.value;
  const start = async (): Promise<Question | null> => {
    if (mine) return mine;
    opening.value = true;
    problem.value = null;
    try {
      const opened = await post<Question>(`${at("identities", id)}/question`, {});
      question.value = opened;
      return opened;
    } catch (failure) {
      problem.value = explain(failure);
      return null;
    } finally {
      opening.value = false;
    }
  };
  // The server says what the person can decide: by the question that waits for them, and by their role.
  const options = may("answerQuestion") && (mine !== null || may("openQuestion")) ? detail.actions : [];
  const choose = (option: AnswerOption) =>
    void start().then((one) => {
      if (!one) return;
      if (isImmediate(option)) answerLater(one, option, row.name, () => undefined, reload);
      else panel.value = option;
    });
  const until = () => may("approve") && (panel.value = "until");
  useKeys({
    ...Object.fromEntries([...options].reverse().map((option) => [ANSWER_KEYS[option.answer], () => choose(option)])),
    [UNTIL_KEY]: until,
  });
  const done = () => {
    panel.value = null;
    question.value = null;
    forget();
    reload();
  };
  if (options.length === 0 && !may("approve")) return null;
  const shown = panel.value;
  return (
    <>
      {waiting ? (
        <p style={{ gridColumn: "1 / -1" }} class="no-print">
          <b>
            <Name>{waiting.question}</Name>
          </b>
        </p>
      ) : null}
      <div class="buttons no-print">
        <AnswerButtons options={options} open={shown && shown !== "until" ? nameOf(shown) : null} disabled={opening.value} choose={choose} />
        {may("approve") ? (
          <Button icon="clock" keys={UNTIL_KEY} onClick={until} aria-expanded={shown === "until"}>
            {t.queue.until}…
          </Button>
        ) : null}
      </div>
      {problem.value || shown ? (
        <div style={{ gridColumn: "1 / -1" }} class="stack tight">
          {problem.value ? <Note tone="bad">{problem.value}</Note> : null}
          {shown === "until" ? (
            <UntilPanel subject={row.id} name={row.name} close={() => (panel.value = null)} done={done} undone={reload} />
          ) : shown && mine ? (
            <AnswerPanel
              key={shown.answer + (shown.request ?? "")}
              question={mine}
              option={shown}
              name={row.name}
              close={() => (panel.value = null)}
              done={done}
              changed={(one) => (question.value = one)}
            />
          ) : null}
        </div>
      ) : null}
    </>
  );
}

function BasisNote({ of }: { of: Basis | undefined }) {
  if (!of) return null;
  return (
    <details class="small">
      <summary>{t.identity.basis}</summary>
      <p>
        <Badge tone={of.certainty === "unknown" || of.certainty === "assumed" ? "unknown" : ""}>{t.certainty[of.certainty]}</Badge> <Name>{of.sentence}</Name>
      </p>
      {of.sources.length > 0 ? (
        <>
          <p class="label">{t.identity.sources}</p>
          <Bullets of={of.sources} />
        </>
      ) : null}
      {of.assumptions.length > 0 ? (
        <>
          <p class="label">{t.identity.assumptions}</p>
          <Bullets of={of.assumptions} />
        </>
      ) : null}
    </details>
  );
}

function Overview({ detail, id, reload }: { detail: IdentityDetail; id: string; reload: () => void }) {
  const row = detail.identity;
  const open = detail.findings.filter((one) => one.status === "open");
  return (
    <div class="columns">
      <div class="stack">
        {open.length > 0 ? (
          <Card title={t.identity.findings(open.length)}>
            {open.map((one) => (
              <div class="body" key={one.id}>
                <FindingBody finding={one} inside />
              </div>
            ))}
          </Card>
        ) : null}
        <Card title={detail.reachesTitle} aside={<a href={to(["identities", id, "access"])}>{t.identity.grants(detail.grants.length)}</a>}>
          <div class="body stack tight">
            {detail.reaches.length === 0 ? <p class="muted">{t.noAccess}</p> : <Bullets of={detail.reaches} limit={12} />}
            <BasisNote of={detail.basis["access"]} />
          </div>
        </Card>
        <UseCard detail={detail} />
        {detail.approval.drift.length > 0 ? (
          <Card title={t.identity.drift(detail.approval.drift.length)}>
            {detail.approval.drift.map((one, i) => (
              <div class="body stack tight" key={i}>
                <p class="row-line">
                  <SeverityBadge of={one.severity} />
                  <b><Name>{one.headline}</Name></b>
                </p>
                <div class="compare">
                  <section>
                    <h3>{t.identity.approved}</h3>
                    {one.approved.length > 0 ? <Bullets of={one.approved} /> : <Unknown>{t.notRecorded}</Unknown>}
                  </section>
                  <section>
                    <h3>{t.identity.current}</h3>
                    {one.current.length > 0 ? <Bullets of={one.current} /> : <Unknown>{t.notRecorded}</Unknown>}
                  </section>
                </div>
              </div>
            ))}
          </Card>
        ) : null}
      </div>
      <div class="stack">
        <Card title={t.identity.owner}>
          <div class="body">
            {detail.owners.length === 0 ? (
              <p>
                <b>{t.nobody}.</b> <span class="muted">{t.identity.noOwnerWhy}</span>
              </p>
            ) : (
              <ol class="stack">
                {detail.owners.slice(0, 5).map((one, i) => (
                  <li key={one.person.id} class="stack tight" style={{ gap: "0.125rem" }}>
                    <p class="row-line">
                      <Icon name={i === 0 ? "user" : "user-question"} small />
                      <Name strong>{one.person.name}</Name>
                      {one.person.employment === "active" ? null : <Badge tone={one.person.employment === "unknown" ? "unknown" : "warn"}>{t.employment[one.person.employment]}</Badge>}
                      {i === 0 ? null : <span class="muted small">{t.identity.candidate}</span>}
                    </p>
                    {one.person.email.state === "known" && one.person.email.value !== one.person.name ? (
                      <p class="small muted">
                        <Known of={one.person.email} />
                      </p>
                    ) : null}
                    <ul class="bullets small">
                      {one.evidence.map((each, j) => (
                        <li key={j}>
                          <Name>{each}</Name>
                        </li>
                      ))}
                    </ul>
                  </li>
                ))}
              </ol>
            )}
            <BasisNote of={detail.basis["owner"]} />
            {row.state === "gone" ? null : <NameOwner id={id} name={row.name} done={reload} />}
          </div>
        </Card>
        <Card title={t.identity.what}>
          <div class="body stack tight">
            <Facts
              of={[
                [t.columns.product, row.product ? <Name>{row.product.name}</Name> : <Unknown />],
                [t.identity.publisher, <Known of={detail.publisher} />],
                [t.columns.ai, <VerdictText of={row.ai} yes={t.yes} no={t.no} />],
                [t.identity.state, t.states[row.state]],
                [t.identity.created, <Moment of={detail.created} />],
                [t.columns.firstSeen, <Time at={row.firstSeen} />],
                [t.columns.changedAt, <Time at={row.changedAt} />],
                [t.columns.nextExpiry, <Moment of={row.nextExpiry} />],
                detail.domains.length > 0 ? [t.identity.domains, <bdi class="mono">{detail.domains.join(", ")}</bdi>] : null,
              ]}
            />
            {detail.recognition.length > 0 ? (
              <div>
                <p class="label">{t.identity.recognition}</p>
                <Bullets of={detail.recognition} />
              </div>
            ) : null}
            <details class="small">
              <summary>{t.identity.ids}</summary>
              <Facts
                of={[
                  [t.identity.id, <bdi class="mono">{row.id}</bdi>],
                  ...detail.aliases.map((one) => [one.scheme, <bdi class="mono">{one.value}</bdi>] as const),
                  ...Object.entries(detail.attributes).map(([name, value]) => [name, <Name>{value}</Name>] as const),
                ]}
              />
            </details>
            <BasisNote of={detail.basis["identity"] ?? detail.basis["kind"]} />
          </div>
        </Card>
        <ApprovalCard detail={detail} reload={reload} />
        {detail.revocations.length > 0 ? (
          <Card title={t.identity.revocations}>
            {detail.revocations.map((one, i) => (
              <div class="body stack tight" key={i}>
                <p class="row-line">
                  <Badge tone={one.outcome === "done" ? "good" : one.outcome === "failed" ? "bad" : "warn"}>{t.revocation[one.outcome]}</Badge>
                  <span class="muted small">
                    <Time at={one.startedAt} /> · <Name>{one.requestedBy}</Name>
                  </span>
                </p>
                <p class="small">
                  <Name>{one.detail}</Name>
                </p>
                {one.calls.length > 0 ? (
                  <details class="small">
                    <summary>{t.identity.calls(one.calls.length)}</summary>
                    <Bullets of={one.calls} />
                  </details>
                ) : null}
              </div>
            ))}
          </Card>
        ) : null}
      </div>
    </div>
  );
}

function ApprovalCard({ detail, reload }: { detail: IdentityDetail; reload: () => void }) {
  const ending = useSignal(false);
  const { approval } = detail;
  const { record } = approval;
  return (
    <Card title={t.identity.approval} aside={<Badge tone={approvalTone(approval.state)}>{approval.displayName}</Badge>}>
      <div class="body stack tight">
        <p class="small">
          <Name>{approval.basis}</Name>
        </p>
        {record ? (
          <>
            <Facts
              of={[
                [t.approvals.by, <Name>{record.current.by}</Name>],
                [t.approvals.at, <Time at={record.current.at} />],
                [t.approvals.until, record.current.until ? dayOf(record.current.until) : t.noEnd],
                [t.approvals.why, <Name>{record.current.why}</Name>],
                record.current.ticket ? [t.approve.ticket, <bdi>{record.current.ticket}</bdi>] : null,
              ]}
            />
            {record.scopeRecorded ? (
              <details class="small">
                <summary>{t.approvals.scope}</summary>
                <Bullets of={record.abilities} />
              </details>
            ) : (
              <p class="muted small">{t.approvals.noScope}</p>
            )}
            {may("endApproval") ? (
              ending.value ? (
                <ReasonPanel
                  label={t.approvals.endTitle(record.subjectName)}
                  action={t.approvals.end}
                  danger
                  close={() => (ending.value = false)}
                  run={async (why, key) => {
                    await post("/approvals/end", { subject: detail.identity.id, why }, key);
                    forget();
                    ending.value = false;
                    toast(t.approvals.ended(record.subjectName));
                    reload();
                  }}
                />
              ) : (
                <div class="buttons no-print">
                  <Button onClick={() => (ending.value = true)}>{t.approvals.end}…</Button>
                </div>
              )
            ) : null}
          </>
        ) : null}
      </div>
    </Card>
  );
}

function UseCard({ detail }: { detail: IdentityDetail }) {
  const { use, recommendation } = detail;
  const known = use.days.state === "known";
  return (
    <Card title={t.identity.use} aside={<span class="muted small">{t.identity.lastUsed} <Moment of={detail.identity.lastUsed} /></span>}>
      <div class="body stack">
        <p>
          <Name>{use.sentence}</Name>
        </p>
        {use.activeDays.length > 0 && known ? <ActiveDays of={use.activeDays} days={use.days.value ?? 0} until={detail.logsReadUpTo} /> : null}
        {use.enough.length > 0 || use.surplus.length > 0 ? (
          <div class="compare">
            <section>
              <h3>{t.identity.enough}</h3>
              <Bullets of={use.enough} limit={8} />
            </section>
            <section>
              <h3>{t.identity.surplus}</h3>
              {use.surplus.length > 0 ? <Bullets of={use.surplus} limit={8} /> : <p class="muted">{t.identity.noSurplus}</p>}
            </section>
          </div>
        ) : null}
        <p class="small muted">
          {known ? t.identity.useDays(use.days.value ?? 0) : t.identity.useUnknown}
          {detail.logsReadUpTo ? (
            <>
              {" "}
              {t.identity.logsUpTo} <Time at={detail.logsReadUpTo} />.
            </>
          ) : null}
        </p>
        {use.calls.length > 0 ? (
          <details class="small">
            <summary>{t.identity.observedCalls(use.calls.length)}</summary>
            <ul class="bullets">
              {use.calls.map((one) => (
                <li key={one.call}>
                  <bdi class="mono">{visible(one.call)}</bdi>{" "}
                  <span class="muted">
                    {dayOf(one.first)} – {dayOf(one.last)}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        <Note {...(recommendation.answer === "revoke" || recommendation.answer === "reduce" ? { tone: "warn" as const } : recommendation.answer === "keep" ? { tone: "good" as const } : {})}>
          <b>{recommendation.answer ? t.identity.recommend(t.answers[recommendation.answer]) : t.identity.noRecommendation}</b> <Name>{recommendation.reason}</Name>
        </Note>
        <BasisNote of={detail.basis["use"] ?? detail.basis["usage"]} />
      </div>
    </Card>
  );
}

function Access({ detail }: { detail: IdentityDetail }) {
  return (
    <div class="stack">
      {detail.grants.length === 0 ? (
        <Card>
          <Empty icon="key" title={t.identity.noGrants}>
            {t.identity.noGrantsWhy}
          </Empty>
        </Card>
      ) : (
        <Card title={t.identity.grantsTitle(detail.grants.length)}>
          {detail.grants.slice(0, 200).map((grant) => (
            <GrantRow key={grant.key} grant={grant} />
          ))}
          {detail.grants.length > 200 ? <div class="body muted">{t.more(detail.grants.length - 200)}</div> : null}
        </Card>
      )}
      {detail.credentials.length > 0 ? (
        <Card title={t.identity.credentials(detail.credentials.length)}>
          <DataTable
            rows={detail.credentials}
            keyOf={(one) => one.key}
            columns={[
              {
                title: t.credential.type,
                whole: true,
                cell: (one) => (
                  <>
                    {one.type} <bdi class="mono muted">{one.hint}</bdi>
                  </>
                ),
              },
              { title: t.credential.status, cell: (one) => (one.live ? t.grantStatus[one.status] : t.removed) },
              { title: t.credential.created, cell: (one) => <Moment of={one.created} /> },
              { title: t.credential.rotated, cell: (one) => <Moment of={one.lastRotated} /> },
              { title: t.columns.lastUsed, cell: (one) => <Moment of={one.lastUsed} /> },
              { title: t.credential.expires, cell: (one) => <Moment of={one.expires} /> },
            ]}
          />
        </Card>
      ) : null}
    </div>
  );
}

function GrantRow({ grant }: { grant: Grant }) {
  return (
    <div class="body stack tight">
      <div class="spread">
        <p class="row-line">
          <Name strong>{grant.subject}</Name>
          {grant.live ? null : <Badge>{t.removed}</Badge>}
          {grant.status === "active" ? null : <Badge tone="warn">{t.grantStatus[grant.status]}</Badge>}
        </p>
        <span class="muted small">{t.reach[grant.reach]}</span>
      </div>
      <Bullets of={grant.means} limit={10} />
      <p class="small muted">
        {grant.grantedBy ? (
          <>
            {t.identity.grantedBy} <Name>{grant.grantedBy.name}</Name>{" "}
          </>
        ) : (
          `${t.identity.granted} `
        )}
        <Moment of={grant.grantedAt} /> · {t.identity.lastUsed} <Moment of={grant.lastUsed} /> · {t.identity.expires} <Moment of={grant.expires} /> · {t.identity.confirmed}{" "}
        <Time at={grant.confirmedAt} />
      </p>
      <details class="small">
        <summary>{t.identity.raw(grant.permissions.length)}</summary>
        <ul class="bullets mono">
          {grant.permissions.map((one, i) => (
            <li key={i}>
              <Name>{one}</Name>
            </li>
          ))}
        </ul>
        <p class="muted">
          {t.identity.resource} <bdi class="mono">{grant.resource}</bdi> · <bdi class="mono">{grant.key}</bdi>
        </p>
      </details>
    </div>
  );
}

function History({ id }: { id: string }) {
  const first = useRead<Timeline>(`${at("identities", id)}/timeline?limit=50`);
  const more = useSignal<readonly TimelineEntry[]>([]);
  const next = useSignal<string | null | undefined>(undefined);
  const problem = useSignal<string | null>(null);
  const load = async (cursor: string) => {
    try {
      const { get } = await import("../api/client");
      const page = await get<Timeline>(`${at("identities", id)}/timeline?limit=50&cursor=${encodeURIComponent(cursor)}`);
      more.value = [...more.value, ...page.items];
      next.value = page.next;
      problem.value = null;
    } catch (failure) {
      problem.value = failure instanceof ApiError ? explain(failure) : t.problem.unexpected;
    }
  };
  return (
    <Card title={t.identity.tabs.timeline}>
      <div class="body">
        <Show of={first}>
          {(data) => {
            const cursor = next.value === undefined ? data.next : next.value;
            const items = [...data.items, ...more.value];
            return items.length === 0 ? (
              <Empty icon="history" title={t.timeline.empty}>
                {t.timeline.emptyWhy}
              </Empty>
            ) : (
              <>
                <ol class="timeline">
                  {items.map((one, i) => (
                    <Entry key={i} entry={one} />
                  ))}
                </ol>
                {problem.value ? <Note tone="bad">{problem.value}</Note> : null}
                {cursor ? (
                  <div class="buttons">
                    <Button onClick={() => void load(cursor)}>{t.earlier}</Button>
                  </div>
                ) : null}
              </>
            );
          }}
        </Show>
      </div>
    </Card>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  return (
    <li class={entry.type}>
      <span class="at">
        <Time at={entry.at} />
      </span>
      <div>
        <p>
          <span class="muted small">{t.timeline.types[entry.type]} · </span>
          <b>
            <Name>{entry.title}</Name>
          </b>{" "}
          {entry.severity ? <SeverityBadge of={entry.severity} /> : null}
        </p>
        {entry.detail.length > 0 ? (
          <ul class="bullets small">
            {entry.detail.slice(0, 6).map((one, i) => (
              <li key={i}>
                <Name>{one}</Name>
              </li>
            ))}
          </ul>
        ) : null}
        <p class="small muted">
          {entry.by ? (
            <>
              {t.by} <Name>{entry.by}</Name>{" "}
            </>
          ) : null}
          {entry.ledger !== null && may("ledgerEntry") ? (
            <a href={to(["ledger", String(entry.ledger)])}>
              {t.timeline.proof} <span class="number">{count(entry.ledger)}</span>
            </a>
          ) : null}
          {entry.decision && may("decision") ? <a href={to(["decisions", entry.decision])}>{t.timeline.decision}</a> : null}
        </p>
      </div>
    </li>
  );
}
