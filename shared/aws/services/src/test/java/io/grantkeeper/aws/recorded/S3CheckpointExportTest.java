package io.grantkeeper.aws.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.local.RecordingAwsService;
import io.grantkeeper.aws.local.RecordingAwsService.Answer;
import io.grantkeeper.aws.local.RecordingAwsService.Request;
import io.grantkeeper.aws.local.S3Double;
import io.grantkeeper.aws.s3.S3CheckpointExport;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.log.CheckpointExport.Exported;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

@DisplayName("The checkpoints in a bucket")
class S3CheckpointExportTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId ACME_2 = new TenantId("acme-2");

    private final S3Double s3 = new S3Double();
    private final RecordingAwsService service = new RecordingAwsService(s3);
    private final AwsClients clients = new AwsClients(service.environment("GRANTKEEPER_S3_ENDPOINT"));
    private final S3CheckpointExport export = new S3CheckpointExport(clients.s3(), "witness", "");

    @AfterEach
    void close() {
        clients.close();
        service.close();
    }

    private static String note(long size) {
        return "example.com/ledger/acme\n%d\nroot\n\n— example.com/ledger/acme sig\n".formatted(size);
    }

    private static String key(TenantId tenant, long size) {
        return "witness/%s/%019d".formatted(tenant, size);
    }

    @Test
    void findsLargestCheckpointWhateverSizeLogRecords() {
        assertThat(export.largest(ACME, 0)).isEmpty();
        for (long size : List.of(3L, 20L, 100L)) {
            export.export(ACME, size, note(size));
        }
        export.export(ACME_2, 5_000, note(5_000));
        for (long recorded : List.of(0L, 3L, 19L, 100L, 101L, Long.MAX_VALUE)) {
            assertThat(export.largest(ACME, recorded))
                    .as("the log records %d", recorded)
                    .hasValue(new Exported(100, note(100)));
        }
    }

    @Test
    void neverOverwritesCheckpoints() {
        export.export(ACME, 3, note(3));
        export.export(ACME, 3, note(4));
        assertThat(export.largest(ACME, 3)).hasValue(new Exported(3, note(3)));
    }

    @Test
    void findsCheckpointsWithOneListingAndOneReadInNormalOperation() {
        for (long size = 1; size <= 2_500; size++) {
            s3.objects().put(key(ACME, size), note(size));
        }
        assertThat(export.largest(ACME, 2_499)).hasValue(new Exported(2_500, note(2_500)));
        assertThat(service.requests()).extracting(Request::method).containsExactly("GET", "GET");
        assertThat(service.requests().getFirst().query())
                .containsEntry("prefix", "acme/")
                .containsEntry("start-after", "acme/%019d".formatted(2_498));
    }

    /**
     * After the log's record of exports was reset, finding the exported checkpoints must not take one listing per
     * thousand checkpoints.
     */
    @Test
    void findsCheckpointsWithFewListingsIfRecordOfExportsWasReset() {
        for (long size = 10; size <= 2_000_000; size += 10) {
            s3.objects().put(key(ACME, size), "");
        }
        s3.objects().put(key(ACME, 2_000_001), note(2_000_001));
        assertThat(export.largest(ACME, 0)).hasValue(new Exported(2_000_001, note(2_000_001)));
        assertThat(service.requests()).hasSizeLessThan(40);
    }

    @Test
    void findsCheckpointsAmongOtherObjects() {
        export.export(ACME, 7, note(7));
        for (int i = 0; i < 1_500; i++) {
            s3.objects().put(key(ACME, 7) + "." + i, "");
        }
        s3.objects().put("witness/acme/9999999999999999999", "");
        s3.objects().put("witness/acme/README", "");
        export.export(ACME, 8, note(8));
        assertThat(export.largest(ACME, 7)).hasValue(new Exported(8, note(8)));
        assertThat(export.largest(ACME, 0)).hasValue(new Exported(8, note(8)));
        assertThat(export.largest(ACME, 9)).hasValue(new Exported(8, note(8)));
    }

    @Test
    void readsCheckpointsOnlyUpToMaximumLength() {
        s3.objects().put(key(ACME, 7), "x".repeat(1_000_000));
        assertThat(export.largest(ACME, 7).orElseThrow().note()).hasSize(64 * 1024);
    }

    @Test
    void preventsSealingIfCheckpointsCannotBeListed() {
        String denied = "<Error><Code>AccessDenied</Code><Message>no s3:ListBucket</Message></Error>";
        try (RecordingAwsService refusing = new RecordingAwsService(_ -> new Answer(403, "application/xml", denied));
                AwsClients other = new AwsClients(refusing.environment("GRANTKEEPER_S3_ENDPOINT"))) {
            assertThatThrownBy(() -> new S3CheckpointExport(other.s3(), "witness", "").largest(ACME, 0))
                    .isInstanceOf(S3Exception.class)
                    .hasMessageContaining("no s3:ListBucket");
        }
    }
}
