/** A generic signed webhook in the format of Standard Webhooks, in both directions. */
@NullMarked
package io.grantkeeper.targets.webhook;

import org.jspecify.annotations.NullMarked;
