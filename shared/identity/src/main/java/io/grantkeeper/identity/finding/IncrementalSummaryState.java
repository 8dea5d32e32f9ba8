package io.grantkeeper.identity.finding;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The data that a summary keeps about the rows from which it was derived, so that further rows can be added without
 * reading these rows again.
 *
 * @param access the access that the identity's grants and credentials provide in total
 * @param forEveryone whether a live grant covers the whole tenant
 * @param shapes a digest of each distinct combination of permissions, reach and subject among the live grants. A grant
 *     with a known combination changes neither the severity nor the capabilities nor the recognized product
 * @param claims the claims of the owner candidates, and of every other person with a claim other than a grant
 * @param allClaims whether the claims of all people are included
 */
public record IncrementalSummaryState(
        CombinedAccessStatus access,
        boolean forEveryone,
        SortedSet<String> shapes,
        List<OwnerClaim> claims,
        boolean allClaims) {
    public IncrementalSummaryState {
        shapes = Collections.unmodifiableSortedSet(new TreeSet<>(shapes));
        claims = List.copyOf(claims);
    }
}
