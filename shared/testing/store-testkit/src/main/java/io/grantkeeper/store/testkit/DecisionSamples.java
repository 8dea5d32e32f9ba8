package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.minute;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.PolicyEvaluation;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.store.RecordedDecision;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sample decisions for tests. */
public final class DecisionSamples {
    private DecisionSamples() {}

    /**
     * Returns a sample decision in which every field is set.
     *
     * @param minute the minute of the test day in which the decision was made
     */
    public static RecordedDecision decision(String id, int minute) {
        return decision(id, minute, PolicyVersion.ofText("set"));
    }

    /**
     * Returns a sample decision in which every field is set.
     *
     * @param minute the minute of the test day in which the decision was made
     * @param version the version of the policies that were evaluated
     */
    public static RecordedDecision decision(String id, int minute, PolicyVersion version) {
        Map<String, AttributeValue> properties = Map.of(
                "count", AttributeValue.of(3),
                "share", new AttributeValue.DecimalValue(new BigDecimal("0.25")),
                "draft", AttributeValue.of(true),
                "to", new AttributeValue.ListValue(List.of(AttributeValue.of("a"), AttributeValue.of("b"))),
                "size", new AttributeValue.ObjectValue(Map.of("kb", AttributeValue.of(12))));
        return new RecordedDecision(
                id,
                minute(minute),
                new AccessRequest(
                        AuthZenEntity.of("agent", "notes"),
                        "send",
                        properties,
                        AuthZenEntity.of("mail", "inbox"),
                        Map.of("ip", AttributeValue.of("192.0.2.7")),
                        List.of("dana", "notes"),
                        minute(minute)),
                new SubjectFacts.Known(
                        ModelSamples.appId("notes"),
                        IdentityKind.OAUTH_CLIENT,
                        AiVerdict.YES,
                        "google",
                        KnownOrUnknown.known("notes"),
                        KnownOrUnknown.unknown(),
                        Severity.HIGH,
                        true,
                        KnownOrUnknown.known("Sales"),
                        false,
                        Set.of("pilot", "notes"),
                        Timestamp.at(minute(0))),
                new Decision(
                        false,
                        true,
                        List.of(new PolicyEvaluation(
                                "mail-needs-approval",
                                version,
                                PolicyStage.ENFORCEMENT,
                                false,
                                PolicyEvaluation.Effect.ASK,
                                "sending mail needs approval",
                                List.of("log"))),
                        List.of("sending mail needs approval"),
                        List.of("log"),
                        version),
                Duration.ofNanos(81_000),
                Optional.of("req-" + id),
                Optional.empty(),
                Optional.empty(),
                Optional.of("sha256:binding-of-" + id));
    }
}
