package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.log.StoredLedgerItem;
import io.grantkeeper.ledger.log.StoredLedgerItem.Approval;
import io.grantkeeper.ledger.log.StoredLedgerItem.Batch;
import io.grantkeeper.ledger.log.StoredLedgerItem.Decision;
import io.grantkeeper.ledger.log.StoredLedgerItem.Position;
import io.grantkeeper.ledger.log.StoredLedgerItem.ReadByName;
import io.grantkeeper.ledger.log.StoredLedgerItem.Sequenced;
import io.grantkeeper.ledger.log.StoredLedgerItem.Tile;
import io.grantkeeper.ledger.log.StoredLedgerItem.Unexpected;
import io.grantkeeper.ledger.log.StoredLedgerItem.Waiting;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.policy.store.DecisionBatch;
import io.grantkeeper.policy.store.DecisionJson;
import io.grantkeeper.policy.store.RecordedDecision;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/**
 * Interprets the stored items of a tenant's ledger and the tenant's approvals of record. An item is valid only if it
 * has exactly the key, type and attributes that Grantkeeper gives to an item with this content.
 */
final class LedgerItemReader {
    private static final Pattern TILE_PARTITION = Pattern.compile("T#(\\d)#(\\d{19})");
    private static final Pattern TILE_WIDTH = Pattern.compile("TILE#(\\d{3})");
    private static final Pattern NUMBER = Pattern.compile("\\d{19}");
    private static final String SIZE = "size";
    private static final String NOTE = "note";

    private final TenantId tenant;

    LedgerItemReader(TenantId tenant) {
        this.tenant = tenant;
    }

    static String ledgerPrefix(TenantId tenant) {
        return LedgerItemKeys.allPartitions(tenant);
    }

    static String decisionPrefix(TenantId tenant) {
        return TableKeys.decision(tenant, "").pk();
    }

    static String batchPrefix(TenantId tenant) {
        return TableKeys.openDecisionBatch(tenant).pk();
    }

    static String approvalPrefix(TenantId tenant) {
        return TableKeys.approvalsOfRecordPrefix(tenant);
    }

    static String where(Map<String, AttributeValue> item) {
        PrimaryKey key = PrimaryKey.of(item);
        return "the item %s / %s".formatted(key.pk(), key.sk());
    }

    StoredLedgerItem read(Map<String, AttributeValue> item) {
        try {
            PrimaryKey key = PrimaryKey.of(item);
            if (key.pk().startsWith(ledgerPrefix(tenant))) {
                return ledgerItem(item, key.pk().substring(ledgerPrefix(tenant).length()), key);
            }
            if (key.pk().startsWith(approvalPrefix(tenant))) {
                return approval(item);
            }
            return key.pk().startsWith(decisionPrefix(tenant)) ? decision(item, key) : batch(item, key);
        } catch (RuntimeException e) {
            return new Unexpected(where(item), String.valueOf(e.getMessage()));
        }
    }

    private StoredLedgerItem ledgerItem(Map<String, AttributeValue> item, String partition, PrimaryKey key) {
        return switch (partition.isEmpty() ? ' ' : partition.charAt(0)) {
            case 'S' -> state(item, key);
            case 'N' ->
                LedgerItemKeys.isEntryGroup(key) || !item.containsKey(DynamoDbLogStore.PLACE)
                        ? waiting(item)
                        : position(item, key);
            case 'E' -> sequenced(item, key);
            case 'T' -> tile(item, partition, key);
            case 'C' -> checkpoint(item, key);
            default -> unexpected(item);
        };
    }

    private StoredLedgerItem state(Map<String, AttributeValue> item, PrimaryKey key) {
        if (key.equals(LedgerItemKeys.head(tenant))) {
            return has(item, ItemType.LOG_HEAD, SIZE, DynamoDbLogStore.BYTES)
                    ? new ReadByName(where(item))
                    : unexpected(item);
        }
        if (key.equals(LedgerItemKeys.latest(tenant))) {
            return has(item, ItemType.LOG_CHECKPOINT, SIZE, NOTE) ? new ReadByName(where(item)) : unexpected(item);
        }
        if (key.equals(LedgerItemKeys.exported(tenant))) {
            return has(item, ItemType.LOG_CHECKPOINT, SIZE) ? new ReadByName(where(item)) : unexpected(item);
        }
        boolean isConfiguration = key.equals(LedgerItemKeys.configuration(tenant))
                && has(
                        item,
                        ItemType.CONFIGURATION,
                        DynamoDbConfigurationStore.NUMBER,
                        DynamoDbConfigurationStore.DIGEST,
                        DynamoDbConfigurationStore.DOCUMENT);
        return isConfiguration ? new ReadByName(where(item)) : unexpected(item);
    }

