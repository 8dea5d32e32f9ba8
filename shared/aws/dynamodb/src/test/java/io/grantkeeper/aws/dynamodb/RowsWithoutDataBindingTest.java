package io.grantkeeper.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.PushSubscriptionStore.ActiveSubscription;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.AnswerExecutionRequest;
import io.grantkeeper.identity.work.AnswerExecutionResult;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.policy.enforcement.EnforcementCursor;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.policy.ladder.PromotionProposal;
import io.grantkeeper.policy.store.DecisionBatch;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.property.testkit.RecordArbitraries;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tests that rows and messages are written and read without data binding, where possible, with the same results as with
 * data binding.
 */
class RowsWithoutDataBindingTest {
    private static final JsonMapper DATA_BINDING = ModelJson.mapper();
    private static final RecordArbitraries ANY = ModelArbitraries.standard();
    private static final Class<?>[] TYPES = {
        NonHumanIdentity.class,
        Grant.class,
        Credential.class,
        Person.class,
        AccessEvent.class,
        UsageHistory.class,
        IdentitySummary.class,
        Finding.class,
        RevocationAttempt.class,
        OwnerQuestion.class,
        ReviewCampaign.class,
        AlertDelivery.class,
        ConnectionStatus.class,
        PartitionStatus.class,
        ActiveSubscription.class,
        SyncWork.class,
        AlertWork.class,
        AnswerWork.class,
        PlanSweepRequest.class,
        AnswerExecutionRequest.class,
        AnswerExecutionResult.class,
        StoredPolicy.class,
        PromotionProposal.class,
        PolicyViolation.class,
        EnforcementSwitch.class,
        EnforcementCursor.class,
        DecisionBatch.class,
        SignalStream.class,
        PendingSignal.class
    };

    /** Ways to change JSON so that it is invalid or unusual. */
    enum Change {
        NONE,
        REMOVED,
        NULL,
        TEXT,
        NUMBER,
        ARRAY,
        OBJECT,
        /** Another object follows the object. */
        SECOND_VALUE
    }

    /**
     * A record and a change to its JSON.
     *
     * @param member the index of the changed member, modulo the number of members
     */
    record Row(Object value, Change change, int member) {}

    @Provide
    Arbitrary<Row> rows() {
        return Arbitraries.of(TYPES)
                .flatMap(type -> Combinators.combine(
                                ANY.of(type),
                                Arbitraries.of(Change.class),
                                Arbitraries.integers().between(0, 19))
                        .as(Row::new));
    }

    @Property(seed = "20261127", tries = 8_700, edgeCases = EdgeCasesMode.NONE)
    void writesAndReadsSameJsonAsDataBinding(@ForAll("rows") Row row) {
        Statistics.collect(row.value().getClass().getSimpleName());
        Class<?> type = row.value().getClass();
        String json = DATA_BINDING.writeValueAsString(row.value());
        assertThat(ModelJson.write(row.value())).isEqualTo(json);
        assertSameReading(json, type);
        assertSameReading(changed((ObjectNode) DATA_BINDING.readTree(json), row), type);
        Statistics.coverage(types -> {
            for (Class<?> each : TYPES) {
                types.check(each.getSimpleName()).count(count -> count >= 100);
            }
        });
    }

    private static void assertSameReading(String json, Class<?> type) {
        assertThat(outcome(() -> ModelJson.read(json, type)))
                .as(json)
                .isEqualTo(outcome(() -> DATA_BINDING.readValue(json, type)));
    }

    /** Rotates and changes the members, and adds an unknown member. */
    private static String changed(ObjectNode object, Row row) {
        List<String> names = new ArrayList<>(object.propertyNames());
        Collections.rotate(names, row.member());
        ObjectNode changed = DATA_BINDING.createObjectNode();
        changed.putObject("not known").putArray("here").add(1);
        names.forEach(name -> changed.set(name, object.get(name)));
        String name = names.getFirst();
        switch (row.change()) {
            case NONE, SECOND_VALUE -> {}
            case REMOVED -> changed.remove(name);
            case NULL -> changed.putNull(name);
            case TEXT -> changed.put(name, "another text");
            case NUMBER -> changed.put(name, 1.5);
            case ARRAY -> changed.putArray(name).addNull();
            case OBJECT -> changed.putObject(name).put("x", true);
        }
        return row.change() == Change.SECOND_VALUE ? changed + " {}" : changed.toString();
    }

    private static Object outcome(java.util.function.Supplier<?> reading) {
        try {
            return java.util.Optional.ofNullable(reading.get());
        } catch (RuntimeException e) {
            return e.getClass() + ": " + e.getMessage();
        }
    }
}
