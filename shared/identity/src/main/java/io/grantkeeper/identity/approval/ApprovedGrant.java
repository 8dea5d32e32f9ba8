package io.grantkeeper.identity.approval;

import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ResourceReach;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The approved permissions of one kind within one reach. They are stored as the provider writes them and are
 * interpreted when they are compared, so that a better vocabulary changes both sides of the comparison and causes no
 * drift.
 *
 * @param wholeTenant whether the permissions apply to everyone in the tenant, not only to the people who granted them
 */
public record ApprovedGrant(
        ProviderId provider,
        PermissionKind permissionKind,
        boolean wholeTenant,
        ResourceReach reach,
        SortedSet<String> scopes) {
    public ApprovedGrant {
        scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
    }

    /**
     * Returns a text that contains everything except the permissions. The grants in an approved scope are sorted by
     * this text.
     */
    String shape() {
        return "%s %s %s %s".formatted(provider, permissionKind, wholeTenant, reach);
    }

    ApprovedGrant withScopesOf(ApprovedGrant other) {
        SortedSet<String> all = new TreeSet<>(scopes);
        all.addAll(other.scopes);
        return new ApprovedGrant(provider, permissionKind, wholeTenant, reach, all);
    }
}
