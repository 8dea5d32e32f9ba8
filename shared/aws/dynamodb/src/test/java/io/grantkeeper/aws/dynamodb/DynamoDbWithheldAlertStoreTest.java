package io.grantkeeper.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.store.testkit.WithheldAlertStoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbWithheldAlertStoreTest extends WithheldAlertStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofDays(1));

    private final DynamoDbTable table = TestTable.open();

    @Override
    protected WithheldAlertStore store() {
        return new DynamoDbWithheldAlertStore(table);
    }

    @Test
    void keepsDecisionsThatEarlierVersionStoredAmongWithheldAlerts() {
        TenantId tenant = new TenantId("acme-of-earlier-version");
        AlertControls.Mute zapier = new AlertControls.Mute("zapier", LATER, "erin@acme.example", NOON);
        Map<String, AttributeValue> former = NewItem.of(TableKeys.formerAlertControls(tenant), ItemType.ALERT_CONTROLS);
        former.put(
                TableAttributes.BODY,
                TableAttributes.text(ModelJson.write(AlertControls.none().withMute(zapier))));
        former.put(TableAttributes.VERSION, TableAttributes.number(7));
        table.put(former);

        AlertControls found = store().controls(tenant);
        assertThat(found.mutes()).containsExactly(zapier);

        AlertControls.Mute otter = new AlertControls.Mute("otter-ai", LATER, "erin@acme.example", NOON);
        AlertControls saved = store().saveControls(tenant, found.withMute(otter));
        assertThat(saved.mutes()).containsExactlyInAnyOrder(zapier, otter);
        assertThat(store().controls(tenant)).isEqualTo(saved);
    }
}
