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
import io.grantkeeper.identity.store.AlertSend;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.SubscriptionStore.ActiveSubscription;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.identity.work.SettlementRequest;
import io.grantkeeper.identity.work.SettlementResult;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.policy.enforcement.EnforcementCursor;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.policy.ladder.PromotionProposal;
import io.grantkeeper.policy.store.DecisionBatch;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStream;
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

/**
 * Tests that rows and messages that are written and read without data binding, where possible, equal those that data
 * binding writes and reads.
 */
@DisplayName("JSON that is stored or sent")
class RowsWithoutDataBindingTest {
    private static final JsonMapper DATA_BINDING = ModelJson.mapper();
    private static final int EACH = 300;

    private final Random random = new Random(20_261_127);
    private final RandomRecords any = new RandomRecords(random);

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
                RevocationAttempt.class,
                OwnerQuestion.class,
                ReviewCampaign.class,
                AlertSend.class,
                ConnectionStatus.class,
                PartitionStatus.class,
                ActiveSubscription.class,
                SyncWork.class,
                AlertWork.class,
                AnswerWork.class,
                PlanSweepRequest.class,
                SettlementRequest.class,
                SettlementResult.class,
                StoredPolicy.class,
                PromotionProposal.class,
                PolicyViolation.class,
                EnforcementSwitch.class,
                EnforcementCursor.class,
                DecisionBatch.class,
                SignalStream.class,
                PendingSignal.class
            })
    void writesAndReadsSameJsonAsDataBinding(Class<?> type) {
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

    /**
     * Makes JSON invalid or unusual: reorders the members, adds an unknown member, removes a member, changes the type
     * of a member, or appends to the text.
     */
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
