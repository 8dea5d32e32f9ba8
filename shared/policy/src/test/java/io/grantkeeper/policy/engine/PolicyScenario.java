package io.grantkeeper.policy.engine;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.PolicySet;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Policies and requests for tests. */
final class PolicyScenario {
    /** A Tuesday at 10:00 in Berlin. */
    static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    private PolicyScenario() {}

    static IndexedDecisionEngine engine(String... documents) {
        return IndexedDecisionEngine.of(PolicySet.read(Arrays.stream(documents)
                        .map(text -> new PolicySet.Source("test.yaml", text))
                        .toList())
                .orThrow());
    }

    /**
     * Returns the text of a policy document.
     *
     * @param lines the lines of the document after the name and the intent
     */
    static String policy(String name, String... lines) {
        return "policy: " + name + "\nintent: For a test.\n" + String.join("\n", lines) + "\n";
    }

    static SubjectFacts.Known agent() {
        return new SubjectFacts.Known(
                new IdentityId(new ConnectionId("google-acme"), IdentityKind.AI_AGENT, "1"),
                IdentityKind.AI_AGENT,
                AiVerdict.YES,
                "google",
                KnownOrUnknown.known("otter"),
                KnownOrUnknown.known("Otter.ai"),
                Severity.MEDIUM,
                true,
                KnownOrUnknown.known("Sales"),
                false,
                Set.of("note-taker"),
                Timestamp.at(NOW.minusSeconds(86_400)));
    }

    /** Returns an agent like {@link #agent()}, except that every fact that can be unknown is unknown. */
    static SubjectFacts.Known agentWithUnknownFacts() {
        SubjectFacts.Known agent = agent();
        return new SubjectFacts.Known(
                agent.id(),
                agent.kind(),
                AiVerdict.UNKNOWN,
                agent.provider(),
                KnownOrUnknown.unknown(),
                KnownOrUnknown.unknown(),
                Severity.UNKNOWN,
                true,
                KnownOrUnknown.unknown(),
                false,
                Set.of(),
                Timestamp.unknown());
    }

    static AccessRequest request(String action, String resource) {
        return request(action, resource, Map.of());
    }

    static AccessRequest request(String action, String resource, Map<String, AttributeValue> context) {
        return new AccessRequest(
                AuthZenEntity.of("agent", "1"),
                action,
                Map.of(),
                AuthZenEntity.of(resource, "r"),
                context,
                List.of(),
                NOW);
    }

    static Decision decide(IndexedDecisionEngine engine, String action, String resource) {
        return engine.decide(request(action, resource), agent(), false);
    }
}
