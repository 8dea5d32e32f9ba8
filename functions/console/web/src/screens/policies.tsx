// Policies and the trust ladder: where each policy stands, the numbers against its gates, and its sentences with lint.
import { useSignal } from "@preact/signals";
import { at, forget, may, post } from "../api/client";
import type { Policy, PolicyDetail, PolicyList } from "../api/types";
import { useRead } from "../api/use";
import { go, place, to } from "../router";
import { t } from "../texts";
import { count, shortDigest } from "../ui/format";
import { explain, ReasonPanel, useWrite } from "../ui/forms";
import { DataTable } from "../ui/lists";
import { Badge, Button, Card, Empty, Facts, Head, Name, Note, Show, Time } from "../ui/parts";
import { toast } from "../ui/toasts";
import { Replay } from "./replay";

const STAGES = ["training", "recommendation", "enforcement"] as const;

export function Policies() {
  const [, name] = place.value.path;
  return name === "new" && may("applyPolicy") ? <Editor text="" /> : name ? <One name={name} /> : <All />;
}

function All() {
  const policies = useRead<PolicyList>("/policies");
  const busy = useSignal(false);
  const propose = () => {
    busy.value = true;
    post<PolicyList>("/policies/propose", {})
      .then((list) => {
        forget();
        policies.set(list);
        toast(t.policies.evaluated(list.items.filter((one) => one.proposal).length));
      })
      .catch((failure: unknown) => toast(explain(failure), { bad: true }))
      .finally(() => (busy.value = false));
  };
  return (
    <div class="screen">
      <Head
        title={t.screens.policies}
        aside={
          <div class="buttons no-print">
            {may("proposePromotions") ? (
              <Button icon="refresh" onClick={propose} disabled={busy.value}>
                {busy.value ? t.policies.evaluating : t.policies.evaluate}
              </Button>
            ) : null}
            {may("applyPolicy") ? (
              <a class="button primary" href={to(["policies", "new"])}>
                {t.policies.write}
              </a>
            ) : null}
          </div>
        }
      >
        {t.policies.lead}
      </Head>
      <Show of={policies}>
        {(data) =>
          data.items.length === 0 ? (
            <Card>
              <Empty icon="scale" title={t.policies.empty}>
                {t.policies.emptyWhy}
              </Empty>
            </Card>
          ) : (
            <div class="stack">
              {data.items.map((one) => (
                <section class="card" key={one.name} aria-label={one.name}>
                  <div class="body stack">
                    <div class="spread">
                      <h2>
                        <a href={to(["policies", one.name])}>
                          <Name>{one.name}</Name>
                        </a>
                      </h2>
                      <span class="muted small">
                        {t.policies.since} <Time at={one.since} />
                      </span>
                    </div>
                    <Sentences of={one} />
                    <Ladder of={one} />
                    <Next of={one} />
                  </div>
                </section>
              ))}
            </div>
          )
        }
      </Show>
    </div>
  );
}

function Sentences({ of }: { of: Policy }) {
  return (
    <ul class="bullets">
      {of.sentences.map((one, i) => (
        <li key={i}>
          <Name>{one}</Name>
        </li>
      ))}
    </ul>
  );
}

function Ladder({ of }: { of: Policy }) {
  const reached = STAGES.indexOf(of.stage);
  return (
    <ol class="ladder" aria-label={t.policies.ladder}>
      {STAGES.map((stage, i) => (
        <li key={stage} class={`${i <= reached ? "reached" : ""} ${of.proposal?.to === stage ? "proposed" : ""}`} aria-current={i === reached ? "step" : undefined}>
          {t.policies.stages[stage]}
          {of.proposal?.to === stage ? ` · ${t.policies.proposed}` : ""}
        </li>
      ))}
    </ol>
  );
}

