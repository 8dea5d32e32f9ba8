package io.grantkeeper.aws.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

@DisplayName("The secret resolver")
class SecretResolverTest {
    private static final String CANARY = "canary-7f3a";

    private final Map<String, String> managed = new HashMap<>();
    private final ManualClock clock = new ManualClock(ModelSamples.NOON);
    private final SecretResolver resolver =
            new SecretResolver(Map.of("GITHUB_TOKEN", CANARY + "\n", "BLANK", " "), this::secretsManager, clock);
    private Optional<RuntimeException> failure = Optional.empty();
    private Optional<SdkBytes> binary = Optional.empty();
    private int reads;

    @TempDir
    Path folder;

    private Secret resolve(String reference) {
        return resolver.resolve("connection 'github-acme', credential 'token'", reference);
    }

    @Test
    void readsEnvironmentVariable() {
        assertThat(resolve("env:GITHUB_TOKEN")).isEqualTo(Secret.of(CANARY));
    }

    @Test
    void readsFileWithoutTrailingLineBreak() throws Exception {
        Path key = Files.writeString(folder.resolve("key.pem"), "-----BEGIN\nabc\n-----END\n");
        assertThat(resolve("file:" + key).reveal()).isEqualTo("-----BEGIN\nabc\n-----END");
    }

    @Test
    void readsWholeSecretOrOneMember() {
        managed.put("grantkeeper/github", "{\"token\":\"" + CANARY + "\",\"app\":7}");
        managed.put("plain", CANARY);
        assertThat(resolve("secretsmanager:grantkeeper/github#token")).isEqualTo(Secret.of(CANARY));
        assertThat(resolve("secretsmanager:plain")).isEqualTo(Secret.of(CANARY));
    }

    @Test
    void findsCredentialOfConnectionByName() {
        Connection connection = Connection.of(
                new TenantId("acme"),
                new ConnectionId("github-acme"),
                new ProviderId("github"),
                Map.of(),
                Map.of("token", "env:GITHUB_TOKEN", "webhook", "env:MISSING"));
        assertThat(resolver.resolve(connection, "token")).contains(Secret.of(CANARY));
        assertThat(resolver.resolve(connection, "private-key")).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> resolver.resolve(connection, "webhook"))
                .hasMessage("connection 'github-acme', credential 'webhook': the environment variable MISSING is not"
                        + " set; set it, or use another reference: env:NAME, file:/path or secretsmanager:name#key");
    }

    @Test
    void cachesSecretForFiveMinutes() {
        managed.put("plain", "one");
        resolve("secretsmanager:plain");
        managed.put("plain", "two");
        clock.advance(Duration.ofMinutes(4));
        assertThat(resolve("secretsmanager:plain").reveal()).isEqualTo("one");
        assertThat(reads).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(resolve("secretsmanager:plain").reveal()).isEqualTo("two");
        managed.put("plain", "three");
        resolver.forget();
        assertThat(resolve("secretsmanager:plain").reveal()).isEqualTo("three");
    }

    @Test
    void namesFieldAndFixButNeverSecretValue() throws Exception {
        managed.put("broken", "{\"token\": " + CANARY);
        managed.put("object", "{\"other\":\"" + CANARY + "\"}");
        Path large = Files.writeString(folder.resolve("large"), CANARY.repeat(10_000));
        assertRejected("env:MISSING", "is not set");
        assertRejected("env:BLANK", "is empty");
        assertRejected("env:" + CANARY, "must be followed by the name of an environment variable");
        assertRejected("env:github_token", "uppercase letters (A to Z)");
        assertRejected("file:" + folder.resolve("nothing"), "does not exist");
        assertRejected("file:" + folder, "is not text");
        assertRejected("file:" + large, "more than 64 KB");
        assertRejected("file:", "must be followed by a path");
        assertRejected("file:\0" + CANARY, "must be followed by a path");
        assertRejected("secretsmanager:missing", "has no secret 'missing'");
        assertRejected("secretsmanager:broken#token", "is not JSON");
        assertRejected("secretsmanager:object#token", "has no text member 'token'");
        assertRejected("secretsmanager:", "must be followed by a secret's name");
        assertRejected(CANARY, "must be a reference to the secret");
        assertRejected("vault:" + CANARY, "must be a reference to the secret");
    }

    @Test
    void reportsWhetherFailureIsTemporary() {
        failure = Optional.of(awsFailure(503));
        assertRejected("secretsmanager:plain", "cannot be reached");
        assertThat(isTemporary("secretsmanager:plain")).isTrue();

        failure = Optional.of(SdkClientException.create("canary-7f3a: no route to host"));
        assertRejected("secretsmanager:plain", "cannot be reached");
        assertThat(isTemporary("secretsmanager:plain")).isTrue();

        failure = Optional.of(awsFailure(400));
        assertRejected("secretsmanager:plain", "allow secretsmanager:GetSecretValue");
        assertThat(isTemporary("secretsmanager:plain")).isFalse();
        assertThat(isTemporary("env:MISSING")).isFalse();
    }

    @Test
    void readsBinarySecretOnlyIfItIsText() {
        binary = Optional.of(SdkBytes.fromUtf8String(CANARY));
        assertThat(resolve("secretsmanager:text").reveal()).isEqualTo(CANARY);
        binary = Optional.of(SdkBytes.fromByteArray(new byte[] {(byte) 0x30, (byte) 0x82, (byte) 0xff}));
        assertRejected("secretsmanager:keystore", "is binary");
    }

    private boolean isTemporary(String reference) {
        return catchThrowableOfType(SecretUnavailableException.class, () -> resolve(reference))
                .isTemporary();
    }

    private static RuntimeException awsFailure(int status) {
        return SecretsManagerException.builder()
                .statusCode(status)
                .message(CANARY)
                .build();
    }

    private void assertRejected(String reference, String message) {
        assertThatThrownBy(() -> resolve(reference))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageStartingWith("connection 'github-acme', credential 'token': ")
                .hasMessageContaining(message)
                .hasNoCause()
                .message()
                .doesNotContain(CANARY);
    }

    /** Returns a stub client, because Secrets Manager cannot run locally. */
    private SecretsManagerClient secretsManager() {
        return (SecretsManagerClient) Proxy.newProxyInstance(
                SecretsManagerClient.class.getClassLoader(),
                new Class<?>[] {SecretsManagerClient.class},
                (_, _, arguments) -> {
                    reads++;
                    GetSecretValueRequest.Builder request = GetSecretValueRequest.builder();
                    @SuppressWarnings("unchecked") // the only overload that the code under test calls
                    Consumer<GetSecretValueRequest.Builder> filled =
                            (Consumer<GetSecretValueRequest.Builder>) arguments[0];
                    filled.accept(request);
                    if (failure.isPresent()) {
                        throw failure.get();
                    }
                    if (binary.isPresent()) {
                        return GetSecretValueResponse.builder()
                                .secretBinary(binary.get())
                                .build();
                    }
                    String value = managed.get(request.build().secretId());
                    if (value == null) {
                        throw ResourceNotFoundException.builder().build();
                    }
                    return GetSecretValueResponse.builder().secretString(value).build();
                });
    }
}
