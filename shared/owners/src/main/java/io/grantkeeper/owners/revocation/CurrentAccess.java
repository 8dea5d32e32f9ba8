package io.grantkeeper.owners.revocation;

import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A grant or a credential that an identity currently holds.
 *
 * @param observedAt when the stored version of the grant or credential was observed
 */
public record CurrentAccess(RevocationTarget target, Instant observedAt) {
    /**
     * Returns the live grants and credentials of an identity. Grants come first, because credentials are useless once
     * the grants are revoked.
     *
     * @param keys the keys of the grants and credentials to return; empty for all
     */
    static List<CurrentAccess> of(IdentityRecord identityRecord, Set<String> keys) {
        NonHumanIdentity identity = identityRecord.identity().content();
        Predicate<String> wanted = key -> keys.isEmpty() || keys.contains(key);
        Stream<CurrentAccess> grants = identityRecord.grants().stream()
                .filter(StoredRecord::isLive)
                .filter(grant -> wanted.test(grant.content().key()))
                .map(grant -> new CurrentAccess(
                        new RevocationTarget.GrantTarget(identity, grant.content()), grant.observedAt()));
        Stream<CurrentAccess> credentials = identityRecord.credentials().stream()
                .filter(StoredRecord::isLive)
                .filter(credential -> wanted.test(credential.content().key()))
                .map(credential -> new CurrentAccess(
                        new RevocationTarget.CredentialTarget(identity, credential.content()),
                        credential.observedAt()));
        return Stream.concat(grants, credentials).toList();
    }

    RowKey key() {
        return target.key();
    }
}
