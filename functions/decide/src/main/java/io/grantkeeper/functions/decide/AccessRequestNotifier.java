package io.grantkeeper.functions.decide;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.basis.Certainty;
import io.grantkeeper.identity.basis.StatementBasis;
import io.grantkeeper.identity.basis.StatementSource;
import io.grantkeeper.identity.finding.AccessRequestFindings;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.policy.store.AccessApproval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks the agent's owner to decide on an access request, in the same way as Grantkeeper sends alerts: opens a finding
 * and queues the alert work that delivers the finding to the owner.
 */
final class AccessRequestNotifier {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final AccessStore access;
    private final FindingStore findings;
    private final WorkQueue<AlertWork> alerts;
    private final TenantId tenant;

    AccessRequestNotifier(AccessStore access, FindingStore findings, WorkQueue<AlertWork> alerts, TenantId tenant) {
        this.access = access;
        this.findings = findings;
        this.alerts = alerts;
        this.tenant = tenant;
    }

    void ask(AccessApproval request, IdentityId identity, Optional<String> justification) {
        Optional<PersonId> owner = access.outline(tenant, identity)
                .flatMap(IdentityRecord::summary)
                .flatMap(IdentitySummary::owner);
        List<String> reasons = new ArrayList<>();
        reasons.add("Policies that require approval: " + String.join(", ", request.policies()));
        reasons.add("If you allow the request, the agent may do this for %s. Answer before %s."
                .formatted(formatDuration(request.holdsFor()), WHEN.format(request.requestExpires())));
        justification.ifPresent(why -> reasons.add("The agent's reason: " + why));
        Finding finding = new Finding(
                AccessRequestFindings.key(request.id()),
                identity,
                FindingType.ACCESS_REQUESTED,
                Severity.MEDIUM,
                FindingStatus.OPEN,
                "asks for access: " + request.sentence(),
                List.of(),
                List.of(request.sentence()),
                reasons,
                "Allow this for %s, or deny it. Answer before %s: here, or with 'grantkeeper approve %s' or 'grantkeeper deny %s'."
                        .formatted(
                                formatDuration(request.holdsFor()),
                                WHEN.format(request.requestExpires()),
                                request.id(),
                                request.id()),
                KnownOrUnknown.unknown(),
                requesters(request),
                request.requestedAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(StatementBasis.of(
                        Certainty.OBSERVED, List.of(StatementSource.ofRequest(request.requestedAt())))));
        var _ = findings.open(tenant, finding, owner);
        alerts.send(List.of(new AlertWork(tenant, identity, request.requestedAt(), 0)), Duration.ZERO);
    }

    /**
     * Returns the accounts of the people on whose behalf the agent requests access. They may not decide on their own
     * request, so another person is asked.
     */
    private List<PersonId> requesters(AccessApproval request) {
        return request.requester().stream()
                .flatMap(requester -> requester.names().stream())
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> name.contains("@"))
                .distinct()
                .flatMap(email -> access.peopleByEmail(tenant, email).stream())
                .map(account -> account.content().id())
                .distinct()
                .toList();
    }

    /** Closes the finding about an access request that no longer needs an answer. */
    void close(AccessApproval request, Instant at) {
        findings.close(tenant, IdentityId.parse(request.subject()), AccessRequestFindings.key(request.id()), at);
    }

    private static String formatDuration(Duration length) {
        long minutes = Math.max(1, length.toMinutes());
        return minutes % 60 == 0 ? count(minutes / 60, "hour") : count(minutes, "minute");
    }

    private static String count(long number, String unit) {
        return number == 1 ? "1 " + unit : number + " " + unit + "s";
    }
}
