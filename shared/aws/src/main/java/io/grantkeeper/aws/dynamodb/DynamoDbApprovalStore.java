package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.Listing.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.policy.store.Approval;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.DecisionJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps each request under what it is bound to, so that a decision finds all that could hold for it in one strong read,
 * and a pointer under its id. The pointer is written first: one that leads nowhere is a request that was never made.
 */
public final class DynamoDbApprovalStore implements ApprovalStore {
    private static final String BINDING = "binding";
    private static final String ORDER = "order";

    private final DynamoDbTable table;

    public DynamoDbApprovalStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void save(TenantId tenant, Approval approval) {
        String order = Attributes.sortable(approval.requestedAt()) + "#" + approval.id();
        if (approval.revision() == 0) {
            Map<String, AttributeValue> pointer =
                    new HashMap<>(Keys.approvalPointer(tenant, approval.id()).attributes());
            pointer.put(Attributes.TYPE, ItemType.APPROVAL_POINTER.value());
            pointer.put(BINDING, Attributes.text(approval.binding()));
            pointer.put(ORDER, Attributes.text(order));
            boolean mine = table.putIf(
                    pointer,
                    "attribute_not_exists(#pk) OR (#binding = :binding AND #order = :order)",
                    Map.of(":binding", Attributes.text(approval.binding()), ":order", Attributes.text(order)));
            if (!mine) {
                throw lost(approval);
            }
        }
        Map<String, AttributeValue> item =
                new HashMap<>(Keys.approval(tenant, approval.binding(), order).attributes());
        item.put(Attributes.TYPE, ItemType.APPROVAL.value());
        item.put(Attributes.VERSION, Attributes.number(approval.revision() + 1));
        item.put(Attributes.BODY, Attributes.text(DecisionJson.mapper().writeValueAsString(approval)));
        item.put(Index.G1.partitionKey(), Attributes.text(Keys.approvals(tenant)));
        item.put(Index.G1.sortKey(), Attributes.text(Keys.sk(order)));
        boolean written = approval.revision() == 0
                ? table.putIf(item, "attribute_not_exists(#pk)", Map.of())
                : table.putIf(item, "#version = :read", Map.of(":read", Attributes.number(approval.revision())));
        if (!written) {
            throw lost(approval);
        }
    }

    @Override
    public Optional<Approval> approval(TenantId tenant, String id) {
        return table.get(Keys.approvalPointer(tenant, id), Freshness.STRONG)
                .flatMap(pointer -> table.get(
                        Keys.approval(tenant, Attributes.text(pointer, BINDING), Attributes.text(pointer, ORDER)),
                        Freshness.STRONG))
                .map(DynamoDbApprovalStore::read);
    }

    @Override
    public List<Approval> boundTo(TenantId tenant, String binding) {
        return table.queryAll(Keys.approvalsBoundTo(tenant, binding), Keys.APPROVAL, Freshness.STRONG).stream()
                .map(DynamoDbApprovalStore::read)
                .toList()
                .reversed();
    }

    @Override
    public Slice<Approval> recent(TenantId tenant, int limit, Optional<String> next) {
        return new Listing(table, Index.G1, Keys.approvals(tenant), Order.DESCENDING)
                .slice(limit, next, DynamoDbApprovalStore::read);
    }

    private static LostRaceException lost(Approval approval) {
        return new LostRaceException("the request for approval " + approval.id());
    }

    private static Approval read(Map<String, AttributeValue> item) {
        return DecisionJson.mapper()
                .readValue(Attributes.text(item, Attributes.BODY), Approval.class)
                .withRevision(Attributes.number(item, Attributes.VERSION));
    }
}
