package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.RecentAlerts;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.WithheldAlertStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores withheld alerts and recent messages to each recipient in one partition per tenant, and the decisions about
 * alerts in another one.
 */
public final class DynamoDbWithheldAlertStore implements WithheldAlertStore {
    private final DynamoDbTable table;

    public DynamoDbWithheldAlertStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void withhold(TenantId tenant, WithheldAlert alert) {
        PrimaryKey key = TableKeys.withheldAlert(tenant, alert.key());
        WithheldAlert kept = table.get(key, Freshness.STRONG)
                .map(item ->
                        alert.since(ItemCodec.body(item, WithheldAlert.class).since()))
                .orElse(alert);
        table.put(item(key, ItemType.WITHHELD_ALERT, ModelJson.write(kept)));
    }

    @Override
    public void remove(TenantId tenant, String key) {
        table.delete(TableKeys.withheldAlert(tenant, key));
    }

    @Override
    public List<WithheldAlert> all(TenantId tenant) {
        return read(tenant, TableKeys.WITHHELD);
    }

    @Override
    public List<WithheldAlert> to(TenantId tenant, String recipient) {
        return read(tenant, TableKeys.WITHHELD + recipient + "/").stream()
                .filter(alert -> alert.recipient().equals(recipient))
                .toList();
    }

    private List<WithheldAlert> read(TenantId tenant, String prefix) {
        return table
                .readAll(TableKeys.withheldAlerts(tenant), prefix, item -> ItemCodec.body(item, WithheldAlert.class))
                .stream()
                .sorted(Comparator.comparing(WithheldAlert::key))
                .toList();
    }

    @Override
    public RecentAlerts pace(TenantId tenant, String recipient) {
        return table.get(TableKeys.alertPace(tenant, recipient), Freshness.STRONG)
                .map(item -> ItemCodec.body(item, RecentAlerts.class)
                        .withVersion(TableAttributes.number(item, TableAttributes.VERSION)))
                .orElseGet(() -> RecentAlerts.none(recipient));
    }

    @Override
    public RecentAlerts savePace(TenantId tenant, RecentAlerts pace) {
        RecentAlerts next = pace.withVersion(pace.version() + 1);
        Map<String, AttributeValue> item =
                item(TableKeys.alertPace(tenant, pace.recipient()), ItemType.ALERT_PACE, ModelJson.write(next));
        item.put(TableAttributes.VERSION, TableAttributes.number(next.version()));
        table.putVersion(item, pace.version(), "the sending rate of a recipient");
        return next;
    }

    @Override
    public AlertControls controls(TenantId tenant) {
        return table.get(TableKeys.alertControls(tenant), Freshness.STRONG)
                .map(item -> ItemCodec.body(item, AlertControls.class)
                        .withVersion(TableAttributes.number(item, TableAttributes.VERSION)))
                .orElseGet(() -> formerControls(tenant));
    }

    /** Returns the decisions that an earlier version stored. The next save stores them under their own key. */
    private AlertControls formerControls(TenantId tenant) {
        return table.get(TableKeys.formerAlertControls(tenant), Freshness.STRONG)
                .map(item -> ItemCodec.body(item, AlertControls.class).withVersion(0))
                .orElseGet(AlertControls::none);
    }

    @Override
    public AlertControls saveControls(TenantId tenant, AlertControls controls) {
        AlertControls next = controls.withVersion(controls.version() + 1);
        Map<String, AttributeValue> item =
                item(TableKeys.alertControls(tenant), ItemType.ALERT_CONTROLS, ModelJson.write(next));
        item.put(TableAttributes.VERSION, TableAttributes.number(next.version()));
        table.putVersion(item, controls.version(), "the decisions about alerts");
        return next;
    }

    private static Map<String, AttributeValue> item(PrimaryKey key, ItemType type, String body) {
        Map<String, AttributeValue> item = NewItem.of(key, type);
        item.put(TableAttributes.BODY, TableAttributes.text(body));
        return item;
    }
}
