package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.policy.enforcement.EnforcementCursor;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.policy.enforcement.ViolationStore;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores a tenant's violations in one partition. The enforcement actions of a day are stored as a set of violation IDs,
 * so that a repeated action counts once.
 */
public final class DynamoDbViolationStore implements ViolationStore {
    private static final String ACTS = "acts";

    private final DynamoDbTable table;

    public DynamoDbViolationStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void save(TenantId tenant, PolicyViolation violation) {
        Map<String, AttributeValue> item = NewItem.versioned(
                TableKeys.violation(tenant, violation.id()), ItemType.BREACH, violation.revision() + 1, violation);
        table.putVersion(item, violation.revision(), "the breach " + violation.id());
    }

    @Override
    public Optional<PolicyViolation> violation(TenantId tenant, String id) {
        return table.get(TableKeys.violation(tenant, id), Freshness.STRONG).map(DynamoDbViolationStore::read);
    }

    @Override
    public List<PolicyViolation> all(TenantId tenant) {
        return table.readAll(TableKeys.enforcement(tenant), TableKeys.BREACH, DynamoDbViolationStore::read);
    }

    @Override
    public boolean useBudget(TenantId tenant, LocalDate day, String violation, int most) {
        return most > 0
                && table.update(new ConditionalUpdate(TableKeys.enforcementDay(tenant, day))
                                .set(TableAttributes.TYPE, ItemType.ENFORCEMENT_DAY.value())
                                .addTo(ACTS, violation)
                                .value("most", TableAttributes.number(most))
                                .value("breach", TableAttributes.text(violation))
                                .when("attribute_not_exists(#acts) OR contains(#acts, :breach) OR size(#acts) < :most"))
                        .written();
    }

    @Override
    public int usedBudget(TenantId tenant, LocalDate day) {
        return table.get(TableKeys.enforcementDay(tenant, day), Freshness.STRONG)
                .flatMap(item -> TableAttributes.optional(item, ACTS))
                .map(acts -> acts.ss().size())
                .orElse(0);
    }

    @Override
    public EnforcementSwitch enforcementSwitch(TenantId tenant) {
        return table.get(TableKeys.enforcementSwitch(tenant), Freshness.STRONG)
                .map(item -> ItemCodec.body(item, EnforcementSwitch.class))
                .orElse(EnforcementSwitch.UNTOUCHED);
    }

    @Override
    public void saveSwitch(TenantId tenant, EnforcementSwitch position) {
        var _ = table.update(new ConditionalUpdate(TableKeys.enforcementSwitch(tenant))
                .set(TableAttributes.TYPE, ItemType.ENFORCEMENT_SWITCH.value())
                .set(TableAttributes.BODY, TableAttributes.text(ModelJson.write(position))));
    }

    @Override
    public Optional<EnforcementCursor> bookmark(TenantId tenant) {
        return table.get(TableKeys.enforcementBookmark(tenant), Freshness.STRONG)
                .filter(item -> item.containsKey(TableAttributes.BODY))
                .map(item -> ItemCodec.body(item, EnforcementCursor.class));
    }

    @Override
    public void saveBookmark(TenantId tenant, Optional<EnforcementCursor> bookmark) {
        Map<String, AttributeValue> item =
                NewItem.of(TableKeys.enforcementBookmark(tenant), ItemType.ENFORCEMENT_BOOKMARK);
        bookmark.ifPresent(mark -> item.put(TableAttributes.BODY, TableAttributes.text(ModelJson.write(mark))));
        table.put(item);
    }

    private static PolicyViolation read(Map<String, AttributeValue> item) {
        return ItemCodec.body(item, PolicyViolation.class)
                .withRevision(TableAttributes.number(item, TableAttributes.VERSION));
    }
}
