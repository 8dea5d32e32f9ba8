package io.grantkeeper.functions.decide;

import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.basis.Certainty;
import io.grantkeeper.identity.basis.StatementBasis;
import io.grantkeeper.identity.basis.StatementSource;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.RateBudgetStore;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.policy.PolicyVersion;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Registers agents that ask for a decision but are not in the inventory. Adds each such agent to the inventory as seen
 * but not trusted, opens a finding, and alerts the security team at most once a day per agent.
 *
 * <p>A caller can invent any number of names. Therefore, the number of agents that are registered individually is
 * limited per call, per caller and day, and per day. All others share one finding per caller and day. The finding
 * states the number of agents in the first call, and is replaced when the day's total passes one of
 * {@link #MILESTONES}.
 */
final class UnknownAgentRegistrar {
    /** The maximum number of agents that one call adds to the inventory. */
    static final int PER_CALL = 10;
    /** The maximum number of agents that a caller adds to the inventory in 24 hours. */
    static final int PER_CALLER_AND_DAY = 50;
    /** The maximum number of agents that all callers together add to the inventory in 24 hours. */
    static final int PER_DAY = 200;

    /**
     * The milestones: the numbers of unknown agents, named by a caller in one day, at which the caller's shared finding
     * is replaced.
     */
    static final List<Integer> MILESTONES = List.of(1_000, 10_000, 100_000, 1_000_000);

    private static final ProviderId PROVIDER = new ProviderId("decision-point");
    private static final Duration AGAIN = Duration.ofDays(1);
    private static final Duration GROUPING = Duration.ofMinutes(1);
    private static final String SCOPE = "door";
    /**
     * The scope of the idempotency keys for shared findings. It differs from the scope for agents' names, because a
     * caller chooses names and could otherwise choose one that equals such a key.
     */
    private static final String GROUP_SCOPE = "door-groups";

    private static final int MAX_NAME = 256;
    /**
     * The maximum number of names per call that are looked up in the table to check whether the agents are already
     * registered.
     */
    private static final int LOOKED_UP = 50;

    private static final int EXAMPLES = 5;
    private static final int EXAMPLE_LENGTH = 40;

    private final Logger log = FunctionLoggers.of(UnknownAgentRegistrar.class);
    private final AccessStore access;
    private final IdempotencyStore handled;
    private final RateBudgetStore budgets;
    private final FindingStore findings;
    private final WorkQueue<AlertWork> alerts;
    private final TenantId tenant;

    UnknownAgentRegistrar(
            AccessStore access,
            IdempotencyStore handled,
            RateBudgetStore budgets,
            FindingStore findings,
            WorkQueue<AlertWork> alerts,
            TenantId tenant) {
        this.access = access;
        this.handled = handled;
        this.budgets = budgets;
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
     * Registers the unknown agents of one call.
     *
     * @param caller the caller's ID
     * @param agents the type of each agent by name, as the caller gives them
     */
    void register(String caller, Map<String, String> agents, Instant at) {
        Map<String, String> unregistered = withoutRegistered(agents, at);
        int granted = grant(caller, Math.min(unregistered.size(), PER_CALL), at);
        List<String> others = new ArrayList<>();
        for (Map.Entry<String, String> agent : unregistered.entrySet()) {
            if (granted > 0 && agent.getKey().length() <= MAX_NAME) {
                granted--;
                register(agent.getValue(), agent.getKey(), at);
            } else {
                others.add(agent.getKey());
            }
        }
        if (!others.isEmpty()) {
            registerTogether(caller, others, at);
        }
    }

    private Map<String, String> withoutRegistered(Map<String, String> agents, Instant at) {
        Map<String, String> rest = new LinkedHashMap<>();
        int lookedUp = 0;
        for (Map.Entry<String, String> agent : agents.entrySet()) {
            boolean lookUp = agent.getKey().length() <= MAX_NAME && lookedUp++ < LOOKED_UP;
            if (!lookUp || !handled.seen(tenant, SCOPE, agent.getKey(), at)) {
                rest.put(agent.getKey(), agent.getValue());
            }
        }
        return rest;
    }

    /**
     * Reserves registrations within the daily limits of the caller and of all callers together. Returns the number of
     * agents that may be registered individually.
     */
    private int grant(String caller, int wanted, Instant at) {
        int ofCaller = wanted == 0 ? 0 : lease("caller/" + digest(caller), PER_CALLER_AND_DAY, wanted, at);
        return ofCaller == 0 ? 0 : lease("all", PER_DAY, ofCaller, at);
    }

    private int lease(String bucket, int capacity, int wanted, Instant at) {
        return budgets.lease(
                        tenant,
                        ConnectionId.DECISION_POINT,
                        new RateBudgetStore.Limit("unknown-agents/" + bucket, capacity, AGAIN),
                        wanted,
                        at)
                .granted();
    }

    private void register(String type, String name, Instant at) {
        IdentityId id = identity(name);
        addToInventory(
                NonHumanIdentity.of(id, PROVIDER, type.isBlank() ? "agent" : type, quoted(name))
                        .withAliases(Set.of(new Alias("decision-point", name))),
                at);
        var _ = findings.open(
                tenant,
                finding(
                        "at-the-door",
                        id,
                        "asked to act, but is not in any provider's inventory",
                        "An enforcement point asked for a decision about this agent, and no connected provider lists the agent.",
                        "Find the agent's owner, then approve the agent or block it.",
                        at),
                Optional.empty());
        alert(id, at);
        // Stored last, so that an interrupted registration is repeated.
        var _ = handled.remember(tenant, SCOPE, name, at, at.plus(AGAIN));
    }

    /** Registers agents under one identity per caller, with one finding for the day and its milestones. */
    private void registerTogether(String caller, List<String> names, Instant at) {
        log.log(Level.WARNING, "{0} unknown agents in one call are reported in one finding", names.size());
        Instant day = at.truncatedTo(ChronoUnit.DAYS);
        String key = "unknown-agents/%s/%s".formatted(digest(caller), day);
        int passed = passedMilestone(caller, names.size(), day, at);
        if (passed == 0 && handled.seen(tenant, GROUP_SCOPE, key, at)) {
            return;
        }
        // Names are stripped, so no agent has a name that starts with a space.
        IdentityId id = identity(" unknown-agents/" + digest(caller));
        addToInventory(NonHumanIdentity.of(id, PROVIDER, "agents", "Unknown agents by caller " + quoted(caller)), at);
        List<String> examples = names.stream()
                .limit(EXAMPLES)
                .map(name -> quoted(shortened(name)))
                .toList();
        var _ = findings.open(
                tenant,
                finding(
                        findingKey(day, passed),
                        id,
                        passed == 0
                                ? "asked to act: %d unknown agents named by caller %s in one call%s"
                                        .formatted(
                                                names.size(),
                                                quoted(caller),
                                                names.size() > 1 ? "" : ", after many others on the same day")
                                : "asked to act: unknown agents, which caller %s named more than %s times on %s (UTC)"
                                        .formatted(
                                                quoted(caller),
                                                String.format(Locale.ENGLISH, "%,d", passed),
                                                day.toString().substring(0, 10)),
                        "Enforcement points asked for decisions about more unknown agents than Grantkeeper registers individually. Some of the agents' names: %s."
                                .formatted(String.join(", ", examples)),
                        "Ask the owner of this caller why the caller sends these names; the decision records contain all names.",
                        at),
                Optional.empty());
        alert(id, at);
        Stream.concat(Stream.of(0), MILESTONES.stream())
                .filter(earlier -> earlier < passed)
                .forEach(earlier -> findings.close(tenant, id, findingKey(day, earlier), at));
        var _ = handled.remember(tenant, GROUP_SCOPE, key, at, at.plus(AGAIN));
        if (passed > 0) {
            var _ = handled.remember(tenant, GROUP_SCOPE, milestoneKey(key, passed), at, at.plus(AGAIN));
        }
    }

    /**
     * Adds to the number of times that a caller has named unknown agents in a day, and returns the largest milestone
     * passed but not yet reported; 0 if there is none. Each milestone has a budget for the amount beyond the previous
     * one, and is passed when the budget is exhausted.
     */
    private int passedMilestone(String caller, int named, Instant day, Instant at) {
        String key = "unknown-agents/%s/%s".formatted(digest(caller), day);
        int passed = 0;
        int before = 0;
        int rest = named;
        for (int milestone : MILESTONES) {
            if (!handled.seen(tenant, GROUP_SCOPE, milestoneKey(key, milestone), at)) {
                int granted =
                        lease("named/%s/%s/%d".formatted(digest(caller), day, milestone), milestone - before, rest, at);
                if (granted == rest) {
                    return passed;
                }
                rest -= granted;
                passed = milestone;
            }
            before = milestone;
        }
        return passed;
    }

    private static String milestoneKey(String key, int milestone) {
        return key + "/" + milestone;
    }

    private static String findingKey(Instant day, int milestone) {
        return milestone == 0 ? "at-the-door/" + day : "at-the-door/%s/%d".formatted(day, milestone);
    }

    private void addToInventory(NonHumanIdentity identity, Instant at) {
        var _ = access.apply(
                tenant,
                new ObservationBatch(
                        at,
                        Optional.of(StatementSource.DECISION_POINT),
                        false,
                        List.of(new AccessObservation.IdentityObserved(identity))));
    }

    private void alert(IdentityId id, Instant at) {
        alerts.send(List.of(new AlertWork(tenant, id, at.plus(GROUPING), 0)), GROUPING);
    }

    private static Finding finding(
            String key, IdentityId id, String headline, String reason, String advice, Instant at) {
        return new Finding(
                key,
                id,
                FindingType.SHADOW_AI,
                Severity.MEDIUM,
                FindingStatus.OPEN,
                headline,
                List.of(),
                List.of("was denied everything that it asked for"),
                List.of(reason),
                advice,
                KnownOrUnknown.unknown(),
                List.of(),
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.of(StatementBasis.of(Certainty.OBSERVED, List.of(StatementSource.ofRequest(at)))));
    }

    /** Returns a name in quotation marks, because a caller chose it. */
    private static String quoted(String name) {
        return "\"" + name.replace('"', '\'') + "\"";
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) > EXAMPLE_LENGTH
                ? name.substring(0, name.offsetByCodePoints(0, EXAMPLE_LENGTH)) + "…"
                : name;
    }

    private static String digest(String caller) {
        return PolicyVersion.ofText(caller).value().substring("sha256:".length(), "sha256:".length() + 32);
    }
}
