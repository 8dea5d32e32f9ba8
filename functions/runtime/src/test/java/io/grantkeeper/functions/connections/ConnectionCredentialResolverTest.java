package io.grantkeeper.functions.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.aws.secrets.SecretResolver;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

@DisplayName("A connection's credential")
class ConnectionCredentialResolverTest {
    @TempDir
    Path folder;

    private final ConnectionCredentialResolver credentials = new ConnectionCredentialResolver(new SecretResolver(
            Map.of(),
            () -> {
                throw SdkClientException.create("no route to host");
            },
            Clock.systemUTC()));

    @Test
    void readsCredentialAgainAfterRejection() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "old");
        Connection connection = connection("file:" + token);
        assertThat(credentials.resolve(connection, "token")).contains(Secret.of("old"));
        Files.writeString(token, "new");
        assertThat(credentials.resolve(connection, "token")).contains(Secret.of("old"));
        credentials.invalidate(connection);
        assertThat(credentials.resolve(connection, "token")).contains(Secret.of("new"));
    }

    @Test
    void reportsMissingCredentialAsMisconfiguration() {
        assertThat(problem("env:MISSING")).isInstanceOf(ConnectorProblem.Misconfigured.class);
    }

    @Test
    void reportsTemporarilyUnreachableSecretAsUnavailable() {
        assertThat(problem("secretsmanager:grantkeeper/github")).isInstanceOf(ConnectorProblem.Unavailable.class);
    }

    private ConnectorProblem problem(String reference) {
        return catchThrowableOfType(ConnectorException.class, () -> credentials.resolve(connection(reference), "token"))
                .problem();
    }

    private static Connection connection(String reference) {
        return Connection.of(
                new TenantId("acme"),
                new ConnectionId("github-acme"),
                new ProviderId("github"),
                Map.of(),
                Map.of("token", reference));
    }
}
