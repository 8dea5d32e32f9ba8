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
 * The keys of logs. While two are valid, every checkpoint carries both signatures: whoever knows only the old or only the
 * new one can check it.
 *
 * @param keys all that signed or will sign, also those whose time is over
 */
public record SigningKeys(List<Valid> keys) {
    public SigningKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a log needs a key that signs its checkpoints");
        }
    }

    /**
     * One key and when it signs.
     *
     * @param signer of a tenant's log; the key's name is the log's
     * @param from empty for "always before the end"
     * @param until empty for "until further notice"
     */
    public record Valid(Function<TenantId, NoteSigner> signer, Optional<Instant> from, Optional<Instant> until) {
        boolean isAt(Instant time) {
            return from.filter(time::isBefore).isEmpty()
                    && until.filter(end -> !time.isBefore(end)).isEmpty();
        }
    }

    /** One key for good. */
    public static SigningKeys of(Function<TenantId, NoteSigner> signer) {
        return new SigningKeys(List.of(new Valid(signer, Optional.empty(), Optional.empty())));
    }

    /** @throws IllegalStateException where no key is valid: the configuration left a hole */
    List<NoteSigner> at(TenantId tenant, Instant time) {
        List<NoteSigner> valid = keys.stream()
                .filter(key -> key.isAt(time))
                .map(key -> key.signer().apply(tenant))
                .toList();
        if (valid.isEmpty()) {
            throw new IllegalStateException(
                    "no key of the ledger is valid at %s; let the keys' times overlap".formatted(time));
        }
        return valid;
    }

    /** All keys, for checking what any of them signed. */
    public TrustedKeys trusted(TenantId tenant) {
        List<VerifierKey> all =
                keys.stream().map(key -> key.signer().apply(tenant).key()).toList();
        return new TrustedKeys(all, List.of(), 0);
    }
}
