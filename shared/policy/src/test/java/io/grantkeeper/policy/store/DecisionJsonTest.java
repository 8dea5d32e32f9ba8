package io.grantkeeper.policy.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.policy.LadderStage;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.PolicyEvaluation;
import io.grantkeeper.policy.decision.SubjectFacts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The text of a decision")
class DecisionJsonTest {
    private static final List<String> TEXTS =
            List.of("", "mail", "a \"quoted\" one", "zeile\nzwei", "日本語", "\u0000\u001f", "💾", "</script>", "\\");

    private final Random random = new Random(20261127);

    private Stream<RecordedDecision> decisions() {
        return IntStream.range(0, 3_000).mapToObj(_ -> decision());
    }

    @Test
    void writesSameJsonAsJacksonMapper() {
        assertThat(decisions())
                .allSatisfy(decision -> assertThat(DecisionJson.write(decision))
                        .isEqualTo(DecisionJson.mapper().writeValueAsString(decision)));
    }

    @Test
    void readsWrittenDecisionUnchanged() {
        assertThat(decisions())
                .allSatisfy(decision -> assertThat(DecisionJson.read(DecisionJson.write(decision)))
                        .isEqualTo(decision));
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

    private RecordedDecision decision() {
        return decision(members(3));
    }

    private RecordedDecision decision(Map<String, AttributeValue> context) {
        boolean fixed = context.containsKey("m19");
        Random choose = fixed ? new Random(1) : random;
        return new RecordedDecision(
                "id-" + choose.nextInt(),
                instant(choose),
                new AccessRequest(
                        new AuthZenEntity("agent", text(choose), fixed ? Map.of() : members(2)),
                        text(choose),
                        fixed ? Map.of() : members(2),
                        new AuthZenEntity("mail", text(choose), fixed ? Map.of() : members(1)),
                        context,
                        texts(choose),
                        instant(choose)),
                subject(choose),
                new Decision(
                        choose.nextBoolean(),
                        choose.nextBoolean(),
                        IntStream.range(0, choose.nextInt(3))
                                .mapToObj(_ -> judgement(choose))
                                .toList(),
                        texts(choose),
                        texts(choose),
                        PolicyVersion.ofText(text(choose))),
                Duration.ofNanos(choose.nextInt()),
                optional(choose),
                optional(choose),
                optional(choose),
                optional(choose));
    }

    private static PolicyEvaluation judgement(Random choose) {
        return new PolicyEvaluation(
                text(choose),
                PolicyVersion.ofText(text(choose)),
                any(choose, LadderStage.values()),
                choose.nextBoolean(),
                any(choose, PolicyEvaluation.Effect.values()),
                text(choose),
                texts(choose));
    }

    private static SubjectFacts subject(Random choose) {
        return switch (choose.nextInt(4)) {
            case 0 -> new SubjectFacts.Stranger();
            case 1 -> new SubjectFacts.NotAnIdentity();
            default ->
                new SubjectFacts.Known(
                        IdentityId.parse("google-acme/oauth-client/" + choose.nextInt(99)),
                        any(choose, IdentityKind.values()),
                        any(choose, AiVerdict.values()),
                        "google",
                        knowledge(choose),
                        knowledge(choose),
                        any(choose, Severity.values()),
                        choose.nextBoolean(),
                        knowledge(choose),
                        choose.nextBoolean(),
                        Set.copyOf(texts(choose)),
                        switch (choose.nextInt(3)) {
                            case 0 -> Timestamp.unknown();
                            case 1 -> Timestamp.never();
                            default -> Timestamp.at(instant(choose));
                        });
        };
    }

    private Map<String, AttributeValue> members(int depth) {
        Map<String, AttributeValue> members = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            members.put(text(random), value(depth));
        }
        return members;
    }

    private AttributeValue value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> AttributeValue.of(text(random));
            case 1 -> AttributeValue.of(random.nextLong());
            case 2 -> new AttributeValue.DecimalValue(new BigDecimal(random.nextInt(1, 999) + ".5"));
            case 3 -> AttributeValue.of(random.nextBoolean());
            case 4 -> new AttributeValue.ObjectValue(members(depth - 1));
            default ->
                new AttributeValue.ListValue(IntStream.range(0, random.nextInt(3))
                        .mapToObj(_ -> value(depth - 1))
                        .toList());
        };
    }

    private static Instant instant(Random choose) {
        return Instant.ofEpochSecond(choose.nextInt(), choose.nextInt(1_000_000_000));
    }

    private static Knowledge<String> knowledge(Random choose) {
        return choose.nextBoolean() ? Knowledge.unknown() : Knowledge.known(text(choose));
    }

    private static Optional<String> optional(Random choose) {
        return choose.nextBoolean() ? Optional.empty() : Optional.of(text(choose));
    }

    private static List<String> texts(Random choose) {
        return IntStream.range(0, choose.nextInt(3))
                .mapToObj(_ -> text(choose))
                .distinct()
                .toList();
    }

    private static String text(Random choose) {
        return any(choose, TEXTS.toArray(String[]::new));
    }

    private static <T> T any(Random choose, T[] values) {
        return values[choose.nextInt(values.length)];
    }
}
