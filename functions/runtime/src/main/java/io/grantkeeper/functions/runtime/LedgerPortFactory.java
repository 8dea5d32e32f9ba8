package io.grantkeeper.functions.runtime;

import static io.grantkeeper.functions.runtime.AwsPortFactory.bean;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.dynamodb.DynamoDbConfigurationStore;
import io.grantkeeper.aws.dynamodb.DynamoDbLogStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPendingEntryStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSaltStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.kms.KmsNoteSigner;
import io.grantkeeper.aws.s3.S3CheckpointExport;
import io.grantkeeper.functions.connections.LedgerConfig;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.note.NoteSigner;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.note.VerifierKey;
import io.grantkeeper.ledger.record.ConfigurationRecorder;
import io.grantkeeper.ledger.witness.Witnesses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/**
 * Registers the ports of the ledger on Lambda: entries and logs in DynamoDB, keys in KMS, and, if they are configured,
 * checkpoints in a bucket and witnesses.
 */
final class LedgerPortFactory implements BeanRegistrar {
    private final DeploymentVariables variables;

    LedgerPortFactory(DeploymentVariables variables) {
        this.variables = variables;
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        bean(
                registry,
                PendingEntryStore.class,
                ports -> new DynamoDbPendingEntryStore(ports.bean(DynamoDbTable.class)));
        bean(registry, LogStore.class, ports -> new DynamoDbLogStore(ports.bean(DynamoDbTable.class)));
        bean(registry, SaltStore.class, ports -> new DynamoDbSaltStore(ports.bean(DynamoDbTable.class)));
        bean(
                registry,
                ConfigurationRecorder.class,
                ports -> new ConfigurationRecorder(
                        new DynamoDbConfigurationStore(ports.bean(DynamoDbTable.class)),
                        ports.bean(PendingEntryStore.class),
                        ports.bean(SaltStore.class)));
        bean(registry, LogSigningKeys.class, this::keys);
        bean(registry, LedgerKeys.class, this::publicKeys);
        bean(registry, Witnesses.class, this::witnesses);
        bean(
                registry,
                CheckpointExport.class,
                ports -> variables
                        .ledgerBucket()
                        .<CheckpointExport>map(bucket -> new S3CheckpointExport(
                                ports.bean(AwsClients.class).s3(), bucket, ""))
                        .orElseGet(CheckpointExport::none));
    }

    private Witnesses witnesses(BeanRegistry.SupplierContext ports) {
        try {
            return variables
                    .ledgerSettings()
                    .map(LedgerConfig::parse)
                    .orElseGet(LedgerConfig::none)
                    .allWitnesses();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("GRANTKEEPER_LEDGER_SETTINGS: " + e.getMessage(), e);
        }
    }

    private LogSigningKeys keys(BeanRegistry.SupplierContext ports) {
        return new LogSigningKeys(LedgerKeyReference.parseAll(variables.ledgerKeys()).stream()
                .map(reference -> {
                    Map<TenantId, NoteSigner> made = new ConcurrentHashMap<>();
                    return new LogSigningKeys.SigningKey(
                            tenant -> made.computeIfAbsent(tenant, _ -> signer(ports, reference, tenant)),
                            reference.from(),
                            reference.until());
                })
                .toList());
    }

    private LedgerKeys publicKeys(BeanRegistry.SupplierContext ports) {
        List<LedgerKeyReference> references = LedgerKeyReference.parseAll(variables.ledgerKeys());
        Map<TenantId, TrustedKeys> made = new ConcurrentHashMap<>();
        return tenant -> made.computeIfAbsent(
                tenant,
                of -> new TrustedKeys(
                                references.stream()
                                        .map(reference -> publicKey(ports, reference, of))
                                        .toList(),
                                List.of(),
                                0)
                        .withOptionalWitnesses(ports.bean(Witnesses.class).keys()));
    }

    private VerifierKey publicKey(BeanRegistry.SupplierContext ports, LedgerKeyReference reference, TenantId tenant) {
        String name = variables.ledgerNamePrefix() + "/" + tenant;
        return reference
                .folder()
                .map(folder -> SigningKeyFile.openOrCreate(Path.of(folder, "ledger-" + tenant + ".key"), name)
                        .key())
                .orElseGet(() -> KmsNoteSigner.of(ports.bean(AwsClients.class).kms(), reference.key(), name)
                        .key());
    }

    private NoteSigner signer(BeanRegistry.SupplierContext ports, LedgerKeyReference reference, TenantId tenant) {
        String name = variables.ledgerNamePrefix() + "/" + tenant;
        return reference
                .folder()
                .<NoteSigner>map(
                        folder -> SigningKeyFile.openOrCreate(Path.of(folder, "ledger-" + tenant + ".key"), name))
                .orElseGet(() -> KmsNoteSigner.of(ports.bean(AwsClients.class).kms(), reference.key(), name));
    }
}
