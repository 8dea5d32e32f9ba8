package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.ItemTooLargeException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * An observed row in the form in which it is written: its key, its content as JSON, and its index entries.
 *
 * @param indexes the index entries under which the row is listed
 * @param owner the ID of the row's identity; set only if the ID is too long for the partition key
 */
record EncodedRow(
        RowKey row, PrimaryKey key, String body, long hash, Map<Index, IndexKey> indexes, Optional<String> owner) {
    /** DynamoDB's limit for the size of an item, in bytes. */
    private static final long MAX_ITEM = 400L * 1024;
    /** The maximum size of all attributes other than the key, the body and the index keys, including their names. */
    private static final long SMALL_ATTRIBUTES = 512;

    /** The key of an index entry. */
    record IndexKey(String partition, String sort) {}

    static EncodedRow of(TenantId tenant, RowKey row, Object content) {
        PrimaryKey key = TableKeys.row(tenant, row);
        String body = ModelJson.write(content);
        boolean whole = key.pk().endsWith(row.owner()) || row.owner().equals(RowKey.NO_IDENTITY);
        return new EncodedRow(
                row,
                key,
                body,
                ModelJson.hash(body),
                indexes(tenant, row, content),
                whole ? Optional.empty() : Optional.of(row.owner()));
    }

    /**
     * Returns the index entries of a row. A grant whose subject is one person is listed under that person. A person is
     * listed by connection and by email address. Rows of other types have no index entries: identities are listed by
     * their summaries instead.
     */
    private static Map<Index, IndexKey> indexes(TenantId tenant, RowKey row, Object content) {
        return switch (row.type()) {
            case GRANT -> grantIndexes(tenant, row, (Grant) content);
            case PERSON -> personIndexes(tenant, row, (Person) content);
            case IDENTITY, CREDENTIAL, EVENT, USAGE -> Map.of();
        };
    }

    private static Map<Index, IndexKey> grantIndexes(TenantId tenant, RowKey row, Grant grant) {
        return switch (grant.subject()) {
            case GrantSubject.OnePerson(var person) ->
                Map.of(
                        Index.G1,
                        new IndexKey(
                                TableKeys.grantsOfPerson(tenant, person),
                                TableKeys.sk(row.owner() + "#" + row.part())));
            case GrantSubject.WholeTenant _ -> Map.of();
        };
    }

    private static Map<Index, IndexKey> personIndexes(TenantId tenant, RowKey row, Person person) {
        String sort = TableKeys.sk(row.owner());
        Map<Index, IndexKey> indexes = new EnumMap<>(Index.class);
        indexes.put(
                Index.G1,
                new IndexKey(TableKeys.peopleOfConnection(tenant, person.id().connection()), sort));
        person.email()
                .toOptional()
                .ifPresent(email -> indexes.put(Index.G2, new IndexKey(TableKeys.peopleByEmail(tenant, email), sort)));
        return indexes;
    }

    /**
     * Returns this row if its size is allowed.
     *
     * @throws ItemTooLargeException if DynamoDB would reject the item
     */
    EncodedRow requireSize() {
        long bytes = SMALL_ATTRIBUTES + utf8(body) + utf8(key.pk()) + utf8(key.sk());
        for (IndexKey index : indexes.values()) {
            bytes += utf8(index.partition()) + utf8(index.sort());
        }
        if (bytes > MAX_ITEM) {
            throw new ItemTooLargeException(row, bytes, MAX_ITEM);
        }
        return this;
    }

    /** Returns the update that writes this row, without a condition. */
    ConditionalUpdate update(Instant observedAt, Optional<StreamId> stream, boolean baseline) {
        ConditionalUpdate update = new ConditionalUpdate(key)
                .set(TableAttributes.TYPE, ItemType.of(row.type()).value())
                .set(TableAttributes.BODY, TableAttributes.text(body))
                .set(TableAttributes.HASH, TableAttributes.number(hash))
                .set(TableAttributes.OBSERVED_AT, TableAttributes.instant(observedAt))
                .setOnce(TableAttributes.FIRST_SEEN, TableAttributes.instant(observedAt))
                .setOnce(TableAttributes.BASELINE, TableAttributes.flag(baseline))
                .remove(TableAttributes.REMOVED_AT);
        owner.ifPresent(id -> update.set(ItemCodec.OWNER, TableAttributes.text(id)));
        stream.ifPresentOrElse(
                id -> update.set(TableAttributes.STREAM, TableAttributes.text(id.value())),
                () -> update.remove(TableAttributes.STREAM));
        for (Index index : Index.values()) {
            IndexKey place = indexes.get(index);
            if (place != null) {
                update.set(index.partitionKey(), TableAttributes.text(place.partition()));
                update.set(index.sortKey(), TableAttributes.text(place.sort()));
            } else if (index == Index.G1 || index == Index.G2) { // rows use no other indexes
                update.remove(index.partitionKey()).remove(index.sortKey());
            }
        }
        return update;
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
