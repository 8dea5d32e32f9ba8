package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.behavior.store.ProfileCodec;
import io.grantkeeper.behavior.store.ProfileKey;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.behavior.store.StoredProfile;
import io.grantkeeper.identity.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores profiles in the DynamoDB table. Each profile is one item in its own partition. */
public final class DynamoDbProfileStore implements ProfileStore {
    private static final String PROFILE = "profile";

    private final DynamoDbTable table;

    public DynamoDbProfileStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public Map<ProfileKey, Versioned> load(TenantId tenant, Collection<ProfileKey> keys) {
        Map<PrimaryKey, ProfileKey> wanted = new LinkedHashMap<>();
        keys.forEach(key -> wanted.put(TableKeys.profile(tenant, key), key));
        Map<ProfileKey, Versioned> found = HashMap.newHashMap(wanted.size());
        table.getAll(wanted.keySet(), Freshness.STRONG).forEach((key, item) -> {
            ProfileKey name = wanted.get(key);
            if (name != null) {
                found.put(name, read(item));
            }
        });
        return found;
    }

    @Override
    public boolean save(TenantId tenant, ProfileKey key, StoredProfile profile, long version) {
        Map<String, AttributeValue> item = NewItem.of(TableKeys.profile(tenant, key), ItemType.PROFILE);
        item.put(TableAttributes.VERSION, TableAttributes.number(version + 1));
        item.put(
                PROFILE, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(ProfileCodec.encode(profile, key.limit()))));
        return version == 0
                ? table.putIf(item, "attribute_not_exists(#pk)", Map.of())
                : table.putIf(item, "#version = :read", Map.of(":read", TableAttributes.number(version)));
    }

    private static Versioned read(Map<String, AttributeValue> item) {
        try {
            return new Versioned(
                    ProfileCodec.decode(
                            TableAttributes.required(item, PROFILE).b().asByteArrayUnsafe()),
                    TableAttributes.number(item, TableAttributes.VERSION));
        } catch (IllegalArgumentException e) {
            throw new CorruptItemException(item, "contains no profile", e);
        }
    }
}
