package io.grantkeeper.rightsizing;

/**
 * A set of permissions that lets every requirement in.
 *
 * @param chosen by permission index
 * @param lowerBound no such set costs less
 * @param exact whether the search ended, so that the set is a cheapest one
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, read once
record Cover(boolean[] chosen, long lowerBound, boolean exact) {}
