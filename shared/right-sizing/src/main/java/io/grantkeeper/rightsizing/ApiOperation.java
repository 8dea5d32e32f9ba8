package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.Map;

/**
 * A method on a path, as documented by the vendor.
 *
 * @param template the method and the path in readable form
 * @param admission for each permission kind, identified by its letter, the alternative sets of permissions that admit a
 *     call; permissions of a kind without an entry never admit a call
 */
record ApiOperation(String template, Map<Character, List<PermissionAlternative>> admission) {}
