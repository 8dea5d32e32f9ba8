/**
 * Takes access away at the provider. What would be called and what would stop working is shown first; each attempt is
 * recorded before it is made and after it has ended.
 */
@NullMarked
package io.grantkeeper.revocation;

import org.jspecify.annotations.NullMarked;