    private StoredLedgerItem position(Map<String, AttributeValue> item, PrimaryKey key) {
        return has(item, ItemType.ENTRY, DynamoDbLogStore.PLACE) && key.sk().equals("ENTRY")
                ? new Position(where(item), key.pk(), TableAttributes.number(item, DynamoDbLogStore.PLACE))
                : unexpected(item);
    }

    /**
     * Interprets an item with waiting entries. The item must be listed where sealing looks for it; otherwise, its
     * entries would never be sealed.
     */
    private StoredLedgerItem waiting(Map<String, AttributeValue> item) {
        List<ImmutableBytes> leaves = PendingEntryItem.leaves(item);
        if (leaves.isEmpty()) {
            return new Unexpected(where(item), "it contains neither entries nor a position");
        }
        Map<String, AttributeValue> expected = PendingEntryItem.together(
                        tenant, leaves.stream().map(LedgerEntryJson::read).toList())
                .item(TableAttributes.optional(item, TableAttributes.CAUSE));
        Set<String> differing = new HashSet<>(expected.keySet());
        differing.addAll(item.keySet());
        differing.removeIf(name -> item.containsKey(name) && item.get(name).equals(expected.get(name)));
        // Other releases of the runtime may compress the same entries to other bytes.
        differing.remove(LedgerItemKeys.isEntryGroup(PrimaryKey.of(item)) ? DynamoDbLogStore.BYTES : "");
        return differing.isEmpty()
                ? new Waiting(where(item), leaves)
                : new Unexpected(
                        where(item), "its attributes %s do not match its entries".formatted(sorted(differing)));
    }

    private StoredLedgerItem sequenced(Map<String, AttributeValue> item, PrimaryKey key) {
        String start =
                key.sk().startsWith(LedgerItemKeys.PIECE) ? key.sk().substring(LedgerItemKeys.PIECE.length()) : "";
        if (!NUMBER.matcher(start).matches()
                || !key.equals(LedgerItemKeys.bundlePart(tenant, Long.parseLong(start)))
                || !has(item, ItemType.LOG_ENTRIES, DynamoDbLogStore.BYTES)) {
            return unexpected(item);
        }
        int count = EntryBundle.decode(DynamoDbLogStore.bytes(item).array())
                .entries()
                .size();
        return new Sequenced(where(item), Long.parseLong(start), count);
    }

    private StoredLedgerItem tile(Map<String, AttributeValue> item, String partition, PrimaryKey key) {
        Matcher where = TILE_PARTITION.matcher(partition);
        Matcher width = TILE_WIDTH.matcher(key.sk());
        if (!where.matches() || !width.matches() || !has(item, ItemType.LOG_TILE, DynamoDbLogStore.BYTES)) {
            return unexpected(item);
        }
        TileId tile = new TileId(
                Integer.parseInt(where.group(1)), Long.parseLong(where.group(2)), Integer.parseInt(width.group(1)));
        return new Tile(where(item), tile);
    }

    private StoredLedgerItem checkpoint(Map<String, AttributeValue> item, PrimaryKey key) {
        boolean expected = has(item, ItemType.LOG_CHECKPOINT, SIZE, NOTE)
                && key.equals(LedgerItemKeys.checkpoint(tenant, TableAttributes.number(item, SIZE)));
        return expected ? new ReadByName(where(item)) : unexpected(item);
    }

