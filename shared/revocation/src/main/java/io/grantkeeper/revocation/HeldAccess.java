package io.grantkeeper.revocation;

import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A grant or a credential that an identity holds now.
 *
 * @param observedAt when it was seen as it is stored
 */
public record HeldAccess(RevocationTarget target, Instant observedAt) {
    /** All that is live; of the keys named only, where there are any. Grants first: without them credentials open nothing. */
    static List<HeldAccess> of(IdentityDossier dossier, Set<String> keys) {
        NonHumanIdentity holder = dossier.identity().content();
        Predicate<String> wanted = key -> keys.isEmpty() || keys.contains(key);
        Stream<HeldAccess> grants = dossier.grants().stream()
                .filter(Stored::isLive)
                .filter(grant -> wanted.test(grant.content().key()))
                .map(grant ->
                        new HeldAccess(new RevocationTarget.OfGrant(holder, grant.content()), grant.observedAt()));
        Stream<HeldAccess> credentials = dossier.credentials().stream()
                .filter(Stored::isLive)
                .filter(credential -> wanted.test(credential.content().key()))
                .map(credential -> new HeldAccess(
                        new RevocationTarget.OfCredential(holder, credential.content()), credential.observedAt()));
        return Stream.concat(grants, credentials).toList();
    }

    RowKey key() {
        return key(target);
    }

    static RowKey key(RevocationTarget target) {
        return switch (target) {
            case RevocationTarget.OfGrant(var holder, var grant) -> RowKey.grant(holder.id(), grant.key());
            case RevocationTarget.OfCredential(var holder, var credential) ->
                RowKey.credential(holder.id(), credential.key());
        };
    }
}
