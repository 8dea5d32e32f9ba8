import { may } from "../api/client";
import { to } from "../router";
import { t } from "../texts";
import { Card, Empty, Head } from "../ui/parts";

/** Incidents of behavior. Until the API returns them, the screen says what an incident is and which command lists them. */
export function Incidents() {
  return (
    <div class="screen">
      <Head title={t.screens.incidents}>{t.incidents.lead}</Head>
      <Card>
        <Empty icon="flame" title={t.incidents.empty} actions={may("findings") ? <a class="button" href={to(["findings"], { severity: "critical,high" })}>{t.incidents.toFindings}</a> : null}>
          {t.incidents.emptyWhy}
        </Empty>
      </Card>
    </div>
  );
}
