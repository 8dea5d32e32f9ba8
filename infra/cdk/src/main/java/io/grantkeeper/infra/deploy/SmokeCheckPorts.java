package io.grantkeeper.infra.deploy;

import io.grantkeeper.aws.dynamodb.DynamoDbLogStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSweepStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.kms.KmsNoteSigner;
import io.grantkeeper.aws.secrets.SecretResolver;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.infra.config.InstallationConfig;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.note.VerifierKey;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The dependencies of a smoke check. The check reads the installation's table, key and secrets with the operator's
 * permissions.
 *
 * @param ledgerKeys returns the keys that sign the log with this name
 * @param pause waits between two reads of a state that may change
 */
record SmokeCheckPorts(
        LambdaClient lambda,
        HttpClient http,
        SweepStore sweeps,
        LogStore log,
        Function<String, TrustedKeys> ledgerKeys,
        SecretResolver secrets,
        Clock clock,
        Pause pause) {
    /** Waits between two reads of a state that may change. */
    @FunctionalInterface
    interface Pause {
        void wait(Duration time) throws InterruptedException;
    }

    /**
     * Returns the ports of an installation in AWS, with the credentials of the environment.
     *
     * @param longest the longest time to wait for a function
     */
    static SmokeCheckPorts inAws(InstallationConfig installation, Duration longest, Clock clock) {
        Region region = installation
                .deployment()
                .region()
                .map(Region::of)
                .orElseGet(() -> DefaultAwsRegionProviderChain.builder().build().getRegion());
        LambdaClient lambda = client(
                LambdaClient.builder(),
                region,
                UrlConnectionHttpClient.builder().socketTimeout(longest));
        DynamoDbTable table = new DynamoDbTable(
                client(DynamoDbClient.builder(), region, UrlConnectionHttpClient.builder()),
                installation.deployment().prefix());
        KmsClient kms = client(KmsClient.builder(), region, UrlConnectionHttpClient.builder());
        Supplier<SecretsManagerClient> secrets =
                () -> client(SecretsManagerClient.builder(), region, UrlConnectionHttpClient.builder());
        return new SmokeCheckPorts(
                lambda,
                HttpClient.newHttpClient(),
                new DynamoDbSweepStore(table),
                new DynamoDbLogStore(table),
                name -> new TrustedKeys(keys(installation, kms, name), List.of(), 0),
                new SecretResolver(System.getenv(), secrets, clock),
                clock,
                Thread::sleep);
    }

    private static List<VerifierKey> keys(InstallationConfig installation, KmsClient kms, String name) {
        return installation.deployment().signingKeys().stream()
                .map(key -> key.arn()
                        .orElseGet(() -> "alias/%s-ledger"
                                .formatted(installation.deployment().prefix())))
                .map(id -> KmsNoteSigner.of(kms, id, name).key())
                .toList();
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient> C client(
            B builder, Region region, UrlConnectionHttpClient.Builder http) {
        return builder.region(region)
                .credentialsProvider(new AwsDefaultCredentials())
                .httpClientBuilder(http)
                .build();
    }
}
