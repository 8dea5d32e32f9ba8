import type { Verdict } from "../ledger/check";
import { toBase64 } from "../ledger/merkle";
import { t } from "../texts";
import { count } from "../ui/format";
import { Facts, Icon, Time } from "../ui/parts";

/** The result of a check in the browser. A failure is loud: it is an alert, and it says what to do. */
export function VerdictCard({ of, subject }: { of: Verdict; subject: string }) {
  if (!of.proved) {
    return (
      <section class="verdict bad" role="alert">
        <Icon name="alert-triangle" />
        <h2>{t.ledger.notProved(subject)}</h2>
        <div class="stack tight">
          <p>
            <b>{t.ledger.reason}</b> {of.why}.
          </p>
          <p>{t.ledger.alarm}</p>
        </div>
      </section>
    );
  }
  return (
    <section class="verdict good" role="status">
      <Icon name="shield-check" />
      <h2>{t.ledger.proved(subject)}</h2>
      <div class="stack tight">
        <p>{of.pin ? t.ledger.provedPin : t.ledger.provedNoPin}</p>
        {of.signature === "unsupported" ? <p>{t.ledger.noEd25519}</p> : null}
        {of.checkpoint ? (
          <details class="small">
            <summary>{t.ledger.details}</summary>
            <Facts
              of={[
                [t.ledger.origin, <bdi class="mono">{of.checkpoint.origin}</bdi>],
                [t.ledger.size, <span class="number">{count(of.checkpoint.size)}</span>],
                [t.ledger.root, <bdi class="mono">{toBase64(of.checkpoint.root)}</bdi>],
                [t.ledger.signature, of.signature === "valid" ? t.ledger.valid : t.ledger.notChecked],
                of.pin ? [t.ledger.pinned, <Time at={of.pin.at} />] : null,
              ]}
            />
          </details>
        ) : null}
      </div>
    </section>
  );
}
