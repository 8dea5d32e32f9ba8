package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.note.NoteSigner;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.note.VerifierKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The signing keys of logs. While two keys are valid, every checkpoint has both signatures, so that clients that know
 * only the old or only the new key can verify the checkpoint.
 *
 * @param keys all keys that have signed or will sign, including expired ones
 */
public record LogSigningKeys(List<SigningKey> keys) {
    public LogSigningKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a log must have at least one key to sign its checkpoints");
        }
    }

    /**
     * A key and its validity period.
     *
     * @param signer returns the signer of a tenant's log; the key's name is the log's name
     * @param from the start of the period; empty if the key has always been valid
     * @param until the end of the period; empty if the key does not expire
     */
    public record SigningKey(Function<TenantId, NoteSigner> signer, Optional<Instant> from, Optional<Instant> until) {
        boolean isValidAt(Instant time) {
            return from.filter(time::isBefore).isEmpty()
                    && until.filter(end -> !time.isBefore(end)).isEmpty();
        }
    }

    /** Returns signing keys that consist of a single key without an expiration time. */
    public static LogSigningKeys of(Function<TenantId, NoteSigner> signer) {
        return new LogSigningKeys(List.of(new SigningKey(signer, Optional.empty(), Optional.empty())));
    }

    /**
     * Returns the signers whose keys are valid at the given time.
     *
     * @throws IllegalStateException if no key is valid because the configured periods leave a gap
     */
    List<NoteSigner> at(TenantId tenant, Instant time) {
        List<NoteSigner> valid = keys.stream()
                .filter(key -> key.isValidAt(time))
                .map(key -> key.signer().apply(tenant))
                .toList();
        if (valid.isEmpty()) {
            throw new IllegalStateException(
                    "no ledger key is valid at %s; make the keys' validity periods overlap".formatted(time));
        }
        return valid;
    }

    /**
     * Returns the verification keys of all signing keys, including expired ones, so that older checkpoints remain
     * verifiable.
     */
    public TrustedKeys trusted(TenantId tenant) {
        List<VerifierKey> all =
                keys.stream().map(key -> key.signer().apply(tenant).key()).toList();
        return new TrustedKeys(all, List.of(), 0);
    }
}
