// What other systems, such as Jira, say about a finding.
import type { IncidentTicket } from "../api/types";
import { t } from "../texts";
import { Name } from "./parts";

export function TicketLine({ of }: { of: Pick<IncidentTicket, "product" | "status" | "reference" | "url"> }) {
  const state = t.findings.ticket[of.status](of.product);
  if (!of.url) {
    return (
      <span>
        {state} {of.reference ? <Name>{of.reference}</Name> : null}
      </span>
    );
  }
  return (
    <span>
      {state}{" "}
      <a href={of.url} target="_blank" rel="noreferrer">
        {of.reference ? <Name>{of.reference}</Name> : t.findings.toTicket}
      </a>
    </span>
  );
}
