package io.grantkeeper.identity.json;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerClue;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.UseReview;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Campaign;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.ConnectionState;
import io.grantkeeper.identity.store.PartitionState;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.identity.store.Send;
import io.grantkeeper.identity.store.StreamProblem;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.identity.work.SettleCall;
import io.grantkeeper.identity.work.SettleResult;
import io.grantkeeper.identity.work.SyncWork;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The constructors of what is kept and sent, each with its components in their order. Records that are not here are made by
 * reflection, which links classes of its own for each number of components: a function that starts waits for that.
 */
final class Makers {
    private static final Map<Class<?>, Function<Parts, ?>> MAKERS = makers();

    private Makers() {}

    @SuppressWarnings("unchecked") // under its own class
    static <R> Optional<Function<Parts, R>> of(Class<R> type) {
        return Optional.ofNullable((Function<Parts, R>) MAKERS.get(type));
    }

    static Set<Class<?>> types() {
        return MAKERS.keySet();
    }

    private static Map<Class<?>, Function<Parts, ?>> makers() {
        Map<Class<?>, Function<Parts, ?>> makers = new HashMap<>();
        is(
                makers,
                NonHumanIdentity.class,
                p -> new NonHumanIdentity(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9),
                        p.at(10)));
        is(makers, Alias.class, p -> new Alias(p.at(0), p.at(1)));
        is(makers, OwnerClue.class, p -> new OwnerClue(p.at(0), p.at(1), p.at(2)));
        is(
                makers,
                Grant.class,
                p -> new Grant(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9),
                        p.at(10)));
        is(
                makers,
                Credential.class,
                p -> new Credential(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7)));
        is(makers, Person.class, p -> new Person(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6)));
        is(makers, AccessEvent.class, p -> new AccessEvent(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5)));
        is(
                makers,
                UsageHistory.class,
                p -> new UsageHistory(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6)));
        is(
                makers,
                IdentitySummary.class,
                p -> new IdentitySummary(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9),
                        p.at(10), p.at(11), p.at(12), p.at(13), p.at(14), p.at(15), p.at(16), p.at(17)));
        is(makers, OwnerCandidate.class, p -> new OwnerCandidate(p.at(0), p.at(1)));
        is(makers, UseReview.class, p -> new UseReview(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4)));
        is(
                makers,
                Finding.class,
                p -> new Finding(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9),
                        p.at(10), p.at(11), p.at(12), p.at(13), p.at(14)));
        is(
                makers,
                Question.class,
                p -> new Question(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9)));
        is(
                makers,
                Asked.class,
                p -> new Asked(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9)));
        is(
                makers,
                Conclusion.class,
                p -> new Conclusion(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8)));
        is(
                makers,
                Campaign.class,
                p -> new Campaign(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9)));
        is(makers, ConnectionState.class, p -> new ConnectionState(p.at(0), p.at(1), p.at(2), p.at(3)));
        is(
                makers,
                PartitionState.class,
                p -> new PartitionState(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6)));
        is(makers, StreamProblem.class, p -> new StreamProblem(p.at(0), p.at(1)));
        is(makers, SweepRun.class, p -> new SweepRun(p.at(0), p.at(1), p.at(2)));
        is(
                makers,
                Revocation.class,
                p -> new Revocation(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9)));
        is(makers, Revocation.Taken.class, p -> new Revocation.Taken(p.at(0), p.at(1)));
        is(
                makers,
                Send.class,
                p -> new Send(
                        p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8), p.at(9)));
        is(
                makers,
                SyncWork.class,
                p -> new SyncWork(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4), p.at(5), p.at(6), p.at(7), p.at(8)));
        is(makers, Partition.class, p -> new Partition(p.at(0), p.at(1), p.at(2), p.at(3)));
        is(makers, PartitionRef.class, p -> new PartitionRef(p.at(0), p.at(1), p.at(2)));
        is(makers, AlertWork.class, p -> new AlertWork(p.at(0), p.at(1), p.at(2), p.at(3)));
        is(makers, AnswerWork.class, p -> new AnswerWork(p.at(0), p.at(1), p.at(2)));
        is(makers, PlanSweepRequest.class, p -> new PlanSweepRequest(p.at(0), p.at(1), p.at(2), p.at(3), p.at(4)));
        is(makers, SettleCall.class, p -> new SettleCall(p.at(0), p.at(1), p.at(2), p.at(3)));
        is(makers, SettleResult.class, p -> new SettleResult(p.at(0)));
        return makers;
    }

    private static <R> void is(Map<Class<?>, Function<Parts, ?>> makers, Class<R> type, Function<Parts, R> maker) {
        makers.put(type, maker);
    }

    /** The components that were read, each of the type that the constructor takes in its place. */
    static final class Parts {
        private final @Nullable Object[] values;

        Parts(@Nullable Object[] values) {
            this.values = values;
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"
        }) // its shape read a value of that type
        <T> T at(int component) {
            return (T) values[component];
        }

        @Nullable
        Object[] all() {
            return values;
        }
    }
}
