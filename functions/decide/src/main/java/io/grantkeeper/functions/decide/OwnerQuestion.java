package io.grantkeeper.functions.decide;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.AccessRequested;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.policy.store.Approval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a request before whoever answers for the agent, on the way that alerts go: a finding, and work to tell of it. */
final class OwnerQuestion {
    private final AccessStore access;
    private final FindingStore findings;
    private final WorkQueue<AlertWork> alerts;
    private final TenantId tenant;

    OwnerQuestion(AccessStore access, FindingStore findings, WorkQueue<AlertWork> alerts, TenantId tenant) {
        this.access = access;
        this.findings = findings;
        this.alerts = alerts;
        this.tenant = tenant;
    }

    void ask(Approval request, IdentityId identity, Optional<String> justification) {
        Optional<PersonId> owner = access.outline(tenant, identity)
                .flatMap(IdentityDossier::summary)
                .flatMap(IdentitySummary::owner);
        List<String> reasons = new ArrayList<>();
        reasons.add("Policies that want to be asked first: " + String.join(", ", request.policies()));
        justification.ifPresent(why -> reasons.add("It says why: " + why));
        Finding finding = new Finding(
                AccessRequested.key(request.id()),
                identity,
                FindingType.ACCESS_REQUESTED,
                Severity.MEDIUM,
                FindingStatus.OPEN,
                "asks for access: " + request.sentence(),
                List.of(),
                List.of(request.sentence()),
                reasons,
                "Allow it for %s, or refuse it, before %s: here, or with 'grantkeeper approve %s' or 'grantkeeper deny %s'."
                        .formatted(words(request.holdsFor()), request.requestExpires(), request.id(), request.id()),
                Knowledge.unknown(),
                List.of(),
                request.requestedAt(),
                Optional.empty(),
                Optional.empty());
        var _ = findings.open(tenant, finding, owner);
        alerts.send(List.of(new AlertWork(tenant, identity, request.requestedAt(), 0)), Duration.ZERO);
    }

    /** Nobody has to answer any more. */
    void over(Approval request, Instant at) {
        findings.close(tenant, IdentityId.parse(request.subject()), AccessRequested.key(request.id()), at);
    }

    private static String words(Duration length) {
        long minutes = Math.max(1, length.toMinutes());
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
    }
}
