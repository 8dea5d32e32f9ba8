/**
 * What a provider's permissions let one do, how risky that is, and whether the reach of a grant really grew. Pure
 * functions over data files; start at {@link io.grantkeeper.permissions.Permissions}.
 */
@NullMarked
package io.grantkeeper.permissions;

import org.jspecify.annotations.NullMarked;
