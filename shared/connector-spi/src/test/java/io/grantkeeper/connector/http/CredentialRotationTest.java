package io.grantkeeper.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A credential that its operator has replaced")
class CredentialRotationTest {
    /** A resolver that caches the old credential until the cache is invalidated. */
    private final CredentialResolver credentials = new CredentialResolver() {
        private String kept = "old";

        @Override
        public Optional<Secret> resolve(Connection connection, String slot) {
            return Optional.of(Secret.of(kept));
        }

        @Override
        public void invalidate(Connection connection) {
            kept = replacement;
        }
    };

    private String replacement = "new";
    private ScriptedServer server;
    private SessionFactory factory;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        server.script(exchange -> ScriptedServer.reply(exchange, isNew(exchange) ? 200 : 401, "{}"));
        factory = new SessionFactory(
                credentials,
                _ -> RateBudget.unlimited(),
                Clock.systemUTC(),
                ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)));
    }

    @AfterEach
    void stop() {
        factory.close();
        server.close();
    }

    @Test
    void readsNewCredentialIfOldOneIsRejected() throws ConnectorException {
        assertThat(send(new MinimalConnector(false)).status()).isEqualTo(200);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void readsNewCredentialIfTokenEndpointRejectsOldOne() throws ConnectorException {
        assertThat(send(new TokenEndpointConnector()).status()).isEqualTo(200);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void reportsInvalidTokenIfNewCredentialIsAlsoRejected() {
        replacement = "wrong";
        assertThatThrownBy(() -> send(new TokenEndpointConnector())).hasMessageContaining("the token was rejected");
        assertThat(server.requests()).hasSize(2);
    }

    private ProviderResponse send(MinimalConnector connector) throws ConnectorException {
        Connection connection = Connection.of(
                new TenantId("acme"),
                new ConnectionId("one"),
                new ProviderId("plain"),
                Map.of("base-url", server.uri("/").toString()),
                Map.of());
        return factory.open(connector, connection).http().send(ProviderRequest.get(server.uri("/a"), "core", "token"));
    }

    private static boolean isNew(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Authorization").equals("Bearer new");
    }

    /** A connector that requests a token from the provider's token endpoint before every call. */
    private final class TokenEndpointConnector extends MinimalConnector {
        TokenEndpointConnector() {
            super(false);
        }

        @Override
        public Authenticator authenticator() {
            Authenticator plain = super.authenticator();
            URI endpoint = server.uri("/token");
            return new Authenticator() {
                @Override
                public ProviderRequest authenticate(ProviderSession session, ProviderRequest request)
                        throws ConnectorException {
                    ProviderRequest signed =
                            plain.authenticate(session, ProviderRequest.get(endpoint, "core", request.credential()));
                    session.http().send(signed.unauthenticated());
                    return plain.authenticate(session, request);
                }

                @Override
                public void forget(ProviderSession session) {
                    plain.forget(session);
                }
            };
        }
    }
}
