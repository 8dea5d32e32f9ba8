/**
 * Interprets providers' permissions: what they allow, how risky they are, and whether a grant's access has expanded.
 * The package consists of pure functions over data files; start at {@link
 * io.grantkeeper.permissions.PermissionVocabularies}.
 */
@NullMarked
package io.grantkeeper.permissions;

import org.jspecify.annotations.NullMarked;
