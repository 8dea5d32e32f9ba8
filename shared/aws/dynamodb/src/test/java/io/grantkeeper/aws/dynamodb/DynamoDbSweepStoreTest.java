package io.grantkeeper.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.SweepStoreContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DynamoDbSweepStoreTest extends SweepStoreContract {
    private static final SweepRun RUN = new SweepRun("run-1", ModelSamples.minute(3), 2);

    private final DynamoDbTable table = TestTable.open();
    private final SweepStore store = new DynamoDbSweepStore(table);
    private final TenantId tenant = ModelSamples.freshTenant();

    @Override
    protected SweepStore store() {
        return store;
    }

    @Test
    void recordsPlannedRunWithoutReadingConnectionAgain() {
        store.recordBaseline(tenant, ModelSamples.ACME, ModelSamples.minute(1));
        ConnectionStatus seen = store.state(tenant, ModelSamples.ACME).connection();
        var before = table.consumed().snapshot();
        store.recordPlanned(tenant, seen, RUN);
        var used = table.consumed().snapshot().since(before);
        assertThat(used.readRequests()).isZero();
        assertThat(used.writeRequests()).isEqualTo(1);
        assertThat(store.connection(tenant, ModelSamples.ACME).lastRun()).contains(RUN);
    }

    @Test
    void updatesStateWrittenByEarlierRelease() {
        store.recordBaseline(tenant, ModelSamples.ACME, ModelSamples.minute(1));
        PrimaryKey key = TableKeys.connection(tenant, ModelSamples.ACME);
        String body = TableAttributes.text(
                table.get(key, DynamoDbTable.Freshness.STRONG).orElseThrow(), TableAttributes.BODY);
        table.update(
                new ConditionalUpdate(key).set(TableAttributes.BODY, TableAttributes.text(body.replace("{", "{ "))));
        StaleStreamReason revoked = new StaleStreamReason("invalid-token", "the token was revoked");
        store.pause(tenant, ModelSamples.ACME, revoked);
        assertThat(store.connection(tenant, ModelSamples.ACME))
                .isEqualTo(new ConnectionStatus(
                        ModelSamples.ACME,
                        Optional.of(ModelSamples.minute(1)),
                        Optional.of(revoked),
                        Optional.empty()));
    }
}
