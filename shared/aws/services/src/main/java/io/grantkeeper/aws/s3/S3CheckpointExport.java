package io.grantkeeper.aws.s3;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.log.CheckpointExport;
import java.util.Locale;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Stores each checkpoint as the S3 object {@code <prefix><tenant>/<size>}, where the size is the number of ledger
 * entries, and never overwrites an existing object.
 */
public final class S3CheckpointExport implements CheckpointExport {
    private static final int PRECONDITION_FAILED = 412;

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
        String key = String.format(Locale.ROOT, "%s%s/%019d", prefix, tenant, size);
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
}
