package io.grantkeeper.aws.s3;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.log.CheckpointExport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Stores each checkpoint as the S3 object {@code <prefix><tenant>/<size>}, where the size is the number of ledger
 * entries, and never overwrites an existing object. S3 lists keys in the order of their bytes, which is the order of the
 * sizes.
 */
public final class S3CheckpointExport implements CheckpointExport {
    private static final int PRECONDITION_FAILED = 412;
    private static final Pattern SIZE = Pattern.compile("[0-9]{19}");
    /**
     * The maximum number of bytes to read from a checkpoint: several times the length of a checkpoint with 100
     * signatures.
     */
    private static final int LONGEST = 64 * 1024;

    private final S3Client s3;
    private final String bucket;
    private final String prefix;

    /**
     * Creates an exporter.
     *
     * @param prefix the start of every object key; empty, or ending in a slash
     */
    public S3CheckpointExport(S3Client s3, String bucket, String prefix) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public void export(TenantId tenant, long size, String note) {
        String key = key(tenant, size);
        try {
            s3.putObject(
                    request -> request.bucket(bucket)
                            .key(key)
                            .contentType("text/plain; charset=utf-8")
                            .ifNoneMatch("*"),
                    RequestBody.fromString(note));
        } catch (S3Exception e) {
            if (e.statusCode() != PRECONDITION_FAILED) {
                throw e;
            }
            // An earlier run may have written the object and been interrupted before it stored its progress.
        }
    }

    @Override
    public Optional<Exported> largest(TenantId tenant, long fromSize) {
        return largestSize(tenant, fromSize).map(size -> new Exported(size, read(key(tenant, size))));
    }

    /**
     * Finds the size of the largest exported checkpoint. The log's record of exports is usually correct, and then one
     * listing
     * is enough. If the record was reset, the steps to the next listing double until they lead beyond the largest size,
     * and
     * are halved from then on. Therefore, a year of checkpoints takes a few dozen listings instead of hundreds.
     */
    private Optional<Long> largestSize(TenantId tenant, long fromSize) {
        Optional<Page> first = pageAfter(tenant, fromSize - 1);
        if (first.isEmpty()) {
            first = pageAfter(tenant, -1);
        }
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Page page = first.get();
        boolean doubling = true;
        for (long step = 1; page.hasMore(); step = doubling ? sum(step, step) : step / 2) {
            Optional<Page> next = pageAfter(tenant, sum(page.largest(), step));
            if (next.isPresent()) {
                page = next.get();
            } else if (step == 0) {
                break; // the keys that follow are those of other objects
            } else {
                doubling = false;
            }
        }
        return Optional.of(page.largest());
    }

    private static long sum(long size, long step) {
        return size > Long.MAX_VALUE - step ? Long.MAX_VALUE : size + step;
    }

    /**
     * A page of a listing that contains at least one checkpoint.
     *
     * @param hasMore whether the listing has more keys after this page
     */
    private record Page(long largest, boolean hasMore) {}

    /**
     * Returns the first page of checkpoints that are larger than the given size; if the size is -1, the first page of
     * all checkpoints. Skips objects that are not checkpoints. Returns empty if there is no such checkpoint.
     */
    private Optional<Page> pageAfter(TenantId tenant, long size) {
        String folder = prefix + tenant + "/";
        Iterable<ListObjectsV2Response> pages = s3.listObjectsV2Paginator(
                request -> request.bucket(bucket).prefix(folder).startAfter(size < 0 ? folder : key(tenant, size)));
        for (ListObjectsV2Response page : pages) {
            List<Long> sizes = page.contents().stream()
                    .map(S3Object::key)
                    .map(key -> key.substring(folder.length()))
                    .filter(name -> SIZE.matcher(name).matches())
                    .flatMap(name -> parsed(name).stream())
                    .toList();
            if (!sizes.isEmpty()) {
                return Optional.of(new Page(sizes.getLast(), page.isTruncated()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> parsed(String digits) {
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException _) {
            return Optional.empty(); // beyond the largest size of a log
        }
    }

    private String read(String key) {
        return new String(
                s3.getObjectAsBytes(request -> request.bucket(bucket).key(key).range("bytes=0-" + (LONGEST - 1)))
                        .asByteArrayUnsafe(),
                StandardCharsets.UTF_8);
    }

    private String key(TenantId tenant, long size) {
        return String.format(Locale.ROOT, "%s%s/%019d", prefix, tenant, size);
    }
}
