package io.grantkeeper.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConnectionState;
import io.grantkeeper.identity.store.StreamProblem;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.SweepStoreContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DynamoDbSweepStoreTest extends SweepStoreContract {
    private static final SweepRun RUN = new SweepRun("run-1", Samples.minute(3), 2);

    private final DynamoDbTable table = TestTable.open();
    private final SweepStore store = new DynamoDbSweepStore(table);
    private final TenantId tenant = Samples.freshTenant();

    @Override
    protected SweepStore store() {
        return store;
    }

    @Test
    void recordsARunWithoutReadingTheConnectionAgain() {
        store.baselineComplete(tenant, Samples.ACME, Samples.minute(1));
        ConnectionState seen = store.state(tenant, Samples.ACME).connection();
        var before = table.consumed().snapshot();
        store.planned(tenant, seen, RUN);
        var used = table.consumed().snapshot().since(before);
        assertThat(used.readRequests()).isZero();
        assertThat(used.writeRequests()).isEqualTo(1);
        assertThat(store.connection(tenant, Samples.ACME).lastRun()).contains(RUN);
    }

    @Test
    void changesWhatAnEarlierReleaseWroteInItsOwnWay() {
        store.baselineComplete(tenant, Samples.ACME, Samples.minute(1));
        Key key = Keys.connection(tenant, Samples.ACME);
        String body =
                Attributes.text(table.get(key, DynamoDbTable.Freshness.STRONG).orElseThrow(), Attributes.BODY);
        table.update(new Update(key).set(Attributes.BODY, Attributes.text(body.replace("{", "{ "))));
        StreamProblem revoked = new StreamProblem("invalid-token", "the token was revoked");
        store.pause(tenant, Samples.ACME, revoked);
        assertThat(store.connection(tenant, Samples.ACME))
                .isEqualTo(new ConnectionState(
                        Samples.ACME, Optional.of(Samples.minute(1)), Optional.of(revoked), Optional.empty()));
    }
}
