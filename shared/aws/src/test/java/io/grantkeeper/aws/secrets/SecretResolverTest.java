package io.grantkeeper.aws.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.SteppingClock;
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
    private final SteppingClock clock = new SteppingClock(Samples.NOON);
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
    void readsAnEnvironmentVariable() {
        assertThat(resolve("env:GITHUB_TOKEN")).isEqualTo(Secret.of(CANARY));
    }

    @Test
    void readsAFileWithoutItsLastLineEnd() throws Exception {
        Path key = Files.writeString(folder.resolve("key.pem"), "-----BEGIN\nabc\n-----END\n");
        assertThat(resolve("file:" + key).reveal()).isEqualTo("-----BEGIN\nabc\n-----END");
    }

    @Test
    void readsASecretsManagerSecretWholeOrOneMember() {
        managed.put("grantkeeper/github", "{\"token\":\"" + CANARY + "\",\"app\":7}");
        managed.put("plain", CANARY);
        assertThat(resolve("secretsmanager:grantkeeper/github#token")).isEqualTo(Secret.of(CANARY));
        assertThat(resolve("secretsmanager:plain")).isEqualTo(Secret.of(CANARY));
    }

    @Test
    void findsAConnectionsCredentialByName() {
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
                        + " set; set it, or point elsewhere with env:NAME, file:/path or secretsmanager:name#key");
    }

    @Test
    void keepsASecretForFiveMinutes() {
        managed.put("plain", "one");
        resolve("secretsmanager:plain");
        managed.put("plain", "two");
        clock.step(Duration.ofMinutes(4));
        assertThat(resolve("secretsmanager:plain").reveal()).isEqualTo("one");
        assertThat(reads).isEqualTo(1);
        clock.step(Duration.ofMinutes(1));
        assertThat(resolve("secretsmanager:plain").reveal()).isEqualTo("two");
        managed.put("plain", "three");
        resolver.forget();
        assertThat(resolve("secretsmanager:plain").reveal()).isEqualTo("three");
    }

    @Test
    void namesFieldAndFixAndNeverTheValue() throws Exception {
        managed.put("broken", "{\"token\": " + CANARY);
        managed.put("object", "{\"other\":\"" + CANARY + "\"}");
        Path large = Files.writeString(folder.resolve("large"), CANARY.repeat(10_000));
        refuses("env:MISSING", "is not set");
        refuses("env:BLANK", "is empty");
        refuses("env:" + CANARY, "must be followed by the name of a variable");
        refuses("file:" + folder.resolve("nothing"), "does not exist");
        refuses("file:" + folder, "not readable as text");
        refuses("file:" + large, "more than 64 KB");
        refuses("file:", "must be followed by a path");
        refuses("file:\0" + CANARY, "must be followed by a path");
        refuses("secretsmanager:missing", "has no secret 'missing'");
        refuses("secretsmanager:broken#token", "is not JSON");
        refuses("secretsmanager:object#token", "has no text member 'token'");
        refuses("secretsmanager:", "must be followed by a secret's name");
        refuses(CANARY, "must say where the secret is kept");
        refuses("vault:" + CANARY, "must say where the secret is kept");
    }

    @Test
    void saysWhetherTryingAgainLaterMayDo() {
        failure = Optional.of(awsFailure(503));
        refuses("secretsmanager:plain", "could not be reached");
        assertThat(isTemporary("secretsmanager:plain")).isTrue();

        failure = Optional.of(SdkClientException.create("canary-7f3a: no route to host"));
        refuses("secretsmanager:plain", "could not be reached");
        assertThat(isTemporary("secretsmanager:plain")).isTrue();

        failure = Optional.of(awsFailure(400));
        refuses("secretsmanager:plain", "allow secretsmanager:GetSecretValue");
        assertThat(isTemporary("secretsmanager:plain")).isFalse();
        assertThat(isTemporary("env:MISSING")).isFalse();
    }

    @Test
    void readsABinarySecretThatIsTextAndSaysWhereOneIsNot() {
        binary = Optional.of(SdkBytes.fromUtf8String(CANARY));
        assertThat(resolve("secretsmanager:text").reveal()).isEqualTo(CANARY);
        binary = Optional.of(SdkBytes.fromByteArray(new byte[] {(byte) 0x30, (byte) 0x82, (byte) 0xff}));
        refuses("secretsmanager:keystore", "is binary and not text");
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

    private void refuses(String reference, String message) {
        assertThatThrownBy(() -> resolve(reference))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageStartingWith("connection 'github-acme', credential 'token': ")
                .hasMessageContaining(message)
                .hasNoCause()
                .message()
                .doesNotContain(CANARY);
    }

    /** There is no Secrets Manager to embed: this answers as it does. */
    private SecretsManagerClient secretsManager() {
        return (SecretsManagerClient) Proxy.newProxyInstance(
                SecretsManagerClient.class.getClassLoader(),
                new Class<?>[] {SecretsManagerClient.class},
                (_, _, arguments) -> {
                    reads++;
                    GetSecretValueRequest.Builder request = GetSecretValueRequest.builder();
                    @SuppressWarnings("unchecked") // the only overload that is called
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
