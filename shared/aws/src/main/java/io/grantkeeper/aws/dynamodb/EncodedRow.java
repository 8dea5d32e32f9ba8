package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.ItemTooLargeException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * An observed row, as it is written: its key, its content as JSON, and how it is found.
 *
 * @param indexes where it is to be listed
 * @param owner set where the partition key is too long to hold the owner's id whole
 */
record EncodedRow(RowKey row, Key key, String body, long hash, Map<Index, IndexKey> indexes, Optional<String> owner) {
    /** DynamoDB's limit for an item, in bytes. */
    private static final long LARGEST_ITEM = 400L * 1024;
    /** What the attributes beside key, body and index keys take at most, names included. */
    private static final long SMALL_ATTRIBUTES = 512;

    /** A place in an index. */
    record IndexKey(String partition, String sort) {}

    static EncodedRow of(TenantId tenant, RowKey row, Object content) {
        Key key = Keys.row(tenant, row);
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

    /** Identities are listed by their summary; what they hold, only under them. */
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
                        new IndexKey(Keys.grantsOfPerson(tenant, person), Keys.sk(row.owner() + "#" + row.part())));
            case GrantSubject.WholeTenant _ -> Map.of();
        };
    }

    private static Map<Index, IndexKey> personIndexes(TenantId tenant, RowKey row, Person person) {
        String sort = Keys.sk(row.owner());
        Map<Index, IndexKey> indexes = new EnumMap<>(Index.class);
        indexes.put(
                Index.G1,
                new IndexKey(Keys.peopleOfConnection(tenant, person.id().connection()), sort));
        person.email()
                .toOptional()
                .ifPresent(email -> indexes.put(Index.G2, new IndexKey(Keys.peopleByEmail(tenant, email), sort)));
        return indexes;
    }

    /** @throws ItemTooLargeException where DynamoDB would refuse the item */
    EncodedRow requireSize() {
        long bytes = SMALL_ATTRIBUTES + utf8(body) + utf8(key.pk()) + utf8(key.sk());
        for (IndexKey index : indexes.values()) {
            bytes += utf8(index.partition()) + utf8(index.sort());
        }
        if (bytes > LARGEST_ITEM) {
            throw new ItemTooLargeException(row, bytes, LARGEST_ITEM);
        }
        return this;
    }

    /** Everything but the condition. */
    Update update(Instant observedAt, boolean baseline) {
        Update update = new Update(key)
                .set(Attributes.TYPE, ItemType.of(row.type()).value())
                .set(Attributes.BODY, Attributes.text(body))
                .set(Attributes.HASH, Attributes.number(hash))
                .set(Attributes.OBSERVED_AT, Attributes.instant(observedAt))
                .setOnce(Attributes.FIRST_SEEN, Attributes.instant(observedAt))
                .setOnce(Attributes.BASELINE, Attributes.flag(baseline))
                .remove(Attributes.REMOVED_AT);
        owner.ifPresent(id -> update.set(ItemCodec.OWNER, Attributes.text(id)));
        for (Index index : Index.values()) {
            IndexKey place = indexes.get(index);
            if (place != null) {
                update.set(index.partitionKey(), Attributes.text(place.partition()));
                update.set(index.sortKey(), Attributes.text(place.sort()));
            } else if (index == Index.G1 || index == Index.G2) { // the only ones that rows use
                update.remove(index.partitionKey()).remove(index.sortKey());
            }
        }
        return update;
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
