package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdentityRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads an identity without its grants and credentials. The identity's row and its summary are two items, regardless of
 * how much access the identity has.
 */
final class IdentityOutlineReader {
    private IdentityOutlineReader() {}

    static List<PrimaryKey> keys(TenantId tenant, IdentityId id) {
        return List.of(row(tenant, id), TableKeys.summary(tenant, id));
    }

    /**
     * Assembles the outline. Returns empty if the identity's row is not among the items.
     *
     * @param items the items that were found for {@link #keys}; may include other items
     */
    static Optional<IdentityRecord> of(
            TenantId tenant, IdentityId id, Map<PrimaryKey, Map<String, AttributeValue>> items) {
        return Optional.ofNullable(items.get(row(tenant, id)))
                .map(item -> ItemCodec.stored(item, NonHumanIdentity.class))
                .map(stored -> new IdentityRecord(
                        stored,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.ofNullable(items.get(TableKeys.summary(tenant, id)))
                                .map(ItemCodec::summary),
                        List.of()));
    }

    private static PrimaryKey row(TenantId tenant, IdentityId id) {
        return TableKeys.row(tenant, RowKey.identity(id));
    }
}
