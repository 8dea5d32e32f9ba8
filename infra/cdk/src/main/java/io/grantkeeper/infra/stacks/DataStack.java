package io.grantkeeper.infra.stacks;

import io.grantkeeper.aws.dynamodb.TableSchema;
import io.grantkeeper.infra.config.DeploymentConfig;
import io.grantkeeper.infra.config.InstallationConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.kms.KeySpec;
import software.amazon.awscdk.services.kms.KeyUsage;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.ObjectLockRetention;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.amazon.awscdk.services.ses.EmailIdentity;
import software.amazon.awscdk.services.ses.Identity;
import software.constructs.Construct;

/** The stack with the stored data: the table, keys, secrets, checkpoints, and the SES sender identity. */
public final class DataStack extends Stack {
    private final InstallationConfig installation;
    private final String prefix;
    private final RetentionMode retention;
    private final Key key;
    private final Key ledgerKey;
    private final Table table;
    private final CfnSecret config;
    private final Optional<String> checkpoints;

    DataStack(Construct scope, String id, StackProps props, InstallationConfig installation, RetentionMode retention) {
        super(scope, id, props);
        this.installation = installation;
        this.prefix = installation.deployment().prefix();
        this.retention = retention;
        this.key = DataEncryptionKey.create(this, prefix, retention);
        this.table = newTable();
        this.ledgerKey = Key.Builder.create(this, "LedgerKey")
                .alias("alias/" + prefix + "-ledger")
                .description("Signs the checkpoints of the ledger of " + prefix)
                .keySpec(KeySpec.ECC_NIST_EDWARDS25519)
                .keyUsage(KeyUsage.SIGN_VERIFY)
                .removalPolicy(retention.removal())
                .pendingWindow(Duration.days(30))
                .build();
        this.config = secret(
                "Config",
                prefix + "/config",
                "What " + prefix + " watches and whom it alerts; contains no credentials");
        config.setSecretString(installation.document());
        installation.secrets().all().forEach(this::addCredential);
        this.checkpoints = installation.deployment().checkpoints().map(this::checkpointBucket);
        installation.sesSender().ifPresent(this::addSender);
        addOutputs();
    }

    private Table newTable() {
        Table made = Table.Builder.create(this, "Table")
                .tableName(prefix)
                .partitionKey(stringAttribute(TableSchema.PARTITION_KEY))
                .sortKey(stringAttribute(TableSchema.SORT_KEY))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .stream(StreamViewType.NEW_AND_OLD_IMAGES)
                .timeToLiveAttribute(TableSchema.TIME_TO_LIVE)
                .encryption(TableEncryption.CUSTOMER_MANAGED)
                .encryptionKey(key)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(retention.isProtected())
                .removalPolicy(retention.removal())
                .build();
        for (TableSchema.Index index : TableSchema.Index.values()) {
            made.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder()
                    .indexName(index.indexName())
                    .partitionKey(stringAttribute(index.partitionKey()))
                    .sortKey(stringAttribute(index.sortKey()))
                    .projectionType(ProjectionType.KEYS_ONLY)
                    .build());
        }
        return made;
    }

    private static Attribute stringAttribute(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }

    /**
     * Creates a secret without a value, because only the operator knows the value. A function that reads the empty
     * secret reports the secret's name.
     */
    private void addCredential(String name) {
        if (installation.deployment().isExistingSecret(name)) {
            return;
        }
        var _ = secret("Secret-" + name.replaceAll("[^A-Za-z0-9]", "-"), name, "A credential of " + prefix);
        CfnOutput.Builder.create(this, "Fill-" + name.replaceAll("[^A-Za-z0-9]", "-"))
                .description("Stores the credential; see docs/operations.md")
                .value("aws secretsmanager put-secret-value --secret-id %s --secret-string file://FILE".formatted(name))
                .build();
    }

    private CfnSecret secret(String id, String name, String purpose) {
        CfnSecret made = CfnSecret.Builder.create(this, id)
                .name(name)
                .description(purpose)
                .kmsKeyId(key.getKeyArn())
                .build();
        made.applyRemovalPolicy(retention.removal());
        CdkNagSuppressions.accept(
                made,
                "AwsSolutions-SMG4",
                "Only the provider can issue a new credential; docs/operations.md describes how to rotate each one");
        return made;
    }

    private String checkpointBucket(DeploymentConfig.Checkpoints wanted) {
        if (wanted.bucket().isPresent()) {
            return wanted.bucket().get();
        }
        // A predictable name, so that other stacks need no export (see ResourceLocations). Bucket names are unique
        // across all accounts.
        String name = "%s-%s-%s".formatted(prefix, getAccount(), getRegion());
        Bucket made = Bucket.Builder.create(this, "Checkpoints")
                .bucketName(name)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .versioned(true)
                .objectLockEnabled(true)
                .objectLockDefaultRetention(ObjectLockRetention.compliance(
                        Duration.days(wanted.lockDays().orElse(400))))
                .removalPolicy(software.amazon.awscdk.RemovalPolicy.RETAIN) // locked objects cannot be deleted
                .build();
        CdkNagSuppressions.accept(
                made,
                "AwsSolutions-S1",
                "An access log bucket would raise the same finding; use CloudTrail data events if access logs are required");
        return name;
    }

    private void addSender(String from) {
        if (installation
                .deployment()
                .sender()
                .flatMap(DeploymentConfig.Sender::existing)
                .orElse(false)) {
            return;
        }
        String name = senderIdentity(installation, from);
        EmailIdentity identity = EmailIdentity.Builder.create(this, "Sender")
                .identity(name.contains("@") ? Identity.email(name) : Identity.domain(name))
                .build();
        identity.applyRemovalPolicy(retention.removal());
        if (!name.contains("@")) {
            for (int i = 0; i < identity.getDkimRecords().size(); i++) {
                CfnOutput.Builder.create(this, "Dkim" + (i + 1))
                        .description("DNS record (CNAME) to add so that recipients trust mail from %s".formatted(name))
                        .value(identity.getDkimRecords().get(i).getName() + " -> "
                                + identity.getDkimRecords().get(i).getValue())
                        .build();
            }
        }
    }

    static String senderIdentity(InstallationConfig installation, String from) {
        return installation
                .deployment()
                .sender()
                .flatMap(DeploymentConfig.Sender::identity)
                .orElseGet(() -> from.substring(from.indexOf('@') + 1));
    }

    private void addOutputs() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("TableName", table.getTableName());
        told.put("LedgerKeyId", ledgerKey.getKeyId());
        told.put("LedgerPublicKey", "aws kms get-public-key --key-id alias/%s-ledger".formatted(prefix));
        checkpoints.ifPresent(bucket -> told.put("CheckpointBucket", bucket));
        told.forEach((name, value) ->
                CfnOutput.Builder.create(this, name).value(value).build());
    }

    Key key() {
        return key;
    }

    Key ledgerKey() {
        return ledgerKey;
    }

    Table table() {
        return table;
    }

    String configArn() {
        return config.getRef();
    }

    /** Returns the name of the checkpoint bucket; empty if there is none. */
    Optional<String> checkpoints() {
        return checkpoints;
    }
}
