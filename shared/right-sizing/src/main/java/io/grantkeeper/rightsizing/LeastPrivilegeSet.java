package io.grantkeeper.rightsizing;

import java.util.List;

/**
 * A least-privilege set of permissions, with a measure of how close it is to the optimum.
 *
 * @param names the names of the permissions
 * @param levels the sum of the privilege levels of the permissions
 * @param lowerBound a lower bound for the sum of levels of any set that allows all calls
 * @param exact whether the search completed, so that no better set exists
 */
record LeastPrivilegeSet(List<String> names, int levels, int lowerBound, boolean exact) {}
