package io.grantkeeper.signals.set;

import io.grantkeeper.identity.Secret;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The keys with which an installation signs security event tokens. A secret is read only when a token is signed or the
 * public keys are requested, because functions start and take snapshots before the secrets have a value. When the value
 * of a secret changes, its key is parsed again. Instances are thread-safe.
 */
public final class SecurityEventTokenKeys {
    /**
     * A configured key.
     *
     * @param id the key's {@code kid}
     * @param pem supplies the private key in the format that {@link SecurityEventTokenSigningKey#of} parses
     */
    public record ConfiguredKey(String id, Supplier<Secret> pem) {}

    private record Parsed(Secret pem, SecurityEventTokenSigningKey key) {}

    private final List<ConfiguredKey> named;
    private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

    /**
     * Creates the set of keys.
     *
     * @param named the keys: the first one signs new tokens; the public keys of the others remain published, so list
     *     them until every token that they signed has been delivered
     */
    public SecurityEventTokenKeys(List<ConfiguredKey> named) {
        this.named = List.copyOf(named);
    }

    public boolean isEmpty() {
        return named.isEmpty();
    }

    /**
     * Returns the key with which new tokens are signed.
     *
     * @throws IllegalStateException if the key's secret contains no key
     */
    SecurityEventTokenSigningKey signingKey() {
        return key(named.getFirst());
    }

    /**
     * Returns the public keys in the form that is served at {@code jwks_uri}.
     *
     * @throws IllegalStateException if a secret contains no key
     */
    public String publicSet() {
        return SecurityEventTokenSigningKey.publicSet(
                named.stream().map(this::key).toList());
    }

    private SecurityEventTokenSigningKey key(ConfiguredKey one) {
        Secret pem = one.pem().get();
        try {
            return parsed.compute(
                            one.id(),
                            (id, known) -> known != null && known.pem().equals(pem)
                                    ? known
                                    : new Parsed(pem, SecurityEventTokenSigningKey.of(id, pem)))
                    .key();
        } catch (IllegalArgumentException e) {
            // This is an error in Grantkeeper's configuration, not in a request.
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
