package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.entry.Salts;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps each subject's salt in an item of its own, which can be deleted. */
public final class DynamoDbSalts implements Salts {
    private static final int TRIES = 20;

    private final DynamoDbTable table;
    private final SecureRandom random = new SecureRandom();

    public DynamoDbSalts(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public Bytes of(TenantId tenant, String subject) {
        Key key = Keys.salt(tenant, subject);
        for (int attempt = 1; ; attempt++) {
            Optional<Bytes> kept = table.get(key, Freshness.STRONG).map(DynamoDbLogStore::bytes);
            if (kept.isPresent()) {
                return kept.get();
            }
            byte[] made = new byte[BYTES];
            random.nextBytes(made);
            Map<String, AttributeValue> item = new HashMap<>(key.attributes());
            item.put(Attributes.TYPE, ItemType.SALT.value());
            item.put(DynamoDbLogStore.BYTES, AttributeValue.fromB(SdkBytes.fromByteArray(made)));
            if (table.putIf(item, "attribute_not_exists(#pk)", Map.of())) {
                return Bytes.of(made);
            }
            Backoff.pause(attempt, TRIES, "a salt was changed by others");
        }
    }

    @Override
    public Map<String, Bytes> all(TenantId tenant, Collection<String> subjects) {
        Map<String, Key> keys = new LinkedHashMap<>();
        subjects.forEach(subject -> keys.put(subject, Keys.salt(tenant, subject)));
        Map<Key, Map<String, AttributeValue>> kept = table.getAll(keys.values(), Freshness.STRONG);
        Map<String, Bytes> salts = new HashMap<>();
        keys.forEach((subject, key) -> salts.put(
                subject,
                Optional.ofNullable(kept.get(key)).map(DynamoDbLogStore::bytes).orElseGet(() -> of(tenant, subject))));
        return salts;
    }

    @Override
    public void erase(TenantId tenant, String subject) {
        table.delete(Keys.salt(tenant, subject));
    }
}