    private StoredLedgerItem decision(Map<String, AttributeValue> item, PrimaryKey key) {
        String document = CompressedText.read(item, TableAttributes.BODY);
        RecordedDecision decision = DecisionJson.read(document);
        Map<String, AttributeValue> expected = DynamoDbDecisionLog.attributes(tenant, decision);
        Optional<String> batch = TableAttributes.optionalText(item, DynamoDbDecisionLog.BATCH);
        Set<String> names = new HashSet<>(expected.keySet());
        if (batch.isPresent()) {
            names.add(DynamoDbDecisionLog.BATCH);
            names.remove(Index.G2.partitionKey());
            names.remove(Index.G2.sortKey());
        }
        boolean matches = key.equals(TableKeys.decision(tenant, decision.id()))
                && names.equals(withoutCause(item))
                && names.stream()
                        .filter(name -> !name.equals(TableAttributes.BODY) && !name.equals(DynamoDbDecisionLog.BATCH))
                        .allMatch(name -> Objects.equals(item.get(name), expected.get(name)));
        return matches
                ? new Decision(where(item), decision.id(), document, batch)
                : new Unexpected(where(item), "its attributes do not match its decision");
    }

    private StoredLedgerItem batch(Map<String, AttributeValue> item, PrimaryKey key) {
        DecisionBatch batch = ItemCodec.body(item, DecisionBatch.class);
        boolean open = key.equals(TableKeys.openDecisionBatch(tenant));
        boolean matches = (open || key.equals(TableKeys.decisionBatch(tenant, batch.id())))
                && has(item, ItemType.DECISION_BATCH, DynamoDbDecisionLog.BATCH, TableAttributes.BODY)
                && TableAttributes.text(item, DynamoDbDecisionLog.BATCH).equals(batch.id())
                && TableAttributes.text(item, TableAttributes.BODY).equals(ModelJson.write(batch));
        return matches ? new Batch(where(item), batch, open) : unexpected(item);
    }

    /**
     * Interprets an approval of record. Its body must not contain anything that Grantkeeper does not read; a body that
     * an earlier release wrote may lack members.
     */
    private StoredLedgerItem approval(Map<String, AttributeValue> item) {
        ApprovalOfRecord approval = DynamoDbApprovalOfRecordStore.read(item);
        Map<String, AttributeValue> expected = DynamoDbApprovalOfRecordStore.item(tenant, approval);
        boolean matches = expected.keySet().equals(withoutCause(item))
                && expected.keySet().stream()
                        .filter(name -> !name.equals(TableAttributes.BODY))
                        .allMatch(name -> Objects.equals(item.get(name), expected.get(name)))
                && isPart(body(item), body(expected));
        return matches
                ? new Approval(where(item), approval)
                : new Unexpected(where(item), "its attributes do not match its approval");
    }

    private static JsonNode body(Map<String, AttributeValue> item) {
        return ModelJson.mapper().readTree(TableAttributes.text(item, TableAttributes.BODY));
    }

    /**
     * Returns whether the first document is a part of the second: each of its members is also a member of the second,
     * with the same value.
     */
    private static boolean isPart(JsonNode document, JsonNode of) {
        if (document.isObject() && of.isObject()) {
            return document.properties().stream()
                    .allMatch(member -> of.has(member.getKey()) && isPart(member.getValue(), of.path(member.getKey())));
        }
        if (document.isArray() && of.isArray() && document.size() == of.size()) {
            return IntStream.range(0, of.size()).allMatch(i -> isPart(document.get(i), of.get(i)));
        }
        return document.equals(of);
    }

    private static Unexpected unexpected(Map<String, AttributeValue> item) {
        return new Unexpected(
                where(item),
                "Grantkeeper stores no item with this key, type and attributes %s".formatted(sorted(item.keySet())));
    }

    /**
     * Returns whether an item has a type and, apart from its key and the cause of the write, exactly these attributes.
     */
    private static boolean has(Map<String, AttributeValue> item, ItemType type, String... names) {
        Set<String> all = new HashSet<>(List.of(names));
        all.addAll(List.of(TableAttributes.PK, TableAttributes.SK, TableAttributes.TYPE));
        return withoutCause(item).equals(all) && type.value().equals(item.get(TableAttributes.TYPE));
    }

    private static Set<String> withoutCause(Map<String, AttributeValue> item) {
        Set<String> names = new HashSet<>(item.keySet());
        names.remove(TableAttributes.CAUSE);
        return names;
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
