/**
 * The trust ladder: what the record says of a policy, whether that is enough to let it climb a stage or too much to let it
 * stay, and what another policy would have done. People decide about climbing; only the way down is automatic.
 */
@NullMarked
package io.grantkeeper.policy.ladder;

import org.jspecify.annotations.NullMarked;
