package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdentityDossier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An identity without what it holds: its row and its summary, two items however much it holds. */
final class Outline {
    private Outline() {}

    static List<Key> keys(TenantId tenant, IdentityId id) {
        return List.of(row(tenant, id), Keys.summary(tenant, id));
    }

    /** @param items what was found of {@link #keys}, others among them or not */
    static Optional<IdentityDossier> of(TenantId tenant, IdentityId id, Map<Key, Map<String, AttributeValue>> items) {
        return Optional.ofNullable(items.get(row(tenant, id)))
                .map(item -> ItemCodec.stored(item, NonHumanIdentity.class))
                .map(stored -> new IdentityDossier(
                        stored,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.ofNullable(items.get(Keys.summary(tenant, id))).map(ItemCodec::summary),
                        List.of()));
    }

    private static Key row(TenantId tenant, IdentityId id) {
        return Keys.row(tenant, RowKey.identity(id));
    }
}
