package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentitySummary;
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
        Map<String, AttributeValue> item = NewItem.withJson(TableKeys.summary(tenant, id), ItemType.SUMMARY, next);
        item.put(TableAttributes.VERSION, TableAttributes.number(next.version()));
        list(item, Index.G1, id, TableKeys.identitiesOfConnection(tenant, id.connection()));
        list(item, Index.G2, id, TableKeys.identitiesOfKind(tenant, id.kind()));
        list(item, Index.G3, id, TableKeys.identitiesOfStatus(tenant, summary.status()));
        NewItem.list(
                item,
                Index.G4,
                TableKeys.identitiesOfSeverity(tenant, summary.severity()),
                SummaryChangeSortKeys.sortKey(summary));
        summary.owner().ifPresent(owner -> list(item, Index.G5, id, TableKeys.identitiesOfOwner(tenant, owner)));
        summary.product()
                .ifPresent(product -> list(item, Index.G6, id, TableKeys.identitiesOfProduct(tenant, product)));
        table.putVersion(item, summary.version(), "the summary of " + id);
    }

    private static void list(Map<String, AttributeValue> item, Index index, IdentityId id, String partition) {
        NewItem.list(item, index, partition, TableKeys.sk(id.toString()));
    }
}
