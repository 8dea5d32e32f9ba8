package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.core.BoundedParallelCalls;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.KeysOnlyIndexQuery.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.store.FindingIndexEntry;
import io.grantkeeper.identity.store.FindingRank;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.StorePage;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores findings in the partition of their identity. Only open findings are listed in indexes. */
public final class DynamoDbFindingStore implements FindingStore {
    private static final String RANK = "rank";
    private static final String SEPARATOR = "\0";
    /** The condition that no finding has this key, or that the stored finding may be replaced. */
    private static final String OUTRANKS =
            "attribute_not_exists(#pk)" + " OR (#status = :open AND attribute_not_exists(#sendId) AND #rank < :rank)";

    private final DynamoDbTable table;

    public DynamoDbFindingStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public boolean open(TenantId tenant, Finding finding, Optional<PersonId> owner) {
        Map<String, AttributeValue> item = NewItem.withJson(
                TableKeys.finding(tenant, finding.identity(), finding.key()), ItemType.FINDING, finding);
        item.put(ItemCodec.STATUS, TableAttributes.text(finding.status().name()));
        finding.closedAt().ifPresent(at -> item.put(ItemCodec.CLOSED_AT, TableAttributes.instant(at)));
        finding.sendId().ifPresent(id -> item.put(ItemCodec.SEND_ID, TableAttributes.text(id)));
        if (finding.status() == FindingStatus.OPEN) {
            list(item, Index.G1, finding, TableKeys.openFindings(tenant));
            owner.ifPresent(person -> list(item, Index.G2, finding, TableKeys.openFindingsOfOwner(tenant, person)));
        }
        Optional<String> rank = FindingRank.of(finding);
        if (rank.isEmpty()) {
            return table.putIf(item, "attribute_not_exists(#pk)", Map.of());
        }
        item.put(RANK, TableAttributes.text(rank.get()));
        return table.putIf(
                item,
                OUTRANKS,
                Map.of(
                        ":open",
                        TableAttributes.text(FindingStatus.OPEN.name()),
                        ":rank",
                        TableAttributes.text(rank.get())));
    }

    @Override
    public boolean wouldOpen(TenantId tenant, Finding finding) {
        return table.get(TableKeys.finding(tenant, finding.identity(), finding.key()), Freshness.STRONG)
                .map(stored -> FindingRank.of(finding)
                        .filter(rank -> isOutranked(stored, rank))
                        .isPresent())
                .orElse(true);
    }

    /** Returns whether a stored finding meets the condition {@link #OUTRANKS} for a finding with this rank. */
    private static boolean isOutranked(Map<String, AttributeValue> stored, String rank) {
        AttributeValue storedRank = stored.get(RANK);
        Finding finding = ItemCodec.finding(stored);
        return finding.status() == FindingStatus.OPEN
                && finding.sendId().isEmpty()
                && storedRank != null
                && storedRank.s().compareTo(rank) < 0;
    }

    @Override
    public List<Finding> openAll(TenantId tenant, List<ListedFinding> found) {
        List<Boolean> isNew = BoundedParallelCalls.map(found, one -> open(tenant, one.finding(), one.owner()));
        return IntStream.range(0, found.size())
                .filter(isNew::get)
                .mapToObj(i -> found.get(i).finding())
                .toList();
    }

    @Override
    public void close(TenantId tenant, IdentityId identity, String key, Instant at) {
        end(tenant, identity, key, FindingStatus.CLOSED, at);
    }

    @Override
    public void accept(TenantId tenant, IdentityId identity, String key, Instant at) {
        end(tenant, identity, key, FindingStatus.ACCEPTED, at);
    }

    @Override
    public void reopen(TenantId tenant, Finding finding, Instant at, Optional<PersonId> owner) {
        ConditionalUpdate update = new ConditionalUpdate(TableKeys.finding(tenant, finding.identity(), finding.key()))
                .set(ItemCodec.STATUS, TableAttributes.text(FindingStatus.OPEN.name()))
                .remove(ItemCodec.CLOSED_AT)
                .value("accepted", TableAttributes.text(FindingStatus.ACCEPTED.name()))
                .when("#status = :accepted");
        Map<String, AttributeValue> lists = new HashMap<>();
        list(lists, Index.G1, finding, TableKeys.openFindings(tenant));
        owner.ifPresent(person -> list(lists, Index.G2, finding, TableKeys.openFindingsOfOwner(tenant, person)));
        lists.forEach(update::set);
        table.update(update);
    }

    private void end(TenantId tenant, IdentityId identity, String key, FindingStatus status, Instant at) {
        table.update(new ConditionalUpdate(TableKeys.finding(tenant, identity, key))
                .set(ItemCodec.STATUS, TableAttributes.text(status.name()))
                .set(ItemCodec.CLOSED_AT, TableAttributes.instant(at))
                .remove(Index.G1.partitionKey())
                .remove(Index.G1.sortKey())
                .remove(Index.G2.partitionKey())
                .remove(Index.G2.sortKey())
                .value("open", TableAttributes.text(FindingStatus.OPEN.name()))
                .when("#status = :open"));
    }

    @Override
    public List<Finding> openByIdentity(TenantId tenant, IdentityId identity) {
        return table
                .queryAll(TableKeys.identityPartition(tenant, identity), TableKeys.FINDING, Freshness.STRONG)
                .stream()
                .map(ItemCodec::finding)
                .filter(finding -> finding.status() == FindingStatus.OPEN)
                .sorted(FindingOrder.MOST_SEVERE_FIRST)
                .toList();
    }

    @Override
    public StorePage<Finding> openByOwner(TenantId tenant, PersonId owner, int limit, Optional<String> from) {
        return new KeysOnlyIndexQuery(table, Index.G2, TableKeys.openFindingsOfOwner(tenant, owner), Order.ASCENDING)
                .slice(limit, from, ItemCodec::finding);
    }

    @Override
    public StorePage<Finding> open(TenantId tenant, int limit, Optional<String> from) {
        return new KeysOnlyIndexQuery(table, Index.G1, TableKeys.openFindings(tenant), Order.ASCENDING)
                .slice(limit, from, ItemCodec::finding);
    }

    @Override
    public StorePage<FindingIndexEntry> openEntries(TenantId tenant, int limit, Optional<String> from) {
        return new KeysOnlyIndexQuery(table, Index.G1, TableKeys.openFindings(tenant), Order.ASCENDING)
                .entries(limit, from)
                .map(entry -> new FindingIndexEntry(key(tenant, entry.key()), entry.sortKey()));
    }

    @Override
    public Map<String, Finding> findings(TenantId tenant, Collection<String> keys) {
        Map<String, Finding> found = new HashMap<>();
        table.getAllInParallel(keys.stream().map(key -> primaryKey(tenant, key)).toList())
                .forEach(item -> found.put(key(tenant, PrimaryKey.of(item)), ItemCodec.finding(item)));
        return found;
    }

    private static String key(TenantId tenant, PrimaryKey key) {
        return TableKeys.withoutTenant(tenant, key.pk()) + SEPARATOR + key.sk();
    }

    private static PrimaryKey primaryKey(TenantId tenant, String key) {
        String[] parts = key.split(SEPARATOR, 2);
        return new PrimaryKey(TableKeys.ofTenant(tenant) + parts[0], parts[1]);
    }

    private static void list(Map<String, AttributeValue> item, Index index, Finding finding, String partition) {
        NewItem.list(item, index, partition, FindingOrder.sortKey(finding));
    }
}
