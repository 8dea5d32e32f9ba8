package io.grantkeeper.aws.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.local.RecordingAwsService;
import io.grantkeeper.aws.local.S3Double;
import io.grantkeeper.aws.s3.S3CheckpointExport;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.LogStoreContract;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Sealing with checkpoints in a bucket")
class SealedBucketTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final SigningKeyFile KEY = SigningKeyFile.generate("example.com/ledger/acme", SignatureType.ED25519);

    private final S3Double s3 = new S3Double();
    private final RecordingAwsService service = new RecordingAwsService(s3);
    private final AwsClients clients = new AwsClients(service.environment("GRANTKEEPER_S3_ENDPOINT"));

    @AfterEach
    void close() {
        clients.close();
        service.close();
    }

    private void seal(InMemoryLogStore log, int from, int to) {
        for (int i = from; i < to; i++) {
            log.add(ACME, LogStoreContract.entry(ACME, "entry-" + i));
        }
        new SealLedger(
                        log,
                        LogSigningKeys.of(_ -> KEY),
                        new S3CheckpointExport(clients.s3(), "witness", ""),
                        new ManualClock(ModelSamples.NOON))
                .seal(ACME, () -> true);
    }

    @Test
    void stopsSealingIfTableWasReplacedByEarlierOrDifferentTable() {
        InMemoryLogStore table = new InMemoryLogStore();
        seal(table, 0, 5);
        seal(table, 5, 9);
        seal(table, 9, 300);
        assertThat(s3.objects().keySet())
                .containsExactly(
                        "witness/acme/0000000000000000005",
                        "witness/acme/0000000000000000009",
                        "witness/acme/0000000000000000300");

        InMemoryLogStore earlier = new InMemoryLogStore();
        assertThatThrownBy(() -> seal(earlier, 0, 9))
                .isInstanceOf(LedgerCorruptedException.class)
                .hasMessageContaining("exported checkpoint of size 300")
                .hasMessageContaining("signing has stopped");
        assertThat(earlier.checkpoint(ACME)).isEmpty();

        InMemoryLogStore another = new InMemoryLogStore();
        assertThatThrownBy(() -> seal(another, 100, 500))
                .isInstanceOf(LedgerCorruptedException.class)
                .hasMessageContaining("exported checkpoint of size 300");
        assertThat(another.checkpoint(ACME)).isEmpty();
        assertThat(s3.objects()).hasSize(3);

        seal(table, 300, 301);
        assertThat(s3.objects()).hasSize(4);
    }

    @Test
    void stopsSealingIfLargestExportWasReplaced() {
        InMemoryLogStore table = new InMemoryLogStore();
        seal(table, 0, 5);
        seal(table, 5, 9);
        s3.objects().put("witness/acme/0000000000000000009", s3.objects().get("witness/acme/0000000000000000005"));
        assertThatThrownBy(() -> seal(table, 9, 12))
                .isInstanceOf(LedgerCorruptedException.class)
                .hasMessageContaining("exported under the size 9 has size 5");
    }
}
