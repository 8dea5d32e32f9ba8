// Incidents: the list, the timeline of one across providers, what containing it would end, and closing it with a verdict.
import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { at, forget, may, post } from "../api/client";
import { Pages, type Page } from "../api/pages";
import type { AnswerOption, Containment, Incident, IncidentClose, IncidentDetail, IncidentEntry, IncidentTicket, Question } from "../api/types";
import { useRead } from "../api/use";
import { place, to } from "../router";
import { t } from "../texts";
import { codeWords, count } from "../ui/format";
import { explain, PanelForm, useWrite, WhyField } from "../ui/forms";
import { useKeys } from "../ui/keys";
import { Listed, MoreButton, useRowKeys } from "../ui/lists";
import { Badge, Bullets, Button, Card, Empty, Facts, Head, Icon, kindIcon, Moment, Name, Note, SeverityBadge, Show, Time, Unknown } from "../ui/parts";
import { TicketLine } from "../ui/tickets";
import { announce, toast } from "../ui/toasts";
import { AnswerPanel } from "./answers";

const STATES = ["open", "closed"] as const;
const VERDICTS = ["true", "benign", "false"] as const;

export function Incidents() {
  const [, id] = place.value.path;
  return id ? <One id={id} /> : <All />;
}

function All() {
  const status = place.value.query.get("status") ?? "open";
  const known = STATES.find((one) => one === status);
  const pages = useMemo(() => new Pages<Incident>(100), []);
  const list = useRef<HTMLDivElement>(null);
  const start = () => pages.start("/incidents", known ? { status: known } : {});
  useEffect(() => {
    start();
    return () => pages.stop();
  }, [status]);
  const rows = pages.rows.value;
  const first = pages.first.value as (Page<Incident> & { matching?: number }) | undefined;
  useEffect(() => {
    if (first?.matching !== undefined) announce(t.incidents.matching(first.matching));
  }, [first]);
  useRowKeys(
    list,
    "h2 a",
    (index) => {
      const row = rows[index];
      return row ? to(["incidents", row.id]) : undefined;
    },
    status,
  );
  return (
    <div class="screen">
      <Head title={t.screens.incidents} aside={<span class="muted number">{first?.matching === undefined ? "" : t.incidents.matching(first.matching)}</span>}>
        {t.incidents.lead}
      </Head>
      <nav class="views no-print" aria-label={t.incidents.states}>
        {STATES.map((one) => (
          <a key={one} href={to(["incidents"], one === "open" ? {} : { status: one })} aria-current={status === one ? "page" : undefined}>
            {t.incidents.status[one]}
          </a>
        ))}
        <a href={to(["incidents"], { status: "all" })} aria-current={known ? undefined : "page"}>
          {t.all}
        </a>
      </nav>
      <Listed
        of={pages}
        retry={start}
        empty={
          <Empty
            icon="flame"
            title={known === "open" ? t.incidents.noneOpen : t.incidents.empty}
            actions={may("findings") ? <a class="button" href={to(["findings"], { severity: "critical,high" })}>{t.incidents.toFindings}</a> : null}
          >
            {t.incidents.emptyWhy}
          </Empty>
        }
      >
        <div class="card" ref={list}>
          {rows.map((one) => (
            <Row key={one.id} incident={one} />
          ))}
        </div>
      </Listed>
      <MoreButton of={pages} />
    </div>
  );
}

function State({ of }: { of: Incident }) {
  if (of.closure) return <Badge tone={of.closure.verdict === "true" ? "bad" : "good"}>{t.incidents.verdicts[of.closure.verdict]}</Badge>;
  return <Badge tone={of.status === "open" ? "accent" : ""}>{t.incidents.status[of.status]}</Badge>;
}

function Row({ incident }: { incident: Incident }) {
  const [one, ...others] = incident.identities;
  return (
    <div class="body stack tight">
      <div class="spread together">
        <h2 class="row-line together">
          <SeverityBadge of={incident.severity} />
          <a href={to(["incidents", incident.id])}>
            <Name>{incident.summary || incident.id}</Name>
          </a>
        </h2>
        <State of={incident} />
      </div>
      <p class="small muted">
        {one ? (
          <>
            <Name>{one.name}</Name>
            {others.length > 0 ? ` ${t.incidents.andOthers(others.length)}` : ""}
            {" · "}
          </>
        ) : null}
        {incident.providers.length > 0 ? (
          <>
            <bdi>{incident.providers.join(", ")}</bdi>
            {" · "}
          </>
        ) : null}
        {t.incidents.stageIs(incident.stage)} · {t.incidents.entries(incident.entries)} · {t.incidents.latest} <Time at={incident.lastAt} />
      </p>
    </div>
  );
}

