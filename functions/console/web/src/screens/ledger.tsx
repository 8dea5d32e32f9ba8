// The ledger: its proofs are checked here, in the browser, and not by the server that shows them.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ApiError, at, download, may } from "../api/client";
import type { InclusionProof, LedgerEntries, LedgerStatus } from "../api/types";
import { useRead } from "../api/use";
import { checkEntry, checkLedger, pin, pinOf, unpin, type Verdict } from "../ledger/check";
import { fromBase64 } from "../ledger/merkle";
import { go, place, to } from "../router";
import { t } from "../texts";
import { count, shortDigest } from "../ui/format";
import { explain } from "../ui/forms";
import { DataTable } from "../ui/lists";
import { Button, Card, Empty, Facts, Head, Icon, Name, Note, Show, Skeleton, Time } from "../ui/parts";
import { toast } from "../ui/toasts";
import { VerdictCard } from "./verdict";

export function Ledger() {
  const [, index] = place.value.path;
  const status = useRead<LedgerStatus>("/ledger");
  return (
    <div class="screen">
      {index === undefined ? (
        <>
          <Head title={t.screens.ledger}>{t.ledger.lead}</Head>
          <Show of={status}>{(data) => <Status status={data} />}</Show>
        </>
      ) : (
        <Show of={status}>{(data) => <Entry index={index} status={data} />}</Show>
      )}
    </div>
  );
}

function useVerdict(run: () => Promise<Verdict>, keys: readonly unknown[]): { verdict: Verdict | null; problem: string | null } {
  const verdict = useSignal<Verdict | null>(null);
  const problem = useSignal<string | null>(null);
  useEffect(() => {
    let current = true;
    verdict.value = null;
    problem.value = null;
    run()
      .then((result) => current && (verdict.value = result))
      .catch((failure: unknown) => {
        if (current) problem.value = failure instanceof ApiError ? explain(failure) : t.ledger.cannotCheck;
      });
    return () => {
      current = false;
    };
  }, keys);
  return { verdict: verdict.value, problem: problem.value };
}

function Status({ status }: { status: LedgerStatus }) {
  const pinned = pinOf(status.origin);
  const { verdict, problem } = useVerdict(() => checkLedger(status), [status.note, pinned?.note]);
  if (status.size === 0) {
    return (
      <Card>
        <Empty icon="link" title={t.ledger.empty}>
          {t.ledger.emptyWhy}
        </Empty>
      </Card>
    );
  }
  return (
    <>
      {verdict ? (
        <VerdictCard of={verdict} subject={t.ledger.log(count(status.size))} />
      ) : problem ? (
        <Note tone="warn">
          {t.ledger.notCheckedYet} {problem}
        </Note>
      ) : (
        <div class="verdict" role="status">
          <Icon name="circle-dashed" />
          <h2>{t.ledger.checking}</h2>
          <p class="muted">{t.ledger.checkingWhy}</p>
        </div>
      )}
      <div class="columns">
        {may("ledgerEntries") ? <Entries /> : <Card><Empty icon="lock" title={t.ledger.entriesHidden}>{t.ledger.entriesHiddenWhy}</Empty></Card>}
        <div class="stack">
          <Card title={t.ledger.pin}>
            <div class="body stack tight">
              {pinned ? (
                <>
                  <p>
                    {t.ledger.pinnedAt} <Time at={pinned.at} />.
                  </p>
                  <div class="buttons no-print">
                    <Button icon="pin" onClick={() => pin(status, new Date().toISOString())} disabled={pinned.note === status.note || !verdict?.proved}>
                      {t.ledger.repin}
                    </Button>
                    <Button onClick={unpin}>{t.ledger.unpin}</Button>
                  </div>
                </>
              ) : (
                <>
                  <p>{t.ledger.pinWhy}</p>
                  <div class="buttons no-print">
                    <Button
                      tone="primary"
                      icon="pin"
                      disabled={!verdict?.proved}
                      onClick={() => {
                        pin(status, new Date().toISOString());
                        toast(t.ledger.pinDone);
                      }}
                    >
                      {t.ledger.pinNow}
                    </Button>
                  </div>
                </>
              )}
            </div>
          </Card>
          <Card title={t.ledger.checkpoint}>
            <div class="body stack tight">
              <Facts
                of={[
                  [t.ledger.origin, <bdi class="mono">{status.origin}</bdi>],
                  [t.ledger.size, <span class="number">{count(status.size)}</span>],
                  [t.ledger.root, <bdi class="mono">{status.root}</bdi>],
                  [t.ledger.witnesses, status.witnesses.length === 0 ? t.none : <bdi>{status.witnesses.join(", ")}</bdi>],
                ]}
              />
              <details class="small">
                <summary>{t.ledger.note}</summary>
                <pre class="code">{status.note}</pre>
                <p class="label">{t.ledger.keys}</p>
                <pre class="code">{status.keys.join("\n")}</pre>
              </details>
            </div>
          </Card>
        </div>
      </div>
    </>
  );
}

