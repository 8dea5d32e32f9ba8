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
 * Registers agents that ask for a decision but are not in the inventory. Adds each such agent to the inventory as seen
 * but not trusted, opens a finding, and alerts the security team at most once a day per agent.
 */
final class UnknownAgentRegistrar {
    private static final ProviderId PROVIDER = new ProviderId("decision-point");
    private static final Duration AGAIN = Duration.ofDays(1);
    private static final Duration GROUPING = Duration.ofMinutes(1);
    private static final int MAX_NAME = 256;

    private final AccessStore access;
    private final IdempotencyStore handled;
    private final FindingStore findings;
    private final WorkQueue<AlertWork> alerts;
    private final TenantId tenant;

    UnknownAgentRegistrar(
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

    static boolean isUnknownAgent(IdentityId id) {
        return id.connection().equals(ConnectionId.DECISION_POINT);
    }

    static IdentityId identity(String name) {
        return new IdentityId(ConnectionId.DECISION_POINT, IdentityKind.AI_AGENT, name);
    }

    /**
     * Registers an unknown agent.
     *
     * @param type the type that the caller gives, for example {@code agent}
     * @param name the name that the caller gives; the method ignores empty names and names of more than 256 characters
     */
    void register(String type, String name, Instant at) {
        String shown = name.strip();
        if (shown.isEmpty() || shown.length() > MAX_NAME) {
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
                "asked to act, but is not in any provider's inventory",
                List.of(),
                List.of("was denied everything that it asked for"),
                List.of(
                        "An enforcement point asked for a decision about this agent, and no connected provider lists the agent."),
                "Find the agent's owner, then approve the agent or block it.",
                Knowledge.unknown(),
                List.of(),
                at,
                Optional.empty(),
                Optional.empty());
    }
}
