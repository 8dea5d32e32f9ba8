package io.grantkeeper.identity.json;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.AlertSend;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.StreamProblem;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.identity.work.SettlementRequest;
import io.grantkeeper.identity.work.SettlementResult;
import io.grantkeeper.identity.work.SyncWork;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The constructors of the records that are stored or sent, with their components in order. All other records are
 * created by reflection, which links extra classes for each number of components and so delays a cold start.
 */
final class ModelConstructors {
    private static final Map<Class<?>, Function<Parts, ?>> MAKERS = constructors();

    private ModelConstructors() {}

    @SuppressWarnings("unchecked") // each constructor is registered under its own class
    static <R> Optional<Function<Parts, R>> of(Class<R> type) {
        return Optional.ofNullable((Function<Parts, R>) MAKERS.get(type));
    }

    static Set<Class<?>> types() {
        return MAKERS.keySet();
    }

    private static Map<Class<?>, Function<Parts, ?>> constructors() {
        Map<Class<?>, Function<Parts, ?>> makers = new HashMap<>();
        register(
                makers,
                NonHumanIdentity.class,
                p -> new NonHumanIdentity(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9),
                        p.at(10)));
        register(makers, Alias.class, p -> new Alias(p.at(0), p.at(1)));
        register(makers, OwnerEvidenceItem.class, p -> new OwnerEvidenceItem(p.at(0), p.at(1), p.at(2)));
        register(
                makers,
                Grant.class,
                p -> new Grant(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9),
                        p.at(10)));
        register(
                makers,
                Credential.class,
                p -> new Credential(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7)));
        register(makers, Person.class, p -> new Person(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6)));
        register(makers, AccessEvent.class, p -> new AccessEvent(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5)));
        register(
                makers,
                UsageHistory.class,
                p -> new UsageHistory(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6)));
        register(
                makers,
                IdentitySummary.class,
                p -> new IdentitySummary(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9),
                        p.at(10), p.at(11), p.at(12), p.at(13), p.at(14), p.at(15), p.at(16), p.at(17)));
        register(makers, OwnerCandidate.class, p -> new OwnerCandidate(p.at(0), p.at(1)));
        register(makers, UsageReview.class, p -> new UsageReview(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4)));
        register(
                makers,
                Finding.class,
                p -> new Finding(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9),
                        p.at(10), p.at(11), p.at(12), p.at(13), p.at(14)));
        register(
                makers,
                OwnerQuestion.class,
                p -> new OwnerQuestion(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9)));
        register(
                makers,
                QuestionRecipient.class,
                p -> new QuestionRecipient(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9)));
        register(
                makers,
                QuestionOutcome.class,
                p -> new QuestionOutcome(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8)));
        register(
                makers,
                ReviewCampaign.class,
                p -> new ReviewCampaign(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9)));
        register(makers, ConnectionStatus.class, p -> new ConnectionStatus(p.at(0), p.at(1), p.at(2), p.at(3)));
        register(
                makers,
                PartitionStatus.class,
                p -> new PartitionStatus(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6)));
        register(makers, StreamProblem.class, p -> new StreamProblem(p.at(0), p.at(1)));
        register(makers, SweepRun.class, p -> new SweepRun(p.at(0), p.at(1), p.at(2)));
        register(
                makers,
                RevocationAttempt.class,
                p -> new RevocationAttempt(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9)));
        register(
                makers,
                RevocationAttempt.RevokedTarget.class,
                p -> new RevocationAttempt.RevokedTarget(p.at(0), p.at(1)));
        register(
                makers,
                AlertSend.class,
                p -> new AlertSend(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9)));
        register(
                makers,
                SyncWork.class,
                p -> new SyncWork(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8)));
        register(makers, Partition.class, p -> new Partition(p.at(0), p.at(1), p.at(2), p.at(3)));
        register(makers, PartitionRef.class, p -> new PartitionRef(p.at(0), p.at(1), p.at(2)));
        register(makers, AlertWork.class, p -> new AlertWork(p.at(0), p.at(1), p.at(2), p.at(3)));
        register(makers, AnswerWork.class, p -> new AnswerWork(p.at(0), p.at(1), p.at(2)));
        register(
                makers, PlanSweepRequest.class, p -> new PlanSweepRequest(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4)));
        register(makers, SettlementRequest.class, p -> new SettlementRequest(p.at(0), p.at(1), p.at(2), p.at(3)));
        register(makers, SettlementResult.class, p -> new SettlementResult(p.at(0)));
        return makers;
    }

    private static <R> void register(
            Map<Class<?>, Function<Parts, ?>> makers, Class<R> type, Function<Parts, R> maker) {
        makers.put(type, maker);
    }

    /** The component values that were read. Each has the type that the constructor expects at its position. */
    static final class Parts {
        private final @Nullable Object[] values;

        Parts(@Nullable Object[] values) {
            this.values = values;
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"
        }) // the component's codec read a value of this type
        <T> T at(int component) {
            return (T) values[component];
        }

        @Nullable
        Object[] all() {
            return values;
        }
    }
}
