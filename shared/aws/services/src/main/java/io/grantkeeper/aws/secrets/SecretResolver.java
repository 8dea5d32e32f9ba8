package io.grantkeeper.aws.secrets;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Resolves references such as {@code env:GITHUB_TOKEN}, {@code file:/run/secrets/key.pem} or {@code
 * secretsmanager:grantkeeper/github#token} to secrets. Caches values for five minutes, in memory only, so a rotated
 * secret takes effect without a restart.
 */
public final class SecretResolver {
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final SecretSources sources;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(Secret secret, Instant until) {}

    /**
     * Creates a resolver.
     *
     * @param environment the variables for {@code env:} references
     * @param secretsManager supplies the client; called only if there is a {@code secretsmanager:} reference
     */
    public SecretResolver(Map<String, String> environment, Supplier<SecretsManagerClient> secretsManager, Clock clock) {
        this.sources = new SecretSources(environment, secretsManager);
        this.clock = clock;
    }

    /**
     * Returns a credential of a connection.
     *
     * @param name the credential's name in the connection's configuration
     * @return the credential; empty if the connection does not configure a credential with this name
     * @throws SecretUnavailableException if the credential is configured but cannot be read; the message names the
     *     connection and the field and says how to fix the problem
     */
    public Optional<Secret> resolve(Connection connection, String name) {
        String field = "connection '%s', credential '%s'".formatted(connection.id(), name);
        return Optional.ofNullable(connection.credentials().get(name)).map(reference -> resolve(field, reference));
    }

    /**
     * Returns the secret that a reference points to.
     *
     * @param field the field that contains the reference, for error messages
     * @throws SecretUnavailableException if the secret cannot be read; the message names the field and says how to fix
     *     the problem
     */
    public Secret resolve(String field, String reference) {
        SecretReference parsed = SecretReference.parse(field, reference);
        Kept known = kept.get(reference);
        if (known != null && clock.instant().isBefore(known.until)) {
            return known.secret;
        }
        Secret secret = sources.read(field, parsed);
        kept.put(reference, new Kept(secret, clock.instant().plus(KEPT)));
        return secret;
    }

    /** Clears the cache, for example after a provider rejected a credential. */
    public void forget() {
        kept.clear();
    }
}
