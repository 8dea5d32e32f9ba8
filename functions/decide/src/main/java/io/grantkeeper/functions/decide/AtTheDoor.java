package io.grantkeeper.functions.decide;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Enters agents that nobody knew before they asked: into the inventory, as seen and not as trusted, with a finding, of
 * which the security team is told. Once a day for each, however often it asks.
 */
final class AtTheDoor {
    static final ConnectionId CONNECTION = new ConnectionId("decision-point");

    private static final ProviderId PROVIDER = new ProviderId("decision-point");
    private static final Duration AGAIN = Duration.ofDays(1);
    private static final Duration GROUPING = Duration.ofMinutes(1);
    private static final int LONGEST_NAME = 256;

    private final AccessStore access;
    private final IdempotencyStore handled;
    private final FindingStore findings;
    private final WorkQueue<AlertWork> alerts;
    private final TenantId tenant;

    AtTheDoor(
            AccessStore access,
            IdempotencyStore handled,
            FindingStore findings,
            WorkQueue<AlertWork> alerts,
            TenantId tenant) {
        this.access = access;
        this.handled = handled;
        this.findings = findings;
        this.alerts = alerts;
        this.tenant = tenant;
    }

    static boolean isFromTheDoor(IdentityId id) {
        return id.connection().equals(CONNECTION);
    }

    static IdentityId identity(String name) {
        return new IdentityId(CONNECTION, IdentityKind.AI_AGENT, name);
    }

    /**
     * Enters a stranger.
     *
     * @param type what its caller calls it, for example {@code agent}
     * @param name as it was called; one that is no name of a thing is left out
     */
    void seen(String type, String name, Instant at) {
        String shown = name.strip();
        if (shown.isEmpty() || shown.length() > LONGEST_NAME) {
            return;
        }
        if (!handled.remember(tenant, "door", shown, at, at.plus(AGAIN))) {
            return;
        }
        IdentityId id = identity(shown);
        NonHumanIdentity identity = NonHumanIdentity.of(id, PROVIDER, type.isBlank() ? "agent" : type, shown)
                .withAliases(Set.of(new Alias("decision-point", shown)));
        var _ = access.apply(
                tenant, new ObservationBatch(at, false, List.of(new Observation.IdentityObserved(identity))));
        var _ = findings.open(tenant, finding(id, at), Optional.empty());
        alerts.send(List.of(new AlertWork(tenant, id, at.plus(GROUPING), 0)), GROUPING);
    }

    private static Finding finding(IdentityId id, Instant at) {
        return new Finding(
                "at-the-door",
                id,
                FindingType.SHADOW_AI,
                Severity.MEDIUM,
                FindingStatus.OPEN,
                "asked to act, and nobody here knows it",
                List.of(),
                List.of("was denied everything it asked for"),
                List.of("An enforcement point asked for it, and no inventory lists it."),
                "Find out whose it is; approve it, or keep it out.",
                Knowledge.unknown(),
                List.of(),
                at,
                Optional.empty(),
                Optional.empty());
    }
}
