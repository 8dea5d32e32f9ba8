package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.store.DecisionReads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the revision of the policies and the identity's items in one batch. */
public final class DynamoDbDecisionReads implements DecisionReads {
    private final DynamoDbTable table;

    public DynamoDbDecisionReads(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public Start start(TenantId tenant, IdentityId id) {
        Key revision = Keys.policyRevision(tenant);
        List<Key> keys = new ArrayList<>(Outline.keys(tenant, id));
        keys.add(revision);
        Map<Key, Map<String, AttributeValue>> items = table.getAll(keys, Freshness.STRONG);
        return new Start(
                DynamoDbPolicyStore.revision(Optional.ofNullable(items.get(revision))), Outline.of(tenant, id, items));
    }
}
