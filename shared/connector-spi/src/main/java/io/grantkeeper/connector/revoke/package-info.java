/** Taking access away at the provider: previewed first, safe to do twice. */
@NullMarked
package io.grantkeeper.connector.revoke;

import org.jspecify.annotations.NullMarked;
