package io.grantkeeper.signals.set;

import io.grantkeeper.identity.Secret;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The keys of an installation that sign tokens. Their secrets are asked for when a token is signed or the keys are shown:
 * a function starts, and its snapshot is taken, before there is anything in them. A key is parsed again when its secret is
 * another. Safe for use by many threads.
 */
public final class TokenKeys {
    /**
     * A key as it is configured.
     *
     * @param id {@code kid}
     * @param pem finds the private key, for {@link SigningKey#of}
     */
    public record Named(String id, Supplier<Secret> pem) {}

    private record Parsed(Secret pem, SigningKey key) {}

    private final List<Named> named;
    private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

    /** @param named the first signs; the others are shown until what they signed is delivered */
    public TokenKeys(List<Named> named) {
        this.named = List.copyOf(named);
    }

    public boolean isEmpty() {
        return named.isEmpty();
    }

    /** @throws IllegalStateException where its secret holds no key */
    SigningKey signing() {
        return key(named.getFirst());
    }

    /**
     * The public halves, as {@code jwks_uri} answers.
     *
     * @throws IllegalStateException where a secret holds no key
     */
    public String publicSet() {
        return SigningKey.publicSet(named.stream().map(this::key).toList());
    }

    private SigningKey key(Named one) {
        Secret pem = one.pem().get();
        try {
            return parsed.compute(
                            one.id(),
                            (id, known) -> known != null && known.pem().equals(pem)
                                    ? known
                                    : new Parsed(pem, SigningKey.of(id, pem)))
                    .key();
        } catch (IllegalArgumentException e) {
            // Ours to mend, and no fault of what was asked.
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
