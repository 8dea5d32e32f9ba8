package io.grantkeeper.local.suite;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Puts alert work back on the queue that a process took with it: the embedded queues are in memory, the findings are
 * not. Telling what was told already does nothing.
 */
final class UntoldFindings {
    private static final int PAGE = 200;
    private final FindingStore findings;
    private final WorkQueue<AlertWork> alerts;

    UntoldFindings(FindingStore findings, WorkQueue<AlertWork> alerts) {
        this.findings = findings;
        this.alerts = alerts;
    }

    void queueAgain(TenantId tenant, Instant now) {
        Set<IdentityId> identities = new LinkedHashSet<>();
        Optional<String> next = Optional.empty();
        do {
            Slice<Finding> slice = findings.open(tenant, PAGE, next);
            slice.items().stream()
                    .filter(finding -> finding.sendId().isEmpty())
                    .map(Finding::identity)
                    .forEach(identities::add);
            next = slice.next();
        } while (next.isPresent());
        alerts.send(
                identities.stream()
                        .map(identity -> new AlertWork(tenant, identity, now, 0))
                        .toList(),
                Duration.ZERO);
    }
}
