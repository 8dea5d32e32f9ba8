/** HTTP calls to targets: which URLs are allowed, short retries, and how responses are classified. */
@NullMarked
package io.grantkeeper.targets.http;

import org.jspecify.annotations.NullMarked;
