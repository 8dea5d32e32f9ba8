package io.grantkeeper.revocation;

import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Stored;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What an identity holds now, as targets: grants first, for without them its credentials open nothing. */
final class HeldAccess {
    private HeldAccess() {}

    /** All that is live; of the keys named only, where there are any. */
    static List<RevocationTarget> of(IdentityDossier dossier, Set<String> keys) {
        NonHumanIdentity holder = dossier.identity().content();
        Predicate<String> wanted = key -> keys.isEmpty() || keys.contains(key);
        Stream<RevocationTarget> grants = dossier.grants().stream()
                .filter(Stored::isLive)
                .map(Stored::content)
                .filter(grant -> wanted.test(grant.key()))
                .map(grant -> new RevocationTarget.OfGrant(holder, grant));
        Stream<RevocationTarget> credentials = dossier.credentials().stream()
                .filter(Stored::isLive)
                .map(Stored::content)
                .filter(credential -> wanted.test(credential.key()))
                .map(credential -> new RevocationTarget.OfCredential(holder, credential));
        return Stream.concat(grants, credentials).toList();
    }

    static RowKey key(RevocationTarget target) {
        return switch (target) {
            case RevocationTarget.OfGrant(var holder, var grant) -> RowKey.grant(holder.id(), grant.key());
            case RevocationTarget.OfCredential(var holder, var credential) ->
                RowKey.credential(holder.id(), credential.key());
        };
    }
}
