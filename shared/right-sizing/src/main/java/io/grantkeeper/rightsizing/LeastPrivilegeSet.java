package io.grantkeeper.rightsizing;

import java.util.List;

/**
 * A least-privilege set and its quality.
 *
 * @param names the names of the permissions
 * @param levels the sum of the privilege levels of the permissions
 * @param lowerBound a sum of levels below which no set admits all calls
 * @param exact whether the search completed, so that no better set exists
 */
record LeastPrivilegeSet(List<String> names, int levels, int lowerBound, boolean exact) {}
