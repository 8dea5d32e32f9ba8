import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { forget, may, post } from "../api/client";
import { Pages } from "../api/pages";
import type { Approval, ApprovalState } from "../api/types";
import { place, setQuery, to } from "../router";
import { t } from "../texts";
import { dayOf } from "../ui/format";
import { ReasonPanel } from "../ui/forms";
import { Listed, MoreButton } from "../ui/lists";
import { Badge, Bullets, Button, Empty, Facts, Head, Name, Time } from "../ui/parts";
import { toast } from "../ui/toasts";

const STATES: readonly ApprovalState[] = ["approved", "tolerated", "refused", "first-party", "under-review", "new", "retired"];

export function Approvals() {
  const state = place.value.query.get("state") ?? "";
  const pages = useMemo(() => new Pages<Approval>(100), []);
  const start = () => pages.start("/approvals", state ? { state } : {});
  useEffect(() => {
    start();
    return () => pages.stop();
  }, [state]);
  const rows = pages.rows.value;
  return (
    <div class="screen">
      <Head title={t.screens.approvals}>{t.approvals.lead}</Head>
      <nav class="views no-print" aria-label={t.approvals.states}>
        <a href={to(["approvals"])} aria-current={state === "" ? "page" : undefined}>
          {t.all}
        </a>
        {STATES.map((one) => (
          <a key={one} href={to(["approvals"], { state: one })} aria-current={state === one ? "page" : undefined}>
            {t.filterValues.approval[one]}
          </a>
        ))}
      </nav>
      <Listed
        of={pages}
        retry={start}
        empty={
          <Empty
            icon="shield-check"
            title={state ? t.approvals.noneInState : t.approvals.empty}
            actions={may("triage") ? <a class="button" href={to(["identities"], { approval: "none" })}>{t.approvals.toUndecided}</a> : null}
          >
            {t.approvals.emptyWhy}
          </Empty>
        }
      >
        <div class="card">
          {rows.map((one) => (
            <Row key={one.subject} approval={one} reload={start} />
          ))}
        </div>
      </Listed>
      <MoreButton of={pages} />
      {state ? (
        <p class="hidden-visually">
          <button type="button" onClick={() => setQuery({ state: null })}>
            {t.identities.clear}
          </button>
        </p>
      ) : null}
    </div>
  );
}

function Row({ approval, reload }: { approval: Approval; reload: () => void }) {
  const ending = useSignal(false);
  const { current } = approval;
  const good = approval.state === "approved" || approval.state === "first-party";
  const subject = approval.subject.replace(/^(identity|product|client):/, "");
  return (
    <div class="body stack tight">
      <div class="spread">
        <p class="row-line">
          <Badge tone={good ? "good" : approval.state === "refused" ? "bad" : "warn"}>{approval.displayName}</Badge>
          {approval.identity ? (
            <a class="name" href={to(["identities", approval.identity.key])}>
              <Name>{approval.subjectName}</Name>
            </a>
          ) : (
            <Name strong>{approval.subjectName}</Name>
          )}
          <span class="muted small">{t.approvals.types[approval.subjectType]}</span>
        </p>
        <span class="muted small">{current.until ? t.approvals.untilDay(dayOf(current.until)) : t.noEnd}</span>
      </div>
      <p>
        <Name>{current.why || t.notRecorded}</Name>
      </p>
      <p class="small muted">
        <Name>{current.by}</Name> · <Time at={current.at} /> · {current.source}
        {current.ticket ? (
          <>
            {" · "}
            <bdi>{current.ticket}</bdi>
          </>
        ) : null}
      </p>
      <details class="small">
        <summary>{t.approvals.scope}</summary>
        <div class="stack tight">
          {approval.scopeRecorded ? <Bullets of={approval.abilities} /> : <p class="muted">{t.approvals.noScope}</p>}
          <Facts
            of={[
              [t.approvals.people, approval.anyone ? t.approvals.anyone : approval.people.length > 0 ? <Name>{approval.people.join(", ")}</Name> : t.notRecorded],
              approval.networks.length > 0 ? [t.approvals.networks, <bdi class="mono">{approval.networks.join(", ")}</bdi>] : null,
              approval.hours ? [t.approvals.hours, <bdi>{approval.hours}</bdi>] : null,
              approval.tools.length > 0 ? [t.approvals.tools, <bdi class="mono">{approval.tools.join(", ")}</bdi>] : null,
            ]}
          />
          {approval.earlier.length > 0 ? (
            <>
              <p class="label">{t.approvals.earlier}</p>
              <ul class="bullets">
                {approval.earlier.map((one, i) => (
                  <li key={i}>
                    {one.displayName}, <Time at={one.at} />, <Name>{one.by}</Name>: <Name>{one.why}</Name>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
      </details>
      {may("endApproval") && (good || approval.state === "tolerated" || approval.state === "refused") ? (
        ending.value ? (
          <ReasonPanel
            label={t.approvals.endTitle(approval.subjectName)}
            action={t.approvals.end}
            danger
            confirms
            close={() => (ending.value = false)}
            run={async (why, key) => {
              await post("/approvals/end", { subject, why }, key);
              forget();
              toast(t.approvals.ended(approval.subjectName));
              reload();
            }}
          />
        ) : (
          <div class="buttons no-print">
            <Button onClick={() => (ending.value = true)}>{t.approvals.end}…</Button>
          </div>
        )
      ) : null}
    </div>
  );
}
