/** HTTP calls to targets: the allowed URLs, short retries, and the classification of responses. */
@NullMarked
package io.grantkeeper.targets.http;

import org.jspecify.annotations.NullMarked;
