package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.digest.ListedRow;
import io.grantkeeper.identity.digest.ListingProgress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How far listings have been read. Chunks are named by the hash of what they hold; the head names them last. So writing
 * the same again changes nothing, and chunks of two writers never mix.
 */
final class ProgressItems {
    /** A listing that has not gone on by then has been given up. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final int LARGEST_CHUNK = 350 * 1024;
    private static final String HEAD = "HEAD";
    private static final String CHUNK = "CHUNK#";
    private static final String CHUNKS = "chunks";
    private static final String STARTED_AT = "startedAt";
    private static final String DATA = "data";

    private final DynamoDbTable table;

    ProgressItems(DynamoDbTable table) {
        this.table = table;
    }

    Optional<ListingProgress> load(String pk) {
        return table.get(new Key(pk, HEAD), Freshness.STRONG)
                .flatMap(head -> rows(pk, chunks(head))
                        .map(rows ->
                                new ListingProgress(Attributes.instant(Attributes.required(head, STARTED_AT)), rows)));
    }

    void save(String pk, ListingProgress progress) {
        List<String> names = new ArrayList<>();
        for (byte[] chunk : ListedRowCodec.encode(progress.rows(), LARGEST_CHUNK)) {
            String name = CHUNK + hash(chunk);
            names.add(name);
            Map<String, AttributeValue> item = item(new Key(pk, name), progress.startedAt());
            item.put(DATA, AttributeValue.fromB(SdkBytes.fromByteArray(chunk)));
            table.put(item);
        }
        List<String> before = table.get(new Key(pk, HEAD), Freshness.STRONG)
                .map(ProgressItems::chunks)
                .orElse(List.of());
        Map<String, AttributeValue> head = item(new Key(pk, HEAD), progress.startedAt());
        head.put(STARTED_AT, Attributes.instant(progress.startedAt()));
        head.put(
                CHUNKS,
                AttributeValue.fromL(names.stream().map(Attributes::text).toList()));
        table.put(head);
        before.stream().filter(name -> !names.contains(name)).forEach(name -> table.delete(new Key(pk, name)));
    }

    /** The head goes first: without it the chunks are nothing. */
    void clear(String pk) {
        Optional<Map<String, AttributeValue>> head = table.get(new Key(pk, HEAD), Freshness.STRONG);
        if (head.isPresent()) {
            table.delete(new Key(pk, HEAD));
            chunks(head.get()).forEach(name -> table.delete(new Key(pk, name)));
        }
    }

    /** Empty where a chunk is missing: the listing is read from its start then. */
    private Optional<List<ListedRow>> rows(String pk, List<String> names) {
        List<Key> keys = names.stream().map(name -> new Key(pk, name)).toList();
        Map<Key, Map<String, AttributeValue>> items = table.getAll(keys, Freshness.STRONG);
        List<ListedRow> rows = new ArrayList<>();
        for (Key key : keys) {
            Map<String, AttributeValue> item = items.get(key);
            if (item == null) {
                return Optional.empty();
            }
            rows.addAll(
                    ListedRowCodec.decode(Attributes.required(item, DATA).b().asByteArray()));
        }
        return Optional.of(rows);
    }

    private static List<String> chunks(Map<String, AttributeValue> head) {
        return Attributes.required(head, CHUNKS).l().stream()
                .map(AttributeValue::s)
                .toList();
    }

    private static Map<String, AttributeValue> item(Key key, Instant startedAt) {
        Map<String, AttributeValue> item = new HashMap<>(key.attributes());
        item.put(Attributes.TYPE, ItemType.PROGRESS.value());
        item.put(Attributes.TTL, Attributes.number(startedAt.plus(KEPT).getEpochSecond()));
        return item;
    }

    private static String hash(byte[] chunk) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(chunk);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
