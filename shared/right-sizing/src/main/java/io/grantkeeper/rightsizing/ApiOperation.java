package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.Map;

/**
 * A method on a path, as documented by the vendor.
 *
 * @param template method and path in readable form
 * @param admission the alternatives that admit a call, keyed by the letter of the permission kind; permissions of a
 *     kind without an entry never admit a call
 */
record ApiOperation(String template, Map<Character, List<PermissionAlternative>> admission) {}
