package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.policy.enforcement.Breach;
import io.grantkeeper.policy.enforcement.BreachStore;
import io.grantkeeper.policy.enforcement.EnforcementBookmark;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps a tenant's breaches together; a day's acts are a set of their ids, so that an act counts once. */
public final class DynamoDbBreachStore implements BreachStore {
    private static final String ACTS = "acts";

    private final DynamoDbTable table;

    public DynamoDbBreachStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void save(TenantId tenant, Breach breach) {
        Map<String, AttributeValue> item =
                new HashMap<>(Keys.breach(tenant, breach.id()).attributes());
        item.put(Attributes.TYPE, ItemType.BREACH.value());
        item.put(Attributes.VERSION, Attributes.number(breach.revision() + 1));
        item.put(Attributes.BODY, Attributes.text(ModelJson.write(breach)));
        boolean saved = breach.revision() == 0
                ? table.putIf(item, "attribute_not_exists(#pk)", Map.of())
                : table.putIf(item, "#version = :read", Map.of(":read", Attributes.number(breach.revision())));
        if (!saved) {
            throw new LostRaceException("the breach " + breach.id());
        }
    }

    @Override
    public Optional<Breach> breach(TenantId tenant, String id) {
        return table.get(Keys.breach(tenant, id), Freshness.STRONG).map(DynamoDbBreachStore::read);
    }

    @Override
    public List<Breach> all(TenantId tenant) {
        return table.queryAll(Keys.enforcement(tenant), Keys.BREACH, Freshness.STRONG).stream()
                .map(DynamoDbBreachStore::read)
                .toList();
    }

    @Override
    public boolean spend(TenantId tenant, LocalDate day, String breach, int most) {
        return most > 0
                && table.update(new Update(Keys.enforcementDay(tenant, day))
                                .set(Attributes.TYPE, ItemType.ENFORCEMENT_DAY.value())
                                .addTo(ACTS, breach)
                                .value("most", Attributes.number(most))
                                .value("breach", Attributes.text(breach))
                                .when("attribute_not_exists(#acts) OR contains(#acts, :breach) OR size(#acts) < :most"))
                        .written();
    }

    @Override
    public int spent(TenantId tenant, LocalDate day) {
        return table.get(Keys.enforcementDay(tenant, day), Freshness.STRONG)
                .flatMap(item -> Attributes.optional(item, ACTS))
                .map(acts -> acts.ss().size())
                .orElse(0);
    }

    @Override
    public EnforcementSwitch enforcementSwitch(TenantId tenant) {
        return table.get(Keys.enforcementSwitch(tenant), Freshness.STRONG)
                .map(item -> ItemCodec.body(item, EnforcementSwitch.class))
                .orElse(EnforcementSwitch.UNTOUCHED);
    }

    @Override
    public void turn(TenantId tenant, EnforcementSwitch position) {
        var _ = table.update(new Update(Keys.enforcementSwitch(tenant))
                .set(Attributes.TYPE, ItemType.ENFORCEMENT_SWITCH.value())
                .set(Attributes.BODY, Attributes.text(ModelJson.write(position))));
    }

    @Override
    public Optional<EnforcementBookmark> bookmark(TenantId tenant) {
        return table.get(Keys.enforcementBookmark(tenant), Freshness.STRONG)
                .filter(item -> item.containsKey(Attributes.BODY))
                .map(item -> ItemCodec.body(item, EnforcementBookmark.class));
    }

    @Override
    public void keep(TenantId tenant, Optional<EnforcementBookmark> bookmark) {
        Map<String, AttributeValue> item =
                new HashMap<>(Keys.enforcementBookmark(tenant).attributes());
        item.put(Attributes.TYPE, ItemType.ENFORCEMENT_BOOKMARK.value());
        bookmark.ifPresent(mark -> item.put(Attributes.BODY, Attributes.text(ModelJson.write(mark))));
        table.put(item);
    }

    private static Breach read(Map<String, AttributeValue> item) {
        return ItemCodec.body(item, Breach.class).withRevision(Attributes.number(item, Attributes.VERSION));
    }
}
