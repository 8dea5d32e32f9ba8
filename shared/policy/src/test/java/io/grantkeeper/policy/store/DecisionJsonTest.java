package io.grantkeeper.policy.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.property.testkit.RecordArbitraries;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The text of a decision")
class DecisionJsonTest {
    private static final Arbitrary<String> TEXTS = Arbitraries.of(
            "", "mail", "a \"quoted\" one", "zeile\nzwei", "日本語", "\u0000\u001f", "💾", "</script>", "\\");
    private static final Arbitrary<Instant> INSTANTS = Combinators.combine(
                    Arbitraries.integers(), Arbitraries.integers().between(0, 999_999_999))
            .as((second, nano) -> Instant.ofEpochSecond(second, nano));

    @Provide
    Arbitrary<RecordedDecision> decisions() {
        return new RecordArbitraries()
                .with(String.class, TEXTS)
                .with(Instant.class, INSTANTS)
                .with(Duration.class, Arbitraries.integers().map(Duration::ofNanos))
                .with(PolicyVersion.class, TEXTS.map(PolicyVersion::ofText))
                .with(AttributeValue.class, values(2))
                .with(
                        IdentityId.class,
                        Arbitraries.integers()
                                .between(0, 98)
                                .map(id -> IdentityId.parse("google-acme/oauth-client/" + id)))
                .with(
                        Timestamp.class,
                        Arbitraries.oneOf(
                                Arbitraries.of(Timestamp.unknown(), Timestamp.never()), INSTANTS.map(Timestamp::at)))
                .withWrapper(KnownOrUnknown.class, DecisionJsonTest::knowledge)
                .of(RecordedDecision.class);
    }

    /**
     * Returns an arbitrary that generates attribute values.
     *
     * @param depth the maximum nesting depth of objects and lists
     */
    private static Arbitrary<AttributeValue> values(int depth) {
        Arbitrary<AttributeValue> scalars = Arbitraries.oneOf(
                TEXTS.map(AttributeValue::of),
                Arbitraries.longs().map(AttributeValue::of),
                Arbitraries.integers()
                        .between(1, 998)
                        .map(whole -> new AttributeValue.DecimalValue(new BigDecimal(whole + ".5"))),
                Arbitraries.of(true, false).map(AttributeValue::of));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<AttributeValue> nested = values(depth - 1);
        return Arbitraries.oneOf(
                scalars,
                Arbitraries.maps(TEXTS, nested).ofMaxSize(3).map(AttributeValue.ObjectValue::new),
                nested.list().ofMaxSize(2).map(AttributeValue.ListValue::new));
    }

    private static Arbitrary<?> knowledge(Arbitrary<?> content) {
        return content.optional()
                .map(value ->
                        value.<KnownOrUnknown<?>>map(KnownOrUnknown::known).orElseGet(KnownOrUnknown::unknown));
    }

    @Property(seed = "20261127", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void writesSameJsonAsJacksonMapper(@ForAll("decisions") RecordedDecision decision) {
        assertThat(DecisionJson.write(decision)).isEqualTo(DecisionJson.mapper().writeValueAsString(decision));
    }

    @Property(seed = "20261127", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void readsWrittenDecisionUnchanged(@ForAll("decisions") RecordedDecision decision) {
        assertThat(DecisionJson.read(DecisionJson.write(decision))).isEqualTo(decision);
    }

    @Test
    void writesSameJsonForAnyMemberOrder() {
        AttributeValue one = AttributeValue.of(1);
        Map<String, AttributeValue> forwards = new HashMap<>();
        Map<String, AttributeValue> backwards = new HashMap<>(64);
        for (int i = 0; i < 20; i++) {
            forwards.put("m" + i, one);
            backwards.put("m" + (19 - i), one);
        }
        assertThat(DecisionWriter.write(decision(forwards))).isEqualTo(DecisionWriter.write(decision(backwards)));
    }

    private static RecordedDecision decision(Map<String, AttributeValue> context) {
        AuthZenEntity agent = new AuthZenEntity("agent", "a1", Map.of());
        return new RecordedDecision(
                "id-1",
                Instant.EPOCH,
                new AccessRequest(agent, "read", Map.of(), agent, context, List.of(), Instant.EPOCH),
                new SubjectFacts.Stranger(),
                new Decision(true, false, List.of(), List.of(), List.of(), PolicyVersion.ofText("")),
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