function Entries() {
  const before = place.value.query.get("before");
  const entries = useRead<LedgerEntries>(`/ledger/entries?limit=50${before && /^\d{1,15}$/.test(before) ? `&before=${before}` : ""}`);
  return (
    <Card
      title={t.ledger.entries}
      aside={
        <form
          class="row-line no-print"
          onSubmit={(event) => {
            event.preventDefault();
            const value = new FormData(event.currentTarget).get("index");
            if (typeof value === "string" && /^\d{1,15}$/.test(value)) go(to(["ledger", value]));
          }}
        >
          <input class="input" style={{ width: "8rem" }} name="index" inputMode="numeric" pattern="[0-9]{1,15}" placeholder={t.ledger.jump} aria-label={t.ledger.jump} />
          <Button type="submit">{t.ledger.open}</Button>
        </form>
      }
    >
      <Show of={entries}>
        {(data) => (
          <>
            <DataTable
              rows={data.items}
              keyOf={(one) => one.index}
              links
              columns={[
                { title: t.ledger.index, number: true, cell: (one) => <a href={to(["ledger", String(one.index)])}>{count(one.index)}</a> },
                { title: t.ledger.kind, cell: (one) => <code class="kind">{one.kind}</code> },
                { title: t.ledger.identity, cell: (one) => (one.identity ? <Name>{one.identityName ?? one.identity}</Name> : <span class="muted">{t.none}</span>) },
                {
                  title: t.ledger.by,
                  cell: (one) =>
                    one.by ? (
                      <span title={one.by}>
                        <Name>{shortDigest(one.by)}</Name>
                      </span>
                    ) : (
                      <span class="muted">{t.notRecorded}</span>
                    ),
                },
                { title: t.ledger.at, cell: (one) => <Time at={one.at} /> },
              ]}
            />
            {data.next ? (
              <div class="body buttons">
                <a class="button" href={to(["ledger"], { before: String(data.items[data.items.length - 1]?.index ?? "") })}>
                  {t.earlier}
                </a>
                {before ? (
                  <a class="button quiet" href={to(["ledger"])}>
                    {t.ledger.newest}
                  </a>
                ) : null}
              </div>
            ) : null}
          </>
        )}
      </Show>
    </Card>
  );
}

function Entry({ index, status }: { index: string; status: LedgerStatus }) {
  const path = at("ledger", "entries", index);
  const proof = useRead<InclusionProof>(may("inclusionProof") ? `${path}/proof` : null);
  return (
    <>
      <nav class="small no-print" aria-label={t.breadcrumb}>
        <a href={to(["ledger"])}>{t.screens.ledger}</a>
      </nav>
      <Head title={t.ledger.entry(/^\d{1,15}$/.test(index) ? count(Number(index)) : index)} />
      {may("inclusionProof") ? <Show of={proof}>{(data) => <Proved proof={data} status={status} index={index} />}</Show> : <Note>{t.ledger.entriesHiddenWhy}</Note>}
    </>
  );
}

function Proved({ proof, status, index }: { proof: InclusionProof; status: LedgerStatus; index: string }) {
  const { verdict, problem } = useVerdict(async () => {
    if (String(proof.index) !== index) return { proved: false, why: t.ledger.otherEntry };
    return checkEntry(proof, status);
  }, [proof.leaf, proof.note]);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(fromBase64(proof.leaf));
    text = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    text = proof.leaf;
  }
  return (
    <>
      {verdict ? <VerdictCard of={verdict} subject={t.ledger.entryOf(count(proof.index))} /> : problem ? <Note tone="warn">{problem}</Note> : <Skeleton />}
      <div class="columns">
        <Card title={t.ledger.bytes}>
          <div class="body stack tight">
            <p class="small muted">{t.ledger.bytesWhy}</p>
            <pre class="code">{text}</pre>
          </div>
        </Card>
        <Card title={t.ledger.proof}>
          <div class="body stack tight">
            <Facts
              of={[
                [t.ledger.index, <span class="number">{count(proof.index)}</span>],
                [t.ledger.size, <span class="number">{count(proof.size)}</span>],
                [t.ledger.leaf, <bdi class="mono">{proof.leafHash}</bdi>],
                [t.ledger.root, <bdi class="mono">{proof.root}</bdi>],
              ]}
            />
            <details class="small">
              <summary>{t.ledger.hashes(proof.hashes.length)}</summary>
              <pre class="code">{proof.hashes.join("\n")}</pre>
            </details>
            <div class="buttons no-print">
              <CopyButton text={proof.bundle} />
              <a class="button" href={download(`${at("ledger", "entries", index)}/proof`)} download={`entry-${index}.json`}>
                <Icon name="download" small />
                JSON
              </a>
            </div>
            <p class="small muted">{t.ledger.offline}</p>
          </div>
        </Card>
      </div>
    </>
  );
}

function CopyButton({ text }: { text: string }) {
  return (
    <Button
      icon="copy"
      onClick={() => {
        navigator.clipboard.writeText(text).then(
          () => toast(t.copied),
          () => toast(t.notCopied, { bad: true }),
        );
      }}
    >
      {t.ledger.copy}
    </Button>
  );
}

