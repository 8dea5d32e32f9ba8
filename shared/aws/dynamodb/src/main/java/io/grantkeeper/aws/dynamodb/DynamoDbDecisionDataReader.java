package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.store.DecisionDataReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads, in one batch, what a decision needs first: the revision of the policies, and the identity's row and summary.
 */
public final class DynamoDbDecisionDataReader implements DecisionDataReader {
    private final DynamoDbTable table;

    public DynamoDbDecisionDataReader(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public Start start(TenantId tenant, IdentityId id) {
        PrimaryKey revision = TableKeys.policyRevision(tenant);
        List<PrimaryKey> keys = new ArrayList<>(IdentityOutlineReader.keys(tenant, id));
        keys.add(revision);
        Map<PrimaryKey, Map<String, AttributeValue>> items = table.getAll(keys, Freshness.STRONG);
        return new Start(
                DynamoDbPolicyStore.revision(Optional.ofNullable(items.get(revision))),
                IdentityOutlineReader.of(tenant, id, items));
    }
}
