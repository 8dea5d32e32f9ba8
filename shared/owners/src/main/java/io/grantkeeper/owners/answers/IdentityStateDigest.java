package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A digest of the access that an identity holds. An answer applies to any state with the same digest. A change in usage
 * alone does not change the digest.
 */
public final class IdentityStateDigest {
    private IdentityStateDigest() {}

    public static String of(IdentityRecord identityRecord) {
        return of(identityRecord, StoredRecord::isLive);
    }

    /**
     * Returns the digest that the current state would have if nothing had been removed since an instant. It equals the
     * digest at that instant unless access was added or changed.
     */
    static String ignoringRemovalsSince(IdentityRecord identityRecord, Instant since) {
        return of(identityRecord, row -> row.removedAt().filter(since::isAfter).isEmpty());
    }

    private static String of(IdentityRecord identityRecord, Predicate<StoredRecord<?>> held) {
        Stream<String> grants = identityRecord.grants().stream()
                .filter(held)
                .map(StoredRecord::content)
                .sorted(Comparator.comparing(Grant::key))
                .map(grant -> "grant " + ModelJson.write(grant.withLastUsed(Timestamp.unknown())));
        Stream<String> credentials = identityRecord.credentials().stream()
                .filter(held)
                .map(StoredRecord::content)
                .sorted(Comparator.comparing(Credential::key))
                .map(credential -> "credential " + ModelJson.write(credential.withLastUsed(Timestamp.unknown())));
        return ShortDigests.of(Stream.concat(grants, credentials).toArray(String[]::new));
    }

    /** Returns whether the identity holds any access. */
    public static boolean holdsAccess(IdentityRecord identityRecord) {
        return !live(identityRecord.grants()).isEmpty()
                || !live(identityRecord.credentials()).isEmpty();
    }

    /**
     * Returns whether any of the identity's access is usable. Suspended access is not usable, although it can be
     * reactivated.
     */
    public static boolean hasUsableAccess(IdentityRecord identityRecord) {
        return hasUsableAccessBeyond(identityRecord, Set.of());
    }

    /** Returns whether the identity has usable access other than the given grants and credentials. */
    static boolean hasUsableAccessBeyond(IdentityRecord identityRecord, Set<RowKey> these) {
        NonHumanIdentity identity = identityRecord.identity().content();
        Stream<RowKey> grants = live(identityRecord.grants()).stream()
                .filter(grant -> grant.standing() != ProviderStatus.SUSPENDED)
                .map(grant -> RowKey.grant(identity.id(), grant.key()));
        Stream<RowKey> credentials = live(identityRecord.credentials()).stream()
                .filter(credential -> credential.standing() != ProviderStatus.SUSPENDED)
                .map(credential -> RowKey.credential(identity.id(), credential.key()));
        return identity.standing() != ProviderStatus.SUSPENDED
                && Stream.concat(grants, credentials).anyMatch(key -> !these.contains(key));
    }

    static <T> List<T> live(List<StoredRecord<T>> rows) {
        return rows.stream()
                .filter(StoredRecord::isLive)
                .map(StoredRecord::content)
                .toList();
    }
}
