package io.grantkeeper.functions.syncaccess;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.functions.runtime.Functions;
import io.grantkeeper.functions.testkit.Bench;
import io.grantkeeper.functions.testkit.Messages;
import io.grantkeeper.functions.testkit.ScriptedStream;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.PartitionState;
import io.grantkeeper.identity.store.Stored;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.store.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** {@code sync-access} on the bench, with one listing of grants. */
final class SyncAccessFixture {
    static final PersonId DANA = Samples.DANA;
    static final PersonId ERIN = Samples.ERIN;

    final Bench bench = new Bench();
    final ScriptedStream tokens = bench.connector.listing("tokens", 2);
    final PartitionRef ref = new PartitionRef(Samples.ACME, tokens.id(), "p");
    private Function<SQSEvent, SQSBatchResponse> function = start();

    private Function<SQSEvent, SQSBatchResponse> start() {
        var module = new SyncAccessConfiguration();
        return Functions.start(List.of(module), bench).function(module);
    }

    /** A new process. */
    void restart() {
        function = start();
    }

    SQSBatchResponse deliver(Object... works) {
        return function.apply(Messages.of(works));
    }

    SQSBatchResponse deliverRaw(String... bodies) {
        return function.apply(Messages.raw(bodies));
    }

    /** Delivers what is on the queue, moving the clock on to what is hidden, until nothing is left. */
    void drain() {
        for (int rounds = 0; bench.queue.size() > 0; rounds++) {
            if (rounds > 500) {
                throw new AssertionError("the queue never empties: " + bench.queue.pending());
            }
            List<SyncWork> visible = bench.queue.receive(1);
            if (visible.isEmpty()) {
                bench.clock.step(java.time.Duration.ofSeconds(1));
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
                Bench.TENANT,
                Samples.ACME,
                partition,
                run,
                Optional.empty(),
                baseline,
                0,
                bench.clock.instant(),
                "test");
    }

    Optional<PartitionState> state() {
        return bench.sweeps.partition(Bench.TENANT, ref);
    }

    /** Live grants as "app/grant: scopes". */
    SortedSet<String> grants() {
        SortedSet<String> live = new TreeSet<>();
        for (String app : List.of("a", "b", "c", "d", "e")) {
            bench
                    .access
                    .dossier(Bench.TENANT, Samples.appId(app))
                    .map(IdentityDossier::grants)
                    .orElse(List.of())
                    .stream()
                    .filter(Stored::isLive)
                    .forEach(grant -> live.add(app + "/" + grant.content().key() + ": "
                            + String.join(" ", grant.content().scopes())));
        }
        return live;
    }
}
