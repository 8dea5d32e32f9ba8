package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.json.ModelJson;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes summaries together with their index entries. */
final class IdentitySummaryWriter {
    private final DynamoDbTable table;

    IdentitySummaryWriter(DynamoDbTable table) {
        this.table = table;
    }

    void save(TenantId tenant, IdentitySummary summary) {
        IdentityId id = summary.id();
        IdentitySummary next = summary.withVersion(summary.version() + 1);
        Map<String, AttributeValue> item =
                new HashMap<>(TableKeys.summary(tenant, id).attributes());
        item.put(TableAttributes.TYPE, ItemType.SUMMARY.value());
        item.put(TableAttributes.BODY, TableAttributes.text(ModelJson.write(next)));
        item.put(TableAttributes.VERSION, TableAttributes.number(next.version()));
        list(item, Index.G1, id, TableKeys.identitiesOfConnection(tenant, id.connection()));
        list(item, Index.G2, id, TableKeys.identitiesOfKind(tenant, id.kind()));
        list(item, Index.G3, id, TableKeys.identitiesOfStatus(tenant, summary.status()));
        item.put(
                Index.G4.partitionKey(),
                TableAttributes.text(TableKeys.identitiesOfSeverity(tenant, summary.severity())));
        item.put(Index.G4.sortKey(), TableAttributes.text(SummaryChangeSortKeys.sortKey(summary)));
        summary.owner().ifPresent(owner -> list(item, Index.G5, id, TableKeys.identitiesOfOwner(tenant, owner)));
        summary.product()
                .ifPresent(product -> list(item, Index.G6, id, TableKeys.identitiesOfProduct(tenant, product)));
        table.putVersion(item, summary.version(), "the summary of " + id);
    }

    private static void list(Map<String, AttributeValue> item, Index index, IdentityId id, String partition) {
        item.put(index.partitionKey(), TableAttributes.text(partition));
        item.put(index.sortKey(), TableAttributes.text(TableKeys.sk(id.toString())));
    }
}
