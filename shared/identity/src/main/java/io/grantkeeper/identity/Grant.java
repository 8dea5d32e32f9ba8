package io.grantkeeper.identity;

import java.util.Collection;
import java.util.SortedSet;

/**
 * Access that a subject gave to an identity.
 *
 * @param key a key that is unique and stable within the identity, for example {@code installation/100} or
 *     {@code user/1100110}
 * @param subject the person or tenant whose data the grant gives access to
 * @param resource the API or product that the grant gives access to, for example {@code google} or an Entra resource's
 *     app id
 * @param permissionKind how to interpret the scopes
 * @param scopes the provider's own strings; GitHub permissions as {@code name:level}
 * @param reach how many resources the grant covers
 * @param grantedBy the person who consented or installed the app, if known
 * @param lastUsed the time of the last use; {@link Timestamp.Never} only if the provider says that the grant was never
 *     used
 * @param expires the time of expiry; {@link Timestamp.Never} only if the provider says that the grant does not expire
 */
public record Grant(
        String key,
        GrantSubject subject,
        String resource,
        PermissionKind permissionKind,
        SortedSet<String> scopes,
        ResourceReach reach,
        ProviderStatus standing,
        KnownOrUnknown<PersonId> grantedBy,
        Timestamp grantedAt,
        Timestamp lastUsed,
        Timestamp expires) {
    public Grant {
        scopes = SortedCopies.setOf(scopes);
    }

    /** Returns a grant with only its scopes. The {@code with} methods add further values that a provider reports. */
    public static Grant of(
            String key, GrantSubject subject, String resource, PermissionKind kind, Collection<String> scopes) {
        return new Grant(
                key,
                subject,
                resource,
                kind,
                SortedCopies.setOf(scopes),
                ResourceReach.UNKNOWN,
                ProviderStatus.UNKNOWN,
                KnownOrUnknown.unknown(),
                Timestamp.unknown(),
                Timestamp.unknown(),
                Timestamp.unknown());
    }

    public Grant withReach(ResourceReach value) {
        return with(value, standing, grantedBy, grantedAt, lastUsed, expires);
    }

    public Grant withStanding(ProviderStatus value) {
        return with(reach, value, grantedBy, grantedAt, lastUsed, expires);
    }

    public Grant withGranted(KnownOrUnknown<PersonId> by, Timestamp at) {
        return with(reach, standing, by, at, lastUsed, expires);
    }

    public Grant withLastUsed(Timestamp value) {
        return with(reach, standing, grantedBy, grantedAt, value, expires);
    }

    public Grant withExpires(Timestamp value) {
        return with(reach, standing, grantedBy, grantedAt, lastUsed, value);
    }

    private Grant with(
            ResourceReach newReach,
            ProviderStatus newStanding,
            KnownOrUnknown<PersonId> by,
            Timestamp at,
            Timestamp used,
            Timestamp ends) {
        return new Grant(key, subject, resource, permissionKind, scopes, newReach, newStanding, by, at, used, ends);
    }
}
