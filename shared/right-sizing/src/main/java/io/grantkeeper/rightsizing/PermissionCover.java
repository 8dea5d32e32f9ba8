package io.grantkeeper.rightsizing;

/**
 * A set of permissions that meets every requirement.
 *
 * @param chosen whether each permission is in the set, by permission index
 * @param lowerBound a lower bound for the cost of any set that meets every requirement
 * @param exact whether the search completed, so that no cheaper set exists
 */
@SuppressWarnings("ArrayRecordComponent") // package-private and read only once
record PermissionCover(boolean[] chosen, long lowerBound, boolean exact) {}
