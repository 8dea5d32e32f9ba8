package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.DecisionSamples.decision;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.policy.store.DecisionBatch;
import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.policy.store.DecisionBatchStore.PendingDecision;
import io.grantkeeper.policy.store.DecisionJson;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.RecordedDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link DecisionLog} and {@link DecisionBatchStore} must pass. */
@DisplayName("A decision log")
public abstract class DecisionLogContract {
    private final TenantId tenant = freshTenant();

    protected abstract DecisionLog log();

    protected abstract DecisionBatchStore batches();

    private List<String> idsBetween(Instant from, Instant until) {
        return StorePage.readAll(next -> log().between(tenant, from, until, 2, next)).stream()
                .map(RecordedDecision::id)
                .toList();
    }

    private static DecisionBatch batch(String id, String... decisions) {
        return new DecisionBatch(id, List.of(decisions), List.of(), "root-" + id, "sha256:0", minute(9));
    }

    @Test
    void returnsStoredDecisionWithIdenticalText() {
        RecordedDecision made = decision("one", 0);
        log().record(tenant, List.of(made));
        assertThat(log().decision(tenant, "one")).contains(made);
        assertThat(log().document(tenant, "one")).contains(DecisionJson.write(made));
        assertThat(log().document(freshTenant(), "one")).isEmpty();
    }

    @Test
    void keepsDecisionSealedIfItIsRecordedAgain() {
        RecordedDecision made = decision("one", 0);
        log().record(tenant, List.of(made));
        batches().finish(tenant, batch("b", "one"));
        log().record(tenant, List.of(made, decision("two", 1)));
        assertThat(batches().pending(tenant, 9)).extracting(PendingDecision::id).containsExactly("two");
        assertThat(idsBetween(minute(0), minute(9))).containsExactly("one", "two");
    }

    @Test
    void storesManyNewDecisionsCompletely() {
        List<RecordedDecision> made =
                IntStream.range(0, 60).mapToObj(i -> decision("d" + i, i)).toList();
        log().recordNew(tenant, made);
        log().record(tenant, made);
        assertThat(idsBetween(minute(0), minute(60)))
                .containsExactlyElementsOf(
                        made.stream().map(RecordedDecision::id).toList());
        assertThat(batches().pending(tenant, 100)).hasSize(60);
    }

    @Test
    void listsDecisionsOfPeriodAcrossDaysOldestFirst() {
        int day = (int) Duration.ofDays(1).toMinutes();
        for (int i : new int[] {2 * day, 1, day, 0, 3 * day}) {
            log().record(tenant, List.of(decision("at" + i, i)));
        }
        assertThat(idsBetween(minute(0), minute(3 * day))).containsExactly("at0", "at1", "at" + day, "at" + 2 * day);
        assertThat(idsBetween(minute(1), minute(day))).containsExactly("at1");
        assertThat(idsBetween(minute(5), minute(5))).isEmpty();
    }

    @Test
    void listsLatestDecisionsOfPeriodAcrossDaysNewestFirst() {
        int day = (int) Duration.ofDays(1).toMinutes();
        for (int i : new int[] {2 * day, 1, day, 0, 3 * day}) {
            log().record(tenant, List.of(decision("at" + i, i)));
        }
        assertThat(latestIds(minute(0), minute(3 * day))).containsExactly("at" + 2 * day, "at" + day, "at1", "at0");
        assertThat(latestIds(minute(1), minute(day))).containsExactly("at1");
        assertThat(latestIds(minute(5), minute(5))).isEmpty();
    }

    @Test
    void rejectsCursorOfAnotherList() {
        assertThatThrownBy(() -> log().latest(tenant, minute(0), minute(9), 2, Optional.of("not a cursor")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> latestIds(Instant from, Instant until) {
        return StorePage.readAll(next -> log().latest(tenant, from, until, 2, next)).stream()
                .map(RecordedDecision::id)
                .toList();
    }

    @Test
    void assignsEachDecisionToOneBatch() {
        log().record(tenant, List.of(decision("one", 0), decision("two", 1), decision("three", 2)));
        assertThat(batches().pending(tenant, 2)).extracting(PendingDecision::id).containsExactly("one", "two");
        DecisionBatch first = batch("b1", "one", "two");
        batches().begin(tenant, first);
        assertThat(batches().open(tenant)).contains(first);
        batches().finish(tenant, first);
        batches().finish(tenant, first);
        assertThat(batches().open(tenant)).isEmpty();
        assertThat(batches().pending(tenant, 9)).extracting(PendingDecision::id).containsExactly("three");
        assertThat(batches().batchOf(tenant, "two")).contains(first);
        assertThat(batches().batchOf(tenant, "three")).isEmpty();
    }

    @Test
    void rejectsSecondOpenBatch() {
        DecisionBatch first = batch("b1", "one");
        batches().begin(tenant, first);
        batches().begin(tenant, first);
        assertThatThrownBy(() -> batches().begin(tenant, batch("b2", "two")))
                .isInstanceOf(ConcurrentWriteException.class);
        assertThat(batches().open(tenant)).contains(first);
    }

    @Test
    void rejectsBatchWithAlreadySealedDecision() {
        log().record(tenant, List.of(decision("one", 0), decision("two", 1)));
        DecisionBatch first = batch("b1", "one");
        batches().finish(tenant, first);
        assertThatThrownBy(() -> batches().begin(tenant, batch("b2", "one", "two")))
                .isInstanceOf(ConcurrentWriteException.class);
        assertThat(batches().open(tenant)).isEmpty();
        batches().begin(tenant, first);
        assertThat(batches().open(tenant))
                .as("a decision's own batch is not a conflict")
                .contains(first);
    }
}
