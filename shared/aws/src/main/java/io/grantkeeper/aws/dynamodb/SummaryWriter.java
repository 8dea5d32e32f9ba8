package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.LostRaceException;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes summaries, each into the lists that it is found by. */
final class SummaryWriter {
    private final DynamoDbTable table;

    SummaryWriter(DynamoDbTable table) {
        this.table = table;
    }

    void save(TenantId tenant, IdentitySummary summary) {
        IdentityId id = summary.id();
        IdentitySummary next = summary.withVersion(summary.version() + 1);
        Map<String, AttributeValue> item =
                new HashMap<>(Keys.summary(tenant, id).attributes());
        item.put(Attributes.TYPE, ItemType.SUMMARY.value());
        item.put(Attributes.BODY, Attributes.text(ModelJson.write(next)));
        item.put(Attributes.VERSION, Attributes.number(next.version()));
        list(item, Index.G1, id, Keys.identitiesOfConnection(tenant, id.connection()));
        list(item, Index.G2, id, Keys.identitiesOfKind(tenant, id.kind()));
        list(item, Index.G3, id, Keys.identitiesOfStatus(tenant, summary.status()));
        list(item, Index.G4, id, Keys.identitiesOfSeverity(tenant, summary.severity()));
        summary.owner().ifPresent(owner -> list(item, Index.G5, id, Keys.identitiesOfOwner(tenant, owner)));
        summary.product().ifPresent(product -> list(item, Index.G6, id, Keys.identitiesOfProduct(tenant, product)));
        boolean saved = summary.version() == 0
                ? table.putIf(item, "attribute_not_exists(#pk)", Map.of())
                : table.putIf(item, "#version = :read", Map.of(":read", Attributes.number(summary.version())));
        if (!saved) {
            throw new LostRaceException("the summary of " + id);
        }
    }

    private static void list(Map<String, AttributeValue> item, Index index, IdentityId id, String partition) {
        item.put(index.partitionKey(), Attributes.text(partition));
        item.put(index.sortKey(), Attributes.text(Keys.sk(id.toString())));
    }
}