function One({ id }: { id: string }) {
  const path = at("incidents", id);
  const detail = useRead<IncidentDetail>(path);
  const closing = useSignal(false);
  const canClose = detail.data?.incident.status === "open" && may("closeIncident");
  useKeys({ e: () => canClose && (closing.value = true) });
  return (
    <div class="screen">
      <nav class="small no-print" aria-label={t.breadcrumb}>
        <a href={to(["incidents"])}>{t.screens.incidents}</a>
      </nav>
      <Show of={detail}>
        {({ incident, timeline, omitted, tickets, ledger }) => (
          <>
            <Head
              title={firstSentence(incident.summary) || incident.id}
              aside={
                <div class="row-line">
                  <SeverityBadge of={incident.severity} />
                  <State of={incident} />
                  {canClose ? (
                    <Button tone="primary" keys="e" onClick={() => (closing.value = true)} aria-expanded={closing.value}>
                      {t.incidents.close}…
                    </Button>
                  ) : null}
                </div>
              }
            />
            {closing.value && canClose ? (
              <ClosePanel
                path={path}
                close={() => (closing.value = false)}
                done={(closed) => {
                  closing.value = false;
                  detail.set(closed);
                }}
              />
            ) : null}
            {incident.closure ? (
              <Note tone={incident.closure.verdict === "true" ? "warn" : "good"}>
                {t.incidents.closedAs[incident.closure.verdict]} <Name>{incident.closure.by}</Name>, <Time at={incident.closure.at} />: <Name>{incident.closure.why}</Name>
              </Note>
            ) : null}
            <div class="columns">
              <div class="stack">
                <Card title={t.incidents.timeline} aside={<span class="muted small">{t.incidents.entries(incident.entries)}</span>}>
                  <div class="body stack tight">
                    <ol class="timeline">
                      {timeline.map((one, i) => (
                        <Entry key={i} entry={one} />
                      ))}
                    </ol>
                    {omitted > 0 ? <p class="muted small">{t.incidents.omitted(omitted)}</p> : null}
                  </div>
                </Card>
                <Contain id={id} open={incident.status === "open"} />
              </div>
              <div class="stack">
              <Card title={t.incidents.about}>
                <div class="body stack tight">
                  <Facts
                    of={[
                      [t.incidents.id, <bdi class="mono">{incident.id}</bdi>],
                      [t.incidents.stage, incident.stage],
                      [t.incidents.opened, <Time at={incident.openedAt} />],
                      [t.incidents.latestIs, <Time at={incident.lastAt} />],
                      [t.incidents.providers, incident.providers.length > 0 ? <bdi>{incident.providers.join(", ")}</bdi> : <Unknown />],
                      [
                        t.incidents.proof,
                        ledger === null ? (
                          <Unknown>{t.incidents.notSealed}</Unknown>
                        ) : may("inclusionProof") ? (
                          <a href={to(["ledger", String(ledger)])}>{t.incidents.entry(count(ledger))}</a>
                        ) : (
                          t.incidents.entry(count(ledger))
                        ),
                      ],
                    ]}
                  />
                </div>
              </Card>
              {tickets.length > 0 ? <Tickets of={tickets} /> : null}
              </div>
            </div>
          </>
        )}
      </Show>
    </div>
  );
}

function Tickets({ of }: { of: readonly IncidentTicket[] }) {
  return (
    <Card title={t.incidents.tickets}>
      <div class="body stack tight">
        {of.map((one, i) => (
          <div key={i}>
            <p>
              <TicketLine of={one} />
            </p>
            <p class="small muted">
              <Name>{one.title}</Name>
            </p>
          </div>
        ))}
        <p class="small muted">{t.incidents.ticketsWhy}</p>
      </div>
    </Card>
  );
}

function Entry({ entry }: { entry: IncidentEntry }) {
  return (
    <li class={entry.severity === "critical" || entry.severity === "high" ? "finding" : ""}>
      <span class="at">
        <Time at={entry.at} />
      </span>
      <div>
        <p class="row-line">
          <SeverityBadge of={entry.severity} />
          <span class="muted small">
            <bdi>{codeWords(entry.type)}</bdi>
            {entry.technique ? (
              <>
                {" · "}
                <bdi>{entry.technique}</bdi>
              </>
            ) : null}
          </span>
        </p>
        <p>
          <Name>{entry.sentence}</Name>
        </p>
        <p class="small muted">
          <a href={to(["identities", entry.identity.key])}>
            <Name>{entry.identity.name}</Name>
          </a>{" "}
          · <bdi>{entry.identity.providerName}</bdi>
          {entry.alerted ? ` · ${t.incidents.alerted}` : ""}
        </p>
      </div>
    </li>
  );
}

