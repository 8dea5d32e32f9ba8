package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.KeysOnlyIndexQuery.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.DecisionJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores each access request under its binding, a digest of the request and its scope, so that one strongly consistent
 * read returns all approvals that may apply to a decision. A pointer under the request's ID leads to the request's
 * item.
 * The pointer is written first, so a pointer without a target belongs to a request that was never stored.
 */
public final class DynamoDbApprovalStore implements ApprovalStore {
    private static final String BINDING = "binding";
    private static final String ORDER = "order";

    private final DynamoDbTable table;

    public DynamoDbApprovalStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void save(TenantId tenant, AccessApproval approval) {
        String order = TableAttributes.sortable(approval.requestedAt()) + "#" + approval.id();
        if (approval.revision() == 0) {
            Map<String, AttributeValue> pointer =
                    NewItem.of(TableKeys.approvalPointer(tenant, approval.id()), ItemType.APPROVAL_POINTER);
            pointer.put(BINDING, TableAttributes.text(approval.binding()));
            pointer.put(ORDER, TableAttributes.text(order));
            boolean mine = table.putIf(
                    pointer,
                    "attribute_not_exists(#pk) OR (#binding = :binding AND #order = :order)",
                    Map.of(
                            ":binding",
                            TableAttributes.text(approval.binding()),
                            ":order",
                            TableAttributes.text(order)));
            if (!mine) {
                throw lost(approval);
            }
        }
        Map<String, AttributeValue> item =
                NewItem.of(TableKeys.approval(tenant, approval.binding(), order), ItemType.APPROVAL);
        item.put(TableAttributes.VERSION, TableAttributes.number(approval.revision() + 1));
        item.put(
                TableAttributes.BODY, TableAttributes.text(DecisionJson.mapper().writeValueAsString(approval)));
        NewItem.list(item, Index.G1, TableKeys.approvals(tenant), TableKeys.sk(order));
        boolean written = approval.revision() == 0
                ? table.putIf(item, "attribute_not_exists(#pk)", Map.of())
                : table.putIf(item, "#version = :read", Map.of(":read", TableAttributes.number(approval.revision())));
        if (!written) {
            throw lost(approval);
        }
    }

    @Override
    public Optional<AccessApproval> approval(TenantId tenant, String id) {
        return table.get(TableKeys.approvalPointer(tenant, id), Freshness.STRONG)
                .flatMap(pointer -> table.get(
                        TableKeys.approval(
                                tenant, TableAttributes.text(pointer, BINDING), TableAttributes.text(pointer, ORDER)),
                        Freshness.STRONG))
                .map(DynamoDbApprovalStore::read);
    }

    @Override
    public List<AccessApproval> boundTo(TenantId tenant, String binding) {
        return table.readAll(
                        TableKeys.approvalsBoundTo(tenant, binding), TableKeys.APPROVAL, DynamoDbApprovalStore::read)
                .reversed();
    }

    @Override
    public StorePage<AccessApproval> recent(TenantId tenant, int limit, Optional<String> next) {
        return new KeysOnlyIndexQuery(table, Index.G1, TableKeys.approvals(tenant), Order.DESCENDING)
                .slice(limit, next, DynamoDbApprovalStore::read);
    }

    private static ConcurrentWriteException lost(AccessApproval approval) {
        return new ConcurrentWriteException("the access request " + approval.id());
    }

    private static AccessApproval read(Map<String, AttributeValue> item) {
        return DecisionJson.mapper()
                .readValue(TableAttributes.text(item, TableAttributes.BODY), AccessApproval.class)
                .withRevision(TableAttributes.number(item, TableAttributes.VERSION));
    }
}