function Next({ of }: { of: Policy }) {
  if (!of.next && of.missing.length === 0) return null;
  return (
    <div class="stack tight">
      {of.next ? (
        <p>
          <Name>{of.next === "stays" ? t.policies.stays(t.policies.stages[of.stage]) : of.next}</Name>
        </p>
      ) : null}
      {of.missing.length > 0 ? (
        <div>
          <p class="label">{t.policies.missing}</p>
          <ul class="bullets">
            {of.missing.map((one, i) => (
              <li key={i}>
                <Name>{one}</Name>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

function One({ name }: { name: string }) {
  const policy = useRead<PolicyDetail>(at("policies", name));
  const editing = useSignal(false);
  return (
    <div class="screen">
      <nav class="small no-print" aria-label={t.breadcrumb}>
        <a href={to(["policies"])}>{t.screens.policies}</a>
      </nav>
      <Show of={policy}>
        {(data) =>
          editing.value ? (
            <Editor text={data.text} name={name} close={() => (editing.value = false)} done={(next) => { policy.set(next); editing.value = false; }} />
          ) : data.policy ? (
            <Detail detail={data} policy={data.policy} set={policy.set} edit={() => (editing.value = true)} />
          ) : null
        }
      </Show>
    </div>
  );
}

type Panel = "promote" | "decline" | "demote";

function Detail({ detail, policy, set, edit }: { detail: PolicyDetail; policy: Policy; set: (detail: PolicyDetail) => void; edit: () => void }) {
  const panel = useSignal<Panel | null>(null);
  const path = at("policies", policy.name);
  const run = (operation: string, body: Record<string, string>, said: string) => async (why: string, key: string) => {
    const next = await post<PolicyDetail>(`${path}/${operation}`, { ...body, why }, key);
    forget();
    panel.value = null;
    set(next);
    toast(said);
  };
  const lower = policy.stage === "enforcement" ? "recommendation" : "training";
  return (
    <>
      <Head
        title={policy.name}
        aside={
          <div class="buttons no-print">
            {may("applyPolicy") ? <Button onClick={edit}>{t.policies.edit}</Button> : null}
            {policy.stage !== "training" && may("demotePolicy") ? <Button onClick={() => (panel.value = "demote")}>{t.policies.demote}…</Button> : null}
            {policy.proposal && may("declinePromotion") ? <Button onClick={() => (panel.value = "decline")}>{t.policies.decline}…</Button> : null}
            {policy.proposal && may("promotePolicy") ? (
              <Button tone="primary" onClick={() => (panel.value = "promote")}>
                {t.policies.promote}…
              </Button>
            ) : null}
          </div>
        }
      />
      {panel.value === "promote" ? (
        <ReasonPanel label={t.policies.promoteWhy(policy.name)} action={t.policies.promote} confirms close={() => (panel.value = null)} run={run("approve", {}, t.policies.promoted(policy.name))} />
      ) : panel.value === "decline" ? (
        <ReasonPanel label={t.policies.declineWhy(policy.name)} action={t.policies.decline} close={() => (panel.value = null)} run={run("decline", {}, t.policies.declined(policy.name))} />
      ) : panel.value === "demote" ? (
        <ReasonPanel
          label={t.policies.demoteWhy(policy.name, t.policies.stages[lower])}
          action={t.policies.demote}
          danger
          confirms
          close={() => (panel.value = null)}
          run={run("demote", { to: lower }, t.policies.demoted(policy.name, t.policies.stages[lower]))}
        />
      ) : null}
      <div class="columns">
        <div class="stack">
          <Card title={t.policies.intent}>
            <div class="body stack">
              <Sentences of={policy} />
              <Ladder of={policy} />
              <Next of={policy} />
            </div>
          </Card>
          {policy.stage === "enforcement" ? null : (
            <Replay key={policy.stage} request={{ policy: policy.name, stage: policy.proposal?.to === "enforcement" || policy.stage === "recommendation" ? "enforcement" : "recommendation" }} />
          )}
          {policy.evidence ? <Evidence of={policy.evidence} /> : (
            <Card title={t.policies.evidence}>
              <Empty icon="database" title={t.policies.noEvidence}>
                {t.policies.noEvidenceWhy}
              </Empty>
            </Card>
          )}
        </div>
        <div class="stack">
          <Card title={t.policies.about}>
            <div class="body">
              <Facts
                of={[
                  [t.policies.stage, t.policies.stages[policy.stage]],
                  [t.policies.since, <Time at={policy.since} />],
                  [t.policies.version, <bdi class="mono" title={policy.version}>{shortDigest(policy.version)}</bdi>],
                  policy.proposal ? [t.policies.proposal, <>{t.policies.stages[policy.proposal.to]}, <Time at={policy.proposal.proposedAt} /></>] : null,
                ]}
              />
            </div>
          </Card>
          <Card title={t.policies.text}>
            <div class="body stack tight">
              <pre class="code">{detail.text}</pre>
              <Lint of={detail} />
            </div>
          </Card>
        </div>
      </div>
    </>
  );
}

function Lint({ of }: { of: PolicyDetail }) {
  if (of.lint.length === 0) return <Note tone="good">{t.policies.noLint}</Note>;
  return (
    <>
      {of.lint.map((one, i) => (
        <Note key={i} tone={one.severity === "error" ? "bad" : "warn"}>
          {one.line === null ? "" : `${t.policies.line(one.line)} `}
          <Name>{one.message}</Name>
        </Note>
      ))}
    </>
  );
}

function Evidence({ of }: { of: NonNullable<Policy["evidence"]> }) {
  return (
    <Card title={t.policies.evidence} aside={<span class="muted small"><Time at={of.since} /> – <Time at={of.until} /></span>}>
      <div class="body gates">
        <div>
          <span class="muted small">{t.policies.blocks}</span>
          <b>{t.share(of.blocks.part, of.blocks.whole)}</b>
          <span class="small">
            <Name>{of.blocks.sentence}</Name>
          </span>
        </div>
        <div>
          <span class="muted small">{t.policies.falseBlocks}</span>
          <b>{t.share(of.falseBlocks.part, of.falseBlocks.whole)}</b>
          <span class="small">
            <Name>{of.falseBlocks.sentence}</Name>
          </span>
        </div>
        <div>
          <span class="muted small">{t.policies.asks}</span>
          <b>{count(of.asks)}</b>
        </div>
        <div>
          <span class="muted small">{t.policies.affected}</span>
          <b>{count(of.identities)}</b>
          <span class="small">{t.policies.people(of.people)}</span>
        </div>
      </div>
      {of.examples.length > 0 ? (
        <DataTable
          rows={of.examples}
          keyOf={(one) => one.decision}
          columns={[
            {
              title: t.policies.example,
              whole: true,
              cell: (one) => (
                <>
                  {may("decision") ? (
                    <a href={to(["decisions", one.decision])}>
                      <Name strong>{one.subject}</Name>
                    </a>
                  ) : (
                    <Name strong>{one.subject}</Name>
                  )}{" "}
                  <Name>{one.action}</Name>
                </>
              ),
            },
            { title: t.policies.reason, cell: (one) => <Name>{one.reason}</Name> },
            { title: t.policies.answer, cell: (one) => <Badge tone={one.answer === "right" ? "good" : one.answer === "wrong" ? "bad" : ""}>{t.policies.answers[one.answer]}</Badge> },
            { title: t.decisions.at, cell: (one) => <Time at={one.at} /> },
          ]}
        />
      ) : null}
    </Card>
  );
}

function Editor({ text, name, close, done }: { text: string; name?: string; close?: () => void; done?: (detail: PolicyDetail) => void }) {
  const typed = useSignal(text || t.policies.template);
  const checked = useSignal<PolicyDetail | null>(null);
  const write = useWrite();
  const clean = checked.value !== null && checked.value.text.trim() === typed.value.trim() && !checked.value.lint.some((one) => one.severity === "error");
  const check = () => {
    write.say(null);
    post<PolicyDetail>("/policies/check", { text: typed.value })
      .then((detail) => (checked.value = { ...detail, text: typed.value }))
      .catch((failure: unknown) => write.say(explain(failure)));
  };
  const apply = () =>
    write.send(async (key) => {
      const detail = await post<PolicyDetail>("/policies", { text: typed.value }, key);
      forget();
      const applied = detail.policy?.name ?? name ?? "";
      toast(t.policies.applied(applied));
      if (done) done(detail);
      else go(to(["policies", applied]));
    });
  return (
    <div class="screen">
      <Head title={name ?? t.policies.write}>{t.policies.editorLead}</Head>
      <div class="columns even">
        <Card title={t.policies.text}>
          <div class="body stack tight">
            <label class="field">
              <span class="hidden-visually">{t.policies.text}</span>
              <textarea
                class="input mono"
                rows={18}
                maxLength={65_536}
                spellcheck={false}
                value={typed.value}
                onInput={(event) => {
                  typed.value = event.currentTarget.value;
                  write.say(null);
                }}
              />
            </label>
            <div class="buttons">
              <Button tone={clean ? "" : "primary"} onClick={check}>
                {t.policies.check}
              </Button>
              <Button tone={clean ? "primary" : ""} onClick={apply} disabled={!clean || write.sending.value}>
                {t.policies.apply}
              </Button>
              {close ? <Button onClick={close}>{t.cancel}</Button> : null}
            </div>
          </div>
        </Card>
        <div class="stack">
        <Card title={t.policies.means}>
          <div class="body stack tight" aria-live="polite">
            {write.problem.value ? <Note tone="bad">{write.problem.value}</Note> : null}
            {checked.value ? (
              <>
                {checked.value.policy ? <Sentences of={checked.value.policy} /> : null}
                <Lint of={checked.value} />
              </>
            ) : write.problem.value ? null : (
              <p class="muted">{t.policies.checkFirst}</p>
            )}
          </div>
        </Card>
        {clean ? <Replay key={typed.value} request={{ text: typed.value, stage: "enforcement" }} /> : null}
        </div>
      </div>
    </div>
  );
}
