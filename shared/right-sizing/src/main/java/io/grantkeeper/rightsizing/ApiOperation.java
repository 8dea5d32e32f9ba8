package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.Map;

/**
 * An API operation: an HTTP method on a path, as documented by the vendor.
 *
 * @param template the method and the path, in human-readable form
 * @param admission for each permission kind, identified by its letter in the permission table, the alternative sets of
 *     permissions, each of which is sufficient for a call; permissions of a kind without an entry are never sufficient
 */
record ApiOperation(String template, Map<Character, List<PermissionAlternative>> admission) {}
