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
 * Resolves references such as {@code env:GITHUB_TOKEN}, {@code file:/run/secrets/key.pem} or
 * {@code secretsmanager:grantkeeper/github#token} to secrets. What was found is kept for five minutes, in memory only,
 * so a rotated secret is taken up by itself.
 */
public final class SecretResolver {
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final SecretSources sources;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(Secret secret, Instant until) {}

    /**
     * @param environment where {@code env:} looks
     * @param secretsManager asked for only when a {@code secretsmanager:} reference is met
     */
    public SecretResolver(Map<String, String> environment, Supplier<SecretsManagerClient> secretsManager, Clock clock) {
        this.sources = new SecretSources(environment, secretsManager);
        this.clock = clock;
    }

    /**
     * A credential of a connection.
     *
     * @param name as the connection's configuration names it
     * @return empty where the connection names none so
     * @throws SecretUnavailableException where it is named but cannot be had; names connection, field and fix
     */
    public Optional<Secret> resolve(Connection connection, String name) {
        String field = "connection '%s', credential '%s'".formatted(connection.id(), name);
        return Optional.ofNullable(connection.credentials().get(name)).map(reference -> resolve(field, reference));
    }

    /**
     * The secret behind a reference.
     *
     * @param field where the reference stands, for messages
     * @throws SecretUnavailableException where it cannot be had; names the field and the fix
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

    /** Reads everything anew from now on, for example after a provider refused a credential. */
    public void forget() {
        kept.clear();
    }
}