/** What containing the incident would end, by identity. Each revocation shows its calls before it is confirmed. */
function Contain({ id, open }: { id: string; open: boolean }) {
  const containment = useRead<Containment>(may("containment") ? `${at("incidents", id)}/containment` : null);
  if (!may("containment")) return null;
  return (
    <Card title={t.incidents.containment}>
      <Show of={containment}>
        {(data) => (
          <>
            <p class="body muted small">{t.incidents.containmentWhy}</p>
            {data.items.map((one) => (
              <Target key={one.identity.id} of={one} open={open} reload={containment.reload} />
            ))}
          </>
        )}
      </Show>
    </Card>
  );
}

function Target({ of, open, reload }: { of: Containment["items"][number]; open: boolean; reload: () => void }) {
  const question = useSignal<Question | null>(null);
  const problem = useSignal<string | null>(null);
  const opening = useSignal(false);
  const { identity } = of;
  const revoke = () => {
    opening.value = true;
    problem.value = null;
    post<Question>(`${at("identities", identity.key)}/question`, {})
      .then((asked) => (question.value = asked))
      .catch((failure: unknown) => (problem.value = explain(failure)))
      .finally(() => (opening.value = false));
  };
  const mayRevoke = open && may("openQuestion") && may("answerQuestion") && of.state !== "gone" && of.state !== "unknown";
  return (
    <div class="body stack tight">
      <div class="spread">
        <p class="row-line">
          <Icon name={kindIcon(identity.kind)} small />
          <a class="name" href={to(["identities", identity.key])}>
            <Name>{identity.name}</Name>
          </a>
          <span class="muted small">
            <bdi>{identity.providerName}</bdi>
          </span>
          {of.state === "active" ? null : of.state === "unknown" ? <Unknown>{t.incidents.notInInventory}</Unknown> : <Badge tone="warn">{t.states[of.state]}</Badge>}
        </p>
        {mayRevoke ? (
          <Button tone="danger" onClick={revoke} disabled={opening.value || question.value !== null}>
            {t.answers.revoke}…
          </Button>
        ) : null}
      </div>
      {of.ends.length > 0 ? (
        <div>
          <p class="label">{t.incidents.ends}</p>
          <Bullets of={of.ends} limit={5} />
        </div>
      ) : null}
      <p class="small muted">
        {of.grants.state === "known" && of.credentials.state === "known" ? t.incidents.access(of.grants.value ?? 0, of.credentials.value ?? 0) : <Unknown>{t.incidents.accessUnknown}</Unknown>} ·{" "}
        {t.identity.lastUsed} <Moment of={of.lastUsed} />
        {of.people.length > 0 ? (
          <>
            {" · "}
            {t.incidents.people} <Name>{of.people.slice(0, 5).join(", ")}</Name>
            {of.people.length > 5 ? `, ${t.more(of.people.length - 5)}` : ""}
          </>
        ) : null}
      </p>
      {of.byCall ? null : <p class="small">{t.incidents.byHand}</p>}
      {problem.value ? <Note tone="bad">{problem.value}</Note> : null}
      {question.value ? (
        <AnswerPanel
          question={question.value}
          option={revocation(question.value)}
          name={identity.name}
          close={() => (question.value = null)}
          done={() => {
            question.value = null;
            forget();
            reload();
          }}
          changed={(one) => (question.value = one)}
        />
      ) : null}
    </div>
  );
}

/** Returns the answer that revokes the access, as the server offers it. */
function revocation(question: Question): AnswerOption {
  return (
    [...question.options, ...question.further].find((one) => one.answer === "revoke") ?? { answer: "revoke", label: t.answers.revoke, sentence: "", request: null, stepUp: true }
  );
}

function ClosePanel({ path, close, done }: { path: string; close: () => void; done: (closed: IncidentDetail) => void }) {
  const verdict = useSignal<IncidentClose["verdict"]>("benign");
  const why = useSignal("");
  const write = useWrite();
  const send = () =>
    write.send(async (key) => {
      const closed = await post<IncidentDetail>(`${path}/close`, { verdict: verdict.value, why: why.value.trim() }, key);
      forget();
      toast(t.incidents.closed);
      done(closed);
    });
  return (
    <PanelForm title={<h2>{t.incidents.closeTitle}</h2>} action={t.incidents.close} ready={why.value.trim() !== ""} confirms write={write} close={close} send={send}>
      <label class="field">
        <span>{t.incidents.verdict}</span>
        <select class="input" value={verdict.value} onChange={(event) => (verdict.value = VERDICTS.find((one) => one === event.currentTarget.value) ?? "benign")}>
          {VERDICTS.map((one) => (
            <option key={one} value={one}>
              {t.incidents.verdictIs[one]}
            </option>
          ))}
        </select>
        <small class="muted">{t.incidents.effect[verdict.value]}</small>
      </label>
      <WhyField value={why.value} change={(text) => (why.value = text)} />
    </PanelForm>
  );
}

/** Returns the first sentence of a text; the timeline has all of it. */
function firstSentence(text: string): string {
  return /^.{1,200}?\.(?= [A-Z])/.exec(text)?.[0] ?? text;
}
