package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.Sha256;
import io.grantkeeper.identity.digest.ListingCompleteness;
import io.grantkeeper.identity.digest.ListingProgress;
import io.grantkeeper.identity.digest.ListingRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The stored progress of listings. A chunk is named by the hash of its content, and the head, which lists the chunks,
 * is written last. Therefore, writing the same progress again changes nothing, and the chunks of two writers never mix.
 */
final class ListingProgressItems {
    /** How long progress is stored. A listing that has not resumed within this time is abandoned. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final int MAX_CHUNK = 350 * 1024;
    private static final String HEAD = "HEAD";
    private static final String CHUNK = "CHUNK#";
    private static final String CHUNKS = "chunks";
    private static final String STARTED_AT = "startedAt";
    private static final String DATA = "data";

    /**
     * The attribute that lists the chunks with the evidence of completeness. Progress that an earlier release stored
     * lacks this attribute, because that release did not count rows.
     */
    private static final String WALK = "walk";

    private final DynamoDbTable table;

    ListingProgressItems(DynamoDbTable table) {
        this.table = table;
    }

    Optional<ListingProgress> load(String pk) {
        return table.get(new PrimaryKey(pk, HEAD), Freshness.STRONG)
                .flatMap(head -> rows(pk, chunks(head))
                        .flatMap(rows -> walk(pk, head)
                                .map(walk -> new ListingProgress(
                                        TableAttributes.instant(TableAttributes.required(head, STARTED_AT)),
                                        rows,
                                        walk))));
    }

    void save(String pk, ListingProgress progress) {
        List<String> names = write(pk, progress.startedAt(), ListingRowCodec.encode(progress.rows(), MAX_CHUNK));
        List<String> walk =
                write(pk, progress.startedAt(), ListingCompletenessCodec.encode(progress.walk(), MAX_CHUNK));
        List<String> before = table.get(new PrimaryKey(pk, HEAD), Freshness.STRONG)
                .map(ListingProgressItems::allChunks)
                .orElse(List.of());
        Map<String, AttributeValue> head = item(new PrimaryKey(pk, HEAD), progress.startedAt());
        head.put(STARTED_AT, TableAttributes.instant(progress.startedAt()));
        head.put(
                CHUNKS,
                AttributeValue.fromL(names.stream().map(TableAttributes::text).toList()));
        head.put(
                WALK,
                AttributeValue.fromL(walk.stream().map(TableAttributes::text).toList()));
        table.put(head);
        before.stream()
                .filter(name -> !names.contains(name) && !walk.contains(name))
                .forEach(name -> table.delete(new PrimaryKey(pk, name)));
    }

    private List<String> write(String pk, Instant startedAt, List<byte[]> chunks) {
        List<String> names = new ArrayList<>();
        for (byte[] chunk : chunks) {
            String name = CHUNK + hash(chunk);
            names.add(name);
            Map<String, AttributeValue> item = item(new PrimaryKey(pk, name), startedAt);
            item.put(DATA, AttributeValue.fromB(SdkBytes.fromByteArray(chunk)));
            table.put(item);
        }
        return names;
    }

    /** Deletes the progress of a listing. The head is deleted first, because chunks have no meaning without it. */
    void clear(String pk) {
        Optional<Map<String, AttributeValue>> head = table.get(new PrimaryKey(pk, HEAD), Freshness.STRONG);
        if (head.isPresent()) {
            table.delete(new PrimaryKey(pk, HEAD));
            allChunks(head.get()).forEach(name -> table.delete(new PrimaryKey(pk, name)));
        }
    }

    /** Returns the rows; empty if a chunk is missing, in which case the listing starts over. */
    private Optional<List<ListingRow>> rows(String pk, List<String> names) {
        return data(pk, names)
                .map(chunks -> chunks.stream()
                        .flatMap(chunk -> ListingRowCodec.decode(chunk).stream())
                        .toList());
    }

    /** Returns the evidence of completeness; empty if a chunk is missing. */
    private Optional<ListingCompleteness> walk(String pk, Map<String, AttributeValue> head) {
        return head.containsKey(WALK)
                ? data(pk, names(head, WALK)).map(ListingCompletenessCodec::decode)
                : Optional.of(ListingCompleteness.notCounted());
    }

    private Optional<List<byte[]>> data(String pk, List<String> names) {
        List<PrimaryKey> keys =
                names.stream().map(name -> new PrimaryKey(pk, name)).toList();
        Map<PrimaryKey, Map<String, AttributeValue>> items = table.getAll(keys, Freshness.STRONG);
        List<byte[]> data = new ArrayList<>();
        for (PrimaryKey key : keys) {
            Map<String, AttributeValue> item = items.get(key);
            if (item == null) {
                return Optional.empty();
            }
            data.add(TableAttributes.required(item, DATA).b().asByteArray());
        }
        return Optional.of(data);
    }

    private static List<String> chunks(Map<String, AttributeValue> head) {
        return names(head, CHUNKS);
    }

    private static List<String> allChunks(Map<String, AttributeValue> head) {
        List<String> all = new ArrayList<>(chunks(head));
        if (head.containsKey(WALK)) {
            all.addAll(names(head, WALK));
        }
        return all;
    }

    private static List<String> names(Map<String, AttributeValue> head, String member) {
        return TableAttributes.required(head, member).l().stream()
                .map(AttributeValue::s)
                .toList();
    }

    private static Map<String, AttributeValue> item(PrimaryKey key, Instant startedAt) {
        Map<String, AttributeValue> item = NewItem.of(key, ItemType.PROGRESS);
        item.put(
                TableAttributes.TTL, TableAttributes.number(startedAt.plus(KEPT).getEpochSecond()));
        return item;
    }

    private static String hash(byte[] chunk) {
        byte[] digest = Sha256.of(chunk);
        return HexFormat.of().formatHex(digest, 0, 16);
    }
}
