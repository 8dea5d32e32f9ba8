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
import io.grantkeeper.identity.question.Campaign;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.ConnectionState;
import io.grantkeeper.identity.store.PartitionState;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.identity.store.Send;
import io.grantkeeper.identity.store.SubscriptionStore.StandingSubscription;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.identity.work.SettleCall;
import io.grantkeeper.identity.work.SettleResult;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.policy.enforcement.Breach;
import io.grantkeeper.policy.enforcement.EnforcementBookmark;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.policy.ladder.Promotion;
import io.grantkeeper.policy.store.DecisionBatch;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.signals.stream.EventStream;
import io.grantkeeper.signals.stream.PendingSignal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rows and messages are read and written without data binding where that can be; nobody can tell from what comes out. */
@DisplayName("What is kept and sent")
class RowsWithoutDataBindingTest {
    private static final JsonMapper DATA_BINDING = ModelJson.mapper();
    private static final int EACH = 300;

    private final Random random = new Random(20_261_127);
    private final AnyRecord any = new AnyRecord(random);

    @ParameterizedTest
    @ValueSource(
            classes = {
                NonHumanIdentity.class,
                Grant.class,
                Credential.class,
                Person.class,
                AccessEvent.class,
                UsageHistory.class,
                IdentitySummary.class,
                Finding.class,
                Revocation.class,
                Question.class,
                Campaign.class,
                Send.class,
                ConnectionState.class,
                PartitionState.class,
                StandingSubscription.class,
                SyncWork.class,
                AlertWork.class,
                AnswerWork.class,
                PlanSweepRequest.class,
                SettleCall.class,
                SettleResult.class,
                StoredPolicy.class,
                Promotion.class,
                Breach.class,
                EnforcementSwitch.class,
                EnforcementBookmark.class,
                DecisionBatch.class,
                EventStream.class,
                PendingSignal.class
            })
    void isWrittenAndReadAsDataBindingDoesIt(Class<?> type) {
        for (int i = 0; i < EACH; i++) {
            Object value = any.of(type);
            String json = DATA_BINDING.writeValueAsString(value);
            assertThat(ModelJson.write(value)).isEqualTo(json);
            assertThat(outcome(() -> ModelJson.read(json, type)))
                    .isEqualTo(outcome(() -> DATA_BINDING.readValue(json, type)));
            String spoiled = spoil((ObjectNode) DATA_BINDING.readTree(json));
            assertThat(outcome(() -> ModelJson.read(spoiled, type)))
                    .as(spoiled)
                    .isEqualTo(outcome(() -> DATA_BINDING.readValue(spoiled, type)));
        }
    }

    /** Members in another order, one that is not known, one too few, one of another sort; or a text that goes on. */
    private String spoil(ObjectNode object) {
        List<String> names = new ArrayList<>(object.propertyNames());
        Collections.shuffle(names, random);
        ObjectNode spoiled = DATA_BINDING.createObjectNode();
        spoiled.putObject("not known").putArray("here").add(1);
        names.forEach(name -> spoiled.set(name, object.get(name)));
        String victim = names.getFirst();
        switch (random.nextInt(7)) {
            case 0 -> spoiled.remove(victim);
            case 1 -> spoiled.putNull(victim);
            case 2 -> spoiled.put(victim, "another text");
            case 3 -> spoiled.put(victim, 1.5);
            case 4 -> spoiled.putArray(victim).addNull();
            case 5 -> spoiled.putObject(victim).put("x", true);
            default -> {
                JsonNode same = object.get(victim);
                spoiled.set(victim, same);
            }
        }
        return random.nextInt(20) == 0 ? spoiled + " {}" : spoiled.toString();
    }

    private static Object outcome(java.util.function.Supplier<?> reading) {
        try {
            return java.util.Optional.ofNullable(reading.get());
        } catch (RuntimeException e) {
            return e.getClass() + ": " + e.getMessage();
        }
    }
}
