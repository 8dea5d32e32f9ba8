package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.SaltStore;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores each subject's salt in a separate item, which can be deleted. */
public final class DynamoDbSaltStore implements SaltStore {
    private static final int TRIES = 20;

    private final DynamoDbTable table;
    private final SecureRandom random = new SecureRandom();

    public DynamoDbSaltStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public ImmutableBytes of(TenantId tenant, String subject) {
        PrimaryKey key = TableKeys.salt(tenant, subject);
        for (int attempt = 1; ; attempt++) {
            Optional<ImmutableBytes> kept = find(tenant, subject);
            if (kept.isPresent()) {
                return kept.get();
            }
            byte[] made = new byte[BYTES];
            random.nextBytes(made);
            Map<String, AttributeValue> item = NewItem.of(key, ItemType.SALT);
            item.put(DynamoDbLogStore.BYTES, AttributeValue.fromB(SdkBytes.fromByteArray(made)));
            if (table.putIf(item, "attribute_not_exists(#pk)", Map.of())) {
                return ImmutableBytes.of(made);
            }
            JitteredBackoff.pause(attempt, TRIES, "a salt was changed by another writer");
        }
    }

    @Override
    public Optional<ImmutableBytes> find(TenantId tenant, String subject) {
        return table.get(TableKeys.salt(tenant, subject), Freshness.STRONG).map(DynamoDbLogStore::bytes);
    }

    @Override
    public Map<String, ImmutableBytes> all(TenantId tenant, Collection<String> subjects) {
        Map<String, PrimaryKey> keys = new LinkedHashMap<>();
        subjects.forEach(subject -> keys.put(subject, TableKeys.salt(tenant, subject)));
        Map<PrimaryKey, Map<String, AttributeValue>> kept = table.getAll(keys.values(), Freshness.STRONG);
        Map<String, ImmutableBytes> salts = new HashMap<>();
        keys.forEach((subject, key) -> salts.put(
                subject,
                Optional.ofNullable(kept.get(key)).map(DynamoDbLogStore::bytes).orElseGet(() -> of(tenant, subject))));
        return salts;
    }

    @Override
    public void erase(TenantId tenant, String subject) {
        table.delete(TableKeys.salt(tenant, subject));
    }
}
