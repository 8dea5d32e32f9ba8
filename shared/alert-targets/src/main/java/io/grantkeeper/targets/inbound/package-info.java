/** Webhooks from targets: verified reports that a person closed or acknowledged a ticket. */
@NullMarked
package io.grantkeeper.targets.inbound;

import org.jspecify.annotations.NullMarked;
