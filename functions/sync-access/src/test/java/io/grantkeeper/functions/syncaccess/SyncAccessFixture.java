package io.grantkeeper.functions.syncaccess;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.testkit.FunctionTestbed;
import io.grantkeeper.functions.testkit.ScriptedStream;
import io.grantkeeper.functions.testkit.SqsTestEvents;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** {@code sync-access} with in-memory ports and one listing of grants. */
final class SyncAccessFixture {
    static final PersonId DANA = ModelSamples.DANA;
    static final PersonId ERIN = ModelSamples.ERIN;

    final FunctionTestbed bench = new FunctionTestbed();
    final ScriptedStream tokens = bench.connector.listing("tokens", 2);
    final PartitionRef ref = new PartitionRef(ModelSamples.ACME, tokens.id(), "p");
    private Function<SQSEvent, SQSBatchResponse> function = start();

    private Function<SQSEvent, SQSBatchResponse> start() {
        var module = new SyncAccessConfiguration();
        return FunctionApplicationContext.start(List.of(module), bench).function(module);
    }

    /** Simulates the start of a new process. */
    void restart() {
        function = start();
    }

    SQSBatchResponse deliver(Object... works) {
        return function.apply(SqsTestEvents.of(works));
    }

    SQSBatchResponse deliverRaw(String... bodies) {
        return function.apply(SqsTestEvents.raw(bodies));
    }

    /**
     * Delivers the messages in the queue until it is empty. Advances the clock to the time at which each delayed
     * message
     * becomes available.
     */
    void drain() {
        for (int rounds = 0; bench.queue.size() > 0; rounds++) {
            if (rounds > 2_000) {
                throw new AssertionError("the queue never empties: " + bench.queue.pending());
            }
            List<SyncWork> visible = bench.queue.receive(1);
            if (visible.isEmpty()) {
                bench.clock.advance(Duration.ofSeconds(20));
            }
            visible.forEach(this::deliver);
        }
    }

    SyncWork sweep(String run) {
        return work(Partition.of(tokens.id(), "p", Map.of()), Optional.of(run), false);
    }

    SyncWork reread(PersonId person) {
        return work(
                Partition.of(tokens.id(), "p", Map.of()).onlySegment(person.externalId(), Map.of()),
                Optional.empty(),
                false);
    }

    SyncWork work(Partition partition, Optional<String> run, boolean baseline) {
        return new SyncWork(
                FunctionTestbed.TENANT,
                ModelSamples.ACME,
                partition,
                run,
                Optional.empty(),
                baseline,
                0,
                bench.clock.instant(),
                "test");
    }

    Optional<PartitionStatus> state() {
        return bench.sweeps.partition(FunctionTestbed.TENANT, ref);
    }

    /** Returns the grants that were not removed, each in the form "app/grant: scopes". */
    SortedSet<String> grants() {
        SortedSet<String> live = new TreeSet<>();
        for (String app : List.of("a", "b", "c", "d", "e")) {
            bench
                    .access
                    .identityRecord(FunctionTestbed.TENANT, ModelSamples.appId(app))
                    .map(IdentityRecord::grants)
                    .orElse(List.of())
                    .stream()
                    .filter(StoredRecord::isLive)
                    .forEach(grant -> live.add(app + "/" + grant.content().key() + ": "
                            + String.join(" ", grant.content().scopes())));
        }
        return live;
    }
}
