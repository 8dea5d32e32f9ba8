package io.grantkeeper.identity;

import java.util.Collection;
import java.util.SortedSet;

/**
 * What a subject gave a client.
 *
 * @param key unique and stable within the holder, for example {@code installation/100} or {@code user/1100110}
 * @param subject whose data it opens
 * @param resource the API or product it opens, for example {@code google} or an Entra resource's app id
 * @param permissionKind in which sense the scopes are meant
 * @param scopes the provider's own strings; GitHub permissions as {@code name:level}
 * @param reach over how many resources
 * @param grantedBy the person who consented or installed, where known
 * @param lastUsed {@link Moment.Never} only where the provider says so, else unknown
 * @param expires {@link Moment.Never} where the provider says that it does not expire
 */
public record Grant(
        String key,
        GrantSubject subject,
        String resource,
        PermissionKind permissionKind,
        SortedSet<String> scopes,
        ResourceReach reach,
        Standing standing,
        Knowledge<PersonId> grantedBy,
        Moment grantedAt,
        Moment lastUsed,
        Moment expires) {
    public Grant {
        scopes = Sorted.set(scopes);
    }

    /** A grant of which nothing is known but its scopes; the with-methods add what a provider tells. */
    public static Grant of(
            String key, GrantSubject subject, String resource, PermissionKind kind, Collection<String> scopes) {
        return new Grant(
                key,
                subject,
                resource,
                kind,
                Sorted.set(scopes),
                ResourceReach.UNKNOWN,
                Standing.UNKNOWN,
                Knowledge.unknown(),
                Moment.unknown(),
                Moment.unknown(),
                Moment.unknown());
    }

    public Grant withReach(ResourceReach value) {
        return new Grant(
                key,
                subject,
                resource,
                permissionKind,
                scopes,
                value,
                standing,
                grantedBy,
                grantedAt,
                lastUsed,
                expires);
    }

    public Grant withStanding(Standing value) {
        return new Grant(
                key, subject, resource, permissionKind, scopes, reach, value, grantedBy, grantedAt, lastUsed, expires);
    }

    public Grant withGranted(Knowledge<PersonId> by, Moment at) {
        return new Grant(key, subject, resource, permissionKind, scopes, reach, standing, by, at, lastUsed, expires);
    }

    public Grant withLastUsed(Moment value) {
        return new Grant(
                key, subject, resource, permissionKind, scopes, reach, standing, grantedBy, grantedAt, value, expires);
    }

    public Grant withExpires(Moment value) {
        return new Grant(
                key, subject, resource, permissionKind, scopes, reach, standing, grantedBy, grantedAt, lastUsed, value);
    }
}
