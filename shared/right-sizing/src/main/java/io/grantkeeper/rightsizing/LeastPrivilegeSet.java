package io.grantkeeper.rightsizing;

import java.util.List;

/**
 * A least-privilege set and its quality.
 *
 * @param levels the sum of the privilege levels of the permissions
 * @param lowerBound no admitting set has a smaller sum of levels
 * @param exact whether the search completed, so that no better set exists
 */
record LeastPrivilegeSet(List<String> names, int levels, int lowerBound, boolean exact) {}
