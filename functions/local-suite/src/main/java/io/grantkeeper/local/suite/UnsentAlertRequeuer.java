package io.grantkeeper.local.suite;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Queues alert work again after a restart: the embedded queues are in memory, but findings and alert deliveries are
 * stored. Work is missing for findings that no delivery has claimed yet, and for deliveries that a process claimed, but
 * did not complete. Alert work for findings that were already sent has no effect.
 */
final class UnsentAlertRequeuer {
    private static final int PAGE = 200;
    private final FindingStore findings;
    private final AlertDeliveryStore deliveries;
    private final WorkQueue<AlertWork> alerts;

    UnsentAlertRequeuer(FindingStore findings, AlertDeliveryStore deliveries, WorkQueue<AlertWork> alerts) {
        this.findings = findings;
        this.deliveries = deliveries;
        this.alerts = alerts;
    }

    void requeue(TenantId tenant, Instant now) {
        Set<IdentityId> identities = new LinkedHashSet<>();
        StorePage.forEach(from -> findings.open(tenant, PAGE, from), finding -> {
            if (finding.sendId().isEmpty()) {
                identities.add(finding.identity());
            }
        });
        StorePage.forEach(from -> deliveries.recent(tenant, PAGE, from), delivery -> {
            if (delivery.sentAt().isEmpty()) {
                identities.add(delivery.identity());
            }
        });
        alerts.send(
                identities.stream()
                        .map(identity -> new AlertWork(tenant, identity, now, 0))
                        .toList(),
                Duration.ZERO);
    }
}
