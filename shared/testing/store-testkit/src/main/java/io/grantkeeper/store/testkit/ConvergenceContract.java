package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.ACME;
import static io.grantkeeper.store.testkit.ModelSamples.app;
import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.grant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that every {@link AccessStore} eventually contains the latest observation of each row, even if batches arrive
 * out of order, repeatedly or concurrently. The random seed makes failures reproducible.
 */
@DisplayName("An access store with concurrent writers")
public abstract class ConvergenceContract {
    private static final int APPS = 6;
    private static final int PEOPLE = 8;
    private static final int BATCHES = 40;
    private static final int LATEST_MINUTE = 30;
    private static final int WRITERS = 8;

    private final TenantId tenant = freshTenant();

    protected abstract AccessStore store();

    private record Seen(Grant grant, Instant at, long hash) {
        boolean isAfter(Seen other) {
            return at.isAfter(other.at) || (at.equals(other.at) && hash > other.hash);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_124, 77_777_777})
    void storesLatestObservationOfEachRowAfterConcurrentWrites(long seed) throws Exception {
        Random random = new Random(seed);
        Map<RowKey, Seen> latest = new HashMap<>();
        Map<RowKey, Instant> removed = new HashMap<>();
        ObservationBatch everything = everything();
        everything.observations().forEach(row -> remember(latest, row, everything.observedAt()));
        store().apply(tenant, everything);

        List<Callable<Object>> work = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            ObservationBatch batch = randomBatch(random);
            batch.observations().forEach(row -> remember(latest, row, batch.observedAt()));
            Callable<Object> apply = () -> store().apply(tenant, batch);
            work.addAll(Collections.nCopies(1 + random.nextInt(3), apply));
        }
        latest.keySet().stream().sorted().filter(_ -> random.nextInt(4) == 0).forEach(key -> {
            Instant at = minute(random.nextInt(LATEST_MINUTE + 5));
            removed.put(key, at);
            work.add(() -> store().remove(tenant, List.of(key), at));
        });
        Collections.shuffle(work, random);
        runAll(work);

        latest.forEach((key, seen) -> {
            boolean gone = removed.containsKey(key) && !seen.at().isAfter(removed.get(key));
            StoredRecord<Grant> stored = stored(key);
            assertThat(stored.removedAt().isPresent()).as("%s is gone", key).isEqualTo(gone);
            if (!gone) {
                assertThat(stored.content()).as("%s", key).isEqualTo(seen.grant());
                assertThat(stored.observedAt()).as("%s", key).isEqualTo(seen.at());
            }
        });
    }

    private static ObservationBatch everything() {
        List<AccessObservation> rows = new ArrayList<>();
        for (int app = 0; app < APPS; app++) {
            for (int person = 0; person < PEOPLE; person++) {
                rows.add(row(app, person, "start"));
            }
        }
        return new ObservationBatch(minute(0).minusSeconds(1), true, rows);
    }

    private static ObservationBatch randomBatch(Random random) {
        int fullApp = random.nextInt(APPS);
        List<AccessObservation> rows = new ArrayList<>();
        Map<RowKey, AccessObservation> byKey = new HashMap<>();
        Stream.generate(() -> row(
                        random.nextBoolean() ? fullApp : random.nextInt(APPS),
                        random.nextInt(PEOPLE),
                        "scope-" + random.nextInt(5)))
                .limit(1 + random.nextInt(20))
                .forEach(row -> byKey.put(row.key(), row));
        rows.addAll(byKey.values());
        return new ObservationBatch(minute(random.nextInt(LATEST_MINUTE)), false, rows);
    }

    private static AccessObservation row(int app, int person, String scope) {
        return new AccessObservation.GrantObserved(app("app-" + app), grant(new PersonId(ACME, "p" + person), scope));
    }

    private static void remember(Map<RowKey, Seen> latest, AccessObservation observation, Instant at) {
        Grant grant = ((AccessObservation.GrantObserved) observation).grant();
        Seen seen = new Seen(grant, at, ModelJson.hash(ModelJson.write(grant)));
        latest.merge(observation.key(), seen, (old, fresh) -> fresh.isAfter(old) ? fresh : old);
    }

    private static void runAll(List<Callable<Object>> work) throws Exception {
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (Future<Object> done : writers.invokeAll(work)) {
                done.get();
            }
        }
    }

    private StoredRecord<Grant> stored(RowKey key) {
        String app = key.owner().substring(key.owner().lastIndexOf('/') + 1);
        return store().identityRecord(tenant, appId(app)).orElseThrow().grants().stream()
                .filter(grant -> grant.content().key().equals(key.part()))
                .findFirst()
                .orElseThrow();
    }
}
